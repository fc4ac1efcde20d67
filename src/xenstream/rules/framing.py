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
from xenstream.walk.field import at, field_of, padding_of
from xenstream.walk.walker import BEFORE_END, CUT_AT_LIBXL_END

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xenstream.format.recognise import Unrecognised
    from xenstream.rules.context import Context
    from xenstream.walk.field import AnyItem
    from xenstream.walk.walker import Banner, Cut, Header, Packing, Record, Rest, Unchecked

REPORT = MIGRATION_TEXTS[-1]
LARGEST_READ = 0x7FFFF000
"""Octets that one read(2) of Linux gives at most."""


def _cut_in_words(cut: Cut, _: Context) -> str | None:
    if cut.layer.name != "libxc":
        return None
    if cut.within in ("the image header", "the domain header"):
        header = "Image" if cut.within == "the image header" else "Domain"
        return f"Failed to read {header} Header from stream (0 = Success)"
    if cut.record is None:
        return "Failed to read Record Header from stream (0 = Success)"
    from xenstream.restore.words import name_of

    size = cut.record.length + cut.record.header.len_padding
    record = f"({cut.record.type_id:#010x}, {name_of(cut.record)})"
    return f"Failed to read {size} bytes of data for record {record} (0 = Success)"


@rule(
    "XS001",
    "truncated",
    "the stream goes on to its END",
    ("cut", CUT_AT_LIBXL_END),
    f"{SPEC}#end",
    restore=ERROR,
    is_damage=True,
    says=_cut_in_words,
)
def truncated(cut: Cut, context: Context) -> Iterator[Fault]:
    """Find a stream that ends too early, or a length that runs past its end."""
    if cut.kind == CUT_AT_LIBXL_END and context.is_restore:
        return  # Xen takes the end of the file for libxl's END
    if cut.offset == 0:
        yield Fault("the stream is empty", at(cut))
        return
    if cut.within == BEFORE_END:
        yield Fault("the stream ends before its END record", at(cut))
        return
    yield Fault(
        f"the stream ends in {cut.within}: it takes {cut.needed} octets, {cut.had} are there",
        at(cut),
    )


@rule(
    "XS008",
    "cut-after-checkpoint",
    "a checkpointed stream ends wherever its sender ended",
    "cut after checkpoint",
    f"{SPEC}#checkpoint",
    spec=WARNING,
    upstream=None,
    is_damage=True,
)
def cut_after_checkpoint(cut: Cut, _: Context) -> Iterator[Fault]:
    """Tell where a Remus or COLO stream ends, and how many checkpoints Xen can fail over to."""
    complete = f"{cut.checkpoints} checkpoint{'s are' if cut.checkpoints > 1 else ' is'} complete"
    within = "between two records" if cut.within == BEFORE_END else f"in {cut.within}"
    yield Fault(
        f"the stream ends {within}, as when its sender died: {complete},"
        " and Xen fails over to the last",
        at(cut),
    )


@rule("XS002", "padding", "padding is zero", EVERY_RECORD, f"{SPEC}#records")
def padding(record: Record, _: Context) -> Iterable[Fault]:
    """Find padding that is not zero."""
    octets = record.padding
    if not octets.strip(b"\0"):
        return ()
    first = len(octets) - len(octets.lstrip(b"\0"))
    message = f"the padding is {octets.hex(' ')}, expected zeros"
    return (Fault(message, padding_of(record, first)),)


def _unknown_in_words(record: Record, _: Context) -> str:
    from xenstream.restore.words import not_handled

    if record.layer.name == "libxl":
        return f"Unrecognised record {record.type_id:#010x}"
    return not_handled(record)


@rule(
    "XS003",
    "unknown-record",
    "every mandatory record's type is known",
    ("libxc unknown", "libxl unknown", "xapi unknown", "back-channel unknown"),
    f"{SPEC}#records",
    restore=ERROR,
    says=_unknown_in_words,
)
def unknown_record(record: Record, _: Context) -> Iterator[Fault]:
    """Find a record that a reader neither knows nor may skip."""
    what = {"xapi": "section", "back-channel": "record on the back channel,"}
    said = what.get(record.layer.name, "mandatory record")
    yield Fault(f"unknown {said} type 0x{record.type_id:08x}", field_of(record, "type_id"))


@rule(
    "XS004",
    "optional-record",
    "a record that may be skipped",
    ("libxc optional", "libxl optional", "back-channel optional"),
    f"{SPEC}#records",
    spec=NOTE,
)
def optional_record(record: Record, _: Context) -> Iterator[Fault]:
    """Tell of a record that a reader may skip. Xen's verifier refuses it."""
    yield Fault(
        f"optional record type 0x{record.type_id:08x}, not checked", field_of(record, "type_id")
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
def octets_after_end(rest: Rest, _: Context) -> Iterator[Fault]:
    """Tell of octets after the last END, as a migration captured on the wire has them."""
    if _texts_in(rest):
        return
    follow = "octet follows" if rest.length == 1 else "octets follow"
    yield Fault(f"{rest.length} {follow} the last END, not checked", at(rest, length=rest.length))


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
def migration_text(rest: Rest, _: Context) -> Iterator[Fault]:
    """Tell of the texts by which the two sides of an `xl migrate` take turns."""
    texts = _texts_in(rest)
    if not texts:
        return
    yield Fault(
        f"the migration ends with {', '.join(map(repr, texts))}", at(rest, length=rest.length)
    )


@rule(
    "XS010",
    "migration-banner",
    "only the banner of an xl migration precedes the image",
    "banner",
    MIGRATION,
    spec=NOTE,
    upstream=None,
)
def migration_banner(banner: Banner, _: Context) -> Iterator[Fault]:
    """Tell of a capture of both directions."""
    yield Fault("the migration's receiver says that it is ready", at(banner, length=banner.length))


@rule(
    "XS006",
    "endianness-flag",
    "what follows a header is in the endianness that the header names",
    ("image header", "libxl header"),
    f"{SPEC}#image-header",
    upstream=None,
    restore=ERROR,
    says=lambda header, _: None if header.fields.is_le else "Unable to handle big endian streams",
)
def endianness_flag(header: Header, _: Context) -> Iterator[Fault]:
    """Find a flag that says one endianness over octets that make sense only in the other."""
    if header.layer.flag_fits:
        return
    really = "little" if header.layer.little_endian else "big"
    yield Fault(
        f"the endianness flag is wrong: what follows is {really}-endian",
        field_of(header, "options"),
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
def one_read(record: Record, _: Context) -> Iterable[Fault]:
    """Find a record that Xen's verifier takes for truncated, since it reads it in one go."""
    length = record.end - record.body_offset
    if length <= LARGEST_READ:
        return ()
    message = f"{length} octets, more than the {LARGEST_READ} that Xen's verifier reads"
    return (Fault(message, field_of(record, "len_body")),)


@rule(
    "XS901",
    "not-a-stream",
    "the octets begin as a stream does",
    "not a stream",
    f"{LIBXL_SPEC}#header",
    restore=ERROR,
    is_damage=True,
)
def not_a_stream(found: Unrecognised, _: Context) -> Iterator[Fault]:
    """Find what begins like no stream."""
    yield Fault(f"not a Xen stream: {found.looks_like}", at(found))


@rule(
    "XS902",
    "other-format",
    "the octets are of a format that is checked",
    "other format",
    f"{SPEC}#image-header",
    spec=ERROR,
    upstream=ERROR,
    restore=ERROR,
    is_damage=True,
    not_checked=True,
)
def other_format(found: Unrecognised, _: Context) -> Iterator[Fault]:
    """Find what is plainly something else, so that nothing was checked."""
    yield Fault(f"this looks like {found.looks_like}: not checked", at(found))


@rule(
    "XS903",
    "unreadable",
    "the octets can be read",
    (),
    "read(2)",
    restore=ERROR,
    is_damage=True,
    not_checked=True,
)
def unreadable(item: AnyItem, _: Context) -> Iterable[Fault]:  # noqa: ARG001
    """Find nothing: what cannot be opened or read is no item, and the judge is told of it."""
    return ()


@rule(
    "XS904",
    "legacy-stream",
    "the stream is not a legacy one, which is not checked",
    "legacy stream",
    "convert-legacy-stream in Xen's tools/python/scripts",
    restore=ERROR,
    is_damage=True,
    not_checked=True,
)
def legacy_stream(found: Unrecognised | Unchecked, _: Context) -> Iterator[Fault]:
    """Find a stream of a Xen before 4.6."""
    yield Fault(f"this is {found.looks_like}", at(found))


@rule(
    "XS905",
    "no-length",
    "every section tells its length",
    "no length",
    XAPI,
    restore=ERROR,
    is_damage=True,
    not_checked=True,
)
def no_length(found: Unchecked, _: Context) -> Iterator[Fault]:
    """Find octets of which nothing tells where they end."""
    yield Fault(f"{found.looks_like}: not checked from here on", at(found))


@rule(
    "XS011",
    "packing-cut",
    "the packed octets are whole",
    "packing",
    "the format of the packing",
    restore=ERROR,
    is_damage=True,
)
def packing_cut(packing: Packing, _: Context) -> Iterator[Fault]:
    """Find compressed data that ends early."""
    if not packing.is_cut:
        return
    yield Fault(f"the {packing.method} data ends early", at(packing))


@rule(
    "XS012",
    "octets-after-packing",
    "nothing follows the packed octets",
    "packing",
    "the format of the packing",
    spec=NOTE,
    upstream=NOTE,
)
def octets_after_packing(packing: Packing, _: Context) -> Iterator[Fault]:
    """Tell of octets after compressed data that are something else."""
    if not packing.has_more:
        return
    yield Fault(f"something else follows the {packing.method} data, not checked", at(packing))
