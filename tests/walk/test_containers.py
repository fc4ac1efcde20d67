"""The containers: each cut everywhere, the parsers of their specs, and what is read of them."""

from __future__ import annotations

import bz2
import json
import lzma
import os
import random
import re
import signal
import struct
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Callable, NamedTuple

import lz4.frame
import pytest
import streams
import test_spec
import vector_builder
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import FIXTURES, ROOT, STREAMS
from test_fixtures import REAL, needs_streams, unpack
from test_vectors import NEVER_ON_A_PIPE
from vector_builder import build

import xenstream
from xenstream.contents import configuration, xenops
from xenstream.contents.configuration import DomainConfig
from xenstream.format import legacy
from xenstream.octets.packed import unpacks

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

node = test_spec.node
any_octets = settings(
    deadline=None, derandomize=True, max_examples=150, suppress_health_check=list(HealthCheck)
)

# --- Cut everywhere ---


class Piece(NamedTuple):
    """A header, a record or a text, built by itself."""

    what: str
    octets: bytes


class Container(NamedTuple):
    """A good stream, and the pieces that it is made of in their order."""

    form: str
    pieces: list[Piece]
    whole: list[Any]
    """The same stream as one vector states it."""
    back_channel: bool = False

    @property
    def octets(self) -> bytes:
        return b"".join(piece.octets for piece in self.pieces)

    def ends(self, what: str = "") -> list[int]:
        """Give where the pieces end whose names begin so."""
        ends, at = [], 0
        for piece in self.pieces:
            at += len(piece.octets)
            if piece.what.startswith(what):
                ends.append(at)
        return ends

    def cuts(self) -> Iterable[int]:
        """Give every length but the whole; of a long stream, those about and between the ends."""
        length = len(self.octets)
        if length < 1200:
            return range(length)
        ends = [0, *self.ends()]
        about = {end + by for end in ends for by in (-1, 0, 1)}
        middles = {(one + other) // 2 for one, other in zip(ends, ends[1:])}
        return sorted(cut for cut in about | middles if 0 <= cut < length)


def _name(piece: Any) -> str:
    return piece if isinstance(piece, str) else str(next(iter(piece)))


def _of(what: str, piece: Any) -> Piece:
    return Piece(what, build({"stream": [piece]}))


def _libxl_record(record: Any) -> Piece:
    name = _name(record)
    return _of(f"libxl {name}", {"libxl": {"header": None, "end": False, "records": [record]}})


def _libxc_record(record: Any) -> Piece:
    name = _name(record)
    bare = {"header": None, "domain": None, "end": False, "records": [record]}
    return _of(f"libxc {name}", {"libxc": bare})


def _section(section: Any) -> Piece:
    name = _name(section)
    bare = {"signature": "", "end": False, "sections": [section]}
    return _of(f"section {name}", {"xapi": bare})


SMALL_PAGE_DATA = {"PAGE_DATA": {"entries": [{"pfn": 5, "type": 15}]}}
LIBXC_HEADERS = [
    Piece("image header", build({"stream": [{"libxc": {"domain": None, "end": False}}]})),
    Piece("domain header", build({"stream": [{"libxc": {"header": None, "end": False}}]})),
]
LIBXL_HEADER = _of("libxl header", {"libxl": {"end": False, "records": []}})
CONFIG = '{"c_info": {"type": "hvm"}}'
XML = "<domain><name>vm</name></domain>"
XL_HEADER = _of("xl header", {"xl": {"config": CONFIG, "stream": []}})
LIBVIRT_HEADER = _of("libvirt header", {"libvirt": {"xml": XML, "stream": []}})
SIGNATURE = _of("xapi signature", {"xapi": {"sections": [], "end": False}})
BANNER = "xl migration receiver ready, send binary domain data.\n"

LIBXC_RECORDS = ["STATIC_DATA_END", SMALL_PAGE_DATA, "HVM_CONTEXT", "HVM_PARAMS"]
LIBXL_RECORDS = [
    {"EMULATOR_XENSTORE_DATA": {"strings": ["key", "value"]}},
    {"EMULATOR_CONTEXT": {"content": "5145564d 00000003 00"}},
]
LIBXC = {"records": LIBXC_RECORDS}
LIBXL = {"records": ["LIBXC_CONTEXT", {"libxc": LIBXC}, *LIBXL_RECORDS]}
LIBXC_PIECES = [*LIBXC_HEADERS, *map(_libxc_record, [*LIBXC_RECORDS, "END"])]
LIBXL_PIECES = [
    LIBXL_HEADER,
    _libxl_record("LIBXC_CONTEXT"),
    *LIBXC_PIECES,
    *map(_libxl_record, [*LIBXL_RECORDS, "END"]),
]


def _checkpoint(first: bool, *more: Any) -> tuple[list[Piece], list[Any]]:
    """Give what a checkpoint sends, as pieces and as records of a libxl vector."""
    memory = [SMALL_PAGE_DATA, "HVM_CONTEXT", "CHECKPOINT"]
    if first:
        libxc: dict[str, Any] = {"end": False, "records": ["STATIC_DATA_END", *memory]}
        pieces = [
            _libxl_record("LIBXC_CONTEXT"),
            *LIBXC_HEADERS,
            *map(_libxc_record, libxc["records"]),
        ]
        records: list[Any] = ["LIBXC_CONTEXT", {"libxc": libxc}]
    else:
        pieces = [_libxc_record(record) for record in memory]
        records = [{"libxc": {"header": None, "domain": None, "end": False, "records": memory}}]
    of_libxl = [*LIBXL_RECORDS, "CHECKPOINT_END", *more]
    return pieces + [_libxl_record(record) for record in of_libxl], records + of_libxl


def _checkpoints(*mores: Iterable[Any]) -> tuple[list[Piece], list[Any]]:
    """Give checkpoints, each with the records of libxl that follow its CHECKPOINT_END."""
    pieces, records = [LIBXL_HEADER], []
    for number, more in enumerate(mores):
        some_pieces, some_records = _checkpoint(number == 0, *more)
        pieces += some_pieces
        records += some_records
    return pieces, records


THREE_PIECES, THREE_RECORDS = _checkpoints((), (), ())
THREE = {"libxl": {"end": False, "records": THREE_RECORDS}}
NEW = {"CHECKPOINT_STATE": {"control_id": 0}}
COLO_PIECES, COLO_RECORDS = _checkpoints((NEW,), (NEW,))
LAST_RECORDS = [SMALL_PAGE_DATA, "HVM_CONTEXT", "HVM_PARAMS"]
ENDED_PIECES = [
    *COLO_PIECES,
    *map(_libxc_record, [*LAST_RECORDS, "END"]),
    *map(_libxl_record, [*LIBXL_RECORDS, "END"]),
]
ENDED_LIBXC = {"libxc": {"header": None, "domain": None, "records": LAST_RECORDS}}
ENDED = {"libxl": {"records": [*COLO_RECORDS, ENDED_LIBXC, *LIBXL_RECORDS]}}
ROUND = [
    {"CHECKPOINT_STATE": {"control_id": 2}},
    {"CHECKPOINT_STATE": {"control_id": 3}},
    {"CHECKPOINT_STATE": {"control_id": 1}},
    {"CHECKPOINT_DIRTY_PFN_LIST": {"pfns": [1, 2, 3]}},
]
QEMU = {"QEMU_TRAD": {"content": [{"text": "QEVM"}, "00000003 00"]}}
PAGES = {
    "records": [
        "STATIC_DATA_END",
        "PAGE_DATA",
        {"PAGE_DATA": {"entries": [1, 2, 3]}},
        "HVM_CONTEXT",
        "HVM_PARAMS",
    ]
}

PLAIN = {
    "libxc": Container("libxc", LIBXC_PIECES, [{"libxc": LIBXC}]),
    "libxl": Container("libxl", LIBXL_PIECES, [{"libxl": LIBXL}]),
    "xl": Container(
        "xl", [XL_HEADER, *LIBXL_PIECES], [{"xl": {"config": CONFIG, "stream": [{"libxl": LIBXL}]}}]
    ),
    "libvirt": Container(
        "libvirt",
        [LIBVIRT_HEADER, *LIBXL_PIECES],
        [{"libvirt": {"xml": XML, "stream": [{"libxl": LIBXL}]}}],
    ),
    "xapi-libxc": Container(
        "xapi",
        [
            SIGNATURE,
            _section("XENOPS"),
            _section({"LIBXC": {"stream": []}}),
            *LIBXC_PIECES,
            _section(QEMU),
            _section("END"),
        ],
        [{"xapi": {"sections": ["XENOPS", {"LIBXC": {"stream": [{"libxc": LIBXC}]}}, QEMU]}}],
    ),
    "xapi-libxl": Container(
        "xapi",
        [
            SIGNATURE,
            _section({"LIBXL": {"stream": []}}),
            *LIBXL_PIECES,
            _section("VARSTORED"),
            _section("END"),
        ],
        [{"xapi": {"sections": [{"LIBXL": {"stream": [{"libxl": LIBXL}]}}, "VARSTORED"]}}],
    ),
    "pages": Container(
        "xl",
        [
            XL_HEADER,
            LIBXL_HEADER,
            _libxl_record("LIBXC_CONTEXT"),
            *LIBXC_HEADERS,
            *map(_libxc_record, [*PAGES["records"], "END"]),
            _libxl_record("END"),
        ],
        [
            {
                "xl": {
                    "config": CONFIG,
                    "stream": [{"libxl": {"records": ["LIBXC_CONTEXT", {"libxc": PAGES}]}}],
                }
            }
        ],
    ),
}
WIRE = Container(
    "xl",
    [Piece("banner", BANNER.encode()), XL_HEADER, *LIBXL_PIECES],
    [{"raw": {"text": BANNER}}, *PLAIN["xl"].whole],
)
CHECKPOINTED = {
    "libxl": Container("libxl", THREE_PIECES, [THREE]),
    "xl": Container(
        "xl", [XL_HEADER, *THREE_PIECES], [{"xl": {"config": CONFIG, "stream": [THREE]}}]
    ),
    "libvirt": Container(
        "libvirt", [LIBVIRT_HEADER, *THREE_PIECES], [{"libvirt": {"xml": XML, "stream": [THREE]}}]
    ),
    "colo-ended": Container("libxl", ENDED_PIECES, [ENDED]),
}
BACK_CHANNEL = Container(
    "back-channel",
    [_of("record", {"back_channel": {"records": [record]}}) for record in ROUND * 2],
    [{"back_channel": {"records": ROUND * 2}}],
    back_channel=True,
)
CONTAINERS = {
    **PLAIN,
    "wire": WIRE,
    **{f"checkpointed {name}": container for name, container in CHECKPOINTED.items()},
    "back channel": BACK_CHANNEL,
}

each_container = pytest.mark.parametrize("container", CONTAINERS.values(), ids=CONTAINERS)

Told = tuple[str, list[tuple[str, int]], int]


def told(report: xenstream.Report) -> Told:
    """Give a verdict, the findings that a pipe has too, and how much of the stream was there."""
    found = [(one.code, one.offset) for one in report.findings if one.code not in NEVER_ON_A_PIPE]
    return report.verdict, found, report.octets


def through_short_pipe(octets: bytes, form: str, back_channel: bool = False) -> xenstream.Report:
    """Verify what a pipe holds all at once."""
    reading, writing = os.pipe()
    try:
        assert os.write(writing, octets) == len(octets)
        os.close(writing)
        return xenstream.verify(reading, format=form, back_channel=back_channel)
    finally:
        os.close(reading)


def judge_cut(octets: bytes, form: str, path: Path, back_channel: bool = False) -> xenstream.Report:
    """Verify octets in a file, and see that a pipe makes no difference, nor what is said of it."""
    path.write_bytes(octets)
    report = xenstream.verify(path, format=form, back_channel=back_channel)
    size = len(octets)
    assert told(report) == told(through_short_pipe(octets, form, back_channel)), size
    if size >= 36:  # what each of them is known by
        recognised = xenstream.verify(path, back_channel=back_channel)
        assert (recognised.format, told(recognised)) == (form, told(report)), size
    return report


@each_container
def test_the_pieces_are_the_stream(container: Container, tmp_path: Path) -> None:
    """The boundaries below are those of what the builder makes in one go."""
    assert container.octets == build({"stream": container.whole})
    report = judge_cut(container.octets, container.form, tmp_path / "good", container.back_channel)
    assert report.verdict == "valid"
    assert {one.code for one in report.findings} <= {"XS008", "XS010", "XS014"}
    records = [one for one in container.pieces if one.what.startswith(("lib", "section", "record"))]
    assert report.records == len([one for one in records if not one.what.endswith("header")])


@pytest.mark.parametrize("name", PLAIN)
def test_cut_before_end(name: str, tmp_path: Path) -> None:
    container = PLAIN[name]
    for cut in container.cuts():
        report = judge_cut(container.octets[:cut], container.form, tmp_path / "cut")
        assert told(report) == ("invalid", [("XS001", cut)], cut)
        is_between = cut in container.ends("lib") or cut in container.ends("section")
        if is_between and not cut <= len(container.pieces[0].octets):
            within = container.pieces[container.ends().index(cut) + 1].what
            if within.startswith(("libxl", "libxc")) and not within.endswith("header"):
                assert report.findings[0].message.startswith(
                    "truncated between records: no END record"
                )


def test_cut_on_the_wire(tmp_path: Path) -> None:
    octets = WIRE.octets
    (banner,) = WIRE.ends("banner")
    for cut in WIRE.cuts():
        report = judge_cut(octets[:cut], "xl", tmp_path / "cut")
        found = [("XS001", cut)]
        if cut >= banner:
            found = [("XS010", 0), ("XS001", cut)]
        elif cut >= len(vector_builder.XL_MAGIC) + 4:
            found = [("XS801", 0)]  # enough to see that it is no header of xl
        assert (report.verdict, [(one.code, one.offset) for one in report.findings]) == (
            "invalid",
            found,
        ), cut


@pytest.mark.parametrize("name", CHECKPOINTED)
def test_cut_among_checkpoints(name: str, tmp_path: Path) -> None:
    container = CHECKPOINTED[name]
    octets = container.octets
    complete_at = container.ends("libxl CHECKPOINT_END")
    assert len(complete_at) == (2 if name == "colo-ended" else 3)
    for cut in [*container.cuts(), len(octets)]:
        report = judge_cut(octets[:cut], container.form, tmp_path / "cut")
        complete = sum(at <= cut for at in complete_at)
        ended = [("XS014", at - 8) for at in container.ends("libxc END") if at <= cut]
        assert report.checkpoints == complete, cut
        if name == "colo-ended" and cut == len(octets):
            assert told(report) == ("valid", ended, cut)
        elif not complete:
            assert told(report) == ("invalid", [("XS001", cut)], cut)
        else:
            assert told(report) == ("valid", [*ended, ("XS008", cut)], cut)
            finding = report.findings[-1]
            assert finding.severity == "warning"
            number = re.search(r"(\d+) checkpoints? (?:is|are) complete", finding.message)
            assert number is not None
            assert int(number[1]) == complete
            assert ("between two records" in finding.message) == (cut in container.ends()), cut


def test_a_container_that_is_cut_after_the_last_end_of_its_stream(tmp_path: Path) -> None:
    """There is an END: nobody fails over, and the image lacks its own."""
    section = _section({"LIBXL": {"stream": []}})
    octets = b"".join([SIGNATURE.octets, section.octets, *(piece.octets for piece in ENDED_PIECES)])
    whole = octets + _section("END").octets
    first = len(SIGNATURE.octets) + len(section.octets)
    end = first + Container("libxl", ENDED_PIECES, []).ends("libxc END")[0] - 8
    ended = ("XS014", end)  # no saver ends such a stream
    assert told(judge_cut(whole, "xapi", tmp_path / "whole")) == ("valid", [ended], len(whole))
    for cut in range(len(octets), len(whole)):
        report = judge_cut(whole[:cut], "xapi", tmp_path / "cut")
        assert told(report) == ("invalid", [ended, ("XS001", cut)], cut)


def test_cut_on_the_back_channel(tmp_path: Path) -> None:
    ends = BACK_CHANNEL.ends()
    for cut in range(1, len(BACK_CHANNEL.octets) + 1):
        octets = BACK_CHANNEL.octets[:cut]
        report = judge_cut(octets, "back-channel", tmp_path / "cut", back_channel=True)
        expected = ("valid", [], cut) if cut in ends else ("invalid", [("XS001", cut)], cut)
        assert told(report) == expected


def test_an_empty_back_channel_is_one_however_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    by_format = xenstream.verify(tmp_path / "empty", format="back-channel")
    by_option = xenstream.verify(tmp_path / "empty", back_channel=True)
    assert told(by_format) == told(by_option)


def test_the_back_channel_is_not_taken_for_a_legacy_stream(tmp_path: Path) -> None:
    """Without the option: its first words are 5 and 8, no batch of 8 pages of a guest of 5."""
    path = tmp_path / "stream"
    path.write_bytes(BACK_CHANNEL.octets)
    report = xenstream.verify(path)
    assert (report.verdict, streams.codes(report)) == ("unreadable", ["XS902"])
    assert "--back-channel" in report.findings[0].message


def _gunzip(octets: bytes) -> bytes:
    return zlib.decompressobj(31).decompress(octets)


def _unxz(octets: bytes) -> bytes:
    return lzma.LZMADecompressor().decompress(octets)


def _bunzip2(octets: bytes) -> bytes:
    return bz2.BZ2Decompressor().decompress(octets)


def _unlz4(octets: bytes) -> bytes:
    unpacked: bytes = lz4.frame.LZ4FrameDecompressor().decompress(octets)
    return unpacked


def _unzstd(octets: bytes) -> bytes:
    unpacked: bytes = zstd.ZstdDecompressor().decompress(octets)
    return unpacked


UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gunzip,
    "zlib": lambda octets: zlib.decompressobj().decompress(octets),
    "xz": _unxz,
    "lzma": _unxz,
    "bzip2": _bunzip2,
    "lz4": _unlz4,
    "zstd": _unzstd,
}
MAGIC_SIZE = {"gzip": 3, "xz": 6, "bzip2": 3, "lz4": 4, "zstd": 4}
WEAK = ("zlib", "lzma")
"""What is believed only where something comes of it."""


@pytest.mark.parametrize("method", UNPACK)
def test_cut_in_packed_octets(method: str, tmp_path: Path) -> None:
    image = PLAIN["xl"].octets
    packed = vector_builder.COMPRESS[method](image)
    assert len(packed) < 1000
    path = tmp_path / "packed"
    weak = (cut for cut in range(len(packed)) if unpacks(method, packed[:cut]))
    first = MAGIC_SIZE[method] if method not in WEAK else next(weak)
    assert first < 64
    for cut in range(first, len(packed)):
        path.write_bytes(packed[:cut])
        report = xenstream.verify(path, format="xl")
        assert told(report) == told(through_short_pipe(packed[:cut], "xl")), cut
        assert report.compression == method
        at = len(UNPACK[method](packed[:cut]))
        found = [("XS011", at)] if at == len(image) else [("XS001", at), ("XS011", at)]
        assert told(report) == ("invalid", found, at), cut
    for cut in range(MAGIC_SIZE.get(method, 2)):
        path.write_bytes(packed[:cut])
        report = xenstream.verify(path, format="xl")
        assert told(report) == ("invalid", [("XS001", cut)], cut)
    path.write_bytes(packed)
    assert told(xenstream.verify(path)) == ("valid", [], len(image))


@pytest.mark.parametrize("method", UNPACK)
def test_packed_octets_with_one_wrong(method: str, tmp_path: Path) -> None:
    """Never an exception, and never valid but for what no check sum covers."""
    image = PLAIN["xl"].octets
    packed = vector_builder.COMPRESS[method](image)
    path = tmp_path / "packed"
    for at in range(len(packed)):
        path.write_bytes(packed[:at] + bytes([packed[at] ^ 0x11]) + packed[at + 1 :])
        report = xenstream.verify(path, format="xl")
        if report.verdict == "valid":
            assert report.octets == len(image), at
        else:
            assert report.findings


# --- The parsers of the specs ---

FAMILIES = ("checkpoints", "libvirt", "xapi", "wire", "back_channel")
ROOTS = {
    "xl": "xl_save_image",
    "libxl": "libxl_migration",
    "libxc": "libxc_migration",
    "libvirt": "libvirt_save_image",
    "xapi": "xapi_suspend_image",
    "back_channel": "colo_back_channel",
}
# What the specs do not parse to the last octet of a good stream, and why.
_CUT = "the last record is cut: the types read whole ones"
_AFTER = "the spec ends with libxl's END"
NOT_WHOLE = {
    "checkpoints-cut-in-second-page-data": _CUT,
    "checkpoints-cut-in-record-header": _CUT,
    "checkpoints-cut-in-second-device-model": _CUT,
    "libvirt-after-end": _AFTER,
}


def _vectors() -> dict[str, tuple[str, dict[str, Any]]]:
    """Give the good vectors of the families, each with the spec that describes it."""
    found = {}
    for family in FAMILIES:
        for vector in yaml.safe_load(
            (vector_builder.VECTORS / f"{family}.yaml").read_text("utf-8")
        ):
            if vector["expect"]["spec"]["verdict"] == "valid":
                pieces = [_name(one) for one in vector["stream"]]
                spec = ROOTS.get(pieces[-1] if pieces[0] == "raw" else pieces[0], "")
                if vector["name"].startswith("wire-"):
                    spec = "xl_migration_wire"
                elif vector["name"].startswith("xapi-"):
                    spec = "xapi_suspend_image"
                elif not spec:
                    spec = "colo_back_channel"
                found[vector["name"]] = (spec, vector)
    return found


GOOD = _vectors()
each_good = pytest.mark.parametrize("name", GOOD)


def parse(spec: str, octets: bytes, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Parse octets by the generated root type."""
    module = test_spec.parser(spec, monkeypatch)
    root = getattr(module, "".join(word.capitalize() for word in spec.split("_")))
    return root.from_bytes(octets)


def test_the_exceptions_are_vectors() -> None:
    assert set(NOT_WHOLE) <= set(GOOD)
    assert {spec for spec, _ in GOOD.values()} == {*ROOTS.values(), "xl_migration_wire"}


@each_good
def test_a_good_stream_is_parsed_wholly(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    spec, vector = GOOD[name]
    octets = build(vector)
    if NOT_WHOLE.get(name) == _CUT:
        assert vector["expect"]["spec"]["codes"] == ["XS008"]
        with pytest.raises(EOFError):
            parse(spec, octets, monkeypatch)
        return
    parsed = parse(spec, octets, monkeypatch)
    left = len(octets) - parsed._io.pos()
    assert left == (1 if NOT_WHOLE.get(name) == _AFTER else 0)


def _parsed(name: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    spec, vector = GOOD[name]
    return parse(spec, build(vector), monkeypatch)


def test_fields_of_a_checkpointed_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    records = _parsed("checkpoints-ended", monkeypatch).contents.records
    context, checkpoint_end, end = records
    assert [int(one.header.record_type) for one in records] == [1, 4, 0]
    paused = context.libxc.contents.records
    assert [int(one.header.record_type) for one in paused] == [0x10, 1, 0xE]
    assert not hasattr(context, "libxc_continued")
    assert not hasattr(checkpoint_end, "libxc")
    assert not hasattr(checkpoint_end, "colo_turn")
    continued = checkpoint_end.libxc_continued
    assert not hasattr(continued, "domain")
    assert [int(one.header.record_type) for one in continued.records] == [1, 0]
    assert end.header.len_body == 0


@pytest.mark.parametrize(
    ("name", "length", "padding"),
    [("checkpoints-colo", 8, None), ("checkpoints-colo-as-xen-writes", 4, bytes(4))],
)
def test_fields_of_a_colo_stream(
    name: str, length: int, padding: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, checkpoint_end, _ = _parsed(name, monkeypatch).contents.records
    turn = checkpoint_end.colo_turn
    assert (turn.type_id, turn.len_colo_state) == (5, length)
    assert (turn.padding.data if hasattr(turn, "padding") else None) == padding
    assert (turn.colo_state.control_id, int(turn.colo_state.control)) == (0, 0)
    continued = checkpoint_end.libxc_continued.records
    assert [int(one.header.record_type) for one in continued] == [1, 0]


def test_checkpoints_in_a_row_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    contents = parse("libxl_migration", CHECKPOINTED["colo-ended"].octets, monkeypatch).contents
    kinds = [int(one.header.record_type) for one in contents.records]
    assert kinds == [1, 2, 3, 4, 2, 3, 4, 2, 3, 0]
    ends = [one for one in contents.records if int(one.header.record_type) == 4]
    assert [len(one.libxc_continued.records) for one in ends] == [3, 4]
    assert [one.colo_turn.colo_state.control_id for one in ends] == [0, 0]


def test_fields_of_a_libvirt_image(monkeypatch: pytest.MonkeyPatch) -> None:
    image = _parsed("libvirt-auto", monkeypatch)
    assert image.header.version == 2
    assert image.header.reserved1 == [0] * 10
    assert image.xml.data.startswith(b"<domain type='xen'><name>vm</name>")
    assert image.xml.data.endswith(b"</domain>\0")
    assert image.header.len_xml == len(image.xml.data)
    assert [int(one.header.record_type) for one in image.libxl.contents.records] == [1, 0]
    unused = _parsed("libvirt-unused", monkeypatch).header.reserved1
    assert unused == [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]


def test_fields_of_a_xapi_image(monkeypatch: pytest.MonkeyPatch) -> None:
    image = _parsed("xapi-every-section", monkeypatch)
    assert (image.signature.version, image.signature.has_sections) == ("v2-", True)
    names = [one.header.section_type.name for one in image.sections]
    expected = "xenops libxc varstored swtpm0 swtpm qemu_trad qemu_xen demu end"
    assert names == expected.split()
    assert [one.header.len_body for one in image.sections] == [41, 0, 9, 10, 11, 4, 4, 8, 0]
    xenops_section, libxc_section, varstored, *_ = image.sections
    assert xenops_section.section_data.data.startswith(b"((time ")
    assert len(libxc_section.libxc.contents.records) == 1
    assert not hasattr(libxc_section, "section_data")
    assert varstored.section_data.data == b"\x22" * 9
    libxl = _parsed("xapi-libxl", monkeypatch)
    assert len(libxl.sections) == 3
    assert len(libxl.sections[1].libxl.contents.records) == 2
    old = _parsed("xapi-old-signature-libxc", monkeypatch)
    assert (old.signature.version, old.signature.has_sections) == ("ain", False)
    assert len(old.libxc.contents.records) == 1
    assert not hasattr(old, "sections")


def test_fields_of_a_captured_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    both = _parsed("wire-both", monkeypatch)
    assert both.receiver_banner.text == BANNER.rstrip("\n")
    assert both.receiver_banner.is_receivers
    assert [one.text for one in both.texts] == [
        "domain received, ready to unpause",
        "domain is yours, you are cleared to unpause",
        "my copy unpause results are as follows",
    ]
    assert both.texts[-1].status == 0
    assert len(both.image.libxl.contents.records) == 2
    sender = _parsed("wire-sender", monkeypatch)
    assert not hasattr(sender, "receiver_banner")
    assert [one.text for one in sender.texts] == ["domain is yours, you are cleared to unpause"]
    assert [one.text for one in _parsed("wire-text-cut", monkeypatch).texts] == [
        "domain is yours, you are cleared to unp"
    ]


def test_fields_of_the_back_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    records = _parsed("back-channel-loop", monkeypatch).records
    assert [one.header.type_id for one in records] == [5, 5, 5, 15] * 2
    states = [one.body.control_id for one in records if one.header.type_id == 5]
    assert states == [2, 3, 1] * 2
    assert [one.body.pfns for one in records if one.header.type_id == 15] == [[1, 2, 3]] * 2
    *_, empty = _parsed("back-channel-no-dirty-pfns", monkeypatch).records
    assert empty.body.pfns == []
    _, optional, _ = _parsed("back-channel-optional", monkeypatch).records
    assert optional.header.is_optional


@pytest.mark.parametrize(
    "name",
    [
        "checkpoints-colo",
        "libvirt-auto",
        "xapi-every-section",
        "xapi-libxl",
        "wire-both",
        "back-channel-loop",
    ],
)
def test_the_tree_in_javascript_is_pythons(
    node: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec, vector = GOOD[name]
    octets = build(vector)
    path = ROOT / "spec" / f"{spec}.ksy"
    tree = test_spec.tree_of(parse(spec, octets, monkeypatch))
    assert test_spec.parse(node, path, octets, tmp_path) == {"tree": tree, "fault": None}


def test_a_stream_without_end_opens_up_to_where_it_ends(node: str, tmp_path: Path) -> None:
    path = ROOT / "spec" / "libxl_migration.ksy"
    octets = CHECKPOINTED["libxl"].octets
    for cut, expected in ((0, [3, 3, None]), (20, [3])):
        parsed = test_spec.parse(node, path, octets[: len(octets) - cut], tmp_path)
        assert bool(parsed["fault"]) == bool(cut)
        records = parsed["tree"]["contents"]["records"]
        ends = [one for one in records if one["header"]["typeId"] == 4]
        continued = [one.get("libxcContinued") for one in ends]
        found = [None if one is None else len(one["records"]) for one in continued]
        assert found[: len(expected)] == expected


# --- The configuration ---

JSON_LIKE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["c_info", "b_info", "type", "name", "uuid", "max_vcpus", "max_memkb", "odd"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
XML_PIECES = st.lists(
    st.sampled_from(
        [
            b"<?xml version='1.0' encoding='",
            b"utf-16'?>",
            b"latin-1'?>",
            b"idna'?>",
            b"hex'?>",
            b"<domain>",
            b"<domain type='xen'>",
            b"</domain>",
            b"<name>",
            b"</name>",
            b"<memory unit='GiB'>",
            b"</memory>",
            b"<vcpu>",
            b"</vcpu>",
            b"<os>",
            b"<type machine='xenpvh'>",
            b"</type></os>",
            b"<!DOCTYPE d [<!ENTITY a 'b'>]>",
            b"<![CDATA[",
            b"]]>",
            b"&amp;",
            b"&a;",
            b"<!--",
            b"-->",
            b"12",
            b"\xff\xfe",
            b"\0",
        ]
    )
    | st.binary(max_size=6),
    max_size=16,
).map(b"".join)


def is_domain(found: DomainConfig) -> bool:
    """Tell whether every field has a value of the type that it is to have."""
    texts = (found.name, found.uuid, found.problem)
    counts = (found.vcpus, found.memory_kib)
    return (
        all(one is None or isinstance(one, str) for one in texts)
        and all(one is None or (type(one) is int and one >= 0) for one in counts)
        and found.type in (None, "pv", "pvh", "hvm")
    )


@any_octets
@given(octets=st.binary(max_size=64) | JSON_LIKE.map(lambda one: json.dumps(one).encode()))
def test_any_octets_as_json(octets: bytes) -> None:
    assert is_domain(configuration.of_json(octets))


@any_octets
@given(octets=st.binary(max_size=64) | XML_PIECES)
def test_any_octets_as_xml(octets: bytes) -> None:
    assert is_domain(configuration.of_xml(octets))


@pytest.mark.parametrize("read", [configuration.of_json, configuration.of_xml])
def test_no_configuration(read: Callable[[bytes | None], DomainConfig]) -> None:
    assert read(b"") == DomainConfig()
    assert read(None).problem == "it is cut short, or too large"


@any_octets
@given(name=st.text(), uuid=st.text(), vcpus=st.integers(0, 4096), memory=st.integers(0, 1 << 40))
def test_what_json_says_is_read(name: str, uuid: str, vcpus: int, memory: int) -> None:
    create = {"type": "pvh", "name": name, "uuid": uuid}
    build_info = {"max_vcpus": vcpus, "max_memkb": memory}
    text = json.dumps({"c_info": create, "b_info": build_info}).encode()
    assert configuration.of_json(text) == DomainConfig(name, uuid, "pvh", vcpus, memory)


@pytest.mark.parametrize(
    "text",
    [
        b'{"c_info": {"name": "a\\ud800"}}',  # half a pair
        b'{"c_info": {"name": NaN}, "b_info": {"max_vcpus": 1e999}}',
        b'{"b_info": {"max_vcpus": ' + b"9" * 5000 + b"}}",
        b'{"c_info":' * 50_000,
        b"[" * (1 << 20),
        '{"c_info": {"name": "vm"}}'.encode("utf-16"),
        b"\xef\xbb\xbf{}",
    ],
    ids=lambda text: repr(text[:20]),
)
def test_hostile_json(text: bytes) -> None:
    assert is_domain(configuration.of_json(text))


# libvirt's documentation: https://libvirt.org/formatdomain.html#memory-allocation
UNITS = {
    "b": 1,
    "bytes": 1,
    "KB": 10**3,
    "k": 2**10,
    "KiB": 2**10,
    "MB": 10**6,
    "M": 2**20,
    "MiB": 2**20,
    "GB": 10**9,
    "G": 2**30,
    "GiB": 2**30,
    "TB": 10**12,
    "T": 2**40,
    "TiB": 2**40,
}


@pytest.mark.parametrize("unit", UNITS)
def test_units_of_memory(unit: str) -> None:
    text = f"<domain><memory unit='{unit}'>\n 1048576 </memory></domain>".encode()
    assert configuration.of_xml(text).memory_kib == 1048576 * UNITS[unit] // 1024


def test_memory_without_a_unit_is_in_kib() -> None:
    assert configuration.of_xml(b"<domain><memory>512</memory></domain>").memory_kib == 512


def test_a_unit_that_nobody_knows() -> None:
    assert configuration.of_xml(b"<domain><memory unit='x'>1</memory></domain>").memory_kib is None


@pytest.mark.parametrize(("value", "unit"), [(1, "b"), (1025, "bytes"), (1, "KB"), (1, "MB")])
def test_memory_is_rounded_up(value: int, unit: str) -> None:
    """So libvirt's documentation says: up to the nearest kibibyte."""
    text = f"<domain><memory unit='{unit}'>{value}</memory></domain>".encode()
    assert configuration.of_xml(text).memory_kib == -(-value * UNITS[unit] // 1024)


DEFINITION = """<?xml version='1.0'?>
<!-- what virsh save writes -->
<domain type='xen' id='3'>
  <name>vm &amp; more</name>
  <uuid>11111111-2222-3333-4444-555555555555</uuid>
  <metadata><name>not this</name><memory>7</memory></metadata>
  <memory unit='MiB'>64</memory>
  <currentMemory unit='KiB'>1</currentMemory>
  <vcpu placement='static' current='1'>2</vcpu>
  <os><type arch='x86_64' machine='{machine}'>{type}</type></os>
  <devices><interface><type>pv</type></interface></devices>
</domain>
"""


@pytest.mark.parametrize(
    ("type", "machine", "expected"),
    [
        ("hvm", "xenfv", "hvm"),
        ("linux", "xenpv", "pv"),
        ("xen", "xenpv", "pv"),
        ("xenpvh", "xenpvh", "pvh"),
        ("exe", "none", None),
    ],
)
def test_what_xml_says_is_read(type: str, machine: str, expected: str | None) -> None:
    text = DEFINITION.format(type=type, machine=machine).encode()
    uuid = "11111111-2222-3333-4444-555555555555"
    domain = DomainConfig("vm & more", uuid, expected, 2, 65536, online_vcpus=1)
    assert configuration.of_xml(text) == domain


def test_the_first_of_several_elements_counts() -> None:
    """As libvirt takes them: `./name[1]`."""
    text = b"<domain><name>a</name><name>b</name><vcpu>1</vcpu><vcpu>2</vcpu></domain>"
    found = configuration.of_xml(text)
    assert (found.name, found.vcpus) == ("a", 1)


BOMB = (
    b"<!DOCTYPE d [<!ENTITY a0 'lollollollol'>"
    + b"".join(
        b"<!ENTITY a%d '%s'>" % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 10)
    )
    + b"]><domain><name>&a9;</name></domain>"
)


def test_an_entity_bomb_is_refused() -> None:
    assert configuration.of_xml(BOMB) == DomainConfig(
        problem="it is no XML: it has a document type"
    )


def test_an_entity_bomb_in_an_image() -> None:
    octets = build({"stream": [{"libvirt": {"xml": BOMB.decode()}}]})
    run = streams.run(stdin=octets)
    assert run.returncode == 0
    assert b"XS871" in run.stdout
    assert b"lollol" not in run.stdout


@pytest.fixture
def _no_test_hangs() -> Iterator[None]:
    """Fail a test whose work grows with the square of its input."""

    def give_up(*_: object) -> None:
        raise RuntimeError("takes for ever")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(5)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("_no_test_hangs")
@pytest.mark.parametrize("around", [b"", b"<domain>"])
def test_xml_that_is_nested_without_measure(around: bytes) -> None:
    """A look at each element goes not through all that are around it."""
    found = configuration.of_xml(around + b"<a>" * ((1 << 20) // 3))
    assert found.problem is not None


def test_name_and_uuid_are_shown(tmp_path: Path) -> None:
    name = "a\x1b[31m\nb\ud800"
    create = {"type": "hvm", "name": name, "uuid": "1-2"}
    config = json.dumps({"c_info": create, "b_info": {"max_vcpus": 2}})
    image = build({"stream": [{"xl": {"config": config}}]})
    (tmp_path / "image").write_bytes(image)
    domain = xenstream.verify(tmp_path / "image").domain
    assert domain == DomainConfig(name, "1-2", "hvm", 2, None)
    for options in ([], ["-v"]):
        run = streams.run(*options, "image", cwd=tmp_path)
        assert (run.returncode, run.stderr) == (0, b"")
        assert b"1-2" in run.stdout
        assert b"\x1b" not in run.stdout
        assert all(line.startswith(b"image: ") for line in run.stdout.splitlines())
    run = streams.run("-o", "json", "image", cwd=tmp_path)
    assert run.stderr == b""
    (stream,) = json.loads(run.stdout)["streams"]
    assert stream["configuration"]["name"] == name.replace("\ud800", "\ufffd")
    assert stream["configuration"]["uuid"] == "1-2"


@pytest.mark.parametrize("digits", [20, 400, 4200])
@pytest.mark.parametrize("options", [(), ("-v",), ("-o", "json")])
def test_counts_without_measure_are_shown(digits: int, options: tuple[str, ...]) -> None:
    number = "9" * digits
    config = f'{{"b_info": {{"max_vcpus": {number}, "max_memkb": {number}}}}}'
    run = streams.run(*options, stdin=build({"stream": [{"xl": {"config": config}}]}))
    assert (run.returncode, run.stderr) == (0, b"")


def _domain_of(image: Path) -> DomainConfig:
    report = xenstream.verify(image)
    assert report.guest is not None
    assert report.domain is not None
    assert is_domain(report.domain)
    assert (report.domain.type == "pv") == (report.guest.type == "x86 PV")
    assert report.domain.vcpus
    assert report.domain.memory_kib
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", report.domain.uuid or "")
    return report.domain


@pytest.mark.parametrize(
    "name",
    sorted(path.name[: -len(".xz")] for path in FIXTURES.glob("*.xz") if "-full" not in path.name),
)
def test_the_configuration_of_a_fixture(name: str, tmp_path: Path) -> None:
    image = unpack(FIXTURES / f"{name}.xz", tmp_path)
    domain = _domain_of(image)
    image.unlink()
    assert domain.type == name.removeprefix("xen4.14-").removeprefix("xen4.20-").split("-")[0]


@needs_streams
@pytest.mark.parametrize("name", REAL)
def test_the_configuration_of_a_real_image(name: str) -> None:
    with lzma.open(STREAMS / f"{name}.xz") as file:
        head = file.read(1 << 16)
    length, length_of_config = struct.unpack_from("<II", head, 44)
    config = head[52 : 52 + length_of_config]
    assert length == 4 + length_of_config
    found = configuration.of_json(config.rstrip(b"\0"))
    stated = json.loads(config.rstrip(b"\0"))
    assert found.problem is None
    assert found.name == stated["c_info"]["name"]
    assert found.uuid == stated["c_info"]["uuid"]
    assert found.type == stated["c_info"]["type"]
    assert found.vcpus == stated["b_info"].get("max_vcpus")
    assert found.memory_kib == stated["b_info"].get("target_memkb")


# --- xenopsd's metadata ---


def test_metadata_is_read() -> None:
    octets = b'((time 20260101T00:00:00Z)\n (word_size 64)("a b" "c \\" d")(list (1 2)))'
    assert xenops.metadata(octets) == {
        "time": "20260101T00:00:00Z",
        "word_size": "64",
    }


SEXP_PIECES = st.lists(
    st.sampled_from([b"(", b")", b'"', b"\\", b" ", b"\n", b"atom", b"((", b"))", b"\xff", b"\0"]),
    max_size=30,
).map(b"".join)


@any_octets
@given(octets=st.binary(max_size=64) | SEXP_PIECES)
def test_any_octets_as_metadata(octets: bytes) -> None:
    for name, value in xenops.metadata(octets).items():
        assert len(name) <= 64
        assert len(value) <= 67


@pytest.mark.parametrize(
    "octets",
    [b"(", b")", b'"', b"\\", b" ", b"a", b'"\\', b'((a "', b"((a b)", b"()", b'"a', b"\xff"],
)
@pytest.mark.parametrize("before", [b"", b"((", b'((a "'])
def test_hostile_metadata(octets: bytes, before: bytes) -> None:
    found = xenops.metadata(before + octets * ((1 << 20) // len(octets)))
    assert sum(len(one) + len(other) for one, other in found.items()) < 1 << 20


def test_control_characters_of_metadata_are_escaped() -> None:
    content = {"text": '((time "a\x1b[31m\nb")(word_size 64))'}
    octets = build(
        {"stream": [{"xapi": {"sections": [{"XENOPS": {"content": content}}, "LIBXC"]}}]}
    )
    run = streams.run("-v", stdin=octets)
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"word_size 64" in run.stdout
    assert b"\x1b" not in run.stdout
    assert all(line.startswith(b"-: ") for line in run.stdout.splitlines())


# --- Legacy streams ---

EXPECTED = "a legacy stream (before Xen 4.6) of a {width}-bit toolstack, x86 {guest}: "


def _legacy_pv(width: int, order: str = "<") -> bytes:
    word = {32: "I", 64: "Q"}[width]
    head = struct.pack(f"{order}{word}{word}", 0x1800, (1 << width) - 1)
    return head + struct.pack("<I", 0x1438) + b"vcpu" + struct.pack("<I", 0x1430) + bytes(64)


def _legacy_hvm(width: int, kind: int, pfns: Iterable[int] = ()) -> bytes:
    word = {32: "I", 64: "Q"}[width]
    table = b"".join(struct.pack(f"<{word}", pfn) for pfn in pfns)
    return struct.pack(f"<{word}i", 0x10000, kind) + table + bytes(4096)


@pytest.mark.parametrize("width", [32, 64])
def test_beginnings_of_legacy_streams(width: int) -> None:
    pv = legacy.recognise(_legacy_pv(width))
    assert pv is not None
    assert pv.startswith(EXPECTED.format(width=width, guest="PV"))
    beginnings = [
        _legacy_hvm(width, 1, [0]),
        _legacy_hvm(width, 1024, range(1024)),
        _legacy_hvm(width, 3, [7, 0xA0, 0xFFFF]),
        *(_legacy_hvm(width, kind) for kind in (-2, -3, -9, -18)),
    ]
    for octets in beginnings:
        hvm = legacy.recognise(octets)
        assert hvm is not None
        assert hvm.startswith(EXPECTED.format(width=width, guest="HVM"))
    # Its sender goes through the guest from the first pfn on.
    assert legacy.recognise(_legacy_hvm(width, 3, [0xFFFF, 0xA0, 7])) is None


@any_octets
@given(octets=st.binary(max_size=64), expected=st.booleans())
def test_any_octets_as_a_legacy_stream(octets: bytes, expected: bool) -> None:
    found = legacy.recognise(octets, expected=expected)
    assert found is None or found.startswith("a legacy stream (before Xen 4.6) of a ")


PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=24).map(str.encode)
OTHERS = {
    "zeros": st.integers(0, 600).map(bytes),
    "ones": st.integers(24, 600).map(lambda size: b"\xff" * size),
    "text": PRINTABLE | st.lists(PRINTABLE, min_size=2).map(b"\n".join) | st.text().map(str.encode),
    "ELF": st.binary(min_size=20).map(lambda octets: b"\x7fELF" + octets),
    "zeros, then anything": st.binary().map(lambda octets: bytes(24) + octets),
}


@pytest.mark.parametrize("what", OTHERS)
def test_what_is_not_taken_for_a_legacy_stream(what: str) -> None:
    @any_octets
    @given(octets=OTHERS[what])
    def check(octets: bytes) -> None:
        assert legacy.recognise(octets) is None

    check()


def test_random_octets_are_not_taken_for_legacy_streams() -> None:
    source = random.Random(46)
    assert all(legacy.recognise(source.randbytes(600)) is None for _ in range(20_000))


@pytest.mark.parametrize("name", [name for name in CONTAINERS if name != "back channel"])
def test_no_stream_is_taken_for_a_legacy_one(name: str) -> None:
    assert legacy.recognise(CONTAINERS[name].octets, expected=True) is None


@pytest.mark.parametrize("name", UNPACK)
def test_nothing_packed_is_taken_for_a_legacy_stream(name: str) -> None:
    assert legacy.recognise(vector_builder.COMPRESS[name](PLAIN["xl"].octets)) is None
