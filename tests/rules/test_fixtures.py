"""The images in tests/fixtures, and where they are at hand the real ones behind them."""

from __future__ import annotations

import importlib.util
import json
import lzma
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from places import FIXTURES, ROOT, STREAMS

import xenstream

SCRIPT = ROOT / "tools" / "make_fixtures.py"

EXPECTED: dict[str, dict[str, str]] = json.loads((FIXTURES / "expected.json").read_text("utf-8"))
REAL = sorted(path.name[: -len(".xz")] for path in STREAMS.glob("*.img.xz"))
PROFILES = ("spec", "upstream")
WITH_BANNER = ("pv-live-2vcpu.img", "pvh-live-debug.img")

needs_streams = pytest.mark.skipif(not REAL, reason=f"no real images in {STREAMS}")


def _load_script() -> Any:
    """Import the script by its path: tools/ is no package."""
    spec = importlib.util.spec_from_file_location("make_fixtures", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


make_fixtures = _load_script()


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a folder for unpacked images, and remove it: pytest would keep 400 MB a session."""
    folder = tmp_path_factory.mktemp("real")
    yield folder
    shutil.rmtree(folder)


def unpack(packed: Path, folder: Path) -> Path:
    """Return the image in the folder, and unpack it there the first time."""
    image = folder / packed.name[: -len(".xz")]
    if not image.exists():
        with lzma.open(packed) as source, image.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
    return image


def verify_by_pipe(octets: bytes, profile: str) -> xenstream.Report:
    """Verify what another thread writes into a pipe."""
    reading, writing = os.pipe()

    def write() -> None:
        # A reader that has seen enough closes its end.
        try:
            with open(writing, "wb", buffering=0) as pipe:
                rest = memoryview(octets)
                while rest:
                    rest = rest[pipe.write(rest) or 0 :]
        except BrokenPipeError:
            pass

    writer = threading.Thread(target=write)
    writer.start()
    try:
        return xenstream.verify(reading, format="auto", profile=profile)
    finally:
        os.close(reading)
        writer.join()


def told(report: xenstream.Report) -> str:
    """Return what an assertion shows when the verdict is another one."""
    return "\n".join(f"{f.code} {f.severity} @{f.offset} {f.message}" for f in report.findings)


def test_every_fixture_is_expected() -> None:
    assert sorted(EXPECTED) == sorted(p.name[: -len(".xz")] for p in FIXTURES.glob("*.xz"))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", EXPECTED)
def test_fixture_in_a_file(name: str, profile: str, tmp_path: Path) -> None:
    image = unpack(FIXTURES / f"{name}.xz", tmp_path)
    report = xenstream.verify(image, format="auto", profile=profile)
    image.unlink()  # pytest keeps tmp_path, and one of the images has 42 MB
    assert report.format == EXPECTED[name]["format"]
    assert report.verdict == EXPECTED[name][profile], told(report)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", EXPECTED)
def test_fixture_on_a_pipe(name: str, profile: str) -> None:
    octets = lzma.decompress((FIXTURES / f"{name}.xz").read_bytes())
    report = verify_by_pipe(octets, profile)
    assert report.format == EXPECTED[name]["format"]
    assert report.verdict == EXPECTED[name][profile], told(report)


@pytest.mark.parametrize("name", [name for name in EXPECTED if EXPECTED[name]["spec"] == "valid"])
def test_two_framings_agree(name: str, tmp_path: Path) -> None:
    image = unpack(FIXTURES / f"{name}.xz", tmp_path)
    octets = image.read_bytes()
    report = xenstream.verify(image)
    image.unlink()
    pieces = list(make_fixtures.frame(octets))
    assert b"".join(piece.octets() for piece in pieces) == octets
    assert report.records == sum(piece.type is not None for piece in pieces)
    assert report.octets == sum(len(p.octets()) for p in pieces if p.layer != "after")


@pytest.mark.parametrize("name", EXPECTED)
def test_fixture_holds_no_guest_memory(name: str) -> None:
    octets = lzma.decompress((FIXTURES / f"{name}.xz").read_bytes())
    assert b"/host/" not in octets
    assert b"/root/" not in octets
    assert b"XENLABPG" not in octets  # the guests' own pattern
    for piece in make_fixtures.frame(octets):
        if piece.layer == "libxl" and piece.type == make_fixtures.LIBXL_EMULATOR_CONTEXT:
            assert not any(piece.body[make_fixtures.EMULATOR_KEPT + 1 :])
        if piece.layer == "libxc" and piece.type == make_fixtures.LIBXC_PAGE_DATA:
            for kind, entry, page in make_fixtures.split_pages(piece.body):
                is_pv_table = name.startswith("pv-") and kind != 0
                assert is_pv_table or not any(page), f"octet {piece.offset}, entry {entry:#x}"


@pytest.mark.parametrize("name", WITH_BANNER)
def test_octets_after_the_last_end_are_noted(name: str, tmp_path: Path) -> None:
    image = unpack(FIXTURES / f"{name}.xz", tmp_path)
    after = [p for p in make_fixtures.frame(image.read_bytes()) if p.layer == "after"]
    assert [piece.body for piece in after] == [b"domain is yours, you are cleared to unpause\0"]
    for profile in PROFILES:
        report = xenstream.verify(image, profile=profile)
        found = [(f.code, f.severity, f.offset, f.record) for f in report.findings]
        assert found == [("XS009", "note", after[0].offset, None)], told(report)


@pytest.mark.parametrize("name", WITH_BANNER)
def test_a_pipe_is_not_read_past_the_last_end(name: str) -> None:
    octets = lzma.decompress((FIXTURES / f"{name}.xz").read_bytes())
    assert verify_by_pipe(octets, "spec").findings == ()


def test_readme_tells_the_sizes() -> None:
    readme = (FIXTURES / "README.md").read_text("utf-8")
    for name in EXPECTED:
        octets = lzma.decompress((FIXTURES / f"{name}.xz").read_bytes())
        records = sum(piece.type is not None for piece in make_fixtures.frame(octets))
        verdicts = f"{EXPECTED[name]['spec']} | {EXPECTED[name]['upstream']}"
        assert f"| `{name}` | {len(octets)} | {records} | {verdicts} |" in readme


@needs_streams
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", REAL)
def test_real_image(name: str, profile: str, unpacked: Path) -> None:
    if name not in EXPECTED:
        pytest.skip("a real image that no fixture was made from")
    image = unpack(STREAMS / f"{name}.xz", unpacked)
    report = xenstream.verify(image, format="auto", profile=profile)
    assert report.format == "xl"
    assert report.verdict == EXPECTED[name][profile], told(report)


@needs_streams
@pytest.mark.parametrize("name", WITH_BANNER)
def test_octets_after_a_real_image_are_noted(name: str, unpacked: Path) -> None:
    image = unpack(STREAMS / f"{name}.xz", unpacked)
    report = xenstream.verify(image)
    found = [(f.code, f.severity, f.offset) for f in report.findings]
    assert found == [("XS009", "note", image.stat().st_size - 44)], told(report)


@needs_streams
def test_fixtures_are_made_again_octet_by_octet(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPT), "--streams", str(STREAMS), "--out", str(tmp_path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(f"{name}.xz" for name in EXPECTED)
    for again in tmp_path.iterdir():
        committed = FIXTURES / again.name
        # The contents first: should another liblzma pack otherwise, only the second fails.
        assert lzma.decompress(again.read_bytes()) == lzma.decompress(committed.read_bytes())
        assert again.read_bytes() == committed.read_bytes()
