"""Writes src/xenstream/rules/examples.json: two test vectors for each rule, out of tests/vectors.

python tools/rule_examples.py [--write]

Without --write it only tells, by its exit status, whether the file is as it should be.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from vector_examples import examples  # noqa: E402 - found by the line above

FILE = ROOT / "src" / "xenstream" / "rules" / "examples.json"


def main(arguments: list[str]) -> int:
    """Write the file or compare it, and give the exit status."""
    text = json.dumps(examples(), indent=2) + "\n"
    if arguments == ["--write"]:
        FILE.write_text(text, encoding="utf-8")
        return 0
    if FILE.exists() and FILE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{FILE} is not what the vectors give: run 'make docs'", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
