"""Rules on libxc's two headers. XS1xx."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.rules.registry import ERROR, SPEC, Fault, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk.walker import Header

_IMAGE = f"{SPEC}#image-header"
_DOMAIN = f"{SPEC}#domain-header"
_IMAGE_KINDS = ("image header", "no image header")
VERSIONS = (2, 3)
PAGE_SHIFT = 12


def wrong_magic(header: Header, fields: tuple[str, ...], what: str) -> Fault | None:
    """Find the first of these fields whose value is not the one that the spec fixes."""
    for wrong in header.wrong_magic:
        if wrong.field in fields:
            if isinstance(wrong.actual, int) and isinstance(wrong.expected, int):
                values = f"expected 0x{wrong.expected:08x}, got 0x{wrong.actual:08x}"
            else:
                values = f"expected {wrong.expected!r}, got {wrong.actual!r}"
            return Fault(f"bad {what}: {values}", header.offset + wrong.offset)
    return None


def reserved_fields(header: Header, fields: tuple[str, ...]) -> Fault | None:
    """Find reserved fields that are not zero; the offset is the first one's."""
    found = [(field, getattr(header.fields, field)) for field in fields]
    bad = [(field, value) for field, value in found if value]
    if not bad:
        return None
    values = ", ".join(f"0x{value:x}" for _, value in bad)
    return Fault(f"reserved field is {values}, expected 0", header.offset_of(bad[0][0]))


@rule(
    "XS101",
    "image-marker",
    "the image header's marker is all ones",
    _IMAGE_KINDS,
    _IMAGE,
    restore=ERROR,
)
def image_marker(header: Header) -> Fault | None:
    """Find a wrong marker."""
    return wrong_magic(header, ("marker",), "image marker")


@rule(
    "XS102",
    "image-id",
    'the image header\'s id is "XENF"',
    _IMAGE_KINDS,
    _IMAGE,
    restore=ERROR,
)
def image_id(header: Header) -> Fault | None:
    """Find a wrong id."""
    return wrong_magic(header, ("ident",), "image id")


@rule(
    "XS103",
    "image-version",
    "the version is 2 or 3",
    "image header",
    _IMAGE,
    restore=ERROR,
)
def image_version(header: Header) -> Fault | None:
    """Find a version that is not known."""
    version = header.fields.version
    if version in VERSIONS:
        return None
    return Fault(f"unknown version {version}, expected 2 or 3", header.offset_of("version"))


@rule("XS104", "image-options", "option bits 1 to 15 are zero", "image header", _IMAGE)
def image_options(header: Header) -> Fault | None:
    """Find reserved option bits that are set."""
    bits = header.fields.reserved_options
    if not bits:
        return None
    return Fault(f"reserved option bits 0x{bits:04x} are set", header.offset_of("options"))


@rule("XS105", "image-reserved", "the reserved fields are zero", "image header", _IMAGE)
def image_reserved(header: Header) -> Fault | None:
    """Find reserved fields that are not zero."""
    return reserved_fields(header, ("reserved1", "reserved2"))


@rule(
    "XS111",
    "domain-type",
    "the domain is x86 PV or x86 HVM",
    "domain header",
    _DOMAIN,
    restore=ERROR,
)
def domain_type(header: Header) -> Fault | None:
    """Find a type of domain that is reserved or unknown."""
    types = formats.DOMAIN_TYPES
    number = header.fields.type_id
    if number in (types.x86_pv, types.x86_hvm):
        return None
    named = {types.reserved_x86_pvh: " (reserved, x86 PVH)", types.reserved_arm: " (reserved, ARM)"}
    return Fault(
        f"domain type 0x{number:x}{named.get(number, '')}, expected 1 (x86 PV) or 2 (x86 HVM)",
        header.offset_of("type_id"),
    )


@rule(
    "XS112",
    "page-shift",
    "a page has 4096 octets",
    "domain header",
    _DOMAIN,
    restore=ERROR,
)
def page_shift(header: Header) -> Fault | None:
    """Find another size of a page."""
    shift = header.fields.page_shift
    if shift == PAGE_SHIFT or (header.layer.target is not None and shift % 32 == PAGE_SHIFT):
        return None  # on restore, an x86 shifts by the lowest 5 bits
    return Fault(f"page_shift {shift}, expected {PAGE_SHIFT}", header.offset_of("page_shift"))


@rule("XS113", "domain-reserved", "the reserved field is zero", "domain header", _DOMAIN)
def domain_reserved(header: Header) -> Fault | None:
    """Find a reserved field that is not zero."""
    return reserved_fields(header, ("reserved1",))
