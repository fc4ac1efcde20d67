"""What a restore knows of a PV guest's pages: their types, and whether they have memory."""

from __future__ import annotations

import sys
from array import array

PFN_MASK = (1 << 52) - 1
PTE_FRAME_MASK = (1 << 40) - 1
PAGE_SIZE = 4096
TABLE_TYPES = (1, 2, 3, 4)

_CHUNK_BITS = 12
_MOST_CHUNKS = 1 << 16  # 1 TiB of a guest in 256 MiB, however its pfns are scattered
_CHUNK = 1 << _CHUNK_BITS
_TYPE = 0x0F
_POPULATED = 0x80
_NEVER_POPULATED = (0xD, 0xF)  # BROKEN, XTAB


class Pages:
    """Types and population by pfn, an octet each, kept for what the stream describes only."""

    def __init__(self) -> None:
        self._chunks: dict[int, bytearray] = {}
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
        chunk = self._chunks.get(pfn >> _CHUNK_BITS)
        return 0 if chunk is None else chunk[pfn & (_CHUNK - 1)] & _TYPE

    def is_populated(self, pfn: int) -> bool:
        """Tell whether a page has memory."""
        chunk = self._chunks.get(pfn >> _CHUNK_BITS)
        return chunk is not None and bool(chunk[pfn & (_CHUNK - 1)] & _POPULATED)

    def _chunk(self, pfn: int) -> bytearray:
        chunk = self._chunks.get(pfn >> _CHUNK_BITS)
        if chunk is None:
            chunk = bytearray(_CHUNK)
            if len(self._chunks) < _MOST_CHUNKS:
                self._chunks[pfn >> _CHUNK_BITS] = chunk
            else:
                self.is_full = True
        return chunk


def words_of(octets: bytes) -> array[int]:
    """Give octets as little-endian 64-bit words, whole ones."""
    words = array("Q")
    words.frombytes(octets[: len(octets) & ~7])
    if sys.byteorder == "big":
        words.byteswap()
    return words
