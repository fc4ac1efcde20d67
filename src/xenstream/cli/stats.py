"""`xenstream stats`: tells what a stream sends."""

from __future__ import annotations

import sys

from xenstream.cli import COULD_NOT_CHECK, timeout
from xenstream.cli.progress import Progress, is_shown
from xenstream.cli.terminal import lacks_input, shown
from xenstream.format.names import FORMATS
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from xenstream.stats.count import Statistics

_STANDARD_INPUT = "-"


def add(commands: Any) -> None:
    """Add the subcommand to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "stats",
        help="count what a stream sends: passes, resends, checkpoints",
        description="Count what a stream sends: pfns by type, how often they were sent, the passes"
        " of a live migration, the checkpoints of Remus and COLO.",
        epilog="Exit status: 0 all was counted, 1 the stream is broken and what it has was counted,"
        " 2 could not be read.",
    )
    parser.add_argument(
        "file",
        nargs="?",
        default=_STANDARD_INPUT,
        metavar="FILE",
        help="a stream; - or none is standard input",
    )
    parser.add_argument(
        "--contents",
        action="store_true",
        help="read the pages too: those that are zero, copies of another, or sent again unchanged",
    )
    parser.add_argument(
        "-o", "--output", choices=("text", "json"), default="text", help="(default: text)"
    )
    parser.add_argument(
        "--picture",
        metavar="FILE.html|FILE.svg",
        help="a map of memory and the passes as one file",
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="auto", help="what the stream is (default: auto)"
    )
    timeout.add(parser, "the stream")
    parser.set_defaults(run=run, asked=Asked)


class Asked(NamedTuple):
    """What is asked for."""

    file: str
    contents: bool
    output: str
    picture: str | None
    format: str
    timeout: float | None


def run(asked: Asked) -> int:
    """Count, tell, and give the exit status."""
    from xenstream.memory.stream import open as open_stream
    from xenstream.octets.kept_file import RefusedError
    from xenstream.stats.count import count

    if asked.picture is not None and not asked.picture.endswith((".html", ".svg")):
        return _refuse("--picture takes a name that ends in .html or .svg")
    readable = 0 if asked.file == _STANDARD_INPUT else asked.file
    name = shown(asked.file)
    asked = asked._replace(file=name)
    if name == _STANDARD_INPUT and lacks_input("stats"):
        return COULD_NOT_CHECK
    try:
        with (
            timeout.Timeout(asked.timeout),
            open_stream(readable, format=asked.format) as stream,
            Progress(name, is_shown(quiet=False)) as progress,
        ):
            tell, source = progress.observer(), stream.source
            see = None if tell is None else lambda item: tell(item, source.position, source.end)
            statistics = count(stream, contents=asked.contents, observer=see)
            if asked.picture is not None:
                from xenstream.stats.picture import write

                write(asked.picture, statistics, name, stream.descriptors())
    except (RefusedError, ValueError) as error:
        return _refuse(str(error) if isinstance(error, RefusedError) else f"{name}: {error}")
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else name
        return _refuse(f"{where}: {error.strerror or error}")
    _tell(asked, statistics)
    for lack in statistics.lacks:
        _complain(f"{name}: not all was counted: {lack}")
    if not statistics.lacks:
        return 0
    from xenstream.cli import parts

    parts.tell("stats", name)
    return 1


def _tell(asked: Asked, statistics: Statistics) -> None:
    from xenstream.stats import text

    if asked.output == "json":
        from xenstream.report.json import dumps

        print(dumps(text.as_json(statistics, asked.file), indent=2))
        return
    from xenstream.report.text import escape

    for line in text.lines(statistics):
        print(f"{escape(asked.file)}: {escape(line)}")


def _refuse(message: str) -> int:
    _complain(message)
    return COULD_NOT_CHECK


def _complain(message: str) -> None:
    from xenstream.report.text import escape

    sys.stdout.flush()
    print(f"xenstream stats: {escape(message)}", file=sys.stderr)
