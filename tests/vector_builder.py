"""Builds streams from the vectors in tests/vectors; README.md there has the format.

It knows nothing of xenstream and of the generated parsers: what both got wrong would pass.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import struct
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import lz4.frame
import yaml

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

VECTORS = Path(__file__).resolve().parent / "vectors"
DIFFERENCES = VECTORS / "differences.yaml"

Fields = Mapping[str, Any]

PAGE_SIZE = 4096
PAGE_TYPES_WITH_DATA = (0, 1, 2, 3, 4, 9, 10, 11, 12)
ORDER = {"little": "<", "big": ">"}

# A header or the fixed part of a body: a field's name, its struct code, its default.
Layout = tuple[tuple[str, str, int], ...]

IMAGE_HEADER: Layout = (
    ("marker", "Q", 0xFFFFFFFFFFFFFFFF),
    ("id", "I", 0x58454E46),
    ("version", "I", 3),
    ("options", "H", 0),
    ("reserved1", "H", 0),
    ("reserved2", "I", 0),
)
DOMAIN_HEADER: Layout = (
    ("type", "I", 2),
    ("page_shift", "H", 12),
    ("reserved", "H", 0),
    ("xen_major", "I", 4),
    ("xen_minor", "I", 17),
)
LIBXL_HEADER: Layout = (
    ("ident", "Q", 0x4C6962786C466D74),
    ("version", "I", 2),
    ("options", "I", 0),
)
XL_HEADER: Layout = (
    ("byteorder", "I", 0x01020304),
    ("mandatory_flags", "I", 3),
    ("optional_flags", "I", 0),
    ("optional_data_len", "I", 0),
)
XL_MAGIC = b"Xen saved domain, xl format\n \0 \r"


LIBVIRT_HEADER: Layout = (
    ("version", "I", 2),
    ("xml_len", "I", 0),
    *((f"unused{n}", "I", 0) for n in range(10)),
)
LIBVIRT_MAGIC = b"libvirt-xml\n \0 \r"


class Kind(NamedTuple):
    """A record's type and what its body begins with."""

    type: int
    layout: Layout = ()
    content: object = ""
    """Octets that follow, unless the vector states others."""
    rows: str = ""
    """The name of a list of rows that follow, and after a colon the struct code of a row."""
    default_rows: tuple[Any, ...] = ()


_VCPU: Layout = (("vcpu_id", "I", 0), ("reserved", "I", 0))
_EMULATOR: Layout = (("emulator_id", "I", 2), ("index", "I", 0))

LIBXC_RECORDS = {
    "END": Kind(0x00),
    "PAGE_DATA": Kind(0x01, (("count", "I", 0), ("reserved", "I", 0))),
    "X86_PV_INFO": Kind(
        0x02,
        (
            ("guest_width", "B", 8),
            ("pt_levels", "B", 4),
            ("reserved1", "H", 0),
            ("reserved2", "I", 0),
        ),
    ),
    "X86_PV_P2M_FRAMES": Kind(
        0x03, (("start_pfn", "I", 0), ("end_pfn", "I", 511)), rows="frames:Q", default_rows=(2,)
    ),
    "X86_PV_VCPU_BASIC": Kind(0x04, _VCPU, {"fill": 0, "count": 5168}),
    "X86_PV_VCPU_EXTENDED": Kind(0x05, _VCPU, {"fill": 0, "count": 128}),
    "X86_PV_VCPU_XSAVE": Kind(0x06, _VCPU, {"fill": 0, "count": 592}),
    "SHARED_INFO": Kind(0x07, (), {"fill": 0, "count": 4096}),
    "X86_TSC_INFO": Kind(
        0x08,
        (
            ("mode", "I", 0),
            ("khz", "I", 2000000),
            ("nsec", "Q", 0),
            ("incarnation", "I", 0),
            ("reserved", "I", 0),
        ),
    ),
    "HVM_CONTEXT": Kind(0x09, (), {"fill": 0, "count": 8}),
    "HVM_PARAMS": Kind(
        0x0A,
        (("count", "I", 0), ("reserved", "I", 0)),
        rows="params:QQ",
        default_rows=((1, 0xFEFFF),),
    ),
    "TOOLSTACK": Kind(0x0B, (), {"fill": 0, "count": 8}),
    "X86_PV_VCPU_MSRS": Kind(0x0C, _VCPU, {"fill": 0, "count": 16}),
    "VERIFY": Kind(0x0D),
    "CHECKPOINT": Kind(0x0E),
    "CHECKPOINT_DIRTY_PFN_LIST": Kind(0x0F, rows="pfns:Q", default_rows=(1,)),
    "STATIC_DATA_END": Kind(0x10),
    "X86_CPUID_POLICY": Kind(
        0x11, rows="leaves:IIIIII", default_rows=((0, 0xFFFFFFFF, 13, 0, 0, 0),)
    ),
    "X86_MSR_POLICY": Kind(0x12, rows="msrs:IIQ", default_rows=((0xCE, 0, 0),)),
}
X86_ROWS = {"leaves", "msrs"}
"""What Xen hands over on x86: it is little-endian in every stream."""

LIBXL_RECORDS = {
    "END": Kind(0x00),
    "LIBXC_CONTEXT": Kind(0x01),
    "EMULATOR_XENSTORE_DATA": Kind(0x02, _EMULATOR),
    "EMULATOR_CONTEXT": Kind(0x03, _EMULATOR, {"text": "QEVM1234"}),
    "CHECKPOINT_END": Kind(0x04),
    "CHECKPOINT_STATE": Kind(0x05, (("control_id", "I", 0), ("padding", "I", 0))),
}
BACK_CHANNEL_RECORDS = {
    "CHECKPOINT_STATE": LIBXL_RECORDS["CHECKPOINT_STATE"],
    "CHECKPOINT_DIRTY_PFN_LIST": LIBXC_RECORDS["CHECKPOINT_DIRTY_PFN_LIST"],
}
XAPI_SECTIONS = {
    "XENOPS": Kind(0x000F, (), {"text": "((time 20260101T00:00:00Z)(word_size 64))"}),
    "LIBXC": Kind(0x00F0),
    "LIBXL": Kind(0x00F1),
    "LIBXC_LEGACY": Kind(0x00F2),
    "QEMU_TRAD": Kind(0x0F00, (), {"text": "QEVM"}),
    "QEMU_XEN": Kind(0x0F01, (), {"text": "QEVM"}),
    "DEMU": Kind(0x0F10, (), {"fill": 0x11, "count": 8}),
    "VARSTORED": Kind(0x0F11, (), {"fill": 0x22, "count": 9}),
    "SWTPM0": Kind(0x0F12, (), {"fill": 0x33, "count": 10}),
    "SWTPM": Kind(0x0F13, (), {"fill": 0x44, "count": 11}),
    "END": Kind(0xFFFF),
}
XAPI_STREAMS = {"LIBXC": ["libxc"], "LIBXL": ["libxl"]}


@cache
def load(folder: Path = VECTORS) -> list[dict[str, Any]]:
    """Return all vectors, in the order of the files and of each file."""
    vectors: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.yaml")):
        if path != DIFFERENCES:
            vectors += yaml.safe_load(path.read_text("utf-8"))
    return vectors


def build(vector: Fields) -> bytes:
    """Return the octets of a vector."""
    told = ("name", "about", "format", "back_channel", "xen", "expect")
    _only(vector, *told, "stream", "keep", "cut")
    octets = _pieces(vector["stream"], "little")
    octets = octets[: vector.get("keep", len(octets))]
    return octets[: len(octets) - vector.get("cut", 0)]


def octets_of(stated: Any) -> bytes:
    """Return octets stated as hex, as {text}, as {fill, count}, or as a list of these."""
    if isinstance(stated, str):
        return bytes.fromhex(stated)
    if isinstance(stated, list):
        return b"".join(map(octets_of, stated))
    if "text" in stated:
        _only(stated, "text")
        return str(stated["text"]).encode("iso-8859-1")
    _only(stated, "fill", "count")
    return bytes([stated["fill"]]) * int(stated["count"])


def _only(fields: Fields, *known: str) -> None:
    """Refuse a field without a meaning: a slip in a vector would make it test nothing."""
    unknown = set(fields) - set(known)
    if unknown:
        raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}")


def _one(piece: Any) -> tuple[str, dict[str, Any]]:
    """Return the name and the fields of a piece; a bare name has the defaults."""
    if isinstance(piece, str):
        return piece, {}
    ((name, fields),) = piece.items()
    return name, fields


def _pack(layout: Layout, order: str, fields: Fields) -> bytes:
    values = [fields.get(name, default) for name, _, default in layout]
    return struct.pack(order + "".join(code for _, code, _ in layout), *values)


def _names(layout: Layout) -> Iterable[str]:
    return (name for name, _, _ in layout)


def _pieces(pieces: Iterable[Any], endian: str) -> bytes:
    return b"".join(_piece(piece, endian) for piece in pieces)


def _piece(piece: Any, endian: str) -> bytes:
    if isinstance(piece, dict) and "raw" in piece:
        _only(piece, "raw")
        return octets_of(piece["raw"])
    name, fields = _one(piece)
    if name == "compressed":
        return _compressed(fields)
    layers = {
        "xl": _xl,
        "libxl": _libxl,
        "libxc": _libxc,
        "libvirt": _libvirt,
        "xapi": _xapi,
        "back_channel": _back_channel,
    }
    return layers[name](fields, fields.get("endian", endian))


def _header(layout: Layout, order: str, fields: Fields | None) -> bytes:
    """Return a header; a vector leaves one out by stating null."""
    if fields is None:
        return b""
    _only(fields, *_names(layout))
    return _pack(layout, order, fields)


def _options(fields: Fields | None, endian: str) -> Fields | None:
    """Give the options their endianness bit, unless the vector states them."""
    return fields if fields is None else {"options": int(endian == "big"), **fields}


def _xl(layer: Fields, endian: str) -> bytes:
    _only(layer, "endian", "header", "config", "optional_data", "stream")
    order = ORDER[endian]
    config = octets_of({"text": layer.get("config", "{}")}) + b"\0"
    optional = struct.pack(f"{order}I", len(config)) + config
    if "optional_data" in layer:
        optional = octets_of(layer["optional_data"])
    stated = layer.get("header", {})
    _only(stated, "magic", *_names(XL_HEADER))
    magic = octets_of(stated["magic"]) if "magic" in stated else XL_MAGIC
    fields = {"optional_data_len": len(optional), **stated}
    header = magic + _pack(XL_HEADER, order, fields)
    # The endianness is that of this header; each layer within has its own.
    return header + optional + _pieces(layer.get("stream", ["libxl"]), "little")


def _libvirt(layer: Fields, endian: str) -> bytes:
    _only(layer, "header", "xml", "stream")
    xml = octets_of({"text": layer.get("xml", "<domain/>")}) + b"\0"
    stated = layer.get("header", {})
    _only(stated, "magic", *_names(LIBVIRT_HEADER))
    magic = octets_of(stated["magic"]) if "magic" in stated else LIBVIRT_MAGIC
    header = magic + _pack(LIBVIRT_HEADER, "<", {"xml_len": len(xml), **stated})
    return header + xml + _pieces(layer.get("stream", ["libxl"]), endian)


def _xapi(layer: Fields, endian: str) -> bytes:
    _only(layer, "signature", "sections", "end")
    octets = octets_of({"text": layer.get("signature", "XenSavedDomv2-\n")})
    ends = ["END"] if layer.get("end", True) else []
    for section in [*layer.get("sections", ["XENOPS", "LIBXC"]), *ends]:
        name, fields = _one(section)
        _only(fields, "type", "length", "content", "stream")
        kind = XAPI_SECTIONS.get(name, Kind(0))
        content = octets_of(fields.get("content", kind.content))
        stream = _pieces(fields.get("stream", XAPI_STREAMS.get(name, [])), endian)
        length = fields.get("length", len(content))
        octets += struct.pack("<QQ", fields.get("type", kind.type), length) + content + stream
    return octets


def _back_channel(layer: Fields, endian: str) -> bytes:
    _only(layer, "records", "end")
    return _records({"end": False, **layer}, layer["records"], BACK_CHANNEL_RECORDS, endian)


def _compressed(layer: Fields) -> bytes:
    _only(layer, "method", "stream", "keep")
    octets = COMPRESS[layer["method"]](_pieces(layer["stream"], "little"))
    return octets[: layer.get("keep", len(octets))]


def _lz4(octets: bytes) -> bytes:
    compressed: bytes = lz4.frame.compress(octets)
    return compressed


def _zstd(octets: bytes) -> bytes:
    compressed: bytes = zstd.compress(octets)
    return compressed


COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda octets: gzip.compress(octets, mtime=0),
    "zlib": zlib.compress,
    "xz": lzma.compress,
    "lzma": lambda octets: lzma.compress(octets, lzma.FORMAT_ALONE),
    "bzip2": bz2.compress,
    "lz4": _lz4,
    "zstd": _zstd,
}


def _libxl(layer: Fields, endian: str) -> bytes:
    _only(layer, "endian", "header", "records", "end")
    header = _header(LIBXL_HEADER, ">", _options(layer.get("header", {}), endian))
    records = layer.get("records", ["LIBXC_CONTEXT", "libxc"])
    return header + _records(layer, records, LIBXL_RECORDS, endian)


def _libxc(layer: Fields, endian: str) -> bytes:
    _only(layer, "endian", "header", "domain", "records", "end")
    header = _header(IMAGE_HEADER, ">", _options(layer.get("header", {}), endian))
    domain = _header(DOMAIN_HEADER, ORDER[endian], layer.get("domain", {}))
    return header + domain + _records(layer, layer.get("records", []), LIBXC_RECORDS, endian)


def _records(layer: Fields, records: list[Any], kinds: Mapping[str, Kind], endian: str) -> bytes:
    octets = b""
    for piece in [*records, *(["END"] if layer.get("end", True) else [])]:
        name, _ = _one(piece)
        if name in ("raw", "xl", "libxl", "libxc"):
            octets += _piece(piece, endian)
        else:
            octets += _record(piece, kinds, ORDER[endian])
    return octets


def _record(piece: Any, kinds: Mapping[str, Kind], order: str) -> bytes:
    name, stated = _one(piece)
    fields = dict(stated)
    kind = Kind(fields.pop("type")) if name == "RECORD" else kinds[name]
    type_id = fields.pop("type", kind.type)
    framing = {key: fields.pop(key) for key in ("length", "padding_octets") if key in fields}
    resize = fields.pop("resize", None)
    if "body" in fields:
        _only(fields, "body")
        body = octets_of(fields["body"])
    else:
        body = (
            _page_data(kind, order, fields) if name == "PAGE_DATA" else _body(kind, order, fields)
        )
    if resize is not None:
        body = body[:resize].ljust(resize, b"\0")
    length = framing.get("length", len(body))
    padding = bytes(-len(body) % 8)
    if "padding_octets" in framing:
        padding = octets_of(framing["padding_octets"])
    return struct.pack(f"{order}II", type_id, length) + body + padding


def _body(kind: Kind, order: str, fields: dict[str, Any]) -> bytes:
    rows_name, _, code = kind.rows.partition(":")
    _only(fields, "content", "strings", rows_name, *_names(kind.layout))
    rows = fields.get(rows_name, kind.default_rows)
    octets = _pack(kind.layout, order, {"count": len(rows), **fields})
    if rows_name in X86_ROWS:
        order = "<"
    for row in rows:
        octets += struct.pack(order + code, *(row if isinstance(row, (list, tuple)) else (row,)))
    if "strings" in fields:
        return octets + b"".join(octets_of({"text": one}) + b"\0" for one in fields["strings"])
    return octets + octets_of(fields.get("content", kind.content))


def _page_data(kind: Kind, order: str, fields: dict[str, Any]) -> bytes:
    _only(fields, "count", "reserved", "entries", "pages")
    table, with_data = [], 0
    for stated in fields.get("entries", [0]):
        entry = {"pfn": stated} if isinstance(stated, int) else stated
        _only(entry, "pfn", "type", "reserved", "repeat")
        kind_of_page, reserved = entry.get("type", 0), entry.get("reserved", 0)
        for pfn in range(entry["pfn"], entry["pfn"] + entry.get("repeat", 1)):
            table.append(kind_of_page << 60 | reserved << 52 | pfn)
            with_data += kind_of_page in PAGE_TYPES_WITH_DATA
    pages = {"fill": 0, "count": with_data, "begin": [], **fields.get("pages", {})}
    _only(pages, "fill", "count", "begin")
    header = _pack(kind.layout, order, {"count": len(table), **fields})
    fill = bytes([pages["fill"]])
    begins = [octets_of(stated) for stated in pages["begin"]]
    begins += [b""] * (int(pages["count"]) - len(begins))
    contents = b"".join(begin.ljust(PAGE_SIZE, fill) for begin in begins)
    return header + struct.pack(f"{order}{len(table)}Q", *table) + contents
