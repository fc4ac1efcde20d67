"""From the pfns that a PV guest's stream has back to the host's mfns.

A stream has pfns where the guest's page tables and registers had mfns. Yet the guest's own p2m
list, which the pages that X86_PV_P2M_FRAMES names hold, is sent as it was.
"""

from __future__ import annotations

import sys
from array import array

from xenstream.memory.gather import PAGE
from xenstream.memory.page_tables import FRAME_MASK, PRESENT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.memory.memory import Memory

_HIGHEST_MFN = 1 << 34  # 64 TiB
_MOST_PFNS = 1 << 28


class ImplausibleError(ValueError):
    """The guest's p2m list is not there, or is none; the text says why."""


def guest_p2m(memory: Memory) -> array[int]:
    """Give the mfn of each pfn, as the guest has it.

    Raises:
        ImplausibleError: the list is not there, or does not give each page a frame of its own.

    """
    frames, info = (
        memory.gathered.records.get(kind)
        for kind in ("libxc X86_PV_P2M_FRAMES", "libxc X86_PV_INFO")
    )
    if frames is None or frames.body is None or info is None or info.body is None:
        raise ImplausibleError("the stream does not say where it is")
    width = info.body.guest_width
    if width not in (4, 8):
        raise ImplausibleError(f"guest_width is {width}")
    per_frame = PAGE // width
    first = frames.body.start_pfn - frames.body.start_pfn % per_frame
    pfns = frames.body.frames.pfns
    if first + len(pfns) * per_frame > _MOST_PFNS:
        raise ImplausibleError("it is longer than any guest's")
    if memory.present.end > first + len(pfns) * per_frame:
        raise ImplausibleError("it does not describe all pages")
    entries = array("I" if width == 4 else "Q", bytes(first * width))
    for pfn in pfns:
        page = memory.page(pfn)
        if page is None:
            raise ImplausibleError(f"its page, pfn 0x{pfn:x}, is not in the stream")
        entries.frombytes(page)
    if sys.byteorder == "big":
        entries.byteswap()
    _check(entries, memory)
    return entries


def _check(entries: array[int], memory: Memory) -> None:
    """Refuse a list that does not give each page that is there a frame of its own."""
    highest = max(max(entries[start:end]) for start, end in memory.present)
    if not 0 < highest < _HIGHEST_MFN:
        raise ImplausibleError(f"its highest frame is 0x{highest:x}")
    seen = bytearray(highest // 8 + 1)
    for start, end in memory.present:
        for pfn, mfn in enumerate(entries[start:end], start):
            at, bit = mfn >> 3, 1 << (mfn & 7)
            if not mfn or seen[at] & bit:
                raise ImplausibleError(f"pfn 0x{pfn:x} has frame 0x{mfn:x}, as another has")
            seen[at] |= bit


def to_mfns(table: bytes, p2m: array[int]) -> bytes:
    """Give a page table whose present entries have mfns in the place of pfns."""
    words = array("Q", table)
    if sys.byteorder == "big":
        words.byteswap()
    for index, entry in enumerate(words):
        pfn = (entry & FRAME_MASK) // PAGE
        if entry & PRESENT and pfn < len(p2m):
            words[index] = entry & ~FRAME_MASK | p2m[pfn] * PAGE
    if sys.byteorder == "big":
        words.byteswap()
    return words.tobytes()
