"""Which rules are asked, and how severe their findings are, by the user's choice."""

from __future__ import annotations

from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xenstream.rules import Rule

SEVERITIES = ("error", "warning", "note")
"""The worst first."""


class Selection(NamedTuple):
    """A choice of rules; the default is all of the profile's."""

    select: tuple[str, ...] = ()
    """Codes, or beginnings of codes, of which alone the rules are asked; none means all."""
    ignore: tuple[str, ...] = ()
    """Codes, or beginnings of codes, whose rules are not asked."""
    severities: tuple[tuple[str, str], ...] = ()
    """Other severities for codes, or beginnings of codes; the last that fits counts."""

    def asks(self, rule: Rule) -> bool:
        """Tell whether a rule is asked: the longer of what selects and what ignores it counts.

        A rule that means damage always is.
        """
        if rule.is_damage:
            return True
        code = rule.code
        selected = _longest(code, self.select) if self.select else 0
        return selected is not None and selected >= (_longest(code, self.ignore) or -1)

    def severity(self, rule: Rule, otherwise: str) -> str:
        """Give the severity of a rule; one that means damage has another only by its whole code."""
        for beginning, severity in reversed(self.severities):
            if rule.code == beginning or (not rule.is_damage and rule.code.startswith(beginning)):
                return severity
        return otherwise

    def check(self, known: Iterable[str]) -> None:
        """Refuse what names no rule.

        Raises:
            ValueError: a code, or the beginning of one, is that of no rule.

        """
        codes = tuple(known)
        named = (*self.select, *self.ignore, *(code for code, _ in self.severities))
        for beginning in named:
            if not beginning or not any(code.startswith(beginning) for code in codes):
                from xenstream.rules.catalogue import catalogue, close_to

                near = close_to(catalogue(), beginning)
                hint = f"; did you mean {' or '.join(near)}?" if near else ""
                raise ValueError(f"no such rule: {beginning!r}{hint}")


def _longest(code: str, beginnings: tuple[str, ...]) -> int | None:
    return max((len(one) for one in beginnings if code.startswith(one)), default=None)


def codes_of(text: str) -> tuple[str, ...]:
    """Read codes separated by commas."""
    return tuple(code_of(one) for one in text.split(",") if one.strip())


def code_of(word: str) -> str:
    """Give the code, or the beginning of codes, that a word means: XS305, 305, xs3, page-type."""
    from xenstream.rules import everything

    word = word.strip()
    if word.isdecimal():
        return f"XS{word}"
    named = (rule.code for rule in everything().values() if rule.name == word.lower())
    return next(named, word.upper() if word[:2].upper() == "XS" else word)


def severities_of(stated: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Read severities by code.

    Raises:
        ValueError: one is none.

    """
    for code, severity in stated.items():
        if severity not in SEVERITIES:
            expected = ", ".join(SEVERITIES)
            raise ValueError(
                f"no such severity: {severity!r} of {code}, expected one of {expected}"
            )
    return tuple((code_of(code), severity) for code, severity in stated.items())
