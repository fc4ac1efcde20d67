"""What `show --like` prints is what Xen's own tools printed of the live domain."""

from __future__ import annotations

import difflib
import io
import lzma
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
import streams
from places import FIXTURES, GOLDEN, STREAMS

TOLD = sorted(STREAMS.glob("*.hvmctx.txt"))

needs_streams = pytest.mark.skipif(not TOLD, reason=f"no xen-hvmctx texts in {STREAMS}")

DIFFER = (
    "    CPU:    rax ",  # the suspend hypercall's return value
    "            tsc ",
    "          isr 0 counter ",
    "          timer0 config ",  # the next tick
    "    ACPI PM: TMR_VAL ",
)
"""How the lines begin that differ: a live domain's clocks went on, and its suspend returned."""


def like(tool: str, *arguments: str | Path) -> list[str]:
    command = [sys.executable, "-m", "xenstream", "show", "--like", tool, *map(str, arguments)]
    run = subprocess.run(
        command, capture_output=True, text=True, env=streams.environment(), check=True
    )
    return run.stdout.splitlines()


@needs_streams
@pytest.mark.parametrize("told", TOLD, ids=lambda path: path.name)
def test_xen_hvmctx(told: Path, tmp_path: Path) -> None:
    name = told.name.replace(".hvmctx.txt", ".img")
    with lzma.open(STREAMS / f"{name}.xz") as packed:
        (tmp_path / name).write_bytes(packed.read())
    theirs = told.read_text("ascii").splitlines()
    domain = theirs[0].rpartition(" ")[2]
    ours = like("xen-hvmctx", "--domain", domain, tmp_path / name)
    assert len(ours) == len(theirs) > 100
    changed = [
        line[1:]
        for line in difflib.unified_diff(theirs, ours, lineterm="", n=0)
        if line[0] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert [line for line in changed if not line.startswith(DIFFER)] == []
    assert len(changed) <= 14


@pytest.mark.parametrize(
    ("tool", "image"),
    [
        ("xen-hvmctx", "hvm-vga-save-p.img.xz"),
        ("xen-cpuid", "hvm-vga-save-p.img.xz"),
        ("xen-cpuid", "pv-save-p.img.xz"),
    ],
)
def test_golden(tool: str, image: str) -> None:
    """What is printed is what stands in golden/; with GOLDEN=write it is put there."""
    told = "\n".join(like(tool, FIXTURES / image)) + "\n"
    golden = GOLDEN / f"like-{tool}-{image.partition('.')[0]}.txt"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(told)
    assert told == golden.read_text()


def test_nothing_of_the_kind() -> None:
    command = [sys.executable, "-m", "xenstream", "show", "--like", "xen-hvmctx"]
    run = subprocess.run([*command, FIXTURES / "pv-save-p.img.xz"], capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (2, "")
    assert "nothing there of that name" in run.stderr


def test_a_state_that_is_cut(tmp_path: Path) -> None:
    """Every truncation in HVM_CONTEXT prints what there is, and nothing is raised."""
    octets = lzma.decompress((FIXTURES / "hvm-vga-save-p.img.xz").read_bytes())
    import xenstream
    from xenstream.report import xen_hvmctx
    from xenstream.tree.items import tree_of

    path = tmp_path / "cut"
    for size in range(0x6D1A, 0x6D1A + 12464, 1009):
        path.write_bytes(octets[:size])
        with xenstream.open(path) as stream:
            (tree,) = [
                tree
                for tree in map(tree_of, stream.items())
                if tree is not None and tree.field.id == "HVM_CONTEXT"
            ]
        lines = list(xen_hvmctx.lines(tree, 0))
        assert lines[0] == "HVM save record for domain 0"


def every_kind() -> bytes:
    """Give an HVM_CONTEXT with entries of all kinds, full of numbers that are all different."""
    from hashlib import shake_128

    sizes = {2: 1032, 16: 832, 17: 216, 18: 32, 19: 8, 20: 32, 99: 21}
    kinds: list[tuple[int, int, int]] = []
    octets = lzma.decompress((FIXTURES / "hvm-vga-save-p.img.xz").read_bytes())
    import xenstream

    with xenstream.open(io.BytesIO(octets)) as stream:
        (record,) = [one for one in stream if one.kind == "libxc HVM_CONTEXT"]
        kinds += [
            (entry.header.typecode, entry.header.instance, entry.header.len_body)
            for entry in record.body.entries
        ]
    end = kinds.pop()
    kinds += [(kind, 2, size) for kind, size in sizes.items()]
    kinds += [(kind, 3, size) for kind, size in sizes.items()]
    made = b""
    for index, (kind, instance, size) in enumerate([*kinds, end]):
        made += struct.pack("<HHI", kind, instance, size) + shake_128(bytes([index])).digest(size)
    return made


def test_every_kind_of_entry() -> None:
    """The golden text was printed by Xen's own xen-hvmctx, the same of 4.14, 4.17 and 4.20.

    It was built of RELEASE-4.14.0, 4.17.0 and 4.20.0 and given these octets in the place of a live
    domain's.
    """
    import xenstream
    from xenstream.report import xen_hvmctx
    from xenstream.tree.items import tree_of

    image = streams.libxc([streams.record(9, every_kind())])
    with xenstream.open(io.BytesIO(image)) as stream:
        (tree,) = [
            tree
            for tree in map(tree_of, stream.items())
            if tree is not None and tree.field.id == "HVM_CONTEXT"
        ]
    told = (GOLDEN / "xen-hvmctx-every-kind.txt").read_text("ascii").splitlines()
    assert list(xen_hvmctx.lines(tree, 7)) == told
