"""The parsers of the languages that have no driver compile; and what is broken does not."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from places import TESTS, TOOLS
from test_spec import node, run

HERE = TESTS / "conformance"
sys.path.insert(0, str(HERE))

import compiled  # noqa: E402
import languages  # noqa: E402

__all__ = ["node"]  # the fixture

LISTED = """
const { mends } = await import(process.argv[1]);
const whys = Object.entries(mends).map(([name, all]) => [name, all.map(({ why }) => why)]);
console.log(JSON.stringify(Object.fromEntries(whys)));
"""

READS = {"cpp_stl": "read_u4le", "csharp": "ReadU4le", "nim": "readU4le"}
"""How those name a call of the runtime that compile the types, too."""


class Made:
    """What was generated, once a language."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def copy(self, name: str, to: Path) -> Path:
        """Give a copy to change, or skip where the language's tool is not here."""
        missing = compiled.COMPILED[name].missing()
        if missing and name not in os.environ.get("XENSTREAM_REQUIRE_LANGUAGES", "").split():
            pytest.skip(f"{name}: {missing}")
        assert not missing
        if not (self.folder / name).is_dir():
            languages.generate(name, self.folder / name)
        return Path(shutil.copytree(self.folder / name, to / name))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("compiled"))


@pytest.mark.parametrize("name", compiled.COMPILED)
def test_the_parsers_compile(name: str, made: Made, tmp_path: Path) -> None:
    folder = made.copy(name, tmp_path)
    assert compiled.COMPILED[name].check(folder) == []


@pytest.mark.parametrize("name", compiled.COMPILED)
def test_a_broken_parser_does_not_compile(name: str, made: Made, tmp_path: Path) -> None:
    folder = made.copy(name, tmp_path)
    files = [path for path in sorted(folder.iterdir()) if path.suffix != ".h"]
    assert len(files) == len(list((languages.ROOT / "spec").glob("*.ksy")))
    for path in files:
        with path.open("a", encoding="utf-8") as file:
            file.write("\n)(\n")
    lines = compiled.COMPILED[name].check(folder)
    assert [path.name for path in files if not any(path.name in line for line in lines)] == []


@pytest.mark.parametrize("name", READS)
def test_a_call_that_the_runtime_does_not_have_does_not_compile(
    name: str, made: Made, tmp_path: Path
) -> None:
    folder = made.copy(name, tmp_path)
    path = next(path for path in sorted(folder.iterdir()) if READS[name] in path.read_text("utf-8"))
    wrong = f"{READS[name]}_or_so"
    path.write_text(path.read_text("utf-8").replace(READS[name], wrong, 1), "utf-8")
    lines = compiled.COMPILED[name].check(folder)
    assert any(path.name in line and wrong in line for line in lines)


@pytest.mark.parametrize("name", READS)
def test_a_value_of_another_type_does_not_compile(name: str, made: Made, tmp_path: Path) -> None:
    folder = made.copy(name, tmp_path)
    path = next(path for path in sorted(folder.iterdir()) if READS[name] in path.read_text("utf-8"))
    octets = {"cpp_stl": "read_bytes_full", "csharp": "ReadBytesFull", "nim": "readBytesFull"}[name]
    path.write_text(path.read_text("utf-8").replace(READS[name], octets, 1), "utf-8")
    assert any(path.name in line for line in compiled.COMPILED[name].check(folder))


@pytest.fixture
def faults(node: str) -> dict[str, list[str]]:
    """Give the reasons of all mends by language."""
    done = run(node, "--input-type=module", "--eval", LISTED, str(TOOLS / "mends.mjs"))
    return {name: list(dict.fromkeys(whys)) for name, whys in json.loads(done.stdout).items()}


@pytest.mark.parametrize("name", compiled.COMPILED)
def test_a_mend_is_needed(
    name: str, faults: dict[str, list[str]], made: Made, tmp_path: Path
) -> None:
    """Where the compiler no longer writes a fault, its mend is to be taken out."""
    for number, why in enumerate(faults.get(name, [])):
        folder = made.copy(name, tmp_path / str(number))
        shutil.rmtree(folder)
        languages.sh(languages.ROOT, "node", languages.COMPILER, name, folder, "--leave", why)
        # A field set to a wrong value compiles all the same.
        sets_a_value = why.startswith("the field that the compiler adds is set")
        assert bool(compiled.COMPILED[name].check(folder)) != sets_a_value, why
        if sets_a_value:
            text = (folder / "libxc_migration.nim").read_text("utf-8")
            assert "this.isLe = isLeExpr\n  let isEmbeddedExpr" in text
            assert "this.isLe = false" in text


def test_what_is_told() -> None:
    tell = compiled.Result
    assert tell("syntax", []).told() == "compiled: syntax"
    assert tell("syntax", [], "not here: mcs").told() == "not here: mcs"
    lines = ["In file included from a.h", "a.cpp:1: error: no"]
    assert tell("syntax", lines).told() == "does not compile: a.cpp:1: error: no"


def test_a_tool_that_is_not_here_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda tool: "/bin/node" if tool == "node" else None)
    told = compiled.check("lua").told()
    assert re.match(r"not here: luac5\.4 or luac5\.3 or luac", told)
