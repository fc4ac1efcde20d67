"""Rules on PAGE_DATA. XS3xx."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.rules.records import length_fault
from xenstream.rules.registry import ERROR, SPEC, Fault, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk.walker import Record

_REFERENCE = f"{SPEC}#page_data"
_KIND = "libxc PAGE_DATA"
_HEADER_SIZE = formats.PAGE_DATA_HEADER_SIZE
PAGE_SIZE = 4096


def _entry_offset(record: Record, index: int) -> int:
    return record.body_offset + _HEADER_SIZE + index * formats.PFN_ENTRY_SIZE


def _others(count: int) -> str:
    return f", and {count - 1} more in this record" if count > 1 else ""


@rule(
    "XS301",
    "page-data-short",
    "PAGE_DATA describes a page at least",
    _KIND,
    _REFERENCE,
    restore=ERROR,
)
def page_data_short(record: Record) -> Fault | None:
    """Find a body that has no entry."""
    if record.length > _HEADER_SIZE:
        return None
    return length_fault(record, f"more than {_HEADER_SIZE}")


@rule("XS302", "page-data-reserved", "the reserved field is zero", _KIND, _REFERENCE)
def page_data_reserved(record: Record) -> Fault | None:
    """Find a reserved field that is not zero."""
    header = record.body
    if header is None or not header.reserved1:
        return None
    return Fault(
        f"reserved field is 0x{header.reserved1:x}, expected 0", record.offset_of("reserved1")
    )


@rule(
    "XS303", "page-data-count", "the body has room for its pfns", _KIND, _REFERENCE, restore=ERROR
)
def page_data_count(record: Record) -> Fault | None:
    """Find a count of pfns that does not fit into the body."""
    if record.census is not None or record.length <= _HEADER_SIZE:
        return None
    header = record.body
    return Fault(
        f"{header.num_pfns} pfns take {header.len_pfns} octets,"
        f" the body has room for {record.length - _HEADER_SIZE}",
        record.offset_of("num_pfns"),
    )


@rule("XS304", "pfn-reserved-bits", "bits 52 to 59 of an entry are zero", _KIND, _REFERENCE)
def pfn_reserved_bits(record: Record) -> Fault | None:
    """Find entries with reserved bits set."""
    census = record.census
    if census is None or not census.reserved:
        return None
    index = census.reserved_first
    return Fault(
        f"reserved bits are set in pfn[{index}]{_others(census.reserved)}",
        _entry_offset(record, index),
    )


@rule(
    "XS305",
    "page-type",
    "no entry's type is 5 to 8",
    _KIND,
    _REFERENCE,
    restore=ERROR,
)
def page_type(record: Record) -> Fault | None:
    """Find entries of a type that is reserved."""
    census = record.census
    if census is None or not census.unknown:
        return None
    index = census.unknown_first
    return Fault(
        f"reserved page type in pfn[{index}]{_others(census.unknown)}",
        _entry_offset(record, index),
    )


@rule(
    "XS306",
    "page-data-length",
    "there is a page for each pfn with contents",
    _KIND,
    _REFERENCE,
    restore=ERROR,
)
def page_data_length(record: Record) -> Fault | None:
    """Find a body that is longer or shorter than its entries ask for."""
    census = record.census
    if census is None:
        return None
    pages = census.with_contents * PAGE_SIZE
    expected = _HEADER_SIZE + record.body.len_pfns + pages
    if record.length == expected or record.length <= _HEADER_SIZE:
        return None
    return length_fault(
        record,
        f"{expected}: {_HEADER_SIZE} for the header, {record.body.len_pfns} for"
        f" {census.count} pfns, {pages} for {census.with_contents} pages",
    )
