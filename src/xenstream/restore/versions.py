"""The Xens that a stream may be restored on, and the one that is asked about."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.contents.policies import Policy

    Version = tuple[int, int]
    """As in (4, 17)."""

VERSIONS: tuple[Version, ...] = tuple((4, minor) for minor in range(6, 22))
"""The versions that are told apart, the oldest first: what reads streams of version 2 on."""

NEWEST = VERSIONS[-1]


def name(version: Version) -> str:
    """Give a version in words, as in 4.17."""
    return f"{version[0]}.{version[1]}"


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


def ranges(versions: list[Version]) -> str:
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


class Target:
    """The Xen that is asked about; it changes while the answers of several are sought."""

    def __init__(self, xen: Version, host_policy: Policy | None = None) -> None:
        self.xen = xen
        self.host_policy = host_policy
        """What the processors of its host have to offer, where that is known."""
