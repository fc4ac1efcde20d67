"""Makes one file that runs with any Python 3.9 and newer, and needs no pip.

python tools/zipapp.py [OUT]

It has the package, the generated parsers, traced ones too, and kaitaistruct, with their licences,
and is the same to the octet whenever it is made of the same sources.
"""

from __future__ import annotations

import importlib.metadata
import io
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = ROOT / "dist" / "xenstream.pyz"
MAIN = b"""import sys

if sys.version_info < (3, 9):  # said by Pythons of all ages
    sys.stderr.write("xenstream: Python 3.9 or newer is needed\\n")
    sys.exit(2)
from xenstream.cli import entry

entry()
"""
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


def contents() -> dict[str, bytes]:
    """Give the files by their names in the archive."""
    files = {"__main__.py": MAIN}
    for folder, package in (
        (ROOT / "src", "xenstream"),
        (ROOT / "generated", "xenstream_parsers"),
        (ROOT / "generated", "xenstream_trees"),
    ):
        for path in sorted((folder / package).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                files[path.relative_to(folder).as_posix()] = path.read_bytes()
    runtime = importlib.metadata.distribution("kaitaistruct")
    for file in runtime.files or ():
        if file.suffix == ".py" or "license" in file.name.lower():
            files[str(file)] = Path(str(runtime.locate_file(file))).read_bytes()
    for path in sorted(ROOT.glob("LICENSE*")):
        if path.is_file():
            files[path.name] = path.read_bytes()
    return files


def archive() -> bytes:
    """Give the file's octets."""
    packed = io.BytesIO(b"")
    packed.write(b"#!/usr/bin/env python3\n")
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as into:
        for name, octets in contents().items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            into.writestr(entry, octets)
    return packed.getvalue()


def main() -> None:
    """Write it."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(archive())
    out.chmod(0o755)
    print(f"{out}: {out.stat().st_size} octets; run it with any Python 3.9 or newer")


if __name__ == "__main__":
    main()
