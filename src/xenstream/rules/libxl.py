"""Rules on the libxl layer. XS7xx."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.rules.headers import wrong_magic
from xenstream.rules.records import length_fault
from xenstream.rules.registry import COLO, ERROR, LIBXL_SPEC, VERIFIER, WARNING, Fault, rule
from xenstream.walk.field import field_of, in_body

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.rules.context import Context
    from xenstream.walk.field import Field
    from xenstream.walk.walker import Header, Record

_HEADER = f"{LIBXL_SPEC}#header"
_XENSTORE = f"{LIBXL_SPEC}#emulator_xenstore_data"
_XENSTORE_KIND = "libxl EMULATOR_XENSTORE_DATA"
_EMULATOR_KINDS = (_XENSTORE_KIND, "libxl EMULATOR_CONTEXT")
_HEADER_KINDS = ("libxl header", "no libxl header")
_STATE_KINDS = ("libxl CHECKPOINT_STATE", "back-channel CHECKPOINT_STATE")
VERSION = 2


@rule(
    "XS701",
    "libxl-ident",
    'the libxl header\'s ident is "LibxlFmt"',
    _HEADER_KINDS,
    _HEADER,
    restore=ERROR,
    says=lambda header, _: (
        f"Invalid ident: expected 0x4c6962786c466d74, got 0x{header.octets[:8].hex()}"
    ),
    since="4.6",
    why='"LibxlFmt" begins a libxl stream. libxl stops with "Invalid ident".',
    cause="The stream does not begin where it is expected: a legacy or bare libxc stream"
    " behind an xl header whose flag for libxl streams is set, a wrong optional_data_len, or a"
    " wrong --offset or --format.",
    remedy="Look at the octets at the offset. If they are all ones, it is a libxc stream; if"
    ' "LibxlFmt" stands a little further on, correct the length before it.',
)
def libxl_ident(header: Header, _: Context) -> Iterator[Fault]:
    """Find a wrong ident."""
    yield from wrong_magic(header, ("ident0", "ident1"), "libxl ident")


@rule(
    "XS702",
    "libxl-version",
    "the libxl version is 2",
    "libxl header",
    _HEADER,
    restore=ERROR,
    says=lambda header, _: f"Unexpected Version: expected {VERSION}, got {header.fields.version}",
    since="4.6",
    why="There is version 2 alone; version 1 was the legacy format, which had no header. libxl"
    ' stops with "Unexpected Version".',
    cause="A version field that was written little-endian, or damage: the header is big-endian"
    " always.",
    remedy="Put 2 there, big-endian, if the records after it verify.",
)
def libxl_version(header: Header, _: Context) -> Iterator[Fault]:
    """Find another version."""
    version = header.fields.version
    if version == VERSION:
        return
    yield Fault(f"version is {version}, expected {VERSION}", field_of(header, "version"))


def _reserved_options(header: Header, mask: int) -> Iterator[Fault]:
    bits = header.fields.reserved_options & mask
    if bits:
        message = f"options has reserved bits 0x{bits:08x} set"
        yield Fault(message, field_of(header, "options"))


@rule(
    "XS703",
    "libxl-options",
    "option bits 2 to 15 are zero",
    "libxl header",
    _HEADER,
    since="4.6",
    why="Bit 0 of the options is the byte order, bit 1 says that the stream was converted from"
    " a legacy one. The others are reserved; libxl's restore does not look at them,"
    " verify-stream-v2 refuses bits 2 to 15.",
    cause="Damage, options that were written little-endian, or flags of another tool's own.",
    remedy="Clear the bits. Xen restores the image with them.",
)
def libxl_options(header: Header, _: Context) -> Iterator[Fault]:
    """Find reserved option bits that are set."""
    yield from _reserved_options(header, 0xFFFF)


@rule(
    "XS704",
    "libxl-options-high",
    "option bits 16 to 31 are zero",
    "libxl header",
    _HEADER,
    upstream=None,
    since="4.6",
    why="These bits are as reserved as bits 2 to 15. libxl's restore does not look at them,"
    " and verify-stream-v2 passes them, since its mask has 16 bits only.",
    cause="Options that were written little-endian: then 0x01000000 stands where 1 is meant.",
    remedy="Clear the bits. Xen restores the image with them.",
)
def libxl_options_high(header: Header, _: Context) -> Iterator[Fault]:
    """Find reserved option bits that are set, and that Xen's verifier does not look at."""
    yield from _reserved_options(header, 0xFFFF0000)


@rule(
    "XS711",
    "libxl-body-not-empty",
    "a record that only marks a place has no body",
    ("libxl END", "libxl LIBXC_CONTEXT", "libxl CHECKPOINT_END"),
    f"{LIBXL_SPEC}#records",
    since="4.6",
    why="END, LIBXC_CONTEXT and CHECKPOINT_END carry nothing. libxl reads past a body without"
    " a look; verify-stream-v2 refuses it.",
    cause="A damaged length: then what follows, such as the libxc stream, is swallowed as a"
    " body. Or a wrong type.",
    remedy="See whether the next record or the libxc stream begins right after the header. If"
    " it does, set the length to 0.",
)
def libxl_body_not_empty(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body where none belongs."""
    if record.length:
        yield length_fault(record, "0")


@rule(
    "XS712",
    "checkpoint-end-outside",
    "CHECKPOINT_END ends a checkpoint that libxc began",
    "libxl CHECKPOINT_END",
    f"{LIBXL_SPEC}#checkpoint_end",
    spec=WARNING,
    upstream=None,
    restore=ERROR,
    says=lambda *_: "Unexpected CHECKPOINT_END record in stream",
    since="4.6",
    why="CHECKPOINT_END hands the stream back to libxc, which must have handed it over with a"
    ' CHECKPOINT. libxl stops with "Unexpected CHECKPOINT_END record in stream".',
    cause="A capture with a gap, or a tool that took the libxc part's CHECKPOINT out and not"
    " this record.",
    remedy="Take the record out if the stream is no checkpointed one.",
)
def checkpoint_end_outside(record: Record, _: Context) -> Iterator[Fault]:
    """Find an end of what has not begun, which libxl refuses to restore."""
    if record.layer.in_checkpoint:
        return
    yield Fault("CHECKPOINT_END without a CHECKPOINT before it", field_of(record, "type_id"))


@rule(
    "XS713",
    "end-in-checkpoint",
    "END comes outside of a checkpoint",
    "libxl END",
    f"{LIBXL_SPEC}#checkpoint_end",
    upstream=None,
    restore=ERROR,
    since="4.6",
    why="Between libxc's CHECKPOINT and CHECKPOINT_END libxl collects records until it sees"
    " CHECKPOINT_END. An END there does not end the checkpoint, and libxc's records have no"
    " end of their own.",
    cause="A tool that closed a captured Remus stream with an END at the wrong place.",
    remedy="End the stream with CHECKPOINT_END, libxc's END and then libxl's END, or cut it"
    " after the last CHECKPOINT_END.",
)
def end_in_checkpoint(record: Record, _: Context) -> Iterator[Fault]:
    """Find an END where only CHECKPOINT_END hands back to libxc, whose own END is missing."""
    if not record.layer.in_checkpoint:
        return
    yield Fault(
        "END before CHECKPOINT_END: libxc's records have not ended", field_of(record, "type_id")
    )


@rule(
    "XS721",
    "emulator-short",
    "a device model's record has its header",
    _EMULATOR_KINDS,
    f"{LIBXL_SPEC}#emulator_context",
    restore=ERROR,
    says=lambda _, __: "Emulator record too short to contain header",
    since="4.6",
    why="The record begins with the device model's id and its index. libxl stops with \"too"
    ' short to contain header".',
    cause="A damaged length, or a writer that puts the blob of qemu there without the header.",
    remedy="Put the eight octets before the contents: id 2 for qemu upstream, 1 for the"
    " traditional one, and index 0.",
)
def emulator_short(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body that ends in its header."""
    size = formats.EMULATOR_HEADER_SIZE
    if record.length < size:
        yield length_fault(record, f"at least {size}")


@rule(
    "XS722",
    "emulator-id",
    "the device model is known",
    _EMULATOR_KINDS,
    f"{LIBXL_SPEC}#emulator_context",
    since="4.6",
    why="0 is unknown, 1 qemu traditional, 2 qemu upstream. libxl does not look at the id and"
    " starts the device model that the configuration names; verify-stream-v2 refuses another"
    " number.",
    cause="Damage, or a header in the wrong byte order.",
    remedy="Put the number of the device model that wrote the contents. Xen restores the image"
    " with any.",
)
def emulator_id(record: Record, _: Context) -> Iterator[Fault]:
    """Find a device model that has no name."""
    if record.body is None or record.body.header.emulator_id in formats.EMULATOR_IDS:
        return
    yield Fault(
        f"emulator_id is 0x{record.body.header.emulator_id:x}, expected 0, 1 or 2",
        field_of(record, "emulator_id"),
    )


def _last_octet(record: Record) -> Field:
    return in_body(record, record.length - 1, 1)


def _key_in_words(record: Record, _: Context) -> str | None:
    if record.strings is None:
        return None
    which = "Val" if record.strings.count % 2 else "Key"
    return f"{which} in xenstore data not NUL terminated"


def _pair_in_words(record: Record, _: Context) -> str:
    begin = formats.EMULATOR_HEADER_SIZE
    if not record.octets[begin:].startswith(b"\0"):
        return "Val in xenstore data not NUL terminated"
    return "empty key found in xenstore data"  # libxl goes from the first one on


@rule(
    "XS731",
    "xenstore-data-ended",
    "the xenstore keys end with a NUL",
    _XENSTORE_KIND,
    _XENSTORE,
    upstream=None,
    stand_in=ERROR,
    restore=ERROR,
    says=_key_in_words,
    since="4.6",
    why='Keys and values follow one another, each with a NUL. libxl stops with "Key in'
    ' xenstore data not NUL terminated", or "Val ...".',
    cause="A length that is one octet too small, or a writer that leaves the last NUL out.",
    remedy="Add the NUL and one to the length.",
)
def xenstore_data_ended(record: Record, _: Context) -> Iterator[Fault]:
    """Find a last string without its NUL."""
    strings = record.strings
    if strings is None or strings.last in (b"", b"\0"):
        return
    yield Fault("the last xenstore string has no NUL at its end", _last_octet(record))


@rule(
    "XS732",
    "xenstore-data-pairs",
    "every xenstore key has its value",
    _XENSTORE_KIND,
    _XENSTORE,
    upstream=None,
    stand_in=ERROR,
    restore=ERROR,
    says=_pair_in_words,
    since="4.6",
    why="libxl writes each value under its key below the device model's path in xenstore. With"
    ' a key left over it stops with "Val in xenstore data not NUL terminated".',
    cause="A key or a value that is missing, or a value with a NUL in it.",
    remedy="List the strings and see from which one on keys and values have changed places.",
)
def xenstore_data_pairs(record: Record, _: Context) -> Iterator[Fault]:
    """Find an odd number of strings."""
    strings = record.strings
    if strings is None or strings.last != b"\0" or strings.count % 2 == 0:
        return
    yield Fault(
        f"{strings.count} xenstore strings, expected an even number (keys and values)",
        _last_octet(record),
    )


@rule(
    "XS733",
    "xenstore-data-upstream",
    "Xen's verifier compares bytes with text here, and refuses all xenstore data",
    _XENSTORE_KIND,
    VERIFIER,
    spec=None,
    stand_in=None,
    since="4.14",
    why="Under Python 3 verify-stream-v2 compares the last octet, a number, with a text, which"
    " is never equal. So it refuses every stream whose device model has xenstore keys; the"
    " stream is good.",
    cause="The scripts were moved to Python 3 in Xen 4.14, and this comparison was not. Under"
    " Python 2 it works.",
    remedy="Nothing: judge the stream by the profile spec or restore.",
)
def xenstore_data_upstream(record: Record, _: Context) -> Iterator[Fault]:
    """Find xenstore keys at all, which Xen's verifier under Python 3 always refuses."""
    if record.strings is None or not record.strings.last:
        return
    yield Fault(
        "Xen's verifier reports the xenstore keys as not NUL-terminated (a fault of its own)",
        _last_octet(record),
    )


@rule(
    "XS741",
    "checkpoint-state-empty",
    "CHECKPOINT_STATE is not empty",
    _STATE_KINDS,
    f"{LIBXL_SPEC}#checkpoint_state",
    since="4.7",
    why="libxl takes the control id from the body without a look at the length. Where there is"
    " none it reads through a null pointer, and the receiver crashes.",
    cause="A COLO sender that is not Xen's, or a damaged length.",
    remedy="Give the record its eight octets: the control id and four of zeros.",
)
def checkpoint_state_empty(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body without contents."""
    if not record.length:
        yield length_fault(record, "more than 0")


def _control_id(record: Record) -> int | None:
    return None if record.body is None else record.body.control_id


@rule(
    "XS742",
    "checkpoint-state-id",
    "the control id of CHECKPOINT_STATE is known",
    _STATE_KINDS,
    f"{LIBXL_SPEC}#checkpoint_state",
    upstream=None,
    since="4.7",
    why="COLO knows 0 (new checkpoint), 1 (secondary suspended), 2 (secondary ready) and 3"
    " (secondary resumed). The other side waits for one of them, and gives up on anything"
    " else.",
    cause="Damage, a body in the wrong byte order, or another release of COLO on the other side.",
    remedy="Run the same release of Xen on both sides; if the number is 0x01000000 or so,"
    " correct the byte order.",
)
def checkpoint_state_id(record: Record, _: Context) -> Iterator[Fault]:
    """Find a control id that has no name."""
    control_id = _control_id(record)
    if control_id is None or control_id in formats.CHECKPOINT_CONTROLS:
        return
    yield Fault(f"control_id is 0x{control_id:x}, expected 0 to 3", field_of(record, "control_id"))


@rule(
    "XS743",
    "checkpoint-state-forward",
    "a forward stream has only the primary's control id",
    "libxl CHECKPOINT_STATE",
    COLO,
    spec=WARNING,
    upstream=None,
    direction="forward",
    since="4.7",
    why="The primary says 0, a new checkpoint begins; 1 to 3 are the secondary's answers. The"
    " secondary that gets one of its own gives up, and both sides fail over.",
    cause="A capture that mixed both directions, or was taken on the wrong side.",
    remedy="Capture each direction by itself. If this is the secondary's, read it with"
    " --back-channel.",
)
def checkpoint_state_forward(record: Record, _: Context) -> Iterator[Fault]:
    """Find what only the secondary says, in a stream from the primary."""
    control_id = _control_id(record)
    if control_id not in formats.CHECKPOINT_CONTROLS or control_id == formats.CHECKPOINT_NEW:
        return
    yield Fault(
        f"control_id is {control_id}, which only the secondary sends",
        field_of(record, "control_id"),
    )


@rule(
    "XS744",
    "checkpoint-state-back",
    "the back channel has only the secondary's control ids",
    _STATE_KINDS,
    COLO,
    upstream=None,
    direction="back",
    since="4.7",
    why="The secondary says 1 to 3; 0, a new checkpoint begins, is the primary's. The primary"
    " that gets it back gives up, and both sides fail over.",
    cause="A capture that mixed both directions, or --back-channel for a stream from the primary.",
    remedy="Verify it without --back-channel, if it is the primary's stream.",
)
def checkpoint_state_back(record: Record, _: Context) -> Iterator[Fault]:
    """Find what only the primary says, on the back channel."""
    if _control_id(record) != formats.CHECKPOINT_NEW:
        return
    yield Fault("control_id is 0, which only the primary sends", field_of(record, "control_id"))
