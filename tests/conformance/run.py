"""Reads the same streams in every language, and compares what the languages print.

python tests/conformance/run.py [--languages "python go"] [--streams DIR] [--write-table]

README.md here defines the lines and how a driver is called.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import corpus  # noqa: E402
import expected  # noqa: E402
import languages  # noqa: E402

ROOT = HERE.parent.parent
CACHE = ROOT / ".cache" / "conformance"
TABLE = ROOT / "docs" / "conformance.md"
KNOWN: dict[str, list[dict[str, Any]]] = json.loads((HERE / "known.json").read_text("utf-8"))


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
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.stream"):
        old.unlink()
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
            differences[f"{read.family}/{read.name}"] = first_difference(lines, other[1])
    return differences


def first_difference(wanted: list[str], printed: list[str]) -> str:
    pairs = zip([*wanted, "nothing"], [*printed, "nothing"])
    number, (want, got) = next((n, each) for n, each in enumerate(pairs) if each[0] != each[1])
    at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), 0)
    begin = max(0, at - 60)
    shown = [each[begin : at + 100].strip() for each in (want, got)]
    return f"line {number}: expected …{shown[0]}… but printed …{shown[1]}…"


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
        command, environment = language.build(CACHE / language.name)
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


def table(laid: list[Read], outcomes: dict[str, Outcome]) -> str:
    """Make a row a family, a column a language."""
    ran = {name: outcome for name, outcome in outcomes.items() if not outcome.missing}
    counts = Counter(read.family for read in laid)
    rows = [
        f"| family | streams | {' | '.join(ran)} |",
        f"|---|---{'|---' * len(ran)}|",
    ]
    for family, count in counts.items():
        cells = []
        for outcome in ran.values():
            cells.append(cell(family, count, outcome))
        rows.append(f"| {family} | {count} | {' | '.join(cells)} |")
    totals = " | ".join(told(len(laid), len(outcome.differences)) for outcome in ran.values())
    rows.append(f"| all | {len(laid)} | {totals} |")
    return "\n".join(rows)


def cell(family: str, count: int, outcome: Outcome) -> str:
    off = sum(name.startswith(f"{family}/") for name in outcome.differences)
    return told(count, off)


def told(count: int, off: int) -> str:
    """Tell how many of the streams agree."""
    if not off:
        return "agree"
    parts = ((count - off, "agree"), (off, "not"))
    return ", ".join(f"{number} {what}" for number, what in parts if number)


def verdict(outcome: Outcome) -> str:
    return f"{len(outcome.differences)} differ" if outcome.differences else "agree"


def known(language: str, stream: str, difference: str) -> str:
    """Why a difference is known; empty where it is not."""
    for cause in KNOWN.get(language, []):
        said = cause.get("said")
        if stream in cause.get("streams", []) or (said and re.search(said, difference)):
            return str(cause["why"])
    return ""


def page(laid: list[Read], outcomes: dict[str, Outcome]) -> str:
    causes: dict[str, list[str]] = {}
    for name, outcome in outcomes.items():
        for stream, difference in outcome.differences.items():
            why = known(name, stream, difference) or difference
            causes.setdefault(f"{name}: {why}", []).append(f"`{stream}`")
    notes = [f"- {why}: {', '.join(found)}" for why, found in causes.items()]
    missing = [f"- {name}: {each.missing}" for name, each in outcomes.items() if each.missing]
    text = (HERE / "page.md").read_text("utf-8")
    return (
        text.replace("@TABLE@", table(laid, outcomes))
        .replace("@DIFFERENCES@", "\n".join(notes) or "None.")
        .replace("@MISSING@", "\n".join(missing) or "None.")
    )


def stale(outcomes: dict[str, Outcome]) -> list[str]:
    """Name the streams that `known.json` says to differ and that agree."""
    return [
        f"{name}: {stream}: known.json says that it differs, but it agrees"
        for name, outcome in outcomes.items()
        if not outcome.missing
        for cause in KNOWN.get(name, [])
        for stream in cause.get("streams", [])
        if stream not in outcome.differences
    ]


def failures(outcomes: dict[str, Outcome], required: list[str], excuse: bool) -> list[str]:
    found = stale(outcomes) if excuse else []
    for name, outcome in outcomes.items():
        if outcome.missing and (name in required or outcome.missing.startswith("does not build")):
            found.append(f"{name}: {outcome.missing}")
        for stream, difference in outcome.differences.items():
            if not (excuse and known(name, stream, difference)):
                found.append(f"{name}: {stream}: {difference}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--languages", default=" ".join(languages.LANGUAGES), metavar="NAMES")
    parser.add_argument("--streams", type=Path, metavar="DIR", help="read these instead")
    parser.add_argument("--write-table", action="store_true", help=f"write {TABLE.name}")
    options = parser.parse_args()
    chosen = options.languages.split()
    unknown = [name for name in chosen if name not in languages.LANGUAGES]
    if unknown:
        parser.error(f"{unknown[0]}: not one of {', '.join(languages.LANGUAGES)}")
    if options.streams and not options.streams.is_dir():
        parser.error(f"{options.streams}: not a folder")
    folder = CACHE / ("folder" if options.streams else "streams")
    found = corpus.of_folder(options.streams) if options.streams else corpus.suite()
    laid = lay_out(found, folder)
    if not laid:
        print("no stream was found", file=sys.stderr)
        return 1
    outcomes = {}
    for name in chosen:
        outcome = outcomes[name] = run(languages.LANGUAGES[name], laid, folder)
        print(
            f"{name}: {outcome.missing or verdict(outcome)} ({outcome.seconds:.1f} s)", flush=True
        )
    print(table(laid, outcomes))
    if options.write_table:
        TABLE.write_text(page(laid, outcomes), "utf-8")
    required = os.environ.get("XENSTREAM_REQUIRE_LANGUAGES", "").split()
    wrong = failures(outcomes, required, excuse=not options.streams)
    for each in wrong[:50]:
        print(each, file=sys.stderr)
    if not wrong:
        shutil.rmtree(folder)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
