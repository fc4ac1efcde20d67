"""Runs a reader on every stream of the suite, and compares what it prints.

python3 check.py [--only FAMILY[/NAME]] READER [ARGUMENT ...]

The reader is called as `READER ARGUMENT ... FORMAT PATH` and prints the lines of that stream. Exits
with 0 if all agree, 1 if some do not, 2 if nothing could be compared.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from itertools import zip_longest
from pathlib import Path

HERE = Path(__file__).resolve().parent


def difference(wanted: bytes, printed: bytes) -> str:
    """Tell the first line that differs; empty where none does."""
    pairs = zip_longest(wanted.splitlines(), printed.splitlines(), fillvalue=b"nothing")
    for number, (want, got) in enumerate(pairs, 1):
        if want != got:
            return f"line {number}: expected {shown(want)}, printed {shown(got)}"
    return ""


def shown(line: bytes) -> str:
    return ascii(line[:200].decode("utf-8", "replace"))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", metavar="FAMILY[/NAME]", help="how names begin")
    parser.add_argument("reader", nargs=argparse.REMAINDER, metavar="READER")
    options = parser.parse_args()
    if not options.reader:
        parser.error("say the command of your reader")
    streams = json.loads((HERE / "manifest.json").read_text("utf-8"))["streams"]
    chosen = [each for each in streams if each["name"].startswith(options.only)]
    if not chosen:
        parser.error(f"no stream's name begins with {options.only}")
    agree: Counter[str] = Counter()
    for each in chosen:
        name = each["name"]
        command = [*options.reader, each["format"], str(HERE / "streams" / name)]
        try:
            printed = subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout
        except OSError as error:
            parser.error(f"{command[0]}: {error.strerror}")
        found = difference((HERE / "expected" / f"{name}.jsonl").read_bytes(), printed)
        if found:
            print(f"{name}: {found}")
        agree[name.split("/")[0]] += not found
    for family, count in agree.items():
        total = sum(each["name"].startswith(f"{family}/") for each in chosen)
        print(f"{family}: {count} of {total} agree")
    print(f"all: {sum(agree.values())} of {len(chosen)} agree")
    return int(sum(agree.values()) < len(chosen))


if __name__ == "__main__":
    sys.exit(main())
