"""The command line: a thin hand on the library, one module a subcommand."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

COULD_NOT_CHECK = 2
"""Exit status: something could not be checked, by its fault, ours, or the user's."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line, and give its exit status: 0 good, 1 bad stream, 2 not checked."""
    return guarded(_run, arguments)


def entry() -> None:
    """Run the command line, and leave: the console script."""
    leave(main)


def guarded(run: Callable[[list[str] | None], int], arguments: list[str] | None) -> int:
    """Run a command, and give its exit status, also where it is interrupted or cannot write."""
    import gc

    # Importing makes no garbage: the collector need not look for it some ten times at a start.
    gc.set_threshold(50_000)
    try:
        return run(arguments)
    except KeyboardInterrupt:
        _complain("interrupted")
    except BrokenPipeError:
        _complain("standard output was closed before all was written")
    except OSError as error:
        _complain(f"cannot write: {error.strerror or error}")
    return _give_up()


def leave(main: Callable[[], int]) -> None:
    """Run a console script, and leave.

    Nothing is left to tidy up, and Python takes some 4 ms over it.
    """
    import os
    from contextlib import suppress

    _mend_streams()
    status = main()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def _mend_streams() -> None:
    """Let what is closed swallow what is written, and let any text be written."""
    import io
    import os

    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(arguments: list[str] | None) -> int:
    from xenstream.cli.parser import parser

    options = parser().parse_args(arguments)
    status: int = options.run(options)
    sys.stdout.flush()
    return status


def _complain(message: str) -> None:
    print(f"xenstream: {message}", file=sys.stderr)


def _give_up() -> int:
    """Drop what standard output cannot take, so that Python does not complain once more."""
    import os
    from contextlib import suppress

    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return COULD_NOT_CHECK
