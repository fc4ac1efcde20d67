"""Rules on PAGE_DATA. XS3xx.

A stream has many of these records, so the checks are no generators: each gives a tuple.
"""

from __future__ import annotations

from xenstream_parsers.libxc_migration import LibxcMigration

from xenstream.format import formats
from xenstream.format.fields import Shape
from xenstream.rules.headers import reserved_fields
from xenstream.rules.records import length_fault
from xenstream.rules.registry import ERROR, SPEC, Fault, rule
from xenstream.walk.field import field_of, in_body

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from xenstream.format.fields import Fields
    from xenstream.rules.context import Context
    from xenstream.walk.field import Field
    from xenstream.walk.walker import Record

_REFERENCE = f"{SPEC}#page_data"
_KIND = "libxc PAGE_DATA"
_HEADER_SIZE = formats.PAGE_DATA_HEADER_SIZE


def entry_of(record: Record, index: int) -> Field:
    """Give an entry of the table of pfns."""
    size = formats.PFN_ENTRY_SIZE
    return in_body(record, _HEADER_SIZE + index * size, size, f"pfns[{index}]")


def _entry(record: Record, index: int) -> Fields:
    """Give an entry, parsed, None where the table is too large to be kept."""
    size = formats.PFN_ENTRY_SIZE
    octets = record.table[size * index : size * (index + 1)]
    shape = Shape(LibxcMigration.PfnEntry, (record.layer.little_endian,))
    return shape.build(octets) if len(octets) == size else None


def _others(count: int) -> str:
    return f", and {count - 1} more in this record" if count > 1 else ""


def _short_in_words(record: Record, context: Context) -> str:
    if record.length < _HEADER_SIZE:
        return f"PAGE_DATA record truncated: length {record.length}, min {_HEADER_SIZE}"
    if record.body is not None and record.body.num_pfns:
        return _count_in_words(record, context)
    return "Expected at least 1 pfn in PAGE_DATA record"


@rule(
    "XS301",
    "page-data-short",
    "PAGE_DATA has at least one pfn",
    _KIND,
    _REFERENCE,
    restore=ERROR,
    says=_short_in_words,
    since="4.6",
    why="A PAGE_DATA record has to describe one page at least. libxenguest stops with"
    ' "Expected at least 1 pfn in PAGE_DATA record", or with "truncated" where not even the'
    " header is there.",
    cause="A writer that flushes an empty batch, or a damaged length.",
    remedy="Take the empty record out: it says nothing. If the length is damaged, the pages"
    " follow and have to be joined to it again.",
)
def page_data_short(record: Record, _: Context) -> Iterable[Fault]:
    """Find a body that has no entry."""
    if record.length > _HEADER_SIZE:
        return ()
    return (length_fault(record, f"more than {_HEADER_SIZE}"),)


@rule(
    "XS302",
    "page-data-reserved",
    "the reserved field is zero",
    _KIND,
    _REFERENCE,
    since="4.6",
    why="The reserved field beside the count is zero on save and ignored on restore."
    " verify-stream-v2 refuses it.",
    cause="A writer that stores the count as 64 bits, or damage in the record's first octets.",
    remedy="Clear it if count and table are plausible. Xen restores the image with it.",
)
def page_data_reserved(record: Record, _: Context) -> Iterable[Fault]:
    """Find a reserved field that is not zero."""
    header = record.body
    if header is None or not header.reserved1:
        return ()
    return tuple(reserved_fields(record, header))


def _count_in_words(record: Record, _: Context) -> str:
    return (
        f"PAGE_DATA record (length {record.length}) too short to contain {record.body.num_pfns}"
        " pfns worth of information"
    )


@rule(
    "XS303",
    "page-data-count",
    "the body has room for its pfns",
    _KIND,
    _REFERENCE,
    restore=ERROR,
    says=_count_in_words,
    since="4.6",
    why="The count says how many entries the table has, eight octets each. A table longer than"
    ' the body would reach into the next record, so libxenguest stops with "too short to'
    ' contain ... pfns worth of information".',
    cause="A damaged count, or a body_length that was written without the table.",
    remedy="Take the length and the place of the next record as given, and see which of count"
    " and length agrees with the pages. With neither, the pages of this record are lost.",
)
def page_data_count(record: Record, _: Context) -> Iterable[Fault]:
    """Find a count of pfns that does not fit into the body."""
    if record.census is not None or record.length <= _HEADER_SIZE:
        return ()
    header = record.body
    message = (
        f"num_pfns is {header.num_pfns}, which takes {header.len_pfns} octets,"
        f" but the body has {record.length - _HEADER_SIZE} after its header"
    )
    return (Fault(message, field_of(record, "num_pfns")),)


@rule(
    "XS304",
    "pfn-reserved-bits",
    "bits 52 to 59 of an entry are zero",
    _KIND,
    _REFERENCE,
    since="4.6",
    why="An entry has a pfn in bits 0 to 51 and a type in bits 60 to 63; the bits between are"
    " reserved. Xen's restore masks them out, verify-stream-v2 refuses them.",
    cause="Damage in the table, an entry of the page contents taken for one of the table (a"
    " wrong count), or a tool that stores flags there.",
    remedy="If most entries of the record have such bits, the table does not begin or end"
    " where the count says. Otherwise clear the bits.",
)
def pfn_reserved_bits(record: Record, _: Context) -> Iterable[Fault]:
    """Find entries with reserved bits set."""
    census = record.census
    if census is None or not census.reserved:
        return ()
    index = census.reserved_first
    entry = _entry(record, index)
    bits = "" if entry is None else f" 0x{entry.reserved1:x}"
    message = f"pfns[{index}] has reserved bits{bits} set{_others(census.reserved)}"
    return (Fault(message, entry_of(record, index)),)


def _type_in_words(record: Record, _: Context) -> str | None:
    if record.census is None:
        return None
    from xenstream.restore.pages import PFN_MASK, words_of
    from xenstream.restore.words import c_hex

    at, size = record.census.unknown_first, formats.PFN_ENTRY_SIZE
    words = words_of(record.table[size * at : size * (at + 1)])
    if not words:
        return None
    kind, pfn = words[0] >> 60 << 28, c_hex(words[0] & PFN_MASK)
    return f"Unknown type {kind:#x} for pfn {pfn} (index {at})"


@rule(
    "XS305",
    "page-type",
    "no page type is 5 to 8",
    _KIND,
    _REFERENCE,
    restore=ERROR,
    says=_type_in_words,
    since="4.6",
    why="The type says whether a page of contents follows for the pfn. Types 5 to 8 mean"
    ' nothing, so a reader cannot tell; libxenguest stops with "Unknown type".',
    cause="Damage in the table, or a count that is too large: then the first words of the"
    " first page are read as entries.",
    remedy="See whether the entry's pfn follows the ones before it. If it does not, the count"
    " is wrong; if it does, the type alone is damaged, and 0 is right for an ordinary page"
    " whose contents are there.",
)
def page_type(record: Record, _: Context) -> Iterable[Fault]:
    """Find entries of a type that is reserved."""
    census = record.census
    if census is None or not census.unknown:
        return ()
    index = census.unknown_first
    entry = _entry(record, index)
    named = "5 to 8" if entry is None else int(entry.page_type)
    message = f"pfns[{index}] has page type {named}, which is reserved{_others(census.unknown)}"
    return (Fault(message, entry_of(record, index)),)


def _length_in_words(record: Record, _: Context) -> str | None:
    if record.census is None:
        return None
    pages = record.census.with_contents * formats.PAGE_SIZE
    expected = f"{_HEADER_SIZE} + {record.body.len_pfns} + {pages}"
    return f"PAGE_DATA record wrong size: length {record.length}, expected {expected}"


@rule(
    "XS306",
    "page-data-length",
    "there is a page for each pfn with contents",
    _KIND,
    _REFERENCE,
    restore=ERROR,
    says=_length_in_words,
    since="4.6",
    why="After the table comes a page of 4096 octets for each entry of type 0 to 4 or 9 to 12."
    " With another number of octets the pages no longer belong to their pfns, and libxenguest"
    ' stops with "PAGE_DATA record wrong size".',
    cause='A type that says "no contents" (13 to 15) over a page that is there, or the'
    " reverse; a damaged length; or pages of another size than 4096.",
    remedy="Compare the difference with 4096: one page too many or too few points to the type"
    " of an entry, anything else to the length or to octets that were lost in between.",
)
def page_data_length(record: Record, _: Context) -> Iterable[Fault]:
    """Find a body that is longer or shorter than its entries ask for."""
    census = record.census
    if census is None:
        return ()
    pages = census.with_contents * formats.PAGE_SIZE
    expected = _HEADER_SIZE + record.body.len_pfns + pages
    if record.length == expected or record.length <= _HEADER_SIZE:
        return ()
    count = census.with_contents
    whole = f"{count} x {formats.PAGE_SIZE} pages" if count else "0 pages"
    wanted = (
        f"{expected} ({_HEADER_SIZE} header + {census.count} x {formats.PFN_ENTRY_SIZE} pfns"
        f" + {whole})"
    )
    return (length_fault(record, wanted),)
