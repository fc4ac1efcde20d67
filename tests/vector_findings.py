"""What is found in each vector, to the field and the words: tests/vectors/findings.json."""

from __future__ import annotations

import io
import json
from typing import Any

from vector_builder import VECTORS, build

import xenstream

FILE = VECTORS / "findings.json"
PROFILES = ("spec", "upstream", "restore")
_OF_A_LIBRARY = ("XS871", "XS903")
"""Rules whose messages end with the words of zlib or expat, which are not always the same."""


def findings_of(vector: dict[str, Any]) -> dict[str, list[str]]:
    """Give what is found, by profile; of upstream only where that differs from spec."""
    found = {profile: _findings(vector, profile) for profile in PROFILES}
    if found["upstream"] == found["spec"]:
        del found["upstream"]
    return {profile: lines for profile, lines in found.items() if lines}


def _findings(vector: dict[str, Any], profile: str) -> list[str]:
    report = xenstream.verify(
        io.BytesIO(build(vector)),
        format=vector["format"],
        profile=profile,
        back_channel=vector.get("back_channel", False),
        xen=vector.get("xen"),
    )
    return [_line(finding) for finding in report.findings]


def _line(finding: xenstream.Finding) -> str:
    message = finding.message
    if finding.code in _OF_A_LIBRARY:
        message = message.rpartition(": ")[0]
    place = f"0x{finding.offset:x}+{finding.length} {finding.field or '-'}"
    says = "" if finding.xen_says is None else f" | Xen says: {finding.xen_says}"
    return f"{finding.code} {finding.severity} {place}: {message}{says}"


def text_of(vectors: list[dict[str, Any]]) -> str:
    """Give the file: what is found in each vector, by name."""
    found = {vector["name"]: findings_of(vector) for vector in vectors}
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


def stated() -> dict[str, dict[str, list[str]]]:
    """Give what the file states."""
    found: dict[str, dict[str, list[str]]] = json.loads(FILE.read_text("utf-8"))
    return found
