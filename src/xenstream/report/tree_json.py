"""Trees as JSON; docs/show.schema.json is its schema."""

from __future__ import annotations

from xenstream.tree.fields import INLINE
from xenstream.tree.nodes import Array, Blob, Struct, plain_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xenstream.tree.nodes import Leaf, Node


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
            **({"key": node.key} if node.key else {}),
            **({"inline": True} if field.show == INLINE else {}),
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
            "sha256": node.sha256(),
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
    said["value"] = plain_of(leaf)
    if leaf.name is not None:
        said["name"] = leaf.name
    return said
