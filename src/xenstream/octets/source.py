"""Where the octets come from: exact reads, skips and a position over one way in.

A source never reads one octet past what it is asked for where somebody else may go on reading
(a pipe, a borrowed descriptor). On a file of our own it reads ahead a little.
"""

from __future__ import annotations

import io
import os
import stat
import time
from contextlib import suppress

from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO, Callable, Union

    from xenstream.octets.holes import Holes

    Readable = Union[str, os.PathLike[str], int, BinaryIO, "Source"]
    """A path, a URL, a descriptor's number, a binary file object, or a source."""

_splice: Callable[[int, int, int], int] | None = getattr(os, "splice", None)  # Python 3.10, Linux

_CHUNK = 1 << 20
_LARGEST = 8 << 20  # octets of a file that are read at once: 1024 pages are
_PERIOD = 0.05  # seconds between two looks at a file that grows
_SMALL_WINDOW = 8 * 1024 + 64  # a record of 1024 pfns and the next header: 0.2 % of its 4 MiB
_LARGE_WINDOW = 64 * 1024
_SLOW = 0.001  # seconds of a read that was not in memory
_AHEAD = 16  # reads that are announced to a slow file system, where they are evenly spaced
_advise: Callable[[int, int, int, int], None] | None = getattr(os, "posix_fadvise", None)


class ChangedError(OSError):
    """What is read changed meanwhile; no verdict on it would hold."""


class BeyondError(OSError):
    """The stream is said to begin where there are no octets any more."""

    def __init__(self, offset: int, size: int) -> None:
        """Take where it is said to begin, and how many octets there are."""
        super().__init__(f"the offset {offset} is beyond its end, at {size} octets")


class Source:
    """A position in octets, and reads and skips that move it.

    `position` counts from where the source began. `end` is where it ends, None where that cannot
    be known before it is reached.
    """

    position = 0
    end: int | None = None
    packed_by: str | None = None
    """What the octets are unpacked from: gzip, zlib, xz, lzma, bzip2, zstd or lz4."""
    is_cut = False
    """Whether packed octets were seen to end early."""
    has_more = False
    """Whether octets were seen after the packed ones that are something else."""

    def read(self, size: int) -> bytes:
        """Give the next `size` octets, fewer only where the source ends."""
        raise NotImplementedError

    def read_some(self, size: int) -> bytes:
        """Give 1 to `size` octets, those that are there already; none at the end."""
        return self.read(size)

    def skip(self, size: int) -> int:
        """Pass over the next `size` octets. Give how many were there, fewer only at the end."""
        raise NotImplementedError

    def peek(self, size: int) -> bytes:
        """Give up to `size` octets that the next read or skip gives or passes over again."""
        raise NotImplementedError

    def read_into(self, view: memoryview) -> int:
        """Fill `view` with the next octets. Give how many there were, fewer only at the end."""
        octets = self.read(len(view))
        view[: len(octets)] = octets
        return len(octets)

    def alike(self, size: int) -> tuple[int, bool]:
        """Give how many of the next `size` octets are alike: surely zeros, or perhaps not."""
        return size, False

    def again(self) -> Source | None:
        """Give a source over the same octets for reading at any position, None where none can."""
        return None

    def rest(self, size: int) -> tuple[int, bytes]:  # noqa: ARG002
        """Give how many octets are left, and the first `size` of them, leaving them there.

        None is told of what somebody else may go on reading.
        """
        return 0, b""

    may_grow = False
    """Whether somebody may still write what was read as zeros."""

    def awaited(self, size: int) -> bytes:
        """Give what `peek` gives; where `may_grow`, zeros only after they were waited for."""
        return self.peek(size)

    def ahead(self, size: int) -> bytes:  # noqa: ARG002
        """Give up to `size` octets as `peek` does, none of what somebody else may go on reading."""
        return b""

    def allow(self, octets: int) -> None:
        """Expect so many more octets than what they are unpacked from has: pages."""

    def confirm(self) -> None:
        """Refuse what is no longer what it was when it was opened.

        Raises:
            OSError: it changed while it was read; the text says how.

        """

    def close(self) -> None:
        """Leave a borrowed descriptor where the last read ended; close one of our own."""


class FileSource(Source):
    """A regular file or a block device: pages that are skipped are never read.

    pread, not mmap: a file cut short under a map kills the process with SIGBUS.
    """

    def __init__(
        self,
        descriptor: int,
        start: int,
        end: int,
        owner: BinaryIO | None,
        path: str | os.PathLike[str] | None = None,
    ) -> None:
        """Read `descriptor` from octet `start` to `end`; `owner` is told the last position.

        `path` is the name that it was opened by.
        """
        self._descriptor = descriptor
        self._start = start
        self._owner = owner
        self._path = path
        self._opened = os.fstat(descriptor)
        self.end: int = end - start
        self._window = _SMALL_WINDOW
        self._buffer = b""
        self._buffer_at = 0
        self._holes: Holes | None = None
        self._is_slow = False
        self._stride = 0
        self._announced_to = 0

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
        at = self.position - self._buffer_at
        if 0 <= at <= len(self._buffer) - size:
            return self._buffer[at : at + size]
        return self._fill(size)[:size]

    def ahead(self, size: int) -> bytes:
        return self.peek(size)

    def read_into(self, view: memoryview) -> int:
        view = view[: max(0, self.end - self.position)]
        have = 0
        while have < len(view):
            at = self._start + self.position
            some = os.preadv(self._descriptor, [view[have:]], at)
            if not some:
                break
            have += some
            self.position += some
        return have

    def alike(self, size: int) -> tuple[int, bool]:
        holes = self._holes
        if holes is None:
            from xenstream.octets.holes import Holes

            # A buffered owner believes the position where it left it.
            owned = self._owner is not None
            holes = Holes(self._descriptor, self._start + self.end, keep_position=owned)
            self._holes = holes
        at = self._start + self.position
        if not holes.begin <= at < holes.until:
            holes.ask(at)
        left = holes.until - at
        return left if 0 < left < size else size, holes.is_hole

    def again(self) -> FileSource:
        return FileSource(self._descriptor, self._start, self._start + self.end, self._owner)

    def rest(self, size: int) -> tuple[int, bytes]:
        left = max(0, self.end - self.position)
        return left, self.peek(min(size, left))

    def _fill(self, size: int) -> bytes:
        position = self.position
        if position <= self._buffer_at + len(self._buffer):  # it goes on where the buffer ends
            self._window = window = min(self._window * 2, _LARGE_WINDOW)
        else:
            self._window = window = _SMALL_WINDOW
            if self._is_slow:
                self._announce(position - self._buffer_at)
        if size > window:
            window = size
        if window > self.end - position:
            window = max(0, self.end - position)
        at = self._start + position
        begun = time.monotonic()
        buffer = os.pread(self._descriptor, window if window < _LARGEST else _LARGEST, at)
        if time.monotonic() - begun > _SLOW:
            self._is_slow = True
        if len(buffer) < window:
            buffer = self._fill_on(buffer, window, at)
        self._buffer = buffer
        self._buffer_at = position
        return buffer

    def _announce(self, stride: int) -> None:
        """Tell the system which reads come next, where the last ones were as far apart."""
        before, self._stride = self._stride, stride
        if _advise is None or stride != before:
            return
        position = max(self._announced_to, self.position)
        most = min(self.position + _AHEAD * stride, self.end - _SMALL_WINDOW)
        while position + stride <= most:
            position += stride
            at = self._start + position
            _advise(self._descriptor, at, _SMALL_WINDOW, os.POSIX_FADV_WILLNEED)
        self._announced_to = position

    def _fill_on(self, piece: bytes, size: int, at: int) -> bytes:
        """Give `size` octets at `at`, of which `piece` is the first, fewer at the end."""
        pieces = [piece]
        have = len(piece)
        while piece and have < size:
            piece = os.pread(self._descriptor, min(size - have, _CHUNK), at + have)
            pieces.append(piece)
            have += len(piece)
        return b"".join(pieces)

    def confirm(self) -> None:
        before, now = self._opened, os.fstat(self._descriptor)
        if stat.S_ISREG(now.st_mode) and now.st_size != before.st_size:
            verb = "shrank" if now.st_size < before.st_size else "grew"
            raise ChangedError(
                f"it {verb} from {before.st_size} to {now.st_size} octets while it was read"
            )
        if self._path is not None:
            try:
                there = os.stat(self._path)
            except OSError:
                return  # what was removed is what was read still
            if not os.path.samestat(before, there):
                raise ChangedError("another file took its place while it was read")

    def close(self) -> None:
        if self._owner is not None:
            self._owner.seek(self._start + self.position)
        else:
            os.lseek(self._descriptor, self._start + self.position, os.SEEK_SET)


class ForwardSource(Source):
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

    def read_some(self, size: int) -> bytes:
        piece, self._peeked = self._peeked[:size], self._peeked[size:]
        piece = piece or self._read_some(min(size, _CHUNK))
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

    def read_into(self, view: memoryview) -> int:
        have = 0
        while have < len(view):
            piece = self._peeked[: len(view) - have]
            if piece:
                self._peeked = self._peeked[len(piece) :]
                some = len(piece)
                view[have : have + some] = piece
            else:
                some = self._read_some_into(view[have:])
                if not some:
                    break
            have += some
        self.position += have
        return have

    def _read_some_into(self, view: memoryview) -> int:
        """Read 1 octet or more into `view`; give how many, 0 at the end."""
        octets = self._read_some(min(len(view), _CHUNK))
        view[: len(octets)] = octets
        return len(octets)

    def _reused_buffer(self) -> memoryview:
        if self._scratch is None:
            self._scratch = memoryview(bytearray(_CHUNK))
        return self._scratch


class DescriptorSource(ForwardSource):
    """A pipe, a socket, a terminal or a character device."""

    def __init__(self, descriptor: int) -> None:
        """Read `descriptor` exactly as far as asked."""
        super().__init__()
        self._descriptor = descriptor
        self._drain: int | None = None
        if _splice is not None and stat.S_ISFIFO(os.fstat(descriptor).st_mode):
            self._drain = os.open(os.devnull, os.O_WRONLY)

    def _read_some(self, size: int) -> bytes:
        while True:
            try:
                return os.read(self._descriptor, size)
            except BlockingIOError:
                self._wait()

    def _read_some_into(self, view: memoryview) -> int:
        while True:
            try:
                return os.readv(self._descriptor, [view])
            except BlockingIOError:
                self._wait()

    def _skip_some(self, size: int) -> int:
        while True:
            try:
                return self._skip_once(size)
            except BlockingIOError:
                self._wait()

    def _skip_once(self, size: int) -> int:
        if _splice is not None and self._drain is not None:
            # No octet is copied: the pipe's pages go straight to /dev/null.
            return _splice(self._descriptor, self._drain, min(size, 1 << 30))
        buffer = self._reused_buffer()
        return os.readv(self._descriptor, [buffer[: min(size, _CHUNK)]])

    def _wait(self) -> None:
        """Wait for octets of a descriptor that does not block, as ssh makes its own."""
        import select

        poll = select.poll()
        poll.register(self._descriptor, select.POLLIN)
        poll.poll()

    def close(self) -> None:
        if self._drain is not None:
            drain, self._drain = self._drain, None
            os.close(drain)


class GrowingSource(ForwardSource):
    """A regular file that somebody still writes: at its end, more is waited for."""

    def __init__(self, descriptor: int, start: int, patience: float) -> None:
        """Read `descriptor` from octet `start`; `patience` is in seconds without growth."""
        super().__init__()
        self._descriptor = descriptor
        self._start = self._at = start
        self._patience = patience
        self._gave_up = False
        self.may_grow = True

    def awaited(self, size: int) -> bytes:
        """Look at zeros again and again: the file may have been made large before it is written."""
        begun_at = time.monotonic()
        octets = self.peek(size)
        while len(octets) == size and not octets.strip(b"\0") and not self._gave_up:
            if time.monotonic() - begun_at > self._patience:
                self._gave_up = True
                break
            time.sleep(_PERIOD)
            octets = self._peeked = os.pread(self._descriptor, size, self._at - len(self._peeked))
            self._at = self._start + self.position + len(octets)
        return octets

    def rest(self, size: int) -> tuple[int, bytes]:
        left = os.fstat(self._descriptor).st_size - self._start - self.position
        octets = self.peek(max(0, min(size, left)))
        return max(0, left), octets

    def _await(self) -> int:
        """Give how many octets are there, waiting for the first; 0 if patience is at its end."""
        size = last = os.fstat(self._descriptor).st_size
        grown_at = time.monotonic()
        while size <= self._at:
            if self._gave_up or time.monotonic() - grown_at > self._patience:
                self._gave_up = True
                return 0
            time.sleep(_PERIOD)
            size = os.fstat(self._descriptor).st_size
            if size != last:
                last, grown_at = size, time.monotonic()
        return size - self._at

    def _read_some(self, size: int) -> bytes:
        octets = os.pread(self._descriptor, min(size, self._await()), self._at)
        self._at += len(octets)
        return octets

    def _skip_some(self, size: int) -> int:
        passed = min(size, self._await())
        self._at += passed
        return passed

    def close(self) -> None:
        os.lseek(self._descriptor, self._start + self.position, os.SEEK_SET)


class ObjectSource(ForwardSource):
    """Any binary file object, read through its own `read`."""

    def __init__(self, file: BinaryIO) -> None:
        """Read `file` from where it stands."""
        super().__init__()
        self._file = file

    def _read_some(self, size: int) -> bytes:
        while True:
            octets = self._file.read(size)
            if octets is not None:
                return octets
            self._wait()

    def _wait(self) -> None:
        """Wait where the object is over a descriptor that does not block."""
        import select

        poll = select.poll()
        poll.register(self._file.fileno(), select.POLLIN)
        poll.poll()

    def _skip_some(self, size: int) -> int:
        return len(self._read_some(min(size, _CHUNK)))


class Begin(NamedTuple):
    """Where in its octets a stream begins, and whether they are all there yet."""

    offset: int = 0
    """Octets before the stream, from where the readable stands."""
    patience: float | None = None
    """Seconds to wait for a regular file to grow, None not to wait."""


def _of_descriptor(
    descriptor: int,
    owner: BinaryIO | None,
    begin: Begin,
    path: str | os.PathLike[str] | None = None,
) -> Source:
    status = os.fstat(descriptor)
    mode = status.st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError("is a directory")
    if (stat.S_ISREG(mode) or stat.S_ISBLK(mode)) and not _tells_no_size(descriptor, status):
        at = os.lseek(descriptor, 0, os.SEEK_CUR)
        start = (at if owner is None else owner.tell()) + begin.offset
        if begin.patience is not None and stat.S_ISREG(mode) and owner is None:
            return GrowingSource(descriptor, start, begin.patience)
        end = os.lseek(descriptor, 0, os.SEEK_END)
        os.lseek(descriptor, at, os.SEEK_SET)  # where a buffered owner believes it to be
        if begin.offset and start > end:
            raise BeyondError(begin.offset, max(0, end - start + begin.offset))
        return FileSource(descriptor, start, max(start, end), owner, path)
    return _after(DescriptorSource(descriptor), begin)


def _tells_no_size(descriptor: int, status: os.stat_result) -> bool:
    """Tell whether a file that has no octets by its size has some, as those of /proc do."""
    if status.st_size or not stat.S_ISREG(status.st_mode):
        return False
    with suppress(OSError):
        return bool(os.pread(descriptor, 1, 0))
    return False


def _after(source: Source, begin: Begin) -> Source:
    """Give a source that can only be read forwards, with what comes before the stream passed."""
    try:
        there = source.skip(begin.offset)
        if there < begin.offset:
            raise BeyondError(begin.offset, there)
    except BaseException:
        source.close()
        raise
    source.position = 0
    return source


def is_url(path: str) -> bool:
    """Tell whether a path is a URL, and no file that is called so."""
    return "://" in path and not os.path.exists(path)


class opened:
    """A context that gives the right source for whatever it is handed.

    A path is opened and closed here. A descriptor or a file object stays open, and stands right
    after the last octet that was read or skipped. A source is given as it is, and is not closed.

    Raises:
        OSError: it cannot be opened or read, or is a directory; or, at the end of the context,
            it changed while it was read.

    """

    def __init__(self, readable: Readable, begin: Begin | None = None) -> None:
        """Take a path, a descriptor's number, a binary file object, or a source."""
        self._readable = readable
        self._begin = begin or Begin()
        self._own: int | None = None
        self._source: Source | None = None

    def __enter__(self) -> Source:
        readable = self._readable
        if isinstance(readable, Source):
            return readable
        if isinstance(readable, int):
            self._source = _of_descriptor(readable, None, self._begin)
        elif isinstance(readable, str) and is_url(readable):
            from xenstream.octets.remote import opened_url

            self._source = opened_url(readable, self._begin.offset)
        elif isinstance(readable, (str, os.PathLike)):
            self._own = os.open(readable, os.O_RDONLY | os.O_NOCTTY)
            try:
                self._source = _of_descriptor(self._own, None, self._begin, readable)
            except BaseException:
                self.close()
                raise
        else:
            self._source = _of_file(readable, self._begin)
        return self._source

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None and self._source is not None:
                self._source.confirm()
        finally:
            self.close()

    def close(self) -> None:
        """Close what was opened here, once; leave what was handed over after the last octet."""
        own, source = self._own, self._source
        self._own = self._source = None
        try:
            if source is not None and (own is None or isinstance(source, DescriptorSource)):
                source.close()
        finally:
            if own is not None:
                os.close(own)

    def descriptors(self) -> tuple[int, ...]:
        """Give the descriptor that is read, none where it is not known."""
        if self._own is not None:
            return (self._own,)
        if isinstance(self._readable, int):
            return (self._readable,)
        try:
            return (self._readable.fileno(),)  # type: ignore[union-attr]
        except (AttributeError, OSError, ValueError):
            return ()


def _of_file(file: BinaryIO, begin: Begin) -> Source:
    try:
        descriptor = file.fileno()
    except (AttributeError, OSError, ValueError):
        return _after(ObjectSource(file), begin)
    if isinstance(file, io.RawIOBase):
        return _of_descriptor(descriptor, None, begin)
    # A buffered file may hold octets that its descriptor has passed already. A file whose
    # octets are not those of its descriptor (gzip) is no BufferedReader.
    if isinstance(file, io.BufferedReader) and isinstance(file.raw, io.FileIO) and file.seekable():
        return _of_descriptor(descriptor, file, begin)
    return _after(ObjectSource(file), begin)
