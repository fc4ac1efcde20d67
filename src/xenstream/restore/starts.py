"""What PV pages would be as start info: the pfns of the pages of xenstore and the console.

Which page it is a vcpu tells at the stream's end, after all pages, and Xen does not ask for the
mark that it begins with. So the two words are kept of every page, unless they are zeros.
"""

from __future__ import annotations

from struct import Struct

from xenstream.named import NamedTuple
from xenstream.restore.places import PLACES

_MARK = b"xen-"
_MOST_MARKED = 64
_BITS = 6
_SLOTS = 1 << _BITS
_WORDS = Struct("<QQ")
_ZEROS = bytes(_WORDS.size)
_MOST_CHUNKS = (4 << 20) // (_SLOTS * _WORDS.size)


class StartInfo(NamedTuple):
    """The pfns that a start info names."""

    store: int
    console: int


class Starts:
    """The two words of every page by its pfn, the latest; of those with the mark at any rate."""

    def __init__(self) -> None:
        """Begin with no page: as Xen hands it out, memory is zeros."""
        self._chunks: dict[int, bytearray] = {}
        self._marked: dict[int, bytes] = {}
        self._is_full = False

    def see(self, pfn: int, page: bytes, width: int) -> None:
        """Take an ordinary page of a guest whose words have so many octets."""
        places = PLACES[width]
        words = page[places.store_mfn : places.store_mfn + width].ljust(8, b"\0")
        words += page[places.console_mfn : places.console_mfn + width].ljust(8, b"\0")
        if page.startswith(_MARK) or pfn in self._marked:
            self._marked.pop(pfn, None)
            self._marked[pfn] = words
            if len(self._marked) <= _MOST_MARKED:
                return
            pfn = next(iter(self._marked))
            words = self._marked.pop(pfn)
        chunk = self._chunks.get(pfn >> _BITS)
        if chunk is None:
            if words == _ZEROS:
                return
            if len(self._chunks) == _MOST_CHUNKS:
                self._is_full = True
                return
            chunk = self._chunks[pfn >> _BITS] = bytearray(_SLOTS * _WORDS.size)
        at = (pfn & (_SLOTS - 1)) * _WORDS.size
        chunk[at : at + _WORDS.size] = words

    def get(self, pfn: int) -> StartInfo | None:
        """Give what a page names, None where it was not kept."""
        words = self._marked.get(pfn)
        if words is not None:
            return StartInfo(*_WORDS.unpack(words))
        chunk = self._chunks.get(pfn >> _BITS)
        if chunk is not None:
            at = (pfn & (_SLOTS - 1)) * _WORDS.size
            return StartInfo(*_WORDS.unpack_from(chunk, at))
        return None if self._is_full else StartInfo(0, 0)
