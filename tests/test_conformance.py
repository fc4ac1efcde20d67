"""Conformance: Python's and JavaScript's drivers here, and all in `make conformance`."""

from __future__ import annotations

import hashlib
import json
import lzma
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent / "conformance"
sys.path.insert(0, str(HERE))

import compiled  # noqa: E402
import corpus  # noqa: E402
import expected  # noqa: E402
import languages  # noqa: E402
import run  # noqa: E402
import suite  # noqa: E402
import vector_builder  # noqa: E402

LARGE = 1 << 24


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[run.Read], Path]:
    folder = tmp_path_factory.mktemp("conformance")
    vectors = corpus.vectors([*corpus.families(), corpus.EXTREMES], turn=False)
    small = [stream for stream in vectors if len(stream.octets) < LARGE]
    return run.lay_out([*small, *corpus.qemu_states(small)], folder), folder


@pytest.mark.parametrize("name", ["python", "javascript"])
def test_a_language_prints_what_is_expected(
    name: str, laid: tuple[list[run.Read], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, folder = laid
    monkeypatch.setattr(run, "CACHE", folder)
    outcome = run.run(languages.LANGUAGES[name], reads, folder)
    if outcome.missing and os.environ.get("XENSTREAM_REQUIRE_NODE") != "1":
        pytest.skip(f"{name}: {outcome.missing}")
    assert not outcome.missing
    wrong = {
        stream: difference
        for stream, difference in outcome.differences.items()
        if not run.known(name, stream, difference)
    }
    assert wrong == {}


def test_a_difference_is_told(laid: tuple[list[run.Read], Path], tmp_path: Path) -> None:
    reads, folder = laid
    printed = (folder / "expected.jsonl").read_text("ascii").splitlines(keepends=True)
    at = next(i for i, line in enumerate(printed) if '"page_shift":12' in line)
    printed[at] = printed[at].replace('"page_shift":12', '"page_shift":13')
    (tmp_path / "printed").write_text("".join(printed[:-3]), "ascii")  # cut within the last
    differences = run.compare(reads, folder / "expected.jsonl", tmp_path / "printed")
    first, *others = differences.items()
    begun = sum(line.startswith('{"file"') for line in printed[:at])
    assert first[0] == f"{reads[begun - 1].family}/{reads[begun - 1].name}"
    assert "page_shift" in first[1]
    assert others


def test_lines_are_canonical() -> None:
    assert expected.text({"b": [1, None], "a": {"d": True, "c": "x"}}) == (
        '{"a":{"c":"x","d":true},"b":[1,null]}'
    )


# --- Streams of a folder ---


def folder_of(path: Path, **streams: bytes) -> Path:
    path.mkdir()
    for name, octets in streams.items():
        (path / name).write_bytes(octets)
    return path


def run_main(monkeypatch: pytest.MonkeyPatch, folder: Path, language: str = "python") -> int:
    monkeypatch.setattr(run, "CACHE", folder.parent / "cache")
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


def test_nothing_is_excused_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if languages.LANGUAGES["javascript"].missing():
        pytest.skip("node is not here")
    wraps = a_vector("page_data", "page-count-wraps")
    folder = folder_of(tmp_path / "streams", wraps=wraps)
    assert run_main(monkeypatch, folder, "javascript") == 1
    assert "javascript: folder/wraps: line 2: expected" in capsys.readouterr().err


def test_a_folder_without_streams(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_main(monkeypatch, folder_of(tmp_path / "streams")) == 1
    assert capsys.readouterr().err == "no stream was found\n"


# --- What fails ---


def outcomes(language: str, **differences: str) -> dict[str, run.Outcome]:
    return {language: run.Outcome(differences, 0)}


def test_what_is_known_and_agrees_fails() -> None:
    known = run.failures(outcomes("go"), [], excuse=True)
    assert len(known) == sum(len(cause.get("streams", [])) for cause in run.KNOWN["go"])
    assert all("but it agrees" in each for each in known)
    assert run.failures(outcomes("go"), [], excuse=False) == []


def test_a_language_that_must_run_fails_where_it_does_not() -> None:
    missing = {"java": run.Outcome({}, 0, missing="not here: mvn")}
    assert run.failures(missing, ["go"], excuse=True) == []
    assert run.failures(missing, ["java"], excuse=True) == ["java: not here: mvn"]


def test_a_parser_that_does_not_compile_fails() -> None:
    broken = compiled.Result("syntax", ["a.rb: error"])
    results = {"ruby": broken, "php": compiled.Result("syntax", [], "not here: php")}
    told = ["ruby: does not compile: a.rb: error"]
    assert run.compile_failures(results, []) == told
    assert run.compile_failures(results, ["php"]) == [*told, "php: not here: php"]


def test_a_driver_that_does_not_build_fails() -> None:
    broken = {"java": run.Outcome({}, 0, missing="does not build: mvn: error")}
    assert run.failures(broken, [], excuse=True) == ["java: does not build: mvn: error"]


# --- The suite for others ---


@pytest.fixture
def suite_of_wires(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    wires = list(corpus.vectors([vector_builder.VECTORS / "wire.yaml"]))
    monkeypatch.setattr(corpus, "suite", lambda: iter(wires))
    monkeypatch.setattr(sys, "argv", ["suite.py", str(tmp_path / "suite")])
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
    assert done.stdout.startswith("wire/wire-sender: line 1: expected '{")
    assert done.stdout.endswith("wire: 0 of 1 agree\nall: 0 of 1 agree\n")
    assert done.returncode == 1


@pytest.mark.parametrize("words", [(), ("--only", "page", "echo"), ("./not-here",)])
def test_nothing_to_compare(suite_of_wires: Path, words: tuple[str, ...]) -> None:
    assert check(suite_of_wires, *words).returncode == 2


def test_the_suite_is_all_there(suite_of_wires: Path) -> None:
    assert sorted(path.name for path in suite_of_wires.iterdir()) == [
        "LICENSE",
        "LINES.md",
        "README.md",
        "check.py",
        "expected",
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
