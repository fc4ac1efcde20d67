"""Profile restore against what a real Xen said: mutants of real images, and the real images."""

from __future__ import annotations

import io
import json
from collections import Counter
from typing import Any

import pytest
from places import FIXTURES, SHARED
from vector_builder import build, load

import xenstream
from xenstream.octets.source import Begin, opened
from xenstream.report.text import TextReport
from xenstream.restore import versions
from xenstream.restore.state import Restoring
from xenstream.rules import checks_of, everything
from xenstream.rules.context import Context
from xenstream.walk.walker import Header, Layer, Record, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk.field import AnyItem

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
        first = report.first_error
        assert first is not None
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


@pytest.mark.parametrize(
    "xen", ["4.6", "4.17", "4.17.7", "4.22", "4.30", "4.13.5-9.40", "4.22-rc1"]
)
def test_versions_are_read(xen: str) -> None:
    assert versions.parse(xen) in versions.VERSIONS


@pytest.mark.parametrize(
    "xen", ["4.5", "3.4", "4", "", "4.x", "four", "5.0", "8.2", "-4.17", "4.17.x"]
)
def test_what_is_no_version(xen: str) -> None:
    with pytest.raises(ValueError, match=r"Xen"):
        versions.parse(xen)


def test_versions_in_words() -> None:
    some = [versions.parse(f"4.{minor}") for minor in (6, 7, 9, 20, 21, 22)]
    assert versions.ranges(some) == "4.6 to 4.7, 4.9, 4.20 and later"
    assert versions.ranges(some, is_exact=True) == "4.6.6 to 4.7.6, 4.9.4, 4.20.4 and later"
    assert versions.ranges([versions.parse("4.21")]) == "4.21"
    assert versions.ranges([]) == ""


def test_what_stands_for_a_version() -> None:
    newer = "4.23 is newer than this tool knows: judged as 4.22"
    assert versions.asked("4.23") == versions.Asked((4, 22, 0), newer)
    later = "4.17.99 is newer than this tool knows: judged as 4.17.7"
    assert versions.asked("4.17.99") == versions.Asked((4, 17, 7), later)
    for text in ("4.17.2", "4.17.2-pre", "4.17.2+debian"):
        assert versions.asked(text) == versions.Asked((4, 17, 2))
    assert versions.asked("4.22-rc1") == versions.asked("4.22-unstable")
    assert versions.asked("XCP-ng-8.3").version == versions.XENSERVER_8
    assert versions.name(versions.XENSERVER_8) == "4.17.6-2"
    for name, product in versions.PRODUCTS.items():
        version, note = versions.asked(name)
        assert version == product.version
        assert note is not None
        assert product.title in note
    for text in ("8.2", "5.0"):
        with pytest.raises(ValueError, match=r"products number differently.*xcp-ng-8\.3"):
            versions.asked(text)


def test_what_a_product_patches_is_its_own() -> None:
    since = (versions.XENSERVER_8, (4, 18, 5), (4, 19, 2))
    has = {
        versions.XENSERVER_8: True,
        versions.XCPNG_8_2: False,
        (4, 17, 6): False,
        (4, 17, 7): False,
        (4, 18, 4): False,
        (4, 18, 5): True,
        (4, 19, 1): False,
        (4, 20, 0): True,
    }
    assert {version: versions.has(version, since) for version in has} == has
    changes = versions.changes_of(since)
    assert changes == (versions.XENSERVER_8, (4, 17, 7), (4, 18, 5), (4, 19, 0), (4, 19, 2))
    assert versions.has(versions.XENSERVER_8, ((4, 17, 5), (4, 18, 3)))
    assert not versions.has(versions.XENSERVER_8, ((4, 17, 7),))
    alone = (versions.XENSERVER_8,)
    assert versions.has(versions.XENSERVER_8, alone)
    assert not versions.has((4, 22, 0), alone)


def test_an_image_that_a_product_alone_takes() -> None:
    """XCP-ng 8.3 has the longer LAPIC of Xen 4.18.5, and the 4.17.6 below it has not."""
    path = FIXTURES / "xen4.20-hvm-save-p.img.xz"
    report = xenstream.verify(path, profile="restore", xen="xcp-ng-8.3")
    assert (report.verdict, report.xen) == ("valid", "4.17.6-2")
    assert report.restores is not None
    assert not report.restores["4.17"]
    assert (
        "would restore on Xen 4.17.6-2, and on Xen 4.18.6 and later"
        in TextReport(color=False).verdict(report)[0]
    )
    upstream = xenstream.verify(path, profile="restore", xen="4.17.6")
    assert upstream.verdict == "invalid"
    assert "LAPIC" in upstream.findings[0].message


def test_backports() -> None:
    since = ((4, 17, 5), (4, 18, 3))
    has = {
        (4, 16, 7): False,
        (4, 17, 4): False,
        (4, 17, 5): True,
        (4, 17): True,
        (4, 18, 2): False,
        (4, 18, 3): True,
        (4, 19, 0): True,
    }
    assert {version: versions.has(version, since) for version in has} == has
    assert versions.changes_of(since) == ((4, 17, 5), (4, 18, 0), (4, 18, 3))
    assert versions.has((4, 6, 0), versions.ALWAYS)
    assert not versions.has((4, 22, 0), versions.NEVER)


class Noting(tuple[int, ...]):
    """A version that notes what it is compared with."""

    seen: set[tuple[int, ...]] = set()

    def __ge__(self, other: tuple[int, ...]) -> bool:
        self.seen.add(other)
        return super().__ge__(other)

    def __lt__(self, other: tuple[int, ...]) -> bool:
        self.seen.add(other)
        return super().__lt__(other)

    __gt__ = __le__ = None  # type: ignore[assignment]


class NotingWatch:
    """Runs the checks of profile restore as the judge does, with a version that notes."""

    def __init__(self, xen: tuple[int, ...]) -> None:
        self.states: dict[Layer, Restoring] = {}
        self.context = Context(Noting(xen), None, self.states)
        self.checks = checks_of("restore")

    def see(self, item: AnyItem) -> None:
        for check, rules in self.checks.get(item.kind, ()):
            Noting.seen.clear()
            list(check(item, self.context))
            if not any(rule.severities["restore"] == "error" for rule in rules):
                continue  # Warnings are given for the Xen that is judged for alone.
            told = {change for rule in rules for change in rule.changes_at}
            if told.issuperset(versions.ANY_RELEASE):
                continue  # Each release that is told apart is asked.
            undeclared = Noting.seen - told - {(0, 0), (0, 0, 0)}
            assert not undeclared, f"{rules[0].code} is also compared with {undeclared}"
        if isinstance(item, Record) and item.layer in self.states:
            self.states[item.layer].see(item)
        elif isinstance(item, Header) and item.kind == "image header":
            self.states[item.layer] = Restoring(item.layer)


@pytest.mark.parametrize("xen", [versions.VERSIONS[0], (4, 13, 5), versions.NEWEST])
def test_every_version_compared_with_is_declared(xen: tuple[int, ...]) -> None:
    everything()
    for vector in load():
        if vector["format"] in ("xl", "libxl", "libxc"):
            watch = NotingWatch(xen)
            with opened(io.BytesIO(build(vector)), Begin()) as source:
                for item in walk(source, vector["format"], deep=True):
                    watch.see(item)


def test_ranges_of_versions() -> None:
    assert versions.ranges_of(()) == [versions.VERSIONS]
    older, newer = versions.ranges_of(((4, 14),))
    assert (older[-1], newer[0]) == ((4, 13, 5), (4, 14, 6))
    point = ((4, 14), (4, 18, 5))
    numbers = [versions.range_of(one, point) for one in ((4, 13), (4, 14), (4, 18, 4), (4, 18, 5))]
    assert numbers == [0, 1, 1, 2]
