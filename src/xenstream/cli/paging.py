"""Long output on a terminal goes through a pager, as git's does; and a reader may go away."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from subprocess import Popen


class Paged:
    """Where a command writes its lines: standard output, or a pager before it.

    The pager is what XENSTREAM_PAGER or PAGER says, less without them; `cat` or nothing for none.
    Whoever leaves it early has seen enough: nothing more is written then, and nothing is raised.
    """

    def __init__(self, wanted: bool) -> None:
        """Take whether a pager is wanted; it is only used on a terminal."""
        self._wanted = wanted and sys.stdout.isatty()
        self._pager: Popen[str] | None = None
        self._is_left = False

    def __enter__(self) -> Paged:
        command = os.environ.get("XENSTREAM_PAGER", os.environ.get("PAGER"))
        if command is None and self._wanted:
            from shutil import which

            command = which("less") or ""  # a bare system has none
        command = command or ""
        if self._wanted and command.strip() not in ("", "cat"):
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
        return self

    def __exit__(self, *_: object) -> None:
        pager = self._pager
        if pager is None:
            return
        if pager.stdin is not None:
            with suppress(BrokenPipeError):
                pager.stdin.close()
        while True:
            try:
                pager.wait()
                return
            except KeyboardInterrupt:
                continue  # it is the pager's to end

    def write(self, text: str) -> None:
        """Write, unless the pager was left.

        Raises:
            OSError: standard output takes nothing, as where nobody reads it any more.

        """
        if self._pager is None:
            sys.stdout.write(text)
        elif self._pager.stdin is not None and not self._is_left:
            try:
                self._pager.stdin.write(text)
            except BrokenPipeError:
                self._is_left = True

    def line(self, text: str = "") -> None:
        """Write a line."""
        self.write(f"{text}\n")

    def flush(self) -> None:
        """Hand over what was written."""
        if self._pager is None:
            sys.stdout.flush()
