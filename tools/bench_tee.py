"""Measures how fast `xenstream tee` passes a stream on, against what passes anything on.

python tools/bench_tee.py [--gibibytes N] [--turns N] [--json FILE]

The same pipe each time: a writer, what is measured, and a reader that counts. All of them take
turns in the same run, so that what slows the machine slows all of them. A promise that is not met
is said, and is no failure of this tool.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

import bench
import bench_streams

READER = """
import os
buffer, count = memoryview(bytearray(1 << 20)), 0
while True:
    some = os.readv(0, [buffer])
    if not some:
        break
    count += some
print(count)
"""
IN_MEMORY = Path("/dev/shm")
PROMISED = 0.8
MOST_RESIDENT = 40  # MiB


class Rival(NamedTuple):
    """Something that passes a stream on, and what it is compared with."""

    name: str
    command: list[str]
    peer: str | None = None


class Passed(NamedTuple):
    """What passing a stream on took."""

    gigabytes_a_second: float
    processor: float
    """Seconds for a GB."""
    most_resident: int
    """MiB."""


def pass_on(stream: bench_streams.Stream, command: list[str]) -> Passed:
    """Put a command between a writer and a reader, and give what it took.

    Raises:
        RuntimeError: not all came through, or the command did not end well.

    """
    begun = time.perf_counter()
    with subprocess.Popen(["cat", str(stream.path)], stdout=subprocess.PIPE) as writer:
        middle = subprocess.Popen(
            command, stdin=writer.stdout, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        _close(writer)
        with subprocess.Popen(
            [sys.executable, "-S", "-c", READER], stdin=middle.stdout, stdout=subprocess.PIPE
        ) as reader:
            _close(middle)
            count = int(reader.communicate()[0])
        _, status, usage = os.wait4(middle.pid, 0)
        middle.returncode = status  # it has been waited for
    seconds = time.perf_counter() - begun
    if status or count != stream.size:
        raise RuntimeError(f"{count} of {stream.size} octets, ended with {status}: {command}")
    processor = (usage.ru_utime + usage.ru_stime) / (stream.size / 1e9)
    return Passed(stream.size / seconds / 1e9, processor, usage.ru_maxrss >> 10)


def _close(process: subprocess.Popen[bytes]) -> None:
    """Leave a process's output to the next one."""
    if process.stdout is not None:
        process.stdout.close()


def rivals(folder: Path, form: str) -> list[Rival]:
    """Give what is measured; the copies go into `folder`."""
    ours = [*bench.OURS, "tee", "--format", form]
    return [
        Rival("cat", ["cat"]),
        Rival("xenstream tee", ours, "cat"),
        Rival("xenstream tee --stop-on-error", [*ours, "--stop-on-error"], "cat"),
        Rival("tee FILE", ["tee", str(folder / "theirs")]),
        Rival("xenstream tee --to FILE", [*ours, "--to", str(folder / "ours")], "tee FILE"),
    ]


def measure(
    stream: bench_streams.Stream, turns: int, folder: Path
) -> dict[str, dict[str, float | str | None]]:
    """Let all rivals take turns, and give a row for each."""
    bench.run([shutil.which("cat") or "cat", str(stream.path)])  # into the page cache
    contest = rivals(folder, stream.form)
    rates: dict[str, list[float]] = {rival.name: [] for rival in contest}
    processors: dict[str, list[float]] = {rival.name: [] for rival in contest}
    resident = dict.fromkeys(rates, 0)
    for _ in range(turns):
        for rival in contest:
            passed = pass_on(stream, rival.command)
            rates[rival.name].append(passed.gigabytes_a_second)
            processors[rival.name].append(passed.processor)
            resident[rival.name] = max(resident[rival.name], passed.most_resident)
            for copy in folder.iterdir():
                copy.unlink()
    return {
        rival.name: {
            "best": round(max(rates[rival.name]), 2),
            "median": round(median(rates[rival.name]), 2),
            "processor": round(min(processors[rival.name]), 3),
            "resident": resident[rival.name],
            "peer": rival.peer,
            "ratio": rival.peer and round(_ratio(rates, rival.name, rival.peer), 2),
        }
        for rival in contest
    }


def _ratio(rates: dict[str, list[float]], ours: str, peer: str) -> float:
    return median(rates[ours]) / median(rates[peer])


def as_table(what: str, rows: dict[str, dict[str, float | str | None]]) -> str:
    """Give the rows as a Markdown table."""
    lines = [
        f"| {what} | best, GB/s | median, GB/s | processor, s/GB | resident, MiB"
        " | ratio of medians |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, row in rows.items():
        ratio = "" if row["peer"] is None else f"{row['ratio']} times {row['peer']}"
        cells = (name, row["best"], row["median"], row["processor"], row["resident"], ratio)
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def missed(rows: dict[str, dict[str, float | str | None]]) -> list[str]:
    """Give what was promised and is not met."""
    ours = rows["xenstream tee"]
    checks = {
        f"{PROMISED} of cat's throughput": float(ours["ratio"] or 0) >= PROMISED,
        f"{MOST_RESIDENT} MiB at most": float(ours["resident"] or 0) <= MOST_RESIDENT,
    }
    return [what for what, is_met in checks.items() if not is_met]


def main() -> None:
    """Measure, print the tables, and say which promises are not met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--gibibytes", type=int, default=4, help="of pages (default: 4)")
    parser.add_argument("--turns", type=int, default=7, help="(default: 7)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there, too")
    options = parser.parse_args()
    bench.compile_sources()
    load = bench.Load()
    stream = bench_streams.sparse(bench.STREAMS, options.gibibytes)
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as folder:
        rows = measure(stream, options.turns, Path(folder))
    date = datetime.date.today().isoformat()
    print(f"{date}, " + ", ".join(f"{name} {value}" for name, value in bench.machine().items()))
    print(f"\n{as_table(f'{options.gibibytes} GiB', rows)}")
    told = load.told()
    print(f"\n{bench.in_words(told)}")
    misses = missed(rows)
    print("\nNot met: " + ", ".join(misses) if misses else "\nAll promises are met.")
    if options.json is not None:
        document = {"date": date, "machine": bench.machine(), "load": told, "results": rows}
        options.json.write_text(json.dumps(document, indent=2) + "\n")


if __name__ == "__main__":
    main()
