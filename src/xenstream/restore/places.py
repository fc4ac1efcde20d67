"""Where in a PV guest's state the fields stand that libxenguest looks at, in octets.

Sources: struct vcpu_guest_context (xen/include/public/arch-x86/xen.h, xen-x86_64.h and
xen-x86_32.h) and struct start_info (xen/include/public/xen.h).
"""

from __future__ import annotations

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


PLACES = {
    8: Places(5168, 616, 4832, 4960, 4992, 5008, 56, 72),
    4: Places(2800, 524, 2640, 2704, 2720, 2728, 44, 52),
}
"""By the octets of a guest's word."""
