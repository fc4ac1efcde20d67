"""`xenstream list`: a line an image."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import streams

COMMAND = (sys.executable, "-m", "xenstream", "list")


def listed(*arguments: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=streams.environment(**more),
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    config = {"c_info": {"name": "web", "type": "hvm"}, "b_info": {"max_vcpus": 3}}
    (tmp_path / "deep" / "er").mkdir(parents=True)
    whole = streams.xl(config=json.dumps(config).encode() + b"\0")
    (tmp_path / "deep" / "er" / "web.img").write_bytes(whole)
    (tmp_path / "cut.img").write_bytes(streams.libxc()[:-8])
    (tmp_path / "notes.txt").write_text("these are no images")
    (tmp_path / "empty").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe")
    return tmp_path


def test_table(folder: Path) -> None:
    run = listed(cwd=folder, TZ="UTC")
    head, *rows = run.stdout.splitlines()
    assert head.split() == ["NAME", "TYPE", "XEN", "VCPUS", "SIZE", "MODIFIED", "FILE"]
    assert rows[0].split()[:5] == ["-", "x86", "HVM", "4.17", "-"]
    assert rows[0].endswith("  ./cut.img")
    assert rows[1].split()[:4] == ["web", "hvm", "4.17", "3"]
    assert rows[1].endswith("  ./deep/er/web.img")
    assert run.stderr == "xenstream list: skipped 2 files that are no image\n"
    assert run.returncode == 0


def test_verified(folder: Path) -> None:
    run = listed("--verify", "-o", "json", cwd=folder)
    assert run.returncode == 1
    document = json.loads(run.stdout)
    assert (document["version"], document["skipped"]) == (1, 2)
    assert [(one["path"], one["verdict"], one["records"]) for one in document["images"]] == [
        ("./cut.img", "invalid", 3),
        ("./deep/er/web.img", "valid", 8),
    ]


def test_csv_and_sort(folder: Path) -> None:
    for more, first in (((), "./cut.img"), (("-r",), "./deep/er/web.img")):
        run = listed("-o", "csv", "--sort", "path", *more, cwd=folder)
        rows = list(csv.DictReader(io.StringIO(run.stdout)))
        assert rows[0]["path"] == first
        assert len(rows) == 2
    run = listed("--sort", "name", cwd=folder)
    assert run.stdout.splitlines()[1].startswith("web")  # what has no name comes last
    run = listed("--sort", "nothing", cwd=folder)
    assert run.returncode == 2
    assert "no such column: 'nothing'" in run.stderr


def test_what_cannot_be_read(folder: Path) -> None:
    run = listed("missing", "deep", cwd=folder)
    assert run.returncode == 2
    assert run.stderr == "xenstream list: missing: No such file or directory\n"
    assert "deep/er/web.img" in run.stdout


def test_headers_are_read_and_no_memory(folder: Path) -> None:
    """A file that is cut after its first page is listed as quickly, and as well."""
    whole = streams.xl()
    (folder / "big.img").write_bytes(whole[: whole.index(b"\x13\0\0\0\5\0\0\0state")])
    assert "big.img" in listed("big.img", cwd=folder).stdout


def test_hostile_names(folder: Path) -> None:
    nasty = "\x1b[2J\n\u202e"
    config = json.dumps({"c_info": {"name": nasty * 50}}).encode() + b"\0"
    (folder / f"a{nasty}").write_bytes(streams.xl(config=config))
    for form in ("text", "csv", "json"):
        run = listed("-o", form, cwd=folder)
        assert "\x1b" not in run.stdout
        assert "\u202e" not in run.stdout
    for line in listed(cwd=folder, COLUMNS="60").stdout.splitlines():
        assert len(line) <= 60


@pytest.mark.parametrize("width", [40, 50, 60, 80, 120])
def test_a_narrow_terminal_leaves_the_names(folder: Path, width: int) -> None:
    long = "web-server-of-a-customer-with-a-long-name-at-a-date.img"
    (folder / "deep" / long).write_bytes(streams.libxc())
    for words in ((), ("--verify",)):
        shown = listed(*words, cwd=folder, COLUMNS=str(width)).stdout.splitlines()
        assert all(len(line) <= width for line in shown)
        assert [line[-7:] for line in shown[1:]] == ["cut.img", long[-7:], "web.img"]
        assert shown[0].split()[-1] == "FILE"
        if words:
            assert "VERDICT" in shown[0]


def test_what_is_named_and_no_image_is_told(folder: Path) -> None:
    for words in ((), ("--verify",)):
        run = listed(*words, "/dev/null", "notes.txt", "empty", "cut.img", cwd=folder)
        assert len(run.stdout.splitlines()) == 2
        told = run.stderr.splitlines()
        assert "empty" in told[0]
        assert told[0].startswith("xenstream list: /dev/null: ")
        assert told[1].startswith("xenstream list: notes.txt: ")
        assert told[1].endswith("it is text")
        assert "empty" in told[2]
        assert told[3] == "xenstream list: skipped 3 files that are no image"
