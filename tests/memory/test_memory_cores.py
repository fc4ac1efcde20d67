"""The cores: what is in them, and what those that read cores make of them."""

from __future__ import annotations

import json
import lzma
import random
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import streams
from places import STREAMS
from streams import PAGE, XTAB
from test_memory import memory_of, of, page, pages, run

import xenstream
from xenstream.memory import core, elf
from xenstream.memory.files import Written, write
from xenstream.memory.page_tables import Mapping, Paging, mappings, paging_of

VCPU_BASIC, SHARED_INFO = 4, 7
BANNER = b"Linux version 6.1"
AT_BANNER = 0xA00120
"""Where the kernel of the guests that were saved has its banner: a physical address."""


def image(name: str, folder: Path) -> Path:
    """Give a real image, unpacked."""
    packed = STREAMS / f"{name}.xz"
    if not packed.is_file():
        pytest.skip("shared/streams is not here: no image of a real guest")
    path = folder / name
    path.write_bytes(lzma.decompress(packed.read_bytes()))
    return path


def written(path: Path, out: Path, form: str, *, virtual: bool = False) -> Written:
    with xenstream.open(path) as stream:
        done = write(stream, str(out), form=form, virtual=virtual)
    assert not done.gathered.lacks
    return done


class Load(NamedTuple):
    """A segment."""

    offset: int
    virtual: int
    physical: int
    size: int
    memory_size: int


class Core(NamedTuple):
    """An ELF core, read with plain struct."""

    octets: bytes
    loads: list[Load]
    notes: list[tuple[bytes, int, bytes]]


def read_core(path: Path) -> Core:
    with path.open("rb") as file:
        head = file.read(1 << 20)
    assert head.startswith(b"\x7fELF\x02\x01\x01")
    kind, machine, _, _, at, _, _, size, entry, count = struct.unpack_from("<HHIQQQIHHH", head, 16)
    assert (kind, machine, at, size, entry) == (4, 62, 64, 64, 56)
    loads, notes = [], []
    for number in range(count):
        kind, _, offset, virtual, physical, octets, memory, _ = struct.unpack_from(
            "<IIQQQQQQ", head, at + number * 56
        )
        if kind == 1:
            loads.append(Load(offset, virtual, physical, octets, memory))
        else:
            assert kind == 4
            end = offset + octets
            while offset < end:
                len_name, len_note, type_ = struct.unpack_from("<III", head, offset)
                name = head[offset + 12 : offset + 12 + len_name - 1]
                offset += 12 + -(-len_name // 4) * 4
                notes.append((name, type_, head[offset : offset + len_note]))
                offset += -(-len_note // 4) * 4
            assert offset == end
    return Core(head, loads, notes)


def physical_of(loads: list[Load]) -> list[Load]:
    return [load for load in loads if load.size == load.memory_size]


def memory_at(path: Path, load: Load) -> bytes:
    with path.open("rb") as file:
        file.seek(load.offset)
        return file.read(load.size)


# --- The ELF core ---


def test_segments_are_sorted_and_have_what_is_there(tmp_path: Path) -> None:
    stream = tmp_path / "stream"
    stream.write_bytes(
        streams.whole([pages((0, 1), (5, 2), (6, 0), (9, 3)), pages((XTAB | 5, None), (9, 4))])
    )
    written(stream, tmp_path / "core", "elf")
    found = read_core(tmp_path / "core")
    expected = of((0, 1), (6, 0), (9, 4))
    assert [(load.physical, load.size) for load in found.loads] == [
        (0, PAGE),
        (6 * PAGE, PAGE),
        (9 * PAGE, PAGE),
    ]
    for load in found.loads:
        assert load.memory_size == load.size
        octets = expected[load.physical : load.physical + load.size]
        assert memory_at(tmp_path / "core", load) == octets
    assert not found.notes


def test_a_pipe_gives_the_same_core(tmp_path: Path) -> None:
    octets = streams.whole([pages((0, 1), (5, 2)), pages((5, 3))])
    (tmp_path / "stream").write_bytes(octets)
    assert run("stream", "--as", "elf", "-o", "one", cwd=tmp_path).returncode == 0
    assert run("--as", "elf", "-o", "two", cwd=tmp_path, stdin=octets).returncode == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_smallest_gaps_are_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "MOST_RANGES", 3)
    stream = tmp_path / "stream"
    pfns = (0, 2, 4, 50, 100, 101)
    stream.write_bytes(streams.whole([pages(*((pfn, pfn + 1) for pfn in pfns))]))
    done = written(stream, tmp_path / "core", "elf")
    assert done.gathered.notes == [
        "2 pages in small gaps are in the core as zeros, so that it has 3 segments"
    ]
    loads = read_core(tmp_path / "core").loads
    assert [load.size // PAGE for load in loads] == [5, 1, 2]
    assert memory_at(tmp_path / "core", loads[0]) == of((0, 1), (2, 3), (4, 5))


VMCOREINFO = b"OSRELEASE=6.1.192\nPAGESIZE=4096\n"


def info_page(description: bytes = VMCOREINFO) -> bytes:
    note = struct.pack("<III", 11, len(description), 0) + b"VMCOREINFO\0\0" + description
    return note.ljust(PAGE, b"\0")


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        (info_page(), VMCOREINFO),
        (info_page(b"SYMBOL(x)=1\n"), None),
        (info_page()[:4] + struct.pack("<I", PAGE) + info_page()[8:], None),
        (b"\x0b" * PAGE, None),
    ],
)
def test_the_kernels_own_note(contents: bytes, expected: bytes | None, tmp_path: Path) -> None:
    body = streams.page_data([3, 4], pages=page(1) + contents)
    stream = tmp_path / "stream"
    stream.write_bytes(streams.whole([streams.record(streams.PAGE_DATA, body)]))
    written(stream, tmp_path / "core", "elf")
    notes = read_core(tmp_path / "core").notes
    assert notes == ([] if expected is None else [(b"VMCOREINFO", 0, expected)])


def test_a_note_that_was_overwritten_is_none(tmp_path: Path) -> None:
    body = streams.page_data([3], pages=info_page())
    stream = tmp_path / "stream"
    stream.write_bytes(streams.whole([streams.record(streams.PAGE_DATA, body), pages((3, 9))]))
    written(stream, tmp_path / "core", "elf")
    assert not read_core(tmp_path / "core").notes


def test_virtual_needs_an_elf_core(tmp_path: Path) -> None:
    done = run("--virtual", "-o", "out", cwd=tmp_path, stdin=streams.libxc())
    assert (done.returncode, done.stderr) == (2, b"xenstream memory: --virtual needs --as elf\n")


@pytest.mark.parametrize("octets", [b"", b"\0" * 7, struct.pack("<HHI", 2, 0, 1 << 31)])
def test_a_context_that_is_none(octets: bytes, tmp_path: Path) -> None:
    stream = tmp_path / "stream"
    records = [pages((0, 1)), streams.record(streams.HVM_CONTEXT, octets), streams.STATE[1]]
    stream.write_bytes(streams.libxc(records))
    for form in ("elf", "dump-core"):
        written(stream, tmp_path / form, form, virtual=form == "elf")


# --- Page tables ---


class Tables:
    """Page tables that are written as an operating system does."""

    def __init__(self, levels: int) -> None:
        self.levels = levels
        self.entry = 4 if levels == 2 else 8
        self.memory: dict[int, bytearray] = {}
        self.root = self.new()

    def new(self) -> int:
        pfn = 0x100 + len(self.memory)
        self.memory[pfn] = bytearray(PAGE)
        return pfn

    def map(self, virtual: int, physical: int, level: int = 1) -> None:
        table = self.root
        width = 10 if self.levels == 2 else 9
        for each in range(self.levels, level - 1, -1):
            index = virtual >> (12 + width * (each - 1)) & ((1 << width) - 1)
            if self.levels == 3 and each == 3:
                index &= 3
            at = index * self.entry
            octets = self.memory[table]
            entry = int.from_bytes(octets[at : at + self.entry], "little")
            if each == level:
                entry = physical | 1 | (0x80 if level > 1 else 0)
            elif not entry:
                entry = self.new() * PAGE | 1
            self.memory[table][at : at + self.entry] = entry.to_bytes(self.entry, "little")
            table = entry // PAGE

    def found(self) -> list[Mapping]:
        paging = Paging(self.levels, self.root * PAGE)
        return list(mappings(paging, lambda pfn: bytes(self.memory.get(pfn, b"")) or None))


@pytest.mark.parametrize(
    ("levels", "low", "high"),
    [
        (2, 0x400000, 0xC0000000),
        (3, 0x400000, 0xC0000000),
        (4, 0x400000, 0xFFFF888000000000),
        (5, 0x400000, 0xFF11000000000000),
    ],
)
def test_tables_are_walked(levels: int, low: int, high: int) -> None:
    tables = Tables(levels)
    large = 4 << 20 if levels == 2 else 2 << 20
    tables.map(low, 0x5000)
    tables.map(low + PAGE, 0x6000)
    tables.map(low + 2 * PAGE, 0x9000)
    tables.map(high, 8 * large, 2)
    tables.map(high + large, 9 * large, 2)
    assert tables.found() == [
        Mapping(low, 0x5000, 2 * PAGE),
        Mapping(low + 2 * PAGE, 0x9000, PAGE),
        Mapping(high, 8 * large, 2 * large),
    ]
    if levels > 3:
        tables.map(high + (1 << 30), 3 << 30, 3)
        assert tables.found()[-1] == Mapping(high + (1 << 30), 3 << 30, 1 << 30)


def test_a_circle_of_tables_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    from xenstream.memory import page_tables

    monkeypatch.setattr(page_tables, "_MOST_TABLES", 2000)
    circle = struct.pack("<Q", 0x1001) * 512
    read: list[int] = []

    def table(pfn: int) -> bytes:
        read.append(pfn)
        return circle

    assert sum(1 for _ in mappings(Paging(4, 0x1000), table)) > 0
    assert len(read) == 2000


def test_large_pages_beyond_4_gib_of_two_levels() -> None:
    tables = Tables(2)
    tables.map(0, 0x400000 | 0x3 << 13, 2)
    assert tables.found() == [Mapping(0, 0x300400000, 4 << 20)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"cr0": 0}, None),
        ({"cr4": 0}, Paging(2, 0x5000, False)),
        ({"cr4": 0x10}, Paging(2, 0x5000, True)),
        ({"efer": 0}, Paging(3, 0x5000)),
        ({}, Paging(4, 0x5000)),
        ({"cr4": 0x1020}, Paging(5, 0x5000)),
    ],
)
def test_how_an_hvm_guest_pages(values: dict[str, int], expected: Paging | None) -> None:
    registers = {"cr0": 0x80050033, "cr3": 0x5000, "cr4": 0x20, "efer": 0xD01, **values}
    assert paging_of(registers, is_pv=False, is_32_bit=False) == expected


def test_how_a_pv_guest_pages() -> None:
    values = {"cr3": 0x5000, "cr0": 0, "cr4": 0}
    assert paging_of(values, is_pv=True, is_32_bit=False) == Paging(4, 0x5000)
    assert paging_of(values, is_pv=True, is_32_bit=True) == Paging(3, 0x5000)


# --- Real guests ---

_REGISTER = re.compile(r"\b(r\w\w?|cs|ss|ds|es|fs|gs|cr3): *([0-9a-f]+)")
_CHANGED = {"rax"}  # the suspend's return value
_PFNS = {"rdx", "cr3"}  # a stream of a PV guest has pfns there


def truth(name: str) -> dict[str, int]:
    """Give what xenctx printed of the first vcpu."""
    path = STREAMS / f"{name}.xenctx.txt"
    if not path.is_file():
        pytest.skip("shared/streams is not here: no registers of a real guest")
    return {name: int(value, 16) for name, value in _REGISTER.findall(path.read_text())}


@pytest.mark.parametrize("name", ["pv-save-p", "pvh-save-p2", "hvm-save-p2", "hvm-vga-save-p"])
def test_registers_of_a_real_guest(name: str, tmp_path: Path) -> None:
    expected = truth(name)
    done = written(image(f"{name}.img", tmp_path), tmp_path / "core", "elf")
    notes = read_core(tmp_path / "core").notes
    assert [kind for _, kind, _ in notes] == [1] * (2 if "vga" in name else 1)
    assert all((note, len(status)) == (b"CORE", 336) for note, _, status in notes)
    values = dict(zip(elf.PRSTATUS, struct.unpack_from("<27Q", notes[0][2], 112)))
    compared = (set(expected) & set(values)) - _CHANGED
    if done.gathered.is_pv:
        compared -= _PFNS
    assert len(compared) >= 20
    assert {register: values[register] for register in compared} == {
        register: expected[register] for register in compared
    }
    assert values["gs_base"] == 0xFFFF888000000000 + (values["gs_base"] & (1 << 32) - 1)


@pytest.mark.parametrize("name", ["pv-save-p", "pvh-save-p2", "hvm-vga-save-p"])
def test_gdb_reads_registers_code_and_stack(name: str, tmp_path: Path) -> None:
    if shutil.which("gdb") is None:
        pytest.skip("gdb is not installed")
    expected = truth(name)
    text = (STREAMS / f"{name}.xenctx.txt").read_text()
    written(image(f"{name}.img", tmp_path), tmp_path / "core", "elf", virtual=True)
    commands = ("info registers rip rsp r15", "x/16xb $rip", "x/4xg $rsp")
    words = [word for command in commands for word in ("-ex", command)]
    done = subprocess.run(
        ["gdb", "-nx", "-q", "-batch", *words, "-core", str(tmp_path / "core")],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    for register in ("rip", "rsp", "r15"):
        assert any(re.match(rf"{register}\s+0x{expected[register]:x}\s", line) for line in lines)
    code = re.search(r"<(\w\w)> ([\w ]+)", text)
    stack = re.search(r"Stack:\n *(\w+) (\w+) (\w+) (\w+)", text)
    assert code is not None
    assert stack is not None
    shown = re.findall(r"\t0x(\w\w)\b", done.stdout)
    wanted = [code[1], *code[2].split()]
    assert shown[: len(wanted)] == wanted[:16]
    shown = re.findall(r"\t0x(\w{16})", done.stdout)
    assert shown == list(stack.groups())


@pytest.mark.parametrize("name", ["pv-save-p", "pvh-save-p2", "hvm-save-p2"])
@pytest.mark.parametrize("virtual", [False, True])
def test_drgn_reads_memory_and_registers(name: str, virtual: bool, tmp_path: Path) -> None:
    drgn = pytest.importorskip("drgn")
    expected = truth(name)
    written(image(f"{name}.img", tmp_path), tmp_path / "core", "elf", virtual=virtual)
    program = drgn.Program()
    program.set_core_dump(str(tmp_path / "core"))
    assert program.read(AT_BANNER, len(BANNER), True) == BANNER
    (thread,) = program.threads()
    assert thread.stack_trace()[0].registers()["rip"] == expected["rip"]
    if virtual:
        stack = re.search(r"Stack:\n *(\w+)", (STREAMS / f"{name}.xenctx.txt").read_text())
        assert stack is not None
        assert program.read_u64(expected["rsp"]) == int(stack[1], 16)


def test_drgn_takes_a_core_with_the_kernels_note_for_a_kernel(tmp_path: Path) -> None:
    drgn = pytest.importorskip("drgn")
    info = (
        b"OSRELEASE=6.1.192\nPAGESIZE=4096\nSYMBOL(swapper_pg_dir)=ffffffff82a10000\n"
        b"KERNELOFFSET=0\nNUMBER(phys_base)=0\n"
    )
    body = streams.page_data([3, 4, 5], pages=page(1) + info_page(info) + page(2))
    stream = tmp_path / "stream"
    stream.write_bytes(streams.whole([streams.record(streams.PAGE_DATA, body)]))
    written(stream, tmp_path / "core", "elf")
    program = drgn.Program()
    program.set_core_dump(str(tmp_path / "core"))
    assert program.flags & drgn.ProgramFlags.IS_LINUX_KERNEL
    assert program.read(5 * PAGE, 16, True) == page(2)[:16]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give where Volatility keeps what it makes of its symbols, once for all runs."""
    return tmp_path_factory.mktemp("cache")


def volatility(path: Path, cache: Path, *arguments: str) -> tuple[dict[int, str], str]:
    """Give the banners that Volatility finds, by their address, and the layers that it stacks."""
    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "vol"),
            "-vvvvvv",
            "-r",
            "json",
            "--offline",
            "--cache-path",
            str(cache),
            *arguments,
            "-f",
            str(path),
            "banners.Banners",
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**streams.environment(), "PYTHONWARNINGS": "ignore"},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout[done.stdout.index("[\n") :])
    stacked = re.findall(r"Stacked layers: (\[.*\])", done.stderr)
    return {int(str(one["Offset"]), 0): one["Banner"] for one in found}, stacked[-1]


@pytest.mark.parametrize(
    ("name", "form", "layer"),
    [
        ("pv-save-p", "elf virtual", "Elf64Layer"),
        ("hvm-vga-save-p", "elf virtual", "Elf64Layer"),
        ("pvh-save-p2", "dump-core", "XenCoreDumpLayer"),
        ("pv-live-2vcpu", "image", "XenSaveLayer"),
        ("hvm-save-p2", "image", "XenSaveLayer"),
    ],
)
def test_volatility_finds_the_banner_at_its_address(
    name: str, form: str, layer: str, tmp_path: Path, cache: Path
) -> None:
    pytest.importorskip("volatility3")
    path = image(f"{name}.img", tmp_path)
    arguments = []
    if form == "image":
        shown = subprocess.run(
            [sys.executable, "-m", "xenstream", "volatility-path"],
            capture_output=True,
            text=True,
            check=True,
        )
        arguments = ["-p", shown.stdout.strip()]
    else:
        form, _, virtual = form.partition(" ")
        out = tmp_path / "core"
        written(path, out, form, virtual=bool(virtual))
        path = out
    banners, stacked = volatility(path, cache, *arguments)
    # It falls back to another layer silently, and finds the banner at the file's offset then.
    assert stacked == f"['{layer}', 'FileLayer']"
    assert banners[AT_BANNER].startswith(BANNER.decode())


# --- Xen's own core ---


def sections_of(path: Path) -> dict[str, tuple[tuple[int, ...], bytes]]:
    octets = path.read_bytes()
    (at,) = struct.unpack_from("<Q", octets, 40)
    count, names = struct.unpack_from("<HH", octets, 60)
    headers = [struct.unpack_from("<IIQQQQIIQQ", octets, at + 64 * one) for one in range(count)]
    table = octets[headers[names][4] :]
    return {
        table[header[0] : table.index(b"\0", header[0])].decode(): (
            header,
            octets[header[4] : header[4] + header[5]],
        )
        for header in headers
    }


def _parts(octets: bytes, size: int) -> Iterator[bytes]:
    return (octets[at : at + size] for at in range(0, len(octets), size))


def test_a_pv_core_is_the_one_that_xen_wrote(tmp_path: Path) -> None:
    real = image("pv-save-p.core", tmp_path)
    done = written(image("pv-save-p.img", tmp_path), tmp_path / "core", "dump-core")
    assert done.gathered.notes == [
        "mfns are those of the host that saved the guest, by the guest's p2m list"
    ]
    mine, other = sections_of(tmp_path / "core"), sections_of(real)
    assert (tmp_path / "core").read_bytes()[:64] == real.read_bytes()[:64]
    assert {name: header for name, (header, _) in mine.items()} == {
        name: header for name, (header, _) in other.items()
    }
    for name in (".shstrtab", ".xen_shared_info", ".xen_p2m"):
        assert mine[name][1] == other[name][1], name
    # rax is what the suspend returns.
    at = 512 + 8 + 10 * 8
    status = mine[".xen_prstatus"][1]
    assert status[:at] + bytes((1,)) + status[at + 1 :] == other[".xen_prstatus"][1]
    # Of Xen's version only the numbers are in a stream.
    note, real_note = mine[".note.Xen"][1], other[".note.Xen"][1]
    texts = 16 + 48 + 16 + 16
    assert note[:texts] == real_note[:texts]
    assert note[texts + 16 + 144 + 1024 + 64 :] == real_note[texts + 16 + 144 + 1024 + 64 :]
    differing = [
        (number, one, another)
        for number, (one, another) in enumerate(
            zip(_parts(mine[".xen_pages"][1], PAGE), _parts(other[".xen_pages"][1], PAGE))
        )
        if one != another
    ]
    assert len(differing) == 5  # top page tables, in Xen's own slots alone
    for _, one, another in differing:
        slots = [
            slot
            for slot, (word, real_word) in enumerate(zip(_parts(one, 8), _parts(another, 8)))
            if word != real_word
        ]
        assert set(slots) <= set(range(256, 272))
        assert not any(one[slot * 8 : slot * 8 + 8].strip(b"\0") for slot in slots)


@pytest.mark.parametrize("name", ["hvm-save-p2", "pvh-save-p2"])
def test_an_hvm_core_has_each_page(name: str, tmp_path: Path) -> None:
    pages_of = dict(memory_of(name))
    done = written(image(f"{name}.img", tmp_path), tmp_path / "core", "dump-core")
    found = sections_of(tmp_path / "core")
    assert ".xen_shared_info" not in found
    pfns = [number for (number,) in struct.iter_unpack("<Q", found[".xen_pfn"][1])]
    assert pfns == sorted(set(pfns))
    assert len(pfns) == done.present.count()
    for pfn, contents in zip(pfns, _parts(found[".xen_pages"][1], PAGE)):
        assert contents == pages_of[pfn], hex(pfn)
    registers = truth(name)
    guest = found[".xen_prstatus"][1]
    assert len(guest) == 5168
    assert struct.unpack_from("<Q", guest, 520 + 128)[0] == registers["rip"]
    assert struct.unpack_from("<Q", guest, 5008)[0] == registers["cr3"]


def test_a_core_through_a_pipe_is_the_same(tmp_path: Path) -> None:
    path = image("pv-save-p.img", tmp_path)
    written(path, tmp_path / "one", "dump-core")
    done = run("--as", "dump-core", "-o", "two", cwd=tmp_path, stdin=path.read_bytes())
    assert done.returncode == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


# --- A p2m list that cannot be believed ---


def pv_stream(list_page: bytes | None, num_pages: int = 4) -> bytes:
    """Give a 64-bit PV guest of a few pages, whose pfn 1 is its p2m list and pfn 2 a table."""
    table = struct.pack("<QQQ", 3 << 12 | 0x67, 3 << 12 | 0x66, 1 << 40 | 1).ljust(PAGE, b"\0")
    contents = [page(7), list_page or page(0), table, page(9)][:num_pages]
    kinds = [0, 0, 1 << 60, 0][:num_pages]
    body = streams.page_data(
        [kind | pfn for pfn, kind in enumerate(kinds)], pages=b"".join(contents)
    )
    frames = struct.pack("<IIQ", 0, num_pages - 1, 1)
    return (
        streams.libxc_headers(guest=1)
        + streams.record(streams.PV_INFO, struct.pack("<BBHI", 8, 4, 0, 0))
        + streams.record(16)
        + streams.record(3, frames)
        + streams.record(streams.PAGE_DATA, body)
        + streams.record(SHARED_INFO, bytes(PAGE))
        + streams.record(VCPU_BASIC, struct.pack("<II5168x", 0, 0))
        + streams.record(streams.END)
    )


def p2m_of(*mfns: int) -> bytes:
    return struct.pack("<512Q", *mfns, *[(1 << 64) - 1] * (512 - len(mfns)))


def test_tables_get_the_hosts_frames(tmp_path: Path) -> None:
    (tmp_path / "stream").write_bytes(pv_stream(p2m_of(0x50, 0x51, 0x52, 0x99)))
    written(tmp_path / "stream", tmp_path / "core", "dump-core")
    found = sections_of(tmp_path / "core")
    table = found[".xen_pages"][1][2 * PAGE :][:24]
    assert struct.unpack("<QQQ", table) == (0x99 << 12 | 0x67, 3 << 12 | 0x66, 1 << 40 | 1)
    assert struct.unpack("<8Q", found[".xen_p2m"][1]) == (0, 0x50, 1, 0x51, 2, 0x52, 3, 0x99)


def folded(frame: int) -> int:
    """Give the cr3 of a 32-bit PV guest: a frame's high bits are below its low ones."""
    return (frame << 12 | frame >> 20) & 0xFFFFFFFF


def test_a_32_bit_guests_core_has_the_hosts_frames(tmp_path: Path) -> None:
    """There is room for a 64-bit context of each vcpu, and the page's size lies half a word lower.

    Sources: xc_domain_dumpcore_via_callback() and elfnote_dump_xen_version() of xg_core.c.
    """
    mfns = (0x50, 0x51, 0x52, 0x234567)
    context = bytearray(2800)
    struct.pack_into("<III", context, 516, 0xB, 0xC, 1)  # ebx, ecx, and in edx the start_info
    struct.pack_into("<16I", context, 2640, 3, 2, *range(14))
    struct.pack_into("<I", context, 2704, 600)  # entries of the GDT, in two frames
    struct.pack_into("<8I", context, 2716, 1, 0x33, 2, folded(3), 4, 5, 6, 7)
    table = struct.pack("<QQ", 3 << 12 | 0x67, 1 << 63 | 2 << 12 | 1).ljust(PAGE, b"\0")
    contents = (page(7), struct.pack("<1024I", *mfns, *[0xFFFFFFFF] * 1020), table, page(9))
    body = streams.page_data([0, 1, 1 << 60 | 2, 3], pages=b"".join(contents))
    (tmp_path / "stream").write_bytes(
        streams.libxc_headers(guest=1)
        + streams.record(streams.PV_INFO, struct.pack("<BBHI", 4, 3, 0, 0))
        + streams.record(16)
        + streams.record(3, struct.pack("<IIQ", 0, 3, 1))
        + streams.record(streams.PAGE_DATA, body)
        + streams.record(SHARED_INFO, page(5))
        + streams.record(VCPU_BASIC, struct.pack("<II", 0, 0) + context)
        + streams.record(VCPU_BASIC, struct.pack("<II", 1, 0) + context)
        + streams.record(streams.END)
    )
    done = written(tmp_path / "stream", tmp_path / "core", "dump-core")
    assert done.gathered.notes[0].startswith("mfns are those of the host")
    found = sections_of(tmp_path / "core")
    assert struct.unpack("<8Q", found[".xen_p2m"][1]) == (0, 0x50, 1, 0x51, 2, 0x52, 3, 0x234567)
    assert found[".xen_shared_info"][1] == page(5)
    entries = struct.unpack("<QQ", found[".xen_pages"][1][2 * PAGE :][:16])
    assert entries == (0x234567 << 12 | 0x67, 1 << 63 | 0x52 << 12 | 1)
    vcpus = list(_parts(found[".xen_prstatus"][1], 5168))
    assert len(vcpus) == 2
    for number, vcpu in enumerate(vcpus):
        expected = bytearray(context)
        if not number:
            struct.pack_into("<I", expected, 524, 0x51)
        struct.pack_into("<2I", expected, 2640, 0x234567, 0x52)
        struct.pack_into("<I", expected, 2716 + 12, folded(0x234567))
        assert vcpu == bytes(expected).ljust(5168, b"\0")
    note = found[".note.Xen"][1]
    assert struct.pack("<QQQQ", 0xF00FEBED, 2, 4, PAGE) in note
    assert struct.pack("<IQI", 0, PAGE, 0) in note


@pytest.mark.parametrize(
    "list_page",
    [
        page(0),
        p2m_of(0x50, 0x51, 0x52, 0x52),
        p2m_of(0x50, 0x51, 0x52),
        p2m_of(0x50, 0x51, 0x52, 1 << 50),
        p2m_of(0x50, 0x51, 0x52, 0),
    ],
)
def test_a_list_that_is_none_leaves_pfns(list_page: bytes, tmp_path: Path) -> None:
    (tmp_path / "stream").write_bytes(pv_stream(list_page))
    done = written(tmp_path / "stream", tmp_path / "core", "dump-core")
    assert "mfns are pfns" in done.gathered.notes[0]
    found = sections_of(tmp_path / "core")
    assert struct.unpack("<8Q", found[".xen_p2m"][1]) == (0, 0, 1, 1, 2, 2, 3, 3)
    assert found[".xen_pages"][1][2 * PAGE :][:8] == struct.pack("<Q", 3 << 12 | 0x67)


def test_broken_streams_of_any_kind_end_with_a_line(tmp_path: Path) -> None:
    """No traceback, whatever is changed in a stream that has everything."""
    good = pv_stream(p2m_of(0x50, 0x51, 0x52, 0x99))
    chance = random.Random(7)
    headers = [at for at in range(len(good)) if at < 300 or at > len(good) - 40]
    for _ in range(150):
        octets = bytearray(good)
        for _ in range(chance.choice((1, 1, 3))):
            octets[chance.choice(headers)] = chance.choice((0, 1, 0x7F, 0xFF))
        cut = len(octets) if chance.random() < 0.8 else chance.randrange(len(octets))
        (tmp_path / "stream").write_bytes(octets[:cut])
        for form in ("elf", "dump-core", "raw"):
            out = tmp_path / form
            try:
                with xenstream.open(tmp_path / "stream") as stream:
                    write(stream, str(out), form=form, virtual=form == "elf")
            except (xenstream.NotAStreamError, OSError, ValueError):
                continue
