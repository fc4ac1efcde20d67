"""Rules on libxc's records that mark a place, on versions and directions. XS2xx."""

from __future__ import annotations

from xenstream.rules.registry import ERROR, SPEC, Fault, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk.walker import Record


def length_fault(record: Record, expected: str) -> Fault:
    """Give the fault of a record whose length is not the one expected."""
    return Fault(f"{record.length} octets, expected {expected}", record.offset_of("len_body"))


def reserved_field(record: Record, field: str = "reserved1", within: object = None) -> Fault | None:
    """Find a reserved field of a body, or of the header in it, that is not zero."""
    fields = record.body if within is None else within
    value = 0 if fields is None else getattr(fields, field)
    if not value:
        return None
    return Fault(f"reserved field is 0x{value:x}, expected 0", record.offset_of(field))


@rule(
    "XS201",
    "body-not-empty",
    "a record that only marks a place is empty",
    ("libxc END", "libxc VERIFY", "libxc CHECKPOINT", "libxc STATIC_DATA_END"),
    f"{SPEC}#end",
)
def body_not_empty(record: Record) -> Fault | None:
    """Find a body where none belongs."""
    return length_fault(record, "0") if record.length else None


@rule(
    "XS202",
    "version-3-only",
    "a record of version 3 stands in no older stream",
    ("libxc STATIC_DATA_END", "libxc X86_CPUID_POLICY", "libxc X86_MSR_POLICY"),
    f"{SPEC}#v3-compat-with-v2",
)
def version_3_only(record: Record) -> Fault | None:
    """Find a record that is newer than its stream."""
    if record.layer.version >= 3:
        return None
    return Fault(
        f"{record.name} in a stream of version {record.layer.version}, expected from version 3 on",
        record.offset_of("type_id"),
    )


@rule(
    "XS203",
    "toolstack",
    "the deprecated TOOLSTACK is not used",
    "libxc TOOLSTACK",
    f"{SPEC}#toolstack-deprecated",
    restore=ERROR,
)
def toolstack(record: Record) -> Fault | None:
    """Find a record that was never meant to stay."""
    return Fault("deprecated record, never written by a release", record.offset_of("type_id"))


@rule(
    "XS204",
    "dirty-pfn-list",
    "CHECKPOINT_DIRTY_PFN_LIST stands only on the back channel",
    "libxc CHECKPOINT_DIRTY_PFN_LIST",
    f"{SPEC}#checkpoint_dirty_pfn_list",
    direction="forward",
    restore=ERROR,
)
def dirty_pfn_list(record: Record) -> Fault | None:
    """Find a record that goes from the secondary to the primary in a stream the other way."""
    return Fault(
        "a record of the back channel, from secondary to primary, in a forward stream",
        record.offset_of("type_id"),
    )


@rule(
    "XS205",
    "dirty-pfn-list-length",
    "CHECKPOINT_DIRTY_PFN_LIST holds whole pfns",
    ("libxc CHECKPOINT_DIRTY_PFN_LIST", "back-channel CHECKPOINT_DIRTY_PFN_LIST"),
    f"{SPEC}#checkpoint_dirty_pfn_list",
    upstream=None,
    direction="back",
)
def dirty_pfn_list_length(record: Record) -> Fault | None:
    """Find a pfn that is cut short."""
    return length_fault(record, "a multiple of 8") if record.length % 8 else None
