"""Rules on the device state of qemu, which libxl passes on as it is. XS751 to XS757.

Xen's specification leaves the contents of the record open, so nothing here makes a stream
invalid by it: what these rules find is what qemu refuses, and with it a restore.
"""

from __future__ import annotations

from xenstream_parsers.libxl_migration import LibxlMigration

from xenstream.format import formats
from xenstream.rules.registry import ERROR, WARNING, Fault, rule
from xenstream.walk.field import in_body
from xenstream.walk.walker import CUT_AT_LIBXL_END, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.contents.qemu import DeviceState
    from xenstream.rules.context import Context
    from xenstream.walk.field import Field
    from xenstream.walk.walker import Cut

_KINDS = (*formats.EMULATOR_STATES, "libxl END", "xapi END", CUT_AT_LIBXL_END)
_DEVICE_STATE = "https://github.com/qemu/qemu/blob/v7.2.0/docs/xen-save-devices-state.txt"
_LOADER = "qemu_loadvm_state in qemu's migration/savevm.c"
_CONFIGURATION = 8
_MAGIC = b"QEVM"
_TRADITIONAL = b"qemu_xen_traditional"


def _in_words(item: Record | Cut, _: Context) -> str | None:
    """Give what libxl says where qemu stops; of what qemu says to xenopsd nothing is kept."""
    return "device model did not start: -3" if item.layer.name == "libxl" else None


def _found(item: Record | Cut, context: Context) -> tuple[Record, DeviceState] | None:
    """Give the record at hand and its state; of a restore at the end the last one, which counts."""
    record = item if isinstance(item, Record) and item.kind in formats.EMULATOR_STATES else None
    if context.is_restore:
        record = item.layer.emulator if record is None else None
    if record is None or (record.framing is formats.LIBXL and not _is_qemus(record, context)):
        return None
    from xenstream.contents import qemu  # a stream without a device state does not pay for it

    return record, qemu.state_of(record)


def _is_qemus(record: Record, context: Context) -> bool:
    """Tell whether a record is of the qemu that is known here; its id is not asked on restore."""
    if record.body is None:
        return False
    emulator = record.body.header.emulator_id
    ids = LibxlMigration.EmulatorId
    if not context.is_restore or emulator == ids.qemu_upstream:
        return bool(emulator == ids.qemu_upstream)
    configuration = record.layer.configuration
    return configuration is not None and _TRADITIONAL not in configuration.octets


def _end_of(record: Record) -> Field:
    """Give the place where a state ends: a section's last octet, since nothing pads it."""
    if record.framing is formats.LIBXL:
        return in_body(record, record.length, 0)
    return in_body(record, max(0, record.length - 1), min(1, record.length))


def _in_state(record: Record, offset: int, length: int) -> Field:
    """Give octets of the device state, from its own beginning."""
    begin = formats.EMULATOR_HEADER_SIZE if record.framing is formats.LIBXL else 0
    return in_body(record, begin + offset, length)


@rule(
    "XS751",
    "qemu-magic",
    'a device state of qemu begins with "QEVM"',
    _KINDS,
    _DEVICE_STATE,
    spec=WARNING,
    upstream=None,
    restore=ERROR,
    says=_in_words,
    why='qemu begins its device state with "QEVM" and refuses anything else with "Not a'
    ' migration stream". Xen itself passes the contents on unseen, so the restore fails late,'
    " when the device model starts.",
    cause="The blob has lost or gained octets at its beginning, or was damaged.",
    remedy="Compare the blob with what `xl save` wrote to /var/lib/xen/qemu-save.* on the"
    " sender, if it is still there; otherwise save the guest again.",
)
def qemu_magic(item: Record | Cut, context: Context) -> Iterator[Fault]:
    """Find a wrong magic, or something else in the place of a device state."""
    found = _found(item, context)
    if found is None:
        return
    record, state = found
    wrong = state.wrong_magic
    if wrong is not None and state.is_broken:
        message = (
            f"bad magic of qemu's device state: expected 0x{wrong.expected:08x},"
            f" got 0x{wrong.actual:08x}"
        )
        yield Fault(message, _in_state(record, wrong.offset, 4))
    elif wrong is not None or (state.version is None and state.ends_in is None):
        begin = _in_state(record, 0, 0).offset - record.body_offset
        octets = record.octets[begin:]
        length = max(0, record.length - begin)
        yield Fault(
            f"no device state of qemu: {_looks(octets, length)}", in_body(record, begin, length)
        )


def _looks(octets: bytes, length: int) -> str:
    if not length:
        return "it is empty"
    if not octets.strip(b"\0"):
        return f"{length} octets, zeros"
    at = octets.find(_MAGIC)
    if at > 0:
        return f'its magic "QEVM" is {at} octets further on'
    return f"{length} octets that begin with {octets[:8].hex(' ')}"


@rule(
    "XS752",
    "qemu-version",
    "the version of qemu's device state is 3",
    _KINDS,
    _LOADER,
    spec=WARNING,
    upstream=None,
    restore=ERROR,
    says=_in_words,
    why='qemu has read version 3 alone for many years, and refuses any other with "Unsupported'
    ' migration stream version".',
    cause="Damage, or a device state of a very old qemu (version 2).",
    remedy="Put 3 there if the sections after it are plausible; otherwise load it with the"
    " qemu that wrote it.",
)
def qemu_version(item: Record | Cut, context: Context) -> Iterator[Fault]:
    """Find another version, where more than a header is there."""
    found = _found(item, context)
    if found is None:
        return
    record, state = found
    if state.version is None or state.is_known or state.wrong_magic is not None:
        return
    from xenstream.contents import qemu

    if qemu.begin_of(record) + state.walked_to == record.length and not context.is_restore:
        return

    yield Fault(
        f"version of qemu's device state is {state.version}, expected {qemu.VERSION}",
        _in_state(record, qemu.VERSION_OFFSET, 4),
    )


@rule(
    "XS753",
    "qemu-state-cut",
    "qemu's device state does not end within a header",
    _KINDS,
    _LOADER,
    spec=WARNING,
    upstream=None,
    restore=ERROR,
    says=_in_words,
    why="The state ends in the middle of a header. qemu reads past the end, fails to load, and"
    " libxl reports that the device model did not start.",
    cause="qemu or the disk stopped while the state was written: libxl takes the file as it"
    " finds it.",
    remedy="Save the guest again, with room in /var/lib/xen on the sender.",
)
def qemu_state_cut(item: Record | Cut, context: Context) -> Iterator[Fault]:
    """Find an end too early, as far as the state can be walked."""
    found = _found(item, context)
    if found is None:
        return
    record, state = found
    if state.ends_in is None:
        return
    yield Fault(
        f"qemu's device state is truncated within {state.ends_in}",
        _end_of(record),
    )


@rule(
    "XS754",
    "qemu-state-end",
    "qemu's device state ends with the mark of its end",
    _KINDS,
    _DEVICE_STATE,
    spec=WARNING,
    upstream=None,
    restore=ERROR,
    says=_in_words,
    why="qemu ends its state with an octet 0. Without it the state is likely cut, and qemu"
    " fails with an error of reading at the last device.",
    cause="qemu was killed or the disk was full while the state was written.",
    remedy="Save the guest again, with room in /var/lib/xen on the sender. If the state is"
    " whole, the mark alone can be added.",
)
def qemu_state_end(item: Record | Cut, context: Context) -> Iterator[Fault]:
    """Find a state without its end, where no other fault hides it."""
    found = _found(item, context)
    if found is None:
        return
    record, state = found
    if state.has_end is not False:
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
    _KINDS,
    _LOADER,
    spec=WARNING,
    upstream=None,
    restore=ERROR,
    says=_in_words,
    why="After its header, and perhaps the machine's configuration, qemu expects a device's"
    ' section, and stops with "Unknown savevm section type".',
    cause="Octets were lost or added after the header, or a configuration section of another"
    " length than it says.",
    remedy='Look for the first device\'s name in the blob (often "timer" or "fw_cfg"): what'
    " stands before it is what is wrong.",
)
def qemu_first_section(item: Record | Cut, context: Context) -> Iterator[Fault]:
    """Find what qemu refuses where the first section should be."""
    found = _found(item, context)
    if found is None:
        return
    record, state = found
    if state.refused is not None:
        message = f"section type 0x{state.refused:x} is unknown, expected a device's section"
        yield Fault(message, _in_state(record, state.walked_to, 1))
    elif state.has_memory:
        message = "the first section is of memory, which qemu does not load under Xen"
        yield Fault(message, _in_state(record, state.sections[0].offset, 1))
    elif state.machine is not None and context.is_restore:
        message = (
            "the state begins with the machine's configuration,"
            " which qemu does not expect under Xen"
        )
        yield Fault(message, _in_state(record, _CONFIGURATION, 1))


@rule(
    "XS756",
    "qemu-state-lost",
    "qemu's device state ends where its octets do",
    _KINDS,
    _DEVICE_STATE,
    spec=WARNING,
    upstream=None,
    restore=WARNING,
    why="qemu ends its state with one octet 0, and takes any 0 in the place of a section for that"
    " end. Devices whose sections became zeros are then as after a reset, in a guest that knows"
    " nothing of it: the restore succeeds, and the guest loses its disk or its screen.",
    cause="A file whose tail became zeros within the state, or a lost block. Zeros that a tool"
    " added behind a whole state look the same.",
    remedy="Compare the sections that `xenstream show` lists with those of another image of the"
    " guest. If some are missing, look for another copy.",
)
def qemu_state_lost(item: Record | Cut, context: Context) -> Iterator[Fault]:
    """Find zeros that qemu takes for its end, or for a value that no device has."""
    yield from _lost(item, context, is_refused=False)


@rule(
    "XS757",
    "qemu-state-zeros",
    "no part of qemu's device state is zeros that qemu refuses",
    _KINDS,
    _LOADER,
    spec=WARNING,
    upstream=None,
    restore=ERROR,
    says=_in_words,
    why="qemu compares some of what it loads with its own, the vendor of a PCI device among it, and"
    " looks for a device by a section's name. Zeros are neither, and it does not start.",
    cause="A file whose tail became zeros within the state, or a lost block.",
    remedy="Look for another copy, or save the guest again.",
)
def qemu_state_zeros(item: Record | Cut, context: Context) -> Iterator[Fault]:
    """Find zeros that qemu does not load."""
    yield from _lost(item, context, is_refused=True)


def _lost(item: Record | Cut, context: Context, *, is_refused: bool) -> Iterator[Fault]:
    found = _found(item, context)
    if found is None:
        return
    record, state = found
    lost = state.lost
    if lost is not None and lost.is_refused == is_refused and state.wrong_magic is None:
        field = _in_state(record, lost.offset, lost.length)
        yield Fault(f"qemu's device state: {lost.message}", field)
