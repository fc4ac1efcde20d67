"""The metadata that xenopsd puts into a suspend image: an S-expression of pairs."""

from __future__ import annotations

import re

_TOKEN = re.compile(r'\s*(?:([()])|"([^"\\]*(?:\\.[^"\\]*)*)"|([^\s()"]+))', re.DOTALL)
_LOOKED_AT = 1 << 14
_WANTED = ("time", "word_size")
_LONGEST = 64


def metadata(octets: bytes) -> dict[str, str]:
    """Give the time and the word size, where they stand in the first 16 KiB.

    A value of more than 64 characters is cut, and ends with `...`.
    """
    found: dict[str, str] = {}
    text = octets[:_LOOKED_AT].decode("utf-8", "backslashreplace")
    depth = at = 0
    pair: list[str] = []
    while True:
        token = _TOKEN.match(text, at)
        if token is None:
            return found
        at = token.end()
        bracket, quoted, atom = token.groups()
        if bracket == "(":
            depth += 1
            pair = []
        elif bracket == ")":
            if depth == 2 and len(pair) == 2 and pair[0] in _WANTED:
                found.setdefault(pair[0], _short(pair[1]))
            depth -= 1
            pair = []
        elif depth == 2:
            pair.append(quoted if atom is None else atom)


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}..."
