"""The streams that all languages read: the vectors, the extremes, the fixtures.

The states of qemu in EMULATOR_CONTEXT records, of qemu.yaml and of the fixtures, are streams too.
"""

from __future__ import annotations

import copy
import hashlib
import itertools
import json
import lzma
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

import expected  # noqa: E402
import leaves  # noqa: E402
import vector_builder  # noqa: E402

EXTREMES = Path(__file__).with_name("extremes.yaml")
QEMU = vector_builder.VECTORS / "qemu.yaml"


class Stream(NamedTuple):
    """A stream and how it is read."""

    family: str
    name: str
    form: str
    octets: bytes


def form_of(vector: dict[str, Any], octets: bytes) -> str:
    """Return the format to read a vector in; what no magic tells is to be refused as an xl file."""
    if vector.get("back_channel"):
        return "back-channel"
    form: str = vector["format"]
    return expected.recognise(octets) or "xl" if form == "auto" else form


def vectors(families: list[Path], turn: bool = True) -> Iterator[Stream]:
    for path in families:
        for vector in yaml.safe_load(path.read_text("utf-8")):
            for each in (vector, turned(vector) if turn else None):
                if each:
                    octets = vector_builder.build(each)
                    yield Stream(path.stem, each["name"], form_of(each, octets), octets)


def turned(vector: dict[str, Any]) -> dict[str, Any] | None:
    """Return the vector in big-endian, where its outermost layer can be and is not yet."""
    (first, *_) = vector["stream"] or [None]
    name, fields = vector_builder._one(first) if first else ("", {})
    if name not in ("libxc", "libxl") or "endian" in (fields or {}):
        return None
    big = copy.deepcopy(vector)
    big["name"] += "-be"
    big["stream"][0] = {name: {**(fields or {}), "endian": "big"}}
    return big


def families() -> list[Path]:
    found = sorted(vector_builder.VECTORS.glob("*.yaml"))
    # No spec describes a packed stream, and packers differ in what they write.
    others = (vector_builder.DIFFERENCES, vector_builder.VECTORS / "compressed.yaml")
    return [path for path in found if path not in others]


def fixtures() -> Iterator[Stream]:
    for path in sorted((TESTS / "fixtures").glob("*.xz")):
        name = path.name[: -len(".xz")]
        yield Stream("fixtures", name, "xl", lzma.decompress(path.read_bytes()))


def qemu_states(streams: Iterable[Stream]) -> Iterator[Stream]:
    """Yield the states of qemu that stand in streams, each once."""
    found: set[bytes] = set()
    for stream in streams:
        for count, state in enumerate(expected.emulator_contexts(stream.form, stream.octets)):
            name = f"{stream.name}-{count}" if count else stream.name
            if state not in found:
                yield Stream("qemu_state", name, "qemu", state)
            found.add(state)


LAYOUTS = TESTS / "layouts" / "xen.jsonl"
HVM_STATES = {
    "hvm_save_header": 1,
    "hvm_hw_cpu": 2,
    "hvm_hw_cpu_compat": 2,
    "hvm_hw_vpic": 3,
    "hvm_hw_vioapic": 4,
    "hvm_hw_lapic": 5,
    "hvm_hw_lapic_regs": 6,
    "hvm_hw_pci_irqs": 7,
    "hvm_hw_isa_irqs": 8,
    "hvm_hw_pci_link": 9,
    "hvm_hw_pit": 10,
    "hvm_hw_rtc": 11,
    "hvm_hw_hpet": 12,
    "hvm_hw_pmtimer": 13,
    "hvm_hw_mtrr": 14,
    "hvm_viridian_domain_context": 15,
    "hvm_hw_cpu_xsave": 16,
    "hvm_viridian_vcpu_context": 17,
    "hvm_vmce_vcpu": 18,
    "hvm_tsc_adjust": 19,
    "hvm_msr": 20,
}
"""The code of each struct of an HVM save image."""
ENDS_OPEN = {"hvm_hw_cpu_xsave": 24 + 2696, "hvm_msr": 8 + 5 * 16}
"""Octets where a struct's end is open: up to AVX-512's last register, and five MSRs."""
OPEN_STRUCTS = {"component_tile_data": 8192, "page_table": 4096}
"""Types of no certain size that no record has: a policy or a register tells where they are."""


def octets_for(name: str, count: int) -> bytes:
    """Make octets of which no two pieces are alike, the same ones each time."""
    return hashlib.shake_128(name.encode()).digest(count)


def hvm_entry(code: int, octets: bytes) -> bytes:
    return struct.pack("<HHI", code, 3, len(octets)) + octets


def context_records() -> Iterator[tuple[str, str, bytes]]:
    """Yield a name, a record and its body, for each layout that a Xen wrote."""
    for line in LAYOUTS.read_text("utf-8").splitlines():
        layout = json.loads(line)
        name = layout["struct"]
        if name in HVM_STATES:
            size = ENDS_OPEN.get(name, layout["octets"])
            state = octets_for(name, size)
            for cut in (0, 1, 5):
                entry = hvm_entry(HVM_STATES[name], state[: size - cut])
                yield f"{name}-{size - cut}", "HVM_CONTEXT", entry + bytes(8)
    yield (
        "every-state-longer",
        "HVM_CONTEXT",
        b"".join(hvm_entry(code, octets_for(str(code), 4096)) for code in range(1, 22)) + bytes(8),
    )
    vcpu = struct.pack("<II", 1, 0)
    for size in (5168, 2800, 5167):
        yield f"vcpu-{size}", "X86_PV_VCPU_BASIC", vcpu + octets_for("vcpu", size)
    for size in (128, 64, 56, 40):
        yield f"extended-{size}", "X86_PV_VCPU_EXTENDED", vcpu + octets_for("extended", size)
    for size in (16 + 2696, 16 + 832, 16 + 576, 16 + 575, 16, 15, 0):
        yield f"xsave-{size}", "X86_PV_VCPU_XSAVE", vcpu + octets_for("xsave", size)
    msrs = [0x10A, 0x48, 0xC0000103, 0xC001011F, 0xC0011019, 0x7FFFFFFF, 0xFFFFFFFF]
    rows = b"".join(struct.pack("<II", index, 0) + octets_for(str(index), 8) for index in msrs)
    yield "vcpu-msrs", "X86_PV_VCPU_MSRS", vcpu + rows
    yield "msrs", "X86_MSR_POLICY", rows
    yield "msrs-cut", "X86_MSR_POLICY", rows[:-1]
    for size in (4096, 3136, 2344, 1000):
        yield f"shared-info-{size}", "SHARED_INFO", octets_for("shared info", size)
    asked = [(1, 0xFFFFFFFF), (7, 0), (7, 1), (7, 2), (0xD, 0), (0xD, 1)]
    asked += [(0x80000000 + leaf, 0xFFFFFFFF) for leaf in (0, 1, 7, 8, 0x21)]
    policy = b"".join(struct.pack("<II", *leaf) + octets_for(str(leaf), 16) for leaf in asked)
    yield "leaves", "X86_CPUID_POLICY", policy
    yield "leaves-cut", "X86_CPUID_POLICY", policy[:-1]


def contexts() -> Iterator[Stream]:
    """Yield streams of one record each that has Xen's structs, and each struct by itself."""
    found: set[str] = set()
    for name, record, body in context_records():
        if name not in found:
            piece: dict[str, Any] = {"libxc": {"records": [{record: {"body": body.hex()}}]}}
            octets = vector_builder.build({"name": name, "format": "libxc", "stream": [piece]})
            yield Stream("contexts", name, "libxc", octets)
        found.add(name)
    sizes = {name: size for name in leaves.kinds() if (size := leaves.size_of(name))}
    for name, size in {**sizes, **OPEN_STRUCTS}.items():
        octets = octets_for(name, size)
        if name.startswith("start_info"):
            octets = bytes(octet & 0x7F for octet in octets)  # texts of ASCII
        yield Stream("structs", name, name, octets)
        if name in sizes:
            yield Stream("structs", f"{name}-cut", name, octets[:-1])


def suite() -> Iterator[Stream]:
    yield from vectors([*families(), EXTREMES])
    yield from fixtures()
    yield from contexts()
    yield from qemu_states(itertools.chain(vectors([QEMU], turn=False), fixtures()))
