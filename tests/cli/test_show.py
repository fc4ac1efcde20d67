"""`xenstream show`, as a user meets it."""

from __future__ import annotations

import io
import json
import lzma
import os
import shlex
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jsonschema
import pytest
import streams
from places import FIXTURES, GOLDEN, ROOT

import xenstream
from xenstream.tree.fields import MOST_NODES
from xenstream.tree.nodes import Struct, children, ends

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.tree.nodes import Node

SCHEMA = json.loads((ROOT / "docs" / "show.schema.json").read_text(encoding="utf-8"))
HVM = FIXTURES / "hvm-vga-save-p.img.xz"
PV = FIXTURES / "pv-live-2vcpu.img.xz"


COMMAND = (sys.executable, "-m", "xenstream", "show")


def show(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path = ROOT, **more: str
) -> subprocess.CompletedProcess[bytes]:
    return streams.run_command("show", *map(str, arguments), stdin=stdin, cwd=cwd, **more)


def lines(*arguments: str | Path, stdin: bytes = b"", cwd: Path = ROOT, **more: str) -> list[str]:
    run = show(*arguments, stdin=stdin, cwd=cwd, **more)
    return run.stdout.decode().splitlines()


GOLDENS: dict[str, tuple[str, ...]] = {
    "show-hvm.txt": ("hvm-vga-save-p.img.xz",),
    "show-pv.txt": ("pv-remus.img.xz",),
    "show-cut.txt": ("pv-live-FAILED-truncated.img.xz",),
    "show-records.txt": (
        "--record",
        "libxc/0",
        "--record",
        "HVM_*",
        "--record",
        "PAGE_DATA",
        "--record",
        "EMULATOR_*",
        "--record",
        "*header",
        "hvm-vga-save-p.img.xz",
    ),
    "show-pv-records.txt": (
        "--record",
        "X86_PV_*",
        "--record",
        "SHARED_INFO",
        "pv-live-2vcpu.img.xz",
    ),
    "show-verbose.txt": ("-v", "--hex", "--record", "X86_TSC_INFO", "hvm-vga-save-p.img.xz"),
    "show-narrow-verbose.txt": ("-v", "--record", "HVM_PARAMS", "hvm-vga-save-p.img.xz"),
    "show-narrow-hex.txt": ("--hex", "--path", "X86_PV_INFO", "pv-live-2vcpu.img.xz"),
    "show-narrow.txt": ("--record", "HVM_*", "hvm-vga-save-p.img.xz"),
    "show-path.txt": ("--path", "HVM_PARAMS/*PFN/value", "hvm-vga-save-p.img.xz"),
}


@pytest.mark.parametrize("name", GOLDENS)
def test_golden(name: str) -> None:
    """What is shown is what stands in golden/; with GOLDEN=write it is put there.

    The lines of findings and the verdict's are verify's own, and tested there.
    """
    width = "40" if "narrow" in name else "100"
    told = show(*GOLDENS[name], cwd=FIXTURES, COLUMNS=width).stdout.splitlines(keepends=True)
    shown = b"".join(line for line in told if not line.startswith(GOLDENS[name][-1].encode()))
    if os.environ.get("GOLDEN") == "write":
        (GOLDEN / name).write_bytes(shown)
    assert shown == (GOLDEN / name).read_bytes()


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.img.xz")), ids=lambda path: path.name)
def test_json_has_its_schema(path: Path) -> None:
    document = json.loads(show("-o", "json", path).stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    (stream,) = document["streams"]
    records = [one for one in stream["items"] if one["kind"] == "record"]
    assert len(records) == stream["records"]
    by_line = [json.loads(line) for line in lines("-o", "jsonl", path)]
    assert [one.pop("stream") for one in by_line] == [str(path)] * len(by_line)
    assert by_line[:-1] == stream["items"]
    del stream["items"], stream["path"]
    assert by_line[-1] == {"kind": "end", **stream}


def test_a_schema_that_is_no_use_is_noticed() -> None:
    document = json.loads(show("-o", "json", HVM).stdout)
    item = next(one for one in document["streams"][0]["items"] if one["kind"] == "header")
    del item["fields"][0]["value"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(document)


def test_json_of_parts() -> None:
    run = show("-o", "json", "--path", "HVM_PARAMS/STORE_PFN/value", HVM)
    document = json.loads(run.stdout)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    (part,) = document["streams"][0]["items"]
    assert part["path"] == "HVM_PARAMS/STORE_PFN/value"
    assert part["value"] == "0xfeffc"
    image = lzma.decompress(HVM.read_bytes())
    assert image[part["offset"] :][: part["size"]] == struct.pack("<Q", 0xFEFFC)


def test_exit_status(tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(streams.xl())
    (tmp_path / "cut").write_bytes(streams.xl()[:-8])
    for more in ((), ("-o", "json"), ("-o", "jsonl"), ("--record", "xl_header")):
        assert show(*more, "good", cwd=tmp_path).returncode == 0
        assert show(*more, "good", "cut", cwd=tmp_path).returncode == 1
        assert show(*more, "cut", "missing", cwd=tmp_path).returncode == 2
        assert show(*more, "missing", cwd=tmp_path).returncode == 2
    nothing = show("--record", "no_such", "good", cwd=tmp_path)
    assert nothing.returncode == 2
    assert nothing.stderr == b"xenstream show: good: nothing there of that name: no_such\n"


def test_a_broken_image_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / "cut").write_bytes(lzma.decompress(HVM.read_bytes())[: 0x6D12 + 500])
    shown = lines("cut", cwd=tmp_path)
    assert any(line.startswith("note         cut at 0x6f06") for line in shown)
    assert "cut: invalid xl image (1 error)" in shown
    record = show("--record", "HVM_CONTEXT", "cut", cwd=tmp_path)
    assert record.returncode == 1
    assert record.stdout.decode().splitlines()[-1].startswith("  ... what there is of it ends")
    assert b"cut: invalid xl image" in record.stderr


def test_standard_input() -> None:
    assert lines("-", stdin=streams.xl())[0] == "saved by     Xen 4.17, through xl"


def test_the_reader_goes_away() -> None:
    for more in ((), ("--record", "*"), ("-o", "jsonl")):
        command = shlex.join([*COMMAND, *more, str(HVM)])
        run = subprocess.run(
            f"{command} | head -1; exit ${{PIPESTATUS[0]}}",
            shell=True,
            executable="/bin/bash",
            capture_output=True,
            env=streams.environment(),
            check=False,
        )
        assert run.stderr == b""
        assert run.stdout.count(b"\n") == 1
        # What is short may have been written before the reader went.
        assert run.returncode == 2 or not more


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--page", "1", "--record", "x"), "--page and --record do not go together"),
        (("--page", "1", "--like", "xen-cpuid"), "--page and --like do not go together"),
        (("--like", "xen-cpuid", "--path", "x"), "--like and --path do not go together"),
        (("--like", "xen-cpuid", "-o", "json"), "--like is text: leave out -o"),
    ],
)
def test_what_does_not_go_together(words: tuple[str, ...], said: str) -> None:
    run = show(*words, HVM.name, cwd=FIXTURES)
    assert (run.returncode, run.stdout, run.stderr.decode()) == (
        2,
        b"",
        f"xenstream show: {said}\n",
    )


def test_what_is_no_stream_is_said_whatever_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(b"a text, and no stream at all")
    (tmp_path / "empty").write_bytes(b"")
    for words in (("--record", "END"), ("--path", "END"), ("--like", "xen-cpuid")):
        text = show(*words, "text", cwd=tmp_path)
        assert (text.returncode, text.stdout) == (2, b"")
        assert text.stderr == b"text: error XS901: not a Xen stream: it is text\n"
        assert b"the stream is empty" in show(*words, "empty", cwd=tmp_path).stderr
    page = show("--page", "1", "empty", cwd=tmp_path)
    assert page.stderr.startswith(b"xenstream show: empty: the stream ends at offset 0x0")
    assert page.returncode == 2


@pytest.mark.parametrize("columns", [1, 40, 60, 100, 200])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    for path in (HVM, PV):
        for more in ((), ("-v",), ("--hex",)):
            shown = lines("--record", "*", *more, path, COLUMNS=str(columns))
            assert len(shown) > 100
            assert [line for line in shown if len(line) > max(columns, 40)] == []
        # The verdict's line is verify's.
        overview = [line for line in lines(path, COLUMNS=str(columns)) if str(path) not in line]
        assert [line for line in overview if len(line) > max(columns, 40)] == []


@pytest.mark.parametrize("left", range(0, 24))
def test_a_table_whose_last_row_is_cut(left: int, tmp_path: Path) -> None:
    """Cut within a parameter: the rows before it are a table, what is there of it stands below."""
    body = struct.pack("<II", 3, 0) + struct.pack("<QQ", 1, 2) * 2
    octets = streams.libxc_headers() + streams.record(streams.HVM_PARAMS, body + bytes(16))
    (tmp_path / "cut").write_bytes(octets[: len(octets) - left])
    run = show("--record", "HVM_PARAMS", "cut", cwd=tmp_path)
    assert run.returncode == 1
    assert b"own" not in run.stderr
    assert b"STORE_PFN 0x0000000000000002" in run.stdout


def _is_cut(node: Node) -> bool:
    return (isinstance(node, Struct) and node.is_cut) or any(map(_is_cut, children(node)))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (streams.HVM_CONTEXT, struct.pack("<HHI", 2, 0, 0) * (1 << 18)),
        (streams.HVM_PARAMS, struct.pack("<II", 1 << 17, 0) + struct.pack("<QQ", 1, 2) * (1 << 17)),
    ],
    ids=["empty entries", "parameters"],
)
def test_a_list_of_too_many_is_cut(kind: int, body: bytes) -> None:
    octets = streams.libxc([streams.record(kind, body)])
    with xenstream.open(io.BytesIO(octets)) as stream:
        tree = xenstream.tree_of(next(iter(stream)), body)
    assert tree is not None
    assert _is_cut(tree)
    assert MOST_NODES // 4 < sum(1 for _ in ends(tree)) <= MOST_NODES


def test_a_path_into_what_is_shown_as_a_whole_is_there() -> None:
    words = ("--record", "HVM_CONTEXT")
    alone = show(*words, HVM.name, cwd=FIXTURES)
    both = show(*words, "--path", "HVM_CONTEXT/CPU[0]/cr3", HVM.name, cwd=FIXTURES)
    assert (both.returncode, both.stderr) == (alone.returncode, alone.stderr) == (0, b"")
    assert both.stdout == alone.stdout


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("--record", "HVM_CONTEX"), "HVM_CONTEXT"),
        (("--record", "libxc/HVM_PARAM"), "HVM_PARAMS"),
        (("--path", "HVM_CONTEXT/CPU[1]/cr33"), "HVM_CONTEXT/CPU[1]/cr3"),
        (("--path", "hvm_contxt/cpu[0]/cr3"), "HVM_CONTEXT/cpu[0]/cr3"),
        (("--record", "nothing_like_it"), None),
        (("--record", "4711"), None),
    ],
)
def test_the_nearest_name(words: tuple[str, str], meant: str | None) -> None:
    run = show(*words, HVM.name, cwd=FIXTURES)
    hint = f"; did you mean {meant}?" if meant else ""
    said = f"xenstream show: {HVM.name}: nothing there of that name: {words[1]}{hint}\n"
    assert (run.returncode, run.stdout, run.stderr.decode()) == (2, b"", said)
    both = show(*words, "--record", "libxl/END", HVM.name, cwd=FIXTURES)
    assert (both.returncode, both.stderr.decode()) == (2, said)


@pytest.mark.parametrize(
    "words",
    [
        ("show",),
        ("show", "-o", "json"),
        ("show", "--page", "0"),
        ("show", "--record", "END"),
        ("list",),
        ("list", "--verify"),
        ("stats",),
        ("memory", "-o", "memory.raw"),
    ],
    ids=" ".join,
)
def test_a_fifo_without_a_writer(words: tuple[str, ...], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    command = [sys.executable, "-m", "xenstream", *words, "--timeout", "0.3", "fifo"]
    run = subprocess.run(
        command, cwd=tmp_path, env=streams.environment(), capture_output=True, check=False
    )
    assert run.returncode == 2
    assert b"it took more than 0.3 s" in run.stderr + run.stdout


def test_what_is_hostile_does_not_reach_the_terminal(tmp_path: Path) -> None:
    nasty = "\x1b[2Jgone\u202e\x9b"
    keys = f"key{nasty}".encode() + b"\0val\x1b]0;title\x07\0"
    body = struct.pack("<II", 2, 0) + keys
    config = json.dumps({"c_info": {"name": nasty, "uuid": nasty, "type": "hvm"}})
    inner = streams.libxl()
    record = streams.record(2, body)
    spoiled = inner[:-8] + record + inner[-8:]
    (tmp_path / f"a{nasty}").write_bytes(streams.xl(spoiled, config.encode() + b"\0"))
    for more in ((), ("--record", "*"), ("-v", "--record", "*"), ("--path", "*/*"), ("-o", "json")):
        run = show(*more, f"a{nasty}", cwd=tmp_path)
        told = run.stdout + run.stderr
        assert b"\x1b" not in told
        assert b"\x07" not in told
        assert "\u202e" not in told.decode()
        assert b"gone" in told or more == ("--path", "*/*")


def test_a_record_larger_than_what_is_kept_is_read_anew(tmp_path: Path) -> None:
    """The last parameter of 70000 is shown from a file, and from a pipe it is said to be cut."""
    count = 70_000
    entries = b"".join(struct.pack("<QQ", 1000 + one, one) for one in range(count))
    body = struct.pack("<II", count, 0) + entries
    (tmp_path / "long").write_bytes(streams.libxc([streams.record(10, body)]))
    pattern = ("--path", f"HVM_PARAMS/0x{1000 + 66_000:x}/value")
    run = show(*pattern, "long", cwd=tmp_path)
    assert b"0x00000000000101d0" in run.stdout
    piped = show(*pattern, "-", stdin=(tmp_path / "long").read_bytes())
    assert piped.stdout == b""
    assert b"nothing there of that name" in piped.stderr


def _page(pages: list[bytes], pfn: str) -> subprocess.CompletedProcess[bytes]:
    entries = [0x10 + index for index in range(len(pages))]
    body = streams.page_data(entries, pages=b"".join(pages))
    octets = streams.libxc([streams.record(streams.PAGE_DATA, body)])
    return show("--page", pfn, "-", stdin=octets)


def test_a_page_in_hexadecimal() -> None:
    """Rows like the one before are folded, and what is no text is a dot."""
    run = _page([bytes(4096), b"xen-3.0" + bytes(4088) + b"\x1b"], "0x11")
    assert run.stdout.decode().splitlines() == [
        "0x000000011000  78 65 6e 2d 33 2e 30 00  00 00 00 00 00 00 00 00  |xen-3.0.........|",
        "0x000000011010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|",
        "*",
        "0x000000011ff0  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 1b  |................|",
        "0x000000012000",
    ]


@pytest.mark.parametrize(
    ("pfn", "says"),
    [
        ("0x12", "no page at pfn 0x12"),
        ("nowhere", "'nowhere' is no pfn"),
        ("-1", "'-1' is no pfn"),
        (str(1 << 52), "is no pfn"),
    ],
)
def test_no_such_page(pfn: str, says: str) -> None:
    run = _page([bytes(4096)], pfn)
    assert (run.returncode, run.stdout) == (2, b"")
    assert says in run.stderr.decode()


def test_no_pager_where_there_is_none(tmp_path: Path) -> None:
    """A bare system has no less: then the text goes to the terminal itself."""
    master, slave = streams.pseudo_terminal()
    environment = {**streams.environment(), "PATH": str(tmp_path)}
    for name in ("PAGER", "XENSTREAM_PAGER"):
        environment.pop(name, None)
    run = subprocess.Popen([*COMMAND, "--record", "libxl/END", HVM], stdout=slave, env=environment)
    os.close(slave)
    assert run.wait() == 0
    assert b"libxl record 3 END" in os.read(master, 4096)
    os.close(master)


@pytest.mark.parametrize("words", [("--page", "1"), ("--like", "xen-cpuid")])
def test_what_is_text_only(words: tuple[str, str]) -> None:
    run = show(*words, "-o", "json", HVM)
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.decode() == f"xenstream show: {words[0]} is text: leave out -o\n"


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_record_and_path_are_a_union_and_each_is_to_be_there(form: str, tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(streams.xl())
    words = ("-o", form, "--record", "xl_header", "--path", "domain_header/xen_major", "good")
    both = streams.run_command("show", *words, cwd=tmp_path)
    assert (both.returncode, both.stderr) == (0, b"")
    assert b"has_stream_v2" in both.stdout
    assert b"xen_major" in both.stdout
    for option in ("--record", "--path"):
        done = streams.run_command("show", option, "nothing", *words, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, both.stdout)
        assert done.stderr == b"xenstream show: good: nothing there of that name: nothing\n"


@contextmanager
def _with_pager(pager: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a `show` on a terminal, with a pager."""
    master, slave = streams.pseudo_terminal()
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=subprocess.PIPE,
        env=streams.environment(XENSTREAM_PAGER=pager),
    ) as child:
        os.close(slave)
        yield child
    os.close(master)


def test_a_pager_that_is_left_ends_it(tmp_path: Path) -> None:
    """It does not go on for nobody: a table of a million pfns takes half a minute."""
    image = tmp_path / "image"
    image.write_bytes(lzma.decompress((FIXTURES / "hvm-save-p2-full.img.xz").read_bytes()))
    copy = tmp_path / "paged"
    with _with_pager(f"head -1 > {copy}", "--record", "*", str(image)) as child:
        _, said = child.communicate(timeout=120)
    assert (child.returncode, said) == (2, b"")
    assert copy.read_bytes().startswith(b"xl preamble")


def test_an_interrupt_is_the_pagers(tmp_path: Path) -> None:
    image = tmp_path / "image"
    image.write_bytes(lzma.decompress(HVM.read_bytes()))
    begun, copy = tmp_path / "begun", tmp_path / "paged"
    pager = f"trap '' INT; touch {begun}; while [ -e {begun} ]; do sleep 0.1; done; cat > {copy}"
    with _with_pager(pager, "--record", "HVM_CONTEXT", str(image)) as child:
        while not begun.exists():
            assert child.poll() is None
            time.sleep(0.02)
        time.sleep(0.2)
        child.send_signal(signal.SIGINT)
        begun.unlink()
        _, said = child.communicate(timeout=120)
    assert (child.returncode, said) == (0, b"")
    assert copy.read_text().splitlines() == lines("--record", "HVM_CONTEXT", str(image))
