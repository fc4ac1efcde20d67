"""What waits until its checkpoint is complete, in a file without a name."""

from __future__ import annotations

from struct import Struct

from xenstream.octets.source import FileSource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from xenstream.octets.source import Source
    from xenstream.walk.walker import Record

_PLACE = Struct("<QQQ")
_PIECE = 1 << 20


class Held:
    """PAGE_DATA records that do not count yet; of a stream that is a file, where they are."""

    def __init__(self, folder: str | None) -> None:
        """Keep them in a file of `folder`, of the system's own where that is None."""
        self._folder = folder
        self._file: Any = None
        self._source: Source | None = None

    def put(self, record: Record, source: Source, left: int) -> int:
        """Keep a record whose pages are what `source` gives next; give how many octets it took."""
        if self._file is None:
            import tempfile  # only where something waits: it takes a while

            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115
        table = record.table
        if self._source is None:
            self._source = source.again()
        if self._source is not None:
            self._file.write(_PLACE.pack(source.position - len(table), len(table), left))
            return source.skip(left)
        # A later cut drops it, so that it need not be known here how many octets there are.
        self._file.write(_PLACE.pack(0, len(table), left))
        self._file.write(table)
        had = 0
        while had < left:
            piece = source.read(min(left - had, _PIECE))
            if not piece:
                break
            self._file.write(piece)
            had += len(piece)
        return had

    def drain(self) -> Iterator[tuple[bytes, Source, int]]:
        """Give each record's table, a source at its pages, and how many octets these are."""
        if self._file is None:
            return
        end = self._file.tell()
        self._file.flush()
        places = FileSource(self._file.fileno(), 0, end, None)
        source = self._source or places
        while places.position < end:
            position, len_table, left = _PLACE.unpack(places.read(_PLACE.size))
            following = None
            if self._source is None:
                following = places.position + len_table + left
            else:
                source.position = position
            yield source.read(len_table), source, left
            if following is not None:
                places.position = following
        self.drop()

    def drop(self) -> None:
        """Forget them all."""
        if self._file is not None:
            self._file.close()
            self._file = None
