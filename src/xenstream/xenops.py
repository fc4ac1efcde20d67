"""The metadata that xenopsd puts into a suspend image: an S-expression of pairs."""

from __future__ import annotations

import re

_TOKEN = re.compile(r'\s*(?:([()])|"((?:[^"\\]|\\.)*)"|([^\s()"]+))', re.DOTALL)
_MOST_TOKENS = 1 << 16
_LONGEST = 64


def metadata(octets: bytes) -> dict[str, str]:
    """Give the pairs of the outermost list whose value is an atom, as far as they can be read.

    A value of more than 64 characters is cut, and ends with `...`.
    """
    found: dict[str, str] = {}
    text = octets.decode("utf-8", "backslashreplace")
    depth = at = 0
    pair: list[str] = []
    for _ in range(_MOST_TOKENS):
        token = _TOKEN.match(text, at)
        if token is None:
            break
        at = token.end()
        bracket, quoted, atom = token.groups()
        if bracket == "(":
            depth += 1
            pair = []
        elif bracket == ")":
            if depth == 2 and len(pair) == 2:
                found[pair[0][:_LONGEST]] = _short(pair[1])
            depth -= 1
            pair = []
        elif depth == 2:
            pair.append(quoted if atom is None else atom)
    return found


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}..."
