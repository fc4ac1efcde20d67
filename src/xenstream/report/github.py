"""Reports as annotations of a GitHub workflow: a command a finding, on standard output."""

from __future__ import annotations

from xenstream.report.digest import severity_of, worst_first
from xenstream.report.text import TextReport, escape
from xenstream.rules import ERROR, NOTE, RULES, WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xenstream.judge.judge import Report
    from xenstream.report.form import Told

_COMMANDS = {ERROR: "error", WARNING: "warning", NOTE: "notice"}


def render(told: Iterable[Told], profile: str) -> Iterator[str]:  # noqa: ARG001
    """Give a line a finding, the worst of a stream first, since GitHub shows the first few only.

    Each report is asked for when it is to be written. Of a good stream there is nothing to say
    but what was left out, and by which file.
    """
    text = TextReport(color=False)
    for report, *_ in told:
        for finding in worst_first(report.findings):
            yield _command(finding.severity, finding.code, report, text.finding(finding))
        for code, count in sorted(report.omitted.items()):
            yield _command(severity_of(code, report), code, report, f"{count} more of {code}")
        left_out = "".join(text.left_out(report))
        if left_out:
            file = f"file={_property(report.path)},title=xenstream"
            yield f"::notice {file}::{_data(f'{report.path}: {left_out}')}\n"


def _command(severity: str, code: str, report: Report, message: str) -> str:
    title = f"{code} {RULES[code].name}"
    properties = f"file={_property(report.path)},title={_property(title)}"
    return f"::{_COMMANDS[severity]} {properties}::{_data(f'{report.path}: {message}')}\n"


def _data(text: str) -> str:
    """Give text as the runner reads it back; other control characters stand escaped."""
    text = "".join(one if one in "\r\n" else escape(one) for one in text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
