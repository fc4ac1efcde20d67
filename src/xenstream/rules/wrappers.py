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
)
def libvirt_magic(header: Header, _: Context) -> Iterator[Fault]:
    """Find a wrong magic."""
    yield from wrong_magic(header, ("magic_text", "magic_lf", "magic_end"), "libvirt magic")


@rule(
    "XS852",
    "libvirt-version",
    "the version of libvirt's header is 1 or 2",
    "libvirt header",
    LIBVIRT,
    upstream=None,
    restore=ERROR,
)
def libvirt_version(header: Header, _: Context) -> Iterator[Fault]:
    """Find another version, which libvirt refuses if it is higher."""
    version = header.fields.version
    if version in LIBVIRT_VERSIONS:
        return
    yield Fault(f"unknown version {version}, expected 2", field_of(header, "version"))


@rule(
    "XS853",
    "libvirt-unused",
    "the unused fields of libvirt's header are zero",
    "libvirt header",
    LIBVIRT,
    spec=WARNING,
    upstream=None,
)
def libvirt_unused(header: Header, _: Context) -> Iterator[Fault]:
    """Find unused fields that are not zero."""
    if not any(header.fields.reserved1):
        return
    yield Fault("unused fields are not zero", field_of(header, "reserved1"))


@rule(
    "XS861",
    "xapi-signature",
    "the file begins with xapi's signature",
    ("xapi signature", "no xapi signature"),
    XAPI,
    restore=ERROR,
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
)
def xapi_stream_length(section: Record, _: Context) -> Iterator[Fault]:
    """Tell of a length that no reader looks at."""
    if not section.length:
        return
    yield Fault(
        f"length {section.length}, expected 0: not looked at", field_of(section, "len_body")
    )


@rule(
    "XS863",
    "xapi-no-stream",
    "there is a section with the domain's memory",
    "xapi END",
    XAPI,
    restore=ERROR,
)
def xapi_no_stream(section: Record, _: Context) -> Iterator[Fault]:
    """Find an image from which nothing can be restored."""
    if section.layer.has_stream:
        return
    yield Fault("no section holds a libxc or libxl stream", field_of(section, "type_id"))
