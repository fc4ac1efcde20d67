"""A device model's state of which only its beginning and its end are kept."""

from __future__ import annotations

from xenstream.contents import qemu
from xenstream.format import formats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk.walker import Record

_HEADER = 8  # of the state: its magic and its version
_KNOWN = (b"timer", b"xenfv", b"xenpv")
_NOTHING = 0xFF
"""What begins no section and is no end."""
_LETTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")


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
    is_cut_early = found.ends_in is not None and not found.sections
    if is_cut_early:
        walked = len(octets)
    kept[:walked] = _without_names(octets[:walked])
    if not found.sections:  # what begins no section, too
        kept[walked : walked + 1] = octets[walked : walked + 1]
    if kept and walked < len(kept):
        kept[-1] = _NOTHING if found.has_end is False else 0
        if not found.sections and walked == len(kept) - 1:
            kept[-1] = octets[-1]
    if found.sections and is_whole:
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
        kept[at:] = _without_names(octets[at:])
    elif at < len(octets) - 1:
        kept[at] = _NOTHING


def _without_names(octets: bytes) -> bytes:
    """Give the headers of a state with other names in them."""
    shown = bytearray(octets)
    at = _HEADER
    while at < len(octets):
        if octets[at] not in _LETTERS:
            at += 1
            continue
        end = at
        while end < len(octets) and octets[end] not in (0,) and octets[end] > 0x20:
            end += 1
        if octets[at:end] not in _KNOWN and end - at > 3:
            shown[at:end] = b"x" * (end - at)
        at = end
    return bytes(shown)
