"""Rules on the libxl layer. XS7xx."""

from __future__ import annotations

from xenstream import formats
from xenstream.rules.headers import wrong_magic
from xenstream.rules.records import length_fault
from xenstream.rules.registry import LIBXL_SPEC, VERIFIER, Fault, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk import Header, Record

_HEADER = f"{LIBXL_SPEC}#header"
_XENSTORE = f"{LIBXL_SPEC}#emulator_xenstore_data"
_XENSTORE_KIND = "libxl EMULATOR_XENSTORE_DATA"
_EMULATOR_KINDS = (_XENSTORE_KIND, "libxl EMULATOR_CONTEXT")
_HEADER_KINDS = ("libxl header", "no libxl header")
VERSION = 2


@rule("XS701", "libxl-ident", 'the libxl header\'s ident is "LibxlFmt"', _HEADER_KINDS, _HEADER)
def libxl_ident(header: Header) -> Fault | None:
    """Find a wrong ident."""
    return wrong_magic(header, ("ident0", "ident1"), "libxl ident")


@rule("XS702", "libxl-version", "the libxl version is 2", "libxl header", _HEADER)
def libxl_version(header: Header) -> Fault | None:
    """Find another version."""
    version = header.fields.version
    if version == VERSION:
        return None
    return Fault(f"unknown version {version}, expected {VERSION}", header.offset_of("version"))


def _reserved_options(header: Header, mask: int) -> Fault | None:
    bits = header.fields.reserved_options & mask
    if not bits:
        return None
    return Fault(f"reserved option bits 0x{bits:08x} are set", header.offset_of("options"))


@rule("XS703", "libxl-options", "option bits 2 to 15 are zero", "libxl header", _HEADER)
def libxl_options(header: Header) -> Fault | None:
    """Find reserved option bits that are set."""
    return _reserved_options(header, 0xFFFF)


@rule(
    "XS704",
    "libxl-options-high",
    "option bits 16 to 31 are zero",
    "libxl header",
    _HEADER,
    upstream=None,
)
def libxl_options_high(header: Header) -> Fault | None:
    """Find reserved option bits that are set, and that Xen's verifier does not look at."""
    return _reserved_options(header, 0xFFFF0000)


@rule(
    "XS711",
    "libxl-body-not-empty",
    "a record that only marks a place is empty",
    ("libxl END", "libxl LIBXC_CONTEXT", "libxl CHECKPOINT_END"),
    f"{LIBXL_SPEC}#records",
)
def libxl_body_not_empty(record: Record) -> Fault | None:
    """Find a body where none belongs."""
    return length_fault(record, "0") if record.length else None


@rule(
    "XS721",
    "emulator-short",
    "a device model's record has its header",
    _EMULATOR_KINDS,
    f"{LIBXL_SPEC}#emulator_context",
)
def emulator_short(record: Record) -> Fault | None:
    """Find a body that ends in its header."""
    size = formats.EMULATOR_HEADER_SIZE
    return length_fault(record, f"{size} at least") if record.length < size else None


@rule(
    "XS722",
    "emulator-id",
    "the device model is known",
    _EMULATOR_KINDS,
    f"{LIBXL_SPEC}#emulator_context",
)
def emulator_id(record: Record) -> Fault | None:
    """Find a device model that has no name."""
    if record.body is None or record.body.header.emulator_id in formats.EMULATOR_IDS:
        return None
    return Fault(
        f"unknown emulator id 0x{record.body.header.emulator_id:x}, expected 0, 1 or 2",
        record.offset_of("emulator_id"),
    )


def _last_octet(record: Record) -> int:
    return record.body_offset + record.length - 1


@rule(
    "XS731",
    "xenstore-data-ended",
    "the xenstore keys end with a NUL",
    _XENSTORE_KIND,
    _XENSTORE,
    upstream=None,
)
def xenstore_data_ended(record: Record) -> Fault | None:
    """Find a last string without its NUL."""
    strings = record.strings
    if strings is None or strings.last in (b"", b"\0"):
        return None
    return Fault("the last string has no NUL at its end", _last_octet(record))


@rule(
    "XS732",
    "xenstore-data-pairs",
    "every xenstore key has its value",
    _XENSTORE_KIND,
    _XENSTORE,
    upstream=None,
)
def xenstore_data_pairs(record: Record) -> Fault | None:
    """Find an odd number of strings."""
    strings = record.strings
    if strings is None or strings.last != b"\0" or strings.count % 2 == 0:
        return None
    return Fault(
        f"{strings.count} strings, expected an even number: keys and values", _last_octet(record)
    )


@rule(
    "XS733",
    "xenstore-data-upstream",
    "Xen's verifier compares octets with text here, and refuses all of them",
    _XENSTORE_KIND,
    VERIFIER,
    spec=None,
)
def xenstore_data_upstream(record: Record) -> Fault | None:
    """Find xenstore keys at all, which Xen's verifier under Python 3 always refuses."""
    if record.strings is None or not record.strings.last:
        return None
    return Fault(
        "Xen's verifier takes the xenstore keys for not NUL-terminated (its own fault)",
        _last_octet(record),
    )


@rule(
    "XS741",
    "checkpoint-state-empty",
    "CHECKPOINT_STATE is not empty",
    "libxl CHECKPOINT_STATE",
    f"{LIBXL_SPEC}#checkpoint_state",
)
def checkpoint_state_empty(record: Record) -> Fault | None:
    """Find a body without contents."""
    return None if record.length else length_fault(record, "more than 0")
