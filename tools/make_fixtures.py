#!/usr/bin/env python3
"""Make the small images of tests/fixtures from real Xen images, without the guests' memory.

    .venv/bin/python tools/make_fixtures.py --streams ../shared/streams --out tests/fixtures

What stays of a PV guest's page tables is what `xenstream redact` keeps of them. Registers and
devices stay as they were, which a copy made by it has not: what is shown of them is held against
what Xen's own tools printed of the same guests, and those were made for this.

The framing here is written apart from the parser on purpose: a fault of the one must not hide in
the other. It knows what the given images need and no more: little-endian `xl` files with libxl v2
streams inside.
"""

from __future__ import annotations

import argparse
import lzma
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from xenstream.redact.states import page_table

IMAGES = (
    "pv-save-p",
    "pv-live-2vcpu",
    "pv-live-FAILED-truncated",
    "pv-remus",
    "pvh-save-p2",
    "pvh-live-debug",
    "hvm-save-p2",
    "hvm-vga-save-p",
    "xen4.14-pvh-save-p",
    "xen4.20-hvm-save-p",
)
WHOLE_IMAGE = "hvm-save-p2"  # the one that is also made in its full shape, with every record

XL_MAGIC = b"Xen saved domain, xl format\n \0 \r"
XL_HEADER = 48
LIBXL_HEADER = 16
LIBXC_HEADERS = 40  # the image header, 24, and the domain header, 16
LIBXC_GUEST_TYPE = 24
X86_PV = 1

LIBXL_END, LIBXL_LIBXC_CONTEXT, LIBXL_EMULATOR_CONTEXT, LIBXL_CHECKPOINT_END = 0, 1, 3, 4
LIBXC_END, LIBXC_PAGE_DATA, LIBXC_CHECKPOINT = 0, 1, 14

PAGE = 4096
PFN_TYPE_SHIFT = 60
TABLES = frozenset((1, 2, 3, 4, 9, 10, 11, 12))
WITH_PAGE = TABLES | {0}

BATCH = 1024  # what a saver puts into one PAGE_DATA record, unless it runs out of pages
EMULATOR_KEPT = 8 + 51  # emulator_id and index, then the blob's start: its first section, a timer's
EMULATOR_MARK = b"\xff"  # no section and no end: what comes next is left out, and not lost

# Where the lab kept its files is nobody's business; the text of another place has the same length.
NEUTRAL = ((b'"/host/guest/', b'"/guest/boot/'), (b'"/root/', b'"/disk/'))


class Piece(NamedTuple):
    """A header, a record, or the octets after the last END; `type` is None if it is no record."""

    offset: int
    layer: str
    type: int | None
    body: bytes

    def octets(self) -> bytes:
        """Return the piece as it stands in a stream: a record with its header and padding."""
        if self.type is None:
            return self.body
        header = struct.pack("<II", self.type, len(self.body))
        return header + self.body + bytes(-len(self.body) % 8)


def frame(image: bytes) -> Iterator[Piece]:
    """Cut an xl image into its pieces, in order and without a gap."""
    if not image.startswith(XL_MAGIC):
        raise ValueError("not an xl image")
    (optional_length,) = struct.unpack_from("<I", image, 44)
    at = XL_HEADER + optional_length
    yield Piece(0, "xl", None, image[:at])
    yield Piece(at, "libxl", None, image[at : at + LIBXL_HEADER])
    at += LIBXL_HEADER
    layer = "libxl"
    while at < len(image):
        kind, length = struct.unpack_from("<II", image, at)
        end = at + 8 + length
        after = end + -length % 8
        if after > len(image) or any(image[end:after]):
            raise ValueError(f"octet {at}: the record is cut short, or its padding is not zero")
        yield Piece(at, layer, kind, image[at + 8 : end])
        at = after
        if layer == "libxc":
            # A CHECKPOINT hands the wire back to libxl as END does.
            if kind in (LIBXC_END, LIBXC_CHECKPOINT):
                layer = "libxl"
        elif kind == LIBXL_LIBXC_CONTEXT:
            layer = "libxc"
            yield Piece(at, layer, None, image[at : at + LIBXC_HEADERS])
            at += LIBXC_HEADERS
        elif kind == LIBXL_CHECKPOINT_END:
            layer = "libxc"  # and goes on without new headers
        elif kind == LIBXL_END:
            break
    if at < len(image):
        yield Piece(at, "after", None, image[at:])


def split_pages(body: bytes) -> list[tuple[int, int, bytes]]:
    """Return type, table entry and page (empty if it has none) of each pfn of a PAGE_DATA body."""
    (count,) = struct.unpack_from("<I", body, 0)
    at = 8 + 8 * count
    pages = []
    for entry in struct.unpack_from(f"<{count}Q", body, 8):
        kind = entry >> PFN_TYPE_SHIFT
        size = PAGE if kind in WITH_PAGE else 0
        pages.append((kind, entry, body[at : at + size]))
        at += size
    if at != len(body):
        raise ValueError("the pages do not fill the PAGE_DATA record")
    return pages


def join_pages(pages: list[tuple[int, int, bytes]]) -> bytes:
    """Return the PAGE_DATA body of these pages."""
    table = struct.pack(f"<II{len(pages)}Q", len(pages), 0, *(entry for _, entry, _ in pages))
    return table + b"".join(page for _, _, page in pages)


def few(pages: list[tuple[int, int, bytes]]) -> list[tuple[int, int, bytes]]:
    """Return the first pages of each type: two, but three tables, so that cr3's and cr1's stay."""
    kept = []
    found = dict.fromkeys(range(16), 0)
    for kind, entry, page in pages:
        found[kind] += 1
        if found[kind] <= (3 if kind in TABLES else 2):
            kept.append((kind, entry, page))
    return kept


def strip(image: bytes, whole: bool) -> bytes:
    """Return the image without guest memory, and cut to a few PAGE_DATA records unless `whole`."""
    stripped = bytearray()
    pv = False
    mixtures: set[frozenset[int]] = set()  # the sets of page types in this run of PAGE_DATA records
    for piece in frame(image):
        body = piece.body
        if piece.layer == "xl":
            for lab, neutral in NEUTRAL:
                body = body.replace(lab, neutral)
        elif piece.layer == "libxc" and piece.type is None:
            pv = struct.unpack_from("<I", body, LIBXC_GUEST_TYPE)[0] == X86_PV
        elif piece.layer == "libxl" and piece.type == LIBXL_EMULATOR_CONTEXT:
            body = (body[:EMULATOR_KEPT] + EMULATOR_MARK).ljust(len(body), b"\0")
        elif piece.layer == "libxc" and piece.type == LIBXC_PAGE_DATA:
            pages = split_pages(body)
            mixture = frozenset(kind for kind, _, _ in pages)
            # Short records are what a live round or a checkpoint sends again: all stay.
            if not whole and len(pages) == BATCH and mixture in mixtures:
                continue
            mixtures.add(mixture)
            # A record without any page stays as long as it was: it is small, and Xen writes such.
            if not whole and mixture & WITH_PAGE:
                pages = few(pages)
            body = join_pages(
                [
                    (kind, entry, page_table(page) if pv and kind in TABLES else bytes(len(page)))
                    for kind, entry, page in pages
                ]
            )
        else:
            mixtures.clear()
        stripped += piece._replace(body=body).octets()
    return bytes(stripped)


def pack(octets: bytes, whole: bool) -> bytes:
    """Return the octets as an xz file; the format holds no name and no time."""
    coder = {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}
    # Pfns count up, so neighbouring entries differ by a constant: 12 KB instead of 237 KB.
    filters = [{"id": lzma.FILTER_DELTA, "dist": 8}, coder] if whole else [coder]
    return lzma.compress(octets, filters=filters)


def make(streams: Path, out: Path) -> None:
    """Write all fixtures and print what they are."""
    out.mkdir(parents=True, exist_ok=True)
    for name in IMAGES:
        image = lzma.decompress((streams / f"{name}.img.xz").read_bytes())
        for whole in (False, True) if name == WHOLE_IMAGE else (False,):
            octets = strip(image, whole)
            packed = pack(octets, whole)
            target = out / f"{name}{'-full' if whole else ''}.img.xz"
            target.write_bytes(packed)
            records = sum(piece.type is not None for piece in frame(octets))
            print(f"{target.name}: {records} records, {len(octets)} octets, {len(packed)} packed")


def main() -> None:
    """Read the command line and make the fixtures."""
    parser = argparse.ArgumentParser(description="make tests/fixtures from real Xen images")
    parser.add_argument("--streams", type=Path, required=True, metavar="DIR", help="real *.img.xz")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="for the fixtures")
    arguments = parser.parse_args()
    make(arguments.streams, arguments.out)


if __name__ == "__main__":
    main()
