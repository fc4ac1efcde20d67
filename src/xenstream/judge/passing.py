"""Judges a stream while it is passed on, and passes all of it on whatever is found."""

from __future__ import annotations

from xenstream.judge.judge import Judge, Options
from xenstream.named import NamedTuple
from xenstream.octets.outlet import NowhereError, octets_in_words
from xenstream.restore.versions import asked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

    from xenstream.judge.judge import Observer, Report
    from xenstream.octets.relay import Relay

_NOT_READ = "the input was not read to its end"


class Outcome(NamedTuple):
    """What became of what was passed on."""

    report: Report
    """Of what was verified, even where that ended early."""
    stopped: bool
    """Whether the first error ended it."""
    ended: bool
    """Whether all of the input was read, up to its end."""
    lack: str | None
    """Why what was passed on may be no whole stream, None where nothing speaks for that."""


def pass_on(
    relay: Relay,
    complain: Callable[[str], None],
    *,
    format: str,
    profile: str,
    xen: str | None = None,
    stop_on_error: bool = False,
    observer: Observer | None = None,
    name: str = "-",
) -> Outcome:
    """Pass on all of the input, and verify the stream that it begins with.

    Whatever is found, and even if the verification fails, everything up to the end of the input
    is passed on, unless it is to stop at the first error. `complain` is told at once of what goes
    wrong outside of the stream.

    Raises:
        ValueError: there is no such format or profile.

    """
    version = None if xen is None or profile != "restore" else asked(xen)
    judge = Judge(
        Options(format=format, profile=profile, xen=version),
        name=name,
        observer=observer,
        stop_on_error=stop_on_error,
    )
    try:
        report = judge.verify(relay)
        lack = judge.lack
        if judge.stopped:
            return Outcome(report, True, False, "the first error ended it")
    except NowhereError:
        return Outcome(judge.report(), False, False, _NOT_READ)
    except Exception as error:
        if not relay.taken:
            raise
        lack = "the verification failed"
        complain(f"{lack}, going on without it: {type(error).__name__}: {error}")
        report = judge.report()
    if relay.error is not None:
        return Outcome(report, False, False, _NOT_READ)
    try:
        relay.pass_rest()
    except NowhereError:
        return Outcome(report, False, False, _NOT_READ)
    except OSError as error:
        complain(f"cannot read on after {octets_in_words(relay.taken)}: {error.strerror or error}")
        return Outcome(report, False, False, _NOT_READ)
    return Outcome(report, False, True, lack)
