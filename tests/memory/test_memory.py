"""The guest's memory out of a stream: which contents count, and that each page is where it should.

A model in a few lines stands beside it: a dictionary from pfn to contents.
"""

from __future__ import annotations

import gzip
import lzma
import os
import random
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import streams
from places import FIXTURES, STREAMS
from streams import PAGE, XTAB

import xenstream
from xenstream.memory import index as index_module
from xenstream.memory.files import write
from xenstream.memory.gather import gather
from xenstream.memory.index import Index, Ragged, TooScatteredError
from xenstream.memory.ranges import Ranges
from xenstream.memory.raw import RawFile
from xenstream.memory.tables import runs
from xenstream.octets.kept_file import KeptFile

COMMAND = (sys.executable, "-m", "xenstream", "memory")
BROKEN, XALLOC = 13 << 60, 14 << 60
VERIFY, CHECKPOINT = streams.record(13), streams.record(14)
CHECKPOINT_END = streams.record(4)
LIBXC_CONTEXT = streams.record(1)
LIBXL_HEADER = struct.pack(">QII", 0x4C6962786C466D74, 2, 0)


def page(number: int) -> bytes:
    """Give contents that are like no others; number 0 has zeros."""
    return struct.pack("<Q", number) * (PAGE // 8)


def pages(*entries: tuple[int, int | None], order: str = "<") -> bytes:
    """Give a PAGE_DATA record of (entry, number of the page, None where it has none)."""
    contents = b"".join(page(number) for _, number in entries if number is not None)
    body = streams.page_data([entry for entry, _ in entries], order, contents)
    return streams.record(streams.PAGE_DATA, body, order)


def of(*entries: tuple[int, int]) -> bytes:
    """Give the memory that has these pages at these pfns, up to the last."""
    memory = bytearray((max(pfn for pfn, _ in entries) + 1) * PAGE)
    for pfn, number in entries:
        memory[pfn * PAGE : (pfn + 1) * PAGE] = page(number)
    return bytes(memory)


class Out(NamedTuple):
    """What came out."""

    memory: bytes
    ranges: list[tuple[int, int]]
    lacks: list[str]
    notes: list[str]


def _spans(present: Ranges) -> list[tuple[int, int]]:
    """Give what is to be compared: all up to the end, but the ranges alone of a large guest."""
    return [(0, present.end)] if present.end < 1 << 16 else list(present)


def raw_of(
    readable: str | os.PathLike[str] | int, path: Path, checkpoint: int | None = None
) -> Out:
    with xenstream.open(readable) as stream, path.open("w+b") as file:
        raw = RawFile(file.fileno())
        gathered = gather(stream, raw, checkpoint=checkpoint, folder=str(path.parent))
        raw.finish()
        assert os.fstat(file.fileno()).st_size == raw.present.end * PAGE
        octets = b"".join(raw.read(start, end - start) for start, end in _spans(raw.present))
        return Out(octets, list(raw.present), gathered.lacks, raw.notes())


def read_of(readable: str | os.PathLike[str] | int, checkpoint: int | None = None) -> Out:
    with xenstream.open(readable) as stream, stream.memory(checkpoint) as memory:
        octets = b"".join(
            memory.read(start * PAGE, (end - start) * PAGE, pad=True)
            for start, end in _spans(memory.present)
        )
        assert sum(size for _, size in memory.runs()) == memory.pages * PAGE
        return Out(octets, list(memory.present), memory.gathered.lacks, [])


def every_way(octets: bytes, folder: Path, checkpoint: int | None = None) -> Out:
    """Give what comes out, from a file and from a pipe, written and read: it must be one."""
    path = folder / "stream"
    path.write_bytes(octets)
    packed = folder / "stream.gz"
    packed.write_bytes(gzip.compress(octets, 1))
    written = raw_of(path, folder / "raw", checkpoint)
    with streams.pipe_of(octets) as reading:
        piped = raw_of(reading, folder / "raw2", checkpoint)
    assert piped == written
    assert raw_of(packed, folder / "raw3", checkpoint) == written
    for readable in (path, packed):
        assert read_of(readable, checkpoint) == written._replace(notes=[])
    with streams.pipe_of(octets) as reading:
        assert read_of(reading, checkpoint) == written._replace(notes=[])
    return written


# --- Which contents count ---


def test_the_last_contents_count(tmp_path: Path) -> None:
    out = every_way(streams.whole([pages((0, 1), (1, 2), (2, 3)), pages((1, 9))]), tmp_path)
    assert out.memory == of((0, 1), (1, 9), (2, 3))
    assert out.ranges == [(0, 3)]
    assert not out.lacks


def test_a_page_that_becomes_zero_is_zero(tmp_path: Path) -> None:
    out = every_way(streams.whole([pages((0, 1), (1, 2), (2, 3)), pages((1, 0))]), tmp_path)
    assert out.memory == of((0, 1), (1, 0), (2, 3))


@pytest.mark.parametrize("kind", [XTAB, BROKEN])
def test_a_page_that_goes_away_is_gone(kind: int, tmp_path: Path) -> None:
    stream = streams.whole([pages((0, 1), (1, 2), (2, 3)), pages((kind | 1, None))])
    out = every_way(stream, tmp_path)
    assert out.memory == of((0, 1), (1, 0), (2, 3))
    assert out.ranges == [(0, 1), (2, 3)]


def test_the_last_page_that_goes_away_shortens_the_file(tmp_path: Path) -> None:
    stream = streams.whole([pages((0, 1), (5, 2)), pages((XTAB | 5, None))])
    assert every_way(stream, tmp_path).memory == of((0, 1))


def test_a_page_without_contents_keeps_those_that_it_had(tmp_path: Path) -> None:
    stream = streams.whole([pages((0, 1), (1, 2)), pages((XALLOC | 1, None), (XALLOC | 3, None))])
    out = every_way(stream, tmp_path)
    assert out.memory == of((0, 1), (1, 2), (3, 0))
    assert out.ranges == [(0, 2), (3, 4)]


def test_what_follows_verify_does_not_count_and_is_compared(tmp_path: Path) -> None:
    records = [pages((0, 1), (1, 2), (2, 0)), VERIFY, pages((0, 1), (1, 9), (2, 0))]
    out = every_way(streams.whole(records), tmp_path)
    assert out.memory == of((0, 1), (1, 2), (2, 0))
    (note,) = out.notes
    assert note.startswith("1 pages differ")
    assert "0x1" in note


def test_page_tables_are_memory(tmp_path: Path) -> None:
    tables = [(kind << 60 | pfn, pfn + 1) for pfn, kind in enumerate((1, 2, 3, 4, 9, 10, 11, 12))]
    out = every_way(streams.whole([pages(*tables)]), tmp_path)
    assert out.memory == of(*((pfn, pfn + 1) for pfn in range(8)))


def test_a_big_endian_stream(tmp_path: Path) -> None:
    record = pages((3, 1), (4, 2), (XTAB | 7, None), (9, 3), order=">")
    out = every_way(streams.whole([record], ">"), tmp_path)
    assert out.memory == of((3, 1), (4, 2), (9, 3))


def libxl(*parts: bytes, end: bytes = b"") -> bytes:
    return LIBXL_HEADER + LIBXC_CONTEXT + streams.libxc_headers() + b"".join(parts) + end


def checkpoint(*records: bytes) -> bytes:
    return b"".join(records) + CHECKPOINT + CHECKPOINT_END


def checkpointed() -> bytes:
    """Give three checkpoints; after the last a page was sent, and then the sender was lost."""
    return libxl(
        checkpoint(pages((0, 1), (1, 2), (2, 3))),
        checkpoint(pages((0, 4)), pages((1, 0))),
        checkpoint(pages((XTAB | 2, None)), pages((0, 5), (3, 6))),
        pages((0, 7), (1, 8)),
    )


def test_a_lost_sender_leaves_the_last_complete_checkpoint(tmp_path: Path) -> None:
    out = every_way(checkpointed(), tmp_path)
    assert out.memory == of((0, 5), (1, 0), (3, 6))
    assert out.ranges == [(0, 2), (3, 4)]
    assert not out.lacks


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, of((0, 1), (1, 2), (2, 3))), (2, of((0, 4), (1, 0), (2, 3))), (3, of((0, 5), (3, 6)))],
)
def test_an_earlier_checkpoint(number: int, expected: bytes, tmp_path: Path) -> None:
    out = every_way(checkpointed(), tmp_path, number)
    assert out.memory == expected
    assert not out.lacks


def test_a_checkpoint_that_is_not_there(tmp_path: Path) -> None:
    assert every_way(checkpointed(), tmp_path, 4).lacks


def test_a_checkpoint_counts_once_libxl_has_said_its_part(tmp_path: Path) -> None:
    stream = libxl(checkpoint(pages((0, 1))), pages((0, 2)), CHECKPOINT)
    assert every_way(stream, tmp_path).memory == of((0, 1))
    assert every_way(stream + CHECKPOINT_END, tmp_path).memory == of((0, 2))


def test_before_the_first_checkpoint_a_lost_sender_leaves_nothing_whole(tmp_path: Path) -> None:
    out = every_way(libxl(pages((0, 1)), CHECKPOINT), tmp_path)
    assert out.memory == of((0, 1))
    assert out.lacks


def test_end_does_not_let_count_what_waits(tmp_path: Path) -> None:
    stream = libxl(checkpoint(pages((0, 1))), pages((0, 2)), streams.record(0), streams.record(0))
    out = every_way(stream, tmp_path)
    assert out.memory == of((0, 1))
    assert not out.lacks


def test_a_bare_stream_counts_checkpoints_by_themselves(tmp_path: Path) -> None:
    stream = streams.whole([pages((0, 1)), CHECKPOINT, pages((0, 2)), CHECKPOINT, pages((0, 3))])
    assert every_way(stream, tmp_path).memory == of((0, 2))
    assert every_way(stream, tmp_path, 1).memory == of((0, 1))


def test_a_colo_primary_that_is_lost_leaves_the_last_complete_checkpoint(tmp_path: Path) -> None:
    """Its turns stand between libxl's CHECKPOINT_END and libxc's records."""
    turn = streams.record(5, struct.pack("<II", 0, 0))
    stream = libxl(
        checkpoint(pages((0, 1), (1, 2))) + turn,
        checkpoint(pages((0, 3))) + turn,
        checkpoint(pages((1, 4), (2, 5))) + turn,
        pages((0, 9), (2, 9)),
        CHECKPOINT,
    )
    out = every_way(stream, tmp_path)
    assert out.memory == of((0, 3), (1, 4), (2, 5))
    assert not out.lacks
    assert every_way(stream, tmp_path, 2).memory == of((0, 3), (1, 2))
    assert every_way(stream + CHECKPOINT_END, tmp_path).memory == of((0, 9), (1, 4), (2, 9))


def test_memory_above_4_gib_and_the_hole_below(tmp_path: Path) -> None:
    """A PVH guest's: memory up to the hole, Xen's special pages below 4 GiB, and more above."""
    low, special, high, last = 0xEFFFF, 0xFEFF8, 0x100000, 0x10F0FF
    holes = [pages(*((XTAB | pfn, None) for pfn in range(0xF0000, 0xF0400)))]
    sent = [pages((0, 1), (low, 2)), *holes, pages((special, 3)), pages((high, 4), (last, 5))]
    resent = [pages((high, 6), (last, 0)), pages((XTAB | special, None))]
    out = every_way(streams.whole([*sent, *resent]), tmp_path)
    assert out.ranges == [(0, 1), (low, low + 1), (high, high + 1), (last, last + 1)]
    assert out.memory == page(1) + page(2) + page(6) + page(0)
    path = tmp_path / "stream"
    with xenstream.open(path) as stream, stream.memory() as memory:
        assert memory.read(high * PAGE + 8, 16) == page(6)[8:24]
        assert memory.read(last * PAGE, PAGE) == page(0)
        with pytest.raises(xenstream.AbsentError):
            memory.read(special * PAGE, 1)
        assert memory.size == (last + 1) * PAGE


# --- Any order of records, against a model ---


class Model:
    """A guest as a dictionary."""

    def __init__(self) -> None:
        self.pages: dict[int, int] = {}

    def take(self, entries: list[tuple[int, int | None]]) -> None:
        for entry, number in entries:
            pfn, kind = entry & (1 << 52) - 1, entry >> 60 << 60
            if kind in (XTAB, BROKEN):
                self.pages.pop(pfn, None)
            elif kind == XALLOC:
                self.pages.setdefault(pfn, 0)
            else:
                assert number is not None
                self.pages[pfn] = number


def _entries(chance: random.Random, span: int) -> list[tuple[int, int | None]]:
    """Give the entries of a record: runs and single ones, in any order."""
    entries: list[tuple[int, int | None]] = []
    for _ in range(chance.randrange(1, 6)):
        pfn, count = chance.randrange(span), chance.choice((1, 1, 2, 7, 40))
        kind = chance.choice((0, 0, 0, 0, 1 << 60, 12 << 60, XTAB, BROKEN, XALLOC))
        has_contents = kind not in (XTAB, BROKEN, XALLOC)
        for each in range(pfn, min(pfn + count, span)):
            number = chance.choice((0, chance.randrange(1, 1 << 60))) if has_contents else None
            entries.append((kind | each, number))
    return entries


@pytest.mark.parametrize("seed", range(12))
def test_any_records_in_any_order(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "_CHUNK", 64)
    monkeypatch.setattr(index_module, "_OF_LOW", 128)
    monkeypatch.setattr(index_module, "_NARROW", 8)
    chance = random.Random(seed)
    model, records = Model(), []
    for _ in range(chance.randrange(1, 25)):
        entries = _entries(chance, 300)
        model.take(entries)
        records.append(pages(*entries))
    out = every_way(streams.whole(records), tmp_path)
    assert {pfn for start, end in out.ranges for pfn in range(start, end)} == set(model.pages)
    for pfn, number in model.pages.items():
        assert out.memory[pfn * PAGE : (pfn + 1) * PAGE] == page(number), pfn
    for pfn in set(range(len(out.memory) // PAGE)) - set(model.pages):
        assert not out.memory[pfn * PAGE : (pfn + 1) * PAGE].strip(b"\0")


@pytest.mark.parametrize("seed", range(8))
def test_ranges_are_a_set(seed: int) -> None:
    chance = random.Random(seed)
    ranges, model = Ranges(), set[int]()
    for _ in range(400):
        start = chance.randrange(200)
        end = start + chance.choice((0, 1, 1, 3, 30))
        if start == end:
            continue
        if chance.random() < 0.6:
            ranges.add(start, end)
            model.update(range(start, end))
        else:
            ranges.remove(start, end)
            model.difference_update(range(start, end))
        found = [pfn for begin, stop in ranges for pfn in range(begin, stop)]
        assert found == sorted(model)
        assert all(one[1] < other[0] for one, other in zip(list(ranges), list(ranges)[1:]))
        assert ranges.count() == len(model)
        assert [pfn in ranges for pfn in range(240)] == [pfn in model for pfn in range(240)]
        part = [pfn for begin, stop in ranges.overlapping(50, 90) for pfn in range(begin, stop)]
        assert part == sorted(pfn for pfn in model if 50 <= pfn < 90)


def test_ranges_close_the_smallest_gaps() -> None:
    ranges = Ranges(4)
    for start in (0, 10, 11, 13, 100, 102, 1000):
        ranges.add(start, start + 1)
    assert len(ranges) <= 4
    assert all(start in ranges for start in (0, 10, 11, 13, 100, 102, 1000))
    assert ranges.bridged == ranges.count() - 7
    assert 500 not in ranges


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([5, 6, 7], [(5, 3, 0)]),
        ([0xFFFE, 0xFFFF, 0x10000, 0x10001], [(0xFFFE, 4, 0)]),
        ([0xFFFFFFFF, 0x100000000], [(0xFFFFFFFF, 2, 0)]),
        ([5, 6, 8], [(5, 2, 0), (8, 1, 0)]),
        ([6, 5], [(6, 1, 0), (5, 1, 0)]),
        ([5, 5], [(5, 1, 0), (5, 1, 0)]),
        ([XTAB | 1, XTAB | 2], [(1, 2, 15)]),
        ([1, 2 | 1 << 60, 3], [(1, 1, 0), (2, 1, 1), (3, 1, 0)]),
        ([5 | 1 << 55, 6 | 1 << 54], [(5, 2, 0)]),
        (list(range(1024)), [(0, 1024, 0)]),
        (list(range(5 << 10, 6 << 10)), [(5 << 10, 1024, 0)]),
        (list(range(1 << 30, (1 << 30) + 1024)), [(1 << 30, 1024, 0)]),
        ([XTAB | pfn for pfn in range(63 << 10, 64 << 10)], [(63 << 10, 1024, 15)]),
        ([*range(1023), 1024], [(0, 1023, 0), (1024, 1, 0)]),
        ([*range(512), *range(1 << 16 | 512, 1 << 16 | 1024)], [(0, 512, 0), (66048, 512, 0)]),
        ([*range(1024), 1024 + (1 << 16)], [(0, 1024, 0), (1024 + (1 << 16), 1, 0)]),
        ([*range(256), 256 + (1 << 24)], [(0, 256, 0), (256 + (1 << 24), 1, 0)]),
        ([], []),
    ],
)
def test_runs_of_a_table(entries: list[int], expected: list[tuple[int, int, int]]) -> None:
    for order, little in (("<", True), (">", False)):
        assert list(runs(struct.pack(f"{order}{len(entries)}Q", *entries), little)) == expected


# --- Broken and hostile streams ---


def test_a_cut_stream_gives_what_it_has(tmp_path: Path) -> None:
    whole = streams.whole([pages((0, 1), (1, 2)), pages((2, 3), (3, 4))])
    out = every_way(whole[: -8 - PAGE - 100], tmp_path)
    assert out.memory == of((0, 1), (1, 2))
    (lack,) = out.lacks
    assert "ends at offset" in lack


def test_a_count_beyond_the_record_does_not_take_the_next_record(tmp_path: Path) -> None:
    body = streams.page_data([0, 1, 2, 3], pages=page(1) + page(2))
    stream = streams.whole([streams.record(streams.PAGE_DATA, body), pages((5, 6))])
    out = every_way(stream, tmp_path)
    assert out.memory == of((0, 1), (1, 2), (5, 6))
    assert out.ranges == [(0, 2), (5, 6)]
    assert len(out.lacks) == 1


def test_pages_beyond_the_table_are_told(tmp_path: Path) -> None:
    body = streams.page_data([0], pages=page(1) + page(2))
    out = every_way(streams.whole([streams.record(streams.PAGE_DATA, body)]), tmp_path)
    assert out.memory == of((0, 1))
    assert out.lacks


def test_reserved_types_leave_a_record_out(tmp_path: Path) -> None:
    body = streams.page_data([0, 1 | 5 << 60], pages=page(1) + page(2))
    out = every_way(streams.whole([streams.record(streams.PAGE_DATA, body)]), tmp_path)
    assert not out.ranges
    assert out.lacks


def test_a_table_that_does_not_fit_is_told(tmp_path: Path) -> None:
    record = streams.record(streams.PAGE_DATA, struct.pack("<IIQ", 1000, 0, 5))
    assert every_way(streams.whole([record]), tmp_path).lacks


@pytest.mark.parametrize("pfn", [(1 << 52) - 1, 1 << 40, (1 << 40) - 1])
def test_a_pfn_that_nobody_can_have(pfn: int, tmp_path: Path) -> None:
    path = tmp_path / "stream"
    path.write_bytes(streams.whole([pages((0, 1)), pages((pfn, 2)), pages((1, 3))]))
    with xenstream.open(path) as stream, (tmp_path / "raw").open("w+b") as file:
        raw = RawFile(file.fileno())
        lacks = gather(stream, raw).lacks
        assert [*lacks, *raw.lacks()]
        assert raw.read(0, 2) == of((0, 1), (1, 3))


def test_a_second_stream_is_left_out(tmp_path: Path) -> None:
    inner = streams.whole([pages((0, 1))])
    section = struct.pack("<QQ", 0x00F0, 0)
    stream = b"XenSavedDomv2-\n" + section + inner + section + streams.whole([pages((0, 2))])
    out = every_way(stream, tmp_path)
    assert out.memory == of((0, 1))
    assert out.lacks


def test_pages_too_far_apart_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "_MOST_RAGGED", 3)
    path = tmp_path / "stream"
    path.write_bytes(streams.whole([pages(*((pfn << 20, 1) for pfn in range(5)))]))
    with xenstream.open(path) as stream, pytest.raises(TooScatteredError):
        stream.memory()


def test_a_file_that_is_no_stream_is_no_memory(tmp_path: Path) -> None:
    done = run("-", "-o", "out", cwd=tmp_path, stdin=b"text\n" * 100)
    assert done.returncode == 2
    assert not list(tmp_path.iterdir())


# --- The index ---


def test_the_index_is_small_for_whole_records_and_bounded_for_ragged_ones() -> None:
    class Pages:
        """As many octets as are asked for."""

        position = 0

        def skip(self, size: int) -> int:
            self.position += size
            return size

    index, source = Index(), Pages()
    for pfn in range(0, 1 << 20, 1024):
        index.data(pfn, 1024, 0, source)  # type: ignore[arg-type]
    assert all(isinstance(chunk, int) for chunk in index._chunks.values())
    for pfn in range(0, 1 << 20, 1024):
        index.data(pfn + 5, 1, 0, source)  # type: ignore[arg-type]
    size = sum(chunk.size() for chunk in index._chunks.values() if isinstance(chunk, Ragged))
    size += sys.getsizeof(index._chunks) + sys.getsizeof(index._firsts) * 2
    size += sum(map(sys.getsizeof, index._chunks))
    assert 48 << 20 < size * 16 <= 64 << 20  # 4 GiB of guest are here
    assert index.offset(4) == 4 * PAGE
    assert index.offset(5) == (1 << 20) * PAGE
    assert index.offset((1 << 20) - 1019) == ((1 << 20) + 1023) * PAGE


def test_read_by_address(tmp_path: Path) -> None:
    path = tmp_path / "stream"
    path.write_bytes(streams.whole([pages((1, 1), (2, 2), (3, 3), (6, 4)), pages((2, 9))]))
    expected = of((1, 1), (2, 9), (3, 3), (6, 4))
    with xenstream.open(path) as stream, stream.memory() as memory:
        chance = random.Random(1)
        for _ in range(300):
            at, size = chance.randrange(8 * PAGE), chance.randrange(3 * PAGE)
            got = memory.read(at, size, pad=True)
            assert got == expected[at : at + size].ljust(size, b"\0")
        assert memory.read(PAGE, 3 * PAGE) == expected[PAGE : 4 * PAGE]
        assert list(memory.runs()) == [(PAGE, 3 * PAGE), (6 * PAGE, PAGE)]
        assert memory.page(2) == page(9)
        assert memory.page(5) is None
        for at, size in ((0, 1), (4 * PAGE - 1, 2), (6 * PAGE, PAGE + 1), (100 * PAGE, 1)):
            with pytest.raises(xenstream.AbsentError):
                memory.read(at, size)
        with pytest.raises(ValueError, match="at least 0"):
            memory.read(-1, 1)
        octets = path.read_bytes()
        for address, offset, size in memory.segments():
            assert offset is not None
            assert octets[offset : offset + size] == expected[address : address + size]


def test_an_offset_and_an_owner_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "stream"
    path.write_bytes(b"before" + streams.whole([pages((0, 1), (1, 2))]) + b"after")
    with path.open("rb") as file:
        assert file.read(6) == b"before"
        with xenstream.open(file) as stream, stream.memory() as memory:
            assert memory.read(0, 2 * PAGE) == of((0, 1), (1, 2))
        assert file.read() == b"after"


# --- Holes ---


def sparse(path: Path, records: int = 16) -> None:
    """Write a stream of 4 MiB records whose pages are holes, but for two pages of the third."""
    with path.open("wb") as file:
        file.write(streams.libxc_headers())
        for first in range(0, records * 1024, 1024):
            table = struct.pack("<II1024Q", 1024, 0, *range(first, first + 1024))
            file.write(struct.pack("<II", streams.PAGE_DATA, len(table) + 1024 * PAGE) + table)
            if first == 2048:
                file.seek(100 * PAGE, 1)
                file.write(page(77) + page(78))
                file.seek(922 * PAGE, 1)
            else:
                file.seek(1024 * PAGE, 1)
        file.write(b"".join(streams.STATE) + streams.record(streams.END))


@pytest.mark.skipif(not hasattr(os, "SEEK_DATA"), reason="holes cannot be asked for here")
def test_holes_are_not_read_and_stay_holes(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    sparse(path)
    if path.stat().st_blocks * 512 > path.stat().st_size // 4:
        pytest.skip("the file system of the temporary folder has no holes")
    with xenstream.open(path) as stream:
        written = write(stream, str(tmp_path / "raw"))
    assert written.length == 16 * 1024 * PAGE
    assert written.allocated <= 64 * PAGE
    with (tmp_path / "raw").open("rb") as file:
        memory = file.read()
    expected = bytearray(16 * 1024 * PAGE)
    expected[2148 * PAGE : 2150 * PAGE] = page(77) + page(78)
    assert memory == expected


def test_a_hole_where_data_was_is_zero(tmp_path: Path) -> None:
    """A resend whose page is a hole of the stream's file."""
    path = tmp_path / "stream"
    before = pages(*((pfn, pfn + 1) for pfn in range(64)))
    table = struct.pack("<II64Q", 64, 0, *range(64))
    with path.open("wb") as file:
        file.write(streams.libxc_headers() + before)
        file.write(struct.pack("<II", streams.PAGE_DATA, len(table) + 64 * PAGE) + table)
        file.seek(64 * PAGE, 1)
        file.write(b"".join(streams.STATE) + streams.record(streams.END))
    out = raw_of(path, tmp_path / "raw")
    assert out.memory == bytes(64 * PAGE)
    assert out.ranges == [(0, 64)]


# --- The command ---


def run(*arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return streams.run_command("memory", *arguments, cwd=cwd, stdin=stdin)


GOOD = streams.whole([pages((0, 1), (1, 2), (5, 0)), pages((1, 9))])


def test_a_good_stream(tmp_path: Path) -> None:
    (tmp_path / "good.img").write_bytes(GOOD)
    done = run("good.img", "-o", "out", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines() == [
        "good.img: x86 HVM guest, 3 pages, 12 KiB",
        "good.img:   0x0 to 0x1fff",
        "good.img:   0x5000 to 0x5fff",
        f"good.img: out: raw, 24 KiB long, {2 * PAGE} octets allocated; keep its holes when"
        " you copy it (cp --sparse=always, tar -S)",
    ]
    assert (tmp_path / "out").read_bytes() == of((0, 1), (1, 9), (5, 0))
    assert {path.name for path in tmp_path.iterdir()} == {"good.img", "out"}
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o600


def test_a_broken_stream_leaves_a_partial_file(tmp_path: Path) -> None:
    cut = GOOD[: -9 - len(b"".join(streams.STATE))]
    done = run("-o", "out", cwd=tmp_path, stdin=cut)
    assert done.returncode == 1
    assert {path.name for path in tmp_path.iterdir()} == {"out.partial"}
    assert b"-: not all of memory: the stream ends at offset 0x" in done.stderr
    assert b"out.partial stays, with 24576 octets" in done.stderr
    assert (tmp_path / "out.partial").read_bytes() == of((0, 1), (1, 2), (5, 0))


@pytest.mark.parametrize("form", ["raw", "elf", "dump-core"])
@pytest.mark.parametrize("octets", [8, 4096])
def test_zeros_in_the_place_of_the_rest(octets: int, form: str, tmp_path: Path) -> None:
    """They read as END, from a pipe, where nothing after it is read, and from a file."""
    stream = GOOD[: -8 - len(b"".join(streams.STATE))] + bytes(octets)
    (tmp_path / "in.img").write_bytes(stream)
    for name, given in (("in.img", b""), ("-", stream)):
        done = run(name, "-o", "out", "--as", form, cwd=tmp_path, stdin=given)
        assert done.returncode == 1
        said = f"not all of memory: END at offset 0x{len(stream) - octets:x} comes before"
        assert f"{name}: {said} HVM_CONTEXT and HVM_PARAMS".encode() in done.stderr
        assert b"out.partial stays" in done.stderr
        assert {path.name for path in tmp_path.iterdir()} == {"in.img", "out.partial"}


def test_zeros_for_a_pv_guests_state(tmp_path: Path) -> None:
    stream = streams.libxc_headers(guest=1) + pages((0, 1)) + bytes(64)
    assert every_way(stream, tmp_path).lacks == [
        "END at offset 0x1040 comes before X86_PV_VCPU_BASIC and SHARED_INFO"
    ]


def test_a_full_disk_is_not_the_images(tmp_path: Path) -> None:
    """It has the name of what could not be written."""
    full, unreadable = OSError(28, "No space left on device"), OSError(5, "Input/output error")
    for error, name in ((full, str(tmp_path / "out")), (unreadable, None)):
        KeptFile(str(tmp_path / "out"), (), access=os.O_RDWR).fail(error)
        assert error.filename == name
    assert {path.name for path in tmp_path.iterdir()} == {"out.partial"}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
@pytest.mark.parametrize("words", [["-o", "out"], ["--pages", "0-3"]])
def test_a_full_standard_output_is_not_the_images(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "in.img").write_bytes(GOOD)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "in.img", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            env=streams.environment(),
            cwd=tmp_path,
            timeout=120,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == b"xenstream memory: standard output: No space left on device\n"
    assert not list(tmp_path.glob("*.partial"))  # what was written is whole


def test_a_signal_says_what_stays(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "-o", "out"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=streams.environment(),
        cwd=tmp_path,
    ) as child:
        assert child.stdin is not None
        assert child.stderr is not None
        child.stdin.write(GOOD[:-100])
        child.stdin.flush()
        partial = tmp_path / "out.partial"
        while not partial.exists() or not partial.stat().st_size:
            assert child.poll() is None
        child.send_signal(signal.SIGINT)
        assert child.wait(120) == -signal.SIGINT
        said = child.stderr.read().decode().splitlines()
    assert said[0] == "xenstream: interrupted"
    assert said[1].startswith(f"xenstream: {tmp_path}/out.partial stays, with ")


def test_the_image_itself_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "good.img").write_bytes(GOOD)
    (tmp_path / "other.img").symlink_to("good.img")
    for name in ("good.img", "other.img"):
        done = run("good.img", "-o", name, cwd=tmp_path)
        assert done.returncode == 2
        assert b"is the stream itself" in done.stderr
    assert (tmp_path / "good.img").read_bytes() == GOOD


@pytest.mark.parametrize("out", ["/dev/null", "nowhere/out", "."])
def test_what_is_no_file_is_refused(out: str, tmp_path: Path) -> None:
    done = run("-o", out, cwd=tmp_path, stdin=GOOD)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_pages_go_to_standard_output(tmp_path: Path) -> None:
    done = run("--pages", "1-0x5", cwd=tmp_path, stdin=GOOD)
    assert done.returncode == 0
    assert done.stdout == of((0, 1), (1, 9), (5, 0))[PAGE:]
    assert b"no page at 3 of these 5 pfns" in done.stderr
    assert run("--pages", "0", cwd=tmp_path, stdin=GOOD).stdout == page(1)
    done = run("-q", "--pages", "0", cwd=tmp_path, stdin=GOOD[:-8])
    assert (done.returncode, done.stdout) == (1, page(1))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", ["5-4", "-1", "1-", "x", str(1 << 60)])
def test_no_such_pages(words: str, tmp_path: Path) -> None:
    done = run(f"--pages={words}", cwd=tmp_path, stdin=GOOD)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_checkpoint_by_its_number(tmp_path: Path) -> None:
    done = run("-o", "out", "--checkpoint", "2", cwd=tmp_path, stdin=checkpointed())
    assert done.returncode == 0
    assert b", at checkpoint 2" in done.stdout
    assert (tmp_path / "out").read_bytes() == of((0, 4), (1, 0), (2, 3))
    done = run("-o", "other", "--checkpoint", "9", cwd=tmp_path, stdin=checkpointed())
    assert done.returncode == 1
    assert not (tmp_path / "other").exists()


def test_a_name_is_escaped(tmp_path: Path) -> None:
    name = "a\x1b[31m.img"
    (tmp_path / name).write_bytes(GOOD)
    done = run(name, "-o", "out\x1b", cwd=tmp_path)
    assert b"\x1b" not in done.stdout + done.stderr


# --- Real guests ---


def _image(name: str) -> bytes:
    path = STREAMS / f"{name}.xz"
    if not path.is_file():
        pytest.skip("shared/streams is not here: no memory of a real guest to compare with")
    return lzma.decompress(path.read_bytes())


def memory_of(name: str) -> Iterator[tuple[int, bytes]]:
    """Give gfn and contents of each page that Xen gave of a paused guest."""
    octets = _image(f"{name}.mem")
    for at in range(0, len(octets), 8 + PAGE):
        yield struct.unpack_from("<Q", octets, at)[0], octets[at + 8 : at + 8 + PAGE]


@pytest.mark.parametrize("name", ["hvm-save-p2", "pvh-save-p2"])
def test_a_real_guests_memory_page_by_page(name: str, tmp_path: Path) -> None:
    (tmp_path / "image").write_bytes(_image(f"{name}.img"))
    truth = dict(memory_of(name))
    with xenstream.open(tmp_path / "image") as stream, stream.memory() as memory:
        assert not memory.gathered.lacks
        mine = {pfn for start, end in memory.present for pfn in range(start, end)}
        # Xen's own frames, which no stream has.
        assert len(set(truth) - mine) == 2
        assert not mine - set(truth)
        for pfn in mine:
            assert memory.page(pfn) == truth[pfn], hex(pfn)


@pytest.mark.parametrize(
    ("name", "checkpoints"), [("pv-remus", 4), ("pvh-live-debug", 0), ("pv-live-2vcpu", 0)]
)
def test_a_real_stream_in_every_way(name: str, checkpoints: int, tmp_path: Path) -> None:
    out = every_way(_image(f"{name}.img"), tmp_path)
    assert not out.lacks
    assert not out.notes  # what VERIFY sent is what was there
    if checkpoints:
        assert every_way(_image(f"{name}.img"), tmp_path, checkpoints) == out
        assert every_way(_image(f"{name}.img"), tmp_path, checkpoints - 1) != out


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.img.xz")), ids=lambda path: path.stem)
def test_a_fixture_in_every_way(path: Path, tmp_path: Path) -> None:
    out = every_way(lzma.decompress(path.read_bytes()), tmp_path)
    assert bool(out.lacks) is ("FAILED" in path.name)


def test_pages_are_not_written_to_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "image").write_bytes(streams.libxc())
    master, slave = streams.pseudo_terminal()
    done = subprocess.run(
        [sys.executable, "-m", "xenstream", "memory", "image", "--pages", "5"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=subprocess.PIPE,
        env=streams.environment(),
        check=False,
    )
    os.close(slave)
    os.close(master)
    assert done.returncode == 2
    assert done.stderr == (
        b"xenstream memory: standard output is a terminal: give --pages a file or a pipe\n"
    )
