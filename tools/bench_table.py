"""Writes README's table of what `make bench` has measured: `make bench-table`.

python tools/bench_table.py [--readme FILE] BENCH_JSON BENCH_TEE_JSON

It stands between two comments in README, and nothing of it is written by hand.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from bench import amount, in_words, number

BEGIN, END = "<!-- made by make bench-table -->\n", "<!-- end -->"
PEERS = {
    "start": "`import argparse, json`",
    "verify": "verify-stream-v2",
    "4 GiB through a pipe": "`dd bs=1M`",
    "10000 small images": "the library's calls alone",
}
"""What is compared with, by how the name of a row begins."""


def table(bench: dict[str, Any], tee: dict[str, Any]) -> str:
    """Give the sentence and the table."""
    of = bench["machine"]
    lines = [
        f"On {bench['date']}, on {of['cores']} cores of {of['cpu']}, {of['python']}; wall is the"
        " median of all turns, CPU the least of them; the ratio is that of CPU where it was"
        f" measured. {_sentence(in_words(bench['load']))}",
        "",
        "| what | wall | CPU | peer | wall | CPU | ratio | aim |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in bench["results"]:
        lines.append(_line(row["what"], row["unit"], row["ours"], row["peer"], row))
    for name, row in tee["results"].items():
        if row["peer"]:
            peer = tee["results"][row["peer"]]
            cells = (
                f"`{name}`, 4 GiB",
                *_of_tee(row),
                f"`{row['peer']}`",
                *_of_tee(peer),
                f"{number(row['ratio'])} times",
                _aim(">= 0.8 times", row["ratio"] >= 0.8),
            )
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _line(
    what: str, unit: str, ours: dict[str, Any], peer: dict[str, Any] | None, row: dict[str, Any]
) -> str:
    named = next((PEERS[begin] for begin in PEERS if what.startswith(begin)), "") if peer else ""
    ratio = row["ratio"] if row["processor_ratio"] is None else row["processor_ratio"]
    cells = (
        what,
        *_of(ours, unit),
        named,
        *(("", "") if peer is None else _of(peer, unit)),
        "" if ratio is None else f"{number(ratio)} times",
        _aim(row["promised"], row["met"]),
    )
    return f"| {' | '.join(cells)} |"


def _of(measured: dict[str, Any], unit: str) -> tuple[str, str]:
    processor = measured["processor"]
    return amount(measured["median"], unit), "" if processor is None else amount(processor, unit)


def _of_tee(row: dict[str, Any]) -> tuple[str, str]:
    return amount(row["median"], "GB/s"), amount(row["processor"], "s/GB")


def _aim(promised: str, is_met: bool | None) -> str:
    sign, limit, *unit = promised.split()
    missed = ", not reached" if is_met is False else ""
    return f"{limit} {' '.join(unit)} at {'least' if sign == '>=' else 'most'}{missed}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def main() -> int:
    """Write the table where it stands, and give 1 where there is no place for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    readme = Path(__file__).resolve().parent.parent / "README.md"
    parser.add_argument("--readme", type=Path, default=readme, metavar="FILE")
    parser.add_argument("bench", type=Path)
    parser.add_argument("tee", type=Path)
    options = parser.parse_args()
    made = table(json.loads(options.bench.read_text()), json.loads(options.tee.read_text()))
    text = options.readme.read_text("utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        print(f"{options.readme}: no {BEGIN.strip()} before an {END}", file=sys.stderr)
        return 1
    options.readme.write_text(f"{before}{begin}\n{made}\n{end}{after}", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
