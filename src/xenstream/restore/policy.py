"""What Xen refuses in the records of a guest's CPU policy: X86_CPUID_POLICY and X86_MSR_POLICY.

Xen meets them at two moments. At a record it looks at the length only and keeps the body, the
last of each type that came; at STATIC_DATA_END (of version 2: where memory begins) it applies
what it has kept, CPUID leaves first. A body that comes later, or that another has replaced by
then, is never looked into: `cpuid_length_refusal` and `msr_length_refusal` say all of it.

Sources, at the tags of 4.14 to 4.22: tools/libs/guest/xg_sr_common_x86.c (handle_x86_*_policy,
x86_static_data_complete), xen/arch/x86/domctl.c (update_domain_cpu_policy), xen/lib/x86/{cpuid,
msr,policy}.c (from 4.22 in xen/arch/x86/lib/cpu-policy), cpu-policy.h beside them (the bounds), and
guest_common_max_leaves in xen/arch/x86/cpu-policy.c. What depends on the host is held against its
policy, where that is known.
"""

from __future__ import annotations

from functools import lru_cache

from xenstream_parsers.xen_cpu_policy import XenCpuPolicy

from xenstream.contents.cpu_features import (
    ARCH_CAPABILITIES,
    BASIC,
    CACHE,
    EXTENDED,
    FEATURES_LEAF,
    HYPERVISOR,
    NO_SUBLEAF,
    PLATFORM_INFO,
    TOPOLOGY,
    XSTATE,
)
from xenstream.format import registers
from xenstream.format.fields import Shape
from xenstream.restore import versions
from xenstream.restore.cpu_policy import SAME_VENDOR_SINCE
from xenstream.restore.refusal import E2BIG, EINVAL, EOVERFLOW, ERANGE, Refusal, with_errno

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.contents.policies import Policy
    from xenstream.format.fields import Fields
    from xenstream.restore.versions import Since, Version

_LEAF = Shape(XenCpuPolicy.CpuidLeaf)
_MSR = Shape(XenCpuPolicy.MsrEntry)

FIRST_XEN = (4, 14)
"""The first Xen that knows the two records."""

CPUID_CHANGES_AT = MSR_CHANGES_AT = versions.ANY_RELEASE
"""The Xens from which on another answer may hold, of each of the two records."""

_NOTHING = 0xFFFFFFFF  # in Xen's words: not this leaf, not this MSR

_MAX_BASIC = 0xD
_NEWER_SUBLEAVES_SINCE = ((4, 14, 5), (4, 15, 3), (4, 16, 1))
_LAST_SUBLEAF_SINCE = (versions.XENSERVER_8,)
_NEWER_EXTENDED_SINCE = ((4, 14, 5), (4, 15, 3))
_SUBLEAVES = {CACHE: 6, TOPOLOGY: 2, XSTATE: 63}

_SUBLEAF_CHECK_SINCE = ((4, 15, 0),)
"""From then on leaf 7's highest subleaf is held against Xen's own."""
_ANY_SUBLEAF_SINCE = ((4, 17, 5), (4, 18, 3))
_ANY_LEAF_SINCE = (versions.XENSERVER_8, (4, 18, 4), (4, 19, 1))
"""From then on Xen's own are the most that it knows, before they are the host's."""

_ARCH_CAPABILITIES_SINCE = ((4, 14, 1),)
_WIDE_CAPABILITIES_SINCE = ((4, 14, 6), (4, 15, 5), (4, 16, 5), (4, 17, 2))


class _Bounds:
    """What a release has room for in a policy: CPUID_GUEST_NR_* and its like."""

    def __init__(self, xen: Version) -> None:
        xen = versions.exact(xen)
        newer = versions.has(xen, _NEWER_SUBLEAVES_SINCE)
        has_last = versions.has(xen, _LAST_SUBLEAF_SINCE)
        self.subleaves = {**_SUBLEAVES, FEATURES_LEAF: 2 + newer + has_last}
        has_newer_extended = versions.has(xen, _NEWER_EXTENDED_SINCE)
        self.extended = 0x80000021 if has_newer_extended else 0x8000001C
        self.msr_bits = {PLATFORM_INFO: 32}
        if versions.has(xen, _ARCH_CAPABILITIES_SINCE):
            wide = versions.has(xen, _WIDE_CAPABILITIES_SINCE)
            self.msr_bits[ARCH_CAPABILITIES] = 64 if wide else 32

    @property
    def leaves(self) -> int:
        """CPUID_MAX_SERIALISED_LEAVES."""
        plain = _MAX_BASIC + 1 - len(self.subleaves)
        extended = self.extended - EXTENDED + 1
        return plain + sum(self.subleaves.values()) + extended + len(HYPERVISOR)

    def unknown_part(self, leaf: int, subleaf: int) -> str | None:
        """Tell which field names something that a policy has no place for."""
        if leaf in self.subleaves:
            return None if subleaf < self.subleaves[leaf] else "subleaf"
        if leaf <= _MAX_BASIC or leaf in HYPERVISOR or EXTENDED <= leaf <= self.extended:
            return None if subleaf == NO_SUBLEAF else "subleaf"
        return "leaf"

    def limits(self) -> dict[tuple[int, int], tuple[int, Since]]:
        """Give the most of eax of some leaves, and since when the host's does not count."""
        return {
            (BASIC, NO_SUBLEAF): (_MAX_BASIC, _ANY_LEAF_SINCE),
            (FEATURES_LEAF, 0): (self.subleaves[FEATURES_LEAF] - 1, _ANY_SUBLEAF_SINCE),
            (EXTENDED, NO_SUBLEAF): (self.extended, _ANY_LEAF_SINCE),
        }


LONGEST_POLICY = _Bounds(versions.XENSERVER_8).leaves * _LEAF.size()
"""Octets of the longest X86_CPUID_POLICY that any Xen takes; of MSRs it takes fewer."""


def cpuid_length_refusal(length: int) -> Refusal | None:
    """Find a length that Xen refuses at an X86_CPUID_POLICY record, wherever it stands."""
    return _length_refusal("X86_CPUID_POLICY", length, _LEAF.size(), "leaves")


def msr_length_refusal(length: int) -> Refusal | None:
    """Find a length that Xen refuses at an X86_MSR_POLICY record, wherever it stands."""
    return _length_refusal("X86_MSR_POLICY", length, _MSR.size(), "MSRs")


def _length_refusal(name: str, length: int, size: int, things: str) -> Refusal | None:
    if length and length % size == 0:
        return None
    fault = f"{length} octets are no whole number of {things}" if length else f"no {things}"
    # Xen names the size of a leaf for both.
    said = f"{name} size {length} should be multiple of {_LEAF.size()}"
    return Refusal(f"{fault}, of {size} octets each", 0, said)


def cpuid_refusal(
    octets: bytes, xen: Version, *, length: int | None = None, host: Policy | None = None
) -> Refusal | None:
    """Find the first that Xen refuses in the body of an X86_CPUID_POLICY record.

    The length it refuses at the record, all else at STATIC_DATA_END and only in the last such
    record before that. Another vendor, or too high a leaf in leaf 0, 7 or 0x80000000, it tells
    after it has taken all leaves and then all MSRs.

    Args:
        octets: the body, as much of it as is at hand.
        xen: the restoring Xen's version.
        length: of the whole body, where `octets` are not all of it.
        host: what the host has for such a guest, where that is known.

    """
    length = len(octets) if length is None else length
    refusal = cpuid_length_refusal(length)
    if refusal is not None or xen < FIRST_XEN:
        return refusal
    bounds = _Bounds(xen)
    count = length // _LEAF.size()
    if count > bounds.leaves:
        words = f"{count} leaves, expected {bounds.leaves} at most"
        return Refusal(words, 0, _said(E2BIG))
    last: dict[tuple[int, int], tuple[int, Fields]] = {}
    for at, entry in _entries(octets, _LEAF):
        leaf, subleaf = entry.leaf, entry.subleaf
        field = bounds.unknown_part(leaf, subleaf)
        if field is not None:
            message = f"CPUID leaf {_name(leaf, subleaf)} is not one that Xen keeps"
            offset = at + _LEAF.offset_of(field, octets[at:])
            return Refusal(message, offset, _said(ERANGE, leaf, subleaf))
        last[leaf, subleaf] = (at, entry)
    return _incompatibility(last, bounds, xen, host)


def _incompatibility(
    last: dict[tuple[int, int], tuple[int, Fields]],
    bounds: _Bounds,
    xen: Version,
    host: Policy | None,
) -> Refusal | None:
    """Find what x86_cpu_policies_are_compatible() finds in the leaves."""
    begins = _LEAF.begins(bytes(_LEAF.size()))
    for (leaf, subleaf), (limit, any_since) in bounds.limits().items():
        if (leaf, subleaf) not in last:
            continue
        at, entry = last[leaf, subleaf]
        said = _said(EINVAL, leaf, subleaf)
        if leaf == BASIC and host is not None and versions.has(xen, SAME_VENDOR_SINCE):
            ours = (entry.ebx, entry.ecx, entry.edx)
            theirs = host.cpuid.get((leaf, subleaf))
            if theirs is not None and ours != theirs[1:]:
                message = f"CPUID leaf 0x0 is of another vendor, the host's is {host.vendor}"
                return Refusal(message, at + begins["ebx"], said)
        if leaf == FEATURES_LEAF and not versions.has(xen, _SUBLEAF_CHECK_SINCE):
            continue
        where = "on no host is it"
        of_host = None if host is None else host.cpuid.get((leaf, subleaf))
        if of_host is not None and not versions.has(xen, any_since) and of_host[0] < limit:
            limit, where = of_host[0], "of the host it is not"
        if entry.eax > limit:
            message = f"CPUID leaf {_name(leaf, subleaf)} names 0x{entry.eax:x} as its highest"
            message = f"{message}, {where} above 0x{limit:x}"
            return Refusal(message, at + begins["eax"], said)
    return None


def msr_refusal(
    octets: bytes, xen: Version, *, length: int | None = None, host: Policy | None = None
) -> Refusal | None:
    """Find the first that Xen refuses in the body of an X86_MSR_POLICY record.

    The length it refuses at the record, all else at STATIC_DATA_END, after the CPUID leaves, and
    only in the last such record before that. Bits that no host has in MSR_INTEL_PLATFORM_INFO it
    tells at the very last.

    Args:
        octets: the body, as much of it as is at hand.
        xen: the restoring Xen's version.
        length: of the whole body, where `octets` are not all of it.
        host: what the host has for such a guest, where that is known and not an HVM guest: those
            can have CPUID faulting everywhere.

    """
    length = len(octets) if length is None else length
    refusal = msr_length_refusal(length)
    if refusal is not None or xen < FIRST_XEN:
        return refusal
    bits = _Bounds(xen).msr_bits
    count = length // _MSR.size()
    if count > len(bits):
        words = f"{count} MSRs, Xen {versions.name(xen)} knows {len(bits)}"
        return Refusal(words, 0, _said(E2BIG))
    platform_info: tuple[int, int] | None = None
    for at, entry in _entries(octets, _MSR):
        fault = _msr_fault(entry, bits)
        if fault is not None:
            field, message, errno = fault
            offset = at + _MSR.offset_of(field, octets[at:])
            return Refusal(message, offset, _said(errno, msr=entry.index))
        if entry.index == PLATFORM_INFO:
            platform_info = (at + _MSR.offset_of("value", octets[at:]), entry.value)
    if platform_info is None:
        return None
    offset, value = platform_info
    faulting = registers.mask(registers.PLATFORM_INFO, "cpuid_faulting")
    name = f"MSR 0x{PLATFORM_INFO:x} = 0x{value:x}"
    said = _said(EINVAL, msr=PLATFORM_INFO)
    if value & ~faulting:
        return Refusal(f"{name}: no host has more there than CPUID faulting", offset, said)
    if host is not None and value & ~host.msrs.get(PLATFORM_INFO, faulting):
        return Refusal(f"{name}: CPUID faulting, which the host has not", offset, said)
    return None


def _msr_fault(entry: Fields, bits: dict[int, int]) -> tuple[str, str, int] | None:
    """Give the field that Xen refuses first, why, and its errno."""
    name = f"MSR 0x{entry.index:x}"
    if entry.reserved1:
        return "reserved1", f"{name} has flags 0x{entry.reserved1:x}, expected 0", EINVAL
    if entry.index not in bits:
        return "index", f"{name} is not one that Xen has in a policy", ERANGE
    kept = bits[entry.index]
    if entry.value >> kept:
        message = f"{name} = 0x{entry.value:x}, Xen keeps {kept} bits of it"
        return "value", message, EOVERFLOW
    return None


@lru_cache(2)  # the last of each kind: each Xen is asked about the same
def _entries(octets: bytes, shape: Shape) -> tuple[tuple[int, Fields], ...]:
    """Give the entries of a table that are whole, each with where it begins."""
    size = shape.size()
    begins = range(0, len(octets) - size + 1, size)
    return tuple((at, shape.build(octets[at : at + size])) for at in begins)


def _said(errno: int, leaf: int = _NOTHING, subleaf: int = _NOTHING, *, msr: int = _NOTHING) -> str:
    where = f"leaf {leaf:08x}, subleaf {subleaf:08x}, msr {msr:08x}"
    return with_errno(f"Failed to set CPUID policy: {where}", errno)


def _name(leaf: int, subleaf: int) -> str:
    return f"0x{leaf:x}" if subleaf == NO_SUBLEAF else f"0x{leaf:x}:0x{subleaf:x}"
