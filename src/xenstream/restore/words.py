"""What Xen's own messages are made of; the words themselves stand with each rule.

Sources: the messages of tools/libs/guest/xg_sr_*.c, tools/libs/light/libxl_stream_read.c,
libxl_dom_save.c and tools/xl/xl_vmcontrol.c, without the numbers that depend on the host.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk.walker import Record

NAMES = {
    "END": "End",
    "PAGE_DATA": "Page data",
    "X86_PV_INFO": "x86 PV info",
    "X86_PV_P2M_FRAMES": "x86 PV P2M frames",
    "X86_PV_VCPU_BASIC": "x86 PV vcpu basic",
    "X86_PV_VCPU_EXTENDED": "x86 PV vcpu extended",
    "X86_PV_VCPU_XSAVE": "x86 PV vcpu xsave",
    "SHARED_INFO": "Shared info",
    "X86_TSC_INFO": "x86 TSC info",
    "HVM_CONTEXT": "HVM context",
    "HVM_PARAMS": "HVM params",
    "TOOLSTACK": "Toolstack",
    "X86_PV_VCPU_MSRS": "x86 PV vcpu msrs",
    "VERIFY": "Verify",
    "CHECKPOINT": "Checkpoint",
    "CHECKPOINT_DIRTY_PFN_LIST": "Checkpoint dirty pfn list",
    "STATIC_DATA_END": "Static data end",
    "X86_CPUID_POLICY": "x86 CPUID policy",
    "X86_MSR_POLICY": "x86 MSR policy",
}
"""What Xen calls a record of libxc in its messages; it has no name for any other."""


def c_hex(number: int) -> str:
    """Give a number as C's %#x does: without a prefix where it is zero."""
    return f"{number:#x}" if number else "0"


def name_of(record: Record) -> str:
    """Give Xen's name of a libxc record."""
    return NAMES.get(record.name, "Reserved")


def not_handled(record: Record) -> str:
    """Say that a mandatory record is of no use."""
    return f"Mandatory record {c_hex(record.type_id)} ({name_of(record)}) not handled"
