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
    return bytes(kept)


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
        kept[last.offset : begin] = octets[last.offset : begin]
        name_begin, _ = qemu.name_of(octets, last)
        place = last.name.rpartition("/")[0].encode("latin-1")  # of the device on its bus
        kept[name_begin : name_begin + len(place)] = b"x" * len(place)
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
