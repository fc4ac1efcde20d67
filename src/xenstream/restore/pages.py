"""What a restore knows of a PV guest's pages: their types, and whether they have memory."""

from __future__ import annotations

import sys
from array import array

from xenstream.restore.budget import Budget

PFN_MASK = (1 << 52) - 1
PTE_FRAME_MASK = (1 << 40) - 1
PAGE_SIZE = 4096
TABLE_TYPES = (1, 2, 3, 4)

_CHUNK_BITS = 12
_CHUNK = 1 << _CHUNK_BITS
_COST, _COST_ALIKE = _CHUNK + 256, 128
_TYPE = 0x0F
_POPULATED = 0x80
_UNPOPULATED = bytes(range(_POPULATED))
_NEVER_POPULATED = (0xD, 0xF)  # BROKEN, XTAB


class Pages:
    """Types and population by pfn, an octet each, kept for what the stream describes only.

    Where memory gets short, runs of pages that are alike, as most are, are kept as one octet.
    """

    def __init__(self, budget: Budget | None = None) -> None:
        """Take what may be kept."""
        self._budget = Budget() if budget is None else budget
        self._chunks: dict[int, bytearray] = {}
        self._alike: dict[int, int] = {}
        """The octet of all pages of a run."""
        self._next_compact = 0
        self.is_full = False
        """Whether some pfn was not kept any more."""

    def describe(self, words: array[int], max_pfn: int) -> None:
        """Take the entries of a PAGE_DATA record, but those beyond the guest."""
        for word in words:
            pfn = word & PFN_MASK
            if pfn > max_pfn:
                continue
            kind = word >> 60
            chunk = self._chunk(pfn)
            at = pfn & (_CHUNK - 1)
            populated = chunk[at] & _POPULATED
            if kind not in _NEVER_POPULATED:
                populated = _POPULATED
            chunk[at] = kind | populated

    def populate(self, pfn: int) -> None:
        """Give a page memory, as Xen does for what a page table names."""
        self._chunk(pfn)[pfn & (_CHUNK - 1)] |= _POPULATED

    def type_of(self, pfn: int) -> int:
        """Give a page's type, 0 (NOTAB) for one that was never described."""
        return self._octet(pfn) & _TYPE

    def is_populated(self, pfn: int) -> bool:
        """Tell whether a page has memory."""
        return bool(self._octet(pfn) & _POPULATED)

    def count_populated(self) -> int:
        """Count the pages that have memory."""
        count = sum(_CHUNK for octet in self._alike.values() if octet & _POPULATED)
        for chunk in self._chunks.values():
            count += len(chunk.translate(None, _UNPOPULATED))
        return count

    def _octet(self, pfn: int) -> int:
        number = pfn >> _CHUNK_BITS
        chunk = self._chunks.get(number)
        return self._alike.get(number, 0) if chunk is None else chunk[pfn & (_CHUNK - 1)]

    def _chunk(self, pfn: int) -> bytearray:
        number = pfn >> _CHUNK_BITS
        chunk = self._chunks.get(number)
        if chunk is None:
            chunk = bytearray(_CHUNK)
            if self._budget.take(_COST) or (self._compact() and self._budget.take(_COST)):
                octet = self._alike.pop(number, None)
                if octet is not None:
                    self._budget.give(_COST_ALIKE)
                    chunk = bytearray((octet,)) * _CHUNK
                self._chunks[number] = chunk
            else:
                self.is_full = True
        return chunk

    def _compact(self) -> bool:
        """Keep runs of pages that are alike as one octet; tell whether that is worth trying."""
        if len(self._chunks) < self._next_compact:
            return False
        before = len(self._chunks)
        for number, chunk in list(self._chunks.items()):
            octet = chunk[0]
            if chunk.count(octet) == _CHUNK:
                del self._chunks[number]
                self._alike[number] = octet
                self._budget.give(_COST - _COST_ALIKE)
        # Not again before there are some more of them, so that it takes no time.
        self._next_compact = len(self._chunks) + before // 8 + 1
        return True


class Ascent:
    """Counts the pages that an HVM guest's stream sends while its pfns ascend: each of them once.

    So are they saved, and in the first pass of a live migration; what comes again is not counted.
    """

    def __init__(self) -> None:
        """Begin below the first."""
        self._next_pfn = 0
        self.pages = 0

    def see(self, table: bytes, with_contents: int) -> None:
        """Take the entries of a record of which so many have contents."""
        if not with_contents or not table:
            return
        words = words_of(table)
        first, last = words[0] & PFN_MASK, words[-1] & PFN_MASK
        if first < self._next_pfn or last - first + 1 != len(words):
            return
        expected = array("Q", range(first, last + 1)).tobytes()
        if sys.byteorder == "little" and _low_octets(table) == _low_octets(expected):
            self._next_pfn = last + 1
            self.pages += with_contents


def _low_octets(table: bytes) -> tuple[bytes, bytes]:
    return table[::8], table[1::8]


def words_of(octets: bytes) -> array[int]:
    """Give octets as little-endian 64-bit words, whole ones."""
    words = array("Q")
    words.frombytes(octets[: len(octets) & ~7])
    if sys.byteorder == "big":
        words.byteswap()
    return words
