"""What the specs say of each type and each field: names, words and bits, as data made from them."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from kaitaistruct import KaitaiStream

from xenstream.named import NamedTuple
from xenstream.packaged import data_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from io import BytesIO
    from typing import Any

_PACKAGE = "xenstream_trees"

MOST_NODES = 1 << 18
"""Nodes of one tree; what would be more is left out, and the tree says that it is cut."""


class Bounded(KaitaiStream):  # type: ignore[misc]
    """What the traced parsers read a body from: it ends where a tree would be too large.

    They make an object of each entry of a list: of 2 MiB of empty ones nearly 1 GiB.
    """

    def __init__(self, io: BytesIO) -> None:
        """Take what is read from."""
        super().__init__(io)
        self._left = MOST_NODES

    def read_bytes(self, n: int) -> bytes:
        """Give the next octets."""
        self._left -= 1
        if self._left < 0:
            raise EOFError("a tree has no room for more")
        octets: bytes = super().read_bytes(n)
        return octets


NEVER, INLINE = "never", "inline"


class Field(NamedTuple):
    """A field of a type."""

    id: str
    """Its name in the spec, unique within its type."""
    xen: str | None = None
    """Its name in Xen, where it has one."""
    doc: str | None = None
    label: str = ""
    """What people call it: Xen's name where it is a field's and no other's in the type."""
    names: dict[int, str] | None = None
    """The names of its values."""
    of: str | None = None
    """Where it is nothing but bits: of which field; empty where of the whole type."""
    low: int = 0
    """The lowest of such bits."""
    bits: int = 0
    """How many bits it has, where it does not have whole octets."""
    is_at: bool = False
    """Whether it is read when it is asked for, from a place of its own."""
    radix: int = 16
    """What a number of it is best written in."""
    show: str | None = None
    """NEVER for what only helps to read, INLINE for what stands for the struct around it."""


class Type(NamedTuple):
    """A type of the specs."""

    id: str
    xen: str | None
    doc: str | None
    line: str
    """What it is in a line: a template of its fields."""
    key: str
    """What one of many is addressed by: a template of its fields."""
    fields: tuple[Field, ...]
    has_big_bits: bool
    """Whether bits that are fields of their own are counted from the highest on."""
    told: frozenset[str] = frozenset()
    """What the line is made of: the names in its template."""


def traced(kind: type) -> type:
    """Give the parser of a generated type that keeps where each field lies.

    It never stops at a wrong magic, and of a broken value it keeps what there is.
    """
    generated = next(one for one in kind.__mro__ if one.__module__.startswith("xenstream_parsers."))
    return _find(_spec_of(generated), generated.__qualname__)


def record_of(header: type) -> type:
    """Give the traced type of a record by the traced type of its header."""
    spec = _spec_of(header)
    return _find(spec, _data()[spec]["types"][header.__qualname__]["record"])


def type_of(kind: type) -> Type:
    """Give what the spec says of a traced type."""
    return _type(_spec_of(kind), kind.__qualname__)


@cache
def _type(spec: str, name: str) -> Type:
    found = _data()[spec]["types"][name]
    xens = [one.get("xen") for one in found["fields"]]
    return Type(
        found["id"],
        found.get("xen"),
        found.get("doc"),
        found.get("line", ""),
        found.get("key", ""),
        tuple(_field(one, xens) for one in found["fields"]),
        found.get("bigBits", False),
        frozenset(re.findall(r"\{([^}:.]*)", found.get("line", ""))),
    )


def _field(found: dict[str, Any], xens: list[str | None]) -> Field:
    xen = found.get("xen")
    is_label = xen is not None and re.fullmatch(r"[a-z]\w*", xen) and xens.count(xen) == 1
    bits = found.get("count", found.get("bit", 0))
    names = _names(found["enum"]) if "enum" in found else None
    return Field(
        found["id"],
        xen,
        found.get("doc"),
        str(xen) if is_label else found["id"],
        names,
        found.get("of"),
        found.get("low", 0),
        bits,
        found.get("at", False),
        found.get("radix", 16),
        found.get("show"),
    )


@cache
def _names(enum: str) -> dict[int, str]:
    spec, _, name = enum.partition(":")
    return {int(number): one.upper() for number, one in _data()[spec]["enums"][name].items()}


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = data_of(_PACKAGE, "fields.json")
    return data


def _spec_of(kind: type) -> str:
    return kind.__module__.rpartition(".")[2]


def _find(spec: str, name: str) -> type:
    found: Any = import_module(f"{_PACKAGE}.{spec}")
    found.KaitaiStream = Bounded
    for part in name.split("."):
        found = getattr(found, part)
    kind: type = found
    return kind
