"""JSON as the two libraries read it that libxl is built with: YAJL, and json-c from Xen 4.21 on.

They differ from each other and from the standard in what a hurried reader would not expect: which
of two equal keys counts, comments, trailing commas, quotes, depth, and what may follow the value.
Both stop at the first NUL, as libxl hands over a C string. Nothing here recurses, so that depth
costs no more than length.

Sources: yajl_lex.c and yajl_parser.c of YAJL 2.1; json_tokener.c of json-c 0.17.
"""

from __future__ import annotations

import re
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Union

    Json = Union[None, bool, int, float, str, "Number", list["Json"], dict[str, "Json"]]
    """A value; of a map's equal keys only the one that counts is in it."""


class Number(str):
    """A number that no 64-bit integer holds, as it stands in the text."""


class JsonError(ValueError):
    """The text is refused; the message is the library's."""


JSONC_DEPTH = 32
"""JSON_TOKENER_DEFAULT_DEPTH."""

_YAJL_SPACE = b"\t\n\v\f\r "
_MARKS = {mark.encode(): mark for mark in "{}[]:,"}
_SPACE = re.compile(rb"[\t-\r ]*")
_DIGITS = re.compile(rb"[0-9]*")
_INTEGER = re.compile(rb"(?:0|[1-9][0-9]*)(?![0-9.eE])")
_PLAIN = re.compile(rb'[^\0-\x1f"\\\x80-\xff]*')
_HEX = re.compile(rb"[0-9A-Fa-f]{4}")
_HALF = re.compile("[\ud800-\udfff]")
_SIMPLE = {
    b'"': '"',
    b"\\": "\\",
    b"/": "/",
    b"b": "\b",
    b"f": "\f",
    b"n": "\n",
    b"r": "\r",
    b"t": "\t",
}
_INT64 = 1 << 63
_LONGEST_INTEGER = 25
_LONGEST_SURE = 19
"""Digits of what is below 2^63 surely."""


def number(text: str) -> Json:
    """Give a number as libxl's json_callback_number takes it: an exponent alone is left out."""
    if text.isdigit() and len(text) < _LONGEST_SURE:  # as nearly all are
        return int(text)
    if "." in text:
        return float(text)
    match = re.match(r"[+-]?\d+", text)
    digits = match[0] if match is not None else "0"
    if len(digits) > _LONGEST_INTEGER or not -_INT64 <= int(digits) < _INT64:
        return Number(digits)
    return int(digits)


def _paired(text: str) -> str:
    """Join the halves of characters that were escaped as two; a lone half stays one."""
    if text.isascii() or _HALF.search(text) is None:
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


class _Builder:
    """Puts values together, without recursion."""

    def __init__(self, first_counts: bool) -> None:
        self._first_counts = first_counts
        self.stack: list[list[Json] | dict[str, Json]] = []
        self._keys: list[str] = []
        self.root: Json = None

    def key(self, key: str) -> None:
        self._keys.append(key)

    def add(self, value: Json) -> None:
        """Take a value where it belongs; a list or a map is entered."""
        if not self.stack:
            self.root = value
        elif isinstance(self.stack[-1], dict):
            key = self._keys.pop()
            if not self._first_counts or key not in self.stack[-1]:
                self.stack[-1][key] = value
        else:
            self.stack[-1].append(value)
        if isinstance(value, (list, dict)):
            self.stack.append(value)


# YAJL


def by_yajl(octets: bytes, *, allows_rest: bool = True) -> Json:
    """Read a text as YAJL does; with `allows_rest`, whatever may follow the value.

    Raises:
        JsonError: it refuses it, as in `lexical error: invalid char in json text.`

    """
    value, has_rest = _read(octets, by_json_c=False)
    if has_rest and not allows_rest:
        raise JsonError("parse error: trailing garbage")
    return value


@lru_cache(maxsize=2)
def _told(octets: bytes, *, by_json_c: bool) -> tuple[Json, bool] | JsonError:
    """Give what a library reads, or what it says: the same for many a Xen, and many a question."""
    try:
        return _JsonC(octets).read() if by_json_c else _Yajl(octets).read()
    except JsonError as error:
        return error.with_traceback(None)


def _read(octets: bytes, *, by_json_c: bool) -> tuple[Json, bool]:
    """Give a value, and whether something follows it; nobody may change it."""
    told = _told(octets.partition(b"\0")[0], by_json_c=by_json_c)
    if isinstance(told, JsonError):
        raise told.with_traceback(None)
    return told


class _Yajl:
    def __init__(self, octets: bytes) -> None:
        # What yajl_complete_parse adds: it ends a number, and is a fault within a word.
        self.octets = octets + b" "
        self.at = 0

    def read(self) -> tuple[Json, bool]:
        build = _Builder(first_counts=True)
        state = "value"
        stack = build.stack
        for kind, value in self.tokens():
            if state in ("key", "first key"):
                if kind == "value" and isinstance(value, str) and not isinstance(value, Number):
                    build.key(value)
                    state = "colon"
                    continue
                if kind != "}" or state != "first key":
                    raise JsonError("parse error: invalid object key (must be a string)")
                stack.pop()
            elif state == "colon":
                if kind != ":":
                    what = "object key and value must be separated by a colon (':')"
                    raise JsonError(f"parse error: {what}")
                state = "value"
                continue
            elif state == "after":
                if kind == ",":
                    state = "key" if isinstance(stack[-1], dict) else "value"
                    continue
                if isinstance(stack[-1], dict):
                    if kind != "}":
                        what = "after key and value, inside map, I expect ',' or '}'"
                        raise JsonError(f"parse error: {what}")
                elif kind != "]":
                    raise JsonError("parse error: after array element, I expect ',' or ']'")
                stack.pop()
            elif kind == "]" and state == "first value":
                stack.pop()
            elif kind in "]},:":
                raise JsonError("parse error: unallowed token at this point in JSON text")
            elif kind == "{":
                build.add({})
                state = "first key"
                continue
            elif kind == "[":
                build.add([])
                state = "first value"
                continue
            else:
                build.add(value)
            state = "after" if stack else "done"
            if state == "done":
                return build.root, bool(self.octets[self.at :].strip(_YAJL_SPACE))
        raise JsonError("parse error: premature EOF")

    def tokens(self) -> Iterator[tuple[str, Json]]:
        octets = self.octets
        while True:
            first = octets[self.at : self.at + 1]
            mark = _MARKS.get(first)
            if mark is not None:
                self.at += 1
                yield mark, None
                continue
            if first in _YAJL_SPACE:
                match = _SPACE.match(octets, self.at)
                assert match is not None
                self.at = match.end()
                first = octets[self.at : self.at + 1]
                if not first:
                    return
                if first in _MARKS:
                    continue
            self.at += 1
            if first == b'"':
                text = self.string()
                if text is None:
                    return
                yield "value", text
            elif first in b"-0123456789":
                yield "value", self.number()
            elif first in _WORDS:
                word, value = _WORDS[first]
                if not octets.startswith(word, self.at - 1):
                    raise JsonError("lexical error: invalid string in json text.")
                self.at += len(word) - 1
                yield "value", value
            elif first == b"/":
                what = "probable comment found in input text, comments are not enabled."
                raise JsonError(f"lexical error: {what}")
            else:
                raise JsonError("lexical error: invalid char in json text.")

    def number(self) -> Json:
        octets, begin = self.octets, self.at - 1
        plain = _INTEGER.match(octets, begin)
        if plain is not None:
            self.at = plain.end()
            return number(plain[0].decode())
        if octets[begin : begin + 1] == b"-":
            self.at += 1
            if not octets[begin + 1 : begin + 2].isdigit():
                self.malformed("minus sign")
        if octets[self.at - 1 : self.at] != b"0":
            self.digits()
        if octets[self.at : self.at + 1] == b".":
            self.at += 1
            if not self.digits():
                self.malformed("decimal point")
        if octets[self.at : self.at + 1] in (b"e", b"E"):
            self.at += 1
            if octets[self.at : self.at + 1] in (b"+", b"-"):
                self.at += 1
            if not self.digits():
                self.malformed("exponent")
        return number(octets[begin : self.at].decode())

    def malformed(self, after: str) -> None:
        what = f"malformed number, a digit is required after the {after}."
        raise JsonError(f"lexical error: {what}")

    def digits(self) -> bool:
        match = _DIGITS.match(self.octets, self.at)
        assert match is not None
        self.at = match.end()
        return bool(match[0])

    def string(self) -> str | None:
        """Give a string after its quote, None where the text ends within it."""
        octets = self.octets
        pieces: list[str] = []
        while True:
            match = _PLAIN.match(octets, self.at)
            assert match is not None
            pieces.append(match[0].decode())
            self.at = match.end()
            octet = octets[self.at : self.at + 1]
            self.at += 1
            if not octet:
                return None
            if octet == b'"':
                return _paired("".join(pieces))
            if octet == b"\\":
                escaped = octets[self.at : self.at + 1]
                self.at += 1
                if escaped == b"u":
                    for _ in range(4):
                        digit = octets[self.at : self.at + 1]
                        if not digit:
                            return None
                        self.at += 1
                        if digit not in b"0123456789abcdefABCDEF":
                            what = "invalid (non-hex) character occurs after '\\u' inside string."
                            raise JsonError(f"lexical error: {what}")
                    unit = octets[self.at - 4 : self.at].decode()
                    pieces.append(chr(int(unit, 16)))  # perhaps half of a pair
                elif not escaped:
                    return None
                elif escaped in _SIMPLE:
                    pieces.append(_SIMPLE[escaped])
                else:
                    what = "inside a string, '\\' occurs before a character which it may not."
                    raise JsonError(f"lexical error: {what}")
            elif octet < b" ":
                raise JsonError("lexical error: invalid character inside string.")
            elif not self.utf8(octet, pieces):
                return None

    def utf8(self, first: bytes, pieces: list[str]) -> bool:
        """Take the octets of a character that has several; tell whether they are all there."""
        lead = first[0]
        length = 1 if lead >> 5 == 6 else 2 if lead >> 4 == 14 else 3 if lead >> 3 == 30 else 0
        following = self.octets[self.at : self.at + length]
        if not length or any(octet >> 6 != 2 for octet in following):
            raise JsonError("lexical error: invalid bytes in UTF8 string.")
        self.at += length
        pieces.append((first + following).decode("utf-8", "replace"))
        return len(following) == length


_WORDS: dict[bytes, tuple[bytes, Json]] = {
    b"t": (b"true", True),
    b"f": (b"false", False),
    b"n": (b"null", None),
}


# json-c


def by_jsonc(octets: bytes) -> Json:
    """Read a text as json_tokener_parse_verbose of json-c does, which is not strict.

    Raises:
        JsonError: it refuses it, as in `unexpected character`.

    """
    return _read(octets, by_json_c=True)[0]


_JSONC_SPACE = re.compile(rb"[\t\n\r ]*")
_JSONC_INTEGER = re.compile(rb"[0-9]+(?=[,\]}\t\n\r ])")
_JSONC_BLANK = b"\t\n\r /"
_JSONC_PLAIN = {b'"': re.compile(rb'[^"\\]*'), b"'": re.compile(rb"[^'\\]*")}
_JSONC_WORDS: dict[bytes, tuple[tuple[bytes, Json], ...]] = {
    b"t": ((b"true", True),),
    b"f": ((b"false", False),),
    b"n": ((b"null", None), (b"nan", 0.0)),
    b"i": ((b"infinity", 0.0),),
}
_JSONC_WORD_ERRORS = {b"t": "boolean expected", b"f": "boolean expected", b"n": "null expected"}


class _JsonC:
    def __init__(self, octets: bytes) -> None:
        self.octets = octets
        self.at = 0

    def read(self) -> tuple[Json, bool]:
        build = _Builder(first_counts=False)
        stack = build.stack
        state = "value"
        while True:
            self.space()
            octet = self.octets[self.at : self.at + 1]
            if not octet:
                raise JsonError("unexpected end of data")
            if state in ("key", "first key"):
                if octet == b"}":
                    self.at += 1
                    stack.pop()
                elif octet in b"\"'":
                    self.at += 1
                    build.key(self.string(octet))
                    self.space()
                    colon = self.octets[self.at : self.at + 1]
                    if not colon:
                        raise JsonError("unexpected end of data")
                    if colon != b":":
                        raise JsonError("object property name separator ':' expected")
                    self.at += 1
                    state = "value"
                    continue
                else:
                    raise JsonError("quoted object property name expected")
            elif state == "after":
                is_map = isinstance(stack[-1], dict)
                self.at += 1
                if octet == b",":
                    state = "key" if is_map else "next value"
                    continue
                if octet != (b"}" if is_map else b"]"):
                    name = "object" if is_map else "array"
                    raise JsonError(f"{name} value separator ',' expected")
                stack.pop()
            elif octet == b"]" and state in ("first value", "next value"):
                self.at += 1
                stack.pop()
            else:
                if len(stack) >= JSONC_DEPTH:
                    raise JsonError("nesting too deep")
                if octet in b"{[":
                    self.at += 1
                    build.add({} if octet == b"{" else [])
                    state = "first key" if octet == b"{" else "first value"
                    continue
                build.add(self.scalar(octet, len(stack)))
            if not stack:
                self.after_root()
                if build.root is None:
                    raise JsonError("success")  # to libxl a bare null is none at all
                return build.root, False
            state = "after"

    def after_root(self) -> None:
        """Refuse what only looks like a comment behind the value; nothing else is looked at."""
        match = _JSONC_SPACE.match(self.octets, self.at)
        assert match is not None
        follows = self.octets[match.end() : match.end() + 2]
        if follows[:1] == b"/" and follows not in (b"/*", b"//"):
            raise JsonError("expected comment")

    def space(self) -> None:
        """Pass over white space and comments."""
        octets = self.octets
        if octets[self.at : self.at + 1] not in _JSONC_BLANK:
            return
        while True:
            match = _JSONC_SPACE.match(octets, self.at)
            assert match is not None
            self.at = match.end()
            begins = octets[self.at : self.at + 2]
            if begins[:1] != b"/":
                return
            if begins == b"/":
                raise JsonError("unexpected end of data")
            if begins not in (b"/*", b"//"):
                raise JsonError("expected comment")
            ends = b"*/" if begins == b"/*" else b"\n"
            end = octets.find(ends, self.at + 2)
            if end < 0:
                raise JsonError("unexpected end of data")
            self.at = end + len(ends)

    def scalar(self, octet: bytes, depth: int) -> Json:
        if octet in b"\"'":
            self.at += 1
            return self.string(octet)
        if octet in b"-0123456789":
            return self.number(depth)
        return self.word(octet.lower())

    def word(self, first: bytes) -> Json:
        words = _JSONC_WORDS.get(first)
        if words is None:
            raise JsonError("unexpected character")
        there = self.octets[self.at : self.at + 8].lower()
        for word, value in words:
            if there.startswith(word):
                self.at += len(word)
                return value
        if any(word.startswith(there) for word, _ in words):
            raise JsonError("unexpected end of data")
        raise JsonError(_JSONC_WORD_ERRORS.get(first, "unexpected character"))

    def number(self, depth: int) -> Json:
        octets, begin = self.octets, self.at
        plain = _JSONC_INTEGER.match(octets, begin)
        if plain is not None:
            self.at = plain.end()
            return number(plain[0].decode())
        has_point = has_exponent = False
        may_be_minus, may_be_plus = True, False
        at = begin
        while True:
            octet = octets[at : at + 1]
            if octet.isdigit():
                may_be_minus = may_be_plus = False
            elif octet in (b"e", b"E") and not has_exponent:
                has_exponent, may_be_minus, may_be_plus = True, True, True
            elif octet == b"." and not has_point and not has_exponent:
                has_point, may_be_minus, may_be_plus = True, True, True
            elif (octet == b"-" and may_be_minus) or (octet == b"+" and may_be_plus):
                may_be_minus = may_be_plus = False
            else:
                break
            at += 1
        if depth and octet and octet not in b",]}/Ii\t\n\r ":
            raise JsonError("number expected")
        text = octets[begin:at].decode()
        if text == "-" and octet.lower() == b"i":
            self.at = at
            self.word(b"i")
            return 0.0
        self.at = at
        if text == "-" and not octet:
            raise JsonError("unexpected end of data")
        if has_point or has_exponent:
            text = text[:1] + text[1:].rstrip("eE+-")
            if not re.fullmatch(r"-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text):
                raise JsonError("number expected")
        elif not re.fullmatch(r"-?\d+", text):
            raise JsonError("number expected")
        return number(text)

    def string(self, quote: bytes) -> str:
        octets = self.octets
        pieces: list[str] = []
        while True:
            match = _JSONC_PLAIN[quote].match(octets, self.at)
            assert match is not None
            self.at = match.end()
            pieces.append(match[0].decode("utf-8", "replace"))
            octet = octets[self.at : self.at + 1]
            self.at += 1
            if octet == quote:
                return _paired("".join(pieces))
            escaped = octets[self.at : self.at + 1]
            self.at += 1
            if not octet or not escaped:
                raise JsonError("unexpected end of data")
            if escaped in _SIMPLE:
                pieces.append(_SIMPLE[escaped])
                continue
            if escaped != b"u":
                raise JsonError("invalid string sequence")
            unit = _HEX.match(octets, self.at)
            if unit is None:
                is_cut = len(octets) - self.at < 4
                rest = octets[self.at : self.at + 4]
                is_hex = all(digit in b"0123456789abcdefABCDEF" for digit in rest)
                raise JsonError(
                    "unexpected end of data" if is_cut and is_hex else "invalid string sequence"
                )
            self.at += 4
            pieces.append(chr(int(unit[0], 16)))
