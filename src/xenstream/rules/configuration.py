"""Rules on the domain's configuration, held against the stream. XS87x."""

from __future__ import annotations

from xenstream import formats
from xenstream.rules.registry import LIBXL_SPEC, WARNING, XL, Fault, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.configuration import DomainConfig
    from xenstream.walk import Configuration, Header, Layer, Record

_KINDS = ("xl configuration", "libvirt configuration")
_VCPU_KINDS = (
    "libxc X86_PV_VCPU_BASIC",
    "libxc X86_PV_VCPU_EXTENDED",
    "libxc X86_PV_VCPU_XSAVE",
    "libxc X86_PV_VCPU_MSRS",
)


@rule(
    "XS871",
    "configuration-unreadable",
    "the domain's configuration can be read",
    _KINDS,
    XL,
    spec=WARNING,
    upstream=None,
)
def configuration_unreadable(configuration: Configuration) -> Fault | None:
    """Find a configuration that xl or libvirt could not read."""
    problem = configuration.domain.problem
    if problem is None:
        return None
    return Fault(f"the {configuration.kind} cannot be read: {problem}", configuration.offset)


def _domain(layer: Layer) -> DomainConfig | None:
    return None if layer.configuration is None else layer.configuration.domain


@rule(
    "XS872",
    "configuration-type",
    "the configuration's type of domain is the stream's",
    "domain header",
    LIBXL_SPEC,
    upstream=None,
)
def configuration_type(header: Header) -> Fault | None:
    """Find the configuration of a PV guest over the stream of an HVM guest, or the reverse."""
    domain = _domain(header.layer)
    types = formats.DOMAIN_TYPES
    stream_is_pv = header.fields.type_id == types.x86_pv
    if domain is None or domain.type is None:
        return None
    if header.fields.type_id not in (types.x86_pv, types.x86_hvm):
        return None
    if (domain.type == "pv") == stream_is_pv:
        return None
    return Fault(
        f"the configuration is of a {domain.type} domain,"
        f" the stream of {formats.domain_type_name(header.fields.type_id)}",
        header.offset_of("type_id"),
    )


@rule(
    "XS873",
    "configuration-vcpus",
    "every vcpu of the stream is one of the configuration",
    (*_VCPU_KINDS, "libxc HVM_CONTEXT"),
    LIBXL_SPEC,
    upstream=None,
)
def configuration_vcpus(record: Record) -> Fault | None:
    """Find the state of a vcpu that the configured domain does not have."""
    domain = _domain(record.layer)
    if domain is None or domain.vcpus is None or record.body is None:
        return None
    for vcpu_id in _vcpu_ids(record):
        if vcpu_id >= domain.vcpus:
            return Fault(
                f"state of vcpu {vcpu_id}, the configuration has {domain.vcpus} vcpus",
                record.body_offset,
            )
    return None


def _vcpu_ids(record: Record) -> Iterator[int]:
    if record.kind in _VCPU_KINDS:
        yield record.body.vcpu_id
        return
    if not record.nth:  # a hostile stream may hold many
        yield from formats.hvm_vcpus(record.octets, record.layer.little_endian)
