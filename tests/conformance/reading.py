"""Lays out streams, has a language's driver read them, and compares what it prints."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "suite"))

import check  # noqa: E402
import corpus  # noqa: E402
import expected  # noqa: E402
import languages  # noqa: E402


class Read(NamedTuple):
    """One stream as it lies on the disk."""

    family: str
    name: str
    form: str
    path: str
    """Relative to the folder that the drivers run in."""


class Outcome(NamedTuple):
    """What a language made of all streams."""

    differences: dict[str, str]
    """By the stream's name: the first line that differs."""
    seconds: float
    missing: str = ""


def lay_out(found: Iterable[corpus.Stream], folder: Path) -> list[Read]:
    """Write the streams and the lines that are expected; numbered, since a name may be any."""
    laid: list[Read] = []
    with (folder / "expected.jsonl").open("w", encoding="ascii") as lines:
        for stream in found:
            path = f"{len(laid)}.stream"
            (folder / path).write_bytes(stream.octets)
            laid.append(Read(stream.family, stream.name, stream.form, path))
            print(expected.text({"file": path}), file=lines)
            for line in expected.read(stream.form, stream.octets):
                print(expected.text(line), file=lines)
    return laid


def by_file(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of each stream."""
    name = ""
    lines: list[str] = []
    with path.open(encoding="ascii", errors="replace") as file:
        for line in file:
            if line.startswith('{"file":'):
                if name:
                    yield name, lines
                name, lines = line.rstrip("\n"), []
            else:
                lines.append(line)
    if name:
        yield name, lines


def compare(laid: list[Read], wanted: Path, printed: Path) -> dict[str, str]:
    differences = {}
    others = by_file(printed)
    other: tuple[str, list[str]] | None = ("", [])
    read_of = {expected.text({"file": read.path}): read for read in laid}
    for name, lines in by_file(wanted):
        if name not in read_of:
            continue
        read = read_of[name]
        if other is not None:
            other = next(others, None)
        if other is None or other[0] != name:
            other = None
            differences[f"{read.family}/{read.name}"] = "nothing printed: the driver ended"
        elif other[1] != lines:
            printed_lines = ["".join(each).encode() for each in (lines, other[1])]
            differences[f"{read.family}/{read.name}"] = check.difference(*printed_lines)
    return differences


def read_all(
    command: list[str], environment: dict[str, str], laid: list[Read], printed: Path
) -> tuple[str, int]:
    """Append what a driver prints; tell how it failed, and how many streams it began."""
    lines = "".join(f"{read.form} {read.path}\n" for read in laid)
    with printed.open("ab") as out:
        before = out.tell()
        done = subprocess.run(
            command,
            input=lines.encode(),
            stdout=out,
            stderr=subprocess.PIPE,
            cwd=printed.parent,
            env={**os.environ, **environment},
            check=False,
        )
    with printed.open("rb") as again:
        again.seek(before)
        begun = sum(line.startswith(b'{"file":') for line in again)
    said = done.stderr.decode(errors="replace").strip().splitlines() or [""]
    return f"ended with {done.returncode}: {said[0]}" if done.returncode else "", begun


def run(language: languages.Language, laid: list[Read], folder: Path) -> Outcome:
    missing = language.missing()
    if missing:
        return Outcome({}, 0, missing=missing)
    try:
        command, environment = language.build(languages.CACHE / language.name)
    except languages.BuildError as error:
        return Outcome({}, 0, missing=f"does not build: {error}")
    began = time.monotonic()
    printed = folder / f"{language.name}.jsonl"
    printed.unlink(missing_ok=True)
    deaths: dict[str, str] = {}
    rest = laid
    while rest:
        died, begun = read_all(command, environment, rest, printed)
        if died:
            # Where a runtime ends the process, the stream that it read is one that differs.
            last = rest[max(begun, 1) - 1]
            deaths[f"{last.family}/{last.name}"] = died
        rest = rest[max(begun, 1) :] if died else []
    seconds = time.monotonic() - began
    differences = {**compare(laid, folder / "expected.jsonl", printed), **deaths}
    if not differences:
        printed.unlink()  # a gigabyte in all, where real images are read
    return Outcome(differences, seconds)
