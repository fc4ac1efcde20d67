"""Streams that were made text of: base64, uuencode, hexadecimal dumps, UTF-16 and their like."""

from __future__ import annotations

import binascii

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = b"\r\n\t "
_PAIR = 2
_MOST_OFFSET, _LEAST_OFFSET = 16, 6
_UTF_16 = ("utf-16-le", "utf-16-be")
_BOM = b"\xef\xbb\xbf"
_HEX_DIGITS = frozenset(b"0123456789abcdefABCDEF")


def decodings(octets: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Give what octets may stand for: how that is called, what they are, and what to do.

    In the first, `{}` stands for what is in it. Only the beginning is decoded, as far as `octets`
    go.
    """
    how = "`dd conv=swab` mends it"
    yield "{} whose octets are swapped in pairs", _swapped(octets), how
    yield from _utf_16(octets)
    octets = octets[len(_BOM) :] if octets.startswith(_BOM) else octets
    for text in _bodies(octets):
        packed = text.translate(None, _BLANKS)
        try:
            decoded = binascii.a2b_base64(packed[: len(packed) // 4 * 4])
        except binascii.Error:
            continue
        how = "`base64 -d` decodes it"
        if text is not octets:
            how = "`base64 -d` decodes what stands between its first and last lines"
        yield "base64 of {}", decoded, how
    yield "uuencoded text of {}", _uu(octets), "`uudecode` decodes it"
    yield from _hexadecimal(octets)


def _utf_16(octets: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Find octets that each became a character of 16 bits, as PowerShell's `>` writes them."""
    octets = octets[2:] if octets[:2] in (b"\xff\xfe", b"\xfe\xff") else octets
    for one in _UTF_16:
        text = octets[: len(octets) // 2 * 2].decode(one, "replace")
        narrow = text.replace("\r\n", "\n").encode("latin-1", "replace")
        yield "{} that became text of UTF-16", narrow, "copy it again, without PowerShell's `>`"


def _bodies(octets: bytes) -> Iterator[bytes]:
    """Give octets, and what follows a first line, a mail's header or a data URI's beginning."""
    yield octets
    plain = octets.replace(b"\r\n", b"\n")
    for begin in (b"\n\n", b"\n", b";base64,"):
        _, found, rest = plain.partition(begin)
        if found:
            yield rest


def _uu(octets: bytes) -> bytes:
    """Decode the lines that are whole, after a first one that begins it."""
    decoded = b""
    for line in octets.splitlines()[:-1]:
        if line.startswith(b"begin "):
            continue
        try:
            decoded += binascii.a2b_uu(line)
        except binascii.Error:
            break
    return decoded


def _hexadecimal(octets: bytes) -> Iterator[tuple[str, bytes, str]]:
    plain = _digits(octets.translate(None, _BLANKS))
    yield "hexadecimal digits of {}", plain, "`xxd -r -p` makes octets of them"
    listed = octets.replace(b"0x", b"").translate(None, _BLANKS + b",:{")
    for numbers in (listed, listed.partition(b"=")[2]):
        how = "`xxd -r -p` makes octets of the numbers"
        yield "hexadecimal numbers of {}", _digits(numbers), how
    rows = [_row(line) for line in octets.splitlines()[:-1]]
    dump = b"".join(rows)
    how = "`xxd -r` makes octets of it" if octets[8:10] == b": " else "copy the file itself"
    yield "a hexadecimal dump of {}", dump, how
    yield "a dump of 16-bit words of {}", _swapped(dump), "copy the file itself"


def _swapped(octets: bytes) -> bytes:
    pairs = bytearray(octets[: len(octets) // _PAIR * _PAIR])
    pairs[0::_PAIR], pairs[1::_PAIR] = pairs[1::_PAIR], pairs[0::_PAIR]
    return bytes(pairs)


def _digits(octets: bytes) -> bytes:
    """Give the octets of which digits are at the beginning."""
    end = next((at for at, one in enumerate(octets) if one not in _HEX_DIGITS), len(octets))
    return binascii.unhexlify(octets[: end // _PAIR * _PAIR])


def _row(line: bytes) -> bytes:
    """Give the octets of a row: an offset, groups of digits, and after two blanks their text."""
    offset, _, rest = line.replace(b": ", b" ", 1).partition(b" ")
    if not _LEAST_OFFSET <= len(offset) <= _MOST_OFFSET or not _HEX_DIGITS.issuperset(offset):
        return b""
    for mark in (b"  |", b"  >"):
        rest = rest.partition(mark)[0]
    halves = rest.strip().split(b"  ")
    # hexdump -C has two blanks in the middle of its row, and xxd before the text.
    row = b"".join(halves[:2]) if len(halves[0]) == len(halves[-1]) else halves[0]
    return _digits(row.replace(b" ", b""))
