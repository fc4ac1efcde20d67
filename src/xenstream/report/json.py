"""Reports as one JSON document; docs/report.schema.json is its schema."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator
    from typing import Any

    from xenstream.judge.judge import Finding, Report
    from xenstream.report.form import Told

VERSION = 1
"""Of the document. A member may be added to it; one that changes or goes makes a new version."""


def render(told: Iterable[Told], profile: str) -> Iterator[str]:
    """Give the document as text, in pieces: each report is asked for when it is to be written.

    One stream stands on one line, which is quick to write and to search.
    """
    head = {"version": VERSION, "profile": profile}
    yield f'{json.dumps(head)[:-1]}, "streams": ['
    separator = "\n"
    try:
        for report, *_ in told:
            yield separator + dumps(_stream(report))
            separator = ",\n"
    except Exception:
        yield "\n]}\n"  # what is there can be read, whatever became of the rest
        raise
    yield "\n]}\n"


_encode = json.JSONEncoder(check_circular=False).encode  # nothing here holds itself


def dumps(value: object, indent: int | None = None) -> str:
    """Give a value as JSON, all ASCII, with U+FFFD in the place of each lone surrogate.

    Python takes them for characters, other readers refuse the whole document.
    """
    text = _encode(value) if indent is None else json.dumps(value, indent=indent)
    if "\\ud" not in text:
        return text
    import re

    pieces = r"\\\\|(\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2})|\\ud[89a-f][0-9a-f]{2}"
    return re.sub(pieces, _without_lone, text)


def _without_lone(found: re.Match[str]) -> str:
    return found[0] if found[1] or found[0] == "\\\\" else "\\ufffd"


def path_hex(path: str) -> str | None:
    """Give the octets of a path that is no UTF-8, in hexadecimal; None of any other."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return path.encode(errors="surrogateescape").hex() if _is_of_octets(path) else None
    return None


def _is_of_octets(path: str) -> bool:
    return not any("\ud800" <= one < "\udc80" or "\udcff" < one <= "\udfff" for one in path)


def _stream(report: Report) -> dict[str, Any]:
    return {
        "path": report.path,
        "path_hex": path_hex(report.path),
        "format": report.format,
        "verdict": report.verdict,
        "findings": [_finding(finding) for finding in report.findings],
        "omitted": report.omitted,
        "ignored": report.ignored,
        "settings": report.settings,
        "guest": None if report.guest is None else report.guest._asdict(),
        "configuration": _configuration(report),
        "compression": report.compression,
        "checkpoints": report.checkpoints,
        "xen": report.xen,
        "xen_note": report.xen_note,
        "restores": report.restores,
        "records": report.records,
        "pages": report.pages,
        "octets": report.octets,
    }


def _configuration(report: Report) -> dict[str, Any] | None:
    if report.domain is None:
        return None
    domain = report.domain
    return {
        "name": domain.name,
        "uuid": domain.uuid,
        "type": domain.type,
        "vcpus": domain.vcpus,
        "memory_kib": domain.memory_kib,
    }


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
