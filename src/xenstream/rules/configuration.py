"""Rules on the domain's configuration, held against the stream. XS87x."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.rules.headers import other_guest_in_words
from xenstream.rules.pv import VCPU_KINDS
from xenstream.rules.registry import ERROR, LIBXL_SPEC, WARNING, XL, Fault, rule
from xenstream.walk.field import at, field_of, in_body

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.rules.context import Context
    from xenstream.walk.field import Field
    from xenstream.walk.walker import Configuration, Header, Record

_KINDS = ("xl configuration", "libvirt configuration")
_MOST_NAMED, _MOST_OF_KEY = 12, 64


@rule(
    "XS871",
    "configuration-unreadable",
    "the domain's configuration can be read",
    _KINDS,
    XL,
    spec=WARNING,
    upstream=None,
    restore=ERROR,
    changes_at=((4, 12), (4, 21)),
    since="4.1",
    why="The configuration in the file is what the domain is created from. xl goes on with an"
    ' empty one after "yajl error: parse error" and then misses the domain\'s type; libvirt'
    " refuses the XML.",
    cause="The configuration was edited by hand, its length no longer fits, or it is cut.",
    remedy="Correct it, and the length before it. xl can do without: `xl restore CONFIG IMAGE`.",
)
def configuration_unreadable(configuration: Configuration, context: Context) -> Iterator[Fault]:
    """Find a configuration that xl or libvirt could not read."""
    from xenstream.contents.configuration import domain_of

    if configuration.is_large:
        return
    if context.is_restore and configuration.kind == "xl configuration":
        problem, says = _problem(configuration, context)
    else:
        problem, says = domain_of(configuration).problem, None
    if problem is not None:
        yield Fault(
            f"the {configuration.kind} cannot be read: {problem}",
            at(configuration, length=configuration.length),
            says,
        )


def _problem(configuration: Configuration, context: Context) -> tuple[str | None, str | None]:
    """Give why a Xen cannot read the JSON of an image, and what it says."""
    from xenstream.restore import libxl_config

    text = configuration.text()
    if text is None:
        return "it is cut short", "Savefile truncated."
    if not configuration.length:
        return None, None  # XS811
    says = libxl_config.read(text, context.xen).problem
    if says is None:
        return None, None
    # Without its NUL, xl goes on reading whatever lies behind it in memory.
    data = formats.xl_optional_data(configuration.layer.little_endian).build(configuration.octets)
    is_ended = len(text) < data.len_config
    return f"it is no JSON to {libxl_config.library(context.xen)}: {says}", (
        says if is_ended else says.partition(": ")[0]
    )


@rule(
    "XS874",
    "configuration-large",
    "the domain's configuration is small enough to be read",
    _KINDS,
    XL,
    spec=WARNING,
    upstream=None,
    restore=ERROR,
    not_checked=True,
    why="So that no file can exhaust memory, a configuration of more than 1 MiB, or of more than"
    " 32768 values, is not read. It and what depends on it, the domain's type and its vcpus, were"
    " not checked.",
    cause="A damaged length, or a configuration with very long user data.",
    remedy="Check the length. Real configurations have a few thousand octets.",
)
def configuration_large(configuration: Configuration, _: Context) -> Iterator[Fault]:
    """Tell of a configuration that was not read."""
    if not configuration.is_large:
        return
    message = f"the {configuration.kind} is too large to be read: {configuration.length} octets"
    yield Fault(message, at(configuration, length=configuration.length))


@rule(
    "XS875",
    "configuration-key",
    "libxl knows the keys of the configuration",
    "xl configuration",
    "libxl__object_from_json in tools/libs/light/libxl_json.c",
    spec=None,
    upstream=None,
    restore=WARNING,
    since="4.6",
    why="libxl asks the JSON for the keys that its types have, and never sees any other. Where"
    " `disks` is misspelt, the guest is restored without its disks, and nobody says a word.",
    cause="A slip, a bit that flipped, or a libxl with keys of its own.",
    remedy="Correct the key. If the sender's libxl was patched, restore where it is, too.",
)
def configuration_key(configuration: Configuration, _: Context) -> Iterator[Fault]:
    """Tell of keys that no release of libxl knows."""
    text = configuration.text()
    if not text or configuration.is_large:
        return
    from xenstream.contents.json_text import JsonError, by_jsonc, by_yajl
    from xenstream.restore.libxl_keys import unknown_keys

    try:
        found = unknown_keys(by_yajl(text))
    except JsonError:
        try:
            found = unknown_keys(by_jsonc(text))
        except JsonError:
            return  # XS871
    if not found:
        return
    shown = ", ".join(repr(key[:_MOST_OF_KEY]) for key in found[:_MOST_NAMED])
    more = len(found) - _MOST_NAMED
    yield Fault(
        f"libxl passes over {shown}{f' and {more} more' if more > 0 else ''}: no release has"
        f" {'that key' if len(found) == 1 else 'those keys'}",
        at(configuration, length=configuration.length),
    )


@rule(
    "XS872",
    "configuration-type",
    "the configuration and the stream agree on the type of domain",
    "domain header",
    LIBXL_SPEC,
    upstream=None,
    restore=ERROR,
    changes_at=((4, 21),),
    says=other_guest_in_words,
    since="4.6",
    why="The domain is created by the configuration, and the stream is for the other type of"
    ' guest. libxenguest stops with "Unable to restore ... domain into an ... domain".',
    cause="The configuration of another guest was put into the image, or a guest was changed"
    " from PV to HVM after it was saved.",
    remedy="Use the configuration that the guest was saved with: `xl restore CONFIG IMAGE`. A"
    " PVH guest's stream is of type HVM, and that is right.",
)
def configuration_type(header: Header, context: Context) -> Iterator[Fault]:
    """Find the configuration of a PV guest over the stream of an HVM guest, or the reverse."""
    domain = context.domain_of(header.layer)
    types = formats.DOMAIN_TYPES
    stream_is_pv = header.fields.type_id == types.x86_pv
    if domain is None or domain.type is None:
        return
    if header.fields.type_id not in (types.x86_pv, types.x86_hvm):
        return
    if (domain.type == "pv") == stream_is_pv:
        return
    yield Fault(
        f"type_id is {formats.domain_type_name(header.fields.type_id)},"
        f" but the configuration is of a {domain.type} domain",
        field_of(header, "type_id"),
    )


def _vcpu_in_words(record: Record, context: Context) -> str | None:
    state = context.state_of(record.layer)
    vcpus = None if state is None else state.vcpus_on(context.xen)
    if vcpus is None:
        return None
    most, vcpu_id = vcpus - 1, record.body.vcpu_id
    return f"{record.name} record vcpu_id ({vcpu_id}) exceeds domain max ({most})"


@rule(
    "XS873",
    "configuration-vcpus",
    "no vcpu id exceeds the configured vcpus",
    (*VCPU_KINDS, "libxc HVM_CONTEXT"),
    LIBXL_SPEC,
    upstream=None,
    restore=ERROR,
    changes_at=((4, 21),),
    says=_vcpu_in_words,
    since="4.6",
    why="The domain is created with as many vcpus as the configuration says (1 if it does"
    ' not), and state for another vcpu has no place: "vcpu_id (...) exceeds domain max", or'
    ' "Unable to restore HVM context" for an HVM guest.',
    cause="max_vcpus was lowered in the configuration after the guest was saved, or the"
    " record's vcpu number is damaged.",
    remedy="Set max_vcpus to what the guest had, and limit the vcpus in the running guest instead.",
)
def configuration_vcpus(record: Record, context: Context) -> Iterator[Fault]:
    """Find the state of a vcpu that the configured domain does not have."""
    domain = context.domain_of(record.layer)
    if domain is None or record.body is None:
        return
    vcpus = domain.vcpus or None
    if context.is_restore:
        if record.kind == "libxc HVM_CONTEXT":
            return  # Xen looks at the last one, at the end: XS643
        if vcpus is None and domain.type is not None:
            vcpus = 1  # libxl's default
    if vcpus is None or record.length <= formats.VCPU_HEADER_SIZE:
        return
    for vcpu_id in _vcpu_ids(record):
        if vcpu_id >= vcpus:
            yield Fault(
                f"vcpu {vcpu_id} has state, but the configured number of vcpus is {vcpus}",
                _vcpu_field(record),
            )
            return


def _vcpu_field(record: Record) -> Field:
    return field_of(record, "vcpu_id") if record.kind in VCPU_KINDS else in_body(record, 0, 0)


def _vcpu_ids(record: Record) -> Iterator[int]:
    if record.kind in VCPU_KINDS:
        yield record.body.vcpu_id
        return
    if not record.nth:  # a hostile stream may hold many
        from xenstream.format import hvm_save  # only where there is one

        yield from hvm_save.vcpus(record.octets)
