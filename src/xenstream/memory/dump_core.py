"""The core that `xl dump-core` writes, from a stream.

Its layout: Xen's docs/misc/dump-core-format.txt, and tools/libs/guest/xg_core.c.
"""

from __future__ import annotations

from array import array
from struct import Struct

from xenstream_parsers.xen_pv_context import XenPvContext

from xenstream.format import formats
from xenstream.format.fields import Shape
from xenstream.memory import elf
from xenstream.memory.gather import PAGE
from xenstream.memory.p2m import ImplausibleError, guest_p2m, to_mfns
from xenstream.memory.raw import RawFile
from xenstream.memory.registers import GENERAL, MOST_VCPUS, SEGMENTS, registers_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from xenstream.memory.memory import Memory
    from xenstream.memory.registers import Registers

# Numbers of the notes: public/elfnote.h.
_NOTE_NONE, _NOTE_HEADER, _NOTE_XEN_VERSION, _NOTE_FORMAT_VERSION = range(0x2000000, 0x2000004)
_MAGIC_PV, _MAGIC_HVM = 0xF00FEBED, 0xF00FEBEE  # XC_CORE_MAGIC and XC_CORE_MAGIC_HVM, xg_core.h
_HEADER = Struct("<QQQQ")
# xen_version: major, minor, then five texts, the changeset, where Xen's addresses begin, the size
# of a page. The texts are not in a stream.
_XEN_VERSION = Struct("<QQ16s64s16s32s32s1024s64sQQ")
_XEN_BEGINS = 0xFFFF800000000000  # HYPERVISOR_VIRT_START of public/arch-x86/xen-x86_64.h
_FORMAT_VERSION = Struct("<Q")
_VERSION = 1  # 0.1
_ALIGN = 8
_HALF_WORD = 4
_PIECE = 256  # pages

_CONTEXT_SIZE = 5168
"""Octets of a vcpu in a core, as many as a 64-bit guest's context has."""


def write_dump_core(descriptor: int, memory: Memory) -> list[str]:
    """Write the core to `descriptor`, open for both and empty; give what is to be known of it.

    A PV guest's has mfns, as Xen's own has, where the guest's p2m list can be used: it equals one
    but for Xen's own slots of its top page tables, the return value of the suspend in rax, and the
    texts on the version of Xen. Elsewhere mfns are pfns.
    """
    return _DumpCore(memory).write(descriptor)


class _DumpCore:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.gathered = memory.gathered
        self.is_pv = memory.gathered.is_pv
        self.p2m: array[int] | None = None
        info = self.gathered.records.get("libxc X86_PV_INFO")
        body = None if info is None else info.body
        self.is_32_bit = self.is_pv and body is not None and body.guest_width == _32.width

    def write(self, descriptor: int) -> list[str]:
        told = self.find_p2m() if self.is_pv else []
        prstatus, num_vcpus = self.prstatus()
        pages = self.memory.pages
        record = self.gathered.records.get("libxc SHARED_INFO")
        shared_info = b"" if record is None or not self.is_pv else record.octets[:PAGE]
        sections = ["", ".shstrtab", ".note.Xen", ".xen_prstatus"]
        if shared_info:
            sections.append(".xen_shared_info")
        sections += [".xen_pages", ".xen_p2m" if self.is_pv else ".xen_pfn"]
        names = "\0".join(sections).encode() + b"\0"
        notes = self.notes(num_vcpus, pages)
        at_notes = elf.HEADER_SIZE + elf.SECTION_SIZE * len(sections)
        at_prstatus = at_notes + len(notes)
        at_shared_info = at_prstatus + len(prstatus)
        at_pages = -(-(at_shared_info + len(shared_info)) // PAGE) * PAGE
        at_table = at_pages + pages * PAGE
        entry = 16 if self.is_pv else 8
        at_names = at_table + pages * entry
        places = {
            ".shstrtab": (elf.SHT_STRTAB, at_names, len(names), 0, 0),
            ".note.Xen": (elf.SHT_NOTE, at_notes, len(notes), 0, 0),
            ".xen_prstatus": (
                elf.SHT_PROGBITS,
                at_prstatus,
                len(prstatus),
                _ALIGN,
                _CONTEXT_SIZE,
            ),
            ".xen_shared_info": (elf.SHT_PROGBITS, at_shared_info, PAGE, _ALIGN, PAGE),
            ".xen_pages": (elf.SHT_PROGBITS, at_pages, pages * PAGE, PAGE, PAGE),
            sections[-1]: (elf.SHT_PROGBITS, at_table, pages * entry, _ALIGN, entry),
        }
        headers = [elf.header(sections=len(sections), names=1, abi_version=elf.ABI_XEN)]
        headers.append(elf.section(elf.Section(0, 0, 0, 0)))
        for name in sections[1:]:
            place = names.index(b"\0" + name.encode() + b"\0") + 1
            headers.append(elf.section(elf.Section(place, *places[name])))
        out = RawFile(descriptor)
        out.put(0, b"".join((*headers, notes, prstatus, shared_info)))
        self.write_pages(out.put, at_pages)
        self.write_table(out.put, at_table)
        out.put(at_names, names)
        return told

    def find_p2m(self) -> list[str]:
        try:
            self.p2m = guest_p2m(self.memory)
        except ImplausibleError as error:
            return [f"the guest's p2m list cannot be used, so that mfns are pfns: {error}"]
        return ["mfns are those of the host that saved the guest, by the guest's p2m list"]

    # What stands before the pages

    def notes(self, num_vcpus: int, pages: int) -> bytes:
        domain = self.gathered.domain
        version = (0, 0) if domain is None else (domain.fields.xen_major, domain.fields.xen_minor)
        magic = _MAGIC_PV if self.is_pv else _MAGIC_HVM
        texts = (b"",) * 7
        version_note = bytearray(_XEN_VERSION.pack(*version, *texts, _XEN_BEGINS, PAGE))
        if self.is_32_bit:  # elfnote_dump_xen_version() moves the page's size by half a word
            version_note[-_HALF_WORD - 8 : -_HALF_WORD] = version_note[-8:]
        described = {
            _NOTE_NONE: b"",
            _NOTE_HEADER: _HEADER.pack(magic, num_vcpus, pages, PAGE),
            _NOTE_XEN_VERSION: bytes(version_note),
            _NOTE_FORMAT_VERSION: _FORMAT_VERSION.pack(_VERSION),
        }
        return b"".join(elf.note(b"Xen", kind, octets) for kind, octets in described.items())

    def prstatus(self) -> tuple[bytes, int]:
        """Give an array of vcpu_guest_context, and how many there are."""
        if self.is_pv:
            records = sorted(self.gathered.vcpus.items())[:MOST_VCPUS]
            found = [record.octets[formats.VCPU_HEADER_SIZE :] for _, record in records]
            contexts = [
                self.of_host(octets, _LAYOUTS[len(octets)], is_first=not number)
                for number, octets in enumerate(found)
                if len(octets) in _LAYOUTS
            ]
        else:
            contexts = [_of_hvm(values) for values in registers_of(self.gathered).values()]
        return b"".join(contexts), len(contexts)

    def of_host(self, context: bytes, layout: _Layout, *, is_first: bool) -> bytes:
        """Give a vcpu's context with mfns where a stream has pfns, as long as any guest's.

        Those are start_info in vcpu 0's rdx or edx, the GDT's frames, cr3 and, of a 64-bit guest,
        the user's cr3 in cr1: write_one_vcpu_basic of xg_sr_save_x86_pv.c.
        """
        p2m = self.p2m
        if p2m is not None:
            words = _Words(context, layout)
            if is_first:
                words.turn(layout.start_info, p2m)
            for index in range(min(16, -(-words.get(layout.at["gdt_ents"]) // 512))):
                words.turn(layout.word("gdt_frames", index), p2m)
            if layout.width == 4:
                cr3 = layout.word("ctrlregs", 3)
                words.set(cr3, _turned(words.get(cr3), 12))
                words.turn(cr3, p2m)
                words.set(cr3, _turned(words.get(cr3), 20))
            else:
                user = layout.word("ctrlregs", 1)
                # The lowest bit tells a reader of streams that it is set.
                words.set(user, words.get(user) & ~1)
                for index in (1, 3):
                    words.turn(layout.word("ctrlregs", index), p2m, shift=12)
            context = bytes(words.octets)
        return context.ljust(_CONTEXT_SIZE, b"\0")

    # The pages

    def write_pages(self, put: Callable[[int, bytes], None], at: int) -> None:
        levels = self.memory.levels
        for start, end in self.memory.present:
            for pfn in range(start, end, _PIECE):
                count = min(_PIECE, end - pfn)
                octets = self.memory.read(pfn * PAGE, count * PAGE)
                if self.p2m is not None and any(one in levels for one in range(pfn, pfn + count)):
                    octets = self.tables_of_host(octets, pfn)
                put(at, octets)
                at += len(octets)

    def tables_of_host(self, octets: bytes, pfn: int) -> bytes:
        assert self.p2m is not None
        pages = [octets[at : at + PAGE] for at in range(0, len(octets), PAGE)]
        for number, page in enumerate(pages):
            if pfn + number in self.memory.levels:
                pages[number] = to_mfns(page, self.p2m)
        return b"".join(pages)

    def write_table(self, put: Callable[[int, bytes], None], at: int) -> None:
        for start, end in self.memory.present:
            for pfn in range(start, end, _PIECE * 64):
                pfns = range(pfn, min(pfn + _PIECE * 64, end))
                octets = self.entries(pfns)
                put(at, octets)
                at += len(octets)

    def entries(self, pfns: range) -> bytes:
        if not self.is_pv:
            return Struct(f"<{len(pfns)}Q").pack(*pfns)
        p2m = self.p2m
        pairs = ((pfn, pfn if p2m is None else p2m[pfn]) for pfn in pfns)
        return Struct(f"<{2 * len(pfns)}Q").pack(*(word for pair in pairs for word in pair))


class _Layout:
    """Where the words of a vcpu_guest_context are."""

    def __init__(self, context: type, user_regs: type, width: int, size: int, edx: str) -> None:
        registers = Shape(user_regs)
        self.width = width
        self.at = Shape(context).begins(bytes(size))
        # The trap table follows the registers.
        self.at["user_regs"] = self.at["trap_ctxt"] - registers.size()
        self.registers = registers.begins(bytes(size))
        self.start_info = self.at["user_regs"] + self.registers[edx]

    def word(self, field: str, index: int) -> int:
        return self.at[field] + index * self.width


_64 = _Layout(XenPvContext.VcpuGuestContext64, XenPvContext.UserRegs64, 8, _CONTEXT_SIZE, "rdx")
_32 = _Layout(XenPvContext.VcpuGuestContext32, XenPvContext.UserRegs32, 4, 2800, "edx")
_LAYOUTS = {_CONTEXT_SIZE: _64, 2800: _32}


class _Words:
    """A vcpu_guest_context of which single words are set."""

    def __init__(self, octets: bytes, layout: _Layout) -> None:
        self.octets = bytearray(octets)
        self.width = layout.width

    def get(self, at: int) -> int:
        return int.from_bytes(self.octets[at : at + self.width], "little")

    def set(self, at: int, value: int) -> None:
        self.octets[at : at + self.width] = value.to_bytes(self.width, "little")

    def turn(self, at: int, p2m: array[int], shift: int = 0) -> None:
        """Put an mfn in the place of a pfn, keeping the bits below `shift`."""
        value = self.get(at)
        pfn = value >> shift
        if value and pfn < len(p2m) and p2m[pfn] << shift < 1 << 8 * self.width:
            self.set(at, p2m[pfn] << shift | value & (1 << shift) - 1)


def _turned(value: int, by: int) -> int:
    """Turn 32 bits: a 32-bit guest's cr3 has the frame's high bits below its low ones."""
    return (value >> by | value << 32 - by) & 0xFFFFFFFF


def _of_hvm(values: Registers) -> bytes:
    """Give a vcpu_guest_context with what an HVM guest's vcpu has of it."""
    words = _Words(bytes(_CONTEXT_SIZE), _64)
    begin = _64.at["user_regs"]
    for name in GENERAL:
        words.set(begin + _64.registers[name], values[name])
    for name in SEGMENTS:
        at = begin + _64.registers[name]
        words.octets[at : at + 2] = (values[name] & 0xFFFF).to_bytes(2, "little")
    for number in (0, 2, 3, 4):
        words.set(_64.word("ctrlregs", number), values[f"cr{number}"])
    words.set(_64.at["fs_base"], values["fs_base"])
    words.set(_64.at["gs_base_kernel"], values["gs_base"])
    return bytes(words.octets)
