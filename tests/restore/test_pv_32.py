"""A PV guest of 32 bits, whole: its vcpu, its page tables and its start info have other places."""

from __future__ import annotations

import copy
import io
import struct

import pytest
from vector_builder import build, load

import xenstream

OF_64 = next(vector for vector in load() if vector["name"] == "restore-pv")
"""Its pages: 3 is the start info, 4 the page table at the top, 5 and 6 those that 3 names."""

SIZE, FLAGS, EDX, GDT_FRAMES, GDT_ENTRIES, CR3 = 2800, 512, 524, 2640, 2704, 2728
L3, L4, PINNED = 3, 4, 8


def image(fields: dict[int, int] | None = None, top: int = L3 | PINNED, size: int = SIZE) -> bytes:
    """Give the image with some 32-bit fields of its vcpu, by where they are in its context."""
    vector = copy.deepcopy(OF_64)
    libxl = vector["stream"][0]["xl"]["stream"][0]["libxl"]
    records = libxl["records"][1]["libxc"]["records"]
    context = bytearray(size)
    for at, value in {FLAGS: 4, EDX: 3, CR3: 4 << 12, **(fields or {})}.items():
        struct.pack_into("<I", context, at, value)
    start_info = b"xen-3.0-x86_32p".ljust(32, b"\0") + struct.pack("<6I", 0, 0, 0, 5, 0, 6)
    records[records.index("X86_PV_INFO")] = {"X86_PV_INFO": {"guest_width": 4, "pt_levels": 3}}
    for record in records:
        if "X86_PV_P2M_FRAMES" in record:
            record["X86_PV_P2M_FRAMES"]["end_pfn"] = 1023  # frames of half as long entries
        elif "PAGE_DATA" in record:
            record["PAGE_DATA"]["entries"][3]["type"] = top
            record["PAGE_DATA"]["pages"]["begin"][2] = [start_info.hex()]
        elif "X86_PV_VCPU_BASIC" in record:
            record["X86_PV_VCPU_BASIC"]["content"] = [bytes(context).hex()]
    return build(vector)


def errors(octets: bytes, xen: str = "4.17") -> list[tuple[str, str | None]]:
    report = xenstream.verify(io.BytesIO(octets), profile="restore", xen=xen)
    return [(one.code, one.xen_says) for one in report.findings if one.severity == "error"]


@pytest.mark.parametrize("xen", ["4.14", "4.17", "4.20", "4.22"])
def test_it_restores(xen: str) -> None:
    assert errors(image(), xen) == []
    assert errors(image(top=L3), xen) == []


@pytest.mark.parametrize(
    ("fields", "code", "says"),
    [
        ({CR3: 5 << 12}, "XS676", "cr3 (pfn 0x5) has bad type 0, expected 3"),
        # The upper bits of a frame's number stand in the lower ones of cr3.
        ({CR3: 1 << 12 | 1}, "XS676", "cr3 (pfn 0x100001) out of range"),
        ({EDX: 4}, "XS672", "Start Info pfn 0x4 has bad type 11"),
        ({EDX: 1000}, "XS672", "Start Info has bad mfn"),
        ({EDX: 1024}, "XS672", "Start Info pfn 0x400 out of range"),
        ({GDT_ENTRIES: 7169}, "XS674", "GDT entry count (7169) out of range (max 7168)"),
        ({GDT_ENTRIES: 512, GDT_FRAMES: 8}, "XS675", "GDT frame 0 has bad mfn"),
        ({GDT_ENTRIES: 513, GDT_FRAMES: 5}, "XS675", "GDT frame 1 has bad mfn"),
    ],
)
def test_a_field_of_its_vcpu(fields: dict[int, int], code: str, says: str) -> None:
    frames = {GDT_FRAMES + 4: 1000} if fields.get(GDT_ENTRIES) == 513 else {}
    assert errors(image({**fields, **frames})) == [(code, says)]


def test_its_top_table_has_three_levels() -> None:
    assert errors(image(top=L4 | PINNED)) == [
        ("XS676", "cr3 (pfn 0x4) has bad type 12, expected 3")
    ]


def test_a_gdt_of_one_frame() -> None:
    assert errors(image({GDT_ENTRIES: 512, GDT_FRAMES: 5})) == []


@pytest.mark.parametrize("size", [SIZE - 1, SIZE + 1, 5168])
def test_the_size_of_its_context(size: int) -> None:
    said = f"X86_PV_VCPU_BASIC record wrong size: expected {SIZE + 8}, got {size + 8}"
    assert ("XS621", said) in errors(image(size=size))
