"""Images as a table, a line an image, for `xenstream list`."""

from __future__ import annotations

import os
import stat
import time

from xenstream.contents.configuration import domain_of
from xenstream.contents.guest import GuestWatch
from xenstream.named import NamedTuple
from xenstream.octets.source import is_url
from xenstream.report.json import dumps, path_hex
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
    modified: float | None
    """Seconds since 1970; not known at a URL."""


COLUMNS = Row._fields


def files_of(paths: Iterable[str]) -> Iterator[str]:
    """Give the files of paths: a directory's, and those of the ones in it, sorted by name.

    A path may be a URL, of an object or of a folder.

    Symbolic links to directories are not followed, and what is no regular file is left out, in
    directories.
    """
    for path in paths:
        if is_url(path):
            from xenstream.octets.remote import listed

            try:
                yield from listed(path)
            except OSError:
                yield path  # whoever opens it is told why it cannot be
            continue
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


_UNREADABLE = "XS903"


def row_of(path: str, verify: bool) -> Row | str:
    """Give the row of a file; of one that is no image what it is.

    Its headers are read, and all that comes before its memory; with `verify`, all of it is.

    Raises:
        OSError: it cannot be read.

    """
    import xenstream

    size, modified = _size_and_time(path)
    if not verify:
        try:
            with xenstream.open(path) as stream:
                if not stream.source.peek(1):
                    return "it is empty"
                guest, domain = _before_memory(stream.items())
        except xenstream.NotAStreamError as error:
            return str(error)
        return _row(path, size, modified, guest, domain, None, None)
    report = xenstream.verify(path)
    if report.format is None:
        for finding in report.findings:
            if finding.code == _UNREADABLE:
                raise OSError(finding.message)
        return report.findings[0].message if report.findings else "no stream"
    return _row(path, size, modified, report.guest, report.domain, report.records, report.verdict)


def _size_and_time(path: str) -> tuple[int, float | None]:
    if is_url(path):
        from xenstream.octets.remote import opened_url

        return opened_url(path, 0).end, None
    told = os.stat(path)
    return told.st_size, told.st_mtime


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
    size: int,
    modified: float | None,
    guest: Guest | None,
    domain: DomainConfig | None,
    records: int | None,
    verdict: str | None,
) -> Row:
    vcpus = None if guest is None else guest.vcpus
    if is_url(path):
        from xenstream.octets.remote import without_password

        path = without_password(path)
    return Row(
        path,
        None if domain is None else domain.name,
        (None if domain is None else domain.type) or (None if guest is None else guest.type),
        None if guest is None else guest.xen_version,
        vcpus if vcpus is not None or domain is None else domain.vcpus,
        None if guest is None else guest.memory_kib,
        size,
        records,
        verdict,
        modified,
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
    """Give a line a row below one with the heads.

    Where it is too wide, columns are left out, and of a path its beginning.
    """
    width = max(width, _NARROWEST)
    cells = [_cells(row, max(width // 3, _SHORTEST)) for row in rows]
    paths = [escape(row.path) for row in rows]
    sizes = {
        at: max(len(head), *(len(row[at]) for row in cells))
        for at, head in enumerate(_HEADS)
        if head in ("NAME", "TYPE", "SIZE") or any(row[at] != "-" for row in cells)
    }
    needed = min(max(map(len, paths)), max(width // 2, _SHORTEST))
    for at in _LEFT_OUT:
        if sum(sizes.values()) + 2 * len(sizes) + needed <= width:
            break
        sizes.pop(at, None)
    room = width - sum(sizes.values()) - 2 * len(sizes)
    for line, path in [(_HEADS, "FILE"), *zip(cells, paths)]:
        parts = [
            f"{line[at]:>{size}}" if at in _NUMBERS else f"{line[at]:<{size}}"
            for at, size in sizes.items()
        ]
        yield "  ".join([*parts, path if len(path) <= room else f"...{path[3 - room :]}"])


_HEADS = ("NAME", "TYPE", "XEN", "VCPUS", "MEMORY", "SIZE", "RECORDS", "VERDICT", "MODIFIED")
_LEFT_OUT = (8, 6, 3, 2, 4, 5, 1)
"""The columns that are left out where all are too wide: of the first the least is missed."""
_NARROWEST = 40
_SHORTEST = 12
_NUMBERS = (3, 4, 5, 6)


def _cells(row: Row, longest: int) -> tuple[str, ...]:
    name = escape(row.name or "-")
    at = row.modified
    when = "-" if at is None else time.strftime("%Y-%m-%d %H:%M", time.localtime(at))
    return (
        name if len(name) <= longest else f"{name[: longest - 3]}...",
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
    images = [{**row._asdict(), "path_hex": path_hex(row.path)} for row in rows]
    return dumps({"version": VERSION, "skipped": skipped, "images": images}, indent=1)


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
