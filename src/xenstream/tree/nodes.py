"""The nodes of a tree: structs, arrays, and at their ends leaves and blobs."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as default
from hashlib import sha256

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Union

    from xenstream.tree.fields import Field, Type

    Node = Union["Struct", "Array", "Leaf", "Blob"]


@dataclass
class Struct:
    """A type of the spec: fields in the spec's order, unique by their ids."""

    field: Field
    """What it is in the struct around it."""
    type: Type
    offset: int
    """Absolute."""
    size: int
    """Octets."""
    fields: list[Node] = default(default_factory=list)
    is_cut: bool = False
    """Whether the octets end before all of it, or more of it is not looked at."""
    line: str = ""
    """In a line, as the spec words it; empty where it has none."""
    key: str = ""
    """What it is addressed by among its like, as in CPU[0]; empty where only its place tells."""
    octets: bytes = b""
    """Of the tree's root: all its octets."""


@dataclass
class Array:
    """A repeated field."""

    field: Field
    offset: int
    size: int
    items: list[Node] = default(default_factory=list)
    is_cut: bool = False


@dataclass
class Leaf:
    """A value."""

    field: Field
    offset: int
    """Absolute, of the octets that give the value."""
    size: int
    value: int | bool | str
    name: str | None = None
    """The spec's name of a number in an enum."""
    bits: tuple[int, int] | None = None
    """Where only some bits of the octets count: the lowest, and how many.

    The octets are a number in the endianness of the type.
    """


@dataclass
class Blob:
    """Octets that the spec does not take apart."""

    field: Field
    offset: int
    size: int
    octets: bytes = b""
    digest: str = ""
    """Their SHA-256, where they are not at hand."""

    def sha256(self) -> str:
        """Give their SHA-256 as hexadecimal digits."""
        return self.digest or sha256(self.octets).hexdigest()


_WIDE = 64


def plain_of(leaf: Leaf) -> int | bool | str:
    """Give a value as JSON has it: a number of 64 bits is a text, since a double has fewer."""
    value = leaf.value
    width = 8 * leaf.size if leaf.bits is None else leaf.bits[1]
    if isinstance(value, int) and not isinstance(value, bool) and width >= _WIDE:
        return hex(value)
    return value


def children(node: Node) -> list[Node]:
    """Give what stands within a node."""
    if isinstance(node, Struct):
        return node.fields
    return node.items if isinstance(node, Array) else []


def ends(node: Node) -> Iterator[Leaf | Blob]:
    """Give the leaves and blobs of a node, in order."""
    if isinstance(node, (Leaf, Blob)):
        yield node
    else:
        for inner in children(node):
            yield from ends(inner)
