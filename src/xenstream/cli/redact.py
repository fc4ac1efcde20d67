"""`xenstream redact`: writes a copy that can be shown to others."""

from __future__ import annotations

import sys

from xenstream.cli import COULD_NOT_CHECK, timeout
from xenstream.cli.terminal import shown
from xenstream.format.names import FORMATS
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

_STANDARD_INPUT = "-"


def add(commands: Any) -> None:
    """Add the subcommand to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "redact",
        help="write a copy without the guest's secrets, to show to others",
        description="Write a copy of a stream that has the same verdicts, codes and offsets in"
        " every profile, and nothing of the guest except what these depend on. It is for verdicts:"
        " no guest runs from it.",
        epilog="Exit status: 0 the copy was written, 2 it could not be.",
    )
    parser.add_argument("file", metavar="IN", help="a stream; - is standard input")
    parser.add_argument("output", metavar="OUT", help="the file to write")
    parser.add_argument(
        "--format", choices=FORMATS, default="auto", help="what the stream is (default: auto)"
    )
    timeout.add(parser, "the stream")
    parser.add_argument("-q", "--quiet", action="store_true", help="do not list what was kept")
    parser.set_defaults(run=run, asked=Asked)


class Asked(NamedTuple):
    """What is asked for."""

    file: str
    output: str
    format: str
    timeout: float | None
    quiet: bool


def run(asked: Asked) -> int:
    """Write the copy, and give the exit status."""
    from xenstream.memory.words import size_of
    from xenstream.octets.kept_file import RefusedError
    from xenstream.redact.redact import DiffersError, redact
    from xenstream.report.text import escape
    from xenstream.walk.stream import NotAStreamError, Stream

    name = shown(asked.file)
    readable = 0 if asked.file == _STANDARD_INPUT else asked.file
    left: list[str] = []
    try:
        with (
            timeout.Timeout(asked.timeout),
            Stream.of(readable, asked.format, 0, None) as stream,
        ):
            done = redact(stream, asked.output, left.append)
    except (NotAStreamError, ValueError, DiffersError) as error:
        return _refuse(f"{name}: {error}", *left)
    except RefusedError as error:
        return _refuse(str(error), *left)
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else name
        return _refuse(f"{where}: {error.strerror or error}", *left)
    if not asked.quiet:
        packed = "" if done.packed_by is None else f", not packed ({done.packed_by}) any more"
        told = (
            f"{asked.output}: {size_of(done.octets)} long{packed}, {done.kept} octets kept that"
            " are not zero",
            f"the same verdict, codes and offsets in {done.profiles} profiles and releases",
            "it is for verdicts: no guest runs of it. Lengths are those of the original: of names,"
            " paths and passwords too",
        )
        for line in told:
            print(escape(f"{name}: {line}"))
    return 0


def _refuse(*messages: str) -> int:
    from xenstream.report.text import escape

    sys.stdout.flush()
    for message in messages:
        print(f"xenstream redact: {escape(message)}", file=sys.stderr)
    return COULD_NOT_CHECK
