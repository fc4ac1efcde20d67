"""Octets of a stream that are read once more, where that can be done."""

from __future__ import annotations

import os
import stat


class Again:
    """The octets of a regular file or a block device; of anything else there are none."""

    def __init__(self, readable: str | int, begin: int = 0) -> None:
        """Take the file, by path or descriptor, and how far on the stream begins in it."""
        self._readable = readable
        self._begin = begin
        if isinstance(readable, int) and _is_lasting(readable):
            self._begin += os.lseek(readable, 0, os.SEEK_CUR)

    def read(self, at: int, size: int) -> bytes:
        """Give `size` octets of the stream from `at` on, fewer or none where they are not there."""
        try:
            if isinstance(self._readable, int):
                return self._read_of(self._readable, at, size)
            # What would wait for a writer is not waited for.
            descriptor = os.open(self._readable, os.O_RDONLY | os.O_NONBLOCK)
            try:
                return self._read_of(descriptor, at, size)
            finally:
                os.close(descriptor)
        except OSError:
            return b""

    def _read_of(self, descriptor: int, at: int, size: int) -> bytes:
        if not _is_lasting(descriptor):
            return b""
        return os.pread(descriptor, size, self._begin + at)


def _is_lasting(descriptor: int) -> bool:
    try:
        mode = os.fstat(descriptor).st_mode
    except OSError:
        return False
    return stat.S_ISREG(mode) or stat.S_ISBLK(mode)
