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
_COST, _COST_ALIKE, _COST_OTHERS = _CHUNK + 256, 128, 112
_MOST_OTHERS, _OTHER = _CHUNK // 8, 3
_TYPE = 0x0F
_POPULATED = 0x80
_UNPOPULATED = bytes(range(_POPULATED))
_NEVER_POPULATED = (0xD, 0xF)  # BROKEN, XTAB


class Pages:
    """Types and population by pfn, an octet each, kept for what the stream describes only.

    Where memory gets short, runs of pages of which most are alike are kept as one octet and those
    of the others.
    """

    def __init__(self, budget: Budget | None = None) -> None:
        """Take what may be kept."""
        self._budget = Budget() if budget is None else budget
        self._chunks: dict[int, bytearray] = {}
        self._alike: dict[int, int] = {}
        """The octet of all or most pages of a run."""
        self._others: dict[int, bytes] = {}
        """Of the other pages in such a run: the places of all, 16 bits each, then their octets."""
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
            chunk = self._chunks.get(pfn >> _CHUNK_BITS)
            at = pfn & (_CHUNK - 1)
            before = self._octet(pfn) if chunk is None else chunk[at]
            populated = before & _POPULATED
            if kind not in _NEVER_POPULATED:
                populated = _POPULATED
            if chunk is None:
                if before == kind | populated and before:
                    continue
                chunk = self._chunk(pfn)
            chunk[at] = kind | populated

    def populate(self, pfn: int) -> None:
        """Give a page memory, as Xen does for what a page table names."""
        if not self.is_populated(pfn):
            self._chunk(pfn)[pfn & (_CHUNK - 1)] |= _POPULATED

    def type_of(self, pfn: int) -> int:
        """Give a page's type, 0 (NOTAB) for one that was never described."""
        return self._octet(pfn) & _TYPE

    def is_populated(self, pfn: int) -> bool:
        """Tell whether a page has memory."""
        return bool(self._octet(pfn) & _POPULATED)

    def count_populated(self) -> int:
        """Count the pages that have memory."""
        count = 0
        for number, octet in self._alike.items():
            others = self._others.get(number, b"")
            if octet & _POPULATED:
                count += _CHUNK - len(others) // _OTHER
            octets = others[len(others) // _OTHER * 2 :]
            count += len(octets.translate(None, _UNPOPULATED))
        for chunk in self._chunks.values():
            count += len(chunk.translate(None, _UNPOPULATED))
        return count

    def _octet(self, pfn: int) -> int:
        number = pfn >> _CHUNK_BITS
        chunk = self._chunks.get(number)
        if chunk is not None:
            return chunk[pfn & (_CHUNK - 1)]
        others = self._others.get(number)
        if others is not None:
            end = len(others) // _OTHER * 2
            place = (pfn & (_CHUNK - 1)).to_bytes(2, "big")
            at = others.find(place, 0, end)
            while at > 0 and at & 1:
                at = others.find(place, at + 1, end)
            if at >= 0:
                return others[end + at // 2]
        return self._alike.get(number, 0)

    def _chunk(self, pfn: int) -> bytearray:
        number = pfn >> _CHUNK_BITS
        chunk = self._chunks.get(number)
        if chunk is None:
            chunk = bytearray(_CHUNK)
            if self._budget.take(_COST) or (self._compact() and self._budget.take(_COST)):
                self._chunks[number] = chunk = self._spread(number, chunk)
            else:
                self.is_full = True
        return chunk

    def _spread(self, number: int, chunk: bytearray) -> bytearray:
        """Give a run with an octet for each page, if it is kept otherwise."""
        octet = self._alike.pop(number, None)
        if octet is None:
            return chunk
        others = self._others.pop(number, b"")
        self._budget.give(_cost_of(others))
        chunk = bytearray((octet,)) * _CHUNK
        end = len(others) // _OTHER * 2
        for at in range(0, end, 2):
            chunk[int.from_bytes(others[at : at + 2], "big")] = others[end + at // 2]
        return chunk

    def _compact(self) -> bool:
        """Keep runs of pages as what most are; tell whether that is worth trying."""
        if len(self._chunks) < self._next_compact:
            return False
        before = len(self._chunks)
        for number, chunk in list(self._chunks.items()):
            octet = max((chunk[0], chunk[_CHUNK // 2], chunk[-1]), key=chunk.count)
            if _CHUNK - chunk.count(octet) <= _MOST_OTHERS:
                del self._chunks[number]
                self._alike[number] = octet
                others = _others_in(chunk, octet)
                if others:
                    self._others[number] = others
                self._budget.give(_COST - _cost_of(others))
        # Not again before there are some more of them, so that it takes no time.
        self._next_compact = len(self._chunks) + before // 8 + 1
        return True


def _others_in(chunk: bytearray, octet: int) -> bytes:
    """Give the places and the octets of the pages that are not as most are."""
    octets = chunk.translate(None, bytes((octet,)))
    if not octets:
        return b""
    places = (at for at, one in enumerate(chunk) if one != octet)
    return b"".join(at.to_bytes(2, "big") for at in places) + octets


def _cost_of(others: bytes) -> int:
    return _COST_ALIKE + (_COST_OTHERS + len(others) if others else 0)


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
