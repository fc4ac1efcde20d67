"""Legacy streams, which Xen wrote before 4.6: what they look like, and what to do about them.

Such a stream names neither itself nor its guest. It begins with the size of the guest's p2m as an
unsigned long of the toolstack that wrote it. A PV guest's goes on with an unsigned long of all
ones; an HVM guest's with the first chunk, whose type is a signed 32-bit number: the count of a
batch of pages, whose pfns follow, or a negative id.
"""

from __future__ import annotations

from struct import calcsize, unpack_from


def advice(width: int | None, guest: str | None, container: str = "libxc") -> str:
    """Say by which command a legacy stream is converted; None for what cannot be told."""
    bits = "32|64" if width is None else str(width)
    kind = "pv|hvm" if guest is None else guest
    form = "--xl --format libxl" if container == "xl" else "--format libxc"
    command = f"convert-legacy-stream --in OLD --out NEW --width {bits} --guest-type {kind} {form}"
    return f"convert it: `{command}`; not checked"


LOOKED_AT = 24
"""Octets that tell a legacy stream; more tell it better."""

_ALL_ONES = 0xFFFFFFFF
_LARGEST_PFN = (1 << 28) - 1  # the highest 4 bits of a 32-bit word are the page's type
_SMALLEST_GUEST = 256  # pages
_LARGEST_BATCH = 1024
_LOWEST_ID = -20  # XC_SAVE_ID_HVM_NR_IOREQ_SERVER_PAGES


def recognise(octets: bytes, *, expected: bool = False, container: str = "libxc") -> str | None:
    """Tell in words which legacy stream `octets` begin, None if they begin none.

    Where one is `expected`, by what stands before it, any plausible beginning is one; else its
    first words must fit as a whole, as far as the octets go.
    """
    if len(octets) < LOOKED_AT:
        return None
    p2m_size, second, third, fourth = unpack_from("<4I", octets)
    if not _SMALLEST_GUEST <= p2m_size <= _LARGEST_PFN:
        return None
    width = 32 if second else 64
    if width == 64:
        is_pv = third == fourth == _ALL_ONES
        is_hvm = _is_chunk(third, octets[12:], "Q", p2m_size)
    else:
        is_pv = second == _ALL_ONES
        is_hvm = _is_chunk(second, octets[8:], "I", p2m_size)
    if not (is_pv or is_hvm or expected):
        return None
    guest = "x86 PV" if is_pv else "x86 HVM" if is_hvm else "PV or HVM unknown"
    told = advice(width, "pv" if is_pv else "hvm" if is_hvm else None, container)
    return f"a legacy stream (before Xen 4.6) of a {width}-bit toolstack, {guest}: {told}"


def _is_chunk(kind: int, rest: bytes, word: str, p2m_size: int) -> bool:
    """Tell whether a chunk begins so: a known id, or a batch of ascending pfns of the guest."""
    if kind > _ALL_ONES >> 1:
        return kind - (_ALL_ONES + 1) >= _LOWEST_ID
    if not 0 < kind <= min(_LARGEST_BATCH, p2m_size):
        return False
    there = min(kind, len(rest) // calcsize(f"<{word}"))
    pfns = [entry & _LARGEST_PFN for entry in unpack_from(f"<{there}{word}", rest)]
    ascend = all(one < other for one, other in zip(pfns, pfns[1:]))
    high = max(unpack_from(f"<{there}{word}", rest), default=0) >> 32
    return there > 0 and ascend and max(pfns) < p2m_size and not high
