"""`xenstream verify [-q] [--format NAME] FILE ...`, as most calls are.

Argparse takes a sixth of their time.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.cli.verify import Asked


def asked_of(words: list[str]) -> Asked | None:
    """Give what a plain `verify` is asked, None where the parser has to read the words."""
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
    from xenstream.cli.verify import Asked

    return Asked(tuple(files), quiet, form)
