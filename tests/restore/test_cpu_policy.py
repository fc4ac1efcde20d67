"""What a Xen leaves of a guest's CPU policy, and the state that it then has no room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import guests
import pytest
from guests import LEAST

from xenstream.contents import featuresets
from xenstream.contents.policies import Policy, of_bodies
from xenstream.format import registers
from xenstream.restore import hvm_context, msrs, versions
from xenstream.restore.cpu_policy import GuestKind, GuestPolicy, most_of
from xenstream.restore.vcpu import msrs as pv_msrs
from xenstream.restore.vcpu import xsave as pv_xsave

if TYPE_CHECKING:
    from xenstream.restore.versions import Version

HVM, PV = GuestKind(is_hvm=True), GuestKind(is_hvm=False)
XENS = [xen for xen in versions.VERSIONS if xen >= (4, 14)]


def policy(*features: str, faulting: bool = False, **more: Any) -> Policy:
    return of_bodies(
        guests.cpuid({*LEAST, *features}, **more), guests.msr_policy(faulting=faulting)
    )


def left(of: Policy | None, xen: Version = (4, 20, 4), guest: GuestKind = HVM) -> GuestPolicy:
    return most_of(of, xen, guest)


def says(state: dict[str, bytes], of: Policy, xen: Version, guest: GuestKind = HVM) -> str | None:
    refusal = hvm_context.refusal(guests.context(**state), xen, 1, policy=left(of, xen, guest))
    return None if refusal is None else f"{refusal.message}; {refusal.xen_says}"


# State and the feature that it needs: refused without it, taken with it.

CR4_BITS = {
    "vme": ("VME", (4, 6)),
    "tsd": ("TSC", (4, 6)),
    "de": ("DE", (4, 6)),
    "pse": ("PSE", (4, 6)),
    "pge": ("PGE", (4, 6)),
    "osfxsr": ("FXSR", (4, 6)),
    "osxmmexcpt": ("SSE", (4, 6)),
    "umip": ("UMIP", (4, 10)),
    "fsgsbase": ("FSGSBASE", (4, 6)),
    "pcide": ("PCID", (4, 6)),
    "osxsave": ("XSAVE", (4, 6)),
    "smep": ("SMEP", (4, 6)),
    "smap": ("SMAP", (4, 6)),
    "pke": ("PKU", (4, 7)),
    "pks": ("PKS", (4, 18)),
    "lass": ("LASS", (4, 22)),
}


@pytest.mark.parametrize("xen", XENS, ids=versions.name)
@pytest.mark.parametrize("bit", CR4_BITS)
def test_cr4(bit: str, xen: Version) -> None:
    feature, since = CR4_BITS[bit]
    state = {"cpu": guests.cpu(cr4=("pae", bit), efer=())}
    without = of_bodies(guests.cpuid(LEAST - {feature}))
    # PKU needs XSAVE, in Xen's view.
    with_it = policy(feature, "XSAVE", "NX")
    message = says(state, without, xen)
    assert message is not None
    assert bit.upper() in message
    assert message.endswith("Unable to restore HVM context (22 = Invalid argument)")
    assert (says(state, with_it, xen) is None) == (xen >= since)


@pytest.mark.parametrize("xen", XENS, ids=versions.name)
@pytest.mark.parametrize("bit", ["cet", "la57", "smxe", "fred"])
def test_cr4_that_no_guest_has(bit: str, xen: Version) -> None:
    everything = of_bodies(guests.cpuid(featuresets.of_release((4, 22, 0)).marks))
    assert bit.upper() in str(says({"cpu": guests.cpu(cr4=("pae", bit))}, everything, xen))


@pytest.mark.parametrize("xen", XENS, ids=versions.name)
@pytest.mark.parametrize(
    ("bit", "feature", "since"),
    [
        ("sce", "SYSCALL", (4, 14)),
        ("lme", "LM", (4, 14)),
        ("nxe", "NX", (4, 14)),
        ("ffxse", "FFXSR", (4, 14)),
        ("svme", "SVM", (4, 14)),
        ("aibrse", "AUTO_IBRS", (4, 18)),
    ],
)
def test_efer(bit: str, feature: str, since: Version, xen: Version) -> None:
    state = {"cpu": guests.cpu(cr4=(), efer=(bit,))}
    without = of_bodies(guests.cpuid(LEAST - {feature}))
    assert bit.upper() in str(says(state, without, xen))
    assert (says(state, policy(feature, "IBRS"), xen) is None) == (xen >= since)


@pytest.mark.parametrize("xen", XENS, ids=versions.name)
def test_nested_virtualisation(xen: Version) -> None:
    state = {"cpu": guests.cpu(efer=("lme", "lma", "svme"))}
    for nested in (None, True, False):
        guest = HVM._replace(has_nested_virt=nested)
        assert (says(state, policy("SVM"), xen, guest) is None) == (nested is not False)


@pytest.mark.parametrize("xen", XENS, ids=versions.name)
def test_cr3(xen: Version) -> None:
    assert says({"cpu": guests.cpu(cr3=(1 << 40) - 1)}, policy(), xen) is None
    message = says({"cpu": guests.cpu(cr3=1 << 40)}, policy(), xen)
    assert message == (
        "CPU, instance 0: CR3 0x10000000000, expected 40 bits at most;"
        " Unable to restore HVM context (22 = Invalid argument)"
    )
    # No policy leaves less than 36 bits to a guest that has PAE.
    assert says({"cpu": guests.cpu(cr3=1 << 35)}, policy(physical_bits=30), xen) is None
    assert says({"cpu": guests.cpu(cr3=1 << 36)}, policy(physical_bits=30), xen) is not None


# name, value, what it needs (one of each), since when HVM and PV vcpus may have it
MSRS = [
    (0x48, 0b011, [("IBRSB",), ("IBRS",)], (4, 14), (4, 14)),
    (0x48, 0b101, [("IBRSB", "SSBD"), ("IBRS", "AMD_SSBD")], (4, 14), (4, 14)),
    (0x48, 1 << 7, [("IBRSB", "INTEL_PSFD"), ("IBRS", "PSFD")], (4, 14), (4, 14)),
    (0x48, 1 << 10, [("IBRSB", "BHI_CTRL")], (4, 15), None),
    (0xD90, 0x1000, [("MPX", "XSAVE")], (4, 14), None),
    (0xDA0, 0, [("XSAVES", "XSAVE")], (4, 14), None),
    (0xC001011F, 4, [("VIRT_SSBD",)], (4, 17), None),
    (0x6E1, 1, [("PKS",)], (4, 18), None),
    (0xC0000103, 1, [("RDTSCP",), ("RDPID",)], None, (4, 14)),
    (0xC0011027, 1, [("DBEXT",)], (4, 14), (4, 14)),
    (0xC001101B, 0xFFFFFFFF, [("DBEXT",)], (4, 14), (4, 14)),
]
NEVER = [
    (0x48, 1 << 63, ("IBRSB",)),
    (0xDA0, 1, ("XSAVES", "XSAVE")),
    (0xD90, 4, ("MPX", "XSAVE")),
    (0xD90, 1, ("MPX", "XSAVE")),  # needs the bounds in xcr0_accum
    (0xC0011027, 1 << 32, ("DBEXT",)),
    (0x6E1, 1 << 32, ("PKS",)),
    (0x140, 2, ()),
    (0xDEADBEEF, 0, ()),
]


@pytest.mark.parametrize("xen", XENS, ids=versions.name)
@pytest.mark.parametrize(("index", "value", "needs", "hvm_since", "pv_since"), MSRS)
def test_msr(
    index: int,
    value: int,
    needs: list[tuple[str, ...]],
    hvm_since: Version | None,
    pv_since: Version | None,
    xen: Version,
) -> None:
    hvm_state, pv_state = guests.cpu_msr((index, value)), guests.msrs((index, value))
    pv_errno = 6 if xen >= (4, 20) else 22
    message = says({"cpu_msr": hvm_state}, policy(), xen)
    assert message is not None
    assert message.endswith("(6 = No such device or address)")
    refusal = pv_msrs(pv_state, left(policy(), xen, PV))
    assert refusal is not None
    assert refusal.errno == pv_errno
    for features in needs:
        of = policy(*features)
        taken = hvm_since is not None and xen >= hvm_since
        assert (says({"cpu_msr": hvm_state}, of, xen) is None) == taken, features
        is_hvm_only = bool({"IBRS", "AMD_SSBD", "PSFD"} & set(features))
        taken = pv_since is not None and xen >= pv_since and not is_hvm_only
        assert (pv_msrs(pv_state, left(of, xen, PV)) is None) == taken, features


@pytest.mark.parametrize("xen", XENS, ids=versions.name)
@pytest.mark.parametrize(("index", "value", "features"), NEVER)
def test_msr_that_no_guest_has(
    index: int, value: int, features: tuple[str, ...], xen: Version
) -> None:
    of = policy(*features, faulting=True)
    assert says({"cpu_msr": guests.cpu_msr((index, value))}, of, xen) is not None
    assert pv_msrs(guests.msrs((index, value)), left(of, xen, PV)) is not None


@pytest.mark.parametrize("xen", XENS, ids=versions.name)
@pytest.mark.parametrize("faulting", [False, True])
def test_cpuid_faulting(faulting: bool, xen: Version) -> None:
    of = policy(faulting=faulting)
    assert (says({"cpu_msr": guests.cpu_msr((0x140, 1))}, of, xen) is None) == faulting
    assert (pv_msrs(guests.msrs((0x140, 1)), left(of, xen, PV)) is None) == faulting
    # Without a record of its own the domain's default policy holds, which may have it.
    default = of_bodies(guests.cpuid())
    assert says({"cpu_msr": guests.cpu_msr((0x140, 1))}, default, xen) is None


def test_bounds_before_bndcfgs() -> None:
    of = policy("MPX", "XSAVE", components={3: (64, 960), 4: (64, 1024)})
    accum = ("x87", "sse", "bndregs", "bndcsr")
    state = {"cpu_xsave": guests.xsave(accum, 1088), "cpu_msr": guests.cpu_msr((0xD90, 1))}
    assert says(state, of, (4, 20, 4)) is None
    turned = dict(reversed(state.items()))
    assert "ENABLE" in str(says(turned, of, (4, 20, 4)))


@pytest.mark.parametrize("xen", XENS, ids=versions.name)
@pytest.mark.parametrize(
    ("component", "features", "size", "since"),
    [
        (("ymm",), ("AVX",), 832, (4, 14)),
        (("bndregs", "bndcsr"), ("MPX",), 1088, (4, 14)),
        (("ymm", "opmask", "zmm", "hi_zmm"), ("AVX", "AVX2", "AVX512F"), 2688, (4, 14)),
        (("pkru",), ("PKU",), 2696, (4, 14)),
        (("tile_cfg", "tile_data"), ("AMX_TILE",), 11008, None),
        (("lwp",), ("LWP",), 960, None),
    ],
)
def test_xstate(
    component: tuple[str, ...],
    features: tuple[str, ...],
    size: int,
    since: Version | None,
    xen: Version,
) -> None:
    accum = ("x87", "sse", *component)
    places = {
        3: (64, 960),
        4: (64, 1024),
        5: (64, 1088),
        6: (512, 1152),
        7: (1024, 1664),
        9: (8, 2688),
        17: (64, 2752),
        18: (8192, 2816),
        62: (128, 832),
    }
    taken = since is not None and xen >= since
    hvm_state, pv_state = guests.xsave(accum, size), guests.pv_xsave(accum, size)
    of = policy("XSAVE", *features, components=places)
    without = policy("XSAVE", components=places)
    assert "xcr0_accum" in str(says({"cpu_xsave": hvm_state}, without, xen))
    assert (says({"cpu_xsave": hvm_state}, of, xen) is None) == taken
    refusal = pv_xsave(pv_state, left(without, xen, PV))
    assert refusal is not None
    assert refusal.errno == 22
    is_hvm_only = bool({"MPX", "PKU"} & set(features))
    assert (pv_xsave(pv_state, left(of, xen, PV)) is None) == (taken and not is_hvm_only)


def test_xsave_without_xsave() -> None:
    assert "XSAVE" in str(says({"cpu_xsave": guests.xsave()}, policy(), (4, 17, 7)))
    assert says({"cpu_xsave": guests.xsave()}, policy("XSAVE"), (4, 17, 7)) is None


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (832, None),
        (824, "848 octets, expected 856 for xcr0_accum 0x7"),
        (840, None),
    ],
)
def test_xsave_sizes(size: int, words: str | None) -> None:
    state = {"cpu_xsave": guests.xsave(("x87", "sse", "ymm"), size)}
    message = says(state, policy("XSAVE", "AVX"), (4, 17, 7))
    assert (words is None) == (message is None)
    assert words is None or words in str(message)
    pv = pv_xsave(
        guests.pv_xsave(("x87", "sse", "ymm"), size), left(policy("XSAVE", "AVX"), (4, 17), PV)
    )
    assert (pv is None) == (size == 832)


def test_xsave_after_its_end() -> None:
    state = guests.xsave(("x87", "sse", "ymm"), 840)
    message = says({"cpu_xsave": state[:-1] + b"\1"}, policy("XSAVE", "AVX"), (4, 17, 7))
    assert message is not None
    assert message.endswith("(95 = Operation not supported)")


# What recalculate_cpuid_policy() takes away.


def test_prerequisites() -> None:
    of = policy("PKU", "XSAVE", "AVX", "AVX2", "AVX512F")
    assert left(of).has("PKU")
    assert left(of).xcr0 == registers.mask(
        registers.XCR0, "x87", "sse", "ymm", "opmask", "zmm", "hi_zmm", "pkru"
    )
    without_lm = of_bodies(guests.cpuid({*LEAST, "PKU", "XSAVE"} - {"LM"}))
    assert left(without_lm).why_not("PKU") == (
        "needs PKU, and that needs LM, which the CPU policy in the stream has not"
    )
    # Without leaf 0xd there is no XSAVE, and nothing that needs it.
    assert left(policy("XSAVE", "AVX", highest=0xC)).xcr0 == 0


def test_leaves_out_of_range() -> None:
    assert left(policy("SMAP")).has("SMAP")
    assert not left(policy("SMAP", highest=6)).has("SMAP")
    assert not left(policy("LFENCE_DISPATCH", extended=0x80000008)).has("LFENCE_DISPATCH")
    assert not left(policy("PREFETCHI", subleaf=0)).has("PREFETCHI")


def test_leaves_that_are_not_there() -> None:
    # The domain's default policy holds, and what that has hangs on the host.
    nothing = Policy({}, {})
    assert left(nothing).features == left(None).features
    assert left(nothing).has("SMAP", "PCID")
    assert not left(nothing).has("CET_SS")


def test_kinds_of_guest() -> None:
    of = policy("PCID", "SMAP", "XSAVE", "PKU")
    assert left(of).has("PCID")
    assert not left(of, guest=HVM._replace(has_hap=False)).has("PCID")
    assert not left(of, guest=PV).has("SMAP")
    assert left(of, guest=PV).has("LM")
    assert not left(of, guest=PV._replace(is_32bit=True)).has("LM")
    assert "offers no PV guest" in left(of, guest=PV).why_not("SMAP")


def test_a_host_takes_away() -> None:
    guest, host = policy("SMAP", "SMEP", "XSAVE"), policy("SMEP", "XSAVE", physical_bits=39)
    most = most_of(guest, (4, 20), HVM, host)
    assert most.has("SMEP")
    assert most.why_not("SMAP") == "needs SMAP, which the host has not"
    assert most.physical_bits == 39
    assert most_of(None, (4, 20), HVM, host).features <= left(None).features
    # A featureset that is cut tells nothing of the words that it lacks.
    cut = Policy({}, {}, {"1d": 0xFFFFFFFF, "1c": 0xFFFFFFFF})
    assert most_of(guest, (4, 20), HVM, cut).has("SMAP")


def test_machine_checks_hang_on_the_vendor() -> None:
    intel = guests.bits(registers.MCG_CAP, "cmci_p", "ser_p")
    state = {"vmce_vcpu": intel.to_bytes(8, "little")}
    amd, other = policy(), policy(vendor=guests.INTEL)
    for xen in XENS:
        assert says(state, amd, xen) is not None
        assert says(state, other, xen) is None
    # The host's own counts before the one that saved the guest.
    host = most_of(other, (4, 17, 7), HVM, amd)
    assert hvm_context.refusal(guests.context(**state), (4, 17, 7), 1, policy=host) is not None


# The data.


def test_featuresets_have_no_loops() -> None:
    for xen in (*versions.VERSIONS, (4, 14, 0), (4, 17, 1)):
        featureset = featuresets.of_release(xen)
        everything = frozenset(featureset.marks)
        assert featureset.sanitised(everything) == everything
        for name, dependents in featureset.needed_by.items():
            assert name not in dependents
            assert not featureset.sanitised(everything - {name}).intersection(dependents)


@pytest.mark.parametrize(
    ("name", "xen", "mark"),
    [
        ("SMAP", (4, 14, 0), "s"),
        ("PCID", (4, 17, 7), "h"),
        ("IBRS", (4, 14, 4), ""),
        ("IBRS", (4, 14, 5), "s"),
        ("PKS", (4, 18, 0), "h"),
        ("LASS", (4, 22, 0), "s"),
        ("CET_SS", (4, 22, 0), ""),
    ],
)
def test_marks(name: str, xen: Version, mark: str) -> None:
    assert featuresets.of_release(xen).marks[name] == mark


def test_features_that_a_release_does_not_know() -> None:
    assert "PKS" not in featuresets.of_release((4, 17, 7)).marks
    assert "IBRS" not in featuresets.of_release((4, 15, 0)).marks


def test_what_products_offer() -> None:
    xcp, theirs = versions.XENSERVER_8, policy("PKS", "AUTO_IBRS", "IBRS", "XSAVE", "PKU", "NX")
    states: list[dict[str, bytes]] = [
        {"cpu": guests.cpu(cr4=("pae", "pks"), efer=())},
        {"cpu": guests.cpu(cr4=(), efer=("aibrse",))},
    ]
    for xen, has in ((xcp, True), ((4, 17, 6), False), ((4, 17, 7), False), ((4, 18, 6), True)):
        for state in states:
            assert (says(state, theirs, xen) is None) == has, xen
        assert (msrs.fault_in(0x6E1, 1, left(theirs, xen)) is None) == has
    assert not left(None, versions.XCPNG_8_2).has("MPX")
    assert left(None, (4, 13, 5)).has("MPX")
    ipred = registers.mask(registers.SPEC_CTRL, "ipred_dis_s")
    assert msrs.fault_in(0x48, ipred, left(None, versions.XCPNG_8_2)) is None
    assert msrs.fault_in(0x48, ipred, left(None, (4, 13, 5))) is not None
