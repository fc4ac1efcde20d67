"""A disk within a dynamic VHD: the blocks that were written, in any order, and a table of them.

A fixed VHD needs no reader: its disk comes first, and a footer behind it.

Source: the Virtual Hard Disk Image Format Specification, 1.0. All words are big-endian.
"""

from __future__ import annotations

from struct import Struct

from xenstream.octets.source import Source

COOKIE = b"conectix"
_SPARSE = b"cxsparse"
_SECTOR = 512
_FOOTER = Struct(">8sIIQ4x4x4x4xQQ4xI")
"""Cookie, features, version, offset of the header, original and current size, type."""
_HEADER = Struct(">8s8xQ4xII")
"""Cookie, offset of the table, entries in it, octets in a block."""
_DYNAMIC = 3
_UNUSED = 0xFFFFFFFF
_MOST_ENTRIES = 1 << 24
_PIECE = 1 << 16


class NoDiskError(Exception):
    """It cannot be read; the text says why."""


class VhdSource(Source):
    """The disk in a dynamic VHD that another source can be moved in; zeros where none is."""

    def __init__(self, source: Source) -> None:
        """Read the headers of the VHD that `source`, one with an end, stands at.

        Raises:
            NoDiskError: it is of another type, or broken.
            OSError: it cannot be read.

        """
        self._file = source
        self._begin = source.position
        cookie, _, _, header_at, _, size, kind = _FOOTER.unpack(self._at(0, _FOOTER.size))
        if cookie != COOKIE or source.end is None:
            raise NoDiskError("no VHD that can be read here")
        if kind != _DYNAMIC:
            raise NoDiskError("a differencing VHD: merge it into its parent first")
        cookie, self._table, self._entries, self._block = _HEADER.unpack(
            self._at(header_at, _HEADER.size)
        )
        is_power = self._block >= _SECTOR and not self._block & (self._block - 1)
        if cookie != _SPARSE or not is_power or self._entries > _MOST_ENTRIES:
            raise NoDiskError("a VHD whose header is damaged")
        self.packed_by = "vhd"
        self.end = min(size, self._entries * self._block)
        bits = self._block // _SECTOR // 8
        self._bitmap = bits + -bits % _SECTOR
        self._known = (-1, _UNUSED)

    def _at(self, offset: int, size: int) -> bytes:
        if self._file.end is not None and offset > self._file.end:
            raise NoDiskError("a VHD that is cut short, or whose header is damaged")
        self._file.position = self._begin + offset
        octets = self._file.read(size)
        if len(octets) < size:
            raise NoDiskError("a VHD that is cut short")
        return octets

    def _sector_of(self, block: int) -> int:
        """Give the sector that a block begins at in the file, _UNUSED where it is zeros."""
        if self._known[0] != block:
            entry = self._at(self._table + 4 * block, 4)
            self._known = block, int.from_bytes(entry, "big")
        return self._known[1]

    def _piece(self, at: int, size: int) -> bytes:
        """Give octets of one block at `at`, up to `size` of them."""
        block, within = divmod(at, self._block)
        size = min(size, self._block - within)
        sector = self._sector_of(block)
        if sector == _UNUSED:
            return bytes(size)
        self._file.position = self._begin + sector * _SECTOR + self._bitmap + within
        octets = self._file.read(size)
        self.is_cut |= len(octets) < size
        return octets

    def read(self, size: int) -> bytes:
        octets = self.peek(size)
        self.position += len(octets)
        return octets

    def peek(self, size: int) -> bytes:
        assert self.end is not None
        left = max(0, self.end - self.position)
        size = min(size, left)
        pieces = []
        at = self.position
        try:
            while size:
                piece = self._piece(at, min(size, _PIECE))
                if not piece:
                    break
                pieces.append(piece)
                at += len(piece)
                size -= len(piece)
        except NoDiskError:
            self.is_cut = True
        return b"".join(pieces)

    def ahead(self, size: int) -> bytes:
        return self.peek(size)

    def skip(self, size: int) -> int:
        assert self.end is not None
        there = min(size, max(0, self.end - self.position))
        self.position += there
        return there

    def rest(self, size: int) -> tuple[int, bytes]:
        assert self.end is not None
        left = max(0, self.end - self.position)
        return left, self.peek(min(size, left))
