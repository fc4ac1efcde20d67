"""What is counted of a stream, and how it is shown."""

from __future__ import annotations

import io
import json
import lzma
import os
import random
import re
import shutil
import struct
import subprocess
import xml.etree.ElementTree as ElementTree
import zlib
from collections import Counter
from pathlib import Path

import pytest
import streams
from places import STREAMS
from streams import XTAB
from test_memory import (
    CHECKPOINT,
    CHECKPOINT_END,
    VERIFY,
    XALLOC,
    _entries,
    checkpoint,
    libxl,
    pages,
)

import xenstream
from xenstream.stats import pages as pages_module
from xenstream.stats.count import Statistics, count
from xenstream.stats.text import as_json, lines


def counted(octets: bytes, folder: Path, *, contents: bool = True) -> Statistics:
    """Count from a file and from a pipe: it must be the same."""
    path = folder / "stream"
    path.write_bytes(octets)
    with xenstream.open(path) as stream:
        found = count(stream, contents=contents)
    with streams.pipe_of(octets) as reading, xenstream.open(reading) as stream:
        piped = count(stream, contents=contents)
    assert as_json(piped, "-") == as_json(found, "-")
    return found


def full(first: int, number: int = 1) -> bytes:
    """Give a record of as many pages as a saver puts into one."""
    return pages(*((pfn, number) for pfn in range(first, first + 1024)))


# --- Passes ---


def test_a_pass_begins_where_pfns_begin_again(tmp_path: Path) -> None:
    found = counted(
        streams.whole([full(0), full(1024), pages((2048, 1)), pages((5, 1)), pages((3, 2))]),
        tmp_path,
    )
    assert [(one.records, one.pages) for one in found.passes] == [(3, 2049), (1, 1), (1, 1)]
    assert not found.at_least
    assert found.stop_and_copy is found.passes[-1]


def test_a_pass_ends_with_a_record_that_is_not_full(tmp_path: Path) -> None:
    found = counted(streams.whole([full(0), pages((5, 1)), pages((900, 2))]), tmp_path)
    assert [one.pages for one in found.passes] == [1024, 1, 1]


def test_a_full_record_in_a_later_pass_may_have_ended_it(tmp_path: Path) -> None:
    found = counted(streams.whole([full(0), full(1024), full(0, 2), pages((1500, 1))]), tmp_path)
    assert [one.pages for one in found.passes] == [2048, 1025]
    assert found.at_least
    assert "passes: at least 2" in list(lines(found))


def test_verify_is_a_pass_of_its_own(tmp_path: Path) -> None:
    records = [pages((0, 1), (1, 2)), VERIFY, pages((0, 1), (1, 9))]
    found = counted(streams.whole(records), tmp_path)
    assert [(one.kind, one.pages, one.unchanged) for one in found.passes] == [
        ("memory", 2, 0),
        ("verify", 2, 1),
    ]
    assert found.stop_and_copy is None
    assert found.times == {1: 2}
    assert any("VERIFY: 1 differ" in line for line in lines(found))


def test_checkpoints_and_what_of_them_changed(tmp_path: Path) -> None:
    state = streams.record(3, struct.pack("<II", 2, 0) + bytes(100))
    found = counted(
        libxl(
            pages((0, 1), (1, 2)) + CHECKPOINT + state + CHECKPOINT_END,
            checkpoint(pages((0, 1)), pages((1, 3))),
            pages((0, 5)),
        ),
        tmp_path,
    )
    assert [(one.pages, one.changed, one.libxl_octets) for one in found.checkpoints] == [
        (2, 2, len(state) + 8),
        (2, 1, 8),
    ]
    assert all(one.is_complete for one in found.checkpoints)
    assert not found.lacks


def test_a_checkpoint_that_is_not_complete(tmp_path: Path) -> None:
    found = counted(libxl(pages((0, 1)), CHECKPOINT), tmp_path)
    assert [one.is_complete for one in found.checkpoints] == [False]
    assert found.lacks


# --- Pfns ---


def test_types_and_times(tmp_path: Path) -> None:
    records = [
        pages((0, 1), (1 << 60 | 1, 2), (2, 0), (3, 1), (XTAB | 9, None)),
        pages((0, 1), (2, 5)),
        pages((0, 8), (XTAB | 3, None), (XALLOC | 2, None)),
    ]
    found = counted(streams.whole(records), tmp_path)
    assert found.named == {"NOTAB": 6, "L1TAB": 1, "XALLOC": 1, "XTAB": 2}
    assert found.kinds == {"NOTAB": 1, "L1TAB": 1, "XALLOC": 1}
    assert found.times == {1: 2, 2: 1, 3: 1}
    assert (found.sent, found.resent, found.unchanged) == (7, 3, 1)
    assert (found.total.pages, found.total.tables) == (3, 1)


def test_zero_pages_and_copies(tmp_path: Path) -> None:
    found = counted(
        streams.whole([pages((0, 0), (1, 7), (2, 7), (3, 0), (4, 8), (5, 7))]), tmp_path
    )
    assert found.total.zero == 2
    assert found.duplicates == 2


def test_without_contents_no_page_is_looked_at(tmp_path: Path) -> None:
    found = counted(streams.whole([pages((0, 0), (1, 7))]), tmp_path, contents=False)
    told = as_json(found, "-")
    for name in ("zero_pages", "duplicate_pages", "pages_resent_unchanged"):
        assert told[name] is None
    assert not any("zero" in line for line in lines(found))


@pytest.mark.parametrize("seed", range(10))
def test_any_records_against_a_model(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    records, times, last, unchanged = [], Counter[int](), dict[int, int](), 0
    contents: dict[int, int] = {}
    for _ in range(chance.randrange(1, 20)):
        entries = _entries(chance, 3000)
        records.append(pages(*entries))
        for entry, number in entries:
            pfn = entry & (1 << 52) - 1
            if number is not None:
                unchanged += contents.get(pfn, -1) == number
                times[pfn] += 1
                contents[pfn] = number
                last[pfn] = 1
            elif entry >> 60 != 14:
                last.pop(pfn, None)
            elif pfn // 1024 in {one // 1024 for one in times}:
                last[pfn] = 1
    found = counted(streams.whole(records), tmp_path)
    assert found.times == dict(sorted(Counter(times.values()).items()))
    assert found.unchanged == unchanged
    assert found.total.pages == len(last)
    assert found.resent == sum(times.values()) - len(times)
    nonzero = [number for number in contents.values() if number]
    assert found.duplicates == len(nonzero) - len(set(nonzero))
    assert sum(counts.pages for _, counts in found.cells) == len(last)
    assert {number for number, _ in found.cells} == {pfn // found.cell for pfn in last}


def test_the_hottest_ranges_are_joined(tmp_path: Path) -> None:
    again = pages((0, 1), (1, 1), (2, 1), (7, 1))
    found = counted(streams.whole([full(0), again, again, pages((7, 9))]), tmp_path)
    assert found.cell == 4
    assert [(first, last, one.resends) for first, last, one in found.hottest()] == [
        (0, 0, 6),
        (1, 1, 3),
    ]


def test_pages_too_far_apart_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_module, "_MOST_CHUNKS", 3)
    with pytest.raises(pages_module.TooScatteredError):
        counted(streams.whole([pages(*((pfn << 20, 1) for pfn in range(5)))]), tmp_path)


def test_names_without_contents_take_no_memory(tmp_path: Path) -> None:
    records = [pages(*((XTAB | pfn << 20, None) for pfn in range(1000)))]
    path = tmp_path / "stream"
    path.write_bytes(streams.whole(records))
    with xenstream.open(path) as stream:
        assert count(stream).named == {"XTAB": 1000}


# --- The command ---


def run(*arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return streams.run_command("stats", *arguments, cwd=cwd, stdin=stdin)


GOOD = streams.whole([full(0), pages((5, 1), (6, 2)), pages((5, 9))])


def test_text(tmp_path: Path) -> None:
    (tmp_path / "good.img").write_bytes(GOOD)
    done = run("good.img", "--contents", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines() == [
        "good.img: libxc stream of an x86 HVM guest, 4.0 MiB: 1024 pages, 4.0 MiB",
        "good.img: pfns by type: NOTAB 1024",
        "good.img: entries by type: NOTAB 1027",
        "good.img: pfns by how often they were sent: once 1022, twice 1, 3 times 1",
        "good.img: sent: 1027 pages, 3 of them again, 1 of those unchanged",
        "good.img: zero pages: 0; copies of another page: 1021",
        "good.img: passes: 3",
        "good.img:     1 ######################## 1024 pages, 4.0 MiB",
        "good.img:     2 #                           2 pages, 8224 octets, 1 unchanged",
        "good.img:     3 #                           1 pages, 4120 octets, while the guest stood"
        " still",
        "good.img: sent again most:",
        "good.img:   0x4000 to 0x7fff: 3 times, of 2 pages",
    ]


def test_holes_are_counted_up_to_the_highest_page(tmp_path: Path) -> None:
    gone = pages(*((XTAB | pfn, None) for pfn in (3, 4, 5, 9)))
    stream = streams.whole([pages((0, 1), (4, 2), (7, 3)), gone])
    (tmp_path / "one").write_bytes(stream)
    said = run("one", cwd=tmp_path).stdout.decode().splitlines()
    assert said[1:4] == [
        "one: holes: 6 pfns below 0x7 have no page",
        "one: pfns by type: NOTAB 2",
        "one: entries by type: NOTAB 3, XTAB 4",
    ]
    assert json.loads(run("-o", "json", "one", cwd=tmp_path).stdout)["holes"] == 6


def test_json(tmp_path: Path) -> None:
    done = run("-o", "json", cwd=tmp_path, stdin=GOOD)
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert [one["pages"] for one in found["passes"]] == [1024, 2, 1]
    assert [one["guest_stopped"] for one in found["passes"]] == [False, False, True]
    rest = len(streams.libxc(streams.STATE))
    assert sum(one["octets"] for one in found["passes"]) + rest == found["octets"]
    assert found["pfns_by_times_sent"] == {"1": 1022, "2": 1, "3": 1}


def test_a_broken_stream(tmp_path: Path) -> None:
    done = run(cwd=tmp_path, stdin=GOOD[:-9])
    assert done.returncode == 1
    assert b"not all was counted: the stream ends at offset 0x" in done.stderr
    assert run(cwd=tmp_path, stdin=b"text" * 50).returncode == 2
    assert run("--picture", "x.png", cwd=tmp_path, stdin=GOOD).returncode == 2
    assert not list(tmp_path.iterdir())


def test_zeros_in_the_place_of_the_rest(tmp_path: Path) -> None:
    """They read as END, from a pipe, where nothing after it is read, and from a file."""
    stream = GOOD[: -8 - len(b"".join(streams.STATE))] + bytes(4096)
    (tmp_path / "in.img").write_bytes(stream)
    for name, given in (("in.img", b""), ("-", stream)):
        done = run(name, cwd=tmp_path, stdin=given)
        assert done.returncode == 1
        said = f"not all was counted: END at offset 0x{len(stream) - 4096:x} comes before"
        assert f"{name}: {said} HVM_CONTEXT and HVM_PARAMS".encode() in done.stderr


# --- Real streams ---

PASSES = {
    "pv-live-2vcpu": [6142, 326, 298, 313, 299, 895],
    "pvh-live-debug": [6096, 207, 185, 181, 179, 939, 6096],
    "pv-remus": [6142, 117, 91, 617, 739, 738, 738],
    "hvm-vga-save-p": [14347],
}


@pytest.mark.parametrize("name", PASSES)
def test_passes_of_a_real_stream(name: str, tmp_path: Path) -> None:
    packed = STREAMS / f"{name}.img.xz"
    if not packed.is_file():
        pytest.skip("shared/streams is not here: no real migrations")
    found = counted(lzma.decompress(packed.read_bytes()), tmp_path)
    assert [one.pages for one in found.passes] == PASSES[name]
    assert not found.at_least
    assert not found.lacks
    if name == "pv-remus":
        assert [one.changed for one in found.checkpoints][1:] == [136, 130, 130]
        assert found.unchanged == 2206


# --- Pictures ---


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with both pictures of a stream that has everything."""
    folder = tmp_path_factory.mktemp("picture")
    records = [
        full(0),
        pages(*((1 << 60 | pfn, 5) for pfn in range(1024, 1100))),
        pages(*((pfn, 0) for pfn in range(1100, 1300))),
        pages(*((pfn, 7) for pfn in range(0xFEFF8, 0xFEFFF))),
        *[pages(*((pfn, number) for pfn in range(100, 140))) for number in range(3)],
        pages(*((pfn, 9) for pfn in range(300, 340))),
    ]
    (folder / "a<b>&\x1b.img").write_bytes(streams.whole(records))
    for kind in ("html", "svg"):
        done = run("a<b>&\x1b.img", "--contents", "--picture", f"p.{kind}", cwd=folder)
        assert done.returncode == 0
    return folder


@pytest.mark.parametrize("kind", ["html", "svg"])
def test_a_picture_is_one_file_without_script_or_network(kind: str, picture: Path) -> None:
    text = (picture / f"p.{kind}").read_text()
    assert "<script" not in text
    assert not re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?(?!#)[^"'#)\s]*/""", text)
    assert "<b>" not in text
    assert "\x1b" not in text
    drawing = text[text.index("<svg") : text.index("</svg>") + 6]
    root = ElementTree.fromstring(drawing)
    names = [one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}title")]
    cells = [name for name in names if re.match(r"0x[0-9a-f]+ to 0x[0-9a-f]+: ", name)]
    assert len(cells) > 256
    kinds = {one.get("class") for one in root.iter("{http://www.w3.org/2000/svg}rect")}
    assert {f"cell {kind}" for kind in ("data", "zero", "table", "once", "often")} <= kinds
    assert "... no page in 3.98 GiB ..." in drawing
    assert any("page tables" in cell for cell in cells)


def test_a_cell_says_what_it_is_and_no_page_is_left_out(picture: Path) -> None:
    text = (picture / "p.svg").read_text()
    shown = re.findall(r"<title>0x\w+ to 0x\w+: (\d+) of (\d+) pages", text)
    assert sum(int(number) for number, _ in shown) == 1024 + 76 + 200 + 7
    assert {int(cell) for _, cell in shown} == {4}


def _pixels(octets: bytes) -> tuple[int, list[bytes]]:
    """Give how many octets a pixel has, and the rows of a PNG without interlacing."""
    assert octets.startswith(b"\x89PNG\r\n\x1a\n")
    at, packed = 8, b""
    width = channels = 0
    while at < len(octets):
        size, kind = struct.unpack_from(">I4s", octets, at)
        body = octets[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            width, _, depth, colour = struct.unpack_from(">IIBB", body)
            assert depth == 8
            channels = {2: 3, 6: 4}[colour]
        elif kind == b"IDAT":
            packed += body
        at += 12 + size
    raw, rows, before = zlib.decompress(packed), [], bytes(width * channels)
    for start in range(0, len(raw), width * channels + 1):
        line = bytearray(raw[start + 1 : start + 1 + width * channels])
        for index, octet in enumerate(line):
            left = line[index - channels] if index >= channels else 0
            up = before[index]
            corner = before[index - channels] if index >= channels else 0
            guess = left + up - corner
            paeth = min((left, up, corner), key=lambda one: abs(guess - one))
            line[index] = octet + (0, left, up, (left + up) // 2, paeth)[raw[start]] & 0xFF
        before = bytes(line)
        rows.append(before)
    return channels, rows


def _chromium() -> str:
    found = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    chromium = next((path for path in found if path), None)
    if not chromium and os.environ.get("XENSTREAM_REQUIRE_CHROMIUM") == "1":
        pytest.fail("chromium is not installed")
    if not chromium:
        pytest.skip("chromium is not installed: how a picture looks is not tested")
    return chromium


def _colours(kind: str, picture: Path, *options: str) -> tuple[bytes, Counter[bytes]]:
    """Give the colour of the corner, and how many pixels there are of each."""
    shot = picture / "shot.png"
    shot.unlink(missing_ok=True)
    subprocess.run(
        [
            _chromium(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--window-size=700,500",
            f"--user-data-dir={picture / 'profile'}",
            *options,
            f"--screenshot={shot}",
            (picture / f"p.{kind}").as_uri(),
        ],
        capture_output=True,
        check=True,
    )
    channels, rows = _pixels(shot.read_bytes())
    colours = Counter(row[at : at + 3] for row in rows for at in range(0, len(row), channels))
    return rows[0][:3], colours


def _near(colours: Counter[bytes], wanted: str) -> int:
    """Give how many pixels have about a colour."""
    return sum(
        number
        for colour, number in colours.items()
        if max(abs(one - other) for one, other in zip(colour, bytes.fromhex(wanted))) < 70
    )


@pytest.mark.parametrize("kind", ["html", "svg"])
def test_chromium_shows_a_picture_light_and_dark(kind: str, picture: Path) -> None:
    corner, light = _colours(kind, picture)
    assert corner == b"\xff\xff\xff"
    assert _near(light, "2477b3") > 1000  # data
    assert _near(light, "b3470b") > 100  # hot, and hatched
    corner, dark = _colours(kind, picture, "--blink-settings=preferredColorScheme=0")
    assert corner == bytes.fromhex("14171a")
    assert _near(dark, "5aa9e6") > 1000


def test_chromium_prints_a_picture_on_a_page(picture: Path) -> None:
    subprocess.run(
        [
            _chromium(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={picture / 'profile'}",
            f"--print-to-pdf={picture / 'p.pdf'}",
            (picture / "p.html").as_uri(),
        ],
        capture_output=True,
        check=True,
    )
    assert len(re.findall(rb"/Type\s*/Page\b", (picture / "p.pdf").read_bytes())) == 1


@pytest.mark.parametrize("name", streams.SMALL)
def test_every_truncation_is_counted(name: str) -> None:
    octets = streams.SMALL[name]
    for size in range(1, len(octets), max(1, len(octets) // 500)):
        try:
            with xenstream.open(io.BytesIO(octets[:size])) as stream:
                count(stream, contents=True)
            with xenstream.open(io.BytesIO(octets[:size])) as stream, stream.memory() as memory:
                assert memory.lacks() == [] or memory.gathered.lacks
        except xenstream.NotAStreamError:
            assert size < 64
