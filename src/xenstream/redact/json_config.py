"""libxl's configuration with stand-ins, by the types that its IDL gives the values."""

from __future__ import annotations

import re

from xenstream.redact.stand_ins import number
from xenstream.redact.table import (
    ADDRESSES,
    CONFIGURATION_NUMBERS,
    EMPTY_CDROM,
    NAME_OF_DISK,
    PATH_OF_DISK,
    SOUND_CARD,
    SOUND_CARDS,
)
from xenstream.restore.libxl_keys import ROOT, Kinds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.redact.stand_ins import StandIns

_TOKEN = re.compile(
    rb"(?P<space>[ \t\r\n]+)|(?P<remark>/\*.*?\*/|//[^\n]*)|(?P<mark>[{}\[\],:])|"
    rb"(?P<quote>[\"'])(?P<text>(?:(?!(?P=quote))[^\\\x00]|"
    rb'\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*)(?P=quote)|(?P<number>-?[0-9]+(?:\.[0-9]+)?'
    rb"(?:[eE][-+]?[0-9]+)?)|(?P<word>true|false|null)",
    re.DOTALL,
)
NEITHER = re.compile(rb"[^ \t\r\n\x00]")
_DEEPEST = 64
_DISK = re.compile(rb"(?:xvd|hd|sd)[a-z]{0,3}[0-9]{0,3}|(?:d[0-9]{1,5}p)?[0-9]{1,5}")
_DEFBOOLS = (b"<default>", b"True", b"False")
_RANGES = {
    "int": (-(1 << 31), (1 << 31) - 1),
    "uint8": (0, (1 << 8) - 1),
    "uint16": (0, (1 << 16) - 1),
    "uint32": (0, (1 << 32) - 1),
}


_NOTHING = Kinds([], "")


class CannotError(ValueError):
    """The text is no JSON."""


def redact(text: bytes, stand_ins: StandIns) -> bytes:
    """Give a configuration in which nothing stays but keys and values that a verdict reads.

    Raises:
        CannotError: it is no JSON.

    """
    return _Redactor(text, stand_ins).whole()


class _Redactor:
    def __init__(self, text: bytes, stand_ins: StandIns) -> None:
        self.text = text
        self.stand_ins = stand_ins
        self.at = 0
        self.out: list[bytes] = []

    def whole(self) -> bytes:
        self.value(Kinds([ROOT], ""), 0)
        rest = self.text[self.at :]
        # xl's own NUL; what else stands after the value is nobody's.
        self.out.append(NEITHER.sub(b"x", rest))
        return b"".join(self.out)

    def token(self) -> re.Match[bytes]:
        while True:
            match = _TOKEN.match(self.text, self.at)
            if match is None:
                raise CannotError(f"octet {self.at} begins nothing that JSON has")
            self.at = match.end()
            if match["remark"] is not None:  # json-c takes them
                self.out.append(_remark(match[0]))
            elif match["space"] is not None:
                self.out.append(match[0])
            else:
                return match

    def expect(self, marks: bytes) -> bytes:
        match = self.token()
        if match["mark"] is None or match["mark"] not in marks:
            raise CannotError(f"octet {match.start()} is none of {marks!r}")
        self.out.append(match[0])
        return match[0]

    def value(self, kinds: Kinds, depth: int) -> None:
        if depth > _DEEPEST:
            raise CannotError("it is nested too deeply")
        match = self.token()
        if match["mark"] == b"{":
            self.out.append(match[0])
            self.map(kinds, depth)
        elif match["mark"] == b"[":
            self.out.append(match[0])
            self.list(kinds, depth)
        elif match["mark"] is not None:
            raise CannotError(f"octet {match.start()} is no value")
        elif match["text"] is not None:
            self.out.append(match["quote"] + self.of_text(match["text"], kinds) + match["quote"])
        elif match["number"] is not None:
            self.out.append(self.of_number(match["number"], kinds))
        else:
            self.out.append(match[0])

    def map(self, kinds: Kinds, depth: int) -> None:
        if self.closes(b"}"):
            return
        while True:
            match = self.token()
            if match["mark"] == b"}":  # json-c takes a comma before it
                self.out.append(match[0])
                return
            if match["text"] is None:
                raise CannotError(f"octet {match.start()} is no key")
            key = match["text"]
            within = kinds.field(key.decode("latin-1"))
            shown = key if within is not None else self.stand_ins.text(key)
            self.out.append(match["quote"] + shown + match["quote"])
            self.expect(b":")
            self.value(_NOTHING if within is None else within, depth + 1)
            if self.expect(b",}") == b"}":
                return

    def list(self, kinds: Kinds, depth: int) -> None:
        if self.closes(b"]"):
            return
        inner = kinds.element()
        if not inner.definitions and not inner.names:
            inner = Kinds([], kinds.path)
        while True:
            self.value(inner, depth + 1)
            if self.expect(b",]") == b"]" or self.closes(b"]"):
                return

    def closes(self, mark: bytes) -> bool:
        """Pass over the end of what is empty."""
        before, shown = self.at, len(self.out)
        if self.token()["mark"] == mark:
            self.out.append(mark)
            return True
        self.at = before
        del self.out[shown:]
        return False

    def of_text(self, text: bytes, kinds: Kinds) -> bytes:
        if text.lower() in _words(kinds):
            return text
        if kinds.path == NAME_OF_DISK and _DISK.fullmatch(text):
            return text
        if kinds.path == SOUND_CARD and text.lower() in SOUND_CARDS:
            return text
        if kinds.path in ADDRESSES:
            return b":".join(self.stand_ins.text(piece) for piece in text.split(b":"))
        if kinds.path == PATH_OF_DISK:
            around = text.split(EMPTY_CDROM)
            return EMPTY_CDROM.join(self.stand_ins.text(piece) for piece in around)
        if "defbool" in kinds.names:
            for word in _DEFBOOLS:
                if text.startswith(word):
                    return word + b"x" * (len(text) - len(word))
        return self.stand_ins.text(text)

    def of_number(self, text: bytes, kinds: Kinds) -> bytes:
        if kinds.path in CONFIGURATION_NUMBERS:
            return text
        try:
            fits = _fits(kinds, int(text))
        except ValueError:  # a fraction, or more digits than Python takes
            fits = True
        if kinds.names or kinds.definitions or text.strip(b"-") != b"0":
            return number(text, fits=fits)
        return text


def _words(kinds: Kinds) -> set[bytes]:
    """Give the words of enumerations."""
    return {word.encode() for one in kinds.definitions for word in one.get("enum", ())}


def _fits(kinds: Kinds, value: int) -> bool:
    """Tell whether a number is in the range of its type."""
    ranges = [_RANGES[name] for name in kinds.names if name in _RANGES]
    return all(low <= value <= high for low, high in ranges)


def _remark(octets: bytes) -> bytes:
    """Give a comment in which nothing is said."""
    end = b"*/" if octets.startswith(b"/*") else b""
    return octets[:2] + re.sub(rb"[^\n]", b"x", octets[2 : len(octets) - len(end)]) + end
