"""What a CPUID policy calls the processor: its vendor, its family and model, its brand."""

from __future__ import annotations

from xenstream.contents.cpu_features import LEAVES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk.walker import Record

_VENDOR, _SIGNATURE = LEAVES["vendor"], LEAVES["signature"]
BRAND = tuple(LEAVES[f"extended_brand{which}"] for which in (1, 2, 3))
"""The leaves whose registers are the processor's name."""
_VENDORS = {"GenuineIntel": "Intel", "AuthenticAMD": "AMD", "HygonGenuine": "Hygon"}
_HIGHEST_BASE = 0xF
"""The base family from which on the extended one counts; AMD's extended model, too."""
_HAS_EXTENDED_MODEL = (0x6, _HIGHEST_BASE)


def describe(record: Record) -> str:
    """Say in words what processor the policy in an X86_CPUID_POLICY record is of.

    The text is hostile. As Intel's and AMD's manuals on CPUID have it: leaf 0 has the vendor,
    leaf 1 family, model and stepping, 0x80000002 to 4 the brand.
    """
    leaves: dict[int, tuple[int, int, int, int]] = {}
    for one in record.body.leaves:
        leaves.setdefault(one.leaf, (one.eax, one.ebx, one.ecx, one.edx))
    parts = []
    if _VENDOR in leaves:
        _, ebx, ecx, edx = leaves[_VENDOR]
        vendor = _text((ebx, edx, ecx))
        parts.append(_VENDORS.get(vendor, vendor))
    if _SIGNATURE in leaves:
        eax = leaves[_SIGNATURE][0]
        base = eax >> 8 & 0xF
        family = base + (eax >> 20 & 0xFF) if base == _HIGHEST_BASE else base
        model = eax >> 4 & 0xF
        if base in _HAS_EXTENDED_MODEL:
            model |= eax >> 12 & 0xF0
        parts.append(f"family 0x{family:x} model 0x{model:x} stepping {eax & 0xF}")
    brand = "".join(_text(leaves[leaf]) for leaf in BRAND if leaf in leaves).strip()
    if brand:
        parts.append(f'"{" ".join(brand.split())}"')
    return " ".join(parts)


def _text(words: tuple[int, ...]) -> str:
    octets = b"".join(word.to_bytes(4, "little") for word in words)
    return octets.partition(b"\0")[0].decode("latin-1")
