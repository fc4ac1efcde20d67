"""The lines that every parser has to print, by a reader that knows no generated parser.

LINES.md here defines them. Each function is a generator of the lines of one layer.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import struct
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import described

Line = dict[str, Any]
REFUSED = "refused"

XL_MAGIC = b"Xen saved domain, xl format\n \0 \r"
LIBXL_MAGIC = b"LibxlFmt"
LIBXC_MAGIC = b"\xff" * 8 + b"XENF"
LIBVIRT_MAGIC = b"libvirt-xml\n \0 \r"
XAPI_MAGIC = b"XenSavedDom"
QEMU_MAGIC = b"QEVM"
BANNER = b"xl migration receiver"
REPORT = b"my copy unpause results are as follows"


class RefusedError(Exception):
    """The octets end too early, or a magic is another one."""


class Reader:
    """Takes octets from the front; `order` is a prefix of `struct`."""

    def __init__(self, octets: bytes | memoryview, order: str = "<") -> None:
        self.octets = memoryview(octets)
        self.order = order
        self.at = 0

    @property
    def left(self) -> int:
        return len(self.octets) - self.at

    def take(self, count: int) -> memoryview:
        if count > self.left:
            raise RefusedError
        self.at += count
        return self.octets[self.at - count : self.at]

    def rest(self) -> memoryview:
        return self.take(self.left)

    def peek(self, layout: str) -> tuple[int, ...]:
        at = self.at
        try:
            return self.unpack(layout)
        finally:
            self.at = at

    def unpack(self, layout: str, order: str = "") -> tuple[int, ...]:
        form = (order or self.order) + layout
        return struct.unpack(form, self.take(struct.calcsize(form)))

    def rows(self, layout: str) -> list[tuple[int, ...]] | str:
        """All that is left as rows of a table."""
        size = struct.calcsize(self.order + layout)
        if self.left % size:
            return REFUSED
        return list(struct.iter_unpack(self.order + layout, self.rest()))

    def until(self, terminator: int, must: bool) -> str:
        """Octets up to a terminator, in hexadecimal digits."""
        found = bytes(self.octets[self.at :]).find(terminator)
        if found < 0 and must:
            raise RefusedError
        text = self.take(self.left if found < 0 else found).hex()
        self.take(min(1, self.left))
        return text


def blob(octets: bytes | memoryview) -> Line:
    return {"length": len(octets), "sha256": hashlib.sha256(octets).hexdigest()}


def with_texts(rows: list[tuple[int, ...]] | str, *places: int) -> Any:
    """Rows whose 64-bit numbers, at these places, are texts."""
    if isinstance(rows, str):
        return rows
    return [[str(n) if i in places else n for i, n in enumerate(row)] for row in rows]


def words(reader: Reader) -> Any:
    rows = reader.rows("Q")
    return rows if isinstance(rows, str) else [str(number) for (number,) in rows]


# --- Bodies ---


def page_data(body: Reader) -> Line:
    num_pfns, reserved = body.unpack("II")
    table = Reader(body.take(num_pfns * 8), body.order).rows("Q")
    assert not isinstance(table, str)
    pages = body.rest()
    return {
        "num_pfns": num_pfns,
        "reserved1": reserved,
        "pfns": [[word & (2**52 - 1), word >> 60, word >> 52 & 0xFF] for (word,) in table],
        "pages": REFUSED
        if len(pages) % 4096
        else [blob(pages[at : at + 4096]) for at in range(0, len(pages), 4096)],
    }


def pv_info(body: Reader) -> Line:
    names = ("guest_width", "num_pt_levels", "reserved1", "reserved2")
    return dict(zip(names, body.unpack("BBHI")))


def p2m_frames(body: Reader) -> Line:
    start, end = body.unpack("II")
    return {"start_pfn": start, "end_pfn": end, "pfns": words(body)}


def fields_of(name: str, octets: memoryview) -> Line | str:
    """Give the fields of a type of Xen's or x86's: little-endian, whatever the stream is."""
    try:
        return described.fields_of(name, octets)
    except described.RefusedError:
        return REFUSED


def all_of(name: str) -> Callable[[Reader], Any]:
    return lambda body: fields_of(name, body.rest())


def vcpu(name: str) -> Callable[[Reader], Line]:
    def read(body: Reader) -> Line:
        vcpu_id, reserved = body.unpack("II")
        context = fields_of(name, body.rest())
        return {"vcpu_id": vcpu_id, "reserved1": reserved, "context": context}

    return read


def tsc_info(body: Reader) -> Line:
    mode, khz, nsec, incarnation, reserved = body.unpack("IIQII")
    return {
        "tsc_mode": mode,
        "khz": khz,
        "nsec": str(nsec),
        "incarnation": incarnation,
        "reserved1": reserved,
    }


def hvm_params(body: Reader) -> Line:
    count, reserved = body.unpack("II")
    params = with_texts(body.rows("QQ"), 0, 1)
    return {"num_params": count, "reserved1": reserved, "params": params}


def emulator(context: Callable[[Reader], Line]) -> Callable[[Reader], Line]:
    def read(body: Reader) -> Line:
        number, index = body.unpack("II")
        return {"emulator": number, "index": index, **context(body)}

    return read


def strings(body: Reader) -> Line:
    found = []
    while body.left:
        found.append(body.until(0, must=False))
    return {"strings": found}


def checkpoint_state(body: Reader) -> Line:
    (control,) = body.unpack("I")
    return {"control": control, "reserved1": body.unpack("I")[0] if body.left else None}


def any_body(body: Reader) -> Line:
    return blob(body.rest())


LIBXC: dict[int, Callable[[Reader], Line]] = {
    1: page_data,
    2: pv_info,
    3: p2m_frames,
    4: vcpu("xen_pv_context"),
    5: vcpu("pv_vcpu_extension"),
    6: vcpu("pv_vcpu_xsave"),
    7: lambda body: {"page": fields_of("shared_info_page", body.rest())},
    8: tsc_info,
    9: all_of("xen_hvm_context"),
    10: hvm_params,
    12: vcpu("msr_list"),
    15: lambda body: {"pfns": words(body)},
    17: all_of("xen_cpu_policy"),
    18: all_of("msr_list"),
}
LIBXL: dict[int, Callable[[Reader], Line]] = {
    2: emulator(strings),
    3: emulator(lambda body: {"context": blob(body.rest())}),
    5: checkpoint_state,
}
BACK_CHANNEL = {5: LIBXL[5], 15: LIBXC[15]}
NAMED = {
    "libxc": range(19),
    "libxl": range(6),
    "back-channel": (5, 15),
    "qemu": (*range(9), 0x7E),
}


# --- Layers ---


class Layers:
    """Reads a stream layer by layer; `place` is what a refusal would be told of."""

    def __init__(self, octets: bytes) -> None:
        self.reader = Reader(octets)
        self.place: tuple[str, str, int] = ("", "", 0)

    def line(self, layer: str, kind: str, index: int = 0) -> Callable[..., Line]:
        """Begin a line; what is given then is its fields."""
        self.place = (layer, kind, index)
        return lambda **fields: {"layer": layer, "kind": kind, "index": index, **fields}

    def record(self, layer: str, index: int, bodies: dict[int, Any]) -> Line:
        line = self.line(layer, "record", index)
        number, length = self.reader.unpack("II")
        body = Reader(self.reader.take(length), self.reader.order)
        fields = bodies.get(number, any_body)(body)
        padding = self.reader.take(-length % 8)
        return line(
            type=number,
            named=number in NAMED[layer.split("/")[-1]],
            optional=number >= 1 << 31,
            length=length,
            body=fields,
            padding=blob(padding) if padding else None,
        )

    def libxc(self, layer: str, embedded: bool) -> Iterator[Line]:
        line = self.line(layer, "image_header")
        if bytes(self.reader.take(12)) != LIBXC_MAGIC:
            raise RefusedError
        version, options, reserved1, reserved2 = self.reader.unpack("IHHI", ">")
        self.reader.order = "<>"[options & 1]
        yield line(
            version=version,
            options=options,
            reserved1=reserved1,
            reserved2=reserved2,
            is_le=not options & 1,
            endianness=options & 1,
            reserved_options=options & 0xFFFE,
        )
        line = self.line(layer, "domain_header")
        names = ("domain_type", "page_shift", "reserved1", "xen_major", "xen_minor")
        yield line(**dict(zip(names, self.reader.unpack("IHHII"))))
        yield from self.libxc_records(layer, embedded)

    def libxc_records(self, layer: str, embedded: bool) -> Iterator[Line]:
        index, ends = 0, {0, 14} if embedded else {0}
        while True:
            line = self.record(layer, index, LIBXC)
            yield line
            index += 1
            if line["type"] in ends:
                return

    def libxl(self, layer: str) -> Iterator[Line]:
        line = self.line(layer, "libxl_header")
        if bytes(self.reader.take(8)) != LIBXL_MAGIC:
            raise RefusedError
        version, options = self.reader.unpack("II", ">")
        order = "<>"[options & 1]
        yield line(
            version=version,
            options=options,
            is_le=not options & 1,
            endianness=options & 1,
            is_legacy_converted=bool(options & 2),
            reserved_options=options & ~3,
        )
        index = 0
        while True:
            self.reader.order = order
            line_of_record = self.record(layer, index, LIBXL)
            yield line_of_record
            index += 1
            number = line_of_record["type"]
            if number == 1:
                yield from self.libxc(f"{layer}/libxc", True)
            if number == 4:
                yield from self.after_checkpoint(layer)
            if number == 0 or (number == 4 and not self.reader.left):
                return

    def after_checkpoint(self, layer: str) -> Iterator[Line]:
        """Read what follows a CHECKPOINT_END: perhaps COLO's turn, and libxc's further records."""
        if self.reader.left >= 8 and self.reader.peek("II")[0] == 5:
            line = self.line(layer, "colo_turn")
            number, length = self.reader.unpack("II")
            body = Reader(self.reader.take(length), self.reader.order)
            padding = self.reader.take(-length % 8)
            yield line(
                type=number,
                length=length,
                body=checkpoint_state(body),
                padding=blob(padding) if padding else None,
            )
        if self.reader.left:
            yield from self.libxc_records(f"{layer}/libxc", True)

    def xl(self, layer: str) -> Iterator[Line]:
        line = self.line(layer, "preamble")
        if bytes(self.reader.take(32)) != XL_MAGIC:
            raise RefusedError
        (byteorder,) = self.reader.unpack("I", "<")
        is_le = byteorder != 0x04030201
        yield line(byteorder=byteorder, is_native_le=byteorder == 0x01020304, is_le=is_le)
        line = self.line(layer, "fields")
        self.reader.order = "<" if is_le else ">"
        mandatory, optional, length = self.reader.unpack("III")
        yield line(
            mandatory_flags=mandatory,
            optional_flags=optional,
            len_optional_data=length,
            has_json_config=bool(mandatory & 1),
            has_stream_v2=bool(mandatory & 2),
            unknown_mandatory_flags=mandatory & ~3,
        )
        if length:
            line = self.line(layer, "optional_data")
            data = Reader(self.reader.take(length), self.reader.order)
            (len_config,) = data.unpack("I")
            config = blob(data.take(len_config)) if data.left else None
            yield line(len_config=len_config, config=config, unknown_data=blob(data.rest()))
        yield from (
            self.libxl(f"{layer}/libxl") if mandatory & 2 else self.libxc(f"{layer}/libxc", False)
        )

    def libvirt(self, layer: str) -> Iterator[Line]:
        line = self.line(layer, "libvirt_header")
        if bytes(self.reader.take(16)) != LIBVIRT_MAGIC:
            raise RefusedError
        version, length, *reserved = self.reader.unpack("12I", "<")
        yield line(version=version, len_xml=length, reserved1=reserved)
        line = self.line(layer, "xml")
        yield line(xml=blob(self.reader.take(length)))
        yield from self.libxl(f"{layer}/libxl")

    def xapi(self, layer: str) -> Iterator[Line]:
        line = self.line(layer, "signature")
        if bytes(self.reader.take(11)) != XAPI_MAGIC:
            raise RefusedError
        version = bytes(self.reader.take(3))
        if bytes(self.reader.take(1)) != b"\n":
            raise RefusedError
        yield line(version=version.hex())
        if version == b"ain":
            yield from self.libxc(f"{layer}/libxc", False)
            return
        index, number = 0, -1
        while number != 0xFFFF:
            line = self.line(layer, "section", index)
            number, length = self.reader.unpack("QQ", "<")
            data = None if number in (0xF0, 0xF1) else blob(self.reader.take(length))
            yield line(section_type=str(number), length=str(length), data=data)
            index += 1
            if number == 0xF0:
                yield from self.libxc(f"{layer}/libxc", False)
            if number == 0xF1:
                yield from self.libxl(f"{layer}/libxl")

    def banner(self, layer: str) -> Iterator[Line]:
        line = self.line(layer, "banner")
        if bytes(self.reader.octets[:1]) == b"x":
            yield line(text=self.reader.until(0x0A, must=True))

    def wire(self, layer: str) -> Iterator[Line]:
        yield from self.banner(layer)
        yield from self.xl(f"{layer}/xl")
        index = 0
        while self.reader.left:
            line = self.line(layer, "text", index)
            text = self.reader.until(0, must=False)
            has_status = bytes.fromhex(text) == REPORT and self.reader.left
            yield line(text=text, status=self.reader.unpack("B")[0] if has_status else None)
            index += 1

    def back_channel(self, layer: str) -> Iterator[Line]:
        yield from self.banner(layer)
        self.reader.order = "<"
        index = 0
        while self.reader.left:
            yield self.record(layer, index, BACK_CHANNEL)
            index += 1

    def qemu(self, layer: str) -> Iterator[Line]:
        line = self.line(layer, "device_state_header")
        self.reader.order = ">"
        if bytes(self.reader.take(4)) != QEMU_MAGIC:
            raise RefusedError
        yield line(version=self.reader.unpack("I")[0])
        line = self.line(layer, "configuration")
        if self.reader.left and self.reader.peek("B")[0] == 7:
            number, length = self.reader.unpack("BI")
            yield line(type=number, machine=self.reader.take(length).hex())
        line = self.line(layer, "first_section")
        if self.reader.left:
            (number,) = self.reader.unpack("B")
            fields: Line = dict.fromkeys(("section_id", "name", "instance_id", "version"))
            if number in (1, 2, 3, 4):
                (fields["section_id"],) = self.reader.unpack("I")
            if number in (1, 4):
                fields["name"] = self.reader.take(self.reader.unpack("B")[0]).hex()
                fields["instance_id"], fields["version"] = self.reader.unpack("II")
            yield line(type=number, named=number in NAMED[layer], **fields)
        line = self.line(layer, "rest")
        yield line(data=blob(self.reader.rest()))

    def struct(self, name: str) -> Iterator[Line]:
        line = self.line(name, "struct")
        inside = described.Octets(self.reader.octets)
        try:
            fields = described.printed(described.Struct(name, inside))
        except described.RefusedError as error:
            raise RefusedError from error
        self.reader.at = inside.at
        yield line(fields=fields)

    def stream(self, form: str) -> Iterator[Line]:
        begin: dict[str, Callable[[str], Iterator[Line]]] = {
            "libxc": lambda layer: self.libxc(layer, False),
            "libxl": self.libxl,
            "xl": self.xl,
            "libvirt": self.libvirt,
            "xapi": self.xapi,
            "wire": self.wire,
            "back-channel": self.back_channel,
            "qemu": self.qemu,
        }
        return begin.get(form, self.struct)(form)


def counted_as(line: Line) -> str:
    """Return under which name a line is counted; empty where it is not."""
    if line["kind"] == "record":
        return "libxc_records" if line["layer"].split("/")[-1] == "libxc" else "libxl_records"
    return "colo_turns" if line["kind"] == "colo_turn" else ""


def read(form: str, octets: bytes) -> Iterator[Line]:
    """All lines of a stream, and the last one, which tells how the reading ended."""
    layers = Layers(octets)
    counts: Counter[str] = Counter()
    try:
        for line in layers.stream(form):
            counts[counted_as(line)] += 1
            yield line
    except RefusedError:
        layer, kind, index = layers.place
        yield {"refused_at": {"layer": layer, "kind": kind, "index": index}, "whole": None}
    else:
        whole = {name: counts[name] for name in ("libxl_records", "libxc_records", "colo_turns")}
        yield {"end": True, "rest": layers.reader.left, "whole": whole}


def emulator_contexts(form: str, octets: bytes) -> Iterator[bytes]:
    """Yield what libxl's records EMULATOR_CONTEXT have after the emulator's header."""
    layers = Layers(octets)
    with contextlib.suppress(RefusedError):
        for line in layers.stream(form):
            if line["layer"].endswith("libxl") and line["kind"] == "record" and line["type"] == 3:
                end = layers.reader.at - (-line["length"] % 8)
                yield octets[end - line["body"]["context"]["length"] : end]


def text(line: Line) -> str:
    """Return the canonical text of a line."""
    return json.dumps(line, sort_keys=True, separators=(",", ":"))


def recognise(octets: bytes) -> str | None:
    """Return the format of a stream that nobody told, as far as the specs describe it."""
    begins = {
        XL_MAGIC[:27]: "xl",
        LIBXL_MAGIC: "libxl",
        LIBXC_MAGIC: "libxc",
        LIBVIRT_MAGIC[:11]: "libvirt",
        XAPI_MAGIC: "xapi",
        BANNER: "wire",
        QEMU_MAGIC: "qemu",
    }
    return next((form for magic, form in begins.items() if octets.startswith(magic)), None)
