"""The command line, as a user meets it."""

from __future__ import annotations

import gzip
import json
import lzma
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import streams
from places import FIXTURES, ROOT

import xenstream
from xenstream.cli import verify
from xenstream.cli.parser import parse
from xenstream.cli.plain import asked_of

SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))

BAD = streams.libxc(
    [
        streams.record(streams.PAGE_DATA, streams.page_data([streams.XTAB, 5 << 60 | 7])),
        streams.record(streams.HVM_PARAMS, b""),
    ]
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good").write_bytes(streams.xl())
    (tmp_path / "bad").write_bytes(BAD)
    return tmp_path


@pytest.mark.parametrize(
    ("files", "status"),
    [
        (["good"], 0),
        (["good", "good"], 0),
        (["good", "bad", "good"], 1),
        (["missing", "good"], 2),
        (["bad", "missing"], 2),
    ],
)
def test_exit_status(files: list[str], status: int, folder: Path) -> None:
    for output in ("text", "json"):
        assert streams.run("-o", output, *files, cwd=folder).returncode == status


def test_text(folder: Path) -> None:
    run = streams.run("bad", cwd=folder)
    assert run.stdout.decode().splitlines() == [
        "bad: offset 0x2c record 0 PAGE_DATA: error XS306: record length 4120, expected 24"
        " (8 header + 2 x 8 pfns + 0 pages)",
        "bad: offset 0x40 record 0 PAGE_DATA: error XS305: pfns[1] has page type 5,"
        " which is reserved",
        "bad: offset 0x104c record 1 HVM_PARAMS: error XS531: record length 0, expected at least 8",
        "bad: offset 0x1050 record 2 END: warning XS014: END without HVM_CONTEXT",
        "bad: invalid libxc stream (3 errors, 1 warning)",
        "bad: x86 HVM guest saved by Xen 4.17; 3 records, 0 pages, 4184 octets",
    ]
    assert run.stderr == b""


def test_verbose_squashes_runs(folder: Path) -> None:
    one = streams.record(streams.PAGE_DATA, streams.page_data([streams.XTAB, 0]))
    (folder / "run").write_bytes(streams.libxc([one, one, one]))
    lines = streams.run("-v", "run", cwd=folder).stdout.decode().splitlines()
    assert lines == [
        "run: offset 0x0 image header: version 3, little-endian",
        "run: offset 0x18 domain header: x86 HVM, saved by Xen 4.17",
        "run: offset 0x28 libxc records 0 to 2 PAGE_DATA: 3 records, 6 pfns, 3 pages",
        "run: offset 0x3088 libxc record 3 END: 0 octets",
        "run: offset 0x3088 record 3 END: warning XS014: END without HVM_CONTEXT and HVM_PARAMS",
        "run: valid libxc stream (1 warning); x86 HVM guest saved by Xen 4.17;"
        " 4 records, 3 pages, 12432 octets",
    ]


def test_quiet(folder: Path) -> None:
    run = streams.run("-q", "good", "bad", "missing", cwd=folder)
    assert (run.stdout, run.stderr, run.returncode) == (b"", b"", 2)


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input(arguments: list[str]) -> None:
    run = streams.run(*arguments, stdin=streams.xl())
    assert run.stdout.startswith(b"-: valid xl image")
    assert run.returncode == 0


@pytest.mark.parametrize(
    ("choice", "no_color", "colored"),
    [("auto", "", False), ("never", "", False), ("always", "", True), ("always", "1", True)],
)
def test_color(choice: str, no_color: str, colored: bool, folder: Path) -> None:
    run = streams.run("--color", choice, "bad", cwd=folder, NO_COLOR=no_color)
    assert (b"\x1b[31merror\x1b[0m" in run.stdout) is colored


def _on_a_terminal(arguments: list[str], slow: bool = False, **more: str) -> bytes:
    """Run with a pseudo-terminal for both outputs, and give what it shows."""
    master, slave = streams.pseudo_terminal()
    with subprocess.Popen(
        [*streams.COMMAND, *arguments],
        stdin=subprocess.PIPE,
        stdout=slave,
        stderr=slave,
        env=streams.environment(**more),
    ) as child:
        os.close(slave)
        assert child.stdin is not None
        whole = streams.libxc([streams.record(streams.HVM_CONTEXT, b"12345678")] * 40)
        if slow:
            for at in range(0, len(whole), 16):
                child.stdin.write(whole[at : at + 16])
                child.stdin.flush()
                child.poll()
                _pause()
        else:
            child.stdin.write(whole)
        child.stdin.close()
        shown = b""
        while True:
            try:
                piece = os.read(master, 1 << 16)
            except OSError:
                break
            if not piece:
                break
            shown += piece
    os.close(master)
    return shown


def _pause() -> None:
    import time

    time.sleep(0.03)


def test_a_terminal_has_color_and_progress() -> None:
    shown = _on_a_terminal([], slow=True)
    assert b"\x1b[32mvalid\x1b[0m" in shown
    assert b"\r0 MiB -\x1b[K" in shown


@pytest.mark.parametrize(("arguments", "more"), [([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})])
def test_a_plain_terminal(arguments: list[str], more: dict[str, str]) -> None:
    shown = _on_a_terminal(arguments, slow=True, **more)
    assert b"\x1b" not in shown
    assert b"MiB" not in shown
    assert b"valid libxc stream" in shown


def test_quiet_on_a_terminal() -> None:
    assert _on_a_terminal(["-q"], slow=True) == b""


@pytest.mark.parametrize(
    "arguments", [["--format", "tar"], ["--profile", "x"], ["-v", "-q"], ["--bad"]]
)
def test_wrong_usage(arguments: list[str]) -> None:
    run = streams.run(*arguments)
    assert run.returncode == 2
    assert run.stderr.startswith(b"xenstream verify: ")


def _document(*arguments: str, cwd: Path) -> Any:
    document = json.loads(streams.run("-o", "json", *arguments, cwd=cwd).stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    return document


def test_json(folder: Path) -> None:
    document = _document("good", "bad", "missing", "--profile", "upstream", cwd=folder)
    assert (document["version"], document["profile"]) == (1, "upstream")
    good, bad, missing = document["streams"]
    assert (good["path"], good["format"]) == ("good", "xl")
    assert bad["verdict"] == "invalid"
    finding = next(one for one in bad["findings"] if one["code"] == "XS305")
    assert finding["offset"] == 0x40
    assert finding["record"] == {"index": 0, "type": 1, "name": "PAGE_DATA", "path": "libxc"}
    assert missing["verdict"] == "unreadable"


def test_the_schema_refuses_what_is_no_report(folder: Path) -> None:
    document = _document("bad", cwd=folder)
    document["streams"][0]["findings"][0]["severity"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(document)


@pytest.mark.parametrize(
    ("octets", "status", "said"),
    [
        (gzip.compress(b"hello, world, this is no stream"), 1, b"text"),
        (b"\x1f\x8b\x08" + bytes(40), 2, b"the gzip data is broken"),
        (lzma.compress(b"hello, world, this is no stream"), 1, b"text"),
        (b"\x28\xb5\x2f\xfd" + b"\xff" * 40, 2, b"zstd"),
        (b"\x7fELF" + bytes(60), 2, b"ELF"),
        (b"libvirt-xml\n \0 \r" + bytes(60), 1, b"libvirt"),
        (b"XenSavedDomv2-\n" + bytes(60), 1, b"xapi"),
        (b"QEVM" + bytes(60), 2, b"qemu"),
        (b"\0\0\1\0\0\0\0\0" + b"\xff" * 8 + bytes(60), 2, b"legacy"),
        (b"hello, world, this is no stream", 1, b"text"),
        (bytes(100), 1, b"zeros"),
    ],
)
def test_what_else_it_looks_like(octets: bytes, status: int, said: bytes, tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(octets)
    for arguments, stdin in ((["other"], b""), (["-"], octets)):
        run = streams.run(*arguments, stdin=stdin, cwd=tmp_path)
        assert run.returncode == status
        assert said in run.stdout


def test_version() -> None:
    command = [streams.COMMAND[0], "-m", "xenstream", "--version"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout == f"xenstream {xenstream.__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["verify", "a"],
        ["verify", "a", "b", "-"],
        ["verify", "-q", "a"],
        ["verify", "a", "-q"],
        ["verify", "-"],
        ["verify", ""],
        ["verify", "--format", "libxc", "a"],
        ["verify", "a", "b", "-q", "--format", "auto"],
    ],
)
def test_plain_words_are_read_as_the_parser_reads_them(words: list[str]) -> None:
    """Most calls go without argparse: what they get is what it gives."""
    plain = asked_of(words)
    assert plain is not None
    assert (verify.run, plain) == parse(words)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["verify"],
        ["show", "a"],
        ["verify", "--", "a"],
        ["verify", "-v", "a"],
        ["verify", "-qv", "a"],
        ["verify", "-q", "-q", "a"],
        ["verify", "--hex", "a"],
        ["verify", "--format", "a"],
        ["verify", "a", "--format"],
        ["verify", "--format", "xl"],
        ["verify", "--format=xl", "a"],
        ["verify", "--format", "xl", "--format", "xl", "a"],
    ],
)
def test_other_words_are_the_parsers(words: list[str]) -> None:
    assert asked_of(words) is None


def _imported_by_verify(octets: bytes, folder: Path) -> list[str]:
    """Give the modules that a plain `verify` of a file has imported."""
    (folder / "good").write_bytes(octets)
    code = (
        "import sys; from xenstream.cli import main; main(['verify', 'good']); print(*sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.splitlines()[-1].split()


@pytest.mark.parametrize(
    ("image", "of"), [("hvm-save-p2", ["xenstream_parsers.xen_hvm_context"]), ("pv-save-p", [])]
)
def test_verify_takes_no_vcpu_or_device_apart(image: str, of: list[str], tmp_path: Path) -> None:
    """What the spec says of them costs nothing where nothing is asked of it."""
    octets = lzma.decompress((FIXTURES / f"{image}.img.xz").read_bytes())
    imported = _imported_by_verify(octets, tmp_path)
    assert [name for name in imported if ".x86_" in name or ".xen_" in name] == of


def test_a_plain_verify_goes_without_argparse(tmp_path: Path) -> None:
    imported = _imported_by_verify(streams.libxc(), tmp_path)
    assert not {"argparse", "re", "gettext"}.intersection(imported)
