"""The spec of a legacy stream's beginning reads those of the vectors."""

from __future__ import annotations

import pytest
import vector_builder
from xenstream_parsers.legacy_migration import LegacyMigration

from xenstream.format.fields import Shape

VECTORS = {one["name"]: one for one in vector_builder.load()}


@pytest.mark.parametrize("width", [32, 64])
def test_a_pv_guests(width: int) -> None:
    octets = vector_builder.build(VECTORS[f"legacy-pv-{width}"])
    read = LegacyMigration.from_bytes(octets)
    assert (read.header.p2m_size, read.header.is_64_bit, read.header.is_pv) == (
        0x1800,
        width == 64,
        True,
    )
    assert not hasattr(read, "chunk")
    assert read.extended_info.len_blocks == len(octets) - read._io.pos()
    assert read._io.pos() == (20 if width == 64 else 12)


@pytest.mark.parametrize("width", [32, 64])
def test_an_hvm_guests(width: int) -> None:
    octets = vector_builder.build(VECTORS[f"legacy-hvm-{width}-batch"])
    read = LegacyMigration.from_bytes(octets)
    assert (read.header.p2m_size, read.header.is_64_bit, read.header.is_pv) == (
        0x10000,
        width == 64,
        False,
    )
    assert (read.chunk.header.is_batch, read.chunk.header.num_pages) == (True, 2)
    assert [(one.pfn, one.page_type) for one in read.chunk.batch.entries] == [(0, 0), (1, 0)]
    assert read._io.pos() == len(octets) - 2 * 4096


@pytest.mark.parametrize("width", [32, 64])
def test_a_chunk_with_an_id(width: int) -> None:
    octets = vector_builder.build(VECTORS[f"legacy-hvm-{width}-id"])
    chunk = LegacyMigration.from_bytes(octets).chunk
    assert chunk.header.chunk_id is LegacyMigration.LegacyChunkId.vcpu_info
    assert not hasattr(chunk, "batch")


@pytest.mark.parametrize(("is_64_bit", "octets"), [(False, ""), (True, "00000000")])
def test_the_type_of_a_page_stands_above_its_pfn(is_64_bit: bool, octets: str) -> None:
    entry = Shape(LegacyMigration.LegacyBatchEntry, (is_64_bit,))
    built = entry.build(bytes.fromhex("0500001f" + octets))
    assert (built.pfn, built.page_type) == (0xF000005, 1)
