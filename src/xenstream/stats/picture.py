"""A map of memory and the passes, as one file without a script and without the network.

SVG by itself, or within HTML. Colour never tells anything alone: what is sent again is hatched,
page tables are dotted, zero pages are hollow, and each cell says what it is when it is pointed at.
"""

from __future__ import annotations

import os
from html import escape as escape_markup

from xenstream.memory.words import size_of
from xenstream.octets.kept_file import KeptFile
from xenstream.stats.text import lines, range_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from xenstream.stats.count import Statistics
    from xenstream.stats.pages import Counts

_COLUMNS = 64
_WIDTH, _HEIGHT, _GAP, _LEFT = 13, 18, 2, 104
_FULL = _LEFT + _COLUMNS * _WIDTH
_BAR = 560
_MOST_PASSES = 200

_CSS = """\
:root,svg{--bg:#fff;--fg:#222;--none:#f0f0f0;--data:#2477b3;--table:#7d3c98;--hot:#b3470b;\
--zero:#fff;--line:#8aa}
@media(prefers-color-scheme:dark){:root,svg{--bg:#14171a;--fg:#ddd;--none:#20252a;--data:#5aa9e6;\
--table:#c39bd3;--hot:#f5a35c;--zero:#14171a;--line:#789}}
@media print{:root,svg{--bg:#fff;--fg:#000;--none:#fff;--data:#777;--table:#444;--hot:#000;\
--zero:#fff;--line:#999}svg{break-inside:avoid}\
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
body{background:var(--bg);color:var(--fg);font:14px system-ui,sans-serif;margin:1.5em auto;\
max-width:1000px;padding:0 1em}
svg{width:100%;height:auto;background:var(--bg)}
text{fill:var(--fg);font:11px ui-monospace,monospace}
.none{fill:var(--none)}.data{fill:var(--data)}
.zero{fill:var(--zero);stroke:var(--line)}
.table{fill:url(#dots);stroke:var(--table)}
.once{fill:url(#hatch1);stroke:var(--data)}.often{fill:url(#hatch2);stroke:var(--hot)}
.cell:hover{stroke:var(--fg);stroke-width:2}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
"""
_PATTERNS = (
    '<defs><pattern id="hatch1" width="6" height="6" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--data)"/>'
    '<rect width="2" height="6" fill="var(--zero)"/></pattern>'
    '<pattern id="hatch2" width="4" height="4" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(-45)"><rect width="4" height="4" fill="var(--hot)"/>'
    '<rect width="1.5" height="4" fill="var(--zero)"/></pattern>'
    '<pattern id="dots" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<rect width="5" height="5" fill="var(--zero)"/>'
    '<circle cx="2.5" cy="2.5" r="1.6" fill="var(--table)"/></pattern></defs>'
)
_OFTEN = 2
"""Times a page was sent again, in the mean, from which on a cell is hot."""
_LEGEND = (
    ("data", "data"),
    ("zero", "zero pages"),
    ("table", "page tables"),
    ("once", "sent again"),
    ("often", f"sent again {_OFTEN}x+"),
    ("none", "no page"),
)


def write(path: str, statistics: Statistics, name: str, others: tuple[int, ...] = ()) -> None:
    """Write the picture to the file `path`, as HTML if it ends so, as SVG otherwise.

    Raises:
        xenstream.octets.kept_file.RefusedError: the file must not be written; the text says why.
        OSError: it cannot be written.

    """
    kept = KeptFile(path, others, access=os.O_RDWR)
    try:
        draw = html if path.endswith(".html") else svg
        kept.write(draw(statistics, name).encode())
    except BaseException as error:
        kept.fail(error)
        raise
    kept.keep()


def html(statistics: Statistics, name: str) -> str:
    """Give the picture as a page."""
    title = _text(name)
    told = "\n".join(_text(line) for line in lines(statistics))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{title}</title><style>{_CSS}</style></head><body><h1>{title}</h1>"
        f"{_drawing(statistics)}<pre>{told}</pre></body></html>\n"
    )


def svg(statistics: Statistics, name: str) -> str:
    """Give the picture as an image."""
    return _drawing(statistics, f"<title>{_text(name)}</title><style>{_CSS}</style>") + "\n"


def _drawing(statistics: Statistics, head: str = "") -> str:
    parts: list[str] = []
    y = 16
    parts.append(_label(0, y, f"memory: a cell is {size_of(statistics.cell * 4096)}"))
    y += 10
    for part, height in _map(statistics, y):
        parts.append(part)
        y += height
    y += 14
    parts.append(_legend(y, looked=statistics.looked))
    y += 40
    least = "at least " if statistics.at_least else ""
    parts.append(_label(0, y, f"passes: {least}{len(statistics.passes)}"))
    y += 10
    for part, height in _passes(statistics, y):
        parts.append(part)
        y += height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_FULL} {y + 10}" role="img"'
        f' aria-label="a map of memory, and the passes">{head}{_PATTERNS}'
        f"{''.join(parts)}</svg>"
    )


def _map(statistics: Statistics, y: int) -> Iterator[tuple[str, int]]:
    """Give the rows of the map and their heights; rows without a page are folded."""
    rows: dict[int, dict[int, Counts]] = {}
    for number, counts in statistics.cells:
        rows.setdefault(number // _COLUMNS, {})[number % _COLUMNS] = counts
    before = -1
    for row, cells in rows.items():
        if row > before + 1:
            octets = (row - before - 1) * _COLUMNS * statistics.cell * 4096
            yield _label(0, y + 13, f"... no page in {size_of(octets)} ..."), _HEIGHT
            y += _HEIGHT
        address = row * _COLUMNS * statistics.cell * 4096
        parts = [_label(0, y + 13, f"0x{address:09x}")]
        parts += _row(statistics, row, cells, y)
        yield "".join(parts), _HEIGHT
        y += _HEIGHT
        before = row


def _row(statistics: Statistics, row: int, cells: dict[int, Counts], y: int) -> Iterator[str]:
    """Give the cells of a row; those that have no page, and lie side by side, as one."""
    column = 0
    while column < _COLUMNS:
        counts = cells.get(column)
        end = column + 1
        while counts is None and end < _COLUMNS and end not in cells:
            end += 1
        first = row * _COLUMNS
        where = range_of(statistics.cell, first + column, first + end - 1)
        kind, told = ("none", "no page") if counts is None else _cell(statistics, counts)
        share = 1 if counts is None else max(0.25, counts.pages / statistics.cell)
        height = (_HEIGHT - _GAP) * share
        x = _LEFT + column * _WIDTH
        width = (end - column) * _WIDTH - _GAP
        top = y + _HEIGHT - _GAP - height
        if share < 1:
            yield _rect("none", x, y, width, _HEIGHT - _GAP)
        yield _rect(f"cell {kind}", x, top, width, height, f"{where}: {told}")
        column = end


def _cell(statistics: Statistics, counts: Counts) -> tuple[str, str]:
    """Give a cell's class and what it says; of several that fit, the one that is worth most."""
    told = [f"{counts.pages} of {statistics.cell} pages"]
    if statistics.looked:
        told.append(f"{counts.zero} zero")
    if counts.tables:
        told.append(f"{counts.tables} page tables")
    if counts.resent:
        told.append(f"{counts.resent} sent again, {counts.resends} times in all")
    if counts.resends >= _OFTEN * counts.pages:
        kind = "often"
    elif counts.resent:
        kind = "once"
    elif counts.tables:
        kind = "table"
    elif counts.zero == counts.pages and statistics.looked:
        kind = "zero"
    else:
        kind = "data"
    return kind, ", ".join(told)


def _legend(y: int, *, looked: bool) -> str:
    parts = []
    shown = [one for one in _LEGEND if looked or one[0] != "zero"]
    for number, (kind, told) in enumerate(shown):
        x = _LEFT + number * 138
        parts.append(_rect(kind, x, y, 14, 14))
        parts.append(_label(x + 20, y + 11, told))
    return "".join(parts)


def _passes(statistics: Statistics, y: int) -> Iterator[tuple[str, int]]:
    passes = statistics.passes
    most = max((one.octets for one in passes), default=0) or 1
    stopped = statistics.stop_and_copy
    for number, one in enumerate(passes[:_MOST_PASSES], 1):
        width = max(1.0, _BAR * one.octets / most)
        kind = "data" if number == 1 else "zero" if one.kind == "verify" else "once"
        told = f"{one.pages} pages, {size_of(one.octets)}"
        if one is stopped:
            kind = "often"
            told += ", the guest stood still"
        elif one.kind != "memory":
            told += f", {one.kind}"
        place = f"octets {one.begin} to {one.end} of the stream: {one.records} records"
        if one.resent:
            place += f", {one.resent} pages sent before"
        if statistics.looked and one.unchanged:
            place += f", {one.unchanged} of them unchanged"
        yield (
            (
                _label(0, y + 12, f"pass {number}")
                + _rect(f"cell {kind}", _LEFT, y, width, 14, place)
                + _label(_LEFT + width + 6, y + 11, told)
            ),
            18,
        )
        y += 18
    if len(passes) > _MOST_PASSES:
        yield _label(0, y + 12, f"and {len(passes) - _MOST_PASSES} more"), 18


def _rect(kind: str, x: float, y: float, width: float, height: float, told: str = "") -> str:
    title = f"<title>{_text(told)}</title></rect>" if told else "</rect>"
    return f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}">{title}'


def _label(x: float, y: float, text: str) -> str:
    return f'<text x="{x:g}" y="{y:g}">{_text(text)}</text>'


def _text(text: str) -> str:
    """Give text for markup, in which nothing is a tag or a control character."""
    from xenstream.report.text import escape

    return escape_markup(escape(text))
