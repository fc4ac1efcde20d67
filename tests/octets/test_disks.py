"""Images within disks: an XVA and a dynamic VHD, built here."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
from pathlib import Path

import pytest
import streams
from vector_builder import build, load

import xenstream

MIB = 1 << 20
IMAGE = next(build(vector) for vector in load() if vector["name"] == "xapi-restores")
LARGE = IMAGE[:-16] + struct.pack("<QQ", 0x0F12, 3 * MIB) + bytes(3 * MIB) + IMAGE[-16:]
"""The same with 3 MiB of zeros before its END, so that a block of them can be left out."""
OTHER_DISK = b"\xeb\x63\x90 a boot sector".ljust(MIB, b"\1")


def xva(*disks: bytes, cut: int = 0, checks: bool = True) -> bytes:
    """Give an XVA of disks, blocks of zeros but the last left out."""
    file = io.BytesIO()

    def add(name: str, octets: bytes) -> None:
        entry = tarfile.TarInfo(name)
        entry.size = len(octets)
        archive.addfile(entry, io.BytesIO(octets))

    with tarfile.open(fileobj=file, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        add("ova.xml", b"<value/>")
        for number, disk in enumerate(disks):
            blocks = [disk[at : at + MIB].ljust(MIB, b"\0") for at in range(0, len(disk), MIB)]
            for index, block in enumerate(blocks):
                if block.strip(b"\0") or index in (0, len(blocks) - 1):
                    add(f"Ref:{number}/{index:08}", block)
                    if checks:
                        add(f"Ref:{number}/{index:08}.checksum", b"a" * 40)
    octets = file.getvalue()
    return octets[: len(octets) - cut]


def vhd(disk: bytes, *, kind: int = 3, block: int = 1 << 16) -> bytes:
    """Give a dynamic VHD, its blocks in the reverse order and those of zeros left out."""
    size = -(-len(disk) // block) * block
    footer = struct.pack(
        ">8sIIQIIIIQQIII16sB",
        b"conectix",
        2,
        0x10000,
        512,
        0,
        0,
        0,
        0,
        size,
        size,
        0,
        kind,
        0,
        b"",
        0,
    ).ljust(512, b"\0")
    entries = size // block
    table_size = -(-4 * entries // 512) * 512
    header = struct.pack(">8sQQIII", b"cxsparse", (1 << 64) - 1, 1536, 0x10000, entries, block)
    table = [0xFFFFFFFF] * entries
    data = b""
    at = (1536 + table_size) // 512
    for index in reversed(range(entries)):
        piece = disk[index * block : (index + 1) * block].ljust(block, b"\0")
        if piece.strip(b"\0"):
            table[index] = at + len(data) // 512
            data += b"\xff" * 512 + piece
    bat = struct.pack(f">{entries}I", *table).ljust(table_size, b"\xff")
    return footer + header.ljust(1024, b"\0") + bat + data + footer


def test_the_image_is_good() -> None:
    for octets in (IMAGE, LARGE):
        assert xenstream.verify(io.BytesIO(octets)).verdict == "valid"
    assert bytes(MIB) in LARGE


@pytest.mark.parametrize("checks", [True, False])
@pytest.mark.parametrize("way", ["file", "pipe", "gzip"])
def test_an_xva_is_read_through(way: str, checks: bool, tmp_path: Path) -> None:
    octets = xva(OTHER_DISK, LARGE, OTHER_DISK, checks=checks)
    if way == "pipe":
        report = streams.through_pipe(octets)
    else:
        octets = gzip.compress(octets) if way == "gzip" else octets
        report = streams.through_file(octets, tmp_path / "vm.xva")
    assert (report.verdict, report.format, report.compression) == ("valid", "xapi", "xva")
    assert report.octets == len(LARGE)


def test_an_xva_that_is_cut(tmp_path: Path) -> None:
    report = streams.through_file(xva(LARGE, cut=MIB + MIB // 2), tmp_path / "vm.xva")
    assert report.verdict == "invalid"
    assert "XS001" in streams.codes(report)
    assert "XS011" in streams.codes(report)


def test_an_xva_without_an_image(tmp_path: Path) -> None:
    report = streams.through_file(xva(OTHER_DISK), tmp_path / "vm.xva")
    assert (report.verdict, streams.codes(report)) == ("unreadable", ["XS902"])
    assert "was not suspended" in report.findings[0].message


def test_another_archive_is_named(tmp_path: Path) -> None:
    octets = xva(LARGE).replace(b"ova.xml", b"any.xml", 1)
    report = streams.through_file(octets, tmp_path / "any.tar")
    assert (report.verdict, streams.codes(report)) == ("unreadable", ["XS902"])


def test_a_dynamic_vhd_is_read_through(tmp_path: Path) -> None:
    octets = vhd(LARGE)
    assert len(octets) < len(LARGE)
    report = streams.through_file(octets, tmp_path / "disk.vhd")
    assert (report.verdict, report.format, report.compression) == ("valid", "xapi", "vhd")
    assert report.octets == len(LARGE)
    assert streams.codes(report) == ["XS005"]


def test_a_dynamic_vhd_whose_blocks_are_lost(tmp_path: Path) -> None:
    octets = vhd(LARGE)
    report = streams.through_file(octets[: len(octets) // 2], tmp_path / "disk.vhd")
    assert report.verdict == "invalid"


def test_a_fixed_vhd_is_read(tmp_path: Path) -> None:
    octets = IMAGE.ljust(1 << 20, b"\0") + vhd(b"", kind=2)[:512]
    report = streams.through_file(octets, tmp_path / "disk.vhd")
    assert (report.verdict, streams.codes(report)) == ("valid", ["XS005"])


@pytest.mark.parametrize("kind", [2, 4])
def test_a_vhd_of_another_kind_is_named(kind: int, tmp_path: Path) -> None:
    report = streams.through_file(vhd(LARGE, kind=kind), tmp_path / "disk.vhd")
    assert (report.verdict, streams.codes(report)) == ("unreadable", ["XS902"])


def test_a_vhd_on_a_pipe_is_named() -> None:
    report = streams.through_pipe(vhd(LARGE))
    assert (report.verdict, streams.codes(report)) == ("unreadable", ["XS902"])


@pytest.mark.parametrize("at", [512, 528, 540, 544])
def test_a_vhd_with_hostile_words(at: int, tmp_path: Path) -> None:
    octets = bytearray(vhd(LARGE))
    octets[at : at + 8] = b"\xff" * 8
    assert streams.through_file(bytes(octets), tmp_path / "disk.vhd").verdict != "valid"


def test_offsets_are_those_in_the_disk(tmp_path: Path) -> None:
    """A fault has the same place in a disk as in the image alone, and no other octets are shown."""
    at = IMAGE.index(b"XENF")
    bad = IMAGE[:at] + b"XENG" + IMAGE[at + 4 :]
    disk = bad.ljust(2 * MIB, b"\0")
    paths = [tmp_path / name for name in ("bare", "vm.xva", "vm.xva.gz", "disk.vhd", "fixed.vhd")]
    contents = (
        disk,
        xva(OTHER_DISK, disk),
        gzip.compress(xva(disk)),
        vhd(disk),
        disk + vhd(disk)[:512],
    )
    for path, octets in zip(paths, contents):
        path.write_bytes(octets)
        report = xenstream.verify(path)
        found = next(one for one in report.findings if one.severity == "error")
        assert (found.code, found.offset, found.length) == ("XS102", at, 4), path.name
        shown = streams.run("--hex", str(path)).stdout
        rows = [line for line in shown.splitlines() if line.startswith(b"    0x")]
        assert bool(rows) == (path.name in ("bare", "fixed.vhd"))
        assert not rows or b"XENG" in shown
        assert b"of an XVA" in shown or "xva" not in path.name
