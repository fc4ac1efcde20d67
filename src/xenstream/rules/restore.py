"""Rules on what libxenguest refuses to restore beyond the specification. XS60x to XS68x.

They look at what is known so far of the restore (`context.state_of`), which is kept in profile
restore only.
"""

from __future__ import annotations

from xenstream.format import formats
from xenstream.restore import hvm_context, hvm_params, policy, pv, tsc, versions
from xenstream.restore.pages import PFN_MASK, TABLE_TYPES, words_of
from xenstream.restore.places import PLACES
from xenstream.restore.state import contents_of, present_entries
from xenstream.restore.words import c_hex, name_of
from xenstream.rules.pv import VCPU_KINDS
from xenstream.rules.registry import LIBXC_RECORDS, WARNING, Fault, restore_rule
from xenstream.walk.field import at, field_of, in_body

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xenstream.restore.refusal import Refusal
    from xenstream.restore.state import Restoring
    from xenstream.rules.context import Context
    from xenstream.walk.walker import Header, Record


_GUEST = "tools/libs/guest/"
_RESTORE = f"{_GUEST}xg_sr_restore.c"
_PV = f"{_GUEST}xg_sr_restore_x86_pv.c"
_HVM = f"{_GUEST}xg_sr_restore_x86_hvm.c"
_X86 = f"{_GUEST}xg_sr_common_x86.c"
_PAGE_DATA = "libxc PAGE_DATA"
_SDE = "libxc STATIC_DATA_END"
_P2M = "libxc X86_PV_P2M_FRAMES"
_END = "libxc END"
_VERSION_3_SINCE = (4, 14)
_LONG_RECORDS_SINCE = (4, 10)
_LONGEST_RECORD = 128 << 20
_LONGEST_RECORD_BEFORE = 8 << 20

_PAIR_SINCE = ((4, 12, 3), (4, 13, 1))


def _refused(record: Record, refusal: Refusal | None) -> Iterator[Fault]:
    if refusal is not None:
        field = in_body(record, refusal.offset, refusal.length, refusal.path)
        yield Fault(refusal.message, field, refusal.xen_says or None)


@restore_rule(
    "XS601",
    "restore-big-endian",
    "Xen restores little-endian streams only",
    "image header",
    f"read_headers in {_RESTORE}",
    since="4.6",
    why="The format allows big-endian streams, and no Xen restores one: libxenguest stops with"
    ' "Unable to handle big endian streams".',
    cause="A stream of another tool, or an option bit that was set by mistake: no Xen runs on"
    " a big-endian host.",
    remedy="If the records are little-endian, clear bit 0 of the options. Otherwise convert"
    " every field after the image header.",
)
def restore_big_endian(header: Header, _: Context) -> Iterator[Fault]:
    """Find the flag of a big-endian stream."""
    if header.fields.is_le:
        return
    words = "Unable to handle big endian streams"
    yield Fault(
        "the stream is big-endian, which Xen cannot restore", field_of(header, "options"), words
    )


@restore_rule(
    "XS602",
    "restore-version",
    "the restoring Xen knows the stream's version",
    "image header",
    f"read_headers in {_RESTORE}",
    changes_at=(_VERSION_3_SINCE,),
    since="4.14",
    why='Version 3 came with Xen 4.14. An older one stops at the header with "Invalid Version:'
    ' Expected 2, Got 3".',
    cause="The image was saved by a newer Xen than the one that is to restore it. Going back"
    " to an older Xen is not supported.",
    remedy="Restore it with Xen 4.14 or later.",
)
def restore_version(header: Header, context: Context) -> Iterator[Fault]:
    """Find version 3 where Xen is older than 4.14."""
    xen = context.xen
    if header.fields.version != 3 or xen >= _VERSION_3_SINCE:
        return
    yield Fault(
        f"version is 3, but Xen {versions.name(xen)} knows only version 2",
        field_of(header, "version"),
        "Invalid Version: Expected 2, Got 3",
    )


@restore_rule(
    "XS604",
    "restore-record-length",
    "no record is longer than Xen accepts",
    LIBXC_RECORDS,
    f"read_record in {_GUEST}xg_sr_common.c",
    changes_at=(_LONG_RECORDS_SINCE,),
    needs_body=False,
    since="4.6",
    why="libxenguest reads each record into memory and refuses one of more than 128 MiB,"
    ' before 4.10 of more than 8 MiB, with "exceeds max". It compares the length without the'
    " padding.",
    cause="A damaged length, or a very large guest saved by Xen 4.10 or later: the frame list"
    " of a PV guest with more than 2 TiB takes over 8 MiB.",
    remedy="See whether a record header follows where the length says. If it does, restore"
    " with Xen 4.10 or later; otherwise the length is damaged.",
)
def restore_record_length(record: Record, context: Context) -> Iterable[Fault]:
    """Find a record of more than 128 MiB, 8 MiB before Xen 4.10."""
    if record.length <= _LONGEST_RECORD_BEFORE:
        return ()
    is_newer = context.xen >= _LONG_RECORDS_SINCE
    longest = _LONGEST_RECORD if is_newer else _LONGEST_RECORD_BEFORE
    if record.length <= longest:
        return ()
    words = (
        f"Record ({record.type_id:#010x}, {name_of(record)})"
        f" length {record.length:#x} exceeds max ({longest:#x})"
    )
    message = f"record length {record.length}, but Xen accepts at most {longest}"
    return (Fault(message, field_of(record, "len_body"), words),)


@restore_rule(
    "XS605",
    "restore-static-data-end",
    "STATIC_DATA_END comes before memory",
    (_PAGE_DATA, _P2M),
    f"handle_page_data in {_RESTORE}, handle_x86_pv_p2m_frames in {_PV}",
    since="4.14",
    why="From version 3 on, STATIC_DATA_END closes what has to be known before memory is"
    ' allocated, such as the CPU policy. libxenguest refuses memory before it with "No'
    ' STATIC_DATA_END seen".',
    cause="A converter that changed the version to 3 and not the records, or a record that was"
    " lost at the beginning.",
    remedy="Put an empty STATIC_DATA_END after the policy records, before the first PAGE_DATA"
    " or X86_PV_P2M_FRAMES. verify-stream-v2 does not miss it.",
)
def restore_static_data_end(record: Record, context: Context) -> Iterator[Fault]:
    """Find memory in a stream of version 3 before the end of the static data."""
    state = context.state_of(record.layer)
    if state is None or state.seen_static_data_end or state.infers_static_data_end():
        return
    yield Fault(
        f"{record.name} before STATIC_DATA_END",
        field_of(record, "type_id"),
        "No STATIC_DATA_END seen",
    )


@restore_rule(
    "XS606",
    "restore-second-static-data-end",
    "STATIC_DATA_END comes once",
    _SDE,
    f"handle_static_data_end in {_RESTORE}",
    since="4.14",
    why="The record ends the first part of the stream, once. In a stream of version 2 the"
    ' first memory record counts as one. libxenguest stops with "Multiple STATIC_DATA_END'
    ' records found".',
    cause="Two streams that were joined, or a version 2 header over records of version 3.",
    remedy="Take the second one out, if the records around it are those of one guest.",
)
def restore_second_static_data_end(record: Record, context: Context) -> Iterator[Fault]:
    """Find a second end of the static data; in version 2, memory is one too."""
    state = context.state_of(record.layer)
    if state is None or not state.seen_static_data_end:
        return
    words = "Multiple STATIC_DATA_END records found"
    yield Fault("STATIC_DATA_END comes a second time", field_of(record, "type_id"), words)


@restore_rule(
    "XS608",
    "restore-checkpoint",
    "a plain restore has no CHECKPOINT",
    "libxc CHECKPOINT",
    f"handle_checkpoint in {_RESTORE}",
    since="4.6",
    why="CHECKPOINT makes sense to a receiver that was started for Remus or COLO. `xl restore`"
    ' and `xl migrate` begin a plain restore, which stops with "Found checkpoint in'
    ' non-checkpointed stream".',
    cause="A stream that `xl remus` or COLO sent was captured into a file.",
    remedy="Replace the first CHECKPOINT by libxc's END and the CHECKPOINT_END after it by"
    " libxl's END, and cut off the rest: what stands before is a whole guest.",
)
def restore_checkpoint(record: Record, _: Context) -> Iterator[Fault]:
    """Find a checkpoint, which the receiver of Remus or COLO takes, and no other restore."""
    yield Fault(
        "CHECKPOINT in a plain restore: only the receiver of Remus or COLO accepts it",
        field_of(record, "type_id"),
        "Found checkpoint in non-checkpointed stream",
    )


@restore_rule(
    "XS609",
    "restore-newer-record",
    "the restoring Xen knows the record",
    (_SDE, "libxc X86_CPUID_POLICY", "libxc X86_MSR_POLICY"),
    f"process_record in {_RESTORE}",
    changes_at=(_VERSION_3_SINCE,),
    since="4.14",
    why="An older Xen knows no record of version 3, and as they are mandatory it stops:"
    ' "Mandatory record ... (Reserved) not handled".',
    cause="The image was saved by Xen 4.14 or later.",
    remedy="Restore it with Xen 4.14 or later.",
)
def restore_newer_record(record: Record, context: Context) -> Iterator[Fault]:
    """Find a record of version 3 where Xen is older than 4.14."""
    xen = context.xen
    if xen >= _VERSION_3_SINCE:
        return
    message = f"{record.name} is not known to Xen {versions.name(xen)}"
    words = f"Mandatory record {record.type_id:#x} (Reserved) not handled"
    yield Fault(message, field_of(record, "type_id"), words)


@restore_rule(
    "XS611",
    "restore-second-pv-info",
    "X86_PV_INFO comes once",
    "libxc X86_PV_INFO",
    f"handle_x86_pv_info in {_PV}",
    since="4.6",
    why="The guest's width must not change once it is set. libxenguest stops with \"Already"
    ' received X86_PV_INFO record".',
    cause="Two streams that were joined, or a sender that began anew on the same connection.",
    remedy="Take the second record out if it equals the first; otherwise find out where the"
    " other stream begins.",
)
def restore_second_pv_info(record: Record, context: Context) -> Iterator[Fault]:
    """Find a second X86_PV_INFO."""
    state = context.state_of(record.layer)
    if state is None or state.pv_info is None:
        return
    words = "Already received X86_PV_INFO record"
    yield Fault("X86_PV_INFO comes a second time", field_of(record, "type_id"), words)


@restore_rule(
    "XS612",
    "restore-pv-info-short",
    "X86_PV_INFO has at least 8 octets",
    "libxc X86_PV_INFO",
    f"handle_x86_pv_info in {_PV}",
    since="4.6",
    why="libxenguest reads width and levels from a body of 8 octets, and stops with"
    ' "X86_PV_INFO record truncated" where they are not there.',
    cause="A writer that leaves the reserved octets out, or a damaged length.",
    remedy="Fill the record up to 8 octets with zeros.",
)
def restore_pv_info_short(record: Record, _: Context) -> Iterator[Fault]:
    """Find a body that is too short."""
    size = formats.X86_PV_INFO_SIZE
    if record.length >= size:
        return
    words = f"X86_PV_INFO record truncated: length {record.length}, expected {size}"
    yield Fault(
        f"record length {record.length}, expected at least {size}",
        field_of(record, "len_body"),
        words,
    )


@restore_rule(
    "XS613",
    "restore-pv-info-pair",
    "width and levels belong together: 4 and 3, or 8 and 4",
    "libxc X86_PV_INFO",
    f"handle_x86_pv_info in {_PV}",
    changes_at=versions.changes_of(_PAIR_SINCE),
    since="4.14",
    why="Xen runs 32-bit PV guests with 3 levels of page tables and 64-bit ones with 4. Any"
    ' other pair is refused: "Invalid X86_PV_INFO combination". Before 4.12.3 and 4.13.1 a'
    " width of 4 was taken with any levels.",
    cause="Damage in one of the two octets, or a tool that always writes the same one.",
    remedy="Decide by the length of X86_PV_VCPU_BASIC: 2808 octets mean 4 and 3, 5176 mean 8"
    " and 4. verify-stream-v2 lets the wrong pairs pass.",
)
def restore_pv_info_pair(record: Record, context: Context) -> Iterator[Fault]:
    """Find a width and levels that no guest has together."""
    if record.length < formats.X86_PV_INFO_SIZE:
        return
    width, levels = record.body.guest_width, record.body.num_pt_levels
    if (width, levels) in ((4, 3), (8, 4)):
        return
    if width == 4 and not versions.has(context.xen, _PAIR_SINCE):
        return  # only the host's own width was looked at
    words = f"Invalid X86_PV_INFO combination: width {width}, pt_levels {levels}"
    yield Fault(
        f"guest_width {width} with num_pt_levels {levels}, expected 4 with 3 or 8 with 4",
        field_of(record, "guest_width"),
        words,
    )


@restore_rule(
    "XS614",
    "restore-pv-info-first",
    "X86_PV_INFO comes before what needs it",
    (_P2M, "libxc SHARED_INFO"),
    f"handle_x86_pv_p2m_frames and handle_shared_info in {_PV}",
    since="4.6",
    why="How many p2m entries a page holds, and how SHARED_INFO is laid out, depends on the"
    ' guest\'s width. libxenguest stops with "Not yet received X86_PV_INFO record".',
    cause="A tool that changed the order of the records, or a lost X86_PV_INFO.",
    remedy="Put X86_PV_INFO first. If it is lost, its contents follow from the length of"
    " X86_PV_VCPU_BASIC.",
)
def restore_pv_info_first(record: Record, context: Context) -> Iterator[Fault]:
    """Find a record that needs the guest's width before it is told."""
    state = context.state_of(record.layer)
    if state is None or state.pv_info is not None or not state.is_pv:
        return
    yield Fault(
        f"{record.name} before X86_PV_INFO",
        field_of(record, "type_id"),
        "Not yet received X86_PV_INFO record",
    )


@restore_rule(
    "XS615",
    "restore-p2m-range",
    "start_pfn is not above end_pfn",
    _P2M,
    f"handle_x86_pv_p2m_frames in {_PV}",
    since="4.6",
    why="The record covers pfns from start_pfn to end_pfn. libxenguest refuses a range that"
    ' ends before it begins, with a message that has the two names the wrong way round: "End'
    ' pfn in stream (...) exceeds Start (...)".',
    cause="Swapped fields, damage, or a 64-bit number where two of 32 bits belong.",
    remedy="For a first record start_pfn is 0 and end_pfn the guest's highest pfn; the number"
    " of frames must agree with them.",
)
def restore_p2m_range(record: Record, _: Context) -> Iterator[Fault]:
    """Find a range that ends before it begins."""
    body = record.body
    if body is None or body.start_pfn <= body.end_pfn:
        return
    words = f"End pfn in stream ({c_hex(body.end_pfn)}) exceeds Start ({c_hex(body.start_pfn)})"
    yield Fault(
        f"start_pfn {body.start_pfn:#x} is above end_pfn {body.end_pfn:#x}",
        field_of(record, "start_pfn"),
        words,
    )


@restore_rule(
    "XS616",
    "restore-p2m-count",
    "there is a frame for each page of the p2m's range",
    _P2M,
    f"handle_x86_pv_p2m_frames in {_PV}",
    since="4.6",
    why="A page of the p2m holds 512 entries of a 64-bit guest, 1024 of a 32-bit one, and the"
    " record has a frame for each such page of its range. libxenguest stops with"
    ' "X86_PV_P2M_FRAMES record wrong size".',
    cause="A wrong guest_width, an end_pfn that counts pages instead of naming the last one,"
    " or a damaged length.",
    remedy="The count is end_pfn / n - start_pfn / n + 1, with n = 4096 / width."
    " verify-stream-v2 does not check it.",
)
def restore_p2m_count(record: Record, context: Context) -> Iterator[Fault]:
    """Find another number of frames than the range asks for."""
    state, body = context.state_of(record.layer), record.body
    if state is None or body is None or body.start_pfn > body.end_pfn:
        return
    per_page = state.frames_per_page
    start, end = body.start_pfn // per_page, body.end_pfn // per_page + 1
    if record.length == 8 + 8 * (end - start):
        return
    words = f"X86_PV_P2M_FRAMES record wrong size: start_pfn {c_hex(body.start_pfn)}, end_pfn"
    words += f" {c_hex(body.end_pfn)}, length {record.length}, expected 8 + ({end} - {start}) * 8"
    yield Fault(
        f"{(record.length - 8) // 8} frames, expected {end - start} ({per_page} entries each)",
        field_of(record, "len_body"),
        words,
    )


@restore_rule(
    "XS617",
    "restore-pfn-range",
    "a PV guest's pfns are within its p2m",
    _PAGE_DATA,
    f"handle_page_data in {_RESTORE}",
    since="4.6",
    why="A PV guest's highest pfn is what X86_PV_P2M_FRAMES told. libxenguest has no place for"
    ' a page beyond it, and stops with "outside domain maximum". Without any P2M_FRAMES before'
    " it only pfn 0 is allowed.",
    cause="PAGE_DATA before X86_PV_P2M_FRAMES, an end_pfn that is too small, or damage in the"
    " table.",
    remedy="See whether all or a few entries are beyond: all point to the order of records or"
    " to end_pfn, a few to the table.",
)
def restore_pfn_range(record: Record, context: Context) -> Iterator[Fault]:
    """Find a pfn beyond the largest that X86_PV_P2M_FRAMES told of."""
    state = context.state_of(record.layer)
    if state is None or not state.is_pv or not record.table:
        return
    for index, word in enumerate(words_of(record.table)):
        pfn = word & PFN_MASK
        if pfn > state.max_pfn:
            entry = formats.PAGE_DATA_HEADER_SIZE + index * formats.PFN_ENTRY_SIZE
            yield Fault(
                f"pfns[{index}] is {pfn:#x}, beyond the p2m's last pfn {state.max_pfn:#x}",
                in_body(record, entry, formats.PFN_ENTRY_SIZE, f"pfns[{index}]"),
                f"pfn {c_hex(pfn)} (index {index}) outside domain maximum",
            )
            return


def _beyond_in_words(_: Record, context: Context) -> str:
    union = "x86.pv" if context.xen >= (4, 14) else "x86_pv"
    return f"pfn_to_mfn: Assertion `pfn <= ctx->{union}.max_pfn' failed."


@restore_rule(
    "XS618",
    "restore-page-table",
    "page tables name pfns of the guest",
    _PAGE_DATA,
    f"x86_pv_localise_page in {_PV}",
    says=_beyond_in_words,
    since="4.6",
    why="In the stream, entries of page tables name pfns, and restore puts the new frames in"
    " their place. It looks each one up in the p2m, and one beyond its end makes libxenguest"
    " die of an assertion, unless it was built without them.",
    cause="A page of ordinary data that is marked as a page table, damaged contents, or a"
    " table that was saved while the guest changed it and never sent again.",
    remedy="Look at the page: if most entries are implausible, its type is wrong. Otherwise"
    " save the guest again.",
)
def restore_page_table(record: Record, context: Context) -> Iterator[Fault]:
    """Find an entry of a page table that names a pfn beyond the p2m."""
    state = context.state_of(record.layer)
    if state is None or not state.is_pv or not record.contents:
        return
    begin = record.length - len(record.contents)
    for page_index, pfn, kind in contents_of(record):
        if kind & 7 not in TABLE_TYPES:
            continue
        page = record.contents[page_index * 4096 : (page_index + 1) * 4096]
        for index, frame in present_entries(page):
            if frame > state.max_pfn:
                yield Fault(
                    f"L{kind & 7}[{index}] in pfn {pfn:#x} names pfn {frame:#x},"
                    f" beyond the p2m's last pfn {state.max_pfn:#x}",
                    in_body(record, begin + page_index * 4096 + index * 8, 8),
                )
                return


_MOST_GFN_BITS = 36
"""Of the pfns that four levels of tables can map, 9 bits each; whatever maps them has no more."""
_MAPPED_EXACTLY_SINCE = (4, 16)
_LOW_NIBBLES = bytes(range(16))
_HIGH_NIBBLES = bytes(range(0, 256, 16))


@restore_rule(
    "XS619",
    "restore-pfn-height",
    "an HVM guest's pfns have 36 bits",
    _PAGE_DATA,
    f"pfn_set_populated in {_RESTORE}, p2m_pt_set_entry in xen/arch/x86/mm/p2m-pt.c",
    changes_at=(_MAPPED_EXACTLY_SINCE,),
    since="4.6",
    why="Xen maps a guest's memory by four levels of tables, which have room for pfns of 36 bits."
    " Before that libxenguest makes a bitmap with a bit for each pfn up to the highest, clears it,"
    ' and stops with "Failed to realloc populated bitmap" where that has no room.',
    cause="Damage in the upper half of an entry of the table.",
    remedy="Compare with the entries before and after it: in a record they mostly ascend by 1.",
)
def restore_pfn_height(record: Record, context: Context) -> Iterator[Fault]:
    """Find a page with memory that is above all that Xen can map."""
    table = record.table
    if not table or record.layer.guest_type != formats.HVM:
        return
    if not (
        table[4::8].translate(None, _LOW_NIBBLES)
        or table[5::8].strip(b"\0")
        or table[6::8].translate(None, _HIGH_NIBBLES)
    ):
        return
    # Until then a page without contents that could not be mapped was not missed.
    without = (0xD, 0xF) if context.xen >= _MAPPED_EXACTLY_SINCE else (0xD, 0xE, 0xF)
    for index, word in enumerate(words_of(table)):
        pfn = word & PFN_MASK
        if pfn >> _MOST_GFN_BITS and word >> 60 not in without:
            entry = formats.PAGE_DATA_HEADER_SIZE + index * formats.PFN_ENTRY_SIZE
            yield Fault(
                f"pfns[{index}] is {pfn:#x}, expected {_MOST_GFN_BITS} bits",
                in_body(record, entry, formats.PFN_ENTRY_SIZE, f"pfns[{index}]"),
                "Failed to realloc populated bitmap",
            )
            return


_SLACK_KIB = 1024
"""LIBXL_MAXMEM_CONSTANT: what libxl gives a domain beyond its memory."""
_DEFAULT_KIB = 32 * 1024
_KIB_OF_PAGE = 4


@restore_rule(
    "XS626",
    "restore-memory-limit",
    "the guest has no more memory than its configuration allows",
    _END,
    f"populate_pfns in {_RESTORE}, libxl__build_pre in tools/libs/light/libxl_dom.c",
    changes_at=versions.ANY_RELEASE,
    since="4.6",
    why="libxl limits the domain to target_memkb and 1 MiB before the stream is read, and Xen"
    ' gives no page beyond: libxenguest stops with "Failed to populate physmap".',
    cause="A configuration with less memory than the guest had when it was saved, or of another"
    " guest.",
    remedy="Set target_memkb and max_memkb of b_info to what the guest had, or give a"
    " configuration: `xl restore CONFIG IMAGE`.",
)
def restore_memory_limit(record: Record, context: Context) -> Iterator[Fault]:
    """Find a guest that has more pages than its domain may have."""
    state, configuration = context.state_of(record.layer), record.layer.configuration
    if state is None or configuration is None or configuration.kind != "xl configuration":
        return
    text, pages = configuration.text(), state.least_populated()
    if not text or pages * _KIB_OF_PAGE <= _SLACK_KIB:
        return
    from xenstream.restore import libxl_config  # only where there is one

    reading = libxl_config.read(text, context.xen)
    if reading.problem is not None or libxl_config.refusal(reading, context.xen) is not None:
        return
    build = reading.config["b_info"]
    target = build.get("target_memkb", build.get("max_memkb", _DEFAULT_KIB))
    most = (target + _SLACK_KIB) // _KIB_OF_PAGE
    if pages > most:
        yield Fault(
            f"{pages} pages, but target_memkb {target} allows {most}",
            field_of(record, "type_id"),
            "Failed to populate physmap",
        )


@restore_rule(
    "XS621",
    "restore-vcpu-basic",
    "X86_PV_VCPU_BASIC fits the guest's width",
    "libxc X86_PV_VCPU_BASIC",
    f"handle_x86_pv_vcpu_blob in {_PV}",
    since="4.6",
    why="The record holds the guest's vcpu_guest_context, 5168 octets for a 64-bit guest, 2800"
    " for a 32-bit one, after 8 octets of header. libxenguest refuses another size with"
    ' "record wrong size".',
    cause="X86_PV_INFO with a wrong width, or none before this record: then Xen expects a"
    " 64-bit guest.",
    remedy="Check the width first. If it is right, the length is damaged or the contents are"
    " those of another structure.",
)
def restore_vcpu_basic(record: Record, context: Context) -> Iterator[Fault]:
    """Find a context of another size than the guest's."""
    state = context.state_of(record.layer)
    header = formats.VCPU_HEADER_SIZE
    if state is None or record.length <= header:
        return
    expected = header + PLACES[state.width].context_size
    if record.length == expected:
        return
    words = f"X86_PV_VCPU_BASIC record wrong size: expected {expected}, got {record.length}"
    yield Fault(
        f"record length {record.length}, expected {expected} for a {8 * state.width}-bit guest",
        field_of(record, "len_body"),
        words,
    )


def _state_size(record: Record) -> int:
    """Give the octets of a vcpu's state, 0 where there is none: Xen tolerates that."""
    return max(0, record.length - formats.VCPU_HEADER_SIZE)


def _state_fault(record: Record, expected: str, words: str) -> Fault:
    return Fault(
        f"{record.name} has {_state_size(record)} octets of state, expected {expected}",
        field_of(record, "len_body"),
        f"{record.name} record {words}",
    )


@restore_rule(
    "XS622",
    "restore-vcpu-extended",
    "X86_PV_VCPU_EXTENDED has at most 128 octets of state",
    "libxc X86_PV_VCPU_EXTENDED",
    f"handle_x86_pv_vcpu_blob in {_PV}",
    since="4.6",
    why="Extended state is given to Xen as xen_domctl_ext_vcpucontext, whose part in the"
    ' stream has 128 octets at most. libxenguest refuses more with "record too long".',
    cause="A damaged length, or an XSAVE area under the wrong type.",
    remedy="Compare with the length of the other vcpus' records, which are the same in one stream.",
)
def restore_vcpu_extended(record: Record, _: Context) -> Iterator[Fault]:
    """Find more state than Xen has a place for."""
    if _state_size(record) <= 128:
        return
    yield _state_fault(record, "at most 128", f"too long: max 136, got {record.length}")


_EMPTY_NAMED_UNTIL = ((4, 6, 6), (4, 7, 3), (4, 8, 2))
_EMPTY_SINCE = ((4, 11, 0),)
_XSAVE_LEAST_SINCE = ((4, 12, 3), (4, 13, 1))
"""Before, the check that is meant for the MSRs stood at the XSAVE record."""


@restore_rule(
    "XS625",
    "restore-vcpu-empty",
    "a vcpu's record has contents, where Xen does not take it without",
    VCPU_KINDS,
    f"handle_x86_pv_vcpu_blob in {_PV}",
    changes_at=versions.changes_of(_EMPTY_NAMED_UNTIL, _EMPTY_SINCE),
    since="4.11",
    why="Xen 4.6 to 4.8 wrote X86_PV_VCPU_EXTENDED, XSAVE and MSRS without contents where there"
    " was nothing to say. The first releases refuse them when they read them; 4.6.6, 4.7.3, 4.8.2"
    " and those after them skip them and still report a failure; 4.11 mended that.",
    cause="An image saved by Xen 4.6 to 4.8, restored by a release up to 4.10.",
    remedy="Restore it on Xen 4.11 or later, or leave the record out.",
)
def restore_vcpu_empty(record: Record, context: Context) -> Iterator[Fault]:
    """Find a header without contents, which Xen skips since 4.11 only.

    4.6.6, 4.7.3, 4.8.2 and those after them were to skip it, and report a failure all the same.
    """
    size = formats.VCPU_HEADER_SIZE
    if record.length != size or versions.has(context.xen, _EMPTY_SINCE):
        return
    words = f"{record.name} record truncated: length {size}, min {size + 1}"
    yield Fault(
        f"{record.name} has no contents, which Xen {versions.name(context.xen)} does not skip",
        field_of(record, "len_body"),
        None if versions.has(context.xen, _EMPTY_NAMED_UNTIL) else words,
    )


@restore_rule(
    "XS623",
    "restore-vcpu-xsave",
    "X86_PV_VCPU_XSAVE has at least 16 octets of state",
    "libxc X86_PV_VCPU_XSAVE",
    f"handle_x86_pv_vcpu_blob in {_PV}",
    changes_at=versions.changes_of(_XSAVE_LEAST_SINCE),
    since="4.14",
    why="The record begins with two 64-bit words, the mask of features and the size."
    ' libxenguest refuses less with "record too short". Before 4.12.3 and 4.13.1 it asked for a'
    " multiple of 16 instead.",
    cause="A damaged length, or a writer that sends a record for a vcpu without state.",
    remedy="Leave the record out if the guest never used the FPU beyond FXSAVE; otherwise save"
    " it again.",
)
def restore_vcpu_xsave(record: Record, context: Context) -> Iterator[Fault]:
    """Find too little state; once, state that is no multiple of 16 octets."""
    size = _state_size(record)
    if not versions.has(context.xen, _XSAVE_LEAST_SINCE):
        if size % 16 == 0:
            return
        words = f"payload size {size} expected to be a multiple of 16"
        yield _state_fault(record, f"a multiple of 16 on Xen {versions.name(context.xen)}", words)
        return
    if not 0 < size < 16:
        return
    yield _state_fault(record, "at least 16", f"too short: min 24, got {record.length}")


@restore_rule(
    "XS624",
    "restore-vcpu-msrs",
    "X86_PV_VCPU_MSRS holds whole registers",
    "libxc X86_PV_VCPU_MSRS",
    f"handle_x86_pv_vcpu_blob in {_PV}",
    changes_at=versions.changes_of(_XSAVE_LEAST_SINCE),
    since="4.14",
    why="Each register takes 16 octets: index, reserved, value. libxenguest refuses anything"
    ' else with "expected to be a multiple of 16". Before 4.12.3 and 4.13.1 the check'
    " stood at the XSAVE record by mistake, and this one passed.",
    cause="A damaged length, or a tool that wrote 12 octets a register.",
    remedy="Correct the length or the entries. verify-stream-v2 does not check it.",
)
def restore_vcpu_msrs(record: Record, context: Context) -> Iterator[Fault]:
    """Find a register that is cut short."""
    size = _state_size(record)
    if size % 16 == 0 or not versions.has(context.xen, _XSAVE_LEAST_SINCE):
        return
    words = f"payload size {size} expected to be a multiple of 16"
    yield _state_fault(record, "a multiple of 16", words)


@restore_rule(
    "XS631",
    "restore-tsc-mode",
    "the TSC mode is one that Xen supports",
    "libxc X86_TSC_INFO",
    f"handle_x86_tsc_info in {_X86}, tsc_set_info in xen/arch/x86/time.c",
    changes_at=tsc.CHANGES_AT,
    since="4.12",
    why="Xen knows the modes 0 (default), 1 (always emulate) and 2 (never emulate). From 4.12"
    ' on it refuses any other: "Unable to set TSC information".',
    cause='A guest that ran with tsc_mode="native_paravirt", mode 3, under a Xen before 4.12,'
    " which dropped it. Otherwise damage.",
    remedy="Set the mode to 0, which lets Xen choose. A guest that relied on mode 3 for its"
    " clock should be restarted afterwards.",
)
def restore_tsc_mode(record: Record, context: Context) -> Iterator[Fault]:
    """Find a mode that Xen refuses."""
    if record.length != formats.X86_TSC_INFO_SIZE:
        return
    yield from _refused(record, tsc.tsc_refusal(record.octets, context.xen, length=record.length))


@restore_rule(
    "XS641",
    "restore-hvm-param",
    "Xen accepts all HVM parameters",
    "libxc HVM_PARAMS",
    f"handle_hvm_params in {_HVM}, hvm_set_param in xen/arch/x86/hvm/hvm.c",
    changes_at=hvm_params.CHANGES_AT,
    since="4.6",
    why="Xen sets the parameters one by one, and the first that it refuses ends the restore:"
    ' "set HVM param ... = ...". Which ones it takes differs by release: some became read-only'
    " or were dropped.",
    cause="An image of an older Xen with a parameter that has become obsolete, one saved by a"
    " newer Xen with a parameter that the target does not have, or a damaged value.",
    remedy="Read the message for the parameter's name. An obsolete one can be taken out of the"
    " record (and the count lowered); for an unknown one restore with a newer Xen.",
)
def restore_hvm_param(record: Record, context: Context) -> Iterator[Fault]:
    """Find a parameter that Xen refuses."""
    state = context.state_of(record.layer)
    if state is None or record.body is None or state.is_pv:
        return
    is_pvh = state.is_pvh_on(context.xen)
    yield from _refused(record, state.hvm_params.refusal(record, context.xen, is_pvh=is_pvh))


@restore_rule(
    "XS642",
    "restore-hvm-context-missing",
    "an HVM guest has its HVM_CONTEXT",
    _END,
    f"x86_hvm_stream_complete in {_HVM}",
    since="4.6",
    why="At the end of the stream libxenguest loads the HVM context into Xen. Where none came"
    ' it gives Xen nothing, and stops with "Unable to restore HVM context".',
    cause="The stream was cut and closed with an END by some tool, or the record was filtered out.",
    remedy="Save the guest again: the registers and the state of the devices cannot be made up.",
)
def restore_hvm_context_missing(record: Record, context: Context) -> Iterator[Fault]:
    """Find an HVM guest without its processors' state."""
    state = context.state_of(record.layer)
    if state is None or state.is_pv or state.hvm_context is not None:
        return
    yield Fault(
        "no HVM_CONTEXT in the stream of an HVM guest",
        field_of(record, "type_id"),
        "Unable to restore HVM context",
    )


@restore_rule(
    "XS643",
    "restore-hvm-context",
    "Xen loads HVM_CONTEXT",
    _END,
    f"x86_hvm_stream_complete in {_HVM}, hvm_load in xen/arch/x86/hvm/save.c",
    changes_at=hvm_context.CHANGES_AT,
    since="4.6",
    why="Xen walks the entries and loads each; one that it does not take ends the restore. The"
    ' toolstack says only "Unable to restore HVM context" and an errno, the reason is in `xl'
    " dmesg`.",
    cause="An image of a newer Xen with entries or lengths that the target does not know,"
    " damage, an entry for a vcpu that the domain does not have, or a PC's device in a PVH"
    " domain. Or registers that use a CPU feature which the guest's policy, this release or the"
    " target's processors have not: the finding names it.",
    remedy="Read `xl dmesg` on the host that refused it, and compare the entry named here."
    " Restore with the release that saved the image, on a host that has the feature, or correct"
    " the number of vcpus in the configuration.",
)
def restore_hvm_context(record: Record, context: Context) -> Iterator[Fault]:
    """Find an entry that Xen does not load, in the last HVM_CONTEXT."""
    state = context.state_of(record.layer)
    if state is None or state.is_pv or state.hvm_context is None or not state.hvm_context.length:
        return
    saved, domain = state.hvm_context, state.domain_on(context.xen)
    refusal = hvm_context.refusal(
        saved.octets,
        context.xen,
        state.vcpus_on(context.xen),
        length=saved.length,
        policy=context.guest_policy_of(state),
        has_devices=None if domain is None or domain.type is None else domain.type != "pvh",
    )
    yield from _refused(saved, refusal)


@restore_rule(
    "XS644",
    "restore-hvm-lacks",
    "HVM_CONTEXT has what the guest cannot run without",
    _END,
    "hvm_load in xen/arch/x86/hvm/save.c",
    severity=WARNING,
    since="4.6",
    why="Xen restores the guest, and it does not run: a vcpu without a CPU entry stays down,"
    " and one with half of its local APIC gets no interrupts.",
    cause="A tool that writes its own HVM_CONTEXT, or an image that was made for a test.",
    remedy="Save the guest again with Xen. An entry may be missing for a vcpu that the guest"
    " itself has taken offline, and then nothing is reported.",
)
def restore_hvm_lacks(record: Record, context: Context) -> Iterator[Fault]:
    """Find that a guest would be restored, and still not run."""
    state = context.state_of(record.layer)
    if state is None or state.is_pv or state.hvm_context is None:
        return
    saved = state.hvm_context
    lacks = hvm_context.lacks(saved.octets) if saved.length == len(saved.octets) else ()
    if not lacks:
        return
    yield Fault("; ".join(lacks), field_of(saved, "type_id"))


def _completes_static_data(record: Record, state: Restoring) -> bool:
    if record.kind == _SDE:
        return not state.seen_static_data_end
    return state.infers_static_data_end()


@restore_rule(
    "XS661",
    "restore-cpuid-policy",
    "Xen accepts the CPUID policy",
    (_SDE, _PAGE_DATA, _P2M),
    f"x86_static_data_complete in {_X86}, x86_cpuid_copy_from_buffer in xen/lib/x86/cpuid.c",
    changes_at=policy.CPUID_CHANGES_AT,
    since="4.14",
    why="At STATIC_DATA_END libxenguest hands the leaves to Xen, which refuses the whole"
    ' policy for one that it has no place for: "Failed to set CPUID policy: leaf ..., subleaf'
    ' ...".',
    cause="An image of a newer Xen, which knows more leaves than the target; a damaged leaf"
    " number; a highest leaf, in leaf 0, 7 or 0x80000000, above what Xen keeps or, up to 4.18.3"
    " and 4.19.0, above the host's; from 4.22 on, a policy of another vendor's processor.",
    remedy="Restore with a release at least as new as the one that saved it. Otherwise take"
    " the leaf out of the record, if the guest does not need it.",
)
def restore_cpuid_policy(record: Record, context: Context) -> Iterator[Fault]:
    """Find a leaf that Xen refuses, in the last X86_CPUID_POLICY before STATIC_DATA_END."""
    state = context.state_of(record.layer)
    if state is None or state.cpuid is None or not _completes_static_data(record, state):
        return
    if context.xen < _VERSION_3_SINCE or policy.cpuid_length_refusal(state.cpuid.length):
        return
    host = context.host_policy_of(state)
    refusal = policy.cpuid_refusal(
        state.cpuid.octets, context.xen, length=state.cpuid.length, host=host
    )
    yield from _refused(state.cpuid, refusal)


@restore_rule(
    "XS662",
    "restore-msr-policy",
    "Xen accepts the MSR policy",
    (_SDE, _PAGE_DATA, _P2M),
    f"x86_static_data_complete in {_X86}, x86_msr_copy_from_buffer in xen/lib/x86/msr.c",
    changes_at=policy.MSR_CHANGES_AT,
    since="4.14",
    why="At STATIC_DATA_END libxenguest hands the entries to Xen, which refuses the whole"
    ' policy for an MSR, a flag or a bit that it does not know: "Failed to set CPUID policy:'
    ' ... msr ...".',
    cause="An image of a newer Xen, or of a later point release: MSR_ARCH_CAPABILITIES came"
    " with 4.14.1, its upper half with 4.14.6, 4.15.5, 4.16.5 and 4.17.2.",
    remedy="Update the restoring Xen to its last point release. Otherwise take the entry out"
    " of the record.",
)
def restore_msr_policy(record: Record, context: Context) -> Iterator[Fault]:
    """Find an entry that Xen refuses, in the last X86_MSR_POLICY before STATIC_DATA_END."""
    state = context.state_of(record.layer)
    if state is None or state.msrs is None or not _completes_static_data(record, state):
        return
    if context.xen < _VERSION_3_SINCE or policy.msr_length_refusal(state.msrs.length):
        return
    host = context.host_policy_of(state) if state.is_pv else None
    refusal = policy.msr_refusal(
        state.msrs.octets, context.xen, length=state.msrs.length, host=host
    )
    yield from _refused(state.msrs, refusal)


def restore_pv_guest(record: Record, context: Context) -> Iterator[Fault]:
    """Find the first of a PV guest's facts that Xen refuses at the end: it meets no other."""
    state = context.state_of(record.layer)
    if state is None or not state.is_pv:
        return
    found = pv.first_refusal(state, record, context.guest_policy_of(state))
    if found is not None:
        refusal, code = found.refusal, _PV_RULES[found.fact]
        field = in_body(found.record, refusal.offset, refusal.length, refusal.path)
        if found.record is record:
            field = at(record)
        yield Fault(refusal.message, field, refusal.xen_says or None, code)


_PV_RULES: dict[pv.Fact, str] = {}


def _pv_rule(
    code: str,
    fact: pv.Fact,
    name: str,
    title: str,
    *,
    since: str = "any",
    why: str,
    cause: str,
    remedy: str,
) -> None:
    _PV_RULES[fact] = code
    restore_rule(
        code,
        name,
        title,
        _END,
        f"x86_pv_stream_complete in {_PV}",
        changes_at=pv.CHANGES_AT,
        since=since,
        why=why,
        cause=cause,
        remedy=remedy,
    )(restore_pv_guest)


_pv_rule(
    "XS671",
    "vcpu 0",
    "restore-vcpu-0",
    "a PV guest has the basic state of vcpu 0",
    since="4.6",
    why="Without the registers of vcpu 0 there is nothing to start. libxenguest stops with"
    " \"Sender didn't send vcpu0's basic state\".",
    cause="The stream was cut and closed with an END by some tool, or the record has no contents.",
    remedy="Save the guest again.",
)
_pv_rule(
    "XS672",
    "start info",
    "restore-start-info",
    "the start info is an ordinary page of the guest",
    since="4.6",
    why="A suspended PV guest keeps the pfn of its start info in edx of vcpu 0. Restore writes"
    " xenstore's and the console's new places there, so the page has to be in the p2m and of"
    " type 0.",
    cause="The guest was saved while it was running, not suspended, so that edx holds"
    " something else; or the page was never sent.",
    remedy="Save the guest again. If it fails again, the guest's kernel does not suspend"
    " properly: see its own log.",
)
_pv_rule(
    "XS673",
    "start info's pages",
    "restore-start-info-pages",
    "the start info names pages of the guest",
    since="4.6",
    why="The start info names the pages of xenstore's and the console's ring. libxenguest"
    ' gives them to the daemons, and stops with "XenStore pfn ... out of range" or "Console'
    ' pfn ...".',
    cause="A start info page that is damaged or was never sent again after the guest"
    " suspended, or an end_pfn of the p2m that is too small.",
    remedy="Check end_pfn of X86_PV_P2M_FRAMES first. If it is right, save the guest again.",
)
_pv_rule(
    "XS674",
    "GDT entries",
    "restore-gdt-entries",
    "a vcpu's GDT has at most 7168 entries",
    since="4.6",
    why="A guest may have 14 pages of GDT, 512 entries each; the rest is Xen's. libxenguest"
    ' stops with "GDT entry count (...) out of range".',
    cause="X86_PV_VCPU_BASIC is damaged, or has the layout of the other width.",
    remedy="Compare width, length and the other vcpus' records; a context in the wrong layout"
    " has implausible registers everywhere.",
)
_pv_rule(
    "XS675",
    "GDT frames",
    "restore-gdt-frames",
    "a GDT's frames are ordinary pages of the guest",
    since="4.6",
    why="Each page of a vcpu's GDT has to be in the p2m and of type 0: Xen makes descriptor"
    ' pages of them when the vcpu is loaded. libxenguest stops with "GDT frame ... has bad'
    ' type" or "out of range".',
    cause="A damaged context, or a page whose last PAGE_DATA entry has a page table's type.",
    remedy="Look at the last entry of that pfn. If it changed its type during a live save,"
    " save the guest again while it is paused.",
)
_pv_rule(
    "XS676",
    "cr3",
    "restore-cr3",
    "cr3 names a page table of the highest level",
    since="4.6",
    why="cr3 names the top page table, of level 4 in a 64-bit guest, level 3 in a 32-bit one."
    ' libxenguest stops with "cr3 (pfn ...) has bad type" or "out of range".',
    cause="A page that was not sent as a page table the last time, a damaged context, or"
    " levels in X86_PV_INFO that are not the guest's.",
    remedy="Check X86_PV_INFO first, then the last PAGE_DATA entry of that pfn.",
)
_pv_rule(
    "XS677",
    "cr1",
    "restore-cr1",
    "cr1, if it is set, names a page table of the highest level",
    since="4.6",
    why="A 64-bit PV guest keeps its user page table in cr1, if bit 0 is set. It has to be a"
    ' table of level 4; libxenguest stops with "cr1 (pfn ...) has bad type" or "out of range".',
    cause="As with cr3: the page was last sent with another type, or the context is damaged.",
    remedy="Look at the last PAGE_DATA entry of that pfn. A live save of a guest that is"
    " exiting a process may have met the table half-way: save again.",
)
_pv_rule(
    "XS679",
    "basic",
    "restore-vcpu-context",
    "Xen accepts a vcpu's basic state",
    since="4.6",
    why="The hypervisor checks each vcpu's registers, page table and flags when it is asked to"
    " set them, and the restore fails with its error number.",
    cause="A register, selector, debug register or flag that no guest can have: a damaged"
    " record, or one that another tool wrote.",
    remedy="Compare the vcpu's basic state with that of a good save; the finding names the field.",
)
_pv_rule(
    "XS683",
    "extended",
    "restore-vcpu-extended-state",
    "Xen accepts a vcpu's extended state",
    since="4.6",
    why="The hypervisor takes an extended state only with the size it knows, and with"
    " canonical addresses in it.",
    cause="A damaged X86_PV_VCPU_EXTENDED record, or one of a tool with another idea of its size.",
    remedy="Compare the record with that of a good save.",
)
_pv_rule(
    "XS684",
    "xsave",
    "restore-vcpu-xsave-state",
    "Xen accepts a vcpu's xsave state",
    since="4.6",
    why="The hypervisor checks the header of an xsave state: its components have to be ones that"
    " the guest's CPU policy and the host have, and the size has to go with them.",
    cause="A state of a host with features that this one lacks, or a damaged header.",
    remedy="Restore on a host with the features, or save again with the guest's features levelled.",
)
_pv_rule(
    "XS685",
    "msrs",
    "restore-vcpu-msr-state",
    "Xen accepts a vcpu's MSRs",
    since="4.6",
    why="The hypervisor writes a vcpu's MSRs one by one, and refuses indices, flags or values"
    " that it does not know, or that need a feature which the guest's CPU policy has not.",
    cause="A stream of a later Xen with MSRs that this one lacks, a host without the feature, or a"
    " damaged record.",
    remedy="Restore on the Xen that saved, or on a later one.",
)
_pv_rule(
    "XS678",
    "p2m",
    "restore-p2m-frames",
    "the p2m's frames are ordinary pages of the guest",
    since="4.6",
    why="The frames of X86_PV_P2M_FRAMES are where the guest keeps its own p2m, and restore"
    ' writes the new one there. Each has to be in range and of type 0: "pfn (...) for'
    ' p2m_frame_list[...] has bad type".',
    cause="A frame that is damaged, or whose page was last sent as a page table; or further"
    " P2M_FRAMES records that do not meet the first without a gap.",
    remedy="Check the frames against the guest's highest pfn, and the last PAGE_DATA entry of"
    " each that is named.",
)


@restore_rule(
    "XS681",
    "restore-shared-info",
    "a PV guest has its SHARED_INFO",
    _END,
    f"handle_shared_info in {_PV}",
    severity=WARNING,
    since="4.6",
    why="Xen does not ask for SHARED_INFO. Without it the guest is built, and has neither its"
    " time nor its vcpus' words: it hangs or crashes after the restore says that it succeeded.",
    cause="The record was lost or filtered out, or a tool wrote a page of zeros in its place.",
    remedy="Save the guest again. Where only the record is lost, no page of zeros helps.",
)
def restore_shared_info(record: Record, context: Context) -> Iterator[Fault]:
    """Find that a PV guest would be restored, and still not run."""
    state = context.state_of(record.layer)
    if state is None or not state.is_pv:
        return
    shared = state.shared_info
    if shared is None:
        message = "no SHARED_INFO: Xen restores the guest, but it does not run"
        yield Fault(message, field_of(record, "type_id"))
        return
    if shared.octets.strip(b"\0"):
        return
    message = "SHARED_INFO is all zeros: Xen restores the guest, but it does not run"
    yield Fault(message, in_body(shared, 0, shared.length))


@restore_rule(
    "XS682",
    "restore-not-looked-into",
    "nothing was too large to be checked",
    _END,
    "this verifier's bounds on memory",
    not_checked=True,
    why="So that no stream can exhaust memory, bodies are kept up to 1 MiB, the pages in one"
    " record of a PV guest and the frames of its p2m up to 4 MiB (1 TiB of memory), and of all"
    " that is needed at the end, 14 MiB. Of a start info without its mark, xen-, at least 1 GiB of"
    " memory was looked at. What is beyond was not looked into: Xen may still refuse it, and so the"
    " verdict is that it could not be checked.",
    cause="A record that is much larger than Xen writes, or a table of millions of entries.",
    remedy="Try the restore in a guest that may fail. If the record's length is damaged, other"
    " findings say so.",
)
def restore_not_looked_into(record: Record, context: Context) -> Iterator[Fault]:
    """Tell of records so large that not all of them was kept, and of a start info without mark."""
    state = context.state_of(record.layer)
    if state is None:
        return
    if state.has_unread_pages:
        message = "a record is too large to be checked: Xen may refuse what is in it"
        yield Fault(message, field_of(record, "type_id"))
    elif state.is_pv and (unread := pv.unread_start_info(state)) is not None:
        vcpu, at, pfn = unread
        message = (
            f"vcpu 0: the start info, pfn {c_hex(pfn)}, does not begin with xen- and lies beyond"
            " the memory that was looked at: Xen may refuse what is in it"
        )
        yield Fault(message, in_body(vcpu, at, state.width))


@restore_rule(
    "XS691",
    "restore-host-policy",
    "the target host has the CPU features that the guest was shown",
    (_SDE, _PAGE_DATA, _P2M),
    "recalculate_cpuid_policy in xen/arch/x86/cpu-policy.c",
    severity=WARNING,
    since="4.14",
    why="Xen drops features that its own processors lack from the guest's policy without a"
    " word. A guest that has seen a feature may go on to use it, and gets an exception where it is"
    " gone. State that uses one already is refused: that is an error of its own.",
    cause="The target has other, usually older, processors, another microcode, or other"
    " settings on Xen's command line than the host that the guest was started on.",
    remedy="Start the guest with the feature masked (cpuid= in its configuration), so that it"
    " can move between both hosts; or restore it on a host that has the feature.",
)
def restore_host_policy(record: Record, context: Context) -> Iterator[Fault]:
    """Find features of the guest's processors that the target's have not."""
    state = context.state_of(record.layer)
    host = None if state is None else context.host_policy_of(state)
    if state is None or host is None or not _completes_static_data(record, state):
        return
    from xenstream.contents import policies

    if state.cpuid is None and state.msrs is None:
        message = "no CPU policy in the stream: the guest's features cannot be compared"
        yield Fault(message, field_of(record, "type_id"))
        return
    try:
        policy_of_guest = policies.of_bodies(
            b"" if state.cpuid is None else state.cpuid.octets,
            b"" if state.msrs is None else state.msrs.octets,
        )
    except ValueError:
        return  # it was told at the record
    missing = policies.missing(policy_of_guest, host)
    if not missing:
        return
    shown = state.cpuid or state.msrs
    assert shown is not None
    message = f"the host lacks CPU features that the guest has: {', '.join(missing)}"
    yield Fault(message, in_body(shown, 0, shown.length))
