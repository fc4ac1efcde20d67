"""Compressed octets as a source, unpacked in bounded memory."""

from __future__ import annotations

from functools import partial

from xenstream.octets.source import ForwardSource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

    from xenstream.octets.source import Source

_PIECE = 1 << 16
_LARGEST_WINDOW_LOG = 27
_LARGEST_WINDOW = 1 << _LARGEST_WINDOW_LOG
"""Octets of memory that unpacking may take: as much as the zstd command grants itself."""
_FREE = 64 << 20
_TIMES = 100
"""Octets that may come of each packed one, besides `_FREE` ones, where no page is among them."""
_MOST_TINY = 4096
_TINY = 32
"""Octets that a member has on the average, where they are many: each costs as much as 1 KiB."""


class NoLibraryError(Exception):
    """What unpacks this is not installed."""


class CompressionError(OSError):
    """The compressed data is broken."""


def unpacks(method: str, octets: bytes) -> bool:
    """Tell whether octets are the beginning of something that is packed, with something in it."""
    new, broken = _METHODS[method]()
    try:
        return bool(new().decompress(octets, len(octets)))
    except broken:
        return False


class DecompressedSource(ForwardSource):
    """What is packed in another source.

    A member may follow a member, as the tools that pack allow. The other source is read in
    pieces, so it is left somewhere after the octets that were asked for here.
    """

    def __init__(self, source: Source, method: str, magic: bytes, most: int | None = None) -> None:
        """Unpack `source` by a method that `recognise.compression` gives, whose magic it is.

        It is unpacked to `most` octets; without it, to as many as there are, unless they are far
        more than what they are packed in and than the pages in them that `allow` is told of.

        Raises:
            NoLibraryError: the library for it is not installed.

        """
        super().__init__()
        self._packed = source
        self._most = most
        self._granted = _FREE
        self._taken = 0
        self._given = 0
        self._limit = 0
        self._members = 1
        self._magic = magic
        self.packed_by = self._method = method
        self._new, self._broken = _METHODS[method]()
        self._unpacker = self._new()
        self._input = b""

    def rest(self, size: int) -> tuple[int, bytes]:
        """Unpack all that is left, since only then the check sums are checked."""
        octets = self.peek(size)
        at = self.position
        left = self.skip(1 << 64)
        self.position = at
        return left, octets

    def ahead(self, size: int) -> bytes:
        """Give up to `size` octets as `peek` does: what is packed is read in pieces anyway."""
        return self.peek(size)

    def allow(self, octets: int) -> None:
        self._granted += octets

    def _check(self) -> None:
        """Refuse to go on where what was unpacked is more than may be."""
        most = self._most
        if most is None:
            most = self._granted + _TIMES * self._taken
        if self._given > most:
            why = "" if self._most is not None else ", and there is hardly a page in them"
            raise CompressionError(
                f"the {self._method} data gives more than {most} octets{why}: stopped there"
            )
        self._limit = most

    def _take_packed(self) -> bytes:
        octets = self._packed.read_some(_PIECE)
        self._taken += len(octets)
        return octets

    def _read_some(self, size: int) -> bytes:
        octets = self._unpack_some(size)
        self._given += len(octets)
        if self._given > self._limit:
            self._check()
        return octets

    def _unpack_some(self, size: int) -> bytes:
        while True:
            is_end = False
            if self._unpacker.eof and not self._next_member():
                return b""
            if not self._input and self._unpacker.needs_input:
                self._input = self._take_packed()
                is_end = not self._input
            try:
                octets: bytes = self._unpacker.decompress(self._input, size)
            except MemoryError:
                raise CompressionError(f"the {self._method} data takes more memory") from None
            except self._broken as error:
                # zstd's words depend on how much it was given at once, but for those on its window.
                is_steady = self._method != "zstd" or "memory" in str(error)
                why = f": {error}" if is_steady else ""
                raise CompressionError(f"the {self._method} data is broken{why}") from error
            self._input = (self._unpacker.unused_data or b"") if self._unpacker.eof else b""
            if octets:
                return octets
            if is_end and not self._unpacker.eof:  # nothing is left in the unpacker either
                self.is_cut = True
                return b""

    def _skip_some(self, size: int) -> int:
        return len(self._read_some(min(size, _PIECE)))

    def _next_member(self) -> bool:
        """Begin with the next member, if there is one after the zeros that may pad the last."""
        while True:
            self._input = self._input.lstrip(b"\0") or self._take_packed()
            if not self._input:
                return False
            if self._input.strip(b"\0"):
                break
        self._input = self._input.lstrip(b"\0")
        self._input += self._packed.read(max(0, len(self._magic) - len(self._input)))
        self.has_more = not self._input.startswith(self._magic) and not self._is_skippable()
        if not self.has_more:
            self._members += 1
            if self._members > _MOST_TINY and self._members * _TINY > self._taken:
                raise CompressionError(f"the {self._method} data is {self._members} tiny members")
            self._unpacker = self._new()
        return not self.has_more

    def _is_skippable(self) -> bool:
        """Tell whether a frame comes that only users know, as zstd and lz4 have them (RFC 8878)."""
        is_marked = self._input[1:4] == b"\x2a\x4d\x18" and self._input[0] >> 4 == 5
        return self._method in ("zstd", "lz4") and is_marked


class _Zlib:
    """zlib's unpacker with the interface that lzma's, bz2's, lz4's and zstd's share."""

    def __init__(self, *, has_gzip_header: bool) -> None:
        import zlib

        bits = zlib.MAX_WBITS
        self._unpacker = zlib.decompressobj(16 + bits if has_gzip_header else bits)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._unpacker.eof

    @property
    def unused_data(self) -> bytes:
        return self._unpacker.unused_data

    def decompress(self, octets: bytes, size: int) -> bytes:
        octets = self._unpacker.decompress(self._unpacker.unconsumed_tail + octets, size)
        # More may be in there than was asked for, without any input left.
        self.needs_input = not self._unpacker.unconsumed_tail and len(octets) < size
        return octets


if TYPE_CHECKING:
    Unpacker = Any
    Method = Callable[[], tuple[Callable[[], Unpacker], type[Exception]]]
    """Gives what makes an unpacker, and what it raises."""


def _gzip() -> tuple[Callable[[], Unpacker], type[Exception]]:
    import zlib

    return lambda: _Zlib(has_gzip_header=True), zlib.error


def _zlib() -> tuple[Callable[[], Unpacker], type[Exception]]:
    import zlib

    return lambda: _Zlib(has_gzip_header=False), zlib.error


def _xz() -> tuple[Callable[[], Unpacker], type[Exception]]:
    import lzma

    return partial(_new_lzma, lzma.FORMAT_XZ), lzma.LZMAError


def _lzma() -> tuple[Callable[[], Unpacker], type[Exception]]:
    import lzma

    return partial(_new_lzma, lzma.FORMAT_ALONE), lzma.LZMAError


def _new_lzma(form: int) -> Unpacker:
    import lzma

    return lzma.LZMADecompressor(form, memlimit=_LARGEST_WINDOW + (1 << 24))


def _bzip2() -> tuple[Callable[[], Unpacker], type[Exception]]:
    import bz2

    return bz2.BZ2Decompressor, OSError


def _zstd() -> tuple[Callable[[], Unpacker], type[Exception]]:
    from importlib import import_module

    zstd = None
    for name in ("compression.zstd", "backports.zstd"):
        try:
            zstd = import_module(name)
            break
        except ImportError:
            continue
    if zstd is None:
        raise NoLibraryError(_advice("zstd"))
    options = {zstd.DecompressionParameter.window_log_max: _LARGEST_WINDOW_LOG}
    return lambda: zstd.ZstdDecompressor(options=options), zstd.ZstdError


def _lz4() -> tuple[Callable[[], Unpacker], type[Exception]]:
    try:
        from lz4 import frame
    except ImportError:
        raise NoLibraryError(_advice("lz4")) from None
    return frame.LZ4FrameDecompressor, RuntimeError


def _advice(method: str) -> str:
    return f"{method}, whose library is not installed: pip install 'xenstream[compression]'"


_METHODS: dict[str, Method] = {
    "gzip": _gzip,
    "zlib": _zlib,
    "xz": _xz,
    "lzma": _lzma,
    "bzip2": _bzip2,
    "zstd": _zstd,
    "lz4": _lz4,
}
