"""Where a file has holes."""

from __future__ import annotations

import errno
import os

_DATA: int | None = getattr(os, "SEEK_DATA", None)
_HOLE: int | None = getattr(os, "SEEK_HOLE", None)
_BLOCK = 4096
"""Octets that a file system has of a file at least, in most."""


class Holes:
    """What the file system tells of a file's holes, asked once for each of its extents."""

    def __init__(self, descriptor: int, end: int, *, keep_position: bool) -> None:
        """Ask about `descriptor` up to octet `end`; it moves its position unless that is kept."""
        self._descriptor = descriptor
        self._end = end
        self._keep_position = keep_position
        self.begin = self.until = 0
        """The octets that are known to be alike."""
        self.is_hole = False
        """Whether they are a hole."""
        self._next: tuple[int, int] | None = None
        """Where a hole begins and ends behind those."""

    def ask(self, at: int) -> None:
        """Find out up to where the octets from `at` on are alike."""
        before = os.lseek(self._descriptor, 0, os.SEEK_CUR) if self._keep_position else None
        try:
            self._ask(at)
        finally:
            if before is not None:
                os.lseek(self._descriptor, before, os.SEEK_SET)

    def _ask(self, at: int) -> None:
        is_after_hole = self.is_hole and self.until <= at
        self.begin, self.until, self.is_hole = at, self._end, False
        if _DATA is None or _HOLE is None or at >= self._end:
            return
        known, self._next = self._next, None
        if known is not None and known[0] <= at < known[1]:
            self.until, self.is_hole = known[1], True
            return
        if is_after_hole:
            # A little data between holes, most often: where that ends is told by the next data.
            edge = at - at % _BLOCK + _BLOCK
            data = self._data(edge)
            if data is not None and data > edge < self._end:
                self.until, self._next = edge, (edge, min(data, self._end))
                return
        data = self._data(at)
        if data is not None and data > at:
            self.until, self.is_hole = min(data, self._end), True
        elif data is not None:
            self.until = min(os.lseek(self._descriptor, at, _HOLE), self._end)

    def _data(self, at: int) -> int | None:
        """Give where the next data is, the end where there is none, None where nobody knows."""
        try:
            return os.lseek(self._descriptor, at, _DATA or 0)
        except OSError as error:
            return self._end if error.errno == errno.ENXIO else None
