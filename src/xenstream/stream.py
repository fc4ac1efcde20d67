"""A stream as something to iterate: headers and records, one by one."""

from __future__ import annotations

from xenstream.choices import FORMATS
from xenstream.recognise import Unrecognised, recognise
from xenstream.source import opened
from xenstream.walk import Record, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from xenstream.source import Readable
    from xenstream.walk import Item


class NotAStreamError(ValueError):
    """The octets begin like no Xen stream."""


class Stream:
    """A stream that is open: iterate it for its records, or `items` for all.

    It can be iterated once. It closes what it opened.
    """

    def __init__(self, readable: Readable, form: str) -> None:
        """Open `readable`; see `open`."""
        self._opened = opened(readable)
        self._source = self._opened.__enter__()
        try:
            found = recognise(self._source) if form == "auto" else form
            if isinstance(found, Unrecognised):
                raise NotAStreamError(f"not a Xen stream: {found.looks_like}")
        except BaseException:
            self.close()
            raise
        self.format: str = found
        """xl, libxl or libxc."""

    def items(self) -> Iterator[Item]:
        """Give the headers, the records and the end of the stream, in order.

        Raises:
            OSError: the stream cannot be read.

        """
        return walk(self._source, self.format)

    def __iter__(self) -> Iterator[Record]:
        """Give the records of all layers, in order, up to the last that is whole."""
        return (item for item in self.items() if isinstance(item, Record))

    def __enter__(self) -> Stream:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close what was opened here; leave what was handed over after the last octet read."""
        self._opened.__exit__()


def open(readable: Readable, *, format: str = "auto") -> Stream:
    """Open a stream to iterate over its records; `verify` judges them.

    `readable` is a path, a descriptor's number, or a binary file object. `format` is auto, xl,
    libxl or libxc.

    Raises:
        OSError: it cannot be opened.
        NotAStreamError: with `format` auto, it begins like no Xen stream.
        ValueError: there is no such format.

    """
    if format not in FORMATS:
        raise ValueError(f"no such format: {format!r}, expected one of {', '.join(FORMATS)}")
    return Stream(readable, format)
