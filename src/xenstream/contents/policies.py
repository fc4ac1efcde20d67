"""CPU policies, and what of a stream's a host has not.

A policy is what X86_CPUID_POLICY and X86_MSR_POLICY carry: all that a guest sees of its CPU.
"""

from __future__ import annotations

from xenstream.contents.cpu_features import (
    ALWAYS_OFFERED,
    CPUID_WORDS,
    FEATURES,
    MSR_WORDS,
    NO_SUBLEAF,
    XSTATES,
)
from xenstream.format import formats
from xenstream.named import NamedTuple
from xenstream.restore.policy import (
    ARCH_CAPABILITIES,
    CPUID_FAULTING,
    EXTENDED,
    PLATFORM_INFO,
    XSTATE,
)
from xenstream.restore.policy import FEATURES as FEATURE_LEAF
from xenstream.walk.stream import NotAStreamError
from xenstream.walk.stream import open as open_stream
from xenstream.walk.walker import KEPT_BODY

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator
    from typing import Union

    from xenstream.format.fields import Fields
    from xenstream.walk.walker import Record

    Leaf = tuple[int, int, int, int]
    PathLike = Union[str, os.PathLike[str]]

_CPUID, _MSR = "X86_CPUID_POLICY", "X86_MSR_POLICY"
_SIZES = {_CPUID: formats.CPUID_LEAF_SIZE, _MSR: formats.POLICY_MSR_SIZE}
_NUMBERS = {formats.LIBXC.names[number]: number for number in formats.LIBXC.names}
_KINDS = frozenset(formats.LIBXC.kinds[_NUMBERS[name]] for name in _SIZES)
_AFTER = ("libxc STATIC_DATA_END", "libxc PAGE_DATA", "libxc END")
_NO_LEAF = (0, 0, 0, 0)


class Policy(NamedTuple):
    """What a guest sees of a CPU, or a host has to offer."""

    cpuid: dict[tuple[int, int], Leaf]
    """eax to edx, by leaf and subleaf; the subleaf is NO_SUBLEAF where a leaf has none."""
    msrs: dict[int, int]
    """Values by the MSR's number."""

    def leaf(self, leaf: int, subleaf: int = NO_SUBLEAF) -> Leaf:
        """Give a leaf, zeros where the policy has it not."""
        return self.cpuid.get((leaf, subleaf), _NO_LEAF)


def of_file(path: PathLike) -> Policy:
    """Read the policy in a file.

    The file is a stream, compressed or not, whose policy is meant, or the two records alone, each
    with its record's header and nothing before, between or after them. One may be missing.

    Raises:
        OSError: the file cannot be read.
        ValueError: there is no policy in it.

    """
    try:
        with open_stream(path) as stream:
            records = list(_before_memory(stream))
    except NotAStreamError as error:
        with open(path, "rb") as file:
            octets = file.read(KEPT_BODY + 1)
        try:
            return _of_octets(octets)
        except ValueError as fault:
            raise ValueError(f"{path}: {fault} ({error})") from None
    if not records:
        raise ValueError(f"{path}: a stream without {_CPUID} and {_MSR} before its memory")
    bodies = {}
    for record in records:
        try:
            _check_length(record.name, record.length)
        except ValueError as fault:
            raise ValueError(f"{path}: at octet {record.offset}: {fault}") from None
        bodies[record.name] = record.body
    return _of_bodies(bodies)


def of_bodies(cpuid: bytes = b"", msrs: bytes = b"") -> Policy:
    """Give the policy that the bodies of the two records hold, little-endian.

    Raises:
        ValueError: a body ends inside an entry.

    """
    octets = {_CPUID: cpuid, _MSR: msrs}
    for name in octets:
        if octets[name]:
            _check_length(name, len(octets[name]))
    return _of_bodies({name: _build(name, octets[name]) for name in octets if octets[name]})


def _before_memory(records: Iterable[Record]) -> Iterator[Record]:
    """Give a policy's records as far as Xen applies them."""
    for record in records:
        if record.kind in _AFTER:
            return
        if record.kind in _KINDS:
            yield record


def _of_octets(octets: bytes) -> Policy:
    """Read the two records alone."""
    header_shape = formats.LIBXC.header_shape(True)
    size = header_shape.size()
    bodies = {}
    at = 0
    while at < len(octets):
        if len(octets) - at < size:
            raise ValueError(f"at octet {at}: ends in a record's header")
        header = header_shape.build(octets[at : at + size])
        name = formats.LIBXC.name(header.type_id)
        if name not in _SIZES:
            raise ValueError(f"at octet {at}: neither a stream, nor {_CPUID} or {_MSR}")
        end = at + size + header.len_body
        if end > len(octets):
            raise ValueError(f"at octet {at}: {name} of {header.len_body} octets is cut")
        try:
            _check_length(name, header.len_body)
        except ValueError as fault:
            raise ValueError(f"at octet {at}: {fault}") from None
        bodies[name] = _build(name, octets[at + size : end])
        at = end + header.len_padding
    return _of_bodies(bodies)


def _build(name: str, octets: bytes) -> Fields:
    shape = formats.LIBXC.body_shape(_NUMBERS[name], True)
    assert shape is not None
    return shape.build(octets)


def _check_length(name: str, length: int) -> None:
    size = _SIZES[name]
    if not length or length % size or length > KEPT_BODY:
        raise ValueError(f"{name} of {length} octets is no whole number of entries of {size}")


def _of_bodies(bodies: dict[str, Fields]) -> Policy:
    """Put a policy together; of entries that come twice Xen keeps the later."""
    leaves = bodies[_CPUID].leaves if _CPUID in bodies else ()
    msrs = bodies[_MSR].msrs if _MSR in bodies else ()
    return Policy(
        {(one.leaf, one.subleaf): (one.eax, one.ebx, one.ecx, one.edx) for one in leaves},
        {one.index: one.value for one in msrs},
    )


def missing(stream: Policy, host: Policy) -> list[str]:
    """Name what the guest has seen of its CPU and the host has not.

    Features go by Xen's names. Of all these Xen refuses only CPUID faulting, another vendor (from
    4.22 on) and a higher leaf (until 4.18, by its own limits); a feature or a component of the
    extended state it drops without a word, and the guest that uses it fails. What does not hinder
    a guest, ALWAYS_OFFERED, is not named.

    Both policies are to be of the same kind of guest, PV or HVM. What one of them lacks
    altogether, the leaves or the MSRs, is not compared.
    """
    names: list[str] = []
    if stream.cpuid and host.cpuid:
        for compare in (_vendor, _leaves, _features, _xstates):
            names.extend(compare(stream, host))
    if stream.msrs and host.msrs:
        names.extend(_msr_bits(stream, host))
    return names


def _vendor(stream: Policy, host: Policy) -> Iterator[str]:
    ours, theirs = (_vendor_of(policy) for policy in (stream, host))
    if ours != theirs:
        yield f"vendor {ours} (the host: {theirs})"


def _vendor_of(policy: Policy) -> str:
    _, ebx, ecx, edx = policy.leaf(0)
    octets = b"".join(word.to_bytes(4, "little") for word in (ebx, edx, ecx))
    return octets.decode("ascii") if octets.isalnum() else octets.hex()


def _leaves(stream: Policy, host: Policy) -> Iterator[str]:
    for what, leaf, subleaf in (
        ("leaves", 0, NO_SUBLEAF),
        ("subleaves of 0x7", FEATURE_LEAF, 0),
        ("leaves", EXTENDED, NO_SUBLEAF),
    ):
        ours, theirs = (policy.leaf(leaf, subleaf)[0] for policy in (stream, host))
        if ours > theirs:
            yield f"CPUID {what} to 0x{ours:x} (the host: 0x{theirs:x})"


def _features(stream: Policy, host: Policy) -> Iterator[str]:
    for word, (leaf, subleaf, register) in CPUID_WORDS.items():
        ours, theirs = (policy.leaf(leaf, subleaf)[register] for policy in (stream, host))
        yield from _bits(word, ours & ~theirs)


def _bits(word: str, bits: int) -> Iterator[str]:
    """Name the bits of a word of a featureset; one that has no name yet by its number."""
    for bit in _set_bits(bits):
        name = FEATURES[word].get(bit)
        if name is None and word == "e1d":
            continue  # AMD repeats bits of 1d there
        if name not in ALWAYS_OFFERED:
            yield name or f"{word}:{bit}"


def _set_bits(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _xstates(stream: Policy, host: Policy) -> Iterator[str]:
    ours, theirs = (_xstates_of(policy) for policy in (stream, host))
    for bit in _set_bits(ours & ~theirs):
        yield f"xstate {XSTATES.get(bit, bit)}"


def _xstates_of(policy: Policy) -> int:
    """Give the components of XCR0 and of MSR_XSS."""
    low, _, _, high = policy.leaf(XSTATE, 0)
    _, _, xss_low, xss_high = policy.leaf(XSTATE, 1)
    return low | xss_low | (high | xss_high) << 32


def _msr_bits(stream: Policy, host: Policy) -> Iterator[str]:
    for index in stream.msrs:
        bits = stream.msrs[index] & ~host.msrs.get(index, 0)
        if index == ARCH_CAPABILITIES:
            for word, shift in MSR_WORDS.items():
                yield from _bits(word, bits >> shift & 0xFFFFFFFF)
        elif index == PLATFORM_INFO and bits == CPUID_FAULTING:
            yield "CPUID faulting"
        elif bits:
            yield f"MSR 0x{index:x}: 0x{bits:x}"
