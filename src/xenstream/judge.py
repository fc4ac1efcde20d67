"""Runs the rules over the walk, and gives a report."""

from __future__ import annotations

import os
from functools import cache

from xenstream import recognise
from xenstream.choices import DEFAULT_PROFILE, FORMATS, PROFILES
from xenstream.guest import Guest, GuestWatch
from xenstream.named import NamedTuple
from xenstream.rules import ERROR, RULES, Fault, Rule, checks_of
from xenstream.source import opened
from xenstream.walk import Cut, Record, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Optional

    from xenstream.choices import Profile
    from xenstream.rules.registry import Check
    from xenstream.source import Readable, Source
    from xenstream.walk import Item

    Observer = Callable[[Item, int, Optional[int]], None]
    """Is told each item, the octets passed so far, and how many there are where that is known."""

MOST_FINDINGS = 100
"""Findings of one code that are kept; further ones are counted."""

VALID, INVALID, UNREADABLE = "valid", "invalid", "unreadable"


class Place(NamedTuple):
    """The record that a finding is in."""

    index: int  # type: ignore[assignment] # hides a method of tuple, which nobody needs
    """Counted from 0 within its layer."""
    type: int
    name: str
    """Xen's own name, or the type's number where it has none."""
    path: str
    """The layers from the outermost to the record's, as in xl/libxl/libxc."""


class Finding(NamedTuple):
    """One thing that is wrong, or that one should know."""

    code: str
    """The code of a rule."""
    severity: str
    """error, warning or note."""
    message: str
    offset: int
    """The octet at fault, counted from where the stream began."""
    record: Place | None
    """None outside of records."""
    where: str
    """The record or the header in words, as in `record 7 PAGE_DATA`."""


class Report(NamedTuple):
    """What was found in one stream."""

    path: str
    """As it was given; - for standard input."""
    format: str | None
    """xl, libxl or libxc; None where that could not be told."""
    profile: str
    verdict: str
    """valid, invalid, or unreadable: it could not be checked."""
    findings: tuple[Finding, ...]
    """In the order of the stream, at most MOST_FINDINGS of one code."""
    omitted: dict[str, int]
    """Findings beyond those, by code."""
    guest: Guest | None
    """What the stream says of its guest."""
    records: int
    """Records, of all layers."""
    pages: int
    """Pages that the stream has contents of; one that is sent twice counts twice."""
    octets: int
    """Octets of the stream, up to its last END or to where it could not be read any more."""


class _Collector:
    """Keeps findings in bounded memory."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.omitted: dict[str, int] = {}
        self.errors = 0
        self._kept: dict[str, int] = {}

    def add(self, rule: Rule, severity: str, fault: Fault, place: Place | None, where: str) -> None:
        if severity == ERROR:
            self.errors += 1
        kept = self._kept.get(rule.code, 0)
        if kept >= MOST_FINDINGS:
            self.omitted[rule.code] = self.omitted.get(rule.code, 0) + 1
            return
        self._kept[rule.code] = kept + 1
        finding = Finding(rule.code, severity, fault.message, fault.offset, place, where)
        self.findings.append(finding)


class Judge:
    """Runs a profile's rules over items, and collects what they find."""

    def __init__(self, profile: Profile) -> None:
        """Take the profile's rules."""
        self._profile = profile.name
        self._checks = _checks_of(profile.name)
        self._found = _Collector()
        self._guest = GuestWatch()
        self._records = 0
        self._pages = 0

    def see(self, item: Any) -> None:
        """Judge an item."""
        self._check(item)
        if isinstance(item, Record):
            self._records += 1
            if item.census is not None:
                self._pages += item.census.with_contents
        elif isinstance(item, Cut) and item.record is not None:
            self._see_header_of_cut(item.record)
        self._guest.see(item)

    def fail(self, code: str, message: str, offset: int) -> None:
        """Enter what no check can find: an error from outside of the stream."""
        rule = RULES[code]
        fault = Fault(message, offset)
        self._found.add(rule, rule.severities[self._profile], fault, None, "")

    def report(self, path: str, form: str | None, octets: int, *, checked: bool) -> Report:
        """Give the report on all that was seen."""
        found = self._found
        verdict = UNREADABLE if not checked else INVALID if found.errors else VALID
        return Report(
            path,
            form,
            self._profile,
            verdict,
            tuple(found.findings),
            found.omitted,
            self._guest.guest(),
            self._records,
            self._pages,
            octets,
        )

    def _see_header_of_cut(self, record: Record) -> None:
        """Judge as much of a record as there is where its body is not: its type."""
        self._records += 1
        if record.type_id not in record.framing.names:
            self._check(record)

    def _check(self, item: Any) -> None:
        for check, rule in self._checks.get(item.kind, ()):
            fault = check(item)
            if fault is not None:
                self._found.add(rule, rule.severities[self._profile], fault, *_place(item))


@cache
def _checks_of(profile: str) -> dict[str, tuple[tuple[Check, Rule], ...]]:
    return checks_of(profile)


def _place(item: Any) -> tuple[Place | None, str]:
    record = item if isinstance(item, Record) else getattr(item, "record", None)
    if record is None:
        return None, _WHERE.get(item.kind, item.kind)
    place = Place(record.index, record.type_id, record.name, record.layer.path)
    return place, f"record {record.index} {record.name}"


_WHERE = {
    "xl preamble": "xl header",
    "no xl preamble": "xl header",
    "no libxl header": "libxl header",
    "no image header": "image header",
    "cut": "end of stream",
    "rest": "after END",
    "not a stream": "",
    "other format": "",
}


def verify(
    readable: Readable,
    *,
    format: str = "auto",
    profile: str = DEFAULT_PROFILE,
    observer: Observer | None = None,
    name: str | None = None,
) -> Report:
    """Verify one stream, and give a report on all that is wrong with it.

    `readable` is a path, a descriptor's number, or a binary file object; the last two are read
    from where they stand, and stand after the stream's last octet when this returns. `name` is
    what the report calls it.

    A bad stream, or one that cannot be read, is told in the report and raises nothing. What
    `observer` raises goes through.

    Raises:
        ValueError: there is no such format or profile.

    """
    if format not in FORMATS:
        raise ValueError(f"no such format: {format!r}, expected one of {', '.join(FORMATS)}")
    if profile not in PROFILES:
        raise ValueError(f"no such profile: {profile!r}, expected one of {', '.join(PROFILES)}")
    path = name if name is not None else _name_of(readable)
    judge = Judge(PROFILES[profile])
    form = None if format == "auto" else format
    octets = 0
    try:
        with opened(readable) as source:
            try:
                if form is None:
                    found = recognise.recognise(source)
                    if isinstance(found, recognise.Unrecognised):
                        judge.see(found)
                        checked = found.kind != "other format"
                        return judge.report(path, None, 0, checked=checked)
                    form = found
                _judge_all(judge, source, form, PROFILES[profile], observer)
            finally:
                octets = source.position
    except _ObserverError as error:
        raise error.raised from None
    except OSError as error:
        judge.fail("XS903", f"cannot be read: {error.strerror or error}", octets)
        return judge.report(path, form, octets, checked=False)
    return judge.report(path, form, octets, checked=True)


class _ObserverError(Exception):
    """An observer could not write, say: not the stream's fault."""

    def __init__(self, raised: OSError) -> None:
        super().__init__()
        self.raised = raised


def _judge_all(
    judge: Judge, source: Source, form: str, profile: Profile, observer: Observer | None
) -> None:
    items = walk(source, form, heed_endianness=profile.heed_endianness)
    see = judge.see
    if observer is None:
        for item in items:
            see(item)
    else:
        for item in items:
            try:
                observer(item, source.position, source.end)
            except OSError as error:
                raise _ObserverError(error) from error
            see(item)


def _name_of(readable: Readable) -> str:
    if isinstance(readable, int):
        return f"descriptor {readable}"
    if isinstance(readable, (str, os.PathLike)):
        return os.fspath(readable)
    name = getattr(readable, "name", None)
    return name if isinstance(name, str) else "stream"
