"""Which control registers Xen takes of an HVM vcpu: CR0, CR3, CR4 and EFER.

Sources: hvm_load_cpu_ctxt, hvm_cr4_guest_valid_bits and hvm_efer_valid in xen/arch/x86/hvm/hvm.c,
HVM_CR0_GUEST_RESERVED_BITS in its hvm.h, EFER_KNOWN_MASK in msr-index.h; at the tags of 4.6 to
4.22.
"""

from __future__ import annotations

from xenstream.format import registers
from xenstream.named import NamedTuple
from xenstream.restore import versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.restore.cpu_policy import GuestPolicy
    from xenstream.restore.versions import Since


class _Bit(NamedTuple):
    """A bit of CR4 that a guest can be let have."""

    features: tuple[str, ...]
    """One of them is needed; none where any guest may set it."""
    since: Since = versions.ALWAYS


_CR4 = {
    "vme": _Bit(("VME",)),
    "pvi": _Bit(("VME",)),
    "tsd": _Bit(("TSC",)),
    "de": _Bit(("DE",)),
    "pse": _Bit(("PSE",)),
    "pae": _Bit(("PAE",)),
    "mce": _Bit(("MCE", "MCA")),
    "pge": _Bit(("PGE",)),
    "pce": _Bit(()),
    "osfxsr": _Bit(("FXSR",)),
    "osxmmexcpt": _Bit(("SSE",)),
    "umip": _Bit(("UMIP",), ((4, 10, 0),)),
    "vmxe": _Bit(("VMX",)),
    "fsgsbase": _Bit(("FSGSBASE",)),
    "pcide": _Bit(("PCID",)),
    "osxsave": _Bit(("XSAVE",)),
    "smep": _Bit(("SMEP",)),
    "smap": _Bit(("SMAP",)),
    "pke": _Bit(("PKU",), ((4, 7, 0),)),
    "cet": _Bit(("CET_SS", "CET_IBT"), ((4, 16, 0),)),
    "pks": _Bit(("PKS",), (versions.XENSERVER_8, (4, 18, 0))),
    "lass": _Bit(("LASS",), ((4, 22, 0),)),
}

_EFER = {
    "sce": "SYSCALL",
    "lme": "LM",
    "lma": "LM",
    "nxe": "NX",
    "svme": "SVM",
    "ffxse": "FFXSR",
    "aibrse": "AUTO_IBRS",
}
"""What a bit of EFER needs."""
_EFER_MASK_SINCE = ((4, 8, 5), (4, 9, 3), (4, 10, 2), (4, 11, 1))
_NO_LMSLE_SINCE = ((4, 12, 0),)
_AIBRSE_SINCE = (versions.XENSERVER_8, (4, 18, 0))
_CR3_SINCE = ((4, 14, 0),)


def cr0_fault(cr0: int) -> str | None:
    """Say why Xen does not take a CR0."""
    known = registers.mask(registers.CR0)
    pe, et, pg = (registers.mask(registers.CR0, name) for name in ("pe", "et", "pg"))
    if cr0 & ~known:
        return f"CR0 0x{cr0:x} has reserved bits"
    if not cr0 & et:
        return f"CR0 0x{cr0:x} without ET"
    if cr0 & pg and not cr0 & pe:
        return f"CR0 0x{cr0:x} has PG without PE"
    return None


def cr4_fault(cr4: int, policy: GuestPolicy) -> str | None:
    """Say which bit of a CR4 a guest of a policy is not let have."""
    xen = policy.xen
    known = 0
    for name, bit in _CR4.items():
        if versions.has(xen, bit.since):
            known |= registers.mask(registers.CR4, name)
    if cr4 & ~known:
        unknown = ", ".join(registers.names_in(registers.CR4, cr4 & ~known))
        return f"CR4 0x{cr4:x} has {unknown}, which Xen {versions.name(xen)} lets no guest set"
    for name, bit in _CR4.items():
        is_set = cr4 & registers.mask(registers.CR4, name)
        if is_set and bit.features and not policy.has(*bit.features):
            return f"CR4 0x{cr4:x} has {name.upper()}: it {policy.why_not(*bit.features)}"
    return None


def efer_fault(efer: int, cr0: int, policy: GuestPolicy) -> str | None:
    """Say why Xen does not take an EFER of a guest of a policy."""
    xen = policy.xen

    def has(*names: str) -> int:
        return efer & registers.mask(registers.EFER, *names)

    known = registers.mask(registers.EFER)
    if versions.has(xen, _NO_LMSLE_SINCE):
        known &= ~registers.mask(registers.EFER, "lmsle")
    if not versions.has(xen, _AIBRSE_SINCE):
        known &= ~registers.mask(registers.EFER, "aibrse")
    if efer & ~known and versions.has(xen, _EFER_MASK_SINCE):
        unknown = ", ".join(registers.names_in(registers.EFER, efer & ~known))
        return f"EFER 0x{efer:x} has {unknown}, which Xen {versions.name(xen)} does not know"
    for name, feature in _EFER.items():
        if has(name) and not policy.has(feature):
            return f"EFER 0x{efer:x} has {name.upper()}: it {policy.why_not(feature)}"
    pg = registers.mask(registers.CR0, "pg")
    if has("lma") and not (has("lme") and cr0 & pg):
        return f"EFER 0x{efer:x} has LMA without LME or CR0.PG"
    return None


def cr3_fault(cr3: int, policy: GuestPolicy) -> str | None:
    """Say why Xen does not take a CR3."""
    if not versions.has(policy.xen, _CR3_SINCE) or not cr3 >> policy.physical_bits:
        return None
    return f"CR3 0x{cr3:x}, expected {policy.physical_bits} bits at most"
