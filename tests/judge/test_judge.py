"""The judge: its report at any moment, where it stops, and what a finding names."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
import streams

import xenstream
from xenstream.judge.judge import INVALID, UNREADABLE, VALID, Judge, Options
from xenstream.octets.source import Begin, opened
from xenstream.restore.versions import asked
from xenstream.walk.walker import PageRun, Record, walk

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


def _table(first: int, count: int = 4, kind: int = 15, order: str = "<") -> bytes:
    entries = [kind << 60 | pfn for pfn in range(first, first + count)]
    return streams.record(streams.PAGE_DATA, streams.page_data(entries, order), order)


def _longer(first: int) -> bytes:
    """Give PAGE_DATA with eight octets more than its entries ask for."""
    body = streams.page_data([15 << 60 | first]) + bytes(8)
    return streams.record(streams.PAGE_DATA, body)


def _odd(first: int) -> bytes:
    return streams.record(streams.PAGE_DATA, streams.page_data([15 << 60 | first]) + b"odd")


HOLES = [_table(4 * number) for number in range(300)]
PAGES = [_table(2 * number, 2, kind=0) for number in range(20)]
RUNS = {
    "holes": (streams.libxc([*HOLES, *streams.STATE]), 299),
    "pages": (streams.libxc([*PAGES, *streams.STATE]), 19),
    "big-endian": (streams.libxc([_table(n, order=">") for n in range(9)], ">"), 8),
    "both": (streams.libxc([*HOLES, *PAGES, *HOLES, *streams.STATE]), 299 + 19 + 299),
    "sent again": (streams.libxc([*HOLES[:9], *HOLES[3:7], *streams.STATE]), 12),
    "in turns": (streams.libxc([_table(1, 1), _table(1, 2)] * 9), 0),
    "other types": (streams.libxc([_table(1), _table(5, kind=14), _table(9)]), 0),
    "a longer pfn": (streams.libxc([_table(1), _table(1 << 50), _table(9)]), 0),
    "reserved bits": (streams.libxc([_table(1 << 55 | one) for one in range(9)]), 0),
    "reserved types": (streams.libxc([_table(one, kind=6) for one in range(9)]), 0),
    "too long": (streams.libxc([_longer(one) for one in range(150)]), 149),
    "too long at last": (streams.libxc([*HOLES, _longer(1), _longer(2), _longer(3)]), 301),
    "padded": (streams.libxc([_odd(one) for one in range(9)]), 0),
    "cut": (streams.libxc(PAGES)[:-100], 18),
    "cut in a header": (streams.libxc_headers() + b"".join(HOLES)[:-33], 298),
    "no END": (streams.libxc_headers() + b"".join(HOLES), 299),
    "after a checkpoint": (
        streams.libxl(inner=streams.libxc([*PAGES, streams.record(14), *PAGES])),
        19,
    ),
}


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("profile", ["spec", "upstream", "restore"])
def test_a_run_is_judged_as_its_records_are(name: str, profile: str, tmp_path: Path) -> None:
    octets, alike = RUNS[name]
    path = tmp_path / "stream"
    path.write_bytes(octets)
    told = xenstream.verify(path, profile=profile, name="it")
    one_by_one = xenstream.verify(path, profile=profile, name="it", observer=lambda *_: None)
    assert told == one_by_one
    with opened(path) as source:
        items = list(walk(source, told.format or "libxc", runs=True))
    runs = [item for item in items if isinstance(item, PageRun)]
    assert sum(run.number for run in runs) == alike


@pytest.mark.parametrize("name", ["holes", "pages", "both", "too long"])
def test_a_run_gives_its_records(name: str, tmp_path: Path) -> None:
    path = tmp_path / "stream"
    path.write_bytes(RUNS[name][0])
    with opened(path) as source:
        alone = [item for item in walk(source, "libxc") if isinstance(item, Record)]
    with opened(path) as source:
        given: list[Record] = []
        for item in walk(source, "libxc", runs=True):
            if isinstance(item, PageRun):
                given += item.records()
            elif isinstance(item, Record):
                given.append(item)

    def told(record: Record) -> tuple[object, ...]:
        count = None if record.census is None else record.census.with_contents
        return record.offset, record.index, record.type_id, record.length, count

    assert list(map(told, given)) == list(map(told, alone))


def test_one_that_looks_at_each_record_gets_no_runs(tmp_path: Path) -> None:
    path = tmp_path / "stream"
    path.write_bytes(RUNS["holes"][0])
    seen: list[str] = []
    xenstream.verify(path, observer=lambda item, *_: seen.append(item.kind))
    assert seen.count("libxc PAGE_DATA") == 300
    with xenstream.open(path) as stream:
        assert sum(record.name == "PAGE_DATA" for record in stream) == 300


EMPTY = [streams.record(kind) for kind in (2, 3, 4, 7, 8, 9, 10, 13, 17)]
MANY = {
    **{f"empty {number}": [one] * 300 for number, one in enumerate(EMPTY)},
    "in turns": [EMPTY[0], EMPTY[1]] * 200,
    "one after the other": EMPTY[0:1] * 150 + EMPTY[1:2] * 150 + EMPTY[0:1] * 150,
    "small": [streams.record(4, b"16 octets of them")] * 300,
    "of two kinds": [streams.record(4, b"a" * 8), streams.record(4, b"b" * 8)] * 150,
    "vcpus": [streams.record(4, struct.pack("<II", one, 0)) for one in range(300)],
    "tables": [_longer(one % 7) for one in range(300)],
    "unknown between": ([EMPTY[0]] * 120 + [UNKNOWN]) * 3,
}


@pytest.mark.parametrize("guest", [1, 2])
@pytest.mark.parametrize("name", MANY)
@pytest.mark.parametrize("profile", ["spec", "upstream", "restore"])
def test_what_is_the_same_again_is_counted_as_it_is_told(
    name: str, profile: str, guest: int
) -> None:
    """Whoever wants to be told of each finding gets each record judged."""
    octets = streams.libxc_headers(guest=guest) + b"".join(MANY[name]) + streams.record(0)
    counted = xenstream.verify(io.BytesIO(octets), profile=profile, name="it")
    told: list[str] = []
    each = xenstream.verify(
        io.BytesIO(octets), profile=profile, name="it", on_finding=lambda one: told.append(one.code)
    )
    assert counted == each
    assert len(told) == len(each.findings) + sum(each.omitted.values())


@pytest.mark.parametrize("bad", [0, 3, 7, None])
@pytest.mark.parametrize("cut", [0, 30])
def test_a_run_of_records_is_judged_alike_whoever_looks_on(
    bad: int | None, cut: int, tmp_path: Path
) -> None:
    """What differs in its pfns only is judged once, one with another fault among them is not."""
    records = [
        streams.record(
            streams.PAGE_DATA,
            streams.page_data([(1 << 52 if number == bad else 0) | 2 * number, 2 * number + 1]),
        )
        for number in range(8)
    ]
    octets = streams.whole(records)
    path = tmp_path / "image"
    path.write_bytes(octets[: len(octets) - cut])
    seen: list[object] = []
    looked_on = Judge(Options(), name="it", observer=lambda item, *_: seen.append(item))
    report = looked_on.verify(str(path))
    assert report == Judge(Options(), name="it").verify(str(path))
    found = [one.record.index for one in report.findings if one.record and "pfns[" in one.message]
    assert found == ([] if bad is None else [bad])
    assert report.pages == 16
    assert sum(isinstance(item, Record) and item.name == "PAGE_DATA" for item in seen) == 8
