"""The guest's memory, to be read by address."""

from __future__ import annotations

from xenstream.memory.gather import PAGE, gather
from xenstream.memory.index import Index
from xenstream.memory.levels import Levels

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import BinaryIO

    from xenstream.memory.gather import Gathered
    from xenstream.memory.ranges import Ranges
    from xenstream.memory.raw import RawFile
    from xenstream.octets.source import Source
    from xenstream.walk.stream import Stream
    from xenstream.walk.walker import Beyond, Item


class AbsentError(LookupError):
    """The guest has no memory at an address."""


class Memory:
    """A guest's physical memory. It can be read as long as its stream is open.

    Of a stream that is a file an index is kept, 59 MiB at most for 64 GiB of guest. One that can
    be read once only, or is compressed, is written to a file without a name first.
    """

    def __init__(
        self,
        stream: Stream,
        checkpoint: int | None = None,
        folder: str | None = None,
        observer: Callable[[Item], object] | None = None,
        beyond: Beyond | None = None,
    ) -> None:
        """Read the stream; see `xenstream.Stream.memory`, and `gather` for the others."""
        self._spool: BinaryIO | None = None
        self._raw: RawFile | None = None
        self.index: Index | None = None
        """Where the pages are in the stream, None where they are elsewhere."""
        source = stream.source.again()
        if source is not None:
            self._source: Source = source
            self.index = Index()
            self.gathered: Gathered = gather(
                stream,
                self.index,
                checkpoint=checkpoint,
                folder=folder,
                observer=observer,
                beyond=beyond,
            )
            """What came with the pages, and what is missing."""
            self.present: Ranges = self.index.present
            """The pfns that have a page."""
            self.levels: Levels = self.index.levels
            """Of a PV guest: the level of each page table."""
            return
        import tempfile

        from xenstream.memory.raw import RawFile

        self._spool = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self.levels = Levels()
        self._raw = RawFile(self._spool.fileno(), levels=self.levels)
        self.gathered = gather(
            stream,
            self._raw,
            checkpoint=checkpoint,
            folder=folder,
            observer=observer,
            beyond=beyond,
        )
        self.present = self._raw.present

    @property
    def size(self) -> int:
        """What follows the highest address, in octets."""
        return self.present.end * PAGE

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self.present.count()

    def lacks(self) -> list[str]:
        """Say what of the stream's pages is not in it; that a stream ends too early is not."""
        lacks = [lack for lack in self.gathered.lacks if lack != self.gathered.ends_early]
        if self._raw is not None:
            lacks += self._raw.lacks()
        if self.present.bridged:
            lacks.append("the pages are too scattered to tell which there are")
        return lacks

    def runs(self) -> Iterator[tuple[int, int]]:
        """Give the address and the octets of each run of memory, in order."""
        for start, end in self.present:
            yield start * PAGE, (end - start) * PAGE

    def read(self, address: int, size: int, *, pad: bool = False) -> bytes:
        """Give `size` octets from a physical address on.

        With `pad`, zeros stand where the guest has no memory.

        Raises:
            AbsentError: there is none somewhere in between.
            ValueError: the address or the size is negative.
            OSError: the stream cannot be read any more.

        """
        if address < 0 or size < 0:
            raise ValueError("an address and a size are at least 0")
        if not size:
            return b""
        first, last = address // PAGE, (address + size - 1) // PAGE
        octets = bytearray(size)
        for start, end in self._parts(first, last + 1, pad):
            for pfn, count, piece in self._pieces(start, end):
                begin = pfn * PAGE - address
                skipped = max(0, -begin)
                stop = min(begin + count * PAGE, size)
                octets[max(0, begin) : stop] = piece[skipped : skipped + stop - max(0, begin)]
        return bytes(octets)

    def page(self, pfn: int) -> bytes | None:
        """Give a page, None where the guest has none."""
        if pfn not in self.present:
            return None
        return self.read(pfn * PAGE, PAGE)

    def segments(self) -> Iterator[tuple[int, int | None, int]]:
        """Give (address, offset, size) of what lies in one piece in the stream, in order.

        The offset is None where memory is zero and not sent.

        Raises:
            ValueError: the pages are not read from the stream itself.

        """
        if self.index is None:
            raise ValueError("the stream is compressed, or cannot be read twice")
        for start, end in self.present:
            for pfn, count, offset in self.index.pieces(start, end):
                yield pfn * PAGE, offset, count * PAGE

    def _parts(self, first: int, end: int, pad: bool) -> Iterator[tuple[int, int]]:
        """Give what the guest has of these pfns."""
        expected = first
        for start, stop in self.present.overlapping(first, end):
            if start != expected:
                break
            yield start, stop
            expected = stop
        if expected == end:
            return
        if not pad:
            raise AbsentError(f"the guest has no page at 0x{expected * PAGE:x}")
        yield from self.present.overlapping(expected, end)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        if self.index is None:
            assert self._raw is not None
            yield start, end - start, self._raw.read(start, end - start)
            return
        for pfn, count, offset in self.index.pieces(start, end):
            if offset is not None:
                self._source.position = offset
                yield pfn, count, self._source.read(count * PAGE)

    def close(self) -> None:
        """Forget what was written to a file without a name."""
        if self._spool is not None:
            self._spool.close()

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
