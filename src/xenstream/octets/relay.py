"""Passes octets on while they are verified: a source that writes on at once whatever it takes.

Nothing is held back and nothing is changed: what is read is written before it is looked at, and
what nobody looks at goes from one descriptor to the other without a copy where the system can.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress

from xenstream.octets.outlet import NowhereError, Outlet, wait
from xenstream.octets.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

    Move = Callable[[int], int]
    """Passes on 1 to so many octets; gives how many, 0 where the input has ended."""

_splice: Callable[[int, int, int], int] | None = getattr(os, "splice", None)  # Python 3.10, Linux

_COPIED = 128 * 1024
_MOVED = 1 << 24  # what one system call may take on itself, so that an interrupt is soon heard
_PIPE = 1 << 20  # what Linux lets anybody ask for
_F_SETPIPE_SZ, _F_GETPIPE_SZ = 1031, 1032  # not in fcntl before Python 3.10
_SMALL_WINDOW = 8 * 1024 + 64  # as of a file: a record of 1024 pfns and the next header
_LARGE_WINDOW = 64 * 1024


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
                wait(self._reading, for_input=True)
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
                wait(self._reading, for_input=True)
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


def _kind(descriptor: int) -> int:
    return stat.S_IFMT(os.fstat(descriptor).st_mode)


def _widen(descriptor: int) -> None:
    """Let a pipe hold more, so that its two ends change turns less often."""
    if sys.platform != "linux" or _kind(descriptor) != stat.S_IFIFO:
        return
    import fcntl

    with suppress(OSError):  # it holds what it holds
        if fcntl.fcntl(descriptor, _F_GETPIPE_SZ) < _PIPE:
            fcntl.fcntl(descriptor, _F_SETPIPE_SZ, _PIPE)
