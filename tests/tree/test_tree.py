"""Trees of fields: each leaf stands where it says, and nothing that is broken breaks them."""

from __future__ import annotations

import io
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
import streams
import vector_builder
from places import FIXTURES, STREAMS

import xenstream
from xenstream.format import formats
from xenstream.tree.items import tree_of
from xenstream.tree.nodes import Array, Blob, Leaf, Struct, children, ends
from xenstream.tree.paths import ItemNames, Pattern, ends_of
from xenstream.walk.walker import Header, Record

if TYPE_CHECKING:
    from xenstream.tree.nodes import Node
    from xenstream.walk.walker import Item

IMAGES = sorted(FIXTURES.glob("*.img.xz"))
CONTAINERS = {
    "xl": streams.xl(),
    "libxl big-endian": streams.libxl(">"),
    "libxc big-endian": streams.libxc(order=">"),
}
MOST_TABLES = 3
"""Tables of a stream that are looked at: an HVM image has 1020 of 1024 entries."""
VECTORS = {one["name"]: one for one in vector_builder.load()}


def octets_of(path: Path) -> bytes:
    return lzma.decompress(path.read_bytes())


def trees(octets: bytes, form: str = "auto") -> Iterator[tuple[Item, Struct]]:
    with xenstream.open(io.BytesIO(octets), format=form) as stream:
        tables = 0
        for item in stream.items():
            is_pages = getattr(item, "census", None) is not None
            tables += is_pages
            tree = tree_of(item, with_table=tables <= MOST_TABLES)
            if tree is not None:
                yield item, tree


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for inner in children(node):
        yield from nodes(inner)


def is_little(item: Item, leaf: Leaf) -> bool:
    """Tell how a leaf is to be read: what is an x86 processor's is always little-endian."""
    if isinstance(item, Header) and item.kind in ("image header", "libxl header"):
        return False
    is_x86 = isinstance(item, Record) and item.name in OF_X86 and leaf.offset >= _after_vcpu(item)
    return item.layer.little_endian or leaf.size == 0 or is_x86


OF_X86 = {
    "HVM_CONTEXT": 0,
    "X86_CPUID_POLICY": 0,
    "X86_MSR_POLICY": 0,
    "SHARED_INFO": 0,
    "X86_PV_VCPU_BASIC": formats.VCPU_HEADER_SIZE,
    "X86_PV_VCPU_EXTENDED": formats.VCPU_HEADER_SIZE,
    "X86_PV_VCPU_XSAVE": formats.VCPU_HEADER_SIZE,
    "X86_PV_VCPU_MSRS": formats.VCPU_HEADER_SIZE,
}
"""Records whose bodies are an x86 processor's from an offset on."""


def _after_vcpu(item: Record) -> int:
    return item.body_offset + OF_X86[item.name]


def number(octets: bytes, leaf: Leaf, little: bool) -> int:
    value = int.from_bytes(octets[leaf.offset : leaf.offset + leaf.size], _order(little))
    if leaf.bits is not None:
        low, count = leaf.bits
        value = value >> low & ((1 << count) - 1)
    elif isinstance(leaf.value, int) and leaf.value < 0:
        value -= 1 << 8 * leaf.size
    return value


def _order(little: bool) -> Literal["little", "big"]:
    return "little" if little else "big"


CASES = {
    **{path.name: path for path in IMAGES},
    **{f"shared {path.name}": path for path in sorted(STREAMS.glob("*.img.xz"))},
}


@pytest.mark.parametrize("name", [*CASES, *CONTAINERS])
def test_each_leaf_is_what_its_octets_say(name: str) -> None:
    octets = octets_of(CASES[name]) if name in CASES else CONTAINERS[name]
    seen = 0
    for item, tree in trees(octets):
        for leaf in ends(tree):
            at = octets[leaf.offset : leaf.offset + leaf.size]
            seen += 1
            if isinstance(leaf, Blob):
                assert leaf.octets == at
            elif isinstance(leaf.value, str):
                assert leaf.value == at.rstrip(b"\0").decode("latin-1")
            else:
                little = is_little(item, leaf)
                assert int(leaf.value) == number(octets, leaf, little), (tree.field.id, leaf)
    assert seen > 20


@pytest.mark.parametrize("name", [*CASES, *CONTAINERS])
def test_a_tree_has_all_octets_of_its_item(name: str) -> None:
    octets = octets_of(CASES[name]) if name in CASES else CONTAINERS[name]
    for item, tree in trees(octets):
        spans = sorted((one.offset, one.offset + one.size) for one in ends(tree))
        at = tree.offset
        for begin, end in spans:
            assert begin <= at, (item.kind, begin, at)
            at = max(at, end)
        assert at == tree.offset + tree.size
        assert tree.octets == octets[tree.offset : tree.offset + tree.size]
        assert not tree.is_cut


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.name)
def test_ids_are_unique_within_their_struct(path: Path) -> None:
    for _, tree in trees(octets_of(path)):
        for node in nodes(tree):
            if isinstance(node, Struct):
                ids = [one.field.id for one in node.fields]
                assert len(ids) == len(set(ids)), ids


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.name)
def test_paths_are_unique(path: Path) -> None:
    names = ItemNames()
    paths = [
        one
        for item, tree in trees(octets_of(path))
        for one, _ in ends_of(tree, names.name(item, tree))
    ]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("name", CONTAINERS)
def test_every_truncation(name: str) -> None:
    """Whatever is left of a stream has a tree, and of a cut record what there is of it."""
    octets = CONTAINERS[name]
    for size in range(1, len(octets)):
        cut = octets[:size]
        try:
            found = list(trees(cut))
        except xenstream.NotAStreamError:
            continue
        for _, tree in found:
            for leaf in ends(tree):
                assert leaf.offset + leaf.size <= size


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_every_vector(vector: dict[str, Any]) -> None:
    """Good or bad, each item has a tree, and each leaf is within its item."""
    octets = vector_builder.build(vector)
    try:
        found = list(trees(octets, vector["format"]))
    except (xenstream.NotAStreamError, OSError):  # broken packed octets, say
        return
    for _, tree in found:
        for leaf in ends(tree):
            assert tree.offset <= leaf.offset
            assert leaf.offset + leaf.size <= tree.offset + tree.size


def test_what_there_is_of_a_cut_record() -> None:
    whole = streams.libxc([streams.record(9, bytes(range(64)))])
    cut = whole[: 24 + 16 + 8 + 20]
    *_, (item, tree) = trees(cut)
    assert item.kind == "cut"
    assert tree.is_cut
    assert tree.octets[8:] == bytes(range(20))


def test_a_hostile_count_has_a_bounded_tree() -> None:
    table = b"".join(pfn.to_bytes(8, "little") for pfn in range(100))
    octets = streams.libxc([streams.record(1, (0xFFFFFFFF).to_bytes(8, "little") + table)])
    found = [tree for item, tree in trees(octets) if item.kind == "libxc PAGE_DATA"]
    assert len(found) == 1
    assert found[0].is_cut


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("HVM_PARAMS/STORE_PFN/value", "HVM_PARAMS/STORE_PFN/value", True),
        ("hvm_params/store_*/value", "HVM_PARAMS/STORE_PFN/value", True),
        ("HVM_PARAMS/*", "HVM_PARAMS/STORE_PFN", True),
        ("HVM_PARAMS/*", "HVM_PARAMS/STORE_PFN/value", False),
        ("HVM_CONTEXT/CPU[0]/cr3", "HVM_CONTEXT/CPU[0]/cr3", True),
        ("HVM_CONTEXT/CPU/cr3", "HVM_CONTEXT/CPU[17]/cr3", True),
        ("HVM_CONTEXT/CPU[1]/cr3", "HVM_CONTEXT/CPU[17]/cr3", False),
        ("X86_CPUID_POLICY/0x7.0", "X86_CPUID_POLICY/0x7.0x0", True),
        ("X86_CPUID_POLICY/0x7.*", "X86_CPUID_POLICY/0x7.0x0", True),
        ("libxl/END", "libxl/END", True),
        ("libxl/END", "libxc/END", False),
        ("END", "libxc/END", True),
        ("HVM_CONTEXT", "HVM_CONTEXT#2", True),
        ("a.c", "abc", False),
    ],
)
def test_patterns(pattern: str, path: str, fits: bool) -> None:
    assert Pattern(pattern).fits(path) is fits


def test_arrays_have_their_octets() -> None:
    for _, tree in trees(CONTAINERS["xl"]):
        for node in nodes(tree):
            if isinstance(node, Array):
                assert all(
                    node.offset <= one.offset and one.offset + one.size <= node.offset + node.size
                    for one in node.items
                )


@pytest.mark.parametrize("name", ["xl", "libxl big-endian", "libxc big-endian"])
def test_a_wrong_magic_hides_nothing_behind_it(name: str) -> None:
    octets = CONTAINERS[name]
    _, whole = next(trees(octets))
    broken = bytearray(octets)
    broken[whole.offset] ^= 1
    with xenstream.open(io.BytesIO(broken), format=name.split()[0]) as stream:
        tree = tree_of(next(iter(stream.items())))
    assert tree is not None
    assert [leaf.field.id for leaf in ends(tree)] == [leaf.field.id for leaf in ends(whole)]
