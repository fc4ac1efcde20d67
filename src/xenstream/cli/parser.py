"""The parser of the command line."""

from __future__ import annotations

import argparse
import sys

from xenstream._version import __version__
from xenstream.cli import diff, explain, memory, rules, show, tee, verify
from xenstream.cli import list as listing
from xenstream.cli.terminal import columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import NoReturn


class _Formatter(argparse.HelpFormatter):
    """argparse's own, which would import shutil and three compressors to learn the width."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=max(columns() - 2, 20))


class _Parser(argparse.ArgumentParser):
    """argparse's own with that formatter, also for the subcommands."""

    commands: Collection[str] = ()
    """Of the whole command line: its subcommands."""

    def __init__(self, **options: object) -> None:
        super().__init__(formatter_class=_Formatter, **options)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where to read on: the usage has a dozen lines."""
        from xenstream.cli import COULD_NOT_CHECK
        from xenstream.report.text import escape

        hint = f"`{self.prog} --help` lists what there is"
        self.exit(COULD_NOT_CHECK, f"{self.prog}: {escape(message)}\n{self.prog}: {hint}\n")


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Parse the command line, and give its options, with `run`, the function of the subcommand.

    Raises:
        SystemExit: it is wrong, or asks for help only; what is to be said was said.

    """
    words = sys.argv[1:] if arguments is None else arguments
    top = parser()
    if words and words[0] not in top.commands and not words[0].startswith("-"):
        return _no_command(words[0], top.commands)
    options, unknown = top.parse_known_args(_without_swallowing(words))
    if unknown:
        top.prog = f"xenstream {words[0]}"  # whose help tells of them
        top.error(f"unrecognized arguments: {' '.join(unknown)}")
    return options


def _no_command(word: str, commands: Collection[str]) -> NoReturn:
    import os

    from xenstream.cli import COULD_NOT_CHECK
    from xenstream.report.text import escape

    hint = f"the commands are {', '.join(commands)}"
    if os.path.exists(word):
        hint = f"to verify a file: xenstream verify {word}"
    print(
        f"xenstream: no such command: {escape(repr(word))}\nxenstream: {escape(hint)}",
        file=sys.stderr,
    )
    sys.exit(COULD_NOT_CHECK)


def _without_swallowing(words: list[str]) -> list[str]:
    """Give the words with options closed whose value may be left out: it is not the next FILE."""
    values = {"--follow": (_is_number, str(verify.PATIENCE)), "--dask": (_is_scheduler, "")}
    given: list[str] = []
    for at, word in enumerate(words):
        if word == "--":
            return given + words[at:]
        is_value, default = values.get(word, (None, ""))
        is_bare = is_value is not None and not is_value("".join(words[at + 1 : at + 2]))
        given.append(f"{word}={default}" if is_bare else word)
    return given


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True


def _is_scheduler(word: str) -> bool:
    scheme, colon, _ = word.partition("://")
    if colon:
        return scheme in ("tcp", "tls", "ws", "wss", "ucx")
    return word.rpartition(":")[2].isdecimal() and ":" in word


def parser() -> _Parser:
    """Give the parser; what it parses has `run`, the function of the subcommand."""
    top = _Parser(
        prog="xenstream", description="Verifies and explains saved and migrating Xen domains."
    )
    top.add_argument("--version", action="version", version=f"xenstream {__version__}")
    # With `prog` said, argparse does not lay out a usage line at every start.
    commands = top.add_subparsers(
        title="commands", metavar="COMMAND", required=True, prog="xenstream"
    )
    show.add(commands)
    verify.add(commands)
    listing.add(commands)
    diff.add(commands)
    tee.add(commands)
    memory.add(commands)
    rules.add(commands)
    explain.add(commands)
    top.commands = commands.choices
    return top
