"""Where in a stream the last contents of each page are, in little memory."""

from __future__ import annotations

from array import array
from bisect import bisect_right

from xenstream.memory.gather import PAGE
from xenstream.memory.levels import Levels
from xenstream.memory.ranges import Ranges

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Union

    from xenstream.octets.source import Source

    _Chunk = Union[int, array[int]]

_CHUNK = 1 << 10  # pfns
_EMPTY = array("I", bytes(array("I").itemsize * _CHUNK))
_MOST_RAGGED = 1 << 18
_MOST_CHUNKS = 1 << 22
_MOST_PAGES = 1 << 32


class TooScatteredError(ValueError):
    """The pages are more, or lie further apart, than those of any guest that Xen runs."""


class Index:
    """A sink that remembers where pages are.

    Pages are numbered in the order in which they are sent, from 1 on, so that 4 octets tell where
    one is, and a chunk of pfns whose pages were sent one after the other takes one number.
    64 GiB of guest take 67 MiB if all of it was sent in pieces, and hardly any if not.
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
                if isinstance(chunks.get(name), array):
                    self._ragged -= 1
                if number:
                    chunks[name] = number
                else:
                    chunks.pop(name, None)
            elif number or name in chunks:
                chunk = self._array(name)
                size = stop - begin
                numbers = range(number, number + size) if number else _EMPTY[:size]
                chunk[begin:stop] = array("I", numbers)
            pfn += stop - begin
            if number:
                number += stop - begin
        if self._ragged > _MOST_RAGGED or len(chunks) > _MOST_CHUNKS:
            raise TooScatteredError("the pages lie further apart than those of any guest")

    def _array(self, name: int) -> array[int]:
        """Give a chunk as one that has a number for each of its pfns."""
        chunk = self._chunks.get(name)
        if isinstance(chunk, array):
            return chunk
        new = _EMPTY[:] if chunk is None else array("I", range(chunk, chunk + _CHUNK))
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
        number = chunk + at if isinstance(chunk, int) else chunk[at]
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
