"""Where src/ takes octets apart by hand, and that each such place agrees with the spec.

All else is read by the generated parsers, or by sizes, offsets and names that are made from spec/.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from places import ROOT
from xenstream_parsers.libxc_migration import LibxcMigration
from xenstream_parsers.names import MSRS, WORDS
from xenstream_parsers.offsets import OFFSETS
from xenstream_parsers.sizes import SIZES
from xenstream_parsers.xen_cpu_policy import XenCpuPolicy
from xenstream_parsers.xl_migration_wire import XlMigrationWire

from xenstream.contents import cpu_features, cpu_names
from xenstream.format import elsewhere, formats, recognise, wrappers
from xenstream.format.fields import Shape
from xenstream.memory import tables
from xenstream.redact import states
from xenstream.restore import pages
from xenstream.walk import census

SRC = ROOT / "src" / "xenstream"
ROOMS = "format walk memory contents tree restore rules judge redact report stats cli".split()  # noqa: SIM905
CALLS = {
    "from_bytes",
    "to_bytes",
    "frombytes",
    "Struct",
    "unpack",
    "unpack_from",
    "pack",
    "pack_into",
    "iter_unpack",
    "calcsize",
}

BY_HAND = {
    # Tables of pfns: an object an entry costs 36 times as much, and an image has a million.
    "walk/census.py upper_octets": "all that is judged of a table, by two slices and no loop",
    "walk/census.py Alike.__init__": "what tables have in common, by slices and no loop",
    "walk/census.py Alike.fits": "the same",
    "walk/census.py Alike.all_fit": "the same",
    "walk/census.py": "the first pfn of a table, without an object for it",
    "memory/tables.py _whole": "a table that is one run, without a loop",
    "restore/pages.py words_of": "a table as an array of words",
    "restore/pages.py _low_octets": "whether two tables differ in no pfn, without a loop",
    "rules/restore.py restore_pfn_height": "whether no pfn is that high, without a loop",
    # Headers: the start, and 20 us a record of a stream that has a thousand of them.
    "format/fields.py": "a word of a record's header, without the runtime's own reads",
    "format/hvm_save.py": "the format of HVM_CONTEXT's descriptors, made from the spec",
    "format/hvm_save.py _framed": "the same, without the module of its types",
    "rules/headers.py image_id": "the id as libxenguest prints it",
    "rules/framing.py _text": "the header's octets again, of the two numbers that were read",
    # What has no type in the spec: other formats.
    "format/recognise.py compression": "packers' magics",
    "format/elsewhere.py look": "other formats' magics",
    "format/elsewhere.py _another": "other formats' magics",
    "format/encoded.py _hexadecimal": "xxd's columns",
    # Fields whose places the spec gives, and of which a number is to be made or changed.
    "format/fields.py _like": "what was expected, in the order of what is there",
    "memory/page_tables.py _bit": "each bit of 64 is given to the spec's type once",
    "memory/page_tables.py _Walk.__init__": "the entries of a table of the guest's own, at once",
    "memory/page_tables.py _Walk.table": "the same",
    "memory/page_tables.py _Walk.pae": "the four entries of a top table, wherever it lies",
    "memory/p2m.py guest_p2m": "words of the guest's own list, of its width",
    "contents/cpu_names.py _text": "registers that are a text together",
    "contents/policies.py Policy.vendor": "registers that are a text together",
    "tree/build.py _Builder.bits": "the word that bits are of",
    "restore/pv.py _vcpu.field": "a word of a vcpu's context, of which 256 traps are not read",
    "restore/pv.py unread_start_info": "the same",
    "redact/states.py page_table": "what is kept of each entry of a page table",
    "redact/states.py": "what is kept of a field",
    "redact/states.py Kept.canonical": "what is kept of a field",
    "redact/states.py _top_bits": "what is kept of a field",
    "redact/states.py _pv_guest": "what is kept of a field",
    "redact/states.py _debug_address": "what is kept of a field",
    "redact/states.py cpuid_policy": "the leaf, of whose registers nothing is kept",
    "report/xen_hvmctx.py _Entry.number": "a number to the tool, pieces to the spec",
    "report/xen_hvmctx.py _Entry.words": "what the tool prints as words",
}
"""Place, and what it saves or why the spec has no type for it."""

OF_ITS_OWN = {
    "memory/dump_core.py": "a file that is written, of xl dump-core's format",
    "memory/elf.py": "a file that is written, an ELF core",
    "memory/held.py": "a file of its own",
    "restore/pages.py": "the type of each page, as it keeps them itself",
    "restore/starts.py": "two words of each page, as it keeps them itself",
    "tree/build.py": "a node of the tree is called Struct",
    "tree/items.py": "a node of the tree is called Struct",
    "tree/saved.py": "a node of the tree is called Struct",
}
"""Modules whose octets are no stream's."""


def is_by_hand(node: ast.AST) -> bool:
    """Tell of numbers made of octets, and of slices whose places are numbers."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "attr", getattr(node.func, "id", "")) in CALLS
    if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)):
        return False
    lower, upper, step = (
        isinstance(each, ast.Constant) and isinstance(each.value, int)
        for each in (node.slice.lower, node.slice.upper, node.slice.step)
    )
    is_large_step = step and ast.literal_eval(node.slice.step or ast.Constant(0)) > 4
    return (lower and upper) or is_large_step


def places_in(path: Path) -> Iterator[str]:
    """Give the functions of a module that take octets apart by hand."""

    def visit(node: ast.AST, where: str) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            inner = where
            if isinstance(child, (ast.FunctionDef, ast.ClassDef)):
                inner = f"{where}.{child.name}".strip(".")
            if is_by_hand(child):
                yield where
            yield from visit(child, inner)

    module = path.relative_to(SRC).as_posix()
    for where in visit(ast.parse(path.read_text("utf-8")), ""):
        yield f"{module} {where}".strip()


def test_each_place_is_named_and_no_other() -> None:
    paths = [path for room in ROOMS for path in sorted((SRC / room).rglob("*.py"))]
    found = {place for path in paths for place in places_in(path)}
    own = {place for place in found if place.split()[0] in OF_ITS_OWN and place not in BY_HAND}
    assert found - own == set(BY_HAND)
    assert {place.split()[0] for place in own} == set(OF_ITS_OWN)


def test_a_new_place_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "SRC", tmp_path)
    (tmp_path / "new.py").write_text(
        "def read(octets):\n    return int.from_bytes(octets[4:8], 'little')\n"
    )
    assert set(places_in(tmp_path / "new.py")) == {"new.py read"}


# --- What they take for granted is what the spec says ---


def entry(word: int) -> LibxcMigration.PfnEntry:
    return Shape(LibxcMigration.PfnEntry, (True,)).build(word.to_bytes(8, "little"))


def test_a_table_of_pfns() -> None:
    assert SIZES["pfn_entry"] == 8
    for mask in (tables.PFN_MASK, pages.PFN_MASK, census._PFN):
        assert (entry(mask).pfn, entry(mask).reserved1, int(entry(mask).page_type)) == (mask, 0, 0)
        above = entry(mask + 1)
        assert (above.pfn, above.reserved1) == (0, 1)
    for kind in range(16):
        word = kind << 60 | 0xA5 << 52 | 0x123
        for little, octets in (
            (True, word.to_bytes(8, "little")),
            (False, word.to_bytes(8, "big")),
        ):
            (high,), (second,) = census.upper_octets(octets, little)
            assert (high >> 4, (high & 0xF) << 4 | second >> 4) == (kind, 0xA5)
            assert int(entry(word).page_type) == kind
            assert entry(word).reserved1 == 0xA5


def test_the_id_in_the_image_header() -> None:
    spans = formats.IMAGE_HEADER.spans(formats.IMAGE_HEADER.magic().ljust(64, b"\0"))
    assert spans["ident"] == (8, 12)


def spec_texts(name: str) -> str:
    return (ROOT / "spec" / f"{name}.ksy").read_text("utf-8")


def test_the_texts_of_a_migration() -> None:
    banner = Shape(XlMigrationWire.WireBanner).build(formats.RECEIVER_BANNER)
    assert banner.is_receivers
    texts = [Shape(XlMigrationWire.WireText).build(text) for text in formats.MIGRATION_TEXTS]
    told = [(text.is_ready, text.is_permission, text.is_report) for text in texts]
    assert told == [(True, False, False), (False, True, False), (False, False, True)]
    read = [banner, *texts]
    octets = (formats.RECEIVER_BANNER, *formats.MIGRATION_TEXTS)
    assert [text._io.pos() for text in read] == [len(each) for each in octets]


def test_the_magics_that_are_looked_for_first() -> None:
    libvirt = wrappers.LIBVIRT_HEADER.magic()
    xapi = wrappers.XAPI_SIGNATURE.magic()
    magics = {form: shape.magic() for form, shape in formats.FIRST_HEADERS.items()}
    for magic, form in (*recognise._BEGINNINGS, *elsewhere._MAGICS):
        if form == "libvirt":
            assert libvirt.startswith(magic)
        elif form == "xapi":
            assert magic.startswith(xapi)
        elif magic not in formats.RECEIVER_BANNER:
            assert magics[form] == magic
    assert all(
        magics["xl"].startswith(text) or libvirt.startswith(text)
        for text in recognise._TEXT_BEGINNINGS
    )
    assert all(magic.startswith(xapi) for magic in recognise._XAPI_MAGICS)


def test_what_is_kept_of_a_vcpu() -> None:
    area = yaml.safe_load(spec_texts("x86_xsave_area"))["instances"]["header"]
    assert slice(area["pos"], area["pos"] + area["size"]) == states._XSAVE_HEADER
    assert cpu_names.BRAND == (0x80000002, 0x80000003, 0x80000004)
    assert OFFSETS["cpuid_leaf"]["leaf"] == 0
    types = yaml.safe_load(spec_texts("xen_pv_context"))["types"]
    assert types["pv_vcpu_xsave"]["instances"]["area"]["pos"] == 16
    assert len(states.pv_xsave(b"\1" * 16, b"")) == states.pv_xsave(b"\1" * 16, b"").count(1) == 16


def test_the_leaves_and_msrs_that_are_asked_for() -> None:
    assert WORDS["features_7b0"].leaf == cpu_features.FEATURES_LEAF
    assert WORDS["features_da1"].leaf == cpu_features.XSTATE
    assert WORDS["features_e8b"].leaf == cpu_features.ADDRESSES
    assert MSRS[cpu_features.PLATFORM_INFO].id == "intel_platform_info"
    for subleaf in (0, 1, cpu_features.NO_SUBLEAF):
        octets = b"".join(word.to_bytes(4, "little") for word in (0, subleaf, 0, 0, 0, 0))
        leaf = Shape(XenCpuPolicy.CpuidLeaf).build(octets)
        assert leaf.has_subleaf == (subleaf != cpu_features.NO_SUBLEAF)
