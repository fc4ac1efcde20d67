"""`xenstream verify`: tells whether streams are good."""

from __future__ import annotations

import sys

from xenstream.cli import COULD_NOT_CHECK, judging, own_fault, timeout
from xenstream.cli.progress import Progress, is_shown
from xenstream.cli.terminal import lacks_input, shown, wants_color
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from typing import Any

    from xenstream.cli.judging import Judging
    from xenstream.judge.judge import Judge, Observer, Options, Report
    from xenstream.report.baseline import Baseline
    from xenstream.report.form import Form, Told
    from xenstream.report.hexdump import HexDump
    from xenstream.walk.walker import Item

_OUTPUTS = ("text", "json", "sarif", "junit", "github")
_STANDARD_INPUT = "-"
PATIENCE = 60
"""Seconds that a file which is followed may stand still."""


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
        type=timeout.seconds,
        const=PATIENCE,
        metavar="SECONDS",
        help="wait for a regular FILE that is still being written, until it stops growing for this"
        " long"
        f" (default: {PATIENCE})",
    )
    timeout.add(parser)
    parser.add_argument(
        "--max-unpacked",
        type=_offset,
        metavar="OCTETS",
        help="give up on a compressed stream after this many octets (default: when it unpacks to"
        " far more than its size, with hardly any pages)",
    )
    parser.add_argument(
        "--back-channel",
        action="store_true",
        help="the streams are what a COLO secondary sends to its primary",
    )
    parser.add_argument(
        "--dask",
        nargs="?",
        const="",
        metavar="SCHEDULER",
        help="spread the FILEs over the workers of a Dask cluster, as in tcp://host:8786; without"
        " SCHEDULER over processes of this machine",
    )
    judging.add(parser)
    _add_output(parser)
    parser.set_defaults(run=run, asked=Asked)


def _add_output(parser: argparse.ArgumentParser) -> None:
    """Add the options on what is told, and in which form."""
    parser.add_argument(
        "-o", "--output", choices=_OUTPUTS, help="the report's form (default: text)"
    )
    parser.add_argument(
        "--max-findings",
        type=_count,
        metavar="N",
        help="show at most N findings of a stream, the worst first; count the rest",
    )
    parser.add_argument(
        "--baseline",
        metavar="REPORT",
        help="report only findings that are not in REPORT, an earlier one by -o json",
    )
    hexdump = parser.add_mutually_exclusive_group()
    hexdump.add_argument(
        "--hex",
        action="store_true",
        default=None,
        help="show the octets at each fault (default: on a terminal)",
    )
    hexdump.add_argument("--no-hex", dest="hex", action="store_false", help="do not show them")
    how_much = parser.add_mutually_exclusive_group()
    how_much.add_argument(
        "-v", "--verbose", action="store_true", help="also print one line per record"
    )
    how_much.add_argument(
        "-q", "--quiet", action="store_true", help="no text at all, only the exit status"
    )
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="(default: auto)"
    )


def _offset(text: str) -> int:
    """Read a count of octets."""
    return _within(int(text, 0), 1 << 62)


def _descriptor(text: str) -> int:
    """Read a descriptor's number."""
    return _within(int(text), 1 << 31)


def _count(text: str) -> int:
    """Read a count of findings."""
    return _within(int(text), 1 << 31)


def _within(number: int, end: int) -> int:
    if not 0 <= number < end:
        raise ValueError
    return number


# What argparse calls them in its complaints.
_offset.__name__ = "number of octets"
_descriptor.__name__, _count.__name__ = "descriptor", "number of findings"


class Asked(NamedTuple):
    """What the command line says, with what it says of itself where nothing is said."""

    files: tuple[str, ...] = ()
    quiet: bool = False
    format: str | None = None
    fd: tuple[int, ...] = ()
    offset: int = 0
    follow: float | None = None
    timeout: float | None = None
    max_unpacked: int | None = None
    back_channel: bool = False
    dask: str | None = None
    profile: str | None = None
    xen: str | None = None
    host_policy: str | None = None
    select: str | None = None
    ignore: str | None = None
    severity: str | None = None
    config: str | None = None
    output: str | None = None
    max_findings: int | None = None
    baseline: str | None = None
    hex: bool | None = None
    verbose: bool = False
    color: str = "auto"


class Input(NamedTuple):
    """One stream to verify, as the user names it."""

    readable: str | int
    name: str


class Verifying(NamedTuple):
    """What is to be verified, how, and what is told of it: made once, from all that was said."""

    files: tuple[Input, ...]
    judging: Judging
    output: str
    max_findings: int | None
    baseline: str | None
    offset: int
    follow: float | None
    timeout: float | None
    max_unpacked: int | None
    back_channel: bool
    hex: bool
    """Whether the octets at a fault are shown."""
    verbose: bool
    quiet: bool
    color: bool


def _verifying(asked: Asked, files: tuple[Input, ...]) -> Verifying:
    """Give what was chosen: what the user's file says where the command line does not.

    Raises:
        ValueError: something has no meaning.

    """
    chosen = judging.judging(asked)
    config = chosen.config
    output = asked.output or config.output or "text"
    if output not in _OUTPUTS:
        raise ValueError(f"{config.path}: no such output: {output!r}")
    most, baseline = asked.max_findings, asked.baseline
    return Verifying(
        files,
        chosen,
        output,
        config.max_findings if most is None else most,
        config.baseline if baseline is None else baseline,
        asked.offset,
        asked.follow,
        asked.timeout,
        asked.max_unpacked,
        asked.back_channel,
        not asked.quiet and (sys.stdout.isatty() if asked.hex is None else asked.hex),
        asked.verbose,
        asked.quiet,
        wants_color(asked.color, sys.stdout),
    )


def _inputs(asked: Asked) -> tuple[Input, ...]:
    inputs = [
        Input(0 if file == _STANDARD_INPUT else file, shown(file)) for file in asked.files
    ] + [Input(number, f"descriptor {number}") for number in asked.fd]
    return tuple(inputs) or (Input(0, _STANDARD_INPUT),)


def run(asked: Asked) -> int:
    """Verify the files, and give the exit status."""
    if not asked.files and not asked.fd and lacks_input("verify"):
        return COULD_NOT_CHECK
    try:
        wanted = _verifying(asked, _inputs(asked))
        account = Account(_baseline(wanted), _settings(wanted))
    except ValueError as error:
        from xenstream.report.text import escape

        print(f"xenstream verify: {escape(str(error))}", file=sys.stderr)
        return COULD_NOT_CHECK
    if wanted.judging.xen_note is not None:
        print(f"xenstream verify: {wanted.judging.xen_note}", file=sys.stderr)
    if asked.dask is not None:
        from xenstream.cli import spread

        return spread.run(wanted, asked.dask, account)
    return write(_told(wanted), wanted, account)


def write(told: Iterable[Told], wanted: Verifying, account: Account) -> int:
    """Write reports in the form that is asked for, and give the exit status."""
    is_text = wanted.output == "text"
    told = _new(told, wanted, account)
    if is_text and wanted.quiet:
        for _ in told:
            pass
    else:
        for piece in _form(wanted)(told, wanted.judging.profile):
            sys.stdout.write(piece)
            if is_text:  # a line is there when it is known
                sys.stdout.flush()
    if not wanted.quiet:
        account.tell()
    return account.status()


def _told(wanted: Verifying) -> Iterator[Told]:
    """Verify one after the other."""
    from xenstream.judge.judge import VALID
    from xenstream.report.form import Told

    options, shows_progress = _options(wanted), is_shown(wanted.quiet)
    for file in wanted.files:
        hexdump = hexdump_of(file, wanted)  # it remembers where a descriptor stands
        with Progress(file.name, shows_progress) as progress:
            if wanted.verbose and wanted.output == "text":
                report = _list(file, wanted, options, progress)
            else:
                report = _verify(file, wanted, options, progress.observer())
        yield Told(report, 0, hexdump)
        if not wanted.quiet and report.verdict != VALID and isinstance(file.readable, str):
            from xenstream.cli import parts

            parts.tell("verify", file.readable)


def _new(told: Iterable[Told], wanted: Verifying, account: Account) -> Iterator[Told]:
    """Leave out what is known, what is milder than asked for, and what is too much."""
    least, most = wanted.judging.least, wanted.max_findings
    for one in told:
        report, known = account.enter(one.report)
        if least is not None:
            from xenstream.report.digest import at_least

            report = at_least(report, least)
        if most is not None and wanted.output != "text":  # text folds, and counts by itself
            from xenstream.report.digest import cut

            report = cut(report, most)
        yield one if report is one.report else one._replace(report=report, known=known)


class Account:
    """What is new and what is known in all reports, and the exit status that comes of it."""

    def __init__(self, baseline: Baseline | None, settings: str | None = None) -> None:
        self._baseline = baseline
        self._settings = settings
        self._known = 0
        self._verdicts: set[str] = set()

    def enter(self, report: Report) -> tuple[Report, int]:
        """Give what is new in a report, and how many findings are not."""
        if self._settings is not None:
            report = report._replace(settings=self._settings)
        if self._baseline is None:
            self._verdicts.add(report.verdict)
            return report, 0
        from xenstream.report.digest import has_errors

        report, known = self._baseline.fresh(report)
        self._known += known
        if has_errors(report):
            self._verdicts.add(report.verdict)
        return report, known

    def tell(self) -> None:
        """Say on standard error how much was left out."""
        if self._known:
            said = "1 finding that is" if self._known == 1 else f"{self._known} findings that are"
            sys.stdout.flush()
            print(f"xenstream verify: left out {said} in the baseline", file=sys.stderr)

    def status(self) -> int:
        """Give the exit status that the verdicts make."""
        from xenstream.judge.judge import INVALID, UNREADABLE

        verdicts = self._verdicts
        return COULD_NOT_CHECK if UNREADABLE in verdicts else 1 if INVALID in verdicts else 0


def _baseline(wanted: Verifying) -> Baseline | None:
    """Read the baseline, where one is given.

    Raises:
        ValueError: it is none; the text says so.

    """
    if wanted.baseline is None:
        return None
    from xenstream.report.baseline import BaselineError, load
    from xenstream.report.text import escape

    try:
        return load(wanted.baseline)
    except BaselineError as error:
        raise ValueError(f"--baseline {escape(wanted.baseline)}: {error}") from None


def _form(wanted: Verifying) -> Form:
    """Give the form that is asked for."""
    if wanted.output == "text":
        from xenstream.report.text import FOLD, TextReport

        return TextReport(
            wanted.color, FOLD, wanted.max_findings, every_xen=wanted.judging.every_xen
        ).render
    if wanted.output == "sarif":
        from functools import partial

        from xenstream.report import sarif

        return partial(sarif.render, begin=wanted.offset)
    if wanted.output == "junit":
        from xenstream.report import junit

        return junit.render
    if wanted.output == "github":
        from xenstream.report import github

        return github.render
    from xenstream.report import json

    return json.render


def hexdump_of(file: Input, wanted: Verifying) -> HexDump | None:
    """Give what shows the octets at a fault, where they are to be shown."""
    if not wanted.hex:
        return None
    from xenstream.report.hexdump import HexDump

    return HexDump(file.readable, wanted.offset, wanted.color)


def _list(file: Input, wanted: Verifying, options: Options, progress: Progress) -> Report:
    """Verify a stream, and print a line a record on the way."""
    from xenstream.report.records import RecordLines

    records = RecordLines(file.name)

    def see(item: Item, position: int, end: int | None) -> None:
        for line in records.see(item):
            progress.clear()
            print(line)
        progress.see(item, position, end)

    report = _verify(file, wanted, options, see)
    for line in records.end():
        print(line)
    return report


def how(wanted: Verifying) -> dict[str, Any]:
    """Give what `xenstream.verify` is to be told of each file, but for who looks on."""
    chosen = wanted.judging
    return {
        "format": chosen.format,
        "profile": chosen.profile,
        "xen": chosen.xen,
        "host_policy": chosen.host_policy,
        "selection": chosen.selection,
        "back_channel": wanted.back_channel,
        "offset": wanted.offset,
        "follow": wanted.follow,
        "max_unpacked": wanted.max_unpacked,
    }


def _options(wanted: Verifying) -> Options:
    """Give the same as the judge takes it: made once for all files."""
    from xenstream.judge.judge import Options

    told = how(wanted)
    if told["xen"] is not None:
        from xenstream.restore.versions import asked

        told["xen"] = asked(told["xen"])
    return Options(**told)


def _verify(file: Input, wanted: Verifying, options: Options, observer: Observer | None) -> Report:
    """Verify a stream; what fails by a fault of our own could not be checked."""
    from xenstream.judge.judge import Judge

    judge = Judge(options, name=file.name, observer=observer)
    return judged(judge, file.readable, wanted.timeout)


def judged(judge: Judge, readable: str | int, seconds: float | None) -> Report:
    """Let a judge verify a stream, and give the report, whatever comes of it in how long.

    Raises:
        OSError: an observer cannot write.

    """
    try:
        with timeout.Timeout(seconds):
            return judge.verify(readable)
    except TimeoutError as error:
        judge.fail("XS903", f"cannot be read: {error}")
    except OSError:
        raise  # of an observer, that cannot write
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        judge.fail("XS903", f"cannot be checked: {own_fault(error)}")
    return judge.report()


def _settings(wanted: Verifying) -> str | None:
    """Give the name of the file with the user's choices, from here, if that is shorter."""
    path = wanted.judging.config.path
    if path is None:
        return None
    import os

    return min(path, os.path.relpath(path), key=len)
