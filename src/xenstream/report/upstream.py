"""The lines that Xen's verify-stream-v2 prints of a stream with -v, to the letter."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.report.text import escape
from xenstream.rules import ERROR
from xenstream.walk.walker import Configuration, Cut, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Callable

    from xenstream.judge.judge import Finding
    from xenstream.walk.walker import Item

    Lines = Callable[[Record], Iterator[str]]


class UpstreamLines:
    """The lines of a stream while it is judged, up to the first error: the verifier stops there.

    An item's lines depend on what is wrong with it: `found` is told each finding, and then `see`
    the item.
    """

    def __init__(self) -> None:
        self._found: set[str] = set()
        self._squashed = 0
        self._stopped = False

    def found(self, finding: Finding) -> None:
        """Take note of what is wrong with the item that comes next."""
        if finding.severity == ERROR:
            self._found.add(finding.code)

    def see(self, item: Item) -> Iterator[str]:
        """Give the lines that an item completes."""
        if self._stopped:
            return
        found = self._found
        self._stopped = bool(found)
        if isinstance(item, Record):
            yield from self._record(item, found)
        elif isinstance(item, Cut):
            if item.record is not None:
                yield from _begun(item.record)
        elif isinstance(item, Configuration):
            yield "Processed xl header"
        elif not found and item.kind in _HEADERS:
            yield _HEADERS[item.kind](item)

    def _record(self, record: Record, found: set[str]) -> Iterator[str]:
        title = _TITLES.get(record.kind)
        if title is None:
            return
        if record.kind == "libxc PAGE_DATA":
            self._squashed += 1
            return
        if self._squashed:
            yield f"Squashed {self._squashed} Page Data records together"
            self._squashed = 0
        yield _title(record, title)
        before, early = _EARLY.get(record.kind, _NO_LINES)
        if found.isdisjoint(before):
            yield from early(record)
        if not found:
            yield from _LATE.get(record.kind, _no_lines)(record)


def _begun(record: Record) -> Iterator[str]:
    """Give the line of a record that is cut short: libxl's are told before they are read."""
    title = _TITLES.get(record.kind)
    if record.layer.name == "libxl" and title is not None:
        yield _title(record, title)


def _title(record: Record, title: str) -> str:
    return f"{record.layer.name.capitalize()} Record: {title}, length {record.length}"


_TITLES = {
    "libxc END": "End",
    "libxc PAGE_DATA": "Page data",
    "libxc X86_PV_INFO": "x86 PV info",
    "libxc X86_PV_P2M_FRAMES": "x86 PV P2M frames",
    "libxc X86_PV_VCPU_BASIC": "x86 PV vcpu basic",
    "libxc X86_PV_VCPU_EXTENDED": "x86 PV vcpu extended",
    "libxc X86_PV_VCPU_XSAVE": "x86 PV vcpu xsave",
    "libxc SHARED_INFO": "Shared info",
    "libxc X86_TSC_INFO": "TSC info",
    "libxc HVM_CONTEXT": "HVM context",
    "libxc HVM_PARAMS": "HVM params",
    "libxc TOOLSTACK": "Toolstack",
    "libxc X86_PV_VCPU_MSRS": "x86 PV vcpu msrs",
    "libxc VERIFY": "Verify",
    "libxc CHECKPOINT": "Checkpoint",
    "libxc CHECKPOINT_DIRTY_PFN_LIST": "Checkpoint dirty pfn list",
    "libxc STATIC_DATA_END": "Static data end",
    "libxc X86_CPUID_POLICY": "x86 CPUID policy",
    "libxc X86_MSR_POLICY": "x86 MSR policy",
    "libxl END": "End",
    "libxl LIBXC_CONTEXT": "Libxc context",
    "libxl EMULATOR_XENSTORE_DATA": "Emulator xenstore data",
    "libxl EMULATOR_CONTEXT": "Emulator context",
    "libxl CHECKPOINT_END": "Checkpoint end",
    "libxl CHECKPOINT_STATE": "Checkpoint state",
}
_EMULATORS = {
    "unknown_emulator": "Unknown",
    "qemu_traditional": "Qemu Traditional",
    "qemu_upstream": "Qemu Upstream",
}


# Headers. Whatever their flags say, the verifier that gets so far calls them little-endian.


def _libxl_header(header: Any) -> str:
    legacy = ", legacy converted" if header.fields.is_legacy_converted else ""
    return f"Libxl Header: little endian{legacy}"


def _image_header(header: Any) -> str:
    return f"Libxc Image Header: Version {header.fields.version}, little endian"


def _domain_header(header: Any) -> str:
    fields = header.fields
    guest = formats.domain_type_name(fields.type_id)
    if not fields.xen_major:
        return f"Domain Header: legacy converted {guest}"
    return f"Domain Header: {guest} from Xen {fields.xen_major}.{fields.xen_minor}"


_HEADERS: dict[str, Callable[[Any], str]] = {
    "libxl header": _libxl_header,
    "image header": _image_header,
    "domain header": _domain_header,
}


# Bodies


def _no_lines(_: Record) -> Iterator[str]:
    return iter(())


def _pv_info(record: Record) -> Iterator[str]:
    body = record.body
    yield f"  {8 * body.guest_width}bit guest, {body.num_pt_levels} levels of pagetables"


def _p2m_frames(record: Record) -> Iterator[str]:
    yield f"  Start pfn 0x{record.body.start_pfn:x}, End 0x{record.body.end_pfn:x}"


def _vcpu_name(record: Record) -> str:
    return record.name.rpartition("_")[2].lower()


def _vcpu_warning(record: Record) -> Iterator[str]:
    if record.length == formats.VCPU_HEADER_SIZE:
        yield f"Warning: X86_PV_VCPU_{_vcpu_name(record)} record with zero content"


def _vcpu(record: Record) -> Iterator[str]:
    size = record.length - formats.VCPU_HEADER_SIZE
    yield f"  vcpu{record.body.vcpu_id} {_vcpu_name(record)} context, {size} bytes"


def _tsc_info(record: Record) -> Iterator[str]:
    body = record.body
    yield (f"  Mode {body.mode}, {body.khz} kHz, {body.nsec} ns, incarnation {body.incarnation}")


def _hvm_params_warning(record: Record) -> Iterator[str]:
    if not record.body.header.num_params:
        yield "Warning: HVM_PARAMS record with zero content"


def _emulator_context(record: Record) -> Iterator[str]:
    header = record.body.header
    yield f"  Index {header.index}, type {_EMULATORS[header.emulator.name]}"


def _xenstore_data(record: Record) -> Iterator[str]:
    header = record.body.header
    yield f"Emulator Xenstore Data ({_EMULATORS[header.emulator.name]}, idx {header.index})"


def _xenstore_pairs(record: Record) -> Iterator[str]:
    strings = [_text(one) for one in record.body.xenstore_data.strings]
    if not record.octets.endswith(b"\0"):
        del strings[-1:]  # there is more of it than is kept
    for key, value in zip(strings[::2], strings[1::2]):
        yield f"  '{key}' = '{value}'"
    more = record.length - len(record.octets)
    if more:
        yield f"  ({more} octets more are not shown)"


def _text(string: str) -> str:
    """Give a string of the spec's, an octet a character, as a terminal may see it."""
    return escape(string.encode("iso-8859-1").decode("utf-8", "backslashreplace"))


_VCPUS = tuple(f"libxc X86_PV_VCPU_{which}" for which in ("BASIC", "EXTENDED", "XSAVE", "MSRS"))
_NO_LINES: tuple[frozenset[str], Lines] = (frozenset(), _no_lines)

_EARLY: dict[str, tuple[frozenset[str], Lines]] = {
    **dict.fromkeys(_VCPUS, (frozenset(), _vcpu_warning)),
    "libxc HVM_PARAMS": (frozenset({"XS002", "XS531", "XS532"}), _hvm_params_warning),
    "libxl EMULATOR_XENSTORE_DATA": (frozenset({"XS002", "XS721", "XS722"}), _xenstore_data),
}
"""The lines on a body, unless one of these is found."""

_LATE: dict[str, Lines] = {
    "libxc X86_PV_INFO": _pv_info,
    "libxc X86_PV_P2M_FRAMES": _p2m_frames,
    **dict.fromkeys(_VCPUS, _vcpu),
    "libxc X86_TSC_INFO": _tsc_info,
    "libxl EMULATOR_XENSTORE_DATA": _xenstore_pairs,
    "libxl EMULATOR_CONTEXT": _emulator_context,
}
"""The lines on a good body."""
