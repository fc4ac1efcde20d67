"""Legacy streams, which Xen wrote before 4.6: what they look like, and what to do about them.

Such a stream names neither itself nor its guest: what its first words say, the spec tells
(legacy_migration.ksy), and here stands which of them are plausible.
"""

from __future__ import annotations

from kaitaistruct import EndOfStreamError
from xenstream_parsers.legacy_migration import LegacyMigration

from xenstream.format.fields import Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.format.fields import Fields


def advice(width: int | None, guest: str | None, container: str = "libxc") -> str:
    """Say by which command a legacy stream is converted; None for what cannot be told."""
    bits = "32|64" if width is None else str(width)
    kind = "pv|hvm" if guest is None else guest
    form = "--xl --format libxl" if container == "xl" else "--format libxc"
    command = f"convert-legacy-stream --in OLD --out NEW --width {bits} --guest-type {kind} {form}"
    return f"convert it: `{command}`; not checked"


LOOKED_AT = 24
"""Octets that tell a legacy stream; more tell it better."""

_HEADER = Shape(LegacyMigration.LegacyHeader)
_CHUNK_HEADER = Shape(LegacyMigration.LegacyChunkHeader)
_ENTRIES = {is_64: Shape(LegacyMigration.LegacyBatchEntry, (is_64,)) for is_64 in (False, True)}
_LARGEST_PFN = (1 << 28) - 1  # the highest 4 bits of a 32-bit word are the page's type
_SMALLEST_GUEST = 256  # pages
_LARGEST_BATCH = 1024


def recognise(octets: bytes, *, expected: bool = False, container: str = "libxc") -> str | None:
    """Tell in words which legacy stream `octets` begin, None if they begin none.

    Where one is `expected`, by what stands before it, any plausible beginning is one; else its
    first words must fit as a whole, as far as the octets go.
    """
    if len(octets) < LOOKED_AT:
        return None
    header = _HEADER.build(octets)
    if not _SMALLEST_GUEST <= header.p2m_size <= _LARGEST_PFN:
        return None
    width = 64 if header.is_64_bit else 32
    is_hvm = not header.is_pv and _is_chunk(header, octets[header._io.pos() :])
    if not (header.is_pv or is_hvm or expected):
        return None
    guest = "x86 PV" if header.is_pv else "x86 HVM" if is_hvm else "PV or HVM unknown"
    told = advice(width, "pv" if header.is_pv else "hvm" if is_hvm else None, container)
    return f"a legacy stream (before Xen 4.6) of a {width}-bit toolstack, {guest}: {told}"


def _is_chunk(header: Fields, octets: bytes) -> bool:
    """Tell whether a chunk begins so: a known id, or a batch of ascending pfns of the guest."""
    chunk = _CHUNK_HEADER.build(octets)
    if not chunk.is_batch:
        return isinstance(chunk.chunk_id, LegacyMigration.LegacyChunkId)
    if not 0 < chunk.num_pages <= min(_LARGEST_BATCH, header.p2m_size):
        return False
    batch = octets[chunk._io.pos() :]
    entries = list(_entries(batch, chunk.num_pages, is_64_bit=header.is_64_bit))
    pfns = [entry.pfn for entry in entries]
    ascend = all(one < other for one, other in zip(pfns, pfns[1:]))
    high = any(entry.word_high for entry in entries) if header.is_64_bit else False
    return bool(pfns) and ascend and max(pfns) < header.p2m_size and not high


def _entries(octets: bytes, count: int, *, is_64_bit: bool) -> Iterator[Fields]:
    """Give the entries of a batch, as far as the octets go."""
    for _ in range(count):
        try:
            entry = _ENTRIES[is_64_bit].build(octets)
        except EndOfStreamError:
            return
        yield entry
        octets = octets[entry._io.pos() :]
