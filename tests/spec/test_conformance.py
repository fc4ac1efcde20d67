"""Conformance: Python's and JavaScript's drivers here, and all in `make conformance`."""

from __future__ import annotations

import errno
import hashlib
import json
import lzma
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from places import TESTS
from test_spec import SPECS, TYPES, Type, load, types_of

HERE = TESTS / "conformance"
sys.path[:0] = [str(HERE), str(HERE / "suite")]

import check as check_script  # noqa: E402
import compiled  # noqa: E402
import corpus  # noqa: E402
import described  # noqa: E402
import expected  # noqa: E402
import languages  # noqa: E402
import leaves  # noqa: E402
import page  # noqa: E402
import reading  # noqa: E402
import run  # noqa: E402
import suite  # noqa: E402
import vector_builder  # noqa: E402

LARGE = 1 << 24


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[reading.Read], Path]:
    folder = tmp_path_factory.mktemp("conformance")
    vectors = corpus.vectors([*corpus.families(), corpus.EXTREMES], turn=False)
    small = [stream for stream in vectors if len(stream.octets) < LARGE]
    return reading.lay_out([*small, *corpus.contexts(), *corpus.qemu_states(small)], folder), folder


@pytest.mark.parametrize("name", ["python", "javascript"])
def test_a_language_prints_what_is_expected(
    name: str, laid: tuple[list[reading.Read], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, folder = laid
    monkeypatch.setattr(languages, "CACHE", folder)
    outcome = reading.run(languages.LANGUAGES[name], reads, folder)
    if outcome.missing and os.environ.get("XENSTREAM_REQUIRE_NODE") != "1":
        pytest.skip(f"{name}: {outcome.missing}")
    assert not outcome.missing
    wrong = {
        stream: difference
        for stream, difference in outcome.differences.items()
        if not page.known(name, stream, difference)
    }
    assert wrong == {}


def test_a_difference_is_told(laid: tuple[list[reading.Read], Path], tmp_path: Path) -> None:
    reads, folder = laid
    printed = (folder / "expected.jsonl").read_text("ascii").splitlines(keepends=True)
    at = next(i for i, line in enumerate(printed) if '"page_shift":12' in line)
    printed[at] = printed[at].replace('"page_shift":12', '"page_shift":13')
    (tmp_path / "printed").write_text("".join(printed[:-3]), "ascii")  # cut within the last
    differences = reading.compare(reads, folder / "expected.jsonl", tmp_path / "printed")
    first, *others = differences.items()
    begun = sum(line.startswith('{"file"') for line in printed[:at])
    assert first[0] == f"{reads[begun - 1].family}/{reads[begun - 1].name}"
    assert "page_shift" in first[1]
    assert others


def test_lines_are_canonical() -> None:
    assert expected.text({"b": [1, None], "a": {"d": True, "c": "x"}}) == (
        '{"a":{"c":"x","d":true},"b":[1,null]}'
    )


# --- What the lines leave out ---

# The fields that no driver prints: what holds others, the magic, what another field is computed
# from or says again, and texts for the Web IDE's lines.
UNPRINTED = {
    "colo_back_channel": "receiver_banner records first_octet",
    "back_channel_state": "control_id",
    "libvirt_header": "magic_text magic_lf magic_end",
    "libxc_migration": "contents",
    "embedded_stream": "contents",
    "image_header": "marker ident",
    "pfn_entry": "word0 word1 low high pfn_high",
    "content": "domain records",
    "page_data_header": "len_pfns",
    "x86_tsc_info": "mode",
    "hvm_params_header": "len_params",
    "libxl_migration": "contents",
    "libxl_header": "ident0 ident1",
    "libxl_content": "records",
    "libxl_record": "libxc_continued next_type_id",
    "colo_turn_state": "control_id",
    "emulator_xenstore_header": "emulator_id",
    "emulator_context_header": "emulator_id",
    "checkpoint_state": "control_id",
    "qemu_device_state": "next_type_id",
    "device_state_header": "magic",
    "device_state_configuration": "len_machine",
    "section_header": "len_name has_id",
    # No stream of Xen's has one, and none places it.
    "machine_description": "len_json json",
    "xapi_suspend_image": "sections",
    "xapi_signature": "magic_text magic_lf",
    "xapi_section": "section_data",
    "xl_migration_wire": "receiver_banner image texts first_octet",
    "wire_banner": "is_receivers",
    "wire_text": "is_ready is_permission is_report",
    "xl_preamble": "magic_text magic_lf magic_end",
}

OF_X86 = {
    kind.name
    for path in SPECS
    if re.match("x86_|xen_", path.stem)
    for kind in types_of(path.stem, load(path))
}


# The beginning of a stream that nothing else of is described: compiled in each language, not run.
LEGACY = {
    kind.name
    for path in SPECS
    if path.stem == "legacy_migration"
    for kind in types_of(path.stem, load(path))
}


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind.name not in LEGACY], ids=str)
def test_every_field_is_printed_or_named_here(kind: Type) -> None:
    fields = {name for name, _ in kind.attributes()}
    if kind.name in OF_X86:
        printed = {field.name for field in leaves.fields(kind.name)}
        assert fields == printed
        return
    driver = (HERE / "python" / "driver.py").read_text("utf-8")
    used = set(re.findall(r"[.\"](\w+)", driver))
    unprinted = set(UNPRINTED.get(kind.name, "").split())
    assert unprinted <= fields
    assert fields - used <= unprinted


def test_each_struct_is_read_by_a_stream_that_has_all_of_it() -> None:
    """What no stream had would agree in every language."""
    read: set[tuple[str, str]] = set()

    def note(given: Any, name: str) -> None:
        for field in leaves.fields(name):
            values = given.get(field.name)
            for value in values if isinstance(values, list) else [values]:
                if value is not None and value != "refused":
                    read.add((name, field.name))
                if isinstance(value, dict):
                    for kind in field.types:
                        note(value, kind)

    bodies = {
        "X86_PV_VCPU_BASIC": ("xen_pv_context", 8),
        "X86_PV_VCPU_EXTENDED": ("pv_vcpu_extension", 8),
        "X86_PV_VCPU_XSAVE": ("pv_vcpu_xsave", 8),
        "X86_PV_VCPU_MSRS": ("msr_list", 8),
        "SHARED_INFO": ("shared_info_page", 0),
        "HVM_CONTEXT": ("xen_hvm_context", 0),
        "X86_CPUID_POLICY": ("xen_cpu_policy", 0),
        "X86_MSR_POLICY": ("msr_list", 0),
    }
    for _, record, body in corpus.context_records():
        name, begin = bodies[record]
        note(described.fields_of(name, body[begin:]), name)
    for stream in corpus.contexts():
        if stream.family == "structs" and not stream.name.endswith("-cut"):
            note(described.fields_of(stream.form, stream.octets), stream.form)
    every = {(name, field.name) for name in leaves.kinds() for field in leaves.fields(name)}
    assert {name for name, _ in every - read} == set()


# --- Streams of a folder ---


def folder_of(path: Path, **streams: bytes) -> Path:
    path.mkdir()
    for name, octets in streams.items():
        (path / name).write_bytes(octets)
    return path


def run_main(monkeypatch: pytest.MonkeyPatch, folder: Path, language: str = "python") -> int:
    monkeypatch.setattr(languages, "CACHE", folder.parent / "cache")
    words = ["run.py", "--languages", language, "--streams", str(folder)]
    monkeypatch.setattr(sys, "argv", words)
    return run.main()


def a_vector(family: str, name: str) -> bytes:
    found = corpus.vectors([vector_builder.VECTORS / f"{family}.yaml"])
    return next(stream.octets for stream in found if stream.name == name)


def test_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = next(corpus.fixtures()).octets
    bare = a_vector("page_data", "page-one")
    folder = folder_of(
        tmp_path / "streams", image=good, cut=good[:-9], bare=bare, text=b"XenSaved?", empty=b""
    )
    (folder / "packed.xz").write_bytes(lzma.compress(bare))
    assert run_main(monkeypatch, folder) == 0
    shown = capsys.readouterr()
    assert "| folder | 4 | agree |" in shown.out
    skipped = [line.rpartition("/")[2] for line in shown.err.splitlines()]
    assert skipped == ["empty", "text"]


def test_what_cannot_be_read_is_told_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = lzma.compress(a_vector("page_data", "page-one"))
    folder = folder_of(tmp_path / "streams", **{"cut.xz": packed[:-9], "no.xz": b"none"})
    (folder / "gone").symlink_to("nowhere")
    os.mkfifo(folder / "pipe")
    (folder / "z.xz").write_bytes(packed)
    with (folder / "huge").open("wb") as huge:
        huge.write(b"LibxlFmt")
        huge.truncate((1 << 30) + 1)
    assert run_main(monkeypatch, folder) == 1
    shown = capsys.readouterr()
    assert "| folder | 1 | agree |" in shown.out
    lines = {Path(line.split(": ")[1]).name: line for line in shown.err.splitlines()}
    assert sorted(lines) == ["cut.xz", "gone", "huge", "no.xz", "pipe"]
    assert all(line.startswith("not read: ") for line in lines.values())
    assert lines["huge"].endswith(": more than 1073741824 octets")
    assert lines["pipe"].endswith(": not a regular file")


def test_nothing_is_compared_without_a_driver(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path / "streams", bare=a_vector("page_data", "page-one"))
    missing = languages.Language("go", ("no-such-go",), languages.go)
    monkeypatch.setitem(languages.LANGUAGES, "go", missing)
    assert run_main(monkeypatch, folder, "go") == 1
    assert capsys.readouterr().err.splitlines() == [
        "go: not here: no-such-go",
        "nothing was compared: no language that was asked for has a driver that runs",
    ]
    with pytest.raises(SystemExit):
        run_main(monkeypatch, folder, "python lua")
    assert "lua has no driver" in capsys.readouterr().err


def test_a_full_disk_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "expected.jsonl")

    monkeypatch.setattr(run, "lay_out", full)
    assert run_main(monkeypatch, folder_of(tmp_path / "streams")) == 2
    assert capsys.readouterr().err == "expected.jsonl: No space left on device\n"
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["lock"]


def test_nothing_is_excused_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if languages.LANGUAGES["javascript"].missing():
        pytest.skip("node is not here")
    wraps = a_vector("page_data", "page-count-wraps")
    folder = folder_of(tmp_path / "streams", wraps=wraps)
    assert run_main(monkeypatch, folder, "javascript") == 1
    assert "javascript: folder/wraps: line 3: expected" in capsys.readouterr().err


def test_a_folder_without_streams(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_main(monkeypatch, folder_of(tmp_path / "streams")) == 1
    assert capsys.readouterr().err == "no stream was found\n"


# --- What fails ---


def outcomes(language: str, **differences: str) -> dict[str, reading.Outcome]:
    return {language: reading.Outcome(differences, 0)}


def test_what_is_known_and_agrees_fails() -> None:
    known = run.failures(outcomes("go"), [], excuse=True)
    assert len(known) == sum(len(cause["streams"]) for cause in page.KNOWN["go"])
    assert all("but it agrees" in each for each in known)
    assert run.failures(outcomes("go"), [], excuse=False) == []


def test_a_language_that_must_run_fails_where_it_does_not() -> None:
    missing = {"java": reading.Outcome({}, 0, missing="not here: mvn")}
    assert run.failures(missing, ["go"], excuse=True) == []
    assert run.failures(missing, ["java"], excuse=True) == ["java: not here: mvn"]


def test_a_parser_that_does_not_compile_fails() -> None:
    broken = compiled.Result("syntax", ["a.rb: error"])
    results = {"ruby": broken, "php": compiled.Result("syntax", [], "not here: php")}
    told = ["ruby: does not compile: a.rb: error"]
    assert run.compile_failures(results, []) == told
    assert run.compile_failures(results, ["php"]) == [*told, "php: not here: php"]


def test_a_driver_that_does_not_build_fails() -> None:
    broken = {"java": reading.Outcome({}, 0, missing="does not build: mvn: error")}
    assert run.failures(broken, [], excuse=True) == ["java: does not build: mvn: error"]


def tool(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("name", "tools", "says", "told"),
    [
        ("go", ("node", "go"), "go version go1.17.6 linux/amd64", "go 1.17.6 is too old, 1.18"),
        ("go", ("node", "go"), "go version go1.19.8 linux/amd64", ""),
        ("rust", ("node", "cargo"), "cargo 1.65.0", "cargo 1.65.0 is too old, 1.78 or"),
        ("rust", ("node", "cargo"), "cargo 1.78.0 (54d8815d0 2024-03-26)", ""),
        (
            "java",
            ("node", "java", "javac", "mvn"),
            "openjdk 11.0.2 2019-01-15",
            "java 11.0.2 is too",
        ),
        ("java", ("node", "java", "javac", "mvn"), "openjdk 17 2021-09-14", ""),
        ("java", ("node", "java", "javac", "mvn"), "", "java tells no version, 17 or newer is"),
        ("java", ("node", "java", "mvn"), "openjdk 17 2021-09-14", "not here: javac"),
    ],
)
def test_a_toolchain_that_is_too_old_is_one_that_is_not_here(
    name: str,
    tools: tuple[str, ...],
    says: str,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for each in tools:
        tool(tmp_path, each, f"echo {shlex.quote(says)}")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(languages, "ROOT", tmp_path)
    (tmp_path / "tools" / "node_modules").mkdir(parents=True)
    missing = languages.LANGUAGES[name].missing()
    assert missing.startswith(told)
    assert bool(missing) == bool(told)


def test_an_old_go_gets_a_version_that_it_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(languages, "generate", lambda *_, **__: None)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    for version, line in (("1.19.8", "go 1.18"), ("1.26.8", "go 1.23.0")):
        tool(tmp_path, "go", f"echo go version go{version} linux/amd64")
        languages.go(tmp_path / version)
        assert (tmp_path / version / "go.mod").read_text().splitlines()[2] == line


def test_a_perl_without_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool(tmp_path, "node", "exit")
    tool(tmp_path, "perl", 'echo "Can\'t locate Encode.pm" >&2; exit 2')
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(languages, "ROOT", tmp_path)
    (tmp_path / "tools" / "node_modules").mkdir(parents=True)
    assert compiled.COMPILED["perl"].missing() == "not here: perl's Encode"
    tool(tmp_path, "perl", "exit")
    assert compiled.COMPILED["perl"].missing() == ""


# --- The suite for others ---


@pytest.fixture
def suite_of_wires(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    wires = list(corpus.vectors([vector_builder.VECTORS / "wire.yaml"]))
    monkeypatch.setattr(corpus, "suite", lambda: iter(wires))
    monkeypatch.setattr(sys, "argv", ["suite.py", str(tmp_path / "suite")])
    # Python leaves its caches beside what it imports, unless it is told not to.
    beside = shutil.copytree(suite.SUITE, tmp_path / "beside")
    (beside / "__pycache__").mkdir(exist_ok=True)
    (beside / "__pycache__" / "check.cpython-39.pyc").touch()
    monkeypatch.setattr(suite, "SUITE", beside)
    assert suite.main() == 0
    return tmp_path / "suite"


def check(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "check.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_reader_that_agrees(suite_of_wires: Path, tmp_path: Path) -> None:
    reader = tmp_path / "reader"
    driver = f"{shlex.quote(sys.executable)} {shlex.quote(str(HERE / 'python' / 'driver.py'))}"
    generated = shlex.quote(str(languages.ROOT / "generated"))
    reader.write_text(f'#!/bin/sh\necho "$@" | PYTHONPATH={generated} {driver} | tail -n +2\n')
    reader.chmod(0o755)
    done = check(suite_of_wires, str(reader))
    assert done.stdout == "wire: 10 of 10 agree\nall: 10 of 10 agree\n"
    assert done.returncode == 0


def test_a_reader_that_does_not(suite_of_wires: Path) -> None:
    done = check(suite_of_wires, "--only", "wire/wire-s", "echo")
    assert done.stdout.startswith('wire/wire-sender: line 1: expected {"byteorder":')
    assert done.stdout.endswith("wire: 0 of 1 agree\nall: 0 of 1 agree\n")
    assert done.returncode == 1


def test_where_a_line_differs_is_shown() -> None:
    line = b'{"body":{"padding":"' + b"0" * 300 + b'","type":1}}\n'
    told = check_script.difference(line, line.replace(b'"type":1', b'"type":2'))
    assert told.startswith("line 1: expected …0000")
    assert '"type":1}}, printed …0000' in told
    assert told.endswith('"type":2}}')
    assert check_script.difference(b"a\n", b"a\r\n") == "line 1: expected a, printed a\\r"
    assert (
        check_script.difference(b"a\n", b"a") == "line 2: expected an empty line, printed nothing"
    )
    assert check_script.difference(b"a\n", b"a\n") == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [(("false",), "the reader ended with 1"), (("sh", "-c", "kill -9 $$"), "ended with -9")],
)
def test_a_reader_that_fails(suite_of_wires: Path, words: tuple[str, ...], told: str) -> None:
    done = check(suite_of_wires, "--only", "wire/wire-sender", *words)
    assert told in done.stdout
    assert done.returncode == 1


def test_a_reader_that_hangs(suite_of_wires: Path) -> None:
    words = ("--only", "wire/wire-sender", "--timeout", "0.2", "sh", "-c", "exec sleep 30")
    done = check(suite_of_wires, *words)
    assert "the reader was not done after 0.2 seconds" in done.stdout
    assert done.returncode == 1


@pytest.mark.parametrize("words", [(), ("--only", "page", "echo"), ("./not-here",)])
def test_nothing_to_compare(suite_of_wires: Path, words: tuple[str, ...]) -> None:
    assert check(suite_of_wires, *words).returncode == 2


def test_a_suite_is_not_mixed_with_another(
    suite_of_wires: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert suite.main() == 2
    assert capsys.readouterr().err == f"{suite_of_wires}: not empty\n"


def test_the_suite_is_all_there(suite_of_wires: Path) -> None:
    assert sorted(path.name for path in suite_of_wires.iterdir()) == [
        "LICENSE",
        "LINES.md",
        "README.md",
        "check.py",
        "expected",
        "format",
        "format.md",
        "manifest.json",
        "streams",
    ]
    manifest = json.loads((suite_of_wires / "manifest.json").read_text("utf-8"))
    committed = json.loads((suite.SUITE / "manifest.json").read_text("utf-8"))
    assert manifest["version"] == committed["version"] == suite.VERSION
    assert [each for each in manifest["streams"] if each not in committed["streams"]] == []
    for each in manifest["streams"]:
        octets = (suite_of_wires / "streams" / each["name"]).read_bytes()
        assert hashlib.sha256(octets).hexdigest() == each["stream_sha256"]
