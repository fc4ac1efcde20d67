"""`xenstream verify`: tells whether streams are good."""

from __future__ import annotations

import sys

from xenstream.choices import DEFAULT_PROFILE, FORMATS, PROFILES
from xenstream.cli import COULD_NOT_CHECK
from xenstream.cli.progress import Progress
from xenstream.cli.terminal import wants_color
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import Any

    from xenstream.judge import Observer, Report
    from xenstream.walk import Item

_STANDARD_INPUT = "-"
_PATIENCE = 60


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
        "--fd",
        type=_descriptor,
        action="append",
        default=[],
        metavar="N",
        help="a descriptor that is open already, read up to the stream's END; may be repeated",
    )
    parser.add_argument(
        "--offset",
        type=_offset,
        default=0,
        metavar="OCTETS",
        help="where in each FILE the stream begins (default: 0); 0x for hexadecimal",
    )
    parser.add_argument(
        "--follow",
        nargs="?",
        type=_seconds,
        const=_PATIENCE,
        metavar="SECONDS",
        help="wait for a regular FILE that is still written, until it has not grown for so long"
        f" (default: {_PATIENCE})",
    )
    parser.add_argument(
        "--back-channel",
        action="store_true",
        help="the streams are what a COLO secondary sends to its primary",
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


def _offset(text: str) -> int:
    """Read a count of octets."""
    return _within(int(text, 0), 1 << 62)


def _descriptor(text: str) -> int:
    """Read a descriptor's number."""
    return _within(int(text), 1 << 31)


def _within(number: int, end: int) -> int:
    if not 0 <= number < end:
        raise ValueError
    return number


def _seconds(text: str) -> float:
    """Read a time in seconds."""
    seconds = float(text)
    if not 0 <= seconds < _LONGEST:
        raise ValueError
    return seconds


_LONGEST = 1e9
# What argparse calls them in its complaints.
_offset.__name__, _seconds.__name__ = "number of octets", "number of seconds"
_descriptor.__name__ = "descriptor"


class _Input(NamedTuple):
    """One stream to verify, as the user names it."""

    readable: str | int
    name: str


def _inputs(options: argparse.Namespace) -> list[_Input]:
    inputs = [_Input(0 if file == _STANDARD_INPUT else file, file) for file in options.files] + [
        _Input(number, f"descriptor {number}") for number in options.fd
    ]
    return inputs or [_Input(0, _STANDARD_INPUT)]


def run(options: argparse.Namespace) -> int:
    """Verify the files, and give the exit status."""
    files = _inputs(options)
    nothing_given = not options.files and not options.fd
    if nothing_given and sys.stdin is not None and sys.stdin.isatty():
        print("xenstream verify: give a FILE, or a stream on standard input", file=sys.stderr)
        return COULD_NOT_CHECK
    if options.output == "json":
        return _run_json(files, options)
    return _run_text(files, options)


def _run_json(files: list[_Input], options: argparse.Namespace) -> int:
    from xenstream.report import json

    verdicts: set[str] = set()

    def reports() -> Iterator[Report]:
        for file in files:
            with Progress(file.name, options.quiet) as progress:
                report = _verify(file, options, progress.observer())
            verdicts.add(report.verdict)
            yield report

    for piece in json.render(reports(), options.profile):
        sys.stdout.write(piece)
    return _status(verdicts)


def _run_text(files: list[_Input], options: argparse.Namespace) -> int:
    from xenstream.report.text import TextReport

    text = TextReport(wants_color(options.color, sys.stdout))
    verdicts: set[str] = set()
    for file in files:
        with Progress(file.name, options.quiet) as progress:
            if options.verbose:
                report = _list(file, options, progress)
            else:
                report = _verify(file, options, progress.observer())
        if not options.quiet:
            for line in text.lines(report):
                print(line)
            sys.stdout.flush()
        verdicts.add(report.verdict)
    return _status(verdicts)


def _list(file: _Input, options: argparse.Namespace, progress: Progress) -> Report:
    """Verify a stream, and print a line a record on the way."""
    from xenstream.report.records import RecordLines

    records = RecordLines(file.name)

    def see(item: Item, position: int, end: int | None) -> None:
        for line in records.see(item):
            progress.clear()
            print(line)
        progress.see(item, position, end)

    report = _verify(file, options, see)
    for line in records.end():
        print(line)
    return report


def _verify(file: _Input, options: argparse.Namespace, observer: Observer | None) -> Report:
    from xenstream.judge import verify

    return verify(
        file.readable,
        format=options.format,
        profile=options.profile,
        back_channel=options.back_channel,
        offset=options.offset,
        follow=options.follow,
        observer=observer,
        name=file.name,
    )


def _status(verdicts: set[str]) -> int:
    from xenstream.judge import INVALID, UNREADABLE

    return COULD_NOT_CHECK if UNREADABLE in verdicts else 1 if INVALID in verdicts else 0
