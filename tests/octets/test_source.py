"""Where the octets come from: exact reads, skips, and where everything stands afterwards."""

from __future__ import annotations

import errno
import gzip
import io
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Callable, cast

import pytest
import streams

import xenstream
from xenstream.octets import source as source_module
from xenstream.octets.source import DescriptorSource, FileSource, ObjectSource, Source, opened

OCTETS = bytes(number % 251 for number in range(200_000))
AFTER = b"what the caller reads next"
GOOD = streams.xl()


class Trickle(io.RawIOBase):
    """A raw file object without a descriptor that gives an octet a read."""

    def __init__(self, octets: bytes) -> None:
        super().__init__()
        self._rest = io.BytesIO(octets)

    def read(self, size: int | None = -1) -> bytes | None:
        return self._rest.read(min(1, size if size is not None and size >= 0 else 1))


@contextmanager
def _path(octets: bytes, folder: Path) -> Iterator[Source]:
    file = folder / "octets"
    file.write_bytes(octets)
    with opened(file) as source:
        yield source


@contextmanager
def _borrowed(octets: bytes, folder: Path) -> Iterator[Source]:
    file = folder / "octets"
    file.write_bytes(octets)
    with file.open("rb", buffering=0) as raw, opened(raw.fileno()) as source:
        yield source


@contextmanager
def _pipe(octets: bytes, folder: Path) -> Iterator[Source]:  # noqa: ARG001
    with streams.pipe_of(octets) as reading, opened(reading) as source:
        yield source


@contextmanager
def _slow_pipe(octets: bytes, folder: Path) -> Iterator[Source]:  # noqa: ARG001
    with streams.pipe_of(octets, step=997) as reading, opened(reading) as source:
        yield source


@contextmanager
def _object(octets: bytes, folder: Path) -> Iterator[Source]:  # noqa: ARG001
    with opened(io.BytesIO(octets)) as source:
        yield source


@contextmanager
def _trickle(octets: bytes, folder: Path) -> Iterator[Source]:  # noqa: ARG001
    with opened(cast("BinaryIO", Trickle(octets))) as source:
        yield source


@contextmanager
def _buffered(octets: bytes, folder: Path) -> Iterator[Source]:
    file = folder / "octets"
    file.write_bytes(octets)
    with file.open("rb") as buffered, opened(buffered) as source:
        yield source


KINDS: dict[str, tuple[Callable[[bytes, Path], AbstractContextManager[Source]], type[Source]]] = {
    "path": (_path, FileSource),
    "borrowed descriptor": (_borrowed, FileSource),
    "buffered file": (_buffered, FileSource),
    "pipe": (_pipe, DescriptorSource),
    "slow pipe": (_slow_pipe, DescriptorSource),
    "BytesIO": (_object, ObjectSource),
    "octet by octet": (_trickle, ObjectSource),
}


@pytest.fixture(autouse=True)
def _no_test_hangs() -> Iterator[None]:
    """Fail a test whose reader waits for octets that never come."""

    def give_up(*_: object) -> None:
        raise RuntimeError("waits for octets that never come")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(params=list(KINDS))
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Source]:
    """Give each kind of source, over OCTETS."""
    make, kind = KINDS[request.param]
    with ExitStack() as stack:
        given = stack.enter_context(make(OCTETS, tmp_path))
        assert type(given) is kind
        yield given


def test_reads_are_exact(source: Source) -> None:
    at = 0
    for size in (0, 1, 7, 8, 4096, 8256, 1, 70_000, 3):
        assert source.read(size) == OCTETS[at : at + size]
        at += size
        assert source.position == at


def test_skips_are_exact(source: Source) -> None:
    at = 0
    for size in (1, 4096, 0, 8300, 100_000):
        assert source.skip(size) == size
        at += size
        assert source.position == at
        assert source.read(5) == OCTETS[at : at + 5]
        at += 5


def test_what_is_peeked_at_is_read_again(source: Source) -> None:
    assert source.peek(512) == OCTETS[:512]
    assert source.peek(8) == OCTETS[:8]
    assert source.position == 0
    assert source.read(10) == OCTETS[:10]
    assert source.skip(10) == 10
    assert source.peek(600) == OCTETS[20:620]
    assert source.skip(1000) == 1000
    assert source.read(4) == OCTETS[1020:1024]


def test_only_the_end_gives_fewer(source: Source) -> None:
    source.skip(len(OCTETS) - 10)
    assert source.peek(100) == OCTETS[-10:]
    assert source.read(100) == OCTETS[-10:]
    assert source.read(1) == b""
    assert source.skip(1) == 0
    assert source.peek(1) == b""
    assert source.position == len(OCTETS)


def test_a_skip_past_the_end_tells_what_was_there(source: Source) -> None:
    source.read(1)
    assert source.skip(1 << 40) == len(OCTETS) - 1
    assert source.position == len(OCTETS)


def test_the_end_is_known_of_files_only(source: Source) -> None:
    assert source.end == (len(OCTETS) if isinstance(source, FileSource) else None)


def test_a_skip_in_a_sparse_file_reads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sparse"
    size = 1 << 40
    with path.open("wb") as file:
        file.write(b"begin")
        file.seek(size - 3)
        file.write(b"end")
    asked: list[int] = []
    pread = os.pread

    def counted(descriptor: int, length: int, offset: int) -> bytes:
        asked.append(length)
        return pread(descriptor, length, offset)

    monkeypatch.setattr(os, "pread", counted)
    with opened(path) as source:
        assert source.end == size
        assert source.read(5) == b"begin"
        assert source.skip(size - 8) == size - 8
        assert source.read(9) == b"end"
    assert 0 < sum(asked) < 1 << 17


def test_a_file_that_shrinks_ends_where_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "shrinks"
    path.write_bytes(bytes(100_000))
    with opened(path) as source:
        assert source.read(10) == bytes(10)
        source.skip(90_000)
        os.truncate(path, 50_000)
        assert source.read(10) == b""
        with pytest.raises(OSError, match="it shrank from 100000 to 50000 octets"):
            source.confirm()
        os.truncate(path, 100_000)


# --- What changes while it is read ---


def _changed_at(count: int, path: Path, change: Callable[[int], None]) -> xenstream.Report:
    """Verify a file that is changed when so many items were seen."""
    seen = 0

    def see(item: object, position: int, end: int | None) -> None:  # noqa: ARG001
        nonlocal seen
        seen += 1
        if seen == count:
            change(position)

    return xenstream.verify(path, observer=see)


ITEMS = 7
"""Items of a stream of 4 records, the headers among them."""
MANY = streams.libxc([streams.record(streams.PAGE_DATA, streams.page_data(range(64)))] * 4)


@pytest.mark.parametrize("count", range(1, ITEMS + 1))
@pytest.mark.parametrize("how", ["shrinks", "grows", "is replaced"])
def test_what_changes_while_it_is_read_is_not_valid(how: str, count: int, tmp_path: Path) -> None:
    path, other = tmp_path / "image", tmp_path / "other"
    path.write_bytes(MANY)
    other.write_bytes(MANY)

    def change(position: int) -> None:
        if how == "is replaced":
            other.rename(path)
        else:
            os.truncate(path, position if how == "shrinks" else len(MANY) + 1)

    if how == "shrinks" and count == ITEMS:
        return  # the position is the end then
    report = _changed_at(count, path, change)
    assert report.verdict == "unreadable"
    said = {
        "shrinks": "it shrank from",
        "grows": "it grew from",
        "is replaced": "another file took its place",
    }
    assert report.findings[-1].code == "XS903"
    assert said[how] in report.findings[-1].message


def test_what_is_touched_or_removed_is_as_good_as_before(tmp_path: Path) -> None:
    path = tmp_path / "image"
    path.write_bytes(MANY)
    assert _changed_at(3, path, lambda _: os.utime(path)).verdict == "valid"
    assert _changed_at(3, path, lambda _: path.unlink()).verdict == "valid"


def test_a_stream_that_changes_is_told_to_who_iterates(tmp_path: Path) -> None:
    path = tmp_path / "image"
    path.write_bytes(MANY)
    with xenstream.open(path) as stream:
        records = iter(stream)
        next(records)
        os.truncate(path, len(MANY) + 1)
        with pytest.raises(OSError, match="it grew from"):
            list(records)


# --- What is closed once ---


@pytest.mark.parametrize("name", ["folder", "text", "offset"])
def test_a_failed_open_closes_once(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    else:
        path.write_text("no stream")
    closed: list[int] = []
    close = os.close

    def closing(descriptor: int) -> None:
        closed.append(descriptor)
        close(descriptor)

    monkeypatch.setattr(os, "close", closing)
    with pytest.raises((OSError, xenstream.NotAStreamError)):
        xenstream.open(path, offset=100 if name == "offset" else 0)
    assert len(closed) == 1


@pytest.mark.parametrize("name", ["missing", "folder"])
def test_a_failed_source_is_not_closed_again(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    context = opened(tmp_path / name)
    with pytest.raises(OSError, match=r"is a directory|No such file"):
        context.__enter__()
    taken = os.open(os.devnull, os.O_RDONLY)  # the same number again
    context.close()
    context.__exit__(None, None, None)
    os.fstat(taken)
    os.close(taken)


# --- Where there is nothing ---


@pytest.mark.parametrize("through", ["file", "pipe"])
def test_an_offset_beyond_the_end(through: str, tmp_path: Path) -> None:
    path = tmp_path / "image"
    path.write_bytes(GOOD)
    with path.open("rb") as file, streams.pipe_of(GOOD) as pipe:
        report = xenstream.verify(
            pipe if through == "pipe" else file.fileno(), offset=len(GOOD) + 5
        )
    assert (report.verdict, streams.codes(report)) == ("unreadable", ["XS903"])
    said = f"the offset {len(GOOD) + 5} is beyond its end, at {len(GOOD)} octets"
    assert said in report.findings[0].message


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="no /proc")
def test_a_file_without_a_size_is_read() -> None:
    assert Path("/proc/self/cmdline").stat().st_size == 0
    report = xenstream.verify("/proc/self/cmdline")
    assert streams.codes(report) == ["XS901"]  # and not that it is empty


# --- What stands where after verify ---


def test_a_pipe_is_left_right_after_the_end() -> None:
    with streams.pipe_of(GOOD + AFTER) as reading:
        assert xenstream.verify(reading).verdict == "valid"
        assert os.read(reading, 1000) == AFTER


def test_a_pipe_holds_several_streams() -> None:
    with streams.pipe_of(GOOD + streams.libxc(order=">") + AFTER) as reading:
        first, second = xenstream.verify(reading), xenstream.verify(reading)
        assert (first.format, second.format) == ("xl", "libxc")
        assert (first.verdict, second.verdict) == ("valid", "valid")
        assert (first.octets, second.octets) == (len(GOOD), len(streams.libxc()))
        assert os.read(reading, 1000) == AFTER


def test_a_pipe_that_is_not_closed_is_not_waited_for() -> None:
    reading, writing = os.pipe()
    try:
        os.write(writing, GOOD)
        assert xenstream.verify(reading).verdict == "valid"
    finally:
        os.close(writing)
        os.close(reading)


def test_a_shorter_stream_than_is_looked_at_leaves_the_pipe_alone() -> None:
    short = streams.libxc(())
    assert len(short) < 512
    reading, writing = os.pipe()
    try:
        os.write(writing, short)
        assert xenstream.verify(reading, format="libxc").verdict == "valid"
        os.write(writing, AFTER)
        assert os.read(reading, 1000) == AFTER
    finally:
        os.close(writing)
        os.close(reading)


@pytest.mark.parametrize("format", ["auto", "libxc"])
def test_a_short_stream_is_recognised_without_reading_past_it(format: str) -> None:
    with streams.pipe_of(streams.libxc(()) + AFTER) as reading:
        assert xenstream.verify(reading, format=format).verdict == "valid"
        assert os.read(reading, 1000) == AFTER


def test_a_borrowed_descriptor_stands_after_the_end(tmp_path: Path) -> None:
    path = tmp_path / "image"
    path.write_bytes(b"before" + GOOD + AFTER)
    with path.open("rb", buffering=0) as file:
        os.lseek(file.fileno(), len(b"before"), os.SEEK_SET)
        report = xenstream.verify(file.fileno())
        assert report.verdict == "valid"
        assert [(one.code, one.offset) for one in report.findings] == [("XS005", len(GOOD))]
        assert os.read(file.fileno(), 1000) == AFTER


@pytest.mark.parametrize("buffering", [-1, 0])
def test_a_file_object_stands_after_the_end(buffering: int, tmp_path: Path) -> None:
    path = tmp_path / "image"
    path.write_bytes(b"before" + GOOD + AFTER)
    with path.open("rb", buffering=buffering) as file:
        assert file.read(6) == b"before"
        assert xenstream.verify(file).octets == len(GOOD)
        assert file.tell() == 6 + len(GOOD)
        assert file.read() == AFTER


def test_a_file_object_that_grows_is_read_from_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "image"
    path.write_bytes(GOOD * 3)
    with path.open("rb") as file:
        for number in range(1, 4):
            assert xenstream.verify(file).verdict == "valid"
            assert file.tell() == number * len(GOOD)


def test_bytes_io_stands_after_the_end() -> None:
    file = io.BytesIO(GOOD + AFTER)
    assert xenstream.verify(file).verdict == "valid"
    assert file.read() == AFTER


def test_a_short_stream_in_bytes_io_is_not_read_past() -> None:
    file = io.BytesIO(streams.libxc(()) + AFTER)
    assert xenstream.verify(file).verdict == "valid"
    assert file.read() == AFTER


def test_gzip_is_read_through_its_object(tmp_path: Path) -> None:
    path = tmp_path / "image.gz"
    path.write_bytes(gzip.compress(GOOD + AFTER))
    with gzip.open(path) as file:
        report = xenstream.verify(cast("BinaryIO", file))
        assert (report.verdict, report.octets) == ("valid", len(GOOD))
        assert file.read() == AFTER
    report = xenstream.verify(path)
    assert (report.compression, streams.codes(report)) == ("gzip", ["XS005"])


def test_a_buffered_reader_over_a_pipe_keeps_its_octets() -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as file:
        os.write(writing, b"before" + GOOD + AFTER)
        os.close(writing)
        assert file.read(6) == b"before"  # the object's buffer now holds what follows
        assert xenstream.verify(file).verdict == "valid"
        assert file.read() == AFTER


def test_a_buffered_reader_over_bytes() -> None:
    file = io.BufferedReader(io.BytesIO(GOOD + AFTER))
    assert xenstream.verify(file).verdict == "valid"
    assert file.read() == AFTER


def test_a_socket() -> None:
    here, there = socket.socketpair()
    with here, there:
        there.sendall(GOOD + AFTER)
        assert xenstream.verify(here.fileno()).verdict == "valid"
        assert here.recv(1000) == AFTER


@pytest.mark.parametrize("name", streams.SMALL)
def test_short_reads(name: str) -> None:
    octets = streams.SMALL[name]
    with streams.pipe_of(octets, step=1) as reading:
        report = xenstream.verify(reading)
    assert (report.verdict, report.findings) == ("valid", ())
    assert report.octets == len(octets)


def test_a_raw_object_that_gives_an_octet_a_read() -> None:
    report = xenstream.verify(cast("BinaryIO", Trickle(GOOD)))
    assert (report.verdict, report.findings, report.octets) == ("valid", (), len(GOOD))


def _open_descriptors() -> set[str]:
    return set(os.listdir("/proc/self/fd"))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no /proc")
def test_what_is_opened_is_closed(tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_bytes(GOOD)
    bad.write_bytes(GOOD[:-3])
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    before = _open_descriptors()
    for readable in (good, bad, tmp_path, tmp_path / "missing"):
        xenstream.verify(readable)
    with xenstream.open(good) as stream:
        assert next(iter(stream)).index == 0
    with pytest.raises(xenstream.NotAStreamError):
        xenstream.open(io.BytesIO(b"no stream at all, but text"))
    both = os.open(fifo, os.O_RDWR)
    os.write(both, GOOD)
    assert xenstream.verify(fifo).verdict == "valid"
    assert xenstream.verify(tmp_path / "missing").verdict == "unreadable"
    os.close(both)
    assert _open_descriptors() == before


def test_a_borrowed_descriptor_stays_open() -> None:
    with streams.pipe_of(GOOD) as reading:
        xenstream.verify(reading)
        os.fstat(reading)
        with pytest.raises(OSError, match="Bad file descriptor") as raised:
            os.fstat(10_000)
        assert raised.value.errno == errno.EBADF
        assert os.read(reading, 1) == b""


def test_a_closed_descriptor_is_unreadable() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    os.close(writing)
    report = xenstream.verify(reading)
    assert (report.verdict, streams.codes(report)) == ("unreadable", ["XS903"])
    assert report.path == f"descriptor {reading}"


def test_open_leaves_the_rest_of_a_pipe() -> None:
    with streams.pipe_of(GOOD + AFTER) as reading, xenstream.open(reading) as stream:
        assert stream.format == "xl"
        names = [record.name for record in stream]
        assert names[0] == "LIBXC_CONTEXT"
        assert names[-1] == "END"
        assert os.read(reading, 1000) == AFTER


def test_a_slow_file_is_told_what_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where reads take long and are evenly spaced, the next of them are announced, each once."""
    size, apart = 64 << 20, 1 << 20
    with (tmp_path / "slow").open("wb") as file:
        file.truncate(size)
    announced: list[int] = []

    def advise(_: int, at: int, length: int, advice: int) -> None:
        assert (length, advice) == (source_module._SMALL_WINDOW, os.POSIX_FADV_WILLNEED)
        announced.append(at)

    def pread(descriptor: int, length: int, at: int) -> bytes:
        time.sleep(0.002)
        return real(descriptor, length, at)

    real = os.pread
    monkeypatch.setattr(source_module, "_advise", advise)
    monkeypatch.setattr(os, "pread", pread)
    with opened(tmp_path / "slow") as stream:
        while stream.read(8):
            stream.skip(apart - 8)
    assert announced == sorted(set(announced))
    assert set(announced) <= set(range(0, size, apart))
    assert len(announced) >= size // apart - 5


def test_a_fast_file_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "fast").open("wb") as file:
        file.truncate(64 << 20)
    monkeypatch.setattr(source_module, "_SLOW", 1e9)
    monkeypatch.setattr(source_module, "_advise", None)
    with opened(tmp_path / "fast") as stream:
        while stream.read(8):
            stream.skip((1 << 20) - 8)
        assert stream.position == 64 << 20
