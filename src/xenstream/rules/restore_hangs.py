"""Rules on state that Xen takes and the guest does not survive. XS646 and XS686."""

from __future__ import annotations

from xenstream_parsers.sizes import SIZES
from xenstream_parsers.xen_pv_context import XenPvContext

from xenstream.format import formats
from xenstream.format.fields import Shape
from xenstream.restore import hvm_context
from xenstream.rules.registry import WARNING, Fault, restore_rule
from xenstream.walk.field import field_of, in_body

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.rules.context import Context
    from xenstream.walk.walker import Record

_CONTEXTS = {
    SIZES["vcpu_guest_context_64"]: Shape(XenPvContext.VcpuGuestContext64),
    SIZES["vcpu_guest_context_32"]: Shape(XenPvContext.VcpuGuestContext32),
}
"""By their octets."""


@restore_rule(
    "XS646",
    "restore-hpet",
    "the timers of the HPET can be periodic",
    "libxc HVM_CONTEXT",
    "hpet_load in xen/arch/x86/hvm/hpet.c",
    severity=WARNING,
    since="4.6",
    why="Xen takes the words of each timer as they are, and does not give back what its own timers"
    " can. A timer that was periodic fires once more, the guest's ticks stop, and it hangs.",
    cause="A tool that writes its own HVM_CONTEXT, or damage in the entry HPET.",
    remedy="Set bit 4 of each timer's config, as Xen has it for all of them.",
)
def restore_hpet(record: Record, _: Context) -> Iterator[Fault]:
    """Find that a guest would be restored, and its ticks stop."""
    found = hvm_context.hpet_without_periods(record.octets)
    if found is not None:
        offset, message = found
        yield Fault(
            f"{message}: Xen restores it, and the guest's ticks stop", in_body(record, offset, 0)
        )


@restore_rule(
    "XS686",
    "restore-vcpu-offline",
    "vcpu 0 of a PV guest is online",
    "libxc X86_PV_VCPU_BASIC",
    "arch_set_info_guest in xen/arch/x86/domain.c",
    severity=WARNING,
    since="4.6",
    why="The flags of a vcpu tell whether it is online. Xen leaves one down that is not, and"
    " nothing in the guest brings vcpu 0 up: the restore succeeds, and the guest does not run.",
    cause="A tool that writes its own vcpu records, or flags that were damaged.",
    remedy="Set bit 5 of the flags (VGCF_online), or save the guest again.",
)
def restore_vcpu_offline(record: Record, _: Context) -> Iterator[Fault]:
    """Find that a guest would be restored, and does not run."""
    if record.body is None or record.body.vcpu_id != 0:
        return
    octets = record.octets[formats.VCPU_HEADER_SIZE :]
    shape = _CONTEXTS.get(len(octets))
    if shape is not None and not shape.build(octets).is_online:
        message = "vcpu 0 is offline (VGCF_online is not set): Xen restores it, and it stays down"
        yield Fault(message, field_of(record, "vcpu_id"))
