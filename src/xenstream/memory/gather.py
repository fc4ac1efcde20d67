"""Which contents of a page count: the last ones, and what restore makes of the rest."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.memory.held import Held
from xenstream.memory.tables import GONE, XALLOC, runs
from xenstream.named import NamedTuple
from xenstream.walk.complete import lacking
from xenstream.walk.walker import Cut, Header, Record, Rest, Unchecked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from xenstream.octets.source import Source
    from xenstream.walk.stream import Stream
    from xenstream.walk.walker import Beyond, Item, Layer

    class Sink(Protocol):
        """What takes the pages, a run of pfns at a time."""

        def data(self, pfn: int, count: int, kind: int, source: Source) -> int:
            """Take `count` pages that `source` gives next; give how many octets were there."""

        def same(self, pfn: int, count: int, kind: int, source: Source) -> int:
            """Take pages that should be the same as those taken before, as `data` does."""

        def blank(self, pfn: int, count: int) -> None:
            """Take pages that are there, and whose contents are not sent."""

        def gone(self, pfn: int, count: int) -> None:
            """Take pfns that have no page."""


PAGE = formats.PAGE_SIZE
HIGHEST = (1 << 52) // PAGE
"""No x86 processor addresses more: physical addresses have 52 bits at most."""
_MOST_VCPUS = 1 << 13
_MOST_LACKS = 8

_HVM_CONTEXT = "libxc HVM_CONTEXT"
_VCPU_BASIC = "libxc X86_PV_VCPU_BASIC"
_KEPT = {
    _HVM_CONTEXT,
    "libxc X86_PV_INFO",
    "libxc X86_PV_P2M_FRAMES",
    "libxc SHARED_INFO",
    "libxc HVM_PARAMS",
}


class Gathered(NamedTuple):
    """What came with the pages."""

    domain: Header | None
    """The domain header, None where the stream has none."""
    records: dict[str, Record]
    """The last record of each kind that says something of memory or vcpus, by its kind."""
    vcpus: dict[int, Record]
    """Of a PV guest: each vcpu's X86_PV_VCPU_BASIC."""
    checkpoints: int
    """Checkpoints that are complete, and that count."""
    lacks: list[str]
    """What is missing, a line each; nothing where all is there."""
    notes: list[str]
    """What else is to be known, a line each."""
    ends_early: str | None = None
    """Which of `lacks` says that the stream ends too early."""

    @property
    def is_pv(self) -> bool:
        """Whether the guest is an x86 PV one."""
        return self.domain is not None and self.domain.fields.type_id == formats.PV


def gather(
    stream: Stream,
    sink: Sink,
    *,
    checkpoint: int | None = None,
    folder: str | None = None,
    observer: Callable[[Item], object] | None = None,
    beyond: Beyond | None = None,
) -> Gathered:
    """Hand all of the guest's pages to `sink`, in the order in which a restore copies them.

    The last contents of a pfn count. What follows VERIFY does not: restore compares it
    (process_page_data of Xen's xg_sr_restore.c). From the first complete checkpoint on, records
    count once their checkpoint is complete too; what comes after the last one is dropped
    (buffer_all_records, the same file). With `checkpoint`, counted from 1, nothing after that one
    counts. `folder` is where records wait for their checkpoint; `observer` sees each item, and
    `beyond` what is not kept of bodies.

    Raises:
        OSError: the stream cannot be read, or the sink cannot take it.

    """
    gathering = _Gathering(sink, checkpoint, folder)
    try:
        for item in stream.items(gathering.take, beyond):
            if observer is not None:
                observer(item)
            gathering.see(item)
            if gathering.checkpoints == checkpoint:
                break
        return gathering.end()
    finally:
        gathering.held.drop()


class _Gathering:
    def __init__(self, sink: Sink, checkpoint: int | None, folder: str | None) -> None:
        self.sink = sink
        self.checkpoint = checkpoint
        self.held = Held(folder)
        self.layer: Layer | None = None
        self.domain: Header | None = None
        self.checkpoints = 0
        self.is_verifying = False
        self.is_paused = False
        """Whether a CHECKPOINT waits for libxl's CHECKPOINT_END."""
        self.ended = False
        self.told_early = False
        """Whether it was said that END comes too early."""
        self.why = ""
        self.records: dict[str, Record] = {}
        self.vcpus: dict[int, Record] = {}
        self.new_records: dict[str, Record] = {}
        self.new_vcpus: dict[int, Record] = {}
        self.lacks: list[str] = []
        self.lacking = 0

    def lack(self, what: str) -> None:
        self.lacking += 1
        if len(self.lacks) < _MOST_LACKS:
            self.lacks.append(what)

    # Pages

    def take(self, record: Record, source: Source, left: int) -> int:
        """Take a PAGE_DATA record's pages, as the walk hands them over."""
        census = record.census
        if record.layer is not self.layer or census is None or not census.count:
            return 0
        expected = census.with_contents * PAGE
        if not record.table or census.unknown or left != expected:
            place = f"PAGE_DATA at offset 0x{record.offset:x}"
            if not record.table:
                self.lack(f"{place} has {census.count} pfns, more than are kept: it is left out")
                return 0
            if census.unknown:
                self.lack(f"{place} has pfns of a reserved type: it is left out")
                return 0
            self.lack(f"{place} has {left} octets of pages, expected {expected}")
        if self.checkpoints:
            return self.held.put(record, source, left)
        return self.apply(record.table, source, left)

    def apply(self, table: bytes, source: Source, left: int) -> int:
        assert self.layer is not None
        sink = self.sink
        take = sink.same if self.is_verifying else sink.data
        had = 0
        for pfn, count, kind in runs(table, self.layer.little_endian):
            if pfn + count > HIGHEST:
                self.lack(f"pfn 0x{pfn + count - 1:x} is beyond any processor's addresses")
                break
            if kind in GONE:
                sink.gone(pfn, count)
            elif kind == XALLOC:
                sink.blank(pfn, count)
            else:
                whole = min(count, (left - had) // PAGE)
                took = take(pfn, whole, kind, source) if whole else 0
                had += took
                if took < count * PAGE:
                    break
        return had

    # Items

    def see(self, item: Item) -> None:
        """Take note of an item, after its pages."""
        if isinstance(item, Record):
            if item.layer is self.layer:
                self.see_libxc(item)
            elif self.is_paused and item.layer.name == "libxl":
                if item.type_id == formats.CHECKPOINT_END:
                    self.complete()
            elif item.layer.name == "libxc":
                self.see_other()
        elif isinstance(item, Header):
            if item.kind == "image header" and self.layer is None:
                self.layer = item.layer
            elif item.kind == "domain header" and item.layer is self.layer:
                self.domain = item
        elif isinstance(item, Cut):
            self.why = f"the stream ends at offset 0x{item.offset:x}, in {item.within}"
        elif isinstance(item, Unchecked):
            self.why = item.looks_like
        elif isinstance(item, Rest) and item.lacking and not self.told_early:
            missing = " and ".join(item.lacking)
            self.lack(f"END comes before {missing}, and {item.length} octets after it")

    def see_other(self) -> None:
        if self.ended and "second" not in self.why:
            self.why = "a second libxc stream"
            self.lack("a second libxc stream is left out")

    def see_libxc(self, record: Record) -> None:
        kind, type_id = record.kind, record.type_id
        records, vcpus = self.records, self.vcpus
        if self.checkpoints:
            records, vcpus = self.new_records, self.new_vcpus
        if type_id == formats.PAGE_DATA:
            if record.census is None:
                self.lack(f"PAGE_DATA at offset 0x{record.offset:x} is too short for its table")
        elif type_id == formats.VERIFY:
            self.is_verifying = True
        elif type_id == formats.CHECKPOINT:
            parent = record.layer.parent
            if parent is not None and parent.name == "libxl":
                self.is_paused = True
            else:
                self.complete()
        elif type_id == formats.END:
            self.finish(record)
        elif kind == _VCPU_BASIC:
            if record.body is not None and len(vcpus) < _MOST_VCPUS:
                vcpus[record.body.vcpu_id] = record
        elif kind in _KEPT:
            records[kind] = record

    def finish(self, record: Record) -> None:
        """Believe an END, unless it comes too early: zeros read as one. A checkpoint counts."""
        self.ended = True
        missing = lacking(record.layer)
        if missing and not self.checkpoints:
            self.told_early = True
            self.lack(f"END at offset 0x{record.offset:x} comes before {' and '.join(missing)}")

    def complete(self) -> None:
        """Let count what waited for this checkpoint."""
        self.is_paused = False
        self.checkpoints += 1
        for table, source, left in self.held.drain():
            self.apply(table, source, left)
        self.records.update(self.new_records)
        self.vcpus.update(self.new_vcpus)
        self.new_records, self.new_vcpus = {}, {}

    def end(self) -> Gathered:
        early = None
        if self.checkpoint is not None and self.checkpoints < self.checkpoint:
            self.lack(f"the stream has {self.checkpoints} complete checkpoints, and not so many")
        elif not self.ended and not self.checkpoints:
            early = self.why or "the libxc stream is not whole"
            self.lack(early)
        lacks = self.lacks
        if self.lacking > len(lacks):
            lacks.append(f"and {self.lacking - len(lacks)} more such records")
        return Gathered(self.domain, self.records, self.vcpus, self.checkpoints, lacks, [], early)
