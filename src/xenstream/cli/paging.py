"""Long output on a terminal goes through a pager, as git's does; and a reader may go away."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from subprocess import Popen
    from typing import Any


class Paged:
    """Where a command writes its lines: standard output, or a pager before it.

    The pager is what XENSTREAM_PAGER or PAGER says, less without them; `cat` or nothing for none.
    Whoever leaves it early has seen enough: the command ends, as where nobody reads a pipe.
    """

    def __init__(self, wanted: bool) -> None:
        """Take whether a pager is wanted; it is only used on a terminal."""
        self._wanted = wanted and sys.stdout.isatty()
        self._pager: Popen[str] | None = None
        self._before: Any = None

    def __enter__(self) -> Paged:
        command = os.environ.get("XENSTREAM_PAGER", os.environ.get("PAGER"))
        if command is None and self._wanted:
            from shutil import which

            command = which("less") or ""  # a bare system has none
        command = command or ""
        if self._wanted and command.strip() not in ("", "cat"):
            import signal
            import subprocess

            # As git sets them: less leaves what fits the screen, and shows colours.
            environment = {"LESS": "FRX", "LV": "-c", **os.environ}
            self._pager = subprocess.Popen(
                command,
                shell=True,
                stdin=subprocess.PIPE,
                text=True,
                errors="backslashreplace",
                env=environment,
            )
            # Ctrl-C is the pager's, which waits for more no longer then. If we went, it would have
            # the terminal together with the shell.
            self._before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        return self

    def __exit__(self, *_: object) -> None:
        pager = self._pager
        if pager is None:
            return
        if pager.stdin is not None:
            with suppress(BrokenPipeError):
                pager.stdin.close()
        pager.wait()
        import signal

        signal.signal(signal.SIGINT, self._before)

    def write(self, text: str) -> None:
        """Write.

        Raises:
            OSError: nothing is taken any more, as where the pager was left.

        """
        stream = sys.stdout if self._pager is None else self._pager.stdin
        assert stream is not None
        stream.write(text)

    def line(self, text: str = "") -> None:
        """Write a line."""
        self.write(f"{text}\n")

    def flush(self) -> None:
        """Hand over what was written."""
        if self._pager is None:
            sys.stdout.flush()
