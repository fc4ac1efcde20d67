"""Rules on libxc's records that mark a place, on versions and directions. XS2xx."""

from __future__ import annotations

from xenstream.rules.registry import ERROR, SPEC, Fault, rule
from xenstream.walk.field import field_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.rules.context import Context
    from xenstream.walk.walker import Record


def length_fault(record: Record, expected: str) -> Fault:
    """Give the fault of a record whose length is not the one expected."""
    return Fault(f"{record.length} octets, expected {expected}", field_of(record, "len_body"))


@rule(
    "XS201",
    "body-not-empty",
    "a record that only marks a place is empty",
    ("libxc END", "libxc VERIFY", "libxc CHECKPOINT", "libxc STATIC_DATA_END"),
    f"{SPEC}#end",
)
def body_not_empty(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body where none belongs."""
    if record.length:
        yield length_fault(record, "0")


@rule(
    "XS202",
    "version-3-only",
    "a record of version 3 stands in no older stream",
    ("libxc STATIC_DATA_END", "libxc X86_CPUID_POLICY", "libxc X86_MSR_POLICY"),
    f"{SPEC}#v3-compat-with-v2",
)
def version_3_only(record: Record, _: Context) -> Iterator[Fault]:
    """Find a record that is newer than its stream."""
    if record.layer.version >= 3:
        return
    yield Fault(
        f"{record.name} in a stream of version {record.layer.version}, expected from version 3 on",
        field_of(record, "type_id"),
    )


def not_handled_in_words(record: Record, _: Context) -> str:
    """Give what libxenguest says of a mandatory record that it has no use for."""
    from xenstream.restore.words import not_handled

    return not_handled(record)


@rule(
    "XS203",
    "toolstack",
    "the deprecated TOOLSTACK is not used",
    "libxc TOOLSTACK",
    f"{SPEC}#toolstack-deprecated",
    restore=ERROR,
    says=not_handled_in_words,
)
def toolstack(record: Record, _: Context) -> Iterator[Fault]:
    """Find a record that was never meant to stay."""
    yield Fault("deprecated record, never written by a release", field_of(record, "type_id"))


@rule(
    "XS204",
    "dirty-pfn-list",
    "CHECKPOINT_DIRTY_PFN_LIST stands only on the back channel",
    "libxc CHECKPOINT_DIRTY_PFN_LIST",
    f"{SPEC}#checkpoint_dirty_pfn_list",
    direction="forward",
    restore=ERROR,
    says=not_handled_in_words,
)
def dirty_pfn_list(record: Record, _: Context) -> Iterator[Fault]:
    """Find a record that goes from the secondary to the primary in a stream the other way."""
    yield Fault(
        "a record of the back channel, from secondary to primary, in a forward stream",
        field_of(record, "type_id"),
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
def dirty_pfn_list_length(record: Record, _: Context) -> Iterator[Fault]:
    """Find a pfn that is cut short."""
    if record.length % 8:
        yield length_fault(record, "a multiple of 8")
