"""A file that was split: `image.aa` beside `image.ab`, `image.001` beside `image.002`."""

from __future__ import annotations

import os

_MOST_DIGITS = 6


def tell(command: str, path: str) -> None:
    """Say on standard error how a stream that is cut is read, where this is the first part."""
    pattern = joined(path)
    if pattern is not None:
        import sys

        from xenstream.report.text import escape

        said = f"{path} is followed by another part: join them, as in `cat {pattern} | xenstream"
        sys.stdout.flush()
        print(f"xenstream {command}: {escape(said)} {command} -`", file=sys.stderr)


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
    if not os.path.isfile(name + following):
        return None
    from shlex import quote

    # What is an option to cat is none with its folder.
    begin = f"./{name}" if name.startswith("-") else name
    return (quote(begin) if begin else "") + "?" * len(suffix)
