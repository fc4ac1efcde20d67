"""Rules on xl's own header. XS8xx."""

from __future__ import annotations

from xenstream.rules.headers import wrong_magic
from xenstream.rules.registry import ERROR, XL, Fault, rule
from xenstream.walk.field import field_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.rules.context import Context
    from xenstream.walk.walker import Header


@rule(
    "XS801",
    "xl-magic",
    "the file begins with xl's magic",
    ("xl preamble", "no xl preamble"),
    XL,
    restore=ERROR,
    says=lambda *_: "File has wrong magic number - corrupt or for a different tool?",
)
def xl_magic(header: Header, _: Context) -> Iterator[Fault]:
    """Find a wrong magic."""
    yield from wrong_magic(header, ("magic_text", "magic_lf", "magic_end"), "xl magic")


@rule(
    "XS802",
    "xl-byteorder",
    "xl's header is in the byte order of x86",
    "xl preamble",
    XL,
    upstream=None,
    restore=ERROR,
    says=lambda *_: "File has wrong byte order",
)
def xl_byteorder(header: Header, _: Context) -> Iterator[Fault]:
    """Find another byte order, or none."""
    if header.fields.is_native_le:
        return
    yield Fault(
        f"the byte order reads 0x{header.fields.byteorder:08x}, expected 0x01020304",
        field_of(header, "byteorder"),
    )


def _flags_in_words(header: Header, _: Context) -> str:
    flags = header.fields.unknown_mandatory_flags
    return f"Savefile has mandatory flag(s) {flags:#x} which are not supported; need newer xl"


@rule(
    "XS803",
    "xl-mandatory-flags",
    "all mandatory flags are known",
    "xl header",
    XL,
    upstream=None,
    restore=ERROR,
    says=_flags_in_words,
)
def xl_mandatory_flags(header: Header, _: Context) -> Iterator[Fault]:
    """Find mandatory flags without a meaning: whoever does not know them must refuse the image."""
    bits = header.fields.unknown_mandatory_flags
    if not bits:
        return
    yield Fault(f"unknown mandatory flags 0x{bits:08x}", field_of(header, "mandatory_flags"))
