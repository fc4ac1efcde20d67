"""Counts over what a record holds much of, taken a piece at a time and without a loop."""

from __future__ import annotations

from struct import Struct

_KNOWN = bytes(kind << 4 for kind in range(16) if kind not in (5, 6, 7, 8))
_FULL = 1024  # entries of nearly every table of an HVM guest
_ZEROS = bytes(_FULL)
_HOLES = b"\xf0" * _FULL
_NO_CONTENTS = b"\xd0\xe0\xf0"
_RESERVED_TYPES = bytes(kind << 4 for kind in (5, 6, 7, 8))
_LOW_NIBBLES = bytes(range(16))
_TYPE_ONLY = bytes(octet & 0xF0 for octet in range(256))


class PfnCensus:
    """What a PAGE_DATA record's table says, 8 octets an entry.

    The type of an entry is the high nibble of its most significant octet; the low nibble there
    and the high nibble of the next octet are reserved. Whole tables are judged by those two
    octets; only a table that fails is looked at entry by entry.
    """

    __slots__ = ("count", "reserved", "reserved_first", "unknown", "unknown_first", "with_contents")

    def __init__(self) -> None:
        self.count = 0
        """Entries seen."""
        self.with_contents = 0
        """Entries whose type has a page in the record."""
        self.reserved = 0
        """Entries with a reserved bit set."""
        self.reserved_first = -1
        """The first of them."""
        self.unknown = 0
        """Entries of a type that is reserved, 5 to 8."""
        self.unknown_first = -1
        """The first of them."""

    def add(self, table: bytes, little_endian: bool) -> None:
        """Count further entries, whole ones."""
        top, second = upper_octets(table, little_endian)
        count = len(second)
        if second == _ZEROS:  # pfns below 2^48; comparing is cheaper than counting
            if top == _ZEROS:
                self.count += count
                self.with_contents += count
                return
            if top == _HOLES:
                self.count += count
                return
        if top.translate(None, _KNOWN) or second.translate(None, _LOW_NIBBLES):
            self._look_closely(top, second)
            top = top.translate(_TYPE_ONLY).translate(None, _RESERVED_TYPES)
        self.count += count
        self.with_contents += len(top.translate(None, _NO_CONTENTS))

    def _look_closely(self, top: bytes, second: bytes) -> None:
        for index, (high, low) in enumerate(zip(top, second), self.count):
            if high & 0x0F or low & 0xF0:
                if not self.reserved:
                    self.reserved_first = index
                self.reserved += 1
            if 5 <= high >> 4 <= 8:
                if not self.unknown:
                    self.unknown_first = index
                self.unknown += 1


def upper_octets(table: bytes, little_endian: bool) -> tuple[bytes, bytes]:
    """Give the most significant octet of each entry of a table, and the next one of each.

    All that a census says of a table is in them.
    """
    if little_endian:
        return table[7::8], table[6::8]
    return table[0::8], table[1::8]


class Alike:
    """What PAGE_DATA records have in common that differ in the lower octets of their pfns only."""

    def __init__(self, beginning: bytes, table: bytes, little_endian: bool, upper: int) -> None:
        """Take one up to its table and the table; the `upper` octets of entries are compared."""
        like = beginning + table
        self.size = len(like)
        """Octets of each up to its pages."""
        self._beginning = beginning
        places = range(8 - upper, 8) if little_endian else range(upper)
        self._columns = [(place, like[place::8]) for place in places]  # 8 octets an entry

    def fits(self, octets: bytes) -> bool:
        """Tell whether octets are such a record, up to its pages."""
        for place, column in self._columns:
            if octets[place::8] != column:
                return False
        return octets.startswith(self._beginning)

    def all_fit(self, octets: bytes, number: int) -> bool:
        """Tell whether octets are so many such records, side by side, each without pages."""
        for place, column in self._columns:
            if octets[place::8] != column * number:
                return False
        begins = (count * self.size for count in range(number))
        return all(octets.startswith(self._beginning, begin) for begin in begins)


class StringCensus:
    """How many NUL-ended strings a run of octets holds, and whether its last is ended."""

    __slots__ = ("count", "last")

    def __init__(self) -> None:
        self.count = 0
        """NULs seen."""
        self.last = b""
        """The last octet seen, empty before any."""

    def add(self, octets: bytes) -> None:
        """Count further octets."""
        self.count += octets.count(b"\0")
        self.last = octets[-1:] or self.last


_FIRST_LITTLE, _FIRST_BIG = Struct("<Q").unpack_from, Struct(">Q").unpack_from
_PFN = (1 << 52) - 1


class MemoryCensus:
    """How much of a guest's memory was sent, by the pfns of its PAGE_DATA records.

    A sender goes through the pfns in ascending order, and in a live migration again and again over
    those that were written to meanwhile. So a pfn that is not above all before it was sent again.
    """

    __slots__ = ("again", "highest", "records", "sent")

    def __init__(self) -> None:
        self.records = 0
        """PAGE_DATA records with a table."""
        self.sent = 0
        """Entries of their tables."""
        self.again = 0
        """Entries that do not go on where the ones before them ended."""
        self.highest = -1
        """The highest pfn."""

    def add(
        self, octets: bytes, little_endian: bool, begin: int = 0, end: int | None = None
    ) -> None:
        """Count a table, or a piece of one, of whole entries: what is between two places."""
        self.records += 1
        count = ((len(octets) if end is None else end) - begin) // 8
        if not count:
            return
        self.sent += count
        word = _FIRST_LITTLE if little_endian else _FIRST_BIG
        last = word(octets, begin + 8 * count - 8)[0] & _PFN
        first = word(octets, begin)[0] & _PFN
        if first > self.highest:
            self.highest = max(first, last)
        elif last <= self.highest:
            self.again += count
        else:
            for at in range(begin, begin + 8 * count, 8):
                if word(octets, at)[0] & _PFN <= self.highest:
                    self.again += 1
            self.highest = last
