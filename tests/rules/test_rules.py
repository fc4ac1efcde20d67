"""The registry of rules: each is explained, shown by two vectors, listed, and never changes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import streams
from places import ROOT, TESTS
from test_vectors import WITHOUT_VECTOR
from vector_builder import load
from vector_examples import examples

from xenstream.rules import ERROR, NOTE, WARNING, everything
from xenstream.rules.catalogue import FAMILIES, catalogue, family
from xenstream.rules.profiles import PROFILES

RULES = everything()
CODES = TESTS / "codes.txt"
RETIRED = "retired"

EXPLAINED = """\
XS305 page-type: no page type is 5 to 8
  error in spec, error in upstream, error in restore; since Xen 4.6

Why it matters:
  The type says whether a page of contents follows for the pfn. Types 5 to 8
  mean nothing, so a reader cannot tell; libxenguest stops with "Unknown type".

Usual cause:
  Damage in the table, or a count that is too large: then the first words of the
  first page are read as entries.

What to do:
  See whether the entry's pfn follows the ones before it. If it does not, the
  count is wrong; if it does, the type alone is damaged, and 0 is right for an
  ordinary page whose contents are there.

Reference:
  libxenctrl (libxc) Domain Image Format, revision 3, section page_data
  https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#page_data
"""


def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `xenstream` in a child, with `more` in its environment."""
    return subprocess.run(
        [sys.executable, "-m", "xenstream", *arguments],
        capture_output=True,
        text=True,
        env=streams.environment(**more),
        timeout=120,
        check=False,
    )


def test_names_are_unique_and_kebab_case() -> None:
    names = [rule.name for rule in RULES.values()]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_codes_are_well_formed() -> None:
    for code, rule in RULES.items():
        assert rule.code == code
        assert re.fullmatch(r"XS[0-9]{3}", code)
        assert family(code) in FAMILIES
        assert rule.reference
        assert rule.severities
        assert set(rule.severities.values()) <= {ERROR, WARNING, NOTE}


def test_a_code_is_never_used_again() -> None:
    """tests/codes.txt has each code that ever was: `CODE name`, and `retired` if it is no more.

    A new rule is entered there. A line is never taken out: findings, baselines and selections
    out there have the code.
    """
    used: dict[str, str] = {}
    for line in CODES.read_text("utf-8").splitlines():
        code, name, *retired = line.split()
        assert code not in used, f"{code} is there twice"
        used[code] = name
        if retired:
            assert retired == [RETIRED]
            assert code not in RULES, f"{code} is retired, and may not come back"
        else:
            assert code in RULES, f"{code} is gone: mark its line `{RETIRED}`"
            assert RULES[code].name == name, f"{code} has another name than before"
    assert set(RULES) <= set(used), "enter the new rules in tests/codes.txt"
    assert list(used) == sorted(used)


def test_every_rule_is_explained() -> None:
    for code, told in RULES.items():
        assert re.fullmatch(r"any|4\.[0-9]+", told.since), code
        for text in (told.why, told.cause, told.remedy):
            assert text.endswith("."), code
            assert text == " ".join(text.split()), code
            assert len(text) < 500, code
            assert "stand-in" not in text, code


def test_every_rule_has_its_two_vectors() -> None:
    shown = examples()
    assert set(shown) == set(RULES) - set(WITHOUT_VECTOR)
    vectors = {vector["name"]: vector["expect"] for vector in load()}
    for code, pair in shown.items():
        assert _has(vectors[pair["trips"]], code), code
        assert not _has(vectors[pair["passes"]], code), code


def _has(expected: dict[str, Any], code: str) -> bool:
    return any(code in one["codes"] for one in expected.values())


def test_the_examples_are_up_to_date() -> None:
    committed = ROOT / "src" / "xenstream" / "rules" / "examples.json"
    assert json.loads(committed.read_text("utf-8")) == examples(), "run 'make docs'"


def test_every_code_that_is_expected_is_a_rule() -> None:
    expected = {
        code for vector in load() for one in vector["expect"].values() for code in one["codes"]
    }
    assert expected <= set(RULES)


def test_every_code_that_is_told_of_is_a_rule() -> None:
    docs = (ROOT / "docs").glob("*.md")
    for path in (*(ROOT / "src").rglob("*.py"), *ROOT.glob("*.md"), *docs):
        pattern = r'"(XS[0-9]{3})"' if path.suffix == ".py" else r"\b(XS[0-9]{3})\b"
        assert set(re.findall(pattern, path.read_text("utf-8"))) <= set(RULES), path


def test_the_page_is_up_to_date() -> None:
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert page == run("rules", "-o", "markdown").stdout, "run 'make docs'"
    for code in RULES:
        assert page.count(f'<a id="{code.lower()}"></a>') == 1


def test_rules_as_json() -> None:
    done = run("rules", "-o", "json")
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert [one["code"] for one in document] == sorted(RULES)
    assert next(one for one in document if one["code"] == "XS007") == {
        "code": "XS007",
        "name": "one-read",
        "title": RULES["XS007"].title,
        "severities": {"spec": None, "upstream": "error", "restore": None},
        "reference": RULES["XS007"].reference,
        "clause": None,
        "since": "4.6",
        "why": RULES["XS007"].why,
        "cause": RULES["XS007"].cause,
        "remedy": RULES["XS007"].remedy,
        "examples": examples()["XS007"],
    }


def test_rules_as_text_in_a_pipe() -> None:
    done = run("rules")
    legend, *lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert legend.startswith("Severity in profile spec, upstream, restore: E error")
    assert [line.split()[0] for line in lines] == sorted(RULES)
    line = next(line for line in lines if line.startswith("XS306"))
    assert line.split(maxsplit=3) == ["XS306", "EEE", RULES["XS306"].name, RULES["XS306"].title]


@pytest.mark.parametrize("profile", PROFILES)
def test_rules_of_a_profile(profile: str) -> None:
    lines = run("rules", "--profile", profile).stdout.splitlines()[1:]
    codes = [line.split()[0] for line in lines]
    assert codes == sorted(code for code in RULES if profile in RULES[code].severities)
    assert all(line.split()[1] in "EWN" for line in lines)
    document = json.loads(run("rules", "--profile", profile, "-o", "json").stdout)
    assert [one["code"] for one in document] == codes


@pytest.mark.parametrize("columns", [1, 40, 80, 200])
def test_rules_on_a_terminal(columns: int) -> None:
    done = run("rules", COLUMNS=str(columns))
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert [line[:5] for line in lines if line.startswith("XS")] == sorted(RULES)
    if columns >= 40:
        assert max(map(len, lines)) <= columns
    for rule in RULES.values():
        assert rule.name in done.stdout


@pytest.mark.parametrize("word", ["XS305", "xs305", "305", "page-type", "Page-Type"])
def test_explain(word: str) -> None:
    done = run("explain", word, COLUMNS="80")
    assert (done.stdout, done.stderr, done.returncode) == (EXPLAINED, "", 0)


def test_explain_each() -> None:
    entries = catalogue()
    done = run("explain", *entries)
    assert done.returncode == 0
    flat = " ".join(done.stdout.split())
    for entry in entries.values():
        assert f"{entry.code} {entry.name}: {entry.title}" in flat
        for text in (entry.why, entry.cause, entry.remedy, entry.reference):
            assert text in flat
    assert "stand-in" not in flat


@pytest.mark.parametrize("columns", [1, 40])
def test_explain_on_a_narrow_terminal(columns: int) -> None:
    done = run("explain", "XS305", COLUMNS=str(columns))
    assert done.stdout.split() == EXPLAINED.split()
    wide = [line for line in done.stdout.splitlines() if len(line) > max(columns, 20)]
    assert [line for line in wide if " " in line.strip()] == []  # a URL is never folded


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("XS3O5", "no rule XS3O5; did you mean XS305"),
        ("page-typ", "no rule page-typ; did you mean page-type"),
        ("zzz", "no rule zzz; `xenstream rules` lists them"),
        ("", "no rule ''; `xenstream rules` lists them"),
        ("a\x1b[2Jb", "no rule a\\x1b[2Jb; "),
        ("9" * 5000, "no rule 9"),
    ],
)
def test_explain_what_is_not_there(word: str, said: str) -> None:
    done = run("explain", word)
    assert (done.stdout, done.returncode) == ("", 2)
    assert done.stderr.startswith(f"xenstream explain: {said}")
    assert done.stderr.count("\n") == 1


def test_explain_goes_on_after_what_is_not_there() -> None:
    done = run("explain", "zzz", "305", COLUMNS="80")
    assert (done.stdout, done.returncode) == (EXPLAINED, 2)


@pytest.mark.parametrize("arguments", [["explain"], ["rules", "-o", "xml"], ["rules", "x"]])
def test_wrong_usage(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2
    assert done.stderr.startswith(f"xenstream {arguments[0]}: ")


@pytest.mark.parametrize("arguments", [["rules", "-o", "json"], ["explain", *RULES]])
def test_a_pipe_that_is_closed_early(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)  # before anything is written, so that nothing depends on who is faster
    command = [sys.executable, "-m", "xenstream", *arguments]
    try:
        done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writer)
    assert done.stderr == b""  # nobody is left to be told
    assert done.returncode == 2


def test_verifying_loads_none_of_it(tmp_path: Path) -> None:
    (tmp_path / "good").write_bytes(streams.xl())
    program = (
        "import sys; from xenstream.cli import main; main(['verify', '-q', 'good']);"
        " print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "xenstream.rules" in loaded
    for module in ("rules.catalogue", "rules.markdown"):
        assert f"xenstream.{module}" not in loaded
    assert not loaded & {"difflib", "textwrap"}
