"""What the lines have of the structs of Xen and x86: all fields that their specs describe.

It reads `spec/`, and writes for each language how to get from a generated type to its fields.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

SPEC = Path(__file__).resolve().parent.parent.parent / "spec"
SPECS = ("x86_*.ksy", "xen_*.ksy")


class Field(NamedTuple):
    """A field of a type."""

    name: str
    form: str
    """How its value is printed: number, u64, s64, bool, enum, text, octets, struct, switch."""
    types: tuple[str, ...]
    """The names of the types that it may be of, where it is a struct."""
    is_list: bool
    is_instance: bool
    is_lazy: bool
    """Whether it is read when it is asked for, so that it can be refused by itself."""
    condition: str
    """When it is there; empty for always."""
    begin: int
    """Octets before it in its type, where all before it are there."""
    source: dict[str, Any]

    @property
    def enum(self) -> str:
        return str(self.source["enum"])


class Kind(NamedTuple):
    """A type of a spec."""

    spec: str
    name: str
    source: dict[str, Any]
    enums: dict[str, Any]

    @property
    def path(self) -> list[str]:
        return [self.spec] if self.name == self.spec else [self.spec, self.name]


@cache
def kinds() -> dict[str, Kind]:
    """Give all types by their names, which no two have."""
    found = {}
    for path in sorted(each for pattern in SPECS for each in SPEC.glob(pattern)):
        spec = yaml.safe_load(path.read_text("utf-8"))
        enums = spec.get("enums", {})
        for name, source in {path.stem: spec, **spec.get("types", {})}.items():
            found[name] = Kind(path.stem, name, source, enums)
    return found


def own_name(type_name: str) -> str:
    return type_name.split("::")[-1]


def form_of(source: dict[str, Any]) -> str:
    if "enum" in source:
        return "enum"
    if "value" in source:
        value = str(source["value"])
        if re.search(r"!=|==|>=", value):
            return "bool"
        return "u64" if value.endswith(".as<u8>") else "number"
    kind = source.get("type")
    if kind is None:
        return "octets"
    if isinstance(kind, dict):
        return "switch"
    numbers = {"u8": "u64", "s8": "s64", "b1": "bool", "strz": "text"}
    return numbers.get(kind) or ("number" if re.fullmatch(r"[usb]\d+", kind) else "struct")


def octets_of(source: dict[str, Any]) -> int:
    """Octets that a field takes where that never changes, else 0."""
    count = source.get("repeat-expr", 1)
    is_open = source.get("size-eos") or source.get("repeat", "expr") != "expr"
    if is_open or not isinstance(count, int):
        return 0
    kind = source.get("type")
    number = re.fullmatch(r"[us](\d)", str(kind))
    if isinstance(source.get("size"), int):
        return int(source["size"]) * count
    if number:
        return int(number[1]) * count
    name = own_name(kind) if isinstance(kind, str) else ""
    return size_of(name) * count if name in kinds() else 0


def size_of(kind_name: str) -> int:
    """Octets of a type, with all that newer releases have; 0 where its end is open."""
    seq = kinds()[kind_name].source.get("seq", [])
    bits = [re.fullmatch(r"b(\d+)", str(each.get("type"))) for each in seq]
    if seq and all(bits):
        return sum(int(each[1]) for each in bits if each) // 8
    sizes = [octets_of(each) for each in seq]
    return sum(sizes) if all(sizes) else 0


@cache
def fields(kind_name: str) -> tuple[Field, ...]:
    """Give the fields of a type."""
    kind = kinds()[kind_name]
    found, begin = [], 0
    for source in kind.source.get("seq", []):
        found.append(field(source["id"], source, False, begin))
        begin += octets_of(source)
    for name, source in kind.source.get("instances", {}).items():
        found.append(field(name, source, True, 0))
    return tuple(found)


def field(name: str, source: dict[str, Any], is_instance: bool, begin: int) -> Field:
    form = form_of(source)
    types: tuple[str, ...] = ()
    if form == "struct":
        types = (own_name(source["type"]),)
    elif form == "switch":
        types = tuple(own_name(each) for each in source["type"]["cases"].values())
    return Field(
        name,
        form,
        types,
        "repeat" in source,
        is_instance,
        is_instance and "value" not in source,
        str(source.get("if", "")),
        begin,
        source,
    )


def plan() -> str:
    """All types and their fields as JSON: {type: [[name, form, is it lazy], ...]}."""
    told = {
        "/".join(kind.path): [[each.name, each.form, each.is_lazy] for each in fields(name)]
        for name, kind in kinds().items()
    }
    return json.dumps(told)


# --- Code ---


def upper(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def lower(name: str) -> str:
    return name.split("_")[0] + upper("_".join(name.split("_")[1:]))


def condition(each: Field, size: str, get: str, cast: str = "{}") -> str:
    """Give a field's condition in a language, from how it tells a size and a field's number.

    Raises:
        ValueError: It has a shape that is not known here.

    """
    if each.condition == "not _io.eof":
        return f"{size} > {cast.format(each.begin)}"
    told = []
    for part in each.condition.split(" and "):
        shape = re.fullmatch(
            r"(?:(\w+)\.as<u4>|(_io\.size)\.as<u8>) ([=<>]+) \((\w+)\)\.as<u\d>", part
        )
        if shape:
            number = cast.format(shape[4])
            told.append(f"{size if shape[2] else get.format(shape[1])} {shape[3]} {number}")
        elif part == "not is_compat":
            told.append(f"{size} != {cast.format(1016)}")
        else:
            raise ValueError(f"{each.name}: if: {part}")
    return " && ".join(told)


def plain_number(each: Field, call: str) -> str:
    """Give the number of which an enum is the name, in a language that has null for others."""
    found = re.fullmatch(r"(\w+)|\((\w+) & (0x\w+)\)\.as<u4>", str(each.source["value"]))
    assert found
    name = call.format(lower(found[1] or found[2]))
    return name if found[1] else f"{name} & {found[3]}L"


def java() -> str:
    def named(name: str) -> str:
        return ".".join(map(upper, kinds()[name].path))

    def value(each: Field, kind: Kind) -> Iterator[str]:
        got = f"o.{lower(each.name)}()"
        forms = {
            "u64": "Bodies::u8",
            "s64": "String::valueOf",
            "text": "Bodies::text",
            "octets": "Bodies::sha",
            "struct": "Leaves::of",
            "switch": "Leaves::of",
        }
        if each.form == "enum":
            enum = f"{upper(kind.spec)}.{upper(each.enum)}::id"
            got = f"Bodies.number({got}, {enum}, {plain_number(each, 'o.{}()')})"
            if each.condition:
                told = condition(each, "o._io().size()", "o.{}()", "{}L")
                got = f"{told} ? (Object) {got} : null"
        elif each.is_list:
            got = f"list({got}, {forms.get(each.form, 'x -> x')})"
        elif each.form in forms:
            got = f"one({got}, {forms[each.form]})"
        yield f"Bodies.lazy(() -> {got})" if each.is_lazy else got

    out = [
        "import io.kaitai.struct.KaitaiStream;",
        "import io.kaitai.struct.KaitaiStruct;",
        "import java.util.List;",
        "import java.util.Map;",
        "import java.util.TreeMap;",
        "import java.util.function.Function;",
        "import java.util.stream.Collectors;",
        "/** The fields of all types of Xen and x86, made from spec/. */",
        "final class Leaves {",
        "static void put(Map<String, Object> f, String name, Object value) {",
        "if (value != null) { f.put(name, value); } }",
        "static <T> Object one(T given, Function<T, Object> form) {",
        "return given == null ? null : form.apply(given); }",
        "static <T> Object list(List<T> given, Function<T, Object> form) {",
        "return given == null ? null : given.stream().map(form).collect(Collectors.toList()); }",
    ]
    for name, kind in kinds().items():
        out.append(f"static Map<String, Object> {lower(name)}({named(name)} o) {{")
        out.append("Map<String, Object> f = new TreeMap<>();")
        for each in fields(name):
            out += (f'put(f, "{each.name}", {got});' for got in value(each, kind))
        out.append("return f; }")
    out.append("static Map<String, Object> of(KaitaiStruct given) {")
    for name in kinds():
        out.append(f"if (given instanceof {named(name)} o) {{ return {lower(name)}(o); }}")
    out.append("throw new IllegalStateException(given.toString()); }")
    out.append("static KaitaiStruct read(String name, KaitaiStream io) {")
    out.append("return switch (name) {")
    out += (f'case "{name}" -> new {named(name)}(io);' for name in kinds())
    return "\n".join([*out, "default -> throw new IllegalStateException(name); }; } }", ""])


def go() -> str:
    def named(name: str) -> str:
        return "_".join(map(upper, kinds()[name].path))

    def value(each: Field) -> str:
        got = f"o.{upper(each.name)}"
        if each.is_instance:
            got = f"must({got}())"
        forms = {
            "u64": "u8",
            "s64": "s8",
            "text": "text",
            "octets": "octets",
            "struct": "leaves",
            "switch": "leaves",
        }
        if each.is_list:
            got = f"list({got}, {forms.get(each.form, 'same')}[{{}}])"
            of = {"u64": "", "s64": "", "text": "", "octets": ""}
            if each.form in of:
                got = got.replace("[{}]", "")
            elif each.form == "struct":
                got = got.replace("[{}]", f"Of[*{named(each.types[0])}]")
            else:
                number = re.fullmatch(r"u(\d)", each.source["type"])
                assert number
                got = got.replace("{}", f"uint{int(number[1]) * 8}")
        elif each.form in forms:
            got = f"{forms[each.form]}({got})"
        return f"lazy(func() any {{ return {got} }})" if each.is_lazy else got

    out = [
        "// The fields of all types of Xen and x86, made from spec/.",
        "package main",
        'import ("fmt"; "strconv"; "github.com/kaitai-io/kaitai_struct_go_runtime/kaitai")',
        "func s8(number int64) string { return strconv.FormatInt(number, 10) }",
        "func octets(given []byte) object { return sha(given) }",
        "func same[T any](given T) any { return given }",
        "func leavesOf[T kaitai.Struct](given T) any { return leaves(given) }",
        "func list[T any, R any](given []T, form func(T) R) []any {",
        "return each(given, func(one T) any { return form(one) }) }",
    ]
    for name in kinds():
        out.append(f"func leavesOf{upper(name)}(o *{named(name)}) any {{")
        out.append("f := object{}")
        for each in fields(name):
            put = f'f["{each.name}"] = {value(each)}'
            if each.condition:
                get = "uint64(o.{})"
                told = re.sub(
                    r"(?<=uint64\(o\.)\w+",
                    lambda found: upper(found[0]),
                    condition(each, "must(o._io.Size())", get),
                )
                put = f"if {told} {{ {put} }}"
            out.append(put)
        out.append("return f }")
    out.append("func leaves(given any) any {")
    out.append("switch o := given.(type) {")
    for name in kinds():
        out.append(f"case *{named(name)}: return leavesOf{upper(name)}(o)")
    out.append('}; panic(fmt.Sprintf("%T", given)) }')
    out.append("func readStruct(name string, io *kaitai.Stream) kaitai.Struct {")
    out.append("switch name {")
    for name in kinds():
        out.append(f'case "{name}": o := New{named(name)}()')
        out.append("check(o.Read(io, nil, nil)); return o")
    return "\n".join([*out, "}; panic(name) }", ""])


def rust() -> str:
    def named(name: str) -> str:
        return "_".join(["AllSpecs", *map(upper, kinds()[name].path)])

    def one(each: Field, got: str, kind: Kind) -> str:
        if each.form == "switch":
            holder = f"{named(kind.name)}_{upper(each.name)}"
            arms = ", ".join(
                f"{holder}::{named(name)}(x) => {name}(x)?" for name in sorted(set(each.types))
            )
            return f"match {got} {{ {arms} }}"
        return {
            "u64": f"json!(({got}).to_string())",
            "s64": f"json!(({got}).to_string())",
            "text": f"bodies::text(&{got})",
            "octets": f"bodies::sha(&{got})",
            "enum": f"json!(i64::from(&{got}))",
            "struct": f"{each.types[0] if each.types else ''}(&{got})?",
        }.get(each.form, f"json!({got})")

    def value(each: Field, kind: Kind) -> str:
        got = f"o.{each.name}()" + "?" * each.is_instance
        if each.is_list:
            got = f"bodies::each(&*{got}, |x| Ok({one(each, '*x', kind)}))?"
        elif each.form == "switch":
            got = one(each, f"{got}.as_ref().ok_or(none())?", kind)
        else:
            got = one(each, f"*{got}", kind)
        return f"bodies::lazy(|| Ok({got}))" if each.is_lazy else got

    out = [
        "//! The fields of all types of Xen and x86, made from spec/.",
        "#![allow(warnings, clippy::all)]",
        "use crate::all_specs::*;",
        "use crate::bodies;",
        "use crate::driver::Driver;",
        "use kaitai::{KError, KResult, KStream, OptRc};",
        "use serde_json::{json, Map, Value};",
        'fn none() -> KError { KError::Refused("it is not there") }',
    ]
    for name, kind in kinds().items():
        out.append(f"pub fn {name}(o: &OptRc<{named(name)}>) -> KResult<Value> {{")
        out.append("let mut f = Map::new();")
        out.append("let size = o._io().size() as u64;")
        for each in fields(name):
            put = f'f.insert("{each.name}".into(), {value(each, kind)});'
            if each.condition:
                told = condition(each, "size", "(*o.{}() as u64)")
                put = f"if {told} {{ {put} }}"
            out.append(put)
        out.append("Ok(Value::Object(f)) }")
    out.append("pub fn read(driver: &Driver, name: &str) -> KResult<Value> { match name {")
    for name in kinds():
        out.append(f'"{name}" => {name}(&driver.read::<{named(name)}>(|_| ())?),')
    return "\n".join([*out, '_ => panic!("no struct is called {name}") } }', ""])
