"""Xen's own words for what rules of other profiles find, by the rule's code.

Sources: the messages of tools/libs/guest/xg_sr_*.c, tools/libs/light/libxl_stream_read.c,
libxl_dom_save.c and tools/xl/xl_vmcontrol.c, without the numbers that hang on the host.
"""

from __future__ import annotations

from xenstream.format import formats
from xenstream.restore.pages import PFN_MASK, words_of
from xenstream.walk.census import PfnCensus

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

NAMES = {
    "END": "End",
    "PAGE_DATA": "Page data",
    "X86_PV_INFO": "x86 PV info",
    "X86_PV_P2M_FRAMES": "x86 PV P2M frames",
    "X86_PV_VCPU_BASIC": "x86 PV vcpu basic",
    "X86_PV_VCPU_EXTENDED": "x86 PV vcpu extended",
    "X86_PV_VCPU_XSAVE": "x86 PV vcpu xsave",
    "SHARED_INFO": "Shared info",
    "X86_TSC_INFO": "x86 TSC info",
    "HVM_CONTEXT": "HVM context",
    "HVM_PARAMS": "HVM params",
    "TOOLSTACK": "Toolstack",
    "X86_PV_VCPU_MSRS": "x86 PV vcpu msrs",
    "VERIFY": "Verify",
    "CHECKPOINT": "Checkpoint",
    "CHECKPOINT_DIRTY_PFN_LIST": "Checkpoint dirty pfn list",
    "STATIC_DATA_END": "Static data end",
    "X86_CPUID_POLICY": "x86 CPUID policy",
    "X86_MSR_POLICY": "x86 MSR policy",
}
"""What Xen calls a record of libxc in its messages; it has no name for any other."""


def c_hex(number: int) -> str:
    """Give a number as C's %#x does: without a prefix where it is zero."""
    return f"{number:#x}" if number else "0"


def name_of(record: Any) -> str:
    """Give Xen's name of a libxc record."""
    return NAMES.get(record.name, "Reserved")


def not_handled(record: Any) -> str:
    """Say that a mandatory record is of no use."""
    return f"Mandatory record {c_hex(record.type_id)} ({name_of(record)}) not handled"


def of(code: str, item: Any) -> str | None:
    """Give what Xen says of an item in which the rule `code` found a fault, None if unknown."""
    words = _WORDS.get(code)
    return None if words is None else words(item)


def _word(octets: bytes, at: int, size: int) -> str:
    return f"0x{octets[at : at + size].hex()}"


def _cut(cut: Any) -> str | None:
    if cut.layer.name != "libxc":
        return None
    if cut.within == "the image header":
        return "Failed to read Image Header from stream (0 = Success)"
    if cut.within == "the domain header":
        return "Failed to read Domain Header from stream (0 = Success)"
    if cut.record is None:
        return "Failed to read Record Header from stream (0 = Success)"
    size = cut.record.length + cut.record.header.len_padding
    record = f"({cut.record.type_id:#010x}, {name_of(cut.record)})"
    return f"Failed to read {size} bytes of data for record {record} (0 = Success)"


def _unknown(record: Any) -> str:
    if record.layer.name == "libxl":
        return f"Unrecognised record {record.type_id:#010x}"
    return not_handled(record)


def _endianness(header: Any) -> str | None:
    return None if header.fields.is_le else "Unable to handle big endian streams"


def _image_version(header: Any) -> str:
    version = header.fields.version
    signed = version - (version >> 31 << 32)
    if header.layer.target.xen < (4, 14):
        return f"Invalid Version: Expected 2, Got {signed}"
    return f"Invalid Version: Expected 2 <= ver <= 3, Got {signed}"


def _guest(header: Any) -> str | None:
    kinds = {1: "x86 PV", 2: "x86 HVM"}
    configuration = header.layer.configuration
    kind = None if configuration is None else configuration.domain.type
    if kind is None:
        return None
    domain = "x86_pv" if kind == "pv" else "x86 HVM"
    stream = kinds.get(header.fields.type_id, "Reserved")
    return f"Unable to restore {stream} domain into an {domain} domain"


def _page_shift(header: Any) -> str:
    size = 1 << (header.fields.page_shift & 31)
    domain = "x86_pv" if header.layer.guest_type == formats.PV else "x86 HVM"
    return f"Invalid page size {size} for {domain} domains"


def _page_data_short(record: Any) -> str:
    if record.length < formats.PAGE_DATA_HEADER_SIZE:
        return f"PAGE_DATA record truncated: length {record.length}, min 8"
    return "Expected at least 1 pfn in PAGE_DATA record"


def _page_data_count(record: Any) -> str:
    pfns = record.body.num_pfns
    return (
        f"PAGE_DATA record (length {record.length}) too short to contain {pfns}"
        " pfns worth of information"
    )


def _page_type(record: Any) -> str | None:
    census: PfnCensus = record.census
    at = census.unknown_first
    words = words_of(record.table[8 * at : 8 * at + 8])
    if not words:
        return None
    kind, pfn = words[0] >> 60 << 28, c_hex(words[0] & PFN_MASK)
    return f"Unknown type {kind:#x} for pfn {pfn} (index {at})"


def _page_data_length(record: Any) -> str:
    table = record.body.len_pfns
    pages = record.census.with_contents * formats.PAGE_SIZE
    return f"PAGE_DATA record wrong size: length {record.length}, expected 8 + {table} + {pages}"


def _pv_info(record: Any) -> str:
    body = record.body
    return (
        f"Invalid X86_PV_INFO combination: width {body.guest_width}, pt_levels {body.num_pt_levels}"
    )


def _vcpus(record: Any) -> str | None:
    state = record.layer.restoring
    if state is None or state.vcpus is None:
        return None
    vcpu_id = record.body.vcpu_id
    return f"{record.name} record vcpu_id ({vcpu_id}) exceeds domain max ({state.vcpus - 1})"


def _params(record: Any) -> str:
    count = record.body.header.num_params
    return (
        f"HVM_PARAMS record truncated: header 8, count {count},"
        f" expected len {16 * count}, got {record.length}"
    )


def _policy(record: Any) -> str:
    # Xen names the size of a leaf for both.
    return f"{record.name} size {record.length} should be multiple of {formats.CPUID_LEAF_SIZE}"


def _ident(header: Any) -> str:
    return f"Invalid ident: expected 0x4c6962786c466d74, got {_word(header.octets, 0, 8)}"


def _flags(header: Any) -> str:
    flags = header.fields.unknown_mandatory_flags
    return f"Savefile has mandatory flag(s) {flags:#x} which are not supported; need newer xl"


def _configuration(configuration: Any) -> str | None:
    return "Savefile truncated." if configuration.text() is None else "yajl error: parse error"


_WORDS: dict[str, Callable[[Any], str | None]] = {
    "XS001": _cut,
    "XS003": _unknown,
    "XS006": _endianness,
    "XS101": lambda header: (
        # libxc reads the marker as a number of the host.
        f"Invalid marker: Got 0x{header.octets[7::-1].hex()}"
    ),
    "XS102": lambda header: f"Invalid ID: Expected 0x58454e46, Got {_word(header.octets, 8, 4)}",
    "XS103": _image_version,
    "XS111": _guest,
    "XS112": _page_shift,
    "XS203": not_handled,
    "XS204": not_handled,
    "XS301": _page_data_short,
    "XS303": _page_data_count,
    "XS305": _page_type,
    "XS306": _page_data_length,
    "XS402": _pv_info,
    "XS403": _pv_info,
    "XS411": lambda record: (f"X86_PV_P2M_FRAMES record truncated: length {record.length}, min 16"),
    "XS421": lambda record: (
        f"{record.name} record truncated: length {record.length}, header size 8"
    ),
    "XS501": lambda record: (
        f"X86_PV_SHARED_INFO record wrong size: length {record.length}, expected 4096"
    ),
    "XS511": lambda record: (
        f"X86_TSC_INFO record wrong size: length {record.length}, expected 24"
    ),
    "XS521": lambda _: "Unable to allocate 0 bytes for hvm context",
    "XS531": lambda record: (f"HVM_PARAMS record truncated: length {record.length}, header size 8"),
    "XS533": _params,
    "XS541": _policy,
    "XS551": _policy,
    "XS701": _ident,
    "XS702": lambda header: f"Unexpected Version: expected 2, got {header.fields.version}",
    "XS712": lambda _: "Unexpected CHECKPOINT_END record in stream",
    "XS731": lambda record: (
        f"{'Val' if record.strings.count % 2 else 'Key'} in xenstore data not NUL terminated"
    ),
    "XS732": lambda _: "Val in xenstore data not NUL terminated",
    "XS801": lambda _: "File has wrong magic number - corrupt or for a different tool?",
    "XS802": lambda _: "File has wrong byte order",
    "XS803": _flags,
    "XS871": _configuration,
    "XS872": _guest,
    "XS873": _vcpus,
}
