"""Reports as one JSON document; docs/report.schema.json is its schema."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from xenstream.judge.judge import Finding, Report

VERSION = 1
"""Of the document. A member may be added to it; one that changes or goes makes a new version."""


def render(reports: Iterable[Report], profile: str) -> Iterator[str]:
    """Give the document as text, in pieces: each report is asked for when it is to be written.

    One stream stands on one line, which is quick to write and to search.
    """
    head = {"version": VERSION, "profile": profile}
    yield f'{json.dumps(head)[:-1]}, "streams": ['
    separator = "\n"
    for report in reports:
        yield separator + json.dumps(_stream(report))
        separator = ",\n"
    yield "\n]}\n"


def _stream(report: Report) -> dict[str, Any]:
    return {
        "path": report.path,
        "format": report.format,
        "verdict": report.verdict,
        "findings": [_finding(finding) for finding in report.findings],
        "omitted": report.omitted,
        "guest": None if report.guest is None else report.guest._asdict(),
        "configuration": _configuration(report),
        "compression": report.compression,
        "checkpoints": report.checkpoints,
        "xen": report.xen,
        "restores": report.restores,
        "records": report.records,
        "pages": report.pages,
        "octets": report.octets,
    }


def _configuration(report: Report) -> dict[str, Any] | None:
    if report.domain is None:
        return None
    return {name: value for name, value in report.domain._asdict().items() if name != "problem"}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "offset": finding.offset,
        "length": finding.length,
        "field": finding.field,
        "where": finding.where,
        "xen_says": finding.xen_says,
        "record": None if finding.record is None else finding.record._asdict(),
    }
