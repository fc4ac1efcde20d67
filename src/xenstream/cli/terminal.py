"""What a terminal is, and what its user wants of it."""

from __future__ import annotations

import os
from typing import IO


def is_plain() -> bool:
    """Tell whether the user asked for plain text: NO_COLOR is set, or the terminal is dumb."""
    return bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def wants_color(choice: str, stream: IO[str]) -> bool:
    """Tell whether to colour what goes to `stream`, by the choice auto, always or never."""
    if choice == "auto":
        return stream.isatty() and not is_plain()
    return choice == "always"
