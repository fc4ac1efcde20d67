"""Octets of an object elsewhere: ranges of a URL through fsspec, never the whole of it.

A walk over an image reads some kilobytes each few megabytes, always as far apart where pages are
dense. So where the last reads were evenly spaced, the next of them are fetched at once: a link's
latency is paid once a batch, not once a record.
"""

from __future__ import annotations

from xenstream.named import NamedTuple
from xenstream.octets.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any, Protocol

    class Store(Protocol):
        """One object somewhere."""

        def identity(self) -> Identity:
            """Give what it is now."""

        def fetch(self, ranges: list[tuple[int, int]]) -> list[bytes]:
            """Give the octets of each range, from its first octet to before its last."""


_FIRST_WINDOW = 64 << 10  # the headers, the configuration and the policies
_SMALL_WINDOW = 8 * 1024 + 64  # a record of 1024 pfns and the next header: 0.2 % of its 4 MiB
_LARGE_WINDOW = 1 << 20
_MOST_AHEAD = 128  # windows fetched at once


class Identity(NamedTuple):
    """What an object is now: with another size or mark later, it is another object."""

    size: int
    mark: str


def without_password(url: str) -> str:
    """Give a URL as it may be shown: what stands for a password is left out."""
    scheme, colon, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    user, at, host = authority.rpartition("@")
    name, secret, _ = user.partition(":")
    shown = f"{name}:***" if secret else user
    return f"{scheme}{colon}{shown}{at}{host}{slash}{path.partition('?')[0]}"


class RemoteSource(Source):
    """An object at a URL: what is skipped is never fetched."""

    def __init__(self, store: Store, offset: int = 0) -> None:
        """Read the object from octet `offset` on.

        Raises:
            OSError: it is not there, or its ranges cannot be read.

        """
        self._store = store
        self._identity = store.identity()
        self._start = min(offset, self._identity.size)
        self.end: int = self._identity.size - self._start
        self._buffer = b""
        self._buffer_at = 0
        self._window = _FIRST_WINDOW
        self._ahead: dict[int, bytes] = {}
        """Windows that are fetched and not yet asked for, by their position."""
        self._depth = 1
        self._stride = 0
        self.fetched = 0
        """Octets fetched so far."""

    def read(self, size: int) -> bytes:
        """Give the next `size` octets, fewer only where the object ends."""
        piece = self.peek(size)
        self.position += len(piece)
        return piece

    def peek(self, size: int) -> bytes:
        """Give up to `size` octets that the next read gives again."""
        size = min(size, self.end - self.position)
        at = self.position - self._buffer_at
        if not 0 <= at <= len(self._buffer) - size:
            self._fill(size)
            at = 0
        return self._buffer[at : at + size]

    def skip(self, size: int) -> int:
        """Pass over octets without fetching them."""
        there = min(size, self.end - self.position)
        self.position += there
        return there

    def rest(self, size: int) -> tuple[int, bytes]:
        """Give how many octets are left, and the first of them."""
        return self.end - self.position, self.peek(size)

    def confirm(self) -> None:
        """See that it is still the same object.

        Raises:
            OSError: it has changed while it was read, so what was read is no one's image.

        """
        if self._store.identity() != self._identity:
            raise OSError("the object changed while it was read")

    def _fill(self, size: int) -> None:
        """Put the octets from the position on into the buffer, at least `size` of them."""
        position = self.position
        buffered_to = self._buffer_at + len(self._buffer)
        stride, self._stride = self._stride, position - self._buffer_at
        buffer = self._ahead.pop(position, b"")
        if len(buffer) < size or not buffer:
            if position <= buffered_to:  # it goes on where the buffer ends
                self._window = min(self._window * 2, _LARGE_WINDOW)
            else:
                self._window = _SMALL_WINDOW
            window = max(size, self._window)
            positions = [position]
            if stride == self._stride > window:
                self._depth = min(self._depth * 2, _MOST_AHEAD)
                positions += [position + n * stride for n in range(1, self._depth)]
            else:
                self._depth = 1
            buffer = self._fetch(positions, window)
        self._buffer = buffer
        self._buffer_at = position

    def _fetch(self, positions: list[int], window: int) -> bytes:
        """Fetch a window at each position that is there; keep all but the first, give that."""
        there = [position for position in positions if position < self.end]
        if not there:
            return b""
        ranges = [
            (self._start + position, self._start + min(position + window, self.end))
            for position in there
        ]
        pieces = self._store.fetch(ranges)
        for (first, beyond), piece in zip(ranges, pieces):
            if len(piece) != beyond - first:
                raise OSError(f"{len(piece)} octets came, {beyond - first} were asked for")
            self.fetched += len(piece)
        self._ahead = dict(zip(there[1:], pieces[1:]))
        return pieces[0]


def opened_url(url: str, offset: int) -> RemoteSource:
    """Open a URL that some file system of fsspec knows: s3, gs, sftp, https and so on.

    Raises:
        OSError: it cannot be opened; or what opens it is not installed.

    """
    system, path = _at(url)
    if "http" in system.protocol:
        return RemoteSource(_HttpStore(system, path), offset)
    if system.async_impl:
        return RemoteSource(_AsyncStore(system, path), offset)
    return RemoteSource(_FileStore(system, path), offset)


def _at(url: str) -> tuple[Any, str]:
    """Give the file system that a URL is of, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise OSError("URLs need fsspec: pip install 'xenstream[remote]'") from None
    try:
        system, path = url_to_fs(url)
    except ImportError as error:
        raise OSError(f"URLs of this kind need another package: {error}") from error
    except Exception as error:
        raise _plain(error) from error
    return system, path


def listed(url: str) -> list[str]:
    """Give the URLs of the objects in a folder, sorted; of an object its own.

    A web server tells of no folders.

    Raises:
        OSError: there is none, or it cannot be read.

    """
    system, path = _at(url)
    try:
        if "http" in system.protocol or not system.isdir(path):
            return [url]
        found = system.find(path, detail=True)
    except Exception as error:
        raise _plain(error) from error
    names = [name for name, told in found.items() if told.get("type") == "file"]
    within = len(path.rstrip("/"))
    return sorted(url.rstrip("/") + name[within:] for name in names)


_SAME = ("ETag", "etag", "Last-Modified", "LastModified", "mtime", "updated", "version_id")
"""What file systems call that which changes when an object does."""


class _AsyncStore:
    """An object of a file system that fetches many ranges at once."""

    def __init__(self, system: Any, path: str) -> None:
        self._system = system
        self._path = path

    def identity(self) -> Identity:
        """Give its size and what else tells it from another."""
        try:
            self._system.invalidate_cache(self._path)
            info = self._system.info(self._path)
        except Exception as error:
            raise _plain(error) from error
        if info.get("type") == "directory" or info.get("size") is None:
            raise OSError("is no object with a size")
        return Identity(info["size"], " ".join(str(info.get(name)) for name in _SAME))

    def fetch(self, ranges: list[tuple[int, int]]) -> list[bytes]:
        """Give the octets of each range."""
        firsts, beyonds = zip(*ranges)
        paths = [self._path] * len(ranges)
        try:
            pieces: list[bytes] = self._system.cat_ranges(
                paths, list(firsts), list(beyonds), on_error="raise"
            )
        except Exception as error:
            raise _plain(error) from error
        return pieces


class _FileStore(_AsyncStore):
    """An object of a file system that opens files, one after the other's octets."""

    _file: Any = None

    def fetch(self, ranges: list[tuple[int, int]]) -> list[bytes]:
        """Give the octets of each range."""
        pieces = []
        try:
            if self._file is None:
                self._file = self._system.open(self._path, "rb")
            for first, beyond in ranges:
                self._file.seek(first)
                pieces.append(self._file.read(beyond - first))
        except Exception as error:
            raise _plain(error) from error
        return pieces


class _HttpStore:
    """What a web server has at a URL, where it gives ranges.

    fsspec's own reading takes the whole of it where a server does not, and calls each refusal
    `not found`; its session is used, so that proxies and credentials are as it has them.
    """

    def __init__(self, system: Any, url: str) -> None:
        self._system = system
        self._url = url
        self._marks: set[str] = set()

    def identity(self) -> Identity:
        """Give its size and its entity tag, or when it was changed last."""
        size, mark, _ = self._run(self._range(0, 1))
        return Identity(size, mark)

    def fetch(self, ranges: list[tuple[int, int]]) -> list[bytes]:
        """Give the octets of each range."""
        answers = self._run(self._all(ranges))
        marks = {mark for _, mark, _ in answers} | self._marks
        if len(marks) > 1:
            raise OSError("the object changed while it was read")
        self._marks = marks
        return [piece for _, _, piece in answers]

    def _run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        from fsspec.asyn import sync

        try:
            return sync(self._system.loop, lambda: coroutine)
        except Exception as error:
            raise _plain(error) from error

    async def _all(self, ranges: list[tuple[int, int]]) -> list[tuple[int, str, bytes]]:
        import asyncio

        return list(await asyncio.gather(*(self._range(*one) for one in ranges)))

    async def _range(self, first: int, beyond: int) -> tuple[int, str, bytes]:
        session = await self._system.set_session()
        options = dict(self._system.kwargs)
        headers = {**options.pop("headers", {}), "Range": f"bytes={first}-{beyond - 1}"}
        headers["Accept-Encoding"] = "identity"
        async with session.get(self._url, headers=headers, **options) as answer:
            if answer.status == 416:  # of an object without octets, no range is there
                return 0, "", b""
            if answer.status >= 400:
                raise OSError(f"the server answers {answer.status} {answer.reason}")
            about = answer.headers.get("Content-Range", "")
            size = about.rpartition("/")[2]
            if answer.status != 206 or not size.isdecimal():
                raise OSError("the server gives no ranges: download the image first")
            mark = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
            return int(size), f"{mark} {size}", await answer.read()


def _plain(error: Exception) -> OSError:
    """Give what a library raises as an error with one line of text."""
    if type(error) is OSError:
        return error
    if isinstance(error, FileNotFoundError):
        return OSError("No such object")
    words = (str(error) or type(error).__name__).splitlines()[0]
    if "://" in words:  # with what stands in a URL: a password, a signature
        words = type(error).__name__
    return OSError(words)
