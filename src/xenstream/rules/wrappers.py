"""Rules on what libvirt and xapi wrap around a stream. XS85x and XS86x."""

from __future__ import annotations

from xenstream.rules.headers import wrong_magic
from xenstream.rules.registry import ERROR, LIBVIRT, NOTE, WARNING, XAPI, Fault, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
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
)
def libvirt_magic(header: Header) -> Fault | None:
    """Find a wrong magic."""
    return wrong_magic(header, ("magic_text", "magic_lf", "magic_end"), "libvirt magic")


@rule(
    "XS852",
    "libvirt-version",
    "the version of libvirt's header is 1 or 2",
    "libvirt header",
    LIBVIRT,
    upstream=None,
    restore=ERROR,
)
def libvirt_version(header: Header) -> Fault | None:
    """Find another version, which libvirt refuses if it is higher."""
    version = header.fields.version
    if version in LIBVIRT_VERSIONS:
        return None
    return Fault(f"unknown version {version}, expected 2", header.offset_of("version"))


@rule(
    "XS853",
    "libvirt-unused",
    "the unused fields of libvirt's header are zero",
    "libvirt header",
    LIBVIRT,
    spec=WARNING,
    upstream=None,
)
def libvirt_unused(header: Header) -> Fault | None:
    """Find unused fields that are not zero."""
    if not any(header.fields.reserved1):
        return None
    return Fault("unused fields are not zero", header.offset_of("reserved1"))


@rule(
    "XS861",
    "xapi-signature",
    "the file begins with xapi's signature",
    ("xapi signature", "no xapi signature"),
    XAPI,
    restore=ERROR,
)
def xapi_signature(header: Header) -> Fault | None:
    """Find a wrong signature."""
    fault = wrong_magic(header, ("magic_text", "magic_lf"), "xapi signature")
    if fault is None and header.fields.version not in XAPI_VERSIONS:
        return Fault(
            f"bad xapi signature: expected 'v2-' or 'ain', got {header.fields.version!r}",
            header.offset_of("version"),
        )
    return fault


@rule(
    "XS862",
    "xapi-stream-length",
    "a section that holds a stream gives no length",
    ("xapi LIBXC", "xapi LIBXL", "xapi END"),
    XAPI,
    spec=NOTE,
    upstream=None,
)
def xapi_stream_length(section: Record) -> Fault | None:
    """Tell of a length that no reader looks at."""
    if not section.length:
        return None
    return Fault(
        f"length {section.length}, expected 0: not looked at", section.offset_of("len_body")
    )


@rule(
    "XS863",
    "xapi-no-stream",
    "there is a section with the domain's memory",
    "xapi END",
    XAPI,
    restore=ERROR,
)
def xapi_no_stream(section: Record) -> Fault | None:
    """Find an image from which nothing can be restored."""
    if section.layer.has_stream:
        return None
    return Fault("no section holds a libxc or libxl stream", section.offset_of("type_id"))
