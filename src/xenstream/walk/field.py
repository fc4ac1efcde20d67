"""The octets that a finding is about: a field, by the name that the spec gives it."""

from __future__ import annotations

from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Union

    from xenstream.format.recognise import Unrecognised
    from xenstream.walk.walker import Header, Item, Record

    AnyItem = Union[Item, Unrecognised]


class Field(NamedTuple):
    """A run of octets of a stream, and what it is part of."""

    item: AnyItem
    """The header, the record, or what else of a walk it is in."""
    offset: int
    """The absolute offset of its first octet."""
    length: int
    """In octets; 0 for a place, as where a stream ends too early."""
    path: str | None = None
    """Its name in the spec, as in `len_body`; None where the spec has none for it."""


def field_of(item: Header | Record, name: str) -> Field:
    """Give a field of a header, of a record's header, of its body, or of the header in its body.

    Raises:
        KeyError: there is no such field, or the octets end before it.

    """
    for offset, shape, octets in item.shapes():
        span = shape.spans(octets).get(name)
        if span is not None:
            begin, end = span
            return Field(item, offset + begin, end - begin, name)
    raise KeyError(name)


def in_body(record: Record, offset: int, length: int, path: str | None = None) -> Field:
    """Give octets of a record's body, `offset` octets from its beginning."""
    return Field(record, record.body_offset + offset, length, path)


def padding_of(record: Record, offset: int = 0) -> Field:
    """Give a record's padding, from `offset` octets on."""
    begin = record.body_offset + record.length + offset
    return Field(record, begin, record.end - begin, "padding")


def at(item: AnyItem, offset: int | None = None, length: int = 0) -> Field:
    """Give a place that is no field: where the item begins, or at an absolute offset."""
    return Field(item, item.offset if offset is None else offset, length)
