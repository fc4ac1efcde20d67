"""`xenstream verify`: tells whether streams are good."""

from __future__ import annotations

import sys

from xenstream.choices import DEFAULT_PROFILE, FORMATS, PROFILES
from xenstream.cli import COULD_NOT_CHECK
from xenstream.cli.progress import Progress
from xenstream.cli.terminal import wants_color

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from xenstream.judge import Observer, Report
    from xenstream.walk import Item

_STANDARD_INPUT = "-"


def add(commands: Any) -> None:
    """Add the subcommand to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "verify",
        help="verify streams",
        description="Verify streams: one line a finding, then a line with the verdict.",
        epilog="Exit status: 0 all valid, 1 any invalid, 2 any that could not be checked.",
    )
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="a stream; - or none is standard input"
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="auto", help="what the streams are (default: auto)"
    )
    profiles = "; ".join(f"{profile.name}: {profile.about}" for profile in PROFILES.values())
    parser.add_argument(
        "--profile",
        choices=tuple(PROFILES),
        default=DEFAULT_PROFILE,
        help=f"whose judgement to give (default: {DEFAULT_PROFILE}). {profiles}",
    )
    parser.add_argument(
        "-o", "--output", choices=("text", "json"), default="text", help="(default: text)"
    )
    how_much = parser.add_mutually_exclusive_group()
    how_much.add_argument("-v", "--verbose", action="store_true", help="a line a record, too")
    how_much.add_argument(
        "-q", "--quiet", action="store_true", help="no text at all, only the exit status"
    )
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="(default: auto)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Verify the files, and give the exit status."""
    files: list[str] = options.files or [_STANDARD_INPUT]
    if not options.files and sys.stdin is not None and sys.stdin.isatty():
        print("xenstream verify: give a FILE, or a stream on standard input", file=sys.stderr)
        return COULD_NOT_CHECK
    if options.output == "json":
        return _run_json(files, options)
    return _run_text(files, options)


def _run_json(files: list[str], options: argparse.Namespace) -> int:
    from xenstream.report import json

    reports = []
    for file in files:
        with Progress(file, options.quiet) as progress:
            reports.append(_verify(file, options, progress.observer()))
    sys.stdout.write(json.render(reports, options.profile))
    return _status(reports)


def _run_text(files: list[str], options: argparse.Namespace) -> int:
    from xenstream.report.text import TextReport

    text = TextReport(wants_color(options.color, sys.stdout))
    status = 0
    for file in files:
        with Progress(file, options.quiet) as progress:
            if options.verbose:
                report = _list(file, options, progress)
            else:
                report = _verify(file, options, progress.observer())
        if not options.quiet:
            for line in text.lines(report):
                print(line)
            sys.stdout.flush()
        status = max(status, _status([report]))
    return status


def _list(file: str, options: argparse.Namespace, progress: Progress) -> Report:
    """Verify a stream, and print a line a record on the way."""
    from xenstream.report.records import RecordLines

    records = RecordLines(file)

    def see(item: Item, position: int, end: int | None) -> None:
        for line in records.see(item):
            progress.clear()
            print(line)
        progress.see(item, position, end)

    report = _verify(file, options, see)
    for line in records.end():
        print(line)
    return report


def _verify(file: str, options: argparse.Namespace, observer: Observer | None) -> Report:
    from xenstream.judge import verify

    readable = 0 if file == _STANDARD_INPUT else file
    return verify(
        readable, format=options.format, profile=options.profile, observer=observer, name=file
    )


def _status(reports: list[Report]) -> int:
    from xenstream.judge import INVALID, UNREADABLE

    verdicts = {report.verdict for report in reports}
    return COULD_NOT_CHECK if UNREADABLE in verdicts else 1 if INVALID in verdicts else 0
