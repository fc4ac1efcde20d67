"""The three formats that xl writes, as the generated parsers know them."""

from __future__ import annotations

import xenstream_parsers
from xenstream_parsers.libxc_migration import LibxcMigration
from xenstream_parsers.libxl_migration import LibxlMigration
from xenstream_parsers.sizes import SIZES, TEXTS
from xenstream_parsers.xl_save_image import XlSaveImage

from xenstream.format.fields import Shape
from xenstream.named import NamedTuple

_Libxc = LibxcMigration.Content
_Libxl = LibxlMigration.LibxlContent

XL_PREAMBLE = Shape(XlSaveImage.XlPreamble)
LIBXL_HEADER = Shape(LibxlMigration.LibxlHeader)
IMAGE_HEADER = Shape(LibxcMigration.ImageHeader)

RECEIVER_BANNER = TEXTS["migrate_receiver_banner"]
"""What `xl migrate-receive` says first; in Xen's tools/xl/xl_migrate.c."""
MIGRATION_REPORT = TEXTS["migrate_report"]
MIGRATION_TEXTS = (
    TEXTS["migrate_receiver_ready"],
    TEXTS["migrate_permission_to_go"],
    MIGRATION_REPORT,
)
"""What the two sides of an `xl migrate` say after the stream."""

FIRST_HEADERS = {"xl": XL_PREAMBLE, "libxl": LIBXL_HEADER, "libxc": IMAGE_HEADER}
"""What each format begins with, the outermost first."""


def xl_fields(little_endian: bool) -> Shape:
    """Give the rest of xl's header."""
    return Shape(XlSaveImage.XlFields, (little_endian,))


def xl_optional_data(little_endian: bool) -> Shape:
    """Give what follows xl's header: the domain's configuration."""
    return Shape(XlSaveImage.XlOptionalData, (little_endian,))


def domain_header(little_endian: bool) -> Shape:
    """Give libxc's domain header."""
    return Shape(_Libxc.DomainHeader, (), (little_endian,))


def names_domain_type(type_id: int) -> bool:
    """Tell whether the specification names this type of domain, reserved ones included."""
    return type_id in _DOMAIN_TYPES


def domain_type_name(type_id: int) -> str:
    """Give the type of a domain in words, or its number where it is not one that Xen writes."""
    return _DOMAIN_TYPE_NAMES.get(type_id) or f"type 0x{type_id:x}"


_DOMAIN_TYPE_NAMES = {
    int(LibxcMigration.DomainType.x86_pv): "x86 PV",
    int(LibxcMigration.DomainType.x86_hvm): "x86 HVM",
}
_DOMAIN_TYPES = frozenset(int(member) for member in LibxcMigration.DomainType)


class RecordFormat(NamedTuple):
    """How one layer frames its records, and what it calls them."""

    layer: str
    header: type
    """The generated type of a record's header."""
    names: dict[int, str]
    """Xen's own names, by the record's type."""
    kinds: dict[int, str]
    """What the rules call a record of that type."""
    bodies: dict[int, type | str]
    """The generated types of the bodies; one of another module by its path: see `imported`."""
    header_size: int
    """Octets in a record's header."""
    is_switched: bool = True
    """Whether the endianness of its types is known at run time only."""

    def header_shape(self, little_endian: bool) -> Shape:
        """Give the shape of a record's header."""
        return Shape(self.header, (), (little_endian,) if self.is_switched else ())

    def body_shape(self, type_id: int, little_endian: bool) -> Shape | None:
        """Give the shape of a body, None where it has none."""
        kind = self.bodies.get(type_id)
        if kind is None:
            return None
        if isinstance(kind, str):
            return Shape(imported(kind))
        return Shape(kind, (), (little_endian,) if self.is_switched else ())

    def name(self, type_id: int) -> str:
        """Give Xen's name of a record's type, or its number where it has none."""
        return self.names.get(type_id) or f"0x{type_id:08x}"

    def kind_of_unknown(self, is_optional: bool) -> str:
        """Give what the rules call a record whose type has no name."""
        return f"{self.layer} {'optional' if is_optional else 'unknown'}"


def imported(path: str) -> type:
    """Give a type that is Xen's own and of a fixed endianness, by its path in the parsers.

    Its module is imported only now: at start-up nobody needs it.
    """
    kind: type = xenstream_parsers
    for name in path.split("."):
        kind = getattr(kind, name)
    return kind


def record_format(
    layer: str,
    header: type,
    types: type,
    bodies: dict[str, type | str],
    *,
    is_switched: bool = True,
) -> RecordFormat:
    """Give a layer's format of records from its generated types."""
    members: dict[str, int] = {name: int(one) for name, one in types.__members__.items()}  # type: ignore[attr-defined]
    names = {number: name.upper() for name, number in members.items()}
    return RecordFormat(
        layer,
        header,
        names,
        {number: f"{layer} {name}" for number, name in names.items()},
        {members[name]: body for name, body in bodies.items()},
        Shape(header, (), (True,) if is_switched else ()).size(),
        is_switched,
    )


LIBXC = record_format(
    "libxc",
    _Libxc.RecordHeader,
    LibxcMigration.RecordType,
    {
        "page_data": _Libxc.PageDataHeader,
        "x86_pv_info": _Libxc.X86PvInfo,
        "x86_pv_p2m_frames": _Libxc.X86PvP2mFrames,
        "x86_pv_vcpu_basic": _Libxc.X86PvVcpuBasic,
        "x86_pv_vcpu_extended": _Libxc.X86PvVcpuExtended,
        "x86_pv_vcpu_xsave": _Libxc.X86PvVcpuXsave,
        "shared_info": _Libxc.SharedInfo,
        "x86_tsc_info": _Libxc.X86TscInfo,
        "hvm_context": "xen_hvm_context.XenHvmContext",
        "hvm_params": _Libxc.HvmParams,
        "x86_pv_vcpu_msrs": _Libxc.X86PvVcpuMsrs,
        "checkpoint_dirty_pfn_list": _Libxc.CheckpointDirtyPfnList,
        "x86_cpuid_policy": "xen_cpu_policy.XenCpuPolicy",
        "x86_msr_policy": "xen_cpu_policy.XenCpuPolicy.MsrList",
    },
)

LIBXL = record_format(
    "libxl",
    _Libxl.LibxlRecordHeader,
    LibxlMigration.LibxlRecordType,
    {
        "emulator_xenstore_data": _Libxl.EmulatorXenstoreData,
        "emulator_context": _Libxl.EmulatorContext,
        "checkpoint_state": _Libxl.CheckpointState,
    },
)

PAGE_DATA = int(LibxcMigration.RecordType.page_data)
PAGE_DATA_HEADER = _Libxc.PageDataHeader
PFN_TABLE = LibxcMigration.PfnTable
DOMAIN_HEADER = _Libxc.DomainHeader
VERIFY = int(LibxcMigration.RecordType.verify)
CHECKPOINT = int(LibxcMigration.RecordType.checkpoint)
VERIFY = int(LibxcMigration.RecordType.verify)
CHECKPOINT_END = int(LibxlMigration.LibxlRecordType.checkpoint_end)
CHECKPOINT_STATE = int(LibxlMigration.LibxlRecordType.checkpoint_state)
CHECKPOINT_NEW = int(LibxlMigration.CheckpointControl.new)
CHECKPOINT_CONTROLS = frozenset(int(member) for member in LibxlMigration.CheckpointControl)
LIBXC_CONTEXT = int(LibxlMigration.LibxlRecordType.libxc_context)
XENSTORE_DATA = int(LibxlMigration.LibxlRecordType.emulator_xenstore_data)
END = int(LibxcMigration.RecordType.end)
"""The last record's type, in libxc and in libxl."""

EMULATOR_STATES = ("libxl EMULATOR_CONTEXT", "xapi QEMU_TRAD", "xapi QEMU_XEN")
"""The kinds of records that a device model's state stands in."""
EMULATOR_CONTEXT = int(LibxlMigration.LibxlRecordType.emulator_context)
HVM_CONTEXT = int(LibxcMigration.RecordType.hvm_context)
HVM_PARAMS = int(LibxcMigration.RecordType.hvm_params)
SHARED_INFO = int(LibxcMigration.RecordType.shared_info)
X86_PV_VCPU_BASIC = int(LibxcMigration.RecordType.x86_pv_vcpu_basic)
VCPU_STATES = (
    X86_PV_VCPU_BASIC,
    int(LibxcMigration.RecordType.x86_pv_vcpu_extended),
    int(LibxcMigration.RecordType.x86_pv_vcpu_xsave),
)
"""The records of a PV guest's vcpu that depend on nothing but the host, in their order."""
X86_PV_P2M_FRAMES = int(LibxcMigration.RecordType.x86_pv_p2m_frames)
STATIC_DATA = frozenset(
    int(one)
    for one in (
        LibxcMigration.RecordType.x86_pv_info,
        LibxcMigration.RecordType.x86_pv_p2m_frames,
        LibxcMigration.RecordType.static_data_end,
        LibxcMigration.RecordType.x86_cpuid_policy,
        LibxcMigration.RecordType.x86_msr_policy,
    )
)
"""The types that stand before the memory."""

DOMAIN_TYPES = LibxcMigration.DomainType
PV = int(DOMAIN_TYPES.x86_pv)
HVM = int(DOMAIN_TYPES.x86_hvm)
PAGE_SIZE = 4096
EMULATOR_IDS = frozenset(int(member) for member in LibxlMigration.EmulatorId)
_CR4 = 4


def uses_xsave(context: bytes) -> bool:
    """Tell whether a PV vcpu has switched XSAVE on, by CR4 in its vcpu_guest_context."""
    from xenstream_parsers.offsets import OFFSETS  # only where such a state is missed
    from xenstream_parsers.x86_registers import X86Registers

    for bits in (64, 32):
        name, width = f"vcpu_guest_context_{bits}", bits // 8
        if len(context) == SIZES[name]:
            at = OFFSETS[name]["ctrlregs"] + _CR4 * width
            octets = context[at : at + width].ljust(8, b"\0")
            return bool(Shape(X86Registers.Cr4Register).build(octets).has_osxsave)
    return False


def _size(name: str) -> int:
    size: int = SIZES[name]
    return size


PAGE_DATA_HEADER_SIZE = _size("page_data_header")
PFN_ENTRY_SIZE = _size("pfn_entry")
X86_PV_INFO_SIZE = _size("x86_pv_info")
FXSAVE_SIZE = _size("fxsave_area")
HVM_PARAM_SIZE = _size("hvm_param_entry")
VCPU_HEADER_SIZE = _size("x86_pv_vcpu_basic")
X86_TSC_INFO_SIZE = _size("x86_tsc_info")
HVM_PARAMS_HEADER_SIZE = _size("hvm_params_header")
CPUID_LEAF_SIZE = _size("cpuid_leaf")
POLICY_MSR_SIZE = _size("msr_entry")
EMULATOR_HEADER_SIZE = _size("emulator_xenstore_header")
