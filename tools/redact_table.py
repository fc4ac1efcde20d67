"""Writes the table of what `xenstream redact` keeps into docs/redact.md.

python tools/redact_table.py [--write]

Without --write it only tells, by its exit status, whether the page has the table.
"""

from __future__ import annotations

import sys
from pathlib import Path

from xenstream.redact import table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "redact.md"
BEGIN = "<!-- made by make docs -->\n\n"


def main() -> int:
    """Write the page, or hold it against the table."""
    old = PAGE.read_text(encoding="utf-8")
    page = old.partition(BEGIN)[0] + BEGIN + table.markdown()
    if "--write" in sys.argv[1:]:
        PAGE.write_text(page, encoding="utf-8")
    elif page != old:
        print("docs/redact.md has not the table of what stays: run `make docs`", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
