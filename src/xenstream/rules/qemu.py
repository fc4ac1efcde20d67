"""Rules on the device state of qemu, which libxl passes on as it is. XS751 to XS755.

Xen's specification leaves the contents of the record open, so nothing here makes a stream
invalid: what these rules find is what qemu would refuse.
"""

from __future__ import annotations

from xenstream_parsers.libxl_migration import LibxlMigration

from xenstream.format import formats
from xenstream.rules.registry import WARNING, Fault, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.contents.qemu import DeviceState
    from xenstream.walk.walker import Record

_KIND = "libxl EMULATOR_CONTEXT"
_DEVICE_STATE = "https://github.com/qemu/qemu/blob/v7.2.0/docs/xen-save-devices-state.txt"
_LOADER = "qemu_loadvm_state in qemu's migration/savevm.c"


def _state(record: Record) -> DeviceState | None:
    if record.body is None:
        return None
    if record.body.header.emulator_id != LibxlMigration.EmulatorId.qemu_upstream:
        return None
    from xenstream.contents import qemu  # a stream without a device state does not pay for it

    return qemu.state_of(record)


def _begin(record: Record) -> int:
    return record.body_offset + formats.EMULATOR_HEADER_SIZE


def _end(record: Record) -> int:
    return record.body_offset + record.length


@rule(
    "XS751",
    "qemu-magic",
    'a device state of qemu begins with "QEVM"',
    _KIND,
    _DEVICE_STATE,
    spec=WARNING,
    upstream=None,
)
def qemu_magic(record: Record) -> Fault | None:
    """Find a wrong magic in what is a device state otherwise."""
    state = _state(record)
    if state is None or state.wrong_magic is None or not state.is_broken:
        return None
    wrong = state.wrong_magic
    return Fault(
        f"bad magic of qemu's device state: expected 0x{wrong.expected:08x},"
        f" got 0x{wrong.actual:08x}",
        _begin(record) + wrong.offset,
    )


@rule(
    "XS752",
    "qemu-version",
    "the version of qemu's device state is 3",
    _KIND,
    _LOADER,
    spec=WARNING,
    upstream=None,
)
def qemu_version(record: Record) -> Fault | None:
    """Find another version, where more than a header is there."""
    state = _state(record)
    if state is None or state.version is None or state.is_known or state.wrong_magic is not None:
        return None
    if _begin(record) + state.walked_to == _end(record):
        return None
    from xenstream.contents import qemu

    return Fault(
        f"unknown version {state.version} of qemu's device state, expected {qemu.VERSION}",
        _begin(record) + qemu.VERSION_OFFSET,
    )


@rule(
    "XS753",
    "qemu-state-cut",
    "qemu's device state does not end within a header",
    _KIND,
    _LOADER,
    spec=WARNING,
    upstream=None,
)
def qemu_state_cut(record: Record) -> Fault | None:
    """Find an end too early, as far as the state can be walked."""
    state = _state(record)
    if state is None or state.ends_in is None:
        return None
    return Fault(f"qemu's device state ends within {state.ends_in}", _end(record))


@rule(
    "XS754",
    "qemu-state-end",
    "qemu's device state ends with the mark of its end",
    _KIND,
    _DEVICE_STATE,
    spec=WARNING,
    upstream=None,
)
def qemu_state_end(record: Record) -> Fault | None:
    """Find a state without its end, where no other fault hides it."""
    state = _state(record)
    if state is None or state.has_end is not False:
        return None
    if state.ends_in is not None or state.refused is not None:
        return None
    return Fault("qemu's device state has no end mark at its end", _end(record) - 1)


@rule(
    "XS755",
    "qemu-first-section",
    "qemu's device state begins with a device's section",
    _KIND,
    _LOADER,
    spec=WARNING,
    upstream=None,
)
def qemu_first_section(record: Record) -> Fault | None:
    """Find what qemu refuses where the first section should be."""
    state = _state(record)
    if state is None or state.refused is None:
        return None
    return Fault(
        f"type 0x{state.refused:x} begins no section, expected one of a device",
        _begin(record) + state.walked_to,
    )
