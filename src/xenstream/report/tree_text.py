"""Trees as text for people, as wide as they like."""

from __future__ import annotations

import re
import textwrap

from xenstream.report.text import escape
from xenstream.tree.fields import INLINE
from xenstream.tree.nodes import Array, Blob, Leaf, Struct, children, ends
from xenstream.walk.walker import Cut, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Union

    from xenstream.tree.nodes import Node
    from xenstream.walk.walker import Item

    Row = list[str]
    Cell = Union[Leaf, Blob]
    Scalar = Union[Cell, Struct]
    """What stands in columns: a struct does whose line is short and says all of it."""

_NARROWEST = 40
_MOST_TEXT = 256
"""Characters of one text that are shown."""
_MOST_LINE = 20
"""Characters of a struct's line that stands in columns."""
_SHORT = 2
"""Octets up to which leaves stand in the same columns."""
_MOST_OCTETS = 16
"""Octets of one leaf that are shown with it."""


def title(item: Item, tree: Struct) -> str:
    """Give the line above an item."""
    record = item.record if isinstance(item, Cut) else item
    if isinstance(record, Record):
        where = f"{record.layer.name} record {record.index} {record.name}"
        return f"{where}, offset 0x{record.offset:x}, {_octets(record.length)}"
    return f"{tree.field.id}, offset 0x{tree.offset:x}, {_octets(tree.size)}"


class TreeText:
    """Lines on trees."""

    def __init__(self, width: int, verbose: bool = False, hexadecimal: bool = False) -> None:
        """Take the columns there are, and whether each leaf has a line, with its octets or not."""
        self._width = max(width, _NARROWEST)
        self._verbose = verbose or hexadecimal
        self._hexadecimal = hexadecimal
        self._octets = b""
        self._begin = 0

    def item(self, title: str, tree: Struct) -> Iterator[str]:
        """Give the lines on an item."""
        yield from textwrap.wrap(
            title, self._width, subsequent_indent="    ", break_on_hyphens=False
        )
        self._octets, self._begin = tree.octets, tree.offset
        nodes = list(_flat(tree))
        if not self._verbose:  # the title says what a record's header does
            nodes = [one for one in nodes if isinstance(one, Leaf) or not _tells(tree, one)]
        yield from self._fields(nodes, 2)
        if tree.is_cut:
            yield "  ... what there is of it ends here"

    def node(self, path: str, node: Node, tree: Struct) -> Iterator[str]:
        """Give the lines on a part of an item."""
        self._octets, self._begin = tree.octets, tree.offset
        if isinstance(node, (Leaf, Blob)):
            if self._verbose:
                yield from self._leaf(node, 0, path)
            else:
                yield f"{path} {_value(node)}"
            return
        yield self._fit(f"{path}{_line(node)}  @0x{node.offset:x}, {_octets(node.size)}")
        yield from self._within(node, 2)

    def _fit(self, line: str) -> str:
        return line if len(line) <= self._width else f"{line[: self._width - 3]}..."

    def _within(self, node: Node, indent: int) -> Iterator[str]:
        if isinstance(node, Array):
            yield from self._array(node, indent)
        elif isinstance(node, Struct):
            yield from self._fields(list(_flat(node)), indent)

    def _fields(self, nodes: list[Node], indent: int) -> Iterator[str]:
        run: list[Scalar] = []
        for node in nodes:
            if not self._verbose and _is_silent(node):
                continue
            if isinstance(node, (Leaf, Blob)) or (
                isinstance(node, Struct) and not self._verbose and _is_short(node)
            ):
                if run and _kind(node) != _kind(run[-1]):
                    yield from self._scalars(run, indent)
                    run = []
                run.append(node)
                continue
            yield from self._scalars(run, indent)
            run = []
            yield from self._part(node, indent)
        yield from self._scalars(run, indent)

    def _part(self, node: Struct | Array, indent: int) -> Iterator[str]:
        pad = " " * indent
        name = _name(node)
        if isinstance(node, Struct):
            if not self._verbose and _is_set(node):
                yield from self._set(node, indent)
                return
            yield self._fit(f"{pad}{name}{_line(node)}  @0x{node.offset:x}")
            inner = list(_flat(node)) if self._verbose else _untold(node)
            yield from self._fields(inner, indent + 2)
        else:
            more = ", and more" if node.is_cut else ""
            yield self._fit(f"{pad}{name}[{len(node.items)}]{more}  @0x{node.offset:x}")
            yield from self._array(node, indent + 2)

    def _set(self, node: Struct, indent: int) -> Iterator[str]:
        """Give a struct of flags as the names of those that are set."""
        names = [
            _flag(leaf) for leaf in node.fields if isinstance(leaf, Leaf) and leaf.value is True
        ]
        odd = [
            f"{one.field.id} {_value(one)}"
            for one in node.fields
            if isinstance(one, Leaf) and _is_odd(one)
        ]
        pad = " " * indent
        yield from textwrap.wrap(
            f"{_name(node)}: {' '.join(names + odd) or 'none'}",
            self._width,
            initial_indent=pad,
            subsequent_indent=f"{pad}  ",
            break_on_hyphens=False,
        )

    def _scalars(self, run: list[Scalar], indent: int) -> Iterator[str]:
        if not run:
            return
        if self._verbose:
            for leaf in run:
                if not isinstance(leaf, Struct):
                    yield from self._leaf(leaf, indent, _name(leaf))
            return
        pad = " " * indent
        if len(run) == 1 and isinstance(run[0], Leaf) and isinstance(run[0].value, str):
            yield self._fit(f"{pad}{_name(run[0])} {_value(run[0])}")
            return
        cells = [
            (_name(one), escape(one.line) if isinstance(one, Struct) else _value(one))
            for one in run
        ]
        wide = max(len(name) for name, _ in cells)
        long = max(len(value) for _, value in cells)
        count = max(1, (self._width - indent + 2) // (wide + long + 3))
        if len(cells) <= count:
            wide = 0
        for at in range(0, len(cells), count):
            row = [f"{name:>{wide}} {value:<{long}}" for name, value in cells[at : at + count]]
            yield self._fit((pad + "  ".join(row)).rstrip())

    def _leaf(self, leaf: Cell, indent: int, name: str) -> Iterator[str]:
        """Give a leaf in a line of its own, and what it is."""
        bits = "" if not isinstance(leaf, Leaf) or leaf.bits is None else _bits(leaf.bits)
        place = f"@0x{leaf.offset:x}, {_octets(leaf.size)}{bits}"
        line = f"{name} {_value(leaf)}  {place}"
        if isinstance(leaf, Leaf) and leaf.name is not None:
            line += f", {_plain(leaf)}"
        if self._hexadecimal:
            at = leaf.offset - self._begin
            octets = self._octets[at : at + min(leaf.size, _MOST_OCTETS)]
            line += f"  [{octets.hex(' ')}{' ...' if leaf.size > _MOST_OCTETS else ''}]"
        pad, further = " " * indent, " " * min(indent + 4, self._width // 2)
        if len(pad) + len(line) <= self._width:
            yield pad + line
        else:
            yield from textwrap.wrap(
                line,
                self._width,
                initial_indent=pad[: self._width // 2],
                subsequent_indent=further,
                break_on_hyphens=False,
            )
        doc = leaf.field.doc
        if doc:
            yield from textwrap.wrap(
                doc, self._width, initial_indent=further, subsequent_indent=further
            )

    # Arrays

    def _array(self, node: Array, indent: int) -> Iterator[str]:
        items = node.items
        if not self._verbose and items and all(isinstance(one, Leaf) for one in items):
            yield from self._values(node, indent)
        elif not self._verbose and items and all(_is_row(one) for one in items):
            alike = _alike(items)
            yield from self._table(items[:alike], indent)
            yield from self._elements(node, indent, alike)  # one that is cut
        else:
            yield from self._elements(node, indent)

    def _elements(self, node: Array, indent: int, first: int = 0) -> Iterator[str]:
        pad = " " * indent
        for index, one in enumerate(node.items[first:], first):
            if isinstance(one, Struct):
                yield self._fit(f"{pad}[{index}]{_line(one)}  @0x{one.offset:x}")
                if self._verbose:
                    yield from self._within(one, indent + 4)
                else:
                    yield from self._fields(_untold(one), indent + 4)
            elif isinstance(one, Array):
                yield from self._part(one, indent)
            else:
                yield from self._leaf(one, indent, f"[{index}]")

    def _values(self, node: Array, indent: int) -> Iterator[str]:
        """Give plain values in rows, each with the number of its first."""
        values = [_value(one) for one in node.items if isinstance(one, Leaf)]
        if isinstance(node.items[0], Leaf) and isinstance(node.items[0].value, str):
            for value in values:
                yield self._fit(" " * indent + value)
            return
        long = max(map(len, values))
        label = len(str(len(values))) * 2 + 1
        count = max(1, (self._width - indent - label - 1) // (long + 1))
        count = 1 << (count.bit_length() - 1)
        rows = [
            (at, " ".join(f"{one:>{long}}" for one in values[at : at + count]))
            for at in range(0, len(values), count)
        ]
        for first, last, row in _folded(rows):
            end = min(last + count, len(values)) - 1
            which = f"{first}-{end}" if last != first else str(first)
            yield self._fit(f"{' ' * indent}{which:>{label}}  {row}")

    def _table(self, items: list[Node], indent: int) -> Iterator[str]:
        """Give flat structs as a table, equal neighbours in one row.

        Where it is too wide, its columns stand in several tables, one below the other.
        """
        flats = [_cells(one) for one in items]
        shown = [
            place
            for place in range(len(flats[0]))
            if not all(_is_silent(flat[place]) for flat in flats)
        ]
        heads = [_name(flats[0][place]) for place in shown]
        groups = list(_grouped([[flat[place] for place in shown] for flat in flats]))
        widths = [
            max(len(head), *(len(row[at]) for _, _, row in groups)) for at, head in enumerate(heads)
        ]
        label = len(str(len(flats))) * 2 + 1
        pad = " " * indent
        begin = 0
        while begin < len(heads):
            end, left = begin + 1, self._width - indent - label - 2 - widths[begin]
            while end < len(heads) and widths[end] < left:
                left -= widths[end] + 1
                end += 1
            band = widths[begin:end]
            row = " ".join(f"{head:>{width}}" for head, width in zip(heads[begin:end], band))
            yield self._fit(f"{pad}{'':>{label}}  {row}")
            for first, last, line in groups:
                which = f"{first}-{last}" if last != first else str(first)
                row = " ".join(f"{one:>{width}}" for one, width in zip(line[begin:end], band))
                yield self._fit(f"{pad}{which:>{label}}  {row}")
            begin = end


def _cells(row: Node) -> list[Cell]:
    fields = _flat(row) if isinstance(row, Struct) else ()
    return [one for one in fields if isinstance(one, (Leaf, Blob))]


def _alike(rows: list[Node]) -> int:
    """Count the rows that have all that the first has: the last one may be cut."""
    long = len(_cells(rows[0]))
    return next((at for at, row in enumerate(rows) if len(_cells(row)) != long), len(rows))


def _grouped(flats: list[list[Cell]]) -> Iterator[tuple[int, int, list[str]]]:
    """Give runs of rows that are equal, or in which one number counts on, as one row each."""
    first = 0
    counting: int | None = None
    for at in range(1, len(flats) + 1):
        if at < len(flats):
            steps = [_step(before, after) for before, after in zip(flats[at - 1], flats[at])]
            moving = [place for place, step in enumerate(steps) if step]
            as_before = moving == ([] if counting is None else [counting])
            if None not in steps and len(moving) <= 1 and (at - 1 == first or as_before):
                counting = moving[0] if moving else None
                continue
        row = [_value(one) for one in flats[first]]
        if counting is not None and at - 1 > first:
            row[counting] += f"-{_value(flats[at - 1][counting])}"
        yield first, at - 1, row
        first, counting = at, None


def _step(before: Cell, after: Cell) -> int | None:
    """Give by how much a value counts on, 0 or 1; None where it does neither."""
    if not isinstance(before, Leaf) or not isinstance(after, Leaf):
        return 0 if _value(before) == _value(after) else None
    if before.value == after.value:
        return 0
    numbers = isinstance(before.value, int) and isinstance(after.value, int)
    is_plain = before.name is None and after.name is None and not isinstance(before.value, bool)
    return 1 if numbers and is_plain and int(after.value) == int(before.value) + 1 else None


def _folded(rows: list[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Give runs of equal rows: the first's number, the last's, and the row."""
    first = last = 0
    before: str | None = None
    for number, row in rows:
        if row == before:
            last = number
            continue
        if before is not None:
            yield first, last, before
        first = last = number
        before = row
    if before is not None:
        yield first, last, before


def _flat(node: Struct) -> Iterator[Node]:
    """Give the fields of a struct, with those of structs that stand for it."""
    for one in node.fields:
        is_list = isinstance(one, Struct) and len(one.fields) == 1
        if isinstance(one, Struct) and (
            one.field.show == INLINE or (is_list and isinstance(one.fields[0], Array))
        ):
            yield from _flat(one)
        else:
            yield one


def _untold(node: Struct) -> list[Node]:
    """Give the fields of a struct that its line does not tell."""
    return [] if _is_told(node) else [one for one in _flat(node) if not _tells(node, one)]


def _tells(node: Struct, part: Node) -> bool:
    """Tell whether a struct's line has a field in it, or what is made of it."""
    name = part.field.id
    told = node.type.told
    if isinstance(part, Struct):
        return name in told and not any(children(one) for one in part.fields)
    return isinstance(part, Leaf) and any(one == name or one.startswith(f"{name}_") for one in told)


def _is_told(node: Struct) -> bool:
    return bool(node.line) and all(_is_silent(one) or _tells(node, one) for one in _flat(node))


def _is_silent(node: Node) -> bool:
    """Tell whether a node is what should be zero, and is."""
    if isinstance(node, Array):
        return bool(node.items) and all(_is_silent(one) for one in node.items)
    if not re.match(r"(\w+_)?(reserved|padding)|undescribed", node.field.id):
        return False
    if isinstance(node, Blob):
        return not node.octets.strip(b"\0")
    if isinstance(node, Struct):
        return all(isinstance(one, Leaf) and not one.value for one in ends(node))
    return isinstance(node, Leaf) and not node.value


def _is_set(node: Struct) -> bool:
    """Tell whether a struct is of flags."""
    return (
        bool(node.fields)
        and all(
            isinstance(one, Leaf) and (isinstance(one.value, bool) or one.bits is not None)
            for one in node.fields
        )
        and any(isinstance(one, Leaf) and isinstance(one.value, bool) for one in node.fields)
    )


def _is_odd(node: Leaf) -> bool:
    """Tell whether a node is a flag that should not be set, or several bits."""
    return not isinstance(node.value, bool) and bool(node.value)


def _is_row(node: Node) -> bool:
    return isinstance(node, Struct) and all(
        (isinstance(one, Leaf) and not isinstance(one.value, str)) or _is_silent(one)
        for one in _flat(node)
    )


def _is_short(node: Struct) -> bool:
    """Tell whether a struct is as short as a leaf, and says all in its line."""
    return len(node.line) <= _MOST_LINE and _is_told(node)


def _kind(leaf: Scalar) -> tuple[object, ...]:
    """Give what leaves that stand in columns have in common."""
    if isinstance(leaf, Struct):
        return (leaf.type.id,)
    return (
        max(leaf.size, _SHORT),
        isinstance(leaf, Leaf),
        isinstance(leaf, Leaf) and leaf.bits is not None,
    )


def _name(node: Node) -> str:
    return node.field.label or node.field.id


def _flag(leaf: Leaf) -> str:
    return leaf.field.id[len("has_") :] if leaf.field.id.startswith("has_") else _name(leaf)


def _line(node: Node) -> str:
    return f" {escape(node.line)}" if isinstance(node, Struct) and node.line else ""


def _octets(count: int) -> str:
    return f"{count} octet{'' if count == 1 else 's'}"


def _bits(bits: tuple[int, int]) -> str:
    low, count = bits
    return f", bit {low}" if count == 1 else f", bits {low + count - 1}-{low}"


def _value(node: Cell) -> str:
    """Give a value as people read it."""
    if isinstance(node, Blob):
        return _octets(node.size)
    if isinstance(node.value, str):
        text = node.value
        more = "..." if len(text) > _MOST_TEXT else ""
        return f'"{escape(text[:_MOST_TEXT])}"{more}'
    return node.name or _plain(node)


def _plain(leaf: Leaf) -> str:
    value = leaf.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if leaf.field.radix == 10 or isinstance(value, str):
        return str(value)
    bits = 8 * leaf.size if leaf.bits is None else leaf.bits[1]
    return f"0x{value:0{(bits + 3) // 4}x}"
