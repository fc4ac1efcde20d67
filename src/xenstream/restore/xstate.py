"""Which extended state Xen takes of a vcpu, and how long it is.

Sources: valid_xcr0, validate_xstate and xstate_uncompressed_size (before 4.19 xstate_ctxt_size) in
xen/arch/x86/xstate.c, at the tags of 4.6 to 4.22.
"""

from __future__ import annotations

from functools import cache

from xenstream_parsers.x86_xsave_area import X86XsaveArea

from xenstream.format import registers
from xenstream.format.fields import Shape
from xenstream.named import NamedTuple
from xenstream.restore import versions
from xenstream.restore.refusal import EINVAL, EIO, EOPNOTSUPP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from xenstream.restore.cpu_policy import GuestPolicy
    from xenstream.restore.versions import Version


_HEADER = Shape(X86XsaveArea.XsaveHeader)


def _header_begin() -> int:
    """Give where an area's header begins: after x87's and SSE's state."""
    return Shape(X86XsaveArea.FxsaveArea).size()


LEGACY_AREA = _header_begin() + _HEADER.size()
"""Octets with which every area begins: x87's and SSE's state and the header."""


AVX_COMPONENT = registers.mask(registers.XCR0, "ymm").bit_length() - 1


@cache
def avx_octets() -> int:
    """Give how long AVX's component is, which follows the header."""
    area = Shape(X86XsaveArea).build(bytes(_AMPLE))
    return len(area.ymm_highs) * Shape(X86XsaveArea.VectorRegister).size()


_AMPLE = 4096


class Xstate(NamedTuple):
    """What of an XSAVE area and of what goes with it Xen looks at."""

    xcr0: int
    xcr0_accum: int
    xstate_bv: int
    xcomp_bv: int
    reserved: Sequence[int]
    """Of the area's header."""


class XstateFault(NamedTuple):
    """What Xen does not take."""

    message: str
    field: str
    """Its path in the spec, from what both kinds of guest have around an area."""
    errno: int


_TILE_PAIR_SINCE = ((4, 19, 0),)
_HEADER_SINCE = ((4, 7, 0),)


def is_valid_xcr0(xcr0: int, xen: Version) -> bool:
    """Tell whether a processor may have such an XCR0: valid_xcr0()."""

    def has(*names: str) -> int:
        return xcr0 & registers.mask(registers.XCR0, *names)

    if not has("x87") or (has("ymm") and not has("sse")):
        return False
    avx512 = ("opmask", "zmm", "hi_zmm")
    if has(*avx512) and not (has("ymm") and all(map(has, avx512))):
        return False
    pairs = [("bndregs", "bndcsr")]
    if versions.has(xen, _TILE_PAIR_SINCE):
        pairs.append(("tile_cfg", "tile_data"))
    return all(bool(has(one)) == bool(has(other)) for one, other in pairs)


def fault_in(state: Xstate, policy: GuestPolicy) -> XstateFault | None:
    """Find what Xen does not take of a guest of a policy: validate_xstate()."""
    xcr0, accum, bv = state.xcr0, state.xcr0_accum, state.xstate_bv
    if bv & ~accum:
        words = f"xstate_bv 0x{bv:x} has bits that xcr0_accum 0x{accum:x} has not"
        return XstateFault(words, "area.header.xstate_bv", EINVAL)
    if xcr0 & ~accum:
        words = f"xcr0 0x{xcr0:x} has bits that xcr0_accum 0x{accum:x} has not"
        return XstateFault(words, "xcr0", EINVAL)
    missing = accum & ~policy.xcr0
    if missing:
        names = ", ".join(registers.names_in(registers.XCR0, missing))
        words = f"xcr0_accum 0x{accum:x} has {names}: it {policy.why_not_xcr0(missing)}"
        return XstateFault(words, "xcr0_accum", EINVAL)
    for name, value in (("xcr0", xcr0), ("xcr0_accum", accum)):
        if not is_valid_xcr0(value, policy.xen):
            return XstateFault(f"{name} 0x{value:x} is not a valid XCR0", name, EINVAL)
    if not versions.has(policy.xen, _HEADER_SINCE):
        return None
    if state.xcomp_bv:
        words = f"xcomp_bv 0x{state.xcomp_bv:x}, expected 0"
        return XstateFault(words, "area.header.xcomp_bv", EOPNOTSUPP)
    if any(state.reserved):
        words = "reserved octets of XSAVE's header, expected zeros"
        return XstateFault(words, "area.header.reserved1", EIO)
    return None
