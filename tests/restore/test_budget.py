"""What a restore keeps of a stream: as much as fits, and no more."""

from __future__ import annotations

import struct
from array import array

import pytest

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
        _describe(pages, run << 12, 1)
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
