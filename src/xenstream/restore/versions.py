"""The Xens that a stream may be restored on."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Version = tuple[int, ...]
    """As in (4, 17); it is to be compared only."""

VERSIONS: tuple[Version, ...] = tuple((4, minor) for minor in range(6, 22))
"""The versions that are told apart, the oldest first: what reads streams of version 2 on."""

NEWEST = VERSIONS[-1]


def name(version: Version) -> str:
    """Give a version in words, as in 4.17."""
    return ".".join(map(str, version))


def parse(text: str) -> Version:
    """Read a version; one that is newer than those here is taken for the newest of them.

    Raises:
        ValueError: it is no version, or older than 4.6.

    """
    major, dot, minor = text.partition(".")
    if not (dot and major.isdecimal() and minor.isdecimal() and len(text) < 8):
        raise ValueError(f"no version of Xen: {text!r}, expected one such as {name(NEWEST)}")
    version = int(major), int(minor)
    if version < VERSIONS[0]:
        raise ValueError(f"Xen {text} knows legacy streams only, expected {name(VERSIONS[0])} on")
    return min(version, NEWEST)


def ranges(versions: Sequence[Version]) -> str:
    """Give versions, in ascending order, in words: `4.6 to 4.13, 4.15 and later`."""
    runs: list[list[Version]] = []
    for version in versions:
        if runs and VERSIONS.index(runs[-1][-1]) + 1 == VERSIONS.index(version):
            runs[-1].append(version)
        else:
            runs.append([version])
    return ", ".join(map(_run, runs))


def _run(run: list[Version]) -> str:
    if run[-1] == NEWEST:
        return f"{name(run[0])} and later" if len(run) > 1 else name(run[0])
    return name(run[0]) if len(run) == 1 else f"{name(run[0])} to {name(run[-1])}"


def ranges_of(changes_at: tuple[Version, ...]) -> list[tuple[Version, ...]]:
    """Give VERSIONS in the ranges in which one answer holds, the oldest first.

    `changes_at` is in ascending order; point releases may be among it, as in (4, 18, 5).
    """
    ranges: dict[int, list[Version]] = {}
    for version in VERSIONS:
        ranges.setdefault(range_of(version, changes_at), []).append(version)
    return [tuple(versions) for versions in ranges.values()]


def range_of(version: Version, changes_at: tuple[Version, ...]) -> int:
    """Give the number of the range between `changes_at` that a version is in."""
    return sum(version >= change for change in changes_at)
