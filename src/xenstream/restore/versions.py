"""The Xens that a stream may be restored on, by point release, and how they are asked for."""

from __future__ import annotations

import re

from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Version = tuple[int, ...]
    """As in (4, 17, 2); it is to be compared only. (4, 17) stands for the last of its series. A
    fourth number is a release with a product's patches."""

    Since = tuple[Version, ...]
    """The first release of each series that has something, in ascending order: of series between
    two of them none has it, of those after the last one all have. One with a product's patches
    stands for that alone."""

VERSIONS: tuple[Version, ...] = (
    (4, 6, 6),
    (4, 7, 6),
    (4, 8, 5),
    (4, 9, 4),
    (4, 10, 4),
    (4, 11, 4),
    (4, 12, 4),
    (4, 13, 5),
    (4, 14, 6),
    (4, 15, 7),
    (4, 16, 7),
    (4, 17, 7),
    (4, 18, 6),
    (4, 19, 6),
    (4, 20, 4),
    (4, 21, 2),
    (4, 22, 0),
)
"""The last point release of each series that reads streams of version 2, the oldest first."""

NEWEST = VERSIONS[-1]
_SERIES, _RELEASE = 2, 3  # of a version's numbers
_LAST = {version[:_SERIES]: version for version in VERSIONS}

JSON_C_SINCE: Version = (4, 21)
"""Since then libxl reads configurations by json-c, before by YAJL."""

XCPNG_8_2: Version = (4, 13, 5, 1)
"""4.13.5 with the patches of XCP-ng 8.2, of September 2025."""
XENSERVER_8: Version = (4, 17, 6, 1)
"""4.17.6 with the patches of XenServer 8, which are XCP-ng 8.3's, of January 2026."""
_PATCHED = {XCPNG_8_2: "4.13.5-9.49", XENSERVER_8: "4.17.6-2"}
"""What a product's package is called, as `xl info` prints it, too."""

ALWAYS: Since = ((0, 0, 0),)
NEVER: Since = ()


def has(version: Version, since: Since) -> bool:
    """Tell whether a release has what is there since some others."""
    version = exact(version)
    is_patched = len(version) > _RELEASE
    for release in since:
        if release[:_SERIES] == version[:_SERIES] and (is_patched or len(release) <= _RELEASE):
            return version >= release
    return bool(since) and len(since[-1]) <= _RELEASE and version >= since[-1]


def exact(version: Version) -> Version:
    """Give the point release that a version stands for."""
    return version if len(version) > _SERIES else _LAST.get(version, version)


def name(version: Version) -> str:
    """Give a version in words: 4.17 for the last of its series, else as 4.17.2 or 4.17.6-2."""
    if version in _PATCHED:
        return _PATCHED[version]
    if version in VERSIONS:
        version = version[:_SERIES]
    return ".".join(map(str, version))


class Asked(NamedTuple):
    """What somebody who names a Xen asks for."""

    version: Version
    note: str | None = None
    """What they are to be told: that something else stands for it."""


class _Product(NamedTuple):
    title: str
    version: Version
    source: str
    """Where that stands."""


_XCP = "https://docs.xcp-ng.org/releases/"
_DEBIAN = "https://packages.debian.org/source/"
_QUBES = "https://doc.qubes-os.org/en/latest/user/downloading-installing-upgrading/"
_UNKNOWN_PATCHES = "its own patches are not known here"

PRODUCTS = {
    "xcp-ng-8.2": _Product("XCP-ng 8.2", XCPNG_8_2, f"{_XCP}release-8-2/"),
    "xcp-ng-8.3": _Product("XCP-ng 8.3", XENSERVER_8, f"{_XCP}release-8-3/"),
    "xenserver-8": _Product(
        "XenServer 8", XENSERVER_8, "https://docs.xenserver.com/en-us/xenserver/8/whats-new"
    ),
    "debian-11": _Product("Debian 11", (4, 14, 6), f"{_DEBIAN}bullseye/xen"),
    "debian-12": _Product("Debian 12", (4, 17, 7), f"{_DEBIAN}bookworm/xen"),
    "debian-13": _Product("Debian 13", (4, 20, 4), f"{_DEBIAN}trixie/xen"),
    "qubes-4.2": _Product("Qubes OS 4.2", (4, 17, 7), f"{_QUBES}supported-releases.html"),
    "qubes-4.3": _Product("Qubes OS 4.3", (4, 19, 6), f"{_QUBES}supported-releases.html"),
}
"""What number their own releases: the Xen that each has below."""

_MOST_DIGITS = 4
_NUMBERS = re.compile(
    rf"(\d{{1,{_MOST_DIGITS}}})\.(\d{{1,{_MOST_DIGITS}}})(?:\.(\d{{1,{_MOST_DIGITS}}}))?"
    r"(?:[-+~_ ].*)?",
    re.ASCII,
)
"""A version as `xl info` prints it: 4.17.2, 4.13.5-9.40, 4.22-rc1, 4.21.0-pre."""
_NEWEST_MAJOR = NEWEST[0]


def parse(text: str) -> Version:
    """Give the release that a version or a product's name stands for; see `asked`."""
    return asked(text).version


def asked(text: str) -> Asked:
    """Read a version, as `xl info` prints it, or the name of a product.

    A bare 4.17 is the last of its series. What is newer than those here is taken for the newest,
    and said so.

    Raises:
        ValueError: it is neither, or older than 4.6.

    """
    product = PRODUCTS.get(text.lower())
    if product is not None:
        release, patches = product.version[:_RELEASE], f": {_UNKNOWN_PATCHES}"
        if product.version in _PATCHED:
            patches = f" with the patches of its package {_PATCHED[product.version]}"
        note = f"{product.title} is judged as Xen {_dotted(release)}{patches}"
        return Asked(product.version, note)
    found = _NUMBERS.fullmatch(text)
    if found is None:
        raise ValueError(
            f"no version of Xen: {text!r}, expected one such as {name(NEWEST)} or"
            f" {_dotted(_LAST[4, 17])}, or a product: {', '.join(PRODUCTS)}"
        )
    numbers = tuple(int(one) for one in found.groups() if one is not None)
    series = numbers[:_SERIES]
    if numbers[0] > _NEWEST_MAJOR:
        raise ValueError(
            f"no Xen has the number {_dotted(numbers)}: products number differently,"
            f" expected one of {', '.join(PRODUCTS)}, or what `xl info` calls xen_version"
        )
    if series < VERSIONS[0][:_SERIES]:
        raise ValueError(
            f"Xen {_dotted(numbers)} knows legacy streams only, expected {name(VERSIONS[0])} on"
        )
    last = _LAST.get(series)
    if last is None:
        note = f"{_dotted(series)} is newer than this tool knows: judged as {name(NEWEST)}"
        return Asked(NEWEST, note)
    if len(numbers) == _SERIES:
        is_candidate = text[found.end(2) :].startswith(("-rc", "-unstable"))
        return Asked((*series, 0) if is_candidate else last)
    if numbers > last:
        note = f"{_dotted(numbers)} is newer than this tool knows: judged as {_dotted(last)}"
        return Asked(last, note)
    return Asked(numbers)


def _dotted(version: Version) -> str:
    return ".".join(map(str, version))


def ranges(versions: Sequence[Version], *, is_exact: bool = False) -> str:
    """Give some of VERSIONS, in ascending order, in words: `4.6 to 4.13, 4.15 and later`.

    With `is_exact` each is named with its point release.
    """
    runs: list[list[Version]] = []
    for version in versions:
        if runs and VERSIONS.index(runs[-1][-1]) + 1 == VERSIONS.index(version):
            runs[-1].append(version)
        else:
            runs.append([version])
    return ", ".join(_run(run, _dotted if is_exact else name) for run in runs)


def _run(run: list[Version], name_of: Callable[[Version], str]) -> str:
    first, last = name_of(run[0]), name_of(run[-1])
    if run[-1] == NEWEST:
        return f"{first} and later" if len(run) > 1 else first
    return first if len(run) == 1 else f"{first} to {last}"


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


def changes_of(*changes: Since) -> tuple[Version, ...]:
    """Give where answers change that depend on some changes, in ascending order.

    A change that came to a series in a point release is not in the next series before its own. What
    a product patches ends with its release.
    """
    found: set[Version] = set()
    for since in changes:
        found.update(since)
        for release in since:
            major, minor, *point = release
            if len(release) > _RELEASE:
                found.add((major, minor, point[0] + 1))
            elif release != since[-1]:
                found.add((major, minor + 1, 0))
    return tuple(sorted(found))


ANY_RELEASE: tuple[Version, ...] = tuple(
    sorted({*VERSIONS, *((*version[:_SERIES], 0) for version in VERSIONS[1:])})
)
"""Where answers may change that depend on much: each series, and the last release of each."""
