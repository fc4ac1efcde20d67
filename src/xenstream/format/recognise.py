"""What a run of octets begins like: one of Xen's formats, or what else it looks like."""

from __future__ import annotations

from xenstream.format.formats import FIRST_HEADERS, RECEIVER_BANNER
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.octets.source import Source

SHORTEST = 24
"""Octets of the shortest stream that is good, a libxl header and END: more may not be read."""

_LOOKED_AT = 512  # of what is no stream
_NEAR = 0.75

_OTHERS = (
    (b"\x7fELF", "an ELF file, such as `xl dump-core` writes"),
    (b"QEVM", "a device state saved by qemu"),
    (b"QEMU SUSPEND", "a suspend image of qemu"),
    (b"LibvirtQemudSave", "a libvirt save image of a qemu domain"),
    (b"QFI\xfb", "a qcow disk image"),
    (b"PK\x03\x04", "a zip archive: unpack it first"),
    (b"\x89LZO", "lzop: unpack it first"),
)


_XM = b"LinuxGuestRecord"
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
_LONGEST_MAGIC = 6
_BACK_CHANNEL = (b"\5\0\0\0\10\0\0\0", b"\5\0\0\0\4\0\0\0")  # CHECKPOINT_STATE


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
    return None


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
        source = unpacking
    return source, format_of(source, form, back_channel=back_channel)


def unpacked(source: Source, most: int | None = None) -> Source | Unrecognised:
    """Give the source of what is packed in another, or that one where nothing is.

    Raises:
        OSError: the source cannot be read.

    """
    packing = compression(source)
    if packing is None:
        return source
    from xenstream.octets.packed import DecompressedSource, NoLibraryError

    try:
        return DecompressedSource(source, *packing, most)
    except NoLibraryError as error:
        return Unrecognised(str(error), "other format")


def format_of(
    source: Source, form: str | None, *, back_channel: bool = False
) -> str | Unrecognised:
    """Give the format of a stream, which is `form` unless that is None.

    Raises:
        OSError: the source cannot be read.

    """
    twice = None if source.packed_by is None else compression(source)
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
    likeness = {form: shape.likeness(octets) for form, shape in FIRST_HEADERS.items()}
    form = max(likeness, key=likeness.__getitem__)
    if likeness[form] >= _NEAR:
        return form
    for beginning, form in _BEGINNINGS:
        if sum(map(int.__eq__, beginning, octets)) >= _NEAR * len(beginning):
            return form
    return _look_elsewhere(source.peek(_LOOKED_AT))


def _look_elsewhere(octets: bytes) -> Unrecognised:
    if octets.startswith(_XM):
        from xenstream.format.legacy import ADVICE

        looks_like = f"a legacy stream (before Xen 4.6) saved by xm: {ADVICE}"
        return Unrecognised(looks_like, "legacy stream")
    for magic, looks_like in _OTHERS:
        if octets.startswith(magic):
            return Unrecognised(looks_like, "other format")
    if octets[257:262] == b"ustar":
        return Unrecognised("a tar archive: unpack it first", "other format")
    if not octets.strip(b"\0"):
        return Unrecognised("it begins with zeros", "not a stream")
    from xenstream.format import legacy

    if octets[:8] in _BACK_CHANNEL:
        return Unrecognised("a back channel of COLO: say so with --back-channel", "other format")
    # The upper half of a 64-bit toolstack's first word, the number of pfns, is zero.
    told = legacy.recognise(octets, expected=octets[4:8] == bytes(4))
    if told is not None:
        return Unrecognised(told, "legacy stream")
    if all(octet in b"\t\n\r" or 32 <= octet < 127 for octet in octets):
        return Unrecognised("it is text", "not a stream")
    return Unrecognised(f"it begins with {octets[:8].hex(' ')}", "not a stream")
