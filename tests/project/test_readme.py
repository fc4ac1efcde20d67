"""What the README shows is what happens."""

from __future__ import annotations

import lzma
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from places import FIXTURES, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
IMAGES = {"good.img": "hvm-save-p2-full.img.xz", "cut.img": "pv-live-FAILED-truncated.img.xz"}

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("readme")
    for name, fixture in IMAGES.items():
        (path / name).write_bytes(lzma.decompress((FIXTURES / fixture).read_bytes()))
    return path


def _blocks(kind: str) -> list[str]:
    return [text for language, text in _BLOCK.findall(README) if language == kind]


def test_the_library_example_prints_what_it_says(folder: Path) -> None:
    (example,) = _blocks("python")
    expected = "".join(re.findall(r"# -> (.*\n)", example))
    assert expected
    run = subprocess.run(
        [sys.executable, "-c", example], cwd=folder, capture_output=True, text=True, check=True
    )
    assert run.stdout == expected


def test_the_shown_runs_print_what_is_shown(folder: Path) -> None:
    shown = [block for block in _blocks("console") if "$ xenstream" in block]
    assert shown
    for block in shown:
        for part in block.split("$ ")[1:]:
            command, _, expected = part.partition("\n")
            words = command.split()
            assert words[0] == "xenstream"
            run = subprocess.run(
                [sys.executable, "-m", "xenstream", *words[1:]],
                cwd=folder,
                capture_output=True,
                text=True,
                env={**os.environ, "COLUMNS": "100"},
                check=False,
            )
            assert run.stdout == expected, command


def test_named_files_exist() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
