"""An ELF core that gdb, drgn, crash and Volatility 3 all open.

Its headers come first, in a room that is kept for them, so that one pass from a pipe is enough;
segments are sorted by physical address and do not overlap, since Volatility looks them up so.
"""

from __future__ import annotations

from xenstream.memory import elf
from xenstream.memory.gather import PAGE
from xenstream.memory.page_tables import Mapping, mappings, paging_of
from xenstream.memory.raw import RawFile
from xenstream.memory.registers import registers_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xenstream.memory.gather import Gathered
    from xenstream.memory.ranges import Ranges
    from xenstream.memory.registers import Registers

ROOM = 1 << 20
"""Octets before the pages."""
MOST_RANGES = 2048
"""Segments of physical memory: what reads cores looks at each of them."""
MOST_MAPPINGS = 4096
_MOST_SEEN = 1 << 18
_FEWEST_LOOKED_AT, _MAPPED_AT_MOST = 1 << 12, 1 << 4


class CoreFile(RawFile):
    """A sink that writes each page at its place behind the room for headers."""

    def __init__(self, descriptor: int) -> None:
        """Write to `descriptor`, open for both and empty."""
        super().__init__(descriptor, ROOM)
        self._infos: set[int] = set()

    def _write(self, place: int, view: memoryview) -> None:
        for at in range(0, len(view), PAGE):
            if view[at] == elf.VMCOREINFO_FIRST and elf.vmcoreinfo(bytes(view[at : at + PAGE])):
                self._infos.add((place + at - ROOM) // PAGE)
        super()._write(place, view)

    def finish_core(self, gathered: Gathered, *, virtual: bool) -> list[str]:
        """Write the headers; give what is to be known of them.

        With `virtual`, what the first vcpu's page tables map is in the headers too.
        """
        notes: list[str] = []
        ranges = self.present.copy()
        bridged = ranges.bridge(MOST_RANGES)
        if bridged or self.present.bridged:
            notes.append(
                f"{bridged + self.present.bridged} pages in small gaps are in the core as zeros,"
                f" so that it has {len(ranges)} segments"
            )
        registers = registers_of(gathered)
        loads = [
            elf.Segment(elf.PT_LOAD, self.place(start), (end - start) * PAGE, start * PAGE)
            for start, end in _told_apart(list(ranges))
        ]
        if virtual:
            found, told = self._virtual(gathered, registers)
            notes.extend(told)
            loads.extend(
                # What has more in memory than in the file is passed over by Volatility, whose
                # look-up by physical address would not find what else lies there.
                elf.Segment(
                    elf.PT_LOAD,
                    self.place(0) + one.physical,
                    one.size,
                    one.physical,
                    one.virtual,
                    beyond=1,
                )
                for one in found
            )
        info = self._vmcoreinfo()
        if info is not None:
            notes.append("the kernel's VMCOREINFO is in the core")
        notes_of_core = _notes(registers, info)
        at = elf.HEADER_SIZE + elf.SEGMENT_SIZE * (len(loads) + 1)
        segments = [elf.Segment(elf.PT_NOTE, at, len(notes_of_core)), *loads]
        headers = elf.header(segments=len(segments)) + b"".join(map(elf.segment, segments))
        if len(headers) + len(notes_of_core) > ROOM:
            raise ValueError("the core's headers do not fit")
        self._put_at(0, headers + notes_of_core)
        return notes

    def _put_at(self, place: int, octets: bytes) -> None:
        super()._write(place, memoryview(octets))

    def _vmcoreinfo(self) -> bytes | None:
        for pfn in sorted(self._infos):
            info = elf.vmcoreinfo(self.read(pfn)) if pfn in self.present else None
            if info is not None:
                return info
        return None

    def _virtual(
        self, gathered: Gathered, registers: dict[int, Registers]
    ) -> tuple[list[Mapping], list[str]]:
        """Give what the first vcpu's page tables map of the memory that is there."""
        if not registers:
            return [], ["no vcpu's registers are in the stream: nothing virtual is in the core"]
        first = next(iter(registers.values()))
        is_32_bit = "r8" not in first
        paging = paging_of(first, is_pv=gathered.is_pv, is_32_bit=is_32_bit)
        if paging is None:
            return [], ["the first vcpu's paging is off: nothing virtual is in the core"]
        wanted = {one[name] for one in registers.values() for name in ("rip", "rsp")}
        found = list(_present(mappings(paging, self._table, self.present.count()), self.present))
        if not found:
            return [], ["the first vcpu's page tables map nothing that is in the stream"]
        if len(found) <= MOST_MAPPINGS:
            return found, [f"{len(found)} runs of virtual memory, by the first vcpu's page tables"]
        found.sort(key=lambda one: (not _has(one, wanted), -one.size))
        kept = sorted(found[:MOST_MAPPINGS])
        return kept, [f"of {len(found)} runs of virtual memory the largest {len(kept)}"]

    def _table(self, pfn: int) -> bytes | None:
        return self.read(pfn) if pfn in self.present else None


def _told_apart(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the ranges such that one begins above 0.

    Where none does, drgn takes it that the core has no physical addresses.
    """
    if len(ranges) == 1 and ranges[0][0] == 0 and ranges[0][1] > 1:
        return [(0, 1), (1, ranges[0][1])]
    return ranges


def _has(one: Mapping, addresses: set[int]) -> bool:
    return any(one.virtual <= address < one.virtual + one.size for address in addresses)


def _present(found: Iterable[Mapping], present: Ranges) -> Iterator[Mapping]:
    """Give the parts of mappings that memory is there for.

    Hostile tables map a page again and again: no kernel maps each of its pages so often.
    """
    most = _FEWEST_LOOKED_AT + _MAPPED_AT_MOST * present.count()
    count = 0
    for number, (virtual, physical, size) in enumerate(found):
        if number > most:
            return
        begin, end = physical // PAGE, (physical + size) // PAGE
        for start, stop in present.overlapping(begin, end):
            count += 1
            if count > _MOST_SEEN:
                return
            offset = (start - begin) * PAGE
            yield Mapping(virtual + offset, physical + offset, (stop - start) * PAGE)


def _notes(registers: dict[int, Registers], info: bytes | None) -> bytes:
    notes = [
        elf.note(b"CORE", elf.NT_PRSTATUS, elf.prstatus(vcpu_id + 1, values))
        for vcpu_id, values in registers.items()
    ]
    if info is not None:
        notes.append(elf.note(elf.VMCOREINFO, 0, info))
    return b"".join(notes)
