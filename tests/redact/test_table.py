"""The table of what stays: it has each field that comes through, and no other.

Every octet that frames nothing is set in real records of each kind, and what of it is still there
in a copy is held against the table, field by field, by the names of the spec.
"""

from __future__ import annotations

import ast
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import FIXTURES, ROOT
from xenstream_parsers.xen_hvm_states import XenHvmStates

import xenstream
from xenstream.format.fields import Shape
from xenstream.redact import redact as module
from xenstream.redact import states, table
from xenstream.tree.nodes import Leaf
from xenstream.tree.paths import ends_of
from xenstream.walk.walker import Record

IMAGES = ("hvm-vga-save-p", "xen4.20-hvm-save-p", "pvh-save-p2", "pv-live-2vcpu")
SET = 0xA5
_FRAMING = {"typecode", "instance", "len_body", "type_id", "vcpu_id", "num_msrs"}
_KINDS = (
    "HVM_CONTEXT",
    "X86_PV_VCPU_BASIC",
    "X86_PV_VCPU_EXTENDED",
    "X86_PV_VCPU_XSAVE",
    "SHARED_INFO",
)


def _records(name: str, folder: Path) -> Iterator[Record]:
    path = folder / name
    path.write_bytes(lzma.decompress((FIXTURES / f"{name}.img.xz").read_bytes()))
    with xenstream.open(path) as stream:
        yield from (record for record in stream if record.name in _KINDS)


def _fields(record: Record) -> list[tuple[str, int, int]]:
    """Give path, first octet in the body and octets of each field, but of bits and headers."""
    tree = xenstream.tree_of(record)
    assert tree is not None
    return [
        (path, end.offset - record.body_offset, end.size)
        for path, end in ends_of(tree)
        if end.offset >= record.body_offset and not (isinstance(end, Leaf) and end.bits)
    ]


def _filled(record: Record, fields: list[tuple[str, int, int]]) -> Record:
    """Give a record whose every octet is set that frames nothing."""
    octets = bytearray(record.octets)
    for path, at, size in fields:
        if path.rpartition("/")[2] not in _FRAMING:
            octets[at : at + size] = bytes([SET]) * size
    filled = record.without_parsed()
    filled.octets = bytes(octets)
    return filled


def _kept(record: Record) -> bytes:
    places = module._Places()
    places.widths.add(8)
    copy = module._Copy(-1, None, places)  # type: ignore[arg-type]
    return (copy.body(record) or b"").ljust(len(record.octets), b"\0")


def _named(record: Record, path: str) -> str:
    """Give what the table calls a field: where it is, and its path there."""
    if record.name == "HVM_CONTEXT":
        state, _, path = path.partition("/")
        return f"HVM_CONTEXT, {state.partition('[')[0]}/{path}"
    return (
        f"{record.name}/{path.removeprefix('context/')}" if "/" in path else f"{record.name}/{path}"
    )


def _of_table() -> dict[str, re.Pattern[str]]:
    """Give the table's fields of states and vcpus."""
    found = {}
    for row in table.OTHERS:
        where = row.where.replace(", of a 64-bit guest", "")
        for field in row.fields:
            words = re.escape(f"{where}/{field}").replace(re.escape("[*]"), r"\[\d+\]")
            found[f"{where}/{field}"] = re.compile(words.replace(r"/\*", "/.*"))
    return {
        name: pattern
        for name, pattern in found.items()
        if name.startswith(_KINDS) and "each state" not in name
    }


FRAME = re.compile(
    r"HVM_CONTEXT, \w+/(header/.*|num_msrs)|X86_PV_VCPU_\w+/(vcpu_id|reserved1)|.*/flag_bits.*"
)
"""What stands in the table for all of them."""


def test_all_that_comes_through_is_in_the_table_and_all_of_the_table_comes_through(
    tmp_path: Path,
) -> None:
    wanted = _of_table()
    found: set[str] = set()
    for name in IMAGES:
        for record in _records(name, tmp_path):
            fields = _fields(record)
            filled = _filled(record, fields)
            kept = _kept(filled)
            assert len(kept) == len(record.octets)
            for path, at, size in fields:
                if not kept[at : at + size].strip(b"\0"):
                    continue
                named = _named(record, path)
                rows = {one for one, pattern in wanted.items() if pattern.fullmatch(named)}
                if record.name == "SHARED_INFO":
                    assert at + size <= 4, path  # its first octet alone
                    assert kept.strip(b"\0") == b"\1"
                    rows = {"SHARED_INFO/page"}
                assert rows or FRAME.fullmatch(named), named
                found |= rows
    # MSRs of a vcpu are in none of these images; a copy has all of them.
    assert set(wanted) - found == {"HVM_CONTEXT, CPU_MSR/*"}


def test_how_a_field_stays(tmp_path: Path) -> None:
    """As it is, or just whether it is zero or an address that a processor takes."""
    rows = {
        f"{row.where.replace(', of a 64-bit guest', '')}/{field}": row.how
        for row in table.OTHERS
        for field in row.fields
    }
    patterns = _of_table()
    for name in IMAGES:
        for record in _records(name, tmp_path):
            fields = _fields(record)
            filled = _filled(record, fields)
            kept = _kept(filled)
            for path, at, size in fields:
                named = _named(record, path)
                how = {rows[one] for one, pattern in patterns.items() if pattern.fullmatch(named)}
                octets = kept[at : at + size]
                if named.endswith("/rdx") and record.octets[0]:
                    assert not octets.strip(b"\0")  # which leads vcpu 0 alone to the start_info
                elif how == {table.KEPT}:
                    assert octets == filled.octets[at : at + size], named
                elif how == {table.SIGN}:
                    assert not octets.strip(b"\0\1"), named
                elif how == {table.CANONICAL} and not named.endswith("/ldt_base"):
                    assert int.from_bytes(octets, "little") == 1 << 63, named


MODELS = sorted((ROOT / "src" / "xenstream" / "restore").glob("*.py"))
_OTHERS = {"octets", "area"}
"""What a model names as a whole, of which the table has parts."""


def _named_by_models() -> Iterator[tuple[str, str]]:
    """Give the module and the last name of each field that a model of Xen finds fault with."""
    for module_of in MODELS:
        for node in ast.walk(ast.parse(module_of.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            if called == "state.fault":
                given: ast.expr = node.args[0]
            elif called == "XstateFault":
                given = node.args[1]
            else:
                continue
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                yield module_of.name, given.value
            elif isinstance(given, ast.JoinedStr):
                last = given.values[-1]
                if isinstance(last, ast.Constant):
                    yield module_of.name, str(last.value)


def test_each_field_that_a_model_of_xen_names_is_in_the_table() -> None:
    """Its octets decide of a verdict, so that they have to stay."""
    names = {re.sub(r"\[.*", "", name).rpartition(".")[2] for _, name in _named_by_models()}
    names -= {"", "]", *_OTHERS}
    assert len(names) > 15
    stay = {
        re.sub(r"\[.*", "", last)
        for row in table.OTHERS
        for field in row.fields
        for last in [field.rpartition("/")[2]]
    }
    # Of records and states that stay as they are; and rflags of a 32-bit guest.
    whole = {"index", "value", "routes", "eflags"}
    assert names <= stay | whole, names - stay - whole


@pytest.mark.parametrize("size", [1016, 1024, 1032])
def test_a_processors_state_of_an_older_layout_keeps_no_clock(size: int) -> None:
    begin, end = Shape(XenHvmStates.HvmCpu).spans(bytes(size))["tsc"]
    header = (2).to_bytes(2, "little") + bytes(2) + size.to_bytes(4, "little")
    kept = states.hvm_context(header + bytes([SET]) * size)[8:]
    assert len(kept) == size
    assert kept[begin:end] == bytes(8)
    assert kept[begin - 8 : begin] + kept[end : end + 8] == bytes([SET]) * 16
