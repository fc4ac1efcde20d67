"""The state of vcpus and devices, with only what the table keeps."""

from __future__ import annotations

from xenstream_parsers.libxc_migration import LibxcMigration
from xenstream_parsers.offsets import OFFSETS
from xenstream_parsers.sizes import SIZES
from xenstream_parsers.xen_hvm_states import XenHvmStates
from xenstream_parsers.xen_pv_context import XenPvContext

from xenstream.contents.cpu_names import BRAND
from xenstream.format import formats, hvm_save
from xenstream.format.fields import Shape
from xenstream.memory.page_tables import FRAME_MASK, PRESENT
from xenstream.redact.table import (
    CANONICAL,
    HVM_STATES,
    KEPT,
    PV_CONTEXT,
    PV_EXTENDED,
    TSC_INFO,
    last_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk.walker import Record

_NOT_CANONICAL = (1 << 63).to_bytes(8, "little")
_HIGHEST_LOW, _LOWEST_HIGH = (1 << 47) - 1, (1 << 64) - (1 << 47)
_PHYSICAL_BITS = 52

_STATES = {
    "HEADER": XenHvmStates.HvmHeader,
    "CPU": XenHvmStates.HvmCpu,
    "PIC": XenHvmStates.HvmPic,
    "LAPIC": XenHvmStates.HvmLapic,
    "PIT": XenHvmStates.HvmPit,
    "MTRR": XenHvmStates.HvmMtrr,
    "VIRIDIAN_VCPU": XenHvmStates.HvmViridianVcpu,
    "VMCE_VCPU": XenHvmStates.HvmVmceVcpu,
}
_MSRS = Shape(XenHvmStates.HvmCpuMsrs)
_PIT_CHANNEL = Shape(XenHvmStates.PitChannel)
_PIT_CHANNELS = 3
_HPET_TIMER = Shape(XenHvmStates.HpetTimer)
_ENTRY = SIZES["page_table_entry"]
_FXSAVE_SIZE = SIZES["fxsave_area"]
_XSAVE_HEADER = slice(_FXSAVE_SIZE, _FXSAVE_SIZE + SIZES["xsave_header"])
_LINE, _SHORTEST = 64, 8
"""Octets that the components of an XSAVE area are aligned to, and that the shortest, PKRU, has."""


class Kept:
    """Octets of which only those that are put in are not zero."""

    def __init__(self, octets: bytes) -> None:
        """Take the octets as they are in the stream."""
        self.octets = octets
        self.kept = bytearray(len(octets))

    def keep(self, begin: int, end: int) -> None:
        """Keep octets as they are."""
        self.kept[begin:end] = self.octets[begin:end]

    def sign(self, begin: int, end: int) -> None:
        """Keep whether octets are zero."""
        for at in range(begin, min(end, len(self.octets))):
            self.kept[at] = int(self.octets[at] != 0)

    def canonical(self, begin: int) -> None:
        """Keep whether an address is one that a processor takes."""
        octets = self.octets[begin : begin + 8]
        if len(octets) == 8:
            address = int.from_bytes(octets, "little")
            if _HIGHEST_LOW < address < _LOWEST_HIGH:
                self.kept[begin : begin + 8] = _NOT_CANONICAL


def hvm_context(octets: bytes) -> bytes:
    """Give an HVM_CONTEXT's body with what is kept of each state."""
    whole = Kept(octets)
    end = 0
    for entry in hvm_save.entries(octets):
        begin, end = entry.begin, entry.begin + entry.length
        whole.keep(entry.offset, begin)
        if entry.typecode == hvm_save.END:
            break
        state = Kept(octets[begin:end])
        _hvm_state(hvm_save.NAMES.get(entry.typecode, ""), state)
        whole.kept[begin : begin + len(state.kept)] = state.kept
    else:
        whole.keep(end, len(octets))  # a descriptor that is cut
    return bytes(whole.kept)


def _hvm_state(name: str, state: Kept) -> None:
    if name == "PCI_LINK":
        state.keep(0, min(SIZES["hvm_pci_links"], len(state.octets)))
        return
    if name == "CPU_MSR":
        _msrs(state)
        return
    if name == "CPU_XSAVE":
        _hvm_xsave(state)
        return
    if name == "HPET":
        _hpet(state)
        return
    kind = _STATES.get(name)
    if kind is None:
        return
    spans = Shape(kind).spans(bytes(len(state.octets)))
    for row in HVM_STATES[name]:
        for field in map(last_of, row.fields):
            span = spans.get(field)
            if span is None:
                continue
            if row.how == KEPT:
                state.keep(*span)
            else:
                _top_bits(state, *span)
    if name == "PIT":
        _pit(state)


def _msrs(state: Kept) -> None:
    """Keep registers as far as their count goes."""
    begin = _MSRS.begins(bytes(2 * SIZES["msr_entry"]))["msrs"]
    head = state.octets[:begin]
    number = _MSRS.build(head).num_msrs if len(head) == begin else 0
    state.keep(0, min(begin + number * SIZES["msr_entry"], len(state.octets)))


def _top_bits(state: Kept, begin: int, end: int) -> None:
    value = int.from_bytes(state.octets[begin:end], "little")
    kept = value >> _PHYSICAL_BITS << _PHYSICAL_BITS
    state.kept[begin:end] = kept.to_bytes(end - begin, "little")


def _hpet(state: Kept) -> None:
    """Keep how each timer is set up."""
    begin, end = Shape(XenHvmStates.HvmHpet).spans(bytes(SIZES["hvm_hpet"]))["timers"]
    size = _HPET_TIMER.size()
    config = _HPET_TIMER.spans(bytes(size))["config"]
    for at in range(begin, end, size):
        state.keep(at + config[0], min(at + config[1], len(state.octets)))


def _pit(state: Kept) -> None:
    size = _PIT_CHANNEL.size()
    fields = [last_of(path) for row in HVM_STATES["PIT"] for path in row.fields if "/" in path]
    for channel in range(_PIT_CHANNELS):
        begin = channel * size
        spans = _PIT_CHANNEL.spans(bytes(size))
        for field in fields:
            state.keep(begin + spans[field][0], begin + spans[field][1])


def _hvm_xsave(state: Kept) -> None:
    spans = Shape(XenHvmStates.HvmCpuXsave).spans(bytes(len(state.octets)))
    for field in ("xcr0", "xcr0_accum"):
        if field in spans:
            state.keep(*spans[field])
    area = _first_of_area(spans)
    state.keep(area + _XSAVE_HEADER.start, area + _XSAVE_HEADER.stop)
    _first_beyond(state, area + _XSAVE_HEADER.stop)


def _first_of_area(spans: dict[str, tuple[int, int]]) -> int:
    return spans["xcr0_accum"][1] if "xcr0_accum" in spans else 1 << 30


def _first_beyond(state: Kept, begin: int) -> None:
    """Keep where the first octets are that are not zero, of each part that may be beyond all."""
    for line in range(begin, len(state.octets), _LINE):
        for start, end in ((line, line + _SHORTEST), (line + _SHORTEST, line + _LINE)):
            part = state.octets[start:end]
            at = start + len(part) - len(part.lstrip(b"\0"))
            if at < start + len(part):
                state.kept[at] = 1


def pv_context(octets: bytes, width: int, vcpu_id: int) -> bytes:
    """Give a vcpu_guest_context with what is kept of it.

    `width` is the guest's, by X86_PV_INFO, which a broken stream's contexts need not fit.
    """
    state = Kept(octets)
    if len(octets) >= CONTEXT_SIZES[8]:
        _pv_guest(state, XenPvContext.VcpuGuestContext64, XenPvContext.UserRegs64, 8, vcpu_id)
    if len(octets) >= CONTEXT_SIZES[4] and (width == 4 or len(octets) < CONTEXT_SIZES[8]):
        _pv_guest(state, XenPvContext.VcpuGuestContext32, XenPvContext.UserRegs32, 4, vcpu_id)
    return bytes(state.kept)


def start_info_pfn(octets: bytes, width: int) -> int | None:
    """Give the pfn of the start_info, which vcpu 0's context has, None where that is too short."""
    if len(octets) < CONTEXT_SIZES.get(width, 1 << 30):
        return None
    kind, name = (
        (XenPvContext.VcpuGuestContext64, "rdx")
        if width == 8
        else (
            XenPvContext.VcpuGuestContext32,
            "edx",
        )
    )
    found: int = getattr(Shape(kind).build(octets[: CONTEXT_SIZES[width]]).user_regs, name)
    return found


CONTEXT_SIZES = {8: SIZES["vcpu_guest_context_64"], 4: SIZES["vcpu_guest_context_32"]}
"""Octets of a vcpu_guest_context, by the guest's width."""


_SOME_OF_THEM = ("ctrlregs", "debugregs")
"""Arrays of which only some stay."""


def _pv_guest(state: Kept, kind: type, user_regs: type, width: int, vcpu_id: int) -> None:
    spans = dict(Shape(kind).spans(bytes(CONTEXT_SIZES[width])))
    begin = spans["user_regs"][0]
    for name, (start, end) in Shape(user_regs).spans(bytes(len(state.octets) - begin)).items():
        spans.setdefault(name, (begin + start, begin + end))
    for row in PV_CONTEXT:
        for field in map(last_of, row.fields):
            if field in _SOME_OF_THEM or (field == "rdx" and vcpu_id):
                continue
            if row.how == CANONICAL:
                if width == 8 and field in spans:
                    state.canonical(spans[field][0])
            elif field in spans:
                state.keep(*spans[field])
    for name in ("eflags",) if vcpu_id else ("edx", "eflags"):
        if name in spans:
            state.keep(*spans[name])
    for field, numbers in (("ctrlregs", (1, 3, 4)), ("debugregs", (6, 7))):
        for number in numbers:
            at = spans[field][0] + number * width
            state.keep(at, at + width)
    ldt = spans["ldt_base"]
    state.keep(ldt[0], ldt[0] + 1)  # bits 0 to 11 are zero in a base that Xen takes
    low = int.from_bytes(state.octets[ldt[0] : ldt[0] + 2], "little") & 0xFFF
    state.kept[ldt[0] : ldt[0] + 2] = (
        int.from_bytes(state.kept[ldt[0] : ldt[0] + 2], "little") & 0xF000 | low
    ).to_bytes(2, "little")
    if width == 8:
        for number in range(4):
            _debug_address(state, spans["debugregs"][0] + 8 * number)
        traps = spans["trap_ctxt"][0]
        size = Shape(XenPvContext.TrapInfo64).size()
        address = Shape(XenPvContext.TrapInfo64).spans(bytes(size))["address"][0]
        for at in range(traps, spans["trap_ctxt"][1], size):
            state.canonical(at + address)
        base = int.from_bytes(state.octets[ldt[0] : ldt[1]], "little")
        if _XEN[0] <= base < _XEN[1]:
            state.kept[ldt[0] + 2 : ldt[1]] = _XEN[0].to_bytes(8, "little")[2:]


_XEN = (0xFFFF800000000000, 0xFFFF880000000000)
"""Where Xen itself is, public/arch-x86/xen-x86_64.h: no guest's addresses."""


def _debug_address(state: Kept, at: int) -> None:
    """Keep whether Xen takes a debug register: it is canonical, and none of Xen's own."""
    state.canonical(at)
    address = int.from_bytes(state.octets[at : at + 8], "little")
    if _XEN[0] <= address < _XEN[1]:
        state.kept[at : at + 8] = _XEN[0].to_bytes(8, "little")


def page_table(page: bytes) -> bytes:
    """Give a PV guest's page table with the frames of the entries that are present alone."""
    entries = (
        int.from_bytes(page[at : at + _ENTRY], "little")
        for at in range(0, len(page) // _ENTRY * _ENTRY, _ENTRY)
    )
    kept = b"".join(
        (entry & (FRAME_MASK | PRESENT) if entry & PRESENT else 0).to_bytes(_ENTRY, "little")
        for entry in entries
    )
    return kept.ljust(len(page), b"\0")


def pv_extended(octets: bytes) -> bytes:
    """Give a vcpu's extended state with what is kept of it."""
    state = Kept(octets)
    spans = dict(Shape(XenPvContext.ExtVcpucontext).spans(bytes(len(octets))))
    vmce = spans.get("vmce")
    if vmce is not None:
        inner = Shape(XenHvmStates.HvmVmceVcpu).spans(bytes(len(octets) - vmce[0]))
        spans.update({name: (vmce[0] + one, vmce[0] + end) for name, (one, end) in inner.items()})
    for row in PV_EXTENDED:
        for field in map(last_of, row.fields):
            span = spans.get(field)
            if span is not None and row.how == KEPT:
                state.keep(*span)
            elif span is not None:
                state.canonical(span[0])
    return bytes(state.kept)


def pv_xsave(octets: bytes, context: bytes) -> bytes:
    """Give a vcpu's XSAVE state with what is kept of it: two words, and the area's header.

    Where the area does not begin as the vcpu's `context` does, it does not in the copy either.
    """
    state = Kept(octets)
    words = 16
    state.keep(0, words)
    legacy, other = octets[words : words + _FXSAVE_SIZE], context[:_FXSAVE_SIZE]
    if len(legacy) == len(other) == _FXSAVE_SIZE and legacy != other:
        first = next(at for at in range(_FXSAVE_SIZE) if legacy[at] != other[at])
        state.kept[words + first] = 1
    state.keep(words + _XSAVE_HEADER.start, words + _XSAVE_HEADER.stop)
    return bytes(state.kept)


_P2M = Shape(LibxcMigration.Content.X86PvP2mFrames, (), (True,))
_TSC = Shape(LibxcMigration.Content.X86TscInfo, (), (True,))
_LISTS: dict[str, tuple[int, int]] = {
    "libxc X86_PV_P2M_FRAMES": (_P2M.begins(bytes(64))["frames"], SIZES["page_table_entry"]),
    "libxc HVM_PARAMS": (formats.HVM_PARAMS_HEADER_SIZE, SIZES["hvm_param_entry"]),
    "libxc X86_MSR_POLICY": (0, formats.POLICY_MSR_SIZE),
    "libxc X86_PV_VCPU_MSRS": (formats.VCPU_HEADER_SIZE, formats.POLICY_MSR_SIZE),
    "libxc CHECKPOINT_DIRTY_PFN_LIST": (0, formats.PFN_ENTRY_SIZE),
    "back-channel CHECKPOINT_DIRTY_PFN_LIST": (0, formats.PFN_ENTRY_SIZE),
}
"""Where a record's entries begin in its body, and how long each is."""


def end_of_fields(record: Record) -> int:
    """Give how far the fields go of a record that stays as it is: what is beyond is none."""
    octets = record.octets
    if record.kind not in _LISTS:
        spans = [*record.shapes()][1][1].spans(octets)
        return max((end for _, end in spans.values()), default=0)
    begin, size = _LISTS[record.kind]
    number = max(0, len(octets) - begin) // size
    if record.type_id == formats.HVM_PARAMS and record.body is not None:
        most: int = record.body.header.num_params
        number = min(number, most)
    return begin + number * size


def tsc_info(octets: bytes) -> bytes:
    """Give an X86_TSC_INFO with what is kept of it."""
    state = Kept(octets)
    spans = _TSC.spans(octets)
    for field in TSC_INFO.fields:
        if field in spans:
            state.keep(*spans[field])
    return bytes(state.kept)


def cpuid_policy(octets: bytes) -> bytes:
    """Give a CPUID policy whose processor has no name."""
    octets = octets[: len(octets) // formats.CPUID_LEAF_SIZE * formats.CPUID_LEAF_SIZE]
    kept = bytearray(octets)
    size, half = formats.CPUID_LEAF_SIZE, OFFSETS["cpuid_leaf"]["eax"]
    for at in range(0, len(octets), size):
        if int.from_bytes(octets[at : at + 4], "little") in BRAND:
            kept[at + half : at + size] = b"x" * len(kept[at + half : at + size])
    return bytes(kept)
