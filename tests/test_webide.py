"""What the Web IDE shows: its parser and its rules, in Node and in a headless Chromium."""

from __future__ import annotations

import json
import lzma
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from test_spec import BUNDLE, TOOLS, Builder, each_order, node, run

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden" / "webide.json"
RECORDS = "libxl/contents/records/0/libxc/contents/records"

__all__ = ["node"]  # the fixture


def fixture(name: str, folder: Path) -> Path:
    path = folder / f"{name}.img"
    packed = ROOT / "tests" / "fixtures" / f"{name}.img.xz"
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


def test_golden(browser: list[str], tmp_path: Path) -> None:
    """The tree is what stands in golden/; with GOLDEN=write it is put there."""
    opened = seen(browser, fixture("hvm-save-p2", tmp_path))
    assert "5 [Record]: PAGE_DATA 1024 pfns" in lines_of(opened["outline"])
    tree = {"fault": opened["fault"], "outline": opened["outline"]}
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(json.dumps(tree, indent=1) + "\n", encoding="utf-8")
    assert tree == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_a_record_a_line(browser: list[str], tmp_path: Path) -> None:
    opened = seen(browser, fixture("pv-save-p", tmp_path))
    lines = [line.split(": ")[1].rstrip() for line in lines_of(opened["outline"])]
    assert opened.get("lines", lines_of(opened["outline"])) == lines_of(opened["outline"])
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
        ("hvm-save-p2", "0/body/leaves", "0 [CpuidLeaf]: 0x0:0xFFFFFFFF 0x"),
    ],
)
def test_names_where_a_table_is_unfolded(
    browser: list[str], name: str, path: str, line: str, tmp_path: Path
) -> None:
    opened = seen(browser, fixture(name, tmp_path), unfold=f"{RECORDS}/{path}")
    lines = opened["unfolded"]
    if isinstance(lines, dict):  # Node gives the tree, Chromium what is on its page
        (children,) = lines.values()
        lines = [next(iter(child)) for child in children]
    assert any(each.startswith(line) for each in lines), lines[:5]
    assert "0 [PfnEntry]" not in json.dumps(opened["outline"]), "parsed before it was unfolded"


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


def test_a_thousand_records(browser: list[str], tmp_path: Path) -> None:
    build = Builder("<")
    records = [build.page_data([0xF << 60 | pfn]) for pfn in range(1500)]
    file = tmp_path / "many.img"
    file.write_bytes(build.xl(build.libxl(build.libxc(*records))))
    opened = seen(browser, file)
    assert len(lines_of(opened["outline"])) == 1501
    if "lines" in opened:
        assert opened["lines"][:2] == ["[0 … 99]", "[100 … 199]"]
        assert len(opened["lines"]) == 16


def test_a_bare_libxc_stream(browser: list[str], tmp_path: Path) -> None:
    build = Builder(">")
    file = tmp_path / "bare"
    file.write_bytes(build.libxc(*build.every_record()))
    opened = seen(browser, file, spec=ROOT / "spec" / "libxc_migration.ksy")
    records = lines_at(opened["outline"], "contents/records")
    lines = [line.split(": ")[-1].rstrip() for line in records]
    assert "HVM_PARAMS 2 parameters" in lines
    assert "CHECKPOINT_DIRTY_PFN_LIST 16 octets" in lines
    assert "0x80000042" in lines
