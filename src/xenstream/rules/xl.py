"""Rules on xl's own header. XS8xx."""

from __future__ import annotations

from xenstream.rules.headers import wrong_magic
from xenstream.rules.registry import ERROR, XL, Fault, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk.walker import Header


@rule(
    "XS801",
    "xl-magic",
    "the file begins with xl's magic",
    ("xl preamble", "no xl preamble"),
    XL,
    restore=ERROR,
)
def xl_magic(header: Header) -> Fault | None:
    """Find a wrong magic."""
    return wrong_magic(header, ("magic_text", "magic_lf", "magic_end"), "xl magic")


@rule(
    "XS802",
    "xl-byteorder",
    "xl's header is in the byte order of x86",
    "xl preamble",
    XL,
    upstream=None,
    restore=ERROR,
)
def xl_byteorder(header: Header) -> Fault | None:
    """Find another byte order, or none."""
    if header.fields.is_native_le:
        return None
    return Fault(
        f"the byte order reads 0x{header.fields.byteorder:08x}, expected 0x01020304",
        header.offset_of("byteorder"),
    )


@rule(
    "XS803",
    "xl-mandatory-flags",
    "all mandatory flags are known",
    "xl header",
    XL,
    upstream=None,
    restore=ERROR,
)
def xl_mandatory_flags(header: Header) -> Fault | None:
    """Find mandatory flags without a meaning: whoever does not know them must refuse the image."""
    bits = header.fields.unknown_mandatory_flags
    if not bits:
        return None
    return Fault(f"unknown mandatory flags 0x{bits:08x}", header.offset_of("mandatory_flags"))
