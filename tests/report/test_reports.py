"""The forms of a report: text for people, and what other programs read."""

from __future__ import annotations

import gzip
import json
import os
import re
import struct
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import streams
from lxml import etree  # type: ignore[import-untyped]
from places import GOLDEN, ROOT, TESTS

import xenstream
from xenstream.report import baseline, digest, github, hexdump, junit, sarif
from xenstream.report.form import Told
from xenstream.report.text import FOLD, TextReport
from xenstream.rules import everything

SCHEMAS = TESTS / "schemas"
SARIF = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
JUNIT = etree.XMLSchema(etree.parse(str(SCHEMAS / "junit-10.xsd")))
REPORT = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))

BAD_ENTRY = streams.record(streams.PAGE_DATA, streams.page_data([5 << 60 | 7], pages=b""))
CONTEXT = streams.record(streams.HVM_CONTEXT, streams.CONTEXT_END)
PARAMETERS = streams.record(streams.HVM_PARAMS, struct.pack("<IIQQ", 1, 0, 1, 2))
NO_PARAMETERS = streams.record(streams.HVM_PARAMS, bytes(8))
OCTETS = {
    "good": streams.xl(),
    "bad": streams.libxc(
        [
            NO_PARAMETERS,
            streams.record(streams.PAGE_DATA, streams.page_data([streams.XTAB, 5 << 60 | 7])),
            streams.record(streams.HVM_PARAMS, b""),
            CONTEXT,
        ]
    ),
    "many": streams.libxc([BAD_ENTRY] * 1029 + [NO_PARAMETERS, CONTEXT]),
    "cut": streams.xl()[:-50],
    "padding": streams.libxc(
        [streams.record(streams.HVM_CONTEXT, b"5 oct", padding=b"\0\x1b\0"), PARAMETERS]
    ),
    "text": b"\x1b[31mno stream at all\x7f\xff",
}
ALL = (*OCTETS, "missing")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports")
    for name, octets in OCTETS.items():
        (path / name).write_bytes(octets)
    return path


def _lines(run: subprocess.CompletedProcess[bytes]) -> list[str]:
    return run.stdout.decode().splitlines()


# Text


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("text", ALL),
        ("hex", ("--hex", *ALL)),
        ("hex-color", ("--hex", "--color", "always", "bad", "cut")),
        ("max-findings", ("--max-findings", "3", "bad", "many")),
        ("github", ("-o", "github", "--max-findings", "12", *ALL)),
    ],
)
def test_golden(name: str, arguments: tuple[str, ...], folder: Path) -> None:
    """What is printed is what stands in golden/; with GOLDEN=write it is put there."""
    file = GOLDEN / f"{name}.txt"
    printed = streams.run(*arguments, cwd=folder).stdout
    if os.environ.get("GOLDEN") == "write":
        file.write_bytes(printed)
    assert printed.decode() == file.read_text(encoding="utf-8")


def test_the_worst_first_and_then_the_order_of_the_stream(folder: Path) -> None:
    report = xenstream.verify(folder / "bad")
    assert streams.codes(report) == ["XS534", "XS306", "XS305", "XS531"]
    sorted_codes = [finding.code for finding in digest.worst_first(report.findings)]
    assert sorted_codes == ["XS306", "XS305", "XS531", "XS534"]


def test_repeats_are_folded_and_all_are_counted(folder: Path) -> None:
    lines = _lines(streams.run("many", cwd=folder))
    assert sum(" error XS305: " in line for line in lines) == FOLD
    assert f"many: and {1029 - FOLD} more like it (XS305)" in lines
    assert "(1029 errors, 1 warning)" in lines[-2]


@pytest.mark.parametrize("most", [0, 1, 10, 11, 100])
def test_max_findings(most: int, folder: Path) -> None:
    lines = _lines(streams.run("--max-findings", str(most), "many", cwd=folder))
    shown = [line for line in lines if ": offset 0x" in line]
    assert len(shown) == min(most, FOLD + 1)
    told = sum(int(number) for number in re.findall(r": and (\d+) more", "\n".join(lines)))
    assert len(shown) + told == 1030
    assert "(1029 errors, 1 warning)" in lines[-2]


@pytest.mark.parametrize("most", ["-1", "x", "1e3", ""])
def test_max_findings_is_a_number(most: str) -> None:
    run = streams.run(f"--max-findings={most}")
    assert run.returncode == 2
    assert b"is no number of findings" in run.stderr


# Octets around a fault


def _hex(path: Path, octets: bytes, *arguments: str) -> list[str]:
    path.write_bytes(octets)
    run = streams.run("--hex", *arguments, path.name, cwd=path.parent)
    return [line for line in _lines(run) if line.startswith("    0x")]


def test_hex_counts_from_where_the_stream_begins(tmp_path: Path) -> None:
    rows = _hex(tmp_path / "at", OCTETS["bad"])
    assert rows
    assert _hex(tmp_path / "behind", bytes(77) + OCTETS["bad"], "--offset", "77") == rows


def test_hex_of_a_file_on_standard_input(tmp_path: Path) -> None:
    rows = _hex(tmp_path / "at", OCTETS["bad"])
    with (tmp_path / "at").open("rb") as file:
        command = [*streams.COMMAND, "--hex"]
        run = subprocess.run(command, stdin=file, capture_output=True, check=False)
    assert [line for line in _lines(run) if line.startswith("    0x")] == rows


def test_no_hex_of_what_cannot_be_read_again(tmp_path: Path) -> None:
    assert _hex(tmp_path / "packed", gzip.compress(OCTETS["bad"])) == []
    run = streams.run("--hex", stdin=OCTETS["bad"])
    assert b"    0x" not in run.stdout
    assert b"XS305" in run.stdout
    assert b"    0x" not in streams.run("--hex", "missing", cwd=tmp_path).stdout


def test_hex_shows_no_control_characters(tmp_path: Path) -> None:
    (row,) = _hex(tmp_path / "text", OCTETS["text"])
    assert row.endswith("|.[31mno stream a|")
    rows = _hex(tmp_path / "every", bytes(range(256)))
    assert all(row.isascii() and row.isprintable() for row in rows)


def test_hex_marks_a_field_that_crosses_rows(tmp_path: Path) -> None:
    inner = streams.libxl(inner=streams.libxc([BAD_ENTRY, CONTEXT, PARAMETERS]))
    image = streams.xl(inner, config=b'{"b_info":          {}}\0')
    assert (image.index(streams.libxc_headers()) + 0x38) % 16 == 12
    first, second = _hex(tmp_path / "at", image)
    assert re.search(r" 00\[07 00 00 00\] \|\.{16}\|$", first)
    assert re.match(r"    0x\w{7}0 \[00 00 00 50\]", second)


def test_a_long_field_has_two_rows_at_most(tmp_path: Path) -> None:
    finding = xenstream.Finding("XS001", "error", "", 8, None, "", length=1000)

    (tmp_path / "octets").write_bytes(bytes(range(64)))
    dump = hexdump.HexDump(str(tmp_path / "octets"), 0, color=False)
    first, second = dump.lines(finding)
    assert first.startswith("    0x00000000  00 01 02 03 04 05 06 07[08 09 0a 0b 0c 0d 0e 0f] |")
    assert second.startswith("    0x00000010 [10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f] |")


@pytest.mark.parametrize("size", range(1, 40))
def test_hex_at_the_end(size: int, tmp_path: Path) -> None:
    (row,) = _hex(tmp_path / "short", streams.libxc()[:size], "--format", "libxc")
    assert "[--]" in row
    last = streams.libxc()[size - 1]
    assert f"{last:02x}[--]" in row


def _on_a_terminal(*arguments: str, cwd: Path, **more: str) -> str:
    """Run with a pseudo-terminal for standard output, and give what it shows."""
    master, slave = streams.pseudo_terminal()
    child = subprocess.Popen(
        [*streams.COMMAND, *arguments], stdout=slave, env=streams.environment(**more), cwd=cwd
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(master, 1 << 16)
        except OSError:
            break
        shown += piece
    child.wait()
    os.close(master)
    return shown.decode()


def test_hex_is_for_terminals(folder: Path) -> None:
    assert "\033[1;31m07 00 00 00 00 00 00 50\033[0m" in _on_a_terminal("bad", cwd=folder)
    plain = _on_a_terminal("bad", cwd=folder, NO_COLOR="1")
    assert "[07 00 00 00 00 00 00 50]" in plain
    assert "\033" not in plain
    assert "    0x" not in _on_a_terminal("--no-hex", "bad", cwd=folder)
    assert b"    0x" not in streams.run("bad", cwd=folder).stdout


# SARIF


def _sarif(*arguments: str, cwd: Path) -> Any:
    run = streams.run("-o", "sarif", *arguments, cwd=cwd)
    log = json.loads(run.stdout)
    jsonschema.Draft4Validator(SARIF, format_checker=jsonschema.FormatChecker()).validate(log)
    (only,) = log["runs"]
    assert only["invocations"][0]["exitCode"] == run.returncode
    return only


def test_sarif(folder: Path) -> None:
    run = _sarif(*ALL, cwd=folder)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(everything())
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    result = next(one for one in run["results"] if one["ruleId"] == "XS305")
    assert result["level"] == "error"
    (location,) = result["locations"]
    physical = location["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "bad", "index": 1}
    assert physical["region"] == {"byteOffset": 0x50, "byteLength": 8}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "libxc/record 1 PAGE_DATA"
    assert {one["level"] for one in run["results"]} == {"error", "warning"}


def test_sarif_names_the_layers(folder: Path) -> None:
    (result,) = _sarif("cut", cwd=folder)["results"]
    (logical,) = result["locations"][0]["logicalLocations"]
    assert logical["fullyQualifiedName"] == "xl/libxl/record 1 EMULATOR_XENSTORE_DATA"


def test_sarif_tells_what_could_not_be_checked_and_what_was_omitted(folder: Path) -> None:
    (invocation,) = _sarif("missing", "many", cwd=folder)["invocations"]
    assert invocation["executionSuccessful"] is False
    could_not, omitted = invocation["toolExecutionNotifications"]
    assert could_not["level"] == "error"
    assert could_not["associatedRule"]["id"] == "XS903"
    assert omitted["message"]["text"].endswith("929 more of XS305")
    (invocation,) = _sarif("good", "bad", cwd=folder)["invocations"]
    assert invocation["executionSuccessful"] is True
    assert invocation["toolExecutionNotifications"] == []


def test_sarif_counts_octets_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "behind").write_bytes(bytes(100) + OCTETS["bad"])
    (tmp_path / "packed").write_bytes(gzip.compress(OCTETS["bad"]))
    behind = _sarif("--offset", "100", "behind", cwd=tmp_path)["results"]
    assert behind[0]["locations"][0]["physicalLocation"]["region"]["byteOffset"] == (
        100 + behind[0]["properties"]["offset"]
    )
    physical = _sarif("packed", cwd=tmp_path)["results"][0]["locations"][0]["physicalLocation"]
    assert "region" not in physical
    assert physical["address"]["absoluteAddress"] > 0


@pytest.mark.parametrize("profile", ["spec", "upstream"])
def test_sarif_of_nothing(profile: str) -> None:
    log = json.loads("".join(sarif.render([], profile)))
    jsonschema.Draft4Validator(SARIF).validate(log)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a/b", "a/b"),
        ("/a b/ü", "file:///a%20b/%C3%BC"),
        ("c:d,%\n#?", "c%3Ad%2C%25%0A%23%3F"),
        (os.fsdecode(b"\xff"), "%FF"),
    ],
)
def test_uri(path: str, expected: str) -> None:
    assert sarif.uri(path) == expected


# What is hostile, in every form

HOSTILE = 'a,b:c%d\n::error::e\r<f>&"g"\x1b[31m{0}[x](http://y)\ufffe\udcff'


def _hostile() -> xenstream.Report:
    finding = xenstream.Finding("XS305", "error", HOSTILE, 1, None, "xl header")
    warning = finding._replace(code="XS534", severity="warning")
    return xenstream.Report(
        HOSTILE, "xl", "spec", "invalid", (finding, warning), {"XS534": 3}, None, 1, 2, 3
    )


def test_hostile_text_in_junit() -> None:
    document = "".join(junit.render([Told(_hostile())], "spec"))
    assert document.isascii()
    JUNIT.assertValid(etree.fromstring(document.encode()))
    suite = ElementTree.fromstring(document)[0]
    assert suite.get("name") == (
        'a,b:c%d\\n::error::e\\r<f>&"g"\\x1b[31m{0}[x](http://y)\\ufffe\\udcff'
    )


def test_hostile_text_in_github() -> None:
    document = "".join(github.render([Told(_hostile())], "spec"))
    assert len(document.splitlines()) == 3
    first = document.splitlines()[0]
    assert first.startswith("::error file=a%2Cb%3Ac%25d%0A%3A%3Aerror%3A%3Ae%0D<f>")
    assert "\x1b" not in first
    command, _, message = first[2:].partition("::")
    assert ",title=XS305 page-type" in command
    assert message.startswith("a,b:c%25d%0A::error::e%0D<f>")


def test_hostile_text_in_sarif() -> None:
    log = json.loads("".join(sarif.render([Told(_hostile())], "spec")))
    jsonschema.Draft4Validator(SARIF).validate(log)
    text = log["runs"][0]["results"][0]["message"]["text"]
    assert text.isprintable()
    assert "{{0}}[x] (http://y)" in text


# JUnit


def _junit(*arguments: str, cwd: Path) -> ElementTree.Element:
    document = streams.run("-o", "junit", *arguments, cwd=cwd).stdout
    JUNIT.assertValid(etree.fromstring(document))
    return ElementTree.fromstring(document)


def test_junit(folder: Path) -> None:
    suites = {suite.get("name"): suite for suite in _junit(*ALL, cwd=folder)}
    assert list(suites) == list(ALL)
    told = {name: [one.tag for one in suite[0]] for name, suite in suites.items()}
    assert told["good"] == ["system-out"]
    assert told["bad"] == ["failure", "system-out"]
    assert told["missing"] == ["error", "system-out"]
    assert (suites["bad"].get("failures"), suites["bad"].get("errors")) == ("1", "0")
    assert (suites["missing"].get("failures"), suites["missing"].get("errors")) == ("0", "1")
    failure, out = suites["bad"][0]
    assert failure.get("type") == "XS306"
    assert len((failure.text or "").splitlines()) == 3
    assert "warning XS534" in (out.text or "")
    assert "929 more of XS305" in (suites["many"][0][0].text or "")


# Every form


@pytest.mark.parametrize("output", ["text", "json", "sarif", "junit", "github"])
def test_a_report_is_asked_for_when_it_is_to_be_written(output: str, folder: Path) -> None:
    module = import_module(f"xenstream.report.{output}")
    render = module.TextReport(False).render if output == "text" else module.render
    asked = 0

    def told() -> Iterator[Told]:
        nonlocal asked
        for number in range(3):
            asked += 1
            yield Told(xenstream.verify(folder / "bad", name=f"file{number}"))

    for piece in render(told(), "spec"):
        if not piece.startswith('"artifacts"'):
            assert set(re.findall(r"file\d", piece)) <= {f"file{asked - 1}"}
    assert asked == 3


@pytest.mark.parametrize("output", ["text", "json", "sarif", "junit", "github"])
def test_the_exit_status_does_not_hang_on_the_form(output: str, folder: Path) -> None:
    for files, status in ((["good"], 0), (["good", "bad"], 1), (["bad", "missing"], 2)):
        for more in ([], ["--max-findings", "0"]):
            run = streams.run("-o", output, *more, *files, cwd=folder)
            assert run.returncode == status
            assert run.stderr == b""


def test_max_findings_in_json(folder: Path) -> None:
    run = streams.run("-o", "json", "--max-findings", "3", "many", "bad", cwd=folder)
    document = json.loads(run.stdout)
    jsonschema.Draft202012Validator(REPORT).validate(document)
    many, bad = document["streams"]
    assert (len(many["findings"]), many["omitted"]) == (3, {"XS305": 1026, "XS534": 1})
    # The worst are kept, in the order of the stream.
    assert [one["code"] for one in bad["findings"]] == ["XS306", "XS305", "XS531"]
    assert bad["omitted"] == {"XS534": 1}


# A baseline


@pytest.fixture
def known(folder: Path, tmp_path: Path) -> str:
    """Give the option with a baseline of all files."""
    run = streams.run("-o", "json", *ALL, cwd=folder)
    (tmp_path / "known.json").write_bytes(run.stdout)
    return f"--baseline={tmp_path / 'known.json'}"


@pytest.mark.parametrize("output", ["text", "json", "sarif", "junit", "github"])
def test_nothing_new(output: str, known: str, folder: Path) -> None:
    run = streams.run("-o", output, known, *ALL, cwd=folder)
    assert run.returncode == 0
    assert b"XS305: " not in run.stdout
    left_out = b"xenstream verify: left out 1038 findings that are in the baseline\n"
    assert run.stderr == left_out
    assert streams.run("-q", "-o", output, known, *ALL, cwd=folder).stderr == b""


def test_the_verdict_is_still_the_streams(known: str, folder: Path) -> None:
    line, _ = _lines(streams.run(known, "bad", cwd=folder))
    assert line == "bad: invalid libxc stream (4 in the baseline)"
    (invocation,) = _sarif(known, "bad", "missing", cwd=folder)["invocations"]
    assert invocation["executionSuccessful"] is True
    assert [one.tag for one in _junit(known, "bad", cwd=folder)[0][0]] == ["system-out"]


def test_what_is_new_is_told_and_counted(known: str, tmp_path: Path) -> None:
    new = streams.record(streams.HVM_CONTEXT, b"")
    (tmp_path / "bad").write_bytes(OCTETS["bad"][:-8] + new + streams.record(streams.END))
    run = streams.run(known, "bad", cwd=tmp_path)
    assert run.returncode == 1
    told, verdict, _ = _lines(run)
    assert "XS521" in told
    assert "(1 error, 4 in the baseline)" in verdict


def test_another_path_is_another_stream(known: str, folder: Path) -> None:
    run = streams.run(known, "./bad", cwd=folder)
    assert (run.returncode, run.stderr) == (1, b"")


def test_a_new_warning_is_told_and_no_error(known: str, tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(streams.libxc([NO_PARAMETERS]))
    run = streams.run(known, "good", cwd=tmp_path)
    assert run.returncode == 0
    assert b"warning XS534" in run.stdout


def test_a_severer_finding_is_new() -> None:
    old = xenstream.Finding("XS004", "note", "m", 1, None, "w")
    document = {"path": "p", "findings": [_as_json(old)], "omitted": {}}
    compared = baseline.Baseline({"version": 1, "streams": [document]})
    for finding, is_new in ((old, 0), (old._replace(severity="error"), 1)):
        assert len(compared.fresh(_report([finding])).report.findings) == is_new


def _as_json(finding: xenstream.Finding) -> dict[str, Any]:
    record = None if finding.record is None else finding.record._asdict()
    return {**finding._asdict(), "record": record}


def _fault(index: int) -> xenstream.Finding:
    place = xenstream.Place(index, 1, "PAGE_DATA", "libxc")
    return xenstream.Finding("XS305", "error", "m", index, place, f"record {index} PAGE_DATA")


def _report(findings: list[xenstream.Finding], omitted: int = 0) -> xenstream.Report:
    counted = {"XS305": omitted} if omitted else {}
    return xenstream.Report(
        "p", "libxc", "spec", "invalid", tuple(findings), counted, None, 1, 2, 3
    )


def _fresh(old: list[int], old_omitted: int, new: list[int], new_omitted: int) -> tuple[int, int]:
    """Compare reports with faults in these records, and give how many are new and known."""
    document = {
        "path": "p",
        "findings": [_as_json(_fault(index)) for index in old],
        "omitted": {"XS305": old_omitted} if old_omitted else {},
    }
    compared = baseline.Baseline({"version": 1, "streams": [document]})
    report, known = compared.fresh(_report([_fault(index) for index in new], new_omitted))
    return len(report.findings) + sum(report.omitted.values()), known


@pytest.mark.parametrize(
    ("old", "new", "result"),
    [
        (([1, 2], 0), ([1, 2], 0), (0, 2)),
        (([1, 2], 0), ([1, 3], 0), (1, 1)),
        (([1, 2], 0), ([2], 0), (0, 1)),
        (([1], 0), ([1, 1], 0), (1, 1)),  # as often as it was there
        (([1, 2], 5), ([1, 2], 5), (0, 7)),
        (([1, 2], 5), ([1, 2], 6), (1, 7)),
        (([1, 2], 5), ([0, 1], 6), (1, 7)),  # 2 is now among the counted
        (([1, 2], 5), ([2, 3], 4), (0, 6)),  # 3 was among the counted
        (([1, 2], 5), ([8, 9], 0), (2, 0)),  # no known one before them
    ],
)
def test_the_counted_are_compared_by_number(
    old: tuple[list[int], int], new: tuple[list[int], int], result: tuple[int, int]
) -> None:
    assert _fresh(*old, *new) == result


@pytest.mark.parametrize(
    ("octets", "said"),
    [
        (None, b"cannot be read: No such file or directory"),
        (b"", b"is no report"),
        (b"{", b"is no report"),
        (b"[]", b"is no report"),
        (b"\xff\xfe", b"is no report"),
        (b"[" * 100_000, b"is no report"),
        (b'{"version": 1}', b"is no report"),
        (b'{"version": 2, "streams": []}', b"is no report"),
        (b'{"version": 1, "streams": [{}]}', b"is no report"),
        (b'{"version": 1, "streams": [{"path": 1, "findings": [], "omitted": {}}]}', b"no report"),
        (b'{"version": 1, "streams": [{"path": "p", "findings": [3], "omitted": {}}]}', b"no rep"),
        (b'{"version": 1, "streams": [{"path": "p", "findings": [], "omitted": [1]}]}', b"no rep"),
    ],
)
def test_what_is_no_baseline(octets: bytes | None, said: bytes, folder: Path) -> None:
    name = "baseline\x1b.json"
    (folder / name).unlink(missing_ok=True)
    if octets is not None:
        (folder / name).write_bytes(octets)
    run = streams.run("--baseline", name, "good", cwd=folder)
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.startswith(b"xenstream verify: --baseline baseline\\x1b.json: ")
    assert said in run.stderr


def test_a_text_report_alone_shows_all_that_is_kept(folder: Path) -> None:
    lines = list(TextReport(color=False).lines(xenstream.verify(folder / "many")))
    assert sum("XS305: " in line for line in lines) == 100


def test_a_finding_names_its_field(tmp_path: Path) -> None:
    octets = bytearray(OCTETS["bad"])
    struct.pack_into("<HH", octets, 0x1C, 11, 1)  # page_shift and what is reserved after it
    (tmp_path / "bad").write_bytes(octets)
    report = xenstream.verify(tmp_path / "bad")
    assert {one.code: (one.field, one.length) for one in report.findings} == {
        "XS112": ("page_shift", 2),
        "XS113": ("reserved1", 2),
        "XS305": ("pfns[1]", 8),
        "XS306": ("len_body", 4),
        "XS531": ("len_body", 4),
        "XS534": ("num_params", 4),
    }
    for one in report.findings:
        assert one.offset + one.length <= len(octets)


def test_a_fault_found_at_the_end_is_marked_where_it_is(tmp_path: Path) -> None:
    context = struct.pack("<HHI", 2, 0, 1000)  # a CPU record first, not a HEADER
    image = streams.libxc_headers() + streams.record(streams.HVM_CONTEXT, context)
    image += streams.record(streams.END, b"")
    (tmp_path / "image").write_bytes(image)
    report = xenstream.verify(tmp_path / "image", profile="restore", xen="4.17")
    (found,) = [one for one in report.findings if one.code == "XS643"]
    assert (found.offset, found.record.name) == (image.index(context), "HVM_CONTEXT")  # type: ignore[union-attr]
