"""`xenstream memory`: writes the guest's memory."""

from __future__ import annotations

import sys

from xenstream.cli import COULD_NOT_CHECK, give_up, timeout
from xenstream.cli.progress import Progress, is_shown
from xenstream.cli.terminal import lacks_input, shown
from xenstream.format.names import FORMATS
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from typing import Any

    from xenstream.memory.files import Written
    from xenstream.memory.gather import Gathered
    from xenstream.memory.ranges import Ranges
    from xenstream.memory.stream import Stream
    from xenstream.walk.walker import Item

    Observer = Callable[[Item], object]

_FORMS = ("raw", "elf", "dump-core")
_STANDARD_INPUT = "-"
_OUT = 1
_MOST_RANGES = 16
_MOST_PFNS = 1 << 40  # no x86 processor addresses more


def add(commands: Any) -> None:
    """Add the subcommand to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "memory",
        help="write the guest's memory",
        description="Write the guest's memory, for debuggers and forensic tools. raw: each page at"
        " its address, in a sparse file. elf: a core for gdb, drgn, crash and Volatility 3."
        " dump-core: what `xl dump-core` writes.",
        epilog="Exit status: 0 all was written, 1 the stream is broken and what it has was written,"
        " 2 could not be read or written.",
    )
    parser.add_argument(
        "file",
        nargs="?",
        default=_STANDARD_INPUT,
        metavar="FILE",
        help="a stream; - or none is standard input",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="the file to write; as OUT.partial until it is whole",
    )
    what.add_argument(
        "--pages",
        type=_pfns,
        metavar="PFN-PFN",
        help="write these pages, both included, to standard output",
    )
    parser.add_argument(
        "--as", dest="form", choices=_FORMS, default="raw", help="OUT's form (default: raw)"
    )
    parser.add_argument(
        "--virtual",
        action="store_true",
        help="with --as elf: what the first vcpu's page tables map, so that gdb reads it",
    )
    parser.add_argument(
        "--checkpoint",
        type=_ordinal,
        metavar="N",
        help="of a checkpointed stream: the memory of its Nth checkpoint, from 1 on (default: the"
        " last that is complete)",
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="auto", help="what the stream is (default: auto)"
    )
    timeout.add(parser, "the stream")
    parser.add_argument("-q", "--quiet", action="store_true", help="print only what is missing")
    parser.set_defaults(run=run, asked=Asked)


class Asked(NamedTuple):
    """What is asked for."""

    file: str
    output: str | None
    pages: range | None
    form: str
    virtual: bool
    checkpoint: int | None
    format: str
    timeout: float | None
    quiet: bool


def run(asked: Asked) -> int:
    """Write memory, and give the exit status."""
    if asked.virtual and asked.form != "elf":
        return _refuse("--virtual needs --as elf")
    if asked.pages is not None and asked.form != "raw":
        return _refuse(f"--pages gives pages as they are, and not as {asked.form}")
    if asked.pages is not None and sys.stdout.isatty():
        return _refuse("standard output is a terminal: give --pages a file or a pipe")
    from xenstream.memory.files import RefusedError
    from xenstream.memory.stream import open as open_stream
    from xenstream.walk.stream import NotAStreamError

    readable = 0 if asked.file == _STANDARD_INPUT else asked.file
    name = shown(asked.file)
    asked = asked._replace(file=name)
    if name == _STANDARD_INPUT and lacks_input("memory"):
        return COULD_NOT_CHECK
    left: list[str] = []
    try:
        with (
            timeout.Timeout(asked.timeout),
            open_stream(readable, format=asked.format) as stream,
            Progress(name, is_shown(asked.quiet)) as progress,
        ):
            see = _observer(progress, stream)
            if asked.output is not None:
                return _file(asked, asked.output, stream, see, left)
            return _pages(asked, stream, see)
    except NotAStreamError as error:
        return _refuse(f"{name}: {error}", *left)
    except RefusedError as error:
        return _refuse(str(error), *left)
    except ValueError as error:
        return _refuse(f"{name}: {error}", *left)
    except BrokenPipeError:
        raise
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else name
        return _refuse(f"{where}: {error.strerror or error}", *left)


def _observer(progress: Progress, stream: Stream) -> Observer | None:
    tell = progress.observer()
    if tell is None:
        return None
    source = stream.source
    return lambda item: tell(item, source.position, source.end)


def _pages(asked: Asked, stream: Stream, see: Observer | None) -> int:
    from xenstream.memory.files import write_pages

    sys.stdout.flush()
    assert asked.pages is not None
    gathered = write_pages(stream, _OUT, asked.pages, checkpoint=asked.checkpoint, observer=see)
    if not asked.quiet:
        for note in gathered.notes:
            _complain(f"{asked.file}: {note}")
    return _lacks(asked.file, gathered)


def _file(asked: Asked, output: str, stream: Stream, see: Observer | None, left: list[str]) -> int:
    from xenstream.memory.files import write

    written = write(
        stream,
        output,
        form=asked.form,
        virtual=asked.virtual,
        checkpoint=asked.checkpoint,
        observer=see,
        complain=left.append,
    )
    if not asked.quiet:
        from xenstream.report.text import escape

        try:
            for line in _summary(output, written):
                print(f"{escape(asked.file)}: {escape(line)}")
            sys.stdout.flush()
        except OSError as error:
            error.filename = "standard output"
            give_up()  # or it would fail once more when all else is told
            raise
    status = _lacks(asked.file, written.gathered)
    if written.left is not None:
        _complain(written.left)
    return status


def _lacks(name: str, gathered: Gathered) -> int:
    for lack in gathered.lacks:
        _complain(f"{name}: not all of memory: {lack}")
    if not gathered.lacks:
        return 0
    from xenstream.cli import parts

    parts.tell("memory", name)
    return 1


def _summary(path: str, written: Written) -> Iterator[str]:
    from xenstream.memory.words import size_of

    present, gathered = written.present, written.gathered
    pages = present.count()
    checkpoint = f", at checkpoint {gathered.checkpoints}" if gathered.checkpoints else ""
    yield f"{_guest(gathered)}, {pages} pages, {size_of(pages * 4096)}{checkpoint}"
    yield from _ranges(present)
    yield from gathered.notes
    sparse = written.length - written.allocated > written.length // 2
    advice = "; keep its holes when you copy it (cp --sparse=always, tar -S)" if sparse else ""
    name = path if written.left is None else f"{path}.partial"
    yield (
        f"{name}: {written.form}, {size_of(written.length)} long, {size_of(written.allocated)}"
        f" allocated{advice}"
    )


def _ranges(present: Ranges) -> Iterator[str]:
    for number, (start, end) in enumerate(present):
        if number == _MOST_RANGES:
            yield f"  and {len(present) - number} more ranges"
            return
        yield f"  0x{start * 4096:x} to 0x{end * 4096 - 1:x}"


def _guest(gathered: Gathered) -> str:
    from xenstream.format import formats

    if gathered.domain is None:
        return "no guest"
    return f"{formats.domain_type_name(gathered.domain.fields.type_id)} guest"


def _pfns(text: str) -> range:
    """Read a range of pfns, both ends included, or one."""
    first, dash, last = text.partition("-")
    start = int(first, 0)
    end = int(last, 0) if dash else start
    if not 0 <= start <= end < _MOST_PFNS:
        raise ValueError
    return range(start, end + 1)


def _ordinal(text: str) -> int:
    """Read the number of a checkpoint."""
    number = int(text)
    if not 1 <= number < 1 << 31:
        raise ValueError
    return number


# What argparse calls them in its complaints.
_pfns.__name__, _ordinal.__name__ = "range of pfns", "number of a checkpoint, from 1 on"


def _refuse(*messages: str) -> int:
    for message in messages:
        _complain(message)
    return COULD_NOT_CHECK


def _complain(message: str) -> None:
    from xenstream.report.text import escape

    sys.stdout.flush()
    print(f"xenstream memory: {escape(message)}", file=sys.stderr)
