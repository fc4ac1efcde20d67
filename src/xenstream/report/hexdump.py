"""The octets around a fault, in hexadecimal, with the field at fault marked."""

from __future__ import annotations

from xenstream.octets.again import Again

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.judge.judge import Finding

_ROW = 16
_MARK, _NO_MARK = "\033[1;31m", "\033[0m"


class HexDump:
    """Lines on the octets around the faults of one stream, which is read once more for them."""

    def __init__(self, readable: str | int, begin: int, color: bool) -> None:
        """Take the file, by path or descriptor, and how far on the stream begins in it.

        Nothing is shown of what is no regular file or block device.
        """
        self._color = color
        self._octets = Again(readable, begin)

    def lines(self, finding: Finding) -> Iterator[str]:
        """Give the rows that the field at fault is in, two at most."""
        at = finding.offset
        begin = at - at % _ROW
        octets = self._octets.read(begin, 2 * _ROW)
        end = at + max(finding.length, 1)
        if len(octets) <= at - begin:  # the fault is that there is no more
            end = at + 1
            if at == begin and at:
                begin -= _ROW
                octets = self._octets.read(begin, _ROW)
        for row in (begin, begin + _ROW):
            piece = octets[row - begin : row - begin + _ROW]
            if piece and row < end:
                yield self._line(row, piece, range(max(at - row, 0), end - row))

    def _line(self, row: int, octets: bytes, marked: range) -> str:
        """Give one row, the marked ones of its octets in brackets or in colour."""
        cells, letters = [], []
        for index in range(max(_ROW, len(octets) + (marked.start == len(octets)))):
            is_there = index < len(octets)
            pair = f"{octets[index]:02x}" if is_there else "--" if index in marked else "  "
            letter = chr(octets[index]) if is_there and 0x20 <= octets[index] < 0x7F else "."
            cells.append(self._edge(index, marked) + self._paint(pair, index in marked))
            letters.append(self._paint(letter, index in marked) if is_there else "")
        cells.append(self._edge(len(cells), marked))
        digits = "".join(cells).replace(f"{_NO_MARK} {_MARK}", " ")
        text = "".join(letters).replace(f"{_NO_MARK}{_MARK}", "")
        return f"    0x{row:08x} {digits} |{text}|"

    def _edge(self, index: int, marked: range) -> str:
        if self._color:
            return " "
        if index == marked.start:
            return "["
        return "]" if index - 1 in marked and (index not in marked or index == _ROW) else " "

    def _paint(self, text: str, marked: bool) -> str:
        return f"{_MARK}{text}{_NO_MARK}" if marked and self._color else text
