"""The judge: its report at any moment, where it stops, and what a finding names."""

from __future__ import annotations

import io
import struct

import pytest
import streams

import xenstream
from xenstream.judge.judge import INVALID, UNREADABLE, VALID, Judge, Options
from xenstream.octets.source import Begin, opened
from xenstream.restore.versions import asked
from xenstream.walk.walker import walk

OPTIONAL = streams.record(0x80000001, b"")
UNKNOWN = streams.record(0x7F, b"")
GOOD = streams.libxc()
BAD = streams.libxc([OPTIONAL, UNKNOWN, UNKNOWN])


def test_stops_at_the_first_error() -> None:
    judge = Judge(Options(format="libxc"), stop_on_error=True)
    report = judge.verify(io.BytesIO(BAD))
    assert judge.stopped
    assert report.verdict == INVALID
    assert [one.code for one in report.findings] == ["XS004", "XS003"]
    assert report.octets == BAD.index(UNKNOWN) + len(UNKNOWN)


def test_goes_on_after_a_note() -> None:
    judge = Judge(Options(format="libxc"), stop_on_error=True)
    report = judge.verify(io.BytesIO(streams.libxc([OPTIONAL])))
    assert (judge.stopped, judge.lack, report.verdict) == (False, None, VALID)


@pytest.mark.parametrize("count", range(6))
def test_the_report_of_what_was_seen_so_far(count: int) -> None:
    """An observer that gives up leaves a report of all items that it was told."""

    class Enough(Exception):
        pass

    seen = []

    def observe(item: object, *_: object) -> None:
        seen.append(item)
        if len(seen) > count:
            raise Enough

    judge = Judge(observer=observe)
    with pytest.raises(Enough):
        judge.verify(io.BytesIO(GOOD))
    report = judge.report()
    assert report.verdict == UNREADABLE  # nothing is wrong so far, and it is not all
    assert report.records == max(0, count - 1)  # two headers come first
    assert report.restores is None


def test_an_error_so_far_is_an_error() -> None:
    def observe(item: object, *_: object) -> None:
        if isinstance(item, xenstream.walk.walker.Record) and item.index == 1:
            raise RuntimeError

    judge = Judge(observer=observe)
    with pytest.raises(RuntimeError):
        judge.verify(io.BytesIO(BAD))
    assert judge.report().verdict == INVALID


def test_what_an_observer_cannot_write_is_no_fault_of_the_stream() -> None:
    def observe(*_: object) -> None:
        raise OSError(28, "No space left on device")

    judge = Judge(observer=observe)
    with pytest.raises(OSError, match="No space"):
        judge.verify(io.BytesIO(GOOD))
    assert judge.report().findings == ()
    judge = Judge(Options(format="libxc"), on_finding=observe)
    with pytest.raises(OSError, match="No space"):
        judge.verify(io.BytesIO(BAD))


def test_items_are_judged_without_a_source() -> None:
    judge = Judge(Options(format="libxc"))
    with opened(io.BytesIO(BAD), Begin()) as source:
        for item in walk(source, "libxc"):
            judge.see(item)
    assert judge.report().verdict == INVALID
    assert judge.report().records == 4


def test_nothing_was_read() -> None:
    judge = Judge(name="nothing")
    report = judge.verify("/nowhere/at/all")
    assert (report.path, report.verdict, report.octets) == ("nothing", UNREADABLE, 0)
    assert judge.lack == "it could not be read to its end"


@pytest.mark.parametrize(
    ("octets", "lack"),
    [
        (GOOD, None),
        (GOOD[:-4], "the stream was cut short"),
        (streams.libxc([OPTIONAL])[:-8], "the stream was cut short"),
    ],
)
def test_what_a_stream_lacks(octets: bytes, lack: str | None) -> None:
    judge = Judge()
    judge.verify(io.BytesIO(octets))
    assert judge.lack == lack


@pytest.mark.parametrize(
    ("options", "said"),
    [(Options(format="tar"), "no such format"), (Options(profile="mine"), "no such profile")],
)
def test_wrong_options(options: Options, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Judge(options)


def test_findings_in_the_order_of_the_stream() -> None:
    """What is found at the end about an earlier record stands where that record is."""
    context = struct.pack("<HHI", 2, 0, 1000)  # a CPU record first, not a HEADER
    params = struct.pack("<IIQQ", 1, 0, 1000, 0)  # there is no such parameter
    records = (streams.record(0x9, context), streams.record(0xA, params))
    judge = Judge(Options(profile="restore", xen=asked("4.13")))
    report = judge.verify(io.BytesIO(streams.libxc_headers(version=2) + b"".join(records)))
    offsets = [one.offset for one in report.findings]
    assert offsets == sorted(offsets)
    judge = Judge(Options(profile="restore", xen=asked("4.17")))
    memory = (
        streams.record(streams.STATIC_DATA_END),
        streams.record(streams.PAGE_DATA, streams.page_data((7,))),
    )
    report = judge.verify(io.BytesIO(streams.libxc((*memory, *records))))
    codes = [one.code for one in report.findings if one.severity == "error"]
    assert codes[:2] == ["XS643", "XS641"]
    assert report.first_error is not None
    assert report.first_error.code == "XS641"  # at its record, before END
