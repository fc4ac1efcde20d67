"""Headers and records in words, a line each."""

from __future__ import annotations

from xenstream_parsers.libxl_migration import LibxlMigration

from xenstream.format import formats
from xenstream.walk.walker import Banner, Configuration, Header, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable

    from xenstream.contents.qemu import DeviceState
    from xenstream.format.fields import Fields
    from xenstream.walk.walker import Item

_MOST_SECTIONS = 64  # that are named; a machine has some 30


def describe(item: Item) -> str | None:
    """Say what an item holds that fits a line, None where there is nothing to say."""
    if isinstance(item, Record):
        parts = [f"{item.length} octets"]
        of_body = _BODIES.get(item.kind)
        if of_body is not None and item.body is not None:
            parts.append(of_body(item.body))
            if item.kind == "libxl EMULATOR_CONTEXT":
                parts.extend(_device_state(item))
        elif item.kind.endswith(" CHECKPOINT_DIRTY_PFN_LIST"):
            parts.append(f"{item.length // formats.PFN_ENTRY_SIZE} pfns")
        elif item.kind == "xapi XENOPS":
            parts.extend(_metadata(item))
        elif item.kind in ("xapi QEMU_TRAD", "xapi QEMU_XEN"):
            parts.extend(_device_state(item))
        if item.alike:
            parts.append(f"and {item.alike} of the same type and length after it")
        return ", ".join(parts)
    if isinstance(item, Header):
        of_header = _HEADERS.get(item.kind)
        return None if of_header is None else of_header(item)
    if isinstance(item, Configuration):
        return f"{item.length} octets"
    if isinstance(item, Banner):
        return "what the receiver of an xl migration says first"
    return None


def page_run(records: int, pfns: int, pages: int) -> str:
    """Say what a run of PAGE_DATA records holds."""
    return f"{records} records, {pfns} pfns, {pages} pages"


def named(value: object) -> str:
    """Give an enum's value in words, or its number where the spec has no name for it."""
    name = getattr(value, "name", None)
    return str(value) if name is None else str(name).replace("_", " ")


def _endianness(header: Header) -> str:
    return "little-endian" if header.layer.little_endian else "big-endian"


def _xl_header(header: Header) -> str:
    fields = header.fields
    return f"mandatory flags 0x{fields.mandatory_flags:x}, {_endianness(header)}"


def _versioned(header: Header) -> str:
    return f"version {header.fields.version}, {_endianness(header)}"


def _domain_header(header: Header) -> str:
    fields = header.fields
    guest = formats.domain_type_name(fields.type_id)
    if not fields.xen_major:
        return f"{guest}, converted from a legacy stream"
    return f"{guest}, saved by Xen {fields.xen_major}.{fields.xen_minor}"


def _vcpu(body: Fields) -> str:
    return f"vcpu {body.vcpu_id}"


def _emulator(body: Fields) -> str:
    return f"{named(body.header.emulator)}, index {body.header.index}"


def _metadata(section: Record) -> list[str]:
    """Say what xenopsd notes of the domain."""
    from xenstream.contents import xenops

    return [f"{name} {value}" for name, value in xenops.metadata(section.octets).items()]


def _libvirt_header(header: Header) -> str:
    fields = header.fields
    return f"version {fields.version}, {fields.len_xml} octets of XML"


def _device_state(record: Record) -> list[str]:
    """Say what a device state of qemu holds; of another device model nothing is known."""
    is_libxls = record.framing is formats.LIBXL
    if is_libxls and record.body.header.emulator != LibxlMigration.EmulatorId.qemu_upstream:
        return []
    from xenstream.contents import qemu  # a stream without a device state does not pay for it

    state = qemu.state_of(record)
    if state.version is None or state.wrong_magic is not None:
        return []
    parts = [f"QEVM version {state.version}"]
    if state.machine is not None:
        parts.append(f"machine {qemu.plain(state.machine)}")
    if state.sections:
        told = [f"{qemu.plain(one.name)} {one.instance} v{one.version}" for one in state.sections]
        parts.append(_sections(state, told))
    if state.is_known:
        parts.append(f"walked to 0x{state.walked_to:x}: {state.stopped}")
    return parts


def _sections(state: DeviceState, told: list[str]) -> str:
    """Tell the sections: each one's name, instance and version."""
    count = f"{len(told)} sections" if len(told) != 1 else "1 section"
    more = len(told) - _MOST_SECTIONS
    named_ones = ", ".join(told[:_MOST_SECTIONS])
    rest = f" and {more} more" if more > 0 else ""
    return f"{'' if state.is_searched else 'at least '}{count} found ({named_ones}{rest})"


_HEADERS: dict[str, Callable[[Header], str]] = {
    "xl header": _xl_header,
    "libxl header": _versioned,
    "image header": _versioned,
    "libvirt header": _libvirt_header,
    "xapi signature": lambda header: f"version {header.fields.version}",
    "domain header": _domain_header,
}

_BODIES: dict[str, Callable[[Fields], str]] = {
    "libxc X86_PV_INFO": lambda body: (
        f"{8 * body.guest_width}-bit, {body.num_pt_levels} levels of page tables"
    ),
    "libxc X86_PV_P2M_FRAMES": lambda body: f"pfns 0x{body.start_pfn:x} to 0x{body.end_pfn:x}",
    "libxc X86_PV_VCPU_BASIC": _vcpu,
    "libxc X86_PV_VCPU_EXTENDED": _vcpu,
    "libxc X86_PV_VCPU_XSAVE": _vcpu,
    "libxc X86_PV_VCPU_MSRS": _vcpu,
    "libxc X86_TSC_INFO": lambda body: (
        f"mode {named(body.tsc_mode)}, {body.khz} kHz, {body.nsec} ns,"
        f" incarnation {body.incarnation}"
    ),
    "libxc HVM_PARAMS": lambda body: f"{body.header.num_params} parameters",
    "libxl EMULATOR_XENSTORE_DATA": _emulator,
    "libxl EMULATOR_CONTEXT": _emulator,
    "libxl CHECKPOINT_STATE": lambda body: named(body.control),
    "back-channel CHECKPOINT_STATE": lambda body: named(body.control),
}
