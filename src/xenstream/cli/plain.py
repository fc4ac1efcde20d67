"""`xenstream verify [-q] FILE ...`, which most calls are: argparse takes a sixth of their time."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


class _Options:
    """What the parser gives for these words; a test compares them."""

    offset = 0
    follow = timeout = max_unpacked = dask = None
    back_channel = False
    format = profile = xen = host_policy = select = ignore = severity = config = None
    output = max_findings = baseline = hex = None
    verbose = False
    color = "auto"

    def __init__(self, files: list[str], quiet: bool) -> None:
        from xenstream.cli import verify

        self.files = files
        self.fd: list[int] = []
        self.quiet = quiet
        self.run = verify.run


def options_of(words: list[str]) -> argparse.Namespace | None:
    """Give the options of a plain `verify`, None where the parser has to read the words."""
    if len(words) < 2 or words[0] != "verify":
        return None
    files = [word for word in words[1:] if not word.startswith("-") or word == "-"]
    others = [word for word in words[1:] if word.startswith("-") and word != "-"]
    if others not in ([], ["-q"]):
        return None
    return _Options(files, bool(others))  # type: ignore[return-value]
