"""The rules as a page of Markdown: docs/rules.md."""

from __future__ import annotations

from xenstream.rules.catalogue import FAMILIES, family
from xenstream.rules.profiles import PROFILES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xenstream.rules.catalogue import Entry

_HEAD = """\
# The rules

<!-- `make docs` writes this page, by `xenstream rules -o markdown`. Change the rules instead. -->

Each finding has the code of a rule. A code is never used again for another rule. \
`xenstream rules` lists the rules, `xenstream explain CODE` tells of one what stands here.

An error makes a stream invalid, a warning or a note does not; where a `-` stands, \
the profile does not check the rule. The profiles:
"""
_NOT_CHECKED = "-"


def render(entries: Iterable[Entry]) -> Iterator[str]:
    """Give the page in pieces."""
    families: dict[str, list[Entry]] = {}
    for entry in entries:
        families.setdefault(family(entry.code), []).append(entry)
    yield _HEAD + "\n"
    for profile in PROFILES.values():
        yield f"- `{profile.name}`: {profile.about}\n"
    yield "\n" + (
        "The examples are test vectors, in [tests/vectors](../tests/vectors/README.md):"
        " one that a profile finds the fault in, and one that has the same thing without it"
        " or, where nothing can be there without it, a good stream.\n"
    )
    for begin in FAMILIES:
        if begin in families:
            yield from _family(FAMILIES[begin], families[begin])


def _family(title: str, entries: list[Entry]) -> Iterator[str]:
    yield f"\n## {title}\n\n"
    yield _row(["code", "name", *PROFILES, "what holds"])
    yield _row(["---"] * (len(PROFILES) + 3))
    for entry in entries:
        code = f"[{entry.code}](#{entry.code.lower()})"
        yield _row([code, entry.name, *_severities(entry), _text(entry.title)])
    for entry in entries:
        yield from _section(entry)


def _section(entry: Entry) -> Iterator[str]:
    # The anchor is the code's alone: a rule's name may change.
    yield f'\n### <a id="{entry.code.lower()}"></a>{entry.code} {entry.name}\n\n'
    yield f"{_sentence(_text(entry.title))}\n\n"
    yield f"{_text(entry.why)}\n\n"
    yield f"**Usual cause.** {_text(entry.cause)}\n\n"
    yield f"**What to do.** {_text(entry.remedy)}\n\n"
    told = [
        f"{profile}: {severity}"
        for profile, severity in zip(PROFILES, _severities(entry))
        if severity != _NOT_CHECKED
    ]
    yield f"- Severity: {', '.join(told)}\n"
    yield f"- Reference: {_reference(entry.reference)}\n"
    yield f"- Since: {since(entry)}\n"
    if entry.trips is not None and entry.passes is not None:
        yield f"- Examples: `{entry.trips}` has the fault, `{entry.passes}` has not\n"


def since(entry: Entry) -> str:
    """Tell since which Xen a rule holds."""
    return "any Xen" if entry.since == "any" else f"Xen {entry.since}"


def _severities(entry: Entry) -> list[str]:
    return [entry.severities.get(profile, _NOT_CHECKED) for profile in PROFILES]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _reference(reference: str) -> str:
    return f"<{reference}>" if reference.startswith("https://") else _text(reference)


_SPECIAL = str.maketrans({one: f"\\{one}" for one in "*<>[]|"})


def _text(text: str) -> str:
    """Give text that Markdown shows as it is; what stands in backquotes may stay."""
    parts = text.split("`")
    return "`".join(
        part if number % 2 else part.translate(_SPECIAL) for number, part in enumerate(parts)
    )


def _sentence(title: str) -> str:
    return f"{title[0].upper()}{title[1:]}."
