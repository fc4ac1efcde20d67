"""How much of a stream a restore may keep: what lies beyond is not looked at, and that is told."""

from __future__ import annotations

KEPT = 14 << 20
"""Octets that are kept of a stream: with those of the program itself, some 30 MiB."""
RECORD = 1536
"""Octets that a record takes besides those of its body."""


class Budget:
    """Octets of memory, taken and given back."""

    def __init__(self, octets: int = KEPT) -> None:
        """Take how many there are."""
        self.left = octets

    def take(self, octets: int) -> bool:
        """Take so many, if they are left; tell whether they are."""
        if octets > self.left:
            return False
        self.left -= octets
        return True

    def give(self, octets: int) -> None:
        """Give back what was taken."""
        self.left += octets
