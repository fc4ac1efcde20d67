"""Where in a stream the last contents of each page are, in little memory."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from sys import getsizeof

from xenstream.memory.gather import PAGE
from xenstream.memory.levels import Levels
from xenstream.memory.ranges import Ranges

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Union

    from xenstream.octets.source import Source

    _Chunk = Union[int, "Ragged"]

_CHUNK = 1 << 10  # pfns
_MOST_RAGGED = 1 << 18
_MOST_CHUNKS = 1 << 22
_MOST_PAGES = 1 << 32


class TooScatteredError(ValueError):
    """The pages are more, or lie further apart, than those of any guest that Xen runs."""


class Ragged:
    """The numbers of a chunk's pages, where they do not follow each other.

    Each is told from the chunk's first on: 3 octets are enough as long as less than 64 GiB of
    pages were sent between the first and the last of them.
    """

    __slots__ = ("_base", "_high", "_low")

    def __init__(self, first: int) -> None:
        """Take the lowest number of all that will be in it."""
        self._base = first - 1
        self._low = array("H", bytes(2 * _CHUNK))
        self._high: bytearray | array[int] = bytearray(_CHUNK)

    def put(self, begin: int, end: int, number: int) -> None:
        """Enter pages whose numbers begin with `number` and follow each other, none for 0."""
        if not number:
            self._enter(begin, end, 0, 0, 0)
            return
        number -= self._base
        if isinstance(self._high, bytearray) and (number + end - begin) >> _NARROW:
            self._high = array("H", list(self._high))
        while begin < end:
            high, low = divmod(number, _OF_LOW)
            size = min(end - begin, _OF_LOW - low)
            self._enter(begin, begin + size, high, low, 1)
            begin += size
            number += size

    def _enter(self, begin: int, end: int, high: int, low: int, step: int) -> None:
        size = end - begin
        following = range(low, low + size) if step else (low,) * size
        self._low[begin:end] = array("H", following)
        if isinstance(self._high, bytearray):
            self._high[begin:end] = bytes((high,)) * size
        else:
            self._high[begin:end] = array("H", (high,)) * size

    def number(self, at: int) -> int:
        """Give the number of a page, 0 where there is none."""
        number = self._high[at] * _OF_LOW + self._low[at]
        return number and number + self._base

    def size(self) -> int:
        """Give the octets of memory that it takes."""
        return sum(map(getsizeof, (self, self._low, self._high)))


_OF_LOW = 1 << 16
_NARROW = 24  # bits


class Index:
    """A sink that remembers where pages are.

    Pages are numbered in the order in which they are sent, from 1 on, so that 3 octets tell where
    one is, and a chunk of pfns whose pages were sent one after the other takes one number.
    64 GiB of guest take 59 MiB at most if all of it was sent in pieces, and hardly any if not;
    70 MiB where a chunk's pages were sent with more than 64 GiB of others between them.
    """

    def __init__(self) -> None:
        self._chunks: dict[int, _Chunk] = {}
        self._ragged = 0
        self._firsts: array[int] = array("Q")
        self._begins: array[int] = array("Q")
        self._next = 1
        self._following = -1  # where the next page is if it follows the last one
        self.present = Ranges()
        """The pfns that have a page."""
        self.levels = Levels()
        """The level of each page table of a PV guest."""

    # As a sink

    def data(self, pfn: int, count: int, kind: int, source: Source) -> int:
        at = source.position
        had = source.skip(count * PAGE)
        whole = had // PAGE
        if whole:
            if self._next + whole > _MOST_PAGES:
                raise TooScatteredError("the stream has more than 16 TiB of pages")
            if at != self._following:
                self._firsts.append(self._next)
                self._begins.append(at)
            self._following = at + whole * PAGE
            self._set(pfn, pfn + whole, self._next)
            self._next += whole
            self.present.add(pfn, pfn + whole)
            self.levels.note(pfn, whole, kind)
        return had

    def same(self, pfn: int, count: int, kind: int, source: Source) -> int:  # noqa: ARG002
        return source.skip(count * PAGE)

    def blank(self, pfn: int, count: int) -> None:
        self.present.add(pfn, pfn + count)

    def gone(self, pfn: int, count: int) -> None:
        if self._next > 1 and any(self.present.overlapping(pfn, pfn + count)):
            self.present.remove(pfn, pfn + count)
            self._set(pfn, pfn + count, 0)
            self.levels.forget(pfn, count)

    def _set(self, pfn: int, end: int, number: int) -> None:
        chunks = self._chunks
        while pfn < end:
            name, begin = divmod(pfn, _CHUNK)
            stop = min(_CHUNK, begin + end - pfn)
            if stop - begin == _CHUNK:
                if isinstance(chunks.get(name), Ragged):
                    self._ragged -= 1
                if number:
                    chunks[name] = number
                else:
                    chunks.pop(name, None)
            elif number or name in chunks:
                self._chunk(name, number).put(begin, stop, number)
            pfn += stop - begin
            if number:
                number += stop - begin
        if self._ragged > _MOST_RAGGED or len(chunks) > _MOST_CHUNKS:
            raise TooScatteredError("the pages lie further apart than those of any guest")

    def _chunk(self, name: int, number: int) -> Ragged:
        """Give a chunk as one that has a number for each of its pfns."""
        chunk = self._chunks.get(name)
        if isinstance(chunk, Ragged):
            return chunk
        new = Ragged(number if chunk is None else chunk)
        if chunk is not None:
            new.put(0, _CHUNK, chunk)
        self._chunks[name] = new
        self._ragged += 1
        return new

    # To be asked

    def offset(self, pfn: int) -> int | None:
        """Give where a page's contents begin in the stream, None where there are none."""
        name, at = divmod(pfn, _CHUNK)
        chunk = self._chunks.get(name)
        if chunk is None:
            return None
        number = chunk + at if isinstance(chunk, int) else chunk.number(at)
        return self._offset(number) if number else None

    def _offset(self, number: int) -> int:
        which = bisect_right(self._firsts, number) - 1
        return self._begins[which] + (number - self._firsts[which]) * PAGE

    def pieces(self, pfn: int, end: int) -> Iterator[tuple[int, int, int | None]]:
        """Give (pfn, count, offset) of the pages that lie one after the other in the stream.

        `offset` is None where pfns have no contents in it.
        """
        while pfn < end:
            name, at = divmod(pfn, _CHUNK)
            chunk = self._chunks.get(name)
            most = min(_CHUNK - at, end - pfn)
            if chunk is None:
                yield pfn, most, None
                pfn += most
                continue
            offset = self.offset(pfn)
            count = 1
            while count < most:
                following = self.offset(pfn + count)
                if following != (None if offset is None else offset + count * PAGE):
                    break
                count += 1
            yield pfn, count, offset
            pfn += count
