"""Legacy streams, which Xen wrote before 4.6: what they look like, and what to do about them.

Such a stream names neither itself nor its guest. It begins with the size of the guest's p2m as an
unsigned long of the toolstack that wrote it. A PV guest's goes on with an unsigned long of all
ones; an HVM guest's with the first chunk, whose type is a signed 32-bit number: the count of a
batch of pages, whose pfns follow, or a negative id.
"""

from __future__ import annotations

from struct import unpack_from

ADVICE = "convert it with Xen's convert-legacy-stream; not checked"

LOOKED_AT = 24
"""Octets that tell a legacy stream."""

_ALL_ONES = 0xFFFFFFFF
_LARGEST_PFN = (1 << 28) - 1  # the highest 4 bits of a 32-bit word are the page's type
_SMALLEST_GUEST = 256  # pages
_LARGEST_BATCH = 1024
_LOWEST_ID = -20  # XC_SAVE_ID_HVM_NR_IOREQ_SERVER_PAGES


def recognise(octets: bytes, *, expected: bool = False) -> str | None:
    """Tell in words which legacy stream `octets` begin, None if they begin none.

    Where one is `expected`, by what stands before it, any plausible beginning is one.
    """
    if len(octets) < LOOKED_AT:
        return None
    p2m_size, second, *rest = unpack_from("<6I", octets)
    if not _SMALLEST_GUEST <= p2m_size <= _LARGEST_PFN:
        return None
    width = 32 if second else 64
    if width == 64:
        is_pv = rest[0] == rest[1] == _ALL_ONES
        # Each pfn is a 64-bit word after the chunk's type.
        is_hvm = rest[2] == 0 and _is_chunk(rest[0], (rest[1],), p2m_size)
    else:
        is_pv = second == _ALL_ONES
        is_hvm = _is_chunk(second, rest[:2], p2m_size)
    if not (is_pv or is_hvm or expected):
        return None
    guest = "x86 PV" if is_pv else "x86 HVM" if is_hvm else "PV or HVM cannot be told"
    return f"a legacy stream (before Xen 4.6) of a {width}-bit toolstack, {guest}: {ADVICE}"


def _is_chunk(kind: int, pfns: tuple[int, ...] | list[int], p2m_size: int) -> bool:
    """Tell whether a chunk begins so: a known id, or a batch with pfns that the guest has."""
    if kind > _ALL_ONES >> 1:
        return kind - (_ALL_ONES + 1) >= _LOWEST_ID
    if not 0 < kind <= _LARGEST_BATCH:
        return False
    return kind <= p2m_size and all(pfn & _LARGEST_PFN < p2m_size for pfn in pfns[:kind])
