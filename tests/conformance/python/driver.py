"""Prints the lines of streams, by the generated Python parsers; see ../README.md."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from enum import Enum
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent))

import leaves
from kaitaistruct import KaitaiStream, KaitaiStruct, KaitaiStructError
from xenstream_parsers.colo_back_channel import ColoBackChannel
from xenstream_parsers.libvirt_save_image import LibvirtSaveImage
from xenstream_parsers.libxc_migration import LibxcMigration
from xenstream_parsers.libxl_migration import LibxlMigration
from xenstream_parsers.qemu_device_state import QemuDeviceState
from xenstream_parsers.xapi_suspend_image import XapiSuspendImage
from xenstream_parsers.xl_migration_wire import XlMigrationWire
from xenstream_parsers.xl_save_image import XlSaveImage

Content = LibxcMigration.Content
LibxlContent = LibxlMigration.LibxlContent
Line = dict[str, Any]
REFUSED = "refused"
# What a generated parser raises: the runtime's own errors, and where octets are missing EOFError.
FAULTS = (KaitaiStructError, EOFError)


VCPU_BODIES = (
    Content.X86PvVcpuBasic,
    Content.X86PvVcpuExtended,
    Content.X86PvVcpuXsave,
    Content.X86PvVcpuMsrs,
)


def class_of(kind: leaves.Kind) -> Any:
    """Return the generated class of a type of Xen or x86."""
    found: Any = import_module(f"xenstream_parsers.{kind.spec}")
    for name in kind.path:
        found = getattr(found, leaves.upper(name))
    return found


KINDS = {class_of(kind): name for name, kind in leaves.kinds().items()}


def sha(octets: bytes) -> Line:
    return {"length": len(octets), "sha256": hashlib.sha256(octets).hexdigest()}


def blob(given: Any) -> Line:
    return sha(given.data)


def padding_of(record: Any) -> Line | None:
    """Return the padding of a record; the field is not there where there is none."""
    padding = getattr(record, "padding", None)
    return None if padding is None else blob(padding)


def number(given: Any) -> int:
    """Return the number of an enum's value, which is an int where the enum does not name it."""
    return given.value if isinstance(given, Enum) else int(given)


def lazy(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except FAULTS:
        return REFUSED


def leaf(given: Any, form: str) -> Any:
    """Form a value of a struct's field."""
    if isinstance(given, list):
        return [leaf(one, form) for one in given]
    if isinstance(given, KaitaiStruct):
        return leaves_of(given)
    if form == "text":
        return text(given)
    if form in ("u64", "s64"):
        return str(given)
    if isinstance(given, bytes):
        return sha(given)
    return given if isinstance(given, bool) else number(given)


def leaves_of(given: Any) -> Line:
    """Form all fields of a struct of Xen or x86."""
    found = {}
    for field in leaves.fields(KINDS[type(given)]):
        try:
            value = getattr(given, field.name, None)
            if value is not None:
                found[field.name] = leaf(value, field.form)
        except FAULTS:
            if not field.is_lazy:
                raise
            found[field.name] = REFUSED
    return found


def words(given: Any) -> Any:
    return lazy(lambda: [str(word) for word in given.pfns])


def libxc_body(body: Any) -> Line:
    if isinstance(body, Content.PageData):
        return {
            "num_pfns": body.header.num_pfns,
            "reserved1": body.header.reserved1,
            "pfns": lazy(
                lambda: [[e.pfn, number(e.page_type), e.reserved1] for e in body.pfns.entries]
            ),
            "pages": lazy(lambda: [blob(page) for page in body.pages.pages]),
        }
    if isinstance(body, Content.X86PvInfo):
        return {
            name: getattr(body, name)
            for name in ("guest_width", "num_pt_levels", "reserved1", "reserved2")
        }
    if isinstance(body, Content.X86PvP2mFrames):
        return {"start_pfn": body.start_pfn, "end_pfn": body.end_pfn, "pfns": words(body.frames)}
    if isinstance(body, VCPU_BODIES):
        context = leaves_of(body.context)
        return {"vcpu_id": body.vcpu_id, "reserved1": body.reserved1, "context": context}
    if isinstance(body, Content.SharedInfo):
        return {"page": leaves_of(body.page)}
    if isinstance(body, Content.X86TscInfo):
        return {
            "tsc_mode": number(body.tsc_mode),
            "khz": body.khz,
            "nsec": str(body.nsec),
            "incarnation": body.incarnation,
            "reserved1": body.reserved1,
        }
    if isinstance(body, Content.HvmParams):
        return {
            "num_params": body.header.num_params,
            "reserved1": body.header.reserved1,
            "params": lazy(
                lambda: [[str(number(p.param)), str(p.value)] for p in body.params.entries]
            ),
        }
    if isinstance(body, Content.CheckpointDirtyPfnList):
        return {"pfns": words(body)}
    return leaves_of(body) if type(body) in KINDS else blob(body)


def state(body: Any) -> Line:
    return {"control": number(body.control), "reserved1": getattr(body, "reserved1", None)}


def libxl_body(body: Any) -> Line:
    if isinstance(body, LibxlContent.EmulatorXenstoreData):
        strings = lazy(lambda: [text(each) for each in body.xenstore_data.strings])
        header = body.header
        return {"emulator": number(header.emulator), "index": header.index, "strings": strings}
    if isinstance(body, LibxlContent.EmulatorContext):
        header, context = body.header, blob(body.context)
        return {"emulator": number(header.emulator), "index": header.index, "context": context}
    return state(body) if isinstance(body, LibxlContent.CheckpointState) else blob(body)


def back_channel_body(body: Any) -> Line:
    if isinstance(body, ColoBackChannel.BackChannelState):
        return state(body)
    if isinstance(body, ColoBackChannel.BackChannelDirtyPfnList):
        return {"pfns": words(body)}
    return blob(body)


def text(given: str) -> str:
    return given.encode("iso-8859-1").hex()


def enclosing(kind: Any, is_le: bool, *parameters: bool) -> Any:
    """Return a parent for single records: a content that has nothing but an END."""
    return kind(is_le, *parameters, from_octets(bytes(8)))


class Driver:
    """Reads a stream record by record, so that the place of a refusal is exact."""

    def __init__(self, octets: bytes) -> None:
        self.io = from_octets(octets)
        self.place: Line = {}

    def line(self, layer: str, kind: str, index: int = 0) -> Callable[..., Line]:
        self.place = {"layer": layer, "kind": kind, "index": index}
        return lambda **fields: {"layer": layer, "kind": kind, "index": index, **fields}

    def framed(self, line: Any, header: Any, body: Line, padding: Line | None) -> Line:
        framed: Line = line(
            type=number(header.record_type),
            named=isinstance(header.record_type, Enum),
            optional=header.is_optional,
            length=header.len_body,
            body=body,
            padding=padding,
        )
        return framed

    def record(self, line: Any, record: Any, body: Line) -> Line:
        return self.framed(line, record.header, body, padding_of(record))

    def libxc(self, layer: str, embedded: bool = False) -> Iterator[Line]:
        line = self.line(layer, "image_header")
        header = LibxcMigration.ImageHeader(self.io)
        yield line(
            version=header.version,
            options=header.options,
            reserved1=header.reserved1,
            reserved2=header.reserved2,
            is_le=header.is_le,
            endianness=number(header.endianness),
            reserved_options=header.reserved_options,
        )
        line = self.line(layer, "domain_header")
        domain = Content.DomainHeader(self.io, None, None, header.is_le)
        yield line(
            domain_type=number(domain.domain_type),
            page_shift=domain.page_shift,
            reserved1=domain.reserved1,
            xen_major=domain.xen_major,
            xen_minor=domain.xen_minor,
        )
        yield from self.libxc_records(layer, header.is_le, embedded)

    def libxc_records(self, layer: str, is_le: bool, embedded: bool) -> Iterator[Line]:
        parent = enclosing(Content, is_le, embedded, False)
        index, kind = 0, None
        kinds = LibxcMigration.RecordType
        while kind != kinds.end and not (embedded and kind == kinds.checkpoint):
            line = self.line(layer, "record", index)
            record = Content.Record(self.io, parent, None, is_le)
            yield self.record(line, record, libxc_body(record.body))
            index += 1
            kind = record.header.record_type

    def libxl(self, layer: str) -> Iterator[Line]:
        line = self.line(layer, "libxl_header")
        header = LibxlMigration.LibxlHeader(self.io)
        yield line(
            version=header.version,
            options=header.options,
            is_le=header.is_le,
            endianness=number(header.endianness),
            is_legacy_converted=header.is_legacy_converted,
            reserved_options=header.reserved_options,
        )
        index = 0
        kinds = LibxlMigration.LibxlRecordType
        while True:
            line = self.line(layer, "record", index)
            kind = self.next_libxl(header.is_le).record_type
            if kind in (kinds.libxc_context, kinds.checkpoint_end):
                # The generated type would read all of what follows too.
                head = LibxlContent.LibxlRecordHeader(self.io, None, None, header.is_le)
                body = sha(self.io.read_bytes(head.len_body))
                padding = self.io.read_bytes(head.len_padding)
                yield self.framed(line, head, body, sha(padding) if padding else None)
            else:
                record = LibxlContent.LibxlRecord(self.io, None, None, header.is_le)
                yield self.record(line, record, libxl_body(record.body))
            index += 1
            if kind == kinds.libxc_context:
                yield from self.libxc(f"{layer}/libxc", True)
            if kind == kinds.checkpoint_end:
                yield from self.after_checkpoint(layer, header.is_le)
            if kind == kinds.end or (kind == kinds.checkpoint_end and self.io.is_eof()):
                return

    def next_libxl(self, is_le: bool) -> Any:
        at = self.io.pos()
        header = LibxlContent.LibxlRecordHeader(self.io, None, None, is_le)
        self.io.seek(at)
        return header

    def after_checkpoint(self, layer: str, is_le: bool) -> Iterator[Line]:
        if self.left() >= 8 and self.next_libxl(is_le).type_id == 5:
            line = self.line(layer, "colo_turn")
            turn = LibxlContent.ColoTurnRecord(self.io, None, None, is_le)
            yield line(
                type=turn.type_id,
                length=turn.len_colo_state,
                body=state(turn.colo_state),
                padding=padding_of(turn),
            )
        if not self.io.is_eof():
            yield from self.libxc_records(f"{layer}/libxc", is_le, True)

    def xl(self, layer: str) -> Iterator[Line]:
        line = self.line(layer, "preamble")
        preamble = XlSaveImage.XlPreamble(self.io)
        yield line(
            byteorder=preamble.byteorder,
            is_native_le=preamble.is_native_le,
            is_le=preamble.is_le,
        )
        line = self.line(layer, "fields")
        fields = XlSaveImage.XlFields(preamble.is_le, self.io)
        yield line(
            mandatory_flags=fields.mandatory_flags,
            optional_flags=fields.optional_flags,
            len_optional_data=fields.len_optional_data,
            has_json_config=fields.has_json_config,
            has_stream_v2=fields.has_stream_v2,
            unknown_mandatory_flags=fields.unknown_mandatory_flags,
        )
        if fields.len_optional_data:
            line = self.line(layer, "optional_data")
            octets = self.io.read_bytes(fields.len_optional_data)
            data = XlSaveImage.XlOptionalData(preamble.is_le, from_octets(octets))
            config = getattr(data, "config", None)
            yield line(
                len_config=data.len_config,
                config=None if config is None else blob(config),
                unknown_data=blob(data.unknown_data),
            )
        if fields.has_stream_v2:
            yield from self.libxl(f"{layer}/libxl")
        else:
            yield from self.libxc(f"{layer}/libxc")

    def libvirt(self, layer: str) -> Iterator[Line]:
        line = self.line(layer, "libvirt_header")
        header = LibvirtSaveImage.LibvirtHeader(self.io)
        yield line(version=header.version, len_xml=header.len_xml, reserved1=header.reserved1)
        line = self.line(layer, "xml")
        yield line(xml=sha(self.io.read_bytes(header.len_xml)))
        yield from self.libxl(f"{layer}/libxl")

    def xapi(self, layer: str) -> Iterator[Line]:
        line = self.line(layer, "signature")
        signature = XapiSuspendImage.XapiSignature(self.io)
        yield line(version=text(signature.version))
        if not signature.has_sections:
            yield from self.libxc(f"{layer}/libxc")
            return
        index, kind = 0, None
        kinds = XapiSuspendImage.XapiSectionType
        while kind != kinds.end:
            line = self.line(layer, "section", index)
            header = XapiSuspendImage.XapiSectionHeader(self.io)
            kind = header.section_type
            data = None if header.is_stream else sha(self.io.read_bytes(header.len_body))
            yield line(section_type=str(number(kind)), length=str(header.len_body), data=data)
            index += 1
            if kind == kinds.libxc:
                yield from self.libxc(f"{layer}/libxc")
            if kind == kinds.libxl:
                yield from self.libxl(f"{layer}/libxl")

    def banner(self, layer: str) -> Iterator[Line]:
        line = self.line(layer, "banner")
        if self.next_octet() == ord("x"):
            yield line(text=self.io.read_bytes_term(0x0A, False, True, True).hex())

    def wire(self, layer: str) -> Iterator[Line]:
        yield from self.banner(layer)
        yield from self.xl(f"{layer}/xl")
        index = 0
        while not self.io.is_eof():
            line = self.line(layer, "text", index)
            found = XlMigrationWire.WireText(self.io)
            yield line(text=text(found.text), status=getattr(found, "status", None))
            index += 1

    def back_channel(self, layer: str) -> Iterator[Line]:
        yield from self.banner(layer)
        index = 0
        while not self.io.is_eof():
            line = self.line(layer, "record", index)
            record = ColoBackChannel.BackChannelRecord(self.io)
            yield self.record(line, record, back_channel_body(record.body))
            index += 1

    def qemu(self, layer: str) -> Iterator[Line]:
        line = self.line(layer, "device_state_header")
        yield line(version=QemuDeviceState.DeviceStateHeader(self.io).version)
        line = self.line(layer, "configuration")
        if self.next_octet() == 7:
            found = QemuDeviceState.DeviceStateConfiguration(self.io)
            yield line(type=found.type_id, machine=text(found.machine))
        line = self.line(layer, "first_section")
        if not self.io.is_eof():
            section = QemuDeviceState.SectionHeader(self.io)
            yield line(
                type=section.type_id,
                named=isinstance(section.section_type, Enum),
                section_id=getattr(section, "section_id", None),
                name=text(section.name) if section.has_name else None,
                instance_id=getattr(section, "instance_id", None),
                version=getattr(section, "version", None),
            )
        line = self.line(layer, "rest")
        yield line(data=sha(self.io.read_bytes_full()))

    def struct(self, name: str) -> Iterator[Line]:
        line = self.line(name, "struct")
        yield line(fields=leaves_of(STRUCTS[name](self.io)))

    def next_octet(self) -> int | None:
        if self.io.is_eof():
            return None
        octet: int = self.io.read_u1()
        self.io.seek(self.io.pos() - 1)
        return octet

    def left(self) -> int:
        return int(self.io.size() - self.io.pos())


def from_octets(octets: bytes) -> Any:
    return KaitaiStream(BytesIO(octets))


ROOTS: dict[str, Any] = {
    "libxc": LibxcMigration,
    "libxl": LibxlMigration,
    "xl": XlSaveImage,
    "libvirt": LibvirtSaveImage,
    "xapi": XapiSuspendImage,
    "wire": XlMigrationWire,
    "back-channel": ColoBackChannel,
    "qemu": QemuDeviceState,
}


STRUCTS = {name: kind for kind, name in KINDS.items()}

COUNTED: dict[Any, str] = {
    LibxlContent.LibxlRecord: "libxl_records",
    ColoBackChannel.BackChannelRecord: "libxl_records",
    Content.Record: "libxc_records",
    LibxlContent.ColoTurnRecord: "colo_turns",
}
# The fields, of any type, under which such records are.
WAYS = (
    "image",
    "sections",
    "libxl",
    "libxc",
    "contents",
    "records",
    "colo_turn",
    "libxc_continued",
)


def counts(root: Any) -> Line:
    """Count the records in all of a tree."""
    found = dict.fromkeys(COUNTED.values(), 0)
    trees = [root]
    while trees:
        tree = trees.pop()
        if type(tree) in COUNTED:
            found[COUNTED[type(tree)]] += 1
        for under in (getattr(tree, way, None) for way in WAYS):
            if under is not None:
                trees += under if isinstance(under, list) else [under]
    return found


def whole(form: str, octets: bytes) -> Line | None:
    """Count what the generated root, which parses all in one go, read; None if it refused."""
    try:
        root = {**ROOTS, **STRUCTS}[form](from_octets(octets))
    except FAULTS:
        return None
    return counts(root)


def lines(form: str, octets: bytes) -> Iterator[Line]:
    driver = Driver(octets)
    begin = driver.struct if form in STRUCTS else getattr(driver, form.replace("-", "_"))
    try:
        yield from begin(form)
    except FAULTS:
        yield {"refused_at": driver.place, "whole": whole(form, octets)}
    else:
        yield {"end": True, "rest": driver.left(), "whole": whole(form, octets)}


def main() -> None:
    """Read `FORMAT PATH` lines, and print each stream's."""
    for told in sys.stdin.read().splitlines():
        form, path = told.split(" ", 1)
        with open(path, "rb") as file:
            octets = file.read()
        print(json.dumps({"file": path}, separators=(",", ":")))
        for line in lines(form, octets):
            print(json.dumps(line, sort_keys=True, separators=(",", ":")))


if __name__ == "__main__":
    main()
