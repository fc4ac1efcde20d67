"""A bound on the time that one stream may take, wherever it is spent."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from types import FrameType

_LONGEST = 1e9
_AGAIN = 1.0  # seconds, should what was raised have been swallowed


def add(parser: argparse.ArgumentParser, what: str = "a stream") -> None:
    """Add the option; `what` is given up."""
    parser.add_argument(
        "--timeout",
        type=seconds,
        metavar="SECONDS",
        help=f"give up on {what} after this long, whether waiting or computing (default: never)",
    )


def seconds(text: str) -> float:
    """Read a time in seconds."""
    time = float(text)
    if not 0 <= time < _LONGEST:
        raise ValueError
    return time


seconds.__name__ = "number of seconds"  # what argparse calls it in its complaints


class Timeout:
    """A context in which TimeoutError is raised after so many seconds; without any, never.

    It ends what waits (for a writer of a FIFO, for octets) as well as what computes. TimeoutError
    is an OSError: to a verification, the stream cannot be read any more.
    """

    def __init__(self, seconds: float | None) -> None:
        """Take how long it may take."""
        self._seconds = seconds

    def __enter__(self) -> Timeout:
        if self._seconds is not None:
            import signal

            signal.signal(signal.SIGALRM, self._raise)
            signal.setitimer(signal.ITIMER_REAL, max(self._seconds, 1e-6), _AGAIN)
        return self

    def __exit__(self, *_: object) -> None:
        if self._seconds is not None:
            import signal

            signal.signal(signal.SIGALRM, signal.SIG_IGN)
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _raise(self, _: int, __: FrameType | None) -> None:
        raise TimeoutError(f"it took more than {self._seconds:g} s: stopped there")
