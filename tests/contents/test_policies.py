"""CPU policies: read from files, and compared."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import STREAMS
from streams import PAGE_DATA, XTAB, libxc, libxl, page_data, record

from xenstream.contents import featuresets
from xenstream.contents.cpu_features import (
    ALL_WORDS,
    ALWAYS_OFFERED,
    CPUID_WORDS,
    MSR_WORDS,
    NO_SUBLEAF,
    names_of,
)
from xenstream.contents.policies import Policy, missing, of_bodies, of_file

REAL = sorted(STREAMS.glob("*.img.xz"))
needs_streams = pytest.mark.skipif(not REAL, reason=f"no real images in {STREAMS}")

CPUID_POLICY, MSR_POLICY, STATIC_DATA_END = 0x11, 0x12, 0x10
NONE = NO_SUBLEAF
AMD = {(0, NONE): (0xD, 0x68747541, 0x444D4163, 0x69746E65)}
INTEL = {(0, NONE): (0xD, 0x756E6547, 0x6C65746E, 0x49656E69)}
LEAF = struct.pack("<6I", 7, 0, 2, 0xB0, 0xC0, 0xD0)
MSR = struct.pack("<IIQ", 0xCE, 0, 1 << 31)
EXPECTED = Policy({(7, 0): (2, 0xB0, 0xC0, 0xD0)}, {0xCE: 1 << 31})
BARE = record(CPUID_POLICY, LEAF) + record(MSR_POLICY, MSR)


def write(folder: Path, octets: bytes) -> Path:
    path = folder / "policy"
    path.write_bytes(octets)
    return path


def stream_of(*records: bytes) -> bytes:
    return libxc((*records, record(STATIC_DATA_END), record(PAGE_DATA, page_data((XTAB | 5,)))))


# Reading


@pytest.mark.parametrize(
    "octets",
    [
        BARE,
        record(MSR_POLICY, MSR) + record(CPUID_POLICY, LEAF),
        record(CPUID_POLICY, LEAF * 2) + BARE,
        stream_of(BARE),
        libxl(inner=stream_of(BARE)),
        gzip.compress(stream_of(BARE)),
        stream_of(record(CPUID_POLICY, bytes(24)), BARE),
        stream_of(BARE)[:-30],
        libxc((BARE, record(STATIC_DATA_END), record(CPUID_POLICY, bytes(24)))),
    ],
)
def test_file(octets: bytes, tmp_path: Path) -> None:
    assert of_file(write(tmp_path, octets)) == EXPECTED
    assert of_file(str(tmp_path / "policy")) == EXPECTED


def test_big_endian_stream(tmp_path: Path) -> None:
    """What a processor has is little-endian in every stream."""
    records = (record(CPUID_POLICY, LEAF, ">"), record(MSR_POLICY, MSR, ">"))
    assert of_file(write(tmp_path, libxc(records, ">"))) == EXPECTED


def test_bodies() -> None:
    assert of_bodies(LEAF, MSR) == EXPECTED
    assert of_bodies() == Policy({}, {})
    later = struct.pack("<6I", 7, 0, 1, 2, 3, 4)
    assert of_bodies(LEAF + later).leaf(7, 0) == (1, 2, 3, 4)
    assert of_bodies(LEAF).leaf(1) == (0, 0, 0, 0)
    with pytest.raises(ValueError, match="X86_MSR_POLICY of 17 octets"):
        of_bodies(LEAF, MSR + b"\0")


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (b"", "a stream without X86_CPUID_POLICY and X86_MSR_POLICY before its memory"),
        (stream_of(), "a stream without X86_CPUID_POLICY and X86_MSR_POLICY before its memory"),
        (b"hello, world", "at octet 0: neither a stream, nor X86_CPUID_POLICY or X86_MSR_POLICY"),
        (record(1, LEAF), "at octet 0: neither a stream, nor X86_CPUID_POLICY or X86_MSR_POLICY"),
        (BARE + record(0), "at octet 56: neither a stream"),
        (BARE + b"\0", "at octet 56: ends in a record's header"),
        (BARE[:-1], "at octet 32: X86_MSR_POLICY of 16 octets is cut"),
        (record(CPUID_POLICY, bytes(25)), "at octet 0: X86_CPUID_POLICY of 25 octets is no whole"),
        (record(CPUID_POLICY), "at octet 0: X86_CPUID_POLICY of 0 octets is no whole number"),
        (
            stream_of(record(MSR_POLICY, bytes(15))),
            "at octet 40: X86_MSR_POLICY of 15 octets is no whole number of entries of 16",
        ),
        (stream_of(record(CPUID_POLICY, bytes(24 << 16))), "X86_CPUID_POLICY of 1572864 octets"),
        (record(CPUID_POLICY, bytes(24 << 16)), "X86_CPUID_POLICY of 1572864 octets is cut"),
    ],
)
def test_file_without_a_policy(octets: bytes, words: str, tmp_path: Path) -> None:
    path = write(tmp_path, octets)
    with pytest.raises(ValueError, match="policy: ") as caught:
        of_file(path)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_damaged_file(tmp_path: Path) -> None:
    path = write(tmp_path, gzip.compress(stream_of(BARE))[:24])
    with pytest.raises((OSError, ValueError)):
        of_file(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        of_file(tmp_path / "none")


@given(octets=st.binary(max_size=100) | st.binary(max_size=100).map(lambda more: BARE + more))
def test_any_file(octets: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any-policy"
    path.write_bytes(octets)
    try:
        policy = of_file(path)
    except ValueError:
        return
    assert not missing(policy, policy)


# Comparing


def test_nothing_is_missing_from_itself() -> None:
    assert missing(EXPECTED, EXPECTED) == []
    assert missing(Policy({}, {}), EXPECTED) == []
    assert missing(EXPECTED, Policy({}, {})) == []


@pytest.mark.parametrize("word", CPUID_WORDS)
def test_every_feature_of_a_word(word: str) -> None:
    leaf, subleaf, register = CPUID_WORDS[word]
    registers = [0, 0, 0, 0]
    registers[register] = NONE
    guest = Policy({**AMD, (leaf, subleaf): tuple(registers)}, {})  # type: ignore[dict-item]
    names = missing(guest, Policy(AMD, {}))
    expected = [name for name in names_of(word).values() if name not in ALWAYS_OFFERED]
    assert [name for name in names if ":" not in name] == expected
    unnamed = [f"{word}:{bit}" for bit in range(32) if bit not in names_of(word)]
    assert [name for name in names if ":" in name] == ([] if word == "e1d" else unnamed)
    assert missing(guest, guest) == []
    assert missing(Policy(AMD, {}), guest) == []


def test_words_and_names_agree() -> None:
    assert set(ALL_WORDS) == {*CPUID_WORDS, *MSR_WORDS}
    names = [name for word in ALL_WORDS for name in names_of(word).values()]
    assert len(names) == len(set(names))
    assert set(names) >= ALWAYS_OFFERED
    assert set(featuresets.of_release((4, 22, 0)).marks) <= set(names)


@pytest.mark.parametrize(
    ("name", "word", "bit"),
    [
        ("FPU", "1d", 0),
        ("HYPERVISOR", "1c", 31),
        ("LM", "e1d", 29),
        ("SVM", "e1c", 2),
        ("XSAVES", "da1", 3),
        ("AVX2", "7b0", 5),
        ("PKU", "7c0", 3),
        ("ITSC", "e7d", 8),
        ("IBPB", "e8b", 12),
        ("SSBD", "7d0", 31),
        ("AVX_VNNI", "7a1", 4),
        ("AUTO_IBRS", "e21a", 8),
        ("INTEL_PPIN", "7b1", 0),
        ("MCDT_NO", "7d2", 5),
        ("PREFETCHI", "7d1", 14),
        ("RDCL_NO", "m10al", 0),
        ("ITS_NO", "m10ah", 30),
        ("TSA_SQ_NO", "e21c", 1),
    ],
)
def test_some_names(name: str, word: str, bit: int) -> None:
    assert names_of(word)[bit] == name


def test_vendor() -> None:
    expected = ["vendor AuthenticAMD (the host: GenuineIntel)"]
    assert missing(Policy(AMD, {}), Policy(INTEL, {})) == expected
    odd = Policy({(0, NONE): (0xD, 0, 0, 0)}, {})
    assert missing(odd, Policy(AMD, {})) == [f"vendor {'00' * 12} (the host: AuthenticAMD)"]


def test_highest_leaves() -> None:
    guest = Policy({(7, 0): (2, 0, 0, 0), (0x80000000, NONE): (0x80000021, 0, 0, 0)}, {})
    host = Policy({(7, 0): (1, 0, 0, 0), (0x80000000, NONE): (0x80000008, 0, 0, 0)}, {})
    assert missing(guest, host) == [
        "CPUID subleaves of 0x7 to 0x2 (the host: 0x1)",
        "CPUID leaves to 0x80000021 (the host: 0x80000008)",
    ]
    assert missing(host, guest) == []


def test_extended_state() -> None:
    guest = Policy({(0xD, 0): (0x7, 0, 0, 1 << 30), (0xD, 1): (0, 0, 1 << 11, 1)}, {})
    host = Policy({(0xD, 0): (0x3, 0, 0, 0)}, {})
    assert missing(guest, host) == ["xstate YMM", "xstate CET_U", "xstate 32", "xstate LWP"]


def test_msrs() -> None:
    host = Policy({}, {0xCE: 0})
    caps = 1 | 1 << 2 | 1 << 62 | 1 << 63  # RSBA, bit 2, hinders no guest
    guest = Policy({}, {0xCE: 1 << 31, 0x10A: caps, 0x123: 5})
    expected = ["CPUID faulting", "RDCL_NO", "ITS_NO", "m10ah:31", "MSR 0x123: 0x5"]
    assert missing(guest, host) == expected
    assert missing(Policy({}, {0xCE: 3}), host) == ["MSR 0xce: 0x3"]


@needs_streams
@pytest.mark.parametrize("image", REAL, ids=lambda path: path.name)
def test_policy_of_a_real_image(image: Path) -> None:
    policy = of_file(image)
    assert len(policy.cpuid) > 50
    assert list(policy.msrs) == [0xCE, 0x10A]
    assert missing(policy, policy) == []


@needs_streams
def test_policies_of_three_xens() -> None:
    # All on one machine; to 4.14's the later ones add NO_LMSL alone, which hinders no guest.
    names = ("xen4.14-pvh-save-p", "hvm-save-p2", "xen4.20-hvm-save-p")
    oldest, old, new = (of_file(STREAMS / f"{name}.img.xz") for name in names)
    assert new == old != oldest
    assert new.leaf(0x80000008)[1] & ~oldest.leaf(0x80000008)[1] == 1 << 20
    assert names_of("e8b")[20] == "NO_LMSL"
    assert missing(new, oldest) == missing(oldest, new) == []


@needs_streams
def test_policies_of_two_kinds_of_guest() -> None:
    hvm, pv = (of_file(STREAMS / f"{name}.img.xz") for name in ("hvm-save-p2", "pv-save-p"))
    assert missing(pv, hvm) == []
    names = missing(hvm, pv)
    assert {"PGE", "X2APIC", "PAGE1GB", "UMIP", "PKU", "xstate PKRU", "CPUID faulting"} <= {*names}
