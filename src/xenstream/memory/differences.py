"""What differs between two guests' memories: pfns that only one has, and pages that differ."""

from __future__ import annotations

from xenstream.memory.gather import PAGE
from xenstream.memory.ranges import Ranges
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.memory.memory import Memory

_PIECE = 256  # pages that are read at once


class MemoryDifferences(NamedTuple):
    """Pfns, as ranges."""

    only_a: Ranges
    only_b: Ranges
    contents: Ranges
    """Pages that both have, and that differ."""
    types: Ranges
    """Pages that both have, and that are page tables of another level, or of one alone."""

    def __bool__(self) -> bool:
        return any(len(one) for one in self)


def compare(a: Memory, b: Memory) -> MemoryDifferences:
    """Compare memories; contents are read only where both have a page.

    Raises:
        OSError: one cannot be read any more.

    """
    only_a, only_b, contents, types = Ranges(), Ranges(), Ranges(), Ranges()
    for ours, theirs, only in ((a, b, only_a), (b, a, only_b)):
        for start, end in ours.present:
            at = start
            for begin, stop in theirs.present.overlapping(start, end):
                if begin > at:
                    only.add(at, begin)
                at = stop
            if end > at:
                only.add(at, end)
    for start, end in a.present:
        for begin, stop in b.present.overlapping(start, end):
            for pfn in _differing(a, b, begin, stop):
                contents.add(pfn, pfn + 1)
    for pfn in sorted({*a.levels, *b.levels}):
        if a.levels.get(pfn) != b.levels.get(pfn) and pfn in a.present and pfn in b.present:
            types.add(pfn, pfn + 1)
    return MemoryDifferences(only_a, only_b, contents, types)


def _differing(a: Memory, b: Memory, start: int, end: int) -> Iterator[int]:
    for at in range(start, end, _PIECE):
        count = min(_PIECE, end - at)
        ours = a.read(at * PAGE, count * PAGE)
        theirs = b.read(at * PAGE, count * PAGE)
        if ours == theirs:
            continue
        for index in range(count):
            place = slice(index * PAGE, (index + 1) * PAGE)
            if ours[place] != theirs[place]:
                yield at + index
