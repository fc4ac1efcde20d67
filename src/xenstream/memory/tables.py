"""What a PAGE_DATA record's table says, as runs of pfns that lie one after the other."""

from __future__ import annotations

import sys
from array import array

from xenstream_parsers.libxc_migration import LibxcMigration

from xenstream.format import formats
from xenstream.format.fields import Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TYPES = LibxcMigration.PageType
XALLOC = int(_TYPES.xalloc)
"""A page that is there and whose contents are not sent."""
GONE = frozenset((int(_TYPES.broken), int(_TYPES.xtab)))
"""Pfns that have no page."""
TYPE_NAMES = {int(kind): kind.name.upper() for kind in _TYPES}
"""The specs' names of the types."""
WITHOUT_CONTENTS = GONE | {XALLOC}
RESERVED = frozenset(int(kind) for kind in _TYPES if kind.name.startswith("reserved"))
"""Types that Xen refuses: nobody can tell whether contents follow."""
LEVELS = {
    int(kind): level
    for level in (1, 2, 3, 4)
    for kind in _TYPES
    if kind.name in (f"l{level}tab", f"l{level}tab_pin")
}
"""The level of a PV guest's page table, by its type."""

NAMES = {int(kind): kind.name.upper() for kind in _TYPES}
"""What the spec calls each type."""

_WORD = formats.PFN_ENTRY_SIZE
_ALL = Shape(LibxcMigration.PfnEntry, (True,)).build(b"\xff" * _WORD)
PFN_MASK: int = _ALL.pfn
TYPE_SHIFT = 8 * _WORD - int(_ALL.page_type).bit_length()

# The two lowest octets of the numbers from 0 on: a table of a run is told by slices, without a
# loop over it.
_LOWEST = bytes(range(256)) * 512
_SECOND = b"".join(bytes((second,)) * 256 for second in range(256)) * 2
_LONGEST = 1 << 16


def runs(table: bytes, little_endian: bool) -> Iterable[tuple[int, int, int]]:
    """Give (first pfn, how many, type) of each run of pfns that ascend by one and are of a type.

    An entry's reserved bits are passed over, as restore does, and so is an entry that is cut.
    """
    table = table[: len(table) // _WORD * _WORD]
    if not little_endian:
        words = array("Q", table)
        words.byteswap()
        table = words.tobytes()
    one = _whole(table) if table else None
    return _runs(table) if one is None else (one,)


def _runs(table: bytes) -> Iterator[tuple[int, int, int]]:
    words = array("Q", table)
    if sys.byteorder == "big":
        words.byteswap()
    first = kind = following = -1
    for word in words:
        pfn = word & PFN_MASK
        if pfn != following or word >> TYPE_SHIFT != kind:
            if following >= 0:
                yield first, following - first, kind
            first, kind = pfn, word >> TYPE_SHIFT
        following = pfn + 1
    if following >= 0:
        yield first, following - first, kind


class _Full:
    """A table of as many pfns as Xen puts into a record: what the next one most probably is."""

    def __init__(self) -> None:
        self._likely = bytearray(_FULL * _WORD)
        self._likely[0::_WORD] = _LOWEST[:_FULL]
        self._likely[1::_WORD] = _SECOND[:_FULL]
        self._first = bytes(_WORD)

    def is_run(self, table: bytes) -> bool:
        """Tell whether a table is one run, of pfns that begin with a multiple of its length.

        Only what differs in the first entry from that of the table before is put in.
        """
        likely, first = self._likely, table[:_WORD]
        if first != self._first:
            low = first[1] << 8
            for at in range(1, _WORD):
                if first[at] != self._first[at]:
                    others = _SECOND[low : low + _FULL] if at == 1 else first[at : at + 1] * _FULL
                    likely[at::_WORD] = others
            self._first = first
        return table == likely


_FULL = 1 << 10
_full = _Full()


def _whole(table: bytes) -> tuple[int, int, int] | None:
    """Give the one run that a table is, None where it is another or that takes a closer look."""
    count = len(table) // _WORD
    word = int.from_bytes(table[:_WORD], "little")
    if count == _FULL and not word % _FULL and _full.is_run(table):
        return word & PFN_MASK, count, word >> TYPE_SHIFT
    low = word & 0xFFFF
    if (
        low + count <= _LONGEST
        and table[0::8] == _LOWEST[low : low + count]
        and table[1::8] == _SECOND[low : low + count]
        and table[2::8] == table[2:3] * count
        and table[3::8] == table[3:4] * count
        and table[4::8] == table[4:5] * count
        and table[5::8] == table[5:6] * count
        and table[6::8] == table[6:7] * count
        and table[7::8] == table[7:8] * count
    ):
        return word & PFN_MASK, count, word >> TYPE_SHIFT
    return None
