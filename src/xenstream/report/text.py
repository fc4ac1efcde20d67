"""Reports as lines for people: one a finding, and a last one with the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xenstream.describe import describe, page_run
from xenstream.rules import ERROR, NOTE, WARNING
from xenstream.verify import INVALID, UNREADABLE, VALID
from xenstream.walk import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.guest import Guest
    from xenstream.verify import Finding, Report
    from xenstream.walk import Item

_COLORS = {ERROR: 31, WARNING: 33, NOTE: 36, VALID: 32, INVALID: 31, UNREADABLE: 31}


def escape(text: str) -> str:
    """Give text that no terminal takes for a command: control characters are escaped."""
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text
    )


class TextReport:
    """Lines on one stream after another."""

    def __init__(self, color: bool) -> None:
        """Take whether words are coloured, for a terminal."""
        self._color = color

    def lines(self, report: Report) -> Iterator[str]:
        """Give a line a finding, and the verdict."""
        path = escape(report.path)
        for finding in report.findings:
            yield f"{path}: {self._finding(finding)}"
        for code, count in sorted(report.omitted.items()):
            yield f"{path}: {count} more of {code}"
        if report.findings and report.format is None:
            return  # it has not been looked into: the finding says all
        yield f"{path}: {self._verdict(report)}"

    def _paint(self, word: str, kind: str) -> str:
        return f"\033[{_COLORS[kind]}m{word}\033[0m" if self._color else word

    def _finding(self, finding: Finding) -> str:
        severity = self._paint(finding.severity, finding.severity)
        place = f"offset 0x{finding.offset:x} {finding.where}: " if finding.where else ""
        return f"{place}{severity} {finding.code}: {escape(finding.message)}"

    def _verdict(self, report: Report) -> str:
        counts = _counts(report)
        what = {"xl": "xl image", "libxl": "libxl stream", "libxc": "libxc stream"}
        parts = [
            f"{self._paint(report.verdict, report.verdict)}"
            f" {what.get(report.format or '', 'stream')}{f' ({counts})' if counts else ''}",
            *([_guest(report.guest)] if report.guest is not None else []),
            f"{_number(report.records, 'record')}, {_number(report.pages, 'page')},"
            f" {_number(report.octets, 'octet')}",
        ]
        return "; ".join(parts)


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _counts(report: Report) -> str:
    counts: dict[str, int] = {}
    for finding in report.findings:
        counts[finding.severity] = counts.get(finding.severity, 0) + 1
    for code, count in report.omitted.items():
        severity = next(finding.severity for finding in report.findings if finding.code == code)
        counts[severity] += count
    return ", ".join(
        _number(counts[severity], severity)
        for severity in (ERROR, WARNING, NOTE)
        if severity in counts
    )


def _guest(guest: Guest) -> str:
    saved_by = f"saved by Xen {guest.xen_version}" if guest.xen_version else "converted"
    parts = [f"{guest.type} guest {saved_by}"]
    if guest.vcpus is not None:
        parts.append(_number(guest.vcpus, "vcpu"))
    if guest.memory_kib is not None:
        parts.append(f"{guest.memory_kib / 1024:g} MiB")
    return ", ".join(parts)


class RecordLines:
    """A line a header and a record, runs of PAGE_DATA squashed, while a stream is walked."""

    def __init__(self, path: str) -> None:
        """Take the stream's path, as the lines are to name it."""
        self._path = escape(path)
        self._run: list[Record] = []
        self._pfns = 0
        self._pages = 0
        self._records = 0

    def see(self, item: Item) -> Iterator[str]:
        """Give the lines that an item completes."""
        if isinstance(item, Record) and item.census is not None:
            if not self._run:
                self._run = [item]
            self._run[1:] = [item]
            self._records += 1
            self._pfns += item.census.count
            self._pages += item.census.with_contents
            return
        yield from self.end()
        said = describe(item)
        if said is not None:
            where = f"record {item.index} {item.name}" if isinstance(item, Record) else item.kind
            yield f"{self._path}: offset 0x{item.offset:x} {where}: {said}"

    def end(self) -> Iterator[str]:
        """Give the line of a run that is still open."""
        if not self._run:
            return
        first, last = self._run[0], self._run[-1]
        which = f"record {first.index}"
        if self._records > 1:
            which = f"records {first.index} to {last.index}"
        said = page_run(self._records, self._pfns, self._pages)
        yield f"{self._path}: offset 0x{first.offset:x} {which} PAGE_DATA: {said}"
        self._run = []
        self._records = self._pfns = self._pages = 0
