"""Streams to begin fuzzing with: in each one thing that a guest needs, small; and turned over.

A real image is large, and a mutant of it changes what nobody looks at. So each entry of its
HVM_CONTEXT gets a stream of its own, and so does each kind of a PV guest's vcpu. `turned` gives
the same with one field after the other as it should not be. What is a field is asked of the specs.
"""

from __future__ import annotations

import io
import json
import lzma
import struct
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import cycle
from typing import TYPE_CHECKING, Any

import guests
import streams
import vector_builder
from places import ROOT
from xenstream_parsers.names import MSRS

import xenstream
from xenstream.tree.items import tree_of
from xenstream.tree.nodes import Array, Leaf, Struct, children

if TYPE_CHECKING:
    from xenstream.tree.nodes import Node

_IMAGES = ("hvm-save-p2", "hvm-vga-save-p", "pvh-save-p2")
_FEW = 8
_LONG = 1100
"""Octets of an entry's state; the one that is longer, XSAVE's, is made shorter."""
_XCR0S = (1, 3, 5, 7, 0x1B, 0x1F, 0xE7, 0x207, 0x60007, 1 << 63)


def hvm() -> Iterator[bytes]:
    """Give HVM guests: of each entry of real contexts one that has nothing else in it."""
    for state in _entries():
        yield _hvm(guests.context() if not state else _context(state))
    policy = streams.record(0x11, guests.cpuid()) + streams.record(0x12, guests.msr_policy())
    yield _hvm(guests.context(cpu=guests.cpu()), policy)
    yield _hvm(guests.context(cpu=guests.cpu()), policy[:-8])
    for xcr0 in _XCR0S:
        yield _hvm(guests.context(cpu_xsave=guests.xsave((), raw=xcr0)))
    for index in (*MSRS, 0x10):
        for value in (0, 1, 0x80000000, 1 << 63):
            area = guests.xsave((), raw=0x1B, size=1088)
            yield _hvm(guests.context(cpu_xsave=area, cpu_msr=guests.cpu_msr((index, value))))


def _hvm(context: bytes, policy: bytes = b"") -> bytes:
    records = (policy + streams.record(0x10), streams.record(streams.HVM_CONTEXT, context))
    return streams.libxc((*records, streams.STATE[1]))


def _context(entry: bytes) -> bytes:
    whole = guests.context()
    return whole[:-8] + entry + whole[-8:]


def _entries() -> Iterator[bytes]:
    """Give one entry of each typecode and length, with its descriptor."""
    seen = set()
    for name in _IMAGES:
        image = lzma.decompress((ROOT / "tests/fixtures" / f"{name}.img.xz").read_bytes())
        with xenstream.open(io.BytesIO(image)) as opened:
            context = next(one for one in opened if one.name == "HVM_CONTEXT")
        begin = 0
        for entry in context.body.entries:
            code, end = entry.header.typecode, begin + 8 + entry.header.len_body
            octets, begin = context.octets[begin:end], end
            if (code, len(octets)) not in seen and len(octets) < _LONG and code > 1:
                seen.add((code, len(octets)))
                yield octets
    yield b""


def pv() -> Iterator[bytes]:
    """Give PV guests of 64 and of 32 bits, each with one of the states of a vcpu."""
    basic = "X86_PV_VCPU_BASIC"
    for width in (8, 4):
        yield _pv(width)
        yield _pv(width, {basic: {"vcpu_id": 1, "content": _basic(width)}})
    for size in (128, 72, 40, 8, 2):
        extended = (struct.pack("<II", 0, 128) + bytes(120))[:size]
        yield _pv(8, {"X86_PV_VCPU_EXTENDED": {"content": extended.hex()}})
    for xcr0 in _XCR0S:
        yield _pv(8, {"X86_PV_VCPU_XSAVE": {"content": guests.pv_xsave((), raw=xcr0).hex()}})
    yield _pv(8, {"X86_PV_VCPU_XSAVE": {"content": guests.pv_xsave((), size=600, raw=3).hex()}})
    yield _pv(8, {"X86_PV_VCPU_XSAVE": {"content": guests.pv_xsave(())[:40].hex()}})
    yield _pv(8, {"X86_PV_VCPU_XSAVE": {"content": struct.pack("<QQ", 1, 1).hex()}})
    for index in (*MSRS, 0x10):
        msrs = guests.msrs((index, 0), (index, 1 << 63))
        yield _pv(8, {"X86_PV_VCPU_MSRS": {"content": msrs.hex()}})


_CONTEXTS = {8: ("<Q", 5168, 616, 5008), 4: ("<I", 2800, 524, 2728)}
"""By the octets of a guest's word: a word, the size of a context, where its RDX and its CR3 are."""
_START_INFO = {
    8: b"xen-3.0-x86_64".ljust(56, b"\0") + struct.pack("<3Q", 5, 0, 6),
    4: b"xen-3.0-x86_32p".ljust(32, b"\0") + struct.pack("<6I", 0, 0, 0, 5, 0, 6),
}
"""It names its own pages for xenstore and console."""


def _pv(width: int, *more: Any) -> bytes:
    """Give a guest whose pages have no contents, but for its start info and its page table."""
    table = {8: 12, 4: 11}[width]
    kinds = {2: 0, 3: 0, 4: table}
    records = [
        "STATIC_DATA_END",
        {"X86_PV_INFO": {"guest_width": width, "pt_levels": {8: 4, 4: 3}[width]}},
        {"X86_PV_P2M_FRAMES": {"end_pfn": {8: 511, 4: 1023}[width]}},
        {
            "PAGE_DATA": {
                "entries": [{"pfn": pfn, "type": kinds.get(pfn, 14)} for pfn in range(1, 8)],
                "pages": {"begin": [[], _START_INFO[width].hex()]},
            }
        },
        "X86_TSC_INFO",
        {"SHARED_INFO": {"content": {"fill": 1, "count": 4096}}},
        {"X86_PV_VCPU_BASIC": {"content": _basic(width)}},
        *more,
    ]
    layer = {"domain": {"type": 1}, "records": records}
    return vector_builder.build({"stream": [{"libxc": layer}]})


def _basic(width: int) -> str:
    order, size, edx, cr3 = _CONTEXTS[width]
    context = bytearray(size)
    for at, value in {512: 4, edx: 3, cr3: 4 << 12}.items():
        struct.pack_into(order, context, at, value)
    return bytes(context).hex()


def policies() -> Iterator[bytes]:
    """Give guests whose processor is described, with all features and with a few."""
    for features in (guests.LEAST, ()):
        for vendor in (guests.AMD, guests.INTEL):
            cpuid = streams.record(0x11, guests.cpuid(features, vendor=vendor))
            yield _hvm(guests.context(), cpuid + streams.record(0x12, guests.msr_policy()))


def configurations() -> Iterator[bytes]:
    """Give xl images whose configuration has each key that libxl knows, with values of its type."""
    types = {
        name: history[-1][2]
        for name, history in json.loads(
            files("xenstream.restore").joinpath("libxl_types.json").read_text("utf-8")
        ).items()
    }
    kinds = cycle(("hvm", "pv", "hvm", "pvh"))
    for kind, (path, value) in zip(kinds, _values(types, "domain_config", ())):
        config = {
            "c_info": {"type": kind, "name": "n"},
            "b_info": {"max_memkb": 65536, f"type.{kind}": {}},
        }
        config = _within(path, value, config)
        yield streams.xl(config=json.dumps(config).encode() + b"\0")


def _values(types: Any, kind: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    definition = types.get(kind, {}) if isinstance(kind, str) else kind
    if "struct" in definition:
        for name, inner in definition["struct"]:
            if isinstance(inner, dict) and "union" in inner:
                for variant, within in inner["of"].items():
                    key = f"{inner['union']}.{variant}"
                    yield from _values(types, within or "", (*path, key))
            else:
                yield from _values(types, inner, (*path, name))
    elif "array" in definition:
        yield from ((path, value) for value in _LISTS)
        for inside, value in _values(types, definition["array"], ()):
            yield path, [_within(inside, value, {})]
    elif "enum" in definition:
        yield from ((path, value) for value in (*definition["enum"], "x"))
    else:
        yield from ((path, value) for value in _SCALARS.get(kind, _SCALARS["int"]))


_LISTS: tuple[object, ...] = ([], [1 << 10], ["x"], {}, None)
_SCALARS: dict[object, tuple[object, ...]] = {
    "string": ("", "x", None),
    "defbool": ("True", "False", "x"),
    "bool": (True, 1),
    "bitmap": _LISTS,
    "string_list": _LISTS,
    "hwcap": _LISTS,
    "ms_vm_genid": _LISTS,
    "key_value_list": ({"a": "b"}, {"a": 1}, []),
    "cpuid_policy_list": ([{}], {"cpuid": [], "msr": [{"index": 1, "policy": "x" * 64}]}, [1]),
    "int": (0, 5, -1, 1 << 31, 1 << 62, "x"),
}


def _within(path: tuple[str, ...], value: Any, base: Any) -> Any:
    if not path:
        return value
    here = base if isinstance(base, dict) else {}
    return {**here, path[0]: _within(path[1:], value, here.get(path[0], {}))}


def turned(made: Iterable[bytes]) -> Iterator[bytes]:
    """Give each kind of field in the streams' records turned over, where it is met first."""
    seen = set()
    for stream in made:
        with xenstream.open(io.BytesIO(stream)) as opened:
            trees = [tree_of(record) for record in opened if record.census is None]
        for path, leaf in (pair for tree in trees if tree for pair in _leaves(tree, ())):
            begin, end = leaf.offset, leaf.offset + leaf.size
            number = int.from_bytes(stream[begin:end], "little")
            low, count = leaf.bits or (0, 8 * leaf.size)
            for mask in {(1 << count) - 1, 1, 1 << (count - 1)}:
                if (path, mask) not in seen:
                    seen.add((path, mask))
                    octets = (number ^ mask << low).to_bytes(leaf.size, "little")
                    yield stream[:begin] + octets + stream[end:]


def _leaves(node: Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Leaf]]:
    """Give the leaves of a node with what they are called.

    Items of a large array are called alike. Of a struct with a typecode that is part of the name.
    """
    path = (*path, node.field.id)
    if isinstance(node, Leaf):
        yield path, node
        return
    if isinstance(node, Struct):
        path = (*path, node.type.id, node.key.partition("[")[0])
    within = children(node)
    has_numbers = isinstance(node, Array) and len(within) <= _FEW
    for number, one in enumerate(within):
        yield from _leaves(one, (*path, str(number)) if has_numbers else path)
