"""Asks of each Xen whether it would restore a stream, while one of them is judged for."""

from __future__ import annotations

from xenstream.restore import versions, words
from xenstream.restore.state import Restoring
from xenstream.rules import ERROR, checks_of, everything
from xenstream.walk.walker import Header, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xenstream.contents.policies import Policy
    from xenstream.judge.selection import Selection
    from xenstream.restore.versions import Version
    from xenstream.rules import Fault, Rule
    from xenstream.rules.registry import Check


class Restorer:
    """Moves the restores of a stream on, and keeps which Xens refuse it.

    Only the rules whose answer hangs on the version are asked for the others.
    """

    def __init__(
        self,
        xen: str | None,
        back_channel: bool = False,
        host_policy: Policy | None = None,
        selection: Selection | None = None,
    ) -> None:
        """Take the Xen to judge for, the newest where that is None.

        Raises:
            ValueError: it is no version of Xen that reads such streams.

        """
        self._xen = versions.NEWEST if xen is None else versions.parse(xen)
        self.target = versions.Target(self._xen, host_policy)
        self._others = [one for one in versions.VERSIONS if one != self._xen]
        everything()
        self._checks: dict[str, list[tuple[Check, Rule]]] = {}
        for kind, checks in checks_of("restore", back_channel=back_channel).items():
            varying = [
                (check, rule)
                for check, rule in checks
                if rule.varies and _is_error(rule, selection)
            ]
            if varying:
                self._checks[kind] = varying
        self._refused_by: set[Version] = set()
        self.refused_by_all = False
        """Whether something was found that every Xen refuses."""

    @property
    def xen(self) -> str:
        """The Xen to judge for."""
        return versions.name(self._xen)

    def see(self, item: Any) -> None:
        """Take an item into account, after it was judged."""
        checks = self._checks.get(item.kind)
        if checks is not None:
            self._ask_others(item, checks)
        if isinstance(item, Record):
            state = item.layer.restoring
            if state is not None:
                state.see(item)
        elif isinstance(item, Header) and item.kind == "image header":
            item.layer.restoring = Restoring(item.layer)

    def put_in_words(self, rule: Rule, item: Any, fault: Fault) -> Fault:
        """Give a fault with what Xen says of it, where it has words of its own."""
        if fault.says is not None or rule.severities["restore"] != ERROR:
            return fault
        return fault._replace(says=words.of(rule.code, item))

    def restores(self, is_valid: bool) -> dict[str, bool]:
        """Give whether each Xen would restore it, `is_valid` being the answer of the one here."""
        answers = {}
        for version in versions.VERSIONS:
            here = version == self._xen
            refused = version in self._refused_by or self.refused_by_all
            answers[versions.name(version)] = is_valid if here else not refused
        return answers

    def _ask_others(self, item: Any, checks: list[tuple[Check, Rule]]) -> None:
        for version in self._others:
            if version in self._refused_by:
                continue
            self.target.xen = version
            if any(check(item) is not None for check, _ in checks):
                self._refused_by.add(version)
        self.target.xen = self._xen


def _is_error(rule: Rule, selection: Selection | None) -> bool:
    severity = rule.severities["restore"]
    if selection is None:
        return severity == ERROR
    return selection.asks(rule.code) and selection.severity(rule.code, severity) == ERROR
