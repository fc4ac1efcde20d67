"""A tree for each item of the walk."""

from __future__ import annotations

import io

from kaitaistruct import KaitaiStream

from xenstream.format import formats
from xenstream.tree.build import Around, Forgiving, build
from xenstream.tree.fields import Field, Type, record_of, traced
from xenstream.tree.nodes import Blob, Struct
from xenstream.walk.walker import KEPT_BODY, Configuration, Cut, Header, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xenstream.octets.again import Again
    from xenstream.walk.walker import Item

MOST_OCTETS = 2 << 20
"""Octets of a record's body that are looked into: more than that 128 vcpus with AMX have."""


def tree_of(item: Item, body: bytes | None = None, *, with_table: bool = True) -> Struct | None:
    """Give the tree of an item, None of one that has no octets.

    `body` is a record's body, where more of it is at hand than the walk keeps. Of PAGE_DATA the
    tree has the table of pfns, as far as the walk keeps it, unless it is not asked for, and no
    contents.
    """
    if isinstance(item, Cut):
        if item.record is None:
            return None
        tree = _record(item.record, body, with_table)
        tree.is_cut = True
        return tree
    if isinstance(item, Header):
        return _header(item)
    if isinstance(item, Record):
        return _record(item, body, with_table)
    if isinstance(item, Configuration):
        return _configuration(item)
    return None


def more_of(item: Item, again: Again) -> bytes | None:
    """Read a record's body anew where the walk keeps less of it, if it can be read."""
    if not isinstance(item, Record) or item.census is not None or item.length <= KEPT_BODY:
        return None
    header: bytes = item.header._io.octets
    if again.read(item.offset, len(header)) != header:
        return None  # not in the file as it is: it is packed
    return again.read(item.body_offset, min(item.length, MOST_OCTETS)) or None


def _header(header: Header) -> Struct:
    shape = header.shape
    stream = KaitaiStream(io.BytesIO(header.octets))
    kind = traced(shape.kind)
    parameters = (*shape.parameters, stream, None, None, *shape.endianness)
    return build(Field(header.kind), kind, parameters, stream, header.offset)


def _record(record: Record, body: bytes | None, with_table: bool) -> Struct:
    is_le = record.layer.little_endian
    size = record.framing.header_size
    kept = record.octets if body is None else body[:MOST_OCTETS]
    if record.census is not None and with_table:
        kept = record.octets + record.table
    octets = record.header._io.octets + kept
    if len(kept) == record.length:
        octets += record.padding
    stream = Forgiving(octets, size)
    kind = record_of(traced(record.framing.header))
    around: Any = Around(is_le)
    parameters: tuple[object, ...] = (stream, around, None)
    if record.framing.is_switched:
        parameters = (*parameters, is_le)
    tree = build(Field(record.name), kind, parameters, stream, record.offset)
    if record.census is None:
        tree.is_cut = len(octets) < record.end - record.offset
    else:
        # Pages are left out on purpose, and so is a table that is not asked for.
        entries = len(record.table) // formats.PFN_ENTRY_SIZE
        tree.is_cut = with_table and entries < record.census.count
    return tree


def _configuration(configuration: Configuration) -> Struct:
    octets, offset = configuration.octets, configuration.offset
    if configuration.kind == "xl configuration":
        shape = formats.xl_optional_data(configuration.layer.little_endian)
        stream = Forgiving(octets, 0)
        kind = traced(shape.kind)
        return build(
            Field(configuration.kind), kind, (*shape.parameters, stream, None, None), stream, offset
        )
    blob = Blob(Field("text"), offset, len(octets), octets)
    kind_of_text = Type("text", None, None, "", "", (), False)
    return Struct(Field(configuration.kind), kind_of_text, offset, len(octets), [blob])
