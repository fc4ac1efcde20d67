"""Which pages of a PV guest are page tables."""

from __future__ import annotations

from xenstream.memory.tables import LEVELS

MOST = 1 << 22
"""Page tables that are noted; those of 8 TiB of guest."""


class TooManyTablesError(ValueError):
    """The stream has more page tables than any guest."""


class Levels(dict[int, int]):
    """The level of each pfn that is a page table."""

    def note(self, pfn: int, count: int, kind: int) -> None:
        """Take note of the type of pages that are sent."""
        level = LEVELS.get(kind)
        if level is None:
            self.forget(pfn, count)
            return
        if len(self) + count > MOST:
            raise TooManyTablesError("the stream has more page tables than any guest")
        self.update(dict.fromkeys(range(pfn, pfn + count), level))

    def forget(self, pfn: int, count: int) -> None:
        """Take note that pages are no page tables."""
        if not self:
            return
        pfns = range(pfn, pfn + count)
        found = [one for one in self if one in pfns] if len(self) < count else pfns
        for one in found:
            self.pop(one, None)
