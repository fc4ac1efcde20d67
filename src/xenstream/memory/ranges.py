"""A set of pfns as ranges, bounded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 1 << 16
"""Ranges that are kept; beyond, the smallest gaps are closed, and that is told."""


class Ranges:
    """Pfns, as the ranges that they form. Of a hostile stream no more than MOST are kept."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.bridged = 0
        """Pfns in gaps that were closed."""

    def add(self, start: int, end: int) -> None:
        """Add the pfns from `start` up to, not including, `end`."""
        starts, ends = self._starts, self._ends
        if not ends or start > ends[-1]:
            starts.append(start)
            ends.append(end)
            self._bound()
            return
        if start >= starts[-1]:
            if end > ends[-1]:
                ends[-1] = end
            return
        first = bisect_left(ends, start)  # the first that touches it, or lies behind it
        last = bisect_right(starts, end)  # the first that lies behind it
        if first < last:
            start, end = min(start, starts[first]), max(end, ends[last - 1])
        starts[first:last] = [start]
        ends[first:last] = [end]
        self._bound()

    def remove(self, start: int, end: int) -> None:
        """Remove the pfns from `start` up to, not including, `end`."""
        starts, ends = self._starts, self._ends
        if not ends or start >= ends[-1]:
            return
        first = bisect_right(ends, start)
        last = bisect_left(starts, end)
        if first >= last:
            return
        left = [(starts[first], start)] if starts[first] < start else []
        right = [(end, ends[last - 1])] if ends[last - 1] > end else []
        starts[first:last] = [one for one, _ in left + right]
        ends[first:last] = [one for _, one in left + right]
        self._bound()

    def _bound(self) -> None:
        if len(self._starts) > self._most:
            self.bridged += self.bridge(self._most // 2)

    def bridge(self, most: int) -> int:
        """Close the smallest gaps so that `most` ranges are left; give the pfns in them."""
        starts, ends = self._starts, self._ends
        surplus = len(starts) - most
        if surplus <= 0:
            return 0
        gaps = sorted(range(1, len(starts)), key=lambda at: starts[at] - ends[at - 1])
        closed = set(gaps[:surplus])
        count = sum(starts[at] - ends[at - 1] for at in closed)
        kept = [at for at in range(len(starts)) if at not in closed]
        following = [*kept[1:], len(starts)]
        self._starts = [starts[at] for at in kept]
        self._ends = [ends[at - 1] for at in following]
        return count

    def copy(self) -> Ranges:
        """Give a set of its own."""
        other = Ranges(self._most)
        other._starts, other._ends = self._starts.copy(), self._ends.copy()
        other.bridged = self.bridged
        return other

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Give (start, end) of each range, in order; `end` is not in it."""
        return iter(list(zip(self._starts, self._ends)))

    def __len__(self) -> int:
        return len(self._starts)

    def __contains__(self, pfn: int) -> bool:
        at = bisect_right(self._starts, pfn) - 1
        return at >= 0 and pfn < self._ends[at]

    def overlapping(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give the parts of it that lie in `start` up to, not including, `end`."""
        for at in range(bisect_right(self._ends, start), len(self._starts)):
            if self._starts[at] >= end:
                return
            yield max(start, self._starts[at]), min(end, self._ends[at])

    def count(self) -> int:
        """Give how many pfns there are."""
        return sum(self._ends) - sum(self._starts)

    @property
    def end(self) -> int:
        """What follows the highest pfn, 0 where there is none."""
        return self._ends[-1] if self._ends else 0
