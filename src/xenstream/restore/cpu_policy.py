"""The CPU policy that a guest has on a Xen that restores it, as far as its stream decides it.

A stream of version 3 carries the policy of its guest. Xen puts it over the domain's default one
(x86_cpuid_copy_from_buffer, x86_msr_copy_from_buffer), empties what is out of range
(x86_cpu_policy_clear_out_of_range_leaves), and takes away what this host, this kind of guest or
the guest's other features do not allow (recalculate_cpuid_policy in xen/arch/x86/cpu-policy.c,
before 4.17.2 and its like in cpuid.c). So a host can only reduce it, and what is not in the most
that is left here, no host gives the guest. With a host's policy at hand that is the bound.

Of a guest without a policy in its stream, the release and the host bound it alone.
"""

from __future__ import annotations

from xenstream.contents import featuresets
from xenstream.contents.cpu_features import (
    ADDRESSES,
    ALL_WORDS,
    NO_SUBLEAF,
    PLATFORM_INFO,
    XSTATE,
    features_in,
)
from xenstream.format import registers
from xenstream.named import NamedTuple
from xenstream.restore import versions
from xenstream.restore.xstate import AVX_COMPONENT, LEGACY_AREA, avx_octets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.contents.policies import Policy
    from xenstream.restore.versions import Version

_MOST_PHYSICAL_BITS = 52


class GuestKind(NamedTuple):
    """What of a domain's configuration bears on its policy; None is what nothing tells."""

    is_hvm: bool
    is_32bit: bool = False
    """Of a PV guest: whether it is one of 32 bits."""
    has_hap: bool | None = None
    has_nested_virt: bool | None = None


class GuestPolicy(NamedTuple):
    """The most that a guest can have of a CPU on a Xen."""

    guest: GuestKind
    xen: Version
    features: frozenset[str]
    sent: frozenset[str] | None
    """What its stream's policy has; None where there is none."""
    offered: frozenset[str]
    """What that Xen can offer such a guest."""
    host: frozenset[str] | None
    """What the host has; None where it is not known."""
    physical_bits: int
    """Bits of a physical address, at most."""
    has_cpuid_faulting: bool
    host_vendor: str | None
    """The vendor of the host's CPU, where anything tells."""
    components: dict[int, tuple[int, int]]
    """Of the extended state: octets and offset in an XSAVE area, by the component's number."""

    def has(self, *names: str) -> bool:
        """Tell whether the guest may have one of some features."""
        return any(name in self.features for name in names)

    def why_not(self, *names: str) -> str:
        """Say which of the features would be needed, and who has it not."""
        what = " or ".join(names)
        if not self.offered.intersection(names):
            kind = "HVM" if self.guest.is_hvm else "PV"
            return f"needs {what}, which Xen {versions.name(self.xen)} offers no {kind} guest"
        if self.sent is not None and not self.sent.intersection(names):
            return f"needs {what}, which the CPU policy in the stream has not"
        if self.host is not None and not self.host.intersection(names):
            return f"needs {what}, which the host has not"
        return f"needs {what}, and that {self.why_not(*self._missing_for(names)[:1])}"

    def _missing_for(self, names: tuple[str, ...]) -> list[str]:
        """Name the features that some others need and that are not there."""
        needed_by = featuresets.of_release(self.xen).needed_by
        return [
            name
            for name, of in needed_by.items()
            if name not in self.features and not set(of).isdisjoint(names)
        ]

    @property
    def xcr0(self) -> int:
        """The components of XCR0: recalculate_xstate()."""
        if not self.has("XSAVE"):
            return 0
        xcr0 = registers.mask(registers.XCR0, "x87", "sse")
        for feature, names in _COMPONENTS.items():
            if self.has(feature) and (feature != "AMX_TILE" or versions.has(self.xen, _AMX_SINCE)):
                xcr0 |= registers.mask(registers.XCR0, *names)
        return xcr0

    def why_not_xcr0(self, missing: int) -> str:
        """Say which features some components of XCR0 would need."""
        for feature, names in _COMPONENTS.items():
            if missing & registers.mask(registers.XCR0, *names) and not self.has(feature):
                return self.why_not(feature)
        if not self.has("XSAVE"):
            return self.why_not("XSAVE")
        return f"has components that Xen {versions.name(self.xen)} knows of no guest"

    def area_size(self, xcr0: int) -> int | None:
        """Give how long an XSAVE area of some components is: xstate_uncompressed_size().

        None if nothing tells where one of them lies.
        """
        if not xcr0:
            return 0
        size = LEGACY_AREA
        number = 2
        while xcr0 >> number:
            if xcr0 >> number & 1:
                octets, offset = self.components.get(number, (0, 0))
                if number == AVX_COMPONENT:  # Every processor has it at the same place.
                    octets, offset = avx_octets(), LEGACY_AREA
                if not octets:
                    return None
                size = max(size, offset + octets)
            number += 1
        return size


_COMPONENTS = {
    "AVX": ("ymm",),
    "MPX": ("bndregs", "bndcsr"),
    "AVX512F": ("opmask", "zmm", "hi_zmm"),
    "PKU": ("pkru",),
    "AMX_TILE": ("tile_cfg", "tile_data"),
}
"""Which components of XCR0 a feature brings: recalculate_xstate()."""

_AMX_SINCE = ((4, 20, 0),)
SAME_VENDOR_SINCE = ((4, 22, 0),)
"""From then on Xen refuses a policy of another vendor than the host's."""


def most_of(
    policy: Policy | None, xen: Version, guest: GuestKind, host: Policy | None = None
) -> GuestPolicy:
    """Give the most that a guest can have.

    Args:
        policy: the one that its stream carries, and that the Xen has taken; None without one.
        xen: the Xen that restores it.
        guest: what is known of the domain.
        host: what the host has to offer a guest of this kind, where that is known.

    """
    known = featuresets.of_release(xen)
    offered = known.offered_to(is_hvm=guest.is_hvm, has_hap=guest.has_hap is not False)
    if guest.has_nested_virt is False:
        offered -= {"VMX", "SVM"}
    if not guest.is_hvm and guest.is_32bit:
        offered -= {"LM"}
    sent = None if policy is None else _sent(policy)
    theirs = None if host is None else _of_host(host)
    features = offered
    if sent is not None:
        features &= sent
        if policy is not None and policy.is_out_of_range(XSTATE):
            features -= {"XSAVE"}
    if theirs is not None:
        features &= theirs
    features = known.sanitised(features)
    limits = [one for one in (policy, host) if one is not None]
    return GuestPolicy(
        guest,
        xen,
        features,
        sent,
        offered,
        theirs,
        _physical_bits(limits, features),
        _has_cpuid_faulting(policy) and (guest.is_hvm or _has_cpuid_faulting(host)),
        _host_vendor(policy, host),
        _components_of(limits),
    )


_ANY_HOST = frozenset(
    {"APIC", "X2APIC", "HTT", "CMP_LEGACY", "HYPERVISOR", "STIBP", "AMD_STIBP", "NO_LMSL", "ERMS"}
)
"""What Xen sets in its own policies whatever the host has, of what others depend on."""


def _of_host(host: Policy) -> frozenset[str]:
    features = _sent(host) | _ANY_HOST
    return features | {"VIRT_SSBD"} if "AMD_SSBD" in features else features


def _sent(policy: Policy) -> frozenset[str]:
    """Name the features of a policy that lies over a domain's default one.

    What the default has in words that the policy does not tell depends on the host: all of it.
    """
    names: set[str] = set()
    for word in ALL_WORDS:
        bits = policy.word(word)
        names.update(features_in(word, _ALL if bits is None else bits))
    return frozenset(names)


_ALL = 0xFFFFFFFF


def _host_vendor(policy: Policy | None, host: Policy | None) -> str | None:
    """Give the host's vendor: by itself, or the one that saved the guest.

    From 4.22 on a guest's policy goes to hosts of its own vendor alone. Before, none but a guest
    of one vendor has a policy of it, and no tool moves it to another's.
    """
    if host is not None and host.vendor:
        return host.vendor
    return policy.vendor if policy is not None else None


def _physical_bits(limits: list[Policy], features: frozenset[str]) -> int:
    """Give the bits of a physical address, at most."""
    bits = _MOST_PHYSICAL_BITS
    for policy in limits:
        leaf = policy.cpuid.get((ADDRESSES, NO_SUBLEAF))
        if policy.is_out_of_range(ADDRESSES):
            bits = 0
        elif leaf is not None:
            bits = min(bits, leaf[0] & 0xFF)
    return max(bits, 36 if features & {"PAE", "PSE36"} else 32)


def _has_cpuid_faulting(policy: Policy | None) -> bool:
    """Tell whether a policy may have CPUID faulting, which Xen can give to any HVM guest."""
    bit = registers.mask(registers.PLATFORM_INFO, "cpuid_faulting")
    return policy is None or bool(policy.msrs.get(PLATFORM_INFO, bit) & bit)


def _components_of(limits: list[Policy]) -> dict[int, tuple[int, int]]:
    """Give octets and offset of what a policy's leaf 0xd names; of the last that does."""
    return {
        subleaf: (entry[0], entry[1])
        for policy in limits
        for (leaf, subleaf), entry in policy.cpuid.items()
        if leaf == XSTATE and subleaf not in (0, 1) and entry[0]
    }
