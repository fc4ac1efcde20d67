"""The profile `upstream` against Xen's own verify-stream-v2: the same verdict on every stream.

Streams are the vectors, and mutants of the good ones and of the fixtures. A mutant is known by
the name of what it was made from and a number: `mutant(base, number)` makes it again.
"""

from __future__ import annotations

import lzma
import os
import random
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from places import FIXTURES
from upstream_verifier import Peer, UnavailableError, choose, fetch
from vector_builder import DIFFERENCES, build, load

import xenstream

MUTANTS = 4000
FORMATS = ("xl", "libxl", "libxc")  # the peer recognises nothing by itself
VECTORS = [
    vector for vector in load() if vector["format"] in FORMATS and not vector.get("back_channel")
]


@pytest.fixture(scope="session")
def peer() -> Iterator[Peer]:
    try:
        folder = fetch()
    except UnavailableError as error:
        if os.environ.get("XENSTREAM_REQUIRE_PEER") == "1":
            pytest.fail(f"XENSTREAM_REQUIRE_PEER=1, and there is no peer: {error}")
        pytest.skip(f"no verify-stream-v2: {error}")
    with Peer(folder) as running:
        yield running


def test_the_peer_is_of_the_release_that_there_is() -> None:
    assert choose(["xen-utils-4.14", "xen-utils-4.17", "xen-utils-4.17-dbgsym"]) == "xen-utils-4.17"
    assert choose(["xen-utils-4.9", "xen-utils-4.20"]) == "xen-utils-4.20"
    assert choose(["xen-utils-common", "xen-utils-4.20-dbgsym"]) is None


class Base(NamedTuple):
    """A stream that mutants are made from."""

    name: str
    format: str
    octets: bytes


def _bases() -> list[Base]:
    bases = [
        Base(vector["name"], vector["format"], build(vector))
        for vector in VECTORS
        # Big-endian lengths, read as little-endian, run far past the end: the peer allocates as
        # much as they say, which takes long and shows nothing.
        if vector["expect"]["spec"]["verdict"] == "valid"
        and "XS001" not in vector["expect"]["upstream"]["codes"]
    ]
    for path in sorted(FIXTURES.glob("*.img.xz")):
        if not path.name.endswith("-full.img.xz"):
            bases.append(Base(path.name, "xl", lzma.decompress(path.read_bytes())))
    return bases


BASES = _bases()
# A fixture has more to change than a vector has.
WEIGHTS = [1 if base.name[-3:] != ".xz" else 20 for base in BASES]
NUMBERS = [MUTANTS * weight // sum(WEIGHTS) + 1 for weight in WEIGHTS]


class Piece(NamedTuple):
    """A header or a record of a stream, the padding included; `length` is None for a header."""

    octets: bytes
    length: int | None = None


def split(base: Base) -> list[Piece]:
    """Split a stream into headers and records, read as little-endian, and what is left."""
    octets, at = base.octets, 0
    pieces: list[Piece] = []

    def take(size: int, length: int | None = None) -> None:
        nonlocal at
        pieces.append(Piece(octets[at : at + size], length))
        at += size

    def records(layer: str) -> None:
        take(16 if layer == "libxl" else 24)
        if layer == "libxc":
            take(16)
        while at + 8 <= len(octets):
            kind, length = struct.unpack_from("<II", octets, at)
            take(8 + length + -length % 8, length)
            if layer == "libxl" and kind == 1:
                records("libxc")
            elif kind == 0:
                return

    layer = base.format
    if layer == "xl":
        flags, _, size = struct.unpack_from("<III", octets, 36)
        take(48 + size)
        layer = "libxl" if flags & 2 else "libxc"
    records(layer)
    take(len(octets) - at)
    return [piece for piece in pieces if piece.octets]


INTERESTING = (0, 1, 7, 8, 9, 16, 23, 24, 25, 4095, 4096, 4097, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def mutant(base: Base, number: int) -> bytes:
    """Return a mutant; the same for the same base and number, on every machine."""
    chance = random.Random(f"{base.name} {number}")
    pieces = split(base)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        change = chance.choice(CHANGES)
        change(chance, pieces)
    octets = b"".join(piece.octets for piece in pieces)
    if chance.random() < 0.1:
        octets = octets[: chance.randrange(len(octets) + 1)]
    return octets


def _a_record(chance: random.Random, pieces: list[Piece]) -> int:
    """Return the index of a record, or of any piece where none could be framed."""
    records = [index for index, piece in enumerate(pieces) if piece.length is not None]
    return chance.choice(records or range(len(pieces)))


def _put(pieces: list[Piece], index: int, at: int, octets: bytes) -> None:
    piece = pieces[index]
    if at + len(octets) <= len(piece.octets):
        changed = piece.octets[:at] + octets + piece.octets[at + len(octets) :]
        pieces[index] = piece._replace(octets=changed)


def flip_near_start(chance: random.Random, pieces: list[Piece]) -> None:
    """Flip a bit in a header, in a record's header, or in the first fields of a body."""
    index = chance.randrange(len(pieces))
    octets = pieces[index].octets
    at = chance.randrange(min(len(octets), 48))
    _put(pieces, index, at, bytes([octets[at] ^ 1 << chance.randrange(8)]))


def flip_anywhere(chance: random.Random, pieces: list[Piece]) -> None:
    """Flip a bit anywhere in a piece."""
    index = chance.randrange(len(pieces))
    octets = pieces[index].octets
    at = chance.randrange(len(octets))
    _put(pieces, index, at, bytes([octets[at] ^ 1 << chance.randrange(8)]))


def change_type(chance: random.Random, pieces: list[Piece]) -> None:
    """Make a record another one, mandatory or optional."""
    kind = chance.randrange(0x15) | chance.choice((0, 0, 0, 0x80000000))
    _put(pieces, _a_record(chance, pieces), 0, struct.pack("<I", kind))


def change_length(chance: random.Random, pieces: list[Piece]) -> None:
    """Change a record's length, and leave its body as it is."""
    index = _a_record(chance, pieces)
    near = (pieces[index].length or 0) + chance.choice((-8, -1, 1, 8))
    length = chance.choice((near % (1 << 32), chance.choice(INTERESTING)))
    _put(pieces, index, 4, struct.pack("<I", length))


def change_count(chance: random.Random, pieces: list[Piece]) -> None:
    """Change one of the first fields of a record's body."""
    index, at = _a_record(chance, pieces), 8 + 4 * chance.randrange(4)
    octets = pieces[index].octets[at : at + 4]
    if len(octets) == 4:
        near = (struct.unpack("<I", octets)[0] + chance.choice((-1, 1))) % (1 << 32)
        _put(pieces, index, at, struct.pack("<I", chance.choice((near, *INTERESTING[:4]))))


def change_entry(chance: random.Random, pieces: list[Piece]) -> None:
    """Change the type and the reserved bits of a pfn: they are the last octets of its entry."""
    index = _a_record(chance, pieces)
    at = 16 + 8 * chance.randrange(8) + 6
    top = chance.randrange(16) << 12 | chance.choice((0, 0, 1 << chance.randrange(4, 12)))
    _put(pieces, index, at, struct.pack("<H", top))


def resize(chance: random.Random, pieces: list[Piece]) -> None:
    """Make a body longer or shorter, with the length that fits; perhaps with dirty padding."""
    index = _a_record(chance, pieces)
    octets, length = pieces[index]
    if length is None:
        return
    wanted = length + chance.choice((-4096, -16, -8, -1, 1, 8, 16, 4096, -length, 8 - length))
    body = octets[8 : 8 + min(length, max(0, wanted))].ljust(max(0, wanted), b"\0")
    dirt = chance.choice((0, 0, 1))
    padding = bytes([dirt]) * (-len(body) % 8)
    changed = octets[:4] + struct.pack("<I", len(body)) + body + padding
    pieces[index] = Piece(changed, len(body))


def dirty_padding(chance: random.Random, pieces: list[Piece]) -> None:
    """Set a bit in the padding of a record that has some."""
    padded = [
        (index, 8 + piece.length)
        for index, piece in enumerate(pieces)
        if piece.length is not None and 8 + piece.length < len(piece.octets)
    ]
    if padded:
        index, begin = chance.choice(padded)
        at = chance.randrange(begin, len(pieces[index].octets))
        _put(pieces, index, at, bytes([1 << chance.randrange(8)]))


def flip_option(chance: random.Random, pieces: list[Piece]) -> None:
    """Flip a bit in the options or in the flags of a header."""
    headers = [index for index, piece in enumerate(pieces) if piece.length is None]
    index = chance.choice(headers or [0])
    at = {16: 12, 24: 16}.get(len(pieces[index].octets), 32) + chance.randrange(4)
    octets = pieces[index].octets[at : at + 1]
    if octets:
        _put(pieces, index, at, bytes([octets[0] ^ 1 << chance.randrange(8)]))


def delete(chance: random.Random, pieces: list[Piece]) -> None:
    """Leave a piece out."""
    if len(pieces) > 1:
        del pieces[_a_record(chance, pieces)]


def repeat(chance: random.Random, pieces: list[Piece]) -> None:
    """Repeat a piece right after itself or anywhere."""
    index = _a_record(chance, pieces)
    pieces.insert(chance.choice((index, chance.randrange(len(pieces)))), pieces[index])


def swap(chance: random.Random, pieces: list[Piece]) -> None:
    """Let two records change places."""
    one, other = _a_record(chance, pieces), _a_record(chance, pieces)
    pieces[one], pieces[other] = pieces[other], pieces[one]


CHANGES = (
    flip_near_start,
    flip_near_start,
    flip_anywhere,
    change_type,
    change_length,
    change_count,
    change_entry,
    resize,
    resize,
    dirty_padding,
    flip_option,
    delete,
    repeat,
    swap,
)


def disagreement(peer: Peer, path: Path, form: str) -> str:
    """Return what both say of a stream where they do not say the same, else nothing."""
    ours = xenstream.verify(path, format=form, profile="upstream")
    theirs = peer.verdict(path, form)
    if ours.verdict == theirs:
        return ""
    codes = sorted({finding.code for finding in ours.findings})
    return f"{form}: xenstream says {ours.verdict} {codes}, verify-stream-v2 says {theirs}"


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_same_verdict_on_a_vector(vector: dict[str, Any], peer: Peer, tmp_path: Path) -> None:
    path = tmp_path / "stream"
    path.write_bytes(build(vector))
    assert disagreement(peer, path, vector["format"]) == ""
    assert peer.verdict(path, vector["format"]) == vector["expect"]["upstream"]["verdict"]
    path.unlink()  # pytest keeps tmp_path


@pytest.mark.parametrize(
    ("base", "count"), list(zip(BASES, NUMBERS)), ids=[base.name for base in BASES]
)
def test_same_verdict_on_mutants(base: Base, count: int, peer: Peer, tmp_path: Path) -> None:
    found = []
    for number in range(count):
        path = tmp_path / f"{base.name}-{number}"
        path.write_bytes(mutant(base, number))
        said = disagreement(peer, path, base.format)
        if said:
            found.append(f"mutant({base.name!r}, {number}), kept in {path}: {said}")
        else:
            path.unlink()
    assert found == []


@pytest.mark.parametrize("base", BASES, ids=[base.name for base in BASES])
def test_pieces_are_the_stream(base: Base) -> None:
    assert b"".join(piece.octets for piece in split(base)) == base.octets


def test_peer_takes_good_and_bad_mutants(peer: Peer, tmp_path: Path) -> None:
    path = tmp_path / "mutant"
    seen = set()
    for number in range(100):
        base = BASES[-1]
        path.write_bytes(mutant(base, number))
        seen.add(peer.verdict(path, base.format))
    path.unlink()
    assert seen == {"valid", "invalid"}


def test_differences_between_spec_and_peer_are_explained() -> None:
    table = yaml.safe_load(DIFFERENCES.read_text("utf-8"))
    differing = {
        vector["name"]
        for vector in VECTORS
        if vector["expect"]["spec"]["verdict"] != vector["expect"]["upstream"]["verdict"]
    }
    assert set(table) == differing
    assert [name for name, reason in table.items() if not reason] == []
