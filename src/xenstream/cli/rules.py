"""`xenstream rules`: lists the rules."""

from __future__ import annotations

import sys

from xenstream.named import NamedTuple
from xenstream.rules.profiles import PROFILES

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from typing import Any

    from xenstream.rules.catalogue import Entry

_LETTERS = {"error": "E", "warning": "W", "note": "N"}
_NOT_CHECKED = "-"
_GAP = "  "
_LEAST_TITLE = 24


def add(commands: Any) -> None:
    """Add the subcommand to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser("rules", help="list the rules")
    parser.add_argument(
        "-o",
        "--output",
        choices=("text", "json", "markdown"),
        default="text",
        help="(default: text)",
    )
    parser.add_argument(
        "--profile", choices=tuple(PROFILES), help="only those that it has (default: all)"
    )
    parser.set_defaults(run=run, asked=Asked)


class Asked(NamedTuple):
    """What is asked for."""

    output: str
    profile: str | None


def run(asked: Asked) -> int:
    """List the rules, and give the exit status."""
    from xenstream.rules.catalogue import catalogue

    entries = catalogue(asked.profile).values()
    if asked.output == "json":
        pieces = _document(entries)
    elif asked.output == "markdown":
        from xenstream.rules import markdown

        pieces = markdown.render(entries)
    else:
        profiles = tuple(PROFILES) if asked.profile is None else (asked.profile,)
        pieces = _table(tuple(entries), profiles)
    for piece in pieces:
        sys.stdout.write(piece)
    return 0


def _document(entries: Iterable[Entry]) -> Iterator[str]:
    import json

    described = [
        {
            "code": entry.code,
            "name": entry.name,
            "title": entry.title,
            "severities": {profile: entry.severities.get(profile) for profile in PROFILES},
            "reference": entry.reference,
            "clause": None if entry.clause is None else entry.clause._asdict(),
            "since": entry.since,
            "why": entry.why,
            "cause": entry.cause,
            "remedy": entry.remedy,
            "examples": {"trips": entry.trips, "passes": entry.passes},
        }
        for entry in entries
    ]
    yield from json.JSONEncoder(indent=2).iterencode(described)
    yield "\n"


def _table(entries: tuple[Entry, ...], profiles: tuple[str, ...]) -> Iterator[str]:
    """Give a line a rule, folded where a terminal is too narrow for it."""
    width = _width()
    meaning = ", ".join(f"{letter} {severity}" for severity, letter in _LETTERS.items())
    legend = f"Severity in profile {', '.join(profiles)}: {meaning}, {_NOT_CHECKED} not checked"
    yield _folded("", legend, width)
    longest = max((len(entry.name) for entry in entries), default=0)
    for entry in entries:
        severities = "".join(
            _LETTERS.get(entry.severities.get(profile, ""), _NOT_CHECKED) for profile in profiles
        )
        begin = f"{entry.code}{_GAP}{severities}{_GAP}{entry.name:{longest}}{_GAP}"
        if width is None or width - len(begin) >= _LEAST_TITLE:
            yield _folded(begin, entry.title, width)
        else:
            yield _folded(f"{entry.code} {severities} ", entry.name, width)
            yield _folded(_GAP, entry.title, width)


def _folded(begin: str, text: str, width: int | None) -> str:
    """Give a line; with a width in as many as it takes, each after the first set in."""
    if width is None:
        return f"{begin}{text}\n"
    from textwrap import fill

    folded = fill(
        text,
        max(width, len(begin) + 1),
        initial_indent=begin,
        subsequent_indent=" " * len(begin),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"{folded}\n"


def _width() -> int | None:
    """Give the width to keep to; None in a pipe or a file, where a rule is to be one line."""
    import os

    from xenstream.cli.terminal import columns

    return columns() if sys.stdout.isatty() or os.environ.get("COLUMNS") else None
