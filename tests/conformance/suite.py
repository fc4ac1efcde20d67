"""Writes the streams and the expected lines as a directory that another project can take.

python tests/conformance/suite.py OUT       write all of it
python tests/conformance/suite.py --manifest  write the manifest alone, into suite/
python tests/conformance/suite.py --check   compare the committed manifest with what would be
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import corpus  # noqa: E402
import expected  # noqa: E402

VERSION = "1.0.0"
SUITE = HERE / "suite"
DOCS = HERE.parent.parent / "docs"
MANIFEST = "manifest.json"


def lines_of(stream: corpus.Stream) -> bytes:
    lines = map(expected.text, expected.read(stream.form, stream.octets))
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def build(out: Path | None) -> str:
    """Write the streams and the lines where a folder is given; return the manifest."""
    listed = []
    for stream in corpus.suite():
        lines = lines_of(stream)
        name = f"{stream.family}/{stream.name}"
        listed.append(
            {
                "name": name,
                "format": stream.form,
                "stream_sha256": hashlib.sha256(stream.octets).hexdigest(),
                "expected_sha256": hashlib.sha256(lines).hexdigest(),
            }
        )
        if out:
            put(out / "streams" / name, stream.octets)
            put(out / "expected" / f"{name}.jsonl", lines)
    # A stream a line, so that a change of one shows as one.
    rows = ",\n".join(f"    {json.dumps(each)}" for each in listed)
    return f'{{\n  "version": "{VERSION}",\n  "streams": [\n{rows}\n  ]\n}}\n'


def put(path: Path, octets: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(octets)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", nargs="?", type=Path)
    parser.add_argument("--manifest", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if not (options.out or options.manifest or options.check):
        parser.error("say where to, or --manifest, or --check")
    try:
        return write(options)
    except OSError as error:
        print(f"{error.filename or options.out}: {error.strerror}", file=sys.stderr)
        return 2


def write(options: argparse.Namespace) -> int:
    if options.out and options.out.is_dir() and any(options.out.iterdir()):
        print(f"{options.out}: not empty", file=sys.stderr)
        return 2
    # The manifest comes last, so that a part of a suite has none.
    manifest = build(options.out)
    if options.out:
        compiled = shutil.ignore_patterns("__pycache__")
        shutil.copytree(SUITE, options.out, ignore=compiled, dirs_exist_ok=True)
        shutil.copy(HERE / "LINES.md", options.out)
        shutil.copy(DOCS / "format.md", options.out)
        shutil.copytree(DOCS / "format", options.out / "format", dirs_exist_ok=True)
        (options.out / MANIFEST).write_text(manifest, "utf-8")
    if options.manifest:
        (SUITE / MANIFEST).write_text(manifest, "utf-8")
    if options.check and (SUITE / MANIFEST).read_text("utf-8") != manifest:
        print("tests/conformance/suite/manifest.json is stale: make conformance-table")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
