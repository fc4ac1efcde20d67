"""Images at URLs: ranges over HTTP, S3 and SFTP from real servers on the loopback."""

from __future__ import annotations

import http.server
import lzma
import os
import pwd
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from extras import need
from places import FIXTURES
from streams import END, PAGE, PAGE_DATA, STATIC_DATA_END, libxc_headers, page_data, record

import xenstream
from xenstream.octets.remote import without_password

if TYPE_CHECKING:
    from collections.abc import Iterator

need("fsspec", "aiohttp")


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("images") / "pv.img"
    path.write_bytes(lzma.decompress((FIXTURES / "pv-save-p.img.xz").read_bytes()))
    return path


class _Served(http.server.BaseHTTPRequestHandler):
    """A web server with ranges, and with what can go wrong."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        server = self.server
        server.asked += 1
        path = self.path.partition("?")[0]
        if path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/image")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if path == "/private" or path == "/absent":
            self.send_error(403 if path == "/private" else 404)
            return
        if path == "/reset" and server.asked > 2:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        octets = server.octets
        tag = f'"{server.asked > 3}"' if path == "/changed" else '"one"'
        if path == "/whole":
            self._answer(200, octets, tag)
            return
        first, _, last = self.headers["Range"].partition("=")[2].partition("-")
        piece = octets[int(first) : int(last) + 1]
        if path == "/short" and server.asked > 2:
            piece = piece[:-1]
        if not piece:
            self._answer(416, b"", tag, f"bytes */{len(octets)}")
            return
        server.given += len(piece)
        self._answer(206, piece, tag, f"bytes {first}-{int(first) + len(piece) - 1}/{len(octets)}")

    def _answer(self, status: int, octets: bytes, tag: str, about: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(octets)))
        self.send_header("ETag", tag)
        if about:
            self.send_header("Content-Range", about)
        self.end_headers()
        self.wfile.write(octets)

    def log_message(self, *_: Any) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    octets: Any = b""
    asked = 0
    given = 0

    def handle_error(self, *_: Any) -> None:
        pass


@pytest.fixture
def server(image: Path) -> Iterator[_Server]:
    server = _Server(("127.0.0.1", 0), _Served)
    server.octets = image.read_bytes()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def _url(server: _Server, path: str) -> str:
    return f"http://127.0.0.1:{server.server_port}/{path}"


def _command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xenstream", *arguments], capture_output=True, text=True
    )


@pytest.mark.parametrize("path", ["image", "moved"])
def test_as_the_file(server: _Server, image: Path, path: str) -> None:
    """A URL gives what the file gives, but for its name; a redirect is followed."""
    of_file = xenstream.verify(image)
    of_url = xenstream.verify(_url(server, path))
    assert of_url == of_file._replace(path=of_url.path)
    assert of_url.verdict == "valid"


def test_restore_and_offset(server: _Server, image: Path) -> None:
    of_file = xenstream.verify(image, profile="restore")
    server.octets = bytes(1000) + server.octets
    of_url = xenstream.verify(_url(server, "image"), profile="restore", offset=1000)
    assert of_url == of_file._replace(path=of_url.path)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("private", "the server answers 403 Forbidden"),
        ("absent", "the server answers 404 Not Found"),
        ("whole", "the server gives no ranges: download the image first"),
        ("changed", "the object changed while it was read"),
        ("short", "octets came"),
        ("reset", "disconnected"),
    ],
)
def test_what_goes_wrong(server: _Server, path: str, reason: str) -> None:
    """A line that says what, and no verdict of a part."""
    server.octets = _sparse(64)
    report = xenstream.verify(_url(server, path))
    assert report.verdict == "unreadable"
    assert [finding.code for finding in report.findings] == ["XS903"]
    assert reason in report.findings[0].message
    server.asked = 0
    done = _command("verify", _url(server, path))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stdout.count("\n") <= 3


class _Sparse:
    """A large stream that is made where it is looked at."""

    def __init__(self, head: bytes, period: bytes, times: int, stride: int, tail: bytes) -> None:
        self._head, self._period, self._tail = head, period, tail
        self._times, self._stride = times, stride

    def __len__(self) -> int:
        return len(self._head) + self._times * self._stride + len(self._tail)

    def __add__(self, other: bytes) -> bytes:
        return self[0 : len(self)] + other

    def __getitem__(self, where: slice) -> bytes:
        out = bytearray()
        at, beyond = where.start or 0, min(where.stop, len(self))
        body_at = len(self._head)
        tail_at = body_at + self._times * self._stride
        while at < beyond:
            if at < body_at:
                piece = self._head[at:beyond]
            elif at < tail_at:
                within = (at - body_at) % self._stride
                left = min(beyond - at, self._stride - within)
                piece = self._period[within : within + left].ljust(left, b"\0")
            else:
                piece = self._tail[at - tail_at : beyond - tail_at]
            out += piece
            at += len(piece)
        return bytes(out)


def _sparse(times: int) -> _Sparse:
    """Give a stream of so many records of 1024 pages, of which no page is kept."""
    pages = 1024
    table = page_data(range(pages), pages=b"")
    length = len(table) + pages * PAGE
    period = record(PAGE_DATA, table)[:4] + length.to_bytes(4, "little") + table
    head = libxc_headers() + record(STATIC_DATA_END)
    return _Sparse(head, period, times, 8 + length, record(END))


def test_ranges_not_downloads(server: _Server) -> None:
    """Of a dense image at most half a percent is fetched, many windows at a time."""
    server.octets = _sparse(1024)
    report = xenstream.verify(_url(server, "image"))
    assert report.records == 1026
    assert report.octets == len(server.octets)
    assert server.given <= 0.005 * report.octets


def test_every_command_takes_it(server: _Server, image: Path, tmp_path: Path) -> None:
    """Each says of a URL what it says of the file, and shows no password."""
    url = _url(server, "image").replace("//", "//me:secret@")
    shown = url.replace("secret", "***")
    for arguments in (
        ("show",),
        ("show", "-o", "jsonl"),
        ("show", "--record", "X86_TSC_INFO"),
        ("stats",),
        ("stats", "-o", "json"),
        ("diff", str(image)),
        ("list", "-o", "csv"),
        ("memory", "-o", str(tmp_path / "guest.raw")),
    ):
        here, there = (_command(*arguments, name) for name in (str(image), url))
        assert here.returncode == there.returncode == 0, there.stderr
        assert "secret" not in there.stdout + there.stderr
        if arguments[0] != "list":  # it has the time of a file
            assert there.stdout.replace(shown, str(image)) == here.stdout
        else:
            assert shown in there.stdout
    assert _command(url).stdout == _command("show", str(image)).stdout.replace(str(image), shown)


@pytest.mark.parametrize("command", ["show", "stats", "memory", "list", "diff"])
@pytest.mark.parametrize("path", ["private", "whole", "changed", "reset"])
def test_what_goes_wrong_in_every_command(
    server: _Server, image: Path, tmp_path: Path, command: str, path: str
) -> None:
    """A line that says what, exit status 2, and no file that looks whole."""
    server.octets = _sparse(64)
    more = {"memory": ["-o", str(tmp_path / "guest.raw")], "diff": [str(image)]}.get(command, [])
    if command == "list":
        more = ["--verify"]
    done = _command(command, *more, _url(server, path))
    said = done.stdout + done.stderr
    assert done.returncode == 2, said
    assert any(word in said for word in ("the server", "changed", "disconnected", "unreadable"))
    assert "Traceback" not in said
    assert not (tmp_path / "guest.raw").exists()


def test_a_packed_image(server: _Server, image: Path) -> None:
    server.octets = lzma.compress(image.read_bytes())
    report = xenstream.verify(_url(server, "image"))
    assert (report.verdict, report.compression) == ("valid", "xz")


def test_an_empty_object(server: _Server) -> None:
    server.octets = b""
    assert xenstream.verify(_url(server, "image")).verdict != "valid"


def test_no_password_is_shown() -> None:
    assert without_password("https://me:secret@host/a?sig=b") == "https://me:***@host/a"
    assert without_password("s3://bucket/key") == "s3://bucket/key"


def test_no_such_scheme() -> None:
    done = _command("verify", "nosuch://bucket/image")
    assert done.returncode == 2
    assert "rotocol not known" in done.stdout


def test_s3(image: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An S3 server gives it; a bucket that is not there is told."""
    moto = need("moto.server", "s3fs")
    import boto3

    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    server = moto.ThreadedMotoServer(port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        endpoint = f"http://{host}:{port}"
        monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
        client = boto3.client("s3", region_name="us-east-1", endpoint_url=endpoint)
        client.create_bucket(Bucket="saved")
        client.upload_file(str(image), "saved", "a/pv.img")
        report = xenstream.verify("s3://saved/a/pv.img")
        assert report == xenstream.verify(image)._replace(path="s3://saved/a/pv.img")
        missing = xenstream.verify("s3://saved/none")
        assert missing.verdict == "unreadable"
        assert "No such object" in missing.findings[0].message
    finally:
        server.stop()


def test_sftp(image: Path, tmp_path: Path) -> None:
    """A host without Python gives it over ssh."""
    need("paramiko")
    sshd = shutil.which("sshd", path="/usr/sbin:/usr/bin:/sbin")
    if sshd is None:
        pytest.skip("no sshd here")
    user = pwd.getpwuid(os.getuid())
    if user.pw_shell.endswith(("/nologin", "/false")):
        pytest.skip(f"sshd lets nobody in as {user.pw_name}")
    import paramiko

    import xenstream.octets.remote as remote

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    key = paramiko.RSAKey.generate(2048)
    key.write_private_key_file(str(tmp_path / "key"))
    (tmp_path / "authorized").write_text(f"{key.get_name()} {key.get_base64()}\n")
    (tmp_path / "config").write_text(
        f"HostKey {tmp_path}/key\nAuthorizedKeysFile {tmp_path}/authorized\n"
        "StrictModes no\nUsePAM no\nSubsystem sftp internal-sftp\nPidFile none\n"
        f"ListenAddress 127.0.0.1\nPort {port}\n"
    )
    daemon = subprocess.Popen(
        [sshd, "-D", "-e", "-f", str(tmp_path / "config")],
        stderr=subprocess.PIPE,
    )
    assert daemon.stderr is not None
    try:
        line = b""
        while b"listening" not in line:
            last, line = line, daemon.stderr.readline()
            if not line:
                pytest.skip(f"sshd does not start here: {last.decode().strip()}")
        from fsspec.implementations.sftp import SFTPFileSystem

        daemon.stderr.close()
        system = SFTPFileSystem("127.0.0.1", port=port, username=user.pw_name, pkey=key)
        source = remote.RemoteSource(remote._FileStore(system, str(image)))
        report = xenstream.verify(source)
        source.confirm()
        system.client.close()
        assert report.verdict == "valid"
        assert report.octets == image.stat().st_size
    finally:
        daemon.terminate()
        daemon.wait()
        daemon.stderr.close()
