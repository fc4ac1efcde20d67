"""Rules on what holds a stream together, in every layer. XS0xx, and XS9xx for no stream at all."""

from __future__ import annotations

from xenstream.format.formats import MIGRATION_REPORT, MIGRATION_TEXTS
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
    from typing import Literal

    from xenstream.format.recognise import Unrecognised
    from xenstream.rules.context import Context
    from xenstream.walk.field import AnyItem
    from xenstream.walk.walker import Banner, Cut, Header, Packing, Record, Rest, Unchecked

LARGEST_READ = 0x7FFFF000
"""Octets that one read(2) of Linux gives at most."""


def _cut_in_words(cut: Cut, _: Context) -> str | None:
    if cut.layer.name == "xapi":
        is_qemu = cut.record is not None and cut.record.kind == "xapi QEMU_TRAD"
        return "qemu save file was truncated" if is_qemu else "End_of_file"
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
    "the stream is complete up to its END",
    ("cut", CUT_AT_LIBXL_END),
    f"{SPEC}#end",
    restore=ERROR,
    is_damage=True,
    says=_cut_in_words,
    why="Xen reads records until END. Where the octets stop before that, libxenguest fails"
    ' with "Failed to read ... from stream" and the domain is destroyed again.',
    cause="The save or the transfer was interrupted: a full disk, a killed `xl save`, a broken"
    " ssh connection, or a copy that was taken while the file was still written. A length"
    " field that was damaged, and now points past the end, looks the same.",
    remedy="Compare the size and a checksum with the sender's file, and copy or save it again."
    " What is missing cannot be made up: without END there is no state of the processors or"
    " devices that is known to be complete.",
)
def truncated(cut: Cut, context: Context) -> Iterator[Fault]:
    """Find a stream that ends too early, or a length that runs past its end."""
    if cut.kind == CUT_AT_LIBXL_END and context.is_restore:
        return  # Xen takes the end of the file for libxl's END
    if cut.offset == 0:
        yield Fault("the stream is empty", at(cut))
        return
    if cut.within == BEFORE_END:
        message = "truncated between records: no END record"
    else:
        message = f"truncated in {cut.within}: {cut.had} of {cut.needed} octets present"
    phase = _phase(cut, context)
    yield Fault(message if phase is None else f"{message}; cut {phase}", at(cut))


def _phase(cut: Cut, context: Context) -> str | None:
    from xenstream.contents.phase import phase_of  # only where a stream is cut

    domain = context.domain_of(cut.layer)
    return phase_of(cut.layer, cut.record, None if domain is None else domain.memory_kib)


@rule(
    "XS008",
    "cut-after-checkpoint",
    "a checkpointed stream ends with its END",
    "cut after checkpoint",
    f"{SPEC}#checkpoint",
    spec=WARNING,
    upstream=None,
    is_damage=True,
    since="4.6",
    why="A Remus or COLO stream has no END while the primary lives. When it stops, the"
    " receiver falls back to the last checkpoint that arrived completely, and whatever came"
    " after that is lost.",
    cause="The primary failed or the connection broke, which is what Remus is for; or somebody"
    " captured a part of the stream.",
    remedy="Nothing, if the primary is dead: the guest runs on from the last complete"
    " checkpoint. If it is not, look at why the connection was cut.",
)
def cut_after_checkpoint(cut: Cut, _: Context) -> Iterator[Fault]:
    """Tell where a Remus or COLO stream ends, and how many checkpoints Xen can fail over to."""
    complete = f"{cut.checkpoints} checkpoint{'s are' if cut.checkpoints > 1 else ' is'} complete"
    within = "between two records" if cut.within == BEFORE_END else f"in {cut.within}"
    yield Fault(
        f"truncated {within}, as when its sender died: {complete}, Xen fails over to the last",
        at(cut),
    )


@rule(
    "XS002",
    "padding",
    "padding is zero",
    EVERY_RECORD,
    f"{SPEC}#records",
    since="4.6",
    why="The specification has the padding of a record be zero. Xen's restore skips it without"
    " a look, Xen's verify-stream-v2 refuses it.",
    cause="A writer other than Xen that pads with what is left in its buffer, or a body_length"
    " that is a few octets too small, so that the end of the body counts as padding.",
    remedy="If the octets look like data, correct the record's body_length; otherwise have the"
    " writer fill up with zeros. The image restores as it is.",
)
def padding(record: Record, _: Context) -> Iterable[Fault]:
    """Find padding that is not zero."""
    octets = record.padding
    if not octets.strip(b"\0"):
        return ()
    first = len(octets) - len(octets.lstrip(b"\0"))
    message = f"padding is {octets.hex(' ')}, expected zeros"
    return (Fault(message, padding_of(record, first)),)


def _unknown_in_words(record: Record, _: Context) -> str:
    if record.layer.name == "xapi":
        return "Invalid_header_type"
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
    since="4.6",
    why="A reader that does not know a mandatory record may not skip it, since the guest could"
    ' depend on it. libxenguest stops with "Mandatory record ... not handled", libxl with'
    ' "Unrecognised record".',
    cause="The stream comes from a newer Xen than the readers know, or one record before it"
    " has a wrong body_length, so that something inside a body is taken for a record header.",
    remedy="Look at the record before this one: if its length is plausible, restore with the"
    " Xen that saved the image, or a newer one. If the type looks like a pfn, a page's"
    " contents or text, the stream is damaged further up.",
)
def unknown_record(record: Record, _: Context) -> Iterator[Fault]:
    """Find a record that a reader neither knows nor may skip."""
    what = {"xapi": "section", "back-channel": "record on the back channel,"}
    said = what.get(record.layer.name, "mandatory record")
    message = f"unknown {said} type 0x{record.type_id:08x}{_times(record)}{_text(record)}"
    yield Fault(message, field_of(record, "type_id"))


def _text(record: Record) -> str:
    """Tell where the header is text, as of a program that logs into the stream."""
    order: Literal["little", "big"] = "little" if record.layer.little_endian else "big"
    words = (record.type_id, record.length)
    octets = b"".join((word & 0xFFFFFFFF).to_bytes(4, order) for word in words)
    if not all(octet in b"\t\n\r" or 32 <= octet < 127 for octet in octets):
        return ""
    return f": its header is the text {octets.decode()!r}, as of a log line in the stream"


def _times(record: Record) -> str:
    return f", {1 + record.alike} in a row" if record.alike else ""


@rule(
    "XS004",
    "optional-record",
    "only known records are used, none that a reader may skip",
    ("libxc optional", "libxl optional", "back-channel optional"),
    f"{SPEC}#records",
    spec=NOTE,
    since="4.6",
    why="Bit 31 of the type marks a record that may be skipped. libxenguest skips one that it"
    " does not know, libxl refuses every one, and so does verify-stream-v2.",
    cause="A patched or newer Xen that sends something extra. No release of Xen has written an"
    " optional record so far.",
    remedy="Nothing in a libxc stream. In the libxl stream leave the record out before the"
    " restore, since libxl does not skip it.",
)
def optional_record(record: Record, _: Context) -> Iterator[Fault]:
    """Tell of a record that a reader may skip. Xen's verifier refuses it."""
    yield Fault(
        f"optional record type 0x{record.type_id:08x} (not checked){_times(record)}",
        field_of(record, "type_id"),
    )


@rule(
    "XS005",
    "octets-after-end",
    "nothing follows the last END",
    "rest",
    f"{SPEC}#end",
    spec=NOTE,
    upstream=NOTE,
    why="What follows the last END is not part of the stream: Xen does not read it, and"
    " nothing here has checked it.",
    cause="Two images in one file, a larger old file that was overwritten without being cut,"
    " or a capture that went on after the migration.",
    remedy="Nothing for the restore. If the octets are a second stream, verify them with --offset.",
)
def octets_after_end(rest: Rest, _: Context) -> Iterator[Fault]:
    """Tell of octets after the last END, as a migration captured on the wire has them."""
    if texts_in(rest):
        return
    follow = "octet follows" if rest.length == 1 else "octets follow"
    yield Fault(f"{rest.length} {follow} the last END (not checked)", at(rest, length=rest.length))


def texts_in(rest: Rest) -> list[str]:
    """Give the texts of an xl migration that a rest is made of, none if it has anything else."""
    octets = rest.octets
    texts: list[bytes] = []
    while octets:
        text = next((one for one in MIGRATION_TEXTS if octets.startswith(one)), None)
        if text is None:
            return []
        texts.append(text)
        # After the receiver's report stands its exit status, an octet.
        octets = octets[len(text) + (text == MIGRATION_REPORT) :]
    return [one[:-1].decode() for one in texts] if len(rest.octets) == rest.length else []


@rule(
    "XS009",
    "migration-text",
    "only the texts of an xl migration follow the last END",
    "rest",
    MIGRATION,
    spec=NOTE,
    upstream=NOTE,
    since="4.1",
    why="At the end of a migration both sides of xl take turns to say that the guest may run."
    " The texts are on the same connection as the stream, and are no part of it.",
    cause="The file is a capture of `xl migrate`, not the output of `xl save`.",
    remedy="Nothing. Cut the texts off if a tool stumbles over them.",
)
def migration_text(rest: Rest, _: Context) -> Iterator[Fault]:
    """Tell of the texts by which the two sides of an `xl migrate` take turns."""
    texts = texts_in(rest)
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
    since="4.1",
    why="`xl migrate-receive` announces itself with a line before the sender begins. It is not"
    " part of the image, and xl restore refuses a file that begins with it.",
    cause="A capture of both directions of a migration in one file.",
    remedy='To restore the capture, drop the octets before "Xen saved domain"; better, capture'
    " the sender's direction only.",
)
def migration_banner(banner: Banner, _: Context) -> Iterator[Fault]:
    """Tell of a capture of both directions."""
    yield Fault(
        "the receiver of an xl migration says that it is ready", at(banner, length=banner.length)
    )


@rule(
    "XS006",
    "endianness-flag",
    "the data is in the endianness that its header names",
    ("image header", "libxl header"),
    f"{SPEC}#image-header",
    upstream=None,
    restore=ERROR,
    says=lambda header, _: None if header.fields.is_le else "Unable to handle big endian streams",
    since="4.6",
    why="All numbers after the header are read in the order that its option bit names. Xen"
    " restores little-endian streams only, so it refuses the flag, and without the flag it"
    " would misread every field.",
    cause="A writer that sets the bit by the wrong convention, or a converter that swapped the"
    " fields and not the flag.",
    remedy="Correct bit 0 of the options so that it agrees with the records. An image whose"
    " records really are big-endian has to be converted: no Xen restores it.",
)
def endianness_flag(header: Header, _: Context) -> Iterator[Fault]:
    """Find a flag that says one endianness over octets that make sense only in the other."""
    if header.layer.flag_fits:
        return
    really = "little" if header.layer.little_endian else "big"
    yield Fault(
        f"options names the wrong endianness: what follows is {really}-endian",
        field_of(header, "options"),
    )


@rule(
    "XS007",
    "one-read",
    "a record fits into one read(2)",
    EVERY_RECORD,
    VERIFIER,
    spec=None,
    stand_in=None,
    since="4.6",
    why="verify-stream-v2 reads a record with one read(), and Linux gives 0x7ffff000 octets at"
    " most. It takes the rest for missing, though the stream is whole.",
    cause="A record of nearly 2 GiB or more. Xen itself writes none: its limit is 128 MiB, and"
    " 8 MiB before 4.10.",
    remedy="Find out which tool wrote a record of this size. If the length is damaged, the"
    " profile spec says where the stream goes wrong.",
)
def one_read(record: Record, _: Context) -> Iterable[Fault]:
    """Find a record that Xen's verifier takes for truncated, since it reads it in one go."""
    length = record.end - record.body_offset
    if length <= LARGEST_READ:
        return ()
    message = f"record length {length}, but Xen's verifier reads at most {LARGEST_READ} octets"
    return (Fault(message, field_of(record, "len_body")),)


@rule(
    "XS901",
    "not-a-stream",
    "the file begins like a Xen stream",
    "not a stream",
    f"{LIBXL_SPEC}#header",
    restore=ERROR,
    is_damage=True,
    why="The octets begin like no format that a Xen domain is saved in, so there is nothing to"
    " check, and no tool would restore them.",
    cause="The wrong file, a wrong --offset, a file of which the beginning is lost or was"
    " overwritten with zeros, or text.",
    remedy='The message says what it looks like. Look for "LibxlFmt", "XENF" or "Xen saved'
    ' domain" in the file, and give the place with --offset.',
)
def not_a_stream(found: Unrecognised, _: Context) -> Iterator[Fault]:
    """Find what begins like no stream."""
    yield Fault(f"not a Xen stream: {found.looks_like}", at(found))


@rule(
    "XS902",
    "other-format",
    "the format is one that is checked",
    "other format",
    f"{SPEC}#image-header",
    spec=ERROR,
    upstream=ERROR,
    restore=ERROR,
    is_damage=True,
    not_checked=True,
    why="The octets are plainly something else, such as an ELF core or a qcow image. They were"
    " not checked, and the exit status is 2, not 1: they may well be good of their kind.",
    cause="The wrong file, an archive that has to be unpacked first, a core of `xl dump-core`,"
    " or a format of compression whose library is not installed.",
    remedy="Do what the message says: unpack it, or install the library (`pip install"
    " 'xenstream[compression]'`).",
)
def other_format(found: Unrecognised, _: Context) -> Iterator[Fault]:
    """Find what is plainly something else, so that nothing was checked."""
    yield Fault(f"this looks like {found.looks_like}; not checked", at(found))


@rule(
    "XS903",
    "unreadable",
    "the file can be read",
    (),
    "read(2)",
    restore=ERROR,
    is_damage=True,
    not_checked=True,
    why="The file, device or pipe gave an error, so that nothing, or not all, was checked. The"
    " exit status is 2.",
    cause="No such file, no right to read it, a failing disk, or compressed data that is damaged.",
    remedy="The message is the system's own. For a disk's error see the kernel's log, and copy"
    " what can be read with ddrescue.",
)
def unreadable(item: AnyItem, _: Context) -> Iterable[Fault]:  # noqa: ARG001
    """Find nothing: what cannot be opened or read is no item, and the judge is told of it."""
    return ()


@rule(
    "XS904",
    "legacy-stream",
    "the stream is not a legacy stream, which is not checked",
    "legacy stream",
    "convert-legacy-stream in Xen's tools/python/scripts",
    restore=ERROR,
    is_damage=True,
    not_checked=True,
    why="Before Xen 4.6 a saved domain had another format, which tells neither its version nor"
    " its guest. It is named here and not checked; the exit status is 2.",
    cause="An image of Xen 4.5 or older, of xm, or of a xapi or libvirt on such a Xen.",
    remedy="Convert it with Xen's convert-legacy-stream (in Xen's private bin directory, such"
    " as /usr/lib/xen/bin; with -g pv or hvm and -w 32 or 64) and verify the result. xl and"
    " xenopsd run it by themselves when they restore such an image.",
)
def legacy_stream(found: Unrecognised | Unchecked, _: Context) -> Iterator[Fault]:
    """Find a stream of a Xen before 4.6."""
    yield Fault(f"this is {found.looks_like}", at(found))


@rule(
    "XS905",
    "no-length",
    "every section states its length",
    "no length",
    XAPI,
    restore=ERROR,
    is_damage=True,
    not_checked=True,
    why="xenopsd writes the state of a vGPU with the length 0 and without a mark of its end."
    " Only the vGPU's own reader knows where it ends, so all after it is unchecked; the exit"
    " status is 2.",
    cause="A guest with a vGPU was suspended.",
    remedy="Nothing: the sections before it were checked. To check those after it, find the"
    " next section and give its streams with --offset.",
)
def no_length(found: Unchecked, _: Context) -> Iterator[Fault]:
    """Find octets of which nothing tells where they end."""
    yield Fault(f"{found.looks_like}; not checked from here on", at(found))


@rule(
    "XS011",
    "packing-cut",
    "the compressed data is complete",
    "packing",
    "the format of the packing",
    restore=ERROR,
    is_damage=True,
    why="The image is compressed, and the compressed data stops early. What could be unpacked"
    " was checked; what the missing part held is unknown, and the unpacker will refuse the"
    " file as well.",
    cause="The compressing pipe was killed, the disk was full, or the copy is not complete.",
    remedy="Compare the size and a checksum with the original, and copy it again. `gzip -t`,"
    " `xz -t` or `zstd -t` say the same.",
)
def packing_cut(packing: Packing, _: Context) -> Iterator[Fault]:
    """Find compressed data that ends early."""
    if not packing.is_cut:
        return
    yield Fault(f"the {packing.method} data is truncated", at(packing))


@rule(
    "XS012",
    "octets-after-packing",
    "nothing follows the compressed data",
    "packing",
    "the format of the packing",
    spec=NOTE,
    upstream=NOTE,
    why="The compressed data has ended, and what follows is neither a further part of it nor"
    " zeros. It was not unpacked and not checked.",
    cause="Something was appended to the compressed file, or it lies in a larger file or on a"
    " device.",
    remedy="Nothing, if the stream before it is valid. Otherwise find out what the octets are:"
    " they may be the rest of an image that was packed in pieces by different tools.",
)
def octets_after_packing(packing: Packing, _: Context) -> Iterator[Fault]:
    """Tell of octets after compressed data that are something else."""
    if not packing.has_more:
        return
    yield Fault(f"other data follows the {packing.method} data (not checked)", at(packing))
