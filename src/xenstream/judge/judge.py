"""Runs the rules over the walk, and gives a report."""

from __future__ import annotations

import os
from functools import cache

from xenstream.contents.guest import Guest, GuestWatch
from xenstream.format.names import FORMATS
from xenstream.format.recognise import Unrecognised, disk_in, format_of, unpacked
from xenstream.named import NamedTuple
from xenstream.octets.source import Begin, opened
from xenstream.rules import ERROR, RULES, Fault, Rule, checks_of, everything
from xenstream.rules.context import Context
from xenstream.rules.profiles import DEFAULT_PROFILE, PROFILES, STAND_IN
from xenstream.walk.walker import (
    CUT_AT_LIBXL_END,
    Configuration,
    Cut,
    Packing,
    PageRun,
    Record,
    Rest,
    Zeros,
    walk,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Callable, Optional

    from xenstream.contents.configuration import DomainConfig
    from xenstream.contents.hosts import Host
    from xenstream.judge.restorer import Restorer
    from xenstream.judge.selection import Selection
    from xenstream.octets.source import Readable, Source
    from xenstream.restore.versions import Asked
    from xenstream.rules.registry import Checks
    from xenstream.walk.field import AnyItem
    from xenstream.walk.walker import Item

    Observer = Callable[[Item, int, Optional[int]], None]
    """Is told each item once it is judged, the octets passed so far, and how many there are."""
    OnFinding = Callable[["Finding"], None]
    """Is told each finding as it is made."""

MOST_FINDINGS = 100
"""Findings of one code that are kept; further ones are counted."""

VALID, INVALID, UNREADABLE = "valid", "invalid", "unreadable"

_SMALL = 64
"""Octets of a body that is compared with the one before."""


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
    """In the order of their offsets, at most MOST_FINDINGS of one code."""
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
    """gzip, zlib, xz, lzma, bzip2, zstd or lz4; offsets and octets are of what is packed in it."""
    domain: DomainConfig | None = None
    """What the configuration around the stream says of its domain; None without one."""
    checkpoints: int = 0
    """Checkpoints of a Remus or COLO stream that are complete."""
    xen: str | None = None
    """In profile restore: the Xen that was asked about, as in 4.17."""
    restores: dict[str, bool] | None = None
    """In profile restore: whether each Xen would take it, the oldest first."""
    first_error: Finding | None = None
    """The error that was found first: in profile restore what Xen stops at."""
    ignored: int = 0
    """Findings of rules that were chosen to be left out."""
    settings: str | None = None
    """The file that has a say in what is left out, where there is one."""
    xen_note: str | None = None
    """In profile restore: what stands for the Xen that was asked about, if it is not that."""


class Options(NamedTuple):
    """How streams are read, and by which rules they are judged."""

    format: str = "auto"
    """One of FORMATS."""
    profile: str = DEFAULT_PROFILE
    """The name of a profile."""
    back_channel: bool = False
    """Whether they go from a COLO secondary to its primary."""
    xen: Asked | None = None
    """In profile restore: the Xen that is to restore them, the newest where that is None."""
    host_policy: Host | None = None
    """In profile restore: what the processors of its host have to offer."""
    selection: Selection | None = None
    """A choice among the profile's rules and their severities."""
    offset: int = 0
    """Octets before the stream."""
    follow: float | None = None
    """Seconds to wait for a file that is still written, since it has grown last."""
    max_unpacked: int | None = None
    """Octets that compressed ones may be unpacked to; without it, many times as many as there are,
    and more where they are pages."""


class _Collector:
    """Keeps findings in bounded memory."""

    def __init__(self, on_finding: OnFinding | None) -> None:
        self.findings: list[Finding] = []
        self.omitted: dict[str, int] = {}
        self.first_error: Finding | None = None
        self._on_finding = on_finding
        self._kept: dict[str, int] = {}
        self.counted: list[str] = []
        """The codes of the findings in the last item that were no more than counted."""

    def add(self, finding: Finding) -> None:
        code = finding.code
        if finding.severity == ERROR and self.first_error is None:
            self.first_error = finding
        kept = self._kept.get(code, 0)
        if kept < MOST_FINDINGS:
            self._kept[code] = kept + 1
            self.findings.append(finding)
        else:
            self.omitted[code] = self.omitted.get(code, 0) + 1
        if self._on_finding is not None:
            self._on_finding(finding)

    def counts(self, code: str) -> bool:
        """Tell whether a finding is one too many to be kept or told, and count it then."""
        if self._on_finding is not None or self._kept.get(code, 0) < MOST_FINDINGS:
            return False
        self.omitted[code] = self.omitted.get(code, 0) + 1
        self.counted.append(code)
        return True

    def count_again(self) -> None:
        """Count what was counted of the last item once more."""
        for code in self.counted:
            self.omitted[code] += 1


class _StopError(Exception):
    """The first error was found, and no more is wanted."""


class Judge:
    """Verifies one stream; what was found so far can be had at any moment.

    `verify` reads a stream and judges all of it. Whoever has the items themselves shows them to
    `see`. What an observer raises goes through; the report is there still.
    """

    def __init__(
        self,
        options: Options | None = None,
        *,
        name: str | None = None,
        observer: Observer | None = None,
        on_finding: OnFinding | None = None,
        stop_on_error: bool = False,
    ) -> None:
        """Take how to judge, and what the report calls the stream.

        Raises:
            ValueError: there is no such format, profile or Xen.

        """
        options = Options() if options is None else options
        if options.format not in FORMATS:
            expected = ", ".join(FORMATS)
            raise ValueError(f"no such format: {options.format!r}, expected one of {expected}")
        profile = STAND_IN if options.profile == STAND_IN.name else PROFILES.get(options.profile)
        if profile is None:
            expected = ", ".join(PROFILES)
            raise ValueError(f"no such profile: {options.profile!r}, expected one of {expected}")
        self._options = options
        self._profile = profile
        self._back_channel = options.back_channel or options.format == "back-channel"
        self._restorer: Restorer | None = None
        if options.profile == "restore":
            from xenstream.judge.restorer import Restorer

            self._restorer = Restorer(options, self._back_channel)
        self._context = Context() if self._restorer is None else self._restorer.context
        self._checks = _checks_of(profile.name, self._back_channel)
        self._observer = observer
        self._stop_on_error = stop_on_error
        self._found = _Collector(on_finding)
        self._guest = GuestWatch()
        self._name = name
        self._format = None if options.format == "auto" else options.format
        self._source: Source | None = None
        self._records = 0
        self._pages = 0
        self._checked = True
        self._is_bad = False
        self._is_unsure = False
        self._was_clean = True
        """Whether nothing was found in the item that was judged last."""
        self._pages_like = 0
        self._like: Record | None = None
        """The last record, if it is PAGE_DATA in which nothing was found: those of the same header
        and the same census, which the walk gives where their pfns alone differ, are as good."""
        self._again: Record | None = None
        """The last record, if it is small and all of its faults were no more than counted: one that
        is the same has the same, and a stream may be full of them."""
        self._ignored = 0
        self._domain: DomainConfig | None = None
        self._checkpoints = 0
        self.stopped = False
        """Whether the first error ended it."""
        self._is_reading = False
        self.lack: str | None = _NO_END
        """Why what was read may be no whole stream, None where it was judged to its END."""

    def verify(self, readable: Readable) -> Report:
        """Read a stream and judge it; see the function `verify`."""
        if self._name is None:
            self._name = _name_of(readable)
        self._is_reading = True
        items = self._items(readable)
        see, observer = self.see, self._observer
        try:
            if observer is None:
                for item in items:
                    see(item)
            else:
                for item in items:
                    see(item)
                    if not isinstance(item, Unrecognised) and self._source is not None:
                        observer(item, self._source.position, self._source.end)
        except _StopError:
            self.stopped = True
        finally:
            items.close()
        return self.report()

    def see(self, item: AnyItem) -> None:
        """Judge an item."""
        cut = item if isinstance(item, Cut) else None
        if cut is not None:
            self._see_cut(cut)
        elif isinstance(item, Record) and self._is_like(item):
            self._records += 1
            self._pages += self._pages_like
            return
        elif isinstance(item, Record) and self._is_again(item):
            self._records += 1
            self._found.count_again()
            if self._restorer is not None:
                self._restorer.move_on(item)
            return
        context = self._context
        self._found.counted.clear()
        count = 0
        for check, rules in self._checks.get(item.kind, ()):
            faults = check(item, context)
            if faults:
                for fault in faults:
                    count += 1
                    self._enter(item, rules, fault)
        if cut is not None and self._restorer is not None:
            self._see_unread(cut)
        if isinstance(item, Record):
            self._records += 1 + item.alike
            if item.census is not None:
                self._pages += item.census.with_contents
            elif item.kind == "libxl CHECKPOINT_END" and item.layer.in_checkpoint:
                self._checkpoints += 1
        elif isinstance(item, PageRun):
            self._see_run(item)
        elif item.kind in _NEVER_CHECKED:
            self._checked = False
        elif isinstance(item, Configuration):
            from xenstream.contents.configuration import domain_of  # only where there is one

            domain = domain_of(item)
            if any(domain[:-1]):
                self._domain = domain
        elif isinstance(item, Packing) and item.is_cut:
            self.lack = _NOT_TO_ITS_END
        elif (isinstance(item, Rest) and item.lacking) or isinstance(item, Zeros):
            self.lack = _ENDS_EARLY
        self._was_clean = not count
        self._like = self._again = None
        if not count and isinstance(item, Record) and item.census is not None:
            self._like, self._pages_like = item, item.census.with_contents
        if count and count == len(self._found.counted) and isinstance(item, Record):
            is_whole = item.length == len(item.octets) <= _SMALL and not item.alike
            self._again = item if is_whole else None
        self._guest.see(item)
        if self._restorer is not None:
            self._restorer.see(item)

    def _is_like(self, record: Record) -> bool:
        """Tell whether a record is of a run of PAGE_DATA that its first was found good for."""
        like = self._like
        return like is not None and record.header is like.header and record.census is like.census

    def _is_again(self, record: Record) -> bool:
        """Tell whether a record is one more of those whose faults are counted."""
        again = self._again
        return (
            again is not None
            and record.header is again.header  # of the same octets, in the same layer
            and record.octets == again.octets
        )

    def _see_run(self, run: PageRun) -> None:
        """Judge records that say what the one before them said: if that was good, they are."""
        if self._was_clean:
            census = run.like.census
            self._records += run.number
            self._pages += 0 if census is None else run.number * census.with_contents
        else:
            for record in run.records():
                self.see(record)

    def fail(self, code: str, message: str) -> None:
        """Enter what no check can find: an error from outside of the stream."""
        rule = RULES[code]
        self._checked = False
        self.lack = _NOT_TO_ITS_END
        self._add(rule, Finding(code, self._severity(rule), message, self._octets(), None, ""))

    def report(self) -> Report:
        """Give the report on all that was seen so far."""
        found = self._found
        is_open = self._is_reading
        if not self._checked or ((is_open or self._is_unsure) and not self._is_bad):
            verdict = UNREADABLE
        else:
            verdict = VALID if found.first_error is None else INVALID
        restorer = self._restorer
        return Report(
            self._name or "stream",
            self._format,
            self._profile.name,
            verdict,
            tuple(sorted(found.findings, key=_offset_of)),
            dict(found.omitted),
            self._guest.guest(),
            self._records,
            self._pages,
            self._octets(),
            None if self._source is None else self._source.packed_by,
            self._domain,
            self._checkpoints,
            None if restorer is None else restorer.xen,
            restorer.restores(verdict == VALID)
            if restorer is not None and verdict != UNREADABLE and not is_open
            else None,
            found.first_error,
            self._ignored,
            xen_note=None if restorer is None else restorer.note,
        )

    def _items(self, readable: Readable) -> Generator[AnyItem, None, None]:
        """Give the items of a stream, and enter why it cannot be read, where it cannot."""
        options = self._options
        as_verifier = self._profile.as_verifier
        try:
            with opened(readable, Begin(options.offset, options.follow)) as given:
                self._source = given
                found: str | Unrecognised = ""
                if self._format is None or not as_verifier:
                    unpacking = unpacked(given, options.max_unpacked)
                    if isinstance(unpacking, Unrecognised):
                        found = unpacking
                    else:
                        self._source = unpacking  # also where nothing can be read of it
                        disk = disk_in(unpacking)
                        if isinstance(disk, Unrecognised):
                            found = disk
                        else:
                            self._source = disk
                source = self._source
                found = found or format_of(source, self._format, back_channel=self._back_channel)
                if isinstance(found, Unrecognised):
                    yield found
                else:
                    if source.peek(1):  # else it is empty, and of no format
                        self._format = found
                    deep = self._restorer is not None
                    fold = not self._stop_on_error  # nothing after the first error is read
                    is_whole = yield from walk(
                        source,
                        found,
                        as_verifier=as_verifier,
                        deep=deep,
                        fold=fold,
                        runs=fold and self._observer is None,
                    )
                    if is_whole and self.lack is _NO_END:
                        self.lack = None
        except OSError as error:
            self.fail("XS903", f"cannot be read: {error.strerror or error}")
        self._is_reading = False

    def _octets(self) -> int:
        return 0 if self._source is None else self._source.position

    def _severity(self, rule: Rule) -> str:
        severity = rule.severities[self._profile.name]
        selection = self._options.selection
        return severity if selection is None else selection.severity(rule, severity)

    def _see_cut(self, cut: Cut) -> None:
        """Judge as much of a record as there is where its body is not: its type, its length."""
        # After a checkpoint nobody expects more.
        self.lack = None if cut.kind == "cut after checkpoint" else "the stream was cut short"
        record = cut.record
        if record is None:
            return
        self._records += 1
        is_read = self._restorer is None and record.type_id not in record.framing.names
        for check, rules in self._checks.get(record.kind, ()):
            if is_read or not any(rule.needs_body for rule in rules):
                for fault in check(record, self._context):
                    self._enter(record, rules, fault)

    def _see_unread(self, cut: Cut) -> None:
        """Judge the type of a cut record, which Xen comes to after the body, and so never does."""
        record = cut.record
        if record is None or record.type_id in record.framing.names:
            return
        for check, rules in self._checks.get(record.kind, ()):
            if any(rule.needs_body for rule in rules):
                for fault in check(record, self._context):
                    self._enter(record, rules, fault, is_said=False)

    def _enter(
        self, item: AnyItem, rules: tuple[Rule, ...], fault: Fault, *, is_said: bool = True
    ) -> None:
        """Enter a fault as a finding of its rule; with what Xen says, where it comes to it."""
        rule = rules[0]
        if fault.code is not None:
            named = [one for one in rules if one.code == fault.code]
            if not named:
                return  # it is none of the profile's
            rule = named[0]
        selection = self._options.selection
        if selection is not None and not selection.asks(rule):
            self._ignored += 1
            return
        severity = self._severity(rule)
        if self._restorer is not None and severity == ERROR:
            self._restorer.refuse(rule, item.kind)
        if self._found.counts(rule.code):
            return
        says = None
        if self._restorer is not None and is_said:
            says = fault.says
            if says is None and rule.says is not None and rule.severities["restore"] == ERROR:
                says = rule.says(item, self._context)
        field = fault.field
        place, where = _place(field.item)
        finding = Finding(
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
        self._add(rule, finding)

    def _add(self, rule: Rule, finding: Finding) -> None:
        is_error = finding.severity == ERROR
        self._is_bad = self._is_bad or (is_error and not rule.not_checked)
        self._is_unsure = self._is_unsure or (is_error and rule.not_checked)
        self._found.add(finding)
        if is_error and self._stop_on_error:
            raise _StopError


_NOT_TO_ITS_END = "it could not be read to its end"
_ENDS_EARLY = "something is missing before its END"
_NO_END = "no stream with an END was found in it"


def _offset_of(finding: Finding) -> int:
    return finding.offset


_NEVER_CHECKED = ("legacy stream", "no length", "other format")
"""The kinds of items after which nothing is checked."""


@cache
def _checks_of(profile: str, back_channel: bool) -> Checks:
    if profile == "restore":
        everything()
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
    "zeros": "after the last section",
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
    host_policy: Host | None = None,
    selection: Selection | None = None,
    max_unpacked: int | None = None,
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

    With the profile restore, `xen` is the Xen that is to restore it, as in "4.17" or "4.17.2", or
    a product such as "debian-12"; the newest, unless said. `host_policy` is what the processors of
    its host have to offer.

    `selection` chooses among the profile's rules and their severities.

    Compressed octets are unpacked on the way, unless `format` and the profile upstream ask for
    what is there; to `max_unpacked` octets, or as far as pages come of them.

    A bad stream, or one that cannot be read, is told in the report and raises nothing. What
    `observer` and `on_finding` raise goes through.

    Raises:
        ValueError: there is no such format, profile or Xen.

    """
    if xen is not None and profile == "restore":
        from xenstream.restore.versions import asked

        version: Asked | None = asked(xen)
    else:
        version = None
    options = Options(
        format,
        profile,
        back_channel,
        version,
        host_policy,
        selection,
        offset,
        follow,
        max_unpacked,
    )
    return Judge(options, name=name, observer=observer, on_finding=on_finding).verify(readable)


def _name_of(readable: Readable) -> str:
    if isinstance(readable, int):
        return f"descriptor {readable}"
    if isinstance(readable, (str, os.PathLike)):
        return os.fspath(readable)
    name = getattr(readable, "name", None)
    return name if isinstance(name, str) else "stream"
