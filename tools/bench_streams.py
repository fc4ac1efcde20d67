"""Makes the streams that tools/bench.py measures with: in one folder, kept for the next run.

The framing here is written apart from the parser on purpose: what is measured must not be made by
what is measured.
"""

from __future__ import annotations

import lzma
import shutil
import struct
from pathlib import Path
from typing import BinaryIO, Callable, NamedTuple

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "fixtures"
HVM_IMAGE = "hvm-save-p2-full.img"

_PAGE = 4096
_PFNS = 1024
_END, _PAGE_DATA, _STATIC_DATA_END = 0x00, 0x01, 0x10
_X86_HVM = 2
_XTAB = 0xF << 60
_IMAGE_HEADER = struct.pack(">QIIHHI", (1 << 64) - 1, 0x58454E46, 3, 0, 0, 0)
_DOMAIN_HEADER = struct.pack("<IHHII", _X86_HVM, 12, 0, 4, 17)


class Stream(NamedTuple):
    """A file to measure with."""

    path: Path
    form: str
    """xl or libxc."""
    records: int
    """Records of PAGE_DATA."""
    size: int


def hvm_image(folder: Path) -> Stream:
    """Give the shape of a real HVM guest's image: every record, no contents of pages."""
    path = _kept(folder / HVM_IMAGE, _unpack)
    return Stream(path, "xl", 1020, path.stat().st_size)


def sparse(folder: Path, gibibytes: int) -> Stream:
    """Give a stream with that many GiB of pages, all of them holes of the file."""
    records = gibibytes << 8  # of 4 MiB each
    path = _kept(folder / f"sparse-{gibibytes}g.libxc", lambda file: _write_sparse(file, records))
    return Stream(path, "libxc", records, path.stat().st_size)


def small_records(folder: Path, records: int) -> Stream:
    """Give a stream of many small records: PAGE_DATA with one pfn that has no page."""
    path = _kept(folder / f"small-{records}.libxc", lambda file: _write_small(file, records))
    return Stream(path, "libxc", records, path.stat().st_size)


def tiny(folder: Path) -> Stream:
    """Give a stream of hardly anything."""
    return small_records(folder, 1)


def many(folder: Path, images: int) -> list[Path]:
    """Give so many small streams, each in a file of its own."""
    path = tiny(folder).path
    inside = folder / f"many-{images}"
    inside.mkdir(parents=True, exist_ok=True)
    paths = [inside / f"{number}.libxc" for number in range(images)]
    for one in paths:
        if not one.exists():
            shutil.copyfile(path, one)
    return paths


def _kept(path: Path, write: Callable[[BinaryIO], None]) -> Path:
    """Write a file, unless it is there already, so that what is there is always whole."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        with partial.open("wb") as file:
            write(file)
        partial.rename(path)
    return path


def _unpack(file: BinaryIO) -> None:
    with lzma.open(FIXTURES / f"{HVM_IMAGE}.xz") as packed:
        shutil.copyfileobj(packed, file)


def _write_sparse(file: BinaryIO, records: int) -> None:
    _begin(file)
    for first in range(0, records * _PFNS, _PFNS):
        table = struct.pack(f"<{_PFNS}Q", *range(first, first + _PFNS))
        file.write(_page_data_header(_PFNS, _PFNS) + table)
        file.seek(_PFNS * _PAGE, 1)
    _write_record(file, _END)


def _write_small(file: BinaryIO, records: int) -> None:
    _begin(file)
    for pfn in range(records):
        file.write(_page_data_header(1, 0) + struct.pack("<Q", _XTAB | pfn))
    _write_record(file, _END)


def _begin(file: BinaryIO) -> None:
    file.write(_IMAGE_HEADER + _DOMAIN_HEADER)
    _write_record(file, _STATIC_DATA_END)


def _page_data_header(pfns: int, pages: int) -> bytes:
    return struct.pack("<IIII", _PAGE_DATA, 8 + 8 * pfns + _PAGE * pages, pfns, 0)


def _write_record(file: BinaryIO, kind: int) -> None:
    file.write(struct.pack("<II", kind, 0))
