"""Rules on the records of a PV guest, XS4xx, and on those that are of the other kind of guest."""

from __future__ import annotations

from xenstream_parsers.sizes import PLACES

from xenstream.format import formats
from xenstream.rules.headers import reserved_fields
from xenstream.rules.records import length_fault, not_handled_in_words
from xenstream.rules.registry import ERROR, SPEC, WARNING, Fault, rule
from xenstream.walk.field import field_of, in_body

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.rules.context import Context
    from xenstream.walk.walker import Record

_INFO = f"{SPEC}#x86_pv_info"
_FRAMES = f"{SPEC}#x86_pv_p2m_frames"
_VCPU = f"{SPEC}#x86_pv_vcpu_basic-extended-xsave-msrs"
VCPU_KINDS = tuple(f"libxc X86_PV_VCPU_{which}" for which in ("BASIC", "EXTENDED", "XSAVE", "MSRS"))
_PV_ONLY = (*VCPU_KINDS, "libxc X86_PV_INFO", "libxc X86_PV_P2M_FRAMES", "libxc SHARED_INFO")
_HVM_ONLY = ("libxc HVM_CONTEXT", "libxc HVM_PARAMS")


_XCR0_ACCUM, _AREA = (
    formats.VCPU_HEADER_SIZE + PLACES["pv_vcpu_xsave"][part] for part in ("xcr0_accum", "area")
)
"""Where in a record's body they begin: no module of the vcpu's types is imported for that."""


def _is_info(record: Record) -> bool:
    return record.length == formats.X86_PV_INFO_SIZE


@rule(
    "XS607",
    "other-guest",
    "records belong to the stream's type of guest",
    (*_PV_ONLY, *_HVM_ONLY),
    "x86_pv_process_record and x86_hvm_process_record in Xen's tools/libs/guest",
    upstream=None,
    restore=ERROR,
    says=not_handled_in_words,
    since="4.6",
    why="A PV guest and an HVM guest have records of their own. libxenguest hands each to the"
    " handler of the domain's type, which does not know the other's: \"Mandatory record ..."
    ' not handled".',
    cause="A wrong type in the domain header, a damaged type of the record, or a tool that joined"
    " records of two guests. verify-stream-v2 does not notice.",
    remedy="Decide by the other records which guest it is, and correct the domain header or"
    " take the record out.",
)
def other_guest(record: Record, _: Context) -> Iterator[Fault]:
    """Find a PV guest's record in an HVM guest's stream, or the reverse."""
    guest_type = record.layer.guest_type
    if guest_type != (formats.HVM if record.kind in _PV_ONLY else formats.PV):
        return
    message = f"{record.name} in the stream of an {formats.domain_type_name(guest_type)} guest"
    yield Fault(message, field_of(record, "type_id"))


@rule(
    "XS401",
    "pv-info-length",
    "X86_PV_INFO has 8 octets",
    "libxc X86_PV_INFO",
    _INFO,
    since="4.6",
    why="X86_PV_INFO has width, levels and six reserved octets. Xen refuses a shorter record"
    " and reads the first 8 octets of a longer one.",
    cause="A writer that leaves the reserved octets out, or a damaged length.",
    remedy="Fill the record up to 8 octets with zeros, or cut off what is beyond.",
)
def pv_info_length(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body of another length."""
    if not _is_info(record):
        yield length_fault(record, str(formats.X86_PV_INFO_SIZE))


def _info_in_words(record: Record, _: Context) -> str:
    width, levels = record.body.guest_width, record.body.num_pt_levels
    return f"Invalid X86_PV_INFO combination: width {width}, pt_levels {levels}"


@rule(
    "XS402",
    "pv-width",
    "a PV guest is 4 or 8 octets wide",
    "libxc X86_PV_INFO",
    _INFO,
    restore=ERROR,
    says=_info_in_words,
    since="4.6",
    why="The width is the size of the guest's words, 4 for a 32-bit guest, 8 for a 64-bit one."
    " Everything that comes later is laid out by it: p2m, processor state, shared info.",
    cause="Damage, or a tool that wrote the width in bits (32, 64).",
    remedy="Look at the length of X86_PV_VCPU_BASIC: 2808 octets mean width 4, 5176 mean width 8.",
)
def pv_width(record: Record, _: Context) -> Iterator[Fault]:
    """Find another width."""
    if not _is_info(record) or record.body.guest_width in (4, 8):
        return
    yield Fault(
        f"guest_width is {record.body.guest_width}, expected 4 or 8",
        field_of(record, "guest_width"),
    )


@rule(
    "XS403",
    "pv-levels",
    "a PV guest has 3 or 4 levels",
    "libxc X86_PV_INFO",
    _INFO,
    restore=ERROR,
    says=_info_in_words,
    since="4.6",
    why="The levels are the depth of the guest's page tables, 3 for a 32-bit guest with PAE, 4"
    " for a 64-bit one. Xen pins the top tables and sets cr3 by it.",
    cause="Damage, or an old guest with two-level page tables, which Xen has not run since 3.x.",
    remedy="Put 3 beside width 4, and 4 beside width 8.",
)
def pv_levels(record: Record, _: Context) -> Iterator[Fault]:
    """Find another depth of page tables."""
    if not _is_info(record) or record.body.num_pt_levels in (3, 4):
        return
    yield Fault(
        f"num_pt_levels is {record.body.num_pt_levels}, expected 3 or 4",
        field_of(record, "num_pt_levels"),
    )


@rule(
    "XS404",
    "pv-info-reserved",
    "the reserved fields are zero",
    "libxc X86_PV_INFO",
    _INFO,
    since="4.6",
    why="The reserved octets are zero on save and ignored on restore. verify-stream-v2 refuses"
    " them.",
    cause="A writer that did not clear its buffer, or that stores width and levels as wider"
    " numbers.",
    remedy="Clear them if width and levels are 4 and 3, or 8 and 4. Xen restores the image"
    " with them.",
)
def pv_info_reserved(record: Record, _: Context) -> Iterator[Fault]:
    """Find reserved fields that are not zero."""
    if not _is_info(record):
        return
    yield from reserved_fields(record, record.body, ("reserved1", "reserved2"))


@rule(
    "XS411",
    "p2m-frames-short",
    "X86_PV_P2M_FRAMES has at least its two pfns",
    "libxc X86_PV_P2M_FRAMES",
    _FRAMES,
    restore=ERROR,
    says=lambda record, _: f"X86_PV_P2M_FRAMES record truncated: length {record.length}, min 16",
    since="4.6",
    why="The record begins with the first and the last pfn of its range. Without them"
    ' libxenguest cannot place the frames, and stops with "X86_PV_P2M_FRAMES record'
    ' truncated".',
    cause="A damaged length, or a wrong type on another record.",
    remedy="Compare with the next record's place. The record cannot be made up: the frames say"
    " where the guest's own p2m lies.",
)
def p2m_frames_short(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body that ends before its list."""
    if record.length < 8:
        yield length_fault(record, "at least 8")


@rule(
    "XS412",
    "p2m-frames-length",
    "X86_PV_P2M_FRAMES is a multiple of 8 octets",
    "libxc X86_PV_P2M_FRAMES",
    _FRAMES,
    restore=None,
    since="4.6",
    why="After the two 32-bit pfns come frames of 64 bits each. A part of one at the end can"
    ' only come from a wrong length, and libxenguest refuses it as "wrong size".',
    cause="A tool that wrote the frames as 32-bit numbers for a 32-bit guest: they are 64 bits"
    " wide in the stream always. Or a damaged length.",
    remedy="Write every frame as a u64, or correct the length.",
)
def p2m_frames_length(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body that ends inside a frame's pfn."""
    if record.length % 8:
        yield length_fault(record, "a multiple of 8")


@rule(
    "XS421",
    "vcpu-short",
    "a vcpu's record has its header",
    VCPU_KINDS,
    _VCPU,
    restore=ERROR,
    says=lambda record, _: (
        f"{record.name} record truncated: length {record.length},"
        f" header size {formats.VCPU_HEADER_SIZE}"
    ),
    since="4.6",
    why='The record begins with the number of the vcpu. libxenguest stops with "truncated: ...'
    ' header size 8".',
    cause="A damaged length, or a wrong type on another record.",
    remedy="Compare with the next record's place. Without the state of vcpu 0 a PV guest"
    " cannot be restored.",
)
def vcpu_short(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body that ends in its header."""
    size = formats.VCPU_HEADER_SIZE
    if record.length < size:
        yield length_fault(record, f"at least {size}")


@rule(
    "XS422",
    "vcpu-reserved",
    "the reserved field is zero",
    VCPU_KINDS,
    _VCPU,
    since="4.6",
    why="The reserved field beside the vcpu's number is zero on save and ignored on restore."
    " verify-stream-v2 refuses it.",
    cause="A writer that stores the number as 64 bits, or damage.",
    remedy="Clear it if the vcpu's number is plausible. Xen restores the image with it.",
)
def vcpu_reserved(record: Record, _: Context) -> Iterator[Fault]:
    """Find a reserved field that is not zero."""
    yield from reserved_fields(record, record.body)


@rule(
    "XS423",
    "vcpu-empty",
    "a vcpu's record has contents",
    VCPU_KINDS,
    f"{SPEC}#layout",
    spec=WARNING,
    upstream=WARNING,
    since="4.6",
    why="The record says nothing about its vcpu. Xen from 4.9 on, and the last releases of 4.6"
    " to 4.8, skip it; the first releases of those refuse it as truncated.",
    cause="Xen 4.6 to 4.8 wrote such records by mistake for a vcpu without extended state,"
    " XSAVE area or MSRs.",
    remedy="Nothing, with a recent Xen. For an old one leave the record out.",
)
def vcpu_empty(record: Record, _: Context) -> Iterator[Fault]:
    """Tell of a record without contents, as Xen 4.6 to 4.8 wrote them."""
    if record.length != formats.VCPU_HEADER_SIZE:
        return
    yield Fault(
        f"vcpu {record.body.vcpu_id} has no contents, as Xen 4.6 to 4.8 wrote",
        field_of(record, "len_body"),
    )


@rule(
    "XS424",
    "vcpu-xsave-copy",
    "a vcpu's XSAVE area begins with its fpu_ctxt",
    "libxc X86_PV_VCPU_XSAVE",
    _VCPU,
    spec=WARNING,
    upstream=None,
    restore=WARNING,
    since="4.6",
    why="Xen writes the registers of the FPU and of SSE twice, of one piece of memory: as fpu_ctxt"
    " in X86_PV_VCPU_BASIC and at the beginning of the area in X86_PV_VCPU_XSAVE. Where they"
    " differ one of them is damaged. Xen loads both, the second counts.",
    cause="A file whose tail became zeros within the record, a lost block, or a tool that changed"
    " one of the two.",
    remedy="See which of the two is plausible. If the area is zeros from somewhere on, its end is"
    " lost, and perhaps more: look for another copy.",
)
def vcpu_xsave_copy(record: Record, _: Context) -> Iterator[Fault]:
    """Find two copies of a vcpu's registers that are not the same."""
    if record.body is None or record.layer.vcpus is None:
        return
    context = record.layer.vcpus.context_of(record.body.vcpu_id)
    octets = record.octets[_AREA:]
    size = formats.FXSAVE_SIZE
    if len(octets) < size or len(context) < size or octets[:size] == context[:size]:
        return
    first = next(at for at in range(size) if octets[at] != context[at])
    zeros = "" if octets[first:].strip(b"\0") else ", zeros from there to its end"
    yield Fault(
        f"vcpu {record.body.vcpu_id}: the area differs from fpu_ctxt of X86_PV_VCPU_BASIC, of which"
        f" it is a copy, from octet {first} on{zeros}",
        in_body(record, _AREA + first, size - first),
    )


@rule(
    "XS425",
    "vcpu-xsave-zero",
    "an XSAVE area is of what xcr0_accum names",
    "libxc X86_PV_VCPU_XSAVE",
    _VCPU,
    spec=WARNING,
    upstream=None,
    restore=None,
    since="4.6",
    why="xcr0_accum names all the state that the vcpu ever switched on, and the area is as large as"
    " that takes. An area of state that there is none of is damage.",
    cause="A file whose tail became zeros within the record.",
    remedy="Look for another copy. `--profile restore` tells what Xen makes of it.",
)
def vcpu_xsave_zero(record: Record, _: Context) -> Iterator[Fault]:
    """Find an area without anything that it is of."""
    if record.body is None or record.length <= _AREA or len(record.octets) < _AREA:
        return
    if not record.octets[_XCR0_ACCUM:_AREA].strip(b"\0"):
        yield Fault(
            f"vcpu {record.body.vcpu_id}: xcr0_accum is 0, and there is an area of"
            f" {record.length - _AREA} octets",
            in_body(record, formats.VCPU_HEADER_SIZE, _AREA - formats.VCPU_HEADER_SIZE),
        )
