"""Texts whose values are others of the same length and type."""

from __future__ import annotations

import re

_UUID = re.compile(rb"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_MAC = re.compile(rb"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}")
_MOST_NAMED = 1 << 12
_X = b"x"
_SHOWN = re.compile(rb"[^\x00-\x1f]")


class StandIns:
    """Gives stand-ins: what was alike is alike, as far as uuids and network cards go."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}

    def text(self, octets: bytes) -> bytes:
        """Give a stand-in for any text: as long, and as broken, if it is no UTF-8."""
        if not octets:
            return octets
        try:
            octets.decode("utf-8")
        except UnicodeDecodeError:
            return bytes(octet if octet == 0xFF else 0x78 for octet in octets[:-1]) + b"\xff"
        if _UUID.fullmatch(octets):
            return b"00000000-0000-4000-8000-%012x" % self._number(octets)
        if _MAC.fullmatch(octets):
            number = self._number(octets)
            return b"00:16:3e:00:%02x:%02x" % (number >> 8 & 0xFF, number & 0xFF)
        # json-c takes control characters, YAJL does not, and says where.
        return _SHOWN.sub(_X, octets)

    def _number(self, octets: bytes) -> int:
        key = octets.lower()
        if key not in self._numbers and len(self._numbers) >= _MOST_NAMED:
            return 0
        return self._numbers.setdefault(key, len(self._numbers) + 1)


def number(octets: bytes, *, fits: bool = True) -> bytes:
    """Give a stand-in for a number: as long; with `fits` false, as large as that allows."""
    digit = b"1" if fits else b"9"
    return re.sub(rb"[0-9]", digit, octets) if octets.strip(b"0") else octets
