"""Trees out of a saved report of `xenstream show -o json`, hostile as any other file."""

from __future__ import annotations

import json
import re
from hashlib import sha256

from xenstream.contents.settings import settings
from xenstream.tree.compare import Value, add_keys, value_of
from xenstream.tree.fields import INLINE, Field, Type
from xenstream.tree.nodes import Array, Blob, Leaf, Struct
from xenstream.tree.paths import ends_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xenstream.tree.nodes import Node

VERSION = 1
_HEX = re.compile(r"0x(0|[1-9a-f][0-9a-f]{0,15})")
_MOST = 1 << 30


class NotAReportError(ValueError):
    """It is no report, or one of several streams, or of parts."""


class OfSaved:
    """An item of a saved report."""

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


def load(path: str) -> dict[str, OfSaved]:
    """Read the items of a report's one stream, but for its pages.

    Raises:
        OSError: the file cannot be read.
        NotAReportError: it is something else.

    """
    with open(path, "rb") as file:
        octets = file.read(_MOST + 1)
    if len(octets) > _MOST:
        raise NotAReportError("larger than 1 GiB")
    try:
        document = json.loads(octets)
        if document["version"] != VERSION:
            raise NotAReportError(f"version {document['version']!r}, expected {VERSION}")
        (stream,) = document["streams"]
        found = {}
        for item in stream["items"]:
            if item["kind"] == "part":
                raise NotAReportError("a report of parts: show all of the stream")
            if "pfns" not in item and "fields" in item:
                name = f"{item['path']} (cut)" if item["kind"] == "cut" else str(item["path"])
                found[name] = OfSaved(name, item)
    except NotAReportError:
        raise
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotAReportError("no report of one stream by xenstream show -o json") from None
    return found


def is_report(path: str) -> bool:
    """Tell by its first octets whether a file may be such a report."""
    try:
        with open(path, "rb") as file:
            return file.read(64).lstrip().startswith(b'{"version":')
    except OSError:
        return False


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
