"""The model of Xen's hvm_load(): what a real Xen said, and each handler's limits by version."""

from __future__ import annotations

import json
import struct
import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from places import SHARED
from xenstream_parsers.xen_hvm_context import XenHvmContext

import xenstream
from xenstream.format import hvm_save
from xenstream.format.fields import Shape
from xenstream.restore.hvm_context import MOST_VCPUS, lacks, refusal
from xenstream.restore.refusal import Refusal
from xenstream.walk.walker import KEPT_BODY, Configuration

RESTORE = SHARED / "restore"
KINDS = ("hvm", "hvm-qemu")


def _cases() -> list[tuple[str, str, dict[str, Any]]]:
    """Give what the real Xen 4.17.7 was given: kind, name, verdict."""
    try:
        verdicts = json.loads((RESTORE / "verdicts.json").read_text("utf-8"))
    except FileNotFoundError:
        return []
    return [
        (kind, name, verdict)
        for kind in KINDS
        for name, verdict in verdicts[kind].items()
        if (name.startswith("ctx-") or name == "good") and verdict["decided_by_stream"]
    ]


CASES = _cases()
needs_verdicts = pytest.mark.skipif(not CASES, reason=f"no verdicts of a real Xen in {RESTORE}")


class Context(NamedTuple):
    """The last HVM_CONTEXT of an image, which is the one that Xen loads, and its domain."""

    octets: bytes
    length: int
    vcpus: int
    has_devices: bool

    def refusal(self) -> Refusal | None:
        return refusal(
            self.octets,
            (4, 17),
            self.vcpus,
            length=self.length,
            has_devices=self.has_devices,
        )


def _context(image: Path) -> Context:
    vcpus, has_devices, body, length = 0, False, b"", 0
    with xenstream.open(image) as stream:
        for item in stream.items():
            if isinstance(item, Configuration):
                configuration = json.loads(item.octets[4:].rstrip(b"\0"))
                vcpus = configuration["b_info"]["max_vcpus"]
                has_devices = configuration["c_info"]["type"] == "hvm"
            elif item.kind == "libxc HVM_CONTEXT":
                record: Any = item
                body, length = record.octets, record.length
    return Context(body, length, vcpus, has_devices)


def _image(kind: str, name: str) -> Path:
    return RESTORE / kind / f"{name}.img.xz"


@needs_verdicts
@pytest.mark.parametrize(
    ("kind", "name", "verdict"),
    CASES or [("", "", {})],
    ids=[f"{kind}-{name}" for kind, name, _ in CASES] or ["none"],
)
def test_says_what_a_real_xen_said(kind: str, name: str, verdict: dict[str, Any]) -> None:
    told = _context(_image(kind, name)).refusal()
    assert (told is None) == verdict["restored"], told
    if told is not None:
        assert verdict["xen_said"][0] == f"xc: error: {told.xen_says}: Internal error"


# What Xen 4.17 says of every entry, by the kinds of mutants that a real one was given: its
# errno for a length that is one less, one that is eight more, an instance 9 in a domain of one
# vcpu, and a body of nothing but 0xff. None: it restores.
EPERM, ENOENT, EINVAL, ENODATA, EOPNOTSUPP = 1, 2, 22, 61, 95
IN_4_17: dict[int, tuple[int | None, int | None, int | None, int | None]] = {
    1: (ENODATA, ENODATA, None, EINVAL),  # HEADER
    2: (None, EINVAL, EINVAL, EINVAL),  # CPU
    3: (EINVAL, EINVAL, ENOENT, None),  # PIC
    4: (ENODATA, ENODATA, None, None),  # IOAPIC
    5: (None, EINVAL, EINVAL, None),  # LAPIC
    6: (EINVAL, EINVAL, EINVAL, None),  # LAPIC_REGS
    7: (EINVAL, EINVAL, None, None),  # PCI_IRQ
    8: (EINVAL, EINVAL, None, None),  # ISA_IRQ
    9: (EINVAL, EINVAL, None, EINVAL),  # PCI_LINK
    10: (ENODATA, ENODATA, None, None),  # PIT
    11: (None, EINVAL, None, None),  # RTC
    12: (EINVAL, EINVAL, None, None),  # HPET
    13: (EINVAL, EINVAL, None, None),  # PMTIMER
    14: (EINVAL, EINVAL, EINVAL, EINVAL),  # MTRR
    15: (None, EINVAL, None, None),  # VIRIDIAN_DOMAIN
    16: (EINVAL, None, EINVAL, EINVAL),  # CPU_XSAVE, here of x87 and SSE state alone
    17: (None, EINVAL, EINVAL, EINVAL),  # VIRIDIAN_VCPU
    18: (None, EPERM, EINVAL, EINVAL),  # VMCE_VCPU
    19: (EINVAL, EINVAL, EINVAL, None),  # TSC_ADJUST
    20: (EOPNOTSUPP, EOPNOTSUPP, EINVAL, EOPNOTSUPP),  # CPU_MSR, here of two
}
SIZES = {
    1: 24,
    2: 1032,
    3: 8,
    4: 400,
    5: 24,
    6: 1024,
    7: 16,
    8: 8,
    9: 8,
    10: 56,
    11: 24,
    12: 1048,
    13: 8,
    14: 240,
    15: 32,
    16: 600,
    17: 216,
    18: 32,
    19: 8,
    20: 40,
}
VERSIONS = [(4, minor) for minor in range(6, 24)]


def put(body: bytes, at: int, value: int, width: int = 8) -> bytes:
    """Set a number of a body."""
    return body[:at] + value.to_bytes(width, "little") + body[at + width :]


def body_of(typecode: int, size: int | None = None) -> bytes:
    """Give a body that every Xen loads, but for its size."""
    body = bytes(SIZES[typecode] if size is None else size)
    if typecode == 1:
        return struct.pack("<IIQII", 0x54381286, 1, 1, 0xF10B1, 2_600_000)
    if typecode == 2:
        body = put(put(body, 656, 0x8005003B, 8), 680, 0x6F0, 8)
        return put(body, 992 if len(body) >= 1000 else 0, 0xD01, 8)
    if typecode == 3:
        return put(body, 5, 0x40, 1)
    if typecode == 5:
        return put(body, 0, 0xFEE00D00)
    if typecode == 10:
        return put(put(body, 15, 1, 1), 31, 1, 1)
    if typecode == 16:
        return put(put(body, 8, 3), 16, 3)
    if typecode == 20:
        return struct.pack("<IIIIQIIQ", 2, 0, 0xC0011019, 0, 1, 0xC001101A, 0, 2)
    return body


def entry(typecode: int, body: bytes, instance: int = 0) -> bytes:
    return struct.pack("<HHI", typecode, instance, len(body)) + body


def context(*entries: bytes) -> bytes:
    """Give a context of a header, these entries and an END."""
    return b"".join([entry(1, body_of(1)), *entries, entry(0, b"")])


def alone(typecode: int, body: bytes, instance: int = 0) -> bytes:
    """Give a context with one entry besides its HEADER; the HEADER itself for typecode 1."""
    one = entry(typecode, body, instance)
    return one + entry(0, b"") if typecode == 1 else context(one)


def errno(octets: bytes, xen: tuple[int, int] = (4, 17), vcpus: int | None = 1) -> int | None:
    told = refusal(octets, xen, vcpus)
    if told is None:
        return None
    assert 0 <= told.offset <= len(octets)
    return int(told.xen_says.partition("(")[2].partition(" ")[0])


@pytest.mark.parametrize("typecode", IN_4_17)
def test_every_entry_of_4_17(typecode: int) -> None:
    shorter, longer, elsewhere, ones = IN_4_17[typecode]
    body = body_of(typecode)
    assert errno(alone(typecode, body)) is None
    assert errno(alone(typecode, body[:-1])) == shorter
    assert errno(alone(typecode, body + bytes(8))) == longer
    assert errno(alone(typecode, body, 9)) == elsewhere
    assert errno(alone(typecode, b"\xff" * len(body))) == ones
    unknown = alone(typecode, body).replace(entry(typecode, body), entry(99, body))
    assert errno(unknown) == (ENODATA if typecode == 1 else EINVAL)
    # Xen asks for none but HEADER, and minds none that comes twice.
    if typecode != 1:
        assert errno(context()) is None
        twice = entry(typecode, body)
        assert errno(context(twice, twice)) is None


@pytest.mark.parametrize("xen", VERSIONS)
@pytest.mark.parametrize("typecode", [code for code in SIZES if code not in (1, 16, 20)])
def test_sizes_by_version(typecode: int, xen: tuple[int, int]) -> None:
    size = SIZES[typecode]
    if typecode == 2 and xen < (4, 7):
        size = 1024
    if typecode == 5 and xen >= (4, 18):
        size = 32
    if typecode == 11 and xen < (4, 14):
        size = 16
    if typecode == 17:
        size = 216 if xen >= (4, 13) else 16 if xen >= (4, 7) else 8
    if typecode == 18 and xen < (4, 10):
        size = 24
    extends = typecode in (5, 15, 18)
    extends |= typecode in (2, 17) and xen >= (4, 7)
    extends |= typecode == 11 and xen >= (4, 14)
    assert errno(alone(typecode, body_of(typecode, size)), xen) is None
    assert (errno(alone(typecode, body_of(typecode, size - 1)), xen) is None) == extends
    told = refusal(alone(typecode, body_of(typecode, size + 1)), xen, 1)
    assert told is not None
    assert f"{size + 1} octets, expected {size}" in told.message
    assert told.offset == 32 + 4


def test_errnos_by_version() -> None:
    broken = alone(7, bytes(15))
    assert [errno(broken, (4, minor)) for minor in (6, 12, 13, 18)] == [1, 1, 22, 22]
    # From 4.19 on lengths are checked before anything is loaded, by a handler or without one.
    past_end = alone(7, bytes(16))[:-16]
    assert [errno(past_end, (4, minor)) for minor in (12, 17, 19)] == [1, 22, 61]
    assert [errno(alone(9, bytes(7)), (4, minor)) for minor in (17, 19)] == [22, 61]
    assert [errno(alone(5, bytes(33)), (4, minor)) for minor in (19, 20)] == [22, 61]
    assert [errno(alone(3, bytes(7)), (4, minor)) for minor in (17, 19)] == [22, 61]
    # What the checks find comes before what the loading finds.
    both = context(entry(2, bytes(1032)), entry(9, b"\xff" * 8))
    first, second = refusal(both, (4, 18), 1), refusal(both, (4, 19), 1)
    assert first is not None
    assert second is not None
    assert (first.message[:3], second.message[:8]) == ("CPU", "PCI_LINK")


def test_refusal_tells_all() -> None:
    told = refusal(alone(14, bytes(239), 3), (4, 17), 8)
    assert told == Refusal(
        "MTRR, instance 3: 239 octets, expected 240",
        36,
        "Unable to restore HVM context (22 = Invalid argument)",
        4,
        "entries[1].header.len_body",
    )
    msrs = struct.pack("<IIIIQ", 1, 0, 0x48, 1, 0)
    told = refusal(alone(20, msrs), (4, 17), 1)
    assert told is not None
    assert (told.offset, told.length) == (32 + 8 + 8 + 4, 4)
    assert told.path == "entries[1].state.msrs[0].reserved1"


def test_empty_record() -> None:
    told = refusal(b"", (4, 17))
    assert told is not None
    assert told.xen_says == "Unable to allocate 0 bytes for hvm context"
    assert [errno(b"", (4, minor)) for minor in (12, 13)] == [EPERM, ENODATA]


def test_begin_and_end() -> None:
    good = context()
    assert errno(good[:-8]) == ENODATA
    assert errno(good[:-1]) == ENODATA
    assert errno(good[:7]) == ENODATA
    assert errno(good[32:]) == ENODATA
    assert errno(good + b"more") is None
    # END's length is not looked at.
    assert errno(good[:-4] + b"\xff" * 4) is None
    assert errno(context(entry(1, body_of(1)))) == EINVAL
    assert errno(alone(1, put(body_of(1), 4, 2, 4))) == EINVAL
    assert errno(alone(1, put(body_of(1), 16, 0))) is None


def test_vcpus() -> None:
    for typecode in (2, 5, 6, 14, 16, 17, 18, 19, 20):
        octets = alone(typecode, body_of(typecode), 2)
        assert errno(octets, vcpus=2) == EINVAL
        assert errno(octets, vcpus=3) is None
        assert errno(octets, vcpus=None) is None
        octets = alone(typecode, body_of(typecode), MOST_VCPUS)
        assert errno(octets, vcpus=None) == EINVAL
    assert errno(alone(3, body_of(3), 1)) is None
    assert errno(alone(3, body_of(3), 2)) == ENOENT


def test_devices_that_pvh_has_not() -> None:
    for typecode in SIZES:
        octets = alone(typecode, body_of(typecode))
        told = refusal(octets, (4, 17), 1, has_devices=False)
        assert (told is not None) == (typecode in (3, 4, 10, 11, 12, 13))
        if told is not None:
            assert told.xen_says.endswith("(19 = No such device)")
        assert refusal(octets, (4, 17), 1, has_devices=True) is None


CPU = {
    # The field: its offset, a value, and the versions that refuse it, from the first on.
    "pad0": (1028, 1, 4, (4, 7)),
    "cr0": (656, 0x80000000_8005003B, 8, (4, 6)),
    "cr0 without ET": (656, 0x8005002B, 8, (4, 6)),
    "cr0 with PG, without PE": (656, 0x8005003A, 8, (4, 6)),
    "cr4 of no guest": (680, 1 << 14, 8, (4, 6)),
    "efer with unknown bits": (992, 0xD01 | 1 << 30, 8, (4, 8)),
    "efer with LMSLE": (992, 0xD01 | 1 << 13, 8, (4, 12)),
    "efer with LMA, without LME": (992, 0xC01, 8, (4, 6)),
    "dr6": (720, 1 << 32, 8, (4, 18)),
    "dr7": (728, 1 << 32, 8, (4, 18)),
    "cr3": (672, 1 << 52, 8, (4, 14)),
    "flags": (1024, 2, 4, (4, 7)),
    "tsc_aux": (1000, 1 << 32, 8, (4, 12)),
    "pending event of type 1": (1016, 1 << 31 | 1 << 8, 4, (4, 6)),
    "pending event of type 7": (1016, 1 << 31 | 7 << 8, 4, (4, 6)),
    "pending event's reserved bits": (1016, 1 << 31 | 1 << 12, 4, (4, 6)),
    "error code": (1016, (1 << 31 | 1 << 11 | 3 << 8) | 1 << 48, 8, (4, 9)),
}


@pytest.mark.parametrize("name", CPU)
def test_cpu(name: str) -> None:
    at, value, width, since = CPU[name]
    for xen in VERSIONS:
        body = body_of(2, 1024 if xen < (4, 7) else 1032)
        told = refusal(alone(2, put(body, at, value, width)[: len(body)]), xen, 1)
        assert (told is not None) == (xen >= since), xen
        if told is not None:
            assert told.offset == 40 + at + (4 if name == "error code" else 0)


@pytest.mark.parametrize(
    ("bit", "since"), [(22, 7), (11, 10), (24, 18), (27, 22), (13, 6), (21, 6)]
)
def test_cr4_by_version(bit: int, since: int) -> None:
    for xen in VERSIONS:
        body = put(body_of(2, 1024 if xen < (4, 7) else 1032), 680, 1 << bit)
        assert (errno(alone(2, body), xen) is None) == (xen >= (4, since)), xen


def test_cpu_of_old_layout() -> None:
    """Before 3.4 there was no TSC_AUX: what follows it moves up."""
    for xen in VERSIONS:
        old = body_of(2, 1016)
        assert errno(alone(2, old), xen) is None
        # Where TSC_AUX is now was the TSC.
        assert errno(alone(2, put(old, 1000, 1 << 63)), xen) is None
        told = refusal(alone(2, put(old, 1008, 1 << 31 | 1 << 8, 4)), xen, 1)
        assert told is not None
        assert told.offset == 40 + 1008
    # A shorter record has no flags of its own.
    assert errno(alone(2, put(body_of(2), 1024, 2, 4)[:-1])) is None
    assert errno(alone(2, b"")) == EINVAL


def test_lapic() -> None:
    for xen in VERSIONS:
        assert errno(alone(5, put(body_of(5), 0, 1 << 10)), xen) is not None
        assert errno(alone(5, put(body_of(5), 0, 3 << 10)), xen) is None
        assert errno(alone(5, b""), xen) is None


def test_checks_of_4_19() -> None:
    old, new = (4, 18), (4, 19)
    pit, pic = body_of(10), body_of(3)
    for octets, expected in {
        alone(10, put(pit, 48, 2, 4)): 33,
        alone(10, put(pit, 52, 1, 4)): 33,
        alone(10, put(pit, 0, 0x10001, 4)): 33,
        alone(10, put(pit, 16 + 9, 5, 1)): 33,
        alone(10, put(pit, 12, 4, 1)): 33,
        alone(10, put(pit, 31, 0, 1)): EINVAL,
        alone(10, put(pit, 47, 2, 1)): 33,
        alone(3, put(pic, 7, 2, 1)): 33,
        alone(3, pic, 1): EINVAL,
        alone(3, put(pic, 5, 0, 1)): EINVAL,
        alone(3, put(pic, 6, 0x02, 1)): EINVAL,
        alone(3, put(put(pic, 7, 1, 1), 4, 1, 1)): EINVAL,
        alone(9, put(bytes(8), 4, 1, 1)): EINVAL,
    }.items():
        assert errno(octets, old) is None
        assert errno(octets, new) == expected
    for octets in (
        alone(10, put(pit, 0, 0x10000, 4)),
        alone(10, put(pit, 13, 0xFF, 1)),
        alone(3, put(put(pic, 6, 0xFC, 1), 4, 0xF1, 1)),
        alone(3, put(bytes(8), 6, 0xDE, 1), 1),
    ):
        assert errno(octets, new) is None


def test_mtrr_and_viridian_and_vmce() -> None:
    nine = alone(14, put(bytes(240), 224, 0x509))
    assert [errno(nine, (4, minor)) for minor in (11, 12, 17)] == [None, 1, 22]
    assert errno(alone(14, put(bytes(240), 224, 0x508))) is None
    assert errno(alone(17, put(bytes(16), 8, 0x1FF))) == EINVAL
    assert errno(alone(17, put(bytes(16), 8, 0xFF))) is None
    assert errno(alone(18, put(bytes(32), 0, 1 << 27))) is None
    assert errno(alone(18, put(bytes(24), 0, 1 << 27)), (4, 9)) == EPERM
    assert errno(alone(18, put(bytes(32), 0, 1 << 63))) == EINVAL


def test_xsave() -> None:
    good = body_of(16)
    for at, value, expected in (
        (536, 4, EINVAL),  # xstate_bv, beyond xcr0_accum
        (8, 7, EINVAL),
        (16, 1, EINVAL),
        (544, 1 << 63, EOPNOTSUPP),
        (552, 1, 5),
    ):
        assert errno(alone(16, put(good, at, value))) == expected
    for accum, is_valid in {
        1: True,
        2: False,
        5: False,
        7: True,
        0x203: True,
        0xE7: True,
        0x27: False,
        0xE3: False,
        0x1F: True,
        0x0B: False,
        1 << 63 | 3: False,
    }.items():
        # The area ends where AVX's component does; where others lie, nothing tells here.
        longer = good + bytes(256 if accum == 7 else 0)
        body = put(put(longer, 8, accum & 1), 16, accum)
        assert (errno(alone(16, body)) is None) == is_valid, hex(accum)
    assert errno(alone(16, put(good, 16, 7))) == EINVAL
    # Old Xens wrote too much: zeros pass. Of other states the host knows how long they are.
    assert errno(alone(16, good + bytes(64))) is None
    assert errno(alone(16, good + bytes(63) + b"\1")) == EOPNOTSUPP
    assert errno(alone(16, put(good, 16, 7) + b"\1" * 256)) is None
    assert errno(alone(16, put(good, 16, 0x203) + b"\1" * 256)) is None
    assert errno(alone(16, good)[:-16]) == ENODATA


@pytest.mark.parametrize(
    ("index", "since"),
    [(0xD90, 6), (0x48, 7), (0xDA0, 7), (0x140, 8), (0xC001011F, 17), (0x6E1, 18), (0x10, 99)],
)
def test_msrs_by_version(index: int, since: int) -> None:
    octets = alone(20, struct.pack("<IIIIQ", 1, 0, index, 0, 0))
    for xen in VERSIONS:
        told = refusal(octets, xen, 1)
        assert (told is None) == (xen >= (4, since))
        if told is not None and xen >= (4, 13):
            assert told.xen_says.endswith("(6 = No such device or address)")
            assert told.offset == 48


def test_msrs() -> None:
    assert errno(alone(20, struct.pack("<IIIIQ", 1, 0, 0x48, 1, 0))) == EOPNOTSUPP
    assert errno(alone(20, struct.pack("<IIIIQ", 0xFFFFFFFF, 0, 0x48, 0, 0))) == EOPNOTSUPP
    assert errno(alone(20, bytes(8))) == EINVAL


def test_what_is_not_kept_is_not_judged() -> None:
    octets = context(entry(6, bytes(1024)), entry(9, b"\xff" * 8))
    at = octets.index(b"\xff" * 8)
    for kept in range(64, at):
        assert refusal(octets[:kept], (4, 17), 1, length=len(octets)) is None
    assert refusal(octets[: at + 8], (4, 17), 1, length=len(octets)) is not None
    # But for what the length tells: the entry is longer than all the rest.
    assert refusal(octets[:48], (4, 17), 1, length=len(octets)) is None
    assert refusal(octets[:48], (4, 17), 1, length=1000) is not None


def test_a_kept_body_full_of_entries_takes_no_longer_than_it_should() -> None:
    entries = entry(5, b"") * ((KEPT_BODY - 40) // 8)
    octets = context(entries)
    begin = time.perf_counter()
    assert refusal(octets, (4, 20), 1) is None
    assert lacks(octets)
    assert time.perf_counter() - begin < 20


def _vcpu(number: int, *typecodes: int) -> list[bytes]:
    return [entry(typecode, body_of(typecode), number) for typecode in typecodes]


def test_lacks() -> None:
    assert lacks(context(*_vcpu(0, 2, 5, 6, 14))) == ()
    assert lacks(context(*_vcpu(0, 2))) == ()
    # One that the guest took offline.
    assert lacks(context(*_vcpu(0, 2, 5, 6), *_vcpu(1, 5, 6))) == ()
    (no_cpu,) = lacks(context(*_vcpu(0, 5, 6)))
    assert no_cpu.startswith("no CPU record: ")
    (no_first,) = lacks(context(*_vcpu(0, 5, 6), *_vcpu(1, 2, 5, 6)))
    assert no_first.startswith("no CPU record of vcpu 0: ")
    (no_apic,) = lacks(context(*_vcpu(0, 2, 5)))
    assert no_apic.startswith("no LAPIC_REGS record of vcpu 0: ")
    assert lacks(b"") == ()
    assert lacks(context()[:-8]) == ()
    assert lacks(context(*_vcpu(0, 5, 6))[:-9]) == ()


@st.composite
def contexts(draw: st.DrawFn) -> bytes:
    """Give a context of good and broken entries, or anything."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=200))
    pieces = [entry(1, body_of(1))]
    for _ in range(draw(st.integers(0, 4))):
        typecode = draw(st.integers(0, 21))
        body = bytearray(body_of(typecode) if typecode in SIZES else b"")
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(body)))
            body[at : at + draw(st.sampled_from([0, 1, 8]))] = draw(st.binary(max_size=8))
        pieces.append(entry(typecode, bytes(body), draw(st.sampled_from([0, 0, 1, 9, 128]))))
    octets = b"".join(pieces) + entry(0, b"")
    return octets[: draw(st.sampled_from([len(octets), draw(st.integers(0, len(octets)))]))]


@settings(deadline=None, derandomize=True, max_examples=600)
@given(
    octets=contexts(),
    xen=st.tuples(st.integers(0, 5), st.integers(0, 30)),
    vcpus=st.none() | st.integers(0, 200),
    more=st.integers(0, 1 << 32),
    has_devices=st.none() | st.booleans(),
)
def test_never_raises(
    octets: bytes, xen: tuple[int, int], vcpus: int | None, more: int, has_devices: bool | None
) -> None:
    told = refusal(octets, xen, vcpus, has_devices=has_devices)
    assert told is None or 0 <= told.offset <= len(octets)
    length = len(octets) + more
    told = refusal(octets, xen, vcpus, length=length, has_devices=has_devices)
    assert told is None or 0 <= told.offset <= length
    lacks(octets)


def test_entries_are_framed_as_the_spec_has_them() -> None:
    octets = struct.pack("<HHI", 0x1234, 0x5678, 2) + b"ab"
    (entry,) = hvm_save.entries(octets)
    fields = Shape(XenHvmContext.HvmSaveDescriptor).build(octets)
    assert entry == (fields.typecode, fields.instance, fields.len_body, 0)
    assert Shape(XenHvmContext.HvmSaveDescriptor).size() == hvm_save.DESCRIPTOR_SIZE
    codes = XenHvmContext.HvmSaveCode
    assert {int(code): code.name.upper() for code in codes} == hvm_save.NAMES
