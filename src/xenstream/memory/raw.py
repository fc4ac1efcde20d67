"""The guest's memory in a file, each page at its address; what is zero stays a hole."""

from __future__ import annotations

import errno
import os

from xenstream.memory.gather import PAGE
from xenstream.memory.ranges import Ranges

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.memory.levels import Levels
    from xenstream.octets.source import Source

_ZEROS = bytes(PAGE)
_CHUNK = 1 << 20
_EDGE = 4 * PAGE + 64
_DATA: int | None = getattr(os, "SEEK_DATA", None)
_MOST_NAMED = 4


class RawFile:
    """A sink that writes each page at its place in a file, in constant memory.

    It reads no page twice, and asks the file itself what is written already.
    """

    def __init__(
        self,
        descriptor: int,
        base: int = 0,
        wanted: range | None = None,
        levels: Levels | None = None,
    ) -> None:
        """Write to `descriptor`, open for both and empty; pfn 0 lies at octet `base`.

        With `wanted`, only these pfns are written, the first of them at `base`. `levels` notes
        which pages are page tables.
        """
        self._levels = levels
        self._descriptor = descriptor
        self._wanted = wanted
        self._base = base - (0 if wanted is None else wanted.start * PAGE)
        self._end = 0
        """What follows the last octet written."""
        self._chunk = bytearray(_CHUNK)
        self._view = memoryview(self._chunk)
        self.present = Ranges()
        """The pfns that have a page."""
        self.sent = 0
        """Pages taken."""
        self.differing: list[int] = []
        """The first pfns whose contents after VERIFY are others."""
        self.num_differing = 0
        self.too_high: int | None = None
        """The first pfn that no file here has room for."""

    def place(self, pfn: int) -> int:
        """Give where a page begins in the file."""
        return self._base + pfn * PAGE

    # As a sink

    def data(self, pfn: int, count: int, kind: int, source: Source) -> int:
        if self._levels is not None:
            self._levels.note(pfn, count, kind)
        if self._wanted is not None:
            return self._data_wanted(pfn, count, source)
        return self._data(pfn, count, source)

    def same(self, pfn: int, count: int, kind: int, source: Source) -> int:  # noqa: ARG002
        had = 0
        for at in range(0, count * PAGE, _CHUNK):
            size = min(count * PAGE - at, _CHUNK)
            had += source.read_into(self._view[:size])
            if had < at + size:
                break
            self._compare(pfn + at // PAGE, size)
        return had

    def blank(self, pfn: int, count: int) -> None:
        for start, end in self._within(pfn, count):
            self.present.add(start, end)

    def gone(self, pfn: int, count: int) -> None:
        if self._levels is not None:
            self._levels.forget(pfn, count)
        for start, end in self._within(pfn, count):
            self.present.remove(start, end)
            self._clear(self.place(start), self.place(end))

    def finish(self) -> None:
        """Give the file its length: up to the last page that is there."""
        end = self.present.end if self._wanted is None else self._wanted.stop
        os.ftruncate(self._descriptor, self.place(end))

    def read(self, pfn: int, count: int = 1) -> bytes:
        """Read pages back, zeros where there are none."""
        octets = os.pread(self._descriptor, count * PAGE, self.place(pfn))
        return octets.ljust(count * PAGE, b"\0")

    def put(self, place: int, octets: bytes) -> None:
        """Write octets anywhere in the file, but for the pages of zeros among them."""
        for at in range(0, len(octets), _CHUNK):
            piece = octets[at : at + _CHUNK]
            whole = len(piece) - len(piece) % PAGE
            self._view[: len(piece)] = piece
            self._put(place + at, whole)
            if whole < len(piece):
                self._write(place + at + whole, self._view[whole : len(piece)])

    def notes(self) -> list[str]:
        """Say what is to be known of the pages."""
        if not self.num_differing:
            return []
        named = ", ".join(f"0x{pfn:x}" for pfn in self.differing)
        more = ", ..." if self.num_differing > len(self.differing) else ""
        return [
            f"{self.num_differing} pages differ from what was sent after VERIFY, which restore only"
            f" compares: pfn {named}{more}"
        ]

    def lacks(self) -> list[str]:
        """Say what is missing in the file."""
        if self.too_high is None:
            return []
        return [f"no file here is long enough for pfn 0x{self.too_high:x}"]

    # Writing

    def _within(self, pfn: int, count: int) -> list[tuple[int, int]]:
        if self._wanted is None:
            return [(pfn, pfn + count)]
        start, end = max(pfn, self._wanted.start), min(pfn + count, self._wanted.stop)
        return [(start, end)] if start < end else []

    def _data_wanted(self, pfn: int, count: int, source: Source) -> int:
        had, at = 0, pfn
        for start, end in self._within(pfn, count):
            had += source.skip((start - pfn) * PAGE)
            had += self._data(start, end - start, source)
            at = end
        return had + source.skip((pfn + count - at) * PAGE)

    def _data(self, pfn: int, count: int, source: Source) -> int:
        place = self._base + pfn * PAGE
        size = count * PAGE
        had = 0
        while had < size:
            alike, is_hole = source.alike(size - had)
            if alike <= PAGE:  # at the edge of a hole
                wanted = PAGE
                if had + PAGE == size and had:
                    source.peek(_EDGE)  # one read for it and for the next record's table
                octets = source.read(PAGE)
                passed = len(octets)
                if octets != _ZEROS:
                    if passed == PAGE:
                        self._write(place + had, memoryview(octets))
                elif place + had < self._end:
                    self._clear(place + had, place + had + PAGE)
            elif is_hole:
                wanted = alike - alike % PAGE
                passed = source.skip(wanted)
                if place + had < self._end:
                    self._clear(place + had, place + had + passed)
            else:
                wanted = -(-alike // PAGE) * PAGE if alike < _CHUNK else _CHUNK
                passed = source.read_into(self._view[:wanted])
                self._put(place + had, passed - passed % PAGE)
            had += passed
            if passed < wanted:
                break
        whole = had // PAGE
        if whole:
            self.sent += whole
            self.present.add(pfn, pfn + whole)
        return had

    def _put(self, place: int, size: int) -> None:
        """Write the chunk's first `size` octets at `place`, but for its zero pages."""
        is_zero = self._chunk.startswith
        at = 0
        while at < size:
            begin = at
            while at < size and not is_zero(_ZEROS, at):
                at += PAGE
            if at > begin:
                self._write(place + begin, self._view[begin:at])
            begin = at
            while at < size and is_zero(_ZEROS, at):
                at += PAGE
            if begin < at and place + begin < self._end:
                self._clear(place + begin, place + at)

    def _write(self, place: int, view: memoryview) -> None:
        end = place + len(view)
        try:
            while view:
                written = os.pwrite(self._descriptor, view, end - len(view))
                view = view[written:]
        except OSError as error:
            if error.errno not in (errno.EFBIG, errno.EINVAL):
                raise
            if self.too_high is None:
                self.too_high = (place - self._base) // PAGE
            return
        self._end = max(self._end, end)

    def _clear(self, begin: int, end: int) -> None:
        """Let zeros be read there, which nothing needs to be written for in most cases."""
        end = min(end, self._end)
        while begin < end:
            if _DATA is not None:
                try:
                    begin = max(begin, os.lseek(self._descriptor, begin, _DATA))
                except OSError as error:
                    if error.errno == errno.ENXIO:
                        return
                if begin >= end:
                    return
                begin -= begin % PAGE
            size = min(end - begin, PAGE)
            self._write(begin, memoryview(_ZEROS)[:size])
            begin += size

    def _compare(self, pfn: int, size: int) -> None:
        before = self.read(pfn, size // PAGE)
        if self._chunk.startswith(before):
            return
        for at in range(0, size, PAGE):
            if not self._chunk.startswith(before[at : at + PAGE], at):
                self.num_differing += 1
                if len(self.differing) < _MOST_NAMED:
                    self.differing.append(pfn + at // PAGE)
