"""All that is known of the rules, to be looked up and listed; verifying needs none of it."""

from __future__ import annotations

from xenstream.named import NamedTuple
from xenstream.packaged import data_of
from xenstream.rules.profiles import PROFILES
from xenstream.rules.registry import LIBXL_SPEC, SPEC

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_LIKE = 0.6
_MOST_LIKE = 3


class Clause(NamedTuple):
    """A clause of a specification of Xen."""

    document: str
    revision: int
    section: str
    """The anchor of the section's heading."""


_DOCUMENTS = {
    SPEC: ("libxenctrl (libxc) Domain Image Format", 3),
    LIBXL_SPEC: ("libxenlight Domain Image Format", 2),
}


def clause_of(reference: str) -> Clause | None:
    """Give the clause that a reference is to."""
    url, _, section = reference.partition("#")
    return Clause(*_DOCUMENTS[url], section) if url in _DOCUMENTS and section else None


class Entry(NamedTuple):
    """A rule with its story and its examples."""

    code: str
    name: str
    title: str
    severities: Mapping[str, str]
    """By profile, of those to choose from; a profile that is not there does not check it."""
    reference: str
    clause: Clause | None
    """Where Xen's specification says it, None where it says nothing."""
    since: str
    """The first Xen in which it holds, or "any"."""
    why: str
    cause: str
    remedy: str
    trips: str | None
    """The test vector that shows it, None where there is none yet."""
    passes: str | None
    """A test vector with the same thing done right."""


FAMILIES = {
    "XS0": "What holds a stream together",
    "XS1": "The headers of libxc",
    "XS2": "Records of libxc that mark a place, versions, directions",
    "XS3": "PAGE_DATA",
    "XS4": "Records of a PV guest",
    "XS5": "Records of an HVM guest, and of both kinds of guest",
    "XS6": "What libxenguest refuses to restore beyond the specification",
    "XS7": "The libxl layer",
    "XS75": "The device state of qemu",
    "XS77": "What libxl refuses to restore beyond the specification",
    "XS80": "The header of xl",
    "XS81": "What xl refuses to restore beyond the specification",
    "XS85": "The image of libvirt",
    "XS86": "The image of xapi",
    "XS87": "The domain's configuration",
    "XS9": "No stream, or none that is checked",
}
"""What the rules are on, by what their codes begin with; the longest that fits counts."""


def catalogue(profile: str | None = None) -> dict[str, Entry]:
    """Give all rules by code, in order; with a profile those that it has."""
    from xenstream.rules import everything

    examples = _examples()
    entries = {}
    for code, rule in sorted(everything().items()):
        severities = {name: rule.severities[name] for name in PROFILES if name in rule.severities}
        if profile is not None and profile not in severities:
            continue
        shown = examples.get(code, {})
        entries[code] = Entry(
            code,
            rule.name,
            rule.title,
            severities,
            rule.reference,
            clause_of(rule.reference),
            rule.since,
            rule.why,
            rule.cause,
            rule.remedy,
            shown.get("trips"),
            shown.get("passes"),
        )
    return entries


def _examples() -> dict[str, dict[str, str]]:
    examples: dict[str, dict[str, str]] = data_of("xenstream.rules", "examples.json")
    return examples


def family(code: str) -> str:
    """Give the family that a code belongs to: what the codes of its rules begin with."""
    return max((one for one in FAMILIES if code.startswith(one)), key=len)


def find(entries: Mapping[str, Entry], word: str) -> Entry | None:
    """Give the rule that a word means: its code, with or without XS, or its name."""
    lower = word.strip().lower()
    code = lower.upper() if lower.startswith("xs") else f"XS{lower}"
    if code in entries:
        return entries[code]
    return next((entry for entry in entries.values() if entry.name == lower), None)


def close_to(entries: Mapping[str, Entry], word: str) -> list[str]:
    """Give the codes, or the names, that a word without a rule may mean, the likeliest first."""
    from difflib import get_close_matches

    lower = word.strip().lower()
    if lower.isdecimal():
        lower = f"xs{lower}"
    known = {code.lower(): code for code in entries}
    known.update((entry.name, entry.name) for entry in entries.values())
    return [known[one] for one in get_close_matches(lower[:80], known, _MOST_LIKE, _LIKE)]
