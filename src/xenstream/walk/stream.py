"""A stream as something to iterate: headers and records, one by one."""

from __future__ import annotations

from xenstream.format.names import FORMATS
from xenstream.format.recognise import Unrecognised, approach
from xenstream.octets.source import Begin, opened
from xenstream.walk.walker import Record, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType
    from typing import TypeVar

    from xenstream.octets.source import Readable, Source
    from xenstream.walk.walker import Beyond, Item, Pages

    AnyStream = TypeVar("AnyStream", bound="Stream")


class NotAStreamError(ValueError):
    """The octets begin like no Xen stream."""


class Stream:
    """A stream that is open: iterate it for its records, or `items` for all.

    It can be iterated once. It closes what it opened.
    """

    def __init__(self, readable: Readable, form: str | None, begin: Begin) -> None:
        """Open `readable`; see `open`."""
        self._opened = opened(readable, begin)
        self._given = self._opened.__enter__()  # it has closed what it opened where this fails
        try:
            self._source, found = approach(self._given, form)
            if isinstance(found, Unrecognised):
                raise NotAStreamError(f"not a Xen stream: {found.looks_like}")
        except BaseException:
            self.close()
            raise
        self.format: str = found
        """One of FORMATS, but auto."""

    @classmethod
    def of(
        cls: type[AnyStream], readable: Readable, format: str, offset: int, follow: float | None
    ) -> AnyStream:
        """Open a stream; see `xenstream.open`."""
        if format not in FORMATS:
            raise ValueError(f"no such format: {format!r}, expected one of {', '.join(FORMATS)}")
        return cls(readable, None if format == "auto" else format, Begin(offset, follow))

    @property
    def source(self) -> Source:
        """Where the stream's octets come from, unpacked."""
        return self._source

    def descriptors(self) -> tuple[int, ...]:
        """Give the descriptors that it is read from, as far as they are known here."""
        return self._opened.descriptors()

    def items(self, pages: Pages | None = None, beyond: Beyond | None = None) -> Iterator[Item]:
        """Give the headers, the records and the end of the stream, in order.

        `pages` is called at each PAGE_DATA record's pages, which are passed over otherwise. Where
        `beyond` is given it gets what bodies have beyond what is kept of them, and a run of alike
        unknown records is not taken together.

        Raises:
            OSError: the stream cannot be read, or it changed while it was read.

        """
        yield from walk(self._source, self.format, pages=pages, beyond=beyond, fold=beyond is None)
        self._given.confirm()

    def __iter__(self) -> Iterator[Record]:
        """Give the records of all layers, in order, up to the last that is whole."""
        return (item for item in self.items() if isinstance(item, Record))

    def __enter__(self: AnyStream) -> AnyStream:
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
        self._opened.close()


def open(
    readable: Readable, *, format: str = "auto", offset: int = 0, follow: float | None = None
) -> Stream:
    """Open a stream to iterate over its records; `verify` judges them.

    The arguments are as those of `verify`. Compressed octets are unpacked on the way.

    Raises:
        OSError: it cannot be opened.
        NotAStreamError: with `format` auto, it begins like no Xen stream; or what unpacks it is
            not installed.
        ValueError: there is no such format.

    """
    return Stream.of(readable, format, offset, follow)
