"""Measures what the worst inputs known cost: octets, seconds of processor, memory, and doubled.

python tools/bench_hostile.py [--kib N] [--json FILE] [WORD ...]

Each input is verified by a process of its own, once as it is and once with twice as many of what
it is made of: a cost that grows by octets doubles at most. Of packed inputs the octets are those
that come of them. What is above the aims is said, and is no failure of this tool.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import json
import lzma
import os
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import fuzz_streams
import streams

AIM_SECONDS = 1.0
"""Of processor time for a MiB, over that of an empty file."""
AIM_MIB = 30.0

# The peak of a child starts at its parent's, so a small process measures the one that counts.
_MEASURE = """
import json, os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status) if hasattr(os, "waitstatus_to_exitcode")
    else status >> 8, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""

record = streams.record
STATIC_DATA_END = record(0x10)
PV_INFO = record(2, struct.pack("<BBHI", 8, 4, 0, 0))
P2M_FRAMES, VCPU_BASIC = 3, 4


def libxc(records: bytes, guest: int = 2) -> bytes:
    """Give a libxc stream of records, a PV guest's where `guest` is 1."""
    first = STATIC_DATA_END + (PV_INFO if guest == 1 else b"")
    return streams.libxc_headers(guest=guest) + first + records + record(streams.END)


def filled(one: bytes, size: int, guest: int = 2) -> bytes:
    """Give a stream of `size` octets of a record."""
    return libxc(one * (size // len(one)), guest)


def entries(code: int, size: int) -> bytes:
    """Give an HVM_CONTEXT of entries that hold nothing."""
    one = struct.pack("<HHI", code, 0, 0)
    return libxc(record(streams.HVM_CONTEXT, one * (size // len(one))))


def vcpus(size: int) -> bytes:
    """Give a PV guest's vcpus, each with 1 MiB of what is to be its registers."""
    count = max(1, size >> 20)
    body = bytes((1 << 20) - 8)
    all_of_them = (record(VCPU_BASIC, struct.pack("<II", one, 0) + body) for one in range(count))
    return libxc(b"".join(all_of_them), 1)


def frames(size: int) -> bytes:
    """Give X86_PV_P2M_FRAMES of one frame each, one after the other."""
    ranges = ((512 * one, 512 * one + 511, one) for one in range(size // 24))
    return libxc(b"".join(record(P2M_FRAMES, struct.pack("<IIQ", *one)) for one in ranges), 1)


def bad_pfns(size: int) -> bytes:
    """Give PAGE_DATA with a pfn whose type there is not, and no page."""
    return filled(record(streams.PAGE_DATA, struct.pack("<IIQ", 1, 0, 5 << 60 | 7)), size)


def checkpoints(size: int) -> bytes:
    """Give a libxl stream of checkpoints in which nothing happens."""
    one = record(0xE) + record(4)
    inner = streams.libxc_headers() + STATIC_DATA_END + one * (size // len(one))
    return streams.libxl(inner=inner + record(streams.END))


def emulator(size: int) -> bytes:
    """Give device models' states that hold a magic alone."""
    one = record(3, struct.pack("<II", 2, 0) + b"QEVM\0\0\0\3")
    head = struct.pack(">QII", 0x4C6962786C466D74, 2, 0) + record(1) + streams.libxc()
    return head + one * (size // len(one)) + record(streams.END)


def libvirt(size: int) -> bytes:
    """Give a libvirt image whose domain's name has children without end."""
    xml = b"<domain type='xen'><name>" + b"e<x/>" * (size // 5) + b"</name></domain>\0"
    head = b"libvirt-xml\n \0 \r" + struct.pack("<II", 2, len(xml)) + bytes(40)
    return head + xml + streams.libxl()


def params(size: int) -> bytes:
    """Give HVM_PARAMS of one parameter each, which no Xen lets be set, and no two of them alike."""
    one = (struct.pack("<IIQQ", 1, 0, 2 + number % 2, number) for number in range(size // 32))
    return libxc(b"".join(record(streams.HVM_PARAMS, body) for body in one))


def alternating(kind: int, other: int) -> Callable[[int], bytes]:
    """Give records without a body, of two types in turns."""
    return lambda size: filled(record(kind) + record(other), size)


def good_vcpus(size: int) -> bytes:
    """Give a PV guest of as many vcpus as there is room for, each of them good."""
    image = next(fuzz_streams.pv())
    at = image.rindex(record(VCPU_BASIC)[:4] + struct.pack("<II", 5176, 0))
    vcpu = image[at + 16 : at + 8 + 5176]
    end = at + 8 + 5176
    more = (
        record(VCPU_BASIC, struct.pack("<II", number, 0) + vcpu)
        for number in range(1, size // 5184)
    )
    return image[:end] + b"".join(more) + image[end:]


def devices(size: int) -> bytes:
    """Give an xl image whose domain has network cards without end."""
    one = b'{"mac": "00:16:3e:00:00:01"}, '
    config = b'{"c_info": {"type": "hvm", "name": "n"}, "b_info": {"type.hvm": {}}, "nics": ['
    return streams.xl(config=config + one * (size // len(one)) + b"{}]}\0")


def json_config(piece: bytes) -> Callable[[int], bytes]:
    """Give xl images whose configuration is a piece of JSON, over and over."""
    return lambda size: streams.xl(config=piece * (size // len(piece)) + b"\0")


def large_params(size: int) -> bytes:
    """Give HVM_PARAMS of 1 MiB each, all their parameters the same."""
    one = struct.pack("<QQ", 1, 2)
    body = struct.pack("<II", 65_535, 0) + one * 65_535
    return libxc(record(streams.HVM_PARAMS, body) * max(1, size >> 20))


class Case(NamedTuple):
    """An input: how it is made with so many octets, and what it is verified as."""

    name: str
    profile: str
    make: Callable[[int], bytes]
    pack: Callable[[bytes], bytes] | None = None


def _empty(kind: int, guest: int = 2) -> Callable[[int], bytes]:
    return lambda size: filled(record(kind), size, guest)


CASES = [
    Case("HVM_PARAMS of 0 octets", "restore", _empty(10)),
    Case("HVM_CONTEXT of 0 octets", "restore", _empty(9)),
    Case("PAGE_DATA of 0 octets", "restore", _empty(1)),
    Case("PAGE_DATA of 0 octets", "spec", _empty(1)),
    Case("X86_PV_INFO of 0 octets", "restore", _empty(2, 1)),
    Case("X86_PV_P2M_FRAMES of 0 octets", "restore", _empty(3, 1)),
    Case("X86_PV_VCPU_BASIC of 0 octets", "restore", _empty(4, 1)),
    Case("X86_PV_VCPU_BASIC of 0 octets", "spec", _empty(4, 1)),
    Case("X86_PV_VCPU_XSAVE of 0 octets", "restore", _empty(6, 1)),
    Case("X86_CPUID_POLICY of 0 octets", "restore", _empty(17)),
    Case("SHARED_INFO of 0 octets", "restore", _empty(7, 1)),
    Case("X86_TSC_INFO of 0 octets", "restore", _empty(8)),
    Case("VERIFY, good", "restore", _empty(0xD)),
    Case("unknown records", "spec", _empty(0x13)),
    Case("optional records", "spec", _empty(0x80000013)),
    Case("optional records", "restore", _empty(0x80000013)),
    Case("LAPIC entries of 0 octets", "restore", lambda size: entries(5, size)),
    Case("CPU entries of 0 octets", "restore", lambda size: entries(2, size)),
    Case("RTC entries of 0 octets", "restore", lambda size: entries(9, size)),
    Case("HVM_PARAMS of 1 MiB", "restore", large_params),
    Case("HVM_PARAMS, no two alike", "restore", params),
    Case("unknown and optional in turns", "restore", alternating(0x1000, 0x80001000)),
    Case("PAGE_DATA and optional in turns", "restore", alternating(1, 0x80001000)),
    Case("HVM_CONTEXT and HVM_PARAMS in turns", "restore", alternating(9, 10)),
    Case("good vcpus", "restore", good_vcpus),
    Case("one bad pfn a record", "restore", bad_pfns),
    Case("P2M_FRAMES of 1 frame", "restore", frames),
    Case("vcpus of 1 MiB", "restore", vcpus),
    Case("checkpoints of nothing", "restore", checkpoints),
    Case("EMULATOR_CONTEXT of a magic", "spec", emulator),
    Case("libvirt's XML", "spec", libvirt),
    Case("xl's JSON: [", "restore", json_config(b"[")),
    Case('xl\'s JSON: {"a":', "restore", json_config(b'{"a":')),
    Case("xl's JSON: network cards", "restore", devices),
    Case("xl's JSON: 1,", "restore", lambda size: streams.xl(
        config=b'{"a":[' + b"1," * (size // 2) + b'1]}\0')),
    Case("vcpus of 1 MiB in bzip2", "restore", lambda size: vcpus(16 * size), bz2.compress),
    Case("tiny records in bzip2", "restore", _empty(0xD), bz2.compress),
    Case("one record of zeros in bzip2", "spec", lambda size: filled(
        record(0x80000013, bytes(32 * size - 8)), 32 * size), bz2.compress),
    Case("empty members of gzip", "spec", lambda size: gzip.compress(b"") * (size // 20), bytes),
    Case("empty members of bzip2", "spec", lambda size: bz2.compress(b"") * (size // 14), bytes),
    Case("frames of nothing of zstd", "spec", lambda size: bytes.fromhex(
        "28b52ffd2000010000") * (size // 9), bytes),
    Case("a window of 64 MiB in xz", "spec", lambda size: filled(
        record(0x80000013, bytes(96 * size - 8)), 96 * size), lambda octets: lzma.compress(
            octets, preset=9)),
]  # fmt: skip


class Cost(NamedTuple):
    """What a verification took."""

    octets: int
    packed: int | None
    status: int
    seconds: float
    mib: float


def measure(case: Case, size: int, path: Path) -> Cost:
    """Verify an input, in a process of its own."""
    octets = case.make(size)
    packed = None if case.pack is None else case.pack(octets)
    path.write_bytes(octets if packed is None else packed)
    return _cost(len(octets), None if packed is None else len(packed), case.profile, path)


def _cost(octets: int, packed: int | None, profile: str, path: Path) -> Cost:
    verify = [sys.executable, "-m", "xenstream", "verify", "--config", "", "--profile", profile]
    command = [sys.executable, "-c", _MEASURE, *verify, str(path)]
    run = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    status, seconds, kib = json.loads(run.stdout)
    return Cost(octets, packed, status, seconds, kib / 1024)


def main() -> int:
    """Measure, print a table, and give 0."""
    parser = argparse.ArgumentParser(description=__doc__, usage="%(prog)s [options] [WORD ...]")
    parser.add_argument("words", nargs="*", metavar="WORD", help="only what has such a name")
    parser.add_argument("--kib", type=int, default=256, help="of an input (default: %(default)s)")
    parser.add_argument("--json", type=Path, help="write the figures there, too")
    options = parser.parse_args()
    cases = [
        case
        for case in CASES
        if not options.words or any(word in case.name for word in options.words)
    ]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "input")
        path.write_bytes(streams.libxc())
        start = {
            profile: min(_cost(0, None, profile, path).seconds for _ in range(3))
            for profile in ("spec", "restore")
        }
        print(
            "| input | profile | octets | packed | status | s | s a MiB | doubled, s | MiB |"
            " doubled |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|")
        for case in cases:
            once, twice = (
                measure(case, size << 10, path) for size in (options.kib, 2 * options.kib)
            )
            rate = max(0.0, once.seconds - start[case.profile]) / (once.octets / (1 << 20))
            packed = "" if once.packed is None else str(once.packed)
            is_above = rate > AIM_SECONDS or twice.mib > AIM_MIB
            name = f"**{case.name}**" if is_above else case.name
            print(
                f"| {name} | {case.profile} | {once.octets} | {packed} | {once.status} |"
                f" {once.seconds:.2f} | {rate:.2f} | {twice.seconds:.2f} | {once.mib:.0f} |"
                f" {twice.mib:.0f} |",
                flush=True,
            )
            rows.append((case.name, case.profile, rate, once._asdict(), twice._asdict()))
    if options.json is not None:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(rows, indent=1) + os.linesep)
    return 0


if __name__ == "__main__":
    sys.exit(main())
