"""Rules on what holds a stream together, in every layer. XS0xx, and XS9xx for no stream at all."""

from __future__ import annotations

from xenstream.format.formats import MIGRATION_TEXTS
from xenstream.rules.registry import (
    ERROR,
    EVERY_RECORD,
    LIBXL_SPEC,
    MIGRATION,
    NOTE,
    SPEC,
    VERIFIER,
    WARNING,
    XAPI,
    Fault,
    rule,
)
from xenstream.walk.walker import BEFORE_END, CUT_AT_LIBXL_END

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.format.recognise import Unrecognised
    from xenstream.walk.walker import Banner, Cut, Header, Packing, Record, Rest, Unchecked

REPORT = MIGRATION_TEXTS[-1]
LARGEST_READ = 0x7FFFF000
"""Octets that one read(2) of Linux gives at most."""


@rule(
    "XS001",
    "truncated",
    "the stream goes on to its END",
    ("cut", CUT_AT_LIBXL_END),
    f"{SPEC}#end",
    restore=ERROR,
)
def truncated(cut: Cut) -> Fault | None:
    """Find a stream that ends too early, or a length that runs past its end."""
    if cut.kind == CUT_AT_LIBXL_END and cut.layer.target is not None:
        return None  # Xen takes the end of the file for libxl's END
    if cut.offset == 0:
        return Fault("the stream is empty", 0)
    if cut.within == BEFORE_END:
        return Fault("the stream ends before its END record", cut.offset)
    return Fault(
        f"the stream ends in {cut.within}: it takes {cut.needed} octets, {cut.had} are there",
        cut.offset,
    )


@rule(
    "XS008",
    "cut-after-checkpoint",
    "a checkpointed stream ends wherever its sender ended",
    "cut after checkpoint",
    f"{SPEC}#checkpoint",
    spec=WARNING,
    upstream=None,
)
def cut_after_checkpoint(cut: Cut) -> Fault | None:
    """Tell where a Remus or COLO stream ends, and how many checkpoints Xen can fail over to."""
    complete = f"{cut.checkpoints} checkpoint{'s are' if cut.checkpoints > 1 else ' is'} complete"
    within = "between two records" if cut.within == BEFORE_END else f"in {cut.within}"
    return Fault(
        f"the stream ends {within}, as when its sender died: {complete},"
        " and Xen fails over to the last",
        cut.offset,
    )


@rule("XS002", "padding", "padding is zero", EVERY_RECORD, f"{SPEC}#records")
def padding(record: Record) -> Fault | None:
    """Find padding that is not zero."""
    octets = record.padding
    if not octets.strip(b"\0"):
        return None
    first = len(octets) - len(octets.lstrip(b"\0"))
    return Fault(
        f"the padding is {octets.hex(' ')}, expected zeros",
        record.body_offset + record.length + first,
    )


@rule(
    "XS003",
    "unknown-record",
    "every mandatory record's type is known",
    ("libxc unknown", "libxl unknown", "xapi unknown", "back-channel unknown"),
    f"{SPEC}#records",
    restore=ERROR,
)
def unknown_record(record: Record) -> Fault | None:
    """Find a record that a reader neither knows nor may skip."""
    what = {"xapi": "section", "back-channel": "record on the back channel,"}
    said = what.get(record.layer.name, "mandatory record")
    return Fault(f"unknown {said} type 0x{record.type_id:08x}", record.offset_of("type_id"))


@rule(
    "XS004",
    "optional-record",
    "a record that may be skipped",
    ("libxc optional", "libxl optional", "back-channel optional"),
    f"{SPEC}#records",
    spec=NOTE,
)
def optional_record(record: Record) -> Fault | None:
    """Tell of a record that a reader may skip. Xen's verifier refuses it."""
    return Fault(
        f"optional record type 0x{record.type_id:08x}, not checked", record.offset_of("type_id")
    )


@rule(
    "XS005",
    "octets-after-end",
    "nothing follows the last END",
    "rest",
    f"{SPEC}#end",
    spec=NOTE,
    upstream=NOTE,
)
def octets_after_end(rest: Rest) -> Fault | None:
    """Tell of octets after the last END, as a migration captured on the wire has them."""
    if _texts_in(rest):
        return None
    follow = "octet follows" if rest.length == 1 else "octets follow"
    return Fault(f"{rest.length} {follow} the last END, not checked", rest.offset)


def _texts_in(rest: Rest) -> list[str]:
    """Give the texts of an xl migration that a rest is made of, none if it has anything else."""
    octets = rest.octets
    texts: list[bytes] = []
    while octets:
        text = next((one for one in MIGRATION_TEXTS if octets.startswith(one)), None)
        if text is None:
            return []
        texts.append(text)
        # After the receiver's report stands its exit status, an octet.
        octets = octets[len(text) + (text == REPORT) :]
    return [one[:-1].decode() for one in texts] if len(rest.octets) == rest.length else []


@rule(
    "XS009",
    "migration-text",
    "only the texts of an xl migration follow the last END",
    "rest",
    MIGRATION,
    spec=NOTE,
    upstream=NOTE,
)
def migration_text(rest: Rest) -> Fault | None:
    """Tell of the texts by which the two sides of an `xl migrate` take turns."""
    texts = _texts_in(rest)
    if not texts:
        return None
    return Fault(f"the migration ends with {', '.join(map(repr, texts))}", rest.offset)


@rule(
    "XS010",
    "migration-banner",
    "only the banner of an xl migration precedes the image",
    "banner",
    MIGRATION,
    spec=NOTE,
    upstream=None,
)
def migration_banner(banner: Banner) -> Fault | None:
    """Tell of a capture of both directions."""
    return Fault("the migration's receiver says that it is ready", banner.offset)


@rule(
    "XS006",
    "endianness-flag",
    "what follows a header is in the endianness that the header names",
    ("image header", "libxl header"),
    f"{SPEC}#image-header",
    upstream=None,
    restore=ERROR,
)
def endianness_flag(header: Header) -> Fault | None:
    """Find a flag that says one endianness over octets that make sense only in the other."""
    if header.layer.flag_fits:
        return None
    really = "little" if header.layer.little_endian else "big"
    return Fault(
        f"the endianness flag is wrong: what follows is {really}-endian",
        header.offset_of("options"),
    )


@rule(
    "XS007",
    "one-read",
    "a record is not larger than one read gives",
    EVERY_RECORD,
    VERIFIER,
    spec=None,
    stand_in=None,
)
def one_read(record: Record) -> Fault | None:
    """Find a record that Xen's verifier takes for truncated, since it reads it in one go."""
    length = record.end - record.body_offset
    if length <= LARGEST_READ:
        return None
    return Fault(
        f"{length} octets, more than the {LARGEST_READ} that Xen's verifier reads",
        record.offset_of("len_body"),
    )


@rule(
    "XS901",
    "not-a-stream",
    "the octets begin as a stream does",
    "not a stream",
    f"{LIBXL_SPEC}#header",
    restore=ERROR,
)
def not_a_stream(found: Unrecognised) -> Fault | None:
    """Find what begins like no stream."""
    return Fault(f"not a Xen stream: {found.looks_like}", 0)


@rule(
    "XS902",
    "other-format",
    "the octets are of a format that is checked",
    "other format",
    f"{SPEC}#image-header",
    spec=ERROR,
    upstream=ERROR,
    restore=ERROR,
)
def other_format(found: Unrecognised) -> Fault | None:
    """Find what is plainly something else, so that nothing was checked."""
    return Fault(f"this looks like {found.looks_like}: not checked", 0)


@rule(
    "XS903",
    "unreadable",
    "the octets can be read",
    "unreadable",
    "read(2)",
    restore=ERROR,
)
def unreadable(error: object) -> Fault | None:
    """Find what cannot be opened or read."""
    return Fault(str(error), 0)


@rule(
    "XS904",
    "legacy-stream",
    "the stream is not a legacy one, which is not checked",
    "legacy stream",
    "convert-legacy-stream in Xen's tools/python/scripts",
    restore=ERROR,
)
def legacy_stream(found: Unrecognised | Unchecked) -> Fault | None:
    """Find a stream of a Xen before 4.6."""
    return Fault(f"this is {found.looks_like}", found.offset)


@rule(
    "XS905",
    "no-length",
    "every section tells its length",
    "no length",
    XAPI,
    restore=ERROR,
)
def no_length(found: Unchecked) -> Fault | None:
    """Find octets of which nothing tells where they end."""
    return Fault(f"{found.looks_like}: not checked from here on", found.offset)


@rule(
    "XS011",
    "packing-cut",
    "the packed octets are whole",
    "packing",
    "the format of the packing",
    restore=ERROR,
)
def packing_cut(packing: Packing) -> Fault | None:
    """Find compressed data that ends early."""
    if not packing.is_cut:
        return None
    return Fault(f"the {packing.method} data ends early", packing.offset)


@rule(
    "XS012",
    "octets-after-packing",
    "nothing follows the packed octets",
    "packing",
    "the format of the packing",
    spec=NOTE,
    upstream=NOTE,
)
def octets_after_packing(packing: Packing) -> Fault | None:
    """Tell of octets after compressed data that are something else."""
    if not packing.has_more:
        return None
    return Fault(f"something else follows the {packing.method} data, not checked", packing.offset)
