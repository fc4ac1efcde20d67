"""The folders of the package: data flows one way, types included."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from places import ROOT

PACKAGE = ROOT / "src" / "xenstream"
ORDER = (
    "octets",
    "format",
    "walk",
    "memory",
    "contents",
    "tree",
    "restore",
    "rules",
    "judge",
    "redact",
    "fleet",
    "report",
    "stats",
    "cli",
)
LEAVES = {"named", "packaged", "_version"}
"""Modules at the top that any folder may import."""
MODULES = sorted(
    path for name in ORDER for path in (*(PACKAGE / name).glob("*.py"), *PACKAGE.glob(f"{name}.py"))
)


def imported(path: Path) -> set[str]:
    """Give what a module imports of the package, wherever the import stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            module = node.module or ""
            if module == "xenstream":
                names |= {alias.name for alias in node.names}
            elif module.startswith("xenstream."):
                names.add(module.split(".")[1])
        elif isinstance(node, ast.Import):
            names |= {
                alias.name.split(".")[1]
                for alias in node.names
                if alias.name.startswith("xenstream.")
            }
    return names


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(PACKAGE)) for path in MODULES])
def test_nothing_is_imported_backwards(path: Path) -> None:
    here = ORDER.index(path.stem if path.parent == PACKAGE else path.parent.name)
    for name in imported(path) - LEAVES:
        assert name in ORDER, f"{path.name} imports {name}"
        assert ORDER.index(name) <= here, f"{path.name} imports {name}"


def test_every_folder_is_in_the_order() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    modules = {path.stem for path in PACKAGE.glob("*.py")}
    assert folders == set(ORDER) - modules
