"""A line on standard error that tells how far a long verification is."""

from __future__ import annotations

import sys
import time

from xenstream.cli.terminal import columns, is_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.judge.judge import Observer
    from xenstream.walk.walker import Item

_PATIENCE = 0.5  # seconds before the first line, so that short work shows none
_PERIOD = 0.1


def is_shown(quiet: bool) -> bool:
    """Tell whether progress is shown: on a terminal, unless the user wants to see nothing."""
    return not quiet and sys.stderr.isatty() and not is_plain()


class Progress:
    """A context in which progress is shown, where it is."""

    def __init__(self, name: str, shown: bool) -> None:
        """Take what is verified, and whether its progress is shown."""
        self._name = name
        self._wanted = shown
        self._next = time.monotonic() + _PATIENCE
        self._shown = False

    def observer(self) -> Observer | None:
        """Give what is to be told of each item, None where nothing is shown."""
        return self.see if self._wanted else None

    def see(self, item: Item, position: int, end: int | None) -> None:  # noqa: ARG002
        """Show how far it is, if it is time."""
        now = time.monotonic()
        if not self._wanted or now < self._next:
            return
        self._next = now + _PERIOD
        self._show(position, end)

    def _show(self, position: int, end: int | None) -> None:
        from xenstream.report.text import escape

        done = f"{position / (1 << 20):.0f} MiB"
        if end:
            share = min(1.0, position / end)
            filled = int(share * 20)
            done = f"[{'#' * filled}{'.' * (20 - filled)}] {share:4.0%} {done}"
        width = columns() - 1
        line = f"{done} {escape(self._name)}"
        sys.stderr.write(f"\r{line[:width]}\033[K")
        sys.stderr.flush()
        self._shown = True

    def clear(self) -> None:
        """Take the line away, before something else is printed."""
        if self._shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
            self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()
