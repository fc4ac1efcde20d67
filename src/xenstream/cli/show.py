"""`xenstream show`: tells what is in streams."""

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

    from xenstream.cli.paging import Paged
    from xenstream.judge.judge import Report
    from xenstream.tree.paths import Choice
    from xenstream.walk.walker import Item

_OUTPUTS = ("text", "json", "jsonl")


def add(commands: Any) -> None:
    """Add the subcommand to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "show",
        help="show what is in streams",
        description="Show what is in streams: all in a screen, or chosen records down to the bit.",
        epilog="Exit status: 0 all valid, 1 any invalid, 2 any that could not be checked, or"
        " something that is asked for is not there.",
    )
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="a stream; - or none is standard input"
    )
    parser.add_argument("--format", choices=FORMATS, default="auto", help="(default: auto)")
    timeout.add(parser)
    parser.add_argument(
        "--record",
        action="append",
        default=[],
        metavar="N|NAME|LAYER/NAME",
        help="a record or header, with all its fields; may be repeated, and with --path both are"
        " shown",
    )
    parser.add_argument(
        "--path",
        action="append",
        default=[],
        metavar="PATH",
        help="a part of one, as in HVM_CONTEXT/CPU[0]/cr3; * and ? stand for anything within a"
        " level; may be repeated",
    )
    parser.add_argument(
        "--page",
        type=_pfn,
        metavar="PFN",
        help="the last contents of a page of the guest's memory, in hexadecimal; 0x for a"
        " hexadecimal PFN",
    )
    parser.add_argument(
        "-o",
        "--output",
        choices=_OUTPUTS,
        default="text",
        help="the form (default: text); jsonl is a line an item",
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="a line a field, with what it means"
    )
    parser.add_argument(
        "--hex", action="store_true", help="a line a field, with its octets beside it"
    )
    parser.add_argument(
        "--like",
        choices=("xen-hvmctx", "xen-cpuid"),
        help="print what that tool of Xen's prints of a live domain (xen-cpuid -p)",
    )
    parser.add_argument(
        "--domain",
        type=_domain,
        default=0,
        metavar="N",
        help="the number of the domain that --like prints, since no image has one (default: 0)",
    )
    parser.add_argument("--no-pager", action="store_true", help="never use a pager")
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="(default: auto)"
    )
    parser.set_defaults(run=run, asked=Asked)


def _pfn(text: str) -> int:
    """Read a pfn."""
    pfn = int(text, 0)
    if not 0 <= pfn < 1 << 52:
        raise ValueError
    return pfn


def _domain(text: str) -> int:
    """Read the number of a domain."""
    number = int(text)
    if not 0 <= number < 1 << 16:
        raise ValueError
    return number


_pfn.__name__, _domain.__name__ = "pfn", "number of a domain"


class Asked(NamedTuple):
    """What is asked for."""

    files: tuple[str, ...]
    format: str
    timeout: float | None
    record: tuple[str, ...]
    path: tuple[str, ...]
    page: int | None
    like: str | None
    domain: int
    output: str
    verbose: bool
    hex: bool
    no_pager: bool
    color: str

    @property
    def is_chosen(self) -> bool:
        """Whether it is a part of a stream, and not all of it."""
        return bool(self.record or self.path)


def run(asked: Asked) -> int:
    """Show the files, and give the exit status."""
    from xenstream.cli.paging import Paged
    from xenstream.cli.terminal import lacks_input

    if not asked.files and lacks_input("show"):
        return COULD_NOT_CHECK
    asked = asked._replace(files=asked.files or ("-",))
    problem = _problem(asked)
    if problem is not None:
        print(f"xenstream show: {problem}", file=sys.stderr)
        return COULD_NOT_CHECK
    with Paged(not asked.no_pager) as out:
        statuses = _documents(asked, out) if asked.output != "text" else _texts(asked, out)
        out.flush()
    for file, status in zip(asked.files, statuses):
        if status:
            from xenstream.cli import parts

            parts.tell("show", file)
    return max(statuses)


def _problem(asked: Asked) -> str | None:
    """Say what does not go together."""
    wholes = (("--page", asked.page is not None), ("--like", asked.like is not None))
    given = [option for option, is_given in wholes if is_given]
    if given and asked.output != "text":
        return f"{given[0]} is text: leave out -o"
    parts = (("--record", asked.record), ("--path", asked.path))
    given += [option for option, values in parts if values]
    if len(given) > 1 and given[0] in ("--page", "--like"):
        return f"{given[0]} and {given[1]} do not go together"
    return None


def _texts(asked: Asked, out: Paged) -> list[int]:
    statuses = []
    for index, file in enumerate(asked.files):
        if len(asked.files) > 1:
            from xenstream.report.text import escape

            out.line(f"{chr(10) if index else ''}==> {escape(shown(file))} <==")
        statuses.append(_text(file, asked, out))
    return statuses


def _text(file: str, asked: Asked, out: Paged) -> int:
    from xenstream.cli.terminal import columns, wants_color

    if asked.like:
        return _like(file, asked, out)
    if asked.page is not None:
        return _page(file, asked.page, asked, out)
    if not asked.is_chosen:
        from xenstream.report.overview import Overview

        overview = Overview()
        report = _verify(file, asked, overview.see)
        for line in overview.lines(report, columns(), wants_color(asked.color, sys.stdout)):
            out.line(line)
        return _status(report)
    from xenstream.report.tree_text import TreeText, title

    text = TreeText(columns(), asked.verbose, asked.hex)

    def whole(item: Item, _: str, tree: Any) -> None:
        for line in text.item(title(item, tree), tree):
            out.line(line)

    def part(_: Item, path: str, node: Any, tree: Any) -> None:
        for line in text.node(path, node, tree):
            out.line(line)

    seeing = _Seeing(file, asked, whole, part)
    report = _verify(file, asked, seeing.see)
    out.flush()
    return _tell(file, report, seeing.choice)


_LIKE = {"xen-hvmctx": ("HVM_CONTEXT",), "xen-cpuid": ("X86_CPUID_POLICY", "X86_MSR_POLICY")}
"""The records that a tool of Xen's tells of."""


def _like(file: str, asked: Asked, out: Paged) -> int:
    """Print what a tool of Xen's prints; of a checkpointed stream the last state."""
    from xenstream.report import xen_cpuid, xen_hvmctx

    found: dict[str, Any] = {}

    def whole(_: Item, __: str, tree: Any) -> None:
        found[tree.field.id] = tree

    asked = asked._replace(record=_LIKE[asked.like or ""], path=())
    seeing = _Seeing(file, asked, whole, None)
    report = _verify(file, asked, seeing.see)
    if found and asked.like == "xen-hvmctx":
        for line in xen_hvmctx.lines(found["HVM_CONTEXT"], asked.domain):
            out.line(line)
    elif found:
        cpuid, msrs = (found.get(name) for name in asked.record)
        for line in xen_cpuid.lines(cpuid, msrs, asked.domain):
            out.line(line)
    out.flush()
    return _tell(file, report, seeing.choice)


def _page(file: str, pfn: int, asked: Asked, out: Paged) -> int:
    from xenstream.format.formats import PAGE_SIZE
    from xenstream.memory.files import read_page
    from xenstream.report.page_text import lines
    from xenstream.report.text import escape
    from xenstream.walk.stream import NotAStreamError, open

    def complain(what: str, status: int) -> int:
        print(f"xenstream show: {escape(shown(file))}: {escape(what)}", file=sys.stderr)
        return status

    try:
        with (
            timeout.Timeout(asked.timeout),
            open(0 if file == "-" else file, format=asked.format) as stream,
        ):
            gathered, octets = read_page(stream, pfn)
    except NotAStreamError as error:
        return complain(str(error), COULD_NOT_CHECK)
    except OSError as error:
        return complain(error.strerror or str(error), COULD_NOT_CHECK)
    for line in () if octets is None else lines(octets, pfn * PAGE_SIZE):
        out.line(line)
    out.flush()
    status = max([0, *(complain(lack, 1) for lack in gathered.lacks)])
    if octets is None:
        return complain(f"the guest has no page at pfn {pfn:#x}", COULD_NOT_CHECK)
    return status


def _unreadable(report: Report) -> int:
    """Say on standard error why a stream could not be checked, or what else it is."""
    from xenstream.report.text import FOLD, TextReport

    sys.stdout.flush()
    for line in TextReport(False, FOLD).lines(report):
        print(line, file=sys.stderr)
    return COULD_NOT_CHECK


def _tell(file: str, report: Report, choice: Choice) -> int:
    """Say on standard error what is wrong with a stream of which something was chosen."""
    from xenstream.report.text import TextReport, escape

    if report.verdict == "unreadable" or not (report.records or choice.found):
        return _unreadable(report)
    if report.verdict != "valid":
        for line in TextReport(False).verdict(report):
            print(f"{escape(shown(file))}: {line}", file=sys.stderr)
    status = _status(report)
    for text, nearest in choice.missing():
        status = COULD_NOT_CHECK
        meant = f"; did you mean {nearest}?" if nearest else ""
        said = f"{shown(file)}: nothing there of that name: {text or repr(text)}{meant}"
        print(f"xenstream show: {escape(said)}", file=sys.stderr)
    return status


class _Seeing:
    """An observer that gives what is chosen of a stream as trees."""

    def __init__(self, file: str, asked: Asked, whole: Any, part: Any) -> None:
        from xenstream.octets.again import Again
        from xenstream.tree.paths import Choice, ItemNames

        self._again = Again(0 if file == "-" else file)
        self._names = ItemNames()
        self._whole, self._part = whole, part
        self.choice = Choice(asked.record, asked.path)

    def see(self, item: Item, position: int, end: int | None) -> None:  # noqa: ARG002
        """Show what is chosen of an item."""
        from xenstream.tree.items import more_of, tree_of

        choice = self.choice
        if not choice.may_have(item):
            return
        tree = tree_of(item, more_of(item, self._again))
        if tree is None:
            return
        name = self._names.name(item, tree)
        choice.note(name, tree)
        parts = choice.parts(item, name, tree)
        if choice.has(item, name):
            choice.found += 1 + sum(1 for _ in parts)  # they are shown within the whole
            self._whole(item, name, tree)
        else:
            for path, node in parts:
                choice.found += 1
                self._part(item, path, node, tree)


def _documents(asked: Asked, out: Paged) -> list[int]:
    """Write JSON, an item at a time."""
    from xenstream.octets.again import Again
    from xenstream.report.items_json import VERSION, ItemTexts, of_item, of_part, of_report
    from xenstream.report.json import dumps

    is_lines = asked.output == "jsonl"
    if not is_lines:
        out.write(f'{{"version": {VERSION}, "streams": [')
    statuses = []
    for index, file in enumerate(asked.files):
        separator = "\n"

        begin = dumps({"stream": shown(file)})[:-1]

        def put(said: str) -> None:
            nonlocal separator
            if is_lines:
                out.write(f"{begin}, {said[1:]}\n")  # noqa: B023
            else:
                out.write(separator + said)
                separator = ",\n"

        def whole(item: Item, name: str | None, tree: Any) -> None:
            put(dumps(of_item(item, name, tree)))

        def part(item: Item, path: str, node: Any, _: Any) -> None:
            put(dumps(of_part(item, path, node)))

        if not is_lines:
            out.write(f'{"," if index else ""}\n{{"path": {dumps(shown(file))}, "items": [')
        if asked.is_chosen:
            seeing = _Seeing(file, asked, whole, part)
            report = _verify(file, asked, seeing.see)
            statuses.append(_tell(file, report, seeing.choice))
        else:
            texts = ItemTexts(Again(0 if file == "-" else file))
            report = _verify(file, asked, lambda item, *_: put(texts.text(item)))  # noqa: B023
            statuses.append(
                _unreadable(report) if report.verdict == "unreadable" else _status(report)
            )
        ending = of_report(report)
        if is_lines:
            put(dumps({"kind": "end", **ending}))
        else:
            out.write(f"\n], {dumps(ending)[1:]}")
    if not is_lines:
        out.write("\n]}\n")
    return statuses


def _verify(file: str, asked: Asked, see: Any) -> Report:
    from xenstream.cli.verify import judged
    from xenstream.judge.judge import Judge, Options

    judge = Judge(Options(format=asked.format), name=shown(file), observer=see)
    return judged(judge, 0 if file == "-" else file, asked.timeout)


def _status(report: Report) -> int:
    return {"valid": 0, "invalid": 1}.get(report.verdict, COULD_NOT_CHECK)
