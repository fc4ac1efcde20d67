"""Which rules are asked, and how severe their findings are, by the user's choice."""

from __future__ import annotations

from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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

    def asks(self, code: str) -> bool:
        """Tell whether a rule is asked: the longer of what selects and what ignores it counts."""
        selected = _longest(code, self.select) if self.select else 0
        return selected is not None and selected >= (_longest(code, self.ignore) or -1)

    def severity(self, code: str, otherwise: str) -> str:
        """Give the severity of a rule."""
        for beginning, severity in reversed(self.severities):
            if code.startswith(beginning):
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
                raise ValueError(f"no such rule: {beginning!r}")


def _longest(code: str, beginnings: tuple[str, ...]) -> int | None:
    return max((len(one) for one in beginnings if code.startswith(one)), default=None)


def codes_of(text: str) -> tuple[str, ...]:
    """Read codes separated by commas."""
    return tuple(one.strip().upper() for one in text.split(",") if one.strip())


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
    return tuple((code.strip().upper(), severity) for code, severity in stated.items())
