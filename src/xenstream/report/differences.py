"""What differs between two streams, as text or JSON, for `xenstream diff`."""

from __future__ import annotations

from xenstream.report.json import dumps
from xenstream.report.text import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from xenstream.memory.differences import MemoryDifferences
    from xenstream.memory.ranges import Ranges
    from xenstream.tree.compare import Difference, Value

VERSION = 1
"""Of the JSON document."""

_MINUS, _PLUS, _PLAIN = "\033[31m", "\033[32m", "\033[0m"
_MOST_RANGES = 8
_FEATURE = "has_"
"""What the ids of features begin with in the specs."""


def as_text(
    a: str,
    b: str,
    differences: Iterable[Difference],
    memory: MemoryDifferences | None,
    color: bool,
) -> Iterator[str]:
    """Give lines as diff has them: what only `a` has or says, and what only `b` does."""
    paint = _Paint(color)
    found = list(differences)
    if not found and not memory:
        return
    yield paint.minus(f"--- {escape(a)}")
    yield paint.plus(f"+++ {escape(b)}")
    for path, ours, theirs in _lines(found):
        if ours is not None:
            yield paint.minus(f"-{escape(path)}{ours and ' '}{escape(ours)}")
        if theirs is not None:
            yield paint.plus(f"+{escape(path)}{theirs and ' '}{escape(theirs)}")
    if memory:
        for sign, what, ranges in (
            (paint.minus, "-memory: {} only here", memory.only_a),
            (paint.plus, "+memory: {} only here", memory.only_b),
            (paint.none, " memory: {} with other contents", memory.contents),
            (paint.none, " memory: {} of another type", memory.types),
        ):
            if len(ranges):
                count = ranges.count()
                said = what.format(f"{count} page{'' if count == 1 else 's'}")
                yield sign(f"{said}: {_ranges(ranges)}")


class _Paint:
    def __init__(self, color: bool) -> None:
        self._color = color

    def minus(self, line: str) -> str:
        return f"{_MINUS}{line}{_PLAIN}" if self._color else line

    def plus(self, line: str) -> str:
        return f"{_PLUS}{line}{_PLAIN}" if self._color else line

    def none(self, line: str) -> str:
        return line


def _lines(found: list[Difference]) -> Iterator[tuple[str, str | None, str | None]]:
    """Give path and both sides; features that one has and the other has not by their names."""
    at = 0
    while at < len(found):
        one = found[at]
        word, _, last = one.path.rpartition("/")
        if not _is_feature(one):
            yield (
                one.path,
                None if one.a is None else one.a.shown,
                None if one.b is None else one.b.shown,
            )
            at += 1
            continue
        ours: list[str] = []
        theirs: list[str] = []
        while at < len(found) and _is_feature(found[at]):
            one = found[at]
            here, _, last = one.path.rpartition("/")
            if here != word:
                break
            (ours if one.a is not None and one.a.plain is True else theirs).append(
                last[len(_FEATURE) :]
            )
            at += 1
        yield word, " ".join(ours) if ours else None, " ".join(theirs) if theirs else None


def _is_feature(one: Difference) -> bool:
    return (
        one.path.rpartition("/")[2].startswith(_FEATURE)
        and one.a is not None
        and one.b is not None
        and isinstance(one.a.plain, bool)
    )


def _ranges(ranges: Ranges) -> str:
    said: list[str] = []
    for start, end in ranges:
        if len(said) == _MOST_RANGES:
            said.append(f"and {len(ranges) - _MOST_RANGES} more")
            break
        said.append(f"0x{start:x}" if end == start + 1 else f"0x{start:x}-0x{end - 1:x}")
    about = " (about: they are too scattered)" if ranges.bridged else ""
    return ", ".join(said) + about


def as_json(
    a: str, b: str, differences: Iterable[Difference], memory: MemoryDifferences | None
) -> Iterator[str]:
    """Give one document in pieces: `differences`, each with its path, `a` and `b`, and `memory`."""
    yield dumps({"version": VERSION, "a": a, "b": b})[:-1] + ', "differences": ['
    separator = "\n"
    for one in differences:
        said = {"path": one.path, "a": _side(one.a), "b": _side(one.b)}
        yield separator + dumps(said)
        separator = ",\n"
    told: dict[str, Any] | None = None
    if memory is not None:
        told = {
            name: {
                "pages": ranges.count(),
                "ranges": [[hex(start), end - start] for start, end in ranges],
            }
            for name, ranges in memory._asdict().items()
        }
    yield f'\n], "memory": {dumps(told)}}}\n'


def _side(value: Value | None) -> object:
    if value is None or not isinstance(value.plain, tuple):
        return None if value is None else value.plain
    octets, digest = value.plain
    return {"octets": octets, "sha256": digest}
