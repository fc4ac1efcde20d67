"""What a terminal is, what its user wants of it, and how FILEs are named there."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO


def lacks_input(command: str) -> bool:
    """Tell whether standard input is a terminal, where a stream is read from it, and say so."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    print(f"xenstream {command}: give a FILE, or a stream on standard input", file=sys.stderr)
    return True


def shown(file: str) -> str:
    """Give a FILE as it may be shown: of a URL no password and no signature."""
    if "://" not in file:
        return file
    from xenstream.octets.remote import without_password

    return without_password(file)


def is_plain() -> bool:
    """Tell whether the user asked for plain text: NO_COLOR is set, or the terminal is dumb."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def wants_color(choice: str, stream: IO[str]) -> bool:
    """Tell whether to colour what goes to `stream`, by the choice auto, always or never."""
    if choice == "auto":
        return stream.isatty() and not is_plain()
    return choice == "always"


def columns() -> int:
    """Give the width of the terminal: COLUMNS, or what standard error is, or 80."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
