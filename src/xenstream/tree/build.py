"""Octets to a tree: a traced parser is run over them, and what it noted becomes nodes."""

from __future__ import annotations

import io
import re
from functools import cache
from struct import error as StructError

from kaitaistruct import KaitaiStream, KaitaiStruct, KaitaiStructError

from xenstream.tree.fields import INLINE, MOST_NODES, NEVER, Field, type_of
from xenstream.tree.nodes import Array, Blob, Leaf, Struct, ends

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from xenstream.tree.fields import Type
    from xenstream.tree.nodes import Node

UNDESCRIBED = Field("undescribed", doc="What the specs say nothing of.")

_BROKEN = (
    EOFError,
    KaitaiStructError,
    StructError,
    ValueError,
    AttributeError,
    TypeError,
    OverflowError,
)
"""What a parser raises over octets that end too early, or that have no sense."""


class Around:
    """What stands around a type that is built alone, as far as the specs ask for it."""

    def __init__(self, is_le: bool) -> None:
        self.is_le = is_le


class Forgiving(KaitaiStream):  # type: ignore[misc]
    """A stream that ends where it ends: of a body that is cut, it gives what is there."""

    def __init__(self, octets: bytes, body: int) -> None:
        """Take the octets, and where those begin of which fewer may be there than asked for."""
        super().__init__(io.BytesIO(octets))
        self._body = body

    def read_bytes(self, n: int) -> bytes:
        """Give the next octets."""
        left = self.size() - self._io.tell()
        if left and self._io.tell() >= self._body:
            n = min(n, left)
        octets: bytes = super().read_bytes(n)
        return octets


def build(
    field: Field, kind: type, parameters: tuple[object, ...], stream: KaitaiStream, offset: int
) -> Struct:
    """Give the tree of a traced type.

    `parameters` is what its constructor takes, with the stream among them. The octets of `stream`
    stand at the absolute `offset`. Nothing is raised over octets that end too early or have no
    sense: the tree has what there is.
    """
    made: Any = kind(*parameters)
    is_cut = False
    try:
        made._read()
    except _BROKEN:
        is_cut = True
    stream.seek(0)
    octets: bytes = stream._io.read()
    builder = _Builder(octets, offset)
    made._io.base = 0
    struct = builder.struct(field, made, 0, len(octets))
    assert isinstance(struct, Struct)
    struct.is_cut = struct.is_cut or is_cut
    struct.octets = octets
    left_out = list(_gaps(struct))
    if left_out:
        begin, end = left_out[0].offset, left_out[-1].offset + left_out[-1].size
        struct.fields.append(Array(UNDESCRIBED, begin, end - begin, left_out))
    return struct


def _gaps(struct: Struct) -> Iterator[Node]:
    """Give the octets that no leaf and no blob has."""
    begin = struct.offset
    spans = sorted((node.offset, node.offset + node.size) for node in ends(struct))
    after = begin + len(struct.octets)
    at = begin
    for start, end in [*spans, (after, after)]:
        if start > at:
            octets = struct.octets[at - begin : start - begin]
            yield Blob(UNDESCRIBED, at, start - at, octets)
        at = max(at, end)


class _Builder:
    """Makes nodes of what a traced parser has read.

    Each stream that it read from gets a `base`: where its octets begin in those of the tree.
    """

    def __init__(self, octets: bytes, offset: int) -> None:
        self.octets = octets
        self.offset = offset
        self.left = MOST_NODES

    def struct(self, field: Field, made: Any, at: int, size: int) -> Node:
        kind = type_of(type(made))
        nodes, is_cut = self.fields(made, kind, at)
        if len(nodes) == 1 and isinstance(nodes[0], Blob) and nodes[0].field.is_at:
            # Octets in a type of their own, which spares the Web IDE a copy.
            return Blob(field, self.offset + at, size, nodes[0].octets)
        line, key = _fill(kind.line, made), _fill(kind.key, made)
        return Struct(field, kind, self.offset + at, size, nodes, is_cut, line, key)

    def fields(self, made: Any, kind: Type, at: int) -> tuple[list[Node], bool]:
        """Give the nodes of a type's fields, and whether it ends too early."""
        nodes: list[Node] = []
        is_cut = False
        base = made._io.base
        run = _BitRun(kind)
        for field in kind.fields:
            if self.left <= 0:
                return nodes, True
            if field.of is not None:
                bits = self.bits(field, made, nodes, at)
                if bits is not None:
                    nodes.append(bits)
                continue
            value, spans, broke = _value(made, field)
            is_cut = is_cut or broke
            if field.bits:
                run.enter(field, spans)
            if value is None or "start" not in spans or field.show == NEVER:
                continue
            begin = base + spans["start"]
            end = base + spans["end"] if "end" in spans else None
            is_cut = is_cut or end is None
            if field.bits:
                nodes.append(self.bit_field(field, run, base, value))
            elif isinstance(value, list):
                nodes.append(self.array(field, made, value, spans, begin, end))
            else:
                node = self.one(field, made, value, begin, end)
                if node is not None:
                    _enter(nodes, node)
        if len(nodes) > 1:
            # All of the type as octets is of use where there is nothing else.
            whole = made._io.size()
            nodes = [
                one
                for one in nodes
                if not (isinstance(one, Blob) and one.field.is_at and one.size == whole)
            ]
        return nodes, is_cut

    def one(self, field: Field, made: Any, value: Any, begin: int, end: int | None) -> Node | None:
        """Give the node of one value that stands from `begin` to `end`, in the tree's octets."""
        self.left -= 1
        if isinstance(value, KaitaiStruct):
            stream = value._io
            if not hasattr(stream, "base"):
                stream.base = begin
            elif stream is not made._io:  # it looks into another field's octets
                moved = stream.base - made._io.base
                begin, end = begin + moved, None if end is None else end + moved
            if end is None:
                end = begin + stream.size() if stream is not made._io else len(self.octets)
            end = min(end, len(self.octets))
            if begin >= len(self.octets) and begin > 0:
                return None  # nothing of it is there, or it is an item of its own
            return self.struct(field, value, begin, end - begin)
        if end is None or end > len(self.octets):
            return None
        if isinstance(value, bytes):
            return Blob(field, self.offset + begin, end - begin, value)
        return self.leaf(field, value, begin, end - begin)

    def leaf(
        self, field: Field, value: Any, at: int, size: int, bits: tuple[int, int] | None = None
    ) -> Leaf:
        plain = value if isinstance(value, (bool, str)) else int(value)
        name = None if field.names is None else field.names.get(int(value))
        return Leaf(field, self.offset + at, size, plain, name, bits)

    def array(
        self, field: Field, made: Any, values: list[Any], spans: Any, begin: int, end: int | None
    ) -> Array:
        items: list[Node] = []
        is_cut = end is None
        base = made._io.base
        for index, span in enumerate(spans["arr"][: len(values)]):
            if self.left <= 0:
                is_cut = True
                break
            stop = base + span["end"] if "end" in span else None
            node = self.one(field, made, values[index], base + span["start"], stop)
            values[index] = None  # its memory is needed no more
            if node is not None:
                items.append(node)
        if end is None:
            end = items[-1].offset + items[-1].size - self.offset if items else begin
        return Array(field, self.offset + begin, min(end, len(self.octets)) - begin, items, is_cut)

    def bits(self, field: Field, made: Any, nodes: list[Node], at: int) -> Leaf | None:
        """Give bits of a word that has a field of its own, or of the whole type."""
        if field.of:
            word = next((one for one in reversed(nodes) if one.field.id == field.of), None)
            if not isinstance(word, Leaf):
                return None
            begin, size, number = word.offset - self.offset, word.size, int(word.value)
        else:
            begin, size = at, made._io.pos() + made._io.base - at
            ends = [span["end"] for span in made._debug.values() if "end" in span]
            size = max(ends, default=0) + made._io.base - at
            octets = self.octets[begin : begin + size]
            # What has one order of octets has no such mark: Xen's own, which is little-endian.
            number = int.from_bytes(octets, "little" if getattr(made, "_is_le", True) else "big")
        self.left -= 1
        value = number >> field.low & ((1 << field.bits) - 1)
        is_flag = field.bits == 1 and field.names is None
        place = (field.low, field.bits)
        return self.leaf(field, bool(value) if is_flag else value, begin, size, place)

    def bit_field(self, field: Field, run: _BitRun, base: int, value: Any) -> Leaf:
        self.left -= 1
        return self.leaf(field, value, base + run.start, run.size, (run.low, field.bits))


def _enter(nodes: list[Node], node: Node) -> None:
    """Add a node; one that says what the octets of another are takes its place."""
    for index, other in enumerate(nodes):
        if isinstance(other, Blob) and other.offset == node.offset and other.size == node.size:
            if isinstance(node, Struct):
                nodes[index] = node
                node.field = node.field._replace(show=INLINE)
            if node.size:
                return
    nodes.append(node)


class _BitRun:
    """Where the bits stand of fields that have no whole octets."""

    def __init__(self, kind: Type) -> None:
        self._fields = kind.fields
        self._is_big = kind.has_big_bits
        self._left = 0
        self.start = 0
        self.size = 0
        """Octets that all of them take."""
        self.low = 0

    def enter(self, field: Field, spans: Any) -> None:
        """Go on to the next field of bits."""
        if not self._left:
            at = self._fields.index(field)
            bits = 0
            for one in self._fields[at:]:
                if not one.bits or one.of is not None:
                    break
                bits += one.bits
            self.start = spans.get("start", 0)
            self.size = (bits + 7) // 8
            self._left = bits
            self._total = 8 * self.size
            self._done = 0
        self.low = self._total - self._done - field.bits if self._is_big else self._done
        self._done += field.bits
        self._left -= field.bits


def _value(made: Any, field: Field) -> tuple[Any, Any, bool]:
    """Give a field's value, what was noted of its place, and whether reading it failed."""
    name, broke = field.id, False
    if field.is_at:
        name = f"_m_{field.id}"
        if field.show == NEVER:
            return None, {}, False
        try:
            getattr(made, field.id)
        except _BROKEN:
            # Only where it had begun is it known to be there at all.
            broke = name in made._debug
    return made.__dict__.get(name), made._debug.get(name, {}), broke


# The lines of types: `{version:dec}, {header}`.


@cache
def _parts(template: str) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
    """Give a template's pieces: the text, and the field after it, with whether in decimals."""
    pieces = re.split(r"\{([^}]*)\}", template)
    parts = []
    for text, name in zip(pieces[::2], [*pieces[1::2], ""]):
        path, _, form = name.partition(":")
        parts.append((text, tuple(path.split(".")) if path else (), form == "dec"))
    return tuple(parts)


def _fill(template: str, made: Any) -> str:
    if not template:
        return ""
    said = []
    for text, path, is_decimal in _parts(template):
        said.append(text)
        if path:
            said.append(_said(made, path, is_decimal))
    return "".join(said)


def _said(made: Any, path: tuple[str, ...], is_decimal: bool) -> str:
    value = made
    try:
        for name in path:
            value = getattr(value, name)
    except _BROKEN:
        return ""
    if value is None:
        return ""
    if isinstance(value, KaitaiStruct):
        return _fill(type_of(type(value)).line, value)
    enum_name = getattr(value, "name", None)
    if enum_name is not None:
        return str(enum_name).upper()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if is_decimal else f"0x{value:x}"
    return "" if isinstance(value, (bytes, list)) else str(value)
