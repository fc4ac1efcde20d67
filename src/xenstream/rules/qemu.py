"""Rules on the device state of qemu, which libxl passes on as it is. XS751 to XS755.

Xen's specification leaves the contents of the record open, so nothing here makes a stream
invalid: what these rules find is what qemu would refuse.
"""

from __future__ import annotations

from xenstream_parsers.libxl_migration import LibxlMigration

from xenstream.format import formats
from xenstream.rules.registry import WARNING, Fault, rule
from xenstream.walk.field import in_body

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.contents.qemu import DeviceState
    from xenstream.rules.context import Context
    from xenstream.walk.field import Field
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


def _in_state(record: Record, offset: int, length: int) -> Field:
    """Give octets of the device state, from its own beginning."""
    return in_body(record, formats.EMULATOR_HEADER_SIZE + offset, length)


@rule(
    "XS751",
    "qemu-magic",
    'a device state of qemu begins with "QEVM"',
    _KIND,
    _DEVICE_STATE,
    spec=WARNING,
    upstream=None,
    why='qemu begins its device state with "QEVM" and refuses anything else with "Not a'
    ' migration stream". Xen itself passes the contents on unseen, so the restore fails late,'
    " when the device model starts.",
    cause="The blob has lost or gained octets at its beginning, or was damaged.",
    remedy="Compare the blob with what `xl save` wrote to /var/lib/xen/qemu-save.* on the"
    " sender, if it is still there; otherwise save the guest again.",
)
def qemu_magic(record: Record, _: Context) -> Iterator[Fault]:
    """Find a wrong magic in what is a device state otherwise."""
    state = _state(record)
    if state is None or state.wrong_magic is None or not state.is_broken:
        return
    wrong = state.wrong_magic
    yield Fault(
        f"bad magic of qemu's device state: expected 0x{wrong.expected:08x},"
        f" got 0x{wrong.actual:08x}",
        _in_state(record, wrong.offset, 4),
    )


@rule(
    "XS752",
    "qemu-version",
    "the version of qemu's device state is 3",
    _KIND,
    _LOADER,
    spec=WARNING,
    upstream=None,
    why='qemu has read version 3 alone for many years, and refuses any other with "Unsupported'
    ' migration stream version".',
    cause="Damage, or a device state of a very old qemu (version 2).",
    remedy="Put 3 there if the sections after it are plausible; otherwise load it with the"
    " qemu that wrote it.",
)
def qemu_version(record: Record, _: Context) -> Iterator[Fault]:
    """Find another version, where more than a header is there."""
    state = _state(record)
    if state is None or state.version is None or state.is_known or state.wrong_magic is not None:
        return
    if formats.EMULATOR_HEADER_SIZE + state.walked_to == record.length:
        return
    from xenstream.contents import qemu

    yield Fault(
        f"version of qemu's device state is {state.version}, expected {qemu.VERSION}",
        _in_state(record, qemu.VERSION_OFFSET, 4),
    )


@rule(
    "XS753",
    "qemu-state-cut",
    "qemu's device state does not end within a header",
    _KIND,
    _LOADER,
    spec=WARNING,
    upstream=None,
    why="The state ends in the middle of a header. qemu reads past the end, fails to load, and"
    " libxl reports that the device model did not start.",
    cause="qemu or the disk stopped while the state was written: libxl takes the file as it"
    " finds it.",
    remedy="Save the guest again, with room in /var/lib/xen on the sender.",
)
def qemu_state_cut(record: Record, _: Context) -> Iterator[Fault]:
    """Find an end too early, as far as the state can be walked."""
    state = _state(record)
    if state is None or state.ends_in is None:
        return
    yield Fault(
        f"qemu's device state is truncated within {state.ends_in}",
        in_body(record, record.length, 0),
    )


@rule(
    "XS754",
    "qemu-state-end",
    "qemu's device state ends with the mark of its end",
    _KIND,
    _DEVICE_STATE,
    spec=WARNING,
    upstream=None,
    why="qemu ends its state with an octet 0. Without it the state is likely cut, and qemu"
    " fails with an error of reading at the last device.",
    cause="qemu was killed or the disk was full while the state was written.",
    remedy="Save the guest again, with room in /var/lib/xen on the sender. If the state is"
    " whole, the mark alone can be added.",
)
def qemu_state_end(record: Record, _: Context) -> Iterator[Fault]:
    """Find a state without its end, where no other fault hides it."""
    state = _state(record)
    if state is None or state.has_end is not False:
        return
    if state.ends_in is not None or state.refused is not None:
        return
    yield Fault(
        "qemu's device state does not end with its end mark", in_body(record, record.length - 1, 1)
    )


@rule(
    "XS755",
    "qemu-first-section",
    "qemu's device state begins with a device's section",
    _KIND,
    _LOADER,
    spec=WARNING,
    upstream=None,
    why="After its header, and perhaps the machine's configuration, qemu expects a device's"
    ' section, and stops with "Unknown savevm section type".',
    cause="Octets were lost or added after the header, or a configuration section of another"
    " length than it says.",
    remedy='Look for the first device\'s name in the blob (often "timer" or "fw_cfg"): what'
    " stands before it is what is wrong.",
)
def qemu_first_section(record: Record, _: Context) -> Iterator[Fault]:
    """Find what qemu refuses where the first section should be."""
    state = _state(record)
    if state is None or state.refused is None:
        return
    yield Fault(
        f"section type 0x{state.refused:x} is unknown, expected a device's section",
        _in_state(record, state.walked_to, 1),
    )
