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
    return Fault(
        f"record length {record.length}, expected {expected}", field_of(record, "len_body")
    )


@rule(
    "XS201",
    "body-not-empty",
    "a record that only marks a place has no body",
    ("libxc END", "libxc VERIFY", "libxc CHECKPOINT", "libxc STATIC_DATA_END"),
    f"{SPEC}#end",
    since="4.6",
    why="END, VERIFY, CHECKPOINT and STATIC_DATA_END say something by standing where they do,"
    " and carry nothing. Xen reads past a body without a look; verify-stream-v2 refuses it.",
    cause="A wrong type on a record that has contents, or a damaged length: then the records"
    " after it are swallowed or misread.",
    remedy="See whether the next record's header begins right after this one's. If it does,"
    " the length is wrong; set it to 0.",
)
def body_not_empty(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body where none belongs."""
    if record.length:
        yield length_fault(record, "0")


@rule(
    "XS202",
    "version-3-only",
    "version 3 records appear only in version 3 streams",
    ("libxc STATIC_DATA_END", "libxc X86_CPUID_POLICY", "libxc X86_MSR_POLICY"),
    f"{SPEC}#v3-compat-with-v2",
    since="4.14",
    why="STATIC_DATA_END, X86_CPUID_POLICY and X86_MSR_POLICY belong to version 3. Xen before"
    " 4.14, which is what version 2 is for, refuses them as unknown; Xen from 4.14 on applies"
    " them all the same.",
    cause="A converter or a patched toolstack that writes the new records under an old header.",
    remedy="Set the version to 3 if the target is Xen 4.14 or later; leave the records out if"
    " it is older.",
)
def version_3_only(record: Record, _: Context) -> Iterator[Fault]:
    """Find a record that is newer than its stream."""
    if record.layer.version >= 3:
        return
    yield Fault(
        f"{record.name} in a version {record.layer.version} stream, expected only in version 3",
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
    since="4.6",
    why="TOOLSTACK was taken out of the format. No restore handles it, so libxenguest stops"
    ' with "Mandatory record 0xb (Toolstack) not handled"; verify-stream-v2 ends with a'
    ' "Script Error".',
    cause="A stream of a Xen that was in development before 4.6, or of a converter that still"
    " passes the legacy toolstack chunk on.",
    remedy="Take the record out. What a toolstack has to keep goes into the libxl layer:"
    " qemu's keys, for one, into EMULATOR_XENSTORE_DATA.",
)
def toolstack(record: Record, _: Context) -> Iterator[Fault]:
    """Find a record that was never meant to stay."""
    yield Fault("TOOLSTACK is deprecated: no release of Xen writes it", field_of(record, "type_id"))


@rule(
    "XS204",
    "dirty-pfn-list",
    "CHECKPOINT_DIRTY_PFN_LIST appears only on the back channel",
    "libxc CHECKPOINT_DIRTY_PFN_LIST",
    f"{SPEC}#checkpoint_dirty_pfn_list",
    direction="forward",
    restore=ERROR,
    says=not_handled_in_words,
    since="4.7",
    why="The dirty page list goes from the COLO secondary to the primary, on a connection of"
    " its own. In a stream to the secondary, libxenguest refuses it as not handled.",
    cause="A capture that mixed both directions of COLO, or that is of the way back.",
    remedy="Capture each direction by itself. If the file is the way back, say so with"
    " --back-channel.",
)
def dirty_pfn_list(record: Record, _: Context) -> Iterator[Fault]:
    """Find a record that goes from the secondary to the primary in a stream the other way."""
    yield Fault(
        "CHECKPOINT_DIRTY_PFN_LIST in a forward stream, expected only on the back channel",
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
    since="4.7",
    why="The record is a list of 64-bit pfns. With a part of one at the end the primary stops"
    ' with "Invalid dirty pfn list record length", and COLO with it.',
    cause="The capture is cut or has lost octets, or the length in the header is damaged.",
    remedy="Look where the next record begins: if it follows the body as it is, the sender"
    " wrote a wrong list; otherwise correct the length.",
)
def dirty_pfn_list_length(record: Record, _: Context) -> Iterator[Fault]:
    """Find a pfn that is cut short."""
    if record.length % 8:
        yield length_fault(record, "a multiple of 8")
