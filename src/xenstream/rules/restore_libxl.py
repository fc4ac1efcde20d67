"""Rules on what libxl and xl refuse to restore beyond the specification. XS720, XS77x and XS81x."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.rules.registry import WARNING, Fault, restore_rule
from xenstream.walk.walker import CUT_AT_LIBXL_END

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xenstream.contents.configuration import DomainConfig
    from xenstream.walk.walker import Configuration, Cut, Header, Record

_READ = "tools/libs/light/libxl_stream_read.c"
_XL = "create_domain in tools/xl/xl_vmcontrol.c"
_EMULATOR_WORDS = {
    "libxl EMULATOR_XENSTORE_DATA": "a xenstore emulator record",
    "libxl EMULATOR_CONTEXT": "an emulator context record",
}


def _domain(record: Record) -> DomainConfig | None:
    configuration = record.layer.configuration
    return None if configuration is None else configuration.domain


@restore_rule(
    "XS771",
    "restore-libxl-big-endian",
    "libxl restores little-endian streams only",
    "libxl header",
    f"stream_header_done in {_READ}",
)
def restore_libxl_big_endian(header: Header) -> Fault | None:
    """Find the flag of a big-endian stream."""
    if header.fields.is_le:
        return None
    words = "Unable to handle big endian streams"
    return Fault("a big-endian stream", header.offset_of("options"), words)


@restore_rule(
    "XS772",
    "restore-libxl-optional",
    "libxl knows every record, optional ones too",
    "libxl optional",
    f"process_record in {_READ}",
)
def restore_libxl_optional(record: Record) -> Fault | None:
    """Find an optional record, which libxl does not skip."""
    return Fault(
        f"optional record type {record.type_id:#010x}, which libxl does not skip",
        record.offset_of("type_id"),
        f"Unrecognised record {record.type_id:#010x}",
    )


@restore_rule(
    "XS720",
    "restore-emulator",
    "only a domain with a device model has its state",
    tuple(_EMULATOR_WORDS),
    f"process_record in {_READ}",
    varies=True,
)
def restore_emulator(record: Record) -> Fault | None:
    """Find a device model's record for a PV or PVH domain."""
    domain = _domain(record)
    kind = None if domain is None else domain.type
    if kind is None and record.layer.guest_type == formats.DOMAIN_TYPES.x86_pv:
        kind = "pv"
    target = record.layer.target
    if kind in (None, "hvm") or target is None or target.xen < (4, 7):
        return None
    return Fault(
        f"{record.name} for a {kind} domain, which has no device model",
        record.offset_of("type_id"),
        f"Received {_EMULATOR_WORDS[record.kind]} when none was expected",
    )


@restore_rule(
    "XS774",
    "restore-xenstore-key",
    "a device model's xenstore keys are relative, and not empty",
    "libxl EMULATOR_XENSTORE_DATA",
    "libxl__restore_emulator_xenstore_data in tools/libs/light/libxl_dom_save.c",
)
def restore_xenstore_key(record: Record) -> Fault | None:
    """Find a key that libxl does not write into xenstore."""
    at = formats.EMULATOR_HEADER_SIZE
    for number, string in enumerate(record.octets[at:].split(b"\0")[:-1]):
        if number % 2 == 0 and (not string or string.startswith(b"/")):
            words = "Key in xenstore data not relative" if string else None
            return Fault(
                f"xenstore key {string.decode('latin-1')!r}, expected a relative path",
                record.body_offset + at,
                words or "empty key found in xenstore data",
            )
        at += len(string) + 1
    return None


@restore_rule(
    "XS775",
    "restore-checkpoint-state",
    "a plain restore meets no CHECKPOINT_STATE",
    "libxl CHECKPOINT_STATE",
    f"process_record in {_READ}",
    direction="forward",
)
def restore_checkpoint_state(record: Record) -> Fault | None:
    """Find what only COLO sends."""
    return Fault(
        "CHECKPOINT_STATE: only the receiver of COLO takes it",
        record.offset_of("type_id"),
        "Unexpected CHECKPOINT_STATE record in stream",
    )


@restore_rule(
    "XS776",
    "restore-libxl-end-missing",
    "libxl's END is there",
    CUT_AT_LIBXL_END,
    f"record_header_done in {_READ}",
    severity=WARNING,
)
def restore_libxl_end_missing(cut: Cut) -> Fault | None:
    """Tell of a missing END, for which libxl takes the end of the file."""
    return Fault("the stream ends before libxl's END, which Xen does not miss", cut.offset)


@restore_rule(
    "XS777",
    "restore-no-context",
    "there is a LIBXC_CONTEXT",
    "libxl END",
    f"process_record in {_READ}",
    severity=WARNING,
)
def restore_no_context(record: Record) -> Fault | None:
    """Tell of a libxl stream with nothing to restore."""
    if record.layer.has_stream:
        return None
    message = "no LIBXC_CONTEXT: there is no memory to restore"
    return Fault(message, record.offset_of("type_id"))


@restore_rule(
    "XS811",
    "restore-no-configuration",
    "the image has the domain's configuration",
    ("xl configuration", "xl text configuration"),
    _XL,
)
def restore_no_configuration(configuration: Configuration) -> Fault | None:
    """Find an image without a configuration, which xl needs unless it is given one."""
    if configuration.length:
        return None
    words = "Config file not specified and none in save file"
    message = "no configuration: xl restores it with one of its own only"
    return Fault(message, configuration.offset, words)


@restore_rule(
    "XS812",
    "restore-text-configuration",
    "a configuration that is not JSON is the text of an xl.cfg",
    "xl text configuration",
    _XL,
)
def restore_text_configuration(configuration: Configuration) -> Fault | None:
    """Find JSON where the flag for it is not set."""
    text = (configuration.text() or b"").lstrip()
    if not text.startswith((b"{", b"[")):
        return None
    words = f"<saved>:1: config parsing error near `{chr(text[0])}': lexical error"
    return Fault("JSON, without the flag for it", configuration.offset, words)


@restore_rule(
    "XS813",
    "restore-domain-type",
    "the configuration tells the type of the domain",
    "xl configuration",
    "libxl__domain_create_info_setdefault in tools/libs/light/libxl_create.c",
)
def restore_domain_type(configuration: Configuration) -> Fault | None:
    """Find a configuration of no domain that libxl could make."""
    domain = configuration.domain
    is_read = domain.problem is None and configuration.text() is not None
    if not is_read or not configuration.length or domain.type is not None:
        return None
    message = "no type of domain (pv, pvh or hvm) in the configuration"
    return Fault(message, configuration.offset, "domain type unspecified")


@restore_rule(
    "XS814",
    "restore-max-vcpus",
    "the domain has no more vcpus than Xen gives to one",
    ("xl configuration", "libvirt configuration"),
    "arch_sanitise_domain_config in xen/arch/x86/domain.c",
)
def restore_max_vcpus(configuration: Configuration) -> Fault | None:
    """Find more than 128 vcpus of a PVH or HVM domain, or 8192 of a PV one."""
    domain = configuration.domain
    most = 8192 if domain.type == "pv" else 128
    if domain.type is None or domain.vcpus is None or domain.vcpus <= most:
        return None
    return Fault(f"{domain.vcpus} vcpus, Xen gives {most} at most", configuration.offset)
