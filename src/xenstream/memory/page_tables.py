"""What a vcpu's page tables map, as runs; all of it hostile.

How tables are walked: Intel's SDM, volume 3, chapter 4, "Paging".
"""

from __future__ import annotations

from struct import Struct

from xenstream_parsers.xen_pv_context import XenPvContext

from xenstream.format import registers
from xenstream.format.fields import Shape
from xenstream.memory.gather import PAGE
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xenstream.memory.registers import Registers

    ReadPage = Callable[[int], "bytes | None"]

_CR0_PG = registers.mask(registers.CR0, "pg")
_CR4_PSE, _CR4_PAE, _CR4_LA57 = (
    registers.mask(registers.CR4, name) for name in ("pse", "pae", "la57")
)
_EFER_LMA = registers.mask(registers.EFER, "lma")

_ENTRY = Shape(XenPvContext.PageTableEntry)


def _bit(name: str) -> int:
    """Give the bit of a page table's entry that the spec calls so."""
    bits = (1 << number for number in range(64))
    (found,) = (bit for bit in bits if getattr(_ENTRY.build(bit.to_bytes(8, "little")), name))
    return found


PRESENT, LARGE = _bit("is_present"), _bit("is_large")
FRAME_MASK: int = _ENTRY.build(b"\xff" * 8).frame * PAGE
"""The bits of an entry that are the address of a frame."""

_MOST_TABLES = 1 << 17
"""Tables that are read: those of 256 GiB in pages of 4 KiB."""


_SHARED_TABLES = 1 << 10
"""Entries of a kernel may lead to one table again and again."""


class Paging(NamedTuple):
    """How a vcpu's addresses are translated."""

    levels: int
    """2 (32 bits), 3 (PAE), 4 or 5."""
    root: int
    """The address of the top table."""
    large_2: bool = True
    """Of 2 levels: whether an entry may map 4 MiB."""


class Mapping(NamedTuple):
    """Virtual addresses that lie one after the other in memory, too."""

    virtual: int
    physical: int
    size: int


def paging_of(registers: Registers, *, is_pv: bool, is_32_bit: bool) -> Paging | None:
    """Tell how a vcpu's addresses are translated, None where they are not.

    A PV guest's cr3 has its pfn where the address would be (of a 32-bit guest turned around, as
    `xen_cr3_to_pfn` of public/arch-x86/xen.h has it), and so have its tables in a stream.
    """
    cr3 = registers["cr3"]
    if is_pv:
        if not is_32_bit:
            return Paging(4, cr3 & FRAME_MASK)
        return Paging(3, (cr3 >> 12 | cr3 << 20) % (1 << 32) * PAGE)
    if not registers["cr0"] & _CR0_PG:
        return None
    cr4 = registers["cr4"]
    if not cr4 & _CR4_PAE:
        return Paging(2, cr3 & 0xFFFFF000, bool(cr4 & _CR4_PSE))
    if not registers["efer"] & _EFER_LMA:
        return Paging(3, cr3 & 0xFFFFFFE0)
    return Paging(5 if cr4 & _CR4_LA57 else 4, cr3 & FRAME_MASK)


def mappings(paging: Paging, read: ReadPage, pages: int | None = None) -> Iterator[Mapping]:
    """Give what the tables map, runs as long as they are, in the order of virtual addresses.

    `read` gives a page by its pfn. At most 2^17 tables are read, also where they form a circle, and
    of a guest that is known to have so many `pages` hardly more than that: a table is one.
    """
    most = _MOST_TABLES if pages is None else min(_MOST_TABLES, pages + _SHARED_TABLES)
    last: Mapping | None = None
    for virtual, physical, size in _Walk(paging, read, most).leaves():
        if (
            last is not None
            and last.virtual + last.size == virtual
            and last.physical + last.size == physical
        ):
            last = last._replace(size=last.size + size)
            continue
        if last is not None:
            yield last
        last = Mapping(virtual, physical, size)
    if last is not None:
        yield last


class _Walk:
    def __init__(self, paging: Paging, read: ReadPage, most: int) -> None:
        self.paging = paging
        self.read = read
        self.left = most
        self.width = 10 if paging.levels == 2 else 9
        self.words = Struct("<1024I" if paging.levels == 2 else "<512Q")

    def leaves(self) -> Iterator[tuple[int, int, int]]:
        levels = self.paging.levels
        if levels == 3:
            yield from self.pae()
            return
        top = 1 << (12 + self.width * levels - 1)
        for virtual, physical, size in self.table(self.paging.root, levels, 0):
            # Addresses of the upper half have ones in front.
            is_high = levels > 3 and virtual & top
            yield (virtual - 2 * top + (1 << 64) if is_high else virtual), physical, size

    def pae(self) -> Iterator[tuple[int, int, int]]:
        """Give what 4 entries of 8 octets map, which are the top table."""
        root = self.paging.root
        page = self.page(root // PAGE)
        if page is None:
            return
        begin = root % PAGE
        for index in range(4):
            entry = int.from_bytes(page[begin + 8 * index : begin + 8 * index + 8], "little")
            if entry & PRESENT:
                yield from self.table(entry & FRAME_MASK, 2, index << 30)

    def page(self, pfn: int) -> bytes | None:
        if not self.left:
            return None
        self.left -= 1
        return self.read(pfn)

    def table(self, address: int, level: int, virtual: int) -> Iterator[tuple[int, int, int]]:
        page = self.page(address // PAGE)
        if page is None:
            return
        shift = 12 + self.width * (level - 1)
        size = 1 << shift
        for index, entry in enumerate(self.words.unpack(page)):
            if not entry & PRESENT:
                continue
            at = virtual | index << shift
            frame = entry & FRAME_MASK
            if level == 1 or (entry & LARGE and self.maps(level)):
                yield at, self.large(entry, size) if level > 1 else frame, size
            else:
                yield from self.table(frame, level - 1, at)

    def maps(self, level: int) -> bool:
        """Tell whether an entry of this level may map memory itself."""
        if self.paging.levels == 2:
            return self.paging.large_2
        return level <= (2 if self.paging.levels == 3 else 3)

    def large(self, entry: int, size: int) -> int:
        if self.paging.levels == 2:  # PSE-36: bits 13 to 20 are the address's bits 32 to 39
            return entry & 0xFFC00000 | (entry >> 13 & 0xFF) << 32
        return (entry & FRAME_MASK) // size * size
