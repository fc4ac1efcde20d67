"""What is no stream, and what it looks like: encodings, other compressions, file systems."""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import tempfile
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vector_builder import build

import xenstream
from xenstream.format import elsewhere
from xenstream.format.recognise import compression
from xenstream.octets.source import Source, opened

XL = build({"stream": ["xl"]})
BASE64 = base64.encodebytes(XL)
BETWEEN = "`base64 -d` decodes what stands between its first and last lines"


def rows(octets: bytes, size: int = 16) -> list[tuple[int, bytes]]:
    return [(at, octets[at : at + size]) for at in range(0, len(octets), size)]


def hexdump_c(octets: bytes) -> bytes:
    lines = (
        f"{at:08x}  {row[:8].hex(' ')}  {row[8:].hex(' ')}  |................|\n"
        for at, row in rows(octets)
    )
    return "".join(lines).encode()


def hexdump(octets: bytes) -> bytes:
    lines = []
    for at, row in rows(octets):
        words = (f"{int.from_bytes(word, 'little'):04x}" for _, word in rows(row, 2))
        lines.append(f"{at:07x} {' '.join(words)}\n")
    return "".join(lines).encode()


def xxd(octets: bytes) -> bytes:
    lines = (f"{at:08x}: {row.hex(' ', 2)}  deadbeefdeadbeef\n" for at, row in rows(octets))
    return "".join(lines).encode()


def uuencoded(octets: bytes) -> bytes:
    return b"begin 644 a\n" + b"".join(binascii.b2a_uu(row) for _, row in rows(octets, 45))


NUMBERS = ", ".join(f"0x{one:02x}" for one in XL).encode()
ENCODED = {
    "base64": (BASE64, "base64 of an xl image: `base64 -d` decodes it"),
    "base64 of gzip": (base64.encodebytes(gzip.compress(XL)), "base64 of gzip data: "),
    "crlf": (BASE64.replace(b"\n", b"\r\n"), "base64 of an xl image: `base64 -d` decodes it"),
    "bom": (b"\xef\xbb\xbf" + BASE64, "base64 of an xl image"),
    "pem": (b"-----BEGIN CMS-----\n" + BASE64, BETWEEN),
    "mime": (b"MIME-Version: 1.0\r\nX-A: b\r\n\r\n" + BASE64, BETWEEN),
    "data": (b"data:application/octet-stream;base64," + base64.b64encode(XL), BETWEEN),
    "uu": (uuencoded(XL), "uuencoded text of an xl image: `uudecode` decodes it"),
    "digits": (XL.hex().encode(), "hexadecimal digits of an xl image: `xxd -r -p` makes"),
    "upper": (XL.hex(" ").upper().encode(), "hexadecimal digits of an xl image"),
    "colons": (XL.hex(":").encode(), "hexadecimal numbers of an xl image: `xxd -r -p`"),
    "numbers": (NUMBERS, "hexadecimal numbers of an xl image: `xxd -r -p` makes"),
    "xxd -i": (b"unsigned char a[] = {\n  " + NUMBERS, "hexadecimal numbers of an xl image"),
    "xxd": (xxd(XL), "a hexadecimal dump of an xl image: `xxd -r` makes octets of it"),
    "hexdump -C": (hexdump_c(XL), "a hexadecimal dump of an xl image: copy the file itself"),
    "hexdump": (hexdump(XL), "a dump of 16-bit words of an xl image: copy the file itself"),
    "utf-16": (XL.decode("latin-1").encode("utf-16"), "an xl image that became text of UTF-16"),
    "utf-16-be": (XL.decode("latin-1").encode("utf-16-be"), "that became text of UTF-16"),
    "pairs": (bytes(chain(*zip(XL[1::2], XL[0::2]))), "whose octets are swapped in pairs"),
}


def told(octets: bytes) -> tuple[str, str]:
    """Give the verdict on a file, of which more can be looked at than of a pipe, and why."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(octets)
        file.flush()
        report = xenstream.verify(file.name)
    return report.verdict, report.findings[0].message


@pytest.mark.parametrize("name", ENCODED)
def test_an_encoded_stream_is_named(name: str) -> None:
    octets, said = ENCODED[name]
    verdict, message = told(octets)
    assert verdict == "invalid"
    assert said in message


def test_octets_that_became_two() -> None:
    libxc = build({"stream": ["libxc"]})
    report = xenstream.verify(io.BytesIO(libxc.decode("latin-1").encode()), format="libxc")
    marker = next(one for one in report.findings if one.code == "XS101")
    assert "became two each" in marker.message


OTHERS = [
    (b"\x02\x21\x4c\x18" + XL, "lz4 of its first format"),
    (b"LRZI\0\6" + XL, "lrzip"),
    (b"\xff\x06\0\0sNaPpY" + XL, "snappy"),
    (b"btrfs-stream\0" + XL, "btrfs"),
    (b"<!DOCTYPE html><html>" + XL, "the download failed"),
    (b"-----BEGIN AGE ENCRYPTED FILE-----\n" + BASE64, "encrypted by age"),
    (bytes(512) + b"LABELONE" + bytes(3000), "LVM"),
    (bytes(1080) + b"\x53\xef" + bytes(3000), "ext4"),
    (bytes(0x8001) + b"CD001" + bytes(3000), "ISO 9660"),
    (bytes(0x10040) + b"_BHRfS_M" + bytes(3000), "btrfs"),
    (bytes(4086) + b"SWAPSPACE2", "swap"),
]


@pytest.mark.parametrize(("octets", "said"), OTHERS, ids=[said for _, said in OTHERS])
def test_what_is_something_else_is_not_checked(octets: bytes, said: str) -> None:
    verdict, message = told(octets)
    assert verdict == "unreadable"
    assert said in message


@pytest.mark.parametrize("size", [1 << 16, (1 << 20) - 40])
def test_a_banner_of_up_to_a_mib(size: int) -> None:
    _, message = told(b"log line\n" * (size // 9) + XL)
    at = size // 9 * 9
    assert f"an xl image begins after {at} octets of text: --offset {at} reads it" in message


@pytest.mark.parametrize("octets", [b"x\x9c" + b"hello" * 20, b"\x5d\0\0" + b"\xff" * 40])
def test_a_short_magic_is_not_believed(octets: bytes) -> None:
    source: Source
    with opened(io.BytesIO(octets)) as source:
        assert compression(source) is None


TEXTS = st.lists(
    st.sampled_from(
        [b"0", b"a", b": ", b"  ", b"\n", b"\r\n\n", b"0x", b"=", b"|", b"begin ", b"M"]
    )
    | st.binary(max_size=4),
    max_size=80,
).map(b"".join)


@given(TEXTS | st.binary(max_size=600))
def test_any_octets_are_told_of(octets: bytes) -> None:
    assert elsewhere.look(octets[:512], octets).looks_like
