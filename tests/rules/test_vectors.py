"""The vectors in tests/vectors, judged by both profiles, from a file and from a pipe."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path
from typing import Any

import pytest
import yaml
from vector_builder import LIBXC_RECORDS, LIBXL_RECORDS, build, load
from vector_builder import VECTORS as FOLDER
from vector_findings import findings_of, stated

import xenstream
from xenstream.rules import everything

VECTORS = load()
FINDINGS = stated()
PROFILES = ("spec", "upstream", "restore")
NEVER_ON_A_PIPE = {"XS005", "XS009", "XS013", "XS016", "XS017"}  # where a pipe ends is not known
WITHOUT_VECTOR = {
    "XS691": "needs the policy of a host besides; see test_selection.py",
}

all_vectors = pytest.mark.parametrize("vector", VECTORS, ids=[v["name"] for v in VECTORS])
all_profiles = pytest.mark.parametrize("profile", PROFILES)


def told(vector: dict[str, Any], profile: str) -> dict[str, Any]:
    """Give what the reader is told of a vector."""
    return {
        "format": vector["format"],
        "profile": profile,
        "back_channel": vector.get("back_channel", False),
        "xen": vector.get("xen"),
    }


def verify_by_pipe(octets: bytes, options: dict[str, Any]) -> xenstream.Report:
    """Verify what another thread writes into a pipe."""
    reading, writing = os.pipe()

    def write() -> None:
        # A reader that has seen enough closes its end.
        try:
            with open(writing, "wb") as pipe:
                pipe.write(octets)
        except BrokenPipeError:
            pass

    writer = threading.Thread(target=write)
    writer.start()
    try:
        return xenstream.verify(reading, **options)
    finally:
        os.close(reading)
        writer.join()


def judgement(report: xenstream.Report) -> dict[str, Any]:
    """Return a report as a vector states it."""
    codes = sorted({finding.code for finding in report.findings})
    return {"verdict": report.verdict, "codes": codes}


@all_vectors
@all_profiles
def test_in_a_file(vector: dict[str, Any], profile: str, tmp_path: Path) -> None:
    path = tmp_path / "stream"
    path.write_bytes(build(vector))
    report = xenstream.verify(path, **told(vector, profile))
    path.unlink()  # pytest keeps tmp_path
    expected = {key: vector["expect"][profile][key] for key in ("verdict", "codes")}
    assert judgement(report) == expected, report.findings


@all_vectors
@all_profiles
def test_on_a_pipe(vector: dict[str, Any], profile: str) -> None:
    report = verify_by_pipe(build(vector), told(vector, profile))
    expected = vector["expect"][profile]
    codes = [code for code in expected["codes"] if code not in NEVER_ON_A_PIPE]
    verdict = expected.get("on_a_pipe", expected["verdict"])
    assert judgement(report) == {"verdict": verdict, "codes": codes}, report.findings


@all_vectors
def test_fields_and_words(vector: dict[str, Any]) -> None:
    """Where each finding is, which field it names, its message, and Xen's words on restore."""
    assert findings_of(vector) == FINDINGS[vector["name"]]


def test_fields_and_words_are_of_the_vectors() -> None:
    assert FINDINGS.keys() == {vector["name"] for vector in VECTORS}


def test_names_are_unique_and_kebab_case() -> None:
    names = [vector["name"] for vector in VECTORS]
    assert sorted(set(names)) == sorted(names)
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_every_rule_is_found_in_every_profile_that_has_it() -> None:
    for profile in PROFILES:
        found = {code for vector in VECTORS for code in vector["expect"][profile]["codes"]}
        rules = {code for code, rule in everything().items() if profile in rule.severities}
        assert found == rules - set(WITHOUT_VECTOR)


def test_example_in_the_readme_is_a_vector() -> None:
    example = (FOLDER / "README.md").read_text("utf-8").split("```")[1].removeprefix("yaml")
    assert yaml.safe_load(example)[0] in VECTORS


def test_exceptions_are_rules() -> None:
    assert set(WITHOUT_VECTOR) <= set(everything())


def test_every_record_has_a_good_vector_in_both_endiannesses() -> None:
    # These two are wrong in every forward stream.
    never_good = {"TOOLSTACK", "CHECKPOINT_DIRTY_PFN_LIST"}
    for endian in ("little", "big"):
        seen: set[tuple[str, str]] = set()
        for vector in VECTORS:
            if vector["expect"]["spec"]["verdict"] == "valid":
                seen |= records_of(vector["stream"], "little", endian)
        libxc = {("libxc", name) for name in LIBXC_RECORDS if name not in never_good}
        assert seen >= libxc | {("libxl", name) for name in LIBXL_RECORDS}, endian


def records_of(pieces: list[Any], around: str, wanted: str) -> set[tuple[str, str]]:
    """Return the layers and the names of all records in the wanted endianness."""
    seen: set[tuple[str, str]] = set()
    for piece in pieces:
        name, fields = (piece, {}) if isinstance(piece, str) else next(iter(piece.items()))
        if name == "xl":
            seen |= records_of(fields.get("stream", ["libxl"]), "little", wanted)
        elif name in ("libxl", "libxc"):
            endian = fields.get("endian", around)
            records = fields.get("records", [] if name == "libxc" else ["LIBXC_CONTEXT", "libxc"])
            if endian == wanted:
                names = [one if isinstance(one, str) else next(iter(one)) for one in records]
                seen |= {(name, one) for one in names}
                seen |= {(name, "END")} if fields.get("end", True) else set()
            seen |= records_of(records, endian, wanted)
    return seen
