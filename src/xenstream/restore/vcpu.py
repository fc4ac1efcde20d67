"""What Xen checks in the states of a PV guest's vcpus, which libxenguest hands over at the end.

Sources: arch_set_info_guest in xen/arch/x86/domain.c, arch_do_domctl in xen/arch/x86/domctl.c
(set_ext_vcpucontext, setvcpuextstate, set_vcpu_msrs), and process_vcpu_* in libxenguest's
xg_sr_restore_x86_pv.c; at the tags of 4.6 to 4.22.

Each gives the first that Xen refuses, with its errno, and its offset from the state's beginning.
What depends on the host is left out: how long an XSAVE area may be at most, and whether there is
DBEXT.
"""

from __future__ import annotations

from functools import cache, lru_cache

from xenstream_parsers.xen_cpu_policy import XenCpuPolicy
from xenstream_parsers.xen_pv_context import XenPvContext

from xenstream.format import registers
from xenstream.format.fields import Shape
from xenstream.restore import msrs as msr_models
from xenstream.restore import versions, xstate
from xenstream.restore.msrs import is_canonical
from xenstream.restore.refusal import EINVAL, ENXIO, EPERM, ESRCH, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.format.fields import Fields
    from xenstream.restore.cpu_policy import GuestPolicy

_OF_64, _OF_32 = Shape(XenPvContext.VcpuGuestContext64), Shape(XenPvContext.VcpuGuestContext32)
_EXTENSION = Shape(XenPvContext.ExtVcpucontext)
_XSAVE = Shape(XenPvContext.PvVcpuXsave)
_MSRS, _MSR = Shape(XenCpuPolicy.MsrList), Shape(XenCpuPolicy.MsrEntry)
_AMPLE = 4096

_GUEST_END = 1 << 47
_HYPERVISOR_END = 0xFFFF880000000000
"""HYPERVISOR_VIRT_END."""
_PAGE_OFFSET = (1 << 12) - 1
_MOST_LDT_ENTRIES = 8192
_BREAKPOINTS = 4
GDT_FRAMES, GDT_FRAME_ENTRIES = 14, 512
_UNSIGNED_INT, _UNSIGNED_LONG = (1 << 32) - 1, (1 << 64) - 1

_ALL_CANONICAL_SINCE = ((4, 6, 5), (4, 7, 2))
_VM_ASSIST_SINCE = ((4, 12, 3), (4, 13, 1))
_GDT_SINCE = ((4, 11, 0),)
_DEBUG_SINCE = ((4, 18, 0),)
_NO_VM86_SINCE = ((4, 21, 1),)
_ZEROED_SINCE = ((4, 19, 0),)
"""From then on libxenguest hands over zeros after a short extended state, before its stack."""
_ERRNOS_SINCE = ((4, 13, 4), (4, 14, 3), (4, 15, 1))
_COUNTED_SINCE = ((4, 7, 5), (4, 8, 4), (4, 9, 2))
"""Before, libxenguest handed over no MSR of those that it had."""
_NO_SUCH_MSR_SINCE = (versions.XENSERVER_8, (4, 20, 0))
_EXACT_SINCE = ((4, 7, 1),)

_CANONICAL_BEFORE = ("event_callback_eip", "failsafe_callback_eip", "syscall_callback_eip")
_CANONICAL = ("kernel_sp", *_CANONICAL_BEFORE, "fs_base", "gs_base_kernel", "gs_base_user")


def basic(context: bytes, vcpu_id: int, policy: GuestPolicy) -> Refusal | None:
    """Find what Xen refuses in a context, beyond what libxenguest has looked at."""
    shape = _OF_32 if policy.guest.is_32bit else _OF_64
    if len(context) < shape.size():
        return None  # libxenguest has told it.
    state = _Context(shape, context, policy)
    faults = _basic_32(state) if policy.guest.is_32bit else _basic_64(state)
    for fault in faults:
        return fault
    return _in_both(state, vcpu_id)


def is_address(address: int) -> bool:
    """Tell whether an address is none of the hypervisor's: __addr_ok()."""
    return address < _GUEST_END or address >= _HYPERVISOR_END


@lru_cache(4)
def _read(shape: Shape, octets: bytes) -> Fields:
    """Give what a state holds: each Xen is asked about the same, vcpu after vcpu."""
    return shape.build(octets)


@cache
def _place(shape: Shape, field: str) -> tuple[int, int]:
    """Give where a field of a state begins, and how long it is, where that is always the same."""
    return shape.place(field, bytes(_AMPLE))


class _Context:
    """A vcpu's context as it lies in its octets."""

    def __init__(self, shape: Shape, octets: bytes, policy: GuestPolicy) -> None:
        self.shape = shape
        self.octets = octets
        self.policy = policy
        self.fields = _read(shape, octets[: shape.size()])

    def fault(self, field: str, words: str) -> Refusal:
        """Give a fault in a field."""
        return _in_field(self.shape, field, self.octets, words, EINVAL)


def _in_field(
    shape: Shape, field: str, octets: bytes, words: str, errno: int, within: str = ""
) -> Refusal:
    begin, length = shape.place(field, octets)
    path = f"context.{within}{field}"
    return Refusal(words, begin, length=length, path=path, errno=errno)


def _basic_64(state: _Context) -> Iterator[Refusal]:
    xen, context = state.policy.xen, state.fields
    if versions.has(xen, _DEBUG_SINCE):
        for number in (6, 7):
            value = context.debugregs[number]
            if value >> 32:
                words = f"DR{number} 0x{value:x}, expected 32 bits"
                yield state.fault(f"debugregs[{number}]", words)
        for number, value in enumerate(context.debugregs[:_BREAKPOINTS]):
            if not is_address(value):
                words = f"DR{number} 0x{value:x} is an address of Xen's or is not canonical"
                yield state.fault(f"debugregs[{number}]", words)
    has_all = versions.has(xen, _ALL_CANONICAL_SINCE)
    for name in ("rip", *(("rsp",) if has_all else ())):
        value = getattr(context.user_regs, name)
        if not is_canonical(value):
            yield state.fault(f"user_regs.{name}", f"{name} 0x{value:x} is not canonical")
    for name in _CANONICAL if has_all else _CANONICAL_BEFORE:
        value = getattr(context, name)
        if not is_canonical(value):
            yield state.fault(name, f"{name} 0x{value:x} is not canonical")
    for number, trap in enumerate(context.trap_ctxt.entries):
        if not is_canonical(trap.address):
            words = f"the address of trap {number}, 0x{trap.address:x}, is not canonical"
            yield state.fault(f"trap_ctxt.entries[{number}].address", words)
    if not is_address(context.ldt_base):
        yield state.fault("ldt_base", f"ldt_base 0x{context.ldt_base:x} is an address of Xen's")


def _basic_32(state: _Context) -> Iterator[Refusal]:
    eflags = state.fields.user_regs.eflags
    has_vm = eflags & registers.mask(registers.RFLAGS, "vm")
    if has_vm and versions.has(state.policy.xen, _NO_VM86_SINCE):
        yield state.fault("user_regs.eflags", f"eflags 0x{eflags:x} has VM, expected 0")


def _in_both(state: _Context, vcpu_id: int) -> Refusal | None:
    context, is_32bit = state.fields, state.policy.guest.is_32bit
    if context.ldt_base & _PAGE_OFFSET:
        words = f"ldt_base 0x{context.ldt_base:x}, expected the beginning of a page"
        return state.fault("ldt_base", words)
    if context.ldt_ents > _MOST_LDT_ENTRIES:
        words = f"ldt_ents {context.ldt_ents}, expected {_MOST_LDT_ENTRIES} at most"
        return state.fault("ldt_ents", words)
    unknown = context.vm_assist & ~registers.mask(registers.VM_ASSIST)
    if vcpu_id == 0 and versions.has(state.policy.xen, _VM_ASSIST_SINCE) and unknown:
        words = f"vm_assist 0x{context.vm_assist:x} has unknown bits"
        return state.fault("vm_assist", words)
    if is_32bit:
        return None
    # Xen counts the frames in 64 bits and keeps 32 of them; the count itself is cut by libxenguest.
    frames = (context.gdt_ents + GDT_FRAME_ENTRIES - 1 & _UNSIGNED_LONG) // GDT_FRAME_ENTRIES
    if frames & _UNSIGNED_INT > GDT_FRAMES and versions.has(state.policy.xen, _GDT_SINCE):
        words = f"gdt_ents {context.gdt_ents}, expected {GDT_FRAMES} frames of them at most"
        return state.fault("gdt_ents", words)
    cr1 = context.ctrlregs[1]
    if not context.is_in_kernel and not cr1:
        return state.fault("flags", "in user mode without a user page table")
    if cr1 and not cr1 & 1:
        return state.fault("ctrlregs[1]", f"cr1 0x{cr1:x} is not marked as set")
    return None


def extended(state: bytes, vcpus: int | None, policy: GuestPolicy) -> Refusal | None:
    """Find what Xen refuses in the extended state."""
    least, _ = _place(_EXTENSION, "vmce")
    if versions.has(policy.xen, _ZEROED_SINCE):
        state = state.ljust(_EXTENSION.size(), b"\0")
    if len(state) < least:
        return _short_extended(state, vcpus)
    octets = state[: _EXTENSION.size()].ljust(_EXTENSION.size(), b"\0")
    fields = _read(_EXTENSION, octets)
    if vcpus is not None and fields.vcpu_id >= vcpus:
        return _in_extended("vcpu_id", f"extended state of vcpu {fields.vcpu_id}", ESRCH)
    if fields.len_context < least:
        words = f"size {fields.len_context}, expected {least} at least"
        return _in_extended("len_context", words, EINVAL)
    for name in ("sysenter_callback_eip", "syscall32_callback_eip"):
        address = getattr(fields, name)
        if not is_canonical(address):
            return _in_extended(name, f"{name} 0x{address:x} is not canonical", EINVAL)
    begin, length = _place(_EXTENSION, "vmce.caps")
    if min(fields.len_context, len(state)) < begin + length:
        return None
    words_of_caps = msr_models.mcg_cap_fault(fields.vmce.caps, policy)
    if words_of_caps is None:
        return None
    errno = EINVAL if versions.has(policy.xen, _ERRNOS_SINCE) else EPERM
    return _in_extended("vmce.caps", words_of_caps, errno)


def _in_extended(field: str, words: str, errno: int) -> Refusal:
    octets = bytes(_EXTENSION.size())
    return _in_field(_EXTENSION, field, octets, words, errno, "extension.")


def _short_extended(state: bytes, vcpus: int | None) -> Refusal | None:
    """Find what is wrong whatever follows a state that is cut: what that is depends on the host."""
    size, _ = _place(_EXTENSION, "syscall32_callback_eip")
    least, _ = _place(_EXTENSION, "vmce")
    if len(state) < _place(_EXTENSION, "len_context")[0]:
        return None
    fields = _EXTENSION.build(state.ljust(_EXTENSION.size(), b"\0"))
    if vcpus is not None and fields.vcpu_id >= vcpus:
        return _in_extended("vcpu_id", f"extended state of vcpu {fields.vcpu_id}", ESRCH)
    if len(state) >= size and fields.len_context < least:
        words = f"size {fields.len_context}, expected {least} at least"
        return _in_extended("len_context", words, EINVAL)
    return None


def msrs(state: bytes, policy: GuestPolicy) -> Refusal | None:
    """Find what Xen refuses in the registers."""
    xen, size = policy.xen, _MSR.size()
    count = len(state) // size
    if not versions.has(xen, _COUNTED_SINCE):
        return None
    most = msr_models.most_of_pv(xen)
    if count > most:
        return Refusal(f"{count} registers, expected {most} at most", 0, errno=EINVAL)
    errno = ENXIO if versions.has(xen, _NO_SUCH_MSR_SINCE) else EINVAL

    def fault(number: int, field: str, words: str, errno: int) -> Refusal:
        octets = state[: size * count]
        return _in_field(_MSRS, f"msrs[{number}].{field}", octets, words, errno)

    for number in range(count):
        msr = _MSR.build(state[size * number : size * (number + 1)])
        if msr.reserved1:
            words = f"reserved field of MSR 0x{msr.index:x} is 0x{msr.reserved1:x}, expected 0"
            return fault(number, "reserved1", words, EINVAL)
        found = msr_models.fault_in(msr.index, msr.value, policy)
        if found is not None:
            field = "value" if msr_models.is_loaded(msr.index, policy) else "index"
            return fault(number, field, found, errno)
    return None


def xsave(state: bytes, policy: GuestPolicy) -> Refusal | None:
    """Find what Xen refuses in the xsave state: XEN_DOMCTL_setvcpuextstate."""
    area, _ = _place(_XSAVE, "area")
    if len(state) < area:
        return None  # libxenguest has told it.

    def in_area(words: str) -> Refusal:
        return Refusal(words, area, length=len(state) - area, path="context.area", errno=EINVAL)

    fields = _read(_XSAVE, state)
    xcr0, accum = fields.xcr0, fields.xcr0_accum
    if accum and len(state) >= area + xstate.LEGACY_AREA:
        header = fields.area.header
        fault = xstate.fault_in(
            xstate.Xstate(xcr0, accum, header.xstate_bv, header.xcomp_bv, header.reserved1),
            policy,
        )
        if fault is not None:
            return _in_field(_XSAVE, fault.field, state, fault.message, fault.errno)
    elif accum:
        words = f"{len(state)} octets, too few for the area of xcr0_accum 0x{accum:x}"
        return in_area(words)
    elif xcr0:
        return _in_field(_XSAVE, "xcr0", state, f"xcr0 0x{xcr0:x} without xcr0_accum", EINVAL)
    if len(state) == area:
        return None
    size = policy.area_size(accum)
    if size is None:
        return None  # The host's CPU tells how long the area is.
    expected = area + size
    is_exact = versions.has(policy.xen, _EXACT_SINCE)
    if len(state) > expected or (is_exact and len(state) != expected):
        words = f"{len(state)} octets, expected {expected} for xcr0_accum 0x{accum:x}"
        return in_area(words)
    return None
