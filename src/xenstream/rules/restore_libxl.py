"""Rules on what libxl and xl refuse to restore beyond the specification. XS720, XS77x and XS81x."""

from __future__ import annotations

from xenstream.format import formats
from xenstream.restore.versions import JSON_C_SINCE
from xenstream.rules.registry import WARNING, Fault, restore_rule
from xenstream.walk.field import at, field_of, in_body
from xenstream.walk.walker import CUT_AT_LIBXL_END

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.rules.context import Context
    from xenstream.walk.field import Field
    from xenstream.walk.walker import Configuration, Cut, Header, Record

_READ = "tools/libs/light/libxl_stream_read.c"
_CREATE = "tools/libs/light/libxl_create.c"
_DM = "tools/libs/light/libxl_dm.c"
_MOST_NEAR = 64
_XL = "create_domain in tools/xl/xl_vmcontrol.c"
_NO_EMULATOR_SINCE = (4, 7)
_EMULATOR_WORDS = {
    "libxl EMULATOR_XENSTORE_DATA": "a xenstore emulator record",
    "libxl EMULATOR_CONTEXT": "an emulator context record",
}


@restore_rule(
    "XS771",
    "restore-libxl-big-endian",
    "libxl restores little-endian streams only",
    "libxl header",
    f"stream_header_done in {_READ}",
    since="4.6",
    why='The format allows big-endian streams, and libxl refuses them: "Unable to handle big'
    ' endian streams".',
    cause="A stream of another tool, or bit 0 of the options set by mistake.",
    remedy="If the records are little-endian, clear the bit. Otherwise convert the records.",
)
def restore_libxl_big_endian(header: Header, _: Context) -> Iterator[Fault]:
    """Find the flag of a big-endian stream."""
    if header.fields.is_le:
        return
    words = "Unable to handle big endian streams"
    yield Fault(
        "the stream is big-endian, which Xen cannot restore", field_of(header, "options"), words
    )


@restore_rule(
    "XS772",
    "restore-libxl-optional",
    "libxl knows every record, optional ones too",
    "libxl optional",
    f"process_record in {_READ}",
    since="4.6",
    why="The specification lets a reader skip a record with bit 31 set; libxl does not, and"
    ' stops with "Unrecognised record".',
    cause="A patched Xen that sends something extra. No release writes an optional record.",
    remedy="Take the record out of the libxl stream before the restore.",
)
def restore_libxl_optional(record: Record, _: Context) -> Iterator[Fault]:
    """Find an optional record, which libxl does not skip."""
    yield Fault(
        f"optional record type {record.type_id:#010x}, which libxl does not skip",
        field_of(record, "type_id"),
        f"Unrecognised record {record.type_id:#010x}",
    )


@restore_rule(
    "XS720",
    "restore-emulator",
    "only a domain with a device model has its state",
    tuple(_EMULATOR_WORDS),
    f"process_record in {_READ}",
    changes_at=(_NO_EMULATOR_SINCE, JSON_C_SINCE),
    since="4.7",
    why="Only an HVM domain has a device model. For a PV or PVH domain libxl stops with"
    ' "Received ... when none was expected"; Xen 4.6 did not look.',
    cause="A configuration of another type than the guest that was saved, or a tool that adds"
    " the records always.",
    remedy="Correct the type in the configuration. If it is right, take the record out:"
    " nothing would read it.",
)
def restore_emulator(record: Record, context: Context) -> Iterator[Fault]:
    """Find a device model's record for a PV or PVH domain."""
    domain = context.domain_of(record.layer)
    kind = None if domain is None else domain.type
    if kind is None and record.layer.guest_type == formats.DOMAIN_TYPES.x86_pv:
        kind = "pv"
    if kind in (None, "hvm") or context.xen < _NO_EMULATOR_SINCE:
        return
    yield Fault(
        f"{record.name} for a {kind} domain, which has no device model",
        field_of(record, "type_id"),
        f"Received {_EMULATOR_WORDS[record.kind]} when none was expected",
    )


@restore_rule(
    "XS774",
    "restore-xenstore-key",
    "a device model's xenstore keys are relative, and not empty",
    "libxl EMULATOR_XENSTORE_DATA",
    "libxl__restore_emulator_xenstore_data in tools/libs/light/libxl_dom_save.c",
    since="4.6",
    why="libxl writes the keys below the device model's path. A key that begins with a slash"
    ' could leave it, so libxl refuses it: "Key in xenstore data not relative"; likewise an'
    " empty one.",
    cause="A tool that stores whole paths, or strings of which one is missing, so that a value"
    " stands where a key belongs.",
    remedy="Make the keys relative to the device model's path, such as physmap/0.",
)
def restore_xenstore_key(record: Record, _: Context) -> Iterator[Fault]:
    """Find a key that libxl does not write into xenstore."""
    begin = formats.EMULATOR_HEADER_SIZE
    for number, string in enumerate(record.octets[begin:].split(b"\0")[:-1]):
        if number % 2 == 0 and (not string or string.startswith(b"/")):
            words = "Key in xenstore data not relative" if string else None
            yield Fault(
                f"xenstore key {string.decode('latin-1')!r}, expected a relative path",
                in_body(record, begin, len(string) + 1),
                words or "empty key found in xenstore data",
            )
            return
        begin += len(string) + 1


@restore_rule(
    "XS775",
    "restore-checkpoint-state",
    "a plain restore has no CHECKPOINT_STATE",
    "libxl CHECKPOINT_STATE",
    f"process_record in {_READ}",
    direction="forward",
    since="4.7",
    why="CHECKPOINT_STATE is how the two sides of COLO talk. In a plain restore libxl stops"
    ' with "Unexpected CHECKPOINT_STATE record in stream".',
    cause="A stream of COLO was captured into a file.",
    remedy="Make a plain image of what stands before the first checkpoint ends, as told for XS608.",
)
def restore_checkpoint_state(record: Record, _: Context) -> Iterator[Fault]:
    """Find what only COLO sends."""
    yield Fault(
        "CHECKPOINT_STATE: only the receiver of COLO takes it",
        field_of(record, "type_id"),
        "Unexpected CHECKPOINT_STATE record in stream",
    )


@restore_rule(
    "XS776",
    "restore-libxl-end-missing",
    "libxl's END is there",
    CUT_AT_LIBXL_END,
    f"record_header_done in {_READ}",
    severity=WARNING,
    since="4.6",
    why="libxl takes the end of a file for END, so the guest is restored. A cut right there"
    " cannot be told from a whole image, and device model records may be missing.",
    cause="The image was cut between libxl's records, or a tool leaves the END out.",
    remedy="Check that an HVM guest's EMULATOR_CONTEXT is there. If it is, the guest is whole;"
    " otherwise take the image from the sender again.",
)
def restore_libxl_end_missing(cut: Cut, _: Context) -> Iterator[Fault]:
    """Tell of a missing END, for which libxl takes the end of the file."""
    yield Fault("no libxl END at the end of the stream; Xen restores it without", at(cut))


_NO_CONSOLE = "console tty: timed out"


@restore_rule(
    "XS777",
    "restore-no-context",
    "there is a LIBXC_CONTEXT",
    "libxl END",
    f"process_record in {_READ}",
    since="4.6",
    why="The libxc stream has the guest's memory and processors. libxl does not ask for it, makes"
    " an empty domain, and waits for the console of a guest that never writes to it.",
    cause="A tool that took the libxc part out, or wrote its records in a layer of their own.",
    remedy="Put LIBXC_CONTEXT and the libxc stream before END.",
)
def restore_no_context(record: Record, _: Context) -> Iterator[Fault]:
    """Find a libxl stream with nothing to restore."""
    if not record.layer.has_stream:
        message = "no LIBXC_CONTEXT: there is no memory to restore"
        yield Fault(message, field_of(record, "type_id"), _NO_CONSOLE)


@restore_rule(
    "XS779",
    "restore-no-memory",
    "there is memory",
    "libxc END",
    f"console_xswait_callback in {_CREATE}",
    since="4.6",
    why="The pages of the guest's console and xenstore are part of its memory. Where none was"
    " sent, libxl waits for a console that never comes.",
    cause="A tool that left the memory out, or a stream that breaks off before it in zeros.",
    remedy="Save the guest again.",
)
def restore_no_memory(record: Record, _: Context) -> Iterator[Fault]:
    """Find an HVM guest's stream without a record of memory; a PV guest's fails before that."""
    layer = record.layer
    if layer.guest_type == formats.HVM and not layer.memory.records:
        message = "no PAGE_DATA: there is no memory to restore"
        yield Fault(message, field_of(record, "type_id"), _NO_CONSOLE)


@restore_rule(
    "XS778",
    "restore-no-emulator",
    "an HVM domain has the state of its device model",
    "libxl END",
    f"libxl__spawn_local_dm in {_DM}",
    changes_at=(JSON_C_SINCE,),
    since="4.6",
    why="libxl starts the device model of an HVM domain with the state from EMULATOR_CONTEXT."
    " Where there is none, the device model does not start, and the domain is destroyed.",
    cause="A tool that took the record out, a stream converted without it, or zeros in its place.",
    remedy="Take another copy. A PVH or PV domain has no device model and needs none.",
)
def restore_no_emulator(record: Record, context: Context) -> Iterator[Fault]:
    """Find an HVM domain whose device model has no state."""
    layer = record.layer
    domain = context.domain_of(layer)
    kind = None if domain is None else domain.type
    has_model = layer.has_devices if kind is None else kind == "hvm"
    if has_model and layer.has_stream and not layer.seen(formats.EMULATOR_CONTEXT):
        message = "no EMULATOR_CONTEXT: the domain's device model does not start without its state"
        yield Fault(message, field_of(record, "type_id"), "device model did not start: -3")


def _whole(configuration: Configuration) -> Field:
    return at(configuration, length=configuration.length)


@restore_rule(
    "XS811",
    "restore-no-configuration",
    "the image has the domain's configuration",
    ("xl configuration", "xl text configuration"),
    _XL,
    since="4.1",
    why="xl creates the domain from the configuration in the file. Where there is none, and"
    ' none is given, it stops with "Config file not specified and none in save file".',
    cause="An image that a tool wrote without one, or whose optional data was cut out.",
    remedy="Give one: `xl restore CONFIG IMAGE`.",
)
def restore_no_configuration(configuration: Configuration, _: Context) -> Iterator[Fault]:
    """Find an image without a configuration, which xl needs unless it is given one."""
    if configuration.length:
        return
    words = "Config file not specified and none in save file"
    message = "no configuration: give one, as in `xl restore CONFIG IMAGE`"
    yield Fault(message, _whole(configuration), words)


@restore_rule(
    "XS812",
    "restore-text-configuration",
    "a configuration that is not JSON is the text of an xl.cfg",
    "xl text configuration",
    _XL,
    since="4.5",
    why="Without bit 0 of the mandatory flags xl parses the configuration as the text of an"
    " xl.cfg, and stops at the brace that JSON begins with.",
    cause="A tool that wrote libxl's JSON and forgot the flag.",
    remedy="Set bit 0 of the mandatory flags, or give a configuration: `xl restore CONFIG IMAGE`.",
)
def restore_text_configuration(configuration: Configuration, _: Context) -> Iterator[Fault]:
    """Find JSON where the flag for it is not set."""
    text = (configuration.text() or b"").lstrip()
    if not text.startswith((b"{", b"[")):
        return
    near = text.split(None, 1)[0][:_MOST_NEAR].decode("latin-1")
    words = f"<saved>:1: config parsing error near `{near}': lexical error"
    yield Fault(
        "the configuration is JSON, but XL_MANDATORY_FLAG_JSON is not set",
        _whole(configuration),
        words,
    )


@restore_rule(
    "XS814",
    "restore-max-vcpus",
    "the domain has no more vcpus than Xen allows",
    ("xl configuration", "libvirt configuration"),
    "arch_sanitise_domain_config in xen/arch/x86/domain.c",
    changes_at=(JSON_C_SINCE,),
    since="4.6",
    why="libxl makes the domain with the number of vcpus in its configuration, and the"
    " hypervisor has a limit for each type of guest.",
    cause="A configuration with no vcpus, or with more than Xen allows.",
    remedy="Set max_vcpus in b_info of the configuration to what the guest had.",
)
def restore_max_vcpus(configuration: Configuration, context: Context) -> Iterator[Fault]:
    """Find more than 128 vcpus of a PVH or HVM domain, or 8192 of a PV one."""
    domain = context.domain_in(configuration)
    most = 8192 if domain.type == "pv" else 128
    if domain.type is None or domain.vcpus is None or domain.vcpus <= most:
        return
    yield Fault(
        f"{domain.vcpus} vcpus configured, Xen allows at most {most}", _whole(configuration)
    )
