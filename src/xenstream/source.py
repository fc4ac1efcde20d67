"""Where the octets come from: exact reads, skips and a position over one way in.

A source never reads one octet past what it is asked for where somebody else may go on reading
(a pipe, a borrowed descriptor). On a file of our own it reads ahead a little.
"""

from __future__ import annotations

import io
import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO, Callable, Union

    Readable = Union[str, os.PathLike[str], int, BinaryIO]
    """A path, a descriptor's number, or a binary file object."""

_splice: Callable[[int, int, int], int] | None = getattr(os, "splice", None)  # Python 3.10, Linux

_CHUNK = 1 << 20
_SMALL_WINDOW = 8 * 1024 + 64  # a record of 1024 pfns and the next header: 0.2 % of its 4 MiB
_LARGE_WINDOW = 64 * 1024


class Source:
    """A position in octets, and reads and skips that move it.

    `position` counts from where the source began. `end` is where it ends, None where that cannot
    be known before it is reached.
    """

    position = 0
    end: int | None = None

    def read(self, size: int) -> bytes:
        """Give the next `size` octets, fewer only where the source ends."""
        raise NotImplementedError

    def skip(self, size: int) -> int:
        """Pass over the next `size` octets. Give how many were there, fewer only at the end."""
        raise NotImplementedError

    def peek(self, size: int) -> bytes:
        """Give up to `size` octets that the next read or skip gives or passes over again."""
        raise NotImplementedError

    def close(self) -> None:
        """Leave a borrowed descriptor where the last read ended; close one of our own."""


class FileSource(Source):
    """A regular file or a block device: pages that are skipped are never read.

    pread, not mmap: a file cut short under a map kills the process with SIGBUS.
    """

    def __init__(self, descriptor: int, start: int, end: int, owner: BinaryIO | None) -> None:
        """Read `descriptor` from octet `start` to `end`; `owner` is told the last position."""
        self._descriptor = descriptor
        self._start = start
        self._owner = owner
        self.end: int = end - start
        self._window = _SMALL_WINDOW
        self._buffer = b""
        self._buffer_at = 0

    def read(self, size: int) -> bytes:
        at = self.position - self._buffer_at
        piece = self._buffer[at : at + size] if at >= 0 else b""
        if len(piece) != size:
            piece = self._fill(size)[:size]
        self.position += len(piece)
        return piece

    def skip(self, size: int) -> int:
        left = self.end - self.position
        there = size if size <= left else max(0, left)
        self.position += there
        return there

    def peek(self, size: int) -> bytes:
        return self._fill(size)[:size]

    def _fill(self, size: int) -> bytes:
        position = self.position
        if position <= self._buffer_at + len(self._buffer):  # it goes on where the buffer ends
            self._window = window = min(self._window * 2, _LARGE_WINDOW)
        else:
            self._window = window = _SMALL_WINDOW
        if size > window:
            window = size
        if window > self.end - position:
            window = max(0, self.end - position)
        at = self._start + position
        buffer = os.pread(self._descriptor, window if window < _CHUNK else _CHUNK, at)
        if len(buffer) < window:
            buffer = self._fill_on(buffer, window, at)
        self._buffer = buffer
        self._buffer_at = position
        return buffer

    def _fill_on(self, piece: bytes, size: int, at: int) -> bytes:
        """Give `size` octets at `at`, of which `piece` is the first, fewer at the end."""
        pieces = [piece]
        have = len(piece)
        while piece and have < size:
            piece = os.pread(self._descriptor, min(size - have, _CHUNK), at + have)
            pieces.append(piece)
            have += len(piece)
        return b"".join(pieces)

    def close(self) -> None:
        if self._owner is not None:
            self._owner.seek(self._start + self.position)
        else:
            os.lseek(self._descriptor, self._start + self.position, os.SEEK_SET)


class _Forward(Source):
    """What can only be read forwards; subclasses say how."""

    def __init__(self) -> None:
        self._peeked = b""
        self._scratch: memoryview | None = None

    def _read_some(self, size: int) -> bytes:
        """Give 1 to `size` octets, none at the end."""
        raise NotImplementedError

    def _skip_some(self, size: int) -> int:
        """Pass over 1 to `size` octets; 0 at the end."""
        raise NotImplementedError

    def _take(self, size: int) -> bytes:
        piece = self._read_some(min(size, _CHUNK))
        if len(piece) == size:
            return piece
        pieces = [piece]
        have = len(piece)
        while piece and have < size:
            piece = self._read_some(min(size - have, _CHUNK))
            pieces.append(piece)
            have += len(piece)
        return b"".join(pieces)

    def read(self, size: int) -> bytes:
        if not size:
            return b""
        if self._peeked:
            piece, self._peeked = self._peeked[:size], self._peeked[size:]
            if len(piece) < size:
                piece += self._take(size - len(piece))
        else:
            piece = self._take(size)
        self.position += len(piece)
        return piece

    def skip(self, size: int) -> int:
        passed = min(size, len(self._peeked))
        self._peeked = self._peeked[passed:]
        while passed < size:
            some = self._skip_some(size - passed)
            if not some:
                break
            passed += some
        self.position += passed
        return passed

    def peek(self, size: int) -> bytes:
        if len(self._peeked) < size:
            self._peeked += self._take(size - len(self._peeked))
        return self._peeked[:size]

    def _reused_buffer(self) -> memoryview:
        if self._scratch is None:
            self._scratch = memoryview(bytearray(_CHUNK))
        return self._scratch


class DescriptorSource(_Forward):
    """A pipe, a socket, a terminal or a character device."""

    def __init__(self, descriptor: int) -> None:
        """Read `descriptor` exactly as far as asked."""
        super().__init__()
        self._descriptor = descriptor
        self._drain: int | None = None
        if _splice is not None and stat.S_ISFIFO(os.fstat(descriptor).st_mode):
            self._drain = os.open(os.devnull, os.O_WRONLY)

    def _read_some(self, size: int) -> bytes:
        return os.read(self._descriptor, size)

    def _skip_some(self, size: int) -> int:
        if _splice is not None and self._drain is not None:
            # No octet is copied: the pipe's pages go straight to /dev/null.
            return _splice(self._descriptor, self._drain, min(size, 1 << 30))
        buffer = self._reused_buffer()
        return os.readv(self._descriptor, [buffer[: min(size, _CHUNK)]])

    def close(self) -> None:
        if self._drain is not None:
            os.close(self._drain)
            self._drain = None


class ObjectSource(_Forward):
    """Any binary file object, read through its own `read`."""

    def __init__(self, file: BinaryIO) -> None:
        """Read `file` from where it stands."""
        super().__init__()
        self._file = file

    def _read_some(self, size: int) -> bytes:
        return self._file.read(size) or b""

    def _skip_some(self, size: int) -> int:
        return len(self._read_some(min(size, _CHUNK)))


def _of_descriptor(descriptor: int, owner: BinaryIO | None) -> Source:
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError("is a directory")
    if stat.S_ISREG(mode) or stat.S_ISBLK(mode):
        at = os.lseek(descriptor, 0, os.SEEK_CUR)
        start = at if owner is None else owner.tell()
        end = os.lseek(descriptor, 0, os.SEEK_END)
        os.lseek(descriptor, at, os.SEEK_SET)  # where a buffered owner believes it to be
        return FileSource(descriptor, start, max(start, end), owner)
    return DescriptorSource(descriptor)


class opened:
    """A context that gives the right source for whatever it is handed.

    A path is opened and closed here. A descriptor or a file object stays open, and stands right
    after the last octet that was read or skipped.

    Raises:
        OSError: it cannot be opened or read, or is a directory.

    """

    def __init__(self, readable: Readable) -> None:
        """Take a path, a descriptor's number, or a binary file object."""
        self._readable = readable
        self._own: int | None = None
        self._source: Source | None = None

    def __enter__(self) -> Source:
        readable = self._readable
        if isinstance(readable, int):
            self._source = _of_descriptor(readable, None)
        elif isinstance(readable, (str, os.PathLike)):
            self._own = os.open(readable, os.O_RDONLY)
            try:
                self._source = _of_descriptor(self._own, None)
            except BaseException:
                os.close(self._own)
                raise
        else:
            self._source = _of_file(readable)
        return self._source

    def __exit__(self, *_: object) -> None:
        if self._own is not None:
            if isinstance(self._source, DescriptorSource):
                self._source.close()
            os.close(self._own)
        elif self._source is not None:
            self._source.close()


def _of_file(file: BinaryIO) -> Source:
    try:
        descriptor = file.fileno()
    except (AttributeError, OSError, ValueError):
        return ObjectSource(file)
    if isinstance(file, io.RawIOBase):
        return _of_descriptor(descriptor, None)
    # A buffered file may hold octets that its descriptor has passed already. A file whose
    # octets are not those of its descriptor (gzip) is no BufferedReader.
    if isinstance(file, io.BufferedReader) and isinstance(file.raw, io.FileIO) and file.seekable():
        return _of_descriptor(descriptor, file)
    return ObjectSource(file)
