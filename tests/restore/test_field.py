"""Situations that people had, rebuilt octet by octet, and what a real Xen said of the layers."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import pytest
import yaml
from places import SHARED

import xenstream

FIELD = SHARED / "field"
TABLE: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("field.yaml").read_text("utf-8")
)
needs_field = pytest.mark.skipif(not FIELD.is_dir(), reason="shared/field is not here")


@needs_field
@pytest.mark.parametrize("name", TABLE)
def test_what_people_had_in_hand(name: str, tmp_path: Path) -> None:
    path = tmp_path / "stream"
    path.write_bytes(lzma.decompress((FIELD / f"{name}.xz").read_bytes()))
    expected = TABLE[name]
    told = []
    for profile in ("spec", "restore"):
        xen = "4.17" if profile == "restore" else None
        report = xenstream.verify(path, profile=profile, xen=xen)
        errors = sorted({one.code for one in report.findings if one.severity == "error"})
        told += [one.message for one in report.findings]
        assert {"verdict": report.verdict, "errors": errors} == expected[profile], profile
    path.unlink()
    assert any(expected.get("tells", "") in message for message in told) or "tells" not in expected


RESTORE_20 = SHARED / "restore-4.20"
OURS = ("json-", "emu-", "lx-", "xlh-")
CASES = [
    (f"{kind}/{name}", case)
    for kind, cases in (
        json.loads((RESTORE_20 / "verdicts.json").read_text("utf-8")) if RESTORE_20.is_dir() else {}
    ).items()
    for name, case in sorted(cases.items())
    if name.startswith(OURS) and case["decided_by_stream"]
]
NO_WORDS = {
    "hvm/json-b_info-missing": "xl exits with a word on its standard error alone",
    "hvm/json-root-string": "the same",
    "hvm/json-union-array": "the same",
    "hvm/json-type-null": "xl aborts without a word",
    "hvm/json-type-number": "the same",
    "hvm/lx-libxc-without-context": "libxl runs out of memory for the length before it looks at"
    " the type",
}
"""Cases in whose log no words stand that follow from the stream, and why."""


@pytest.mark.skipif(not CASES, reason="shared/restore-4.20 is not here")
@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_layers_as_a_real_4_20(name: str, case: dict[str, Any]) -> None:
    report = xenstream.verify(RESTORE_20 / f"{name}.img.xz", profile="restore", xen="4.20")
    assert (report.verdict == "valid") == case["restored"], report.findings
    if not case["restored"] and name not in NO_WORDS:
        first = next(finding for finding in report.findings if finding.severity == "error")
        assert first.xen_says is not None
        assert any(first.xen_says in said for said in case["xen_said"]), first.xen_says


RESTORE_14 = SHARED / "restore-4.14"
QEMU_14 = sorted(path.name[: -len(".img.xz")] for path in RESTORE_14.glob("hvm-*.img.xz"))


@pytest.mark.skipif(not QEMU_14, reason="shared/restore-4.14 is not here")
@pytest.mark.parametrize("name", QEMU_14)
def test_qemus_state_as_a_real_4_14(name: str) -> None:
    log = (RESTORE_14 / f"{name}.log").read_text("utf-8", "replace")
    restored = "device model did not start" not in log
    report = xenstream.verify(RESTORE_14 / f"{name}.img.xz", profile="restore", xen="4.14")
    assert (report.verdict == "valid") == restored, report.findings
