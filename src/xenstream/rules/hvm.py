"""Rules on the records of an HVM guest, and on those that both kinds of guest have. XS5xx."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.rules.records import length_fault, reserved_field
from xenstream.rules.registry import ERROR, SPEC, WARNING, Fault, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.walk.walker import Record

_TSC = f"{SPEC}#x86_tsc_info"
_PARAMS = f"{SPEC}#hvm_params"
SHARED_INFO_SIZE = 4096


def _multiple(record: Record, size: int) -> Fault | None:
    if record.length and record.length % size == 0:
        return None
    return length_fault(record, f"a multiple of {size}, and not 0")


@rule(
    "XS501",
    "shared-info-length",
    "SHARED_INFO is a page",
    "libxc SHARED_INFO",
    f"{SPEC}#shared_info",
    restore=ERROR,
)
def shared_info_length(record: Record) -> Fault | None:
    """Find a body that is not one page."""
    if record.length == SHARED_INFO_SIZE:
        return None
    return length_fault(record, str(SHARED_INFO_SIZE))


@rule(
    "XS511", "tsc-length", "X86_TSC_INFO has 24 octets", "libxc X86_TSC_INFO", _TSC, restore=ERROR
)
def tsc_length(record: Record) -> Fault | None:
    """Find a body of another length."""
    size = formats.X86_TSC_INFO_SIZE
    return None if record.length == size else length_fault(record, str(size))


@rule("XS512", "tsc-reserved", "the reserved field is zero", "libxc X86_TSC_INFO", _TSC)
def tsc_reserved(record: Record) -> Fault | None:
    """Find a reserved field that is not zero."""
    return reserved_field(record) if record.length == formats.X86_TSC_INFO_SIZE else None


@rule(
    "XS521",
    "hvm-context-empty",
    "HVM_CONTEXT is not empty",
    "libxc HVM_CONTEXT",
    f"{SPEC}#hvm_context",
    restore=ERROR,
)
def hvm_context_empty(record: Record) -> Fault | None:
    """Find a body without contents."""
    return None if record.length else length_fault(record, "more than 0")


@rule(
    "XS531",
    "hvm-params-short",
    "HVM_PARAMS has its header",
    "libxc HVM_PARAMS",
    _PARAMS,
    restore=ERROR,
)
def hvm_params_short(record: Record) -> Fault | None:
    """Find a body that ends in its header."""
    size = formats.HVM_PARAMS_HEADER_SIZE
    return length_fault(record, f"{size} at least") if record.length < size else None


@rule("XS532", "hvm-params-reserved", "the reserved field is zero", "libxc HVM_PARAMS", _PARAMS)
def hvm_params_reserved(record: Record) -> Fault | None:
    """Find a reserved field that is not zero."""
    return None if record.body is None else reserved_field(record, within=record.body.header)


@rule(
    "XS533",
    "hvm-params-length",
    "HVM_PARAMS has all its entries",
    "libxc HVM_PARAMS",
    _PARAMS,
    restore=ERROR,
)
def hvm_params_length(record: Record) -> Fault | None:
    """Find a body that is longer or shorter than its count asks for."""
    if record.body is None:
        return None
    header = record.body.header
    expected = formats.HVM_PARAMS_HEADER_SIZE + header.len_params
    if record.length == expected:
        return None
    return length_fault(record, f"{expected} for {header.num_params} parameters")


@rule(
    "XS534",
    "hvm-params-empty",
    "HVM_PARAMS has a parameter at least",
    "libxc HVM_PARAMS",
    f"{SPEC}#layout",
    spec=WARNING,
    upstream=WARNING,
)
def hvm_params_empty(record: Record) -> Fault | None:
    """Tell of a record without parameters, as Xen 4.6 to 4.8 wrote them."""
    if record.body is None or record.body.header.num_params:
        return None
    return Fault("no parameters, as Xen 4.6 to 4.8 wrote", record.offset_of("num_params"))


@rule(
    "XS541",
    "cpuid-policy-length",
    "X86_CPUID_POLICY holds whole leaves",
    "libxc X86_CPUID_POLICY",
    f"{SPEC}#x86_cpuid_policy",
    restore=ERROR,
)
def cpuid_policy_length(record: Record) -> Fault | None:
    """Find a body that is empty or ends inside a leaf."""
    return _multiple(record, formats.CPUID_LEAF_SIZE)


@rule(
    "XS551",
    "msr-policy-length",
    "X86_MSR_POLICY holds whole entries",
    "libxc X86_MSR_POLICY",
    f"{SPEC}#x86_msr_policy",
    restore=ERROR,
)
def msr_policy_length(record: Record) -> Fault | None:
    """Find a body that is empty or ends inside an entry."""
    return _multiple(record, formats.POLICY_MSR_SIZE)
