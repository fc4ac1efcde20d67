"""Rules on libxc's two headers. XS1xx."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.rules.registry import ERROR, SPEC, Fault, rule
from xenstream.walk.field import field_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.format.fields import Fields
    from xenstream.rules.context import Context
    from xenstream.walk.walker import Header, Record

_IMAGE = f"{SPEC}#image-header"
_DOMAIN = f"{SPEC}#domain-header"
_IMAGE_KINDS = ("image header", "no image header")
VERSIONS = (2, 3)
PAGE_SHIFT = 12


def wrong_magic(header: Header, fields: tuple[str, ...], what: str) -> Iterator[Fault]:
    """Find the first of these fields whose value is not the one that the spec fixes."""
    for wrong in header.wrong_magic:
        if wrong.field in fields:
            if isinstance(wrong.actual, int) and isinstance(wrong.expected, int):
                values = f"expected 0x{wrong.expected:08x}, got 0x{wrong.actual:08x}"
            else:
                values = f"expected {wrong.expected!r}, got {wrong.actual!r}"
            field = field_of(header, wrong.field)
            begin = header.offset + wrong.offset  # within the field, where that has several words
            length = field.offset + field.length - begin
            yield Fault(f"bad {what}: {values}", field._replace(offset=begin, length=length))
            return


def reserved_fields(
    item: Header | Record, fields: Fields, names: tuple[str, ...] = ("reserved1",)
) -> Iterator[Fault]:
    """Find the fields of these names that are not zero."""
    for name in names:
        value = 0 if fields is None else getattr(fields, name)
        if value:
            yield Fault(f"{name} is 0x{value:x}, expected 0", field_of(item, name))


_REPLACED = "\ufffd".encode()
_WIDENED = "\xff\xff\xff\xff".encode()
_SEVEN_BITS = b"\x7f" * 8


@rule(
    "XS101",
    "image-marker",
    "the image header's marker is all ones",
    _IMAGE_KINDS,
    _IMAGE,
    restore=ERROR,
    says=lambda header, _: f"Invalid marker: Got 0x{header.octets[7::-1].hex()}",
    since="4.6",
    why="The first eight octets, all ones, tell a stream of version 2 or 3 from a legacy one."
    ' libxenguest stops with "Invalid marker".',
    cause="The stream does not begin where it is expected: a wrong --offset, a wrong --format,"
    " a legacy stream (before 4.6), or a wrong optional_data_len in xl's header before it.",
    remedy="Look at the octets at the offset. If they stand a little further on, correct the"
    " length before them; if it is a legacy stream, convert it with convert-legacy-stream.",
)
def image_marker(header: Header, _: Context) -> Iterator[Fault]:
    """Find a wrong marker."""
    for fault in wrong_magic(header, ("marker",), "image marker"):
        octets = header.octets
        if octets.startswith(_REPLACED):
            what = "octets above 0x7f became U+FFFD: it was transferred as UTF-8 text"
        elif octets.startswith(_WIDENED):
            what = "octets above 0x7f became two each: it was converted from Latin-1 to UTF-8"
        elif octets.startswith(_SEVEN_BITS):
            what = "the highest bit of each octet is lost: it was transferred as 7-bit text"
        else:
            yield fault
            continue
        yield fault._replace(message=f"{fault.message}; {what}")


@rule(
    "XS102",
    "image-id",
    'the image header\'s id is "XENF"',
    _IMAGE_KINDS,
    _IMAGE,
    restore=ERROR,
    says=lambda header, _: f"Invalid ID: Expected 0x58454e46, Got 0x{header.octets[8:12].hex()}",
    since="4.6",
    why='"XENF" says that what follows is a saved domain. libxenguest stops with "Invalid ID".',
    cause="Damage in the first 24 octets, or a writer that wrote the id little-endian: the"
    " image header is big-endian always.",
    remedy="If only these four octets are wrong and the rest verifies, put 58 45 4e 46 there."
    " Otherwise take the image from the sender again.",
)
def image_id(header: Header, _: Context) -> Iterator[Fault]:
    """Find a wrong id."""
    yield from wrong_magic(header, ("ident",), "image id")


def _version_in_words(header: Header, context: Context) -> str:
    version = header.fields.version
    signed = version - (version >> 31 << 32)
    expected = "2" if context.xen < (4, 14) else "2 <= ver <= 3"
    return f"Invalid Version: Expected {expected}, Got {signed}"


@rule(
    "XS103",
    "image-version",
    "the version is 2 or 3",
    "image header",
    _IMAGE,
    restore=ERROR,
    says=_version_in_words,
    since="4.6",
    why="The version says which records may come and what they mean. Xen knows 2 (written by"
    " 4.6 to 4.13) and 3 (from 4.14 on), and refuses any other.",
    cause="A version field that was written little-endian, damage, or a stream of a Xen that"
    " is newer than this check.",
    remedy="Restore with the Xen that saved it. If the value is 0x02000000 or 0x03000000, the"
    " writer has the octets the wrong way round.",
)
def image_version(header: Header, _: Context) -> Iterator[Fault]:
    """Find a version that is not known."""
    version = header.fields.version
    if version in VERSIONS:
        return
    yield Fault(f"version is {version}, expected 2 or 3", field_of(header, "version"))


@rule(
    "XS104",
    "image-options",
    "option bits 1 to 15 are zero",
    "image header",
    _IMAGE,
    since="4.6",
    why="Bits 1 to 15 of the options have no meaning yet and are zero. Xen's restore looks at"
    " bit 0 alone; a later version may give the others a meaning that old readers would miss.",
    cause="Damage, or a writer that keeps flags of its own in the header.",
    remedy="Clear the bits. Xen restores the image with them.",
)
def image_options(header: Header, _: Context) -> Iterator[Fault]:
    """Find reserved option bits that are set."""
    bits = header.fields.reserved_options
    if not bits:
        return
    yield Fault(f"options has reserved bits 0x{bits:04x} set", field_of(header, "options"))


@rule(
    "XS105",
    "image-reserved",
    "the reserved fields are zero",
    "image header",
    _IMAGE,
    since="4.6",
    why="The reserved fields are zero on save and ignored on restore. verify-stream-v2 refuses"
    " them.",
    cause="A writer that did not clear its buffer, or damage in the image header, which then"
    " is likely not the only one.",
    remedy="Clear the fields, and look whether the octets around them are as they should be."
    " Xen restores the image with them.",
)
def image_reserved(header: Header, _: Context) -> Iterator[Fault]:
    """Find reserved fields that are not zero."""
    yield from reserved_fields(header, header.fields, ("reserved1", "reserved2"))


def other_guest_in_words(header: Header, context: Context) -> str | None:
    """Give what libxenguest says of a stream of another type of guest than its configuration."""
    domain = context.domain_of(header.layer)
    if domain is None or domain.type is None:
        return None
    expected = "x86_pv" if domain.type == "pv" else "x86 HVM"
    types = {1: "x86 PV", 2: "x86 HVM"}
    stream = types.get(header.fields.type_id, "Reserved")
    return f"Unable to restore {stream} domain into an {expected} domain"


@rule(
    "XS111",
    "domain-type",
    "the domain is x86 PV or x86 HVM",
    "domain header",
    _DOMAIN,
    restore=ERROR,
    says=other_guest_in_words,
    since="4.6",
    why="libxenguest chooses how to restore by the domain that was created, and refuses a"
    " stream of another type. Numbers 3 (PVH) and 4 (ARM) once stood in the specification and"
    " were never written: a PVH guest is saved as x86 HVM.",
    cause="Damage, a big-endian domain header after a little-endian flag, or a tool that took"
    " the reserved numbers from an old specification.",
    remedy="For a PVH guest write 2. For a number such as 0x01000000 correct the byte order of"
    " the domain header and of all that follows.",
)
def domain_type(header: Header, _: Context) -> Iterator[Fault]:
    """Find a type of domain that is reserved or unknown."""
    types = formats.DOMAIN_TYPES
    number = header.fields.type_id
    if number in (types.x86_pv, types.x86_hvm):
        return
    named = {types.reserved_x86_pvh: " (reserved, x86 PVH)", types.reserved_arm: " (reserved, ARM)"}
    yield Fault(
        f"type_id is 0x{number:x}{named.get(number, '')}, expected 1 (x86 PV) or 2 (x86 HVM)",
        field_of(header, "type_id"),
    )


def _page_size_in_words(header: Header, _: Context) -> str:
    size = 1 << (header.fields.page_shift & 31)
    domain = "x86_pv" if header.layer.guest_type == formats.PV else "x86 HVM"
    return f"Invalid page size {size} for {domain} domains"


@rule(
    "XS112",
    "page-shift",
    "a page has 4096 octets",
    "domain header",
    _DOMAIN,
    restore=ERROR,
    says=_page_size_in_words,
    since="4.6",
    why="The value is the guest's page size as a power of two. On x86 Xen takes 12 alone, and"
    ' stops with "Invalid page size".',
    cause="Damage of the domain header, or a wrong byte order.",
    remedy="Put 12 there if the PAGE_DATA records have pages of 4096 octets; otherwise the"
    " domain header is damaged or stands at another place.",
)
def page_shift(header: Header, context: Context) -> Iterator[Fault]:
    """Find another size of a page."""
    shift = header.fields.page_shift
    if shift == PAGE_SHIFT or (context.is_restore and shift % 32 == PAGE_SHIFT):
        return  # on restore, an x86 shifts by the lowest 5 bits
    yield Fault(f"page_shift is {shift}, expected {PAGE_SHIFT}", field_of(header, "page_shift"))


@rule(
    "XS113",
    "domain-reserved",
    "the reserved field is zero",
    "domain header",
    _DOMAIN,
    since="4.6",
    why="The reserved field is zero on save and ignored on restore. verify-stream-v2 refuses it.",
    cause="A writer that did not clear its buffer, or a domain header that begins at another"
    " place than expected.",
    remedy="Clear it if type, page_shift and Xen's version beside it are plausible. Xen"
    " restores the image with it.",
)
def domain_reserved(header: Header, _: Context) -> Iterator[Fault]:
    """Find a reserved field that is not zero."""
    yield from reserved_fields(header, header.fields)
