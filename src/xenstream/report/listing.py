"""Images as a table, a line an image, for `xenstream list`."""

from __future__ import annotations

import json
import os
import stat
import time

from xenstream.contents.configuration import domain_of
from xenstream.contents.guest import GuestWatch
from xenstream.named import NamedTuple
from xenstream.report.text import escape
from xenstream.walk.walker import Configuration, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from xenstream.contents.configuration import DomainConfig
    from xenstream.contents.guest import Guest

VERSION = 1
"""Of the JSON document."""

_LONGEST = 60


class Row(NamedTuple):
    """What is told of an image; None is what is not known."""

    path: str
    name: str | None
    """The domain's."""
    type: str | None
    """pv, pvh or hvm by the configuration; x86 PV or x86 HVM by the stream alone."""
    xen: str | None
    """The Xen that saved it."""
    vcpus: int | None
    memory_kib: int | None
    size: int
    """Octets of the file."""
    records: int | None
    """Known where it is verified."""
    verdict: str | None
    """Known where it is verified."""
    modified: float
    """Seconds since 1970."""


COLUMNS = Row._fields


def files_of(paths: Iterable[str]) -> Iterator[str]:
    """Give the files of paths: a directory's, and those of the ones in it, sorted by name.

    Symbolic links to directories are not followed, and what is no regular file is left out, in
    directories.
    """
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders.sort()
            for name in sorted(names):
                found = os.path.join(folder, name)
                try:
                    if stat.S_ISREG(os.stat(found).st_mode):
                        yield found
                except OSError:
                    continue


def row_of(path: str, verify: bool) -> Row | None:
    """Give the row of a file, None of one that is no image.

    Its headers are read, and all that comes before its memory; with `verify`, all of it is.

    Raises:
        OSError: it cannot be read.

    """
    import xenstream

    told = os.stat(path)
    if stat.S_ISREG(told.st_mode) and not told.st_size:
        return None
    if not verify:
        try:
            with xenstream.open(path) as stream:
                guest, domain = _before_memory(stream.items())
        except xenstream.NotAStreamError:
            return None
        return _row(path, told, guest, domain, None, None)
    report = xenstream.verify(path)
    if report.format is None:
        return None
    return _row(path, told, report.guest, report.domain, report.records, report.verdict)


def _before_memory(items: Iterable[Any]) -> tuple[Guest | None, DomainConfig | None]:
    watch = GuestWatch()
    domain = None
    for item in items:
        if isinstance(item, Record) and (item.census is not None or item.name in _MEMORY):
            break
        if isinstance(item, Configuration):
            domain = domain_of(item)
        watch.see(item)
    return watch.guest(), domain


_MEMORY = ("X86_PV_P2M_FRAMES", "END")


def _row(
    path: str,
    told: os.stat_result,
    guest: Guest | None,
    domain: DomainConfig | None,
    records: int | None,
    verdict: str | None,
) -> Row:
    vcpus = None if guest is None else guest.vcpus
    return Row(
        path,
        None if domain is None else domain.name,
        (None if domain is None else domain.type) or (None if guest is None else guest.type),
        None if guest is None else guest.xen_version,
        vcpus if vcpus is not None or domain is None else domain.vcpus,
        None if guest is None else guest.memory_kib,
        told.st_size,
        records,
        verdict,
        told.st_mtime,
    )


def ordered(rows: list[Row], column: str, downwards: bool = False) -> list[Row]:
    """Give rows by a column; what is not known comes last.

    Raises:
        ValueError: there is no such column.

    """
    if column not in COLUMNS:
        raise ValueError(f"no such column: {column!r}, expected one of {', '.join(COLUMNS)}")
    at = COLUMNS.index(column)
    known = [row for row in rows if row[at] is not None]
    unknown = [row for row in rows if row[at] is None]
    known.sort(key=_natural(at), reverse=downwards)
    return known + unknown


def _natural(at: int) -> Any:
    def key(row: Row) -> Any:
        value = row[at]
        if COLUMNS[at] == "xen":
            return [int(part) for part in str(value).split(".")]
        return value

    return key


def as_table(rows: list[Row], width: int) -> Iterator[str]:
    """Give a line a row below one with the heads; the path, last, is what may be cut."""
    heads = ("NAME", "TYPE", "XEN", "VCPUS", "MEMORY", "SIZE", "RECORDS", "VERDICT", "MODIFIED")
    cells = [_cells(row) for row in rows]
    shown = [
        at
        for at, head in enumerate(heads)
        if head in ("NAME", "TYPE", "SIZE") or any(row[at] != "-" for row in cells)
    ]
    sizes = [max(len(heads[at]), *(len(row[at]) for row in cells)) for at in shown]
    lines = [(tuple(heads), "FILE"), *zip(cells, (escape(row.path) for row in rows))]
    for line, path in lines:
        parts = [
            f"{line[at]:>{size}}" if at in _NUMBERS else f"{line[at]:<{size}}"
            for at, size in zip(shown, sizes)
        ]
        said = "  ".join([*parts, path])
        yield said if len(said) <= width else f"{said[: max(width, 40) - 3]}..."


_NUMBERS = (3, 4, 5, 6)


def _cells(row: Row) -> tuple[str, ...]:
    name = escape(row.name or "-")
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(row.modified))
    return (
        name if len(name) <= _LONGEST else f"{name[: _LONGEST - 3]}...",
        escape(row.type or "-"),
        row.xen or "-",
        "-" if row.vcpus is None else str(row.vcpus),
        "-" if row.memory_kib is None else _short(row.memory_kib << 10),
        _short(row.size),
        "-" if row.records is None else str(row.records),
        row.verdict or "-",
        when,
    )


def _short(octets: int) -> str:
    size = float(octets)
    for unit in ("", "K", "M", "G"):
        if size < 1024:
            return f"{size:.0f}{unit}" if unit in ("", "K") or size >= 10 else f"{size:.1f}{unit}"
        size /= 1024
    return f"{size:.1f}T"


def as_json(rows: list[Row], skipped: int) -> str:
    """Give one document: `version`, `skipped` and `images`, an object each by the columns."""
    images = [row._asdict() for row in rows]
    return json.dumps({"version": VERSION, "skipped": skipped, "images": images}, indent=1)


def as_csv(rows: list[Row]) -> str:
    """Give the columns' names and a line a row, as RFC 4180 has it, control characters escaped."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([escape(one) if isinstance(one, str) else one for one in row])
    return out.getvalue()
