"""Every leaf of Xen's structs stands in the specs where a C compiler puts it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from places import FIXTURES, STREAMS, TESTS
from test_spec import TYPES, Type, originals_of

import xenstream
from xenstream.tree.build import UNDESCRIBED
from xenstream.tree.items import tree_of
from xenstream.tree.nodes import ends
from xenstream.walk.walker import Header, Record

LAYOUTS = [
    json.loads(line) for line in (TESTS / "layouts" / "xen.jsonl").read_text("utf-8").splitlines()
]
BY_NAME = {kind.name: kind for kind in TYPES}

SPEC_TYPES = {
    "cpu_user_regs": "user_regs_{}",
    "hvm_hw_cpu": "hvm_cpu",
    "hvm_hw_cpu_compat": "hvm_cpu",
    "hvm_hw_cpu_xsave": "hvm_cpu_xsave",
    "hvm_hw_hpet": "hvm_hpet",
    "hvm_hw_isa_irqs": "hvm_isa_irqs",
    "hvm_hw_lapic": "hvm_lapic",
    "hvm_hw_lapic_regs": "hvm_lapic_regs",
    "hvm_hw_mtrr": "hvm_mtrr",
    "hvm_hw_pci_irqs": "hvm_pci_irqs",
    "hvm_hw_pci_link": "hvm_pci_links",
    "hvm_hw_pit": "hvm_pit",
    "hvm_hw_pmtimer": "hvm_pmtimer",
    "hvm_hw_rtc": "hvm_rtc",
    "hvm_hw_vioapic": "hvm_ioapic",
    "hvm_hw_vpic": "hvm_pic",
    "hvm_msr": "hvm_cpu_msrs",
    "hvm_save_descriptor": "hvm_save_descriptor",
    "hvm_save_header": "hvm_header",
    "hvm_tsc_adjust": "hvm_tsc_adjust",
    "hvm_viridian_domain_context": "hvm_viridian_domain",
    "hvm_viridian_vcpu_context": "hvm_viridian_vcpu",
    "hvm_vmce_vcpu": "hvm_vmce_vcpu",
    "shared_info": "shared_info_{}",
    "trap_info": "trap_info_{}",
    "vcpu_guest_context": "vcpu_guest_context_{}",
    "vcpu_info": "vcpu_info_{}",
    "vcpu_time_info": "vcpu_time_info",
    "xen_cpuid_leaf": "cpuid_leaf",
    "xen_domctl_ext_vcpucontext": "ext_vcpucontext",
    "xen_domctl_vcpu_msr": "msr_entry",
    "xen_msr_entry": "msr_entry",
}
"""What describes each struct; {} stands for the guest's width."""
WITHIN_OTHERS = {"arch_shared_info", "arch_vcpu_info"}

AREAS = {"fpu_regs", "x", "data", "redirtbl", "msr_mtrr_var"}
"""Plain octets or words to the compiler, and structs in the specs: places are compared alone."""
UNIONS = {"bits", "reserved", "reserve"}
"""Another name of octets that have theirs, and reserved bits that are cut otherwise."""
OTHER_NAMES = re.compile(
    r"[er]?([a-d][xhl]|[sd]il?|[sb]pl?|ip|flags)|r\d+[dwb]|_?[er]?(ip|flags|sp|[a-d]x|[sd]i|bp)"
    r"|pad1|mcg_cap|i"
)
"""Further names of octets that have one: parts of registers, what older headers call them."""


class Place(NamedTuple):
    """Where something is, in bits; of an element of an array, within it."""

    begin: int
    bits: int
    is_in_array: bool


def bits_of(field: dict[str, Any]) -> int:
    """Give the bits of an element, 0 where it goes to the end."""
    if "size" in field:
        return int(field["size"]) * 8
    if field.get("size-eos"):
        return 0
    number = re.fullmatch(r"([usb])(\d+)", field["type"])
    if number:
        return int(number[2]) * (1 if number[1] == "b" else 8)
    return sum(bits_of(inner) * count_of(inner) for inner in type_of(field).body["seq"])


def count_of(field: dict[str, Any]) -> int:
    return int(field["repeat-expr"]) if field.get("repeat") == "expr" else 1


def type_of(field: dict[str, Any]) -> Type:
    return BY_NAME[field["type"].split("::")[-1]]


def is_there(field: dict[str, Any], begin: int, octets: int) -> bool:
    condition = field.get("if")
    if condition == "not is_compat":
        return octets != 1016
    return condition != "not _io.eof" or begin < octets * 8


def places(
    kind: Type, octets: int, begin: int = 0, is_in_array: bool = False
) -> Iterator[tuple[str, Place]]:
    """Give all names that a type's fields have in Xen, and where each field is."""
    instances = kind.body.get("instances", {})
    at = begin
    for field in kind.body.get("seq", []):
        if not is_there(field, at, octets):
            continue
        bits, count = bits_of(field), count_of(field)
        for name in originals_of(field) or [field["id"]]:
            yield name.split(".")[-1], Place(at, bits * count, is_in_array)
        yield from bit_places(field.get("-bits", {}), instances, at, is_in_array)
        if "type" in field and field["type"].split("::")[-1] in BY_NAME:
            inside = type_of(field)
            is_array = "repeat" in field
            yield from places(inside, octets, 0 if is_array else at, is_array or is_in_array)
        at += bits * count
    yield from bit_places(kind.body.get("-bits", {}), instances, begin, is_in_array)
    for name, field in instances.items():
        if isinstance(field.get("pos"), int) and "type" in field and field["type"] in BY_NAME:
            assert name
            is_array = "repeat" in field
            start = 0 if is_array else begin + field["pos"] * 8
            yield from places(BY_NAME[field["type"]], octets, start, is_array or is_in_array)


def bit_places(
    bits: dict[Any, str], instances: dict[str, Any], begin: int, is_in_array: bool
) -> Iterator[tuple[str, Place]]:
    for told, instance in bits.items():
        high, low = (int(str(told).split("-")[index]) for index in (0, -1))
        for name in originals_of(instances[instance]) or [instance]:
            yield name, Place(begin + low, high - low + 1, is_in_array)


def expected(layout: dict[str, Any]) -> Iterator[tuple[str, Place]]:
    """Give the compiler's fields."""
    for offset, width, path in layout["fields"]:
        name = re.sub(r"\[\d*\]$", "", path.split(".")[-1])
        is_in_array = "[]" in path
        bits = re.fullmatch(r"bits (\d+)\.\.(\d+)", width)
        if bits:
            low, high = int(bits[1]), int(bits[2])
            yield name, Place(offset * 8 + low, high - low + 1, is_in_array)
            continue
        size, _, count = width.partition(" x ")
        yield name, Place(offset * 8, int(size) * int(count or 1) * 8, is_in_array)


def is_covered(place: Place, where: set[Place]) -> bool:
    """Tell whether fields have all of a place."""
    bits = set(range(place.begin, place.begin + place.bits))
    for one in where:
        if one.is_in_array == place.is_in_array and one.bits <= 64:
            bits -= set(range(one.begin, one.begin + one.bits))
    return not bits


CASES = [
    (layout, guest)
    for layout in LAYOUTS
    for guest in layout["guests"]
    if layout["struct"] not in WITHIN_OTHERS
]


@pytest.mark.parametrize(
    ("layout", "guest"),
    CASES,
    ids=[f"{each['struct']}-{each['first']}-{guest}" for each, guest in CASES],
)
def test_each_field_is_where_the_compiler_puts_it(layout: dict[str, Any], guest: str) -> None:
    kind = BY_NAME[SPEC_TYPES[layout["struct"]].format(guest)]
    found = set(places(kind, layout["octets"]))
    where = {place for _, place in found}
    missing = []
    for name, place in expected(layout):
        if name in UNIONS or not place.bits:
            continue
        if name in AREAS:
            if not any(one.begin == place.begin for one in where):
                missing.append((name, place))
        elif (name, place) not in found and not (
            OTHER_NAMES.fullmatch(name) and is_covered(place, where)
        ):
            missing.append((name, place))
    assert missing == []


def test_every_struct_is_held_against_its_type() -> None:
    assert {each["struct"] for each in LAYOUTS} == {*SPEC_TYPES, *WITHIN_OTHERS}
    assert len(LAYOUTS) == 65


def test_a_field_that_is_elsewhere_is_noticed() -> None:
    layout = next(each for each in LAYOUTS if each["struct"] == "hvm_hw_rtc")
    moved = {**layout, "fields": [[15, "1", "cmos_index"]]}
    with pytest.raises(AssertionError):
        test_each_field_is_where_the_compiler_puts_it(moved, "64")


def images() -> Iterator[Path]:
    """Give real images: those that are committed, and more where they are beside the checkout."""
    here = FIXTURES
    for folder in (here, STREAMS):
        yield from sorted(folder.glob("*.img.xz"))


@pytest.mark.parametrize("path", images(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_octet_of_a_real_record_is_undescribed(path: Path) -> None:
    """All but the memory: PAGE_DATA has a table and pages, and nothing else."""
    seen = 0
    with xenstream.open(str(path)) as stream:
        for item in stream.items():
            if not isinstance(item, (Header, Record)) or getattr(item, "name", "") == "PAGE_DATA":
                continue
            tree = tree_of(item)
            assert tree is not None
            for leaf in ends(tree):
                seen += 1
                assert leaf.field.id != UNDESCRIBED.id, (item, leaf)
    assert seen > 100
