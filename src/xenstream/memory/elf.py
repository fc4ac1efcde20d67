"""ELF as far as cores need it: what every number is, and where it comes from.

The headers: the System V ABI's "ELF-64 Object File Format". NT_PRSTATUS: `struct elf_prstatus` of
Linux's include/uapi/linux/elfcore.h, with `struct user_regs_struct` of
arch/x86/include/uapi/asm/ptrace.h. VMCOREINFO: include/linux/crash_core.h.
"""

from __future__ import annotations

from struct import Struct

from xenstream.named import NamedTuple

_IDENT = b"\x7fELF\x02\x01\x01"  # 64 bits, little-endian, version 1
_ET_CORE = 4
_EM_X86_64 = 62
_HEADER = Struct("<16sHHIQQQIHHHHHH")
_SEGMENT = Struct("<IIQQQQQQ")
_SECTION = Struct("<IIQQQQIIQQ")
_NOTE = Struct("<III")

HEADER_SIZE = _HEADER.size
SEGMENT_SIZE = _SEGMENT.size
SECTION_SIZE = _SECTION.size

PT_LOAD, PT_NOTE = 1, 4
_READABLE = 7  # PF_R, PF_W and PF_X: a guest's memory may be all of it
SHT_PROGBITS, SHT_STRTAB, SHT_NOTE = 1, 3, 7
NT_PRSTATUS = 1
ABI_NONE, ABI_XEN = 0, 1
"""EI_ABIVERSION; Xen's tools write 1 into a core (xg_core.c)."""

_ORDER = (
    "r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs rflags rsp ss"
    " fs_base gs_base ds es fs gs"
)
PRSTATUS = tuple(_ORDER.split())
"""The registers of NT_PRSTATUS, in its order."""
# Signal, its code and errno, the current signal; pending and held ones; pid, ppid, pgrp, sid;
# four times; the registers; whether there are floating point registers.
_PRSTATUS = Struct("<iiihxxQQiiii64x27Qixxxx")


class Segment(NamedTuple):
    """A program header."""

    kind: int
    offset: int
    """Where its octets lie in the file."""
    size: int
    physical: int = 0
    virtual: int = 0
    beyond: int = 0
    """Octets that memory has more than the file."""
    align: int = 0


class Section(NamedTuple):
    """A section header; `name` is where its name stands in the table of names."""

    name: int
    kind: int
    offset: int
    size: int
    align: int = 0
    entry: int = 0


def header(
    *, segments: int = 0, sections: int = 0, names: int = 0, abi_version: int = ABI_NONE
) -> bytes:
    """Give the header of a core whose program or section headers follow it.

    `names` is the number of the section that has the sections' names.
    """
    after = HEADER_SIZE
    return _HEADER.pack(
        _IDENT + bytes((0, abi_version)),
        _ET_CORE,
        _EM_X86_64,
        1,
        0,
        after if segments else 0,
        after if sections else 0,
        0,
        HEADER_SIZE,
        SEGMENT_SIZE,
        segments,
        SECTION_SIZE if sections else 0,
        sections,
        names,
    )


def segment(one: Segment) -> bytes:
    """Give a program header."""
    flags = _READABLE if one.kind == PT_LOAD else 0
    size = one.size
    return _SEGMENT.pack(
        one.kind, flags, one.offset, one.virtual, one.physical, size, size + one.beyond, one.align
    )


def section(one: Section) -> bytes:
    """Give a section header."""
    return _SECTION.pack(one.name, one.kind, 0, 0, one.offset, one.size, 0, 0, one.align, one.entry)


def note(name: bytes, kind: int, description: bytes) -> bytes:
    """Give a note; `name` without its NUL."""
    name += b"\0"
    head = _NOTE.pack(len(name), len(description), kind)
    return head + _padded(name) + _padded(description)


def _padded(octets: bytes) -> bytes:
    return octets + bytes(-len(octets) % 4)


def prstatus(thread: int, registers: dict[str, int]) -> bytes:
    """Give what NT_PRSTATUS holds of a thread; a register that is not named is zero."""
    values = (registers.get(name, 0) & (1 << 64) - 1 for name in PRSTATUS)
    return _PRSTATUS.pack(0, 0, 0, 0, 0, 0, thread, 0, 0, 0, *values, 0)


VMCOREINFO = b"VMCOREINFO"
_VMCOREINFO_BEGINS = b"OSRELEASE="
_VMCOREINFO_HEAD = _padded(VMCOREINFO + b"\0")


def vmcoreinfo(page: bytes) -> bytes | None:
    """Give what the note holds that Linux keeps at the beginning of a page, None if there is none.

    `vmcoreinfo_note` is allocated as pages of its own since Linux 4.13 (kernel/crash_core.c).
    """
    len_name, size, kind = _NOTE.unpack_from(page)
    begin = _NOTE.size + len(_VMCOREINFO_HEAD)
    if (
        len_name != len(VMCOREINFO) + 1
        or kind
        or not page.startswith(_VMCOREINFO_HEAD + _VMCOREINFO_BEGINS, _NOTE.size)
        or begin + size > len(page)
    ):
        return None
    return page[begin : begin + size]


VMCOREINFO_FIRST = len(VMCOREINFO) + 1
"""The first octet of such a page."""
