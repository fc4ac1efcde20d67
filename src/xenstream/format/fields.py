"""The generated types, built from octets: one at a time, also where their magic is wrong.

What a field is and where it lies is asked of the parser that spec/ generates; nothing here knows
an offset or a width.
"""

from __future__ import annotations

import io
from contextlib import suppress
from functools import cache, lru_cache
from struct import Struct

from kaitaistruct import (
    EndOfStreamError,
    KaitaiStream,
    KaitaiStruct,
    ValidationNotEqualError,
)

from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Fields = Any
    """An object of a generated type."""

_AMPLE = 8192  # more than any type of a fixed size
_FEW = 64


class WrongMagic(NamedTuple):
    """A field whose value the spec fixes, and that has another."""

    field: str
    expected: object
    actual: object
    offset: int
    """Octets from the start of the header."""


class Shape(NamedTuple):
    """A generated type and what its constructor wants before and after the stream."""

    kind: type
    parameters: tuple[object, ...] = ()
    """The type's own parameters."""
    endianness: tuple[bool, ...] = ()
    """Whether it is little-endian, for a type nested in one of switched endianness."""

    def build(self, octets: bytes) -> Fields:
        """Give the type, parsed from `octets`.

        Raises:
            kaitaistruct.EndOfStreamError: there are too few octets.

        """
        stream = KaitaiStream(io.BytesIO(octets))
        return self.kind(*self.parameters, stream, None, None, *self.endianness)

    def build_header(self, octets: bytes) -> tuple[Fields, list[WrongMagic]]:
        """Give the type, parsed from `octets`, and what is wrong in its magic.

        Raises:
            kaitaistruct.EndOfStreamError: there are too few octets.

        """
        with suppress(ValidationNotEqualError):  # a quarter of the cost, and most are right
            return self.build(octets), []
        fields, wrong, end = self._watch(octets)
        if end is not None:
            raise end
        return fields, wrong

    def size(self) -> int:
        """Give how many octets the type takes, one of a fixed size."""
        return _size_and_magic(self)[0]

    def magic(self) -> bytes:
        """Give the octets that the spec fixes at the type's beginning."""
        return _size_and_magic(self)[1]

    def likeness(self, octets: bytes) -> float:
        """Give how much of the type's magic stands in `octets`, 0 to 1, as far as they go."""
        magic = self.magic()[: len(octets)]
        return sum(map(int.__eq__, magic, octets)) / len(magic)

    def offset_of(self, field: str, octets: bytes) -> int:
        """Give where `field` begins, in octets from the start of the type.

        Raises:
            KeyError: the type has no such field, or the octets end before it.

        """
        return self.begins(octets)[field]

    def begins(self, octets: bytes) -> dict[str, int]:
        """Give where each field begins, as far as the octets go."""
        return {name: begin for name, (begin, _) in self.spans(octets).items()}

    def spans(self, octets: bytes) -> dict[str, tuple[int, int]]:
        """Give where each field begins and ends, as far as the octets go."""
        # A stream may be full of records that are alike, and have the same fault.
        return _spans_of_few(self, octets) if len(octets) <= _FEW else self._spans(octets)

    def _spans(self, octets: bytes) -> dict[str, tuple[int, int]]:
        fields = self._watch(octets)[0]
        spans: dict[str, tuple[int, int]] = fields.__dict__.get("_spans", {})
        if spans:
            # The end of a repeated field is known only now, if it is the last.
            name, (begin, end) = list(spans.items())[-1]
            spans[name] = (begin, max(end, fields._io.pos()))
        return spans

    def place(self, path: str, octets: bytes) -> tuple[int, int]:
        """Give where a field begins and how long it is, by a path such as `timers[1].config`.

        What is read only when it is asked for is a number, octets, or a list that is all of it.

        Raises:
            AttributeError: the type has no such field, or the octets end before it.

        """
        step, _, rest = path.partition(".")
        name, _, index = step.rstrip("]").partition("[")
        spans = self.spans(octets)
        fields = self._watch(octets)[0]
        value, stream = getattr(fields, name), fields._io
        begin, end = spans.get(name, (stream.last_read_at, stream.last_read_end))
        if index:
            begin = begin if name in spans else 0
            size = (end - begin) // len(value)
            begin += int(index) * size
            value, end = value[int(index)], begin + size
        if rest:
            inner, length = Shape(type(value)).place(rest, octets[begin:end])
            return begin + inner, length
        return begin, end - begin

    def _watch(self, octets: bytes) -> tuple[Fields, list[WrongMagic], EndOfStreamError | None]:
        """Give the type as far as the octets go, noting where its fields begin.

        A wrong magic stops the generated parser: it is put right in a copy, and the rest is read.
        """
        watching: Any = _watching(self.kind)
        wrong: list[WrongMagic] = []
        while True:
            fields = watching.__new__(watching)
            stream = _Watched(io.BytesIO(octets))
            try:
                fields.__init__(*self.parameters, stream, None, None, *self.endianness)
            except EndOfStreamError as end:
                return fields, wrong, end
            except ValidationNotEqualError as error:
                begin, end_of_field = stream.last_read_at, stream.pos()
                field = list(fields.__dict__["_spans"])[-1]
                if not wrong or wrong[-1].offset != begin:
                    wrong.append(WrongMagic(field, error.expected, error.actual, begin))
                right = _like(octets[begin:end_of_field], error.actual, error.expected)
                octets = octets[:begin] + right + octets[end_of_field:]
            else:
                return fields, wrong, None


class WordStream(KaitaiStream):  # type: ignore[misc]
    """A stream over a few 32-bit words, for the records' headers: a quarter of the cost.

    The generated types of a record's header and of PAGE_DATA's ask for nothing else.
    """

    def __init__(self, octets: bytes) -> None:
        self.octets = octets
        """All of them."""
        self._at = 0

    def read_u4le(self) -> int:
        at = self._at
        self._at = at + 4
        word: int = _LITTLE(self.octets, at)[0]
        return word

    def read_u4be(self) -> int:
        at = self._at
        self._at = at + 4
        word: int = _BIG(self.octets, at)[0]
        return word

    def read_u8le(self) -> int:
        return self.read_u4le() | self.read_u4le() << 32

    def close(self) -> None:
        """Do nothing: there is nothing to close."""


_LITTLE, _BIG = Struct("<I").unpack_from, Struct(">I").unpack_from


class _Watched(KaitaiStream):  # type: ignore[misc]
    """A stream that remembers where its last read began."""

    last_read_at = 0
    last_read_end = 0

    def read_bytes(self, n: int) -> bytes:
        self.last_read_at = self._io.tell()
        octets: bytes = super().read_bytes(n)
        self.last_read_end = self._io.tell()
        return octets

    def read_bytes_full(self) -> bytes:
        self.last_read_at = self._io.tell()
        octets: bytes = super().read_bytes_full()
        self.last_read_end = self._io.tell()
        return octets


@cache
def _watching(kind: type) -> type:
    """Give a subclass of `kind` that notes where each of its fields begins and ends."""

    def set_and_note(self: Any, name: str, value: object) -> None:
        if not name.startswith("_"):
            end = self._io.pos()
            spans = self.__dict__.setdefault("_spans", {})
            before = list(spans)[-1] if spans else None
            begin = self._io.last_read_at
            if isinstance(value, list):
                begin = end  # a repeated field is set before its first element is read
            elif isinstance(value, KaitaiStruct):
                begin = 0 if before is None else spans[before][1]
            if before is not None and spans[before][0] == spans[before][1]:
                spans[before] = (spans[before][0], begin)
            spans[name] = (begin, end)
        object.__setattr__(self, name, value)

    return type(kind.__name__, (kind,), {"__setattr__": set_and_note})


@lru_cache(64)
def _spans_of_few(shape: Shape, octets: bytes) -> dict[str, tuple[int, int]]:
    return shape._spans(octets)


@cache
def _size_and_magic(shape: Shape) -> tuple[int, bytes]:
    fields, wrong, _ = shape._watch(bytes(_AMPLE))
    stream: _Watched = fields._io
    size = stream.pos()
    stream.seek(0)
    octets: bytes = stream.read_bytes(size)
    # What a run of zeros lacks is the magic; it ends where the first free field begins.
    fixed = {magic.field for magic in wrong}
    spans = fields.__dict__["_spans"]
    free = [begin for name, (begin, _) in spans.items() if name not in fixed]
    return size, octets[: min(free)] if wrong and free else octets[: size if wrong else 0]


def _like(octets: bytes, actual: object, expected: object) -> bytes:
    """Give `expected` as it would stand where `octets` say `actual`."""
    if isinstance(expected, int):
        order = "big" if int.from_bytes(octets, "big") == actual else "little"
        return expected.to_bytes(len(octets), order)  # type: ignore[arg-type]
    return str(expected).encode("iso-8859-1")
