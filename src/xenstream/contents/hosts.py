"""What a host has to offer: read from an image saved there, or from what its tools print."""

from __future__ import annotations

import re

from xenstream.contents import policies
from xenstream.contents.cpu_features import (
    ADDRESSES,
    ALL_WORDS,
    BASIC,
    CPUID_WORDS,
    EXTENDED,
    FEATURES_LEAF,
    NO_SUBLEAF,
    XSTATE,
)
from xenstream.contents.policies import Policy
from xenstream.named import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.contents.policies import Leaf, PathLike

_LONGEST_TEXT = 1 << 20


class Host(NamedTuple):
    """What a host has for each kind of guest."""

    hvm: Policy
    pv: Policy

    def policy(self, *, is_hvm: bool) -> Policy:
        """Give what it has for a guest of a kind."""
        return self.hvm if is_hvm else self.pv


def of_file(path: PathLike) -> Host:
    """Read what a host has.

    The file is an image that was saved there, its X86_CPUID_POLICY and X86_MSR_POLICY records, or
    text: what `xen-cpuid -p` prints, the features of `xe host-cpu-info` (all that it prints, or
    the digits alone), or `xl info` with its hw_caps. The last two tell the features alone.

    Raises:
        OSError: the file cannot be read.
        ValueError: there is no policy in it.

    """
    with open(path, "rb") as file:
        octets = file.read(_LONGEST_TEXT + 1)
    text = _text_of(octets)
    if text is None:
        policy = policies.of_file(path)
        return Host(policy, policy)
    for read in (_of_xen_cpuid, _of_xe, _of_xl_info, _of_digits):
        host = read(text)
        if host is not None:
            return host
    raise ValueError(f"{path}: {_what_is_needed(text)}")


def _text_of(octets: bytes) -> str | None:
    """Give the text that octets are; None if they are none, or too long a one."""
    if not octets.strip() or len(octets) > _LONGEST_TEXT:
        return None
    try:
        text = octets.decode("ascii")
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() or not re.search(r"[^\t\n\r\x20-\x7e]", text) else None


_NEEDED = (
    "give an image that was saved on the host, or what `xen-cpuid -p`, `xe host-cpu-info`"
    " or `xl info` prints there"
)


def _what_is_needed(text: str) -> str:
    if re.search(r"^(flags|Features)\s*:", text, re.MULTILINE):
        return (
            "these are the features that Linux names (/proc/cpuinfo): they are not what Xen lets"
            f" a guest have; {_NEEDED}"
        )
    return f"text that tells no CPU policy; {_NEEDED}"


# xen-cpuid -p: policies by name, of each the leaves and MSRs that are not zero.

_POLICY = re.compile(r"^(\w[\w ]*) policy: \d+ leaves, \d+ MSRs", re.MULTILINE)
_LEAF = re.compile(
    r"^\s*([0-9a-f]{8}):([0-9a-f]{8}) -> "
    r"([0-9a-f]{8}):([0-9a-f]{8}):([0-9a-f]{8}):([0-9a-f]{8})\s*$",
    re.MULTILINE,
)
_MSR = re.compile(r"^\s*([0-9a-f]{8}) -> ([0-9a-f]{16})\s*$", re.MULTILINE)
_FOR_HVM = ("HVM Max", "Host", "Raw", "HVM Default")
_FOR_PV = ("PV Max", "Host", "Raw", "PV Default")
_LIMITS = (
    (BASIC, NO_SUBLEAF),
    (FEATURES_LEAF, 0),
    (XSTATE, 0),
    (XSTATE, 1),
    (EXTENDED, NO_SUBLEAF),
    (ADDRESSES, NO_SUBLEAF),
)
_OF_WORDS = tuple((word.leaf, word.subleaf) for word in CPUID_WORDS.values())


def _of_xen_cpuid(text: str) -> Host | None:
    parts = _POLICY.split(text)
    found: dict[str, Policy] = {}
    for name, part in zip(parts[1::2], parts[2::2]):
        # What is zero is not printed.
        leaves: dict[tuple[int, int], Leaf] = dict.fromkeys((*_LIMITS, *_OF_WORDS), (0, 0, 0, 0))
        for digits in _LEAF.findall(part):
            leaf, subleaf, eax, ebx, ecx, edx = (int(one, 16) for one in digits)
            leaves[leaf, subleaf] = (eax, ebx, ecx, edx)
        msrs = {int(index, 16): int(value, 16) for index, value in _MSR.findall(part)}
        if len(_LEAF.findall(part)):
            found[name] = Policy(leaves, msrs)
    if not found:
        return None
    any_of = next(iter(found.values()))
    hvm, pv = (
        next((found[name] for name in names if name in found), any_of)
        for names in (_FOR_HVM, _FOR_PV)
    )
    return Host(hvm, pv)


# Featuresets: words in hexadecimal digits, `-` or `:` between them.

_DIGITS = r"[0-9a-f]{8}(?:[-:][0-9a-f]{8})+"
_XE = re.compile(rf"^\s*(features\w*)\s*(?:\(\s*RO\s*\))?\s*[:=]\s*({_DIGITS})\s*$", re.MULTILINE)
_XL = re.compile(rf"^\s*hw_caps\s*[:=]\s*({_DIGITS})\s*$", re.MULTILINE)


def _featureset(digits: str) -> Policy:
    values = [int(word, 16) for word in re.split("[-:]", digits)]
    return Policy({}, {}, dict(zip(ALL_WORDS, values)))


def _of_xe(text: str) -> Host | None:
    found: dict[str, str] = dict(_XE.findall(text))
    hvm = found.get("features_hvm_host") or found.get("features_hvm") or found.get("features")
    pv = found.get("features_pv_host") or found.get("features_pv") or found.get("features")
    if hvm is None and pv is None:
        return None
    return Host(_featureset(hvm or pv or ""), _featureset(pv or hvm or ""))


def _of_xl_info(text: str) -> Host | None:
    found = _XL.search(text)
    if found is None:
        return None
    policy = _featureset(found.group(1))
    return Host(policy, policy)


def _of_digits(text: str) -> Host | None:
    if not re.fullmatch(rf"\s*{_DIGITS}\s*", text):
        return None
    policy = _featureset(text.strip())
    return Host(policy, policy)
