"""Statistics as lines of text, and as JSON."""

from __future__ import annotations

from xenstream.memory.gather import PAGE
from xenstream.memory.words import size_of
from xenstream.report.json import path_hex

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from xenstream.stats.count import Statistics
    from xenstream.stats.pages import Counts
    from xenstream.stats.passes import Pass

_BAR = 24
_MOST_LINES = 24
_TIMES = {1: "once", 2: "twice"}


def range_of(cell: int, first: int, last: int) -> str:
    """Give the addresses of cells, the last included."""
    return f"0x{first * cell * PAGE:x} to 0x{(last + 1) * cell * PAGE - 1:x}"


def lines(statistics: Statistics) -> Iterator[str]:
    """Give the statistics, a line at a time."""
    total = statistics.total
    guest = statistics.guest_type or "unknown"
    yield (
        f"{statistics.format} stream of an {guest} guest, {size_of(statistics.octets)}:"
        f" {_pages(total.pages)}, {size_of(total.pages * PAGE)}"
    )
    if statistics.holes:
        yield f"holes: {statistics.holes} pfns below 0x{statistics.end - 1:x} have no page"
    if total.tables:
        yield f"page tables: {total.tables}"
    if statistics.kinds:
        yield f"pfns by type: {_kinds(statistics.kinds)}"
    if statistics.named and statistics.named != statistics.kinds:
        yield f"entries by type: {_kinds(statistics.named)}"
    if statistics.times:
        yield f"pfns by how often they were sent: {_times(statistics.times)}"
    yield from _contents(statistics)
    yield from _passes(statistics)
    yield from _checkpoints(statistics)
    hot = statistics.hottest()
    if hot:
        yield "sent again most:"
        for first, last, counts in hot:
            yield (
                f"  {range_of(statistics.cell, first, last)}: {counts.resends} times,"
                f" of {_pages(counts.resent)}"
            )


def _kinds(kinds: dict[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in kinds.items())


def _times(times: dict[int, int]) -> str:
    shown = [
        f"{_TIMES.get(often, f'{often} times')} {number}"
        for often, number in list(times.items())[:_MOST_LINES]
    ]
    left = sum(list(times.values())[_MOST_LINES:])
    return ", ".join(shown) + (f", more often {left}" if left else "")


def _contents(statistics: Statistics) -> Iterator[str]:
    again = f"sent: {_pages(statistics.sent)}, {statistics.resent} of them again"
    if not statistics.looked:
        yield again
        return
    yield f"{again}, {statistics.unchanged} of those unchanged"
    yield f"zero pages: {statistics.total.zero}; copies of another page: {statistics.duplicates}"


def _passes(statistics: Statistics) -> Iterator[str]:
    passes = statistics.passes
    if not passes:
        return
    least = "at least " if statistics.at_least else ""
    stopped = statistics.stop_and_copy
    yield f"passes: {least}{len(passes)}"
    most = max(one.pages for one in passes) or 1
    width = len(str(most))
    for number, one in enumerate(passes[:_MOST_LINES], 1):
        bar = "#" * max(1 if one.pages else 0, round(_BAR * one.pages / most))
        told = ", ".join(_about(statistics, one, one is stopped))
        line = f"  {number:3} {bar:{_BAR}} {one.pages:{width}} pages, {size_of(one.octets)}"
        yield f"{line}, {told}" if told else line
    if len(passes) > _MOST_LINES:
        yield f"  and {len(passes) - _MOST_LINES} more"


def _about(statistics: Statistics, one: Pass, is_stopped: bool) -> list[str]:
    if one.kind == "verify":
        differ = f": {one.pages - one.unchanged} differ" if statistics.looked else ""
        return [f"VERIFY{differ}"]
    told = ["for a checkpoint"] if one.kind == "checkpoint" else []
    if is_stopped:
        told.append("while the guest stood still")
    if statistics.looked and one.unchanged:
        told.append(f"{one.unchanged} unchanged")
    return told


def _checkpoints(statistics: Statistics) -> Iterator[str]:
    found = statistics.checkpoints
    if not found:
        return
    yield f"checkpoints: {sum(one.is_complete for one in found)}"
    for number, one in enumerate(found[:_MOST_LINES], 1):
        changed = f", {one.changed} of them new or changed" if statistics.looked else ""
        incomplete = "" if one.is_complete else ", not complete"
        yield (
            f"  {number:3} {_pages(one.pages)}{changed}, {size_of(one.libxc_octets)} of libxc,"
            f" {size_of(one.libxl_octets)} of libxl{incomplete}"
        )
    if len(found) > _MOST_LINES:
        yield f"  and {len(found) - _MOST_LINES} more"


def _pages(number: int) -> str:
    return f"{number} page" if number == 1 else f"{number} pages"


def as_json(statistics: Statistics, path: str) -> dict[str, Any]:
    """Give the statistics as JSON; what was not looked at is null."""
    total, looked = statistics.total, statistics.looked
    return {
        "path": path,
        "path_hex": path_hex(path),
        "format": statistics.format,
        "guest_type": statistics.guest_type,
        "octets": statistics.octets,
        "pages": total.pages,
        "holes": statistics.holes,
        "page_tables": total.tables,
        "pfns_by_type": statistics.kinds,
        "entries_by_type": statistics.named,
        "pfns_by_times_sent": {str(often): one for often, one in statistics.times.items()},
        "pages_sent": statistics.sent,
        "pages_resent": statistics.resent,
        "pages_resent_unchanged": statistics.unchanged if looked else None,
        "zero_pages": total.zero if looked else None,
        "duplicate_pages": statistics.duplicates if looked else None,
        "passes_are_at_least": statistics.at_least,
        "passes": [
            {
                "kind": one.kind,
                "guest_stopped": one is statistics.stop_and_copy,
                "offset": one.begin,
                "octets": one.octets,
                "records": one.records,
                "pfns": one.pfns,
                "pages": one.pages,
                "pages_resent": one.resent,
                "pages_unchanged": one.unchanged if looked else None,
            }
            for one in statistics.passes
        ],
        "checkpoints": [
            {
                "offset": one.begin,
                "complete": one.is_complete,
                "passes": one.passes,
                "pages": one.pages,
                "pages_changed": one.changed if looked else None,
                "libxc_octets": one.libxc_octets,
                "libxl_octets": one.libxl_octets,
            }
            for one in statistics.checkpoints
        ],
        "hottest": [
            {
                "address": first * statistics.cell * PAGE,
                "octets": (last + 1 - first) * statistics.cell * PAGE,
                **_counts(counts, looked),
            }
            for first, last, counts in statistics.hottest()
        ],
        "lacks": statistics.lacks,
    }


def _counts(counts: Counts, looked: bool) -> dict[str, Any]:
    return {
        "pages": counts.pages,
        "zero_pages": counts.zero if looked else None,
        "page_tables": counts.tables,
        "pages_resent": counts.resent,
        "resends": counts.resends,
    }
