"""Measures how the Web IDE's parser opens xl images: in Node, and in a headless Chromium.

    python tools/bench_webide.py [--json FILE]

The images are sparse: pages are holes of the file, but count in full for whoever loads it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "generated" / "webide" / "xl_save_image.ksy"
IMAGES = ROOT / ".cache" / "bench"
RUNS = 3

_PFNS = 1024
_XTAB = 0xF << 60


class Image(NamedTuple):
    """What to measure with: PAGE_DATA records of 1024 pfns, with pages or without."""

    name: str
    records: int
    has_pages: bool


CASES = [
    Image("64 MiB", 16, True),
    Image("512 MiB", 128, True),
    Image("1000 records", 1000, False),
    Image("10000 records", 10000, False),
]


def write(file: BinaryIO, image: Image) -> None:
    """Write an xl image around a libxl and a libxc stream of an HVM domain."""
    config = b"{}\0"
    optional = struct.pack("<I", len(config)) + config
    file.write(b"Xen saved domain, xl format\n \0 \r")
    file.write(struct.pack("<4I", 0x01020304, 3, 0, len(optional)) + optional)
    file.write(b"LibxlFmt" + struct.pack(">II", 2, 0) + struct.pack("<II", 1, 0))
    file.write(struct.pack(">QIIHHI", (1 << 64) - 1, 0x58454E46, 3, 0, 0, 0))
    file.write(struct.pack("<IHHII", 2, 12, 0, 4, 20))
    pages = _PFNS << 12 if image.has_pages else 0
    mark = 0 if image.has_pages else _XTAB
    for first in range(0, image.records * _PFNS, _PFNS):
        table = struct.pack(f"<{_PFNS}Q", *(mark | pfn for pfn in range(first, first + _PFNS)))
        file.write(struct.pack("<4I", 1, 8 + len(table) + pages, _PFNS, 0) + table)
        file.seek(pages, os.SEEK_CUR)
    file.write(struct.pack("<4I", 0, 0, 0, 0))


def opened(path: Path, chromium: str | None) -> dict[str, Any]:
    """Open an image once; gives the whole time in ms, the peak of memory, the lines on the page."""
    command: list[str | Path] = ["node", ROOT / "tools" / "webide_run.mjs"]
    if chromium:
        command += ["--chromium", chromium]
    done = subprocess.run([*command, SPEC, path], capture_output=True, text=True, check=True)
    seen: dict[str, Any] = json.loads(done.stdout)
    if seen["fault"] or seen["octets"]:
        sys.exit(f"{path}: {seen['fault']}, octets at {seen['octets']}")
    return {
        "milliseconds": sum(seen["times"].values()),
        "parts": seen["times"],
        "mebibytes": seen["memory"] >> 20,
    }


def measure(image: Image, chromium: str | None) -> dict[str, Any]:
    """Give the medians of some runs."""
    path = IMAGES / f"webide-{image.name.replace(' ', '-')}.img"
    IMAGES.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write(file, image)
    runs = [opened(path, chromium) for _ in range(RUNS)]
    parts = {
        part: round(statistics.median(run["parts"][part] for run in runs))
        for part in runs[0]["parts"]
    }
    return {
        "image": image.name,
        "where": "Chromium" if chromium else "Node",
        "milliseconds": round(statistics.median(run["milliseconds"] for run in runs)),
        "parts": parts,
        "mebibytes": max(run["mebibytes"] for run in runs),
    }


def main() -> None:
    """Print a table, and perhaps write it."""
    parser = argparse.ArgumentParser(description="Measure how the Web IDE's parser opens images.")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    chromium = shutil.which("chromium")
    if not chromium:
        print("chromium is not here: measured in Node alone")
    places = [None, chromium] if chromium else [None]
    rows = []
    for image in CASES:
        for place in places:
            row = measure(image, place)
            rows.append(row)
            parts = ", ".join(f"{name} {time}" for name, time in row["parts"].items())
            print(
                f"{row['image']:14} {row['where']:9} {row['milliseconds']:6} ms ({parts}),"
                f" {row['mebibytes']} MiB resident at most",
                flush=True,
            )
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
