"""Which MSRs Xen takes of a vcpu, and which values: guest_wrmsr, and who calls it.

Sources: guest_wrmsr and msr_spec_ctrl_valid_bits in xen/arch/x86/msr.c, hvm_load_cpu_msrs in
xen/arch/x86/hvm/hvm.c with vmx_load_msr and svm_load_msr, XEN_DOMCTL_set_vcpu_msrs in
xen/arch/x86/domctl.c, vmce_restore_vcpu in xen/arch/x86/cpu/mcheck/vmce.c; at the tags of 4.6.0 to
4.22.0. Before 4.14 a stream has no CPU policy, and a value is held against nothing but what no CPU
has.
"""

from __future__ import annotations

from xenstream_parsers.names import MSRS

from xenstream.format import registers
from xenstream.named import NamedTuple
from xenstream.restore import versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Union

    from xenstream.restore.cpu_policy import GuestPolicy
    from xenstream.restore.versions import Since, Version

    Check = Callable[[int, GuestPolicy, int], Union[str, None]]


class _Needs(NamedTuple):
    """What a bit of SPEC_CTRL needs."""

    features: tuple[str, ...]
    since: Since = versions.ALWAYS


_AMD_BITS = (versions.XCPNG_8_2, (4, 14, 5), (4, 15, 3), (4, 16, 1))
_BHI_BITS = (versions.XCPNG_8_2, (4, 15, 6), (4, 16, 6), (4, 17, 4), (4, 18, 2))
_SPEC_CTRL_BITS = {
    "ibrs": (_Needs(()),),
    "stibp": (_Needs(()),),
    "ssbd": (_Needs(("SSBD",)), _Needs(("SSBD", "AMD_SSBD"), _AMD_BITS)),
    "psfd": (_Needs(("INTEL_PSFD", "PSFD"), _AMD_BITS),),
    "ipred_dis_u": (_Needs(("IPRED_CTRL",), _BHI_BITS),),
    "ipred_dis_s": (_Needs(("IPRED_CTRL",), _BHI_BITS),),
    "rrsba_dis_u": (_Needs(("RRSBA_CTRL",), _BHI_BITS),),
    "rrsba_dis_s": (_Needs(("RRSBA_CTRL",), _BHI_BITS),),
    "bhi_dis_s": (_Needs(("BHI_CTRL",), _BHI_BITS),),
}
"""By bit, the last that a release has."""
_SPEC_CTRL = (_Needs(("IBRSB",)), _Needs(("IBRSB", "IBRS"), _AMD_BITS))


def _last_of(needs: tuple[_Needs, ...], xen: Version) -> _Needs | None:
    return next((one for one in reversed(needs) if versions.has(xen, one.since)), None)


def _spec_ctrl(value: int, policy: GuestPolicy, _: int) -> str | None:
    needs = _last_of(_SPEC_CTRL, policy.xen)
    assert needs is not None
    if not policy.has(*needs.features):
        return policy.why_not(*needs.features)
    rest = value
    for bit, of_bit in _SPEC_CTRL_BITS.items():
        mask = registers.mask(registers.SPEC_CTRL, bit)
        needs = _last_of(of_bit, policy.xen) if value & mask else None
        if needs is None:
            continue
        if needs.features and not policy.has(*needs.features):
            return f"{bit.upper()} {policy.why_not(*needs.features)}"
        rest &= ~mask
    return _no_guest(registers.SPEC_CTRL, rest, policy.xen)


_MISC_FEATURES_SINCE = ((4, 10, 0),)


def _misc_features(value: int, policy: GuestPolicy, _: int) -> str | None:
    if not versions.has(policy.xen, _MISC_FEATURES_SINCE):
        return None
    faulting = registers.mask(registers.MISC_FEATURES, "cpuid_faulting")
    if value & faulting and not policy.has_cpuid_faulting:
        return "CPUID_FAULTING needs CPUID faulting, which the guest's policy has not"
    return _no_guest(registers.MISC_FEATURES, value & ~faulting, policy.xen)


_BNDCFGS_SINCE = ((4, 6, 4), (4, 7, 1))
_BNDCFGS_XCR0_SINCE = ((4, 6, 6), (4, 7, 3), (4, 8, 2))


def _bndcfgs(value: int, policy: GuestPolicy, xcr0_accum: int) -> str | None:
    if not policy.has("MPX"):
        return policy.why_not("MPX")
    if not versions.has(policy.xen, _BNDCFGS_SINCE):
        return None
    if not is_canonical(value):
        return "its address is not canonical"
    rest = value & ~registers.mask(registers.BNDCFGS)
    if rest:
        return _no_guest(registers.BNDCFGS, rest, policy.xen)
    enable = registers.mask(registers.BNDCFGS, "enable")
    bounds = registers.mask(registers.XCR0, "bndregs", "bndcsr")
    is_enabled_alone = value & enable and not xcr0_accum & bounds
    if is_enabled_alone and versions.has(policy.xen, _BNDCFGS_XCR0_SINCE):
        return "ENABLE needs BNDREGS and BNDCSR in the xcr0_accum loaded before"
    return None


_XSS_SINCE = ((4, 13, 0),)


def _xss(value: int, policy: GuestPolicy, _: int) -> str | None:
    if not policy.has("XSAVES"):
        return policy.why_not("XSAVES")
    if value and versions.has(policy.xen, _XSS_SINCE):
        return "Xen lets no guest have components in it, expected 0"
    return None


def _pkrs(value: int, policy: GuestPolicy, _: int) -> str | None:
    return policy.why_not("PKS") if not policy.has("PKS") else _of_32_bits(value)


def _tsc_aux(value: int, policy: GuestPolicy, _: int) -> str | None:
    names = ("RDTSCP", "RDPID")
    return _of_32_bits(value) if policy.has(*names) else policy.why_not(*names)


def _address_mask(value: int, policy: GuestPolicy, _: int) -> str | None:
    return policy.why_not("DBEXT") if not policy.has("DBEXT") else _of_32_bits(value)


def _virt_spec_ctrl(_value: int, policy: GuestPolicy, _: int) -> str | None:
    return None if policy.has("VIRT_SSBD") else policy.why_not("VIRT_SSBD")


def _of_32_bits(value: int) -> str | None:
    return "expected 32 bits" if value >> 32 else None


def _no_guest(register: type, bits: int, xen: Version) -> str | None:
    if not bits:
        return None
    names = ", ".join(registers.names_in(register, bits))
    return f"Xen {versions.name(xen)} lets no guest set {names}"


class _Msr(NamedTuple):
    """An MSR that some Xen loads."""

    fault: Check
    """Says why a value is not taken; it sees the policy and the vcpu's xcr0_accum."""
    hvm: Since = versions.NEVER
    """The releases that load it of an HVM vcpu."""
    pv: Since = versions.NEVER
    """The releases that load it of a PV vcpu."""


_SINCE_4_12 = ((4, 12, 0),)
_SPEC_CTRL_SINCE = ((4, 7, 5), (4, 8, 4), (4, 9, 2), (4, 10, 1))
_FAULTING_SINCE = ((4, 8, 4), (4, 9, 2))
_ADDRESS_MASK = _Msr(_address_mask, versions.ALWAYS, versions.ALWAYS)

_BY_NAME = {
    "spec_ctrl": _Msr(_spec_ctrl, _SPEC_CTRL_SINCE, _SPEC_CTRL_SINCE),
    "intel_misc_features_enables": _Msr(_misc_features, _FAULTING_SINCE, _FAULTING_SINCE),
    "pkrs": _Msr(_pkrs, (versions.XENSERVER_8, (4, 18, 0))),
    "ia32_bndcfgs": _Msr(_bndcfgs, versions.ALWAYS),
    "xss": _Msr(_xss, ((4, 7, 0),)),
    "tsc_aux": _Msr(_tsc_aux, versions.NEVER, _SINCE_4_12),
    "virt_spec_ctrl": _Msr(_virt_spec_ctrl, ((4, 17, 0),)),
    "amd64_dr0_address_mask": _ADDRESS_MASK,
    "amd64_dr1_address_mask": _ADDRESS_MASK,
    "amd64_dr2_address_mask": _ADDRESS_MASK,
    "amd64_dr3_address_mask": _ADDRESS_MASK,
}
_MSRS = {index: _BY_NAME[msr.id] for index, msr in MSRS.items() if msr.id in _BY_NAME}


def fault_in(index: int, value: int, policy: GuestPolicy, xcr0_accum: int = 0) -> str | None:
    """Say why Xen does not take an MSR of a vcpu; None if it does.

    `xcr0_accum` is what the vcpu's XSAVE state, loaded before, has.
    """
    if not is_loaded(index, policy):
        kind = "an HVM" if policy.guest.is_hvm else "a PV"
        xen = versions.name(policy.xen)
        return f"MSR 0x{index:x} is not one that Xen {xen} loads of {kind} vcpu"
    fault = _MSRS[index].fault(value, policy, xcr0_accum)
    return None if fault is None else f"MSR 0x{index:x} = 0x{value:x}: {fault}"


def is_loaded(index: int, policy: GuestPolicy) -> bool:
    """Tell whether a Xen loads an MSR of a vcpu of such a guest at all."""
    msr = _MSRS.get(index)
    return msr is not None and versions.has(policy.xen, msr.hvm if policy.guest.is_hvm else msr.pv)


def most_of_pv(xen: Version) -> int:
    """Give how many MSRs of a PV vcpu Xen takes at once, on a host that has DBEXT."""
    listed = sum(versions.has(xen, msr.pv) for msr in _MSRS.values())
    address_masks = sum(msr is _ADDRESS_MASK for msr in _MSRS.values())
    # For a while those that the list had already were counted once more.
    counts_twice = versions.has(xen, _SINCE_4_12) and not versions.has(xen, _COUNTED_ONCE)
    return listed + (address_masks if counts_twice else 0)


_COUNTED_ONCE = ((4, 18, 4), (4, 19, 1))
_LMCE_SINCE = ((4, 10, 0),)
_INTEL = "GenuineIntel"


def mcg_cap_fault(caps: int, policy: GuestPolicy) -> str | None:
    """Say why Xen does not take a vcpu's MCG_CAP: vmce_restore_vcpu().

    What a guest may have of it depends on the vendor of the host.
    """
    names = ["num_banks", "ctl_p"]
    if policy.host_vendor in (None, _INTEL):
        names += ["cmci_p", "tes_p", "ser_p"]
        if versions.has(policy.xen, _LMCE_SINCE):
            names.append("lmce_p")
    rest = caps & ~registers.mask(registers.MCG_CAP, *names)
    if not rest:
        return None
    what = ", ".join(registers.names_in(registers.MCG_CAP, rest))
    where = f"an {policy.host_vendor} host" if policy.host_vendor else "a host"
    return f"MCG_CAP 0x{caps:x} has {what}, which no guest has on {where}"


def is_canonical(address: int) -> bool:
    """Tell whether the upper bits of an address repeat bit 47."""
    return address >> 47 in (0, (1 << 17) - 1)
