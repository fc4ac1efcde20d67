"""What brings it to people: the one file, file(1)'s magic, pre-commit's hook, GitHub's action."""

from __future__ import annotations

import json
import lzma
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from extras import need
from places import FIXTURES, ROOT
from streams import libxc, libxl


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with an image, one that is cut, and the one file."""
    folder = tmp_path_factory.mktemp("packaging")
    octets = lzma.decompress((FIXTURES / "hvm-save-p2-full.img.xz").read_bytes())
    (folder / "good.img").write_bytes(octets)
    (folder / "cut.img").write_bytes(octets[:-30000])
    make = [sys.executable, str(ROOT / "tools" / "zipapp.py")]
    for name in ("one.pyz", "again.pyz"):
        subprocess.run([*make, str(folder / name)], check=True, capture_output=True)
    return folder


def _run(folder: Path, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **more}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)


def _one(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the one file, with nothing of what is installed here in reach."""
    return _run(folder, sys.executable, "-I", "-S", "one.pyz", *arguments)


def test_the_one_file_is_the_same_each_time(folder: Path) -> None:
    assert (folder / "one.pyz").read_bytes() == (folder / "again.pyz").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("verify", "good.img"), 0, "valid xl image"),
        (("verify", "cut.img"), 1, "invalid xl image"),
        (("verify", "--profile", "restore", "good.img"), 0, "would restore"),
        (("verify", "-o", "sarif", "cut.img"), 1, '"XS001"'),
        (("rules",), 0, "XS001"),
        (("explain", "XS305"), 0, "XS305"),
        (("--version",), 0, "xenstream"),
        (("show", "good.img"), 0, "saved by     Xen 4.17"),
        (("show", "-v", "--record", "HVM_CONTEXT", "good.img"), 0, "cr0"),
        (("show", "--like", "xen-hvmctx", "good.img"), 0, "CPU:"),
        (("diff", "good.img", "good.img"), 0, ""),
        (("stats", "good.img"), 0, "entries by type"),
        (("redact", "good.img", "redacted.img"), 0, ""),
        (("memory", "good.img", "-o", "guest.raw"), 0, ""),
        (("memory", "good.img", "--as", "elf", "-o", "guest.core"), 0, ""),
        (("completion", "man"), 0, "xenstream"),
    ],
)
def test_the_one_file_works_whole(
    folder: Path, arguments: tuple[str, ...], status: int, says: str
) -> None:
    done = _one(folder, *arguments)
    assert (done.returncode, done.stderr) == (status, "")
    assert says in done.stdout


def test_the_one_file_has_no_folder_for_volatility(folder: Path) -> None:
    done = _one(folder, "volatility-path")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no folder" in done.stderr


def test_the_one_file_on_an_old_python(folder: Path) -> None:
    """It says what it needs, in words that every Python can read."""
    code = "import sys, runpy; sys.version_info = (3, 8); runpy.run_path('one.pyz')"
    done = _run(folder, sys.executable, "-I", "-S", "-c", code)
    assert (done.returncode, done.stderr) == (2, "xenstream: Python 3.9 or newer is needed\n")


@pytest.mark.skipif(shutil.which("file") is None, reason="no file(1) here")
@pytest.mark.parametrize(
    ("octets", "says"),
    [
        (libxc(), "Xen libxc migration stream, version 3, little-endian, x86 HVM guest"),
        (libxl(), "Xen libxl migration stream, version 2"),
        (b"libvirt-xml\n \0 \r\2\0\0\0", "Xen saved domain, libvirt image, version 2"),
        (b"XenSavedDomv2-\n\xf0\0", "Xen saved domain, xapi suspend image"),
        (b"XenSaved", "data"),
    ],
)
def test_magic(tmp_path: Path, octets: bytes, says: str) -> None:
    (tmp_path / "image").write_bytes(octets)
    magic = str(ROOT / "packaging" / "xenstream.magic")
    done = _run(tmp_path, "file", "-b", "-m", magic, "image")
    assert done.stdout.startswith(says) or says == "data"
    assert "Xen" not in done.stdout or says != "data"


def test_magic_of_real_images(tmp_path: Path) -> None:
    if shutil.which("file") is None:
        pytest.skip("no file(1) here")
    magic = str(ROOT / "packaging" / "xenstream.magic")
    for packed in FIXTURES.glob("*.img.xz"):
        (tmp_path / "image").write_bytes(lzma.decompress(packed.read_bytes())[:4096])
        done = _run(tmp_path, "file", "-b", "-m", magic, "image")
        assert done.stdout == "Xen saved domain, xl image, libxl stream\n"


def _steps() -> list[dict[str, object]]:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    steps: list[dict[str, object]] = action["runs"]["steps"]
    return steps


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_action_verifies(folder: Path) -> None:
    """The action's step, as its runner would run it: annotations, a SARIF report, a status."""
    runner = folder / "runner"
    (runner / "xenstream" / "bin").mkdir(parents=True, exist_ok=True)
    command = runner / "xenstream" / "bin" / "xenstream"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m xenstream "$@"\n')
    command.chmod(0o755)
    step = str(_steps()[-1]["run"])
    said = {"RUNNER_TEMP": str(runner), "PROFILE": "restore", "XEN": "4.17"}
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step]
    good = _run(folder, *bash, FILES="good.img\n", SARIF="", **said)
    assert good.returncode == 0
    bad = _run(folder, *bash, FILES="good.img\ncut.img\n", SARIF="out.sarif", **said)
    assert bad.returncode == 1
    assert "::error file=cut.img" in bad.stdout
    assert json.loads((folder / "out.sarif").read_text())["version"] == "2.1.0"
    assert _run(folder, *bash, FILES="", SARIF="", **said).returncode == 2


def test_pre_commit(tmp_path: Path, folder: Path) -> None:
    """The hook, in pre-commit's own environment."""
    if shutil.which("git") is None:
        pytest.skip("no git here")
    need("pre_commit")
    source, user = tmp_path / "source", tmp_path / "user"
    shutil.copytree(
        ROOT, source, ignore=shutil.ignore_patterns(".*", "node_modules", "tests", "__pycache__")
    )
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", source)
    user.mkdir()
    for name in ("good", "cut"):
        shutil.copy(folder / f"{name}.img", user / f"{name}.xensave")
    mine = {"GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_HOME": str(tmp_path / "home")}
    for where in (source, user):
        _run(where, "git", "init", "-q", **mine)
        _run(where, "git", "add", "-A", **mine)
    commit = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "all"]
    assert _run(source, *commit, **mine).returncode == 0
    hook = [sys.executable, "-m", "pre_commit", "try-repo", str(source), "xenstream", "--files"]
    good = _run(user, *hook, "good.xensave", **mine)
    if "No matching distribution" in good.stdout + good.stderr:
        pytest.skip("no package index can be reached")
    assert (good.returncode, "Passed" in good.stdout) == (0, True), good.stdout + good.stderr
    cut = _run(user, *hook, "cut.xensave", **mine)
    assert (cut.returncode, "XS001" in cut.stdout) == (1, True)
