"""What a report comes to: how many of each severity, the worst first, the first so many."""

from __future__ import annotations

from xenstream.rules import ERROR, NOTE, RULES, WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from xenstream.judge.judge import Finding, Report

SEVERITIES = (ERROR, WARNING, NOTE)
"""The worst first."""


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Give the findings by severity, those of one severity in their order."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def counts(report: Report) -> dict[str, int]:
    """Give how many findings there are by severity, the omitted ones too."""
    found = dict.fromkeys(SEVERITIES, 0)
    for finding in report.findings:
        found[finding.severity] += 1
    for code, count in report.omitted.items():
        found[severity_of(code, report)] += count
    return {severity: count for severity, count in found.items() if count}


def severity_of(code: str, report: Report) -> str:
    """Give the severity of the findings of a code that are omitted from a report."""
    for finding in report.findings:
        if finding.code == code:
            return finding.severity
    return RULES[code].severities.get(report.profile, ERROR)


def has_errors(report: Report) -> bool:
    """Tell whether an error is among the findings, or among those that are omitted."""
    return ERROR in counts(report)


def cut(report: Report, most: int) -> Report:
    """Give the report with the worst `most` of its findings; the others are counted."""
    if len(report.findings) <= most:
        return report
    kept = worst_first(report.findings)[:most]
    there = {id(finding) for finding in kept}
    omitted = dict(report.omitted)
    for finding in report.findings:
        if id(finding) not in there:
            omitted[finding.code] = omitted.get(finding.code, 0) + 1
    findings = tuple(finding for finding in report.findings if id(finding) in there)
    return report._replace(findings=findings, omitted=omitted)


def at_least(report: Report, severity: str) -> Report:
    """Give the report without what is milder than `severity`."""
    told = SEVERITIES[: SEVERITIES.index(severity) + 1]
    findings = tuple(finding for finding in report.findings if finding.severity in told)
    omitted = {
        code: count for code, count in report.omitted.items() if severity_of(code, report) in told
    }
    return report._replace(findings=findings, omitted=omitted)
