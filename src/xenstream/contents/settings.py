"""All that a configuration says, by key: JSON and XML flattened, both hostile."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_MOST = 1 << 16
"""Keys of a configuration that are looked at."""
_DEEPEST = 100


def settings(kind: str, text: bytes | None) -> dict[str, str] | None:
    """Give a configuration's values by their keys, as in `b_info/max_vcpus`.

    `kind` is the configuration's, as the walk has it.

    None stands for one that is not whole, or cannot be read: then it is text and no more. Of
    several of one key the first counts, as with libxl; an element of libvirt's XML that comes
    again has a number.
    """
    if not text:
        return None
    try:
        if kind == "libvirt configuration":
            return dict(_Elements().read(text))
        if kind != "xl configuration":
            return None
        import json

        found: dict[str, str] = {}
        plain = text.partition(b"\0")[0].decode("utf-8")
        for key, value in _flat(json.loads(plain), "", 0):
            found.setdefault(key, value)
            if len(found) > _MOST:
                return None
        return found
    except (ValueError, RecursionError):
        return None


def _flat(value: Any, key: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from _flat(inner, f"{key}/{name}" if key else str(name), depth + 1)
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from _flat(inner, f"{key}[{index}]", depth + 1)
    else:
        import json

        yield key, json.dumps(value)


class _Elements:
    """Reads XML: an element's text and its attributes, by the path of the element."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._seen: list[dict[str, int]] = [{}]
        self._text: list[str] = []
        self._found: list[tuple[str, str]] = []

    def read(self, text: bytes) -> list[tuple[str, str]]:
        from xml.parsers import expat

        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(text, True)
        except (expat.ExpatError, LookupError) as error:
            raise ValueError(str(error)) from None
        return self._found

    def _refuse(self, *_: object) -> None:
        raise ValueError("a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._path) > _DEEPEST or len(self._found) > _MOST:
            raise ValueError("too much")
        count = self._seen[-1].get(name, 0) + 1
        self._seen[-1][name] = count
        self._path.append(name if count == 1 else f"{name}[{count}]")
        self._seen.append({})
        self._text.clear()
        for key, value in attributes.items():
            self._found.append((f"{'/'.join(self._path)}/@{key}", value))

    def _end(self, _: str) -> None:
        said = "".join(self._text).strip()
        if said:
            self._found.append(("/".join(self._path), said))
        self._text.clear()
        self._path.pop()
        self._seen.pop()
