"""A page of a guest's memory in hexadecimal, at its addresses."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_ROW = 16


def lines(octets: bytes, address: int) -> Iterator[str]:
    """Give a row for 16 octets each, as `hexdump -C` does: `*` stands for rows like the last."""
    last, told = b"", False
    for at in range(0, len(octets), _ROW):
        row = octets[at : at + _ROW]
        if row == last:
            if not told:
                yield "*"
            told = True
            continue
        last, told = row, False
        text = "".join(chr(octet) if 0x20 <= octet < 0x7F else "." for octet in row)
        yield f"{address + at:#014x}  {row[:8].hex(' ')}  {row[8:].hex(' ')}  |{text}|"
    yield f"{address + len(octets):#014x}"
