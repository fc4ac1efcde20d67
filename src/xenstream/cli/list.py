"""`xenstream list`: tells which images there are."""

from __future__ import annotations

import sys

from xenstream.cli import COULD_NOT_CHECK, timeout
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any


def add(commands: Any) -> None:
    """Add the subcommand to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "list",
        help="list the images in directories",
        description="List images, a line each: their headers are read, and with --verify all of"
        " them. What is no image is skipped, and counted on standard error.",
        epilog="Exit status: 0; with --verify 1 if any is invalid; 2 if any could not be read.",
    )
    parser.add_argument(
        "paths",
        nargs="*",
        default=["."],
        metavar="DIR|FILE",
        help="what to list, directories with all in them (default: this one)",
    )
    parser.add_argument("-o", "--output", choices=("text", "json", "csv"), default="text")
    parser.add_argument("--sort", metavar="COLUMN", help="by a column, such as name or size")
    parser.add_argument("-r", "--reverse", action="store_true", help="sort downwards")
    parser.add_argument("--verify", action="store_true", help="verify them, too")
    timeout.add(parser, "a file")
    parser.add_argument("--no-pager", action="store_true", help="never use a pager")
    parser.set_defaults(run=run, asked=Asked)


class Asked(NamedTuple):
    """What is asked for."""

    paths: tuple[str, ...]
    output: str
    sort: str | None
    reverse: bool
    verify: bool
    timeout: float | None
    no_pager: bool


def run(asked: Asked) -> int:
    """List the images, and give the exit status."""
    from xenstream.cli.paging import Paged
    from xenstream.cli.terminal import columns, shown
    from xenstream.report.listing import as_csv, as_json, as_table, files_of, ordered, row_of
    from xenstream.report.text import escape

    rows, skipped, status = [], 0, 0
    for path in files_of(asked.paths):
        try:
            with timeout.Timeout(asked.timeout):
                row = row_of(path, asked.verify)
        except OSError as error:
            sys.stdout.flush()
            said = f"{escape(shown(path))}: {error.strerror or error}"
            print(f"xenstream list: {said}", file=sys.stderr)
            status = COULD_NOT_CHECK
            continue
        if isinstance(row, str):
            skipped += 1
            if path in asked.paths:
                print(f"xenstream list: {escape(shown(path))}: {escape(row)}", file=sys.stderr)
            continue
        rows.append(row)
        verdicts = {"invalid": 1, "unreadable": COULD_NOT_CHECK}
        status = max(status, verdicts.get(row.verdict or "", 0))
        if row.verdict in verdicts:
            from xenstream.cli import parts

            parts.tell("verify", path)
    if asked.sort or asked.reverse:
        try:
            rows = ordered(rows, asked.sort or "path", asked.reverse)
        except ValueError as error:
            print(f"xenstream list: {escape(str(error))}", file=sys.stderr)
            return COULD_NOT_CHECK
    with Paged(not asked.no_pager) as out:
        if asked.output == "json":
            out.line(as_json(rows, skipped))
        elif asked.output == "csv":
            out.write(as_csv(rows))
        else:
            for line in as_table(rows, columns()) if rows else ():
                out.line(line)
        out.flush()
    if skipped:
        what = "1 file that is" if skipped == 1 else f"{skipped} files that are"
        print(f"xenstream list: skipped {what} no image", file=sys.stderr)
    return status
