"""What Xen checks in the states of a PV guest's vcpus, which libxenguest hands over at the end.

Sources: arch_set_info_guest in xen/arch/x86/domain.c, arch_do_domctl in xen/arch/x86/domctl.c
(set_ext_vcpucontext, setvcpuextstate, set_vcpu_msrs), vmce_restore_vcpu in
xen/arch/x86/cpu/mcheck/vmce.c and validate_xstate in xen/arch/x86/xstate.c. What hangs on the host
is left out.
"""

from __future__ import annotations

from struct import unpack_from

from xenstream.restore.refusal import EINVAL, EIO, EOPNOTSUPP, ESRCH, Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_CANONICAL = (1 << 47) - 1
_ALL = (1 << 64) - 1
_HYPERVISOR_END = 0xFFFF880000000000
_MOST_LDT_ENTRIES = 8192
_IN_KERNEL = 1 << 2
_VM_ASSIST = 0x3F | 1 << 32
_TRAPS = 256

# Places in the 64-bit context, beside those of restore.pv.
_FLAGS, _TRAP_CTXT, _LDT_BASE, _LDT_ENTS, _CR1, _VM_ASSIST_AT = 512, 720, 4816, 4824, 4992, 5136
_ADDRESSES = {
    "rip": 648,
    "rsp": 672,
    "kernel_sp": 4976,
    "event callback": 5112,
    "failsafe callback": 5120,
    "syscall callback": 5128,
    "fs_base": 5144,
    "gs_base_kernel": 5152,
    "gs_base_user": 5160,
}

_EXT_VMCE, _EXT_SYSCALL32, _EXT_SYSENTER = 32, 8, 16
_VMCE_CAPS = 0x1FF | 1 << 10 | 1 << 11 | 1 << 24 | 1 << 27
_MSRS = (0x48, 0x140, 0xC0000103, 0xC0011027, 0xC0011019, 0xC001101A, 0xC001101B)
_MOST_MSRS = 11

_XSAVE_AREA, _XSAVE_HEADER = 16, 512
_XSAVE_LEAST = 512 + 64
_FP, _SSE, _YMM = 1, 2, 4


def _fault(message: str, offset: int, errno: int, length: int = 8) -> Refusal:
    """Give what Xen does not take; the offset is from the start of the state."""
    return Refusal(message, offset, length=length, errno=errno)


def is_canonical(address: int) -> bool:
    """Tell whether the upper bits of an address repeat bit 47."""
    return address <= _CANONICAL or address >= _ALL ^ _CANONICAL


def basic(context: bytes, vcpu_id: int) -> Refusal | None:
    """Find what Xen refuses in a 64-bit context, beyond what libxenguest has looked at."""
    return next(_basic(context, vcpu_id), None)


def _basic(context: bytes, vcpu_id: int) -> Iterator[Refusal]:
    def word(at: int) -> int:
        value: int = unpack_from("<Q", context, at)[0]
        return value

    for name, at in _ADDRESSES.items():
        if not is_canonical(word(at)):
            yield _fault(f"{name} 0x{word(at):x} is not canonical", at, EINVAL)
    entries, base = word(_LDT_ENTS), word(_LDT_BASE)
    is_hypervisors = _CANONICAL < base < _HYPERVISOR_END
    if base & 0xFFF or is_hypervisors or entries > _MOST_LDT_ENTRIES:
        message = f"LDT of {entries} entries at 0x{base:x}: no table that Xen takes"
        yield _fault(message, _LDT_BASE, EINVAL)
    for trap in range(_TRAPS):
        at = _TRAP_CTXT + 16 * trap + 8
        if not is_canonical(word(at)):
            yield _fault(f"the address of trap {trap} is not canonical", at, EINVAL)
    if vcpu_id == 0 and word(_VM_ASSIST_AT) & ~_VM_ASSIST:
        yield _fault(f"vm_assist 0x{word(_VM_ASSIST_AT):x} has unknown bits", _VM_ASSIST_AT, EINVAL)
    cr1 = word(_CR1)
    if not word(_FLAGS) & _IN_KERNEL and not cr1:
        yield _fault("in user mode without a user page table", _FLAGS, EINVAL)
    elif cr1 and not cr1 & 1:
        yield _fault(f"cr1 0x{cr1:x} is not marked as set", _CR1, EINVAL)


def extended(state: bytes, vcpus: int | None) -> Refusal | None:
    """Find what Xen refuses in the extended state, as far as it is there."""

    def number(at: int, size: int) -> int | None:
        octets = state[at : at + size]
        return int.from_bytes(octets, "little") if len(octets) == size else None

    vcpu, size = number(0, 4), number(4, 4)
    if vcpu is not None and vcpus is not None and vcpu >= vcpus:
        return _fault(f"extended state of vcpu {vcpu}", 0, ESRCH)
    if size is None:
        return None
    if size < _EXT_VMCE:
        return _fault(f"size {size}, expected {_EXT_VMCE} at least", 4, EINVAL)
    for name, at in (("syscall32", _EXT_SYSCALL32), ("sysenter", _EXT_SYSENTER)):
        address = number(at, 8)
        if address is not None and not is_canonical(address):
            return _fault(f"{name} callback 0x{address:x} is not canonical", at, EINVAL)
    caps = number(_EXT_VMCE, 8)
    if caps is not None and size >= _EXT_VMCE + 8 and caps & ~_VMCE_CAPS:
        return _fault(f"vmce capabilities 0x{caps:x} that no host has", _EXT_VMCE, EINVAL)
    return None


def msrs(state: bytes) -> Refusal | None:
    """Find what Xen refuses in the registers."""
    count = len(state) // 16
    if count > _MOST_MSRS:
        return _fault(f"{count} registers, Xen has {_MOST_MSRS} at most", 0, EINVAL)
    for at in range(0, 16 * count, 16):
        index, reserved, _ = unpack_from("<IIQ", state, at)
        if reserved:
            return _fault(f"reserved field 0x{reserved:x} of MSR 0x{index:x}", at + 4, EINVAL)
        if index not in _MSRS:
            return _fault(f"MSR 0x{index:x} is none that Xen takes of a vcpu", at, EINVAL)
    return None


def xsave(state: bytes) -> Refusal | None:
    """Find what no host takes in the xsave state."""
    if len(state) < _XSAVE_AREA:
        return None
    xcr0, accum = unpack_from("<QQ", state)
    if not accum and not xcr0:
        if len(state) == _XSAVE_AREA:
            return None
        return _fault("an area without any feature", _XSAVE_AREA, EINVAL)
    if len(state) < _XSAVE_AREA + _XSAVE_LEAST:
        return _fault(f"{len(state)} octets, too few for an area", _XSAVE_AREA, EINVAL)
    if not xcr0 & _FP or xcr0 & ~accum or (xcr0 & _YMM and not xcr0 & _SSE):
        return _fault(f"xcr0 0x{xcr0:x} does not fit 0x{accum:x}", 0, EINVAL)
    if not accum & _FP or (accum & _YMM and not accum & _SSE) or accum >> 63:
        return _fault(f"xcr0_accum 0x{accum:x} is no set of features", 8, EINVAL)
    header = _XSAVE_AREA + _XSAVE_HEADER
    bv, comp = unpack_from("<QQ", state, header)
    if bv & ~accum:
        return _fault(f"xstate_bv 0x{bv:x} is not within 0x{accum:x}", header, EINVAL)
    if comp:
        return _fault(f"xcomp_bv 0x{comp:x}, expected 0", header + 8, EOPNOTSUPP)
    if state[header + 16 : header + 64].strip(b"\0"):
        return _fault("reserved octets of the xsave header are not zero", header + 16, EIO)
    return None
