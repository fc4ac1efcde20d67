"""Guests made by bits: a CPU policy with some features, and vcpus that use some of them."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

from xenstream.contents.cpu_features import CPUID_WORDS, NO_SUBLEAF, names_of
from xenstream.format import registers

NONE = NO_SUBLEAF
AMD, INTEL = b"AuthenticAMD", b"GenuineIntel"
LEAST = frozenset(
    (
        *("FPU", "VME", "DE", "PSE", "TSC", "MSR", "PAE", "MCE", "CX8", "APIC", "SEP", "MTRR"),
        *("PGE", "MCA", "CMOV", "PAT", "PSE36", "CLFLUSH", "MMX", "FXSR", "SSE", "SSE2"),
        *("SYSCALL", "NX", "LM"),
    )
)
"""What any 64-bit guest has."""

CODES = {"header": 1, "cpu": 2, "cpu_xsave": 16, "vmce_vcpu": 18, "cpu_msr": 20, "end": 0}
HEADER_MAGIC = 0x54381286


def leaves(
    features: Iterable[str],
    *,
    vendor: bytes = AMD,
    physical_bits: int = 40,
    highest: int = 0xD,
    subleaf: int = 2,
    extended: int = 0x80000021,
    components: Mapping[int, tuple[int, int]] | None = None,
) -> dict[tuple[int, int], list[int]]:
    """Give the leaves of a policy with some features, by leaf and subleaf."""
    ebx, edx, ecx = struct.unpack("<3I", vendor)
    made = {
        (0, NONE): [highest, ebx, ecx, edx],
        (7, 0): [subleaf, 0, 0, 0],
        (0xD, 0): [7, 0, 0, 0],
        (0x80000000, NONE): [extended, ebx, ecx, edx],
        (0x80000008, NONE): [physical_bits, 0, 0, 0],
    }
    for word, (leaf, of, register) in CPUID_WORDS.items():
        entry = made.setdefault((leaf, of), [0, 0, 0, 0])
        for bit, name in names_of(word).items():
            entry[register] |= (name in features) << bit
    for number, (size, offset) in (components or {}).items():
        made[0xD, number] = [size, offset, 0, 0]
    return made


def cpuid(features: Iterable[str] = LEAST, **more: object) -> bytes:
    """Give the body of X86_CPUID_POLICY."""
    made = leaves(frozenset(features), **more)  # type: ignore[arg-type]
    return b"".join(struct.pack("<6I", *key, *entry) for key, entry in made.items())


def msr_policy(*, faulting: bool = False) -> bytes:
    """Give the body of X86_MSR_POLICY."""
    return struct.pack("<IIQ", 0xCE, 0, faulting << 31)


def bits(register: type, *names: str) -> int:
    """Give a register's value by the names of its bits."""
    return registers.mask(register, *names) if names else 0


CR0 = ("pe", "et", "pg")
CR4 = ("pae",)
EFER = ("lme", "lma")


def cpu(
    *,
    cr4: Iterable[str] = CR4,
    efer: Iterable[str] = EFER,
    cr3: int = 0x1000,
    raw_cr4: int = 0,
    raw_efer: int = 0,
) -> bytes:
    """Give the state of a CPU entry."""
    state = bytearray(1032)
    struct.pack_into("<Q", state, 656, bits(registers.CR0, *CR0))
    struct.pack_into("<Q", state, 672, cr3)
    struct.pack_into("<Q", state, 680, bits(registers.CR4, *cr4) | raw_cr4)
    struct.pack_into("<Q", state, 992, bits(registers.EFER, *efer) | raw_efer)
    return bytes(state)


def area(size: int = 576, xstate_bv: int = 0) -> bytes:
    """Give an XSAVE area of so many octets."""
    return bytes(512) + struct.pack("<Q", xstate_bv) + bytes(size - 520)


def xsave(accum: Iterable[str] = ("x87", "sse"), size: int = 576, raw: int = 0) -> bytes:
    """Give the state of an XSAVE entry."""
    value = bits(registers.XCR0, *accum) | raw
    return struct.pack("<3Q", value, bits(registers.XCR0, "x87"), value) + area(size)


def pv_xsave(accum: Iterable[str] = ("x87", "sse"), size: int = 576, raw: int = 0) -> bytes:
    """Give the state of X86_PV_VCPU_XSAVE."""
    value = bits(registers.XCR0, *accum) | raw
    return struct.pack("<2Q", bits(registers.XCR0, "x87"), value) + area(size)


def msrs(*pairs: tuple[int, int]) -> bytes:
    """Give entries of MSRs, as in every record that has some."""
    return b"".join(struct.pack("<IIQ", index, 0, value) for index, value in pairs)


def cpu_msr(*pairs: tuple[int, int]) -> bytes:
    """Give the state of a CPU_MSR entry."""
    return struct.pack("<II", len(pairs), 0) + msrs(*pairs)


def context(**states: bytes) -> bytes:
    """Give an HVM_CONTEXT of vcpu 0's states, by the names of their entries."""
    states = {"header": struct.pack("<IIQII", HEADER_MAGIC, 1, 0, 0, 0), **states, "end": b""}
    return b"".join(
        struct.pack("<HHI", CODES[name], 0, len(state)) + state for name, state in states.items()
    )
