"""Which fields stay, since a verdict reads them. What is not here is zero in the copy.

The names are the spec's, as `xenstream show` has them: a path within the state or the body, in
which [*] is each of many. How a field stays:

KEPT       as it is.
CANONICAL  an address: 0, or one that no processor takes where it was such a one.
SIGN       zero or not: 0 or 1 in each octet.
"""

from __future__ import annotations

from xenstream.named import NamedTuple
from xenstream.restore import libxl_create, libxl_dm

KEPT, CANONICAL, SIGN = "kept", "canonical", "sign"


class Row(NamedTuple):
    """Fields of a type, and why they stay."""

    where: str
    """The record, and within it the type."""
    fields: tuple[str, ...]
    how: str
    why: str


_LENGTH = "what the state's length has to fit"
_XSAVE_HEADER = tuple(f"area/header/{name}" for name in ("xstate_bv", "xcomp_bv", "reserved1[*]"))
_XSTATE = "the header of the XSAVE area: which state it has"

HVM_STATES = {
    "HEADER": (Row("HEADER", ("magic", "version"), KEPT, "what the state is"),),
    "CPU": (
        Row(
            "CPU",
            ("cr0", "cr4", "dr6", "dr7", "msr_efer", "msr_tsc_aux"),
            KEPT,
            "bits that the guest's processor has to have",
        ),
        Row("CPU", ("pending_event", "error_code", "flags", "reserved1"), KEPT, "what Xen checks"),
        Row("CPU", ("cr3",), "top", "the bits above any physical address, 52 to 63"),
    ),
    "PIC": (Row("PIC", ("init_bits", "mode_bits", "elcr", "int_output"), KEPT, "what Xen checks"),),
    "LAPIC": (Row("LAPIC", ("apic_base_msr",), KEPT, "the mode of the APIC"),),
    "PCI_LINK": (Row("PCI_LINK", ("*",), KEPT, "the interrupts that links go to"),),
    "PIT": (
        Row("PIT", ("speaker_data_on", "reserved1"), KEPT, "what Xen checks"),
        Row(
            "PIT",
            tuple(
                f"channels[*]/{name}"
                for name in (
                    "count",
                    "count_latched",
                    "read_state",
                    "write_state",
                    "rw_mode",
                    "bcd",
                    "gate",
                )
            ),
            KEPT,
            "what Xen checks",
        ),
    ),
    "HPET": (Row("HPET", ("timers[*]/config",), KEPT, "whether it can be periodic"),),
    "MTRR": (Row("MTRR", ("msr_mtrr_cap",), KEPT, "how many ranges there are"),),
    "VIRIDIAN_VCPU": (Row("VIRIDIAN_VCPU", ("reserved1[*]",), KEPT, "what Xen checks"),),
    "CPU_XSAVE": (
        Row("CPU_XSAVE", ("xcr0", "xcr0_accum"), KEPT, "which features the area is for"),
        Row("CPU_XSAVE", _XSAVE_HEADER, KEPT, _XSTATE),
        Row(
            "CPU_XSAVE",
            ("area/ymm_highs[*]/low", "area/ymm_highs[*]/high", "area/components"),
            SIGN,
            "Xen wants zeros beyond the features: of 8 and 56 octets the first that is not",
        ),
    ),
    "VMCE_VCPU": (Row("VMCE_VCPU", ("caps",), KEPT, "what machine checks the guest may have"),),
    "CPU_MSR": (Row("CPU_MSR", ("*",), KEPT, "registers that the guest's policy has to allow"),),
}
"""Of HVM_CONTEXT: what stays of each state, by the name of its type."""

PV_CONTEXT = (
    Row(
        "X86_PV_VCPU_BASIC",
        ("flags", "ldt_ents", "gdt_frames[*]", "gdt_ents", "vm_assist"),
        KEPT,
        "what libxenguest and Xen check",
    ),
    Row("X86_PV_VCPU_BASIC", ("ctrlregs[1]", "ctrlregs[3]"), KEPT, "the pfns of the page tables"),
    Row("X86_PV_VCPU_BASIC", ("ctrlregs[4]",), KEPT, "what the vcpu has switched on"),
    Row("X86_PV_VCPU_BASIC", ("debugregs[6]", "debugregs[7]"), KEPT, "bits that Xen checks"),
    Row("X86_PV_VCPU_BASIC", ("user_regs/rdx",), KEPT, "of vcpu 0: the pfn of the start_info"),
    Row("X86_PV_VCPU_BASIC", ("user_regs/rflags",), KEPT, "bits that Xen checks"),
    Row(
        "X86_PV_VCPU_BASIC, of a 64-bit guest",
        (
            "user_regs/rip",
            "user_regs/rsp",
            "kernel_sp",
            "ldt_base",
            "event_callback_eip",
            "failsafe_callback_eip",
            "syscall_callback_eip",
            "fs_base",
            "gs_base_kernel",
            "gs_base_user",
            *(f"debugregs[{number}]" for number in range(4)),
            "trap_ctxt/entries[*]/address",
        ),
        CANONICAL,
        "addresses that Xen checks",
    ),
)
"""Of a 32-bit guest the registers have other names: edx, eflags."""
PV_EXTENDED = (
    Row("X86_PV_VCPU_EXTENDED", ("vcpu_id", "len_context", "vmce/caps"), KEPT, "what Xen checks"),
    Row(
        "X86_PV_VCPU_EXTENDED",
        ("syscall32_callback_eip", "sysenter_callback_eip"),
        CANONICAL,
        "addresses that Xen checks",
    ),
)
PV_XSAVE = (
    Row("X86_PV_VCPU_XSAVE", ("xcr0", "xcr0_accum"), KEPT, "which features the area is for"),
    Row("X86_PV_VCPU_XSAVE", _XSAVE_HEADER, KEPT, _XSTATE),
    Row(
        "X86_PV_VCPU_XSAVE",
        ("area/fxsave/*",),
        "a mark",
        "whether it is a copy of X86_PV_VCPU_BASIC's `fpu_ctxt`",
    ),
)


def last_of(path: str) -> str:
    """Give the last name of a path."""
    return path.rpartition("/")[2].partition("[")[0]


WHOLE = {
    "libxc X86_PV_INFO": "the guest's width",
    "libxc X86_PV_P2M_FRAMES": "the pfns of the p2m list",
    "libxc HVM_PARAMS": "pfns, ports and modes",
    "libxc X86_MSR_POLICY": "the guest's processor",
    "libxc X86_PV_VCPU_MSRS": "registers that the guest's policy has to allow",
    "libxc CHECKPOINT_DIRTY_PFN_LIST": "pfns",
    "libxl CHECKPOINT_STATE": "who says what to whom",
    "back-channel CHECKPOINT_STATE": "who says what to whom",
    "back-channel CHECKPOINT_DIRTY_PFN_LIST": "pfns",
}
"""Records whose fields stay as they are."""
TSC_INFO = Row("X86_TSC_INFO", ("mode", "reserved1"), KEPT, "what Xen checks")

CONFIGURATION_NUMBERS = frozenset(
    (
        *(
            f"b_info.{name}"
            for name in (
                "max_vcpus",
                "max_memkb",
                "target_memkb",
                "video_memkb",
                "shadow_memkb",
                "avail_vcpus",
                "max_grant_frames",
                "max_grant_version",
                "sched_params.cap",
                "sched_params.weight",
            )
        ),
        "b_info.event_channels",
        "b_info.type.hvm.spice.usbredirection",
        "b_info.type.hvm.usbversion",
        "usbctrls.ports",
        "usbctrls.version",
        *(f"{devices}.devid" for devices in libxl_create.NUMBERED),
    )
)
"""Numbers of libxl's configuration that stay."""
NAME_OF_DISK = "disks.vdev"
PATH_OF_DISK = "disks.pdev_path"
SOUND_CARD = "b_info.type.hvm.soundhw"
ADDRESSES = frozenset(("b_info.type.hvm.vnc.listen", "vfbs.vnc.listen"))
EMPTY_CDROM = libxl_create.EMPTY_CDROM.encode()
SOUND_CARDS = frozenset(card.encode() for card in libxl_dm.SOUND_CARDS)

OTHERS = (
    Row("every header of a format and of a record", ("*",), KEPT, "what frames the stream"),
    Row("padding of a record", ("*",), SIGN, "whether it is zero"),
    Row("PAGE_DATA", ("header", "pfns"), KEPT, "pfns and their types"),
    Row(
        "PAGE_DATA, a PV guest's page tables",
        ("is_present", "frame"),
        KEPT,
        "which pages have memory; entries that are not present are zero",
    ),
    Row(
        "PAGE_DATA, start_info", ("store_mfn", "console_mfn"), KEPT, "pfns that libxenguest checks"
    ),
    Row("X86_PV_VCPU_*", ("vcpu_id", "reserved1"), KEPT, "whose state it is"),
    *PV_CONTEXT,
    *PV_EXTENDED,
    *PV_XSAVE,
    Row("HVM_CONTEXT, each state", ("typecode", "instance", "len_body"), KEPT, _LENGTH),
    *(
        row._replace(where=f"HVM_CONTEXT, {row.where}")
        for rows in HVM_STATES.values()
        for row in rows
    ),
    Row("X86_CPUID_POLICY", ("*",), KEPT, "the guest's processor, but for its brand's text"),
    *(Row(kind.partition(" ")[2], ("*",), KEPT, why) for kind, why in WHOLE.items()),
    TSC_INFO,
    Row("SHARED_INFO", ("page",), SIGN, "whether all of it is zero, in its first octet"),
    Row("EMULATOR_XENSTORE_DATA", ("header",), KEPT, "which device model"),
    Row(
        "EMULATOR_XENSTORE_DATA",
        ("keys", "values"),
        "stand-in",
        "how many there are, which are empty, which keys are absolute",
    ),
    Row("EMULATOR_CONTEXT", ("header", "the state's header"), KEPT, "which device model"),
    Row(
        "EMULATOR_CONTEXT",
        ("the first section's header", "the last section's header", "the last octet"),
        KEPT,
        "whether it begins and ends; names have stand-ins, but those that qemu's devices have",
    ),
    Row("xl configuration", ("keys of libxl_types.idl", "words of its enumerations"), KEPT, ""),
    Row("xl configuration", tuple(sorted(CONFIGURATION_NUMBERS)), KEPT, "sizes and limits"),
    Row("xl configuration", (NAME_OF_DISK,), KEPT, "where it is one, as hda: libxl reads it"),
    Row(
        "xl configuration",
        (PATH_OF_DISK,),
        "stand-in",
        f"but for `{libxl_create.EMPTY_CDROM}`, by which libxl knows its own empty CD-ROM",
    ),
    Row("xl configuration", (SOUND_CARD,), KEPT, "where it is one that libxl knows"),
    Row(
        "xl configuration",
        tuple(sorted(ADDRESSES)),
        "stand-in",
        "but for colons, by which libxl knows a display",
    ),
    Row("xl configuration", ("all other values",), "stand-in", "of the same type and length"),
    Row(
        "libvirt configuration",
        ("domain", "os/type", "os/type machine", "vcpu"),
        KEPT,
        "the guest's type and its vcpus; all other texts have stand-ins",
    ),
    Row("xapi XENOPS", ("brackets", "names of fields", "word_size"), KEPT, "what xenopsd reads"),
    Row("legacy stream", ("the first 24 octets",), KEPT, "the size of the p2m, what tells it"),
    Row("texts of an xl migration", ("*",), KEPT, "what Xen's own tools say"),
)
"""All that stays, for the page of the documentation."""


def markdown() -> str:
    """Give the table as Markdown."""
    lines = ["| where | fields | how | why |", "|---|---|---|---|"]
    for row in OTHERS:
        fields = "all" if row.fields == ("*",) else ", ".join(f"`{name}`" for name in row.fields)
        how = {"top": "upper bits"}.get(row.how, row.how)
        lines.append(f"| {row.where} | {fields} | {how} | {row.why} |")
    return "\n".join(lines) + "\n"
