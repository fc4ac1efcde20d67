"""Prints a line a language: its name, a colon, and what keeps it from being read or compiled here.

python tests/conformance/missing.py
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import compiled
import languages

if __name__ == "__main__":
    found = {name: each.missing() for name, each in languages.LANGUAGES.items()}
    found.update({name: each.missing() for name, each in compiled.COMPILED.items()})
    for name, missing in found.items():
        print(f"{name}: {missing}".rstrip())
