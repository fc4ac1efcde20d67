"""What a restore keeps of a stream: as much as fits, and no more."""

from __future__ import annotations

import struct
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xenstream.format import formats
from xenstream.format.fields import WordStream
from xenstream.restore.budget import Budget
from xenstream.restore.frames import Frames
from xenstream.restore.pages import Pages
from xenstream.walk.walker import Layer, Record

NOTAB, L1TAB, XTAB = 0, 1, 15


def _record(octets: bytes = b"") -> Record:
    header = formats.LIBXC.header(WordStream(struct.pack("<II", 3, len(octets))), None, None, True)
    record = Record(Layer("libxc", None), formats.LIBXC, 0, header)
    record.octets = octets
    return record


def _describe(pages: Pages, first: int, count: int, kind: int = NOTAB) -> None:
    pages.describe(array("Q", (kind << 60 | pfn for pfn in range(first, first + count))), 1 << 40)


def test_a_budget() -> None:
    budget = Budget(100)
    assert budget.take(60)
    assert not budget.take(41)
    assert budget.take(40)
    budget.give(1)
    assert budget.take(1)
    assert not budget.take(1)


def test_pages_that_are_alike_take_hardly_any_room() -> None:
    pages = Pages(Budget(40_000))  # of 9 runs of 4096 pages
    for run in range(100):
        _describe(pages, run << 12, 1 << 12)
    assert not pages.is_full
    assert pages.is_populated(99 << 12)
    assert not pages.is_populated(100 << 12)
    _describe(pages, 5 << 12, 1, L1TAB)
    assert (pages.type_of(5 << 12), pages.type_of((5 << 12) + 1)) == (L1TAB, NOTAB)
    assert pages.is_populated((5 << 12) + 1)


def test_pages_that_are_not_alike_have_a_bound() -> None:
    pages = Pages(Budget(40_000))
    for run in range(100):
        _describe(pages, run << 12, 1024)
    assert pages.is_full
    assert pages.is_populated(0)
    assert not pages.is_populated(99 << 12)


@pytest.mark.parametrize("first", [0, 250, 1 << 22])
def test_frames_are_found_again(first: int) -> None:
    frames = Frames(Budget())
    one, other = _record(), _record(bytes(100))
    assert frames.add(one, first, array("Q", range(1000, 1010)), 8)
    assert frames.add(other, first + 5, array("Q", [7]), 16)
    assert frames.get(first - 1) is None
    assert frames.get(first + 10) is None
    pfn, record, offset = frames.get(first + 4) or pytest.fail("it is there")
    assert (pfn, record.index, offset) == (1004, one.index, 8 + 4 * 8)
    pfn, record, offset = frames.get(first + 5) or pytest.fail("it is there")
    assert (pfn, record.octets, offset) == (7, b"", 16)
    assert other.octets == bytes(100)  # it is as it was to whoever has it


def test_frames_have_a_bound() -> None:
    frames = Frames(Budget(10_000))
    assert frames.add(_record(), 0, array("Q", [1]), 8)
    assert not frames.add(_record(), 1000, array("Q", range(1000)), 8)
    assert frames.get(0) is not None


def test_a_run_of_which_few_pages_differ_takes_little_room() -> None:
    pages = Pages(Budget(60_000))
    for run in range(100):
        _describe(pages, run << 12, 1 << 12)
        _describe(pages, (run << 12) + 7 * run, 9, L1TAB)
        _describe(pages, (run << 12) + 4000, 1, XTAB)
    assert not pages.is_full
    assert pages.count_populated() == 100 << 12
    for run in (0, 1, 50, 99):
        kinds = [pages.type_of((run << 12) + at) for at in range(1 << 12)]
        assert [at for at, kind in enumerate(kinds) if kind == L1TAB] == list(
            range(7 * run, 7 * run + 9)
        )
        assert kinds[4000] == XTAB
    pages.populate(5)
    _describe(pages, 4000, 1)
    assert pages.type_of(4000) == NOTAB
    assert pages.type_of(8) == L1TAB
    assert not pages.is_populated(100 << 12)


_STEPS = st.lists(
    st.tuples(
        st.sampled_from([0, 1, 4095, 4096, 8000, 3 << 12, 9 << 12, 20 << 12, 30 << 12]),
        st.integers(1, 700),
        st.sampled_from([NOTAB, L1TAB, 0xD, XTAB, None]),
    ),
    max_size=40,
)


@given(_STEPS)
def test_what_is_kept_in_little_room_is_the_same(
    steps: list[tuple[int, int, int | None]],
) -> None:
    little, ample = Pages(Budget(3 * 4400)), Pages()
    for pages in (little, ample):
        for first, count, kind in steps:
            if kind is None:
                for pfn in range(first, first + count):
                    pages.populate(pfn)
            else:
                _describe(pages, first, count, kind)
    if little.is_full:
        return
    seen = {first + at for first, count, _ in steps for at in range(count)}
    for pfn in seen:
        assert little.type_of(pfn) == ample.type_of(pfn)
        assert little.is_populated(pfn) == ample.is_populated(pfn)
    assert little.count_populated() == ample.count_populated()


def test_frames_of_a_p2m_of_many_gib() -> None:
    budget = Budget()
    frames = Frames(budget)
    count = 512 << 30 >> 21
    assert frames.add(_record(), 0, array("Q", range(count)), 8)
    found = frames.get(count - 1)
    assert found is not None
    assert (found[0], found[2]) == (count - 1, 8 + 8 * (count - 1))
    assert budget.left > 10 << 20
