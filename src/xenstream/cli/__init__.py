"""The command line: a thin hand on the library, one module a subcommand."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

COULD_NOT_CHECK = 2
"""Exit status: something could not be checked, by its fault, ours, or the user's."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line, and give its exit status: 0 good, 1 bad stream, 2 not checked."""
    return guarded(_run, arguments)


def entry() -> None:
    """Run the command line, and leave: the console script."""
    leave(main)


def guarded(run: Callable[[list[str] | None], int], arguments: list[str] | None) -> int:
    """Run a command, and give its exit status, whatever becomes of it.

    Where it is interrupted, cannot write, or fails by a fault of its own, a line tells so. Where
    the reader of its output went away, as `head` does, there is nobody to be told. Python's own
    development mode (-X dev) shows the whole traceback of a fault.
    """
    import gc

    # Importing makes no garbage: the collector need not look for it some ten times at a start.
    gc.set_threshold(10_000)
    try:
        try:
            return run(arguments)
        except SystemExit:  # after --help, --version, or a complaint
            sys.stdout.flush()
            raise
    except KeyboardInterrupt:
        complain("interrupted")
    except BrokenPipeError:
        pass
    except OSError as error:
        what = "cannot write" if error.filename is None else os.fsdecode(error.filename)
        complain(f"{what}: {error.strerror or error}")
    except Exception as error:
        complain(own_fault(error))
        if sys.flags.dev_mode:
            import traceback

            traceback.print_exc()
    return give_up()


def own_fault(error: Exception) -> str:
    """Say what failed that is no fault of a stream or a user."""
    if isinstance(error, MemoryError):
        return "out of memory"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return f"a fault of xenstream's own, please report it: {type(error).__name__}: {error}"


def leave(main: Callable[[], int]) -> None:
    """Run a console script, and leave.

    Nothing is left to tidy up, and Python takes some 4 ms over it.
    """
    stop_on_signals()  # first of all: whatever is imported takes its time
    from contextlib import suppress

    _mend_streams()
    status = COULD_NOT_CHECK
    with suppress(Exception):  # without memory, not even the line that says so may be had
        status = main()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


last_words: list[Callable[[], str]] = []
"""What a command has to say where a signal ends it: without any, that it was interrupted."""


def stop_on_signals() -> None:
    """Let SIGINT and SIGTERM end the process at once, with a line, by the signal itself.

    Nothing is raised: an exception out of nowhere could end up anywhere. A shell that starts a
    command in the background lets it ignore SIGINT; it is heard nevertheless.
    """
    # `signal` makes it nicer, which takes a while.
    import _signal  # type: ignore[import-not-found]

    for number in (_signal.SIGINT, _signal.SIGTERM):
        _signal.signal(number, _stop)


def _stop(number: int, _: object) -> None:
    """Say what is to be said, and die of the signal, as the shell expects of whom it ends."""
    import _signal

    _signal.signal(number, _signal.SIG_DFL)
    # Nothing else is imported: what it came in the middle of may be that very import.
    try:  # noqa: SIM105
        sys.stdout.flush()
    except Exception:  # it is being written to, or nobody reads
        pass
    try:
        said = "".join(last() for last in last_words) or f"xenstream: interrupted\n{_unfinished()}"
        if os.isatty(2):
            said = f"\r\033[K{said}"  # in place of what tells how far it is
        os.write(2, said.encode(errors="backslashreplace"))
    except Exception:  # nobody hears it
        pass
    os.kill(os.getpid(), number)
    os._exit(COULD_NOT_CHECK)


def _unfinished() -> str:
    """Give a line for each file that stays under its other name."""
    kept_file = sys.modules.get("xenstream.octets.kept_file")
    lefts = [] if kept_file is None else [one.left() or "" for one in kept_file.unfinished]
    shown = (
        "".join(each if each.isprintable() else ascii(each)[1:-1] for each in left)
        for left in lefts
    )
    return "".join(f"xenstream: {left}\n" for left in shown)


def _mend_streams() -> None:
    """Let any text be written, and let what is closed stay so.

    The next file that is opened would get its number, and be read or written in its place. What
    is written to standard output fails then; there is nobody to be told on standard error.
    """
    import io

    if sys.stdin is None:
        _occupy(0, os.O_WRONLY)
    for number, name in ((1, "stdout"), (2, "stderr")):
        stream = getattr(sys, name)
        if stream is None:
            _occupy(number, os.O_RDONLY if number == 1 else os.O_WRONLY)
            setattr(sys, name, open(number, "w", encoding="utf-8", closefd=False))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _occupy(number: int, mode: int) -> None:
    """Give a descriptor's number to nothing."""
    null = os.open(os.devnull, mode)
    if null != number:
        os.dup2(null, number)
        os.close(null)


def _run(arguments: list[str] | None) -> int:
    from xenstream.cli.plain import asked_of

    run: Callable[[Any], int]
    asked: Any = asked_of(sys.argv[1:] if arguments is None else arguments)
    if asked is not None:
        from xenstream.cli import verify

        run = verify.run
    else:
        from xenstream.cli.parser import parse

        run, asked = parse(arguments)
    status = run(asked)
    sys.stdout.flush()
    return status


def complain(message: str) -> None:
    """Say on standard error what went wrong, in one line."""
    from contextlib import suppress

    line = f"xenstream: {message}\n"
    with suppress(OSError):
        if not line[:-1].isprintable():
            from xenstream.report.text import escape

            line = escape(line[:-1]) + "\n"
        sys.stderr.write(line)


def give_up() -> int:
    """Drop what standard output cannot take, so that Python does not complain once more."""
    from contextlib import suppress

    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    return COULD_NOT_CHECK
