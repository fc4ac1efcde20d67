"""The passes over memory in which a stream is sent.

A saver goes through its dirty pfns in ascending order, 1024 to a record (MAX_BATCH_SIZE of Xen's
xg_sr_common.h), and writes what is left of a batch at the end of a pass. So a pass begins where
pfns do not go on ascending, and after a record that is not full.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk.walker import Record

_FULL = 1024


class Pass:
    """One pass, or more where one cannot be told from the next."""

    def __init__(self, kind: str, record: Record) -> None:
        self.kind = kind
        """`memory`, `verify` or `checkpoint`."""
        self.begin = record.offset
        """Where its first record begins."""
        self.end = record.offset
        """What follows its last record."""
        self.records = 0
        self.pfns = 0
        """Entries in its tables."""
        self.pages = 0
        """Those of them with contents."""
        self.resent = 0
        """Pages that were sent before."""
        self.unchanged = 0
        """Pages that are what they were before, where contents are looked at."""

    @property
    def octets(self) -> int:
        """What its records take in the stream."""
        return self.end - self.begin


class Passes:
    """Finds the passes, a record at a time."""

    def __init__(self) -> None:
        self.all: list[Pass] = []
        self.is_at_least = False
        """Whether there may be more than could be told."""
        self._next: str | None = "memory"
        self._last = -1
        self._was_full = True

    def mark(self, kind: str) -> None:
        """Begin a pass of another kind with the next record."""
        self._next = kind

    def take(self, record: Record, found: list[tuple[int, int, int]]) -> Pass:
        """Give the pass that a PAGE_DATA record belongs to, whose table has these runs."""
        first, last = found[0][0], found[-1][0] + found[-1][1] - 1
        kind = self._next
        if kind is None:
            current = self.all[-1]
            if first > self._last and self._was_full:
                # A pass of just so many pages may have ended there. The first one names each pfn
                # once, and whatever comes after it was sent before.
                # So does what follows VERIFY.
                if (len(self.all) > 1 or current.resent) and current.kind != "verify":
                    self.is_at_least = True
            else:
                kind = current.kind
        if kind is not None:
            self.all.append(Pass(kind, record))
        self._next = None
        self._last = last
        self._was_full = sum(count for _, count, _ in found) >= _FULL
        return self.all[-1]
