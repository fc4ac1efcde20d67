"""Items as JSON, for `xenstream show`; docs/show.schema.json is its schema."""

from __future__ import annotations

import re
from hashlib import sha256

from xenstream.memory.tables import TYPE_NAMES, runs
from xenstream.report.json import dumps, path_hex
from xenstream.report.tree_json import of_node
from xenstream.tree.compare import sections
from xenstream.tree.items import more_of, tree_of
from xenstream.tree.paths import ItemNames
from xenstream.walk.walker import Banner, Configuration, Cut, Header, Record, Rest, Unchecked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xenstream.judge.judge import Report
    from xenstream.octets.again import Again
    from xenstream.tree.nodes import Node, Struct
    from xenstream.walk.walker import Item

VERSION = 1
"""Of the document. A member may be added to it; one that changes or goes makes a new version."""


_OFFSET = re.compile(r'(?<="offset": )[0-9]+')  # a quote within a text has a backslash before it


_HERE = "\0"
"""Stands where the text of one record differs from the next one's."""


class ItemTexts:
    """Gives all items of a stream as JSON objects, one after the other.

    Of a large image nearly all are PAGE_DATA with the same octets before their pfns: their trees
    differ in the offsets alone, and are not built anew.
    """

    def __init__(self, again: Again) -> None:
        """Take what reads a body anew where the walk keeps less of it."""
        self._again = again
        self._names = ItemNames()
        self._like: Record | None = None
        self._name = ""
        self._head: list[str] = []
        self._texts: list[str] = []
        self._places: list[int] = []

    def text(self, item: Item) -> str:
        """Give the next item."""
        is_page_data = isinstance(item, Record) and item.census is not None
        if isinstance(item, Record) and is_page_data and item.length > len(item.octets):
            return self._page_data(item)
        tree = tree_of(item, more_of(item, self._again), with_table=False)
        name = None if tree is None else self._names.name(item, tree)
        return dumps(of_item(item, name, tree))

    def _page_data(self, record: Record) -> str:
        like = self._like
        if like is None or like.header is not record.header or like.body is not record.body:
            tree = tree_of(record, with_table=False)
            assert tree is not None
            said = dumps(of_node(tree))[1:-1]
            self._like, self._name = record, self._names.plain(record, tree)
            self._texts = _OFFSET.split(said)
            self._places = [int(one.group()) - record.offset for one in _OFFSET.finditer(said)]
            head = dumps({**_head(record, ""), "path": _HERE, "index": _HERE})
            self._head = head.split(dumps(_HERE))
        offset, (begin, between, rest) = record.offset, self._head
        pieces = [f"{text}{offset + place}" for text, place in zip(self._texts, self._places)]
        name = dumps(self._names.numbered(self._name, record))
        head = f"{begin}{name}{between}{record.index}{rest[:-1]}"
        pfns = ", ".join(
            f'["{pfn:#x}", {count}, "{TYPE_NAMES[kind]}"]'
            for pfn, count, kind in runs(record.table, record.layer.little_endian)
        )
        pages = 0 if record.census is None else record.census.with_contents
        tail = f'"pages": {pages}, "pfns": [{pfns}]}}'
        return f"{head}, {''.join(pieces)}{self._texts[-1]}, {tail}"


def of_item(item: Item, name: str | None, tree: Struct | None) -> dict[str, Any]:
    """Give an item: what it is, its path, and its tree where it has one."""
    said = _head(item, name)
    record = item.record if isinstance(item, Cut) else item
    if tree is not None:
        said.update(of_node(tree))
    elif isinstance(item, (Banner, Rest)):
        said.update(offset=item.offset, size=item.length)
        if isinstance(item, Rest) and item.length == len(item.octets):
            said["sha256"] = sha256(item.octets).hexdigest()
    else:
        said["offset"] = item.offset
    if isinstance(record, Record) and record.census is not None:
        said.update(_pages(record))
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


def _head(item: Item, name: str | None) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": _kind(item), "path": name, "layer": item.layer.path}
    record = item.record if isinstance(item, Cut) else item
    if isinstance(record, Record):
        said["index"] = record.index
        said["length"] = record.length
    return said


def _pages(record: Record) -> dict[str, Any]:
    return {
        "pages": 0 if record.census is None else record.census.with_contents,
        "pfns": [
            [hex(pfn), count, TYPE_NAMES[kind]]
            for pfn, count, kind in runs(record.table, record.layer.little_endian)
        ],
    }


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
        "path_hex": path_hex(report.path),
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
