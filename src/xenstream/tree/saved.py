"""Trees out of a saved report of `xenstream show -o json`, hostile as any other file."""

from __future__ import annotations

import json
import re
from hashlib import sha256

from xenstream.contents.settings import settings
from xenstream.tree.compare import OfText, Value, add_keys, text_of_cut, text_of_rest, value_of
from xenstream.tree.fields import INLINE, Field, Type
from xenstream.tree.nodes import Array, Blob, Leaf, Struct
from xenstream.tree.paths import ends_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xenstream.octets.source import Source
    from xenstream.tree.compare import Side
    from xenstream.tree.nodes import Node

VERSION = 1
_HEX = re.compile(r"0x(0|[1-9a-f][0-9a-f]{0,15})")
_MOST = 1 << 30


class NotAReportError(ValueError):
    """It is no report, or one of several streams, or of parts."""


class OfSaved:
    """An item of a saved report."""

    octets = None

    def __init__(self, name: str, item: dict[str, Any]) -> None:
        self.name = name
        # Of an image's item it never is the same: then the values are compared.
        self.digest = sha256(json.dumps(item, sort_keys=True).encode()).digest()
        self._item = item

    def values(self) -> dict[str, Value]:
        """Give what it holds, by path."""
        item = self._item
        try:
            tree = _node(item)
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise NotAReportError(f"{self.name} is no item: {error!r}") from None
        found = {path: value_of(node) for path, node in ends_of(tree, self.name)}
        text = item.get("text")
        if isinstance(text, str):
            add_keys(found, self.name, settings(str(item.get("id")), text.encode()))
        state = item.get("device_state")
        for key, said in (state if isinstance(state, dict) else {}).items():
            found[f"{self.name}/{key}"] = Value(str(said), str(said))
        return found


def load(source: Source) -> tuple[dict[str, Side], list[str]]:
    """Read the items of a report's one stream, but for its pages, and what it does not have.

    Raises:
        OSError: it cannot be read.
        NotAReportError: it is something else.

    """
    octets = source.read(_MOST + 1)
    if len(octets) > _MOST:
        raise NotAReportError("larger than 1 GiB")
    found: dict[str, Side] = {}
    lacks: list[str] = []
    try:
        document = json.loads(octets)
        if document["version"] != VERSION:
            raise NotAReportError(f"version {document['version']!r}, expected {VERSION}")
        (stream,) = document["streams"]
        for item in stream["items"]:
            if item["kind"] == "part":
                raise NotAReportError("a report of parts: show all of the stream")
            _enter(item, found, lacks)
    except NotAReportError:
        raise
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotAReportError("no report of one stream by xenstream show -o json") from None
    return found, lacks


def _enter(item: dict[str, Any], found: dict[str, Side], lacks: list[str]) -> None:
    """Add an item, and what of it the report does not have."""
    kind, path = item["kind"], item["path"]
    if "fields" in item and "pfns" not in item:
        name = f"{path} (cut)" if kind == "cut" else str(path)
        found[name] = OfSaved(name, item)
        is_short = kind == "record" and item["size"] < item["length"]
        if is_short or (kind == "configuration" and item.get("cut")):
            lacks.append(f"all octets of {name}, which the report has not")
        if "alike" in item:
            lacks.append(f"{item['alike']} records like {name}, which the report has not")
    if kind == "cut":
        found["cut"] = OfText("cut", text_of_cut(item["within"], item["had"], item["needed"]))
    elif kind == "rest":
        digest = item.get("sha256")
        said = text_of_rest(int(item["size"]), None if digest is None else str(digest))
        found["rest"] = OfText("rest", said)
        if digest is None:
            lacks.append(f"{said}, which the report has not")
    elif kind == "banner":
        found["banner"] = OfText("banner", f"{item['size']} octets")
    elif kind == "zeros" or "looks_like" in item:
        lacks.append(f"from offset 0x{item['offset']:x} on: {kind}")


def is_report(source: Source) -> bool:
    """Tell by what comes next whether it may be such a report."""
    return source.peek(_LOOKED_AT).lstrip().startswith(b'{"version":')


_LOOKED_AT = 64


def _node(said: dict[str, Any]) -> Node:
    show = INLINE if said.get("inline") else None
    field = Field(str(said["id"]), said.get("xen"), show=show)
    offset = int(said.get("offset", 0))
    if "fields" in said:
        kind = Type(str(said["type"]), None, None, "", "", (), False)
        size, key = int(said["size"]), str(said.get("key", ""))
        fields = [_node(one) for one in said["fields"]]
        return Struct(field, kind, offset, size, fields, key=key)
    if "items" in said:
        return Array(field, offset, int(said["size"]), [_node(one) for one in said["items"]])
    if "sha256" in said:
        return Blob(field, offset, int(said["octets"]), digest=str(said["sha256"]))
    low, count = said.get("bits", (0, 0))
    value = said["value"]
    if not isinstance(value, (int, str)):
        raise ValueError(value)
    if isinstance(value, str) and _HEX.fullmatch(value):
        value = int(value, 16)  # a text that looks like it comes out the same again
    bits = (int(low), int(count)) if "bits" in said else None
    return Leaf(field, offset, int(said["size"]), value, said.get("name"), bits)
