"""Input that means harm, or met with some: a clear word, an exit status, bounded memory."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import random
import re
import shlex
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Callable

import pytest
import streams

import xenstream

# The peak of a child starts at its parent's, so a small process measures the one that counts.
_PEAK = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:])
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

STATE = [
    streams.record(streams.HVM_CONTEXT, b"state"),
    streams.record(streams.HVM_PARAMS, struct.pack("<IIQQ", 1, 0, 1, 2)),
]
"""What a whole stream of an HVM guest has before its END."""


def _told(report: xenstream.Report) -> tuple[str, list[str]]:
    return report.verdict, [code for code in streams.codes(report) if code != "XS005"]


@pytest.mark.parametrize("form", ["libxc", "xl"])
def test_every_truncation(form: str, tmp_path: Path) -> None:
    whole = streams.xl() if form == "xl" else streams.libxc(order=">")
    for size in range(len(whole)):
        cut = whole[:size]
        in_file = streams.through_file(cut, tmp_path / "cut")
        assert in_file.verdict == "invalid", size
        assert in_file.octets == size or "XS901" in streams.codes(in_file)
        assert _told(in_file) == _told(streams.through_pipe(cut)), size
    assert streams.through_file(whole, tmp_path / "whole").verdict == "valid"


@pytest.mark.parametrize("kind", [0, 1, 2, 3, 6, 9, 10, 11, 0x11, 0x13, 0x80000001])
def test_a_length_beyond_the_end(kind: int, tmp_path: Path) -> None:
    octets = streams.libxc_headers() + struct.pack("<II", kind, 0xFFFFFFFF) + bytes(52)
    report = streams.through_file(octets, tmp_path / "long")
    assert len(octets) == 100
    assert report.verdict == "invalid"
    assert "XS001" in streams.codes(report)
    assert _told(report) == _told(streams.through_pipe(octets))


def test_the_largest_count(tmp_path: Path) -> None:
    body = struct.pack("<II", 0xFFFFFFFF, 0) + bytes(64)
    octets = streams.libxc([streams.record(streams.PAGE_DATA, body), *STATE])
    assert streams.codes(streams.through_file(octets, tmp_path / "count")) == ["XS303"]
    assert streams.codes(streams.through_pipe(octets)) == ["XS303"]


@pytest.mark.parametrize("case", ["unknown", "table"])
def test_memory_is_bounded(case: str, tmp_path: Path) -> None:
    size = 1 << 30
    if case == "unknown":
        head = streams.libxc_headers() + struct.pack("<II", 0x13, size)
    else:
        head = streams.libxc_headers() + struct.pack("<IIII", 1, size + 8, size // 8, 0)
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.write(head)
        file.truncate(len(head) + size)
        file.seek(0, os.SEEK_END)
        file.write(streams.record(streams.END))
    command = [streams.COMMAND[0], "-c", _PEAK, *streams.COMMAND, "-q", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    status, peak = map(int, run.stdout.split())
    assert status == 1
    assert peak < 40 * 1024, "KiB"


@pytest.mark.parametrize("kind", [3, 4, 5, 6, 10, 11])
def test_large_bodies_do_not_pile_up(kind: int, tmp_path: Path) -> None:
    """Two hundred bodies of 1 MiB, of which each is kept for as long as it is judged."""
    path = tmp_path / "large"
    body = 1 << 20
    with path.open("wb") as file:
        file.write(streams.libxc(())[:-8])
        for _ in range(200):
            file.write(struct.pack("<IIII", kind, body, 0, 0))
            file.seek(body - 8, os.SEEK_CUR)
        file.write(streams.record(streams.END))
    command = [streams.COMMAND[0], "-c", _PEAK, *streams.COMMAND, "-q", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    status, peak = map(int, run.stdout.split())
    assert status in (0, 1)
    assert peak < 60 * 1024, "KiB"


def test_findings_are_bounded(tmp_path: Path) -> None:
    dirty = streams.record(streams.HVM_CONTEXT, b"x", padding=b"\1" * 7)
    report = streams.through_file(streams.libxc([dirty] * 5000 + STATE), tmp_path / "dirty")
    assert streams.codes(report) == ["XS002"] * 100
    assert report.omitted == {"XS002": 4900}
    assert report.verdict == "invalid"


def test_an_observer_that_cannot_write_is_not_the_streams_fault() -> None:
    def observer(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        xenstream.verify(io.BytesIO(streams.libxc()), observer=observer)


def test_random_octets(tmp_path: Path) -> None:
    source = random.Random(17)
    for size in (1, 7, 8, 23, 24, 25, 300, 5000):
        octets = bytes(source.randrange(256) for _ in range(size))
        assert streams.through_file(octets, tmp_path / "random").verdict != "valid"
        assert streams.through_pipe(octets).verdict != "valid"


def test_what_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        run = streams.run(str(path))
        assert run.returncode == 2
        assert b"error XS903: cannot be read: " in run.stdout
        assert run.stderr == b""


_AS_NOBODY = """
import os, sys, xenstream
from xenstream import verify
if os.geteuid() == 0:
    os.setuid(65534)
report = verify(sys.argv[1])
print(report.verdict, report.findings[0].message)
"""


def test_a_file_without_permission() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        path = Path(folder, "secret")
        path.write_bytes(streams.xl())
        path.chmod(0)
        command = [streams.COMMAND[0], "-c", _AS_NOBODY, str(path)]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout == "unreadable cannot be read: Permission denied\n"


def test_an_empty_file() -> None:
    run = streams.run()
    assert run.returncode == 1
    assert b"XS001: the stream is empty" in run.stdout


def test_standard_output_closed_early(tmp_path: Path) -> None:
    context = streams.record(streams.HVM_CONTEXT, b"12345678")
    (tmp_path / "long").write_bytes(streams.libxc([context] * 20000))
    with subprocess.Popen(
        [*streams.COMMAND, "-v", "long"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.readline().startswith(b"long: ")
        child.stdout.close()
        said = child.stderr.read()
    assert (child.returncode, said) == (2, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is not here")
@pytest.mark.parametrize("output", ["text", "json"])
def test_a_full_disk(output: str, tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(streams.xl())
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [*streams.COMMAND, "-o", output, "good"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert run.returncode == 2
    assert run.stderr == b"xenstream: cannot write: No space left on device\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is not here")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", ["--help", "--version", "verify --help", "show good", "rules"])
def test_what_else_a_full_disk_does_not_take(words: str, unbuffered: str, tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(streams.xl())
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "xenstream", *words.split()],
            cwd=tmp_path,
            env=streams.environment(PYTHONUNBUFFERED=unbuffered),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (run.returncode, run.stderr) == (
        2,
        b"xenstream: cannot write: No space left on device\n",
    )


_TELLING = (
    "show good",
    "show -o json good",
    "show -o jsonl good",
    "show --record xl_header good",
    "show --page 7 page",
    "verify good",
    "verify -v good",
    "verify -o json good",
    "verify -o sarif good",
    "verify -o junit good",
    "verify -o github --format libxc good",
    "list .",
    "list -o json .",
    "list -o csv .",
    "diff good page",
    "diff -o json good page",
    "stats good",
    "stats -o json good",
    "memory page --pages 7",
    "memory page -o out",
    "redact good out",
    "rules",
    "rules -o json",
    "rules -o markdown",
    "explain XS305",
    "completion bash",
    "completion man",
    "volatility-path",
    "--help",
    "show --help",
    "--version",
)
"""Each command that tells something, in each of its forms."""


def _with_closed(words: str, closed: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    page = streams.record(streams.PAGE_DATA, streams.page_data([7]))
    for name, octets in (("good", streams.xl()), ("page", streams.whole([page]))):
        if not (folder / name).exists():
            (folder / name).write_bytes(octets)
    command = f"{shlex.join([sys.executable, '-m', 'xenstream'])} {words} {closed}"
    return subprocess.run(command, shell=True, cwd=folder, capture_output=True, check=False)


@pytest.mark.parametrize("closed", [">&-", ">/dev/full"])
@pytest.mark.parametrize("words", _TELLING)
def test_what_cannot_be_written_is_told(words: str, closed: str, tmp_path: Path) -> None:
    run = _with_closed(words, closed, tmp_path)
    said = run.stderr.decode().splitlines()
    assert (run.returncode, len(said)) == (2, 1), said
    assert said[0].endswith(("Bad file descriptor", "No space left on device"))


@pytest.mark.parametrize("words", _TELLING)
def test_a_closed_standard_error_changes_no_status(words: str, tmp_path: Path) -> None:
    open_one = _with_closed(words, "", tmp_path)
    for name in ("out", "out.partial"):
        (tmp_path / name).unlink(missing_ok=True)
    run = _with_closed(words, "2>&-", tmp_path)
    assert (run.returncode, run.stdout) == (open_one.returncode, open_one.stdout)


@pytest.mark.parametrize("words", ["show", "verify", "stats", "memory -o out", "redact - out"])
def test_a_closed_standard_input(words: str, tmp_path: Path) -> None:
    """Nothing is read in its place: the first file that is opened would get its number."""
    run = _with_closed(words, "<&-", tmp_path)
    assert run.returncode == 2
    assert b"Bad file descriptor" in run.stdout + run.stderr
    assert b"Traceback" not in run.stderr
    assert not (tmp_path / "out").exists()


def test_nothing_to_write_to_and_nothing_to_write(tmp_path: Path) -> None:
    assert _with_closed("verify -q good", ">&- 2>&-", tmp_path).returncode == 0


_IGNORING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("is_ignored", [False, True])
def test_interrupted(number: signal.Signals, is_ignored: bool) -> None:
    """A shell lets what it starts in the background ignore SIGINT."""
    before = (streams.COMMAND[0], "-c", _IGNORING) if is_ignored else ()
    with subprocess.Popen(
        [*before, *streams.COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdin is not None
        child.stdin.write(streams.xl()[:100])
        child.stdin.flush()
        # It waits for the rest once it has taken what there is.
        deadline = time.monotonic() + 30
        while _is_waiting(child.pid) is False and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.2)
        child.send_signal(number)
        out, said = child.communicate()
    assert child.returncode == -number
    assert (out, said) == (b"", b"xenstream: interrupted\n")


_IMPORTS_FAIL = """
import os, signal, sys
from xenstream import cli
cli.stop_on_signals()
sys.modules["contextlib"] = None
os.kill(os.getpid(), signal.SIGINT)
"""


def test_a_signal_in_the_middle_of_an_import() -> None:
    """What is half imported then cannot be used to say so."""
    run = subprocess.run(
        [streams.COMMAND[0], "-c", _IMPORTS_FAIL], capture_output=True, check=False
    )
    assert (run.returncode, run.stderr) == (-signal.SIGINT, b"xenstream: interrupted\n")


_SIGNALLED = """
import os, sys
from xenstream import cli
class Finder:
    def find_spec(self, name, *_):
        if name == sys.argv[1]:
            os.kill(os.getpid(), int(sys.argv[2]))
sys.meta_path.insert(0, Finder())
sys.argv[1:] = sys.argv[1:3] + ["verify", "--no-hex", os.devnull]
cli.leave(lambda: cli.main(sys.argv[3:]))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    "module", ["argparse", "xenstream.cli.parser", "xenstream.judge.judge", "xenstream_parsers"]
)
def test_interrupted_while_it_starts(module: str, number: signal.Signals) -> None:
    command = [streams.COMMAND[0], "-c", _SIGNALLED, module, str(int(number))]
    run = subprocess.run(command, capture_output=True, check=False)
    assert (run.returncode, run.stdout) == (-number, b"")
    assert run.stderr == b"xenstream: interrupted\n"


# --- Faults of our own ---


_FAILING = """
import sys
from xenstream import cli
from xenstream.octets.source import FileSource
def fail(*_):
    raise {error}
FileSource.read = fail
cli.leave(lambda: cli.main(sys.argv[1:]))
"""
FAULTS = {
    "MemoryError": "out of memory",
    "RecursionError": "nested too deeply",
    "ZeroDivisionError('by\\x1bnought')": "a fault of xenstream's own, please report it:"
    " ZeroDivisionError: by",
}


@pytest.mark.parametrize("output", ["text", "json", "sarif", "junit"])
@pytest.mark.parametrize("error", FAULTS)
def test_a_fault_of_our_own_is_a_line(error: str, output: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_bytes(streams.xl())
    code = _FAILING.format(error=error)
    command = [streams.COMMAND[0], "-c", code, "verify", "-o", output, "one", "two"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert run.stdout.count(FAULTS[error]) >= 2
    if output == "json":
        verdicts = [stream["verdict"] for stream in json.loads(run.stdout)["streams"]]
        assert verdicts == ["unreadable", "unreadable"]


def test_a_fault_before_anything_is_read_is_a_line() -> None:
    code = "from xenstream import cli; cli._run = lambda _: 1 / 0; cli.entry()"
    run = subprocess.run(
        [streams.COMMAND[0], "-c", code], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (2, "")
    said = "a fault of xenstream's own, please report it: ZeroDivisionError: division by zero"
    assert run.stderr == f"xenstream: {said}\n"


def _is_waiting(pid: int) -> bool | None:
    """Tell whether a process waits in a pipe; None where the system does not say."""
    try:
        return "pipe" in Path(f"/proc/{pid}/wchan").read_text()
    except OSError:
        return None


def test_a_path_is_no_command_for_the_terminal(tmp_path: Path) -> None:
    name = "\x1b[31mred\n.img"
    (tmp_path / name).write_bytes(streams.xl())
    run = streams.run(name, cwd=tmp_path)
    assert run.returncode == 0
    assert run.stdout.startswith(b"\\x1b[31mred\\n.img: valid")
    assert b"\x1b" not in run.stdout


def test_scattered_pfns_of_a_pv_guest_are_bounded(tmp_path: Path) -> None:
    """Each entry in another part of 2^32 pfns: what is kept of them has a limit."""
    path = tmp_path / "scattered"
    frames = (1 << 32) // 512
    entries, records = 1024, 100
    with path.open("wb") as file:
        file.write(streams.libxc_headers(guest=1) + streams.record(16))
        file.write(streams.record(streams.PV_INFO, struct.pack("<BBHI", 8, 4, 0, 0)))
        file.write(struct.pack("<IIII", 3, 8 + 8 * frames, 0, (1 << 32) - 1))
        file.seek(8 * frames, os.SEEK_CUR)
        for number in range(records):
            pfns = (((number * entries + one) * 41_943) % (1 << 32) for one in range(entries))
            file.write(streams.page_data([15 << 60 | pfn for pfn in pfns]))
        file.write(streams.record(streams.END))
    command = [streams.COMMAND[0], "-c", _PEAK, *streams.COMMAND, "-q", "--profile", "restore"]
    run = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True)
    status, peak = map(int, run.stdout.split())
    assert status == 1
    assert peak < 64 * 1024, "KiB"


def _peak(octets: bytes, path: Path, *arguments: str) -> tuple[int, int]:
    """Give the exit status and the most memory, in KiB, of a verification."""
    path.write_bytes(octets)
    command = [streams.COMMAND[0], "-c", _PEAK, *streams.COMMAND, "-q", *arguments, str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    status, peak = map(int, run.stdout.split())
    return status, peak


def _pv(records: Iterable[bytes]) -> bytes:
    """Give a PV guest's stream."""
    info = streams.record(16) + streams.record(streams.PV_INFO, struct.pack("<BBHI", 8, 4, 0, 0))
    return streams.libxc_headers(guest=1) + info + b"".join(records) + streams.record(0)


@pytest.mark.parametrize("kind", [4, 5, 6, 12])
def test_vcpus_that_are_kept_are_bounded(kind: int, tmp_path: Path) -> None:
    """A record for each of a hundred vcpus, of 1 MiB: a few kilooctets when they are packed."""
    body = bytes((1 << 20) - 8)
    records = (streams.record(kind, struct.pack("<II", one, 0) + body) for one in range(100))
    octets = bz2.compress(_pv(records), 1)
    assert len(octets) < 20_000
    status, peak = _peak(octets, tmp_path / "vcpus", "--profile", "restore")
    assert status in (1, 2)
    assert peak < 64 * 1024, "KiB"


def test_frames_that_are_kept_are_bounded(tmp_path: Path) -> None:
    ranges = ((512 * one, 512 * one + 511, one) for one in range(100_000))
    octets = _pv(streams.record(3, struct.pack("<IIQ", *one)) for one in ranges)
    status, peak = _peak(octets, tmp_path / "frames", "--profile", "restore")
    assert status in (1, 2)
    assert peak < 50 * 1024, "KiB"


# --- Packed octets ---


def _packed(method: str, pieces: Iterable[bytes]) -> bytes:
    packer = bz2.BZ2Compressor(1) if method == "bzip2" else zlib.compressobj(9, wbits=31)
    return b"".join([*map(packer.compress, pieces), packer.flush()])


def _large(kind: int, size: int) -> Iterator[bytes]:
    """Give a stream with so many octets in records of a kind, pages or a body of zeros."""
    yield streams.libxc_headers()
    count = 1 << 22  # octets
    body = bytes(count)
    if kind == streams.PAGE_DATA:
        body = struct.pack("<II1024Q", 1024, 0, *range(1024)) + body
    for _ in range(size // count):
        yield struct.pack("<II", kind, len(body)) + body
    yield streams.libxc()[40:]


@pytest.mark.parametrize("method", ["gzip", "bzip2"])
def test_hardly_a_page_in_a_lot_of_octets(method: str) -> None:
    octets = _packed(method, _large(0x80000001, 96 << 20))
    report = xenstream.verify(io.BytesIO(octets))
    assert report.verdict == "unreadable"
    assert report.findings[-1].code == "XS903"
    assert "there is hardly a page in them" in report.findings[-1].message


def test_pages_may_be_packed_as_small_as_can_be() -> None:
    report = xenstream.verify(io.BytesIO(_packed("bzip2", _large(1, 96 << 20))))
    assert (report.verdict, report.pages) == ("valid", 24 << 10)


def test_tiny_members() -> None:
    octets = gzip.compress(streams.libxc()) + gzip.compress(b"") * 60_000
    report = xenstream.verify(io.BytesIO(octets))
    assert report.verdict == "unreadable"
    assert "tiny members" in report.findings[-1].message
    few = gzip.compress(streams.libxc()) + gzip.compress(b"") * 4000
    assert xenstream.verify(io.BytesIO(few)).verdict == "valid"


@pytest.mark.parametrize("outer", [gzip.compress, bz2.compress])
@pytest.mark.parametrize("inner", [gzip.compress, bz2.compress])
def test_packed_twice(
    outer: Callable[[bytes], bytes], inner: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    report = streams.through_file(outer(inner(streams.xl())), tmp_path / "twice")
    assert report.verdict == "unreadable"
    (finding,) = report.findings
    assert finding.code == "XS902"
    assert " data within " in finding.message


# --- Wrong commands ---


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["y.img"], "no such file: 'y.img'"),
        ([], "the following arguments are required: COMMAND"),
        (["verify", "--offset", "far"], "--offset: 'far' is no number of octets"),
        (["verify", "--no-such"], "unrecognized arguments: --no-such"),
        (["verify", "--fd", "\x1b[31m"], "\\x1b[31m"),
        (["tee", "--format", "tar"], "argument --format: invalid choice: 'tar'"),
        (["explain"], "the following arguments are required: CODE"),
    ],
)
def test_a_wrong_command_is_two_lines(arguments: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "x.img").write_bytes(streams.xl())
    command = [*streams.COMMAND[:-1], *arguments]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, "")
    first, second = run.stderr.splitlines()
    assert said in first
    assert "--help" in second or "the commands are show, verify" in second


@pytest.mark.parametrize(
    "arguments",
    [("--follow", "good"), ("--follow", "0", "good"), ("--follow=0", "good"), ("good", "--follow")],
)
def test_follow_does_not_take_the_file(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(streams.xl())
    run = streams.run(*arguments, cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.startswith(b"good: valid xl image")


# --- A bound on time ---


def test_a_timeout_ends_what_waits_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "good").write_bytes(streams.xl())
    run = streams.run("--timeout", "0.3", "-o", "json", "fifo", "good", cwd=tmp_path)
    first, second = json.loads(run.stdout)["streams"]
    assert run.returncode == 2
    assert (first["verdict"], second["verdict"]) == ("unreadable", "valid")
    said = "cannot be read: it took more than 0.3 s: stopped there"
    assert [one["message"] for one in first["findings"]] == [said]


def test_a_timeout_ends_what_computes(tmp_path: Path) -> None:
    params = streams.record(streams.HVM_PARAMS)
    (tmp_path / "long").write_bytes(streams.libxc([params] * 1_000_000))
    run = streams.run("--timeout", "0.5", "--profile", "restore", "long", cwd=tmp_path)
    assert run.returncode == 2
    assert b"it took more than 0.5 s: stopped there" in run.stdout
    assert b"unreadable libxc stream" in run.stdout


def test_a_bound_on_what_is_unpacked(tmp_path: Path) -> None:
    octets = streams.libxc([streams.record(1, streams.page_data(range(50)))])
    (tmp_path / "packed").write_bytes(gzip.compress(octets))
    run = streams.run("--max-unpacked", "100000", "packed", cwd=tmp_path)
    assert run.returncode == 2
    assert b"the gzip data gives more than 100000 octets: stopped there" in run.stdout
    assert streams.run("--max-unpacked", "300000", "packed", cwd=tmp_path).returncode == 0


# --- Names and words that are not what they seem ---


def test_json_of_names_that_are_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"inv\xff\xfe.img")
    config = b'{"c_info": {"type": "hvm", "name": "a\\ud800b\\\\ud800\\u0000"}, "b_info": {}}\0'
    (tmp_path / name).write_bytes(streams.xl(config=config))
    run = streams.run("-o", "json", name, cwd=tmp_path)
    assert b"\\ufffd" in run.stdout
    assert not re.search(rb"(?<!\\)\\ud8", run.stdout)
    (stream,) = json.loads(run.stdout)["streams"]
    assert stream["path"].encode().decode() == "inv\ufffd\ufffd.img"
    assert bytes.fromhex(stream["path_hex"]) == b"inv\xff\xfe.img"
    sarif = streams.run("-o", "sarif", name, cwd=tmp_path).stdout
    assert json.loads(sarif)
    assert not re.search(rb"(?<!\\)\\ud8", sarif)


def test_a_domains_name_ends_where_it_ends(tmp_path: Path) -> None:
    name = 'e"; valid \\ xl \u3164image'
    config = json.dumps({"c_info": {"type": "hvm", "name": name, "uuid": "x y"}, "b_info": {}})
    (tmp_path / "image").write_bytes(streams.xl(config=config.encode() + b"\0"))
    run = streams.run("image", cwd=tmp_path)
    assert r'hvm domain "e\"; valid \\ xl \u3164image"' in run.stdout.decode()


def test_an_empty_file_is_of_no_format(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    run = streams.run("-o", "json", "empty", "/dev/null", cwd=tmp_path)
    for stream in json.loads(run.stdout)["streams"]:
        assert (stream["format"], stream["verdict"]) == (None, "invalid")
    run = streams.run("empty", cwd=tmp_path)
    assert run.stdout == b"empty: offset 0x0 end of stream: error XS001: the stream is empty\n"


# --- What is left out ---


IGNORING = 'ignore = ["XS"]\n[severity]\nXS00 = "note"\nXS9 = "note"\n'


@pytest.mark.parametrize("name", ["cut", "text", "elf", "cut.gz", "missing"])
@pytest.mark.parametrize("arguments", [(), ("--ignore", "XS"), ("--select", "XS3")])
def test_damage_is_never_left_out(name: str, arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "xenstream.toml").write_text(IGNORING)
    (tmp_path / "cut").write_bytes(streams.xl()[:-1])
    (tmp_path / "text").write_bytes(b"root:x:0:0:root:/root:/bin/bash\n" * 9)
    (tmp_path / "elf").write_bytes(b"\x7fELF" + bytes(100))
    (tmp_path / "cut.gz").write_bytes(gzip.compress(streams.xl())[:-12])
    run = streams.run(*arguments, name, cwd=tmp_path)
    assert run.returncode in (1, 2)
    assert b": error XS" in run.stdout
    assert b"xenstream.toml" in run.stdout


def test_damage_is_lowered_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "cut").write_bytes(streams.xl()[:-1])
    assert streams.run("--severity", "XS001=note", "cut", cwd=tmp_path).returncode == 0
    assert streams.run("--severity", "XS00=note", "cut", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize("output", ["text", "json", "sarif", "junit", "github"])
@pytest.mark.parametrize("is_dirty", [True, False])
def test_every_form_names_the_configuration(output: str, is_dirty: bool, tmp_path: Path) -> None:
    (tmp_path / "xenstream.toml").write_text('ignore = ["XS002"]\n')
    padded = streams.record(streams.HVM_CONTEXT, b"x", padding=b"\1" * 7)
    octets = streams.libxc([padded, *STATE]) if is_dirty else streams.libxc()
    (tmp_path / "image").write_bytes(octets)
    run = streams.run("-o", output, "image", cwd=tmp_path)
    assert run.returncode == 0
    said = run.stdout.decode()
    assert "xenstream.toml" in said
    if output == "json":
        (stream,) = json.loads(said)["streams"]
        assert (stream["ignored"], stream["settings"]) == (int(is_dirty), "xenstream.toml")
    else:
        assert ("1 finding ignored by xenstream.toml" in said) is is_dirty


def test_what_is_ignored_on_the_command_line_is_counted(tmp_path: Path) -> None:
    padded = streams.record(streams.HVM_CONTEXT, b"x", padding=b"\1" * 7)
    (tmp_path / "image").write_bytes(streams.libxc([padded] * 3 + STATE))
    run = streams.run("--ignore", "XS002", "image", cwd=tmp_path)
    assert b"image: valid libxc stream (3 findings ignored)\n" in run.stdout
