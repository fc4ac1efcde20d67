"""What a restore remembers and refuses, at its bounds: restore/pages, state, pv and hvm_params."""

from __future__ import annotations

import copy
import io
import struct
from array import array
from typing import Any

import pytest
import streams
from vector_builder import build, load

import xenstream
from xenstream.restore import starts, versions
from xenstream.restore.pages import Pages, words_of
from xenstream.restore.places import PLACES
from xenstream.restore.pv import MOST_GDT_ENTRIES
from xenstream.restore.starts import Starts
from xenstream.restore.state import Restoring, contents_of, present_entries

PFNS = 1 << 60  # the type of an entry is in its upper four bits


def restore(octets: bytes, xen: str | None = None, form: str = "auto") -> xenstream.Report:
    """Ask whether a stream would be restored."""
    return xenstream.verify(io.BytesIO(octets), format=form, profile="restore", xen=xen)


def errors(report: xenstream.Report) -> list[str]:
    """Give the codes of the errors, in the order of the stream."""
    return [one.code for one in report.findings if one.severity == "error"]


# Pages


def described(*entries: int, most: int = 100) -> Pages:
    pages = Pages()
    pages.describe(array("Q", entries), most)
    return pages


@pytest.mark.parametrize("kind", range(16))
def test_which_types_give_a_page_memory(kind: int) -> None:
    pages = described(kind * PFNS | 7)
    assert pages.type_of(7) == kind
    assert pages.is_populated(7) == (kind not in (0xD, 0xF))
    assert not pages.is_populated(6)
    assert pages.type_of(6) == 0


def test_a_page_keeps_its_memory_when_it_is_described_again() -> None:
    pages = described(7, 0xF * PFNS | 7)
    assert pages.type_of(7) == 0xF
    assert pages.is_populated(7)


def test_what_is_beyond_the_guest_is_not_kept() -> None:
    pages = described(100, 101, most=100)
    assert pages.is_populated(100)
    assert not pages.is_populated(101)


def test_a_page_table_gives_memory_and_no_type() -> None:
    pages = Pages()
    pages.populate(0x1FFF)
    assert pages.is_populated(0x1FFF)
    assert pages.type_of(0x1FFF) == 0
    assert not pages.is_populated(0xFFF)


@pytest.mark.parametrize("size", [0, 7, 8, 15, 24])
def test_only_whole_words(size: int) -> None:
    assert list(words_of(bytes([1] * size))) == [0x0101010101010101] * (size // 8)


def test_entries_that_are_present() -> None:
    page = struct.pack("<4Q", 0, 0x5000 | 1, 0x6000, 0x8000000000007000 | 0x67)
    assert list(present_entries(page)) == [(1, 5), (3, 7)]


def test_only_types_with_contents_have_pages() -> None:
    class Kept:
        table = struct.pack("<5Q", 1, 0xD * PFNS | 2, 0xE * PFNS | 3, 0xF * PFNS | 4, PFNS | 5)
        contents = b"x"

    kept: Any = Kept()
    assert list(contents_of(kept)) == [(0, 1, 0), (1, 5, 1)]


# A PV guest: a good image, one field changed.

IMAGE = build(next(vector for vector in load() if vector["name"] == "restore-pv"))


def bodies(kind: str) -> list[int]:
    """Give where the bodies of the records of a kind begin."""
    with xenstream.open(io.BytesIO(IMAGE)) as stream:
        return [record.body_offset for record in stream if record.name == kind]


BASIC = bodies("X86_PV_VCPU_BASIC")[0] + 8
GDT_ENTRIES, CR3, CR1, EDX = 4960, 5008, 4992, 616


def with_word(at: int, value: int) -> bytes:
    """Give the image with another 64-bit word in vcpu 0's context."""
    octets = bytearray(IMAGE)
    struct.pack_into("<Q", octets, BASIC + at, value)
    return bytes(octets)


def test_the_image_is_good() -> None:
    assert errors(restore(IMAGE)) == []


@pytest.mark.parametrize(
    ("at", "value", "code", "says"),
    [
        (GDT_ENTRIES, MOST_GDT_ENTRIES + 1, "XS674", "GDT entry count (7169) out of range"),
        (CR3, 0, "XS676", "has bad type"),
        (CR3, 0xFFFFF << 12, "XS676", "out of range"),
        (CR1, 0xFFFFF << 12 | 1, "XS677", "out of range"),
        (EDX, 0xFFFFF, "XS672", "out of range"),
    ],
)
def test_a_field_of_a_vcpu(at: int, value: int, code: str, says: str) -> None:
    report = restore(with_word(at, value))
    assert code in errors(report)
    (found,) = [one for one in report.findings if one.code == code]
    assert (found.offset, found.length) == (BASIC + at, 8)
    assert says in str(found.xen_says)


def test_no_more_than_the_most_gdt_entries_pass() -> None:
    assert MOST_GDT_ENTRIES == 7168
    assert "XS674" not in errors(restore(with_word(GDT_ENTRIES, MOST_GDT_ENTRIES)))


# HVM parameters


def params(*pairs: tuple[int, int]) -> bytes:
    body = struct.pack("<II", len(pairs), 0) + b"".join(struct.pack("<QQ", *one) for one in pairs)
    return streams.record(streams.HVM_PARAMS, body)


def test_a_longer_record_was_taken_once() -> None:
    longer = streams.record(streams.HVM_PARAMS, struct.pack("<IIQQQ", 1, 0, 1, 2, 0))
    shorter = streams.record(streams.HVM_PARAMS, struct.pack("<IIQ", 1, 0, 1))
    head = streams.libxc_headers(version=2)
    for xen, takes in (
        ("4.6.5", True),
        ("4.6.6", False),
        ("4.7.0", True),
        ("4.7.2", True),
        ("4.7.3", False),
        ("4.8.1", True),
        ("4.8.2", False),
        ("4.9.0", False),
        ("4.22", False),
    ):
        assert ("XS533" not in errors(restore(head + longer, xen))) == takes, xen
        assert "XS533" in errors(restore(head + shorter, xen))


IOREQ_SERVER = 32  # HVM_PARAM_IOREQ_SERVER_PFN, which may be set once


def test_what_was_set_in_an_earlier_record_counts() -> None:
    once = restore(streams.libxc([params((IOREQ_SERVER, 5))]))
    twice = restore(streams.libxc([params((IOREQ_SERVER, 5)), params((IOREQ_SERVER, 6))]))
    again = restore(streams.libxc([params((IOREQ_SERVER, 5)), params((IOREQ_SERVER, 5))]))
    assert "XS641" not in errors(once)
    assert "XS641" in errors(twice)
    assert "XS641" not in errors(again)


def test_a_check_changes_nothing() -> None:
    """Whether the rule is run does not change what the others find, nor what other Xens do."""
    from xenstream.judge.selection import Selection

    octets = streams.libxc([params((IOREQ_SERVER, 5)), params((IOREQ_SERVER, 6))])
    report = xenstream.verify(
        io.BytesIO(octets), profile="restore", selection=Selection(ignore=("XS641",))
    )
    whole = restore(octets)
    rest = [one for one in whole.findings if one.code != "XS641"]
    assert list(report.findings) == rest


# Versions


@pytest.mark.parametrize(
    ("length", "first"), [((8 << 20) + 1, (4, 10)), ((8 << 20), (4, 6)), ((128 << 20) + 1, None)]
)
def test_the_longest_record(length: int, first: tuple[int, ...] | None) -> None:
    head = struct.pack("<II", streams.HVM_CONTEXT, length)
    octets = streams.libxc_headers(version=2) + head + bytes(64)
    for version in versions.VERSIONS:
        report = restore(octets, versions.name(version), "libxc")
        takes = first is not None and version >= first
        assert ("XS604" not in errors(report)) == takes, version


def test_every_xen_is_asked_once_a_range() -> None:
    """The answers for all Xens are those that each gives when it is asked about by itself."""
    for octets in (
        streams.libxc([params((1000, 0))]),
        streams.libxc([params((35, 1))]),
        streams.libxc([params((15, 1))]),
        streams.libxc(),
    ):
        answers = restore(octets, "4.17").restores
        assert answers is not None
        for version, takes in answers.items():
            assert (restore(octets, version).verdict == "valid") == takes, version


def test_an_answer_is_that_of_a_whole_range() -> None:
    """Version 3 is taken from 4.14 on, whichever Xen is asked about."""
    for xen in ("4.6", "4.8", "4.17"):
        answers = restore(IMAGE, xen).restores
        assert answers is not None
        before = [version for version, takes in answers.items() if not takes]
        assert before == [f"4.{minor}" for minor in range(6, 14)], xen


# Headers and tables, where no vector tells one bound from the next.


@pytest.mark.parametrize(("shift", "passes"), [(12, True), (44, True), (28, False), (60, False)])
def test_a_page_shift_is_taken_by_its_lowest_five_bits(shift: int, passes: bool) -> None:
    headers = bytearray(streams.libxc_headers())
    struct.pack_into("<H", headers, 24 + 4, shift)
    report = restore(bytes(headers) + streams.record(streams.END))
    assert ("XS112" not in errors(report)) == passes


def test_a_version_is_a_signed_number_in_xens_words() -> None:
    headers = bytearray(streams.libxc_headers())
    struct.pack_into(">I", headers, 12, 0xFFFFFFFE)
    report = restore(bytes(headers) + streams.record(streams.END), "4.17", "libxc")
    (found,) = [one for one in report.findings if one.code == "XS103"]
    assert found.xen_says == "Invalid Version: Expected 2 <= ver <= 3, Got -2"


def test_how_many_entries_are_wrong() -> None:
    table = struct.pack("<IIQQQ", 3, 0, 5 * PFNS | 1, 6 * PFNS | 2, 7 * PFNS | 3)
    report = xenstream.verify(
        io.BytesIO(streams.libxc([streams.record(streams.PAGE_DATA, table)])), format="libxc"
    )
    (found,) = [one for one in report.findings if one.code == "XS305"]
    assert found.message.endswith(", and 2 more in this record")


def page_data(image: bytes) -> tuple[int, int, list[int]]:
    """Give where the body of the first PAGE_DATA is, its length, and the entries of its table."""
    with xenstream.open(io.BytesIO(image)) as stream:
        record = next(one for one in stream if one.name == "PAGE_DATA")
        entries = [(int(one.page_type) << 60) | one.pfn for one in record.pfns.entries]
        return record.body_offset, record.length, entries


@pytest.mark.parametrize(("pfn", "passes"), [(0x1FF, True), (0x200, False)])
def test_the_last_pfn_of_the_p2m_is_the_guests(pfn: int, passes: bool) -> None:
    body, _, entries = page_data(IMAGE)
    octets = bytearray(IMAGE)
    struct.pack_into("<Q", octets, body + 8, (entries[0] >> 60 << 60) | pfn)
    assert ("XS617" not in errors(restore(bytes(octets)))) == passes


def test_where_an_entry_of_a_page_table_is() -> None:
    body, length, entries = page_data(IMAGE)
    kept = [one for one in entries if one >> 60 not in (0xD, 0xE, 0xF)]
    table = next(index for index, one in enumerate(kept) if one >> 60 & 7 in (1, 2, 3, 4))
    at = body + length - 4096 * (len(kept) - table) + 8 * 3
    octets = bytearray(IMAGE)
    struct.pack_into("<Q", octets, at, 0x200 << 12 | 1)
    (found,) = [one for one in restore(bytes(octets)).findings if one.code == "XS618"]
    assert (found.offset, found.length) == (at, 8)


@pytest.mark.parametrize(("xen", "passes"), [("4.6", True), ("4.7", False), ("4.21", False)])
def test_since_when_a_device_model_is_not_expected(xen: str, passes: bool) -> None:
    vector = next(one for one in load() if one["name"] == "restore-emulator-pvh")
    assert ("XS720" not in errors(restore(build(vector), xen))) == passes


# A start info without its mark


def with_pages(start: bytes, more: int) -> bytes:
    """Give the good image with another start info, and so many more pages of memory after it."""
    vector = copy.deepcopy(next(one for one in load() if one["name"] == "restore-pv"))
    libxc = vector["stream"][0]["xl"]["stream"][0]["libxl"]["records"][1]["libxc"]
    frames = (8 + more) // 512 + 1
    libxc["records"][2] = {
        "X86_PV_P2M_FRAMES": {"start_pfn": 0, "end_pfn": frames * 512 - 1, "frames": [2] * frames}
    }
    libxc["records"][3]["PAGE_DATA"]["pages"]["begin"][2] = [start.hex()]
    for first in range(8, 8 + more, 1024):
        entries = [{"pfn": first, "repeat": min(1024, 8 + more - first)}]
        libxc["records"].insert(4, {"PAGE_DATA": {"entries": entries}})
    return build(vector)


def start_info(store: int, console: int, mark: bytes = b"") -> bytes:
    """Give how a start info of a 64-bit guest begins."""
    return struct.pack("<56sQQQ", mark, store, 0, console)


def test_a_start_info_without_its_mark() -> None:
    assert errors(restore(with_pages(start_info(5, 6), 5000))) == []
    for words in ((1 << 40, 6), (5, 1 << 40), (5, 8)):
        found = errors(restore(with_pages(start_info(*words), 5000 if words != (5, 8) else 0)))
        assert found == ["XS673"], words


def test_a_start_info_beyond_what_is_kept_is_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starts, "_MOST_CHUNKS", 0)
    report = restore(with_pages(start_info(1 << 40, 6), 0))
    assert (errors(report), report.verdict) == (["XS682"], "unreadable")
    message = next(one.message for one in report.findings if one.code == "XS682")
    assert message.startswith("vcpu 0: the start info, pfn 0x3, does not begin with xen- and lies")
    assert errors(restore(with_pages(start_info(1 << 40, 6, b"xen-3.0"), 0))) == ["XS673"]


@pytest.mark.parametrize("width", [4, 8])
def test_what_is_kept_of_pages(width: int) -> None:
    kept, places = Starts(), PLACES[width]
    page = bytearray(4096)
    page[places.store_mfn : places.store_mfn + width] = (7).to_bytes(width, "little")
    page[places.console_mfn : places.console_mfn + width] = b"\xff" * width
    kept.see(1 << 40, bytes(page), width)
    assert kept.get(1 << 40) == (7, (1 << 8 * width) - 1)
    assert kept.get(5) == kept.get((1 << 40) + 1) == (0, 0)
    kept.see(1 << 40, bytes(4096), width)
    assert kept.get(1 << 40) == (0, 0)


def test_of_many_pages_with_the_mark_none_is_forgotten() -> None:
    kept = Starts()
    for pfn in range(200):
        kept.see(pfn, start_info(pfn, pfn + 1, b"xen-"), 8)
    kept.see(3, start_info(9, 9), 8)
    assert [kept.get(pfn) for pfn in range(200)] == [
        (pfn, pfn + 1) if pfn != 3 else (9, 9) for pfn in range(200)
    ]


def test_a_start_info_with_its_mark_is_judged_whatever_the_memory() -> None:
    assert errors(restore(with_pages(start_info(5, 6, b"xen-3.0"), 5000))) == []
    assert errors(restore(with_pages(start_info(1 << 40, 6, b"xen-3.0"), 5000))) == ["XS673"]


def test_a_start_info_that_was_never_sent_is_zeros() -> None:
    with xenstream.open(io.BytesIO(IMAGE)) as stream:
        state = Restoring(next(one.layer for one in stream if one.layer.name == "libxc"))
    assert state.start_info(3) == (0, 0)


def test_the_type_of_a_record_is_not_reached_where_its_body_is_cut() -> None:
    vector = next(one for one in load() if one["name"] == "restore-pv")
    octets = build(vector)
    at = bodies("X86_TSC_INFO")[0] - 8
    unknown = struct.pack("<II", 0x7F, 64)
    report = restore(octets[:at] + unknown + bytes(8))
    assert errors(report) == ["XS003", "XS001"]
    assert report.first_error is not None
    words = "Failed to read 64 bytes of data for record (0x0000007f, "
    assert (report.first_error.xen_says or "").startswith(words)
    whole = restore(octets[:at] + unknown + bytes(64))
    assert whole.first_error is not None
    assert (whole.first_error.xen_says or "").endswith("not handled")


# A guest of more memory than a record is kept of


def large(frame: int) -> bytes:
    """Give the good image with a p2m of 300 GiB, of which one frame late in it is another."""
    vector = copy.deepcopy(next(one for one in load() if one["name"] == "restore-pv"))
    libxc = vector["stream"][0]["xl"]["stream"][0]["libxl"]["records"][1]["libxc"]
    count = 300 << 30 >> 21
    frames = [2] * count
    frames[140_000] = frame
    libxc["records"][2] = {
        "X86_PV_P2M_FRAMES": {"start_pfn": 0, "end_pfn": count * 512 - 1, "frames": frames}
    }
    return build(vector)


def test_a_p2m_of_300_gib_is_judged() -> None:
    assert errors(restore(large(2))) == []
    found = restore(large(1 << 40))
    assert errors(found) == ["XS678"]
    assert found.first_error is not None
    assert (
        found.first_error.xen_says == "pfn (0x10000000000) for p2m_frame_list[140000] out of range"
    )
