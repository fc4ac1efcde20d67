"""Profile restore against what real Xens of 4.14 and 4.20 said: other mutants of real images."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from places import SHARED

import xenstream

XEN_4_14, XEN_4_20 = SHARED / "restore-4.14", SHARED / "restore-4.20"


UNSAID = ("hvm/lx-libxc-without-context", "pvm/p2mx-later-half-only")
"""What they say hangs on the host: memory that it has not, and what memory held before."""


def _cases_of_4_20() -> list[tuple[str, bool, list[str]]]:
    path = XEN_4_20 / "verdicts.json"
    if not path.is_file():
        return []
    verdicts: dict[str, dict[str, dict[str, Any]]] = json.loads(path.read_text("utf-8"))
    return [
        (f"{kind}/{name}", case["restored"], case["xen_said"])
        for kind, cases in sorted(verdicts.items())
        for name, case in sorted(cases.items())
        if case["decided_by_stream"]
    ]


def _refused_words(log: Path) -> list[str]:
    """Give the lines in which the tools say that it failed."""
    lines = log.read_text("utf-8", errors="replace").splitlines()
    return [line for line in lines if "error:" in line or "failed" in line]


def _judge(path: Path, restored: bool, xen: str) -> xenstream.Report:
    report = xenstream.verify(path, profile="restore", xen=xen)
    assert (report.verdict == "valid") == restored, report.findings
    return report


@pytest.mark.skipif(not XEN_4_20.is_dir(), reason="shared/restore-4.20 is not here")
@pytest.mark.parametrize(("name", "restored", "words"), _cases_of_4_20())
def test_as_a_real_4_20(name: str, restored: bool, words: list[str]) -> None:
    report = _judge(XEN_4_20 / f"{name}.img.xz", restored, "4.20")
    if restored or not words:
        return
    assert report.first_error is not None
    said = report.first_error.xen_says
    if name in UNSAID:
        assert said is None
    else:
        assert said is not None
        assert any(said in line for line in words), (said, words)


@pytest.mark.skipif(not XEN_4_14.is_dir(), reason="shared/restore-4.14 is not here")
@pytest.mark.parametrize("path", sorted(XEN_4_14.glob("*.img.xz")), ids=lambda path: path.name)
def test_as_a_real_4_14(path: Path) -> None:
    words = _refused_words(path.with_name(path.name.removesuffix(".img.xz") + ".log"))
    report = _judge(path, not words, "4.14")
    if report.verdict == "invalid":
        assert report.first_error is not None
        said = report.first_error.xen_says
        assert said is not None
        assert any(said in line for line in words), (said, words)
