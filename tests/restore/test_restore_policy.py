"""What Xen refuses in a CPU policy, in X86_TSC_INFO and in HVM_PARAMS."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED

import xenstream
from xenstream.contents.configuration import domain_of
from xenstream.restore import versions
from xenstream.restore.hvm_params import params_refusal
from xenstream.restore.policy import (
    cpuid_length_refusal,
    cpuid_refusal,
    msr_length_refusal,
    msr_refusal,
)
from xenstream.restore.refusal import Refusal
from xenstream.restore.tsc import tsc_refusal

GROUND_TRUTH = SHARED / "restore"
XEN = (4, 17)
GROUND_TRUTH_XEN = (4, 17)
NONE = 0xFFFFFFFF
MEMORY = ("PAGE_DATA", "X86_PV_P2M_FRAMES")


def leaf(number: int, subleaf: int = NONE, eax: int = 0) -> bytes:
    return struct.pack("<6I", number, subleaf, eax, 0, 0, 0)


def msr(number: int, value: int = 0, flags: int = 0) -> bytes:
    return struct.pack("<IIQ", number, flags, value)


def params(*pairs: tuple[int, int]) -> bytes:
    return struct.pack("<II", len(pairs), 0) + b"".join(struct.pack("<QQ", *p) for p in pairs)


def tsc(mode: int) -> bytes:
    return struct.pack("<IIQII", mode, NONE, (1 << 64) - 1, NONE, NONE)


def said(refusal: Refusal | None) -> str:
    assert refusal is not None
    return refusal.xen_says


# CPUID


@pytest.mark.parametrize(
    ("number", "subleaf"),
    [
        *((number, NONE) for number in range(0xE) if number not in (4, 7, 0xB, 0xD)),
        *((4, subleaf) for subleaf in range(6)),
        *((7, subleaf) for subleaf in range(3)),
        *((0xB, subleaf) for subleaf in range(2)),
        *((0xD, subleaf) for subleaf in range(63)),
        (0x40000000, NONE),
        (0x40000100, NONE),
        (0x80000000, NONE),
        (0x80000021, NONE),
    ],
)
def test_leaf_has_a_place(number: int, subleaf: int) -> None:
    assert cpuid_refusal(leaf(number, subleaf), XEN) is None


@pytest.mark.parametrize(
    ("number", "subleaf", "field"),
    [
        (0x12345678, NONE, 0),
        (0xE, NONE, 0),
        (0x40000001, NONE, 0),
        (0x7FFFFFFF, NONE, 0),
        (0x80000022, NONE, 0),
        (NONE, NONE, 0),
        (0x1, 0, 4),
        (0x4, 6, 4),
        (0x4, NONE, 4),
        (0x7, 3, 4),
        (0xB, 2, 4),
        (0xD, 63, 4),
        (0x40000000, 0, 4),
        (0x40000100, 1, 4),
        (0x80000001, 0, 4),
    ],
)
def test_leaf_has_no_place(number: int, subleaf: int, field: int) -> None:
    refusal = cpuid_refusal(leaf(0, eax=0xD) + leaf(number, subleaf), XEN)
    where = f"leaf {number:08x}, subleaf {subleaf:08x}, msr ffffffff"
    expected = f"Failed to set CPUID policy: {where} (34 = Numerical result out of range)"
    assert said(refusal) == expected
    assert refusal is not None
    assert refusal.offset == 24 + field


def test_leaves_are_so_many() -> None:
    assert cpuid_refusal(leaf(1) * 120, XEN) is None
    refusal = cpuid_refusal(leaf(NONE) * 121, XEN)
    where = "leaf ffffffff, subleaf ffffffff, msr ffffffff"
    expected = f"Failed to set CPUID policy: {where} (7 = Argument list too long)"
    assert said(refusal) == expected


def test_leaves_of_a_body_that_is_not_kept_whole() -> None:
    assert said(cpuid_refusal(leaf(1), XEN, length=24 * 200)).endswith("too long)")
    assert "size 4801" in said(cpuid_refusal(leaf(1), XEN, length=24 * 200 + 1))
    assert cpuid_refusal(leaf(1) + b"\0", XEN, length=24 * 100) is None


@pytest.mark.parametrize(
    ("number", "subleaf", "highest"),
    [(0, NONE, 0xD), (7, 0, 2), (0x80000000, NONE, 0x80000021)],
)
def test_highest_leaf(number: int, subleaf: int, highest: int) -> None:
    assert cpuid_refusal(leaf(number, subleaf, highest), XEN) is None
    octets = leaf(number, subleaf, highest + 1)
    where = f"leaf {number:08x}, subleaf {subleaf:08x}, msr ffffffff"
    expected = f"Failed to set CPUID policy: {where} (22 = Invalid argument)"
    refusal = cpuid_refusal(leaf(1) + octets, XEN)
    assert said(refusal) == expected
    assert refusal is not None
    assert refusal.offset == 24 + 8
    # The later of two leaves counts, and a leaf out of range is told first.
    assert cpuid_refusal(octets + leaf(number, subleaf, highest), XEN) is None
    assert "34 =" in said(cpuid_refusal(octets + leaf(NONE), XEN))


def test_highest_leaves_in_order() -> None:
    octets = leaf(0x80000000, eax=NONE) + leaf(7, 0, NONE) + leaf(0, eax=NONE)
    assert "leaf 00000000," in said(cpuid_refusal(octets, XEN))
    assert "leaf 00000007," in said(cpuid_refusal(octets[:48], XEN))


def test_highest_subleaf_by_version() -> None:
    assert cpuid_refusal(leaf(7, 0, 9), (4, 14)) is None
    assert cpuid_refusal(leaf(7, 0, 9), (4, 15)) is not None


@pytest.mark.parametrize("length", [0, 1, 23, 25, 24 * 120 + 1])
def test_cpuid_length(length: int) -> None:
    expected = f"X86_CPUID_POLICY size {length} should be multiple of 24"
    assert said(cpuid_refusal(bytes(length), XEN)) == expected
    assert said(cpuid_length_refusal(length)) == expected


# MSRs


@pytest.mark.parametrize("length", [0, 1, 15, 17, 24])
def test_msr_length(length: int) -> None:
    # Xen's message names the size of a CPUID leaf here too.
    expected = f"X86_MSR_POLICY size {length} should be multiple of 24"
    assert said(msr_refusal(bytes(length), XEN)) == expected
    assert said(msr_length_refusal(length)) == expected


@pytest.mark.parametrize(
    ("octets", "offset", "number", "error"),
    [
        (msr(0xCE, flags=1), 4, 0xCE, "22 = Invalid argument"),
        (msr(0xDEAD, flags=1), 4, 0xDEAD, "22 = Invalid argument"),
        (msr(0xDEAD), 0, 0xDEAD, "34 = Numerical result out of range"),
        (msr(0x10A) + msr(0xCF), 16, 0xCF, "34 = Numerical result out of range"),
        (msr(0xCE, 1 << 32), 8, 0xCE, "75 = Value too large for defined data type"),
        (msr(0xCE, 1), 8, 0xCE, "22 = Invalid argument"),
        (msr(0xCE, 1) + msr(0x10B), 16, 0x10B, "34 = Numerical result out of range"),
        (msr(0xCE) * 3, 0, NONE, "7 = Argument list too long"),
    ],
)
def test_msr_refused(octets: bytes, offset: int, number: int, error: str) -> None:
    refusal = msr_refusal(octets, XEN)
    where = f"leaf ffffffff, subleaf ffffffff, msr {number:08x}"
    assert said(refusal) == f"Failed to set CPUID policy: {where} ({error})"
    assert refusal is not None
    assert refusal.offset == offset


@pytest.mark.parametrize(
    "octets",
    [
        msr(0xCE, 1 << 31) + msr(0x10A, (1 << 64) - 1),
        msr(0x10A) + msr(0xCE),
        msr(0xCE, 1) + msr(0xCE),
        msr(0x10A),
    ],
)
def test_msr_taken(octets: bytes) -> None:
    assert msr_refusal(octets, XEN) is None


def test_policy_before_it_was_known() -> None:
    assert cpuid_refusal(leaf(NONE), (4, 13)) is None
    assert msr_refusal(msr(0), (4, 13)) is None


# X86_TSC_INFO


@pytest.mark.parametrize("length", [0, 16, 23, 25, 32])
def test_tsc_length(length: int) -> None:
    expected = f"TSC_INFO record wrong size: length {length}, expected 24"
    assert said(tsc_refusal(bytes(length), XEN)) == f"X86_{expected}"
    assert said(tsc_refusal(bytes(length), (4, 13))) == expected


@pytest.mark.parametrize(("mode", "is_taken"), [(0, 1), (1, 1), (2, 1), (3, 0), (9, 0), (NONE, 0)])
def test_tsc_mode(mode: int, is_taken: bool) -> None:
    assert tsc_refusal(tsc(mode), (4, 11)) is None
    for version in ((4, 12), XEN, (4, 22)):
        refusal = tsc_refusal(tsc(mode), version)
        if is_taken:
            assert refusal is None
        else:
            expected = "Unable to set TSC information (22 = Invalid argument)"
            assert said(refusal) == expected


# HVM_PARAMS


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (b"", "length 0, header size 8"),
        (bytes(7), "length 7, header size 8"),
        (struct.pack("<II", 99, 0) + bytes(128), "header 8, count 99, expected len 1584, got 136"),
        (struct.pack("<II", 1, 0) + bytes(128), "header 8, count 1, expected len 16, got 136"),
        (struct.pack("<II", 0, 0) + bytes(1), "header 8, count 0, expected len 0, got 9"),
        (
            struct.pack("<II", NONE, 0),
            "header 8, count 4294967295, expected len 68719476720, got 8",
        ),
    ],
)
def test_params_length(octets: bytes, words: str) -> None:
    assert said(params_refusal(octets, XEN)) == f"HVM_PARAMS record truncated: {words}"


@pytest.mark.parametrize(
    "pairs",
    [
        (),
        ((1 << 40, 0),),
        ((4, 7),),
        ((1, 5), (1, 6)),
        ((19, 1), (19, 0), (19, 1)),
        ((5, 7), (5, 7)),
        ((5, 0), (5, 7)),
        ((9, 0x1865),),
        ((10, 3),),
        ((14, 0), (14, 3)),
        ((31, 5),),
        ((33, 1),),
        ((33, 64),),
        *(((36, width),) for width in (0, 4, 8)),
        ((15, NONE),),
        ((37, 104 << 32),),
        ((38, 1),),
        ((2, 1), (3, 1), (7, 1), (8, 1), (18, 1)),
    ],
)
def test_params_taken(pairs: tuple[tuple[int, int], ...]) -> None:
    assert params_refusal(params(*pairs), XEN) is None


@pytest.mark.parametrize(
    ("pairs", "field", "error"),
    [
        (((39, 0),), "index", 22),
        (((NONE, 0),), "index", 22),
        *((((index, 0),), "index", 22) for index in (13, 20, 21, 22, 23, 24, 25, 26, 30)),
        ((((1 << 32) + 4, 0),), "index", 22),
        (((9, 0),), "value", 22),
        (((9, 2),), "value", 22),
        (((9, 0x2001),), "value", 22),
        (((9, 1), (9, 3)), "value", 17),
        (((5, 1), (5, 2)), "value", 17),
        (((6, 1), (6, 0)), "value", 17),
        (((32, 1), (32, 2)), "value", 17),
        (((33, 1), (33, 2)), "value", 17),
        (((33, 0),), "value", 22),
        (((33, 65),), "value", 22),
        (((10, 4),), "value", 22),
        (((14, 1),), "value", 22),
        (((15, 1 << 32),), "value", 22),
        (((19, 2),), "value", 22),
        (((19, 1 << 32),), "value", 22),
        (((31, 6),), "value", 22),
        (((35, 4),), "value", 22),
        (((36, 2),), "value", 22),
        (((37, 103 << 32),), "value", 22),
        (((38, 2),), "value", 22),
    ],
)
def test_params_refused(pairs: tuple[tuple[int, int], ...], field: str, error: int) -> None:
    refusal = params_refusal(params((1, 1), *pairs), XEN)
    index, value = pairs[-1]
    texts = {17: "File exists", 22: "Invalid argument"}
    expected = f"set HVM param {index} = 0x{value:016x} ({error} = {texts[error]})"
    assert said(refusal) == expected
    assert refusal is not None
    assert refusal.offset == 8 + 16 * len(pairs) + (8 if field == "value" else 0)


def test_params_index_is_told_signed() -> None:
    assert "set HVM param -1 = " in said(params_refusal(params(((1 << 64) - 1, 0)), XEN))


def test_params_of_two_records() -> None:
    before: dict[int, int] = {}
    assert params_refusal(params((32, 7), (15, 3)), XEN, before=before) is None
    assert before[32] == 7
    assert params_refusal(params((32, 7)), XEN, before=before) is None
    assert params_refusal(params((32, 8)), XEN, before=before) is not None


def test_params_of_pvh() -> None:
    refusal = params_refusal(params((19, 0)), XEN, is_pvh=True)
    assert said(refusal) == "set HVM param 19 = 0x0000000000000000 (19 = No such device)"


@pytest.mark.parametrize(
    ("pair", "refused_from", "refused_to"),
    [
        ((4, 0), None, None),
        ((37, 0), (4, 6), (4, 23)),
        ((38, 0), (4, 6), (4, 10)),
        ((20, 0), (4, 6), (4, 23)),
        ((26, 0), (4, 6), (4, 23)),
        ((13, 1), (4, 11), (4, 23)),
        ((13, 0x7FF0), (4, 12), (4, 23)),
        ((24, 1), (4, 15), (4, 23)),
        ((35, 0), (4, 19), (4, 23)),
        ((35, 1), (4, 19), (4, 23)),
        ((31, 5), (4, 6), (4, 7)),
        ((9, 0x31), (4, 6), (4, 7)),
        ((9, 0x41), (4, 6), (4, 9)),
        ((9, 0x81), (4, 6), (4, 13)),
        ((9, 0x401), (4, 6), (4, 15)),
        ((15, 1 << 32), (4, 9), (4, 23)),
        ((19, 1 << 32), (4, 14), (4, 23)),
    ],
)
def test_params_by_version(
    pair: tuple[int, int],
    refused_from: tuple[int, int] | None,
    refused_to: tuple[int, int] | None,
) -> None:
    for minor in range(6, 23):
        refused = params_refusal(params(pair), (4, minor)) is not None
        expected = refused_from is not None and refused_to is not None
        expected = expected and bool(refused_from <= (4, minor) < refused_to)  # type: ignore[operator]
        assert refused == expected, minor


@pytest.mark.parametrize(
    ("version", "is_refused"),
    [((4, 6, 0), True), ((4, 6, 1), True), ((4, 6, 3), False), ((4, 6), False), ((4, 7, 0), False)],
)
def test_params_of_a_point_release(version: tuple[int, ...], is_refused: bool) -> None:
    refusal = params_refusal(params((36, 4)), version)
    assert (refusal is not None) == is_refused
    if refusal is not None:
        assert refusal.message.startswith("HVM_PARAM_X87_FIP_WIDTH (36) is not known to Xen 4.6.")


@pytest.mark.parametrize(
    ("pairs", "version", "is_refused"),
    [
        (((24, 1), (35, 1)), (4, 14), True),
        (((35, 1), (24, 1)), (4, 6), True),
        (((35, 0), (24, 1)), (4, 14), False),
        (((24, 1), (35, 0)), (4, 14), False),
        (((24, 0), (35, 1)), (4, 14), False),
        (((35, 1),), (4, 15), False),
    ],
)
def test_params_altp2m_and_nested(
    pairs: tuple[tuple[int, int], ...], version: tuple[int, int], is_refused: bool
) -> None:
    refusal = params_refusal(params(*pairs), version)
    assert (refusal is not None) == is_refused
    if refusal is not None:
        assert "beside HVM_PARAM_" in refusal.message
        assert refusal.offset == 8 + 16 + 8


def test_viridian_of_xcp_ng_8_2() -> None:
    hotplug = params((9, 0x1001))
    assert params_refusal(hotplug, versions.XCPNG_8_2) is None
    assert params_refusal(params((9, 0x401)), versions.XCPNG_8_2) is not None
    assert params_refusal(hotplug, (4, 13, 5)) is not None
    assert params_refusal(hotplug, (4, 15)) is None


def test_subleaf_of_xenserver_8() -> None:
    assert cpuid_refusal(leaf(7, 3), versions.XENSERVER_8) is None
    assert cpuid_refusal(leaf(7, 4), versions.XENSERVER_8) is not None
    for xen in ((4, 17, 6), (4, 17, 7), (4, 22)):
        assert cpuid_refusal(leaf(7, 3), xen) is not None


def test_params_that_the_toolstack_refuses() -> None:
    # It sets no errno of its own, so whatever it logs is none of this.
    assert said(params_refusal(params((20, 0)), (4, 13))) == f"set HVM param 20 = 0x{0:016x}"
    assert said(params_refusal(params((13, 0x7FF0)), (4, 13))).endswith(
        "(1 = Operation not permitted)"
    )


# Any octets

VERSIONS = st.tuples(st.just(4), st.integers(6, 23))
TABLES = st.one_of(
    st.binary(max_size=200),
    st.lists(
        st.tuples(
            st.sampled_from([0, 1, 4, 7, 0xB, 0xD, 0xCE, 0x10A, 0x80000000, 0x40000000, NONE]),
            st.sampled_from([0, 1, 2, 63, NONE]),
            st.integers(0, NONE),
        ),
        max_size=40,
    ).map(lambda rows: b"".join(struct.pack("<IIIIII", *row, 0, 0, 0) for row in rows)),
    st.lists(
        st.tuples(st.integers(0, 45) | st.integers(0, (1 << 64) - 1), st.integers(0, 1 << 40)),
        max_size=20,
    ).map(lambda pairs: params(*pairs)),
)


@given(TABLES, VERSIONS, st.none() | st.integers(0, (1 << 32) - 1))
def test_any_octets(octets: bytes, version: tuple[int, int], length: int | None) -> None:
    for refusal in (
        cpuid_refusal(octets, version, length=length),
        msr_refusal(octets, version, length=length),
        tsc_refusal(octets, version, length=length),
        params_refusal(octets, version, length=length),
        params_refusal(octets, version, is_pvh=True),
    ):
        if refusal is not None:
            assert 0 <= refusal.offset <= len(octets)
            assert refusal.message
            assert refusal.xen_says


# What a real Xen said


def refusals(path: Path, version: tuple[int, int] = GROUND_TRUTH_XEN) -> Iterator[Refusal]:
    """Judge a stream's records of these four kinds, in Xen's order."""
    policy: dict[str, bytes] = {}
    is_static_data_over = False
    before: dict[int, int] = {}
    found: list[Refusal | None]
    with xenstream.open(path) as stream:
        for record in stream:
            if record.layer.name != "libxc":
                continue
            name, octets, length = record.name, record.octets, record.length
            found = []
            is_inferred = record.layer.version < 3 and name in MEMORY
            if (name == "STATIC_DATA_END" or is_inferred) and not is_static_data_over:
                is_static_data_over = True
                if "X86_CPUID_POLICY" in policy:
                    found.append(cpuid_refusal(policy["X86_CPUID_POLICY"], version))
                if "X86_MSR_POLICY" in policy:
                    found.append(msr_refusal(policy["X86_MSR_POLICY"], version))
            if name == "X86_CPUID_POLICY":
                found.append(cpuid_length_refusal(length))
                policy[name] = octets
            elif name == "X86_MSR_POLICY":
                found.append(msr_length_refusal(length))
                policy[name] = octets
            elif name == "X86_TSC_INFO":
                found.append(tsc_refusal(octets, version))
            elif name == "HVM_PARAMS":
                configuration = record.layer.configuration
                is_pvh = configuration is not None and domain_of(configuration).type == "pvh"
                found.append(params_refusal(octets, version, before=before, is_pvh=is_pvh))
            yield from filter(None, found)


def first_refusal(path: Path) -> Refusal | None:
    return next(refusals(path), None)


def ground_truth() -> dict[str, dict[str, Any]]:
    """Give the cases whose verdicts the streams decide, by kind and name."""
    verdicts = GROUND_TRUTH / "verdicts.json"
    if not verdicts.exists():
        return {}
    kinds: dict[str, dict[str, dict[str, Any]]] = json.loads(verdicts.read_text("utf-8"))
    return {
        f"{kind}/{name}": case
        for kind, cases in kinds.items()
        for name, case in cases.items()
        if case["decided_by_stream"]
    }


CASES = ground_truth()
OURS = (
    "cpuid-",
    "msr-",
    "tsc-",
    "params-",
    "no-cpuid",
    "no-msr",
    "no-tsc",
    "no-param",
    "no-policy",
)
REAL = sorted((SHARED / "streams").glob("*.img.xz"))
needs_ground_truth = pytest.mark.skipif(not CASES, reason=f"no verdicts in {GROUND_TRUTH}")
needs_streams = pytest.mark.skipif(not REAL, reason=f"no real images in {SHARED}/streams")


def image_of(case: str) -> Path:
    return GROUND_TRUTH / f"{case}.img.xz"


@needs_ground_truth
@pytest.mark.parametrize("case", [case for case in CASES if case.split("/")[1].startswith(OURS)])
def test_agrees_with_a_real_xen(case: str) -> None:
    refusal = first_refusal(image_of(case))
    if CASES[case]["restored"]:
        assert refusal is None
    else:
        assert any(said(refusal) in line for line in CASES[case]["xen_said"]), refusal


@needs_ground_truth
def test_refuses_nothing_that_a_real_xen_restored() -> None:
    restored = [case for case in CASES if CASES[case]["restored"]]
    wrong = {case: first_refusal(image_of(case)) for case in restored}
    assert not {case: refusal for case, refusal in wrong.items() if refusal is not None}


@needs_streams
@pytest.mark.parametrize("image", REAL, ids=lambda path: path.name)
@pytest.mark.parametrize("version", [(4, 17), (4, 20), (4, 22)])
def test_takes_a_real_image(image: Path, version: tuple[int, int]) -> None:
    assert not list(refusals(image, version))


@needs_streams
def test_an_older_xen_lacks_a_guests_viridian_features() -> None:
    image = SHARED / "streams" / "hvm-vga-save-p.img.xz"
    (refusal,) = refusals(image, (4, 14))
    assert refusal.xen_says == "set HVM param 9 = 0x0000000000001865 (22 = Invalid argument)"
