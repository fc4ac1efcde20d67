"""Where in a PV guest's state the fields stand that libxenguest looks at, in octets.

Sources: struct vcpu_guest_context (xen/include/public/arch-x86/xen.h, xen-x86_64.h and
xen-x86_32.h) and struct start_info (xen/include/public/xen.h).
"""

from __future__ import annotations

from xenstream_parsers.offsets import OFFSETS
from xenstream_parsers.sizes import SIZES

from xenstream.named import NamedTuple


class Places(NamedTuple):
    """The places for guests of one width: in a vcpu's context; the last two in the start info."""

    context_size: int
    edx: int
    gdt_frames: int
    gdt_ents: int
    cr1: int
    cr3: int
    store_mfn: int
    console_mfn: int


def _of(width: int, rdx: str) -> Places:
    bits = 8 * width
    context = f"vcpu_guest_context_{bits}"
    at, info = OFFSETS[context], OFFSETS[f"start_info_{bits}"]
    return Places(
        SIZES[context],
        at["user_regs"] + OFFSETS[f"user_regs_{bits}"][rdx],
        at["gdt_frames"],
        at["gdt_ents"],
        at["ctrlregs"] + 1 * width,
        at["ctrlregs"] + 3 * width,
        info["store_mfn"],
        info["console_mfn"],
    )


PLACES = {8: _of(8, "rdx"), 4: _of(4, "edx")}
"""By the octets of a guest's word."""
