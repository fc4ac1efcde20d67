"""Items as JSON, for `xenstream show`; docs/show.schema.json is its schema."""

from __future__ import annotations

from hashlib import sha256

from xenstream.memory.tables import TYPE_NAMES, runs
from xenstream.report.tree_json import of_node
from xenstream.tree.compare import sections
from xenstream.walk.walker import Banner, Configuration, Cut, Header, Record, Rest, Unchecked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xenstream.judge.judge import Report
    from xenstream.tree.nodes import Node, Struct
    from xenstream.walk.walker import Item

VERSION = 1
"""Of the document. A member may be added to it; one that changes or goes makes a new version."""


def of_item(item: Item, name: str | None, tree: Struct | None) -> dict[str, Any]:
    """Give an item: what it is, its path, and its tree where it has one."""
    said: dict[str, Any] = {"kind": _kind(item), "path": name, "layer": item.layer.path}
    record = item.record if isinstance(item, Cut) else item
    if isinstance(record, Record):
        said["index"] = record.index
        said["length"] = record.length
    if tree is not None:
        said.update(of_node(tree))
    elif isinstance(item, (Banner, Rest)):
        said.update(offset=item.offset, size=item.length)
        if isinstance(item, Rest) and item.length == len(item.octets):
            said["sha256"] = sha256(item.octets).hexdigest()
    else:
        said["offset"] = item.offset
    if isinstance(record, Record) and record.census is not None:
        said["pages"] = record.census.with_contents
        said["pfns"] = [
            [hex(pfn), count, TYPE_NAMES[kind]]
            for pfn, count, kind in runs(record.table, record.layer.little_endian)
        ]
    if isinstance(item, Record):
        if item.alike:
            said["alike"] = item.alike
        state = sections(item)
        if state:
            said["device_state"] = state
    if isinstance(item, Configuration):
        text = item.text()
        said["text"] = None if text is None else text.decode("utf-8", "backslashreplace")
    if isinstance(item, Cut):
        said.update(within=item.within, had=item.had, needed=item.needed)
    if isinstance(item, Unchecked):
        said["looks_like"] = item.looks_like
    return said


def _kind(item: Item) -> str:
    if isinstance(item, Record):
        return "record"
    if isinstance(item, Header):
        return "header"
    if isinstance(item, Configuration):
        return "configuration"
    return "cut" if isinstance(item, Cut) else item.kind


def of_part(item: Item, path: str, node: Node) -> dict[str, Any]:
    """Give a part of an item."""
    return {"kind": "part", "path": path, "layer": item.layer.path, **of_node(node)}


def of_report(report: Report) -> dict[str, Any]:
    """Give what is said of a stream after its items."""
    domain = report.domain
    return {
        "format": report.format,
        "compression": report.compression,
        "verdict": report.verdict,
        "guest": None if report.guest is None else report.guest._asdict(),
        "configuration": None
        if domain is None
        else {name: value for name, value in domain._asdict().items() if name != "problem"},
        "checkpoints": report.checkpoints,
        "records": report.records,
        "pages": report.pages,
        "octets": report.octets,
    }
