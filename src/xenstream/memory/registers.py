"""The vcpus' registers, by the names that a core has for them."""

from __future__ import annotations

from xenstream_parsers.xen_hvm_states import XenHvmStates
from xenstream_parsers.xen_pv_context import XenPvContext

from xenstream.format import formats, hvm_save
from xenstream.format.fields import Shape
from xenstream.memory import elf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.format.fields import Fields
    from xenstream.memory.gather import Gathered

    Registers = dict[str, int]
    """Values by name: those of NT_PRSTATUS, and cr0, cr2, cr3, cr4 and efer."""

MOST_VCPUS = 512
"""vcpus whose registers go into a core; HVM guests of Xen have 128 at most."""

_NONE = (1 << 64) - 1  # of orig_rax: in no system call
SEGMENTS = ["cs", "ds", "es", "fs", "gs", "ss"]
GENERAL = tuple(set(elf.PRSTATUS) - {*SEGMENTS, "orig_rax", "fs_base", "gs_base"})
_CPU = Shape(XenHvmStates.HvmCpu)
_CONTEXT = Shape(XenPvContext)


def registers_of(gathered: Gathered) -> dict[int, Registers]:
    """Give the registers of each vcpu that the stream has state for, by its id, in order."""
    if gathered.is_pv:
        found = dict(_of_pv(gathered))
    else:
        record = gathered.records.get("libxc HVM_CONTEXT")
        found = {} if record is None else dict(_of_hvm(record.octets))
    return dict(sorted(found.items())[:MOST_VCPUS])


def _of_hvm(octets: bytes) -> Iterator[tuple[int, Registers]]:
    for entry in hvm_save.entries(octets):
        if entry.typecode == hvm_save.CPU:
            # Xen takes a shorter one as if zeros followed.
            state = octets[entry.begin : entry.begin + entry.length].ljust(_CPU.size(), b"\0")
            yield entry.instance, _of_cpu(_CPU.build(state))


def _of_cpu(cpu: Fields) -> Registers:
    found: Registers = {name: getattr(cpu, name) for name in (*GENERAL, "cr0", "cr2", "cr3", "cr4")}
    found.update({name: getattr(cpu, f"{name}_sel") for name in SEGMENTS})
    found.update(fs_base=cpu.fs_base, gs_base=cpu.gs_base, efer=cpu.msr_efer, orig_rax=_NONE)
    return found


def _of_pv(gathered: Gathered) -> Iterator[tuple[int, Registers]]:
    for vcpu_id, record in gathered.vcpus.items():
        context = _CONTEXT.build(record.octets[formats.VCPU_HEADER_SIZE :])
        if context.guest_64 is not None:
            yield vcpu_id, _of_guest_64(context.guest_64)
        elif context.guest_32 is not None:
            yield vcpu_id, _of_guest_32(context.guest_32)


def _of_guest_64(guest: Fields) -> Registers:
    user = guest.user_regs
    found: Registers = {name: getattr(user, name) for name in (*GENERAL, *SEGMENTS)}
    found.update(_control(guest), orig_rax=_NONE, fs_base=guest.fs_base)
    found["gs_base"] = guest.gs_base_kernel if guest.is_in_kernel else guest.gs_base_user
    return found


def _of_guest_32(guest: Fields) -> Registers:
    user = guest.user_regs
    found: Registers = {f"r{name}": getattr(user, f"e{name}") for name in _HALVES}
    found.update({name: getattr(user, name) for name in SEGMENTS})
    found.update(_control(guest), orig_rax=_NONE)
    return found


_HALVES = ["ax", "bx", "cx", "dx", "si", "di", "bp", "sp", "ip", "flags"]


def _control(guest: Fields) -> Registers:
    return {f"cr{number}": guest.ctrlregs[number] for number in (0, 2, 3, 4)}
