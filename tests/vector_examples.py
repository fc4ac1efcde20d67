"""Picks, for each rule, a vector that shows it and one that has the same thing done right."""

from __future__ import annotations

import io
from typing import Any, NamedTuple

from vector_builder import build, load

import xenstream
from xenstream.rules import Rule, everything
from xenstream.rules.profiles import PROFILES

_LARGE = 1 << 16


class _Seen(NamedTuple):
    """A vector, and what a walk over it meets."""

    name: str
    format: str
    octets: int
    codes: dict[str, set[str]]
    """By profile."""
    valid: set[str]
    """The profiles in which it is valid."""
    items: set[str]
    """The kinds of items in it."""

    def has(self, code: str) -> bool:
        return any(code in codes for codes in self.codes.values())

    def badness(self, profile: str) -> tuple[int, int]:
        """Give how much this profile finds, and how much all do."""
        return len(self.codes[profile]), sum(map(len, self.codes.values()))


def examples() -> dict[str, dict[str, str]]:
    """Give by code the names of two vectors, `trips` and `passes`, of the rules that have them.

    In the first a profile finds the fault, and as little else as can be. In the second none finds
    it, though it has what the rule looks at; where that is a fault by itself, it is a good one.
    It is otherwise as like the first as can be. Of several the smallest counts.
    """
    seen = sorted(map(_see, load()), key=lambda one: (one.octets, one.name))
    found: dict[str, dict[str, str]] = {}
    for code, rule in sorted(everything().items()):
        profile = next(name for name in PROFILES if name in rule.severities)
        tripping = [one for one in seen if one.has(code)]
        if tripping:
            trips = min(tripping, key=lambda one: _dimness(one, rule, profile))
            passing = [one for one in seen if not one.has(code)]
            passes = min(passing, key=lambda one: _unlikeness(one, rule, profile, trips))
            found[code] = {"trips": trips.name, "passes": passes.name}
    return found


def _dimness(one: _Seen, rule: Rule, profile: str) -> tuple[Any, ...]:
    """Tell how badly a vector with the fault shows it; the first items of a rule show it best."""
    places = [place for place, item in enumerate(rule.items) if item in one.items]
    shows = rule.code in one.codes[profile]
    return not shows, min(places, default=len(rule.items)), one.badness(profile)


def _unlikeness(one: _Seen, rule: Rule, profile: str, trips: _Seen) -> tuple[Any, ...]:
    """Tell how far a vector is from what is sought."""
    has_items = not one.items.isdisjoint(rule.items)
    is_valid = profile in one.valid and one.octets > 0
    return (
        not has_items and not is_valid,
        not has_items,
        not is_valid,
        not has_items and one.format != trips.format,
        one.octets > _LARGE,
        len(one.items ^ trips.items),
        one.badness(profile),
    )


def _see(vector: dict[str, Any]) -> _Seen:
    octets = build(vector)
    expected = vector["expect"]
    return _Seen(
        vector["name"],
        vector["format"],
        len(octets),
        {profile: set(expected[profile]["codes"]) for profile in expected},
        {profile for profile in expected if expected[profile]["verdict"] == "valid"},
        _items(vector, octets),
    )


def _items(vector: dict[str, Any], octets: bytes) -> set[str]:
    items: set[str] = set()

    def see(item: Any, position: int, end: int | None) -> None:  # noqa: ARG001 - an observer's
        items.add(item.kind)

    xenstream.verify(
        io.BytesIO(octets),
        format=vector["format"],
        back_channel=vector.get("back_channel", False),
        observer=see,
    )
    return items
