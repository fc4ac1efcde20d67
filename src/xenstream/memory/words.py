"""Sizes in words."""

from __future__ import annotations


def size_of(octets: int) -> str:
    """Give a size in the unit that suits it; small ones to the octet."""
    if octets < 10_000:
        return f"{octets} octets"
    if octets < 1 << 20:
        return f"{octets / (1 << 10):.4g} KiB"
    return f"{octets / (1 << 20):.1f} MiB" if octets < 1 << 30 else f"{octets / (1 << 30):.2f} GiB"
