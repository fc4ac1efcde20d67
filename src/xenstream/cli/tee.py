"""`xenstream tee`: passes standard input on to standard output, and verifies it meanwhile."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress

from xenstream.cli import COULD_NOT_CHECK, last_words
from xenstream.format.names import FORMATS
from xenstream.named import NamedTuple
from xenstream.rules.profiles import DEFAULT_PROFILE, PROFILES

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from xenstream.cli.progress import Progress
    from xenstream.judge.judge import Report
    from xenstream.judge.passing import Outcome
    from xenstream.octets.kept_file import KeptFile
    from xenstream.octets.outlet import Outlet
    from xenstream.octets.relay import Relay

_NAME = "-"
_NOT_READ = "the input was not read to its end"
_IN, _OUT, _ERR = 0, 1, 2


def add(commands: Any) -> None:
    """Add the subcommand to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "tee",
        help="pass a stream on from standard input to standard output, and verify it",
        description="Pass standard input on to standard output, unchanged and at once, and verify"
        " the stream in it. What is found goes to standard error. No configuration file is read.",
        epilog="Exit status: 0 valid, 1 invalid, 2 could not be checked, or could not be passed on"
        " completely.",
    )
    parser.add_argument(
        "--to",
        metavar="FILE",
        help="write it there, too; as FILE.partial until it is known to be whole",
    )
    parser.add_argument(
        "--stop-on-error", action="store_true", help="end the pipe at the first error"
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="auto", help="what the stream is (default: auto)"
    )
    parser.add_argument(
        "--profile",
        choices=tuple(PROFILES),
        default=DEFAULT_PROFILE,
        help=f"whose judgement to give (default: {DEFAULT_PROFILE})",
    )
    parser.add_argument(
        "--xen", metavar="VERSION", help="with --profile restore: the Xen that is to restore it"
    )
    parser.add_argument(
        "-o", "--output", choices=("text", "json"), default="text", help="(default: text)"
    )
    parser.add_argument(
        "-q", "--quiet", action="store_true", help="print only what cannot be passed on"
    )
    parser.set_defaults(run=run, asked=Asked)


class Asked(NamedTuple):
    """What is asked for."""

    to: str | None
    stop_on_error: bool
    format: str
    profile: str
    xen: str | None
    output: str
    quiet: bool


def run(asked: Asked) -> int:
    """Pass standard input on, and give the exit status."""
    problem = _problem() or _version_problem(asked)
    if problem is not None:
        _print(problem)
        return COULD_NOT_CHECK
    if asked.xen is not None and not _share_an_end(_OUT, _ERR):
        from xenstream.restore import versions

        note = versions.asked(asked.xen).note
        if note is not None:
            _print(note)
    from xenstream.cli.progress import Progress, is_shown
    from xenstream.octets.kept_file import KeptFile, RefusedError
    from xenstream.octets.outlet import Outlet

    outlets = [Outlet(_OUT, "standard output")]
    kept: KeptFile | None = None
    if asked.to is not None:
        try:
            kept = KeptFile(asked.to, (_IN, _OUT))
        except RefusedError as refused:
            _print(f"{refused}: nothing was passed on")
            return COULD_NOT_CHECK
        except OSError as error:
            _print(f"cannot open {asked.to}: {error.strerror or error}: nothing was passed on")
            return COULD_NOT_CHECK
        outlets.append(kept)
    with Progress(_NAME, is_shown(asked.quiet)) as progress:
        return _Run(asked, outlets, kept, progress).run()


class _Run:
    """One pipe's life."""

    def __init__(
        self,
        asked: Asked,
        outlets: list[Outlet],
        kept: KeptFile | None,
        progress: Progress,
    ) -> None:
        self._asked = asked
        self._outlets = outlets
        self._kept = kept
        self._progress = progress
        # What shares its end with the data must not be written to.
        self._silent = _share_an_end(_OUT, _ERR)

    def run(self) -> int:
        from xenstream.judge.passing import pass_on
        from xenstream.octets.relay import Relay

        asked = self._asked
        last_words.append(self._last_words)
        try:
            relay = Relay(_IN, self._outlets, self._say, read_ahead=not asked.stop_on_error)
            outcome = pass_on(
                relay,
                self._say,
                format=asked.format,
                profile=asked.profile,
                xen=asked.xen,
                stop_on_error=asked.stop_on_error,
                observer=self._progress.observer(),
                name=_NAME,
            )
        except KeyboardInterrupt:
            self._say(self._interrupted())
            self._finish_file(_NOT_READ)
            return COULD_NOT_CHECK
        # The reader need not wait for what is still to be done.
        _close_output()
        complete = all(outlet.error is None for outlet in self._outlets) and relay.error is None
        if not self._finish_file(outcome.lack):
            complete = False
        self._tell(outcome, relay)
        return max(_status(outcome.report), 0 if complete else COULD_NOT_CHECK)

    def _passed(self) -> str:
        return _octets(self._outlets[0].passed)

    def _interrupted(self) -> str:
        return f"interrupted after {self._passed()}"

    def _last_words(self) -> str:
        """Give what is to be said where a signal ends it."""
        if self._silent:
            return " "
        words = [self._interrupted()]
        if self._kept is not None:
            left = self._kept.left()
            words += [] if left is None else [f"{left}: {_NOT_READ}"]
        return "".join(map(_line, words))

    def _finish_file(self, lack: str | None) -> bool:
        """Give the copy its name unless it lacks something; tell whether it is as it should be."""
        kept, self._kept = self._kept, None
        if kept is None:
            return True
        why = lack
        if kept.error is not None:
            why = "not all could be written"
        elif why is None:
            try:
                kept.keep()
            except OSError as error:
                why = f"it cannot be kept: {error.strerror or error}"
            else:
                return True
        left = kept.leave()
        if left is not None:
            self._say(f"{left}: {why}")
        return why is lack

    def _tell(self, outcome: Outcome, relay: Relay) -> None:
        report = outcome.report
        if not self._asked.quiet:
            is_text = self._asked.output == "text"
            if is_text and relay.position == 0 and not (outcome.ended or report.findings):
                self._say("nothing was checked, since nothing could be passed on")
                return
            self._report(report)
        if outcome.stopped:
            self._say(f"stopped at the first error: {self._passed()} were passed on")
        elif self._asked.quiet or self._asked.output == "json":
            return
        elif outcome.ended and relay.taken > relay.position and not relay.told_rest:
            rest = _octets(relay.taken - relay.position)
            self._say(f"{rest} from offset 0x{relay.position:x} on were passed on unchecked")

    def _report(self, report: Report) -> None:
        if self._silent:
            return
        if self._asked.output == "json":
            from xenstream.report import json
            from xenstream.report.form import Told

            _write("".join(json.render([Told(report)], report.profile)))
            return
        from xenstream.cli.terminal import wants_color
        from xenstream.report.text import TextReport

        text = TextReport(wants_color("auto", sys.stderr))
        _write("".join(f"{line}\n" for line in text.lines(report)))

    def _say(self, message: str) -> None:
        if not self._silent:
            self._progress.clear()
            _print(message)


def _problem() -> str | None:
    """Say why nothing can be passed on."""
    if sys.__stdin__ is None or sys.__stdout__ is None:
        return "standard input and standard output must be open"
    if stat.S_ISDIR(os.fstat(_IN).st_mode):
        return "standard input is a directory"
    if os.isatty(_IN):
        return "give a stream on standard input"
    if os.isatty(_OUT):
        return "standard output is a terminal: nothing was passed on; give it a file or a pipe"
    if _kind(_IN) == stat.S_IFREG and os.path.samestat(os.fstat(_IN), os.fstat(_OUT)):
        return "standard input is standard output"
    return None


def _version_problem(asked: Asked) -> str | None:
    """Say why no Xen is asked about."""
    if asked.xen is None:
        return None
    if asked.profile != "restore":
        return "--xen needs --profile restore"
    from xenstream.restore import versions

    try:
        versions.asked(asked.xen)
    except ValueError as error:
        return str(error)
    return None


def _share_an_end(one: int, other: int) -> bool:
    """Tell whether two descriptors are the same pipe, socket or file, and no device."""
    return _kind(one) != stat.S_IFCHR and os.path.samestat(os.fstat(one), os.fstat(other))


def _kind(descriptor: int) -> int:
    return stat.S_IFMT(os.fstat(descriptor).st_mode)


def _close_output() -> None:
    """Let the reader see the end; the descriptor itself must not become another file's."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, _OUT)
    os.close(null)


def _line(message: str) -> str:
    from xenstream.report.text import escape

    return f"xenstream tee: {escape(message)}\n"


def _print(message: str) -> None:
    _write(_line(message))


def _write(text: str) -> None:
    """Write to standard error, even one that does not block; nobody there may stop the pipe."""
    from xenstream.octets.outlet import Outlet

    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    with suppress(OSError):
        Outlet(_ERR, "standard error").write(text.encode(encoding, "backslashreplace"))


def _octets(count: int) -> str:
    return f"{count} octet{'' if count == 1 else 's'}"


def _status(report: Report) -> int:
    from xenstream.judge.judge import INVALID, UNREADABLE

    return {UNREADABLE: COULD_NOT_CHECK, INVALID: 1}.get(report.verdict, 0)
