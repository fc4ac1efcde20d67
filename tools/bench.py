"""Measures the verifier's speed and memory against Xen's own, and against what was promised.

python tools/bench.py [--quick] [--whole] [--json FILE]

Both sides run in the same interpreter, on the same files, one after the other in turns, and the
bytecode of both is compiled before, as a package's is. It prints a table: beside the wall's time
(medians) stands the processor's (the least of all turns), which what else the machine does makes
longer by far less, and the ratios of both; promises are held against the processor's where there
is one. At the end it says how much else the machine did. A promise that is not met is said, and is
no failure of this tool.
"""

from __future__ import annotations

import argparse
import compileall
import datetime
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Callable, NamedTuple

import bench_streams

ROOT = Path(__file__).resolve().parent.parent
STREAMS = ROOT / ".cache" / "bench"
CONSOLE_SCRIPT = Path(sys.executable).parent / "xenstream"

OURS = [sys.executable, "-m", "xenstream"]
BARE_START = [sys.executable, "-c", "import argparse, json"]

TURNS = 11
STARTS = 40
IMAGES = 10_000
PEERS_GIBIBYTES = 8
"""Of the 64 GiB stream: what Xen's verifier gets, unless the whole is wanted."""


class Taken(NamedTuple):
    """What a work took, in the unit of its row."""

    wall: float
    processor: float | None = None


class Run(NamedTuple):
    """What one process took."""

    seconds: float
    processor: float
    """Seconds, in the system's hands too."""
    most_resident: int
    """Octets. No less than what the process had that started it: see `run_from_small`."""
    octets_read: int | None
    """By its reads of files and pipes, None where the system does not count them."""


class Measured(NamedTuple):
    """One thing measured several times, in the unit of its row."""

    best: float
    median: float
    runs: int
    processor: float | None = None
    """The least of the processor's time, where that was measured."""


class Row(NamedTuple):
    """A line of the table."""

    what: str
    unit: str
    ours: Measured
    peer: Measured | None
    """Xen's verifier, dd, or a bare Python."""
    promised: str
    """Begins with >= or <=. It is about the ratio where it ends in `times`, else about ours."""

    @property
    def ratio(self) -> float | None:
        """The promised ratio by the wall's medians."""
        return None if self.peer is None else self._ratio(self.ours.median, self.peer.median)

    @property
    def processor_ratio(self) -> float | None:
        """The promised ratio by the processor's time."""
        if self.peer is None or self.ours.processor is None or self.peer.processor is None:
            return None
        return self._ratio(self.ours.processor, self.peer.processor)

    def _ratio(self, ours: float, peer: float) -> float | None:
        """Give how much faster than the peer, or how many times as long, by what is promised."""
        if not self.promised.endswith("times"):
            return None
        return peer / ours if self.unit in ("s", "ms") and ">=" in self.promised else ours / peer

    @property
    def met(self) -> bool | None:
        """Whether the promise is met, None where there was nothing to compare with."""
        sign, limit = self.promised.split()[:2]
        value: float | None
        if self.promised.endswith("times"):
            value = self.ratio if self.processor_ratio is None else self.processor_ratio
        else:
            value = self.ours.median if self.ours.processor is None else self.ours.processor
        if value is None:
            return None
        return value >= float(limit) if sign == ">=" else value <= float(limit)


# Processes


def run(arguments: list[str], environment: dict[str, str] | None = None) -> Run:
    """Run a process to its end, and give what it took.

    Raises:
        RuntimeError: it did not end well, so that its time says nothing.

    """
    to_null = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    given = os.environ if environment is None else environment
    begun = time.perf_counter()
    child = os.posix_spawn(arguments[0], arguments, given, file_actions=to_null)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    seconds = time.perf_counter() - begun
    octets_read = _octets_read(child)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"ended with {status}: {' '.join(arguments)}")
    unit = 1 if sys.platform == "darwin" else 1024
    processor = usage.ru_utime + usage.ru_stime
    return Run(seconds, processor, usage.ru_maxrss * unit, octets_read)


def run_from_small(arguments: list[str]) -> Run:
    """Do what `run` does from a new process that has imported nothing but this file.

    On Linux the peak of a child begins with that of its parent, which it is a copy of before it
    becomes another program; and this process may have unpacked an image.
    """
    code = "import sys, bench; print(*bench.run(sys.argv[1:]))"
    starter = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(
        starter, cwd=Path(__file__).parent, check=True, stdout=subprocess.PIPE, text=True
    )
    seconds, processor, most_resident, octets_read = done.stdout.split()
    return Run(
        float(seconds),
        float(processor),
        int(most_resident),
        None if octets_read == "None" else int(octets_read),
    )


def _octets_read(child: int) -> int | None:
    """Give what a process has read; one that has ended must not have been waited for yet."""
    try:
        lines = Path(f"/proc/{child}/io").read_text().splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) for line in lines if line.startswith("rchar:"))


def in_turns(turns: int, *works: Callable[[], Taken]) -> list[Measured]:
    """Do each work once a turn, so that what slows the machine slows all of them."""
    taken: list[list[Taken]] = [[] for _ in works]
    for _ in range(turns):
        for work, values in zip(works, taken):
            values.append(work())
    return [_measured(values) for values in taken]


def _measured(values: list[Taken]) -> Measured:
    walls = [value.wall for value in values]
    processors = [value.processor for value in values if value.processor is not None]
    return Measured(min(walls), median(walls), len(values), min(processors, default=None))


def seconds_of(
    arguments: list[str], environment: dict[str, str] | None = None, unit: float = 1
) -> Callable[[], Taken]:
    """Give a work that runs a process and tells its seconds, or such parts of them."""

    def work() -> Taken:
        process = run(arguments, environment)
        return Taken(process.seconds / unit, process.processor / unit)

    return work


def verify(stream: bench_streams.Stream) -> list[str]:
    """Give the command that verifies a stream, told what it is as Xen's verifier has to be."""
    ours = [str(CONSOLE_SCRIPT)] if CONSOLE_SCRIPT.exists() else OURS
    return [*ours, "verify", "--format", stream.form, str(stream.path)]


# Xen's verifier


class Peer(NamedTuple):
    """Xen's verifier, of Debian's package."""

    script: Path
    environment: dict[str, str]

    def verify(self, stream: bench_streams.Stream, unit: float = 1) -> Callable[[], Taken]:
        """Give a work that verifies a stream."""
        arguments = ["--in", str(stream.path), "--format", stream.form]
        return seconds_of([sys.executable, str(self.script), *arguments], self.environment, unit)


def xens_verifier() -> Peer | None:
    """Give Xen's verifier, downloaded where it is not here yet; None where it cannot be had."""
    sys.path.append(str(ROOT / "tests"))
    import upstream_verifier

    try:
        folder = upstream_verifier.fetch()
    except upstream_verifier.UnavailableError as error:
        print(f"without Xen's verifier: {error}", file=sys.stderr)
        return None
    library = folder / upstream_verifier.LIBRARY
    compileall.compile_dir(library / "xen", quiet=2)
    return Peer(folder / upstream_verifier.SCRIPT, {**os.environ, "PYTHONPATH": str(library)})


# What is measured


def memory(big: bench_streams.Stream, small: bench_streams.Stream) -> list[Row]:
    """Measure resident memory, and how much of a big file is read."""
    nothing = run_from_small(verify(bench_streams.tiny(STREAMS)))
    of_big, of_small = run_from_small(verify(big)), run_from_small(verify(small))
    rows = [
        Row("resident, 64 GiB stream", "MiB", _mebibytes(of_big), None, "<= 30 MiB"),
        Row("resident, 100 000 records", "MiB", _mebibytes(of_small), None, "<= 30 MiB"),
    ]
    if of_big.octets_read is not None and nothing.octets_read is not None:
        share = 100 * (of_big.octets_read - nothing.octets_read) / big.size
        rows.append(Row("octets read, 64 GiB stream", "%", _once(share), None, "<= 0.5 %"))
    return rows


def _mebibytes(process: Run) -> Measured:
    return _once(process.most_resident / (1 << 20))


def _once(value: float) -> Measured:
    return Measured(value, value, 1)


def starting(quick: bool, peer: Peer | None) -> list[Row]:
    """Measure the start, against a Python that imports what any such tool imports.

    Where there is a console script, it on a tiny file is held against Xen's verifier, too.
    """
    stream = bench_streams.tiny(STREAMS)
    commands = {"python -m xenstream": OURS}
    if CONSOLE_SCRIPT.exists():
        commands["xenstream"] = [str(CONSOLE_SCRIPT)]
    starts = {
        f"start: {name} {words}": [*command, *rest]
        for name, command in commands.items()
        for words, rest in (("--version", ["--version"]), ("verify", ["verify", str(stream.path)]))
    }
    works = [seconds_of(command, unit=_MILLI) for command in (BARE_START, *starts.values())]
    if peer is not None:
        works.append(peer.verify(stream, _MILLI))
    bare, *taken = in_turns(STARTS // 2 if quick else STARTS, *works)
    rows = [Row(what, "ms", ours, bare, "<= 2 times") for what, ours in zip(starts, taken)]
    if peer is not None:
        xens = taken[len(starts)]
        rows.append(Row("verify a tiny file", "ms", taken[len(starts) - 1], xens, "<= 1 times"))
    return rows


_MILLI = 1e-3


def whole_process(what: str, stream: bench_streams.Stream, peer: Peer | None, promised: str) -> Row:
    """Measure whole processes on a stream whose file is in the page cache."""
    _warm(stream.path)
    works = [seconds_of(verify(stream))]
    if peer is not None:
        works.append(peer.verify(stream))
    ours, *peers = in_turns(TURNS, *works)
    return Row(what, "s", ours, peers[0] if peers else None, promised)


def _warm(path: Path) -> None:
    """Read a file once; reading it is also what Xen's verifier does."""
    buffer = bytearray(1 << 20)
    with path.open("rb", buffering=0) as file:
        while file.readinto(buffer):
            pass


def biggest(
    stream: bench_streams.Stream, part: bench_streams.Stream, peer: Peer | None, whole: bool
) -> Row:
    """Measure the biggest stream, of which Xen's verifier reads all: that takes long, so once.

    64 GiB are more than most machines' memory, so that the holes cannot all be in the page cache;
    unless the `whole` is wanted, Xen's verifier gets a part, read for the first time, and what it
    takes is multiplied: the row says so.
    """
    what = "verify a 64 GiB stream"
    seconds_of(verify(stream))()  # so that what we read of it is in the page cache
    (ours,) = in_turns(TURNS, seconds_of(verify(stream)))
    if peer is None:
        return Row(what, "s", ours, None, ">= 30 times")
    of_peer = stream if whole else part
    times = stream.size / of_peer.size
    theirs = in_turns(1, peer.verify(of_peer, 1 / times))[0]
    said = "" if whole else f" (verify-stream-v2: {PEERS_GIBIBYTES} GiB, times {times:.0f})"
    return Row(what + said, "s", ours, theirs, ">= 30 times")


def huge(stream: bench_streams.Stream) -> Row:
    """Measure a stream that takes gigabytes of tables alone: it is there for this once."""
    try:
        seconds_of(verify(stream))()
        (ours,) = in_turns(3, seconds_of(verify(stream)))
    finally:
        stream.path.unlink()
    return Row("verify a 1 TiB stream (sparse)", "s", ours, None, "<= 3 s")


def inside(what: str, stream: bench_streams.Stream) -> Row:
    """Measure the library in this process, a record of 1024 pfns at a time."""
    import xenstream

    def one() -> Taken:
        begun, begun_at = time.process_time(), time.perf_counter()
        report = xenstream.verify(stream.path)
        wall, processor = time.perf_counter() - begun_at, time.process_time() - begun
        if report.verdict != "valid":
            raise RuntimeError(f"not valid: {stream.path}")
        return Taken(1e6 * wall / stream.records, 1e6 * processor / stream.records)

    one()
    (ours,) = in_turns(2 * TURNS, one)
    return Row(what, "us", ours, None, "<= 7 us")


def on_a_pipe(stream: bench_streams.Stream) -> Row:
    """Measure how fast a pipe is emptied, against dd behind the same producer."""
    _warm(stream.path)
    ours = [*OURS, "verify", "--format", stream.form, "-"]
    dd = ["dd", "bs=1M", f"of={os.devnull}", "status=none"]

    def rate(consumer: list[str]) -> Callable[[], Taken]:
        return lambda: Taken(stream.size / _seconds_behind_cat(stream.path, consumer) / 1e9)

    # The best of a rate is its highest.
    of_ours, of_dd = in_turns(TURNS, rate(ours), rate(dd))
    return Row("4 GiB through a pipe", "GB/s", of_ours, of_dd, ">= 0.8 times")


def _seconds_behind_cat(path: Path, consumer: list[str]) -> float:
    begun = time.perf_counter()
    with subprocess.Popen(["cat", str(path)], stdout=subprocess.PIPE) as producer:
        subprocess.run(consumer, stdin=producer.stdout, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


_EACH = """
import sys, time, xenstream
names = sys.argv[1:]
begun, begun_at = time.process_time(), time.perf_counter()
for name in names:
    xenstream.verify(name)
print(time.perf_counter() - begun_at, time.process_time() - begun)
"""


def many(quick: bool) -> list[Row]:
    """Measure one call over many small images, against reading each in the library."""
    names = [str(path) for path in bench_streams.many(STREAMS, IMAGES)]

    def in_the_library() -> Taken:
        command = [sys.executable, "-c", _EACH, *names]
        done = subprocess.run(command, capture_output=True, check=True)
        wall, processor = map(float, done.stdout.split())
        return Taken(wall, processor)

    rows = []
    for output in ("text", "json"):
        command = [*OURS, "verify", "-o", output, *names]
        ours, library = in_turns(3 if quick else TURNS, seconds_of(command), in_the_library)
        what = f"{IMAGES} small images in one call, -o {output}"
        rows.append(Row(what, "s", ours, library, "<= 1.2 times"))
    few = run_from_small([*OURS, "verify", *names[: IMAGES // 10]])
    all_of_them = run_from_small([*OURS, "verify", *names])
    rows.append(
        Row(f"resident, {IMAGES} images", "MiB", _mebibytes(all_of_them), None, "<= 30 MiB")
    )
    rows.append(Row(f"resident, {IMAGES // 10} images", "MiB", _mebibytes(few), None, "<= 30 MiB"))
    return rows


def measure(quick: bool, whole: bool) -> list[Row]:
    """Measure everything, what fills the page cache and drives all else out of it last."""
    hvm = bench_streams.hvm_image(STREAMS)
    middle, big = bench_streams.sparse(STREAMS, 4), bench_streams.sparse(STREAMS, 64)
    small = bench_streams.small_records(STREAMS, 100_000)
    peer = xens_verifier()
    return [
        *starting(quick, peer),
        whole_process("verify a real HVM image's shape", hvm, peer, ">= 6 times"),
        whole_process("verify a 4 GiB stream", middle, peer, ">= 15 times"),
        inside("a record of 1024 pfns, HVM image", hvm),
        inside("a record of 1024 pfns, 4 GiB stream", middle),
        *memory(big, small),
        on_a_pipe(middle),
        *many(quick),
        biggest(big, bench_streams.sparse(STREAMS, PEERS_GIBIBYTES), peer, whole),
        *([] if quick else [huge(bench_streams.sparse(STREAMS, 1024))]),
    ]


def compile_sources() -> None:
    """Compile what is measured, as installing it does: not every environment lets Python."""
    for name in ("xenstream", "xenstream_parsers", "kaitaistruct"):
        found = importlib.util.find_spec(name)
        if found is None or found.origin is None:
            raise RuntimeError(f"not installed: {name}")
        source = Path(found.origin)
        if source.name == "__init__.py":
            compileall.compile_dir(source.parent, quiet=2)
        else:
            compileall.compile_file(source, quiet=2)


# What is told


def machine() -> dict[str, object]:
    """Give the machine's kind, and nothing that tells which one it is."""
    return {
        "cpu": _cpu_model(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def _cpu_model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


class Load:
    """How much else the machine does while it is measured."""

    def __init__(self) -> None:
        """Begin to watch."""
        self._began = os.getloadavg()[0]
        self._busy, self._all = _jiffies()
        self._own = _own_seconds()

    def told(self) -> dict[str, float | None]:
        """Give the load at the beginning and now, and the share of the processors of others."""
        busy, everything = _jiffies()
        others = None
        if everything > self._all:
            own = (_own_seconds() - self._own) * os.sysconf("SC_CLK_TCK")
            others = max(0.0, (busy - self._busy - own) / (everything - self._all))
        return {
            "load_before": round(self._began, 2),
            "load_after": round(os.getloadavg()[0], 2),
            "others": None if others is None else round(others, 3),
        }


def _jiffies() -> tuple[int, int]:
    """Give how long all processors were busy, and how long they were there; zeros if unknown."""
    try:
        words = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    except OSError:
        return 0, 0
    user, nice, system, idle, waiting, *rest = map(int, words)
    busy = user + nice + system + sum(rest)
    return busy, busy + idle + waiting


def _own_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def in_words(load: dict[str, float | None]) -> str:
    """Say how loaded the machine was."""
    others = load["others"]
    told = "" if others is None else f"{others:.0%} of the processors were others' meanwhile; "
    return f"{told}the load was {load['load_before']} before, {load['load_after']} after"


def as_table(rows: list[Row]) -> str:
    """Give the rows as a Markdown table."""
    head = ("what", "ours", "processor", "Xen's / peer", "processor", "ratio", "by processor")
    cells = [(*head, "promised", "met"), *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells)]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths)) for row in cells]
    lines.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    met = {True: "yes", False: "NO", None: "not compared"}[row.met]
    ratios = (_times(row.ratio), _times(row.processor_ratio))
    return row.what, *_amounts(row.ours, row), *_amounts(row.peer, row), *ratios, row.promised, met


def _amounts(measured: Measured | None, row: Row) -> tuple[str, str]:
    if measured is None:
        return "", ""
    processor = measured.processor
    return amount(measured.median, row.unit), "" if processor is None else amount(
        processor, row.unit
    )


def _times(ratio: float | None) -> str:
    return "" if ratio is None else f"{number(ratio)} times"


def amount(value: float, unit: str) -> str:
    """Give a value in words."""
    return f"{number(value)} {unit}"


def number(value: float) -> str:
    """Give three digits of a number, and never an exponent."""
    digits = 3 if value < 1 else 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:.{digits}f}"


def as_json(rows: list[Row], date: str, load: dict[str, float | None]) -> dict[str, object]:
    """Give the rows as what goes into the JSON file."""
    return {
        "date": date,
        "machine": machine(),
        "load": load,
        "results": [_row_as_json(row) for row in rows],
    }


def _row_as_json(row: Row) -> dict[str, object]:
    return {
        "what": row.what,
        "unit": row.unit,
        "ours": _rounded(row.ours),
        "peer": None if row.peer is None else _rounded(row.peer),
        "ratio": None if row.ratio is None else round(row.ratio, 3),
        "processor_ratio": None if row.processor_ratio is None else round(row.processor_ratio, 3),
        "promised": row.promised,
        "met": row.met,
    }


def _rounded(measured: Measured) -> dict[str, float | None]:
    processor = None if measured.processor is None else round(measured.processor, 4)
    return {
        "best": round(measured.best, 4),
        "median": round(measured.median, 4),
        "processor": processor,
        "runs": measured.runs,
    }


def main() -> None:
    """Measure, print the table, and say which promises are not met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--quick", action="store_true", help="fewer turns, and no 1 TiB, which takes 2 GiB of disk"
    )
    parser.add_argument(
        "--whole", action="store_true", help="let Xen's verifier read all of the 64 GiB"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there, too")
    options = parser.parse_args()
    if shutil.which("cat") is None or shutil.which("dd") is None:
        parser.error("cat and dd are needed")
    compile_sources()
    load = Load()
    rows = measure(options.quick, options.whole)
    told = load.told()
    date = datetime.date.today().isoformat()
    print(f"{date}, " + ", ".join(f"{name} {value}" for name, value in machine().items()) + "\n")
    print(as_table(rows))
    print(f"\n{in_words(told)}")
    missed = [row.what for row in rows if row.met is False]
    print(
        "\nNot met: " + ", ".join(missed)
        if missed
        else "\nAll promises that were compared are met."
    )
    if options.json is not None:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(as_json(rows, date, told), indent=2) + "\n")


if __name__ == "__main__":
    main()
