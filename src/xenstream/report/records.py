"""The headers and records of a stream as lines, while it is walked."""

from __future__ import annotations

from xenstream.report.describe import describe, page_run
from xenstream.report.text import escape
from xenstream.walk.walker import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.walk.walker import Item


class RecordLines:
    """A line a header and a record, runs of PAGE_DATA squashed, while a stream is walked."""

    def __init__(self, path: str) -> None:
        """Take the stream's path, as the lines are to name it."""
        self._path = escape(path)
        self._run: list[Record] = []
        self._pfns = 0
        self._pages = 0
        self._records = 0

    def see(self, item: Item) -> Iterator[str]:
        """Give the lines that an item completes."""
        if isinstance(item, Record) and item.census is not None:
            if not self._run:
                self._run = [item]
            self._run[1:] = [item]
            self._records += 1
            self._pfns += item.census.count
            self._pages += item.census.with_contents
            return
        yield from self.end()
        said = describe(item)
        if said is not None:
            where = item.kind
            if isinstance(item, Record):
                where = f"{item.layer.name} record {item.index} {item.name}"
            yield f"{self._path}: offset 0x{item.offset:x} {where}: {escape(said)}"

    def end(self) -> Iterator[str]:
        """Give the line of a run that is still open."""
        if not self._run:
            return
        first, last = self._run[0], self._run[-1]
        which = f"libxc record {first.index}"
        if self._records > 1:
            which = f"libxc records {first.index} to {last.index}"
        said = page_run(self._records, self._pfns, self._pages)
        yield f"{self._path}: offset 0x{first.offset:x} {which} PAGE_DATA: {said}"
        self._run = []
        self._records = self._pfns = self._pages = 0
