"""Tells what the languages made of the streams: docs/conformance.md, of page.md and known.json."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import compiled
import languages
from reading import Outcome, Read

TABLE = languages.ROOT / "docs" / "conformance.md"
KNOWN: dict[str, list[dict[str, Any]]] = json.loads(
    (languages.HERE / "known.json").read_text("utf-8")
)


def table(laid: list[Read], outcomes: dict[str, Outcome]) -> str:
    """Make a row a family, a column a language."""
    ran = {name: outcome for name, outcome in outcomes.items() if not outcome.missing}
    counts = Counter(read.family for read in laid)
    rows = [
        f"| family | streams | {' | '.join(ran)} |",
        f"|---|---{'|---' * len(ran)}|",
    ]
    for family, count in counts.items():
        off = [
            sum(name.startswith(f"{family}/") for name in outcome.differences)
            for outcome in ran.values()
        ]
        rows.append(f"| {family} | {count} | {' | '.join(told(count, each) for each in off)} |")
    totals = " | ".join(told(len(laid), len(outcome.differences)) for outcome in ran.values())
    rows.append(f"| all | {len(laid)} | {totals} |")
    return "\n".join(rows)


def told(count: int, off: int) -> str:
    """Tell how many of the streams agree."""
    if not off:
        return "agree"
    parts = ((count - off, "agree"), (off, "not"))
    return ", ".join(f"{number} {what}" for number, what in parts if number)


def verdict(name: str, outcome: Outcome) -> str:
    """Tell how many differ, and whether that is known."""
    if not outcome.differences:
        return "agree"
    causes = [known(name, stream, said) for stream, said in outcome.differences.items()]
    is_known = f", all known: docs/{TABLE.name}" if all(causes) else ""
    return f"{len(causes)} differ{is_known}"


def known(language: str, stream: str, difference: str) -> str:
    """Why a difference is known; empty where it is not."""
    for cause in KNOWN.get(language, []):
        if stream in cause["streams"] and re.search(cause.get("said", ""), difference):
            return str(cause["why"])
    return ""


def page(
    laid: list[Read], outcomes: dict[str, Outcome], results: dict[str, compiled.Result]
) -> str:
    causes: dict[str, list[str]] = {}
    for name, outcome in outcomes.items():
        for stream, difference in outcome.differences.items():
            why = known(name, stream, difference) or difference
            causes.setdefault(f"{name}: {why}", []).append(f"`{stream}`")
    notes = [f"- {why}: {', '.join(found)}" for why, found in causes.items()]
    text = (languages.HERE / "page.md").read_text("utf-8")
    return (
        text.replace("@TABLE@", table(laid, outcomes))
        .replace("@DIFFERENCES@", "\n".join(notes) or "None.")
        .replace("@COMPILED@", compiled_table(results))
    )


def compiled_table(results: dict[str, compiled.Result]) -> str:
    rows = [f"| {name} | {result.told()} |" for name, result in results.items()]
    return "\n".join(["| language | how far |", "|---|---|", *rows])
