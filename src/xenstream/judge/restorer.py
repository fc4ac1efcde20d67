"""Checks which Xens would restore a stream, while one of them is judged for."""

from __future__ import annotations

from functools import cache

from xenstream.named import NamedTuple
from xenstream.restore import versions
from xenstream.restore.state import Restoring
from xenstream.rules import ERROR, checks_of, everything
from xenstream.rules.context import Context
from xenstream.walk.walker import Header, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.judge.judge import Options
    from xenstream.judge.selection import Selection
    from xenstream.restore.versions import Version
    from xenstream.rules import Rule
    from xenstream.rules.registry import Check
    from xenstream.walk.field import AnyItem
    from xenstream.walk.walker import Layer


class _Varying(NamedTuple):
    """A check whose answer is not the same for every Xen, and the other Xens to ask it for."""

    check: Check
    codes: frozenset[str]
    here: tuple[Version, ...]
    """The Xens in the range of the one that is judged for."""
    others: tuple[tuple[Version, ...], ...]
    """The Xens of each other range: the first answers for all of them."""


def _varying(
    xen: Version, back_channel: bool, selection: Selection | None
) -> dict[str, tuple[_Varying, ...]]:
    """Give those checks by the kind of item that they look at."""

    def is_error(rule: Rule) -> bool:
        return bool(rule.changes_at) and _is_error(rule, selection)

    everything()
    checks = checks_of("restore", back_channel=back_channel, wants=is_error)
    return {
        kind: tuple(_of_check(check, rules, xen) for check, rules in of_kind)
        for kind, of_kind in checks.items()
    }


_varying_of_profile = cache(_varying)
"""Of many streams that are judged by the same choice they are found once."""


def _of_check(check: Check, rules: tuple[Rule, ...], xen: Version) -> _Varying:
    changes_at = tuple(sorted({change for rule in rules for change in rule.changes_at}))
    here = versions.range_of(xen, changes_at)
    ranges = versions.ranges_of(changes_at)
    ours = [each for each in ranges if versions.range_of(each[0], changes_at) == here]
    others = tuple(each for each in ranges if each not in ours)
    codes = frozenset(rule.code for rule in rules)
    return _Varying(check, codes, ours[0] if ours else (), others)


class Restorer:
    """Moves the restores of a stream on, and keeps which Xens refuse it.

    Only the checks whose answer depends on the version are run for others, once for each range of
    versions in which one answer holds.
    """

    def __init__(self, options: Options, back_channel: bool) -> None:
        """Take the Xen to judge for, and which way the stream goes."""
        asked = versions.Asked(versions.NEWEST) if options.xen is None else options.xen
        self._xen = asked.version
        self.note = asked.note
        """What stands for the Xen that was asked about, where it is not that itself."""
        self._states: dict[Layer, Restoring] = {}
        self.context = Context(self._xen, options.host_policy, self._states)
        """What the checks are given."""
        self._contexts: dict[Version, Context] = {}
        selection = options.selection
        varying = _varying_of_profile if selection is None else _varying
        self._checks = varying(self._xen, back_channel, selection)
        self._refused_by: set[Version] = set()

    @property
    def xen(self) -> str:
        """The Xen to judge for."""
        return versions.name(self._xen)

    def see(self, item: AnyItem) -> None:
        """Take an item into account, after it was judged."""
        if len(self._refused_by) < len(versions.VERSIONS):  # else nobody is left to be asked
            for varying in self._checks.get(item.kind, ()):
                for of_range in varying.others:
                    if not self._refused_by.issuperset(of_range):
                        self._check(item, varying, of_range)
        self.move_on(item)

    def move_on(self, item: AnyItem) -> None:
        """Move the restore on by an item, of which nobody is asked."""
        if isinstance(item, Record):
            state = self._states.get(item.layer)
            if state is not None:
                state.see(item)
        elif isinstance(item, Header) and item.kind == "image header":
            self._states.clear()  # nobody asks again of a stream that has ended
            self._states[item.layer] = Restoring(item.layer)

    def refuse(self, rule: Rule, kind: str) -> None:
        """Take note of an error that was found for the Xen that is judged for."""
        if len(self._refused_by) == len(versions.VERSIONS):
            return
        refused = versions.VERSIONS
        if rule.changes_at:
            for varying in self._checks.get(kind, ()):
                if rule.code in varying.codes:
                    refused = varying.here
        self._refused_by.update(refused)

    def restores(self, is_valid: bool) -> dict[str, bool]:
        """Give whether each Xen would restore it, `is_valid` being the answer of the one here."""
        answers = {}
        for version in versions.VERSIONS:
            is_here = version == self._xen
            answers[versions.name(version)] = (
                is_valid if is_here else version not in self._refused_by
            )
        return answers

    def _check(self, item: AnyItem, varying: _Varying, of_range: tuple[Version, ...]) -> None:
        xen = of_range[0]
        context = self._contexts.get(xen)
        if context is None:
            context = self._contexts[xen] = self.context.on(xen)
        for fault in varying.check(item, context):
            if fault.code is None or fault.code in varying.codes:
                self._refused_by.update(of_range)
                return


def _is_error(rule: Rule, selection: Selection | None) -> bool:
    severity = rule.severities["restore"]
    if selection is None:
        return severity == ERROR
    return selection.asks(rule) and selection.severity(rule, severity) == ERROR
