"""Reports as one SARIF 2.1.0 log, as code scanning services read it."""

from __future__ import annotations

from xenstream._version import __version__
from xenstream.judge.judge import UNREADABLE
from xenstream.report.baseline import place
from xenstream.report.digest import counts, has_errors
from xenstream.report.json import dumps
from xenstream.report.text import TextReport, escape
from xenstream.rules import ERROR, NOTE, WARNING, everything

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from xenstream.judge.judge import Finding, Report
    from xenstream.report.form import Told
    from xenstream.rules import Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
VERSION = "2.1.0"

_LEVELS = {ERROR: "error", WARNING: "warning", NOTE: "note"}
_RULES = dict(sorted(everything().items()))
_INDEX = {code: index for index, code in enumerate(_RULES)}


def render(told: Iterable[Told], profile: str, *, begin: int = 0) -> Iterator[str]:
    """Give the log as text, in pieces: each report is asked for when it is to be written.

    The streams begin `begin` octets on in their files: a region counts from the file's beginning.
    What is said of all files together stands after the results.
    """
    yield f'{{"$schema": {dumps(SCHEMA)}, "version": "{VERSION}", "runs": [{{\n'
    yield f'"tool": {dumps({"driver": _driver(profile)})},\n"results": ['
    separator = "\n"
    rest = _Rest()
    for report, *_ in told:
        index = rest.add(report)
        for finding in report.findings:
            yield separator + dumps(_result(finding, report, index, begin))
            separator = ",\n"
    yield "\n],\n"
    yield f'"artifacts": {dumps(rest.artifacts)},\n'
    yield f'"invocations": [{dumps(rest.invocation())}],\n'
    yield f'"properties": {dumps({"profile": profile})}\n}}]}}\n'


class _Rest:
    """What is said of the files at the end of the log."""

    def __init__(self) -> None:
        self.artifacts: list[dict[str, Any]] = []
        self._notifications: list[dict[str, Any]] = []
        self._status = 0

    def add(self, report: Report) -> int:
        """Take note of a report, and give the index of its file."""
        index = len(self.artifacts)
        self.artifacts.append(_artifact(report))
        if has_errors(report):
            self._status = max(self._status, 2 if report.verdict == UNREADABLE else 1)
            if report.verdict == UNREADABLE:
                self._notifications.append(_could_not_check(report, index))
        if report.omitted:
            self._notifications.append(_omitted(report, index))
        if report.ignored or report.settings is not None:
            self._notifications.append(_left_out(report, index))
        return index

    def invocation(self) -> dict[str, Any]:
        """Give what is said of the run."""
        return {
            "executionSuccessful": self._status < 2,
            "exitCode": self._status,
            "exitCodeDescription": _STATUSES[self._status],
            "toolExecutionNotifications": self._notifications,
        }


_STATUSES = ("all are valid", "one is invalid", "one could not be checked")


def _driver(profile: str) -> dict[str, Any]:
    return {
        "name": "xenstream",
        "version": __version__,
        "rules": [_rule(rule, profile) for rule in _RULES.values()],
    }


def _rule(rule: Rule, profile: str) -> dict[str, Any]:
    severity = rule.severities.get(profile)
    described: dict[str, Any] = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "help": {"text": f"See {rule.reference}."},
        "defaultConfiguration": {"enabled": severity is not None},
        "properties": {"reference": rule.reference},
    }
    if severity is not None:
        described["defaultConfiguration"]["level"] = _LEVELS[severity]
    if rule.reference.startswith(("https://", "http://")):
        described["helpUri"] = rule.reference
    return described


def _result(finding: Finding, report: Report, index: int, begin: int) -> dict[str, Any]:
    properties: dict[str, Any] = {"offset": finding.offset, "where": finding.where}
    if finding.field is not None:
        properties["field"] = finding.field
    if finding.record is not None:
        properties["record"] = finding.record._asdict()
    if finding.xen_says is not None:
        properties["xen_says"] = finding.xen_says
    return {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": _text(finding.message)},
        "locations": [_location(finding, report, index, begin)],
        "partialFingerprints": {"xenstreamPlace/v1": f"{finding.code} {place(finding)}"},
        "properties": properties,
    }


def _location(finding: Finding, report: Report, index: int, begin: int) -> dict[str, Any]:
    physical = {"artifactLocation": _artifact_location(report, index)}
    if report.compression is None:
        physical["region"] = {"byteOffset": begin + finding.offset}
        if finding.length:
            physical["region"]["byteLength"] = finding.length
    else:  # the offset is in what is packed
        physical["address"] = {
            "absoluteAddress": finding.offset,
            "name": f"octets unpacked from {report.compression}",
        }
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.where:
        location["logicalLocations"] = [_logical(finding)]
    return location


def _logical(finding: Finding) -> dict[str, Any]:
    where = escape(finding.where)
    kind = "header" if finding.record is None else "record"
    return {"name": where, "fullyQualifiedName": escape(place(finding)), "kind": kind}


def _artifact(report: Report) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "verdict": report.verdict,
        "format": report.format,
        "compression": report.compression,
        "octets": report.octets,
        "findings": counts(report),
        "omitted": report.omitted,
        "ignored": report.ignored,
        "settings": report.settings,
    }
    if report.restores is not None:
        properties["xen"] = report.xen
        if report.xen_note is not None:
            properties["xen_note"] = report.xen_note
        properties["restores"] = report.restores
    return {"location": {"uri": uri(report.path)}, "properties": properties}


def _artifact_location(report: Report, index: int) -> dict[str, Any]:
    return {"uri": uri(report.path), "index": index}


def _could_not_check(report: Report, index: int) -> dict[str, Any]:
    errors = [finding for finding in report.findings if finding.severity == ERROR]
    why = errors[-1].message if errors else "see what was omitted"
    told = _told(f"could not be checked: {why}", "error", report, index)
    if errors:
        code = errors[-1].code
        told["associatedRule"] = {"id": code, "index": _INDEX[code]}
    return told


def _omitted(report: Report, index: int) -> dict[str, Any]:
    said = ", ".join(f"{count} more of {code}" for code, count in sorted(report.omitted.items()))
    return _told(f"not all findings are in this log: {said}", "note", report, index)


def _left_out(report: Report, index: int) -> dict[str, Any]:
    said = "; ".join(TextReport(color=False).left_out(report))
    return _told(f"by the user's choice: {said}", "note", report, index)


def _told(message: str, level: str, report: Report, index: int) -> dict[str, Any]:
    location = {"physicalLocation": {"artifactLocation": _artifact_location(report, index)}}
    text = _text(f"{report.path}: {message}")
    return {"level": level, "message": {"text": text}, "locations": [location]}


def _text(message: str) -> str:
    """Give a text in which nothing is a placeholder or a link."""
    return escape(message).replace("{", "{{").replace("}", "}}").replace("](", "] (")


def uri(path: str) -> str:
    """Give a path as the reference of a URI, relative where the path is."""
    import os
    from urllib.parse import quote

    quoted = quote(os.fsencode(path))
    return f"file://{quoted}" if path.startswith("/") else quoted
