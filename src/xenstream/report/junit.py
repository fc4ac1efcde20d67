"""Reports as JUnit's XML, as continuous integration reads it: a suite and a test case a stream."""

from __future__ import annotations

from xenstream.judge.judge import UNREADABLE
from xenstream.report.digest import has_errors, severity_of, worst_first
from xenstream.report.text import TextReport, escape
from xenstream.rules import ERROR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xenstream.judge.judge import Report
    from xenstream.report.form import Told


def render(told: Iterable[Told], profile: str) -> Iterator[str]:
    """Give the document as text, in pieces: each report is asked for when it is to be written.

    It is all ASCII, so that no output's encoding matters.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="xenstream verify">\n'
    for report, *_ in told:
        yield _suite(report, profile)
    yield "</testsuites>\n"


def _suite(report: Report, profile: str) -> str:
    failed = has_errors(report)
    is_error = failed and report.verdict == UNREADABLE
    name = _attribute(report.path)
    return (
        f'<testsuite name={name} tests="1" failures="{int(failed and not is_error)}"'
        f' errors="{int(is_error)}" skipped="0">\n'
        f"<testcase name={name} classname={_attribute(f'xenstream.{profile}')}>\n"
        f"{_failure(report, is_error) if failed else ''}"
        f"<system-out>{_content(_told(report, errors=False))}</system-out>\n"
        "</testcase>\n</testsuite>\n"
    )


def _failure(report: Report, is_error: bool) -> str:
    kind = "error" if is_error else "failure"
    errors = _told(report, errors=True)
    code = next(one.code for one in worst_first(report.findings)) if report.findings else ""
    return (
        f"<{kind} type={_attribute(code or report.verdict)} message={_attribute(errors[0])}>"
        f"{_content(errors)}</{kind}>\n"
    )


def _told(report: Report, errors: bool) -> list[str]:
    """Give the lines on the errors, or on all that is none, with the verdict."""
    text = TextReport(color=False)
    lines = [
        text.finding(finding)
        for finding in worst_first(report.findings)
        if (finding.severity == ERROR) is errors
    ]
    lines += [
        f"{count} more of {code}"
        for code, count in sorted(report.omitted.items())
        if (severity_of(code, report) == ERROR) is errors
    ]
    return lines if errors else [*lines, *text.verdict(report)]


def _content(lines: list[str]) -> str:
    return "\n".join(map(_escaped, lines))


def _attribute(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    """Give text as XML: what XML 1.0 forbids is no printable character, and stands escaped."""
    for character, reference in _REFERENCES:
        text = text.replace(character, reference)
    return escape(text).encode("ascii", "xmlcharrefreplace").decode("ascii")


_REFERENCES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))
