"""Reports as lines for people: one a finding, and a last one with the verdict."""

from __future__ import annotations

from xenstream.judge.judge import INVALID, UNREADABLE, VALID
from xenstream.report.digest import counts, worst_first
from xenstream.rules import ERROR, NOTE, WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xenstream.contents.configuration import DomainConfig
    from xenstream.contents.guest import Guest
    from xenstream.judge.judge import Finding, Report
    from xenstream.report.form import Told
    from xenstream.report.hexdump import HexDump

_WIDEST = 100  # columns of a line, without the path

FOLD = 10
"""Findings of one code that are shown of a stream where repeats are folded."""

_COLORS = {ERROR: 31, WARNING: 33, NOTE: 36, VALID: 32, INVALID: 31, UNREADABLE: 31}


def escape(text: str) -> str:
    """Give text that no terminal takes for a command: control characters are escaped."""
    if text.isprintable() and (text.isascii() or not _BLANKS.intersection(text)):
        return text
    return "".join(
        one
        if one.isprintable() and one not in _BLANKS
        else one.encode("unicode_escape").decode("ascii")
        for one in text
    )


_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and a symbol by their kind, of which nothing is to be seen."""


def quoted(text: str) -> str:
    """Give a stream's own words in quotes that nothing in them ends."""
    return escape('"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')


class TextReport:
    """Lines on one stream after another."""

    def __init__(
        self,
        color: bool,
        fold: int | None = None,
        most: int | None = None,
        *,
        every_xen: bool = False,
    ) -> None:
        """Take whether words are coloured, for a terminal, and how much is shown of a stream.

        With `fold` so many findings of a code are shown, and of all so many as `most` says, where
        it is given, too; the others are counted. Without it, all are shown that the report has.
        With `every_xen` a line on each Xen follows.
        """
        self._color = color
        self._fold = fold
        self._most = most
        self._every_xen = every_xen

    def render(self, told: Iterable[Told], profile: str) -> Iterator[str]:  # noqa: ARG002
        """Give the lines of each report as one piece."""
        for report, known, hexdump in told:
            lines = [*self.lines(report, known, hexdump)]
            if self._every_xen:
                lines += self.versions(report)
            yield "\n".join([*lines, ""])

    def lines(
        self, report: Report, known: int = 0, hexdump: HexDump | None = None
    ) -> Iterator[str]:
        """Give a line for each finding, the worst first, and then the verdict.

        `known` is how many findings a baseline has taken out. With `hexdump` the octets around a
        fault follow its line.
        """
        if report.findings or report.omitted:
            yield from self.findings(report, hexdump)
            if report.findings and report.format is None and not self.left_out(report):
                return  # it has not been looked into: the finding says all
        path = escape(report.path)
        for line in self.verdict(report, known):
            yield f"{path}: {line}"

    def findings(self, report: Report, hexdump: HexDump | None = None) -> Iterator[str]:
        """Give a line for each finding, the worst first, and how many are not shown."""
        path = escape(report.path)
        shown = self._shown(report)
        for finding in shown:
            yield f"{path}: {self.finding(finding)}"
            if hexdump is not None and report.compression is None:
                yield from hexdump.lines(finding)
        for line in _not_shown(report, shown) if self._fold else _omitted(report):
            yield f"{path}: {line}"

    def _shown(self, report: Report) -> list[Finding]:
        if len(report.findings) == 1 and self._most != 0:  # as most that have any
            return [*report.findings]
        shown: list[Finding] = []
        of_code: dict[str, int] = {}
        for finding in worst_first(report.findings):
            if self._fold and len(shown) == self._most:
                break
            before = of_code.get(finding.code, 0)
            if before != self._fold:
                of_code[finding.code] = before + 1
                shown.append(finding)
        return shown

    def _paint(self, word: str, kind: str) -> str:
        return f"\033[{_COLORS[kind]}m{word}\033[0m" if self._color else word

    def finding(self, finding: Finding) -> str:
        """Give what a line on a finding says after the path."""
        severity = self._paint(finding.severity, finding.severity)
        place = f"offset 0x{finding.offset:x} {finding.where}: " if finding.where else ""
        return f"{place}{severity} {finding.code}: {escape(finding.message)}"

    def verdict(self, report: Report, known: int = 0) -> list[str]:
        """Give what the last lines say after the path: the verdict, Xen's reason, a summary.

        Of a good stream they are one line, where that is not too long.
        """
        said = [_number(count, severity) for severity, count in counts(report).items()]
        if known:
            said.append(f"{known} in the baseline")
        said += self.left_out(report)
        counted = f" ({', '.join(said)})" if said else ""
        what = _NAMES.get(report.format or "", "stream")
        if report.compression is not None:
            what = f"{what} in {_WITHIN.get(report.compression, report.compression)}"
        is_restore = report.restores is not None
        summary = [what] if is_restore else []
        if report.domain is not None:
            summary.append(_domain(report.domain))
        if report.guest is not None:
            summary.append(_guest(report.guest))
        if report.checkpoints:
            summary.append(_number(report.checkpoints, "checkpoint"))
        summary.append(
            f"{_number(report.records, 'record')}, {_number(report.pages, 'page')},"
            f" {_number(report.octets, 'octet')}"
        )
        if is_restore:
            lines = [f"{self._restores(report)}{counted}", *self._reason(report)]
        else:
            lines = [f"{self._paint(report.verdict, report.verdict)} {what}{counted}"]
        lines += _packed(summary)
        if report.verdict == VALID and sum(map(len, lines)) < _WIDEST:
            return ["; ".join(lines)]
        return lines

    def left_out(self, report: Report) -> list[str]:
        """Say what the user's choices have left out, and which file made them."""
        by = "" if report.settings is None else escape(report.settings)
        if report.ignored:
            return [f"{_number(report.ignored, 'finding')} ignored{by and f' by {by}'}"]
        return [f"as {by} says"] if by else []

    def _restores(self, report: Report) -> str:
        """Say in a sentence whether Xen would restore it."""
        from xenstream.restore.versions import parse, ranges

        restores = report.restores or {}
        takers = [parse(version) for version, takes in restores.items() if takes]
        is_exact = (report.xen or "").count(".") > 1
        would = f"would restore on Xen {ranges(takers, is_exact=is_exact)}" if takers else ""
        if report.verdict == VALID:
            series = ".".join((report.xen or "").split(".")[:2])
            if not restores.get(series):  # only this release of it, or this product
                others = f", and on Xen {ranges(takers, is_exact=is_exact)}" if takers else ""
                would = f"would restore on Xen {report.xen}{others}"
            return self._paint(would, VALID)
        which = f"Xen {report.xen}" if takers else "Xen"
        said = self._paint(f"{which} would refuse it", INVALID)
        return f"{said}, {would}" if would else said

    def _reason(self, report: Report) -> Iterator[str]:
        """Give what Xen says of the first error, or what it is where Xen has no words for it."""
        first = report.first_error
        if report.restores is not None and report.verdict != VALID and first is not None:
            words = first.xen_says
            yield (
                f"first error: {escape(first.message)}"
                if words is None
                else (f"Xen says: {escape(words)}")
            )

    def versions(self, report: Report) -> Iterator[str]:
        """Give a line on each Xen."""
        for version, takes in (report.restores or {}).items():
            said = self._paint("would restore it", VALID) if takes else "would refuse it"
            yield f"{escape(report.path)}: Xen {version} {said}"


_WITHIN = {"xva": "a disk of an XVA", "vhd": "a VHD's disk"}
"""What offsets are counted in, where that is no plain name of a compression."""
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
    name = domain.name and quoted(domain.name[:_LONGEST])
    uuid = domain.uuid and domain.uuid[:_LONGEST]
    if uuid and not _OF_UUIDS.issuperset(uuid):
        uuid = quoted(uuid)
    counts = "" if domain.vcpus is None else f" of {_number(domain.vcpus, 'vcpu')}"
    return " ".join(one for one in (domain.type, "domain", name, uuid) if one) + counts


_OF_UUIDS = frozenset("0123456789abcdefABCDEF-")


def _packed(parts: list[str]) -> Iterable[str]:
    """Put parts into as few lines as they fit on."""
    line = "; ".join(parts)
    return (line,) if len(line) <= _WIDEST else _broken(parts)


def _broken(parts: list[str]) -> Iterator[str]:
    line = ""
    for part in parts:
        if line and len(line) + len(part) > _WIDEST:
            yield line
            line = ""
        line = f"{line}; {part}" if line else part
    yield line


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _omitted(report: Report) -> Iterator[str]:
    for code, count in sorted(report.omitted.items()):
        yield f"{count} more of {code}"


def _not_shown(report: Report, shown: list[Finding]) -> Iterator[str]:
    """Tell of the findings that are not shown, by code."""
    if not report.omitted and len(shown) == len(report.findings):
        return
    left = dict(report.omitted)
    for finding in report.findings:
        left[finding.code] = left.get(finding.code, 0) + 1
    for finding in shown:
        left[finding.code] -= 1
    codes = {finding.code for finding in shown}
    for code, count in sorted(left.items()):
        if count and code in codes:
            yield f"and {count} more like it ({code})"
    others = sorted(left.keys() - codes)
    if others:
        count = sum(left[code] for code in others)
        yield f"and {count} more ({', '.join(others)})"


def _guest(guest: Guest) -> str:
    saved_by = f"saved by Xen {guest.xen_version}" if guest.xen_version else "converted"
    parts = [f"{guest.type} guest {saved_by}"]
    if guest.vcpus is not None:
        parts.append(_number(guest.vcpus, "vcpu"))
    if guest.memory_kib is not None:
        parts.append(f"{guest.memory_kib / 1024:.0f} MiB")
    return ", ".join(parts)
