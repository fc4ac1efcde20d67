"""Registers of a vcpu, by the names that the spec gives their bits."""

from __future__ import annotations

from functools import cache

from xenstream_parsers.x86_registers import X86Registers
from xenstream_parsers.x86_xsave_area import X86XsaveArea

from xenstream.format.fields import Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BITS = 64

CR0, CR4, EFER = X86Registers.Cr0Register, X86Registers.Cr4Register, X86Registers.EferRegister
XCR0 = X86XsaveArea.XstateSet
SPEC_CTRL = X86Registers.SpecCtrlRegister
MCG_CAP = X86Registers.McgCapRegister
BNDCFGS = X86Registers.BndcfgsRegister
MISC_FEATURES = X86Registers.MiscFeaturesRegister
PLATFORM_INFO = X86Registers.PlatformInfoRegister
APIC_BASE = X86Registers.ApicBaseRegister
MTRR_CAP = X86Registers.MtrrCapRegister
RFLAGS = X86Registers.RflagsRegister
HPET_TIMER = X86Registers.HpetTimerRegister
VM_ASSIST = X86Registers.VmAssistRegister


@cache
def masks(register: type) -> Mapping[str, int]:
    """Give the bits of each field of a register, by the field's name without `has_`.

    Reserved ones are left out.
    """
    # Fields stand in their order, the lowest bit first: of all ones each shows how wide it is.
    ones: dict[str, int] = Shape(register).build(b"\xff" * (_BITS // 8)).__dict__
    found: dict[str, int] = {}
    at = 0
    for name, value in ones.items():
        if not name.startswith("_"):
            if not name.startswith("reserved"):
                found[name.removeprefix("has_")] = int(value) << at
            at += int(value).bit_length()
    return found


def mask(register: type, *names: str) -> int:
    """Give the bits of some fields together, of all of them where none is named."""
    of = masks(register)
    total = 0
    for name in names or of:
        total |= of[name]
    return total


def names_in(register: type, value: int) -> Iterator[str]:
    """Give what is set in a value, in words; bits without a name by their number."""
    rest = value
    for name, bits in masks(register).items():
        if value & bits:
            yield name.upper()
        rest &= ~bits
    for bit in range(_BITS):
        if rest >> bit & 1:
            yield f"bit {bit}"
