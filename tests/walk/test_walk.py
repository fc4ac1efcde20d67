"""The walk sees what the generated parser of a whole stream sees."""

from __future__ import annotations

import io
import lzma
import struct
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import streams
from hypothesis import given, settings
from hypothesis import strategies as st
from places import FIXTURES
from vector_builder import build, load
from xenstream_parsers.libxc_migration import LibxcMigration
from xenstream_parsers.libxl_migration import LibxlMigration
from xenstream_parsers.xl_save_image import XlSaveImage

import xenstream
from xenstream.format import formats, wrappers
from xenstream.format.recognise import approach
from xenstream.octets.packed import CompressionError
from xenstream.octets.source import Begin, opened
from xenstream.rules.registry import KINDS, RULES, rule
from xenstream.walk.census import PfnCensus
from xenstream.walk.walker import walk

# The one of full shape would cost the generated parser seconds; the others end too early for it.
WHOLE = sorted(
    path.name
    for path in FIXTURES.glob("*.img.xz")
    if "full" not in path.name and "FAILED" not in path.name and "remus" not in path.name
)


def _libxc_rows(tree: Any, path: str) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for index, record in enumerate(tree.contents.records):
        header = record.header
        pfns = None
        if header.type_id == streams.PAGE_DATA:
            pfns = [(int(one.page_type), one.pfn) for one in record.body.pfns.entries]
        rows.append((path, index, header.type_id, header.len_body, pfns))
    return rows


def _libxl_rows(tree: Any, path: str) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for index, record in enumerate(tree.contents.records):
        rows.append((path, index, record.header.type_id, record.header.len_body, None))
        if record.header.type_id == 1:
            rows += _libxc_rows(record.libxc, f"{path}/libxc")
    return rows


def _walked(octets: bytes) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    with xenstream.open(io.BytesIO(octets)) as stream:
        for record in stream:
            pfns = None
            if record.census is not None:
                pfns = [(int(one.page_type), one.pfn) for one in record.pfns.entries]
                assert record.census.count == len(pfns) == record.body.num_pfns
            rows.append((record.layer.path, record.index, record.type_id, record.length, pfns))
    return rows


@pytest.mark.parametrize("order", ["<", ">"])
def test_small_streams(order: str) -> None:
    libxc = streams.libxc(order=order)
    assert _walked(libxc) == _libxc_rows(LibxcMigration.from_bytes(libxc), "libxc")
    libxl = streams.libxl(order)
    assert _walked(libxl) == _libxl_rows(LibxlMigration.from_bytes(libxl), "libxl")
    xl = streams.xl(libxl)
    assert _walked(xl) == _libxl_rows(XlSaveImage.from_bytes(xl).libxl, "xl/libxl")


@pytest.mark.parametrize("name", WHOLE)
def test_fixtures(name: str) -> None:
    octets = lzma.decompress((FIXTURES / name).read_bytes())
    assert _walked(octets) == _libxl_rows(XlSaveImage.from_bytes(octets).libxl, "xl/libxl")


_WORDS = st.lists(
    st.one_of(
        st.integers(0, 2**64 - 1),
        st.builds(
            lambda kind, pfn: kind << 60 | pfn, st.integers(0, 15), st.integers(0, 2**52 - 1)
        ),
        st.sampled_from([0, streams.XTAB, 1 << 52, 1 << 55, 1 << 56, 1 << 59, 5 << 60, 8 << 60]),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(words=_WORDS, order=st.sampled_from("<>"), split=st.integers(0, 12))
def test_the_census_is_what_a_loop_counts(words: list[int], order: str, split: int) -> None:
    table = struct.pack(f"{order}{len(words)}Q", *words)
    census = PfnCensus()
    for piece in (table[: split * 8], table[split * 8 :]):
        census.add(piece, order == "<")
    reserved = [index for index, word in enumerate(words) if word >> 52 & 0xFF]
    unknown = [index for index, word in enumerate(words) if word >> 60 in (5, 6, 7, 8)]
    contents = [word for word in words if word >> 60 in (0, 1, 2, 3, 4, 9, 10, 11, 12)]
    assert census.count == len(words)
    assert census.with_contents == len(contents)
    assert (census.reserved, census.unknown) == (len(reserved), len(unknown))
    assert census.reserved_first == (reserved[0] if reserved else -1)
    assert census.unknown_first == (unknown[0] if unknown else -1)


def test_every_kind_of_item_is_one_that_rules_may_be_on(tmp_path: Path) -> None:
    """And every kind that rules may be on is one that some format can give."""
    file = tmp_path / "stream"
    found: set[str] = set()
    for vector in load():
        file.write_bytes(build(vector))
        with suppress(CompressionError), opened(file, Begin()) as source:
            said = None if vector["format"] == "auto" else vector["format"]
            unpacked, form = approach(source, said, back_channel=vector.get("back_channel", False))
            if isinstance(form, str):
                found |= {item.kind for item in walk(unpacked, form)}
            else:
                found.add(form.kind)
    assert found <= KINDS
    records = {*formats.LIBXC.kinds.values(), *formats.LIBXL.kinds.values()}
    records |= {*wrappers.XAPI.kinds.values(), *wrappers.BACK_CHANNEL.kinds.values()}
    layers = ("libxc", "libxl", "back-channel")
    records |= {f"{layer} {kind}" for layer in layers for kind in ("optional", "unknown")}
    assert found | records >= KINDS


def test_a_rule_on_no_kind_of_item_is_refused() -> None:
    enter = rule("XS000", "x", "x", "libxc PAGE_DAAT", "x", why="", cause="", remedy="")
    with pytest.raises(ValueError, match="XS000 is on items that there are not"):
        enter(lambda *_: ())
    assert "XS000" not in RULES
