"""What libxenguest checks of a PV guest at the stream's end.

Sources: update_vcpu_context and update_guest_p2m in tools/libs/guest/xg_sr_restore_x86_pv.c.
"""

from __future__ import annotations

from xenstream.format import formats
from xenstream.named import NamedTuple
from xenstream.restore import vcpu, versions
from xenstream.restore.places import PLACES
from xenstream.restore.refusal import Refusal, with_errno
from xenstream.restore.state import EXTENDED, MSRS, XSAVE
from xenstream.restore.words import c_hex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Callable, Literal

    from xenstream.restore.cpu_policy import GuestPolicy
    from xenstream.restore.places import Places
    from xenstream.restore.state import Restoring
    from xenstream.walk.walker import Record

    Fact = Literal[
        "vcpu 0",
        "start info",
        "start info's pages",
        "GDT entries",
        "GDT frames",
        "cr3",
        "cr1",
        "basic",
        "extended",
        "xsave",
        "msrs",
        "p2m",
    ]
    """What Xen looks at: each is a rule's."""

MOST_GDT_ENTRIES = vcpu.GDT_FRAMES * vcpu.GDT_FRAME_ENTRIES
_UNSIGNED_INT = (1 << 32) - 1
_LTAB = 7  # of a type: the level without the pin

CHANGES_AT = versions.ANY_RELEASE
"""The Xens from which on another answer may hold."""


class Found(NamedTuple):
    """Something at which Xen would give up."""

    fact: Fact
    """What it is about."""
    record: Record
    refusal: Refusal
    """With its offset in the record's body."""


def first_refusal(state: Restoring, end: Record, policy: GuestPolicy) -> Found | None:
    """Give the first of the guest's facts that Xen refuses at END, in Xen's order.

    What is not there at all is found in the record `end`. `policy` is the most that the guest can
    have of a CPU on that Xen.
    """
    return next(_all_found(state, end, policy), None)


def _all_found(state: Restoring, end: Record, policy: GuestPolicy) -> Iterator[Found]:
    if 0 not in state.basics:
        words = "Sender didn't send vcpu0's basic state"
        yield Found("vcpu 0", end, Refusal("no basic state of vcpu 0", 0, words))
    for vcpu_id in sorted({*state.basics, *(one for of in state.others.values() for one in of)}):
        if vcpu_id in state.basics:
            yield from _vcpu(state, vcpu_id, state.basics[vcpu_id])
            yield from _basic(policy, vcpu_id, state.basics[vcpu_id])
        yield from _other_states(state, vcpu_id, policy)
    yield from _p2m(state, end)


def _basic(policy: GuestPolicy, vcpu_id: int, record: Record) -> Iterator[Found]:
    context = record.octets[formats.VCPU_HEADER_SIZE :]
    found = vcpu.basic(context, vcpu_id, policy)
    yield from _by_xen("basic", "basic info", vcpu_id, record, found)


def _other_states(state: Restoring, vcpu_id: int, policy: GuestPolicy) -> Iterator[Found]:
    vcpus = state.vcpus_on(policy.xen)
    checks: dict[str, tuple[Fact, str, Callable[[bytes], Refusal | None]]] = {
        EXTENDED: ("extended", "extended info", lambda of: vcpu.extended(of, vcpus, policy)),
        XSAVE: ("xsave", "xsave info", lambda of: vcpu.xsave(of, policy)),
        MSRS: ("msrs", "msrs", lambda of: vcpu.msrs(of, policy)),
    }
    for kind, (fact, what, check) in checks.items():
        record = state.others[kind].get(vcpu_id)
        if record is not None and len(record.octets) == record.length:
            found = check(record.octets[formats.VCPU_HEADER_SIZE :])
            yield from _by_xen(fact, what, vcpu_id, record, found)


def _by_xen(
    fact: Fact, what: str, vcpu_id: int, record: Record, refusal: Refusal | None
) -> Iterator[Found]:
    """Give what the hypervisor itself refuses in a vcpu's state."""
    if refusal is not None:
        said = with_errno(f"Failed to set vcpu{vcpu_id}'s {what}", refusal.errno)
        in_record = refusal._replace(
            message=f"vcpu {vcpu_id}: {refusal.message}",
            offset=formats.VCPU_HEADER_SIZE + refusal.offset,
            xen_says=said,
        )
        yield Found(fact, record, in_record)


def _vcpu(state: Restoring, vcpu_id: int, record: Record) -> Iterator[Found]:
    context = record.octets[formats.VCPU_HEADER_SIZE :]
    places, width = PLACES[state.width], state.width
    if len(context) < places.context_size:
        return  # it was told at the record

    def field(at: int) -> int:
        return int.from_bytes(context[at : at + width], "little")

    def fault(fact: Fact, at: int, message: str, says: str) -> Found:
        offset = formats.VCPU_HEADER_SIZE + at
        return Found(fact, record, Refusal(f"vcpu {vcpu_id}: {message}", offset, says, width))

    def page(fact: Fact, what: str, at: int, pfn: int, kind: int | None) -> Iterator[Found]:
        if pfn > state.max_pfn:
            said = f"{what} (pfn {c_hex(pfn)}) out of range"
            yield fault(fact, at, f"{said}, the last is {c_hex(state.max_pfn)}", said)
            return
        if state.may_have_missed(pfn):
            return
        found = state.pages.type_of(pfn)
        if kind is not None and (found & _LTAB if kind else found) != kind:
            said = f"{what} (pfn {c_hex(pfn)}) has bad type {found}"
            said += f", expected {kind}" if kind else ""
            yield fault(fact, at, f"{said}, expected {kind}" if not kind else said, said)
        elif not state.pages.is_populated(pfn):
            said = f"{what} has bad mfn"
            yield fault(fact, at, f"{what} (pfn {c_hex(pfn)}) has no memory in the stream", said)

    if vcpu_id == 0:
        yield from _start_info(state, field(places.edx), fault, places)
    entries = field(places.gdt_ents) & _UNSIGNED_INT
    if entries > MOST_GDT_ENTRIES:
        said = f"GDT entry count ({entries}) out of range (max {MOST_GDT_ENTRIES})"
        yield fault("GDT entries", places.gdt_ents, said, said)
        entries = 0
    for frame in range(-(-entries // vcpu.GDT_FRAME_ENTRIES)):
        at = places.gdt_frames + frame * width
        yield from page("GDT frames", f"GDT frame {frame}", at, field(at), 0)
    cr3 = field(places.cr3)
    pfn = cr3 >> 12 if width == 8 else (cr3 >> 12 | cr3 << 20) & 0xFFFFFFFF
    yield from page("cr3", "cr3", places.cr3, pfn, state.levels)
    cr1 = field(places.cr1)
    if state.levels == 4 and cr1 & 1:
        yield from page("cr1", "cr1", places.cr1, cr1 >> 12, state.levels)


def _start_info(
    state: Restoring, pfn: int, fault: Callable[[Fact, int, str, str], Found], places: Places
) -> Iterator[Found]:
    at = places.edx
    if pfn > state.max_pfn:
        said = f"Start Info pfn {c_hex(pfn)} out of range"
        yield fault("start info", at, f"{said}, the last is {c_hex(state.max_pfn)}", said)
        return
    if state.may_have_missed(pfn):
        return
    found = state.pages.type_of(pfn)
    if found:
        said = f"Start Info pfn {c_hex(pfn)} has bad type {found}"
        yield fault("start info", at, f"{said}, expected 0", said)
    elif not state.pages.is_populated(pfn):
        message = f"Start Info pfn {c_hex(pfn)} has no memory in the stream"
        yield fault("start info", at, message, "Start Info has bad mfn")
    page = state.start_info(pfn)
    if page is None:
        return
    for name, other in (("XenStore", page.store), ("Console", page.console)):
        if other > state.max_pfn:
            said = f"{name} pfn {c_hex(other)} out of range"
            yield fault(
                "start info's pages", at, f"{said}, by the start info in pfn {c_hex(pfn)}", said
            )
        elif not state.pages.is_populated(other) and not state.may_have_missed(other):
            message = f"{name} pfn {c_hex(other)} has no memory in the stream"
            yield fault("start info's pages", at, message, f"{name} pfn has bad mfn")


def unread_start_info(state: Restoring) -> tuple[Record, int, int] | None:
    """Give vcpu 0's record and where it names a start info that was not kept, with its pfn."""
    record, places = state.basics.get(0), PLACES[state.width]
    if record is None or len(record.octets) < formats.VCPU_HEADER_SIZE + places.context_size:
        return None
    at = formats.VCPU_HEADER_SIZE + places.edx
    pfn = int.from_bytes(record.octets[at : at + state.width], "little")
    if pfn > state.max_pfn or state.start_info(pfn) is not None:
        return None
    return record, at, pfn


def _p2m(state: Restoring, end: Record) -> Iterator[Found]:
    if not state.p2m_frames:
        return  # Xen has made no p2m
    for index in range(state.max_pfn // state.frames_per_page + 1):
        frame = state.p2m_frames.get(index)
        if frame is None:
            if state.has_unread_pages:
                return
            # To Xen it is all ones, and of the first two what its memory held before.
            message = f"no X86_PV_P2M_FRAMES has frame {index} of the p2m"
            yield Found("p2m", end, Refusal(message, 0))
            return
        pfn, record, offset = frame
        what = f"pfn ({c_hex(pfn)}) for p2m_frame_list[{index}]"
        if pfn > state.max_pfn:
            said = f"{what} out of range"
        elif state.pages.type_of(pfn):
            said = f"{what} has bad type {state.pages.type_of(pfn)}"
        elif not state.pages.is_populated(pfn) and not state.may_have_missed(pfn):
            said = f"p2m_frame_list[{index}] has bad mfn"
        else:
            continue
        message = said if what in said else f"{what}: {said}"
        yield Found("p2m", record, Refusal(message, offset, said, 8))
