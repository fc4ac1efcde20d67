"""`xenstream verify [-q] [--format NAME] FILE ...`, as most calls are.

Argparse takes a sixth of their time.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


class _Options:
    """What the parser gives for these words; a test compares them."""

    offset = 0
    follow = timeout = max_unpacked = dask = None
    back_channel = False
    profile = xen = host_policy = select = ignore = severity = config = None
    output = max_findings = baseline = hex = None
    verbose = False
    color = "auto"

    def __init__(self, files: list[str], quiet: bool, form: str | None) -> None:
        from xenstream.cli import verify

        self.files = files
        self.fd: list[int] = []
        self.quiet = quiet
        self.format = form
        self.run = verify.run


def options_of(words: list[str]) -> argparse.Namespace | None:
    """Give the options of a plain `verify`, None where the parser has to read the words."""
    if len(words) < 2 or words[0] != "verify":
        return None
    files: list[str] = []
    quiet, form = False, None
    rest = iter(words[1:])
    for word in rest:
        if word == "-" or not word.startswith("-"):
            files.append(word)
        elif word == "-q" and not quiet:
            quiet = True
        elif word == "--format" and form is None:
            from xenstream.format.names import FORMATS

            form = next(rest, "")
            if form not in FORMATS:
                return None
        else:
            return None
    if not files:
        return None
    return _Options(files, quiet, form)  # type: ignore[return-value]
