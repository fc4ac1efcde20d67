"""Reads the same streams in every language, and compares what the languages print.

Compiles the parsers of the languages that have no driver.

python tests/conformance/run.py [--languages "python go"] [--streams DIR] [--write-table]

README.md here defines the lines and how a driver is called.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "suite")]

import check  # noqa: E402
import compiled  # noqa: E402
import corpus  # noqa: E402
import expected  # noqa: E402
import folder as folders  # noqa: E402
import languages  # noqa: E402

ROOT = HERE.parent.parent
TABLE = ROOT / "docs" / "conformance.md"
EVERY = [*languages.LANGUAGES, *compiled.COMPILED]
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


def verdict(name: str, outcome: Outcome) -> str:
    """Tell how many differ, and whether that is known."""
    if not outcome.differences:
        return "agree"
    causes = [known(name, stream, said) for stream, said in outcome.differences.items()]
    is_known = f", all known: docs/{TABLE.name}" if all(causes) else ""
    return f"{len(causes)} differ{is_known}"


def known(language: str, stream: str, difference: str) -> str:
    """Why a difference is known; empty where it is not."""
    for cause in KNOWN.get(language, []):
        if stream in cause["streams"] and re.search(cause.get("said", ""), difference):
            return str(cause["why"])
    return ""


def page(
    laid: list[Read], outcomes: dict[str, Outcome], results: dict[str, compiled.Result]
) -> str:
    causes: dict[str, list[str]] = {}
    for name, outcome in outcomes.items():
        for stream, difference in outcome.differences.items():
            why = known(name, stream, difference) or difference
            causes.setdefault(f"{name}: {why}", []).append(f"`{stream}`")
    notes = [f"- {why}: {', '.join(found)}" for why, found in causes.items()]
    text = (HERE / "page.md").read_text("utf-8")
    return (
        text.replace("@TABLE@", table(laid, outcomes))
        .replace("@DIFFERENCES@", "\n".join(notes) or "None.")
        .replace("@COMPILED@", compiled_table(results))
    )


def compiled_table(results: dict[str, compiled.Result]) -> str:
    rows = [f"| {name} | {result.told()} |" for name, result in results.items()]
    return "\n".join(["| language | how far |", "|---|---|", *rows])


def stale(outcomes: dict[str, Outcome]) -> list[str]:
    """Name the streams that `known.json` says to differ and that agree."""
    return [
        f"{name}: {stream}: known.json says that it differs, but it agrees"
        for name, outcome in outcomes.items()
        if not outcome.missing
        for cause in KNOWN.get(name, [])
        for stream in cause["streams"]
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


def compile_failures(results: dict[str, compiled.Result], required: list[str]) -> list[str]:
    return [
        f"{name}: {result.told()}"
        for name, result in results.items()
        if result.errors or (result.missing and name in required)
    ]


def read_in_all(
    found: Iterable[corpus.Stream], chosen: list[str], folder: Path
) -> tuple[list[Read], dict[str, Outcome]]:
    """Read the streams in each language that has a driver, and tell of it."""
    laid = lay_out(found, folder)
    outcomes: dict[str, Outcome] = {}
    if not laid:
        return laid, outcomes
    for name in (each for each in chosen if each in languages.LANGUAGES):
        outcome = outcomes[name] = run(languages.LANGUAGES[name], laid, folder)
        told = outcome.missing or verdict(name, outcome)
        print(f"{name}: {told} ({outcome.seconds:.1f} s)", flush=True)
    print(table(laid, outcomes))
    return laid, outcomes


def of_folder(streams: Path, chosen: list[str], required: list[str], folder: Path) -> list[str]:
    """Read somebody's streams; give what is wrong."""
    wrong: list[str] = []
    laid, outcomes = read_in_all(folders.streams(streams, wrong), chosen, folder)
    if not laid:
        return [*wrong, "no stream was found"]
    wrong += failures(outcomes, required, excuse=False)
    if all(outcome.missing for outcome in outcomes.values()):
        wrong.append("nothing was compared: no language that was asked for has a driver that runs")
    return wrong


def of_suite(chosen: list[str], required: list[str], folder: Path, write_table: bool) -> list[str]:
    """Read the test streams and compile what has no driver; give what is wrong."""
    results = {}
    laid, outcomes = read_in_all(corpus.suite(), chosen, folder)
    for name in (each for each in chosen if each in compiled.COMPILED):
        results[name] = compiled.check(name)
        print(f"{name}: {results[name].told()}", flush=True)
    wrong = [
        *failures(outcomes, required, excuse=True),
        *compile_failures(results, required),
    ]
    missing = [name for name, each in outcomes.items() if each.missing]
    missing += [name for name, each in results.items() if each.missing]
    missing += [name for name in EVERY if name not in chosen]
    made = page(laid, outcomes, results)
    if write_table and missing:
        wrong.append(f"docs/{TABLE.name} is not written: {', '.join(missing)} did not run")
    elif write_table:
        TABLE.write_text(made, "utf-8")
    elif not missing and made != TABLE.read_text("utf-8"):
        wrong.append(f"docs/{TABLE.name} is stale: make conformance-table")
    return wrong


@contextlib.contextmanager
def working_folder() -> Iterator[Path]:
    """Give an empty folder, once no other run is under way: they share what they build."""
    languages.CACHE.mkdir(parents=True, exist_ok=True)
    with (languages.CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with tempfile.TemporaryDirectory(prefix="streams-", dir=languages.CACHE) as folder:
            yield Path(folder)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--languages", metavar="NAMES", help="of these alone, which must be here")
    parser.add_argument("--streams", type=Path, metavar="DIR", help="read these instead")
    parser.add_argument("--write-table", action="store_true", help=f"write {TABLE.name}")
    options = parser.parse_args()
    named = (options.languages or "").split()
    unknown = [name for name in named if name not in EVERY]
    if unknown:
        parser.error(f"{unknown[0]}: not one of {', '.join(EVERY)}")
    driverless = [name for name in named if options.streams and name not in languages.LANGUAGES]
    if driverless:
        parser.error(f"{driverless[0]} has no driver that could read streams")
    if options.streams and not options.streams.is_dir():
        parser.error(f"{options.streams}: not a folder")
    required = [*named, *os.environ.get("XENSTREAM_REQUIRE_LANGUAGES", "").split()]
    try:
        with working_folder() as folder:
            if options.streams:
                wrong = of_folder(options.streams, named or EVERY, required, folder)
            else:
                wrong = of_suite(named or EVERY, required, folder, options.write_table)
    except OSError as error:
        print(f"{error.filename or languages.CACHE}: {error.strerror}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    for each in wrong[:50]:
        print(each, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
