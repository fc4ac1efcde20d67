"""The parser of the command line."""

from __future__ import annotations

import argparse

from xenstream._version import __version__
from xenstream.cli import explain, memory, rules, tee, verify
from xenstream.cli.terminal import columns


class _Formatter(argparse.HelpFormatter):
    """argparse's own, which would import shutil and three compressors to learn the width."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=max(columns() - 2, 20))


class _Parser(argparse.ArgumentParser):
    """argparse's own with that formatter, also for the subcommands."""

    def __init__(self, **options: object) -> None:
        super().__init__(formatter_class=_Formatter, **options)  # type: ignore[arg-type]


def parser() -> argparse.ArgumentParser:
    """Give the parser; what it parses has `run`, the function of the subcommand."""
    top = _Parser(
        prog="xenstream", description="Verifies and explains saved and migrating Xen domains."
    )
    top.add_argument("--version", action="version", version=f"xenstream {__version__}")
    # With `prog` said, argparse does not lay out a usage line at every start.
    commands = top.add_subparsers(
        title="commands", metavar="COMMAND", required=True, prog="xenstream"
    )
    verify.add(commands)
    tee.add(commands)
    memory.add(commands)
    rules.add(commands)
    explain.add(commands)
    return top
