"""Reads the same streams in every language, and compares what the languages print.

Compiles the parsers of the languages that have no driver.

python tests/conformance/run.py [--languages "python go"] [--streams DIR] [--write-table]

README.md here tells how a driver is called, LINES.md what it prints.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import compiled
import corpus
import folder as folders
import languages
from page import KNOWN, TABLE, known, page, table, verdict
from reading import Outcome, Read, lay_out, run

EVERY = [*languages.LANGUAGES, *compiled.COMPILED]


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
