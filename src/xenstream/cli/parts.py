"""A file that was split: `image.aa` beside `image.ab`, `image.001` beside `image.002`."""

from __future__ import annotations

import os

_MOST_DIGITS = 6


def joined(path: str) -> str | None:
    """Give the pattern of all parts, for a shell, if this is the first and the next one is there.

    The first is all zeros or ones, or all `a`, as split(1) and archivers number them.
    """
    name = path.rstrip("0123456789") if path[-1:].isdigit() else path.rstrip("a")
    suffix = path[len(name) :]
    if suffix.isdigit() and len(suffix) <= _MOST_DIGITS and int(suffix) in (0, 1):
        following = str(int(suffix) + 1).zfill(len(suffix))
    elif 1 < len(suffix) <= _MOST_DIGITS and suffix.isalpha():
        following = suffix[:-1] + "b"
    else:
        return None
    return name + "?" * len(suffix) if os.path.isfile(name + following) else None
