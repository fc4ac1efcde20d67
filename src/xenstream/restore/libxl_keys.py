"""The keys that a configuration of libxl may have, in any release.

libxl asks for the keys that its own types have, and never sees what else there is: a key that is
misspelt costs its value, without a word.

Source: the libxl_types.idl of each release, which libxl_types.json is made from.
"""

from __future__ import annotations

from functools import cache, cached_property

from xenstream.packaged import data_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from xenstream.contents.json_text import Json

ROOT = "domain_config"
_MOST = 1 << 12


@cache
def histories() -> dict[str, list[tuple[int, int, Any]]]:
    """Give the definitions of each type, with the first and the last release of each."""
    found: dict[str, list[tuple[int, int, Any]]] = data_of("xenstream.restore", "libxl_types.json")
    return found


@cache
def _types() -> dict[str, list[Any]]:
    """Give every release's definition of each type."""
    return {name: [definition for *_, definition in of] for name, of in histories().items()}


class Kinds:
    """What a value may be: the definitions of any release."""

    def __init__(self, kinds: list[Any], path: str) -> None:
        self.path = path
        self.names = {kind for kind in kinds if isinstance(kind, str)}
        types = _types()
        self.definitions: list[dict[str, Any]] = []
        for name in sorted(self.names):
            self.definitions += types.get(name, [])
        for kind in kinds:
            if isinstance(kind, dict) and kind not in self.definitions:
                self.definitions.append(kind)

    @property
    def has_fields(self) -> bool:
        """Whether it is a map of known keys."""
        return any("struct" in one for one in self.definitions)

    def field(self, key: str) -> Kinds | None:
        """Give what is under a key, None where no release has it."""
        found = self._fields.get(key)
        return None if found is None else Kinds(found, f"{self.path}.{key}".lstrip("."))

    @cached_property
    def _fields(self) -> dict[str, list[Any]]:
        """What is under each key, by release."""
        found: dict[str, list[Any]] = {}
        for definition in self.definitions:
            for name, kind in definition.get("struct", ()):
                if isinstance(kind, dict) and "union" in kind:
                    for variant, within in kind["of"].items():
                        of_variant = found.setdefault(f"{kind['union']}.{variant}", [])
                        of_variant += [] if within is None else [within]
                else:
                    found.setdefault(name, []).append(kind)
        return found

    def element(self) -> Kinds:
        """Give what stands in a list."""
        found = [one["array"] for one in self.definitions if "array" in one]
        return Kinds(found, self.path)


def unknown_keys(value: Json) -> list[str]:
    """Give the keys that no release knows, with those that lead to them; 4096 at most."""
    found: list[str] = []
    ahead: list[tuple[Json, Kinds]] = [(value, Kinds([ROOT], ""))]
    while ahead and len(found) < _MOST:
        value, kinds = ahead.pop()
        if isinstance(value, dict) and kinds.has_fields:
            for key, one in value.items():
                within = kinds.field(key)
                if within is None:
                    found.append(f"{kinds.path}.{key}".lstrip("."))
                elif isinstance(one, (dict, list)):
                    ahead.append((one, within))
        elif isinstance(value, list):
            element = kinds.element()
            if element.has_fields:
                ahead += [(one, element) for one in value if isinstance(one, dict)]
    return found[:_MOST]
