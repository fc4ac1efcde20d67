"""What differs between two streams: leaf by leaf, by path, wherever they stand."""

from __future__ import annotations

from bisect import bisect_left
from hashlib import sha256

from xenstream.contents.settings import settings
from xenstream.named import NamedTuple
from xenstream.tree.items import MOST_OCTETS, tree_of
from xenstream.tree.nodes import Blob, plain_of
from xenstream.tree.paths import ItemNames, ends_of
from xenstream.walk.walker import Banner, Configuration, Cut, Record, Rest, Unchecked, Zeros

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Protocol, Union

    from xenstream.octets.source import Source
    from xenstream.tree.nodes import Leaf, Struct
    from xenstream.tree.paths import Pattern
    from xenstream.walk.walker import Item

    class Side(Protocol):
        """An item of one of the two."""

        digest: bytes
        """What has the same needs no closer look."""

        @property
        def octets(self) -> bytes | None:
            """A digest of all its octets, None where they are not at hand."""

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

    def __init__(
        self, item: Item, name: str, tree: Struct, body: bytes | None, rest: Value | None
    ) -> None:
        """Take an item, its body as far as it is looked into, and what is said of the rest."""
        self.name = name
        digest = sha256(tree.octets)
        if rest is not None:
            digest.update(repr(rest.plain).encode())
        self.digest = self.octets = digest.digest()
        self._item, self._body, self._rest = item, body, rest

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
        if self._rest is not None:
            found[f"{self.name}/rest"] = self._rest
        return found


class OfText:
    """What a stream has that is no tree of fields."""

    octets = None

    def __init__(self, name: str, said: str) -> None:
        self.digest = sha256(said.encode()).digest()
        self._values = {name: Value(said, said)}

    def values(self) -> dict[str, Value]:
        """Give what it is."""
        return self._values


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
        shown = f"{node.size} octets, sha256 {digest[:_SHORT]}"
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


class Reading:
    """Takes note of what is to be compared of a stream, but of its pages, as it is walked."""

    def __init__(self, source: Source | None) -> None:
        """Take where the stream's octets come from; None for what is held against a report."""
        self.items: dict[str, Side] = {}
        """By their names, in order."""
        self.lacks: list[str] = []
        """What cannot be compared, a line each."""
        self._source = source
        self._names = ItemNames()
        self._kept = 0
        self._of: _HasMore | None = None
        self._more = bytearray()
        self._rest = sha256()
        self._left = 0

    def beyond(self, of: Record | Configuration, piece: bytes) -> None:
        """Take what the walk does not keep of a body: some to be looked into, then a digest."""
        if of is not self._of:
            self._of, self._more, self._rest, self._left = of, bytearray(), sha256(), 0
        most = MOST_OCTETS if isinstance(of, Record) else 0
        more = piece[: max(0, most - len(of.octets) - len(self._more))]
        self._more += more
        self._rest.update(piece[len(more) :])
        self._left += len(piece) - len(more)

    def see(self, item: Item) -> None:
        """Take note of an item.

        Raises:
            TooMuchError: there is more than is kept of a stream.

        """
        if not isinstance(item, Record) or item.census is None:
            self._tree(item)
        if isinstance(item, Cut):
            self.items["cut"] = OfText("cut", text_of_cut(item.within, item.had, item.needed))
        elif isinstance(item, Rest):
            self.items["rest"] = OfText("rest", self._after_end(item))
        elif isinstance(item, Banner):
            self.items["banner"] = OfText("banner", f"{item.length} octets")
        elif isinstance(item, (Unchecked, Zeros)):
            self.lacks.append(f"from offset 0x{item.offset:x} on: {item.kind}")

    def _tree(self, item: Item) -> None:
        of = item.record if isinstance(item, Cut) else item
        body = rest = None
        if isinstance(of, (Record, Configuration)) and of is self._of:
            body = of.octets + bytes(self._more)
            if self._left and self._source is not None:  # no report says anything of it
                self._rest.update(b"" if isinstance(of, Configuration) else of.padding)
                rest = _rest_of(self._left, len(body), self._rest.hexdigest())
            self._of = None
        tree = tree_of(item, body)
        if tree is None:
            return
        name = self._names.name(item, tree)
        if isinstance(item, Cut):
            name += " (cut)"
        self._kept += len(tree.octets) + _OVERHEAD
        if self._kept > MOST_KEPT:
            raise TooMuchError("more than 256 MiB beside the pages")
        self.items[name] = OfItem(item, name, tree, body, rest)

    def _after_end(self, item: Rest) -> str:
        """Say what follows the last END: a digest of it, where all is at hand or read once more."""
        length, octets = item.length, item.octets
        source = None if self._source is None else self._source.again()
        digest = None
        if length == len(octets):
            digest = sha256(octets).hexdigest()
        elif source is not None:
            source.position = item.offset
            digest = _digest_of(source, length)
        said = text_of_rest(length, digest)
        if digest is None:
            self.lacks.append(said)
        return said


if TYPE_CHECKING:
    _HasMore = Union[Record, Configuration]

_PIECE = 1 << 20
_SHORT = 12  # digits of a digest
_OVERHEAD = 1 << 10  # of an object, roughly


def _rest_of(size: int, begin: int, digest: str) -> Value:
    said = f"{size} octets from 0x{begin:x} on, sha256 {digest[:_SHORT]}"
    return Value((size, digest), said)


def text_of_cut(within: str, had: int, needed: int) -> str:
    """Say where a stream ends too early."""
    return f"in {within}, {had} octets of {needed}"


def text_of_rest(length: int, digest: str | None) -> str:
    """Say what follows the last END."""
    said = f"{length} octet{'' if length == 1 else 's'} after the last END"
    return said if digest is None else f"{said}, sha256 {digest[:_SHORT]}"


def _digest_of(source: Source, length: int) -> str:
    digest = sha256()
    while length:
        piece = source.read(min(length, _PIECE))
        if not piece:
            break
        digest.update(piece)
        length -= len(piece)
    return digest.hexdigest()


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
    if not found and one.octets and other.octets:  # in what no field says
        found = [Difference(name, _as_a_whole(one.octets), _as_a_whole(other.octets))]
    yield from _finest(found)


def _as_a_whole(digest: bytes) -> Value:
    return Value(digest.hex(), f"sha256 {digest.hex()[:_SHORT]}")


def _plain(value: Value | None) -> object:
    # True is 1 to Python, and a leaf's value is of one kind.
    return None if value is None else (value.plain,)


def _whole(side: Side | None) -> Value:
    values = [] if side is None else list(side.values().values())
    return Value("", values[0].shown if len(values) == 1 else f"{len(values)} fields")


def _finest(found: list[Difference]) -> Iterator[Difference]:
    """Leave out what finer differences say: a word whose bits are told, what a part is of."""
    placed = sorted(
        (one.a.place, at) for at, one in enumerate(found) if one.a is not None and one.a.place
    )
    begins = [place[0] for place, _ in placed]
    has_keys = len(placed) < len(found)
    for one in found:
        within: list[Difference] = []
        if one.a is not None and one.a.place is not None:
            begin, size, _ = one.a.place
            first, end = bisect_left(begins, begin), bisect_left(begins, begin + max(size, 1))
            within = [found[at] for _, at in placed[first:end] if found[at] is not one]
        if not _is_told_by(one, within, has_keys):
            yield one


def _is_told_by(word: Difference, within: list[Difference], has_keys: bool) -> bool:
    """Tell whether differences that begin within one say all that it does."""
    if word.a is None or word.b is None or word.a.place is None or word.b.place is None:
        return False
    if word.a.is_text_of_keys and word.b.is_text_of_keys:
        return has_keys
    begin, size, mask = word.a.place
    if size != word.b.place[1]:
        return False
    ours, left = word.a.octets, bytearray(word.b.octets)
    bits = -1
    if word.a.number is not None and word.b.number is not None:
        bits = word.a.number ^ word.b.number
    for other in within:
        if other.a is None or other.a.place is None:
            continue
        start, length, part = other.a.place
        if (start, length) == (begin, size):
            bits &= ~part if mask > part > 0 else -1
        elif start + length <= begin + size:
            place = slice(start - begin, start - begin + length)
            left[place] = ours[place]
    return not bits or (left == ours and bool(ours))


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
