"""What a file system tells of holes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from xenstream.octets import holes
from xenstream.octets.holes import Holes

BLOCK = 4096
END = 64 * BLOCK


@pytest.fixture
def descriptor(tmp_path: Path) -> Iterator[int]:
    """Give a file with data in blocks 0, 8, and 16 to 18, and holes between and behind them."""
    with (tmp_path / "holes").open("w+b") as file:
        os.ftruncate(file.fileno(), END)
        for block in (0, 8, 16, 17, 18):
            os.pwrite(file.fileno(), b"data", block * BLOCK)
        if os.lseek(file.fileno(), BLOCK, os.SEEK_DATA) != 8 * BLOCK:
            pytest.skip("this file system has no holes of a block")
        yield file.fileno()


def asked(found: Holes, *places: int) -> list[tuple[int, int, bool]]:
    """Ask at places, one after the other."""
    answers = []
    for at in places:
        found.ask(at)
        answers.append((found.begin, found.until, found.is_hole))
    return answers


def test_from_the_beginning_to_the_end(descriptor: int) -> None:
    found = Holes(descriptor, END, keep_position=False)
    places = [block * BLOCK for block in (0, 1, 8, 9, 16, 19, 64)]
    holes_at = (BLOCK, 9 * BLOCK, 19 * BLOCK)
    assert asked(found, *places[:-1]) == [
        (at, until, at in holes_at) for at, until in zip(places, places[1:])
    ]


def test_of_a_little_data_between_holes_one_question_tells_both_ends(
    descriptor: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Holes(descriptor, END, keep_position=False)
    found.ask(BLOCK)
    questions: list[int] = []
    seek = os.lseek

    def counted(file: int, at: int, whence: int) -> int:
        questions.append(at)
        return seek(file, at, whence)

    monkeypatch.setattr(os, "lseek", counted)
    # Pages lie anywhere in a block: the hole is asked about behind its beginning.
    assert asked(found, 8 * BLOCK + 100, 9 * BLOCK + 100) == [
        (8 * BLOCK + 100, 9 * BLOCK, False),
        (9 * BLOCK + 100, 16 * BLOCK, True),
    ]
    assert questions == [9 * BLOCK]


def test_what_is_known_of_one_place_is_not_said_of_another(descriptor: int) -> None:
    found = Holes(descriptor, END, keep_position=False)
    assert asked(found, BLOCK, 8 * BLOCK, 17 * BLOCK, 9 * BLOCK) == [
        (BLOCK, 8 * BLOCK, True),
        (8 * BLOCK, 9 * BLOCK, False),
        (17 * BLOCK, 19 * BLOCK, False),
        (9 * BLOCK, 16 * BLOCK, True),
    ]


def test_no_further_than_the_end(descriptor: int) -> None:
    found = Holes(descriptor, 12 * BLOCK, keep_position=False)
    assert asked(found, BLOCK, 8 * BLOCK, 9 * BLOCK, 12 * BLOCK) == [
        (BLOCK, 8 * BLOCK, True),
        (8 * BLOCK, 9 * BLOCK, False),
        (9 * BLOCK, 12 * BLOCK, True),
        (12 * BLOCK, 12 * BLOCK, False),
    ]
    found = Holes(descriptor, 17 * BLOCK, keep_position=False)
    assert asked(found, 16 * BLOCK) == [(16 * BLOCK, 17 * BLOCK, False)]


def test_the_position_stays_where_a_buffered_owner_has_it(descriptor: int) -> None:
    os.lseek(descriptor, 5, os.SEEK_SET)
    asked(Holes(descriptor, END, keep_position=True), 0, BLOCK, 8 * BLOCK)
    assert os.lseek(descriptor, 0, os.SEEK_CUR) == 5


def test_what_cannot_be_asked_is_data(descriptor: int, monkeypatch: pytest.MonkeyPatch) -> None:
    ends = os.pipe()
    assert asked(Holes(ends[0], END, keep_position=False), 0) == [(0, END, False)]
    for end in ends:
        os.close(end)
    for name in ("_DATA", "_HOLE"):
        with monkeypatch.context() as without:
            without.setattr(holes, name, None)
            found = Holes(descriptor, END, keep_position=False)
            assert asked(found, BLOCK) == [(BLOCK, END, False)]
