"""Profile restore against what a real Xen said: mutants of real images, and the real images."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from test_fixtures import FIXTURES

import xenstream
from xenstream.restore import versions

SHARED = Path(os.environ.get("XENSTREAM_SHARED", Path(__file__).parents[2] / "shared"))
RESTORE = SHARED / "restore"
XEN = "4.17"
"""The Xen that the verdicts are of."""

EXCEPTIONS: dict[str, str] = {}
"""Cases on which the profile and that Xen do not agree, and why."""

needs_restore = pytest.mark.skipif(
    not RESTORE.is_dir(), reason="shared/restore is not here: no ground truth of a real Xen"
)


def _cases() -> list[tuple[str, dict[str, Any]]]:
    if not RESTORE.is_dir():
        return []
    verdicts = json.loads((RESTORE / "verdicts.json").read_text("utf-8"))
    return [
        (f"{kind}/{name}", case)
        for kind, cases in sorted(verdicts.items())
        for name, case in sorted(cases.items())
    ]


CASES = _cases()
DECIDED = [(name, case) for name, case in CASES if case["decided_by_stream"]]


def verdict_of(name: str) -> xenstream.Report:
    return xenstream.verify(RESTORE / f"{name}.img.xz", profile="restore", xen=XEN)


@needs_restore
@pytest.mark.parametrize(("name", "case"), DECIDED, ids=[name for name, _ in DECIDED])
def test_as_a_real_xen(name: str, case: dict[str, Any]) -> None:
    report = verdict_of(name)
    if name in EXCEPTIONS:
        assert (report.verdict == "valid") != case["restored"], "no exception any more"
        return
    assert (report.verdict == "valid") == case["restored"], report.findings
    if not case["restored"]:
        first = next(finding for finding in report.findings if finding.severity == "error")
        assert first.xen_says is not None
        assert any(first.xen_says in said for said in case["xen_said"]), first.xen_says


@needs_restore
def test_confusion_table(capsys: pytest.CaptureFixture[str]) -> None:
    """Print how often both said what."""
    table = Counter(
        (case["restored"], verdict_of(name).verdict == "valid") for name, case in DECIDED
    )
    with capsys.disabled():
        print(f"\n{len(DECIDED)} cases decided by the stream    we: restores    we: refuses")
        for restored, label in ((True, "Xen restored it"), (False, "Xen refused it ")):
            print(f"  {label}{table[restored, True]:>28}{table[restored, False]:>15}")
    assert table[True, False] + table[False, True] == len(EXCEPTIONS)
    assert set(EXCEPTIONS) <= {name for name, _ in DECIDED}


@needs_restore
def test_the_undecided_are_judged_without_a_fault() -> None:
    for name, case in CASES:
        if not case["decided_by_stream"]:
            assert verdict_of(name).verdict in ("valid", "invalid")


@pytest.mark.parametrize(
    ("name", "first"),
    [("xen4.14-pvh-save-p", "4.14"), ("xen4.20-hvm-save-p", "4.18"), ("hvm-vga-save-p", "4.15")],
)
def test_versions_that_take_a_real_image(name: str, first: str) -> None:
    """The LAPIC of 4.20 is longer, and a viridian feature is newer than 4.14."""
    full = SHARED / "streams" / f"{name}.img.xz"
    if not full.is_file():
        pytest.skip("shared/streams is not here: the fixtures lack what differs")
    report = xenstream.verify(full, profile="restore")
    assert report.verdict == "valid"
    assert report.restores is not None
    assert next(version for version, restores in report.restores.items() if restores) == first


@pytest.mark.parametrize("name", ["pvh-save-p2", "hvm-save-p2"])
def test_a_fixture_is_restored_by_the_xen_that_saved_it(name: str) -> None:
    report = xenstream.verify(FIXTURES / f"{name}.img.xz", profile="restore", xen=XEN)
    assert [finding for finding in report.findings if finding.severity == "error"] == []
    assert report.restores is not None
    assert report.restores["4.17"]
    assert not report.restores["4.13"]


@pytest.mark.parametrize("xen", ["4.6", "4.17", "4.21", "4.30", "5.0"])
def test_versions_are_read(xen: str) -> None:
    assert versions.parse(xen) in versions.VERSIONS


@pytest.mark.parametrize("xen", ["4.5", "3.4", "4", "", "4.x", "four", "4.17.1", "-4.17"])
def test_what_is_no_version(xen: str) -> None:
    with pytest.raises(ValueError, match=r"Xen"):
        versions.parse(xen)


def test_versions_in_words() -> None:
    some = [(4, 6), (4, 7), (4, 9), (4, 20), (4, 21)]
    assert versions.ranges(some) == "4.6 to 4.7, 4.9, 4.20 and later"
    assert versions.ranges([(4, 21)]) == "4.21"
    assert versions.ranges([]) == ""
