"""Zeros and runs: what they cost, and what --follow makes of a hole."""

from __future__ import annotations

import io
import lzma
import os
import struct
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import streams
from places import FIXTURES
from vector_builder import build, load

import xenstream
from xenstream.walk.walker import Record

MIB = 1 << 20
XAPI = next(build(vector) for vector in load() if vector["name"] == "xapi-restores")


def records_of(octets: bytes) -> list[Record]:
    with xenstream.open(io.BytesIO(octets)) as stream:
        return list(stream)


def test_zeros_in_the_place_of_a_section_are_told_once(tmp_path: Path) -> None:
    path = tmp_path / "image"
    path.write_bytes(XAPI[:-16])
    with path.open("r+b") as file:
        file.truncate(len(XAPI) + 256 * MIB)
    report = xenstream.verify(path)
    assert (report.verdict, streams.codes(report)) == ("invalid", ["XS015"])
    assert report.records < 20
    assert not report.omitted


@pytest.mark.parametrize("length", [0, 8, 24, 100_000])
def test_a_run_of_alike_records_is_one(length: int) -> None:
    one = struct.pack("<II", 0x7FFF0000, length) + os.urandom(length + -length % 8)
    count = 3 + 200_000 // (8 + length)
    octets = streams.libxc([one * count, *streams.STATE])
    report = xenstream.verify(io.BytesIO(octets))
    assert streams.codes(report) == ["XS003"]
    assert f"{count} in a row" in report.findings[0].message
    assert report.records == count + 3
    assert records_of(octets)[0].alike == count - 1


def test_a_run_on_a_pipe_is_read_exactly() -> None:
    one = struct.pack("<II", 0x7FFF0000, 8) + bytes(8)
    octets = streams.libxc([one * 1000, *streams.STATE])
    with streams.pipe_of(octets + b"after") as reading:
        assert streams.codes(xenstream.verify(reading)) == ["XS003"]
        assert os.read(reading, 100) == b"after"


def test_a_run_that_is_cut() -> None:
    one = struct.pack("<II", 0x7FFF0000, 64) + bytes(64)
    octets = streams.libxc([one * 5])[:-40]
    report = xenstream.verify(io.BytesIO(octets))
    assert streams.codes(report) == ["XS003", "XS001"]


def test_what_is_not_alike_is_told_apart() -> None:
    kinds = [struct.pack("<II", 0x7FFF0000 + n % 2, 0) for n in range(10)]
    report = xenstream.verify(io.BytesIO(streams.libxc([*kinds, *streams.STATE])))
    assert streams.codes(report) == ["XS003"] * 10


@pytest.mark.parametrize("size", [len(XAPI), len(XAPI) + MIB])
def test_follow_waits_in_a_file_that_was_made_large(size: int, tmp_path: Path) -> None:
    """A hole reads as zeros, and zeros as END: what is not written yet is waited for."""
    path = tmp_path / "growing"
    path.touch()
    os.truncate(path, size)

    def write() -> None:
        with path.open("r+b", buffering=0) as file:
            for at in range(0, len(XAPI), 1000):
                file.write(XAPI[at : at + 1000])
                threading.Event().wait(0.05)

    with path.open("r+b", buffering=0) as file:
        file.write(XAPI[:1000])
    writer = threading.Thread(target=write)
    writer.start()
    try:
        report = xenstream.verify(path, follow=10)
    finally:
        writer.join()
    assert report.verdict == "valid", report.findings


def test_follow_gives_up_on_zeros_that_stay(tmp_path: Path) -> None:
    path = tmp_path / "growing"
    path.write_bytes(XAPI[:-16] + bytes(MIB))
    report = xenstream.verify(path, follow=0.2)
    assert (report.verdict, streams.codes(report)) == ("invalid", ["XS015"])


@pytest.mark.parametrize("name", ["early-end-pv-extended", "early-end-in-checkpoint"])
def test_what_ends_too_early_is_not_kept_as_whole(name: str, tmp_path: Path) -> None:
    octets = next(build(vector) for vector in load() if vector["name"] == name)
    to = tmp_path / "copy"
    command = [sys.executable, "-m", "xenstream", "tee", "--to", str(to)]
    done = subprocess.run(
        command, input=octets, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    assert done.returncode != 0
    assert b"something is missing before its END" in done.stderr
    assert not to.exists()
    assert to.with_name("copy.partial").read_bytes() == octets


@pytest.mark.parametrize("zeros", [1, 8, 16, 512, 4096, MIB])
@pytest.mark.parametrize("profile", ["spec", "restore"])
def test_zeros_behind_a_whole_image_are_a_note(zeros: int, profile: str, tmp_path: Path) -> None:
    for name in ("hvm-save-p2", "hvm-vga-save-p", "pv-save-p", "pvh-save-p2"):
        path = tmp_path / "image"
        octets = lzma.decompress((FIXTURES / f"{name}.img.xz").read_bytes())
        path.write_bytes(octets)
        before = xenstream.verify(path, profile=profile)
        path.write_bytes(octets + bytes(zeros))
        after = xenstream.verify(path, profile=profile)
        assert after.verdict == before.verdict
        assert {*streams.codes(after)} == {*streams.codes(before), "XS005"}


@pytest.mark.parametrize("name", ["pv-save-p", "pv-live-2vcpu", "pv-remus", "hvm-vga-save-p"])
def test_a_tail_of_zeros_is_told(name: str, tmp_path: Path) -> None:
    """Of what real Xens wrote, wherever within the guest's state the zeros begin."""
    octets = lzma.decompress((FIXTURES / f"{name}.img.xz").read_bytes())
    path = tmp_path / "image"
    path.write_bytes(octets)
    before = set(streams.codes(xenstream.verify(path)))
    records = [one for one in records_of(octets) if one.name != "PAGE_DATA"]
    last = records[-1].end
    state = [one.offset for one in records if one.length > 16 and one.offset > last - 30_000]
    assert len(state) > 2
    for begin in state:
        path.write_bytes(octets[:begin] + bytes(len(octets) - begin))
        report = xenstream.verify(path)
        told = {one.code for one in report.findings if one.severity != "note"}
        assert told - before, (begin, report.findings)
