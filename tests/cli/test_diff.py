"""`xenstream diff`: nothing of what is the same, and exactly what is not."""

from __future__ import annotations

import io
import json
import lzma
import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streams
from places import FIXTURES

import xenstream
from xenstream.memory.differences import compare as compare_memory
from xenstream.tree.compare import Difference, Reading, compare
from xenstream.tree.items import tree_of
from xenstream.tree.nodes import Blob
from xenstream.tree.paths import ItemNames, Pattern, ends_of
from xenstream.walk.walker import Configuration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.tree.compare import Side
    from xenstream.tree.nodes import Leaf

NAMES = sorted(path.name for path in FIXTURES.glob("*.img.xz"))
SAMPLES = 25
"""Leaves of each image that are changed, spread over all of it."""
FRAMING = ("type_id", "len_body", "len_config", "len_optional_data", "mandatory_flags", "options")
"""Fields by which what follows is read: a changed one changes more than itself."""


def differences(a: bytes, b: bytes, *ignored: str) -> list[Difference]:
    return list(compare(side_of(a), side_of(b), [Pattern(one) for one in ignored]))


def side_of(octets: bytes) -> dict[str, Side]:
    with xenstream.open(io.BytesIO(octets)) as stream:
        reading = Reading(stream.source)
        for item in stream.items(beyond=reading.beyond):
            reading.see(item)
    return reading.items


def diff(*arguments: str | Path, cwd: Path = FIXTURES) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xenstream", "diff", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=streams.environment(),
        check=False,
    )


def leaves(octets: bytes) -> list[tuple[str, Leaf | Blob]]:
    """Give the leaves of a stream that no other leaf or blob says more closely."""
    found = []
    names = ItemNames()
    with xenstream.open(io.BytesIO(octets)) as stream:
        for item in stream.items():
            if getattr(item, "census", None) is not None or isinstance(item, Configuration):
                continue
            tree = tree_of(item)
            if tree is None:
                continue
            ends = list(ends_of(tree, names.name(item, tree)))
            for path, leaf in ends:
                inner = [
                    one
                    for _, one in ends
                    if one is not leaf
                    and leaf.offset <= one.offset < leaf.offset + max(leaf.size, 1)
                    and one.size
                ]
                if leaf.size and not inner:
                    found.append((path, leaf))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_an_image_is_the_same_as_itself(name: str) -> None:
    octets = lzma.decompress((FIXTURES / name).read_bytes())
    assert differences(octets, octets) == []
    run = diff(name, name)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


@pytest.mark.parametrize("name", NAMES)
def test_one_changed_leaf_is_named_and_nothing_else(name: str) -> None:
    octets = lzma.decompress((FIXTURES / name).read_bytes())
    all_of_them = [
        (path, leaf)
        for path, leaf in leaves(octets)
        if leaf.field.id not in FRAMING and "magic" not in path and "ident" not in path
    ]
    assert len(all_of_them) > 15
    step = max(1, len(all_of_them) // SAMPLES)
    exact = 0
    for path, leaf in all_of_them[::step]:
        changed = bytearray(octets)
        is_text = not isinstance(leaf, Blob) and isinstance(leaf.value, str)
        changed[leaf.offset if is_text else leaf.offset + leaf.size - 1] ^= 0x01
        found = [one.path for one in differences(octets, bytes(changed))]
        assert found, path
        if found == [path]:
            exact += 1
        else:  # what a struct is addressed by, and its path with it
            head = path.rpartition("/")[0]
            assert leaf.field.id in KEYS, (path, found)
            assert head in found or any(one.startswith(head) for one in found)
    assert exact > 10


def each_kind_alone() -> Iterator[bytes]:
    """Give small streams, each with a record of the fixtures, or an entry of an HVM_CONTEXT."""
    for path in sorted(FIXTURES.glob("*.img.xz")):
        octets = lzma.decompress(path.read_bytes())
        with xenstream.open(io.BytesIO(octets)) as stream:
            records = [one for one in stream if one.census is None and one.type_id]
        for record in records:
            body = octets[record.body_offset :][: record.length]
            if record.kind == "libxc HVM_CONTEXT":
                while body:
                    size = 8 + struct.unpack_from("<I", body, 4)[0]
                    yield streams.libxc([streams.record(9, body[:size] + bytes(8))])
                    body = body[size:]
            elif record.layer.name == "libxc":
                yield streams.libxc([streams.record(record.type_id, body)])
            elif record.kind != "libxl LIBXC_CONTEXT":
                inner = streams.libxl()[:24] + streams.libxc()
                yield inner + streams.record(record.type_id, body) + streams.record(0)


def test_every_kind_of_leaf_is_named_and_nothing_else() -> None:
    """A bit is changed in one leaf of each kind that the fixtures have."""
    seen: set[str] = set()
    for octets in each_kind_alone():
        base: dict[str, Side] | None = None
        for path, leaf in leaves(octets):
            kind = re.sub(r"\[[^\]]*\]|#\d+|/0x[0-9a-f.x]+", "", path)
            if kind in seen or leaf.field.id in FRAMING or "magic" in path or "ident" in path:
                continue
            seen.add(kind)
            changed = bytearray(octets)
            is_text = not isinstance(leaf, Blob) and isinstance(leaf.value, str)
            changed[leaf.offset if is_text else leaf.offset + leaf.size - 1] ^= 0x01
            base = base or side_of(octets)
            found = [one.path for one in compare(base, side_of(bytes(changed)))]
            told = any(f"{path}/".startswith(f"{one}/") for one in found)
            assert found == [path] or (leaf.field.id in KEYS and told), (path, found)
    assert len(seen) > 500


KEYS = ("index", "leaf", "subleaf", "typecode", "instance", "vcpu_id", "num_params", "marker")
"""Fields that others are addressed by, or counted by."""


def test_a_flag_is_told_and_not_its_word() -> None:
    octets = bytearray(streams.libxc())
    octets[0x14 - 4 + 1] |= 0x02  # of the image header's options
    found = differences(streams.libxc(), bytes(octets))
    assert [one.path for one in found] == ["image_header/reserved_options"]


def test_records_that_one_has() -> None:
    more = streams.libxc(
        [
            streams.record(9, b"context of 21 octets\0"),
            streams.record(10, struct.pack("<IIQQ", 1, 0, 1, 2)),
        ]
    )
    less = streams.libxc([streams.record(9, b"context of 21 octets\0")])
    (found,) = differences(more, less)
    assert (found.path, found.b) == ("HVM_PARAMS", None)
    (found,) = differences(less, more)
    assert (found.path, found.a) == ("HVM_PARAMS", None)


def test_a_configuration_by_key() -> None:
    one = streams.xl(config=b'{"b_info": {"max_vcpus": 1, "x": [1, 2]}}\0')
    other = streams.xl(config=b'{"b_info": {"max_vcpus": 2, "x": [1, 2]}}\0')
    told = [(one.path, one.a, one.b) for one in differences(one, other)]
    assert [path for path, _, _ in told] == ["xl_configuration/b_info/max_vcpus"]
    spaced = streams.xl(config=b'{"b_info":  {"max_vcpus":1, "x": [1, 2]}}\0')
    assert [one.path for one in differences(one, spaced)] == ["xl_configuration/config"]


def test_what_is_ignored() -> None:
    one = streams.libxc([streams.record(10, struct.pack("<IIQQ", 1, 0, 1, 2))])
    other = streams.libxc([streams.record(10, struct.pack("<IIQQ", 1, 0, 1, 3))])
    assert [each.path for each in differences(one, other)] == ["HVM_PARAMS/STORE_PFN/value"]
    assert differences(one, other, "HVM_PARAMS/STORE_PFN/value") == []
    assert differences(one, other, "HVM_PARAMS/STORE_*") == []
    assert differences(one, other, "HVM_PARAMS") == []
    assert differences(one, other, "HVM_PARAMS/CONSOLE_PFN") != []


def page(pfn: int, octet: int) -> bytes:
    return streams.record(1, streams.page_data((pfn,), pages=bytes([octet]) * 4096))


def test_memory(tmp_path: Path) -> None:
    one = [page(5, 1), page(6, 1), page(7, 1), page(20, 3)]
    other = [page(5, 1), page(6, 2), page(7, 1), page(30, 3), page(31, 3)]
    (tmp_path / "a").write_bytes(streams.libxc(one))
    (tmp_path / "b").write_bytes(streams.libxc(other))
    run = diff("a", "b", cwd=tmp_path)
    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        "--- a",
        "+++ b",
        "-memory: 1 page only here: 0x14",
        "+memory: 2 pages only here: 0x1e-0x1f",
        " memory: 1 page with other contents: 0x6",
    ]
    assert diff("a", "b", "--no-memory", cwd=tmp_path).returncode == 0
    document = json.loads(diff("-o", "json", "a", "b", cwd=tmp_path).stdout)
    assert document["differences"] == []
    assert document["memory"] == {
        "only_a": {"pages": 1, "ranges": [["0x14", 1]]},
        "only_b": {"pages": 2, "ranges": [["0x1e", 2]]},
        "contents": {"pages": 1, "ranges": [["0x6", 1]]},
        "types": {"pages": 0, "ranges": []},
    }


def test_saved_reports(tmp_path: Path) -> None:
    images = ("hvm-save-p2.img.xz", "xen4.20-hvm-save-p.img.xz")
    for at, name in enumerate(images):
        command = [sys.executable, "-m", "xenstream", "show", "-o", "json", str(FIXTURES / name)]
        report = subprocess.run(command, capture_output=True, check=True).stdout
        (tmp_path / f"{at}.json").write_bytes(report)
    of_images = json.loads(diff("--no-memory", "-o", "json", *images).stdout)["differences"]
    reports = [tmp_path / "0.json", tmp_path / "1.json"]
    run = diff("-o", "json", *reports)
    assert run.returncode == 1
    assert json.loads(run.stdout)["differences"] == of_images
    assert diff(images[0], reports[0]).returncode == 0
    assert diff(reports[1], reports[1]).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        '{"version": 2, "streams": []}',
        '{"version": 1, "streams": []}',
        '{"version": 1, "streams": [{"items": [{"kind": "part"}]}]}',
        '{"version": 1, "streams": [{"items": 7}]}',
        '{"version": 1,' + "[" * 100_000,
        '{"version": 1, "streams": [{"items": [{"kind": "header", "path": "x", "fields": [{}]}]}]}',
    ],
)
def test_what_is_no_report(text: str, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text(text)
    run = diff("bad.json", FIXTURES / NAMES[0], cwd=tmp_path)
    assert run.returncode in (1, 2)
    assert "Traceback" not in run.stderr
    assert run.returncode == 1 or run.stderr.startswith("xenstream diff: bad.json")


def differing_at(length: int, at: int) -> tuple[bytes, bytes]:
    """Give two streams with a TOOLSTACK so long that differs in an octet."""
    body = bytearray(length)
    one = streams.libxc([streams.record(11, bytes(body))])
    body[at] = 1
    return one, streams.libxc([streams.record(11, bytes(body))])


@pytest.mark.parametrize("at", [(1 << 20) - 1, 1 << 20, (2 << 20) - 1, 2 << 20, (9 << 20) - 1])
def test_a_body_is_compared_to_its_end(at: int, tmp_path: Path) -> None:
    one, other = differing_at(9 << 20, at)
    (found,) = differences(one, other)
    if at >= 2 << 20:
        assert found.path == "TOOLSTACK/rest"
    assert differences(one, one) == []
    (tmp_path / "a").write_bytes(one)
    (tmp_path / "b.xz").write_bytes(lzma.compress(other, preset=0))
    assert diff("a", "b.xz", cwd=tmp_path).returncode == 1
    assert diff("a", "b.xz", "--no-memory", cwd=tmp_path).returncode == 1


@pytest.mark.parametrize("type_id", [0x0FF, 0x800000FF])
def test_alike_unknown_records_are_compared_each(type_id: int) -> None:
    one = streams.libxc([streams.record(type_id, bytes([octet])) for octet in (1, 2, 3)])
    other = streams.libxc([streams.record(type_id, bytes([octet])) for octet in (1, 2, 4)])
    (found,) = differences(one, other)
    assert "#3" in found.path
    less = streams.libxc([streams.record(type_id, bytes([octet])) for octet in (1, 2)])
    assert len(differences(one, less)) == 1


@pytest.mark.parametrize("kind", ["configuration", "keys"])
def test_a_long_configuration_and_long_emulator_keys(kind: str) -> None:
    def image(last: bytes) -> bytes:
        if kind == "configuration":
            return streams.xl(config=b'{"x": "' + b"y" * (1 << 20) + last + b'"}\0')
        keys = struct.pack("<II", 2, 0) + b"key\0" + b"v" * (9 << 20) + last
        return streams.libxl()[:-8] + streams.record(2, keys) + streams.record(0)

    (found,) = differences(image(b"a"), image(b"b"))
    assert found.path.endswith("/rest")
    assert differences(image(b"a"), image(b"a")) == []


def test_what_follows_the_last_end(tmp_path: Path) -> None:
    for name, more in (
        ("none", b""),
        ("more", b"more"),
        ("mode", b"mode"),
        ("long1", bytes(5000) + b"1"),
        ("long2", bytes(5000) + b"2"),
    ):
        (tmp_path / name).write_bytes(streams.libxc() + more)
    for one, other in (("more", "mode"), ("more", "none"), ("long1", "long2")):
        assert diff(one, one, cwd=tmp_path).returncode == 0
        run = diff(one, other, cwd=tmp_path)
        assert run.returncode == 1
        assert run.stdout.splitlines()[2].startswith("-rest ")
        assert len(run.stdout.splitlines()) == (3 if other == "none" else 4)


def test_where_streams_are_cut() -> None:
    image = streams.libxc([streams.record(9, b"context of 21 octets\0")])
    end = image.index(b"context")
    assert differences(image[: end + 5], image[: end + 5]) == []
    found = differences(image[: end + 5], image[: end + 6])
    assert "cut" in [one.path for one in found]
    *_, cut = differences(image, image[: end + 5])
    assert (cut.path, cut.a) == ("cut", None)
    assert cut.b is not None
    assert cut.b.shown == "in the record's body, 5 octets of 21"


def test_pipes() -> None:
    """A process's output, standard input: each is read once."""
    name, other = "hvm-save-p2.img.xz", "xen4.20-hvm-save-p.img.xz"
    command = shlex.join([sys.executable, "-m", "xenstream", "diff", "--no-pager"])
    of_files = diff(name, other)
    assert of_files.returncode == 1
    for words in (f"<(cat {name}) {other}", f"<(cat {name}) <(cat {other})", f"- {other} < {name}"):
        run = bash(f"{command} {words}")
        assert run.returncode == 1, run.stderr
        assert run.stdout.splitlines()[2:] == of_files.stdout.splitlines()[2:]
    unpack = "import lzma, sys; sys.stdout.buffer.write(lzma.open(sys.argv[1]).read())"
    unpacked = shlex.join([sys.executable, "-c", unpack, name])
    run = bash(f"cat {name} | {command} - <({unpacked})")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    run = bash(f"{command} - - < {name}")
    assert run.returncode == 2
    assert run.stderr == "xenstream diff: only one of the two can be standard input\n"


def bash(line: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("bash") is None:
        pytest.skip("bash is not here")
    return subprocess.run(
        ["bash", "-c", line],
        capture_output=True,
        text=True,
        cwd=FIXTURES,
        env=streams.environment(),
        check=False,
    )


def test_a_page_of_another_type() -> None:
    one = streams.libxc([streams.record(1, streams.page_data((5 | 1 << 60,), pages=bytes(4096)))])
    other = streams.libxc([streams.record(1, streams.page_data((5 | 2 << 60,), pages=bytes(4096)))])
    with (
        xenstream.open(io.BytesIO(one)) as a,
        xenstream.open(io.BytesIO(other)) as b,
        a.memory() as of_a,
        b.memory() as of_b,
    ):
        assert list(compare_memory(of_a, of_b).types) == [(5, 6)]
        assert not compare_memory(of_a, of_a)


def test_what_cannot_be_compared_is_said(tmp_path: Path) -> None:
    """It is not the same where not all was compared."""
    reserved = streams.record(1, streams.page_data((5 | 5 << 60,), pages=b""))
    (tmp_path / "a").write_bytes(streams.libxc([reserved]))
    run = diff("a", "a", cwd=tmp_path)
    assert run.returncode == 2
    assert "not compared: a: PAGE_DATA at offset" in run.stderr
    assert diff("a", "a", "--no-memory", cwd=tmp_path).returncode == 0
    one, other = differing_at(9 << 20, 0)
    (tmp_path / "long").write_bytes(one)
    (tmp_path / "other").write_bytes(other)
    command = [sys.executable, "-m", "xenstream", "show", "-o", "json", str(tmp_path / "long")]
    report = subprocess.run(command, capture_output=True, check=False).stdout
    (tmp_path / "long.json").write_bytes(report)
    run = diff("long", "long.json", cwd=tmp_path)
    assert run.returncode == 2
    assert "not compared: long.json: all octets of TOOLSTACK" in run.stderr
    assert diff("other", "long.json", cwd=tmp_path).returncode == 1


def test_a_timeout(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    run = diff("--timeout", "0.3", NAMES[0], tmp_path / "fifo")
    assert run.returncode == 2
    assert run.stderr == (
        f"xenstream diff: {tmp_path / 'fifo'}: it took more than 0.3 s: stopped there\n"
    )


def test_trouble(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no image at all, but text")
    for pair in (
        (NAMES[0], "missing"),
        (NAMES[0], tmp_path / "text"),
        (NAMES[0], "/dev/null"),
        (tmp_path, NAMES[0]),
    ):
        run = diff(*pair)
        assert run.returncode == 2
        assert run.stderr.startswith("xenstream diff: ")
        assert run.stdout == ""


def test_escape_sequences(tmp_path: Path) -> None:
    nasty = "\x1b[2J\u202e"
    for name, value in (("a", 1), ("b", 2)):
        config = json.dumps({nasty: f"{nasty}{value}"}).encode() + b"\0"
        (tmp_path / f"{name}{nasty}").write_bytes(streams.xl(config=config))
    run = diff(f"a{nasty}", f"b{nasty}", cwd=tmp_path)
    assert run.returncode == 1
    assert "\x1b" not in run.stdout
    assert "\u202e" not in run.stdout
