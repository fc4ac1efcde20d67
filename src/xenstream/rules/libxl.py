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
)
def libxl_version(header: Header, _: Context) -> Iterator[Fault]:
    """Find another version."""
    version = header.fields.version
    if version == VERSION:
        return
    yield Fault(f"unknown version {version}, expected {VERSION}", field_of(header, "version"))


def _reserved_options(header: Header, mask: int) -> Iterator[Fault]:
    bits = header.fields.reserved_options & mask
    if bits:
        message = f"reserved option bits 0x{bits:08x} are set"
        yield Fault(message, field_of(header, "options"))


@rule("XS703", "libxl-options", "option bits 2 to 15 are zero", "libxl header", _HEADER)
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
)
def libxl_options_high(header: Header, _: Context) -> Iterator[Fault]:
    """Find reserved option bits that are set, and that Xen's verifier does not look at."""
    yield from _reserved_options(header, 0xFFFF0000)


@rule(
    "XS711",
    "libxl-body-not-empty",
    "a record that only marks a place is empty",
    ("libxl END", "libxl LIBXC_CONTEXT", "libxl CHECKPOINT_END"),
    f"{LIBXL_SPEC}#records",
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
)
def checkpoint_end_outside(record: Record, _: Context) -> Iterator[Fault]:
    """Find an end of what has not begun, which libxl refuses to restore."""
    if record.layer.in_checkpoint:
        return
    yield Fault("libxc has handed over at no CHECKPOINT", field_of(record, "type_id"))


@rule(
    "XS713",
    "end-in-checkpoint",
    "END stands outside of a checkpoint",
    "libxl END",
    f"{LIBXL_SPEC}#checkpoint_end",
    upstream=None,
    restore=ERROR,
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
)
def emulator_short(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body that ends in its header."""
    size = formats.EMULATOR_HEADER_SIZE
    if record.length < size:
        yield length_fault(record, f"{size} at least")


@rule(
    "XS722",
    "emulator-id",
    "the device model is known",
    _EMULATOR_KINDS,
    f"{LIBXL_SPEC}#emulator_context",
)
def emulator_id(record: Record, _: Context) -> Iterator[Fault]:
    """Find a device model that has no name."""
    if record.body is None or record.body.header.emulator_id in formats.EMULATOR_IDS:
        return
    yield Fault(
        f"unknown emulator id 0x{record.body.header.emulator_id:x}, expected 0, 1 or 2",
        field_of(record, "emulator_id"),
    )


def _last_octet(record: Record) -> Field:
    return in_body(record, record.length - 1, 1)


def _key_in_words(record: Record, _: Context) -> str | None:
    if record.strings is None:
        return None
    which = "Val" if record.strings.count % 2 else "Key"
    return f"{which} in xenstore data not NUL terminated"


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
)
def xenstore_data_ended(record: Record, _: Context) -> Iterator[Fault]:
    """Find a last string without its NUL."""
    strings = record.strings
    if strings is None or strings.last in (b"", b"\0"):
        return
    yield Fault("the last string has no NUL at its end", _last_octet(record))


@rule(
    "XS732",
    "xenstore-data-pairs",
    "every xenstore key has its value",
    _XENSTORE_KIND,
    _XENSTORE,
    upstream=None,
    stand_in=ERROR,
    restore=ERROR,
    says=lambda *_: "Val in xenstore data not NUL terminated",
)
def xenstore_data_pairs(record: Record, _: Context) -> Iterator[Fault]:
    """Find an odd number of strings."""
    strings = record.strings
    if strings is None or strings.last != b"\0" or strings.count % 2 == 0:
        return
    yield Fault(
        f"{strings.count} strings, expected an even number: keys and values", _last_octet(record)
    )


@rule(
    "XS733",
    "xenstore-data-upstream",
    "Xen's verifier compares octets with text here, and refuses all of them",
    _XENSTORE_KIND,
    VERIFIER,
    spec=None,
    stand_in=None,
)
def xenstore_data_upstream(record: Record, _: Context) -> Iterator[Fault]:
    """Find xenstore keys at all, which Xen's verifier under Python 3 always refuses."""
    if record.strings is None or not record.strings.last:
        return
    yield Fault(
        "Xen's verifier takes the xenstore keys for not NUL-terminated (its own fault)",
        _last_octet(record),
    )


@rule(
    "XS741",
    "checkpoint-state-empty",
    "CHECKPOINT_STATE is not empty",
    _STATE_KINDS,
    f"{LIBXL_SPEC}#checkpoint_state",
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
)
def checkpoint_state_id(record: Record, _: Context) -> Iterator[Fault]:
    """Find a control id that has no name."""
    control_id = _control_id(record)
    if control_id is None or control_id in formats.CHECKPOINT_CONTROLS:
        return
    yield Fault(
        f"unknown control id 0x{control_id:x}, expected 0 to 3", field_of(record, "control_id")
    )


@rule(
    "XS743",
    "checkpoint-state-forward",
    "a forward stream has only the primary's control id",
    "libxl CHECKPOINT_STATE",
    COLO,
    spec=WARNING,
    upstream=None,
    direction="forward",
)
def checkpoint_state_forward(record: Record, _: Context) -> Iterator[Fault]:
    """Find what only the secondary says, in a stream from the primary."""
    control_id = _control_id(record)
    if control_id not in formats.CHECKPOINT_CONTROLS or control_id == formats.CHECKPOINT_NEW:
        return
    yield Fault(
        f"control id {control_id} goes from the secondary to the primary",
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
)
def checkpoint_state_back(record: Record, _: Context) -> Iterator[Fault]:
    """Find what only the primary says, on the back channel."""
    if _control_id(record) != formats.CHECKPOINT_NEW:
        return
    yield Fault(
        "control id 0 goes from the primary to the secondary", field_of(record, "control_id")
    )
