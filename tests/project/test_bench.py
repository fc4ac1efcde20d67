"""What the benchmarks tell is told as it was measured."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import bench
import bench_table

Measured, Row = bench.Measured, bench.Row


@pytest.mark.parametrize(
    ("row", "ratio", "by_processor", "met"),
    [
        (
            Row("x", "s", Measured(1, 2, 3, 0.5), Measured(3, 12, 3, 2.0), ">= 5 times"),
            6.0,
            4.0,
            False,
        ),
        (
            Row("x", "s", Measured(1, 2, 3, 0.5), Measured(3, 12, 3, 3.0), ">= 5 times"),
            6.0,
            6.0,
            True,
        ),
        (
            Row("x", "ms", Measured(1, 2, 3, 1.0), Measured(1, 4, 3, 1.0), "<= 1 times"),
            0.5,
            1.0,
            True,
        ),
        (
            Row("x", "GB/s", Measured(1, 3, 3), Measured(1, 4, 3), ">= 0.8 times"),
            0.75,
            None,
            False,
        ),
        (Row("x", "us", Measured(5, 20, 3, 6.5), None, "<= 7 us"), None, None, True),
        (Row("x", "MiB", Measured(31, 31, 1), None, "<= 30 MiB"), None, None, False),
        (Row("x", "s", Measured(1, 1, 1, 1.0), None, ">= 30 times"), None, None, None),
    ],
)
def test_promises(
    row: bench.Row, ratio: float | None, by_processor: float | None, met: bool | None
) -> None:
    assert (row.ratio, row.processor_ratio, row.met) == (ratio, by_processor, met)


def test_a_processs_time_is_the_processors() -> None:
    slept, worked = (
        bench.run([sys.executable, "-S", "-c", code])
        for code in ("import time; time.sleep(.5)", "sum(range(6_000_000))")
    )
    assert slept.seconds >= 0.5 > slept.processor
    assert 0 < worked.processor <= 1.1 * worked.seconds


def test_the_load_of_others_is_a_share() -> None:
    load = bench.Load()
    bench.run([sys.executable, "-c", "sum(range(3_000_000))"])
    told = load.told()
    assert told["others"] is None or 0 <= told["others"] <= 1
    assert "the load was" in bench.in_words(told)


def test_the_table_stands_in_its_place(tmp_path: Path) -> None:
    rows = [
        Row(
            "verify a 4 GiB stream",
            "s",
            Measured(1, 2, 3, 0.5),
            Measured(3, 12, 3, 9),
            ">= 15 times",
        ),
        Row("resident, 64 GiB stream", "MiB", Measured(15, 15, 1), None, "<= 30 MiB"),
        Row(
            "10000 small images, text",
            "s",
            Measured(1, 1, 3, 1.3),
            Measured(1, 1, 3, 1),
            "<= 1.2 times",
        ),
    ]
    load: dict[str, float | None] = {"load_before": 1.0, "load_after": 2.0, "others": 0.25}
    document = bench.as_json(rows, "2026-01-02", load)
    tee = {
        "cat": {"median": 2.0, "processor": 0.1, "peer": None, "ratio": None},
        "xenstream tee": {"median": 1.9, "processor": 0.2, "peer": "cat", "ratio": 0.95},
    }
    (tmp_path / "bench.json").write_text(json.dumps(document))
    (tmp_path / "tee.json").write_text(json.dumps({"results": tee}))
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{bench_table.BEGIN}old\n{bench_table.END}\nafter\n", "utf-8")
    tool = str(ROOT / "tools" / "bench_table.py")
    command = [sys.executable, tool, "--readme", str(readme), "bench.json", "tee.json"]
    for _ in range(2):
        subprocess.run(command, cwd=tmp_path, check=True)
    lines = readme.read_text("utf-8").splitlines()
    assert (lines[0], lines[-1]) == ("before", "after")
    assert "old" not in lines
    assert any("25% of the processors were others'" in line for line in lines)
    assert (
        "| verify a 4 GiB stream | 2.00 s | 0.500 s | verify-stream-v2 | 12.0 s | 9.00 s"
        in "\n".join(lines)
    )
    assert [line.split("|")[-2].strip() for line in lines if line.startswith("| ")] == [
        "aim",
        "15 times at least",
        "30 MiB at most",
        "1.2 times at most, not reached",
        "0.8 times at least",
    ]
    readme.write_text("no place", "utf-8")
    assert subprocess.run(command, cwd=tmp_path, stderr=subprocess.DEVNULL).returncode == 1


def test_readme_has_the_place() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert bench_table.BEGIN in text
    assert bench_table.END in text.partition(bench_table.BEGIN)[2]
