"""What differs between two streams: leaf by leaf, by path, wherever they stand."""

from __future__ import annotations

from hashlib import sha256

from xenstream.contents.settings import settings
from xenstream.named import NamedTuple
from xenstream.tree.items import tree_of
from xenstream.tree.nodes import Blob, plain_of
from xenstream.tree.paths import ItemNames, ends_of
from xenstream.walk.walker import Configuration, Cut, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Protocol

    from xenstream.tree.nodes import Leaf, Struct
    from xenstream.tree.paths import Pattern
    from xenstream.walk.walker import Item

    class Side(Protocol):
        """An item of one of the two."""

        digest: bytes
        """Of its octets: what has the same needs no closer look."""

        def values(self) -> dict[str, Value]:
            """Give what it holds, by path."""


MOST_KEPT = 256 << 20
"""Octets of items that are kept of a stream; pages are not among them."""


class TooMuchError(ValueError):
    """There is more than the pages in a stream than can be compared."""


class Value(NamedTuple):
    """What a leaf, a blob or a key of a configuration says."""

    plain: int | bool | str | tuple[int, str]
    """A blob's size and its SHA-256; else the value, as a saved report has it."""
    shown: str
    """As people read it."""
    place: tuple[int, int, int] | None = None
    """Where a leaf has one: its offset, its octets, and the mask of its bits."""
    octets: bytes = b""
    """That give it, where they are at hand."""
    number: int | None = None
    """The value, where it is a number."""
    is_text_of_keys: bool = False
    """Whether the keys of the same item say what it does."""


class Difference(NamedTuple):
    """What is not the same."""

    path: str
    a: Value | None
    """None where only the other has it."""
    b: Value | None


class OfItem:
    """An item of an image."""

    def __init__(self, item: Item, name: str, tree: Struct, body: bytes | None) -> None:
        self.name = name
        self.digest = sha256(tree.octets).digest()
        self.size = len(tree.octets)
        self._item, self._body = item, body

    def values(self) -> dict[str, Value]:
        """Give what it holds, by path."""
        item = self._item
        found: dict[str, Value] = {}
        tree = tree_of(item, self._body)
        if tree is None:
            return found
        keys = None
        if isinstance(item, Configuration):
            keys = settings(item.kind, item.text())
        for path, node in ends_of(tree, self.name):
            octets = tree.octets[node.offset - tree.offset :][: node.size]
            found[path] = value_of(node, octets)
        add_keys(found, self.name, keys)
        if isinstance(item, Record):
            for key, said in sections(item).items():
                found[f"{self.name}/{key}"] = Value(said, said)
        return found


def sections(record: Record) -> dict[str, str]:
    """Give the sections of a device state of qemu, with their versions."""
    if record.kind != "libxl EMULATOR_CONTEXT":
        return {}
    from xenstream.contents import qemu

    state = qemu.state_of(record)
    if not state.is_known:
        return {}
    found = {"qemu/version": str(state.version), "qemu/machine": qemu.plain(state.machine or "")}
    for one in state.sections:
        found[f"qemu/sections/{qemu.plain(one.name)}[{one.instance}]"] = f"v{one.version}"
    return found


def add_keys(values: dict[str, Value], name: str, keys: dict[str, str] | None) -> None:
    """Add what a configuration says by key, in the place of its text."""
    if keys is None:
        return
    for path, value in values.items():
        if isinstance(value.plain, tuple):
            values[path] = value._replace(is_text_of_keys=True)
    for key, said in keys.items():
        values[f"{name}/{key}"] = Value(said, said)


def value_of(node: Leaf | Blob, octets: bytes = b"") -> Value:
    """Give what a leaf or a blob says."""
    if isinstance(node, Blob):
        digest = node.sha256()
        shown = f"{node.size} octets, sha256 {digest[:12]}"
        return Value((node.size, digest), shown, (node.offset, node.size, -1), octets)
    low, count = node.bits or (0, 8 * node.size)
    place = (node.offset, node.size, ((1 << count) - 1) << low)
    number = None if isinstance(node.value, str) else int(node.value) << low
    return Value(plain_of(node), shown_of(node), place, octets, number)


def shown_of(leaf: Leaf) -> str:
    """Give a value as people read it."""
    value = leaf.value
    if leaf.name is not None:
        return leaf.name
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f'"{value}"'
    return str(value) if leaf.field.radix == 10 else hex(value)


def items_of(items: Iterable[Item], more: Callable[[Item], bytes | None]) -> dict[str, OfItem]:
    """Give the items of a stream but for its pages, by their names, in order.

    `more` gives a record's body where the walk keeps less of it.

    Raises:
        TooMuchError: they are more than can be compared.

    """
    names, found, kept = ItemNames(), {}, 0
    for item in items:
        if isinstance(item, Record) and item.census is not None:
            continue
        body = more(item)
        tree = tree_of(item, body)
        if tree is None:
            continue
        one = OfItem(item, names.name(item, tree), tree, body)
        if isinstance(item, Cut):
            one.name += " (cut)"
        kept += one.size + _OVERHEAD
        if kept > MOST_KEPT:
            raise TooMuchError("more than 256 MiB beside the pages")
        found[one.name] = one
    return found


_OVERHEAD = 1 << 10  # of an object, roughly


def compare(
    a: dict[str, Side], b: dict[str, Side], ignored: Iterable[Pattern] = ()
) -> Iterator[Difference]:
    """Give what differs, in the order of the first, and what only the second has in its place."""
    patterns = list(ignored)
    for name in _merged(list(a), list(b)):
        one, other = a.get(name), b.get(name)
        if one is not None and other is not None and one.digest == other.digest:
            continue
        for difference in _of_item(name, one, other):
            if not any(_fits(pattern, difference.path) for pattern in patterns):
                yield difference


def _fits(pattern: Pattern, path: str) -> bool:
    """Tell whether a path or one of those around it fits."""
    levels = path.split("/")
    return any(pattern.fits("/".join(levels[: end + 1])) for end in range(len(levels)))


def _of_item(name: str, one: Side | None, other: Side | None) -> Iterator[Difference]:
    if one is None or other is None:
        there = _whole(one or other)
        yield Difference(name, there if one else None, there if other else None)
        return
    ours, theirs = one.values(), other.values()
    found = [
        Difference(path, ours.get(path), theirs.get(path))
        for path in _merged(list(ours), list(theirs))
        if _plain(ours.get(path)) != _plain(theirs.get(path))
    ]
    yield from (each for each in found if not _is_told_by(each, found))


def _plain(value: Value | None) -> object:
    # True is 1 to Python, and a leaf's value is of one kind.
    return None if value is None else (value.plain,)


def _whole(side: Side | None) -> Value:
    return Value("", "" if side is None else f"{len(side.values())} fields")


def _is_told_by(word: Difference, all_of_them: list[Difference]) -> bool:
    """Tell whether finer differences say all that one says: a word's bits, or a part of it."""
    if word.a is None or word.b is None or word.a.place is None or word.b.place is None:
        return False
    if word.a.is_text_of_keys and word.b.is_text_of_keys:
        return any(one.a is None or one.a.place is None for one in all_of_them)
    begin, size, mask = word.a.place
    if size != word.b.place[1]:
        return False
    ours, theirs = word.a.octets, word.b.octets
    left = {at for at in range(size) if ours[at : at + 1] != theirs[at : at + 1]}
    bits = -1
    if word.a.number is not None and word.b.number is not None:
        bits = word.a.number ^ word.b.number
    for other in all_of_them:
        if other is word or other.a is None or other.a.place is None:
            continue
        start, length, part = other.a.place
        if (start, length) == (begin, size):
            bits &= ~part if mask > part > 0 else -1
        elif begin <= start and start + length <= begin + size:
            left -= set(range(start - begin, start - begin + length))
    return not bits or (not left and bool(ours))


def _merged(ours: list[str], theirs: list[str]) -> Iterator[str]:
    """Give all of two lists once, each in its order."""
    there = {name: at for at, name in enumerate(theirs)}
    mine = set(ours)
    at = 0
    for name in ours:
        if name in there:
            while at < there[name]:
                if theirs[at] not in mine:
                    yield theirs[at]
                at += 1
        yield name
    for name in theirs[at:]:
        if name not in mine:
            yield name
