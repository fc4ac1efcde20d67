"""Counts what a stream sends, a pass at a time."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.memory.gather import HIGHEST, PAGE
from xenstream.memory.tables import NAMES, WITHOUT_CONTENTS, runs
from xenstream.named import NamedTuple
from xenstream.stats.pages import Counts, Pages
from xenstream.stats.passes import Pass, Passes
from xenstream.walk.complete import lacking
from xenstream.walk.walker import Cut, Header, Record, Rest, Unchecked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from xenstream.octets.source import Source
    from xenstream.walk.stream import Stream
    from xenstream.walk.walker import Item, Layer

_MOST_LACKS = 8
_MOST_PASSES = 1 << 16
_MOST_HOT = 8
_FEWEST_CELLS = 256


class Checkpoint:
    """What was sent up to a checkpoint, from the one before it or from the beginning."""

    def __init__(self, begin: int) -> None:
        self.begin = begin
        """Where its first record begins."""
        self.passes = 0
        self.pages = 0
        """Pages with contents."""
        self.unchanged = 0
        """Those that are what they were before, where contents are looked at."""
        self.libxc_octets = 0
        """Octets up to its CHECKPOINT, that included."""
        self.libxl_octets = 0
        """Octets of libxl's records after that: the device model's state."""
        self.is_complete = False

    @property
    def changed(self) -> int:
        """Pages that are not what they were, or were not sent before."""
        return self.pages - self.unchanged


class Statistics(NamedTuple):
    """What a stream sends."""

    format: str
    guest_type: str | None
    looked: bool
    """Whether contents were looked at."""
    total: Counts
    """Over the pfns that have a page at last."""
    end: int
    """What follows the highest of them."""
    kinds: dict[str, int]
    """How many pfns have which type at last, of those that were sent."""
    named: dict[str, int]
    """How many entries of which type all tables have."""
    times: dict[int, int]
    """How many pfns were sent so often with contents; 255 stands for more, too."""
    duplicates: int
    """Pages, zero ones aside, that have the contents of another, where contents are looked at."""
    passes: list[Pass]
    at_least: bool
    """Whether there may be more passes than could be told."""
    checkpoints: list[Checkpoint]
    octets: int
    """Octets in the stream, as far as it was read."""
    cell: int
    """pfns in a cell of `cells`."""
    cells: list[tuple[int, Counts]]
    """The cells of memory that have a page, by their number."""
    lacks: list[str]
    """What could not be counted, a line each."""

    @property
    def holes(self) -> int:
        """Pfns below the highest that have no page."""
        return self.end - self.total.pages

    @property
    def sent(self) -> int:
        """Pages that were sent with contents, those that VERIFY asks for aside."""
        return sum(one.pages for one in self.passes if one.kind != "verify")

    @property
    def resent(self) -> int:
        """Those of them that were sent before."""
        return sum(one.resent for one in self.passes if one.kind != "verify")

    @property
    def unchanged(self) -> int:
        """Those of them that are what they were before, where contents are looked at."""
        return sum(one.unchanged for one in self.passes if one.kind != "verify")

    @property
    def stop_and_copy(self) -> Pass | None:
        """The pass in which the guest stood still, None where the stream is no live one."""
        live = [one for one in self.passes if one.kind == "memory"]
        return live[-1] if len(live) > 1 else None

    def hottest(self) -> list[tuple[int, int, Counts]]:
        """Give what most was sent again of, the most first: first and last cell, and counts.

        Neighbours whose pages were sent again as often are one.
        """
        found: list[tuple[int, int, Counts]] = []
        for number, counts in self.cells:
            if not counts.resends:
                continue
            if found:
                first, last, before = found[-1]
                often = counts.resends * before.resent == before.resends * counts.resent
                if number == last + 1 and often:
                    before += counts
                    found[-1] = (first, number, before)
                    continue
            found.append((number, number, counts.copy()))
        found.sort(key=lambda one: (-one[2].resends, one[0]))
        return found[:_MOST_HOT]


def count(
    stream: Stream,
    *,
    contents: bool = False,
    observer: Callable[[Item], object] | None = None,
) -> Statistics:
    """Count what a stream sends; with `contents`, what its pages have too.

    Without contents, no page is read. It takes 2 octets a pfn, and 8 more with contents.

    Raises:
        OSError: the stream cannot be read.
        ValueError: no guest of Xen has such memory.

    """
    counting = _Counting(contents)
    for item in stream.items(counting.take):
        if observer is not None:
            observer(item)
        counting.see(item)
    return counting.statistics(stream)


class _Counting:
    def __init__(self, contents: bool) -> None:
        self.contents = contents
        self.pages = Pages(contents)
        self.passes = Passes()
        self.named: dict[int, int] = {}
        self.layer: Layer | None = None
        self.guest_type: str | None = None
        self.checkpoints: list[Checkpoint] = []
        self.at = 0
        """What follows the last record of the stream."""
        self.is_paused = False
        self.checkpoint: Checkpoint | None = None
        self.ended = False
        self.told_early = False
        """Whether it was said that END comes too early."""
        self.why = ""
        self.lacks: list[str] = []
        self.lacking = 0

    def lack(self, what: str) -> None:
        self.lacking += 1
        if len(self.lacks) < _MOST_LACKS:
            self.lacks.append(what)

    def take(self, record: Record, source: Source, left: int) -> int:
        """Take a PAGE_DATA record's pages, as the walk hands them over."""
        census = record.census
        if record.layer is not self.layer or census is None or not census.count:
            return 0
        place = f"PAGE_DATA at offset 0x{record.offset:x}"
        if not record.table or census.unknown:
            why = "pfns of a reserved type" if census.unknown else "more pfns than are kept"
            self.lack(f"{place} has {why}: it is left out")
            return 0
        if left != census.with_contents * PAGE:
            self.lack(f"{place} has {left} octets of pages, expected {census.with_contents * PAGE}")
        found = list(runs(record.table, record.layer.little_endian))
        if not found:
            return 0  # the stream ends in its first entry
        if any(pfn + length > HIGHEST for pfn, length, _ in found):
            self.lack(f"{place} has a pfn beyond any processor's addresses: it is left out")
            return 0
        current = self.passes.take(record, found)
        current.records += 1
        if len(self.passes.all) > _MOST_PASSES:
            raise ValueError("the stream has more passes than are counted")
        return self.pass_on(current, found, source, left)

    def pass_on(
        self, current: Pass, found: list[tuple[int, int, int]], source: Source, left: int
    ) -> int:
        is_verify = current.kind == "verify"
        had = 0
        for pfn, length, kind in found:
            self.named[kind] = self.named.get(kind, 0) + length
            current.pfns += length
            if kind in WITHOUT_CONTENTS:
                self.pages.name(pfn, length, kind)
                continue
            whole = min(length, (left - had) // PAGE)
            if whole < length and not whole:
                break
            if not is_verify:
                current.resent += self.pages.send(pfn, whole, kind)
            current.pages += whole
            if self.contents:
                took, same = self.pages.look(pfn, whole, source, keep=not is_verify)
                current.unchanged += same
            else:
                took = source.skip(whole * PAGE)
            had += took
            if took < length * PAGE:
                break
        return had

    def see(self, item: Item) -> None:
        """Take note of an item, after its pages."""
        if isinstance(item, Record):
            self.at = item.end
            if item.layer is self.layer:
                self.see_libxc(item)
            elif self.checkpoint is not None and self.is_paused and item.layer.name == "libxl":
                self.checkpoint.libxl_octets += item.end - item.offset
                if item.type_id == formats.CHECKPOINT_END:
                    self.complete(item.end)
        elif isinstance(item, Header):
            if item.kind == "image header" and self.layer is None:
                self.layer = item.layer
            elif item.kind == "domain header" and item.layer is self.layer:
                self.guest_type = formats.domain_type_name(item.fields.type_id)
        elif isinstance(item, Cut):
            self.why = f"the stream ends at offset 0x{item.offset:x}, in {item.within}"
        elif isinstance(item, Unchecked):
            self.why = item.looks_like
        elif isinstance(item, Rest) and item.lacking and not self.told_early:
            missing = " and ".join(item.lacking)
            self.lack(f"END comes before {missing}, and {item.length} octets after it")

    def see_libxc(self, record: Record) -> None:
        if record.type_id == formats.PAGE_DATA:
            if record.census is None:
                self.lack(f"PAGE_DATA at offset 0x{record.offset:x} is too short for its table")
            elif self.passes.all:
                self.passes.all[-1].end = record.end
            if self.checkpoint is None:
                self.checkpoint = Checkpoint(record.offset)
        elif record.type_id == formats.VERIFY:
            self.passes.mark("verify")
        elif record.type_id == formats.CHECKPOINT:
            self.pause(record)
        elif record.type_id == formats.END:
            self.finish(record)

    def finish(self, record: Record) -> None:
        """Believe an END, unless it comes too early: zeros read as one. A checkpoint counts."""
        self.ended = True
        missing = lacking(record.layer)
        if missing and not any(one.is_complete for one in self.checkpoints):
            self.told_early = True
            self.lack(f"END at offset 0x{record.offset:x} comes before {' and '.join(missing)}")

    def pause(self, record: Record) -> None:
        if self.checkpoint is None:
            self.checkpoint = Checkpoint(record.offset)
        done = sum(one.passes for one in self.checkpoints)
        passes = self.passes.all[done:]
        current = self.checkpoint
        current.passes = len(passes)
        current.pages = sum(one.pages for one in passes)
        current.unchanged = sum(one.unchanged for one in passes)
        current.libxc_octets = record.end - current.begin
        self.checkpoints.append(current)
        self.passes.mark("checkpoint")
        parent = record.layer.parent
        self.is_paused = parent is not None and parent.name == "libxl"
        if not self.is_paused:
            self.complete(record.end)

    def complete(self, end: int) -> None:
        assert self.checkpoint is not None
        self.checkpoint.is_complete = True
        self.checkpoint = Checkpoint(end)
        self.is_paused = False

    def statistics(self, stream: Stream) -> Statistics:
        is_cut_well = any(one.is_complete for one in self.checkpoints)
        if not self.ended and not is_cut_well:
            self.lack(self.why or "the libxc stream is not whole")
        if self.lacking > len(self.lacks):
            self.lacks.append(f"and {self.lacking - len(self.lacks)} more such records")
        total = self.pages.total()
        cell = _cell(total.pages)
        return Statistics(
            format=stream.format,
            guest_type=self.guest_type,
            looked=self.contents,
            total=total,
            end=self.pages.end(),
            kinds={NAMES[kind]: number for kind, number in self.pages.kinds().items()},
            named={NAMES[kind]: number for kind, number in sorted(self.named.items())},
            times=self.pages.times(),
            duplicates=self.pages.duplicates() if self.contents else 0,
            passes=self.passes.all,
            at_least=self.passes.is_at_least,
            checkpoints=self.checkpoints,
            octets=max(self.at, stream.source.position),
            cell=cell,
            cells=list(self.pages.cells(cell)),
            lacks=self.lacks,
        )


def _cell(pages: int) -> int:
    """Give how many pfns a cell has: 2 MiB, or less so that a small guest has 256 of them.

    A large guest's have more, so that there are 8192 at most if it lies in one piece.
    """
    cell = 512
    while cell > 1 and pages < cell * _FEWEST_CELLS:
        cell //= 2
    while pages > cell * 8192:
        cell *= 2
    return cell
