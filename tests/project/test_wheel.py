"""What is installed from a wheel works, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
import streams
import yaml
from places import ROOT

from xenstream import __version__

LICENCES = ("LICENSE", "spec/LICENSE")
SPECS = [f"spec/{path.name}" for path in (ROOT / "spec").glob("*.ksy")]


def build(kind: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir"]
    run = subprocess.run(
        [*command, str(folder), str(ROOT)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


def test_the_sources_hold_what_they_name(tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tmp_path / "one")) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
        texts = {name: archive.extractfile(f"xenstream-{__version__}/{name}") for name in LICENCES}
        told = {name: text.read().decode() for name, text in texts.items() if text}
    assert {"docs/report.schema.json", "README.md", "pyproject.toml"} <= set(names)
    assert "Permission is hereby granted" in told["LICENSE"]
    assert "Affirmer hereby overtly, fully, permanently" in told["spec/LICENSE"]
    assert [path for path in SPECS if path not in names] == []


@pytest.mark.parametrize("kind", ["sdist", "wheel"])
def test_a_build_is_the_same_again(kind: str, tmp_path: Path) -> None:
    first, second = (build(kind, tmp_path / name) for name in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()


def test_the_wheel_has_the_licences(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    found = {name.partition(".dist-info/licenses/")[2] for name in names if "/licenses/" in name}
    assert found == set(LICENCES)


def test_the_wheel_holds_what_it_needs(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "xenstream/py.typed",
        "xenstream/cli/verify.py",
        "xenstream_parsers/libxc_migration.py",
        "xenstream_parsers/xl_save_image.py",
    ):
        assert name in names


SHARED = {
    "share/man/man1/xenstream.1": "xenstream.1",
    "share/bash-completion/completions/xenstream": "xenstream.bash",
    "share/zsh/site-functions/_xenstream": "_xenstream",
    "share/fish/vendor_completions.d/xenstream.fish": "xenstream.fish",
}
"""Where man, bash, zsh and fish look below a prefix, and the file in share/."""


def test_the_wheel_installs_the_manual_and_completions(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    pip = str(tmp_path / "env" / "bin" / "pip")
    quietly = ("--no-index", "--quiet", "--disable-pip-version-check")
    subprocess.run([pip, "install", "--no-deps", *quietly, str(wheel)], check=True)
    for installed, made in SHARED.items():
        octets = (tmp_path / "env" / installed).read_bytes()
        assert octets == (ROOT / "share" / made).read_bytes()
    assert {path.name for path in (ROOT / "share").iterdir()} >= set(SHARED.values())


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


def _steps() -> dict[str, str]:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))
    return {
        step["name"]: step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step
    }


def _step(name: str, cwd: Path, tag: str = "") -> int:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "GITHUB_REF_NAME": tag}
    command = ["bash", "-e", "-o", "pipefail", "-c", _steps()[name]]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True).returncode


def test_a_release_is_published_only_under_its_version() -> None:
    name = "Compare the tag with the version, and with the changes"
    assert _step(name, ROOT, f"v{__version__}") == 0
    assert _step(name, ROOT, "v9.9.9") != 0
    assert _step(name, ROOT, __version__) != 0


def test_a_release_is_built_twice(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    with tarfile.open(build("sdist", tmp_path / "one")) as archive:
        archive.extractall(tmp_path / "unpacked")
    (tmp_path / "unpacked" / f"xenstream-{__version__}").rename(sources)
    name = "Build twice, and compare"
    assert _step(name, sources) == 0
    assert len(list((sources / "dist").iterdir())) == 2
    # Whatever differs is noticed.
    (sources / "again" / "more").touch()
    assert _step(name, sources) != 0
