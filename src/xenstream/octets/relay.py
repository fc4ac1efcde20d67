"""Passes octets on while they are verified: a source that writes on at once whatever it takes.

Nothing is held back and nothing is changed: what is read is written before it is looked at, and
what nobody looks at goes from one descriptor to the other without a copy where the system can.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress

from xenstream.judge.judge import Judge, Options
from xenstream.named import NamedTuple
from xenstream.octets.source import Source
from xenstream.restore.versions import asked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

    from xenstream.judge.judge import Observer, Report

    Move = Callable[[int], int]
    """Passes on 1 to so many octets; gives how many, 0 where the input has ended."""

_splice: Callable[[int, int, int], int] | None = getattr(os, "splice", None)  # Python 3.10, Linux

_COPIED = 128 * 1024
_MOVED = 1 << 24  # what one system call may take on itself, so that an interrupt is soon heard
_PIPE = 1 << 20  # what Linux lets anybody ask for
_F_SETPIPE_SZ, _F_GETPIPE_SZ = 1031, 1032  # not in fcntl before Python 3.10
_SMALL_WINDOW = 8 * 1024 + 64  # as of a file: a record of 1024 pfns and the next header
_LARGE_WINDOW = 64 * 1024


class NowhereError(Exception):
    """Nothing takes the octets any more."""


class Outlet:
    """A descriptor that octets are passed on to, and how many of them it took."""

    def __init__(self, descriptor: int, name: str, reader: str = "the reader") -> None:
        """Take an open descriptor, and what messages call it and who reads it."""
        self.descriptor = descriptor
        self.name = name
        self._reader = reader
        self.passed = 0
        """Octets that were written."""
        self.error: OSError | None = None
        """Why it takes no more."""

    def write(self, octets: bytes | memoryview) -> None:
        """Write all of it, however long that takes.

        Raises:
            OSError: it cannot be written.

        """
        rest = octets
        while rest:
            try:
                written = os.write(self.descriptor, rest)
            except BlockingIOError:
                _wait(self.descriptor, for_input=False)
                continue
            self.passed += written
            if written == len(rest):
                return
            rest = memoryview(rest)[written:]

    def loss(self) -> str:
        """Say why it takes no more, and what it took."""
        if isinstance(self.error, BrokenPipeError):
            return f"{self._reader} went away after {_octets(self.passed)}"
        why = "" if self.error is None else self.error.strerror or str(self.error)
        return f"cannot write to {self.name} after {_octets(self.passed)}: {why}"


class Relay(Source):
    """What comes in by one descriptor and goes out by others, at once and unchanged."""

    def __init__(
        self,
        reading: int,
        outlets: list[Outlet],
        complain: Callable[[str], None],
        *,
        read_ahead: bool = True,
    ) -> None:
        """Take where octets come from and go to.

        `complain` is told at once of an outlet that is lost; the others are gone on with. Where
        `read_ahead` is false, no octet is taken before it is asked for.
        """
        self._reading = reading
        self._outlets = list(outlets)
        self._complain = complain
        self._read_ahead = read_ahead
        self._window = _SMALL_WINDOW
        self._buffer = b""
        self._at = 0
        self._scratch: memoryview | None = None
        self._move: Move | None = None
        self._choose_move()
        if self._move is None:
            for descriptor in (reading, *(outlet.descriptor for outlet in outlets)):
                _widen(descriptor)
        self.taken = 0
        """Octets that came in; position is how far they have been looked at."""
        self.told_rest = False
        """Whether what verifies was told of the octets after the stream."""
        self.error: OSError | None = None
        """Why no more can be read."""

    def read(self, size: int) -> bytes:
        """Give the next `size` octets, fewer only at the end."""
        at = self._at
        if len(self._buffer) - at < size:
            self._fill(size)
            at = 0
        piece = self._buffer[at : at + size]
        self._at = at + len(piece)
        self.position += len(piece)
        return piece

    def peek(self, size: int) -> bytes:
        """Give up to `size` octets that the next read or skip gives or passes over again."""
        if len(self._buffer) - self._at < size:
            self._fill(size)
        return self._buffer[self._at : self._at + size]

    def skip(self, size: int) -> int:
        """Pass on the next `size` octets unseen. Give how many were there."""
        passed = min(size, len(self._buffer) - self._at)
        self._at += passed
        if passed < size:
            self._window = _SMALL_WINDOW
            while passed < size:
                some = self._pass_some(size - passed)
                if not some:
                    break
                passed += some
        self.position += passed
        return passed

    def rest(self, size: int) -> tuple[int, bytes]:
        """Give how many octets are left, and the first `size` of them: all are passed on."""
        octets = self.peek(size)
        left = len(self._buffer) - self._at
        some = self._pass_some(_MOVED)
        while some:
            left += some
            some = self._pass_some(_MOVED)
        self.told_rest = True
        return left, octets

    def pass_rest(self) -> None:
        """Pass on all that is left up to the end of the input.

        Raises:
            NowhereError: nothing takes the octets any more.
            OSError: the input cannot be read.

        """
        while self._pass_some(_MOVED):
            pass

    # What is looked at

    def _fill(self, size: int) -> None:
        """Have `size` octets of what is next in the buffer, fewer only at the end."""
        piece = self._buffer[self._at :]
        pieces = [piece]
        have = len(piece)
        while have < size:
            wanted = size - have
            if self._read_ahead and wanted < self._window:
                wanted = self._window
            piece = self._take(min(wanted, _COPIED))
            if not piece:
                break
            pieces.append(piece)
            have += len(piece)
        self._window = _LARGE_WINDOW
        self._buffer = b"".join(pieces)
        self._at = 0

    def _take(self, size: int) -> bytes:
        """Give 1 to `size` octets that are passed on already, none at the end."""
        while True:
            try:
                piece = os.read(self._reading, size)
                break
            except BlockingIOError:
                _wait(self._reading, for_input=True)
            except OSError as error:
                self.error = error
                raise
        self._pass(piece)
        return piece

    # What is not

    def _pass_some(self, size: int) -> int:
        """Pass on 1 to `size` octets; give how many, 0 at the end."""
        if self._move is not None:
            try:
                moved = self._move(min(size, _MOVED))
            except BlockingIOError:
                pass  # a copy finds out which of both is to be waited for
            except OSError:
                self._move = None  # a copy finds out which of both is at fault
            else:
                if moved:
                    return moved
        return self._copy(size)

    def _copy(self, size: int) -> int:
        if self._scratch is None:
            self._scratch = memoryview(bytearray(_COPIED))
        scratch = self._scratch[: min(size, _COPIED)]
        while True:
            try:
                there = os.readv(self._reading, [scratch])
                break
            except BlockingIOError:
                _wait(self._reading, for_input=True)
            except OSError as error:
                self.error = error
                raise
        self._pass(scratch[:there])
        return there

    def _pass(self, octets: bytes | memoryview) -> None:
        self.taken += len(octets)
        for outlet in tuple(self._outlets):
            try:
                outlet.write(octets)
            except OSError as error:
                outlet.error = error
                self._outlets.remove(outlet)
                going_on = "; going on without it" if self._outlets else ""
                self._complain(outlet.loss() + going_on)
                self._choose_move()
        if not self._outlets:
            raise NowhereError

    def _choose_move(self) -> None:
        """Find how octets go on without a copy, if they can."""
        self._move = None
        kinds = [_kind(self._reading), *(_kind(outlet.descriptor) for outlet in self._outlets)]
        if len(self._outlets) == 1:
            if _splice is not None and stat.S_IFIFO in kinds:
                self._move = self._splice_on
            elif sys.platform == "linux" and kinds[0] == stat.S_IFREG:
                self._move = self._send_on

    def _splice_on(self, size: int) -> int:
        (outlet,) = self._outlets
        assert _splice is not None
        moved = _splice(self._reading, outlet.descriptor, size)
        self.taken += moved
        outlet.passed += moved
        return moved

    def _send_on(self, size: int) -> int:
        (outlet,) = self._outlets
        # No offset: the input's own position moves on.
        moved = os.sendfile(outlet.descriptor, self._reading, None, size)
        self.taken += moved
        outlet.passed += moved
        return moved


class RefusedError(Exception):
    """A file that must not be written, and why."""


class KeptFile(Outlet):
    """A file that gets a copy. A regular one bears its name only once it is whole.

    Until then it is FILE.partial, made anew and for its owner alone: nobody who had the name
    before can read it or write to it.
    """

    def __init__(self, path: str, others: tuple[int, ...], *, access: int = os.O_WRONLY) -> None:
        """Open it for writing; it must be none of the open descriptors `others`.

        With `access` O_RDWR it can be read back, too, and must be a regular file.

        Raises:
            RefusedError: it is one of those, or somebody else has its other name.
            OSError: it cannot be opened.

        """
        if not path:
            raise RefusedError("a file has no empty name")
        self._path = path
        self._others = others
        self._access = access
        self._partial: str | None = None
        self._folder = -1
        before = _status_of(path)
        if before is not None and not stat.S_ISREG(before.st_mode):
            if access == os.O_RDWR:
                raise RefusedError(f"{path} is no regular file")
            self._refuse_the_same(path, before)
            descriptor = os.open(path, os.O_WRONLY | os.O_NOCTTY)
            super().__init__(descriptor, path, f"the reader of {path}")
            return
        if before is not None:
            self._refuse_the_same(path, before)
        whole = os.path.realpath(path)  # what is a link stays one
        folder, self._name = os.path.split(whole)
        self._partial = f"{whole}.partial"
        self._short = f"{self._name}.partial"
        self._folder = _open_folder(folder)
        try:
            super().__init__(self._open_partial(), self._partial)
        except BaseException:
            os.close(self._folder)
            raise

    def keep(self) -> None:
        """Give the file its name: it is whole.

        Raises:
            OSError: it cannot be kept; it is still there under its other name.

        """
        if self._partial is not None:
            os.fsync(self.descriptor)
            if not self._is_ours(self._short):
                raise OSError("another file took its place")
            self._take_after(self._name)
            os.replace(self._short, self._name, src_dir_fd=self._folder, dst_dir_fd=self._folder)
            with suppress(OSError):  # not every file system, nor every folder, can
                os.fsync(self._folder)
        self._close()

    def leave(self) -> str | None:
        """Leave the file under its other name; tell that and its size, None if it has but one."""
        left = self.left()
        self._close()
        return left

    def fail(self, error: BaseException) -> None:
        """Leave the file for an error, and name the file in it where its disk is full."""
        if isinstance(error, OSError) and error.errno in _FULL and error.filename is None:
            error.filename = self._path
        self.leave()

    def left(self) -> str | None:
        """Tell under which other name it is, and its size; None if it has but one."""
        if self._partial is None:
            return None
        return f"{self._partial} stays, with {_octets(os.fstat(self.descriptor).st_size)}"

    def _close(self) -> None:
        os.close(self.descriptor)
        if self._folder >= 0:
            os.close(self._folder)

    def _refuse_the_same(self, path: str, found: os.stat_result) -> None:
        """Refuse what is read from or written to already, but for devices such as /dev/null."""
        if stat.S_ISCHR(found.st_mode):
            return
        if any(os.path.samestat(found, os.fstat(other)) for other in self._others):
            what = "the stream itself" if self._access == os.O_RDWR else "standard input or output"
            raise RefusedError(f"{path} is {what}")

    def _open_partial(self) -> int:
        """Make the file that is to become the other; a guest's memory is nobody else's matter."""
        self._remove_an_older()
        flags = self._access | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        try:
            descriptor = os.open(self._short, flags, 0o600, dir_fd=self._folder)
        except FileExistsError:
            raise RefusedError(f"{self._partial} was just made by another process") from None
        try:
            self._lock(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _remove_an_older(self) -> None:
        """Take away what an earlier run left, if it is the user's own and nobody writes it."""
        flags = os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        try:
            there = os.stat(self._short, dir_fd=self._folder, follow_symlinks=False)
            if not stat.S_ISREG(there.st_mode):
                raise RefusedError(f"{self._partial} is no regular file")
            if there.st_uid != os.geteuid():
                raise RefusedError(f"{self._partial} is another user's")
            if there.st_nlink == 1:
                self._refuse_the_same(str(self._partial), there)
                descriptor = os.open(self._short, flags, dir_fd=self._folder)
                try:
                    self._lock(descriptor)
                    os.unlink(self._short, dir_fd=self._folder)
                finally:
                    os.close(descriptor)
            else:  # under its other name it stays what it is
                os.unlink(self._short, dir_fd=self._folder)
        except FileNotFoundError:
            return

    def _lock(self, descriptor: int) -> None:
        """Refuse what another process is writing, or has just renamed."""
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RefusedError(f"{self._partial} is being written by another process") from None
        except OSError:
            pass  # a file system without locks
        if not self._is_ours(self._short, descriptor):
            raise RefusedError(f"{self._partial} was just renamed by another process")

    def _is_ours(self, name: str, descriptor: int | None = None) -> bool:
        """Tell whether a name in the folder is that of the file that is open here."""
        opened = os.fstat(self.descriptor if descriptor is None else descriptor)
        try:
            there = os.stat(name, dir_fd=self._folder, follow_symlinks=False)
        except FileNotFoundError:
            return False
        return os.path.samestat(opened, there)

    def _take_after(self, name: str) -> None:
        """Take the mode and the owner of the file that is replaced, if that is the user's own.

        Root may replace another's file too, which that other need not be able to read.
        """
        try:
            before = os.stat(name, dir_fd=self._folder, follow_symlinks=False)
        except FileNotFoundError:
            return
        if stat.S_ISREG(before.st_mode) and before.st_uid == os.geteuid():
            mode = before.st_mode & 0o777
            try:
                os.fchown(self.descriptor, -1, before.st_gid)
            except OSError:
                mode &= ~0o070  # it is another group then
            os.fchmod(self.descriptor, mode)


def _open_folder(folder: str) -> int:
    """Open a folder once, so that what is made and renamed in it stays in it."""
    flags = os.O_DIRECTORY | os.O_CLOEXEC
    try:
        return os.open(folder, os.O_RDONLY | flags)
    except PermissionError:  # it may be written to, and not be read
        return os.open(folder, getattr(os, "O_PATH", os.O_RDONLY) | flags)


class Outcome(NamedTuple):
    """What became of what was passed on."""

    report: Report
    """Of what was verified, even where that ended early."""
    stopped: bool
    """Whether the first error ended it."""
    ended: bool
    """Whether all of the input was read, up to its end."""
    lack: str | None
    """Why what was passed on may be no whole stream, None where nothing speaks for that."""


def pass_on(
    relay: Relay,
    complain: Callable[[str], None],
    *,
    format: str,
    profile: str,
    xen: str | None = None,
    stop_on_error: bool = False,
    observer: Observer | None = None,
    name: str = "-",
) -> Outcome:
    """Pass on all of the input, and verify the stream that it begins with.

    Whatever is found, and even if the verification fails, everything up to the end of the input
    is passed on, unless it is to stop at the first error. `complain` is told at once of what goes
    wrong outside of the stream.

    Raises:
        ValueError: there is no such format or profile.

    """
    version = None if xen is None or profile != "restore" else asked(xen)
    judge = Judge(
        Options(format=format, profile=profile, xen=version),
        name=name,
        observer=observer,
        stop_on_error=stop_on_error,
    )
    try:
        report = judge.verify(relay)
        lack = judge.lack
        if judge.stopped:
            return Outcome(report, True, False, "the first error ended it")
    except NowhereError:
        return Outcome(judge.report(), False, False, _NOT_READ)
    except Exception as error:
        if not relay.taken:
            raise
        lack = "the verification failed"
        complain(f"{lack}, going on without it: {type(error).__name__}: {error}")
        report = judge.report()
    if relay.error is not None:
        return Outcome(report, False, False, _NOT_READ)
    try:
        relay.pass_rest()
    except NowhereError:
        return Outcome(report, False, False, _NOT_READ)
    except OSError as error:
        complain(f"cannot read on after {_octets(relay.taken)}: {error.strerror or error}")
        return Outcome(report, False, False, _NOT_READ)
    return Outcome(report, False, True, lack)


_FULL = (errno.ENOSPC, errno.EDQUOT)
_NOT_READ = "the input was not read to its end"


def _status_of(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _kind(descriptor: int) -> int:
    return stat.S_IFMT(os.fstat(descriptor).st_mode)


def _wait(descriptor: int, *, for_input: bool) -> None:
    """Wait until a descriptor that does not block by itself can be read or written."""
    import select

    poll = select.poll()
    poll.register(descriptor, select.POLLIN if for_input else select.POLLOUT)
    poll.poll()


def _widen(descriptor: int) -> None:
    """Let a pipe hold more, so that its two ends change turns less often."""
    if sys.platform != "linux" or _kind(descriptor) != stat.S_IFIFO:
        return
    import fcntl

    with suppress(OSError):  # it holds what it holds
        if fcntl.fcntl(descriptor, _F_GETPIPE_SZ) < _PIPE:
            fcntl.fcntl(descriptor, _F_SETPIPE_SZ, _PIPE)


def _octets(count: int) -> str:
    return f"{count} octet{'' if count == 1 else 's'}"
