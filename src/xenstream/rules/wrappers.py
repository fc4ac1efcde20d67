"""Rules on what libvirt and xapi wrap around a stream. XS85x and XS86x."""

from __future__ import annotations

from xenstream.rules.headers import wrong_magic
from xenstream.rules.registry import ERROR, LIBVIRT, NOTE, WARNING, XAPI, Fault, rule
from xenstream.walk.field import field_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.rules.context import Context
    from xenstream.walk.walker import Header, Record

LIBVIRT_VERSIONS = (1, 2)
XAPI_VERSIONS = ("v2-", "ain")


@rule(
    "XS851",
    "libvirt-magic",
    "the file begins with libvirt's magic",
    ("libvirt header", "no libvirt header"),
    LIBVIRT,
    restore=ERROR,
    why='libvirt tells its own files by their first 16 octets, and refuses others with "image'
    ' magic is incorrect".',
    cause="A file of `xl save` or of another driver of libvirt, or one that was changed by a"
    " transfer in text mode.",
    remedy="Let --format auto recognise it. An image of xl is restored with xl.",
)
def libvirt_magic(header: Header, _: Context) -> Iterator[Fault]:
    """Find a wrong magic."""
    yield from wrong_magic(header, ("magic_text", "magic_lf", "magic_end"), "libvirt magic")


_NEWEST_LIBVIRT = LIBVIRT_VERSIONS[-1]


@rule(
    "XS852",
    "libvirt-version",
    "the version of libvirt's header is 1 or 2",
    "libvirt header",
    LIBVIRT,
    upstream=None,
    restore=ERROR,
    says=lambda header, _: (
        f"image version is not supported ({header.fields.version} > {_NEWEST_LIBVIRT})"
    ),
    why="Version 1 has a legacy stream behind the XML, version 2 a libxl stream. libvirt"
    ' refuses a higher one with "image version is not supported".',
    cause="An image of a newer libvirt, or a header in the wrong byte order.",
    remedy="Restore with the libvirt that saved it.",
)
def libvirt_version(header: Header, _: Context) -> Iterator[Fault]:
    """Find a version that libvirt refuses."""
    version = header.fields.version
    if version > _NEWEST_LIBVIRT:
        message = f"version is {version}, expected 1 or {_NEWEST_LIBVIRT}"
        yield Fault(message, field_of(header, "version"))


@rule(
    "XS854",
    "libvirt-version-0",
    "libvirt's header has a version that libvirt writes",
    "libvirt header",
    LIBVIRT,
    spec=WARNING,
    upstream=None,
    why="libvirt refuses no version below its own, and libxl takes all but 1 for its own format."
    " So it restores, and nobody writes it.",
    cause="A damaged header, or a tool that leaves the field out.",
    remedy="Write 2 into the version, the four octets at 0x10, little-endian.",
)
def libvirt_version_0(header: Header, _: Context) -> Iterator[Fault]:
    """Tell of a version that libvirt does not write, and does not mind."""
    if header.fields.version < LIBVIRT_VERSIONS[0]:
        yield Fault("version is 0, expected 2", field_of(header, "version"))


@rule(
    "XS853",
    "libvirt-unused",
    "the unused fields of libvirt's header are zero",
    "libvirt header",
    LIBVIRT,
    spec=WARNING,
    upstream=None,
    why="The fields are zero on save, and libvirt does not look at them. A later version may"
    " give them a meaning.",
    cause="Damage in the header, or a tool that keeps something of its own there.",
    remedy="Clear them. libvirt restores the image with them.",
)
def libvirt_unused(header: Header, _: Context) -> Iterator[Fault]:
    """Find unused fields that are not zero."""
    if not any(header.fields.reserved1):
        return
    yield Fault("reserved1 is not zero", field_of(header, "reserved1"))


@rule(
    "XS861",
    "xapi-signature",
    "the file begins with xapi's signature",
    ("xapi signature", "no xapi signature"),
    XAPI,
    restore=ERROR,
    says=lambda *_: "Not a valid signature",
    why='xenopsd tells its images by the first line, "XenSavedDomv2-" or, before that,'
    ' "XenSavedDomain", and refuses others with "Not a valid signature".',
    cause="An image of another tool, or octets before it that were added or lost.",
    remedy="Let --format auto recognise it, or give the place of the image with --offset.",
)
def xapi_signature(header: Header, _: Context) -> Iterator[Fault]:
    """Find a wrong signature."""
    faults = tuple(wrong_magic(header, ("magic_text", "magic_lf"), "xapi signature"))
    yield from faults
    if not faults and header.fields.version not in XAPI_VERSIONS:
        yield Fault(
            f"bad xapi signature: expected 'v2-' or 'ain', got {header.fields.version!r}",
            field_of(header, "version"),
        )


@rule(
    "XS862",
    "xapi-stream-length",
    "a section that holds a stream gives no length",
    ("xapi LIBXC", "xapi LIBXL", "xapi END"),
    XAPI,
    spec=NOTE,
    upstream=None,
    why="A libxc or libxl stream tells its own end, and so does the END section. xenopsd"
    " writes the length 0 there and does not look at it.",
    cause="A tool that fills the field in.",
    remedy="Nothing. If the number is large, see whether the section's type is the right one.",
)
def xapi_stream_length(section: Record, _: Context) -> Iterator[Fault]:
    """Tell of a length that no reader looks at."""
    if not section.length:
        return
    yield Fault(
        f"length is {section.length}, expected 0 (no reader uses it)", field_of(section, "len_body")
    )


@rule(
    "XS863",
    "xapi-no-stream",
    "there is a section with the domain's memory",
    "xapi END",
    XAPI,
    restore=ERROR,
    says=lambda *_: "Well formed, but useless stream",
    why="The guest's memory is in a libxc or libxl section. Without one xenopsd has nothing to"
    " restore.",
    cause="The image was cut out of a larger one, or the suspend failed after the metadata was"
    " written.",
    remedy="Suspend the guest again, or take its last good image.",
)
def xapi_no_stream(section: Record, _: Context) -> Iterator[Fault]:
    """Find an image from which nothing can be restored."""
    if section.layer.has_stream:
        return
    yield Fault("no section holds a libxc or libxl stream", field_of(section, "type_id"))
