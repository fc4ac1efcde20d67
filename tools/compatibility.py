"""Writes docs/compatibility.md: which Xen takes an image that another one saved.

python tools/compatibility.py [--write]

Without --write it only tells, by its exit status, whether the file is as it should be. The images
are the real ones in tests/fixtures; what was taken out of them, their memory and their device
model's state, is not judged.
"""

from __future__ import annotations

import sys
from pathlib import Path

import xenstream
from xenstream.judge.selection import Selection
from xenstream.restore import versions

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
PAGE = ROOT / "docs" / "compatibility.md"

IMAGES = {
    "xen4.14-pvh-save-p": "PVH guest",
    "pvh-save-p2": "PVH guest",
    "hvm-save-p2": "HVM guest",
    "hvm-vga-save-p": "HVM guest with viridian and VGA",
    "pv-save-p": "PV guest",
    "pv-live-2vcpu": "PV guest of 2 vcpus, a live migration",
    "xen4.20-hvm-save-p": "HVM guest",
}
_TAKEN_OUT = ("XS672", "XS673", "XS674", "XS675", "XS676", "XS677", "XS678", "XS618", "XS7")
"""Rules on a guest's memory and on its device model's state."""

_HEAD = (
    "# An image of Xen X on Xen Y\n\n"
    "Which Xen would restore an image that another one saved: real images of Xen 4.14, 4.17 and"
    " 4.20, judged by `xenstream verify --profile restore --xen Y` (`tools/compatibility.py` writes"
    " this page; nobody edits it). Their memory and their device model's state are left out here,"
    " and what depends on the host is not in the stream: see [restore.md](restore.md).\n\n"
    '"from" names the first point release of a series that takes it. The last columns are the Xens'
    " of XCP-ng with its patches, XenServer 8's being those of XCP-ng 8.3; it reads xapi's"
    " images, so what is said of these is said of the stream in them. What Debian and Qubes patch"
    " in theirs, and what other products do, is not known: the column of the release below them is"
    " the nearest.\n"
)
_PRODUCTS = ("xcp-ng-8.2", "xcp-ng-8.3")


def _answers(path: Path) -> tuple[str, dict[str, str], dict[str, str]]:
    """Give who saved an image, what each series says, and why it does not take it."""
    selection = Selection(ignore=_TAKEN_OUT)

    def ask_for(name: str) -> xenstream.Report:
        return xenstream.verify(path, profile="restore", xen=name, selection=selection)

    def ask(xen: versions.Version) -> xenstream.Report:
        return ask_for(".".join(map(str, xen)))

    report = ask(versions.NEWEST)
    assert report.guest is not None
    answers, why = {}, {}
    for last in versions.VERSIONS:
        series = versions.name(last)
        takes = {xen: ask(xen) for xen in ((*last[:2], 0), last)}
        good = {xen: one.verdict == "valid" for xen, one in takes.items()}
        if all(good.values()):
            answers[series] = "yes"
        elif not any(good.values()):
            answers[series] = "no"
        else:
            # Checks that come to a series in a point release let more through, or less.
            releases = [(*last[:2], point) for point in range(last[2] + 1)]
            one = next(xen for xen in releases if (ask(xen).verdict == "valid") == good[last])
            word = "from" if good[last] else "before"
            answers[series] = f"{word} {'.'.join(map(str, one))}"
        first = next((takes[xen].first_error for xen in takes if not good[xen]), None)
        if first is not None:
            why[series] = first.xen_says or first.message
    for product in _PRODUCTS:
        answers[_column(product)] = "yes" if ask_for(product).verdict == "valid" else "no"
    return report.guest.xen_version or "", answers, why


def _column(product: str) -> str:
    return versions.PRODUCTS[product].title


def page() -> str:
    """Give the page."""
    columns = [versions.name(one) for one in versions.VERSIONS]
    columns += [_column(product) for product in _PRODUCTS]
    rows: list[tuple[str, str, dict[str, str]]] = []
    reasons: dict[tuple[str, str], list[str]] = {}
    for name, what in IMAGES.items():
        saved_by, answers, why = _answers(FIXTURES / f"{name}.img.xz")
        rows.append((saved_by, what, answers))
        told: dict[str, list[str]] = {}
        for series, said in why.items():
            told.setdefault(said, []).append(series)
        for said, of in told.items():
            which = of[0] if len(of) == 1 else f"{of[0]} to {of[-1]}"
            reasons.setdefault((said, which), []).append(f"{what} of {saved_by}")
    lines = [
        f"| saved by | guest | {' | '.join(columns)} |",
        f"|---|---|{'---|' * len(columns)}",
        *(
            f"| {saved_by} | {what} | {' | '.join(answers[one] for one in columns)} |"
            for saved_by, what, answers in rows
        ),
    ]
    why_not = [
        f"- on Xen {which}: `{said}` ({'; '.join(dict.fromkeys(images))})"
        for (said, which), images in reasons.items()
    ]
    return "\n".join([_HEAD, *lines, "\n## Why not\n", *why_not]) + "\n"


def main(arguments: list[str]) -> int:
    """Write the page or compare it, and give the exit status."""
    text = page()
    if arguments == ["--write"]:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PAGE} is not what the images give: run 'make docs'", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
