"""`xenstream diff`: tells what differs between two streams."""

from __future__ import annotations

import sys
from contextlib import ExitStack

from xenstream.cli import COULD_NOT_CHECK, timeout
from xenstream.cli.terminal import shown
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from xenstream.memory.differences import MemoryDifferences
    from xenstream.memory.memory import Memory
    from xenstream.octets.source import Source
    from xenstream.tree.compare import Difference, Side

SAME, DIFFER = 0, 1
_STANDARD_INPUT = "-"


def add(commands: Any) -> None:
    """Add the subcommand to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "diff",
        help="show what differs between two streams",
        description="Show what differs between two streams: headers, configuration, policies,"
        " registers and devices field by field, and memory. A report of `show -o json` may stand"
        " for a stream; its memory is not compared.",
        epilog="Exit status: 0 they are the same, 1 they differ, 2 one could not be read, or not"
        " all of it compared and the rest is the same.",
    )
    parser.add_argument("a", metavar="A", help="a stream or a report; - is standard input")
    parser.add_argument("b", metavar="B", help="another")
    parser.add_argument("-o", "--output", choices=("text", "json"), default="text")
    parser.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="PATH",
        help="leave out a field and what is in it, as in HVM_CONTEXT/CPU/tsc; may be repeated",
    )
    parser.add_argument("--no-memory", action="store_true", help="do not compare memory")
    timeout.add(parser, "the comparison")
    parser.add_argument("--no-pager", action="store_true", help="never use a pager")
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="(default: auto)"
    )
    parser.set_defaults(run=run, asked=Asked)


class Asked(NamedTuple):
    """What is asked for."""

    a: str
    b: str
    output: str
    ignore: tuple[str, ...]
    no_memory: bool
    timeout: float | None
    no_pager: bool
    color: str


def run(asked: Asked) -> int:
    """Compare, and give the exit status."""
    from xenstream.cli.paging import Paged
    from xenstream.cli.terminal import wants_color
    from xenstream.report.differences import as_json, as_text

    if asked.a == asked.b == _STANDARD_INPUT:
        return _refuse("only one of the two can be standard input")
    comparing = _Comparing(asked)
    try:
        with timeout.Timeout(asked.timeout):
            found = comparing.run()
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        return _refuse(f"{comparing.at}: {said}")
    differences, memory, lacks = found
    with Paged(not asked.no_pager) as out:
        if asked.output == "json":
            for piece in as_json(shown(asked.a), shown(asked.b), differences, memory):
                out.write(piece)
        else:
            color = wants_color(asked.color, sys.stdout)
            for line in as_text(shown(asked.a), shown(asked.b), differences, memory, color):
                out.line(line)
        out.flush()
    for lack in lacks:
        _refuse(f"not compared: {lack}")
    if differences or memory:
        return DIFFER
    return COULD_NOT_CHECK if lacks else SAME


def _refuse(message: str) -> int:
    from xenstream.report.text import escape

    sys.stdout.flush()
    print(f"xenstream diff: {escape(message)}", file=sys.stderr)
    return COULD_NOT_CHECK


class Found(NamedTuple):
    """What came of a comparison."""

    differences: list[Difference]
    memory: MemoryDifferences | None
    """None where it was not compared."""
    lacks: list[str]
    """What could not be compared, a line each."""


class _Read(NamedTuple):
    """One of the two, read."""

    items: dict[str, Side]
    memory: Memory | None


class _Comparing:
    """Each of the two is read once, from its beginning to its end, since it may be a pipe."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._lacks: list[str] = []
        self._with_memory = not asked.no_memory
        self._with_report = False
        self.at: str = shown(asked.a)
        """What is being read, for whoever has to say that it cannot be."""

    def run(self) -> Found:
        """Compare the two.

        Raises:
            OSError: one cannot be read.
            ValueError: one is no stream, or has too much in it.

        """
        from xenstream.octets.source import opened
        from xenstream.tree import saved
        from xenstream.tree.compare import compare
        from xenstream.tree.paths import Pattern

        asked = self._asked
        ignored = [Pattern(text) for text in asked.ignore]
        with ExitStack() as open_ones:
            sources, are_reports = [], []
            for path in (asked.a, asked.b):
                self.at = shown(path)
                source = open_ones.enter_context(opened(0 if path == _STANDARD_INPUT else path))
                sources.append(source)
                are_reports.append(saved.is_report(source))
            self._with_report = any(are_reports)
            self._with_memory &= not self._with_report
            sides = []
            for path, source, is_report in zip((asked.a, asked.b), sources, are_reports):
                self.at = shown(path)
                read = self._report if is_report else self._stream
                sides.append(read(path, source, open_ones))
            self.at = f"{shown(asked.a)} and {shown(asked.b)}"
            differences = list(compare(sides[0].items, sides[1].items, ignored))
            memory = self._memory(sides[0].memory, sides[1].memory)
        return Found(differences, memory, self._lacks)

    def _report(self, path: str, source: Source, _: ExitStack) -> _Read:
        from xenstream.tree import saved

        items, lacks = saved.load(source)
        self._lack(path, lacks)
        return _Read(items, None)

    def _stream(self, path: str, source: Source, open_ones: ExitStack) -> _Read:
        from xenstream.memory.memory import Memory
        from xenstream.memory.stream import open
        from xenstream.tree.compare import Reading

        if not source.peek(1):
            raise ValueError("it is empty")
        stream = open_ones.enter_context(open(source))
        reading = Reading(None if self._with_report else stream.source)
        memory = None
        if self._with_memory:
            memory = Memory(stream, observer=reading.see, beyond=reading.beyond)
            open_ones.enter_context(memory)
            self._lack(path, memory.lacks())
        else:
            for item in stream.items(beyond=reading.beyond):
                reading.see(item)
        self._lack(path, reading.lacks)
        return _Read(reading.items, memory)

    def _lack(self, path: str, lacks: list[str]) -> None:
        self._lacks += [f"{path}: {lack}" for lack in lacks]

    def _memory(self, a: Memory | None, b: Memory | None) -> MemoryDifferences | None:
        if a is None or b is None:
            return None
        from xenstream.memory.differences import compare

        return compare(a, b)
