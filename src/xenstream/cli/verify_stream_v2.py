"""`xenstream-verify-stream-v2`: stands in for Xen's own verify-stream-v2.

Its options, the lines of its standard output and its exit statuses; the verdict of profile
upstream without the faults that are the verifier's own. It says what is wrong, and where.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from xenstream.cli import COULD_NOT_CHECK, guarded, leave

TYPE_CHECKING = False
if TYPE_CHECKING:
    from optparse import OptionParser

    from xenstream.judge.judge import Report
    from xenstream.walk.walker import Item

FORMATS = ("libxc", "libxl", "xl")

_SYSLOG_NAME = "verify-stream-v2"  # what those who look into the log look for
_LARGEST_DESCRIPTOR = 0x7FFFFFFF
_SCRIPT_ERROR = "XS203"
"""The one rule about which Xen's verifier says that it cannot go on: TOOLSTACK."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command, and give its exit status: 0 good, 1 bad stream, 2 not checked."""
    return guarded(_run, arguments)


def entry() -> None:
    """Run the command, and leave: the console script."""
    leave(main)


def _run(arguments: list[str] | None) -> int:
    options, _ = _parser().parse_args(arguments)
    messages = _Messages(options.verbose, options.quiet, options.syslog)
    readable, name = _input(options.input)
    return _tell(_verify(readable, name, options.format, messages), messages)


def _parser() -> OptionParser:
    from optparse import OptionParser

    parser = OptionParser(
        usage="%prog [options]",
        description="Verify a stream as Xen's verify-stream-v2 does, and say where it is wrong."
        " No configuration file is read.",
        epilog="Exit status: 0 good, 1 bad, 2 not checked: wrong usage, unreadable, or TOOLSTACK.",
    )
    parser.add_option(
        "-i",
        "--in",
        dest="input",
        metavar="FILE|FD",
        default="0",
        help="the stream: a file, or a descriptor's number (default: 0)",
    )
    parser.add_option(
        "-v", "--verbose", action="store_true", default=False, help="print what the stream holds"
    )
    parser.add_option(
        "-q", "--quiet", action="store_true", default=False, help="print nothing at all"
    )
    parser.add_option(
        "-f",
        "--format",
        metavar="|".join(FORMATS),
        choices=FORMATS,
        default=FORMATS[0],
        help=f"what the stream is (default: {FORMATS[0]})",
    )
    parser.add_option(
        "--syslog",
        action="store_true",
        default=False,
        help="write to the system's log instead of standard output",
    )
    return parser


def _input(text: str) -> tuple[int | str, str]:
    """Give what to read and what to call it: a decimal number is a descriptor."""
    try:
        number = int(text, 10)
    except ValueError:
        return text, text
    if number == -1:  # to Xen's verifier that is a name, too
        return text, text
    return min(number, _LARGEST_DESCRIPTOR), f"descriptor {number}"


class _Messages:
    """Says what is said where the user wants it."""

    def __init__(self, verbose: bool, quiet: bool, to_syslog: bool) -> None:
        self.wants_info = verbose and not quiet
        self._wants_errors = not quiet
        self._to_syslog = to_syslog
        if to_syslog:
            import syslog

            syslog.openlog(_SYSLOG_NAME, syslog.LOG_PID)

    def info(self, line: str) -> None:
        """Tell a line of what the stream holds, if `wants_info`, at once."""
        if self._to_syslog:
            import syslog

            syslog.syslog(syslog.LOG_INFO, line)
        else:
            print(line, flush=True)

    def error(self, line: str) -> None:
        """Tell a line of what is wrong; the log does not keep it from standard error."""
        if not self._wants_errors:
            return
        if self._to_syslog:
            import syslog

            syslog.syslog(syslog.LOG_ERR, line)
        with suppress(OSError):  # the exit status is there still
            print(line, file=sys.stderr)


def _verify(readable: int | str, name: str, form: str, messages: _Messages) -> Report:
    from xenstream.judge.judge import Judge, Options
    from xenstream.rules.profiles import STAND_IN

    options = Options(format=form, profile=STAND_IN.name)
    if not messages.wants_info:
        return Judge(options, name=name).verify(readable)
    from xenstream.report.upstream import UpstreamLines

    lines = UpstreamLines()

    def see(item: Item, position: int, end: int | None) -> None:  # noqa: ARG001
        for line in lines.see(item):
            messages.info(line)

    judge = Judge(options, name=name, observer=see, on_finding=lines.found)
    return judge.verify(readable)


def _tell(report: Report, messages: _Messages) -> int:
    """Say what is wrong with a stream that is not good, and give the exit status."""
    from xenstream.judge.judge import UNREADABLE, VALID

    if report.verdict == VALID:
        return 0
    from xenstream.report.text import TextReport

    status = COULD_NOT_CHECK
    if report.verdict != UNREADABLE:
        first = report.first_error
        if first is None or first.code != _SCRIPT_ERROR:
            status = 1
        messages.error("Script Error:" if status == COULD_NOT_CHECK else "Stream Error:")
    for line in TextReport(color=False).findings(report):
        messages.error(line)
    return status
