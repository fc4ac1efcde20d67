"""Reports as lines for people: one a finding, and a last one with the verdict."""

from __future__ import annotations

from xenstream.judge import INVALID, UNREADABLE, VALID
from xenstream.rules import ERROR, NOTE, WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.configuration import DomainConfig
    from xenstream.guest import Guest
    from xenstream.judge import Finding, Report

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
        what = _NAMES.get(report.format or "", "stream")
        if report.compression is not None:
            what = f"{what} in {report.compression}"
        parts = [
            f"{self._paint(report.verdict, report.verdict)}"
            f" {what}{f' ({counts})' if counts else ''}",
            *([_domain(report.domain)] if report.domain is not None else []),
            *([_guest(report.guest)] if report.guest is not None else []),
            *([_number(report.checkpoints, "checkpoint")] if report.checkpoints else []),
            f"{_number(report.records, 'record')}, {_number(report.pages, 'page')},"
            f" {_number(report.octets, 'octet')}",
        ]
        return "; ".join(parts)


_NAMES = {
    "xl": "xl image",
    "libxl": "libxl stream",
    "libxc": "libxc stream",
    "libvirt": "libvirt image",
    "xapi": "xapi image",
    "back-channel": "back channel",
}


_LONGEST = 130  # of a domain's name; Xen's own limit is below


def _domain(domain: DomainConfig) -> str:
    said = [domain.type, "domain", domain.name and f'"{domain.name}"', domain.uuid]
    counts = "" if domain.vcpus is None else f" of {_number(domain.vcpus, 'vcpu')}"
    return " ".join(escape(one[:_LONGEST]) for one in said if one) + counts


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
        parts.append(f"{guest.memory_kib / 1024:.0f} MiB")
    return ", ".join(parts)
