"""Rules on the domain's configuration, held against the stream. XS87x."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.rules.pv import VCPU_KINDS
from xenstream.rules.registry import ERROR, LIBXL_SPEC, WARNING, XL, Fault, rule
from xenstream.walk.walker import KEPT_BODY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.contents.configuration import DomainConfig
    from xenstream.walk.walker import Configuration, Header, Layer, Record

_KINDS = ("xl configuration", "libvirt configuration")


@rule(
    "XS871",
    "configuration-unreadable",
    "the domain's configuration can be read",
    _KINDS,
    XL,
    spec=WARNING,
    upstream=None,
    restore=ERROR,
)
def configuration_unreadable(configuration: Configuration) -> Fault | None:
    """Find a configuration that xl or libvirt could not read."""
    problem = configuration.domain.problem
    if problem is None or configuration.length > KEPT_BODY:
        return None
    return Fault(f"the {configuration.kind} cannot be read: {problem}", configuration.offset)


@rule(
    "XS874",
    "configuration-large",
    "the domain's configuration is small enough to be read",
    _KINDS,
    XL,
    spec=WARNING,
    upstream=None,
)
def configuration_large(configuration: Configuration) -> Fault | None:
    """Tell of a configuration that was not read."""
    if configuration.length <= KEPT_BODY:
        return None
    message = f"the {configuration.kind} has {configuration.length} octets: not read"
    return Fault(message, configuration.offset)


def _domain(layer: Layer) -> DomainConfig | None:
    return None if layer.configuration is None else layer.configuration.domain


@rule(
    "XS872",
    "configuration-type",
    "the configuration's type of domain is the stream's",
    "domain header",
    LIBXL_SPEC,
    upstream=None,
    restore=ERROR,
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
    (*VCPU_KINDS, "libxc HVM_CONTEXT"),
    LIBXL_SPEC,
    upstream=None,
    restore=ERROR,
)
def configuration_vcpus(record: Record) -> Fault | None:
    """Find the state of a vcpu that the configured domain does not have."""
    domain = _domain(record.layer)
    if domain is None or record.body is None:
        return None
    vcpus = domain.vcpus or None
    if record.layer.target is not None:
        if record.kind == "libxc HVM_CONTEXT":
            return None  # Xen looks at the last one, at the end: XS643
        if vcpus is None and domain.type is not None:
            vcpus = 1  # libxl's default
    if vcpus is None or record.length <= formats.VCPU_HEADER_SIZE:
        return None
    for vcpu_id in _vcpu_ids(record):
        if vcpu_id >= vcpus:
            return Fault(
                f"state of vcpu {vcpu_id}, the configuration has {vcpus} vcpus",
                record.body_offset,
            )
    return None


def _vcpu_ids(record: Record) -> Iterator[int]:
    if record.kind in VCPU_KINDS:
        yield record.body.vcpu_id
        return
    if not record.nth:  # a hostile stream may hold many
        yield from formats.hvm_vcpus(record.octets, record.layer.little_endian)
