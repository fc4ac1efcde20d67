"""CPU features by Xen's names, and the words of a featureset that they are bits of.

What a bit is called, which words there are and where they come from, the spec says
(x86_cpu_features.ksy, xen_cpu_policy.ksy).
"""

from __future__ import annotations

from functools import cache

from xenstream_parsers import names
from xenstream_parsers.names import FEATURES, MSRS, WORDS

from xenstream.format.registers import XCR0, names_in
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LEAVES: dict[str, int] = names.LEAVES
NO_SUBLEAF: int = names.NO_SUBLEAF
BASIC, CACHE, FEATURES_LEAF = LEAVES["vendor"], LEAVES["cache"], LEAVES["features"]
TOPOLOGY, XSTATE = LEAVES["topology"], LEAVES["xstate"]
EXTENDED, ADDRESSES = LEAVES["extended_vendor"], LEAVES["extended_addresses"]
HYPERVISOR = (LEAVES["hypervisor"], LEAVES["hypervisor2"])
"""Leaves of a policy that something is asked of."""
_MSR_NUMBERS = {msr.id: number for number, msr in MSRS.items()}
PLATFORM_INFO = _MSR_NUMBERS["intel_platform_info"]
ARCH_CAPABILITIES = _MSR_NUMBERS["arch_capabilities"]


class CpuidWord(NamedTuple):
    """Where a word of a featureset comes from."""

    leaf: int
    subleaf: int
    register: int
    """0 to 3: eax to edx."""


_REGISTERS = ("eax", "ebx", "ecx", "edx")
_PREFIX = "features_"

CPUID_WORDS = {
    name.removeprefix(_PREFIX): CpuidWord(
        word.leaf,
        NO_SUBLEAF if word.subleaf is None else word.subleaf,
        _REGISTERS.index(word.register),
    )
    for name, word in WORDS.items()
    if word.leaf is not None
}
"""The words that are registers of CPUID's leaves, by short names as in tools/misc/xen-cpuid.c."""
MSR_WORDS = {
    name.removeprefix(_PREFIX): word.first_bit
    for name, word in WORDS.items()
    if word.msr == ARCH_CAPABILITIES
}
"""The words of MSR_ARCH_CAPABILITIES, and how far each is shifted."""
ALL_WORDS = tuple(name.removeprefix(_PREFIX) for name in WORDS)
"""The words of a featureset in Xen's order."""


@cache
def names_of(word: str) -> Mapping[int, str]:
    """Give the names of a word's bits, by the bit."""
    of_word = f"{_PREFIX}{word}"
    return {feature.bit: feature.name for feature in FEATURES if feature.word == of_word}


def features_in(word: str, bits: int) -> Iterator[str]:
    """Name the features in a word; bits without a name are left out."""
    return (name for bit, name in names_of(word).items() if bits >> bit & 1)


ALWAYS_OFFERED = frozenset(
    {
        # Xen accumulates them over a pool of hosts: a guest that saw one may run without it.
        "NO_LMSL",
        "MD_CLEAR",
        "FS_GS_NS",
        "VERW_CLEAR",
        "FB_CLEAR",
        "RFDS_CLEAR",
        # Warnings of what a guest may meet somewhere; any host takes a guest that was warned.
        "RSBA",
        "RRSBA",
        # The toolstack's and Xen's own, on every host.
        "HTT",
        "CMP_LEGACY",
        "HYPERVISOR",
        # They follow the guest's control registers.
        "OSXSAVE",
        "OSPKE",
        # Quirks that Xen always takes from the host.
        "FDP_EXCP_ONLY",
        "NO_FPU_SEL",
    }
)
"""What does not hinder a guest where the host has it not.

By the header's marks, and by guest_common_max_feature_adjustments and recalculate_cpuid_policy in
xen/arch/x86/cpu-policy.c.
"""


def xstate_name(number: int) -> str:
    """Name a component of the extended state, by its number where it has no name."""
    return next(names_in(XCR0, 1 << number)).removeprefix("bit ")
