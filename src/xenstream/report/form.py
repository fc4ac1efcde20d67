"""What every form of a report is: it takes reports as they come, and gives pieces of text."""

from __future__ import annotations

from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Protocol

    from xenstream.judge.judge import Report
    from xenstream.report.hexdump import HexDump

    class Form(Protocol):
        """Text, JSON, SARIF, JUnit, GitHub's annotations."""

        def __call__(self, told: Iterable[Told], profile: str, /) -> Iterator[str]:
            """Give the whole as text, in pieces: each report is asked for when it is written."""


class Told(NamedTuple):
    """A report, and what goes with it."""

    report: Report
    known: int = 0
    """How many findings a baseline took out of it."""
    hexdump: HexDump | None = None
    """What shows the octets at a fault, where they are to be shown."""
