"""What the gallery of Kaitai Struct formats asks for, beside what test_spec.py tests."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
import yaml
from places import ROOT, TOOLS
from test_spec import (
    ALL_SPECS,
    BUNDLE,
    SPECS,
    TYPES,
    Type,
    each_spec,
    each_type,
    load,
    node,
    originals_of,
    pinned_jvm_compiler,
    run,
    types_of,
)

__all__ = ["node", "pinned_jvm_compiler"]  # the fixtures

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


def said_by(compiler: Path, out: Path, *specs: Path) -> str:
    done = run(compiler, "--target", "javascript", "--outdir", out, *specs)
    return done.stdout + done.stderr


def test_no_style_warnings(pinned_jvm_compiler: Path, tmp_path: Path) -> None:
    assert said_by(pinned_jvm_compiler, tmp_path, *SPECS) == ""
    assert len(list(tmp_path.iterdir())) == len(SPECS)


def test_style_warnings_are_noticed(pinned_jvm_compiler: Path, tmp_path: Path) -> None:
    seq = [{"id": "count", "type": "u1"}, {"id": "item", "size": "count"}]
    spec = {"meta": {"id": "bad", "endian": "be"}, "seq": seq}
    bad = tmp_path / "bad.ksy"
    bad.write_text(yaml.safe_dump(spec, sort_keys=False), encoding="utf-8")
    assert "use `len_item` instead of `count`" in said_by(
        pinned_jvm_compiler, tmp_path / "out", bad
    )


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
    ("domain_type", 3, "reserved_x86_pvh"),
    ("domain_type", 4, "reserved_arm"),
    *(("page_type", number, f"reserved{number}") for number in range(5, 9)),
    ("libxl_endianness", 0, "little_endian"),
    # The leaves of CPUID are the architecture's.
    *(
        (name, number, value["id"])
        for kind in TYPES
        for name in ("cpuid_index", "extended_cpuid_index")
        for number, value in kind.body.get("enums", {}).get(name, {}).items()
    ),
}
# Xen's names whose ends are not the ids, since those would not tell or are taken.
OTHER_IDS = {
    "EMULATOR_UNKNOWN": "unknown_emulator",
    "QEMU_VM_EOF": "end",
    "QEMU_VM_SECTION_END": "last_part",
    "QEMU_VM_VMDESCRIPTION": "description",
    "End_of_image": "end",
}
NAME_FORMS = (
    (r"HVM_SAVE_TYPE\((\w+)\)", r"\1"),
    (r"(CPU_XSAVE|CPU_MSR)_CODE", r"\1"),
    (r"XEN_DOMCTL_PFINFO_LPINTAB \| XEN_DOMCTL_PFINFO_(\w+)", r"\1_PIN"),
)


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
        assert number in xens or (name, number, each["id"]) in NAMELESS


@each_type
def test_enum_values_have_xens_names(kind: Type) -> None:
    for name in kind.body.get("enums", {}):
        for number, each in values_of(name).items():
            assert "-orig-id" in each or (name, number, each["id"]) in NAMELESS


@each_type
def test_ids_of_enum_values_are_the_ends_of_xens_names(kind: Type) -> None:
    for name in kind.body.get("enums", {}):
        for each in (value for value in values_of(name).values() if "-orig-id" in value):
            xens = each["-orig-id"]
            for pattern, replacement in NAME_FORMS:
                xens = re.sub(f"^{pattern}$", replacement, xens)
            expected = OTHER_IDS.get(xens, each["id"])
            assert each["id"] == expected
            assert xens in OTHER_IDS or f"_{xens.lower()}".endswith(f"_{each['id']}")


# The structs, members and constants of Xen's headers and specifications that each spec has.
XENS = {
    "libxc_migration": (
        "xc_sr_ihdr xc_sr_dhdr xc_sr_rhdr xc_sr_rec_page_data_header xc_sr_rec_x86_pv_info "
        "xc_sr_rec_x86_pv_p2m_frames xc_sr_rec_x86_pv_vcpu_hdr xc_sr_rec_x86_tsc_info "
        "xc_sr_rec_hvm_params xc_sr_rec_hvm_params_entry IHDR_MARKER IHDR_ID "
        "PAGE_DATA_PFN_MASK PAGE_DATA_TYPE_MASK REC_TYPE_OPTIONAL body padding body_length "
        "p2m_start_pfn p2m_end_pfn"
    ),
    "xen_cpu_policy": (
        "xen_cpuid_leaf xen_cpuid_leaf_t xen_msr_entry xen_msr_entry_t xen_domctl_vcpu_msr "
        "hvm_one_msr XEN_CPUID_NO_SUBLEAF CPUID_policy MSR_policy"
    ),
    "xen_hvm_context": "hvm_save_descriptor hvm_ctx HVM_CONTEXT",
    "xen_hvm_states": (
        "hvm_save_header HVM_FILE_MAGIC hvm_hw_cpu hvm_hw_cpu_compat hvm_hw_vpic hvm_hw_vioapic "
        "hvm_hw_lapic hvm_hw_lapic_regs hvm_hw_pci_irqs hvm_hw_isa_irqs hvm_hw_pci_link hvm_hw_pit "
        "hvm_hw_rtc hvm_hw_hpet hvm_hw_pmtimer hvm_hw_mtrr hvm_viridian_domain_context "
        "hvm_hw_cpu_xsave hvm_viridian_vcpu_context hvm_vmce_vcpu hvm_tsc_adjust hvm_msr"
    ),
    "xen_pv_context": (
        "vcpu_guest_context cpu_user_regs trap_info xen_domctl_ext_vcpucontext shared_info "
        "arch_shared_info vcpu_info arch_vcpu_info vcpu_time_info start_info xcr0 xcr0_accum"
    ),
    "x86_xsave_area": "xsave_struct xsave_hdr xstate_bndcsr FPU_WORD_SIZE_OFFSET",
    "x86_cpu_features": "featureset XEN_X86_FEATURE_FPU",
    "x86_registers": "X86_CR4_VME EFER_SCE SPEC_CTRL_IBRS MCG_CTL_P X86_EFLAGS_VM",
    "libxl_migration": (
        "libxl__sr_hdr libxl__sr_rec_hdr libxl__sr_emulator_hdr libxl_sr_checkpoint_state "
        "RESTORE_STREAM_IDENT RESTORE_STREAM_VERSION RESTORE_OPT_BIG_ENDIAN RESTORE_OPT_LEGACY "
        "body padding emulator_id emulator_ctx control_id"
    ),
    "colo_back_channel": "libxl__sr_rec_hdr xc_sr_rhdr libxl_sr_checkpoint_state body padding",
    "xl_save_image": "save_file_header savefileheader_magic SAVEFILE_BYTEORDER_VALUE",
    "libvirt_save_image": "libxlSavefileHeader LIBXL_SAVE_MAGIC LIBXL_SAVE_VERSION xmlLen",
}
# What has no name in Xen: it gathers what Xen has apart, or it is computed here.
NAMELESS_FIELDS = {
    "libxc_migration": "contents",
    "embedded_stream": "contents",
    "blob": "data",
    "image_header": "reserved_options",
    "pfn_entry": "word0 word1 low high pfn_high reserved1",
    "content": "records",
    "record_header": "len_padding",
    "page_data_header": "len_pfns",
    "hvm_save_entry": "octets state",
    "hvm_params_header": "len_params",
    "cpuid_leaf": "extended_cpuid_index",
    "msr_entry": "msr extended_msr",
    "legacy_migration": "header extended_info chunk",
    "legacy_header": "p2m_size_high second_word third_word fourth_word is_64_bit is_pv",
    "legacy_extended_info": "signature_high len_blocks",
    "legacy_chunk": "header batch len_batch",
    "legacy_chunk_header": "is_batch num_pages chunk_id",
    "legacy_batch_entry": "word word_high pfn",
    "xen_hvm_states": "data",
    "hvm_pic": "init_bits mode_bits reserved_mode",
    "ioapic_redirection": "low high",
    "lapic_register": "value",
    "vcpu_guest_context_64": "flag_bits",
    "page_table_entry": "low high frame_low frame_high",
    "shared_info_rest": "data",
    # The architecture's, not Xen's.
    "x86_xsave_area": "data components",
    "xsave_components": "data",
    "fxsave_area": "available_words available_octets",
    "x87_register": "mantissa exponent",
    "vector_register": "low high",
    "bound_register": "lower upper",
    "zmm_high": "words",
    "zmm_register": "words",
    "component_tile_cfg": "palette start_row",
    "libxl_migration": "contents",
    "libxl_header": "is_le reserved_options",
    "libxl_content": "records",
    "libxl_record": "libxc colo_turn libxc_continued next_type_id",
    "libxl_record_header": "len_padding is_optional",
    "colo_turn_record": "len_padding",
    "emulator_xenstore_data": "xenstore_data",
    "xenstore_strings": "strings",
    "xl_save_image": "optional_data libxl libxc",
    "xl_preamble": "is_le",
    "xl_fields": "unknown_mandatory_flags",
    "xl_optional_data": "unknown_data",
    "libvirt_save_image": "libxl",
    "xapi_suspend_image": "signature sections libxc",
    "xapi_signature": "has_sections",
    "xapi_section": "header section_data libxc libxl",
    "xapi_section_header": "len_body is_stream",
    "xl_migration_wire": "receiver_banner image texts first_octet",
    "wire_banner": "text",
    "wire_text": "text",
    "colo_back_channel": "records first_octet",
    "back_channel_blob": "data",
    "back_channel_record_header": "len_padding",
    # QEMU writes these by hand.
    "qemu_device_state": "header configuration first_section rest next_type_id",
    "device_state_blob": "data",
    "device_state_configuration": "type_id",
    "section_header": "type_id len_name has_name has_id",
    "section_footer": "type_id",
    "machine_description": "type_id len_json json",
}


def is_named_number(kind: Type, field: dict[str, Any]) -> bool:
    """Tell whether it is a number of the stream once more, with the names of its values."""
    numbers = {each["id"] for each in kind.body.get("seq", [])}
    return "enum" in field and field.get("value") in numbers


UNUSED = re.compile(r"(reserved|padding)\d+")
"""What a C compiler or an architecture leaves between two fields: it has no name anywhere."""
OF_X86 = [name for name in ALL_SPECS if re.match(r"x86_|xen_", name)]
NAMELESS_IN = {
    kind for name in OF_X86 for kind, _ in types_of(name, load(ROOT / "spec" / f"{name}.ksy"))
}


def nameless_in(kind: Type) -> Iterator[str]:
    allowed = NAMELESS_FIELDS.get(kind.name, "").split()
    for name, field in kind.attributes():
        if kind.name in NAMELESS_IN and UNUSED.fullmatch(name):
            continue
        if not (originals_of(field) or name in allowed or is_named_number(kind, field)):
            yield f"{kind}.{name} has no -orig-id"


def names_in(spec: dict[str, Any]) -> set[str]:
    kinds = list(types_of("", spec))
    bodies = [kind.body for kind in kinds] + [
        each for kind in kinds for _, each in kind.attributes()
    ]
    return {name for body in bodies for name in originals_of(body)}


def test_nameless_fields_are_there() -> None:
    there = {(kind.name, name) for kind in TYPES for name, _ in kind.attributes()}
    nameless = {(kind, name) for kind, each in NAMELESS_FIELDS.items() for name in each.split()}
    assert nameless - there == set()
    named = {
        (kind.name, name)
        for kind in TYPES
        for name, each in kind.attributes()
        if originals_of(each)
    }
    assert nameless & named == set()


# --- The style, down to how the YAML is written ---

REQUIRED = ("id", "title", "application", "tags", "license", "ks-version", "endian")
ENCODINGS = re.compile(
    r"ASCII|UTF-8|UTF-(16|32)[BL]E|ISO-8859-([1-9]|1[0-6])|windows-125[0-8]|IBM437|IBM866"
    r"|Shift_JIS|Big5|EUC-KR"
)
PINNED = re.compile(r"https://github\.com/[^/\s]+/[^/\s]+/blob/(RELEASE-|v)\d[^/\s]*/\S+")
# Quoted whether or not the first character asks for it, so that all look alike.
ALWAYS_QUOTED = {"-webide-representation", "-key", "to-string"}


def is_plain(text: str) -> bool:
    """Tell whether YAML takes a text for itself, or an expression for a number, without quotes."""
    try:
        value = yaml.safe_load(f"key: {text}")["key"]
    except (yaml.YAMLError, TypeError, KeyError):
        return False
    return value == text or (isinstance(value, int) and not isinstance(value, bool))


def scalar_faults(key: str, scalar: yaml.ScalarNode) -> Iterator[str]:
    text, column = scalar.value, scalar.start_mark.column
    if scalar.style in ('"', ">"):
        yield f"{key}: neither {scalar.style} nor what it begins is in use"
    elif scalar.style == "'" and is_plain(text) and key not in ALWAYS_QUOTED:
        yield f"{key}: quotes around {text!r} are of no use"
    elif scalar.style == "|":
        if not text.endswith("\n") or text.endswith("\n\n"):
            yield f"{key}: it does not end with one line feed"
        one_line = text.strip()
        if "\n" not in one_line and is_plain(one_line) and column + len(one_line) <= 80:
            yield f"{key}: {one_line!r} is a single line"
    elif scalar.start_mark.line != scalar.end_mark.line:
        yield f"{key}: a plain text goes over several lines"


def written_faults(lines: list[str], yaml_node: yaml.Node, key: str, column: int) -> Iterator[str]:
    """Find what is not as the style guide has it, in what begins at a column."""
    if isinstance(yaml_node, yaml.ScalarNode):
        yield from scalar_faults(key, yaml_node)
        return
    assert isinstance(yaml_node, yaml.CollectionNode)
    if yaml_node.flow_style:
        yield f"{key}: flow style"
    elif yaml_node.start_mark.column != column:
        yield f"{key}: indented by {yaml_node.start_mark.column}, not {column}"
    elif isinstance(yaml_node, yaml.SequenceNode):
        for each in yaml_node.value:
            before = lines[each.start_mark.line][: each.start_mark.column]
            if isinstance(each, yaml.MappingNode) and before != " " * column + "- ":
                yield f"{key}: an element does not begin beside its dash"
            yield from written_faults(lines, each, key, column + 2)
    else:
        for name, value in yaml_node.value:
            if key == "cases":
                if "::" in name.value and name.style != "'":
                    yield f"{name.value}: not in quotes"
            else:
                yield from scalar_faults(name.value, name)
            yield from written_faults(lines, value, name.value, column + 2)


def said_faults(stem: str, spec: dict[str, Any]) -> Iterator[str]:
    """Find what a spec does not say, or says otherwise than the gallery asks for."""
    meta = spec["meta"]
    yield from (f"meta has no {key}" for key in REQUIRED if not meta.get(key))
    if meta.get("tags") != sorted(meta.get("tags", [])):
        yield "tags are not in alphabetical order"
    yield from (
        f"no {name} of Xen's" for name in XENS.get(stem, "").split() if name not in names_in(spec)
    )
    for kind in types_of(stem, spec):
        yield from nameless_in(kind)
        encodings = [kind.body.get("meta", {}).get("encoding")]
        encodings += [field.get("encoding") for _, field in kind.attributes()]
        for each in encodings:
            if each and not ENCODINGS.fullmatch(each):
                yield f"{each}: not the canonical name of an encoding"
        for name, values in kind.body.get("enums", {}).items():
            for value in values.values():
                if not isinstance(value, dict) or not value.get("doc"):
                    yield f"{name}: a value without doc"


def faults_of(stem: str, text: str) -> list[str]:
    root = yaml.compose(text)
    assert root
    return [
        *written_faults(text.splitlines(), root, "the spec", 0),
        *said_faults(stem, yaml.safe_load(text)),
        *(
            f"{link}: not pinned"
            for link in re.findall(r"https?://\S+", text)
            if not PINNED.fullmatch(link)
        ),
    ]


@each_spec
def test_style(path: Path) -> None:
    assert faults_of(path.stem, path.read_text(encoding="utf-8")) == []


class Mutant(NamedTuple):
    """A change that the check has to notice, and what it says."""

    old: str
    new: str
    said: str
    spec: str = "libxc_migration"


TAGS = "  tags:\n    - serialization\n    - virtualization\n"
PARAMETERS = "    params:\n      - id: is_le\n        type: bool\n"
MUTANTS = {
    "tags in flow style": Mutant(TAGS, "  tags: [serialization, virtualization]\n", "flow style"),
    "a mapping in flow style": Mutant(
        "      endian:\n        switch-on: is_le\n        cases:\n          true: le\n"
        "          false: be\n",
        "      endian: {switch-on: is_le, cases: {true: le, false: be}}\n",
        "endian: flow style",
    ),
    "tags not indented": Mutant(TAGS, TAGS.replace("    -", "  -"), "tags: indented by 2, not 4"),
    "imports not indented": Mutant(
        "  imports:\n    - libxc_migration\n",
        "  imports:\n  - libxc_migration\n",
        "imports: indented by 2, not 4",
        "libxl_migration",
    ),
    "a dash alone": Mutant(
        PARAMETERS, PARAMETERS.replace("- id", "-\n        id"), "does not begin beside its dash"
    ),
    "tags in disorder": Mutant(
        TAGS, "  tags:\n    - virtualization\n    - serialization\n", "alphabetical"
    ),
    "a quoted doc": Mutant(
        "doc: General properties of the domain.",
        "doc: 'General properties of the domain.'",
        "doc: quotes around",
    ),
    "a doubly quoted doc": Mutant("doc: '\"XENF\"'", 'doc: "XENF"', 'doc: neither "'),
    "a folded doc": Mutant("doc: |", "doc: >", "doc: neither >"),
    "a single line as a block": Mutant(
        "        doc: General properties of the domain.\n",
        "        doc: |\n          General properties of the domain.\n",
        "is a single line",
    ),
    "a doc over two lines": Mutant(
        "doc: General properties of the domain.",
        "doc: General properties of\n          the domain.",
        "doc: a plain text goes over several lines",
    ),
    "a doubly quoted number": Mutant(
        "valid: 0x58454e46", 'valid: "0x58454e46"', 'valid: neither "'
    ),
    "a quoted number": Mutant("valid: 0x58454e46", "valid: '0x58454e46'", "valid: quotes around"),
    "a quoted expression": Mutant(
        "value: (options & 1) == 0", "value: '(options & 1) == 0'", "value: quotes around"
    ),
    "a quoted key": Mutant("    -orig-id: xc_sr_ihdr\n", "    '-orig-id': xc_sr_ihdr\n", "quotes"),
    "a case without quotes": Mutant(
        "'record_type::page_data': page_data", "record_type::page_data: page_data", "not in quotes"
    ),
    "no application": Mutant("  application: Xen (libxenguest)\n", "", "meta has no application"),
    "no tags": Mutant(TAGS, "", "meta has no tags"),
    "an alias of an encoding": Mutant(
        "encoding: ISO-8859-1", "encoding: latin1", "latin1: not the canonical", "xl_save_image"
    ),
    "an encoding in other case": Mutant(
        "encoding: ISO-8859-1", "encoding: utf-8", "utf-8: not the canonical", "xl_save_image"
    ),
    "a typed field without a name": Mutant(
        "  - id: header\n    -orig-id: ihdr\n", "  - id: header\n", "header has no -orig-id"
    ),
    "a body without a name": Mutant(
        "          - id: body\n            -orig-id: body\n",
        "          - id: body\n",
        "record.body",
    ),
    "an instance without a name": Mutant(
        "        -orig-id: PAGE_DATA_PFN_MASK\n", "", "pfn_entry.pfn has no -orig-id"
    ),
    "a type without a name": Mutant(
        "        -orig-id: xc_sr_rec_x86_tsc_info\n", "", "no xc_sr_rec_x86_tsc_info of Xen's"
    ),
    "a constant without a name": Mutant("          - IHDR_ID\n", "", "no IHDR_ID of Xen's"),
    "a value without doc": Mutant(
        "      doc: The last record of a stream. No body.\n", "", "record_type: a value without doc"
    ),
    "a value that is a name alone": Mutant(
        "    0:\n      id: little_endian\n",
        "    7: odd\n    0:\n      id: little_endian\n",
        "endianness: a value without doc",
    ),
    "a reference to what changes": Mutant(
        "https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/",
        "https://xenbits.xen.org/docs/unstable/specs/",
        "not pinned",
    ),
    "a reference to a branch": Mutant("/blob/RELEASE-4.22.0/", "/blob/master/", "not pinned"),
}


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=MUTANTS)
def test_style_fault_is_noticed(mutant: Mutant) -> None:
    text = (ROOT / "spec" / f"{mutant.spec}.ksy").read_text(encoding="utf-8")
    assert mutant.old in text
    faults = faults_of(mutant.spec, text.replace(mutant.old, mutant.new, 1))
    assert any(mutant.said in fault for fault in faults), faults


# Words that are taken apart bit by bit: how many bits each has.
WORDS = {
    ("legacy_batch_entry", "word"): 32,
    ("image_header", "options"): 16,
    ("libxl_header", "options"): 32,
    ("xl_fields", "mandatory_flags"): 32,
    ("pfn_entry", ""): 64,
    ("hvm_cpu", "pending_event"): 32,
    ("hvm_pic", "init_bits"): 8,
    ("hvm_pic", "mode_bits"): 8,
    ("ioapic_redirection", ""): 64,
    ("page_table_entry", ""): 64,
}


def test_bits_of_words_are_all_told() -> None:
    told = {}
    for kind in TYPES:
        for name, body in (("", kind.body), *kind.attributes()):
            ranges = [[int(end) for end in str(bits).split("-")] for bits in body.get("-bits", {})]
            if ranges:
                told[kind.name, name] = ranges[0][0] + 1
                ends = [(each[0], each[-1]) for each in ranges]
                assert ends[-1][1] == 0
                assert [low - 1 for _, low in ends[:-1]] == [high for high, _ in ends[1:]]
                assert set(body["-bits"].values()) <= set(kind.body["instances"])
    assert told == WORDS


# --- The page made of the specs ---


DIAGRAMS = sorted((ROOT / "docs" / "format").glob("*"))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for folder in ("spec", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "tools").mkdir()
    for name in ("format_doc.mjs", "format_diagram.mjs", "kaitai.mjs", "package.json"):
        shutil.copy(TOOLS / name, tmp_path / "tools")
    (tmp_path / "tools" / "node_modules").symlink_to(TOOLS / "node_modules")
    return tmp_path


def page() -> str:
    return (ROOT / "docs" / "format.md").read_text(encoding="utf-8")


def section(head: str) -> str:
    """Give the part of the page below a head."""
    (found,) = re.findall(rf"^#+ {head}$\n(.*?)(?=^#|\Z)", page(), re.MULTILINE | re.DOTALL)
    assert isinstance(found, str)
    return found


def test_page_is_up_to_date(node: str) -> None:
    done = run(node, TOOLS / "format_doc.mjs")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("change", ["edited", "missing", "extra", "text of a diagram edited"])
def test_stale_page_is_noticed(node: str, tree: Path, change: str) -> None:
    name = "format.md" if change == "edited" else "format/libxc_record.svg"
    file = tree / "docs" / name
    if change == "edited":
        file.write_text(file.read_text() + "edited\n")
    elif change == "missing":
        file.unlink()
    elif change == "extra":
        name = "format/extra.svg"
        (tree / "docs" / name).touch()
    else:
        text = file.read_text()
        assert "page_data" in text
        file.write_text(text.replace("page_data", "page_date", 1))
    done = run(node, tree / "tools" / "format_doc.mjs")
    assert done.returncode == 1
    assert done.stderr == f"docs/{name} differs from what spec/ makes: run 'make docs'\n"


def test_page_is_written(node: str, tree: Path) -> None:
    (tree / "docs" / "format.md").unlink()
    (tree / "docs" / "format" / "extra.svg").touch()
    done = run(node, tree / "tools" / "format_doc.mjs", "--write")
    assert done.returncode == 0, done.stderr
    assert (tree / "docs" / "format.md").read_text() == page()
    for file in DIAGRAMS:
        assert (tree / "docs" / "format" / file.name).read_bytes() == file.read_bytes()
    assert not (tree / "docs" / "format" / "extra.svg").exists()


def test_diagram_is_drawn(node: str, tree: Path) -> None:
    if not shutil.which("dot"):
        pytest.skip("graphviz is not installed")
    file = tree / "docs" / "format" / "xl_save_image.svg"
    file.unlink()
    assert run(node, tree / "tools" / "format_doc.mjs", "--write").returncode == 0
    assert "<svg" in file.read_text()
    assert run(node, tree / "tools" / "format_doc.mjs").returncode == 0


def test_page_without_graphviz(node: str, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / "docs" / "format" / "xl_save_image.svg").unlink()
    monkeypatch.setenv("PATH", str(tree))
    done = run(node, tree / "tools" / "format_doc.mjs", "--write")
    assert done.returncode == 1
    assert "docs/format/xl_save_image.svg is out of date, and graphviz is not here" in done.stderr


@pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: path.stem)
def test_diagram_can_be_read(path: Path) -> None:
    """A page has room for some 830 pixels: the text stays above 9 of them."""
    text = path.read_text(encoding="utf-8")
    (width,) = re.findall(r'<svg width="(\d+)pt"', text)
    sizes = {float(size) for size in re.findall(r'font-size="([\d.]+)"', text)}
    assert sizes
    assert min(sizes) * min(4 / 3, 830 / int(width)) > 12
    assert f"](format/{path.name})" in page()


def test_diagrams_have_every_type_and_enum() -> None:
    drawn = "".join(path.read_text(encoding="utf-8") for path in DIAGRAMS)
    words = set(re.findall(r">([\w]+)</text>", drawn))
    types = {kind.name for kind in TYPES if not kind.name.endswith("blob")}
    enums = {name for kind in TYPES for name in kind.body.get("enums", {})}
    assert types | enums <= words


def test_page_links_to_what_is_there() -> None:
    heads = {head.replace(" ", "-") for head in re.findall(r"^#+ (.+)$", page(), re.MULTILINE)}
    links = set(re.findall(r"\]\(#([^)]+)\)", page()))
    assert links - heads == set()
    assert {kind.name for kind in TYPES} <= heads


# What the page says, by its head: facts of the specs that a table does not have by itself.
SAID = [
    ("page_contents", "[blob](#blob) of 4096 octets each, repeated to the end"),
    ("colo_back_channel", "`str`, ended by `0x0a`, ISO-8859-1"),
    ("xl_preamble", "`str` of 27 octets, ISO-8859-1"),
    ("xl_preamble", "Must be `0x0d200020`."),
    ("xenstore_strings", "`strz`, ended by a NUL or where there is no more, ISO-8859-1"),
    ("content", "| `is_embedded` | `bool` | Whether a CHECKPOINT pauses the records"),
    ("record_header", "Little-endian or big-endian, as `is_le` of [content](#content) tells."),
    ("libxl_header", "Big-endian."),
    ("xl_preamble", "Little-endian."),
    ("pfn_entry", "| 63-60 | `page_type` | `PAGE_DATA_TYPE_MASK` | enum [page_type]"),
    ("pfn_entry", "| 59-52 | `reserved1` |"),
    ("pfn_entry", "| 51-0 | `pfn` | `PAGE_DATA_PFN_MASK` |"),
    ("image_header", "| 0 | `endianness` |"),
    ("image_header", "In Xen: `xc_sr_ihdr`."),
    ("image_header", "octets 4 to 7"),
    ("content", "Xen's specification asks for HVM_PARAMS before HVM_CONTEXT"),
    ("content", "\n1. X86_PV_INFO, X86_CPUID_POLICY, X86_MSR_POLICY, STATIC_DATA_END"),
    ("libxc_migration", "A reader of version 2 acts as if STATIC_DATA_END stood where"),
    ("libxc_migration", "sets reserved fields, reserved bits and padding to zero"),
    ("record", "a reader that meets one which it does not know"),
    ("record", "Xen 4.6 to 4.8 may write HVM_PARAMS"),
    ("embedded_stream", "every CHECKPOINT closes a consistent view"),
    ("checkpoint_state", "\n3. It reads SVM_READY, resumes its guest and reads SVM_RESUMED."),
    ("xen_hvm_context", "HVM_FILE_MAGIC, 0x54381286"),
    ("cpuid_leaf", "0xffffffff (XEN_CPUID_NO_SUBLEAF) stands for no subleaf"),
    ("How to read the tables", "`_io.size`, `_io.pos`, `_io.eof`"),
    ("How to read the tables", "`x.as<u4>`"),
    ("How to read the tables", "| `_` |"),
]


@pytest.mark.parametrize(("head", "text"), SAID)
def test_page_says_it(head: str, text: str) -> None:
    assert text in section(head)


def test_enums_of_the_page_have_meanings() -> None:
    for kind in TYPES:
        for name in kind.body.get("enums", {}):
            rows = re.findall(r"^\| (?:0x)?[0-9a-f]+ \|.*$", section(f"enum {name}"), re.MULTILINE)
            assert len(rows) == len(values_of(name))
            assert [row for row in rows if row.endswith("|  |")] == []
