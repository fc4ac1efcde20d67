"""What Xen refuses in the records of a guest's CPU policy: X86_CPUID_POLICY and X86_MSR_POLICY.

Xen meets them at two moments. At a record it looks at the length only and keeps the body, the
last of each type that came; at STATIC_DATA_END (of version 2: where memory begins) it applies
what it has kept, CPUID leaves first. A body that comes later, or that another has replaced by
then, is never looked into: `cpuid_length_refusal` and `msr_length_refusal` say all of it.

Sources, the same in the last releases of 4.14 to 4.22: tools/libs/guest/xg_sr_common_x86.c
(handle_x86_*_policy, x86_static_data_complete), xen/arch/x86/domctl.c (update_domain_cpu_policy),
xen/lib/x86/{cpuid,msr,policy}.c, xen/include/xen/lib/x86/cpu-policy.h (the bounds). Earlier
releases of a series know less: leaf 7 from subleaf 2 since 4.14.5, 4.15.3 and 4.16.1, leaves from
0x8000001d on since 4.14.5 and 4.15.3, MSR_ARCH_CAPABILITIES since 4.14.1, and all 64 bits of it
since 4.14.6, 4.15.5, 4.16.5 and 4.17.2.

What hangs on the host's CPU is left out: its vendor, its highest leaves, its CPUID faulting.
"""

from __future__ import annotations

from xenstream_parsers.xen_cpu_policy import XenCpuPolicy

from xenstream.contents.cpu_features import NO_SUBLEAF
from xenstream.format import formats
from xenstream.format.fields import Shape
from xenstream.restore.refusal import E2BIG, EINVAL, EOVERFLOW, ERANGE, Refusal, with_errno

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.format.fields import Fields

_LEAF = Shape(XenCpuPolicy.CpuidLeaf)
_MSR = Shape(XenCpuPolicy.MsrEntry)

FIRST_XEN = (4, 14)
"""The first Xen that knows the two records."""
FIRST_SUBLEAF_CHECK = (4, 15)
"""The first Xen that holds leaf 7's highest subleaf against its own."""

CPUID_CHANGES_AT, MSR_CHANGES_AT = (FIRST_XEN, FIRST_SUBLEAF_CHECK), (FIRST_XEN,)
"""The Xens from which on another answer may hold, of each of the two records."""

_NOTHING = 0xFFFFFFFF  # in Xen's words: not this leaf, not this MSR

CACHE, FEATURES, TOPOLOGY, XSTATE = 0x4, 0x7, 0xB, 0xD
EXTENDED = 0x80000000
_HYPERVISOR = (0x40000000, 0x40000100)
MAX_BASIC, MAX_EXTENDED = 0xD, 0x80000021
_SUBLEAVES = {CACHE: 6, FEATURES: 3, TOPOLOGY: 2, XSTATE: 63}
MAX_LEAVES = 120
"""CPUID_MAX_SERIALISED_LEAVES."""

PLATFORM_INFO, ARCH_CAPABILITIES = 0xCE, 0x10A
CPUID_FAULTING = 1 << 31
_MSR_BITS = {PLATFORM_INFO: 32, ARCH_CAPABILITIES: 64}
MAX_MSRS = len(_MSR_BITS)
"""MSR_MAX_SERIALISED_ENTRIES."""


def cpuid_length_refusal(length: int) -> Refusal | None:
    """Find a length that Xen refuses at an X86_CPUID_POLICY record, wherever it stands."""
    return _length_refusal("X86_CPUID_POLICY", length, formats.CPUID_LEAF_SIZE, "leaves")


def msr_length_refusal(length: int) -> Refusal | None:
    """Find a length that Xen refuses at an X86_MSR_POLICY record, wherever it stands."""
    return _length_refusal("X86_MSR_POLICY", length, formats.POLICY_MSR_SIZE, "MSRs")


def _length_refusal(name: str, length: int, size: int, things: str) -> Refusal | None:
    if length and length % size == 0:
        return None
    fault = f"{length} octets are no whole number of {things}" if length else f"no {things}"
    # Xen names the size of a leaf for both.
    said = f"{name} size {length} should be multiple of {formats.CPUID_LEAF_SIZE}"
    return Refusal(f"{fault}, of {size} octets each", 0, said)


def cpuid_refusal(
    octets: bytes, xen: tuple[int, ...], *, length: int | None = None
) -> Refusal | None:
    """Find the first that Xen refuses in the body of an X86_CPUID_POLICY record.

    The length it refuses at the record, all else at STATIC_DATA_END and only in the last such
    record before that. Too high a leaf in leaf 0, 7 or 0x80000000 it tells after it has taken all
    leaves and then all MSRs.

    Args:
        octets: the body, as much of it as is at hand.
        xen: the restoring Xen's version.
        length: of the whole body, where `octets` are not all of it.

    """
    length = len(octets) if length is None else length
    refusal = cpuid_length_refusal(length)
    if refusal is not None or xen < FIRST_XEN:
        return refusal
    count = length // formats.CPUID_LEAF_SIZE
    if count > MAX_LEAVES:
        return Refusal(f"{count} leaves, Xen takes {MAX_LEAVES} at most", 0, _said(E2BIG))
    highest: dict[tuple[int, int], tuple[int, int]] = {}
    for at, entry in _entries(octets, _LEAF):
        leaf, subleaf = entry.leaf, entry.subleaf
        field = _unknown_part(leaf, subleaf)
        if field is not None:
            message = f"CPUID leaf {_name(leaf, subleaf)} is none that Xen keeps"
            offset = at + _LEAF.offset_of(field, octets[at:])
            return Refusal(message, offset, _said(ERANGE, leaf, subleaf))
        if (leaf, subleaf) in _LIMITS:
            highest[leaf, subleaf] = (at + _LEAF.offset_of("eax", octets[at:]), entry.eax)
    return _limit_refusal(highest, xen)


def _unknown_part(leaf: int, subleaf: int) -> str | None:
    """Tell which field names something that a policy has no place for."""
    if leaf in _SUBLEAVES:
        return None if subleaf < _SUBLEAVES[leaf] else "subleaf"
    if leaf <= MAX_BASIC or leaf in _HYPERVISOR or EXTENDED <= leaf <= MAX_EXTENDED:
        return None if subleaf == NO_SUBLEAF else "subleaf"
    return "leaf"


_LIMITS = {
    (0, NO_SUBLEAF): MAX_BASIC,
    (FEATURES, 0): _SUBLEAVES[FEATURES] - 1,
    (EXTENDED, NO_SUBLEAF): MAX_EXTENDED,
}
"""What no host's policy exceeds in eax of a leaf, in the order in which Xen looks."""


def _limit_refusal(
    highest: dict[tuple[int, int], tuple[int, int]], xen: tuple[int, ...]
) -> Refusal | None:
    for (leaf, subleaf), limit in _LIMITS.items():
        offset, value = highest.get((leaf, subleaf), (0, 0))
        if value > limit and (leaf != FEATURES or xen >= FIRST_SUBLEAF_CHECK):
            message = f"CPUID leaf {_name(leaf, subleaf)} names 0x{value:x} as its highest"
            message = f"{message}, on no host is it above 0x{limit:x}"
            return Refusal(message, offset, _said(EINVAL, leaf, subleaf))
    return None


def msr_refusal(
    octets: bytes, xen: tuple[int, ...], *, length: int | None = None
) -> Refusal | None:
    """Find the first that Xen refuses in the body of an X86_MSR_POLICY record.

    The length it refuses at the record, all else at STATIC_DATA_END, after the CPUID leaves, and
    only in the last such record before that. Bits that no host has in MSR_INTEL_PLATFORM_INFO it
    tells at the very last.

    Args:
        octets: the body, as much of it as is at hand.
        xen: the restoring Xen's version.
        length: of the whole body, where `octets` are not all of it.

    """
    length = len(octets) if length is None else length
    refusal = msr_length_refusal(length)
    if refusal is not None or xen < FIRST_XEN:
        return refusal
    count = length // formats.POLICY_MSR_SIZE
    if count > MAX_MSRS:
        return Refusal(f"{count} MSRs, Xen {_dotted(xen)} knows {MAX_MSRS}", 0, _said(E2BIG))
    platform_info: tuple[int, int] | None = None
    for at, entry in _entries(octets, _MSR):
        fault = _msr_fault(entry)
        if fault is not None:
            field, message, errno = fault
            offset = at + _MSR.offset_of(field, octets[at:])
            return Refusal(message, offset, _said(errno, msr=entry.index))
        if entry.index == PLATFORM_INFO:
            platform_info = (at + _MSR.offset_of("value", octets[at:]), entry.value)
    if platform_info is not None and platform_info[1] & ~CPUID_FAULTING:
        offset, value = platform_info
        message = f"MSR 0x{PLATFORM_INFO:x} = 0x{value:x}: no host has more there than bit 31"
        return Refusal(message, offset, _said(EINVAL, msr=PLATFORM_INFO))
    return None


def _msr_fault(entry: Fields) -> tuple[str, str, int] | None:
    """Give the field that Xen refuses first, why, and its errno."""
    name = f"MSR 0x{entry.index:x}"
    if entry.reserved1:
        return "reserved1", f"{name} has flags 0x{entry.reserved1:x}, Xen wants none", EINVAL
    if entry.index not in _MSR_BITS:
        return "index", f"{name} is none that Xen has in a policy", ERANGE
    bits = _MSR_BITS[entry.index]
    if entry.value >> bits:
        return "value", f"{name} = 0x{entry.value:x}, Xen keeps {bits} bits of it", EOVERFLOW
    return None


def _entries(octets: bytes, shape: Shape) -> Iterator[tuple[int, Fields]]:
    """Give the entries of a table that are whole, each with where it begins."""
    size = shape.size()
    for at in range(0, len(octets) - size + 1, size):
        yield at, shape.build(octets[at : at + size])


def _said(errno: int, leaf: int = _NOTHING, subleaf: int = _NOTHING, *, msr: int = _NOTHING) -> str:
    where = f"leaf {leaf:08x}, subleaf {subleaf:08x}, msr {msr:08x}"
    return with_errno(f"Failed to set CPUID policy: {where}", errno)


def _name(leaf: int, subleaf: int) -> str:
    return f"0x{leaf:x}" if subleaf == NO_SUBLEAF else f"0x{leaf:x}:0x{subleaf:x}"


def _dotted(xen: tuple[int, ...]) -> str:
    return ".".join(map(str, xen))
