"""Faults injected where the system is called: short reads and writes, errors, signals."""

from __future__ import annotations

import errno
import os
import random
import signal
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable

import pytest
import streams

import xenstream
from xenstream.judge.passing import pass_on
from xenstream.octets import relay, source
from xenstream.octets.kept_file import KeptFile
from xenstream.octets.outlet import Outlet
from xenstream.octets.relay import Relay

PAGES = streams.record(streams.PAGE_DATA, streams.page_data(range(40)))
STATE = [
    streams.record(streams.HVM_CONTEXT, b"state"),
    streams.record(streams.HVM_PARAMS, struct.pack("<IIQQ", 1, 0, 1, 2)),
]
GOOD = streams.xl(inner=streams.libxl(inner=streams.libxc([PAGES] * 3 + STATE)))


class Faulty:
    """Calls of the system, each of which may do less than it is asked for, or fail at last."""

    def __init__(self, seed: int, fails_at: int | None = None, error: int = errno.EIO) -> None:
        self._random = random.Random(seed)
        self._fails_at = fails_at
        self._error = error
        self.calls = 0

    def _size(self, size: int) -> int:
        self.calls += 1
        if self.calls == self._fails_at:
            raise OSError(self._error, os.strerror(self._error))
        return self._random.choice((1, 7, 1000, size)) if size > 1 else size

    def pread(self, descriptor: int, size: int, at: int) -> bytes:
        return os_pread(descriptor, min(size, self._size(size)), at)

    def read(self, descriptor: int, size: int) -> bytes:
        return os_read(descriptor, min(size, self._size(size)))

    def readv(self, descriptor: int, buffers: list[Any]) -> int:
        (buffer,) = buffers
        size = len(buffer)
        return os_readv(descriptor, [memoryview(buffer)[: min(size, self._size(size))]])

    def write(self, descriptor: int, octets: Any) -> int:
        size = len(octets)
        return os_write(descriptor, memoryview(octets)[: min(size, self._size(size))])


os_pread, os_read, os_readv, os_write = os.pread, os.read, os.readv, os.write


@pytest.fixture
def inject(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put a faulty system in the place of the real one."""

    def put(faulty: Faulty, *calls: str) -> None:
        monkeypatch.setattr(source, "_splice", None)
        monkeypatch.setattr(relay, "_splice", None)
        for call in calls:
            monkeypatch.setattr(os, call, getattr(faulty, call))

    return put


@pytest.mark.parametrize("seed", range(20))
def test_short_reads_of_a_file(seed: int, inject: Callable[..., None], tmp_path: Path) -> None:
    whole = streams.through_file(GOOD, tmp_path / "image")
    faulty = Faulty(seed)
    inject(faulty, "pread")
    assert xenstream.verify(tmp_path / "image") == whole
    assert faulty.calls > 3


@pytest.mark.parametrize("seed", range(20))
def test_short_reads_of_a_pipe(seed: int, inject: Callable[..., None]) -> None:
    faulty = Faulty(seed)
    with streams.pipe_of(GOOD) as reading:
        inject(faulty, "read", "readv")
        report = xenstream.verify(reading)
    assert (report.verdict, report.octets) == ("valid", len(GOOD))
    assert faulty.calls > 20


@pytest.mark.parametrize("call", range(1, 12))
def test_a_file_that_fails(call: int, inject: Callable[..., None], tmp_path: Path) -> None:
    """Whatever read fails, nothing is said of the stream but that it cannot be read."""
    path = tmp_path / "image"
    path.write_bytes(GOOD)
    faulty = Faulty(7, fails_at=call)
    inject(faulty, "pread")
    report = xenstream.verify(path)
    if faulty.calls < call:
        pytest.fail("so many calls are not made")
    assert report.verdict == "unreadable"
    assert streams.codes(report) == ["XS903"]
    assert report.findings[0].message == "cannot be read: Input/output error"


@contextmanager
def _between(octets: bytes) -> Iterator[tuple[int, int, list[bytes]]]:
    """Give an end to read octets from, one to write to, and what arrives there."""
    fed, writing = os.pipe()
    got: list[bytes] = []

    def drain() -> None:
        while True:
            piece = os_read(fed, 1 << 16)
            if not piece:
                return
            got.append(piece)

    reader = threading.Thread(target=drain)
    reader.start()
    try:
        with streams.pipe_of(octets) as reading:
            yield reading, writing, got
    finally:
        os.close(writing)
        reader.join()
        os.close(fed)


@pytest.mark.parametrize("seed", range(10))
def test_short_reads_and_writes_on_the_way(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    octets = GOOD + b"what follows" * 5000
    with _between(octets) as (reading, writing, got):
        faulty = Faulty(seed)
        monkeypatch.setattr(relay, "_splice", None)
        main = threading.get_ident()

        def ours(name: str) -> Callable[..., Any]:
            real, short = getattr(os, name), getattr(faulty, name)
            return lambda *arguments: (short if threading.get_ident() == main else real)(*arguments)

        with monkeypatch.context() as patched:
            for name in ("read", "readv", "write"):
                patched.setattr(os, name, ours(name))
            passing = Relay(reading, [Outlet(writing, "standard output")], pytest.fail)
            outcome = pass_on(passing, pytest.fail, format="auto", profile="spec")
    assert outcome.report.verdict == "valid"
    assert b"".join(got) == octets
    assert faulty.calls > 40


@pytest.mark.parametrize("call", [1, 2, 5, 9, 14])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT, errno.ECONNRESET, errno.EIO])
def test_an_outlet_that_fails_on_the_way(
    error: int, call: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What went out before is a beginning of the octets, and the copy gets no name."""
    said: list[str] = []
    kept = KeptFile(str(tmp_path / "copy"), ())
    with _between(GOOD) as (reading, writing, got):
        faulty = Faulty(3, call, error)
        monkeypatch.setattr(relay, "_splice", None)
        main = threading.get_ident()

        def write(descriptor: int, octets: Any) -> int:
            if threading.get_ident() == main and descriptor == kept.descriptor:
                return faulty.write(descriptor, octets)
            return os_write(descriptor, octets)

        with monkeypatch.context() as patched:
            patched.setattr(os, "write", write)
            outlets = [Outlet(writing, "standard output"), kept]
            passing = Relay(reading, outlets, said.append)
            pass_on(passing, said.append, format="auto", profile="spec")
    assert b"".join(got) == GOOD
    assert isinstance(kept.error, OSError)
    assert len(said) == 1
    assert os.strerror(error) in said[0]
    kept.leave()
    assert os.listdir(tmp_path) == ["copy.partial"]
    assert GOOD.startswith((tmp_path / "copy.partial").read_bytes())


def test_a_storm_of_signals() -> None:
    """Every call that waits is interrupted, over and over: nothing is lost."""
    heard = 0

    def hear(*_: object) -> None:
        nonlocal heard
        heard += 1

    before = signal.signal(signal.SIGUSR1, hear)
    done = threading.Event()
    main = threading.main_thread().ident
    assert main is not None

    def storm() -> None:
        while not done.wait(0.0002):
            signal.pthread_kill(main, signal.SIGUSR1)

    sender = threading.Thread(target=storm)
    sender.start()
    try:
        for _ in range(10):
            with streams.pipe_of(GOOD, step=997) as reading:
                report = xenstream.verify(reading)
            assert (report.verdict, report.octets) == ("valid", len(GOOD))
    finally:
        done.set()
        sender.join()
        signal.signal(signal.SIGUSR1, before)
    assert heard > 10
