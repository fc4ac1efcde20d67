"""What is known of each pfn that was sent: how often, as what type, and what it has."""

from __future__ import annotations

from array import array

from xenstream.memory.gather import PAGE
from xenstream.memory.tables import GONE, LEVELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.octets.source import Source

CHUNK = 1 << 10
"""pfns that are kept together."""
_MOST_CHUNKS = 1 << 17  # 512 GiB of guest
_ONE_MORE = bytes((*range(1, 256), 255))
_ZEROS = bytes(PAGE)
_BUFFER = 1 << 20
_UNKNOWN, _ZERO = 0, 1  # in the place of a hash
_BUCKET = 1 << 20

MOST_TIMES = 255
"""How often a pfn is counted at most."""


class TooScatteredError(ValueError):
    """The pages lie further apart than those of any guest."""


class Chunk:
    """What is known of CHUNK pfns."""

    __slots__ = ("hashes", "kinds", "times")

    def __init__(self, contents: bool) -> None:
        self.times = bytearray(CHUNK)
        """How often each was sent with contents."""
        self.kinds = bytearray(CHUNK)
        """Its last type, plus one; 0 where it has no page."""
        self.hashes: array[int] = array("q", bytes(8 * CHUNK)) if contents else array("q")
        """Of its last contents; 1 where they are zero."""

    def counts(self, begin: int, end: int) -> Counts:
        """Count over some of its pfns."""
        kinds, times = self.kinds[begin:end], self.times[begin:end]
        zero = self.hashes[begin:end].count(_ZERO) if self.hashes else 0
        resent = len(times) - times.count(0) - times.count(1)
        resends = sum(times) - len(times) + times.count(0)
        tables = sum(kinds.count(kind + 1) for kind in LEVELS)
        return Counts(len(kinds) - kinds.count(0), zero, tables, resent, resends)


class Counts:
    """Counts over some pfns."""

    __slots__ = ("pages", "resends", "resent", "tables", "zero")

    def __init__(
        self, pages: int = 0, zero: int = 0, tables: int = 0, resent: int = 0, resends: int = 0
    ) -> None:
        self.pages = pages
        """Those that have a page."""
        self.zero = zero
        """Those whose page is zero, where contents are looked at."""
        self.tables = tables
        """Those that are page tables of a PV guest."""
        self.resent = resent
        """Those that were sent more than once."""
        self.resends = resends
        """How often those were sent again, together."""

    def copy(self) -> Counts:
        """Give one of its own."""
        return Counts(self.pages, self.zero, self.tables, self.resent, self.resends)

    def __iadd__(self, other: Counts) -> Counts:
        self.pages += other.pages
        self.zero += other.zero
        self.tables += other.tables
        self.resent += other.resent
        self.resends += other.resends
        return self


class Pages:
    """All pfns that were sent with contents."""

    def __init__(self, contents: bool) -> None:
        """Look at contents too, where that is asked for."""
        self.looks = contents
        self.chunks: dict[int, Chunk] = {}
        self._buffer = bytearray(_BUFFER) if contents else bytearray()

    def send(self, pfn: int, count: int, kind: int) -> int:
        """Take note of pages that are sent; give how many were sent before."""
        before = 0
        for chunk, begin, end in self._chunks(pfn, count, make=True):
            times = chunk.times[begin:end]
            before += len(times) - times.count(0)
            chunk.times[begin:end] = times.translate(_ONE_MORE)
            chunk.kinds[begin:end] = bytes((kind + 1,)) * (end - begin)
        return before

    def name(self, pfn: int, count: int, kind: int) -> None:
        """Take note of pfns that are named without contents."""
        mark = 0 if kind in GONE else kind + 1
        for chunk, begin, end in self._chunks(pfn, count, make=False):
            chunk.kinds[begin:end] = bytes((mark,)) * (end - begin)

    def look(self, pfn: int, count: int, source: Source, *, keep: bool = True) -> tuple[int, int]:
        """Look at the contents of pages, as the source gives them.

        Give how many octets there were, and how many pages are what they were before. With `keep`
        false, they are compared only.
        """
        had = same = 0
        view = memoryview(self._buffer)
        size = count * PAGE
        while had < size:
            alike, is_hole = source.alike(size - had)
            first = pfn + had // PAGE
            if is_hole and alike >= PAGE:
                wanted = alike - alike % PAGE
                there = source.skip(wanted)
                found = array("q", [_ZERO]) * (there // PAGE)
            else:
                wanted = -(-min(alike, _BUFFER) // PAGE) * PAGE
                there = source.read_into(view[:wanted])
                found = array("q", map(self._hash, range(0, there - there % PAGE, PAGE)))
            same += self._compare(first, found, keep)
            had += there
            if there < wanted:
                break
        return had, same

    def _hash(self, at: int) -> int:
        if self._buffer.startswith(_ZEROS, at):
            return _ZERO
        found = hash(bytes(self._buffer[at : at + PAGE]))
        return found if found not in (_UNKNOWN, _ZERO) else 2

    def _compare(self, pfn: int, found: array[int], keep: bool) -> int:
        same = at = 0
        for chunk, begin, end in self._chunks(pfn, len(found), make=True):
            new, old = found[at : at + end - begin], chunk.hashes[begin:end]
            same += len(new) if new == old else sum(map(int.__eq__, new, old))
            if keep:
                chunk.hashes[begin:end] = new
            at += end - begin
        return same

    def _chunks(self, pfn: int, count: int, *, make: bool) -> Iterator[tuple[Chunk, int, int]]:
        end = pfn + count
        while pfn < end:
            name, begin = divmod(pfn, CHUNK)
            stop = min(CHUNK, begin + end - pfn)
            chunk = self.chunks.get(name)
            if chunk is None and make:
                if len(self.chunks) == _MOST_CHUNKS:
                    raise TooScatteredError("the pages lie further apart than those of any guest")
                chunk = self.chunks[name] = Chunk(self.looks)
            if chunk is not None:
                yield chunk, begin, stop
            pfn += stop - begin

    # Sums

    def total(self) -> Counts:
        """Count over all of them."""
        total = Counts()
        for chunk in self.chunks.values():
            total += chunk.counts(0, CHUNK)
        return total

    def end(self) -> int:
        """Give what follows the highest pfn that has a page."""
        ends = (
            name * CHUNK + len(chunk.kinds.rstrip(b"\0"))
            for name, chunk in self.chunks.items()
            if any(chunk.kinds)
        )
        return max(ends, default=0)

    def cells(self, size: int) -> Iterator[tuple[int, Counts]]:
        """Give the number and the counts of each cell of `size` pfns that has a page, in order.

        `size` is a power of two.
        """
        last, counts = -1, Counts()
        for name in sorted(self.chunks):
            chunk = self.chunks[name]
            step = min(size, CHUNK)
            for begin in range(0, CHUNK, step):
                found = chunk.counts(begin, begin + step)
                cell = (name * CHUNK + begin) // size
                if cell != last:
                    if counts.pages:
                        yield last, counts
                    last, counts = cell, Counts()
                counts += found
        if counts.pages:
            yield last, counts

    def times(self) -> dict[int, int]:
        """Give how many pfns were sent so often; MOST_TIMES stands for more, too."""
        found: dict[int, int] = {}
        for chunk in self.chunks.values():
            for times in set(chunk.times) - {0}:
                found[times] = found.get(times, 0) + chunk.times.count(times)
        return dict(sorted(found.items()))

    def kinds(self) -> dict[int, int]:
        """Give how many pfns have which type at last."""
        found: dict[int, int] = {}
        for chunk in self.chunks.values():
            for mark in set(chunk.kinds) - {0}:
                found[mark - 1] = found.get(mark - 1, 0) + chunk.kinds.count(mark)
        return dict(sorted(found.items()))

    def duplicates(self) -> int:
        """Give how many pages, zero ones aside, have the same contents as an earlier one."""
        total = sum(
            len(chunk.hashes) - chunk.hashes.count(_UNKNOWN) - chunk.hashes.count(_ZERO)
            for chunk in self.chunks.values()
        )
        buckets = total // _BUCKET + 1  # so that the set of those that were seen stays small
        distinct = 0
        for bucket in range(buckets):
            seen: set[int] = set()
            for chunk in self.chunks.values():
                seen.update(one for one in chunk.hashes if one % buckets == bucket)
            distinct += len(seen - {_UNKNOWN, _ZERO})
        return total - distinct
