"""What Xen refuses in X86_TSC_INFO, at the record itself and in every guest.

Sources: tools/libs/guest/xg_sr_common_x86.c (handle_x86_tsc_info, until 4.13 handle_tsc_info) and
xen/arch/x86/time.c (tsc_set_info), the latter without any refusal until 4.11. Frequency, time and
incarnation are all taken; the reserved field is not looked at.
"""

from __future__ import annotations

from xenstream_parsers.libxc_migration import LibxcMigration

from xenstream.format import formats
from xenstream.format.fields import Shape
from xenstream.restore.refusal import EINVAL, Refusal, with_errno

_Mode = LibxcMigration.TscMode
_MODES = frozenset(map(int, (_Mode.default, _Mode.always_emulate, _Mode.never_emulate)))
_TSC = Shape(LibxcMigration.Content.X86TscInfo, (), (True,))
_NAMED_X86 = (4, 14)
FIRST_MODE_CHECK = (4, 12)
"""The first Xen that refuses a mode: the one that dropped pvrdtscp, number 3."""
CHANGES_AT = (FIRST_MODE_CHECK,)
"""The Xens from which on another answer may hold, of a record of the right length."""


def tsc_refusal(
    octets: bytes, xen: tuple[int, ...], *, length: int | None = None
) -> Refusal | None:
    """Find the first that Xen refuses in the body of an X86_TSC_INFO record.

    Args:
        octets: the body, as much of it as is at hand.
        xen: the restoring Xen's version.
        length: of the whole body, where `octets` are not all of it.

    """
    length = len(octets) if length is None else length
    size = formats.X86_TSC_INFO_SIZE
    if length != size:
        name = "X86_TSC_INFO" if xen >= _NAMED_X86 else "TSC_INFO"
        said = f"{name} record wrong size: length {length}, expected {size}"
        return Refusal(f"record length {length}, expected {size}", 0, said)
    if xen < FIRST_MODE_CHECK or len(octets) < size:
        return None
    mode = _TSC.build(octets).mode
    if mode in _MODES:
        return None
    said = with_errno("Unable to set TSC information", EINVAL)
    begin, end = _TSC.spans(octets)["mode"]
    message = f"mode is {mode}, which Xen 4.12 and later do not support"
    return Refusal(message, begin, said, end - begin, "mode")
