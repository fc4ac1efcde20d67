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
    since="4.1",
    why='xl tells its own files by their first 32 octets, and refuses others with "File has'
    ' wrong magic number - corrupt or for a different tool?".',
    cause="The image was saved by libvirt, xapi or another tool, octets before it were added,"
    " or the file was changed by a transfer in text mode: the magic has a line feed, a NUL and"
    " a carriage return to show that.",
    remedy="Let --format auto recognise it. If line ends were changed, the whole file is lost:"
    " copy it again in binary.",
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
    since="4.1",
    why="xl compares the number with 0x01020304 in the host's own order, and stops with \"File"
    ' has wrong byte order".',
    cause="Damage, or a tool that wrote the header big-endian.",
    remedy="Write all four numbers of the header, and the configuration's length, little-endian.",
)
def xl_byteorder(header: Header, _: Context) -> Iterator[Fault]:
    """Find another byte order, or none."""
    if header.fields.is_native_le:
        return
    yield Fault(
        f"byteorder is 0x{header.fields.byteorder:08x}, expected 0x01020304",
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
    since="4.1",
    why="A mandatory flag changes how the file is to be read, so a reader that does not know"
    ' it must refuse the file: "need newer xl". Bit 0 is a configuration in JSON (4.5), bit 1'
    " a libxl stream (4.6).",
    cause="An image of a newer xl, or damage.",
    remedy="Restore with the xl that saved it. verify-stream-v2 does not look at unknown flags.",
)
def xl_mandatory_flags(header: Header, _: Context) -> Iterator[Fault]:
    """Find mandatory flags without a meaning: whoever does not know them must refuse the image."""
    bits = header.fields.unknown_mandatory_flags
    if not bits:
        return
    yield Fault(
        f"mandatory_flags has unknown bits 0x{bits:08x} set", field_of(header, "mandatory_flags")
    )
