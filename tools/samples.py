"""Unpacks the bundled sample images, so that `make verify` has something to verify.

python tools/samples.py FOLDER
"""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path

FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures"


def unpack(folder: Path) -> None:
    """Write the fixtures that are good into `folder`, those that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    expected = json.loads((FIXTURES / "expected.json").read_text())
    for name, verdicts in expected.items():
        image = folder / name
        if verdicts["spec"] == "valid" and not image.exists():
            partial = image.with_suffix(".partial")
            partial.write_bytes(lzma.decompress((FIXTURES / f"{name}.xz").read_bytes()))
            partial.rename(image)


if __name__ == "__main__":
    unpack(Path(sys.argv[1]))
