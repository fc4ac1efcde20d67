"""A device model's state of which only its beginning and its end are kept."""

from __future__ import annotations

from xenstream_parsers.qemu_device_state import QemuDeviceState

from xenstream.contents import qemu
from xenstream.format import formats
from xenstream.format.fields import Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk.walker import Record

_HEADER = Shape(QemuDeviceState.DeviceStateHeader).size()
_CONFIGURATION = Shape(QemuDeviceState.DeviceStateConfiguration)
_SECTION = Shape(QemuDeviceState.SectionHeader)
_AMPLE = 32  # more than such a header has, but for its name
_TYPE = QemuDeviceState.DeviceStateSectionType
_KNOWN = (b"timer", b"ram", b"xenfv", b"xenpv")
_NOTHING = 0xFF
"""What begins no section and is no end."""
_MARKED = 16
"""Octets between two marks, fewer than zeros are told by."""


def context(record: Record) -> bytes:
    """Give the body of an EMULATOR_CONTEXT: its header, and of qemu's state what is walked."""
    begin = formats.EMULATOR_HEADER_SIZE
    octets = record.octets
    return octets[:begin] + state(octets[begin:], is_whole=len(octets) == record.length)


def state(octets: bytes, *, is_whole: bool) -> bytes:
    """Give a device model's state of which nothing stays that a device wrote."""
    found = qemu.read(octets, is_whole=is_whole)
    kept = bytearray(len(octets))
    kept[:_HEADER] = octets[:_HEADER]
    walked = max(found.walked_to, _HEADER)
    is_walked = any(section.is_walked for section in found.sections)
    is_cut_early = found.ends_in is not None and not is_walked
    if is_cut_early:
        walked = len(octets)
    kept[:walked] = _without_names(octets[:walked], _HEADER)
    is_over = octets[walked - 1 : walked] == bytes((_TYPE.end,))
    is_read = found.walked_to > 0 and found.is_known and not is_over
    if not found.sections and is_read:  # what begins no section, too
        kept[walked : walked + 1] = octets[walked : walked + 1]
    if kept and walked < len(kept):
        kept[-1] = _NOTHING if found.has_end is False else 0
        if not found.sections and walked == len(kept) - 1:
            kept[-1] = octets[-1]
    elif kept and found.has_end and is_cut_early:
        kept[-1] = 0
    if found.sections and is_whole and not is_cut_early:
        _last_section(octets, kept, found)
        _zeros(octets, kept, found)
    behind = octets[walked:].strip(b"\0")
    is_told = found.sections or found.lost is not None
    if behind and not is_told and found.has_end and octets[walked - 1] == 0:
        kept[walked] = _NOTHING  # what follows the end is not zeros alone
    return bytes(kept)


def _zeros(octets: bytes, kept: bytearray, found: qemu.DeviceState) -> None:
    """Keep what tells which zeros are a part that was lost: others are told apart by marks."""
    sections, lost = found.sections, found.lost
    at_lost = len(octets) if lost is None else lost.offset
    those = {sections[0], sections[-1]}
    if lost is not None:
        those.add([one for one in sections if one.offset <= at_lost][-1])
    shown = sorted(those, key=lambda one: one.offset)
    for section, following in zip(shown, [*shown[1:], None]):
        begin = qemu.body_of(octets, section)
        end = len(octets) - 1 if following is None else following.offset
        if not section.is_walked:
            _header(octets, kept, section)
        for at, length in qemu.never_zero(section):
            if octets[begin + at : begin + at + length].strip(b"\0"):
                kept[begin + at] = 1
        if not section.version and octets[begin : begin + _MARKED].strip(b"\0"):
            kept[begin] = 1
        behind = begin + (qemu.least_body(section) or 0)
        if begin < at_lost < end:
            kept[at_lost - 1] = _NOTHING  # zeros begin here
        if behind < at_lost:
            first = behind + (following is None and octets[behind : behind + 1] == b"\0")
            for at in range(first, min(end, at_lost), _MARKED):
                kept[at] = kept[at] or _NOTHING
            if following is None and octets[behind:-1] == b"\0":
                kept[-1] = octets[-1] and _NOTHING
    if lost is not None and octets[at_lost] and lost.length > 1:
        header = octets[at_lost : at_lost + _AMPLE]
        both = zip(header, _without_names(header, 0))
        kept[at_lost : at_lost + _AMPLE] = bytes(one and other for one, other in both)


def _header(octets: bytes, kept: bytearray, section: qemu.Section) -> None:
    """Keep a section's header, without the device's place, unless that is on the PCI bus."""
    begin = qemu.body_of(octets, section)
    kept[section.offset : begin] = octets[section.offset : begin]
    if not qemu.is_on_pci(section):
        name_begin, _ = qemu.name_of(octets, section)
        place = section.name.rpartition("/")[0].encode("latin-1")
        kept[name_begin : name_begin + len(place)] = b"x" * len(place)


def _last_section(octets: bytes, kept: bytearray, found: qemu.DeviceState) -> None:
    """Keep the last section's header, and what follows the least that its body takes.

    The state is held against that: it ends within the body, or in the header of another section.
    """
    last = found.sections[-1]
    least = qemu.least_body(last)
    if least is None:
        return
    begin = qemu.body_of(octets, last)
    if not last.is_walked:
        _header(octets, kept, last)
    at = begin + least
    if at >= len(octets):
        return
    if octets[at] == 0:
        kept[at] = 0
    elif found.ends_in is not None:
        kept[at:] = _without_names(octets[at:], 0)
    elif at < len(octets) - 1:
        kept[at] = _NOTHING


def _without_names(octets: bytes, at: int) -> bytes:
    """Give the headers of a state, from `at` on, with stand-ins for names but the known ones."""
    shown = bytearray(octets)
    if octets[at : at + 1] == bytes([_TYPE.configuration]):
        at = _without_name(octets, at, shown, _CONFIGURATION, "machine")
    _without_name(octets, at, shown, _SECTION, "name")
    return bytes(shown)


def _without_name(octets: bytes, at: int, shown: bytearray, shape: Shape, name: str) -> int:
    """Put a stand-in for a name in one header; give where that ends."""
    spans = shape.spans(octets[at:])
    # Of a type that has one, where a name begins; one that is cut has no place in `spans`.
    begins = shape.spans(octets[at : at + 1] + bytes(_AMPLE)).get(f"len_{name}")
    if begins is not None:
        begin = at + begins[1]
        end = at + spans[name][1] if name in spans else len(octets)
        if octets[begin:end] not in _KNOWN:
            shown[begin:end] = b"x" * (end - begin)
    return at + max((end for _, end in spans.values()), default=0)
