"""What `make fuzz` looks for, in what it has found before, and in some mutants of the vectors."""

from __future__ import annotations

import itertools
import os
import random
import sys
from pathlib import Path

import pytest
from places import TOOLS

sys.path.insert(0, str(TOOLS))

import fuzz
import fuzz_streams

pytestmark = pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="no files in memory here")


@pytest.fixture(scope="module")
def seeds() -> list[bytes]:
    return fuzz.seeds()


@pytest.mark.parametrize("path", sorted(fuzz.CORPUS.glob("*.bin")), ids=lambda path: path.stem)
def test_what_was_found_before(path: Path) -> None:
    fuzz.check(path.read_bytes(), in_every_form=True)


@pytest.mark.parametrize("made", ["hvm", "pv", "policies"])
def test_what_it_begins_with_restores_or_not(made: str) -> None:
    """Also a few of their fields turned over: tools/fuzz.py --corpus has all of them."""
    whole = list(getattr(fuzz_streams, made)())
    for stream in (*whole, *itertools.islice(fuzz_streams.turned(whole), 0, None, 40)):
        fuzz.check(fuzz.RESTORE + stream)


def test_some_configurations() -> None:
    for stream in itertools.islice(fuzz_streams.configurations(), 0, None, 20):
        fuzz.check(fuzz.RESTORE + stream)


@pytest.mark.parametrize("seed", range(8))
def test_some_mutants(seed: int, seeds: list[bytes]) -> None:
    random_ = random.Random(seed)
    for number in range(60):
        data = fuzz.mutant(random_, random_.choice(seeds))
        fuzz.check(data, in_every_form=number % 10 == 0)


def test_a_difference_is_found(seeds: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    data = seeds[-1]
    monkeypatch.setattr(fuzz, "_pipe", lambda octets: fuzz._file(octets[:-1]))
    with pytest.raises(fuzz.Found, match="file and pipe differ"):
        fuzz.check(data)


def test_a_fault_is_found(seeds: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("xenstream.judge.judge.Judge.see", fail)
    with pytest.raises(fuzz.Found, match="ZeroDivisionError at test_fuzz"):
        fuzz.check(seeds[-1])
