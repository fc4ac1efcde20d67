"""`xenstream explain`: tells all about a rule."""

from __future__ import annotations

import sys

from xenstream.cli import COULD_NOT_CHECK
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import Any

    from xenstream.rules.catalogue import Entry

_NARROWEST, _WIDEST = 20, 100


def add(commands: Any) -> None:
    """Add the subcommand to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "explain", help="explain a finding's code, and what to do"
    )
    parser.add_argument(
        "codes",
        nargs="+",
        metavar="CODE",
        help="a rule's code, a beginning of codes, or a name: XS305, 305, XS3, page-type",
    )
    parser.set_defaults(run=run, asked=Asked)


class Asked(NamedTuple):
    """What is asked for."""

    codes: tuple[str, ...]


def run(asked: Asked) -> int:
    """Explain the rules, and give the exit status: 2 if there is no such rule."""
    from xenstream.cli.terminal import columns
    from xenstream.judge.selection import code_of
    from xenstream.rules.catalogue import catalogue, close_to, find

    entries = catalogue()
    width = min(max(columns(), _NARROWEST), _WIDEST)
    status, between = 0, ""
    for word in asked.codes:
        entry = find(entries, word)
        beginning = code_of(word)
        found = [one for code, one in entries.items() if beginning and code.startswith(beginning)]
        if entry is not None:
            found = [entry]
        if not found:
            status = COULD_NOT_CHECK
            sys.stdout.flush()
            _complain(word, close_to(entries, word))
            continue
        for one in found:
            sys.stdout.write(between + "".join(f"{line}\n" for line in _lines(one, width)))
            between = "\n"
    return status


def _complain(word: str, close: list[str]) -> None:
    from xenstream.report.text import escape

    hint = f"did you mean {' or '.join(close)}?" if close else "`xenstream rules` lists them"
    print(f"xenstream explain: no rule {escape(word or repr(word))}; {hint}", file=sys.stderr)


def _lines(entry: Entry, width: int) -> Iterator[str]:
    from xenstream.rules.markdown import since

    told = [f"{severity} in {profile}" for profile, severity in entry.severities.items()]
    yield from _folded(f"{entry.code} {entry.name}: {entry.title}", width)
    yield from _folded(f"{', '.join(told)}; since {since(entry)}", width, "  ")
    parts = [
        ("Why it matters", entry.why),
        ("Usual cause", entry.cause),
        ("What to do", entry.remedy),
        ("Reference", entry.reference),
    ]
    for heading, text in parts:
        yield ""
        yield from _folded(f"{heading}:", width)
        if heading == "Reference" and entry.clause is not None:
            document, revision, section = entry.clause
            clause = f"{document}, revision {revision}, section {section}"
            yield from _folded(clause, width, "  ")
        yield from _folded(text, width, "  ")


def _folded(text: str, width: int, indent: str = "") -> list[str]:
    from textwrap import wrap

    # A URL or a name is whole or it is of no use.
    return wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
