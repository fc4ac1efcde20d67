"""A descriptor that octets go out by."""

from __future__ import annotations

import os


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
                wait(self.descriptor, for_input=False)
                continue
            self.passed += written
            if written == len(rest):
                return
            rest = memoryview(rest)[written:]

    def loss(self) -> str:
        """Say why it takes no more, and what it took."""
        if isinstance(self.error, BrokenPipeError):
            return f"{self._reader} went away after {octets_in_words(self.passed)}"
        why = "" if self.error is None else self.error.strerror or str(self.error)
        return f"cannot write to {self.name} after {octets_in_words(self.passed)}: {why}"


def wait(descriptor: int, *, for_input: bool) -> None:
    """Wait until a descriptor that does not block by itself can be read or written."""
    import select

    poll = select.poll()
    poll.register(descriptor, select.POLLIN if for_input else select.POLLOUT)
    poll.poll()


def octets_in_words(count: int) -> str:
    """Give a number of octets as messages write it."""
    return f"{count} octet{'' if count == 1 else 's'}"
