"""Names for the nodes of a tree: HVM_CONTEXT/CPU[0]/cr3.

A path begins with the item, by its name, with what it is addressed by among its like, and with a
number from the second of the same name on: `X86_PV_VCPU_BASIC[1]`, `HVM_CONTEXT#2`. What the
layers of libxc and libxl both have is told apart by the layer: `libxl/END`. Levels that tell
nothing are left out: a record's body, a list whose elements have names of their own.
"""

from __future__ import annotations

import re
from itertools import islice

from xenstream.tree.fields import INLINE
from xenstream.tree.nodes import Array, Struct, children
from xenstream.walk.walker import Cut, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xenstream.tree.nodes import Blob, Leaf, Node
    from xenstream.walk.walker import Item

_MOST_NAMES = 1 << 12
"""Names of items that are counted; of further ones the place tells."""


class ItemNames:
    """Gives each item of a stream a name that no other has."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def name(self, item: Item, tree: Struct) -> str:
        """Give the name of an item, which comes after all that were named before."""
        return self.numbered(self.plain(item, tree), item)

    def plain(self, item: Item, tree: Struct) -> str:
        """Give the name of an item as it has it in common with others."""
        record = item.record if isinstance(item, Cut) else item
        name = tree.field.id.replace(" ", "_")
        if isinstance(record, Record):
            if record.name in _SHARED or record.layer.name == "xapi":
                name = f"{record.layer.name}/{name}"
            name += next((f"[{key}]" for key in _keys(tree) if key), "")
        return name

    def numbered(self, name: str, item: Item) -> str:
        """Give a plain name with its number, from the second on."""
        count = self._seen.get(name, 0) + 1
        if count > 1 or len(self._seen) < _MOST_NAMES:
            self._seen[name] = count
        elif isinstance(item, (Record, Cut)):
            record = item if isinstance(item, Record) else item.record
            return name if record is None else f"{name}@0x{record.offset:x}"
        return name if count == 1 else f"{name}#{count}"


_SHARED = frozenset(("END",))


def _keys(tree: Struct) -> Iterator[str]:
    """Give what a record is addressed by: the key of its body."""
    for node in tree.fields:
        if isinstance(node, Struct) and node.field.show == INLINE:
            yield node.key


def parts(node: Node) -> Iterator[tuple[str, Node]]:
    """Give what stands within a node, with what each adds to the path; nothing adds nothing."""
    if isinstance(node, Array):
        seen: dict[str, int] = {}
        for index, inner in enumerate(node.items):
            key = inner.key if isinstance(inner, Struct) else ""
            if key:
                seen[key] = count = seen.get(key, 0) + 1
                yield key if count == 1 else f"{key}#{count}", inner
            else:
                yield f"[{index}]", inner
        return
    for inner in children(node):
        yield "" if _is_inline(inner) else inner.field.id, inner


def _is_inline(node: Node) -> bool:
    if isinstance(node, Struct):
        is_list = len(node.fields) == 1 and isinstance(node.fields[0], Array)
        return node.field.show == INLINE or (is_list and _is_inline(node.fields[0]))
    return isinstance(node, Array) and any(
        isinstance(one, Struct) and one.key for one in node.items
    )


def join(path: str, part: str) -> str:
    """Give the path of a part."""
    if not part or not path:
        return path or part
    return f"{path}{part}" if part.startswith("[") else f"{path}/{part}"


def ends_of(node: Node, path: str = "") -> Iterator[tuple[str, Leaf | Blob]]:
    """Give the leaves and blobs of a node, each with its path, in order."""
    if isinstance(node, (Struct, Array)):
        for part, inner in parts(node):
            yield from ends_of(inner, join(path, part))
    else:
        yield path, node


def _find(node: Node, path: str, pattern: Pattern) -> Iterator[tuple[str, Node]]:
    """Give the nodes that a pattern is of, each with its path, and none within one."""
    fits = pattern.fits(path)
    if fits:
        yield path, node
    elif pattern.may_fit_within(path):
        yield from _find_within(node, path, pattern)


def _find_within(node: Node, path: str, pattern: Pattern) -> Iterator[tuple[str, Node]]:
    for part, inner in parts(node):
        if part:
            yield from _find(inner, join(path, part), pattern)
        else:
            yield from _find_within(inner, path, pattern)


class Pattern:
    """A path that a user writes: `*` and `?` stand for anything within a level.

    Capitals do not count, and neither does how a number is written. A level without its brackets
    is all of that name.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        levels = text.strip("/").split("/")
        self._levels = [_level(one) for one in levels]
        self._bare = [_level(_bare(one)) for one in levels]
        self._has_layer = text.strip("/").split("/")[0].casefold() in _LAYERS

    def fits(self, path: str) -> bool:
        """Tell whether it is this path."""
        levels = self._of(path)
        return len(levels) == len(self._levels) and self._agree(levels)

    def may_fit_within(self, path: str) -> bool:
        """Tell whether something within this path may fit."""
        levels = self._of(path)
        return len(levels) <= len(self._levels) and self._agree(levels, within=True)

    def _of(self, path: str) -> list[str]:
        levels = path.split("/")
        return levels[1:] if levels[0] in _LAYERS and not self._has_layer else levels

    def _agree(self, levels: list[str], *, within: bool = False) -> bool:
        last = len(levels) - 1
        return all(
            wanted.fullmatch(_plain(level))
            or wanted.fullmatch(_plain(_bare(level)))
            # What is in brackets may still come.
            or (within and index == last and self._bare[index].fullmatch(_plain(_bare(level))))
            for index, (level, wanted) in enumerate(zip(levels, self._levels))
        )


_LAYERS = ("xl", "libxl", "libxc", "libvirt", "xapi", "back-channel")


def _level(text: str) -> re.Pattern[str]:
    pieces = re.split(r"([*?])", _plain(text))
    return re.compile("".join({"*": ".*", "?": "."}.get(one, re.escape(one)) for one in pieces))


def _bare(level: str) -> str:
    return re.sub(r"\[[^\]]*\]|#\d+$", "", level)


def _plain(level: str) -> str:
    """Give a level without capitals, its numbers as decimals."""

    def decimal(number: re.Match[str]) -> str:
        return str(int(number.group(), 0))

    return re.sub(r"\b0x[0-9a-f]{1,16}\b", decimal, level.casefold())


class Choice:
    """What a user wants to see of a stream: whole items, or what patterns are of."""

    def __init__(self, records: Sequence[str], paths: Sequence[str]) -> None:
        """Take items, by number, name or either with its layer; and paths."""
        self._numbers: list[tuple[str | None, int, str]] = []
        self._names: list[Pattern] = []
        for text in records:
            layer, slash, last = text.rpartition("/")
            if last.isdecimal() and len(last) < _MOST_DIGITS:
                self._numbers.append((layer.casefold() if slash else None, int(last), text))
            else:
                self._names.append(Pattern(text))
        self._paths = [Pattern(text) for text in paths]
        self._texts = [*records, *paths]
        self._met: set[str] = set()
        self._near: dict[str, None] = {}
        self.found = 0
        """What has been found so far."""

    def may_have(self, item: Item) -> bool:
        """Tell without a tree whether something of an item may be chosen."""
        record = item.record if isinstance(item, Cut) else item
        if not isinstance(record, Record) or record.census is None or self._by_number(record):
            return True
        name = f"{record.layer.name}/{record.name}"
        patterns = (*self._names, *self._paths)
        return any(one.may_fit_within(name) or one.fits(name) for one in patterns)

    def has(self, item: Item, name: str) -> bool:
        """Tell whether an item is chosen as a whole."""
        record = item.record if isinstance(item, Cut) else item
        full = name
        is_there = False
        if isinstance(record, Record) and "/" not in name:
            full = f"{record.layer.name}/{name}"
            is_there = self._by_number(record)
        for one in self._names:
            if one.fits(full):
                self._met.add(one.text)
                is_there = True
        return is_there

    def parts(self, item: Item, name: str, tree: Struct) -> Iterator[tuple[str, Node]]:
        """Give what is chosen of an item by its path."""
        record = item.record if isinstance(item, Cut) else item
        layer = f"{record.layer.name}/" if isinstance(record, Record) and "/" not in name else ""
        for pattern in self._paths:
            for path, node in _find(tree, layer + name, pattern):
                self._met.add(pattern.text)
                yield path[len(layer) :], node

    def _by_number(self, record: Record) -> bool:
        met = [
            text
            for layer, number, text in self._numbers
            if record.index == number and layer in (None, record.layer.name)
        ]
        self._met.update(met)
        return bool(met)

    # What was meant by what is not there

    def note(self, name: str, tree: Struct) -> None:
        """Take note of what there is, so that a word which is nothing's can be told the nearest."""
        if len(self._near) < _MOST_NAMES:
            self._near[_bare(name)] = None
            for pattern in self._paths:
                if pattern.may_fit_within(name):
                    for path, _ in islice(ends_of(tree, name), _MOST_NAMES):
                        self._near[path] = None

    def missing(self) -> Iterator[tuple[str, str]]:
        """Give what was asked for and is nowhere, each with the nearest that is, if any is near."""
        from difflib import get_close_matches

        for text in self._texts:
            if text in self._met:
                continue
            near = {_plain(one): one for one in self._near}
            found = get_close_matches(_plain(text), near, 1, _LIKE)
            first, slash, rest = text.partition("/")
            if not found and slash:  # another level may be right
                found = get_close_matches(_plain(first), near, 1, _LIKE)
                yield text, f"{near[found[0]]}/{rest}" if found else ""
            else:
                yield text, near[found[0]] if found else ""


_MOST_DIGITS = 12
_LIKE = 0.7  # of a path's letters
