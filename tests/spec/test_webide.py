"""What the Web IDE shows: its parser and its rules, in Node and in a headless Chromium."""

from __future__ import annotations

import json
import lzma
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from places import FIXTURES, GOLDEN, TOOLS
from test_spec import BUNDLE, SPECS, Builder, each_order, node, run

TREE = GOLDEN / "webide.json"
RECORDS = "libxl/contents/records/0/libxc/contents/records"

__all__ = ["node"]  # the fixture


def fixture(name: str, folder: Path) -> Path:
    path = folder / f"{name}.img"
    packed = FIXTURES / f"{name}.img.xz"
    path.write_bytes(lzma.decompress(packed.read_bytes()))
    return path


@pytest.fixture(params=["node", "chromium"])
def browser(request: pytest.FixtureRequest, node: str) -> list[str]:
    """Give the command that opens a file, in each of the two."""
    command = [node, str(TOOLS / "webide_run.mjs")]
    if request.param == "node":
        return command
    found = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    chromium = next((path for path in found if path), None)
    if not chromium and os.environ.get("XENSTREAM_REQUIRE_CHROMIUM") == "1":
        pytest.fail("chromium is not installed")
    if not chromium:
        pytest.skip("chromium is not installed: what its page shows is not tested")
    return [*command, "--chromium", chromium]


def seen(command: list[str], file: Path, *, spec: Path = BUNDLE, unfold: str = "") -> Any:
    done = run(*command, *(["--unfold", unfold] if unfold else []), spec, file)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def lines_at(outline: Any, path: str) -> list[str]:
    """Give the lines of the nodes at a path of an outline."""
    (children,) = outline.values()
    for name in path.split("/"):
        (children,) = (
            inside
            for child in children
            if isinstance(child, dict)
            for line, inside in child.items()
            if line.split(" ")[0] == name
        )
    return [child if isinstance(child, str) else next(iter(child)) for child in children]


def lines_of(outline: Any) -> list[str]:
    return lines_at(outline, RECORDS)


def unfolded(opened: Any) -> list[str]:
    """Give the lines of what was unfolded: Node gives the tree, Chromium what is on its page."""
    inside = opened["unfolded"]
    if not isinstance(inside, dict):
        return list(inside)
    (children,) = inside.values()
    return [child if isinstance(child, str) else next(iter(child)) for child in children]


def test_golden(browser: list[str], tmp_path: Path) -> None:
    """The tree is what stands in golden/; with GOLDEN=write it is put there."""
    opened = seen(browser, fixture("hvm-save-p2", tmp_path))
    assert "5 [Record]: PAGE_DATA 1024 pfns" in lines_of(opened["outline"])
    tree = {"fault": opened["fault"], "outline": opened["outline"]}
    if os.environ.get("GOLDEN") == "write":
        TREE.write_text(json.dumps(tree, indent=1) + "\n", encoding="utf-8")
    assert tree == json.loads(TREE.read_text(encoding="utf-8"))


def test_a_record_a_line(browser: list[str], tmp_path: Path) -> None:
    opened = seen(browser, fixture("pv-save-p", tmp_path))
    lines = [line.split(": ")[1].rstrip() for line in lines_of(opened["outline"])]
    assert opened["lines"] == lines_of(opened["outline"])
    assert [line for line in lines if not line.startswith("PAGE_DATA")] == [
        "X86_PV_INFO 8 octets wide, 4 levels",
        "X86_CPUID_POLICY 1248 octets",
        "X86_MSR_POLICY 32 octets",
        "STATIC_DATA_END",
        "X86_PV_P2M_FRAMES pfns 0x0 to 0x17FF",
        "X86_TSC_INFO mode 0, 2596127 kHz, DEFAULT",
        "SHARED_INFO 4096 octets",
        "X86_PV_VCPU_BASIC vcpu 0",
        "X86_PV_VCPU_EXTENDED vcpu 0",
        "X86_PV_VCPU_XSAVE vcpu 0",
        "END",
    ]
    assert "PAGE_DATA 10 pfns" in lines


@pytest.mark.parametrize(
    ("name", "path", "line"),
    [
        ("pv-save-p", "5/body/pfns/entries", "0 [PfnEntry]: "),
        ("hvm-save-p2", "8/body/params/entries", "0 [HvmParamEntry]: STORE_PFN = 0x"),
        ("hvm-save-p2", "7/body/entries", "1 [HvmSaveEntry]: CPU 0, "),
        ("hvm-save-p2", "0/body/leaves", "4 [CpuidLeaf]: 0x4, subleaf 0: 0x"),
        ("hvm-save-p2", "0/body/leaves", "0 [CpuidLeaf]: 0x0, no subleaf: 0x"),
    ],
)
def test_names_where_a_table_is_unfolded(
    browser: list[str], name: str, path: str, line: str, tmp_path: Path
) -> None:
    opened = seen(browser, fixture(name, tmp_path), unfold=f"{RECORDS}/{path}")
    lines = unfolded(opened)
    assert any(each.startswith(line) for each in lines), lines[:5]
    assert "0 [PfnEntry]" not in json.dumps(opened["outline"]), "parsed before it was unfolded"


def test_numbers_of_64_bits_are_exact(browser: list[str], tmp_path: Path) -> None:
    """The Web IDE's own numbers are rounded from 2^53 on: rip would end in 4000."""
    path = f"{RECORDS}/7/body/entries/1/state"
    opened = seen(browser, fixture("hvm-save-p2", tmp_path), unfold=path)
    lines = unfolded(opened)
    assert any(line.startswith("rip [ExactU8]: 0xffffffff80434013") for line in lines), lines[:30]


@each_order
def test_the_index_of_a_parameter_is_exact(
    browser: list[str], build: Builder, tmp_path: Path
) -> None:
    body = build.pack("IIQQQQ", 2, 0, 2, 1, 2**63 + 1, 2)
    file = tmp_path / "params"
    file.write_bytes(build.libxc(build.record(10, body)))
    path = "contents/records/0/body/params/entries"
    if "--chromium" in browser:  # its page has the fields of what is unfolded alone
        path += "/1"
    opened = seen(browser, file, spec=BUNDLE.parent / "libxc_migration.ksy", unfold=path)
    assert "index [ExactU8]: 0x8000000000000001" in json.dumps(opened["unfolded"])


def test_features_are_the_names_that_are_set(browser: list[str], tmp_path: Path) -> None:
    path = f"{RECORDS}/0/body/leaves/1/features1d"
    opened = seen(browser, fixture("hvm-save-p2", tmp_path), unfold=path)
    assert "fpu de pse tsc msr pae mce cx8 apic sep" in json.dumps(opened)


@each_order
def test_no_octets_before_a_click(browser: list[str], build: Builder, tmp_path: Path) -> None:
    file = tmp_path / "every.img"
    file.write_bytes(build.xl_with_every_record())
    opened = seen(browser, file)
    assert opened["fault"] is None
    assert opened["octets"] == []


def test_octets_after_a_click(browser: list[str], tmp_path: Path) -> None:
    """So that the check above is one: a page's contents are there once it is opened."""
    path = f"{RECORDS}/3/body/pages/pages"
    opened = seen(browser, fixture("hvm-save-p2", tmp_path), unfold=path)
    assert "[Blob]" in json.dumps(opened["unfolded"])
    opened = seen(browser, tmp_path / "hvm-save-p2.img", unfold=f"{path}/0/data")
    assert "[0, 0, 0, 0, 0, 0, 0, 0, ...]" in json.dumps(opened)


def test_a_broken_stream_opens_up_to_its_fault(browser: list[str], tmp_path: Path) -> None:
    opened = seen(browser, fixture("pv-live-FAILED-truncated", tmp_path))
    assert opened["fault"] == "requested 4 bytes, but only 0 bytes available"
    assert opened["octets"] == []
    assert lines_of(opened["outline"])[-2:] == [
        "4 [Record]: X86_PV_P2M_FRAMES pfns 0x0 to 0x17FF",
        "5 [Record]: <no value>  (incomplete)",
    ]


def test_a_wrong_magic_is_marked(browser: list[str], tmp_path: Path) -> None:
    """And its line tells nothing that was not read."""
    build = Builder("<")
    file = tmp_path / "wrong"
    file.write_bytes(build.libxc().replace(b"XENF", b"XENG"))
    opened = seen(browser, file, spec=BUNDLE.parent / "libxc_migration.ksy")
    ((header,),) = opened["outline"].values()
    assert list(header) == ["header [ImageHeader]: version  (incomplete)"]
    (fields,) = header.values()
    assert "ident = 0x58454E47 = 1480937031 (not valid)" in fields


def test_half_a_marker(browser: list[str], tmp_path: Path) -> None:
    file = tmp_path / "cut"
    file.write_bytes(Builder("<").libxc()[:6])
    opened = seen(browser, file, spec=BUNDLE.parent / "libxc_migration.ksy")
    assert lines_at(opened["outline"], "header/marker") == [
        "0 = 0xFFFFFFFF = 4294967295",
        "1 = <no value> (incomplete)",
    ]


def test_records_after_a_checkpoint_are_counted(browser: list[str], tmp_path: Path) -> None:
    opened = seen(browser, fixture("pv-remus", tmp_path))
    lines = lines_at(opened["outline"], "libxl/contents/records")
    assert "1 [LibxlRecord]: CHECKPOINT_END  (7 records)" in lines
    assert lines[-1] == "4 [LibxlRecord]: CHECKPOINT_END "


@each_order
def test_octets_that_nothing_describes_are_counted(
    browser: list[str], build: Builder, tmp_path: Path
) -> None:
    file = tmp_path / "every.img"
    file.write_bytes(build.xl_with_every_record())
    opened = seen(browser, file)
    lines = [line.split(": ")[1] for line in opened["lines"]]
    assert {"TOOLSTACK 4 octets", "0x80000042 3 octets", "VERIFY "} <= set(lines)
    libxl = lines_at(opened["outline"], "libxl/contents/records")
    assert "4 [LibxlRecord]: 0x80000007 3 octets" in libxl
    assert libxl[0].endswith(" LIBXC_CONTEXT version 3, X86_PV, Xen 4.17 (19 records)")


# What the IDE itself showed: 1027 records of hvm-save-p2, and 1001, 10 001 and 60 001.
GROUPS: dict[int, list[list[int]]] = {
    1: [],
    1000: [],
    1001: [[first, min(first + 99, 1000)] for first in range(0, 1001, 100)],
    1027: [[first, min(first + 99, 1026)] for first in range(0, 1027, 100)],
    10_000: [[first, first + 99] for first in range(0, 10_000, 100)],
    10_001: [[0, 9999], [10_000, 10_000]],
    60_001: [[first, min(first + 9999, 60_000)] for first in range(0, 60_001, 10_000)],
}


def evaluate(node: str, code: str) -> Any:
    """Run JavaScript beside the tools, and give what it gives as JSON."""
    modules = f"""
      import {{ loadSpec }} from {json.dumps((TOOLS / "kaitai.mjs").as_uri())};
      import {{ groupsOf, typesOf }} from {json.dumps((TOOLS / "webide.mjs").as_uri())};
      const result = () => {{ {code} }};
      console.log(JSON.stringify(result()));
    """
    done = run(node, "--input-type=module", "--eval", modules)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_groups_are_the_ides(node: str) -> None:
    shown = evaluate(node, f"return {list(GROUPS)}.map((count) => groupsOf(0, count - 1));")
    assert shown == list(GROUPS.values())
    assert evaluate(node, "return groupsOf(10_000, 19_999);") == [
        [first, first + 99] for first in range(10_000, 20_000, 100)
    ]


def test_a_full_image_shows_groups(browser: list[str], tmp_path: Path) -> None:
    """An extra click, and the parameters' names are behind it."""
    path = f"{RECORDS}/1025/body/params/entries"
    opened = seen(browser, fixture("hvm-save-p2-full", tmp_path), unfold=path)
    assert len(lines_of(opened["outline"])) == 1027
    assert opened["lines"] == [f"[{first} … {last}]" for first, last in GROUPS[1027]]
    assert "0 [HvmParamEntry]: STORE_PFN = 0x00000000000feffc" in unfolded(opened)


def test_groups_in_groups(browser: list[str], tmp_path: Path) -> None:
    build = Builder("<")
    records = [build.record(13)] * 10_000
    file = tmp_path / "many.img"
    file.write_bytes(build.xl(build.libxl(build.libxc(*records))))
    opened = seen(browser, file, unfold=f"{RECORDS}/9950/header")
    assert opened["lines"] == ["[0 … 9999]", "[10000 … 10000]"]
    assert "recordType = VERIFY (0xD = 13)" in json.dumps(opened["unfolded"])


SPEC = """
meta: {id: small}
-webide-representation: '{REPRESENTATION}'
seq:
  - {id: one, type: u1}
  - {id: many, type: u1, repeat: expr, repeat-expr: 2}
instances:
  later: {value: one, -webide-parse-mode: MODE}
"""


@pytest.mark.parametrize(
    ("representation", "mode", "fault"),
    [
        ("one", "eager", ""),
        ("one:dec", "eager", ""),
        ("this", "eager", "{this} in a representation is not known here"),
        ("_parent.this", "eager", "{_parent.this} in a representation is not known here"),
        ("one:flags", "eager", "{one:flags} in a representation is not known here"),
        ("one:str", "eager", "{one:str} in a representation is not known here"),
        ("one:hex", "eager", "{one:hex} in a representation is not known here"),
        ("one:dec,sep=-", "eager", "{one:dec,sep=-} in a representation is not known here"),
        ("one:dec:dec", "eager", "{one:dec:dec} in a representation is not known here"),
        ("many", "eager", "{many} is an array, which is not known here"),
        ("one", "lazy", "the parse mode lazy of later is not known here"),
    ],
)
def test_what_is_not_known_is_an_error(
    browser: list[str], representation: str, mode: str, fault: str, tmp_path: Path
) -> None:
    """And no guess: the IDE knows more than this."""
    spec = tmp_path / "small.ksy"
    outer = SPEC.replace("REPRESENTATION", representation).replace("MODE", mode)
    # The root has no line, a field has one.
    small = "".join(f"    {line}\n" for line in outer.splitlines() if "meta:" not in line)
    spec.write_text(
        f"meta: {{id: around}}\nseq:\n  - {{id: inner, type: small}}\ntypes:\n  small:\n{small}",
        encoding="utf-8",
    )
    file = tmp_path / "octets"
    file.write_bytes(b"abc")
    done = run(*browser, spec, file)
    assert (done.returncode == 0) == (not fault), done.stderr
    assert fault in done.stderr
    if not fault:
        assert re.search(r"inner \[Small\]: (0x61|97)", done.stdout)


@pytest.mark.parametrize(
    "path", [*SPECS, *sorted(BUNDLE.parent.glob("*"))], ids=lambda path: path.name
)
def test_our_representations_are_all_known(node: str, path: Path) -> None:
    types = evaluate(node, f"return typesOf('a_spec', loadSpec({json.dumps(str(path))}));")
    assert any(each["representation"] for each in types.values())


def test_a_relative_path(
    browser: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixture("hvm-save-p2", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert len(seen(browser, Path("hvm-save-p2.img"))["lines"]) == 10


def test_a_bare_libxc_stream(browser: list[str], tmp_path: Path) -> None:
    build = Builder(">")
    file = tmp_path / "bare"
    file.write_bytes(build.libxc(*build.every_record()))
    opened = seen(browser, file, spec=BUNDLE.parent / "libxc_migration.ksy")
    records = lines_at(opened["outline"], "contents/records")
    lines = [line.split(": ")[-1].rstrip() for line in records]
    assert "HVM_PARAMS 2 parameters" in lines
    assert "CHECKPOINT_DIRTY_PFN_LIST 16 octets" in lines
    assert "0x80000042 3 octets" in lines
