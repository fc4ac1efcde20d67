"""What a run of octets begins like: one of Xen's formats, or what else it looks like."""

from __future__ import annotations

from xenstream.format.formats import FIRST_HEADERS, RECEIVER_BANNER
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.octets.source import Source

SHORTEST = 24
"""Octets of the shortest stream that is good, a libxl header and END: more may not be read."""

_SHORTEST_WRAPPED = 72
"""Octets of the shortest image of xl, its header and a libxl stream; libvirt's are longer."""

_LOOKED_AT = 512  # of what is no stream
_NEAR = 0.75

_TEXT_BEGINNINGS = (b"Xen saved domain", b"libvirt-xml")
_BEGINNINGS = (
    (b"libvirt-xml\n", "libvirt"),
    (b"XenSavedDomv2-", "xapi"),
    (b"XenSavedDomain\n", "xapi"),
    (RECEIVER_BANNER[:SHORTEST], "xl"),
)
_ZSTD = b"\x28\xb5\x2f\xfd"
_SKIPPABLE, _SKIPPABLE_FIRST = b"\x2a\x4d\x18", 5  # RFC 8878
_COMPRESSED = (
    (b"\x1f\x8b\x08", "gzip"),
    (b"\xfd7zXZ\0", "xz"),
    (_ZSTD, "zstd"),
    (b"\x04\x22\x4d\x18", "lz4"),
    (b"BZh", "bzip2"),
)
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_LZMA = b"\x5d\0\0"
_WEAK = (*((magic, "zlib") for magic in _ZLIB), (_LZMA, "lzma"))
"""Magics too short to be believed: some of what follows has to be unpacked."""
_METHODS = frozenset(method for _, method in (*_COMPRESSED, *_WEAK))
_LONGEST_MAGIC = 6


def compression(source: Source) -> tuple[str, bytes] | None:
    """Tell what the octets of a source are compressed by, and leave it at its beginning.

    It is the name of the method and its magic; None where they are not compressed.

    Raises:
        OSError: the source cannot be read.

    """
    octets = source.peek(_LONGEST_MAGIC)
    for magic, method in _COMPRESSED:
        if octets.startswith(magic):
            return method, magic
    if octets[1:4] == _SKIPPABLE and octets[0] >> 4 == _SKIPPABLE_FIRST:
        return "zstd", _ZSTD  # a frame to be skipped, as pzstd writes first
    for magic, method in _WEAK:
        if octets.startswith(magic):
            from xenstream.octets.packed import unpacks

            if unpacks(method, source.peek(_LOOKED_AT)):
                return method, magic
    return None


def packed_by(octets: bytes) -> str | None:
    """Tell what octets are compressed by, where their magic alone says it."""
    return next((method for magic, method in _COMPRESSED if octets.startswith(magic)), None)


class Unrecognised(NamedTuple):
    """Octets that are none of the formats."""

    looks_like: str
    kind: str
    """What the rules call it: "legacy stream" or "other format" if it is plainly something that
    is not checked, else "not a stream"."""
    offset: int = 0


def approach(
    source: Source,
    form: str | None,
    *,
    unpack: bool = True,
    back_channel: bool = False,
    most: int | None = None,
) -> tuple[Source, str | Unrecognised]:
    """Give the source of a stream, unpacked if it is packed, and the stream's format.

    The format is `form` unless that is None. What is packed is unpacked to `most` octets.

    Raises:
        OSError: the source cannot be read.

    """
    if unpack:
        unpacking = unpacked(source, most)
        if isinstance(unpacking, Unrecognised):
            return source, unpacking
        disk = disk_in(unpacking)
        if isinstance(disk, Unrecognised):
            return unpacking, disk
        source = disk
    return source, format_of(source, form, back_channel=back_channel)


def unpacked(source: Source, most: int | None = None) -> Source | Unrecognised:
    """Give the source of what is packed in another, or that one.

    Raises:
        OSError: the source cannot be read.

    """
    packing = compression(source)
    if packing is not None:
        from xenstream.octets.packed import DecompressedSource, NoLibraryError

        try:
            return DecompressedSource(source, *packing, most)
        except NoLibraryError as error:
            return Unrecognised(str(error), "other format")
    return source


_OVA = b"ova.xml\0"
_VHD = b"conectix"
_XAPI_MAGICS = (b"XenSavedDomv2-\n", b"XenSavedDomain\n")


def disk_in(source: Source) -> Source | Unrecognised:
    """Give the source of the disk in an XVA or a dynamic VHD, or that one where there is none.

    Raises:
        OSError: the source cannot be read.

    """
    octets = source.peek(len(_OVA))
    if octets == _OVA:
        from xenstream.octets import xva

        if xva.begins(source.peek(512)):
            try:
                return xva.XvaSource(source, _XAPI_MAGICS)
            except xva.NoImageError:
                said = "an XVA in which no disk begins with a suspend image: its machine was not"
                return Unrecognised(f"{said} suspended", "other format")
    elif octets == _VHD:
        from xenstream.octets import vhd

        if source.end is None:
            return Unrecognised("a VHD, which is read from a file only", "other format")
        try:
            return vhd.VhdSource(source)
        except vhd.NoDiskError as error:
            return Unrecognised(str(error), "other format")
    return source


def format_of(
    source: Source, form: str | None, *, back_channel: bool = False
) -> str | Unrecognised:
    """Give the format of a stream, which is `form` unless that is None.

    Raises:
        OSError: the source cannot be read.

    """
    twice = compression(source) if source.packed_by in _METHODS else None
    if twice is not None:
        looks_like = f"{twice[0]} data within {source.packed_by} data: unpack one of them first"
        return Unrecognised(looks_like, "other format")
    if form is None and back_channel and _begins_back_channel(source):
        return "back-channel"
    return recognise(source) if form is None else form


def _begins_back_channel(source: Source) -> bool:
    """Tell whether no header comes, not even after what xl's receiver says first."""
    size = len(RECEIVER_BANNER)
    octets = source.peek(SHORTEST)
    if octets == RECEIVER_BANNER[:SHORTEST]:
        octets = source.peek(size + SHORTEST)[size:]
    likeness = (shape.likeness(octets) for shape in FIRST_HEADERS.values() if octets)
    return max(likeness, default=0) < _NEAR


def recognise(source: Source) -> str | Unrecognised:
    """Tell the format of the stream that a source begins with, and leave it at its beginning.

    A magic that is nearly right names a format too: then the walk says what is wrong with it.

    Raises:
        OSError: the source cannot be read.

    """
    octets = source.peek(SHORTEST)
    if not octets:
        return "libxc"  # the walk says that the stream is empty
    if octets.startswith(_TEXT_BEGINNINGS):
        beginning = source.peek(_SHORTEST_WRAPPED)
        if beginning.startswith(FIRST_HEADERS["xl"].magic()):
            return "xl"
        from xenstream.format import elsewhere

        told = elsewhere.damaged(beginning)
        if told is not None:
            return told
    likeness = {form: shape.likeness(octets) for form, shape in FIRST_HEADERS.items()}
    form = max(likeness, key=likeness.__getitem__)
    if likeness[form] >= _NEAR:
        return form
    for beginning, form in _BEGINNINGS:
        if sum(map(int.__eq__, beginning, octets)) >= _NEAR * len(beginning):
            return form
    return _look_elsewhere(source)


def _look_elsewhere(source: Source) -> Unrecognised:
    from xenstream.format import elsewhere  # only for what is no stream

    return elsewhere.look(source.peek(_LOOKED_AT), source.ahead(elsewhere.SOUGHT_IN))
