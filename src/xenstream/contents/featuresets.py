"""Which Xen offers which CPU features to a guest, and which of them need others.

The facts are in featuresets.json, made by tools/cpu_features.py from the tags of Xen's releases.
"""

from __future__ import annotations

from functools import cache

from xenstream.named import NamedTuple
from xenstream.packaged import data_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

    Version = tuple[int, ...]
    Changes = dict[str, Optional[str]]


class Featureset(NamedTuple):
    """What a release of Xen knows of features."""

    marks: dict[str, str]
    """By the names of those it knows: "a" for all guests, "s" for HVM guests, "h" for HVM guests
    with HAP, "" for none; "!" before it where Xen handles it apart."""
    needed_by: dict[str, tuple[str, ...]]
    """By feature, what Xen takes away as well where a guest has it not."""

    def offered_to(self, *, is_hvm: bool, has_hap: bool = True) -> frozenset[str]:
        """Name what that Xen can let a guest have, were its host to have all of it.

        What Xen handles apart counts as offered: most of that it can set whatever the host has.
        """
        kinds = ("a", *("s" * is_hvm), *("h" * (is_hvm and has_hap)))
        return frozenset(
            name for name, mark in self.marks.items() if "!" in mark or mark.endswith(kinds)
        )

    def sanitised(self, features: frozenset[str]) -> frozenset[str]:
        """Take away what needs a feature that is not there: sanitise_featureset()."""
        gone = set(self.needed_by) - features
        left = set(features)
        while gone:
            dependents = left.intersection(*[self.needed_by.get(gone.pop(), ())])
            left -= dependents
            gone |= dependents & set(self.needed_by)
        return frozenset(left)


_FIRST = (4, 14, 0)


@cache
def of_release(xen: Version) -> Featureset:
    """Give what a release knows, of the first from 4.14 on for what is older.

    A fourth number is a release with a product's patches.
    """
    data = _data()
    if len(xen) <= len(_FIRST):
        xen = max(xen, _FIRST)
    marks = {name: _at(changes, xen) for name, changes in data["marks"].items()}
    return Featureset(
        {name: mark for name, mark in marks.items() if mark is not None},
        {name: tuple(_at(changes, xen) or ()) for name, changes in data["needed_by"].items()},
    )


def _at(changes: Changes, xen: Version) -> str | None:
    """Give the last value that was named up to a release, the first where all are later."""
    value = next(iter(changes.values()))
    for release, changed in changes.items():
        if _numbers(release) > xen:
            break
        value = changed
    return value


@cache
def _numbers(release: str) -> Version:
    return tuple(map(int, release.split(".")))


@cache
def _data() -> dict[str, dict[str, Changes]]:
    data: dict[str, dict[str, Changes]] = data_of("xenstream.contents", "featuresets.json")
    return data
