"""The device state of qemu: what is told of it, certain or not, and that no state takes long."""

from __future__ import annotations

import io
import json
import lzma
import random
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import streams
from hypothesis import given
from hypothesis import strategies as st
from places import FIXTURES, STREAMS
from streams import END, SMALL, environment, libxc, libxl, record, xl
from xenstream_parsers.qemu_device_state import QemuDeviceState

import xenstream
from xenstream.contents import qemu
from xenstream.contents.qemu import DeviceState, Section, read
from xenstream.format.fields import Shape
from xenstream.report.describe import describe
from xenstream.walk.walker import KEPT_BODY, Record

START, PART, FULL, SUBSECTION, DESCRIPTION, CONFIGURATION, FOOTER = 1, 2, 4, 5, 6, 7, 0x7E
EOF = b"\0"
HEADER = b"QEVM" + struct.pack(">I", 3)
EMULATOR_CONTEXT = 3
IN_RECORD = 8 + 8  # the record's header and the emulator's

# What the devices of the real images are, in the order of their sections.
HVM = (
    "timer cpu_common cpu apic fw_cfg PCIBUS 0000:00:00.0/I440FX dma dma 0000:00:01.0/PIIX3 ioapic "
    "hpet mc146818rtc serial fdc ps2kbd ps2mouse pckbd port92 0000:00:01.1/ide i2c_bus "
    "0000:00:01.3/piix4_pm 0000:00:02.0/platform"
)
HVM_VGA = (
    "timer cpu_common cpu apic cpu_common cpu apic fw_cfg PCIBUS 0000:00:00.0/I440FX dma dma "
    "0000:00:01.0/PIIX3 ioapic hpet mc146818rtc serial fdc ps2kbd ps2mouse pckbd port92 "
    "0000:00:01.1/ide 0000:00:01.2/uhci i2c_bus 0000:00:01.3/piix4_pm 0000:00:02.0/platform "
    "0000:00:01.2/1/usb-ptr 0000:00:03.0/vga"
)
XEN_4_20 = (
    "timer cpu_common cpu apic 0000:00:00.0/I440FX PCIBUS fw_cfg dma dma mc146818rtc "
    "0000:00:01.1/ide i2c_bus 0000:00:01.3/piix4_pm 0000:00:01.0/PIIX3 ioapic hpet serial fdc "
    "ps2kbd ps2mouse pckbd port92 0000:00:02.0/platform"
)
REAL = {
    "hvm-save-p2.img": (6159, HVM),
    "hvm-vga-save-p.img": (10406, HVM_VGA),
    "xen4.20-hvm-save-p.img": (6183, XEN_4_20),
}


def section(
    number: int,
    name: str | bytes = "dev",
    body: bytes = bytes(12),
    kind: int = FULL,
    instance: int = 0,
    version: int = 1,
) -> bytes:
    """Give a section with its header."""
    text = name.encode("ascii") if isinstance(name, str) else name
    header = struct.pack(">BIB", kind, number, len(text)) + text
    return header + struct.pack(">II", instance, version) + body


def footer(number: int) -> bytes:
    return struct.pack(">BI", FOOTER, number)


def configuration(machine: bytes = b"xenfv") -> bytes:
    return struct.pack(">BI", CONFIGURATION, len(machine)) + machine


def description(text: bytes = b'{"devices": []}') -> bytes:
    return struct.pack(">BI", DESCRIPTION, len(text)) + text


def found(state: DeviceState) -> list[tuple[int, str]]:
    """Give the sections' ids and names."""
    return [(one.section_id, one.name) for one in state.sections]


def stream_with(state: bytes, emulator: int = 2, order: str = "<") -> bytes:
    """Give a libxl stream with that device state, and without other records of its kind."""
    header = struct.pack(">QII", 0x4C6962786C466D74, 2, int(order == ">"))
    context = record(EMULATOR_CONTEXT, struct.pack(f"{order}II", emulator, 0) + state, order)
    return header + record(1, b"", order) + libxc(order=order) + context + record(END, b"", order)


def contexts_of(readable: Any, format: str = "auto") -> tuple[xenstream.Report, list[Record]]:
    """Give the report on a stream, and its records of device states."""
    records: list[Record] = []

    def see(item: Any, *_: Any) -> None:
        if isinstance(item, Record) and item.kind == "libxl EMULATOR_CONTEXT":
            records.append(item)

    return xenstream.verify(readable, format=format, observer=see), records


def verified(state: bytes, **more: Any) -> tuple[xenstream.Report, Record]:
    """Give the report on a stream with that device state, and its record."""
    report, (context,) = contexts_of(io.BytesIO(stream_with(state, **more)), "libxl")
    return report, context


# --- Real ones ---


@pytest.mark.parametrize("name", REAL)
def test_real_sections(name: str) -> None:
    packed = STREAMS / f"{name}.xz"
    if not packed.exists():
        pytest.skip(f"no real images in {STREAMS}")
    length, names = REAL[name]
    with lzma.open(packed) as image:
        report, (context,) = contexts_of(image, "xl")
    state = qemu.state_of(context)
    assert context.length == 8 + length
    assert [one.name for one in state.sections] == names.split()
    assert [one.is_walked for one in state.sections] == [True] + [False] * (len(names.split()) - 1)
    assert (state.version, state.machine, state.walked_to) == (3, None, 0x1B)
    assert state.stopped == 'body of "timer" has no length'
    assert state.has_end is True
    assert state.is_searched
    assert not [one for one in report.findings if one.code.startswith("XS75")]


EXPECTED = json.loads((FIXTURES / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize("name", [name for name in EXPECTED if "hvm-" in name])
def test_fixtures_keep_the_first_section(name: str) -> None:
    """Beyond 64 octets a state is zeros there."""
    with lzma.open(FIXTURES / f"{name}.xz") as image:
        report, (context,) = contexts_of(image, "xl")
    state = qemu.state_of(context)
    assert state.sections == (Section("timer", 0, 2, 0, 8, is_walked=True),)
    assert (state.walked_to, state.has_end) == (0x1B, True)
    assert not [one for one in report.findings if one.code.startswith("XS75")]


# --- What is certain ---


def test_the_walk_ends_with_the_first_header() -> None:
    state = read(HEADER + section(7, "timer", instance=2, version=3) + EOF)
    assert state.sections == (Section("timer", 2, 3, 7, 8, is_walked=True),)
    assert state.walked_to == 8 + 19
    assert state.stopped == 'body of "timer" has no length'
    assert (state.version, state.likeness, state.wrong_magic) == (3, 1, None)
    assert (state.machine, state.ends_in, state.refused) == (None, None, None)
    assert (state.has_end, state.is_searched, state.is_known) == (True, True, True)


def test_configuration() -> None:
    state = read(HEADER + configuration(b"pc-i440fx") + section(0) + EOF)
    assert state.machine == "pc-i440fx"
    assert state.sections[0].is_walked
    assert state.sections[0].offset == 8 + 5 + 9


def test_subsection_of_the_configuration_ends_the_walk() -> None:
    subsection = struct.pack(">BB", SUBSECTION, 4) + b"c/tp" + struct.pack(">II", 1, 12)
    before = HEADER + configuration()
    state = read(before + subsection + section(5, "dev") + EOF)
    assert state.stopped == "a subsection of the configuration has no length"
    assert state.walked_to == len(before)
    assert found(state) == [(5, "dev")]
    assert not state.sections[0].is_walked
    assert state.refused is None


def test_name_in_the_reason_is_fit_to_be_shown() -> None:
    state = read(HEADER + section(0, b'\x1b[2J\n"\xff' + b"a" * 100))
    assert state.sections[0].name.startswith('\x1b[2J\n"\xff')
    assert state.stopped.startswith('body of "\\x1b[2J\\n"\\xffaaa')
    assert state.stopped.isprintable()
    assert len(state.stopped) < 120


@pytest.mark.parametrize(
    ("octets", "reason", "walked_to"),
    [
        (b"", "ends in its header", 0),
        (HEADER, "nothing follows", 8),
        (HEADER + b"\0", "it ends without a section", 9),
        (HEADER + b"\x08\0\1\0\0", "a command, which Xen has no use for", 8),
        (HEADER + b"\x55", "0x55 begins no section", 8),
        (HEADER + b"\5", "0x5 begins no section", 8),
        (HEADER + configuration()[:7], "ends in its configuration", 8),
        (HEADER + configuration() + b"\4", "ends in the header of its first section", 18),
        (b"QEVM\0\0\0\2\0", "version 2 is not known", 8),
        (b"QEVN\0\0\0\3\0", "its magic is another", 0),
    ],
)
def test_why_the_walk_ends(octets: bytes, reason: str, walked_to: int) -> None:
    state = read(octets)
    assert (state.stopped, state.walked_to, state.sections) == (reason, walked_to, ())


def test_every_cut_of_the_first_header_is_told() -> None:
    whole = HEADER + section(0, "timer", b"")
    for size in range(1, len(whole)):
        if size != len(HEADER):
            assert read(whole[:size]).ends_in, size
            assert read(whole[:size], is_whole=False).ends_in is None
    assert read(whole).ends_in is None


# --- What looks right ---


def test_sections_are_found_by_their_looks() -> None:
    parts = [section(0), section(3, "0000:00:01.1/ide", bytes(99)), section(4, "a", kind=START)]
    state = read(HEADER + b"".join(parts) + EOF)
    assert found(state) == [(0, "dev"), (3, "0000:00:01.1/ide"), (4, "a")]
    assert [one.is_walked for one in state.sections] == [True, False, False]
    assert [one.offset for one in state.sections] == [
        8,
        8 + len(parts[0]),
        8 + len(parts[0] + parts[1]),
    ]


def test_ids_need_not_be_in_order() -> None:
    """Newer versions write the interrupt controllers first."""
    state = read(HEADER + section(5, "apic") + section(0, "timer") + section(3, "cpu") + EOF)
    assert found(state) == [(5, "apic"), (0, "timer"), (3, "cpu")]


@pytest.mark.parametrize(
    "unlike",
    [
        section(1, "no", kind=PART),
        section(0, "same-id"),
        section(256, "far"),
        section(1, b""),
        section(1, b"\xfe"),
        section(1, b"a\n"),
        section(1, b"a\0"),
        section(1, "dev", version=1000),
        section(1, "dev", instance=1 << 16),
        section(1, "dev", b"")[:-1],
    ],
)
def test_what_is_no_section(unlike: bytes) -> None:
    assert found(read(HEADER + section(0) + unlike)) == [(0, "dev")]


@pytest.mark.parametrize("length", [1, 255])
def test_lengths_of_names(length: int) -> None:
    name = "n" * length
    assert found(read(HEADER + section(0) + section(255, name) + EOF)) == [(0, "dev"), (255, name)]


def test_a_header_within_a_header_is_none() -> None:
    """The octets of an instance and a version look like the beginning of a section."""
    state = read(HEADER + section(0) + section(1, "a", section(2, "b", b""), instance=4) + EOF)
    assert found(state) == [(0, "dev"), (1, "a"), (2, "b")]


def test_footers_tell_sections_from_their_likes() -> None:
    false = section(9, "no-section")
    state = read(
        HEADER
        + section(0, "a", false)
        + footer(0)
        + section(1, "b", footer(0) + false + footer(1))
        + footer(1)
        + section(2, "c", false)
        + footer(2)
        + EOF
        + description()
    )
    assert found(state) == [(0, "a"), (1, "b"), (2, "c")]
    assert state.has_end is True


def test_a_missing_footer_is_got_over() -> None:
    state = read(
        HEADER + section(0, "a") + footer(0) + section(1, "b") + section(2, "c") + footer(2) + EOF
    )
    assert found(state) == [(0, "a"), (1, "b"), (2, "c")]


# --- The end ---


@pytest.mark.parametrize("length", [0, 1, 15, 256, 65536])
def test_description_may_follow_the_end(length: int) -> None:
    text = b"{" * length
    assert read(HEADER + section(0) + EOF + description(text)).has_end is True
    assert read(HEADER + EOF + description(text)).has_end is True
    if length:
        assert read(HEADER + section(0) + EOF + description(text)[:-1]).has_end is False
        assert read(HEADER + section(0) + EOF + description(text) + b"}").has_end is False
        assert read(HEADER + section(0, body=b"") + b"\1" + description(text)).has_end is False


@pytest.mark.parametrize(("name", "least"), [("rtl8139", 638), ("e1000", 67000)])
def test_a_last_device_of_which_only_a_bound_is_known(name: str, least: int) -> None:
    for length, has_end in ((least - 2, None), (least, True), (least + 50, True)):
        octets = HEADER + section(9, "timer") + section(10, f"0000:00:04.0/{name}", bytes(length))
        state = read(octets + EOF)
        if has_end is None:
            assert state.ends_in == (
                f'the body of "0000:00:04.0/{name}", of which {length + 1} octets are there'
            )
        else:
            assert (state.ends_in, state.has_end) == (None, True)
        assert not read(octets + EOF, is_whole=False).ends_in


def test_end_of_what_is_not_whole_is_not_known() -> None:
    assert read(HEADER + section(0) + EOF, is_whole=False).has_end is None
    assert read(HEADER + EOF, is_whole=False).has_end is None
    assert read(b"QEVM\0\0\0\2\0").has_end is None
    assert not read(HEADER + section(0) + EOF, is_whole=False).is_searched


def test_a_header_does_not_hold_the_end() -> None:
    assert read(HEADER + section(0, body=b"", version=256)).has_end is False


def test_what_is_beyond_the_kept_octets() -> None:
    state = HEADER + section(0, "a", b"\1" * KEPT_BODY) + section(1, "b") + EOF
    report, context = verified(state)
    told = qemu.state_of(context)
    assert found(told) == [(0, "a")]
    assert (told.has_end, told.is_searched) == (None, False)
    assert report.findings == ()


# --- Anything at all ---


def assert_sound(octets: bytes, state: DeviceState) -> None:
    """Check what holds for any octets."""
    assert 0 <= state.walked_to <= len(octets)
    assert state.stopped.isprintable()
    offsets = [one.offset for one in state.sections]
    assert offsets == sorted(set(offsets))
    assert len({one.section_id for one in state.sections}) == len(offsets)
    for one in state.sections:
        head = struct.pack(">IB", one.section_id, len(one.name)) + one.name.encode("iso-8859-1")
        tail = struct.pack(">II", one.instance, one.version)
        assert octets[one.offset] in (START, FULL)
        assert octets[one.offset + 1 :].startswith(head + tail)


pieces = st.one_of(
    st.binary(max_size=40),
    st.builds(section, st.integers(0, 300), st.binary(max_size=20), st.binary(max_size=20)),
    st.builds(footer, st.integers(0, 5)),
    st.builds(configuration, st.binary(max_size=8)),
    st.builds(description, st.binary(max_size=8)),
    st.sampled_from([EOF, b"\4\0\0", b"\x7e\0\0\0\0"]),
)


@given(st.binary(max_size=200), st.booleans())
def test_any_octets_are_walked(octets: bytes, is_whole: bool) -> None:
    assert_sound(octets, read(octets, is_whole=is_whole))


@given(st.lists(pieces, max_size=12), st.booleans())
def test_any_pieces_are_walked(parts: Sequence[bytes], is_whole: bool) -> None:
    octets = HEADER + b"".join(parts)
    assert_sound(octets, read(octets, is_whole=is_whole))


@given(st.lists(pieces, max_size=12))
def test_any_pieces_are_described_and_judged(parts: Sequence[bytes]) -> None:
    report, context = verified(HEADER + b"".join(parts))
    assert report.verdict == "valid"
    said = describe(context)
    assert said is not None
    assert said.isprintable()


SIZE = 1 << 20
FIRST = HEADER + section(0, "a", b"")
HOSTILE = {
    "types": b"\4",
    "zeros": b"\0",
    "sevens": b"\7",
    "short-names": b"\4\0\0\1\1\1A",
    "long-names": b"\4\0\0\0\1\xffA",
    "long-name-of-names": b"\4\0\0\0\1\xff" + b"A" * 262,
    "same-sections": section(1, "a", b""),
    "footers": footer(0),
    "footers-and-ends": footer(0) + EOF,
    "footers-and-types": footer(0) + b"\4",
    "footers-and-descriptions": footer(0) + EOF + struct.pack(">BI", DESCRIPTION, SIZE),
    "descriptions": EOF + struct.pack(">BI", DESCRIPTION, 256),
    "configurations": struct.pack(">BI", CONFIGURATION, 0xFFFFFFFF),
}


def hostile_states() -> dict[str, bytes]:
    """Give states of 1 MiB that have as much to be looked at as can be."""
    states = {
        name: (FIRST + piece * (SIZE // len(piece)))[: SIZE - 1] + b"}"
        for name, piece in HOSTILE.items()
    }
    ids = range(1, SIZE // 20)
    states["sections"] = FIRST + b"".join(section(one, "a", b"") for one in ids)
    states["footed"] = FIRST + b"".join(footer(one - 1) + section(one, "a", b"") for one in ids)
    noise = random.Random(1)
    states["noise"] = FIRST + bytes(noise.choices(b"\0\0\0\1\4\x7eA", k=SIZE))
    return states


@pytest.mark.parametrize(("name", "state"), hostile_states().items(), ids=[*hostile_states()])
def test_work_is_bounded(name: str, state: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[int] = []
    build = Shape.build

    def count(shape: Shape, octets: bytes) -> Any:
        handed.append(len(octets))
        return build(shape, octets)

    monkeypatch.setattr(Shape, "build", count)
    told = read(state)
    assert len(handed) <= qemu.MOST_TRIED + 10, name
    assert sum(handed) <= 8 * (len(state) + SIZE), name
    assert len(told.sections) <= qemu.MOST_TRIED + 1
    assert_sound(state, told)


def test_a_search_that_is_given_up_is_told() -> None:
    state = read(hostile_states()["sections"])
    assert len(state.sections) == qemu.MOST_TRIED + 1
    assert not state.is_searched


# --- Findings ---


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("state", "code", "offset", "message"),
    [
        (
            b"QEVN\0\0\0\3\0",
            "XS751",
            0,
            "bad magic of qemu's device state: expected 0x5145564d, got 0x5145564e",
        ),
        (
            b"QEVM\0\0\0\2\0",
            "XS752",
            4,
            "version of qemu's device state is 2, expected 3",
        ),
        (HEADER[:6], "XS753", 6, "qemu's device state is truncated within its header"),
        (
            HEADER + section(0)[:3],
            "XS753",
            11,
            "qemu's device state is truncated within the header of its first section",
        ),
        (
            HEADER + section(0, body=b"\1\2"),
            "XS754",
            8 + 17 + 1,
            "qemu's device state does not end with its end mark",
        ),
        (
            HEADER + configuration() + b"\x55",
            "XS755",
            18,
            "section type 0x55 is unknown, expected a device's section",
        ),
    ],
)
def test_findings(state: bytes, code: str, offset: int, message: str, order: str) -> None:
    report, context = verified(state, order=order)
    (finding,) = report.findings
    assert (finding.code, finding.severity, finding.message) == (code, "warning", message)
    assert finding.offset == context.offset + IN_RECORD + offset
    assert report.verdict == "valid"


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_good_state_has_no_findings(order: str) -> None:
    report, context = verified(HEADER + section(0, "a") + section(1, "b") + EOF, order=order)
    assert report.findings == ()
    assert found(qemu.state_of(context)) == [(0, "a"), (1, "b")]


@pytest.mark.parametrize("emulator", [0, 1])
def test_other_emulators_have_no_findings(emulator: int) -> None:
    report, context = verified(b"QEVN\0\0\0\4", emulator=emulator)
    assert report.findings == ()
    assert "QEVM" not in str(describe(context))


# --- Words ---


def said(state: bytes) -> str:
    """Give what is said of a state, after what is said of any device model."""
    line = describe(verified(state)[1])
    assert line is not None
    return line.split("qemu upstream, index 0")[1]


def test_description_in_words() -> None:
    devices = [section(number, f"dev{number}") for number in range(70)]
    line = said(HEADER + b"".join(devices) + EOF)
    assert line.startswith(", QEVM version 3, 70 sections found (dev0 0 v1, dev1 0 v1, dev2 0 v1,")
    assert line.endswith('dev63 0 v1 and 6 more), walked to 0x1a: body of "dev0" has no length')
    assert said(HEADER + configuration() + devices[0] + EOF) == (
        ", QEVM version 3, machine xenfv, 1 section found (dev0 0 v1),"
        ' walked to 0x24: body of "dev0" has no length'
    )
    assert said(HEADER + EOF) == ", QEVM version 3, walked to 0x9: it ends without a section"
    assert said(b"QEVM\0\0\0\4\0") == ", QEVM version 4"
    assert said(b"QEVN\0\0\0\3\0") == ""
    assert said(b"") == ""


def test_a_count_that_may_be_too_low_is_told() -> None:
    assert "at least 1 section found (a 0 v1)" in said(HEADER + section(0, "a", b"\1" * KEPT_BODY))


def test_hostile_text_is_escaped() -> None:
    machine, name = b"\x1b]0;\x07" + b"m" * KEPT_BODY, b"\n\x9b\xe9" + b"n" * 200
    line = said(HEADER + configuration(b"\x1b]0;\x07") + section(0, name) + EOF)
    assert line.isascii()
    assert line.isprintable()
    assert "machine \\x1b]0;\\x07, 1 section found (\\n\\x9b\\xe9nnn" in line
    assert len(line) < 400
    assert len(qemu.plain(machine.decode("iso-8859-1"))) < 100


# --- Who pays ---


@pytest.mark.parametrize(
    ("stream", "is_loaded"),
    [
        (SMALL["libxc"], False),
        (
            xl(
                libxl(inner=None).replace(
                    record(3, struct.pack("<II", 2, 0) + streams.DEVICE_STATE), b""
                )
            ),
            False,
        ),
        (stream_with(HEADER + EOF, emulator=1), False),
        (stream_with(HEADER + EOF), True),
    ],
    ids=["libxc", "without-state", "other-emulator", "state"],
)
def test_only_a_device_state_loads_the_module(
    stream: bytes, is_loaded: bool, tmp_path: Path
) -> None:
    path = tmp_path / "stream"
    path.write_bytes(stream)
    code = (
        "import sys, xenstream; report = xenstream.verify(sys.argv[1]); "
        "names = {'xenstream.contents.qemu', 'xenstream_parsers.qemu_device_state'}; "
        "print(report.verdict, len(names & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, env=environment(), check=True
    )
    assert done.stdout.decode().split() == ["valid", "2" if is_loaded else "0"]


def test_what_qemu_writes_elsewhere_is_described() -> None:
    """Xen's states have neither a footer nor a description: whoever places them finds them so."""
    footer = Shape(QemuDeviceState.SectionFooter).build(b"\x7e" + struct.pack(">I", 0x01020304))
    assert (footer.section_type, footer.section_id) == (0x7E, 0x01020304)
    said = b'{"devices":[]}'
    octets = b"\x06" + struct.pack(">I", len(said)) + said + b"more"
    description = Shape(QemuDeviceState.MachineDescription).build(octets)
    assert (description.section_type, description.json.data) == (6, said)
