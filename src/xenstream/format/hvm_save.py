"""Xen's HVM save image, which is the body of HVM_CONTEXT: entries, up to END.

It is framed once: all that read the record, and all Xens that are asked about it, get the same.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from struct import Struct

from xenstream_parsers.sizes import HVM_SAVE_CODES, HVM_SAVE_DESCRIPTOR

from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_DESCRIPTOR = Struct(HVM_SAVE_DESCRIPTOR)  # a plain verify imports no module of the types for it
DESCRIPTOR_SIZE = _DESCRIPTOR.size
NAMES = {code: name.upper() for name, code in HVM_SAVE_CODES.items()}
"""Xen's names of the entries, by their typecode."""

_CODES: dict[str, int] = HVM_SAVE_CODES
END, CPU, RTC = (_CODES[name] for name in ("end", "cpu", "rtc"))

MOST_KEPT = 1 << 14
"""Entries that are kept; a guest has some 20, and ten more for each vcpu."""


class Entry(NamedTuple):
    """An entry: what its descriptor says, and where it stands."""

    typecode: int
    instance: int
    length: int
    """Octets of its state, which may end after the image does."""
    offset: int
    """Of its descriptor in the image."""

    @property
    def begin(self) -> int:
        """Where its state begins."""
        return self.offset + DESCRIPTOR_SIZE

    @property
    def is_end(self) -> bool:
        """Whether it is the last."""
        return self.typecode == END

    @property
    def name(self) -> str:
        """Xen's name and the instance, for messages."""
        return f"{NAMES.get(self.typecode, f'typecode {self.typecode}')} {self.instance}"


def entries(octets: bytes) -> Iterator[Entry]:
    """Give the entries as far as their descriptors are there, END included."""
    first = kept(octets)
    yield from first
    if len(first) == MOST_KEPT:
        yield from islice(_framed(octets), MOST_KEPT, None)


def vcpus(octets: bytes) -> Iterator[int]:
    """Give the vcpus that an image has registers of, as far as it can be read."""
    return (entry.instance for entry in kept(octets) if entry.typecode == CPU)


def has_devices(octets: bytes) -> bool:
    """Tell whether an image is of a guest with the devices of a PC: a PVH guest has none."""
    return any(entry.typecode == RTC for entry in kept(octets))


@lru_cache(1)
def kept(octets: bytes) -> tuple[Entry, ...]:
    """Give the entries as far as their descriptors are there, END included, MOST_KEPT at most."""
    return tuple(islice(_framed(octets), MOST_KEPT))


def _framed(octets: bytes) -> Iterator[Entry]:
    at = 0
    while at + DESCRIPTOR_SIZE <= len(octets):
        typecode, instance, length = _DESCRIPTOR.unpack_from(octets, at)
        entry = Entry(typecode, instance, length, at)
        yield entry
        if entry.typecode == END:
            return
        at = entry.begin + entry.length
