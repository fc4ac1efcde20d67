"""Runs a reader on every stream of the suite, and compares what it prints.

python3 check.py [--only FAMILY[/NAME]] [--timeout SECONDS] READER [ARGUMENT ...]

The reader is called as `READER ARGUMENT ... FORMAT PATH` and prints the lines of that stream. Exits
with 0 if all agree, 1 if some do not, 2 if nothing could be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from itertools import zip_longest
from pathlib import Path

HERE = Path(__file__).resolve().parent


def difference(wanted: bytes, printed: bytes) -> str:
    """Tell the first line that differs; empty where none does."""
    pairs = zip_longest(wanted.split(b"\n"), printed.split(b"\n"))
    for number, (want, got) in enumerate(pairs, 1):
        if want != got:
            at = len(os.path.commonprefix([want or b"", got or b""]))
            return f"line {number}: expected {around(want, at)}, printed {around(got, at)}"
    return ""


def around(line: bytes | None, at: int) -> str:
    """Show a part of a line, that at which it differs."""
    if line is None:
        return "nothing"
    begin = max(0, at - 60) if at + 20 > 80 else 0
    shown = ascii(line[begin : at + 100].decode("utf-8", "replace"))[1:-1]
    return f"{'…' * bool(begin)}{shown}{'…' * (len(line) > at + 100)}" if line else "an empty line"


def said(reader: list[str], form: str, name: str, timeout: float) -> str:
    """Tell how a reader differs on a stream; empty where it does not."""
    command = [*reader, form, str(HERE / "streams" / name)]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        return f"the reader was not done after {timeout:g} seconds"
    if done.returncode:
        return f"the reader ended with {done.returncode}"
    return difference((HERE / "expected" / f"{name}.jsonl").read_bytes(), done.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="", metavar="FAMILY[/NAME]", help="how names begin")
    parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS", help="a stream's")
    parser.add_argument("reader", nargs=argparse.REMAINDER, metavar="READER")
    options = parser.parse_args()
    if not options.reader:
        parser.error("say the command of your reader")
    agree: Counter[str] = Counter()
    total: Counter[str] = Counter()
    try:
        streams = json.loads((HERE / "manifest.json").read_text("utf-8"))["streams"]
        for each in (one for one in streams if one["name"].startswith(options.only)):
            name = each["name"]
            found = said(options.reader, each["format"], name, options.timeout)
            if found:
                print(f"{name}: {found}")
            family = name.split("/")[0]
            total[family] += 1
            agree[family] += not found
        for family, count in total.items():
            print(f"{family}: {agree[family]} of {count} agree")
        print(f"all: {sum(agree.values())} of {sum(total.values())} agree", flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except OSError as error:
        parser.error(f"{error.filename}: {error.strerror}")
    if not total:
        parser.error(f"no stream's name begins with {options.only}")
    return int(sum(agree.values()) < sum(total.values()))


if __name__ == "__main__":
    sys.exit(main())
