"""What the gallery of Kaitai Struct formats asks for, beside what test_spec.py tests."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from test_spec import BUNDLE, ROOT, SPECS, TOOLS, TYPES, Type, each_spec, each_type, node, run

__all__ = ["node"]  # the fixture

JVM = ROOT / ".cache" / "kaitai-jvm"

# --- The schema ---


@pytest.fixture(scope="module")
def schema() -> Any:
    """Give github.com/kaitai-io/ksy_schema: no registry has it, and it is not ours to copy."""
    path = os.environ.get("XENSTREAM_KSY_SCHEMA")
    if not path:
        pytest.skip("XENSTREAM_KSY_SCHEMA does not name kaitai-io/ksy_schema's ksy_schema.json")
    return json.loads(Path(path).read_text(encoding="utf-8"))


def with_text_keys(value: Any) -> Any:
    """Turn numbers and booleans that YAML has as keys into the text that JSON has."""
    if isinstance(value, dict):
        return {
            str(key).lower() if isinstance(key, bool) else str(key): with_text_keys(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [with_text_keys(each) for each in value]
    return value


def test_schema(schema: Any) -> None:
    validator = jsonschema.Draft7Validator(schema)
    for path in (*SPECS, BUNDLE):
        spec = with_text_keys(yaml.safe_load(path.read_text(encoding="utf-8")))
        faults = [(list(each.absolute_path), each.message) for each in validator.iter_errors(spec)]
        assert faults == [], path


# --- The compiler's warnings ---


@pytest.fixture(scope="module")
def jvm_compiler() -> list[str]:
    """Give the command of the JVM build, from Maven Central: the npm build does not warn."""
    java, maven = shutil.which("java"), shutil.which("mvn")
    if not java or not maven:
        pytest.skip("java or mvn is not installed: the compiler's style warnings are not seen")
    if not JVM.is_dir():
        fetched = JVM.with_suffix(".partial")
        copy = "dependency:copy-dependencies"
        pom = TOOLS / "style" / "pom.xml"
        done = run(maven, "-q", "-B", "-f", pom, copy, f"-DoutputDirectory={fetched}")
        if done.returncode:
            pytest.skip(f"Maven cannot fetch the compiler: {done.stdout.strip()[-300:]}")
        fetched.rename(JVM)
    return [java, "-cp", f"{JVM}/*", "io.kaitai.struct.JavaMain", "--target", "javascript"]


def said_by(compiler: list[str], folder: Path, *names: str) -> str:
    done = subprocess.run(
        [*compiler, "--outdir", "out", *names],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.stdout + done.stderr


def test_no_style_warnings(jvm_compiler: list[str], tmp_path: Path) -> None:
    """Maven Central has 0.10: it compiles all but the version and `valid` on a repeated field."""
    for path in SPECS:
        text = path.read_text(encoding="utf-8").replace("ks-version: '0.11'", "ks-version: '0.10'")
        text = re.sub(r"\n +valid: \(0xffffffff\)\.as<u4>(?=\n +repeat)", "", text)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    assert said_by(jvm_compiler, tmp_path, *(path.name for path in SPECS)) == ""
    assert len(list((tmp_path / "out").iterdir())) == len(SPECS)


def test_style_warnings_are_noticed(jvm_compiler: list[str], tmp_path: Path) -> None:
    seq = [{"id": "count", "type": "u1"}, {"id": "item", "size": "count"}]
    spec = {"meta": {"id": "bad", "endian": "be"}, "seq": seq}
    (tmp_path / "bad.ksy").write_text(yaml.safe_dump(spec, sort_keys=False), encoding="utf-8")
    assert "use `len_item` instead of `count`" in said_by(jvm_compiler, tmp_path, "bad.ksy")


# --- Names and numbers of Xen ---

# By number; "-" where no Xen from 4.6 to 4.21 has one. Some are deprecated.
HVM_PARAMS = (
    "CALLBACK_IRQ STORE_PFN STORE_EVTCHN - PAE_ENABLED IOREQ_PFN BUFIOREQ_PFN - - VIRIDIAN "
    "TIMER_MODE HPET_ENABLED IDENT_PT DM_DOMAIN ACPI_S_STATE VM86_TSS VPT_ALIGN CONSOLE_PFN "
    "CONSOLE_EVTCHN ACPI_IOPORTS_LOCATION MEMORY_EVENT_CR0 MEMORY_EVENT_CR3 MEMORY_EVENT_CR4 "
    "MEMORY_EVENT_INT3 NESTEDHVM MEMORY_EVENT_SINGLE_STEP BUFIOREQ_EVTCHN PAGING_RING_PFN "
    "MONITOR_RING_PFN SHARING_RING_PFN MEMORY_EVENT_MSR TRIPLE_FAULT_REASON IOREQ_SERVER_PFN "
    "NR_IOREQ_SERVER_PAGES VM_GENERATION_ID_ADDR ALTP2M X87_FIP_WIDTH VM86_TSS_SIZED MCA_CAP"
)
HVM_SAVE_CODES = (
    "END HEADER CPU PIC IOAPIC LAPIC LAPIC_REGS PCI_IRQ ISA_IRQ PCI_LINK PIT RTC HPET PMTIMER MTRR "
    "VIRIDIAN_DOMAIN CPU_XSAVE VIRIDIAN_VCPU VMCE_VCPU TSC_ADJUST CPU_MSR"
)
LIBXL_RECORDS = (
    "END LIBXC_CONTEXT EMULATOR_XENSTORE_DATA EMULATOR_CONTEXT CHECKPOINT_END CHECKPOINT_STATE"
)
CHECKPOINTS = "NEW SVM_SUSPENDED SVM_READY SVM_RESUMED"
TSC_MODES = "DEFAULT ALWAYS_EMULATE NEVER_EMULATE PVRDTSCP"
ENUMS = [
    ("hvm_param", "HVM_PARAM_{}", HVM_PARAMS),
    ("hvm_save_code", "HVM_SAVE_TYPE({})", HVM_SAVE_CODES),
    ("tsc_mode", "XEN_CPUID_TSC_MODE_{}", TSC_MODES),
    ("domain_type", "DHDR_TYPE_{}", "- X86_PV X86_HVM"),
    ("endianness", "IHDR_OPT_{}", "LITTLE_ENDIAN BIG_ENDIAN"),
    ("libxl_record_type", "REC_TYPE_{}", LIBXL_RECORDS),
    ("emulator_id", "EMULATOR_{}", "UNKNOWN QEMU_TRADITIONAL QEMU_UPSTREAM"),
    ("checkpoint_control", "CHECKPOINT_{}", CHECKPOINTS),
    ("back_channel_control", "CHECKPOINT_{}", CHECKPOINTS),
]
# Two entries are of a length that the type cannot tell; Xen declares a code alone.
CODES = {"HVM_SAVE_TYPE(CPU_XSAVE)": "CPU_XSAVE_CODE", "HVM_SAVE_TYPE(CPU_MSR)": "CPU_MSR_CODE"}
# What was reserved or is reserved, and a bit that is not set.
NAMELESS = {
    ("domain_type", "reserved_x86_pvh"),
    ("domain_type", "reserved_arm"),
    *(("page_type", f"reserved{number}") for number in range(5, 9)),
    ("libxl_endianness", "little_endian"),
}


def values_of(name: str) -> dict[int, dict[str, str]]:
    (values,) = (kind.body["enums"][name] for kind in TYPES if name in kind.body.get("enums", {}))
    return {
        number: {"id": each} if isinstance(each, str) else each for number, each in values.items()
    }


@pytest.mark.parametrize(("name", "form", "names"), ENUMS, ids=lambda text: text.split(" ")[0])
def test_enum_has_all_of_xens_values(name: str, form: str, names: str) -> None:
    xens = {
        number: CODES.get(form.format(each), form.format(each))
        for number, each in enumerate(names.split())
        if each != "-"
    }
    values = values_of(name)
    assert {
        number: each["-orig-id"] for number, each in values.items() if "-orig-id" in each
    } == xens
    for number, each in values.items():
        assert number in xens or (name, each["id"]) in NAMELESS


@each_type
def test_enum_values_have_xens_names(kind: Type) -> None:
    for name in kind.body.get("enums", {}):
        for each in values_of(name).values():
            assert "-orig-id" in each or (name, each["id"]) in NAMELESS


# Integers of the stream that Xen's headers have no name for: read in two halves, or by hand.
UNNAMED = {
    ("pfn_entry", "word0"),
    ("pfn_entry", "word1"),
    ("checkpoint_state", "reserved1"),
    ("colo_turn_state", "reserved1"),
    ("back_channel_state", "reserved1"),
    ("xapi_section_header", "len_body"),
    ("xl_optional_data", "len_config"),
}


@each_type
def test_fields_have_xens_names(kind: Type) -> None:
    for field in kind.body.get("seq", []):
        if re.fullmatch(r"u[1248]", str(field.get("type", ""))):
            of_qemu = any(field["id"] == name for name in ("type_id", "len_name", "len_json"))
            named = "-orig-id" in field or (kind.name, field["id"]) in UNNAMED
            assert named or (of_qemu and in_qemu(kind)), field["id"]


def in_qemu(kind: Type) -> bool:
    """QEMU writes these by hand, without a name."""
    references = kind.body["doc-ref"]
    return "/qemu/" in (references if isinstance(references, str) else references[0])


@each_spec
def test_references_are_pinned(path: Path) -> None:
    """A file of a source tree stays what it was when the spec was written."""
    links = re.findall(r"https://github\.com/\S+", path.read_text(encoding="utf-8"))
    assert [link for link in links if not re.search(r"/blob/(RELEASE-|v)\d", link)] == []


# --- The page made of the specs ---


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for folder in ("spec", "generated", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "tools").mkdir()
    for name in ("format_doc.mjs", "kaitai.mjs", "package.json"):
        shutil.copy(TOOLS / name, tmp_path / "tools")
    (tmp_path / "tools" / "node_modules").symlink_to(TOOLS / "node_modules")
    return tmp_path


def test_page_is_up_to_date(node: str) -> None:
    done = run(node, TOOLS / "format_doc.mjs")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["format.md", "format.svg"])
def test_stale_page_is_noticed(node: str, tree: Path, name: str) -> None:
    if name == "format.md":
        with (tree / "docs" / name).open("a") as page:
            page.write("edited\n")
    else:
        (tree / "docs" / name).unlink()
    done = run(node, tree / "tools" / "format_doc.mjs")
    assert done.returncode == 1
    assert done.stderr == f"docs/{name} differs from what spec/ makes: run 'make docs'\n"


def test_page_is_written(node: str, tree: Path) -> None:
    made = {name: (ROOT / "docs" / name).read_bytes() for name in ("format.md", "format.svg")}
    (tree / "docs" / "format.md").unlink()
    done = run(node, tree / "tools" / "format_doc.mjs", "--write")
    assert done.returncode == 0, done.stderr
    assert {name: (tree / "docs" / name).read_bytes() for name in made} == made


def test_page_links_to_what_is_there() -> None:
    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    heads = {head.replace(" ", "-") for head in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert links - heads == set()
    assert {kind.name for kind in TYPES} <= heads
