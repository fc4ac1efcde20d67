"""Runs the rules over the walk, and gives a report."""

from __future__ import annotations

import os
from functools import cache

from xenstream.contents.guest import Guest, GuestWatch
from xenstream.format.names import FORMATS
from xenstream.format.recognise import Unrecognised, approach
from xenstream.named import NamedTuple
from xenstream.octets.source import Begin, opened
from xenstream.rules import ERROR, RULES, Fault, Rule, checks_of, everything
from xenstream.rules.context import Context
from xenstream.rules.profiles import DEFAULT_PROFILE, PROFILES, STAND_IN
from xenstream.walk.walker import CUT_AT_LIBXL_END, Configuration, Cut, Record, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Callable, Optional

    from xenstream.contents.configuration import DomainConfig
    from xenstream.contents.policies import Policy
    from xenstream.judge.restorer import Restorer
    from xenstream.judge.selection import Selection
    from xenstream.octets.source import Readable, Source
    from xenstream.rules.profiles import Profile
    from xenstream.rules.registry import Checks
    from xenstream.walk.field import AnyItem
    from xenstream.walk.walker import Item

    Observer = Callable[[Item, int, Optional[int]], None]
    """Is told each item, the octets passed so far, and how many there are where that is known."""
    OnFinding = Callable[["Finding"], None]
    """Is told each finding as it is made."""

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
    """The first octet at fault, counted from where the stream began."""
    record: Place | None
    """None outside of records."""
    where: str
    """The record or the header in words, as in `record 7 PAGE_DATA`."""
    xen_says: str | None = None
    """What Xen's own restore says of it, where it has words of its own."""
    length: int = 0
    """Octets at fault; 0 where it is a place, as where the stream ends too early."""
    field: str | None = None
    """The name of the field at fault in the spec, where it has one."""


class Report(NamedTuple):
    """What was found in one stream."""

    path: str
    """As it was given; - for standard input."""
    format: str | None
    """One of FORMATS, but auto; None where that could not be told."""
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
    compression: str | None = None
    """gzip, xz, bzip2, zstd or lz4; offsets and octets are of what is packed in it."""
    domain: DomainConfig | None = None
    """What the configuration around the stream says of its domain; None without one."""
    checkpoints: int = 0
    """Checkpoints of a Remus or COLO stream that are complete."""
    xen: str | None = None
    """In profile restore: the Xen that was asked about, as in 4.17."""
    restores: dict[str, bool] | None = None
    """In profile restore: whether each Xen would take it, the oldest first."""


class _Collector:
    """Keeps findings in bounded memory."""

    def __init__(self, on_finding: OnFinding | None) -> None:
        self.findings: list[Finding] = []
        self.omitted: dict[str, int] = {}
        self.errors = 0
        self._on_finding = on_finding
        self._kept: dict[str, int] = {}

    def add(self, finding: Finding) -> None:
        code = finding.code
        if finding.severity == ERROR:
            self.errors += 1
        kept = self._kept.get(code, 0)
        if kept < MOST_FINDINGS:
            self._kept[code] = kept + 1
            self.findings.append(finding)
        else:
            self.omitted[code] = self.omitted.get(code, 0) + 1
        if self._on_finding is not None:
            _call(self._on_finding, finding)


class Judge:
    """Runs a profile's rules over items, and collects what they find."""

    def __init__(
        self,
        profile: Profile,
        *,
        back_channel: bool = False,
        on_finding: OnFinding | None = None,
        restorer: Restorer | None = None,
        selection: Selection | None = None,
    ) -> None:
        """Take the profile's rules, those of the back channel or of a forward stream."""
        self._restorer = restorer
        self._profile = profile.name
        self._context = Context() if restorer is None else restorer.context
        self._checks = _checks_of(profile.name, back_channel, selection)
        self._selection = selection
        self._found = _Collector(on_finding)
        self._guest = GuestWatch()
        self._records = 0
        self._pages = 0
        self._checked = True
        self._domain: DomainConfig | None = None
        self._checkpoints = 0

    def see(self, item: AnyItem) -> None:
        """Judge an item."""
        if isinstance(item, Cut) and item.record is not None:
            self._see_header_of_cut(item.record)
        context = self._context
        for check, rules in self._checks.get(item.kind, ()):
            faults = check(item, context)
            if faults:
                for fault in faults:
                    self._enter(item, rules, fault)
        if isinstance(item, Record):
            self._records += 1
            if item.census is not None:
                self._pages += item.census.with_contents
            elif item.kind == "libxl CHECKPOINT_END" and item.layer.in_checkpoint:
                self._checkpoints += 1
        elif item.kind in _NEVER_CHECKED:
            self._checked = False
        elif isinstance(item, Configuration):
            from xenstream.contents.configuration import domain_of  # only where there is one

            domain = domain_of(item)
            if any(domain[:-1]):
                self._domain = domain
        self._guest.see(item)
        if self._restorer is not None:
            self._restorer.see(item)

    def fail(self, code: str, message: str, offset: int) -> None:
        """Enter what no check can find: an error from outside of the stream."""
        rule = RULES[code]
        self._checked = False
        finding = Finding(code, self._severity(rule), message, offset, None, "")
        self._found.add(finding)

    def report(
        self, path: str, form: str | None, octets: int, compression: str | None = None
    ) -> Report:
        """Give the report on all that was seen."""
        found = self._found
        verdict = UNREADABLE if not self._checked else INVALID if found.errors else VALID
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
            compression,
            self._domain,
            self._checkpoints,
            None if self._restorer is None else self._restorer.xen,
            self._restores(verdict),
        )

    def _severity(self, rule: Rule) -> str:
        severity = rule.severities[self._profile]
        if self._selection is None:
            return severity
        return self._selection.severity(rule.code, severity)

    def _restores(self, verdict: str) -> dict[str, bool] | None:
        if self._restorer is None or verdict == UNREADABLE:
            return None
        return self._restorer.restores(verdict == VALID)

    def _see_header_of_cut(self, record: Record) -> None:
        """Judge as much of a record as there is where its body is not: its type, its length."""
        self._records += 1
        is_known = record.type_id in record.framing.names
        for check, rules in self._checks.get(record.kind, ()):
            if not is_known or not any(rule.needs_body for rule in rules):
                for fault in check(record, self._context):
                    self._enter(record, rules, fault)

    def _enter(self, item: AnyItem, rules: tuple[Rule, ...], fault: Fault) -> None:
        rule = rules[0]
        if fault.code is not None:
            named = [one for one in rules if one.code == fault.code]
            if not named:
                return  # it was chosen to ignore it
            rule = named[0]
        severity = self._severity(rule)
        says = None
        if self._restorer is not None:
            says = fault.says
            if severity == ERROR:
                self._restorer.refuse(rule, item.kind)
            if says is None and rule.says is not None and rule.severities["restore"] == ERROR:
                says = rule.says(item, self._context)
        field = fault.field
        place, where = _place(field.item)
        self._found.add(
            Finding(
                rule.code,
                severity,
                fault.message,
                field.offset,
                place,
                where,
                says,
                field.length,
                field.path,
            )
        )


_NEVER_CHECKED = ("legacy stream", "no length", "other format")
"""The kinds of items after which nothing is checked."""


def _checks_of(profile: str, back_channel: bool, selection: Selection | None) -> Checks:
    if profile == "restore":
        everything()
    if selection is None:
        return _all_checks_of(profile, back_channel)
    asks = selection.asks
    return checks_of(profile, back_channel=back_channel, wants=lambda rule: asks(rule.code))


@cache
def _all_checks_of(profile: str, back_channel: bool) -> Checks:
    return checks_of(profile, back_channel=back_channel)


def _place(item: AnyItem) -> tuple[Place | None, str]:
    record = item if isinstance(item, Record) else item.record if isinstance(item, Cut) else None
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
    "cut after checkpoint": "end of stream",
    CUT_AT_LIBXL_END: "end of stream",
    "no libvirt header": "libvirt header",
    "no xapi signature": "xapi signature",
    "banner": "before the stream",
    "rest": "after END",
    "legacy stream": "",
    "packing": "end of the packed octets",
    "not a stream": "",
    "other format": "",
}


def verify(
    readable: Readable,
    *,
    format: str = "auto",
    profile: str = DEFAULT_PROFILE,
    back_channel: bool = False,
    offset: int = 0,
    follow: float | None = None,
    xen: str | None = None,
    host_policy: Policy | None = None,
    selection: Selection | None = None,
    observer: Observer | None = None,
    on_finding: OnFinding | None = None,
    name: str | None = None,
) -> Report:
    """Verify one stream, and give a report on all that is wrong with it.

    `readable` is a path, a descriptor's number, a binary file object, or a `Source`; all but the
    first are read from where they stand, and stand after the stream's last octet when this
    returns. `name` is what the report calls it.

    The stream begins `offset` octets further on. With `follow`, a regular file that ends before
    the stream does is waited for, until it has not grown for so many seconds. With `back_channel`
    it is what a COLO secondary sends to its primary; without a header of its own it is taken for
    bare records.

    With the profile restore, `xen` is the Xen that is to restore it, as in "4.17"; the newest,
    unless said. `host_policy` is what the processors of its host have to offer.

    `selection` chooses among the profile's rules and their severities.

    Compressed octets are unpacked on the way, unless `format` and the profile upstream ask for
    what is there.

    A bad stream, or one that cannot be read, is told in the report and raises nothing. What
    `observer` and `on_finding` raise goes through.

    Raises:
        ValueError: there is no such format, profile or Xen.

    """
    if format not in FORMATS:
        raise ValueError(f"no such format: {format!r}, expected one of {', '.join(FORMATS)}")
    judged_by = STAND_IN if profile == STAND_IN.name else PROFILES.get(profile)
    if judged_by is None:
        raise ValueError(f"no such profile: {profile!r}, expected one of {', '.join(PROFILES)}")
    path = name if name is not None else _name_of(readable)
    back_channel = back_channel or format == "back-channel"
    restorer = None
    if profile == "restore":
        from xenstream.judge.restorer import Restorer

        restorer = Restorer(xen, back_channel, host_policy, selection)
    judge = Judge(
        judged_by,
        back_channel=back_channel,
        on_finding=on_finding,
        restorer=restorer,
        selection=selection,
    )
    form = None if format == "auto" else format
    packed_by = None
    octets = 0
    try:
        with opened(readable, Begin(offset, follow)) as given:
            source = given
            try:
                unpack = form is None or not judged_by.as_verifier
                source, found = approach(given, form, unpack=unpack, back_channel=back_channel)
                packed_by = source.packed_by
                if isinstance(found, Unrecognised):
                    judge.see(found)
                else:
                    form = found
                    deep = restorer is not None
                    items = walk(source, form, as_verifier=judged_by.as_verifier, deep=deep)
                    _judge_all(judge, source, items, observer)
            finally:
                octets = source.position
    except _ObserverError as error:
        raise error.raised from None
    except OSError as error:
        judge.fail("XS903", f"cannot be read: {error.strerror or error}", octets)
    return judge.report(path, form, octets, packed_by)


class _ObserverError(Exception):
    """An observer could not write, say: not the stream's fault."""

    def __init__(self, raised: OSError) -> None:
        super().__init__()
        self.raised = raised


def _call(function: Callable[..., None], *arguments: object) -> None:
    """Call what was handed over, and let what it raises go through."""
    try:
        function(*arguments)
    except OSError as error:
        raise _ObserverError(error) from error


def _judge_all(
    judge: Judge, source: Source, items: Iterator[Item], observer: Observer | None
) -> None:
    see = judge.see
    if observer is None:
        for item in items:
            see(item)
    else:
        for item in items:
            _call(observer, item, source.position, source.end)
            see(item)


def _name_of(readable: Readable) -> str:
    if isinstance(readable, int):
        return f"descriptor {readable}"
    if isinstance(readable, (str, os.PathLike)):
        return os.fspath(readable)
    name = getattr(readable, "name", None)
    return name if isinstance(name, str) else "stream"
