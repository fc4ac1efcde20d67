"""`xenstream-verify-stream-v2` beside Xen's own: the same lines, the same exit status.

Xen's runs in this process, over octets in memory; a few runs are of the real script.
"""

from __future__ import annotations

import io
import lzma
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
import streams
from places import FIXTURES, ROOT, STREAMS
from test_fixtures import REAL, needs_streams
from test_parity import BASES, VECTORS, Base, mutant
from upstream_verifier import LIBRARY, SCRIPT, UnavailableError, fetch
from vector_builder import build

from xenstream.cli import verify_stream_v2
from xenstream.report.text import escape
from xenstream.walk.walker import KEPT_BODY

IMAGES = sorted(FIXTURES.glob("*.img.xz"))
MUTANTS = 1500
_WEIGHTS = [20 if base.name.endswith(".xz") else 1 for base in BASES]
NUMBERS = [MUTANTS * weight // sum(_WEIGHTS) + 1 for weight in _WEIGHTS]

_KEYS = "Xen's verifier compares octets with text, and refuses every device model's keys"
INTENDED = {
    "libxl-hvm-emulator": _KEYS,
    "libxl-xenstore-empty-pair": _KEYS,
    "libxl-xenstore-pair": _KEYS,
    "libxl-xenstore-two-pairs": _KEYS,
    "xl-xenstore": _KEYS,
    "restore-emulator-hvm": _KEYS,
    "restore-xenstore-absolute": _KEYS,
    "restore-xenstore-empty-key": _KEYS,
}
"""The vectors of which another thing is said than Xen's verifier says, and why."""

TOOLSTACK = 11
MISSING = ["-i", "-f", "xl"]  # a file of that name: Xen's has a traceback, and 1
_PATH = f"import sys; sys.path[:] = {sys.path!r};"  # without what site imports


def _libxl(*records: bytes) -> bytes:
    header = (0x4C6962786C466D74).to_bytes(8, "big") + bytes((0, 0, 0, 2, 0, 0, 0, 0))
    return b"".join((header, *records, streams.record(streams.END)))


def _libxl_keys(keys: bytes) -> bytes:
    return streams.record(2, bytes((2, 0, 0, 0, 0, 0, 0, 0)) + keys)


WITHOUT_KEYS = _libxl(streams.record(1) + streams.libxc(), _libxl_keys(b""))
BAD = streams.libxc(
    [
        streams.record(streams.PAGE_DATA, streams.page_data([streams.XTAB, 5 << 60 | 7])),
        streams.record(streams.HVM_PARAMS, b""),
    ]
)

vectors = pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])


class Said(NamedTuple):
    """What a verifier says of a stream."""

    status: int
    lines: list[str]
    """Of its standard output."""


class _Text(bytes):
    """A body whose data, after the device model's header, are text as under Python 2.

    It is escaped beforehand, but for the NULs between its strings.
    """

    def __getitem__(self, key: Any) -> Any:
        part = super().__getitem__(key)
        if key != slice(8, None):
            return part
        strings = bytes(part).decode("utf-8", "backslashreplace").split("\0")
        return "\0".join(map(escape, strings))


class Xen:
    """Xen's script, loaded here; `mended`, it compares text with text."""

    def __init__(self, folder: Path) -> None:
        self.command = [sys.executable, str(folder / SCRIPT)]
        self.library = str(folder / LIBRARY)
        sys.path.insert(0, self.library)
        try:
            loader = SourceFileLoader("xen_verify_stream_v2", str(folder / SCRIPT))
            spec = spec_from_loader(loader.name, loader)
            assert spec is not None
            self.script = module_from_spec(spec)
            loader.exec_module(self.script)
        finally:
            sys.path.remove(self.library)
        self.script.__dict__["verbose"] = True
        libxl = sys.modules["xen.migration.libxl"]
        self._verifiers = libxl.record_verifiers
        self._keys = libxl.REC_TYPE_emulator_xenstore_data

    def say(self, octets: bytes, form: str, *, mended: bool) -> Said:
        """Give what it says with -v. No length makes it allocate more than the octets."""
        self.script.__dict__["fin"] = io.BytesIO(octets)
        original = self._verifiers[self._keys]
        if mended:
            self._verifiers[self._keys] = lambda one, body: original(one, _Text(body))
        try:
            with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()):
                status = self.script.read_stream(form)
        finally:
            self._verifiers[self._keys] = original
        return Said(status, out.getvalue().splitlines())

    def run(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run the real script in a child."""
        return _run([*self.command, *arguments], stdin, PYTHONPATH=self.library)


@pytest.fixture(scope="session")
def xen() -> Xen:
    try:
        folder = fetch()
    except UnavailableError as error:
        if os.environ.get("XENSTREAM_REQUIRE_PEER") == "1":
            pytest.fail(f"XENSTREAM_REQUIRE_PEER=1, and there is no peer: {error}")
        pytest.skip(f"no verify-stream-v2: {error}")
    return Xen(folder)


class Ours(NamedTuple):
    """What the command says."""

    said: Said
    errors: list[str]
    """The lines of its standard error."""


def ours(where: object, form: str, *arguments: str) -> Ours:
    """Give what the command says with -v of a path or a descriptor."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        status = verify_stream_v2.main(["-v", "-f", form, "-i", str(where), *arguments])
    return Ours(Said(status, out.getvalue().splitlines()), err.getvalue().splitlines())


def through_file(octets: bytes, form: str, path: Path) -> Ours:
    """Give what the command says of a file, and leave no file."""
    path.write_bytes(octets)
    try:
        return ours(path, form)
    finally:
        path.unlink()


def through_pipe(octets: bytes, form: str) -> Ours:
    """Give what the command says of a pipe."""
    with streams.pipe_of(octets) as reading:
        return ours(reading, form)


def check_errors(run: Ours) -> None:
    """Check the form of standard error, by the exit status."""
    if run.said.status == 0:
        assert run.errors == []
        return
    assert run.errors[0] == {1: "Stream Error:", 2: "Script Error:"}[run.said.status]
    assert len(run.errors) > 1
    for line in run.errors[1:]:
        assert ": offset 0x" in line or " more of XS" in line
    assert not any("Traceback" in line for line in run.errors)


def _child(*arguments: str) -> list[str]:
    start = "from xenstream.cli.verify_stream_v2 import entry; entry()"
    return [sys.executable, "-c", start, *arguments]


def _run(command: Sequence[str], stdin: bytes, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command,
        input=stdin,
        capture_output=True,
        env=streams.environment(**more),
        timeout=120,
        check=False,
    )


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command in a child."""
    return _run(_child(*arguments), stdin)


# The same as Xen's


@vectors
def test_says_of_a_vector_what_xens_says(vector: dict[str, Any], xen: Xen, tmp_path: Path) -> None:
    octets, form = build(vector), vector["format"]
    in_file = through_file(octets, form, tmp_path / "stream")
    on_pipe = through_pipe(octets, form)
    assert in_file.said == on_pipe.said == xen.say(octets, form, mended=True)
    check_errors(in_file)
    check_errors(on_pipe)


def test_says_something_else_only_where_it_is_intended(xen: Xen, tmp_path: Path) -> None:
    different = set()
    for vector in VECTORS:
        octets, form = build(vector), vector["format"]
        theirs = xen.say(octets, form, mended=False)
        mine = through_file(octets, form, tmp_path / "stream").said
        if theirs != mine:
            different.add(vector["name"])
            assert (theirs.status, mine.status) == (1, 0)
            assert mine.lines[: len(theirs.lines)] == theirs.lines
    assert different == set(INTENDED)


def test_vectors_have_all_statuses(xen: Xen) -> None:
    statuses = {xen.say(build(vector), vector["format"], mended=False).status for vector in VECTORS}
    assert statuses == {0, 1, 2}


@pytest.mark.parametrize(
    ("base", "count"), list(zip(BASES, NUMBERS)), ids=[base.name for base in BASES]
)
def test_says_of_mutants_what_xens_says(base: Base, count: int, xen: Xen, tmp_path: Path) -> None:
    for number in range(count):
        octets = mutant(base, number)
        mine = through_file(octets, base.format, tmp_path / "mutant")
        assert mine.said == xen.say(octets, base.format, mended=True), f"{base.name} {number}"
        check_errors(mine)


@pytest.mark.parametrize("name", [path.name for path in IMAGES])
def test_says_of_a_fixture_what_xens_says(name: str, xen: Xen, tmp_path: Path) -> None:
    octets = lzma.decompress((FIXTURES / name).read_bytes())
    mine = through_file(octets, "xl", tmp_path / "image")
    assert mine.said == xen.say(octets, "xl", mended=True)
    check_errors(mine)


@needs_streams
@pytest.mark.parametrize("name", REAL)
def test_says_of_a_real_image_what_xens_says(name: str, xen: Xen, tmp_path: Path) -> None:
    octets = lzma.decompress((STREAMS / f"{name}.xz").read_bytes())
    mine = through_file(octets, "xl", tmp_path / "image")
    assert mine.said == xen.say(octets, "xl", mended=True)
    check_errors(mine)


@pytest.mark.parametrize(
    "arguments",
    [
        ["-v", "--format=xl"],
        ["--verb", "--form", "xl", "ignored", "too"],
        ["-vfxl", "-i0"],
        ["--in=0", "-vf", "xl"],
        ["-v", "-q", "-f", "xl"],
        ["-f", "xl"],
        ["-v"],
        ["-v", "-f", "libxl"],
        ["-f", "auto"],
        ["-f"],
        ["-x"],
        ["--vorbose"],
        ["--in"],
        MISSING,
        ["--verbose=1"],
        ["-vf", "xl", "--", "-x"],
    ],
    ids=" ".join,
)
def test_takes_the_same_arguments_as_the_script(arguments: list[str], xen: Xen) -> None:
    image = streams.xl(WITHOUT_KEYS)
    theirs, mine = xen.run(*arguments, stdin=image), run(*arguments, stdin=image)
    assert mine.stdout == theirs.stdout
    if arguments != MISSING:
        assert mine.returncode == theirs.returncode
    assert b"Traceback" not in mine.stderr


def test_routes_to_the_system_log_as_xens_does(
    xen: Xen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log: list[tuple[int, str]] = []
    fake = SimpleNamespace(
        LOG_INFO=6,
        LOG_ERR=3,
        LOG_PID=1,
        openlog=lambda *_: None,
        syslog=lambda priority, line: log.append((priority, line)),
    )
    monkeypatch.setitem(sys.modules, "syslog", fake)
    for name, value in (("syslog", fake), ("log_to_syslog", True)):
        monkeypatch.setitem(xen.script.__dict__, name, value)
    (tmp_path / "bad").write_bytes(BAD)
    assert xen.say(BAD, "libxc", mended=False) == Said(1, [])
    theirs = [line for priority, line in log if priority == fake.LOG_INFO]
    log.clear()
    mine = ours(tmp_path / "bad", "libxc", "--syslog")
    assert mine.said == Said(1, [])
    assert [line for priority, line in log if priority == fake.LOG_INFO] == theirs
    # Errors go to both.
    assert [line for priority, line in log if priority == fake.LOG_ERR] == mine.errors
    log.clear()
    assert ours(tmp_path / "bad", "libxc", "--syslog", "-q") == Ours(Said(1, []), [])
    assert log == []


# Better than Xen's


def test_says_where_it_is_wrong() -> None:
    child = run("-v", stdin=BAD)
    assert child.returncode == 1
    assert child.stdout.decode().splitlines() == [
        "Libxc Image Header: Version 3, little endian",
        "Domain Header: x86 HVM from Xen 4.17",
    ]
    assert child.stderr.decode().splitlines() == [
        "Stream Error:",
        "descriptor 0: offset 0x2c record 0 PAGE_DATA: error XS306: record length"
        " 4120, expected 24 (8 header + 2 x 8 pfns + 0 pages)",
        "descriptor 0: offset 0x40 record 0 PAGE_DATA: error XS305: pfns[1] has"
        " page type 5, which is reserved",
        "descriptor 0: offset 0x104c record 1 HVM_PARAMS: error XS531: record length 0,"
        " expected at least 8",
    ]


def test_toolstack_is_a_script_error() -> None:
    child = run(stdin=streams.libxc([streams.record(TOOLSTACK, b"12345678")]))
    assert child.returncode == 2
    assert child.stderr.decode().splitlines() == [
        "Script Error:",
        "descriptor 0: offset 0x28 record 0 TOOLSTACK: error XS203: TOOLSTACK is"
        " deprecated: no release of Xen writes it",
    ]


@pytest.mark.parametrize("before", [True, False])
def test_the_first_error_decides_on_the_status(before: bool, tmp_path: Path) -> None:
    pair = [
        _libxl_keys(b"no NUL"),
        streams.record(1) + streams.libxc([streams.record(TOOLSTACK, b"12345678")]),
    ]
    octets = _libxl(*(pair if before else reversed(pair)))
    mine = through_file(octets, "libxl", tmp_path / "stream")
    assert mine.said.status == (1 if before else 2)
    codes = [line.split(" error ")[1][:5] for line in mine.errors[1:]]
    assert codes == (["XS731", "XS203"] if before else ["XS203", "XS731"])


@pytest.mark.parametrize("quiet", [(), ("-q",)])
@pytest.mark.parametrize("where", ["missing", ".", "99", "99999999999999999999", "-2", "-1"])
def test_what_cannot_be_read(where: str, quiet: tuple[str, ...], tmp_path: Path) -> None:
    child = subprocess.run(
        _child("-i", where, *quiet),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env=streams.environment(),
        timeout=300,
        check=False,
    )
    # Xen's ends with a traceback and 1 here, which is what it says of a bad stream, too.
    assert (child.returncode, child.stdout) == (2, "")
    if quiet:
        assert child.stderr == ""
    else:
        number = where.lstrip("-").isdecimal() and where != "-1"
        name = f"descriptor {where}" if number else where
        (line,) = child.stderr.splitlines()
        assert line.startswith(f"{name}: error XS903: cannot be read: ")


@pytest.mark.parametrize("form", ["libxc", "libxl", "xl"])
def test_reads_not_one_octet_more(form: str, tmp_path: Path) -> None:
    octets = {"libxc": streams.libxc(), "libxl": streams.libxl(), "xl": streams.xl()}[form]
    (tmp_path / "stream").write_bytes(octets + b"the rest")
    with streams.pipe_of(octets + b"the rest") as reading:
        assert ours(reading, form).said.status == 0
        assert os.read(reading, 100) == b"the rest"
    with (tmp_path / "stream").open("rb", 0) as file:
        assert ours(file.fileno(), form).said.status == 0
        assert file.read() == b"the rest"


def test_a_record_larger_than_a_pipe_holds() -> None:
    page = streams.record(streams.PAGE_DATA, streams.page_data(range(1024)))
    with streams.pipe_of(streams.libxc([page, page]), 4096) as reading:
        mine = ours(reading, "libxc")
    assert mine == Ours(
        Said(
            0,
            [
                "Libxc Image Header: Version 3, little endian",
                "Domain Header: x86 HVM from Xen 4.17",
                "Squashed 2 Page Data records together",
                "Libxc Record: End, length 0",
            ],
        ),
        [],
    )


def test_a_record_larger_than_one_read(tmp_path: Path) -> None:
    size = 0x80000000
    head = streams.libxc_headers() + streams.HVM_CONTEXT.to_bytes(4, "little")
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.write(head + size.to_bytes(4, "little"))
        file.seek(size, os.SEEK_CUR)
        file.write(streams.record(streams.END))
    mine = ours(path, "libxc")
    path.unlink()
    assert mine.said.status == 0
    assert mine.said.lines[2:] == [
        f"Libxc Record: HVM context, length {size}",
        "Libxc Record: End, length 0",
    ]


def test_keys_are_escaped(tmp_path: Path) -> None:
    octets = _libxl(_libxl_keys(b"a\x1b[31m\n\xff\0\xc3\xa9'\xe2\x80\xae\0\0\0"))
    mine = through_file(octets, "libxl", tmp_path / "stream")
    assert mine.said.status == 0
    assert mine.said.lines[2:-1] == [
        "Emulator Xenstore Data (Qemu Upstream, idx 0)",
        "  'a\\x1b[31m\\n\\xff' = 'é'\\u202e'",
        "  '' = ''",
    ]


@pytest.mark.parametrize(("ending", "status"), [(b"", 0), (b"odd\0", 1), (b"no NUL", 1)])
def test_keys_without_end(ending: bytes, status: int, tmp_path: Path) -> None:
    pair = b"key\0" + bytes(1021).replace(b"\0", b"v") + b"\0"
    many = pair * (KEPT_BODY // len(pair) + 10)
    mine = through_file(_libxl(_libxl_keys(many + ending)), "libxl", tmp_path / "stream")
    assert mine.said.status == status
    kept = (KEPT_BODY - 8) // len(pair)
    more = 8 + len(many) - KEPT_BODY
    if not status:
        assert len(mine.said.lines) == 3 + kept + 2
        assert mine.said.lines[-2] == f"  ({more} octets more are not shown)"
    else:
        check_errors(mine)
        assert len(mine.said.lines) == 3


def test_more_bad_keys_than_findings_are_kept(tmp_path: Path) -> None:
    good, odd = _libxl_keys(b"key\0value\0"), _libxl_keys(b"odd\0")
    mine = through_file(_libxl(*[good] * 150), "libxl", tmp_path / "stream")
    assert mine.said.status == 0
    mine = through_file(_libxl(*[good] * 150, odd), "libxl", tmp_path / "stream")
    assert mine.said.status == 1
    assert len(mine.errors) == 2
    mine = through_file(_libxl(*[odd] * 150), "libxl", tmp_path / "stream")
    assert mine.said.status == 1
    assert len(mine.errors) == 102
    assert mine.errors[-1].endswith(": 50 more of XS732")


# As a process


def test_interrupted() -> None:
    with subprocess.Popen(
        _child("-v"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=streams.environment(),
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdin.write(streams.libxc_headers())
        child.stdin.flush()
        # A line is there as soon as it can be told.
        assert child.stdout.readline() == b"Libxc Image Header: Version 3, little endian\n"
        child.send_signal(signal.SIGINT)
        assert child.wait(30) == -signal.SIGINT
        assert child.stderr.read() == b"xenstream: interrupted\n"


def test_closed_standard_output() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    child = subprocess.run(
        _child("-v"),
        input=streams.libxc(),
        stdout=writing,
        stderr=subprocess.PIPE,
        env=streams.environment(),
        timeout=300,
        check=False,
    )
    os.close(writing)
    assert child.returncode == 2
    assert child.stderr == b""  # nobody is left to be told


def test_a_full_standard_error_changes_no_status() -> None:
    with open("/dev/full", "wb") as full:
        child = subprocess.run(
            _child(), input=BAD, stderr=full, env=streams.environment(), timeout=300, check=False
        )
    assert child.returncode == 1


def test_imports_only_what_it_uses() -> None:
    told = "import sys; from xenstream.cli import verify_stream_v2 as command;" + (
        "command.main(['-v']); print(*sys.modules, file=sys.stderr)"
    )
    child = _run([sys.executable, "-S", "-c", _PATH + told], streams.libxc())
    assert child.returncode == 0
    unwanted = {"argparse", "json", "typing", "syslog", "xenstream.cli.parser", "subprocess"}
    assert unwanted.isdisjoint(child.stderr.decode().split())


def test_is_a_console_script() -> None:
    scripts = (ROOT / "pyproject.toml").read_text("utf-8").split("[project.scripts]")[1]
    line = 'xenstream-verify-stream-v2 = "xenstream.cli.verify_stream_v2:entry"'
    assert line in scripts.splitlines()
