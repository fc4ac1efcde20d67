"""What is installed from a wheel works, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
import streams

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    run = subprocess.run([*command, str(ROOT)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_what_it_needs(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "xenstream/py.typed",
        "xenstream/cli/verify.py",
        "xenstream_parsers/libxc_migration.py",
        "xenstream_parsers/xl_save_image.py",
    ):
        assert name in names


def test_the_wheel_verifies_elsewhere(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    binaries = tmp_path / "env" / "bin"
    install = [str(binaries / "pip"), "install", "--quiet", "--disable-pip-version-check"]
    run = subprocess.run([*install, str(wheel)], capture_output=True, text=True, check=False)
    if run.returncode and "No matching distribution found for kaitaistruct" in run.stderr:
        pytest.skip("kaitaistruct cannot be fetched here")
    assert run.returncode == 0, run.stderr
    (tmp_path / "good").write_bytes(streams.xl())
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    verified = subprocess.run(
        [str(binaries / "xenstream"), "verify", "good"],
        cwd=tmp_path,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    assert verified.stdout.startswith("good: valid xl image"), verified.stderr
    assert verified.returncode == 0
