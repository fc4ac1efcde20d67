"""Rules on what xenopsd and libvirt refuse to restore. XS855, XS856 and XS864 to XS868."""

from __future__ import annotations

from xenstream.format import wrappers
from xenstream.rules.registry import LIBVIRT, Fault, restore_rule
from xenstream.walk.complete import lacking
from xenstream.walk.field import field_of, in_body

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.rules.context import Context
    from xenstream.walk.walker import Header, Record

_RESTORE = "restore_common in xenopsd's xc/domain.ml"
_LARGEST_QEMU = 1 << 20


@restore_rule(
    "XS864",
    "xapi-section-refused",
    "xenopsd restores every section of the image",
    ("xapi QEMU_XEN", "xapi LIBXL"),
    _RESTORE,
    since="4.6",
    needs_body=False,
    why="xenopsd has names for these sections and no code: it writes neither, and stops at one"
    ' with "Suspend_image_failure".',
    cause="A tool other than xenopsd that wrote the image.",
    remedy="Write qemu's state as a section QEMU_TRAD, type 0xf00, and the memory as LIBXC,"
    " type 0xf0. xenopsd names them so whichever qemu it is.",
)
def xapi_section_refused(section: Record, _: Context) -> Iterator[Fault]:
    """Find a section that xenopsd does not take."""
    message = f"section {section.name} is one that xenopsd does not restore"
    yield Fault(message, field_of(section, "type_id"), "Suspend_image_failure")


@restore_rule(
    "XS865",
    "xapi-qemu-large",
    "qemu's state has no more than 1 MiB",
    "xapi QEMU_TRAD",
    "consume_qemu_record in xenopsd's xc/domain.ml",
    since="4.6",
    needs_body=False,
    why='xenopsd refuses more than 1 MiB with "QEMU record length in header too large".',
    cause="A damaged length, or a state that holds more than devices.",
    remedy="See whether the next section's header stands where the length says.",
)
def xapi_qemu_large(section: Record, _: Context) -> Iterator[Fault]:
    """Find a state of qemu that is larger than xenopsd takes."""
    if section.length > _LARGEST_QEMU:
        says = f"QEMU record length in header too large ({section.length} bytes)"
        message = f"{section.length} octets of qemu's state, xenopsd takes {_LARGEST_QEMU}"
        yield Fault(message, field_of(section, "len_body"), says)


@restore_rule(
    "XS866",
    "xapi-xenops",
    "xenopsd can read its metadata",
    "xapi XENOPS",
    "Xenops_record in xenopsd's suspend_image.ml",
    since="4.6",
    why="The section is an S-expression, a record with the fields time and word_size. xenopsd"
    " reads it before the memory, uses nothing of it, and gives up where it cannot.",
    cause="Damage, or a tool other than xenopsd that wrote the image.",
    remedy="Put such a record there: ((time 20240102T03:04:05Z)(word_size 64)), and its length"
    " into the section's header.",
)
def xapi_xenops(section: Record, _: Context) -> Iterator[Fault]:
    """Find metadata that xenopsd refuses."""
    if len(section.octets) < section.length:
        return  # too long to be kept
    from xenstream.contents import xenops

    problem = xenops.problem(section.octets)
    if problem is not None:
        message = f"xenopsd cannot read its metadata: {problem}"
        yield Fault(message, in_body(section, 0, section.length), problem)


@restore_rule(
    "XS867",
    "xapi-no-qemu",
    "the image of a guest with the devices of a PC has qemu's state",
    "xapi END",
    _RESTORE,
    since="4.6",
    why="xenopsd starts qemu with the state from the image. Where there is none, qemu does not"
    " start, and the guest is destroyed again.",
    cause="The section was lost, or a tool left it out.",
    remedy="Take another copy. A guest without the devices of a PC (PV, PVH) needs none.",
)
def xapi_no_qemu(section: Record, _: Context) -> Iterator[Fault]:
    """Find an image without the state that its guest's device model needs."""
    if lacking(section.layer):
        message = "no section QEMU_TRAD, though the guest has the devices of a PC"
        yield Fault(message, field_of(section, "type_id"))


@restore_rule(
    "XS868",
    "xapi-two-streams",
    "one section holds the guest's memory",
    ("xapi LIBXC", "xapi LIBXL"),
    _RESTORE,
    since="4.6",
    why="xenopsd has one process that restores the memory, into one domain. It has ended when the"
    " second section comes.",
    cause="Two images in one, or a tool that repeats a section.",
    remedy="Leave one of them out: the one that the guest's other sections belong to.",
)
def xapi_two_streams(section: Record, _: Context) -> Iterator[Fault]:
    """Find a second stream."""
    if section.layer.within is not None:
        yield Fault(f"{section.name} comes a second time", field_of(section, "type_id"))


@restore_rule(
    "XS855",
    "libvirt-version-1",
    "a libxl stream stands behind a header of version 2",
    "libxl header",
    f"{LIBVIRT}, and domcreate_bootloader_done in tools/libs/light/libxl_create.c",
    since="4.6",
    why="libvirt hands its header's version to libxl, and libxl converts what comes behind a"
    " version 1 from the legacy format first. The conversion fails on a stream that is none.",
    cause="libvirt built without libxl's new format, which wrote 1 whatever libxl wrote.",
    remedy="Write 2 into the version, the four octets at 0x10, little-endian.",
)
def libvirt_version_1(header: Header, _: Context) -> Iterator[Fault]:
    """Find a header that says legacy over a stream that is not."""
    around = header.layer.parent
    if around is None or around.name != "libvirt" or around.version != wrappers.LIBVIRT_LEGACY:
        return
    message = (
        "libvirt's header has version 1, and libxl will try to convert this stream from the legacy"
        " format and fail: version 2 mends it"
    )
    yield Fault(message, field_of(header, "ident0"))


@restore_rule(
    "XS856",
    "libvirt-xml-length",
    "libvirt's XML has a length",
    "libvirt header",
    "libxlDomainSaveImageOpen in libvirt's src/libxl/libxl_domain.c",
    since="any",
    why='libvirt refuses a length that is zero or negative with "invalid XML length".',
    cause="A damaged header.",
    remedy="See where the XML ends, and write its length, its NUL counted.",
)
def libvirt_xml_length(header: Header, _: Context) -> Iterator[Fault]:
    """Find a length that libvirt does not take."""
    length = header.fields.len_xml
    signed = length - (length >> 31 << 32)
    if signed <= 0:
        says = f"invalid XML length: {signed}"
        yield Fault(f"len_xml is {signed}, expected more than 0", field_of(header, "len_xml"), says)
