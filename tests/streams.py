"""Small streams, built with plain struct, and ways to hand them over."""

from __future__ import annotations

import os
import pty
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

import xenstream

PAGE = 4096
END = 0
PAGE_DATA = 1
PV_INFO = 2
HVM_CONTEXT = 9
HVM_PARAMS = 10
STATIC_DATA_END = 16
XTAB = 15 << 60

CONTEXT_END = bytes(8)
"""The descriptor of END, with which an HVM_CONTEXT ends."""

XL_MAGIC = b"Xen saved domain, xl format\n \0 \r"


def record(kind: int, body: bytes = b"", order: str = "<", padding: bytes | None = None) -> bytes:
    """Give a record with its padding, zeros unless others are said."""
    if padding is None:
        padding = bytes(-len(body) % 8)
    return struct.pack(f"{order}II", kind, len(body)) + body + padding


def page_data(entries: Sequence[int], order: str = "<", pages: bytes | None = None) -> bytes:
    """Give the body of PAGE_DATA, with a page for each entry whose type has contents."""
    if pages is None:
        pages = bytes(PAGE) * sum(entry >> 60 not in (13, 14, 15) for entry in entries)
    header = struct.pack(f"{order}II", len(entries), 0)
    return header + struct.pack(f"{order}{len(entries)}Q", *entries) + pages


def libxc_headers(order: str = "<", version: int = 3, guest: int = 2) -> bytes:
    """Give the image header and the domain header."""
    image = struct.pack(">QIIHHI", 0xFFFFFFFFFFFFFFFF, 0x58454E46, version, int(order == ">"), 0, 0)
    return image + struct.pack(f"{order}IHHII", guest, 12, 0, 4, 17)


def state(order: str = "<") -> tuple[bytes, ...]:
    """Give what an HVM guest needs besides its memory, and without which END is too early."""
    return (
        record(HVM_CONTEXT, CONTEXT_END, order),
        record(HVM_PARAMS, struct.pack(f"{order}IIQQ", 1, 0, 1, 2), order),
    )


STATE = state()


def libxc(records: Sequence[bytes] | None = None, order: str = "<") -> bytes:
    """Give a libxc stream of these records and END; without any, of a few good ones."""
    if records is None:
        records = (
            record(PAGE_DATA, page_data((XTAB | 5, XTAB | 6), order), order),
            record(HVM_CONTEXT, b"\x13\0\0\0\5\0\0\0state" + CONTEXT_END, order),
            record(HVM_PARAMS, struct.pack(f"{order}IIQQ", 1, 0, 1, 2), order),
        )
    return libxc_headers(order) + b"".join(records) + record(END, b"", order)


def whole(records: Sequence[bytes], order: str = "<") -> bytes:
    """Give an HVM guest's libxc stream of these records and of what else it needs."""
    return libxc([*records, *state(order)], order)


DEVICE_STATE = b"QEVM\0\0\0\3\0"
"""qemu's header and end mark."""


def libxl(order: str = "<", inner: bytes | None = None) -> bytes:
    """Give a libxl stream around a libxc one, with a device model's two records."""
    emulator = struct.pack(f"{order}II", 2, 0)
    return b"".join(
        (
            struct.pack(">QII", 0x4C6962786C466D74, 2, int(order == ">")),
            record(1, b"", order),
            libxc(order=order) if inner is None else inner,
            record(2, emulator + b"key\0value\0", order),
            record(3, emulator + DEVICE_STATE, order),
            record(END, b"", order),
        )
    )


def xl(inner: bytes | None = None, config: bytes = b'{"b_info": {}}\0') -> bytes:
    """Give an xl image around a libxl stream."""
    optional = struct.pack("<I", len(config)) + config
    header = struct.pack("<IIII", 0x01020304, 3, 0, len(optional))
    return XL_MAGIC + header + optional + (libxl() if inner is None else inner)


SMALL: dict[str, bytes] = {
    "xl": xl(),
    "libxl": libxl(),
    "libxl-big": libxl(">"),
    "libxc": libxc(),
    "libxc-big": libxc(order=">"),
    "libxc-page": libxc(
        (
            record(PAGE_DATA, page_data((7, XTAB | 8))),
            *STATE,
        )
    ),
}
"""Valid streams by name; which format a name begins with is what it is."""


@contextmanager
def pipe_of(octets: bytes, step: int | None = None) -> Iterator[int]:
    """Give the reading end of a pipe that a thread fills, `step` octets a write."""
    reading, writing = os.pipe()

    def write() -> None:
        rest = memoryview(octets)
        try:
            while rest:
                rest = rest[os.write(writing, rest if step is None else rest[:step]) :]
        except BrokenPipeError:
            pass  # the reader has seen enough
        finally:
            os.close(writing)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield reading
    finally:
        os.close(reading)
        writer.join()


def through_pipe(octets: bytes, profile: str = "spec", format: str = "auto") -> xenstream.Report:
    """Verify what comes from a pipe."""
    with pipe_of(octets) as reading:
        return xenstream.verify(reading, profile=profile, format=format)


def through_file(
    octets: bytes, path: Path, profile: str = "spec", format: str = "auto"
) -> xenstream.Report:
    """Verify what stands in a file, at `path`."""
    path.write_bytes(octets)
    return xenstream.verify(path, profile=profile, format=format)


def codes(report: xenstream.Report) -> list[str]:
    """Give the codes of the findings, in their order."""
    return [finding.code for finding in report.findings]


COMMAND = (sys.executable, "-m", "xenstream", "verify")
_UNSET = ("NO_COLOR", "COLUMNS", "PYTHONUNBUFFERED")


def environment(**more: str) -> dict[str, str]:
    """Give an environment for a child in which nothing is said of terminals, but `more`."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
    return {**kept, "TERM": "xterm", **more}


def run(
    *arguments: str, stdin: bytes = b"", cwd: Path | None = None, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Run `xenstream verify` in a child, with `more` in its environment."""
    return run_command("verify", *arguments, stdin=stdin, cwd=cwd, **more)


def run_command(
    command: str, *arguments: str, stdin: bytes = b"", cwd: Path | None = None, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command of `xenstream` in a child, with `more` in its environment."""
    return subprocess.run(
        [sys.executable, "-m", "xenstream", command, *arguments],
        input=stdin,
        capture_output=True,
        env=environment(**more),
        cwd=cwd,
        timeout=300,
        check=False,
    )


def pseudo_terminal() -> tuple[int, int]:
    """Open one, and give both ends; skip the test where the machine has none."""
    try:
        return pty.openpty()
    except OSError as error:
        pytest.skip(f"no pseudo-terminal is to be had: {error}")
