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


# What xenopsd refuses

_FIELDS = ("time", "word_size", "vm_str", "xs_subtree")
_REQUIRED = ("time", "word_size")
_ANY_TOKEN = re.compile(r'\s*(?:([()])|"(?:[^"\\]|\\.)*"|;[^\n]*|((?:[^\s()";]|\\.)+))', re.DOTALL)
_MOST_NAMED = 8


def problem(octets: bytes) -> str | None:
    """Give why xenopsd refuses its own metadata, in its words; None where it takes them.

    It reads one S-expression, a record with the fields `time` and `word_size`. Sources:
    Xenops_record in suspend_image.ml, and the readers that ppx_sexp_conv makes of it.
    """
    text = octets.decode("latin-1")
    depth, at = 0, 0
    names: list[str | None] = []
    sizes: list[int] = []
    while True:
        match = _ANY_TOKEN.match(text, at)
        if match is None:
            break
        at = match.end()
        bracket, atom = match.groups()
        if match[0].lstrip().startswith(";"):
            continue
        if depth == 0 and bracket != "(":
            return (
                "list instead of atom for record expected"
                if bracket is None
                else "unexpected character: ')'"
            )
        if bracket == ")":
            depth -= 1
            if depth == 0:
                break
            continue
        if depth == 1 and bracket == "(":
            names.append(None)
            sizes.append(0)
        elif depth == 1:
            return "only pairs expected, their first element must be an atom"
        elif depth == 2:
            sizes[-1] += 1
            if sizes[-1] == 1 and bracket is None:
                names[-1] = atom if atom is not None else match[0].strip().strip('"')
        depth += bracket == "("
    if depth or (not names and at == 0):
        return "incomplete S-expression while in state"
    if text[at:].strip():
        return f"S-expression followed by data at position {at}"
    if None in names or any(size not in (1, 2) for size in sizes):
        return "only pairs expected, their first element must be an atom"
    return _of_record([name for name in names if name is not None], text)


def _of_record(names: list[str], text: str) -> str | None:
    """Give what is wrong with the names of a record's fields."""
    twice = sorted({name for name in names if names.count(name) > 1} if len(names) < 64 else names)
    if twice:
        return f"duplicate fields: {' '.join(twice[:_MOST_NAMED])}"
    extra = [name for name in names if name not in _FIELDS]
    if extra:
        return f"extra fields: {' '.join(extra[:_MOST_NAMED])}"
    missing = [name for name in _REQUIRED if name not in names]
    if missing:
        return f"the following record elements were undefined: {' '.join(missing)}"
    size = metadata(text.encode("latin-1")).get("word_size")
    if size is not None and re.fullmatch(r"-?(\d[\d_]*|0[xX][0-9a-fA-F_]+)", size) is None:
        return "int_of_sexp: (Failure int_of_string)"
    return None
