"""CPU policies, and what of a stream's a host has not.

A policy is what X86_CPUID_POLICY and X86_MSR_POLICY carry: all that a guest sees of its CPU.
"""

from __future__ import annotations

from xenstream.contents.cpu_features import (
    ALWAYS_OFFERED,
    ARCH_CAPABILITIES,
    BASIC,
    CPUID_WORDS,
    EXTENDED,
    FEATURES_LEAF,
    MSR_WORDS,
    NO_SUBLEAF,
    PLATFORM_INFO,
    XSTATE,
    names_of,
    xstate_name,
)
from xenstream.format import formats, registers
from xenstream.named import NamedTuple
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
_NUMBERS = {formats.LIBXC.names[number]: number for number in formats.LIBXC.names}
_KINDS = {formats.LIBXC.kinds[_NUMBERS[name]]: name for name in (_CPUID, _MSR)}
_AFTER = ("libxc STATIC_DATA_END", "libxc PAGE_DATA", "libxc END")
_MOST_RECORDS = 1 << 16  # before memory; a stream that somebody made may have any number
_NO_LEAF = (0, 0, 0, 0)
_WORD = 0xFFFFFFFF


class Policy(NamedTuple):
    """What a guest sees of a CPU, or a host has to offer."""

    cpuid: dict[tuple[int, int], Leaf]
    """eax to edx, by leaf and subleaf; the subleaf is NO_SUBLEAF where a leaf has none."""
    msrs: dict[int, int]
    """Values by the MSR's number."""
    featureset: dict[str, int] = {}
    """Words of a featureset by their short names, where they and not the leaves are known."""

    def leaf(self, leaf: int, subleaf: int = NO_SUBLEAF) -> Leaf:
        """Give a leaf, zeros where the policy has it not."""
        return self.cpuid.get((leaf, subleaf), _NO_LEAF)

    def word(self, word: str) -> int | None:
        """Give a word of the featureset; None if the policy does not tell it.

        A leaf that is out of the policy's own range is empty.
        """
        if word in self.featureset:
            return self.featureset[word]
        if word in MSR_WORDS:
            value = self.msrs.get(ARCH_CAPABILITIES)
            return None if value is None else value >> MSR_WORDS[word] & _WORD
        leaf, subleaf, register = CPUID_WORDS[word]
        if self.is_out_of_range(leaf, subleaf):
            return 0
        return self.cpuid[leaf, subleaf][register] if (leaf, subleaf) in self.cpuid else None

    def is_out_of_range(self, leaf: int, subleaf: int = NO_SUBLEAF) -> bool:
        """Tell whether Xen empties a leaf: x86_cpu_policy_clear_out_of_range_leaves()."""
        if leaf >= EXTENDED:
            limit = self.cpuid.get((EXTENDED, NO_SUBLEAF))
            return limit is not None and leaf & 0xFFFF > limit[0] & 0xFFFF
        limit = self.cpuid.get((BASIC, NO_SUBLEAF))
        if limit is not None and leaf > limit[0]:
            return True
        if leaf == FEATURES_LEAF:
            limit = self.cpuid.get((FEATURES_LEAF, 0))
            return limit is not None and subleaf > limit[0]
        return leaf == XSTATE and subleaf != NO_SUBLEAF and self.xstates() == 0

    def xstates(self) -> int | None:
        """Give the components of XCR0 and of MSR_XSS; None if the policy does not tell them."""
        if (XSTATE, 0) not in self.cpuid or (XSTATE, 1) not in self.cpuid:
            return None
        return _xstates_of(self)

    @property
    def vendor(self) -> str | None:
        """The vendor of the CPU, such as AuthenticAMD; in hexadecimal digits where it is no text.

        None if the policy does not say it.
        """
        if (BASIC, NO_SUBLEAF) not in self.cpuid:
            return None
        _, ebx, ecx, edx = self.leaf(BASIC)
        octets = b"".join(word.to_bytes(4, "little") for word in (ebx, edx, ecx))
        return octets.decode("ascii") if octets.isalnum() else octets.hex()


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
            bodies = _before_memory(path, stream)
    except NotAStreamError as error:
        with open(path, "rb") as file:
            octets = file.read(KEPT_BODY + 1)
        try:
            return _of_octets(octets)
        except ValueError as fault:
            raise ValueError(f"{path}: {fault} ({error})") from None
    if not bodies:
        raise ValueError(f"{path}: a stream without {_CPUID} and {_MSR} before its memory")
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


def _before_memory(path: PathLike, records: Iterable[Record]) -> dict[str, Fields]:
    """Give the bodies of a policy's records as far as Xen applies them: the last of each."""
    bodies: dict[str, Fields] = {}
    for number, record in enumerate(records):
        if record.kind in _AFTER:
            break
        if number >= _MOST_RECORDS:
            raise ValueError(f"{path}: no memory and no end among the first {number} records")
        if record.kind in _KINDS:
            try:
                _check_length(record.name, record.length)
            except ValueError as fault:
                raise ValueError(f"{path}: at octet {record.offset}: {fault}") from None
            bodies[record.name] = record.body
    return bodies


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
        if name not in _KINDS.values():
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
    size = formats.CPUID_LEAF_SIZE if name == _CPUID else formats.POLICY_MSR_SIZE
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

    Features go by Xen's names. A feature or a component of the extended state that the host has
    not, Xen drops without a word; a guest that uses it is refused, or fails. What does not hinder
    a guest, ALWAYS_OFFERED, is not named.

    Both policies are to be of the same kind of guest, PV or HVM. What one of them lacks
    altogether, the leaves or the MSRs, is not compared.
    """
    names: list[str] = []
    if stream.cpuid and (host.cpuid or host.featureset):
        for compare in (_vendor, _leaves, _features, _xstates):
            names.extend(compare(stream, host))
    if stream.msrs and host.msrs:
        names.extend(_msr_bits(stream, host))
    return names


def _vendor(stream: Policy, host: Policy) -> Iterator[str]:
    if host.vendor is not None and stream.vendor != host.vendor:
        yield f"vendor {stream.vendor} (the host: {host.vendor})"


def _leaves(stream: Policy, host: Policy) -> Iterator[str]:
    for what, leaf, subleaf in (
        ("leaves", BASIC, NO_SUBLEAF),
        ("subleaves of 0x7", FEATURES_LEAF, 0),
        ("leaves", EXTENDED, NO_SUBLEAF),
    ):
        if (leaf, subleaf) not in host.cpuid:
            continue
        ours, theirs = (policy.leaf(leaf, subleaf)[0] for policy in (stream, host))
        if ours > theirs:
            yield f"CPUID {what} to 0x{ours:x} (the host: 0x{theirs:x})"


def _features(stream: Policy, host: Policy) -> Iterator[str]:
    for word in CPUID_WORDS:
        ours = stream.word(word) or 0
        theirs = host.word(word)
        if theirs is None:
            theirs = _WORD if host.featureset else 0
        yield from _bits(word, ours & ~theirs)


def _bits(word: str, bits: int) -> Iterator[str]:
    """Name the bits of a word of a featureset; one that has no name yet by its number."""
    for bit in _set_bits(bits):
        name = names_of(word).get(bit)
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
    if host.featureset:
        return
    ours, theirs = (_xstates_of(policy) for policy in (stream, host))
    for bit in _set_bits(ours & ~theirs):
        yield f"xstate {xstate_name(bit)}"


def _xstates_of(policy: Policy) -> int:
    """Give the components of XCR0 and of MSR_XSS, as far as the policy tells them."""
    first, second = (policy.leaf(XSTATE, subleaf) for subleaf in (0, 1))
    return first[0] | second[2] | (first[3] | second[3]) << 32


def _msr_bits(stream: Policy, host: Policy) -> Iterator[str]:
    faulting = registers.mask(registers.PLATFORM_INFO, "cpuid_faulting")
    for index in stream.msrs:
        bits = stream.msrs[index] & ~host.msrs.get(index, 0)
        if index == ARCH_CAPABILITIES:
            for word, shift in MSR_WORDS.items():
                yield from _bits(word, bits >> shift & _WORD)
        elif index == PLATFORM_INFO and bits == faulting:
            yield "CPUID faulting"
        elif bits:
            yield f"MSR 0x{index:x}: 0x{bits:x}"
