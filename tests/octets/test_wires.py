"""The ways in: descriptors, offsets, files that grow, slow writers, holes, devices, packings."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import shutil
import signal
import socket
import struct
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable

import pytest
import streams
import test_containers
import vector_builder
from test_hostile import _PEAK

import xenstream

AFTER = b"what the caller reads next"
BEFORE = b"what was there before"
XL = streams.xl()
PAGES = streams.libxc(
    [
        *(
            streams.record(streams.PAGE_DATA, streams.page_data(range(at, at + 32)))
            for at in (0, 32)
        ),
        *streams.STATE,
    ]
)
ENDED = {
    name: test_containers.CONTAINERS[name].octets
    for name in (
        "libxc",
        "libxl",
        "xl",
        "libvirt",
        "xapi-libxc",
        "xapi-libxl",
        "wire",
    )
}
"""Streams that end with an END."""

each_ended = pytest.mark.parametrize("octets", ENDED.values(), ids=ENDED)


@pytest.fixture(autouse=True)
def _no_test_hangs() -> Iterator[None]:
    """Fail a test whose reader waits for octets that never come."""

    def give_up(*_: object) -> None:
        raise RuntimeError("waits for octets that never come")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


# --- Descriptors ---


@contextmanager
def _pipe(octets: bytes, folder: Path) -> Iterator[int]:  # noqa: ARG001
    reading, writing = os.pipe()
    try:
        os.write(writing, octets)  # and it is not closed: the end must not be waited for
        yield reading
    finally:
        os.close(reading)
        os.close(writing)


@contextmanager
def _socket(octets: bytes, folder: Path) -> Iterator[int]:  # noqa: ARG001
    here, there = socket.socketpair()
    with here, there:
        there.sendall(octets)
        yield here.fileno()


@contextmanager
def _file(octets: bytes, folder: Path) -> Iterator[int]:
    path = folder / "octets"
    path.write_bytes(BEFORE + octets)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.lseek(descriptor, len(BEFORE), os.SEEK_SET)
        yield descriptor
    finally:
        os.close(descriptor)


WAYS = {"pipe": _pipe, "socket": _socket, "file": _file}
each_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
Way = Callable[[bytes, Path], Any]


@each_way
@each_ended
def test_a_descriptor_stands_after_the_end(octets: bytes, way: Way, tmp_path: Path) -> None:
    with way(octets + AFTER, tmp_path) as descriptor:
        report = xenstream.verify(descriptor)
        assert (report.verdict, report.octets) == ("valid", len(octets))
        noted = [(one.code, one.offset) for one in report.findings if one.code != "XS010"]
        assert noted == ([("XS005", len(octets))] if way is _file else [])
        assert os.read(descriptor, 1000) == AFTER


@each_way
@each_ended
def test_a_descriptor_of_the_command_stands_after_the_end(
    octets: bytes, way: Way, tmp_path: Path
) -> None:
    with way(octets + AFTER, tmp_path) as descriptor:
        run = _run_with(descriptor, "--fd", str(descriptor))
        assert (run.returncode, run.stderr) == (0, b"")
        assert f"descriptor {descriptor}: valid".encode() in run.stdout
        assert os.read(descriptor, 1000) == AFTER


@each_way
def test_two_streams_of_a_descriptor(way: Way, tmp_path: Path) -> None:
    with way(XL + ENDED["libvirt"] + AFTER, tmp_path) as descriptor:
        number = str(descriptor)
        run = _run_with(descriptor, "-o", "json", "--fd", number, "--fd", number)
        assert run.returncode == 0
        found = [
            (one["path"], one["format"], one["verdict"])
            for one in json.loads(run.stdout)["streams"]
        ]
        path = f"descriptor {number}"
        assert found == [(path, "xl", "valid"), (path, "libvirt", "valid")]
        assert os.read(descriptor, 1000) == AFTER


def _run_with(descriptor: int, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*streams.COMMAND, *arguments],
        pass_fds=(descriptor,),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=streams.environment(),
        timeout=300,
        check=False,
    )


def test_a_descriptor_that_is_not_open() -> None:
    run = streams.run("--fd", "999")
    assert (run.returncode, run.stderr) == (2, b"")
    assert b"XS903: cannot be read: Bad file descriptor" in run.stdout


@pytest.mark.parametrize("number", ["-1", "x", "1.5", "2147483648", ""])
def test_a_descriptor_that_is_no_number(number: str) -> None:
    run = streams.run(f"--fd={number}")
    assert run.returncode == 2
    assert b" is no descriptor" in run.stderr
    assert b"Traceback" not in run.stderr


def test_a_cut_stream_of_a_descriptor(tmp_path: Path) -> None:
    with _file(XL[:-3], tmp_path) as descriptor:
        assert streams.codes(xenstream.verify(descriptor)) == ["XS001"]
        assert os.lseek(descriptor, 0, os.SEEK_CUR) == len(BEFORE + XL) - 3


@pytest.mark.parametrize("flags", [os.O_WRONLY, os.O_DIRECTORY], ids=["to write", "a directory"])
def test_a_descriptor_that_cannot_be_read(flags: int, tmp_path: Path) -> None:
    path = _written(tmp_path, XL)
    descriptor = os.open(tmp_path if flags == os.O_DIRECTORY else path, flags)
    try:
        run = _run_with(descriptor, "--fd", str(descriptor))
    finally:
        os.close(descriptor)
    assert (run.returncode, run.stderr) == (2, b"")
    assert b"XS903: cannot be read: " in run.stdout


# --- Offsets ---


@each_ended
def test_an_offset(octets: bytes, tmp_path: Path) -> None:
    path = tmp_path / "image"
    whole = BEFORE + octets + AFTER
    path.write_bytes(whole)
    in_file = xenstream.verify(path, offset=len(BEFORE))
    with streams.pipe_of(whole) as reading:
        in_pipe = xenstream.verify(reading, offset=len(BEFORE))
        assert os.read(reading, 1000) == AFTER
    for report in (in_file, in_pipe):
        assert (report.verdict, report.octets) == ("valid", len(octets))
    assert in_file.findings[-1].offset == len(octets)  # counted from the stream's beginning


@each_way
def test_an_offset_of_a_descriptor(way: Way, tmp_path: Path) -> None:
    """It is counted from where the descriptor stands."""
    with way(b"12345" + XL + AFTER, tmp_path) as descriptor:
        assert xenstream.verify(descriptor, offset=5).verdict == "valid"
        assert os.read(descriptor, 1000) == AFTER


@pytest.mark.parametrize("where", ["file", "pipe", "standard input", "file as standard input"])
@pytest.mark.parametrize("offset", ["21", "0x15", "0b10101"])
def test_an_offset_of_the_command(where: str, offset: str, tmp_path: Path) -> None:
    run = _run_at(where, BEFORE + XL[:-2], offset, tmp_path)
    assert (run.returncode, run.stderr) == (1, b"")
    assert f"offset 0x{len(XL) - 2:x} end of stream: error XS001".encode() in run.stdout
    assert _run_at(where, BEFORE + XL, offset, tmp_path).returncode == 0


@pytest.mark.parametrize("where", ["file", "pipe", "standard input", "file as standard input"])
@pytest.mark.parametrize("beyond", [0, 1, 1 << 20, 1 << 40, (1 << 62) - 1 - len(XL)])
def test_an_offset_at_the_end_or_beyond(where: str, beyond: int, tmp_path: Path) -> None:
    run = _run_at(where, XL, str(len(XL) + beyond), tmp_path)
    if beyond:
        said = f"XS903: cannot be read: the offset {len(XL) + beyond} is beyond its end"
        assert f"{said}, at {len(XL)} octets\n".encode() in run.stdout
        assert (run.returncode, run.stderr) == (2, b"")
        return
    assert (run.returncode, run.stderr) == (1, b"")
    assert b"offset 0x0 end of stream: error XS001: the stream is empty\n" in run.stdout
    assert b"XS903" not in run.stdout


def _run_at(
    where: str, octets: bytes, offset: str, folder: Path
) -> subprocess.CompletedProcess[bytes]:
    path = folder / "image"
    path.write_bytes(octets)
    options = ("--format", "xl", "--offset", offset)
    if where == "file":
        return streams.run(*options, str(path))
    if where == "standard input":
        return streams.run(*options, stdin=octets)
    if where == "pipe":
        with streams.pipe_of(octets) as reading:
            return _run_with(reading, *options, "--fd", str(reading))
    with path.open("rb") as file:
        return subprocess.run(
            [*streams.COMMAND, *options],
            stdin=file,
            capture_output=True,
            env=streams.environment(),
            timeout=300,
            check=False,
        )


@pytest.mark.parametrize("offset", ["-1", "1e3", "x", "", "4611686018427387904"])
def test_an_offset_that_is_none(offset: str) -> None:
    run = streams.run(f"--offset={offset}")
    assert run.returncode == 2
    assert b" is no number of octets" in run.stderr
    assert b"Traceback" not in run.stderr


@pytest.mark.parametrize("method", vector_builder.COMPRESS)
def test_an_offset_before_packed_octets(method: str, tmp_path: Path) -> None:
    octets = BEFORE + vector_builder.COMPRESS[method](XL[:-1])
    in_file = xenstream.verify(_written(tmp_path, octets), offset=len(BEFORE))
    with streams.pipe_of(octets) as reading:
        in_pipe = xenstream.verify(reading, offset=len(BEFORE))
    for report in (in_file, in_pipe):
        assert report.compression == method
        assert [(one.code, one.offset) for one in report.findings] == [("XS001", len(XL) - 1)]


def _written(folder: Path, octets: bytes) -> Path:
    path = folder / "image"
    path.write_bytes(octets)
    return path


# --- Files that grow ---


class Clock:
    """Time that passes only where somebody sleeps, and what happens meanwhile."""

    def __init__(self, steps: Sequence[Callable[[], object]] = ()) -> None:
        self.now = 1000.0
        self._steps = list(steps)

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        if self._steps:
            self._steps.pop(0)()

    @property
    def slept(self) -> float:
        return self.now - 1000


@pytest.fixture
def let(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Clock]:
    """Give what sets the clock, with the steps to happen."""

    def set_clock(*steps: Callable[[], object]) -> Clock:
        clock = Clock(steps)
        monkeypatch.setattr(time, "monotonic", clock.monotonic)
        monkeypatch.setattr(time, "sleep", clock.sleep)
        return clock

    return set_clock


Let = Callable[..., Clock]


def _append(path: Path, octets: bytes) -> None:
    with path.open("ab") as file:
        file.write(octets)


def _appends(path: Path, octets: bytes, size: int) -> list[Callable[[], object]]:
    pieces = [octets[at : at + size] for at in range(0, len(octets), size)]
    return [lambda piece=piece: _append(path, piece) for piece in pieces]  # type: ignore[misc]


@pytest.mark.parametrize("size", [1, 5, 37])
@each_ended
def test_a_file_that_grows(octets: bytes, size: int, let: Let, tmp_path: Path) -> None:
    path = _written(tmp_path, b"")
    let(*_appends(path, octets, size))
    report = xenstream.verify(path, follow=1.0)
    assert (report.verdict, report.octets) == ("valid", len(octets))
    assert {one.code for one in report.findings} <= {"XS010"}


def test_a_file_that_is_whole_is_not_waited_for(let: Let, tmp_path: Path) -> None:
    clock = let()
    assert xenstream.verify(_written(tmp_path, XL), follow=60).verdict == "valid"
    assert clock.slept == 0


def test_a_file_that_grows_within_pages(let: Let, tmp_path: Path) -> None:
    path = _written(tmp_path, PAGES[:5000])
    let(*_appends(path, PAGES[5000:], 4111))
    report = xenstream.verify(path, follow=1.0)
    assert (report.verdict, report.pages) == ("valid", 64)


def test_a_descriptor_of_a_file_that_grows(let: Let, tmp_path: Path) -> None:
    with _file(XL[:10], tmp_path) as descriptor:
        let(*_appends(tmp_path / "octets", XL[10:] + AFTER, 50))
        assert xenstream.verify(descriptor, follow=1.0).verdict == "valid"
        assert os.lseek(descriptor, 0, os.SEEK_CUR) == len(BEFORE + XL)


def test_a_file_that_grows_up_to_its_offset(let: Let, tmp_path: Path) -> None:
    path = _written(tmp_path, b"")
    let(*_appends(path, BEFORE + XL, 6))
    assert xenstream.verify(path, offset=len(BEFORE), follow=1.0).verdict == "valid"


@pytest.mark.parametrize("cut", [0, 3, 30, len(XL) - 20, len(XL) - 1])
@pytest.mark.parametrize("format", ["auto", "xl"])
def test_a_file_that_grows_no_more(cut: int, format: str, let: Let, tmp_path: Path) -> None:
    """It is given up when it has not grown for so long, and not once for each look at it."""
    clock = let()
    report = xenstream.verify(_written(tmp_path, XL[:cut]), format=format, follow=10)
    assert report.verdict == "invalid"
    if cut > 3 or format == "xl":
        assert [(one.code, one.offset) for one in report.findings] == [("XS001", cut)]
    assert 10 <= clock.slept < 15


@pytest.mark.parametrize("method", vector_builder.COMPRESS)
def test_a_packed_file_that_grows_no_more(method: str, let: Let, tmp_path: Path) -> None:
    """Its END is there: nothing is to be waited for longer than once."""
    clock = let()
    packed = vector_builder.COMPRESS[method](XL)
    report = xenstream.verify(_written(tmp_path, packed), follow=10)
    assert (report.verdict, report.octets) == ("valid", len(XL))
    assert clock.slept < 15


@pytest.mark.parametrize("method", vector_builder.COMPRESS)
def test_a_packed_file_that_grows(method: str, let: Let, tmp_path: Path) -> None:
    path = _written(tmp_path, b"")
    packed = vector_builder.COMPRESS[method](XL)
    let(*_appends(path, packed, 7))
    report = xenstream.verify(path, follow=1.0)
    assert (report.verdict, report.octets, report.compression) == ("valid", len(XL), method)


def test_each_growth_is_waited_on_anew(let: Let, tmp_path: Path) -> None:
    """The patience is for a file that stands still, not for all of it."""
    path = _written(tmp_path, b"")
    nothing = [lambda: None] * 15  # 0.75 seconds
    steps = [step for piece in _appends(path, XL, 60) for step in (*nothing, piece)]
    clock = let(*steps)
    assert xenstream.verify(path, follow=1.0).verdict == "valid"
    assert clock.slept > 3


@pytest.mark.parametrize("left", [0, 10, len(XL) - 40])
def test_a_file_that_is_truncated_while_followed(left: int, let: Let, tmp_path: Path) -> None:
    path = _written(tmp_path, XL[:-30])
    let(lambda: os.truncate(path, left))
    report = xenstream.verify(path, follow=1.0)
    assert (report.verdict, streams.codes(report)) == ("invalid", ["XS001"])


def test_a_file_that_is_truncated_and_written_on(let: Let, tmp_path: Path) -> None:
    """It goes on where it was: what comes again there is the rest."""
    path = _written(tmp_path, XL[:-30])
    let(lambda: os.truncate(path, 50), lambda: path.write_bytes(XL))
    assert xenstream.verify(path, follow=1.0).verdict == "valid"


def test_a_file_that_is_removed_while_followed(let: Let, tmp_path: Path) -> None:
    path = _written(tmp_path, XL[:-30])
    let(path.unlink)
    assert streams.codes(xenstream.verify(path, follow=1.0)) == ["XS001"]


@each_ended
def test_following_a_pipe_changes_nothing(octets: bytes, let: Let) -> None:
    clock = let()
    with streams.pipe_of(octets + AFTER) as reading:
        assert xenstream.verify(reading, follow=60).verdict == "valid"
        assert os.read(reading, 1000) == AFTER
    with streams.pipe_of(octets[:-1]) as reading:
        *_, code = streams.codes(xenstream.verify(reading, follow=60))
    assert code == "XS001"
    assert clock.slept == 0


@contextmanager
def _following(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [*streams.COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=streams.environment(),
    ) as child:
        try:
            yield child
        finally:
            if child.poll() is None:
                child.kill()


def _wait_until_asleep(pid: int) -> None:
    """Wait until a process sleeps between two looks; a while where the system does not say."""
    for _ in range(500):
        try:
            if "nanosleep" in Path(f"/proc/{pid}/wchan").read_text():
                return
        except OSError:
            break
        time.sleep(0.01)
    else:
        return
    time.sleep(0.5)


def test_the_command_follows_a_slow_writer(tmp_path: Path) -> None:
    path = _written(tmp_path, XL[:7])
    with _following("--follow", "20", str(path)) as child:
        _wait_until_asleep(child.pid)
        for at in range(7, len(XL), 61):
            _append(path, XL[at : at + 61])
            time.sleep(0.06)
        out, said = child.communicate(timeout=300)
    assert (child.returncode, said) == (0, b"")
    assert f"{path}: valid xl image".encode() in out


def test_the_command_gives_up(tmp_path: Path) -> None:
    run = streams.run("--follow", "0.1", str(_written(tmp_path, XL[:-1])))
    assert (run.returncode, run.stderr) == (1, b"")
    assert b"XS001" in run.stdout


@pytest.mark.parametrize("options", [(), ("-v",), ("-o", "json")])
def test_the_command_is_interrupted_while_it_follows(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    path = _written(tmp_path, XL[:100])
    with _following("--follow", "--format", "xl", *options, str(path)) as child:
        _wait_until_asleep(child.pid)
        child.send_signal(signal.SIGINT)
        out, said = child.communicate(timeout=300)
    assert (child.returncode, said) == (-signal.SIGINT, b"xenstream: interrupted\n")
    assert b"valid" not in out


@pytest.mark.parametrize("seconds", ["-1", "nan", "inf", "x", "1e9"])
def test_a_time_that_is_none(seconds: str) -> None:
    run = streams.run(f"--follow={seconds}", "missing")
    assert run.returncode == 2
    assert b" is no number of seconds" in run.stderr


# --- What does not block ---


def _nonblocking_pipe() -> tuple[int, int]:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    return reading, writing


def _nonblocking_socket() -> tuple[int, int]:
    here, there = socket.socketpair()
    here.setblocking(False)
    return here.detach(), there.detach()


@contextmanager
def _slowly(ends: tuple[int, int], octets: bytes, size: int, close: bool = True) -> Iterator[int]:
    """Give the reading end, while a thread writes `size` octets now and then."""
    reading, writing = ends

    def write() -> None:
        for at in range(0, len(octets), size):
            os.write(writing, octets[at : at + size])
            time.sleep(0.004)
        if close:
            os.close(writing)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield reading
    finally:
        writer.join()
        os.close(reading)
        if not close:
            os.close(writing)


NONBLOCKING = {"pipe": _nonblocking_pipe, "socket": _nonblocking_socket}
each_nonblocking = pytest.mark.parametrize("ends", NONBLOCKING.values(), ids=NONBLOCKING)


@each_nonblocking
@pytest.mark.parametrize("name", ["xl", "xapi-libxl"])
def test_a_slow_writer_to_what_does_not_block(
    name: str, ends: Callable[[], tuple[int, int]]
) -> None:
    octets = ENDED[name]
    with _slowly(ends(), octets + AFTER, 13, close=False) as reading:
        report = xenstream.verify(reading)
        assert (report.verdict, report.octets) == ("valid", len(octets))


@each_nonblocking
def test_slow_pages_to_what_does_not_block(ends: Callable[[], tuple[int, int]]) -> None:
    with _slowly(ends(), PAGES, 9001) as reading:
        report = xenstream.verify(reading)
        assert (report.verdict, report.pages) == ("valid", 64)


@each_nonblocking
def test_a_cut_stream_from_what_does_not_block(ends: Callable[[], tuple[int, int]]) -> None:
    with _slowly(ends(), PAGES[:-100], 40_000) as reading:
        report = xenstream.verify(reading)
        found = [(one.code, one.offset) for one in report.findings]
        assert found == [("XS001", len(PAGES) - 100)]


@each_nonblocking
def test_packed_octets_from_what_does_not_block(ends: Callable[[], tuple[int, int]]) -> None:
    with _slowly(ends(), gzip.compress(XL), 29) as reading:
        report = xenstream.verify(reading)
        assert (report.verdict, report.compression) == ("valid", "gzip")


@each_nonblocking
def test_standard_input_that_does_not_block(ends: Callable[[], tuple[int, int]]) -> None:
    with _slowly(ends(), PAGES, 9001) as reading:
        run = subprocess.run(
            streams.COMMAND,
            stdin=reading,
            capture_output=True,
            env=streams.environment(),
            timeout=300,
            check=False,
        )
        assert (run.returncode, run.stderr) == (0, b"")


@each_nonblocking
@pytest.mark.parametrize("buffering", [0, -1], ids=["raw", "buffered"])
def test_a_file_object_over_what_does_not_block(
    buffering: int, ends: Callable[[], tuple[int, int]]
) -> None:
    """What gives nothing yet has not ended."""
    with (
        _slowly(ends(), XL, 61) as reading,
        open(reading, "rb", buffering=buffering, closefd=False) as file,
    ):
        assert xenstream.verify(file).verdict == "valid"


# --- Holes ---


def _octets_read() -> int:
    """Give how many octets this process has read so far."""
    counters = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    return int(counters["rchar"])


MOST_PAGES = ((1 << 32) - 1 - 8) // (8 + streams.PAGE)
"""Of one record, whose length has 32 bits."""


def _sparse(path: Path, pages: int) -> int:
    """Write an xl image whose pages, and their tables, are holes; give the octets of pages."""
    libxl = streams.libxl(inner=b"MARK")
    head, _, tail = streams.xl(inner=libxl).partition(b"MARK")
    with path.open("wb") as file:
        file.write(head + streams.libxc_headers())
        left = pages
        while left:
            count = min(left, MOST_PAGES)
            length = 8 + count * (8 + streams.PAGE)
            file.write(struct.pack("<IIII", streams.PAGE_DATA, length, count, 0))
            file.seek(length - 8 + -length % 8, os.SEEK_CUR)
            left -= count
        file.write(streams.record(streams.END) + tail)
    return pages * streams.PAGE


@pytest.mark.skipif(not Path("/proc/self/io").is_file(), reason="no /proc/self/io")
def test_holes_of_64_gib_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    size = _sparse(path, 1 << 24)
    assert size == 64 << 30
    if path.stat().st_blocks * 512 > 1 << 24:
        pytest.skip("this file system has no holes")
    before = _octets_read()
    report = xenstream.verify(path)
    read = _octets_read() - before
    assert (report.verdict, report.pages) == ("valid", 1 << 24)
    assert report.octets == path.stat().st_size
    assert read < size // 200
    path.unlink()


# --- Devices ---


@contextmanager
def _loop_device(octets: bytes, folder: Path) -> Iterator[Path]:
    losetup = shutil.which("losetup", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if losetup is None:
        pytest.skip("losetup is not here")
    file = folder / "disk"
    file.write_bytes(octets + bytes(-len(octets) % 512))
    done = subprocess.run(
        [losetup, "--find", "--show", "--read-only", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"no loop device is to be had: {done.stderr.strip()}")
    device = Path(done.stdout.strip())
    try:
        if not device.is_block_device():
            pytest.skip(f"{device} is not there")
        yield device
    finally:
        subprocess.run([losetup, "--detach", str(device)], check=False)


def test_a_block_device(tmp_path: Path) -> None:
    with _loop_device(PAGES, tmp_path) as device:
        report = xenstream.verify(device)
        assert (report.verdict, report.octets, report.pages) == ("valid", len(PAGES), 64)
        assert [(one.code, one.offset) for one in report.findings] == [("XS005", len(PAGES))]
        with device.open("rb", buffering=0) as file:
            assert xenstream.verify(file.fileno()).verdict == "valid"
            assert os.lseek(file.fileno(), 0, os.SEEK_CUR) == len(PAGES)
        with device.open("rb") as buffered:
            assert xenstream.verify(buffered).verdict == "valid"
            assert buffered.tell() == len(PAGES)
        run = streams.run("--follow", "60", str(device))  # a device does not grow
        assert (run.returncode, run.stderr) == (0, b"")


def test_an_offset_of_a_block_device(tmp_path: Path) -> None:
    with _loop_device(bytes(1000) + XL, tmp_path) as device:
        run = streams.run("--offset", "1000", str(device))
        assert (run.returncode, run.stderr) == (0, b"")
        assert f"{device}: valid xl image".encode() in run.stdout


def test_a_stream_that_is_longer_than_its_block_device(tmp_path: Path) -> None:
    with _loop_device(PAGES[:4096], tmp_path) as device:
        report = xenstream.verify(device)
        assert [(one.code, one.offset) for one in report.findings] == [("XS001", 4096)]


def test_packed_octets_of_a_block_device(tmp_path: Path) -> None:
    with _loop_device(gzip.compress(XL), tmp_path) as device:
        report = xenstream.verify(device)
        assert (report.verdict, streams.codes(report)) == ("valid", [])


def test_a_character_device() -> None:
    run = streams.run("--format", "xl", "/dev/null")
    assert run.returncode == 1
    assert b"XS001: the stream is empty" in run.stdout
    run = streams.run("--format", "libxc", "/dev/zero")
    assert (run.returncode, run.stderr) == (1, b"")


# --- Packed octets ---

MIB = 1 << 20


def _around_zeros(size: int) -> tuple[bytes, bytes]:
    """Give what stands before and after `size` octets of pages in an image."""
    pages = size // streams.PAGE
    table = struct.pack("<II", pages, 0) + struct.pack(f"<{pages}Q", *range(pages))
    head = struct.pack("<II", streams.PAGE_DATA, len(table) + size) + table
    whole = streams.xl(inner=streams.libxl(inner=streams.libxc([head, *streams.STATE])))
    before, _, after = whole.partition(head)
    return before + head, after


def _gzip_bomb(size: int) -> bytes:
    """Give one member: blocks of zeros that refer to nothing before them, over and over."""
    head, tail = _around_zeros(size)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)

    def block(octets: bytes) -> bytes:
        return packer.compress(octets) + packer.flush(zlib.Z_FULL_FLUSH)

    zeros = bytes(MIB)
    body = block(head) + block(zeros) * (size // MIB) + packer.compress(tail) + packer.flush()
    check = zlib.crc32(head)
    for _ in range(size // MIB):
        check = zlib.crc32(zeros, check)
    check = zlib.crc32(tail, check)
    length = (len(head) + size + len(tail)) & 0xFFFFFFFF
    return b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + body + struct.pack("<II", check, length)


def _members(pack: Callable[[bytes], bytes], size: int) -> bytes:
    """Give many members that are small, and large unpacked."""
    head, tail = _around_zeros(size)
    return pack(head) + pack(bytes(8 * MIB)) * (size // (8 * MIB)) + pack(tail)


BOMBS: dict[str, Callable[[], bytes]] = {
    "gzip": lambda: _gzip_bomb(1024 * MIB),
    "zlib": lambda: _members(zlib.compress, 256 * MIB),
    "xz": lambda: _members(lzma.compress, 256 * MIB),
    "lzma": lambda: _members(vector_builder.COMPRESS["lzma"], 256 * MIB),
    "bzip2": lambda: _members(bz2.compress, 64 * MIB),
    "lz4": lambda: _members(vector_builder.COMPRESS["lz4"], 256 * MIB),
    "zstd": lambda: _members(vector_builder.COMPRESS["zstd"], 256 * MIB),
}


def _peak(*arguments: str) -> tuple[int, int]:
    """Run the command in a child; give its exit status and its peak in MiB."""
    command = [streams.COMMAND[0], "-c", _PEAK, *streams.COMMAND, *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    status, peak = map(int, run.stdout.splitlines()[-1].split())
    return status, peak // 1024


@pytest.mark.parametrize("method", BOMBS)
def test_a_bomb_is_unpacked_in_bounded_memory(method: str, tmp_path: Path) -> None:
    packed = BOMBS[method]()
    assert len(packed) < 4 * MIB
    status, peak = _peak("-q", str(_written(tmp_path, packed)))
    assert status == 0
    assert peak < 48


def test_pages_of_a_bomb_are_counted(tmp_path: Path) -> None:
    report = xenstream.verify(_written(tmp_path, _gzip_bomb(16 * MIB)))
    assert (report.verdict, report.pages, report.compression) == ("valid", 4096, "gzip")
    assert streams.codes(report) == []


@pytest.mark.parametrize("which", ["xenops", "json", "xml"])
def test_what_is_kept_of_hostile_texts_is_bounded(which: str, tmp_path: Path) -> None:
    """One MiB of text is read, and should not become hundreds."""
    texts = {
        "xenops": '((time "' + "a" * (MIB - 8),
        "json": '{"c_info": "' + "a" * (MIB - 100),
        "xml": "<domain><name>" + "a" * (MIB - 100),
    }
    text = texts[which]
    section = {"XENOPS": {"content": {"text": text}}}
    pieces: dict[str, Any] = {
        "xenops": {"xapi": {"sections": [section, "LIBXC"]}},
        "json": {"xl": {"config": text}},
        "xml": {"libvirt": {"xml": text}},
    }
    stream = pieces[which]
    octets = vector_builder.build({"stream": [stream]})
    status, peak = _peak("-v", str(_written(tmp_path, octets)))
    assert status == 0
    assert peak < 64


def _xz_with_dictionary(octets: bytes, size: int) -> bytes:
    """Give octets packed by xz that says it needs a dictionary of the size `size` stands for."""
    packed = bytearray(lzma.compress(octets, check=lzma.CHECK_NONE))
    length = (packed[12] + 1) * 4
    assert packed[13:16] == b"\x00\x21\x01"  # one filter, LZMA2, with one octet of properties
    packed[16] = size
    check = zlib.crc32(packed[12 : 12 + length - 4])
    packed[12 + length - 4 : 12 + length] = struct.pack("<I", check)
    return bytes(packed)


def _zstd_with_window(octets: bytes, log: int) -> bytes:
    """Give octets in a frame of zstd that says it needs a window of 2**log octets."""
    block = (len(octets) << 3 | 1).to_bytes(3, "little")  # the last, and not packed
    return b"\x28\xb5\x2f\xfd\0" + bytes([log - 10 << 3]) + block + octets


@pytest.mark.parametrize(
    "packed",
    [
        _xz_with_dictionary(XL, 40),  # 4 GiB - 1
        _xz_with_dictionary(XL, 34),  # 512 MiB
        _zstd_with_window(XL, 31),
        _zstd_with_window(XL, 28),
    ],
    ids=["xz 4 GiB", "xz 512 MiB", "zstd 2 GiB", "zstd 256 MiB"],
)
def test_a_huge_dictionary_is_refused(packed: bytes, tmp_path: Path) -> None:
    path = _written(tmp_path, packed)
    report = xenstream.verify(path)
    assert (report.verdict, streams.codes(report)) == ("unreadable", ["XS903"])
    assert "data is broken" in report.findings[0].message
    assert "memory" in report.findings[0].message.lower()
    status, peak = _peak("-q", str(path))
    assert status == 2
    assert peak < 48


@pytest.mark.parametrize(
    "packed",
    [_xz_with_dictionary(XL, 30), _zstd_with_window(XL, 27)],
    ids=["xz 128 MiB", "zstd 128 MiB"],
)
def test_the_largest_dictionary(packed: bytes, tmp_path: Path) -> None:
    report = xenstream.verify(_written(tmp_path, packed))
    assert (report.verdict, streams.codes(report)) == ("valid", [])


_SCARCE = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (100 << 20, 100 << 20))
from xenstream.cli import entry
entry()
"""


def test_a_dictionary_that_there_is_no_memory_for(tmp_path: Path) -> None:
    path = _written(tmp_path, _xz_with_dictionary(XL, 30))
    command = [streams.COMMAND[0], "-c", _SCARCE, "verify", str(path)]
    run = subprocess.run(command, capture_output=True, check=False, timeout=300)
    assert run.returncode == 2
    assert b"Traceback" not in run.stderr


SKIPPABLE = b"\x50\x2a\x4d\x18\4\0\0\0abcd"
"""A frame that zstd and lz4 pass over; pzstd puts one before each other frame."""


@pytest.mark.parametrize("method", ["zstd", "lz4"])
@pytest.mark.parametrize("where", ["between", "after"])
def test_frames_that_are_to_be_skipped(method: str, where: str) -> None:
    pack = vector_builder.COMPRESS[method]
    packed = pack(XL) + SKIPPABLE
    if where == "between":
        packed = pack(XL[:50]) + SKIPPABLE + pack(XL[50:])
    report = xenstream.verify(io.BytesIO(packed))
    assert (report.verdict, streams.codes(report)) == ("valid", [])


def test_what_pzstd_writes() -> None:
    pack = vector_builder.COMPRESS["zstd"]
    report = xenstream.verify(io.BytesIO(SKIPPABLE + pack(XL[:50]) + SKIPPABLE + pack(XL[50:])))
    assert (report.verdict, streams.codes(report)) == ("valid", [])


def test_packed_twice() -> None:
    report = xenstream.verify(io.BytesIO(gzip.compress(gzip.compress(XL))))
    assert report.verdict != "valid"


_WITHOUT = """
import sys
for name in sys.argv.pop(1).split(","):
    sys.modules[name] = None
from xenstream.cli import entry
entry()
"""
LIBRARIES = {
    "lz4": "lz4,lz4.frame",
    "zstd": "compression,compression.zstd,backports,backports.zstd",
}


@pytest.mark.parametrize("method", LIBRARIES)
@pytest.mark.parametrize("way", ["file", "standard input"])
def test_a_library_that_is_not_installed(method: str, way: str, tmp_path: Path) -> None:
    path = _written(tmp_path, vector_builder.COMPRESS[method](XL))
    command = [streams.COMMAND[0], "-c", _WITHOUT, LIBRARIES[method], "verify"]
    with path.open("rb") as file:
        run = subprocess.run(
            [*command, str(path)] if way == "file" else command,
            stdin=file,
            capture_output=True,
            text=True,
            env=streams.environment(),
            timeout=300,
            check=False,
        )
    assert (run.returncode, run.stderr) == (2, "")
    assert f"{method}, whose library is not installed: " in run.stdout
    assert "pip install 'xenstream[compression]'" in run.stdout


@pytest.mark.parametrize("method", LIBRARIES)
def test_what_needs_no_library_is_read_without(method: str, tmp_path: Path) -> None:
    path = _written(tmp_path, gzip.compress(XL))
    command = [streams.COMMAND[0], "-c", _WITHOUT, LIBRARIES[method], "verify", "-q", str(path)]
    assert subprocess.run(command, check=False, timeout=300).returncode == 0


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no /proc")
def test_what_is_opened_is_closed(tmp_path: Path) -> None:
    path = _written(tmp_path, vector_builder.COMPRESS["lz4"](XL))
    before = sorted(os.listdir("/proc/self/fd"))
    xenstream.verify(path)
    xenstream.verify(path, follow=0)
    xenstream.verify(path, offset=1 << 40)
    for way in WAYS.values():
        with way(XL, tmp_path) as descriptor:
            assert xenstream.verify(descriptor).verdict == "valid"
    assert sorted(os.listdir("/proc/self/fd")) == before
