"""What is passed on while it is verified: every octet, at once, whatever becomes of the rest."""

from __future__ import annotations

import contextlib
import fcntl
import gzip
import hashlib
import json
import lzma
import os
import random
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import streams
import vector_builder
from places import FIXTURES

from xenstream.judge.passing import Outcome, pass_on
from xenstream.octets import relay
from xenstream.octets.kept_file import KeptFile, RefusedError
from xenstream.octets.outlet import NowhereError, Outlet
from xenstream.octets.relay import Relay

TEE = (sys.executable, "-m", "xenstream", "tee")
GOOD = streams.xl()
BAD = streams.libxc(
    [
        streams.record(streams.PAGE_DATA, streams.page_data([streams.XTAB, 5 << 60 | 7])),
        streams.record(streams.HVM_CONTEXT, streams.CONTEXT_END),
    ]
)
MANY_PAGES = streams.libxc(
    [
        *(
            streams.record(streams.PAGE_DATA, streams.page_data(range(at, at + 256)))
            for at in range(8)
        ),
        *streams.STATE,
    ]
)


class Case(NamedTuple):
    """Octets, and the exit status that they give."""

    octets: bytes
    status: int


CASES = {
    **{f"good {name}": Case(octets, 0) for name, octets in streams.SMALL.items()},
    "good, many pages": Case(MANY_PAGES, 0),
    "octets after END": Case(GOOD + b"what follows" * 50_000, 0),
    "bad": Case(BAD, 1),
    "bad, many pages after": Case(BAD[:-8] + MANY_PAGES[40:], 1),
    "no stream within": Case(streams.xl(inner=random.Random(2).randbytes(300_000)), 1),
    "truncated in a page": Case(MANY_PAGES[:1_500_001], 1),
    "truncated by one": Case(GOOD[:-1], 1),
    "one octet": Case(b"X", 1),
    "empty": Case(b"", 1),
    "garbage": Case(random.Random(1).randbytes(3_000_001), 1),
    "a length of 4 GiB": Case(
        streams.libxc_headers() + b"\1\0\0\0\xff\xff\xff\xff" + bytes(100_000), 1
    ),
    "another format": Case(b"\x7fELF" + bytes(70_000), 2),
    "gzip": Case(gzip.compress(MANY_PAGES), 0),
    "gzip, cut short": Case(gzip.compress(MANY_PAGES)[:-9], 1),
}


CUT = (
    "truncated in a page",
    "truncated by one",
    "one octet",
    "empty",
    "a length of 4 GiB",
    "gzip, cut short",
)
"""Those of them that end too early."""
NO_STREAM = ("no stream within", "garbage", "another format")
"""Those in which no END of a stream is seen."""


def _digest(octets: bytes) -> str:
    return hashlib.sha256(octets).hexdigest()


class Run(NamedTuple):
    """What became of a run."""

    status: int
    out: bytes
    said: str


def _feed(descriptor: int, octets: bytes) -> None:
    """Write all, however the end of the pipe is set, and close."""
    with (
        socket.socket(fileno=descriptor)
        if _is_socket(descriptor)
        else open(descriptor, "wb", buffering=0) as end
    ):
        os.set_blocking(descriptor, True)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            rest = memoryview(octets)
            while rest:
                rest = rest[os.write(end.fileno(), rest) :]


def _is_socket(descriptor: int) -> bool:
    return stat.S_ISSOCK(os.fstat(descriptor).st_mode)


def _drain(descriptor: int) -> bytes:
    pieces: list[bytes] = []
    while True:
        piece = os.read(descriptor, 1 << 16)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)


def _pipe() -> tuple[int, int]:
    return os.pipe()


def _sockets() -> tuple[int, int]:
    here, there = socket.socketpair()
    return here.detach(), there.detach()


def _nonblocking_pipe() -> tuple[int, int]:
    ends = os.pipe()
    for end in ends:
        os.set_blocking(end, False)
    return ends


def _nonblocking_sockets() -> tuple[int, int]:
    ends = _sockets()
    for end in ends:
        os.set_blocking(end, False)
    return ends


ENDS = {
    "pipe": _pipe,
    "sockets": _sockets,
    "nonblocking pipe": _nonblocking_pipe,
    "nonblocking sockets": _nonblocking_sockets,
}


def tee(octets: bytes, *arguments: str, cwd: Path | None = None) -> Run:
    """Run `xenstream tee` between two pipes."""
    done = subprocess.run(
        [*TEE, *arguments],
        input=octets,
        capture_output=True,
        env=streams.environment(),
        cwd=cwd,
        timeout=300,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr.decode())


def _between(reading: int, writing: int, *arguments: str) -> subprocess.Popen[bytes]:
    """Start `xenstream tee` between two ends, which are its own from then on."""
    child = subprocess.Popen(
        [*TEE, *arguments],
        stdin=reading,
        stdout=writing,
        stderr=subprocess.PIPE,
        env=streams.environment(),
    )
    os.close(reading)
    os.close(writing)
    return child


def _end(child: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, said = child.communicate(timeout=300)
    return child.returncode, said.decode()


@contextlib.contextmanager
def _child(*arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], int, int]]:
    """Give a running child between two pipes, what feeds it, and what it feeds."""
    (reading, feeding), (fed, writing) = os.pipe(), os.pipe()
    child = _between(reading, writing, *arguments)
    try:
        yield child, feeding, fed
    finally:
        for descriptor in (feeding, fed):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        child.kill()
        child.communicate()


@pytest.fixture(autouse=True)
def _no_test_hangs() -> Iterator[None]:
    """Fail a test that waits for octets that are held back."""

    def give_up(*_: object) -> None:
        raise RuntimeError("waits for octets that never come")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


# --- Every octet ---


@pytest.mark.parametrize("name", CASES)
def test_between_pipes(name: str) -> None:
    octets, status = CASES[name]
    run = tee(octets)
    assert _digest(run.out) == _digest(octets)
    assert run.status == status
    assert run.said.startswith("-: ")


@pytest.mark.parametrize("name", CASES)
def test_into_a_file_too(name: str, tmp_path: Path) -> None:
    octets, status = CASES[name]
    run = tee(octets, "--to", "copy", cwd=tmp_path)
    assert _digest(run.out) == _digest(octets)
    assert run.status == status
    (file,) = tmp_path.iterdir()
    assert _digest(file.read_bytes()) == _digest(octets)


@pytest.mark.parametrize("name", ["good, many pages", "octets after END", "garbage"])
@pytest.mark.parametrize("before", ENDS)
@pytest.mark.parametrize("after", ENDS)
def test_whatever_the_ends_are(name: str, before: str, after: str) -> None:
    octets, status = CASES[name]
    (reading, feeding), (fed, writing) = ENDS[before](), ENDS[after]()
    child = _between(reading, writing)
    writer = threading.Thread(target=_feed, args=(feeding, octets))
    writer.start()
    os.set_blocking(fed, True)
    try:
        out = _drain(fed)
    finally:
        os.close(fed)
        writer.join()
    assert _digest(out) == _digest(octets)
    assert _end(child)[0] == status


@pytest.mark.parametrize("name", ["good, many pages", "octets after END", "bad", "empty"])
@pytest.mark.parametrize("flags", [os.O_TRUNC, os.O_APPEND])
def test_between_files(name: str, flags: int, tmp_path: Path) -> None:
    octets, status = CASES[name]
    before, after = tmp_path / "before", tmp_path / "after"
    before.write_bytes(b"seen" + octets)
    after.write_bytes(b"")
    reading = os.open(before, os.O_RDONLY)
    os.lseek(reading, 4, os.SEEK_SET)
    child = _between(reading, os.open(after, os.O_WRONLY | flags))
    assert _end(child)[0] == status
    assert after.read_bytes() == octets


@pytest.mark.parametrize("name", ["good, many pages", "garbage"])
def test_between_a_file_and_pipes(name: str, tmp_path: Path) -> None:
    octets, status = CASES[name]
    before, after = tmp_path / "before", tmp_path / "after"
    before.write_bytes(octets)
    with before.open("rb") as file:
        done = subprocess.run(TEE, stdin=file, capture_output=True, check=False)
    assert (done.returncode, _digest(done.stdout)) == (status, _digest(octets))
    with after.open("wb") as file:
        done = subprocess.run(
            TEE, input=octets, stdout=file, stderr=subprocess.DEVNULL, check=False
        )
    assert (done.returncode, _digest(after.read_bytes())) == (status, _digest(octets))


@pytest.mark.parametrize("vector", vector_builder.load(), ids=lambda vector: str(vector["name"]))
def test_a_vector_in_this_process(vector: dict[str, Any]) -> None:
    octets = vector_builder.build(vector)
    out, _, relayed = _in_this_process(octets, format=vector.get("format", "auto"))
    assert out == octets
    assert relayed.taken == len(octets)


@pytest.mark.parametrize("image", ["pv-live-FAILED-truncated", "pv-live-2vcpu"])
def test_a_real_image_in_a_pipeline(image: str, tmp_path: Path) -> None:
    path = tmp_path / "image"
    path.write_bytes(lzma.decompress((FIXTURES / f"{image}.img.xz").read_bytes()))
    with (
        subprocess.Popen(["cat", str(path)], stdout=subprocess.PIPE) as cat,
        subprocess.Popen(
            [*TEE, "--to", "copy"],
            stdin=cat.stdout,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            text=True,
        ) as middle,
    ):
        last = subprocess.run(
            streams.COMMAND, stdin=middle.stdout, capture_output=True, check=False
        )
        _, said = middle.communicate()
    assert last.returncode == middle.returncode == int("FAILED" in image)
    # The end of a pipe is not looked past; what is passed on is.
    assert last.stdout.decode().split(";")[-1] == said.splitlines()[-1].split(";")[-1] + "\n"
    (copy,) = (file for file in tmp_path.iterdir() if file != path)
    assert copy.name == ("copy.partial" if "FAILED" in image else "copy")
    assert _digest(copy.read_bytes()) == _digest(path.read_bytes())


# --- At once ---


@pytest.mark.parametrize("arguments", [(), ("--stop-on-error",), ("--to", "/dev/null")])
def test_no_octet_is_held_back(arguments: tuple[str, ...]) -> None:
    octets = streams.libxc() + b"and what follows"
    with _child(*arguments) as (child, feeding, fed):
        for at in range(0, len(octets), 3):
            os.write(feeding, octets[at : at + 3])
            got = b""
            while len(got) < len(octets[at : at + 3]):
                got += os.read(fed, 100)
            assert got == octets[at : at + 3]
        os.close(feeding)
        assert os.read(fed, 1) == b""
        assert _end(child)[0] == 0


def _resident(process: int) -> int:
    """Give the octets of memory that a process has now."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0  # it has ended


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc")
@pytest.mark.parametrize("arguments", [(), ("--to", "/dev/null")])
def test_a_slow_reader_slows_the_writer(arguments: tuple[str, ...]) -> None:
    one = streams.record(streams.PAGE_DATA, streams.page_data(range(1024)))
    written = 0

    def write() -> None:
        nonlocal written
        with contextlib.suppress(OSError):
            written += os.write(feeding, streams.libxc_headers())
            for _ in range(64):
                rest = memoryview(one)
                while rest:
                    some = os.write(feeding, rest[: 1 << 16])
                    written += some
                    rest = rest[some:]
            written += os.write(feeding, streams.record(streams.END))
            os.close(feeding)

    with _child(*arguments) as (child, feeding, fed):
        writer = threading.Thread(target=write, daemon=True)
        writer.start()
        got, most, most_ahead = 0, 0, 0
        for _ in range(40):
            got += len(os.read(fed, 1 << 16))
            time.sleep(0.02)
            most = max(most, _resident(child.pid))
            most_ahead = max(most_ahead, written - got)
        before = most
        while True:
            piece = os.read(fed, 1 << 20)
            if not piece:
                break
            got += len(piece)
            most = max(most, _resident(child.pid))
        writer.join()
        assert got == written > 256 << 20
        assert most_ahead <= 3 << 20  # two pipes at their widest, and what is on its way
        assert most < 40 << 20
        assert most - before < 4 << 20
        assert _end(child)[0] == 0


# --- What breaks ---


def test_the_reader_goes_away() -> None:
    with _child() as (child, feeding, fed):
        os.write(feeding, GOOD[:100])
        assert os.read(fed, 100) == GOOD[:100]
        os.close(fed)
        os.write(feeding, GOOD[100:])
        status, said = _end(child)
    assert status == 2
    assert said.startswith("xenstream tee: the reader went away after 100 octets\n")
    assert "Traceback" not in said


def test_the_reader_goes_away_and_the_file_goes_on(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    with _child("--to", str(copy)) as (child, feeding, fed):
        os.write(feeding, MANY_PAGES[:100])
        assert os.read(fed, 100) == MANY_PAGES[:100]
        os.close(fed)
        _feed(os.dup(feeding), MANY_PAGES[100:] + b"more")
        os.close(feeding)
        status, said = _end(child)
    assert status == 2
    assert "the reader went away after 100 octets; going on without it\n" in said
    assert "valid libxc stream" in said
    assert copy.read_bytes() == MANY_PAGES + b"more"


def test_the_writer_dies() -> None:
    command = [sys.executable, "-c", "import os, time; os.write(1, b'x' * 0); time.sleep(60)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        child = subprocess.Popen(
            TEE, stdin=writer.stdout, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        writer.stdout.close()
        writer.kill()
        out, said = child.communicate(timeout=300)
    assert (child.returncode, out) == (1, b"")
    assert b"error XS001" in said


def test_standard_output_is_full() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(TEE, input=GOOD, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        b"xenstream tee: cannot write to standard output after 0 octets: No space left on device\n"
        b"xenstream tee: nothing was checked, since nothing could be passed on\n"
    )


def test_the_copy_is_full() -> None:
    run = tee(MANY_PAGES, "--to", "/dev/full")
    assert (run.status, _digest(run.out)) == (2, _digest(MANY_PAGES))
    lines = run.said.splitlines()
    assert lines[0] == (
        "xenstream tee: cannot write to /dev/full after 0 octets: No space left on device;"
        " going on without it"
    )
    assert lines[-1].startswith("-: valid libxc stream")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, check=False, stderr=subprocess.DEVNULL).returncode:
        pytest.skip("no disk can be mounted")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_the_copys_disk_is_full(small_disk: Path) -> None:
    copy = small_disk / "copy"
    copy.write_bytes(b"the old one")
    run = tee(MANY_PAGES, "--to", str(copy))
    assert (run.status, _digest(run.out)) == (2, _digest(MANY_PAGES))
    partial = small_disk / "copy.partial"
    size = partial.stat().st_size
    assert 0 < size < 1 << 20
    assert f"after {size} octets: No space left on device" in run.said
    assert f"{partial} stays, with {size} octets: not all could be written" in run.said
    assert copy.read_bytes() == b"the old one"
    assert partial.read_bytes() == MANY_PAGES[:size]


def test_an_output_files_disk_is_full(small_disk: Path) -> None:
    out = small_disk / "out"
    with out.open("wb") as file:
        done = subprocess.run(
            TEE, input=MANY_PAGES, stdout=file, stderr=subprocess.PIPE, check=False
        )
    size = out.stat().st_size
    assert done.returncode == 2
    assert f"standard output after {size} octets: No space".encode() in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt(number: signal.Signals, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    with _child("--to", str(copy)) as (child, feeding, fed):
        os.write(feeding, GOOD[:50])
        assert os.read(fed, 50) == GOOD[:50]
        time.sleep(0.2)  # it waits for more now
        child.send_signal(number)
        status, said = _end(child)
    assert status == -number
    assert said.splitlines() == [
        "xenstream tee: interrupted after 50 octets",
        f"xenstream tee: {copy}.partial stays, with 50 octets: the input was not read to its end",
    ]
    assert not copy.exists()


@pytest.mark.parametrize("closed", [0, 1])
def test_a_closed_end(closed: int) -> None:
    command = f'exec "$@" {closed}>&-'
    done = subprocess.run(
        ["sh", "-c", command, "sh", *TEE], input=GOOD, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"must be open" in done.stderr


def test_nobody_listens() -> None:
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" 2>&-', "sh", *TEE], input=BAD, stdout=subprocess.PIPE, check=False
    )
    assert (done.returncode, done.stdout) == (1, BAD)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(TEE, input=BAD, stdout=subprocess.PIPE, stderr=full, check=False)
    assert (done.returncode, done.stdout) == (1, BAD)


@pytest.mark.parametrize("ends", ["pipe", "sockets"])
def test_standard_error_is_standard_output(ends: str) -> None:
    fed, writing = ENDS[ends]()
    with subprocess.Popen(TEE, stdin=subprocess.PIPE, stdout=writing, stderr=writing) as child:
        os.close(writing)
        child.stdin.write(BAD)  # type: ignore[union-attr]
        child.stdin.close()  # type: ignore[union-attr]
        assert _drain(fed) == BAD
        os.close(fed)
    assert child.returncode == 1


# --- To stop at an error ---


def test_the_first_error_ends_the_pipe(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    run = tee(BAD, "--stop-on-error", "--to", str(copy))
    passed = 40 + 8 + 24 + streams.PAGE
    assert run.status == 1
    assert run.out == BAD[:passed]  # the record at fault, and nothing after it
    assert f"stopped at the first error: {passed} octets were passed on\n" in run.said
    assert "error XS305" in run.said
    assert f"copy.partial stays, with {passed} octets: the first error ended it" in run.said
    assert not copy.exists()


def test_the_pipe_ends_while_the_writer_goes_on() -> None:
    with _child("--stop-on-error") as (child, feeding, fed):
        os.write(feeding, BAD)
        out = _drain(fed)
        assert BAD.startswith(out)
        assert len(out) < len(BAD)
        assert _end(child)[0] == 1


def test_nothing_stops_a_good_stream() -> None:
    octets = MANY_PAGES + b"after END"
    run = tee(octets, "--stop-on-error")
    assert (run.status, run.out) == (0, octets)


def test_what_cannot_be_checked_is_no_bad_stream() -> None:
    run = tee(b"\x7fELF" + bytes(70_000), "--stop-on-error")
    assert run.status == 2
    assert len(run.out) <= 512


# --- The copy's name ---


def test_a_new_file(tmp_path: Path) -> None:
    run = tee(GOOD, "--to", "copy", cwd=tmp_path)
    assert run.status == 0
    assert os.listdir(tmp_path) == ["copy"]
    assert (tmp_path / "copy").read_bytes() == GOOD
    assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600


def test_an_old_file_is_replaced_by_a_whole_one_only(tmp_path: Path) -> None:
    copy, partial = tmp_path / "copy", tmp_path / "copy.partial"
    copy.write_bytes(b"the old one")
    copy.chmod(0o640)
    run = tee(GOOD[:-1], "--to", str(copy))
    assert run.status == 1
    assert copy.read_bytes() == b"the old one"
    assert partial.read_bytes() == GOOD[:-1]
    said = f"{partial} stays, with {len(GOOD) - 1} octets: the stream was cut short"
    assert said in run.said
    assert tee(GOOD, "--to", str(copy)).status == 0
    assert os.listdir(tmp_path) == ["copy"]
    assert copy.read_bytes() == GOOD
    assert stat.S_IMODE(copy.stat().st_mode) == 0o640


def test_the_file_has_its_name_only_at_the_end(tmp_path: Path) -> None:
    copy, partial = tmp_path / "copy", tmp_path / "copy.partial"
    with _child("--to", str(copy)) as (child, feeding, fed):
        os.write(feeding, GOOD)
        got = b""
        while len(got) < len(GOOD):
            got += os.read(fed, 1 << 16)
        assert not copy.exists()
        assert partial.exists()
        busy = tee(GOOD, "--to", str(copy))
        assert (busy.status, busy.out) == (2, b"")
        assert "is being written by another process" in busy.said
        os.close(feeding)
        assert _end(child)[0] == 0
    assert copy.read_bytes() == GOOD


@pytest.mark.parametrize("name", CASES)
def test_what_is_not_whole_is_not_kept(name: str, tmp_path: Path) -> None:
    tee(CASES[name].octets, "--to", "copy", cwd=tmp_path)
    is_whole = name not in (*CUT, *NO_STREAM)
    assert os.listdir(tmp_path) == ["copy" if is_whole else "copy.partial"]


@pytest.mark.parametrize(
    ("octets", "arguments"),
    [
        (b"ssh: connect to host xen1 port 22: Connection refused\n", ()),
        (b"XenSave", ()),
        (GOOD[:10], ()),
        (gzip.compress(GOOD)[:2], ()),
        (gzip.compress(GOOD)[:-9], ()),
        (gzip.compress(GOOD)[:-4] + b"\1\2\3\4", ()),
        (b"\x28\xb5\x2f\xfd" + bytes(100), ()),
        (b"libvirt-xml\n \0 \r" + bytes(30), ()),
        (b"", ("--format", "libxc")),
        (GOOD, ("--format", "libxl")),
    ],
)
def test_a_good_file_is_not_replaced_by_what_is_not_whole(
    octets: bytes, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    copy.write_bytes(GOOD)
    run = tee(octets, "--to", "copy", *arguments, cwd=tmp_path)
    assert run.status in (1, 2)
    assert run.out == octets
    assert copy.read_bytes() == GOOD
    assert (tmp_path / "copy.partial").read_bytes() == octets


def test_a_bad_stream_that_is_whole_is_kept(tmp_path: Path) -> None:
    assert tee(BAD, "--to", "copy", cwd=tmp_path).status == 1
    assert (tmp_path / "copy").read_bytes() == BAD


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "copy").symlink_to("folder/real")
    assert tee(GOOD, "--to", "copy", cwd=tmp_path).status == 0
    assert (tmp_path / "copy").is_symlink()
    assert (tmp_path / "folder" / "real").read_bytes() == GOOD


def test_a_link_in_the_partial_files_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "copy.partial").symlink_to("precious")
    run = tee(GOOD, "--to", "copy", cwd=tmp_path)
    assert (run.status, run.out) == (2, b"")
    assert (tmp_path / "precious").read_bytes() == b"precious"


def test_what_an_earlier_run_left_is_made_anew(tmp_path: Path) -> None:
    partial = tmp_path / "copy.partial"
    partial.write_bytes(b"the rest of an earlier run")
    with partial.open("rb") as earlier:
        run = tee(GOOD, "--to", "copy", cwd=tmp_path)
        assert run.status == 0
        assert earlier.read() == b"the rest of an earlier run"  # nothing was written through it
    assert os.listdir(tmp_path) == ["copy"]


def test_a_hard_link_is_not_written_through(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    os.link(precious, tmp_path / "copy.partial")
    assert tee(GOOD, "--to", "copy", cwd=tmp_path).status == 0
    assert precious.read_bytes() == b"precious"
    assert (tmp_path / "copy").read_bytes() == GOOD


def test_another_users_file_is_not_adopted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    partial = tmp_path / "copy.partial"
    partial.write_bytes(b"somebody else's")
    theirs = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: theirs)
    with pytest.raises(RefusedError, match="is another user's"):
        KeptFile(str(tmp_path / "copy"), ())
    assert partial.read_bytes() == b"somebody else's"


@contextlib.contextmanager
def _kept(path: Path) -> Iterator[KeptFile]:
    kept = KeptFile(str(path), ())
    kept.write(GOOD)
    yield kept
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(kept.descriptor)


def test_nobody_else_can_read_what_is_not_whole(tmp_path: Path) -> None:
    copy, partial = tmp_path / "copy", tmp_path / "copy.partial"
    copy.write_bytes(b"the old one")
    copy.chmod(0o644)
    with _kept(copy) as kept:
        assert stat.S_IMODE(partial.stat().st_mode) == 0o600
        kept.keep()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o644


def test_the_owner_of_another_users_file_gets_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    copy.write_bytes(b"somebody else's")
    copy.chmod(0o666)
    theirs = os.geteuid() + 1
    with _kept(copy) as kept:
        monkeypatch.setattr(os, "geteuid", lambda: theirs)
        kept.keep()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert copy.stat().st_uid == os.getuid()
    assert copy.read_bytes() == GOOD


def test_what_took_its_place_does_not_get_its_name(tmp_path: Path) -> None:
    copy, partial = tmp_path / "copy", tmp_path / "copy.partial"
    copy.write_bytes(b"the old one")
    with _kept(copy) as kept:
        partial.rename(tmp_path / "taken")
        partial.write_bytes(b"something else")
        with pytest.raises(OSError, match="another file took its place"):
            kept.keep()
        kept.leave()
    assert copy.read_bytes() == b"the old one"


def test_the_copy_stays_in_the_folder_that_was_opened(tmp_path: Path) -> None:
    folder, moved = tmp_path / "folder", tmp_path / "moved"
    folder.mkdir()
    with _kept(folder / "copy") as kept:
        folder.rename(moved)
        folder.symlink_to(tmp_path)
        kept.keep()
    assert (moved / "copy").read_bytes() == GOOD
    assert sorted(os.listdir(tmp_path)) == ["folder", "moved"]


def test_the_folder_is_synchronised_after_the_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def synchronise(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def rename(*arguments: Any, **more: Any) -> None:
        done.append("rename")
        replace(*arguments, **more)

    monkeypatch.setattr(os, "fsync", synchronise)
    monkeypatch.setattr(os, "replace", rename)
    with _kept(tmp_path / "copy") as kept:
        kept.keep()
    assert done == ["file", "rename", "folder"]


def test_an_empty_name(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    run = tee(GOOD, "--to", "", cwd=tmp_path / "inner")
    assert (run.status, run.out) == (2, b"")
    assert run.said == "xenstream tee: a file has no empty name: nothing was passed on\n"
    assert os.listdir(tmp_path) == ["inner"]


def test_a_terminal_gets_no_octets() -> None:
    try:
        ours, theirs = os.openpty()
    except OSError:
        pytest.skip("no terminal can be had")
    done = subprocess.run(TEE, input=GOOD, stdout=theirs, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"standard output is a terminal: nothing was passed on" in done.stderr
    os.set_blocking(ours, False)
    with pytest.raises(BlockingIOError):
        os.read(ours, 1)
    os.close(ours)
    os.close(theirs)


def test_a_fifo_is_written_to_directly(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with subprocess.Popen(
        ["sh", "-c", "exec sha256sum < fifo"], stdout=subprocess.PIPE, cwd=tmp_path
    ) as sum_of:
        assert tee(MANY_PAGES, "--to", str(fifo)).status == 0
        assert sum_of.communicate()[0].split()[0].decode() == _digest(MANY_PAGES)
    assert os.listdir(tmp_path) == ["fifo"]


@pytest.mark.parametrize("name", ["in", "out", "in-link", "/dev/stdout", "in.as-partial"])
def test_a_copy_onto_the_ends_is_refused(name: str, tmp_path: Path) -> None:
    for file in ("in", "in.as-partial.partial"):
        (tmp_path / file).write_bytes(GOOD)
    (tmp_path / "in-link").symlink_to("in")
    source = "in.as-partial.partial" if name == "in.as-partial" else "in"
    with (tmp_path / source).open("rb") as reading, (tmp_path / "out").open("wb") as writing:
        done = subprocess.run(
            [*TEE, "--to", name],
            stdin=reading,
            stdout=writing,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            check=False,
        )
    assert done.returncode == 2
    assert b"is standard input or output: nothing was passed on" in done.stderr
    assert (tmp_path / "out").read_bytes() == b""
    assert (tmp_path / source).read_bytes() == GOOD


def test_a_file_onto_itself_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(GOOD)
    with file.open("rb") as reading, file.open("ab") as writing:
        done = subprocess.run(TEE, stdin=reading, stdout=writing, capture_output=False, check=False)
    assert done.returncode == 2
    assert file.read_bytes() == GOOD


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    run = tee(GOOD, "--to", "missing/copy", cwd=tmp_path)
    assert (run.status, run.out) == (2, b"")
    assert "cannot open missing/copy: No such file or directory" in run.said


# --- What is said ---


def test_text_and_json_go_to_standard_error() -> None:
    assert tee(BAD).said == streams.run(stdin=BAD).stdout.decode()
    run = tee(BAD, "-o", "json")
    assert run.out == BAD
    (stream,) = json.loads(run.said)["streams"]
    assert (stream["path"], stream["verdict"]) == ("-", "invalid")


@pytest.mark.skipif(sys.platform != "linux", reason="a pipe's size cannot be set")
def test_a_slow_listener_that_does_not_block_hears_all() -> None:
    octets = streams.libxc([streams.record(kind) for kind in range(0x100, 0x200)])
    heard, saying = _nonblocking_pipe()
    fcntl.fcntl(saying, 1031, 4096)  # F_SETPIPE_SZ
    with subprocess.Popen(
        [*TEE, "-o", "json"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=saying
    ) as child:
        os.close(saying)
        child.stdin.write(octets)  # type: ignore[union-attr]
        child.stdin.close()  # type: ignore[union-attr]
        time.sleep(0.5)
        os.set_blocking(heard, True)
        said = _drain(heard)
        os.close(heard)
    assert len(said) > 8192
    assert json.loads(said)["streams"][0]["verdict"] == "invalid"
    assert child.returncode == 1


def test_quiet() -> None:
    assert tee(BAD, "-q") == Run(1, BAD, "")
    assert tee(GOOD + b"after END", "-q") == Run(0, GOOD + b"after END", "")


def test_what_was_not_looked_at_is_told() -> None:
    run = tee(b"hello, world\n")
    assert "xenstream tee: 13 octets from offset 0x0 on were passed on unchecked" in run.said


def test_verify_does_not_import_it() -> None:
    code = "import sys, xenstream.cli; xenstream.cli.main(['verify', '/dev/null']);"
    code += " sys.exit('xenstream.octets.relay' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False)
    assert run.returncode == 0


# --- In this process ---


def _in_this_process(
    octets: bytes, *, format: str = "auto", profile: str = "spec"
) -> tuple[bytes, Outcome, Relay]:
    """Pass octets on between two pipes."""
    fed, writing = os.pipe()
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(_drain(fed)))
    reader.start()
    complaints: list[str] = []
    with streams.pipe_of(octets) as reading:
        passing = Relay(reading, [Outlet(writing, "standard output")], complaints.append)
        try:
            outcome = pass_on(passing, complaints.append, format=format, profile=profile)
        finally:
            os.close(writing)
            reader.join()
            os.close(fed)
    return got[0], outcome, passing


@pytest.mark.parametrize("name", CASES)
def test_without_splice(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "_splice", None)
    octets = CASES[name].octets
    out, outcome, passing = _in_this_process(octets)
    assert _digest(out) == _digest(octets)
    assert outcome.ended
    assert passing.taken == len(octets)


@pytest.mark.parametrize("fault", [OSError(22, "Invalid argument"), BlockingIOError(11, "Again")])
def test_splice_refuses(fault: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise fault

    monkeypatch.setattr(relay, "_splice", refuse)
    out, outcome, _ = _in_this_process(MANY_PAGES)
    assert (outcome.report.verdict, _digest(out)) == ("valid", _digest(MANY_PAGES))


def test_a_verification_that_fails_passes_all_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def see(*_: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("xenstream.judge.judge.Judge.see", see)
    out, outcome, _ = _in_this_process(MANY_PAGES)
    assert _digest(out) == _digest(MANY_PAGES)
    assert outcome.report.verdict == "unreadable"
    assert outcome.lack == "the verification failed"


def test_a_caller_is_told_of_a_wrong_choice() -> None:
    with pytest.raises(ValueError, match="no such format"):
        _in_this_process(GOOD, format="tar")


def test_reads_skips_and_peeks_are_exact() -> None:
    octets = bytes(number % 251 for number in range(300_000))
    fed, writing = os.pipe()
    reader = threading.Thread(target=_drain, args=(fed,))
    reader.start()
    with streams.pipe_of(octets, step=4099) as reading:
        passing = Relay(reading, [Outlet(writing, "standard output")], print)
        assert passing.peek(600) == octets[:600]
        assert passing.read(8) == octets[:8]
        assert passing.skip(100_000) == 100_000
        assert passing.read(70_000) == octets[100_008:170_008]
        assert passing.skip(1) == 1
        assert passing.peek(5) == octets[170_009:170_014]
        assert passing.position == 170_009
        assert passing.rest(7) == (129_991, octets[170_009:170_016])
        assert passing.taken == len(octets)
    os.close(writing)
    reader.join()
    os.close(fed)


def test_the_reader_of_a_relay_goes_away() -> None:
    fed, writing = os.pipe()
    os.close(fed)
    complaints: list[str] = []
    with streams.pipe_of(GOOD) as reading:
        outlet = Outlet(writing, "standard output")
        passing = Relay(reading, [outlet], complaints.append)
        with pytest.raises(NowhereError):
            passing.read(1)
    os.close(writing)
    assert complaints == ["the reader went away after 0 octets"]
