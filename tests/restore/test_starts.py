"""What is kept of a PV guest's pages, any of which may be its start info."""

from __future__ import annotations

import pytest

from xenstream.restore import starts
from xenstream.restore.places import PLACES
from xenstream.restore.starts import StartInfo, Starts

MARK = b"xen-3.0-x86_64"


def page(store: int, console: int, mark: bytes = b"", width: int = 8) -> bytes:
    """Give a page with two words where a start info has them, and others beside them."""
    octets = bytearray(4096)
    octets[: len(mark)] = mark
    for at, word in ((PLACES[width].store_mfn, store), (PLACES[width].console_mfn, console)):
        octets[at + width : at + 8] = b"\xee" * (8 - width)
        octets[at : at + width] = word.to_bytes(width, "little")
    return bytes(octets)


def test_the_last_contents_of_a_page_count() -> None:
    found = Starts()
    assert found.get(7) == StartInfo(0, 0)  # memory is zeros
    found.see(7, page(1, 2), 8)
    assert found.get(7) == StartInfo(1, 2)
    assert [found.get(pfn) for pfn in (6, 8, 7 + 64, 7 - 64 + 128)] == [StartInfo(0, 0)] * 4
    found.see(7, page(3, 1 << 63), 8)
    assert found.get(7) == StartInfo(3, 1 << 63)
    found.see(7, bytes(4096), 8)
    assert found.get(7) == StartInfo(0, 0)


def test_pages_side_by_side() -> None:
    found = Starts()
    for pfn in range(200):
        found.see(pfn, page(pfn + 1, pfn + 1000), 8)
    assert [found.get(pfn) for pfn in range(200)] == [
        StartInfo(pfn + 1, pfn + 1000) for pfn in range(200)
    ]


def test_a_32_bit_guests_words_are_short() -> None:
    found = Starts()
    found.see(1, page(5, 6, width=4), 4)
    assert found.get(1) == StartInfo(5, 6)


def test_where_there_is_no_room_a_page_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starts, "_MOST_CHUNKS", 1)
    found = Starts()
    found.see(0, page(1, 2), 8)
    found.see(640, bytes(4096), 8)  # takes no room
    assert found.get(640) == StartInfo(0, 0)
    found.see(640, page(3, 4), 8)
    assert found.get(640) is None
    assert found.get(1280) is None
    assert found.get(0) == StartInfo(1, 2)
    found.see(1, page(5, 6), 8)  # beside what is kept
    assert found.get(1) == StartInfo(5, 6)


def test_pages_with_the_mark_are_kept_at_any_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starts, "_MOST_CHUNKS", 0)
    found = Starts()
    for pfn in range(64):
        found.see(pfn, page(pfn, 9, MARK), 8)
    assert [found.get(pfn) for pfn in range(64)] == [StartInfo(pfn, 9) for pfn in range(64)]
    found.see(0, page(1, 2), 8)  # what had the mark is kept without it, and is the latest now
    assert found.get(0) == StartInfo(1, 2)
    found.see(64, page(3, 4, MARK), 8)
    assert found.get(64) == StartInfo(3, 4)
    assert found.get(0) == StartInfo(1, 2)
    assert found.get(1) is None  # the one that was seen longest ago has to go


def test_room_is_for_a_quarter_of_a_million_pages() -> None:
    assert starts._MOST_CHUNKS * starts._SLOTS == 1 << 18


def test_the_places_are_those_of_xens_structs() -> None:
    """By the structs of xen/include/public, laid out by hand."""
    # fpu_ctxt 512, flags, user_regs of 25 words: r15 to r8, rax, rcx, rdx is the 13th.
    wide = PLACES[8]
    assert wide.context_size == 5168
    assert wide.edx == 512 + 8 + 12 * 8
    # trap_ctxt of 256 times 16 octets, ldt_base, ldt_ents, then 16 frames of the GDT.
    assert wide.gdt_frames == 520 + 200 + 256 * 16 + 16
    assert wide.gdt_ents == wide.gdt_frames + 16 * 8
    # kernel_ss and kernel_sp stand between it and the control registers.
    assert (wide.cr1, wide.cr3) == (wide.gdt_ents + 24 + 8, wide.gdt_ents + 24 + 24)
    # magic 32, nr_pages, shared_info, flags; store_evtchn is between the two.
    assert (wide.store_mfn, wide.console_mfn) == (56, 72)
    narrow = PLACES[4]
    assert narrow.context_size == 2800
    assert narrow.edx == 512 + 4 + 2 * 4  # ebx, ecx, edx
    assert narrow.gdt_frames == 516 + 68 + 256 * 8 + 8
    assert narrow.gdt_ents == narrow.gdt_frames + 16 * 4
    assert (narrow.cr1, narrow.cr3) == (narrow.gdt_ents + 12 + 4, narrow.gdt_ents + 12 + 12)
    assert (narrow.store_mfn, narrow.console_mfn) == (44, 52)
