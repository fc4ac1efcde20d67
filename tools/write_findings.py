"""Writes tests/vectors/findings.json: what is found in each vector, field, message, Xen's words.

python tools/write_findings.py [--write]

Without --write it only tells, by its exit status, whether the file is as it should be. Read what
changed in the file before you commit it: it is what the tests expect from then on.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from vector_builder import load  # noqa: E402 - found by the line above
from vector_findings import FILE, text_of  # noqa: E402


def main(arguments: list[str]) -> int:
    """Write the file or compare it, and give the exit status."""
    text = text_of(load())
    if arguments == ["--write"]:
        FILE.write_text(text, encoding="utf-8")
        return 0
    if FILE.exists() and FILE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{FILE} is not what is found: run 'make docs' and read the difference", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
