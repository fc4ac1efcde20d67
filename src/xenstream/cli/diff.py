"""`xenstream diff`: tells what differs between two streams."""

from __future__ import annotations

import sys
from contextlib import ExitStack

from xenstream.cli import COULD_NOT_CHECK

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from xenstream.memory.differences import MemoryDifferences
    from xenstream.tree.compare import Side

SAME, DIFFER = 0, 1


def add(commands: Any) -> None:
    """Add the subcommand to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "diff",
        help="tell what differs between two streams",
        description="Tell what differs between two streams: headers, configuration, policies,"
        " registers and devices field by field, and memory. A report of `show -o json` may stand"
        " for a stream; its memory is not compared.",
        epilog="Exit status: 0 they are the same, 1 they differ, 2 one could not be read.",
    )
    parser.add_argument("a", metavar="A")
    parser.add_argument("b", metavar="B")
    parser.add_argument("-o", "--output", choices=("text", "json"), default="text")
    parser.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="PATH",
        help="leave out a field and what is in it, as in HVM_CONTEXT/CPU/tsc; may be repeated",
    )
    parser.add_argument("--no-memory", action="store_true", help="do not compare memory")
    parser.add_argument("--no-pager", action="store_true", help="never use a pager")
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="(default: auto)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare, and give the exit status."""
    from xenstream.cli.paging import Paged
    from xenstream.cli.terminal import wants_color
    from xenstream.report.differences import as_json, as_text
    from xenstream.tree.compare import compare
    from xenstream.tree.paths import Pattern

    sides: list[dict[str, Side]] = []
    for path in (options.a, options.b):
        try:
            sides.append(_items(path))
        except (OSError, ValueError) as error:
            return _trouble(path, error)
    try:
        ignored = [Pattern(text) for text in options.ignore]
        differences = list(compare(sides[0], sides[1], ignored))
    except ValueError as error:
        return _trouble(f"{options.a} and {options.b}", error)
    memory = None
    if not options.no_memory:
        try:
            memory = _memory(options.a, options.b)
        except (OSError, ValueError) as error:
            return _trouble("memory", error)
    with Paged(not options.no_pager) as out:
        if options.output == "json":
            for piece in as_json(options.a, options.b, differences, memory):
                out.write(piece)
        else:
            color = wants_color(options.color, sys.stdout)
            for line in as_text(options.a, options.b, differences, memory, color):
                out.line(line)
        out.flush()
    return DIFFER if differences or memory else SAME


def _trouble(what: str, error: Exception) -> int:
    from xenstream.report.text import escape

    said = getattr(error, "strerror", None) or str(error)
    print(f"xenstream diff: {escape(what)}: {escape(said)}", file=sys.stderr)
    return COULD_NOT_CHECK


def _items(path: str) -> dict[str, Side]:
    """Read what is to be compared of a stream or of a report."""
    from xenstream.tree import saved

    if saved.is_report(path):
        return dict(saved.load(path))
    import xenstream
    from xenstream.octets.again import Again
    from xenstream.tree.compare import items_of
    from xenstream.tree.items import more_of

    again = Again(path)
    with xenstream.open(path) as stream:
        return dict(items_of(stream.items(), lambda item: more_of(item, again)))


def _memory(a: str, b: str) -> MemoryDifferences | None:
    """Compare the memories of two streams, None where one is a report."""
    from xenstream.tree import saved

    if saved.is_report(a) or saved.is_report(b):
        return None
    import xenstream
    from xenstream.memory.differences import compare

    with ExitStack() as open_ones:
        memories = []
        for path in (a, b):
            stream = open_ones.enter_context(xenstream.open(path))
            memories.append(open_ones.enter_context(stream.memory()))
        return compare(*memories)
