"""Where a file has holes."""

from __future__ import annotations

import errno
import os

_DATA: int | None = getattr(os, "SEEK_DATA", None)
_HOLE: int | None = getattr(os, "SEEK_HOLE", None)


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

    def ask(self, at: int) -> None:
        """Find out up to where the octets from `at` on are alike."""
        before = os.lseek(self._descriptor, 0, os.SEEK_CUR) if self._keep_position else None
        try:
            self._ask(at)
        finally:
            if before is not None:
                os.lseek(self._descriptor, before, os.SEEK_SET)

    def _ask(self, at: int) -> None:
        followed = self.until if self.is_hole and self.until <= at else None
        self.begin, self.until, self.is_hole = at, self._end, False
        if _DATA is None or _HOLE is None or at >= self._end:
            return
        if followed is not None:  # there data begins
            hole = os.lseek(self._descriptor, followed, _HOLE)
            if hole > at:
                self.until = min(hole, self._end)
                return
        try:
            data = os.lseek(self._descriptor, at, _DATA)
        except OSError as error:
            self.is_hole = error.errno == errno.ENXIO  # else nothing is known of holes here
            return
        if data > at:
            self.until, self.is_hole = min(data, self._end), True
            return
        self.until = min(os.lseek(self._descriptor, at, _HOLE), self._end)
