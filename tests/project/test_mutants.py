"""The edits of `make mutants` still fit what they are of; whether tests notice them, it tells."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from places import ROOT, TESTS

MUTANTS: list[dict[str, Any]] = yaml.safe_load((TESTS / "mutants.yaml").read_text("utf-8"))


@pytest.mark.parametrize("mutant", MUTANTS, ids=[one["name"] for one in MUTANTS])
def test_an_edit_fits(mutant: dict[str, Any]) -> None:
    text = (ROOT / "src" / "xenstream" / mutant["file"]).read_text("utf-8")
    assert text.count(mutant["old"]) == 1
    assert mutant["new"] != mutant["old"]
    for path in mutant.get("tests", []):
        assert (TESTS / path.partition("::")[0]).is_file()


def test_each_has_its_name() -> None:
    names = [one["name"] for one in MUTANTS]
    assert sorted(set(names)) == sorted(names)
