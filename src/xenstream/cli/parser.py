"""The parser of the command line."""

from __future__ import annotations

import argparse
import sys

from xenstream._version import __version__
from xenstream.cli.terminal import columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn

    from _typeshed import SupportsWrite

COMMANDS = (
    "show",
    "verify",
    "list",
    "diff",
    "tee",
    "memory",
    "stats",
    "redact",
    "rules",
    "explain",
    "volatility-path",
    "completion",
)
"""Each has a module of its name, with _ for -."""


_LIKE = 0.75  # of an option's letters


class _Formatter(argparse.HelpFormatter):
    """argparse's own, which would import shutil and three compressors to learn the width."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=max(columns() - 2, 20))


class _Parser(argparse.ArgumentParser):
    """argparse's own with that formatter, also for the subcommands."""

    commands: dict[str, _Parser] = {}
    """Of the whole command line: its subcommands."""

    def __init__(self, **options: object) -> None:
        super().__init__(formatter_class=_Formatter, **options)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where to read on: the usage has a dozen lines."""
        from xenstream.cli import COULD_NOT_CHECK
        from xenstream.report.text import escape

        hint = self._meant(message) or f"`{self.prog} --help` lists what there is"
        if message.startswith("argument ") and ": invalid " in message and " value: " in message:
            option, _, rest = message[len("argument ") :].partition(": invalid ")
            kind, _, value = rest.partition(" value: ")
            message = f"{option}: {value} is no {kind}"
        self.exit(COULD_NOT_CHECK, f"{self.prog}: {escape(message)}\n{self.prog}: {escape(hint)}\n")

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Write, as argparse does, but not without a word where that fails."""
        target = file or sys.stderr
        if message and target is not None:
            target.write(message)

    def _meant(self, message: str) -> str | None:
        """Say which option was meant, where one is much like a word that is none."""
        if not message.startswith("unrecognized arguments"):
            return None
        from difflib import get_close_matches

        known = [option for option in self._option_string_actions if option.startswith("--")]
        for word in message.split():
            if word.startswith("--"):
                option = word.partition("=")[0]
                near = [] if option in known else get_close_matches(option, known, 1, _LIKE)
                if near:
                    return f"did you mean {near[0]}?"
        return None

    def format_help(self) -> str:
        """Give argparse's own help, and two examples."""
        from xenstream.cli.examples import EXAMPLES

        examples = EXAMPLES.get(self.prog.rpartition(" ")[2], ())
        said = "".join(f"  {line}\n" for line in examples)
        return super().format_help() + (f"\nexamples:\n{said}" if said else "")


def parse(arguments: list[str] | None) -> tuple[Callable[[Any], int], Any]:
    """Parse the command line, and give the function of the command, and what it is asked.

    Raises:
        SystemExit: it is wrong, or asks for help only; what is to be said was said.

    """
    words = sys.argv[1:] if arguments is None else arguments
    if words and words[0] not in COMMANDS and _is_file(words[0]):
        words = ["show", *words]
    if words and words[0] not in COMMANDS and not words[0].startswith("-"):
        return _no_command(words[0])
    top = parser(words[0] if words else None)
    options, unknown = top.parse_known_args(_without_swallowing(words))
    if unknown:
        top.commands[words[0]].error(f"unrecognized arguments: {' '.join(unknown)}")
    given = (getattr(options, name) for name in options.asked._fields)
    asked = options.asked(*(tuple(one) if isinstance(one, list) else one for one in given))
    return options.run, asked


def _is_file(word: str) -> bool:
    """Tell whether a word in the place of a command is a file, a URL, or standard input."""
    import os

    is_named = not word.startswith("-") and (os.path.exists(word) or "://" in word)
    return word == "-" or is_named


def _no_command(word: str) -> NoReturn:
    from difflib import get_close_matches

    from xenstream.cli import COULD_NOT_CHECK
    from xenstream.report.text import escape

    near = get_close_matches(word, COMMANDS, 1)
    hint = f"did you mean {near[0]}?" if near else f"the commands are {', '.join(COMMANDS)}"
    what = "file" if "/" in word or "." in word else "command"
    print(
        f"xenstream: no such {what}: {escape(repr(word))}\nxenstream: {hint}",
        file=sys.stderr,
    )
    sys.exit(COULD_NOT_CHECK)


def _without_swallowing(words: list[str]) -> list[str]:
    """Give the words with options closed whose value may be left out: it is not the next FILE."""
    if not _MAY_BE_BARE & set(words):
        return words
    from xenstream.cli.verify import PATIENCE

    values = {"--follow": (_is_number, str(PATIENCE)), "--dask": (_is_scheduler, "")}
    given: list[str] = []
    for at, word in enumerate(words):
        if word == "--":
            return given + words[at:]
        is_value, default = values.get(word, (None, ""))
        is_bare = is_value is not None and not is_value("".join(words[at + 1 : at + 2]))
        given.append(f"{word}={default}" if is_bare else word)
    return given


_MAY_BE_BARE = {"--follow", "--dask"}


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


def parser(only: str | None = None) -> _Parser:
    """Give the parser; what it parses has a command's `run`, and `asked`, the type of its options.

    With `only`, one of COMMANDS, it has that command alone, and no other is imported.
    """
    from importlib import import_module

    top = _Parser(
        prog="xenstream", description="Verifies and explains saved and migrating Xen domains."
    )
    top.add_argument("--version", action="version", version=f"xenstream {__version__}")
    # With `prog` said, argparse does not lay out a usage line at every start.
    commands = top.add_subparsers(
        title="commands", metavar="COMMAND", required=True, prog="xenstream"
    )
    for name in (only,) if only in COMMANDS else COMMANDS:
        import_module(f"xenstream.cli.{name.replace('-', '_')}").add(commands)
    top.commands = commands.choices
    return top
