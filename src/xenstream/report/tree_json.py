"""Trees as JSON; docs/show.schema.json is its schema."""

from __future__ import annotations

import hashlib

from xenstream.tree.nodes import Array, Blob, Struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xenstream.tree.nodes import Leaf, Node


_WIDE = 64


def of_node(node: Node) -> dict[str, Any]:
    """Give a node, and what stands within it."""
    field = node.field
    if isinstance(node, Struct):
        return {
            "id": field.id,
            "xen": field.xen or node.type.xen,
            "type": node.type.id,
            "offset": node.offset,
            "size": node.size,
            **({"cut": True} if node.is_cut else {}),
            "fields": [of_node(one) for one in node.fields],
        }
    if isinstance(node, Array):
        return {
            "id": field.id,
            "xen": field.xen,
            "offset": node.offset,
            "size": node.size,
            **({"cut": True} if node.is_cut else {}),
            "items": [of_node(one) for one in node.items],
        }
    if isinstance(node, Blob):
        return {
            "id": field.id,
            "xen": field.xen,
            "offset": node.offset,
            "octets": node.size,
            "sha256": hashlib.sha256(node.octets).hexdigest(),
        }
    return _leaf(node)


def _leaf(leaf: Leaf) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": leaf.field.id,
        "xen": leaf.field.xen,
        "offset": leaf.offset,
        "size": leaf.size,
    }
    if leaf.bits is not None:
        said["bits"] = list(leaf.bits)
    said["value"] = value_of(leaf)
    if leaf.name is not None:
        said["name"] = leaf.name
    return said


def value_of(leaf: Leaf) -> int | bool | str:
    """Give a value as JSON has it: a number of 64 bits is a text, since a double has fewer."""
    value = leaf.value
    width = 8 * leaf.size if leaf.bits is None else leaf.bits[1]
    if isinstance(value, int) and not isinstance(value, bool) and width >= _WIDE:
        return hex(value)
    return value
