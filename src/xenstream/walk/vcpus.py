"""Which states of its vcpus a PV guest's stream has had, and which every saver writes.

Of each vcpu that is online Xen writes X86_PV_VCPU_BASIC, then X86_PV_VCPU_EXTENDED, which is never
empty, then X86_PV_VCPU_XSAVE where the host's processors have it, then the MSRs that are not zero.

Source: write_all_vcpu_information in xg_sr_save_x86_pv.c in Xen's tools/libs/guest, and what it
asks of xen/arch/x86/domctl.c; at the tags of 4.6 to 4.22.
"""

from __future__ import annotations

from xenstream.format import formats

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.walk.walker import Record

_BASIC, _EXTENDED, _XSAVE = formats.VCPU_STATES
_MOST_VCPUS = 1 << 13  # of a PV guest: XEN_LEGACY_MAX_VCPUS is far below


class VcpuCensus:
    """The vcpus that there were records of, by the type of these."""

    def __init__(self) -> None:
        self._ids: dict[int, set[int]] = {one: set() for one in formats.VCPU_STATES}
        self._first = b""
        """Of the first vcpu: its vcpu_guest_context."""
        self._last: tuple[int, bytes] = (-1, b"")
        """The number of the last vcpu, and its vcpu_guest_context."""

    def add(self, record: Record) -> None:
        """Take note of a record of a vcpu's state, of one of `formats.VCPU_STATES`."""
        ids = self._ids[record.type_id]
        if record.body is None or len(ids) >= _MOST_VCPUS:
            return
        vcpu_id = record.body.vcpu_id
        ids.add(vcpu_id)
        if record.type_id == _BASIC:
            context = record.octets[formats.VCPU_HEADER_SIZE :]
            self._first = self._first or context
            self._last = vcpu_id, context

    @property
    def number(self) -> int:
        """How many vcpus have their basic state."""
        return len(self._ids[_BASIC])

    def context_of(self, vcpu_id: int) -> bytes:
        """Give the vcpu_guest_context that came last, if it is that vcpu's; else nothing."""
        last, context = self._last
        return context if last == vcpu_id else b""

    def lacking(self) -> tuple[str, ...]:
        """Give what the vcpus that have a basic state lack, in words."""
        return tuple(self._lacking())

    def _lacking(self) -> Iterator[str]:
        basic, xsave = self._ids[_BASIC], self._ids[_XSAVE]
        for kind in (_EXTENDED, _XSAVE):
            without = basic - self._ids[kind]
            if without and (kind == _EXTENDED or xsave or formats.uses_xsave(self._first)):
                which = f"vcpu {min(without)}" if len(without) == 1 else f"{len(without)} vcpus"
                yield f"{formats.LIBXC.name(kind)} of {which}"
