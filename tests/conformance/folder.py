"""The streams of somebody's folder, recognised by how they begin; `.xz` is unpacked."""

from __future__ import annotations

import lzma
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import expected
from corpus import Stream

LARGEST = 1 << 30
"""Octets: the drivers hold a stream in the memory."""


class NotReadError(Exception):
    """Why a file is not read."""


def contents(path: Path) -> tuple[str | None, bytes]:
    """Read a file, if it is a stream.

    Raises:
        NotReadError: it cannot be read.

    """
    if not path.is_file():
        raise NotReadError("not a regular file")
    try:
        with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as file:
            octets = file.read(32)
            form = expected.recognise(octets)
            if form and path.suffix != ".xz" and path.stat().st_size > LARGEST:
                raise NotReadError(f"more than {LARGEST} octets")
            while form and len(octets) <= LARGEST:
                more = file.read(LARGEST // 8)
                if not more:
                    return form, octets
                octets += more
    except (OSError, EOFError, lzma.LZMAError) as error:
        reason = getattr(error, "strerror", None) or f"no whole xz file: {error}"
        raise NotReadError(reason) from error
    if form:
        raise NotReadError(f"more than {LARGEST} octets")
    return None, b""


def paths(folder: Path, wrong: list[str]) -> Iterator[Path]:
    def cannot_enter(error: OSError) -> None:
        wrong.append(f"not read: {error.filename}: {error.strerror}")

    for inner, folders, files in os.walk(folder, onerror=cannot_enter):
        folders.sort()
        yield from (Path(inner) / name for name in sorted(files))


def streams(folder: Path, wrong: list[str]) -> Iterator[Stream]:
    """Find the streams; what cannot be read is added to `wrong`, what is no stream is told."""
    for path in paths(folder, wrong):
        try:
            form, octets = contents(path)
        except NotReadError as error:
            wrong.append(f"not read: {path}: {error}")
            continue
        if form:
            yield Stream("folder", str(path.relative_to(folder)), form, octets)
        else:
            print(f"skipped, no stream that the specs describe: {path}", file=sys.stderr)
