"""The specs: their style, that every language compiles them, and that all parsers agree."""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import re
import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from places import ROOT, TOOLS

SPECS = sorted((ROOT / "spec").glob("*.ksy"))
BUNDLE = ROOT / "generated" / "webide" / "xl_save_image.ksy"
ALL_SPECS = [
    "colo_back_channel",
    "legacy_migration",
    "libvirt_save_image",
    "libxc_migration",
    "libxl_migration",
    "qemu_device_state",
    "x86_cpu_features",
    "x86_registers",
    "x86_xsave_area",
    "xapi_suspend_image",
    "xen_cpu_policy",
    "xen_hvm_context",
    "xen_hvm_states",
    "xen_pv_context",
    "xl_migration_wire",
    "xl_save_image",
]
LANGUAGES = (
    "cpp_stl csharp go graphviz java javascript lua nim perl php python ruby rust".split()  # noqa: SIM905
)

META_ORDER = (
    "id title application file-extension xref tags license ks-version imports encoding endian "
    "bit-endian"
)
TYPE_ORDER = (
    "meta -orig-id -since -radix doc doc-ref to-string -webide-representation -webide-instances "
    "-key params -bits seq instances types enums"
)
ATTRIBUTE_ORDER = (
    "id -orig-id -since -radix io pos value size size-eos type enum terminator eos-error encoding "
    "valid contents repeat repeat-expr repeat-until if -webide-parse-mode -show -bits doc doc-ref"
)
MAGIC = {
    ("image_header", "marker"),
    ("image_header", "ident"),
    ("libxl_header", "ident0"),
    ("libxl_header", "ident1"),
    ("xl_preamble", "magic_text"),
    ("xl_preamble", "magic_lf"),
    ("xl_preamble", "magic_end"),
    ("libvirt_header", "magic_text"),
    ("libvirt_header", "magic_lf"),
    ("libvirt_header", "magic_end"),
    ("xapi_signature", "magic_text"),
    ("xapi_signature", "magic_lf"),
    ("device_state_header", "magic"),
}
# One field that is read in pieces is no plural.
SINGULAR = re.compile(r"marker|(reserved|padding)\d+")

RECORD_TYPES = (
    "END PAGE_DATA X86_PV_INFO X86_PV_P2M_FRAMES X86_PV_VCPU_BASIC X86_PV_VCPU_EXTENDED "
    "X86_PV_VCPU_XSAVE SHARED_INFO X86_TSC_INFO HVM_CONTEXT HVM_PARAMS TOOLSTACK X86_PV_VCPU_MSRS "
    "VERIFY CHECKPOINT CHECKPOINT_DIRTY_PFN_LIST STATIC_DATA_END X86_CPUID_POLICY X86_MSR_POLICY"
)
PAGE_TYPES = (
    "notab l1tab l2tab l3tab l4tab reserved5 reserved6 reserved7 reserved8 "
    "l1tab_pin l2tab_pin l3tab_pin l4tab_pin broken xalloc xtab"
)


# --- The specs as they are written ---


class Type(NamedTuple):
    """A type of a spec, the spec itself included."""

    name: str
    body: dict[str, Any]

    def attributes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for field in self.body.get("seq", []):
            yield field["id"], field
        yield from self.body.get("instances", {}).items()

    def __str__(self) -> str:
        return self.name


def types_of(name: str, body: dict[str, Any]) -> Iterator[Type]:
    yield Type(name, body)
    for nested, inner in body.get("types", {}).items():
        yield from types_of(nested, inner)


def load(path: Path) -> dict[str, Any]:
    spec: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return spec


TYPES = [each for path in SPECS for each in types_of(path.stem, load(path))]
each_spec = pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
each_type = pytest.mark.parametrize("kind", TYPES, ids=str)


def originals_of(body: dict[str, Any]) -> list[str]:
    """Give the names that a type, a field or a value has in Xen."""
    names = body.get("-orig-id", [])
    return [names] if isinstance(names, str) else names


def assert_order(keys: list[str], order: str) -> None:
    ranks = order.split()
    assert [key for key in keys if key not in ranks] == []
    assert keys == sorted(keys, key=ranks.index)


def test_all_specs_are_there() -> None:
    assert [path.stem for path in SPECS] == ALL_SPECS


@each_spec
def test_text_is_plain(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert "\t" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not text.startswith(("---", "%"))
    lines = text.splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
    item = re.compile(r" *\d+\. ")  # an element of a list, whose further lines stand below its text
    texts = [found[0] for line in lines if (found := item.match(line))]
    indents = {len(line) - len(line.lstrip()) for line in lines}
    assert {indent for indent in indents if indent % 2} <= {len(text) for text in texts}


@each_spec
def test_prose_is_wrapped(path: Path) -> None:
    keys = r"- https://|doc-ref:|to-string:|-webide-representation:|value:|'\w+::\w+': "
    code = re.compile(rf" *({keys})")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 80 and not code.match(line)] == []


@each_spec
def test_meta(path: Path) -> None:
    meta = load(path)["meta"]
    assert_order(list(meta), META_ORDER)
    assert meta["id"] == path.stem
    assert meta["title"]
    assert meta["license"] == "CC0-1.0"
    assert meta["ks-version"] == "0.11"


@each_type
def test_type_sections_are_in_order(kind: Type) -> None:
    assert_order(list(kind.body), TYPE_ORDER)


@each_type
def test_type_is_documented(kind: Type) -> None:
    assert kind.body["doc"].strip()
    references = kind.body["doc-ref"]
    for reference in [references] if isinstance(references, str) else references:
        assert reference.startswith("https://")


@each_type
def test_inner_meta_tells_the_endianness_alone(kind: Type) -> None:
    if kind.name not in {path.stem for path in SPECS}:
        assert list(kind.body.get("meta", {"endian": ""})) == ["endian"]


@each_type
def test_attribute_keys_are_in_order(kind: Type) -> None:
    for _, attribute in kind.attributes():
        assert_order(list(attribute), ATTRIBUTE_ORDER)
    for parameter in kind.body.get("params", []):
        assert_order(list(parameter), ATTRIBUTE_ORDER)


@each_type
def test_no_bits_are_more_than_a_word(kind: Type) -> None:
    """JavaScript's runtime refuses more, where its numbers cannot hold what it reads them from."""
    for name, attribute in kind.attributes():
        bits = re.fullmatch(r"b(\d+)", str(attribute.get("type", "")))
        assert bits is None or int(bits[1]) <= 32, name


@each_type
def test_names_of_counts_and_sizes(kind: Type) -> None:
    for name, attribute in kind.attributes():
        prefix = name.split("_")[0]
        originals = originals_of(attribute)
        original = originals[0] if originals else ""
        if prefix in {"num", "len", "ofs"}:
            is_integer = re.fullmatch(r"u[1248]|b[2-9]|b\d\d", str(attribute.get("type", "")))
            assert is_integer or "value" in attribute, name
            assert prefix != "num" or name.endswith("s"), name
        if original == "count" and kind.name != "pit_channel":  # what that counts are no items
            assert prefix == "num", name
        if original in {"length", "size"} or original.endswith("_len"):
            assert prefix == "len", name
        size = attribute.get("size")
        if isinstance(size, str):
            assert re.sub(r"\.as<u\d>$", "", size).split(".")[-1].startswith("len_"), name
        count = attribute.get("repeat-expr")
        if isinstance(count, str):
            assert count.split(".")[-1].startswith("num_"), name
        if "repeat" in attribute:
            assert re.fullmatch(r".*s(_32|_64)?", name) or SINGULAR.fullmatch(name), name
        if original.startswith(("_res", "reserved")):
            assert re.fullmatch(r"reserved\d", name), name


@each_type
def test_ids_suit_every_language(kind: Type) -> None:
    names = [name for name, _ in kind.attributes()]
    assert "type" not in names
    assert len(names) == len(set(names))


@each_type
def test_no_field_is_named_as_a_nested_type(kind: Type) -> None:
    """C# refuses a property that is named as a class beside it."""
    names = {name for name, _ in kind.attributes()}
    assert names & set(kind.body.get("types", {})) == set()


def switched(body: dict[str, Any]) -> bool:
    return isinstance(body.get("meta", {}).get("endian"), dict)


def types_in_switched(body: dict[str, Any], inside: bool = False) -> Iterator[Type]:
    """Find the types that inherit an endianness which is known at run time."""
    for name, inner in body.get("types", {}).items():
        if (inside or switched(body)) and not switched(inner):
            yield Type(name, inner)
        yield from types_in_switched(inner, inside or switched(body))


def test_types_with_parameters_do_not_inherit_a_switched_endianness() -> None:
    """C++ has `p_is_le` twice; Rust hands the parameters over, and not the endianness."""
    inheriting = [kind for path in SPECS for kind in types_in_switched(load(path))]
    assert [kind.name for kind in inheriting if "params" in kind.body] == []


@each_type
def test_switched_endianness_has_a_sequence(kind: Type) -> None:
    """Rust's code for a type that has none does not compile."""
    assert "seq" in kind.body or not switched(kind.body)


def test_switched_fields_share_no_name_with_others() -> None:
    """Rust takes every field of that name for a switched one."""
    names: dict[bool, set[str]] = {False: set(), True: set()}
    for kind in TYPES:
        for name, attribute in kind.attributes():
            names[isinstance(attribute.get("type"), dict)].add(name)
    assert names[True] & names[False] == set()


def test_no_enum_names_a_value_unknown() -> None:
    """Rust has a variant of that name in every enum."""
    values = [
        (name, value if isinstance(value, str) else value["id"])
        for kind in TYPES
        for name, enum in kind.body.get("enums", {}).items()
        for value in enum.values()
    ]
    assert [name for name, value in values if value == "unknown"] == []


@each_type
def test_large_numbers_are_unsigned(kind: Type) -> None:
    """Rust takes a bare number for a signed one of 32 bits."""
    for name, attribute in kind.attributes():
        code = str(attribute.get("valid", attribute.get("value", "")))
        for number in re.findall(r"(?<!\()\b0x[0-9a-f]+", code):
            assert int(number, 16) < 2**31, name


def test_names_of_types_are_unique() -> None:
    names = [kind.name for kind in TYPES]
    assert sorted(names) == sorted(set(names))


def test_names_of_enums_are_unique() -> None:
    names = [name for kind in TYPES for name in kind.body.get("enums", {})]
    assert sorted(names) == sorted(set(names))


def test_only_the_magic_is_validated() -> None:
    validated = {
        (kind.name, name)
        for kind in TYPES
        for name, attribute in kind.attributes()
        if "valid" in attribute or "contents" in attribute
    }
    assert validated == MAGIC


@each_type
def test_no_octets_outside_a_lazy_instance(kind: Type) -> None:
    for field in kind.body.get("seq", []):
        declared = field["type"]
        if isinstance(declared, dict):
            assert "_" in declared["cases"], "an unknown case would be an array of octets"


@each_type
def test_no_root(kind: Type) -> None:
    """What `_root` is differs between an imported spec and one that is inlined."""
    own = {key: value for key, value in kind.body.items() if key != "types"}
    assert "_root" not in json.dumps(own)


@each_type
def test_representation_names_what_is_there(kind: Type) -> None:
    names = {name for name, _ in kind.attributes()} | set(kind.body.get("-webide-instances", {}))
    shown = kind.body.get("-webide-representation", "")
    assert set(re.findall(r"\{(\w+)", shown)) <= names | {"_parent"}


def text_of(kind: Type) -> str | None:
    """Give a line as an expression, where it is of texts and decimals that are always there."""
    parts = []
    fields = {each["id"]: each for each in kind.body.get("seq", []) if "if" not in each}
    line = kind.body.get("-webide-representation", "")
    for text, name in re.findall(r"([^{}]+)|\{([^}]*)\}", line):
        field = fields.get(name.removesuffix(":dec"), {})
        if text:
            parts.append(f'"{text}"')
        elif name.endswith(":dec") and field:
            parts.append(f"{field['id']}.to_s")
        elif field.get("type") in {"str", "strz"}:
            parts.append(name)
        else:
            return None
    return " + ".join(parts) if "{" in line else None


@each_type
def test_a_line_that_a_language_can_form_is_a_text_there_too(kind: Type) -> None:
    """It can form no hexadecimal number, no name of an enum's value and no other type's text."""
    assert kind.body.get("to-string") == text_of(kind)


def test_record_types_are_xens() -> None:
    declared = load(ROOT / "spec" / "libxc_migration.ksy")["enums"]["record_type"]
    names = RECORD_TYPES.split()
    assert len(names) == 19
    assert {number: each["-orig-id"] for number, each in declared.items()} == {
        number: f"REC_TYPE_{name}" for number, name in enumerate(names)
    }
    assert [declared[number]["id"] for number in range(19)] == [name.lower() for name in names]


def test_page_types_are_all_named() -> None:
    declared = load(ROOT / "spec" / "libxc_migration.ksy")["enums"]["page_type"]
    assert {number: each["id"] for number, each in declared.items()} == dict(
        enumerate(PAGE_TYPES.split())
    )


def imports_of(name: str) -> set[str]:
    """Give what a spec imports, and what these import."""
    own = load(ROOT / "spec" / f"{name}.ksy")["meta"].get("imports", [])
    return {*own, *(inner for each in own for inner in imports_of(each))}


def test_each_spec_has_a_bundle() -> None:
    assert sorted(path.stem for path in BUNDLE.parent.glob("*")) == ALL_SPECS


def without_the_web_ides(body: Any) -> Any:
    """Take out what a bundle has for the Web IDE: exact numbers, and names of features."""
    if isinstance(body, list):
        return [without_the_web_ides(each) for each in body]
    if not isinstance(body, dict):
        return body
    if "names" in body.get("instances", {}) and body.get("-webide-representation") == "{names}":
        body = {k: v for k, v in body.items() if k not in ("instances", "-webide-representation")}
    plain = {key: without_the_web_ides(each) for key, each in body.items() if key != "exact_u8"}
    if str(body.get("type")).startswith("exact_u8("):
        plain["type"] = "u8"
    exact = re.match(r"\(\((\w+)\.high\.as<u8>", str(body.get("value")))
    if exact:
        plain["value"] = exact[1]
    return plain


def with_the_web_ides(body: Any) -> Any:
    """Put what a spec has for the Web IDE's lines among its instances."""
    if not isinstance(body, dict):
        return body
    told = {key: with_the_web_ides(each) for key, each in body.items()}
    if "-webide-instances" in told:
        texts = told.pop("-webide-instances")
        told["instances"] = {**texts, **told.get("instances", {})}
    return told


def test_what_serves_the_web_ides_lines_is_nowhere_else() -> None:
    """No other language has it, and no expression of the specs may ask for it."""
    for kind in TYPES:
        texts = set(kind.body.get("-webide-instances", {}))
        shown = set(re.findall(r"\{(\w+)", kind.body.get("-webide-representation", "")))
        assert texts <= shown, kind
    assert sum("-webide-instances" in kind.body for kind in TYPES) > 8


@pytest.mark.parametrize("path", sorted(BUNDLE.parent.glob("*")), ids=lambda path: path.stem)
def test_bundle_is_self_contained(path: Path) -> None:
    bundle = without_the_web_ides(load(path))
    own = with_the_web_ides(load(ROOT / "spec" / path.name))
    inner = {name: bundle["types"].pop(name) for name in imports_of(path.stem)}
    own["meta"].pop("imports", None)
    assert bundle == {"types": {}, **own}
    for name, nested in inner.items():
        spec = with_the_web_ides(load(ROOT / "spec" / f"{name}.ksy"))
        orders = {"endian", "bit-endian"}
        spec["meta"] = {key: each for key, each in spec["meta"].items() if key in orders}
        assert nested == spec


# --- Small streams ---


class Builder(NamedTuple):
    """Builds streams in one endianness; `order` is a prefix of `struct`."""

    order: str

    def pack(self, layout: str, *values: int) -> bytes:
        return struct.pack(self.order + layout, *values)

    def pack_x86(self, layout: str, *values: int) -> bytes:
        """Pack what Xen hands over on x86, which is little-endian in every stream."""
        return struct.pack(f"<{layout}", *values)

    def record(self, number: int, body: bytes = b"") -> bytes:
        return self.pack("II", number, len(body)) + body + bytes(-len(body) % 8)

    def page_data(self, pfns: list[int], pages: bytes = b"") -> bytes:
        return self.record(1, self.pack(f"II{len(pfns)}Q", len(pfns), 0, *pfns) + pages)

    def libxc(self, *records: bytes) -> bytes:
        return self.libxc_to_checkpoint(*records, self.record(0))

    def libxc_to_checkpoint(self, *records: bytes) -> bytes:
        option = self.order == ">"
        header = struct.pack(">QIIHHI", 2**64 - 1, 0x58454E46, 3, option, 0, 0)
        return header + self.pack("IHHII", 1, 12, 0, 4, 17) + b"".join(records)

    def libxl(self, libxc: bytes, libxc_continued: bytes = b"") -> bytes:
        header = b"LibxlFmt" + struct.pack(">II", 2, self.order == ">")
        records = (
            self.record(1) + libxc,
            self.record(2, self.pack("II", 2, 0) + b"key\0value\0"),
            self.record(3, self.pack("II", 2, 0) + b"device"),
            self.record(5, self.pack("II", 3, 0)),
            self.record(0x80000007, b"odd"),
            *([self.record(4), libxc_continued] if libxc_continued else []),
            self.record(0),
        )
        return header + b"".join(records)

    def xl(self, libxl: bytes) -> bytes:
        config = b'{"c_info": {}}\0'
        optional = self.pack("I", len(config)) + config + b"later"
        fields = self.pack("IIII", 0x01020304, 3, 0, len(optional))
        return b"Xen saved domain, xl format\n \0 \r" + fields + optional + libxl

    def every_record(self) -> list[bytes]:
        hvm_header = self.pack_x86("HHIII", 1, 0, 8, 0x54381286, 1)
        return [
            self.record(2, self.pack("BBHI", 8, 4, 0, 0)),
            self.record(3, self.pack("IIQQ", 0, 1023, 7, 8)),
            self.page_data([(0xF << 60) | (2**52 - 1), 1, (0x9 << 60) | 2], bytes(8192)),
            self.record(4, self.pack("II", 0, 0) + b"registers"),
            self.record(5, self.pack("II", 0, 0) + b"extended"),
            self.record(6, self.pack("II", 0, 0) + self.pack_x86("QQ", 3, 16) + b"area"),
            self.record(7, bytes(4096)),
            self.record(8, self.pack("IIQII", 1, 2400000, 5, 6, 0)),
            self.record(9, hvm_header + self.pack_x86("HHI", 0, 0, 0)),
            self.record(10, self.pack("IIQQQQ", 2, 0, 1, 2, 99, 4)),
            self.record(11, b"tool"),
            self.record(12, self.pack("II", 0, 0) + self.pack_x86("IIQ", 0x10, 0, 7)),
            self.record(13),
            self.record(15, self.pack("QQ", 1, 2)),
            self.record(16),
            self.record(17, self.pack_x86("6I", 1, 2**32 - 1, 3, 4, 5, 6)),
            self.record(18, self.pack_x86("IIQ", 0xCE, 0, 9)),
            self.record(0x80000042, b"odd"),
        ]

    def xl_with_every_record(self) -> bytes:
        checkpoint = self.record(14)
        libxc = self.libxc_to_checkpoint(*self.every_record(), checkpoint)
        continued = self.page_data([5], bytes(4096)) + self.record(0)
        return self.xl(self.libxl(libxc, continued))


each_order = pytest.mark.parametrize(
    "build", [Builder("<"), Builder(">")], ids=["little-endian", "big-endian"]
)


# --- The Python parsers ---


def parser(name: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "generated"))
    return importlib.import_module(f"xenstream_parsers.{name}")


def tree_of(value: Any) -> Any:
    """All that a Python parser gives, lazy instances included, with JavaScript's names."""
    if isinstance(value, bytes):
        return {"octets": value.hex()}
    if isinstance(value, list):
        return [tree_of(item) for item in value]
    if isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return int(value)
    instances = [name for name, each in vars(type(value)).items() if isinstance(each, property)]
    if type(value).__name__ == "ExactU8":
        return int(value.text, 16)
    tree: dict[str, Any] = {}
    for name in [*vars(value), *instances]:
        if not name.startswith("_"):
            javascript_name = re.sub(r"_([a-z0-9])", lambda match: match[1].upper(), name)
            try:
                one = getattr(value, name)
                if isinstance(one, str) and name == "names":
                    continue  # for the Web IDE's line
                if one is not None:  # an instance whose `if` does not hold
                    tree[javascript_name] = tree_of(one)
            except EOFError:
                tree[javascript_name] = {"fault": True}
    return tree


@each_order
def test_largest_pfn_in_python(build: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    libxc = parser("libxc_migration", monkeypatch)
    stream = build.libxc(build.page_data([(0xF << 60) | (0xAB << 52) | (2**52 - 1)]))
    (entry,) = libxc.LibxcMigration.from_bytes(stream).contents.records[0].body.pfns.entries
    assert entry.pfn == 2**52 - 1
    assert entry.reserved1 == 0xAB
    assert entry.page_type == libxc.LibxcMigration.PageType.xtab


# --- What needs Node ---


@pytest.fixture
def node() -> str:
    path = shutil.which("node")
    missing = ""
    if not path:
        missing = "node is not installed"
    elif not (TOOLS / "node_modules").is_dir():
        missing = "tools/node_modules is missing: run npm ci in tools/"
    if missing and os.environ.get("XENSTREAM_REQUIRE_NODE") == "1":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    return str(path)


@pytest.fixture(scope="session")
def pinned_jvm_compiler() -> Path:
    """Give the JVM build, from Maven Central: the npm build knows no packages and does not warn."""
    compiler = TOOLS / "jvm_compiler.sh"
    done = run(compiler, "--version")
    if done.returncode:
        missing = pytest.fail if os.environ.get("XENSTREAM_REQUIRE_JVM") == "1" else pytest.skip
        missing(f"the JVM build of the compiler: {done.stderr.strip()}")
    return compiler


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def parse(node: str, spec: Path, stream: bytes, folder: Path, *options: str) -> dict[str, Any]:
    """Parse as the Web IDE does: a tree and perhaps a fault."""
    file = folder / "stream"
    file.write_bytes(stream)
    done = run(node, TOOLS / "parse.mjs", *options, spec, file)
    assert done.returncode == 0, done.stderr
    parsed: dict[str, Any] = json.loads(done.stdout)
    return parsed


def as_numbers(tree: Any) -> Any:
    """Give a tree with the bundle's exact numbers as numbers, without its texts for lines."""
    if isinstance(tree, list):
        return [as_numbers(each) for each in tree]
    if not isinstance(tree, dict):
        return tree
    if {"word0", "word1", "text"} <= tree.keys():
        return int(tree["text"], 16)
    return {
        name: as_numbers(each)
        for name, each in tree.items()
        if not (name == "names" and isinstance(each, str)) and name not in FOR_LINES
    }


FOR_LINES = {
    re.sub(r"_(\w)", lambda found: found[1].upper(), name)
    for kind in TYPES
    for name in kind.body.get("-webide-instances", {})
}


def octets_in(tree: Any, path: str = "") -> list[str]:
    """Find the paths of all arrays of octets."""
    if isinstance(tree, list):
        return [each for i, item in enumerate(tree) for each in octets_in(item, f"{path}[{i}]")]
    if isinstance(tree, dict):
        if "octets" in tree:
            return [path]
        return [each for name, item in tree.items() for each in octets_in(item, f"{path}/{name}")]
    return []


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiles(node: str, language: str, tmp_path: Path) -> None:
    done = run(node, TOOLS / "compile.mjs", language, tmp_path, *SPECS, BUNDLE)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.rglob("*.*"))


@pytest.mark.usefixtures("node")
def test_generated_is_up_to_date() -> None:
    done = run(TOOLS / "check_generated.sh")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("change", ["edited", "missing", "extra"])
def test_stale_generated_is_noticed(node: str, change: str, tmp_path: Path) -> None:
    for folder in ("spec", "generated"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "tools").mkdir()
    for file in (*TOOLS.glob("*.mjs"), *TOOLS.glob("*.sh")):
        shutil.copy(file, tmp_path / "tools")
    (tmp_path / "tools" / "node_modules").symlink_to(TOOLS / "node_modules")
    package = tmp_path / "generated" / "xenstream_parsers"
    if change == "edited":
        with (package / "libxc_migration.py").open("a") as module:
            module.write("# edited\n")
    elif change == "missing":
        (package / "__init__.py").unlink()
    else:
        (package / "extra.py").touch()
    done = run(tmp_path / "tools" / "check_generated.sh")
    assert done.returncode == 1
    shown = {"edited": "-# edited", "missing": "__init__.py", "extra": "extra.py"}
    assert shown[change] in done.stdout
    regenerated = run(node, tmp_path / "tools" / "generate.mjs")
    assert regenerated.returncode == 0, regenerated.stderr
    assert run(tmp_path / "tools" / "check_generated.sh").returncode == 0


@each_order
def test_bundle_parses_as_the_specs_do(
    node: str, build: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = build.xl_with_every_record()
    specs = tree_of(parser("xl_save_image", monkeypatch).XlSaveImage.from_bytes(stream))
    libxl_records = specs["libxl"]["contents"]["records"]
    libxc_records = libxl_records[0]["libxc"]["contents"]["records"]
    assert len(libxc_records) == len(build.every_record()) + 1
    assert "libxcContinued" not in libxl_records[0]
    assert len(libxl_records[-2]["libxcContinued"]["records"]) == 2
    assert libxc_records[2]["body"]["pfns"]["entries"][0]["pfn"] == 2**52 - 1
    assert octets_in(specs)

    assert run(node, TOOLS / "compile.mjs", "python", tmp_path, BUNDLE).returncode == 0
    location = importlib.util.spec_from_file_location("bundle", tmp_path / "xl_save_image.py")
    assert location
    assert location.loader
    bundle = importlib.util.module_from_spec(location)
    location.loader.exec_module(bundle)
    assert as_numbers(tree_of(bundle.XlSaveImage.from_bytes(stream))) == specs

    for spec in (ROOT / "spec" / "xl_save_image.ksy", BUNDLE):
        parsed = parse(node, spec, stream, tmp_path)
        assert {**parsed, "tree": as_numbers(parsed["tree"])} == {"tree": specs, "fault": None}


@each_order
@pytest.mark.parametrize(
    "spec", [ROOT / "spec" / "xl_save_image.ksy", BUNDLE], ids=["specs", "bundle"]
)
def test_no_octets_are_parsed_eagerly(
    node: str, build: Builder, spec: Path, tmp_path: Path
) -> None:
    stream = build.xl_with_every_record()
    parsed = parse(node, spec, stream, tmp_path, "--eager")
    assert parsed["fault"] is None
    assert octets_in(parsed["tree"]) == []
    assert octets_in(parse(node, spec, stream, tmp_path)["tree"])


def test_truncated_stream_opens_up_to_its_fault(node: str, tmp_path: Path) -> None:
    build = Builder("<")
    whole = build.libxc(build.record(16), build.page_data([1], bytes(4096)))
    stream = build.xl(build.libxl(whole))
    cut = stream.index(whole) + 40 + 8 + 8 + 100
    parsed = parse(node, BUNDLE, stream[:cut], tmp_path)
    assert "requested 4112 bytes" in parsed["fault"]
    assert parsed["tree"]["optionalData"]["lenConfig"] == 15
    (context,) = parsed["tree"]["libxl"]["contents"]["records"]
    static_data_end, page_data = context["libxc"]["contents"]["records"]
    assert static_data_end["header"]["recordType"] == 16
    assert page_data["header"] == {
        "typeId": 1,
        "lenBody": 4112,
        "recordType": 1,
        "lenPadding": 0,
        "isOptional": False,
    }
    assert "body" not in page_data


@each_order
def test_wrong_magic_leaves_what_was_read(node: str, build: Builder, tmp_path: Path) -> None:
    stream = bytearray(build.libxc())
    stream[8] ^= 1
    parsed = parse(node, ROOT / "spec" / "libxc_migration.ksy", bytes(stream), tmp_path)
    assert parsed["fault"]
    assert parsed["tree"]["header"]["marker"] == [2**32 - 1] * 2
    assert "contents" not in parsed["tree"]


@each_order
@pytest.mark.parametrize("spec", ["libxc_migration", "bundle"])
def test_largest_pfn_in_javascript(node: str, build: Builder, spec: str, tmp_path: Path) -> None:
    stream = build.libxc(build.page_data([(0xF << 60) | (0xAB << 52) | (2**52 - 1)]))
    if spec == "bundle":
        tree = parse(node, BUNDLE, build.xl(build.libxl(stream)), tmp_path)["tree"]
        libxc = tree["libxl"]["contents"]["records"][0]["libxc"]
    else:
        libxc = parse(node, ROOT / "spec" / "libxc_migration.ksy", stream, tmp_path)["tree"]
    (entry,) = libxc["contents"]["records"][0]["body"]["pfns"]["entries"]
    assert entry["pfn"] == 2**52 - 1
    assert entry["reserved1"] == 0xAB
    assert entry["pageType"] == 0xF


@each_order
def test_highest_bits_are_exact_in_javascript(node: str, build: Builder, tmp_path: Path) -> None:
    """`&` gives a negative number in JavaScript where bit 31 is set."""
    libxl = bytearray(build.libxl(build.libxc()))
    libxl[12] |= 0xA0
    stream = bytearray(build.xl(bytes(libxl)))
    flags = 36 if build.order == ">" else 39
    stream[flags] |= 0xA0
    tree = parse(node, BUNDLE, bytes(stream), tmp_path)["tree"]
    assert tree["fields"]["unknownMandatoryFlags"] == 0xA0000000
    assert tree["libxl"]["header"]["reservedOptions"] == 0xA0000000


@each_order
def test_huge_counts_do_not_wrap(node: str, build: Builder, tmp_path: Path) -> None:
    stream = build.libxc(build.record(1, build.pack("II", 2**29, 0)))
    parsed = parse(node, ROOT / "spec" / "libxc_migration.ksy", stream, tmp_path)
    header = parsed["tree"]["contents"]["records"][0]["body"]["header"]
    assert header["lenPfns"] == 2**32
