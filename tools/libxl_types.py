"""Makes restore/libxl_types.json: what libxl's configuration is made of, in each release of Xen.

python tools/libxl_types.py XEN, a git directory of Xen's sources with the tags of its releases
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "src" / "xenstream" / "restore" / "libxl_types.json"
ROOT = "domain_config"
FIRST = 6
"""The first minor version that reads streams of version 2."""
_PLACES = ("tools/libs/light", "tools/libxl")


class Xen:
    """Xen's sources at its tags."""

    def __init__(self, folder: str) -> None:
        self._git = ["git", "-C", folder]

    def _ask(self, *arguments: str) -> str:
        done = subprocess.run([*self._git, *arguments], capture_output=True, check=True, text=True)
        return done.stdout

    def releases(self) -> dict[int, str]:
        """Give the tag of the last point release of each minor version."""
        found: dict[int, tuple[int, str]] = {}
        for tag in self._ask("tag").split():
            parts = re.fullmatch(r"RELEASE-4\.(\d+)\.(\d+)", tag)
            if parts is not None and int(parts[1]) >= FIRST:
                minor, point = int(parts[1]), int(parts[2])
                found[minor] = max(found.get(minor, (-1, "")), (point, tag))
        return {minor: tag for minor, (_, tag) in sorted(found.items())}

    def file(self, tag: str, name: str) -> str:
        """Give a file of libxl's."""
        for place in _PLACES:
            try:
                return self._ask("show", f"{tag}:{place}/{name}")
            except subprocess.CalledProcessError:
                continue
        raise FileNotFoundError(f"{name} at {tag}")


def described(root: str, idl: types.ModuleType, names: dict[str, Any]) -> dict[str, Any]:
    """Give the types that `root` is made of, by name, each as plain data."""
    found: dict[str, Any] = {}

    def of(kind: Any) -> Any:
        if isinstance(kind, idl.Array):
            return {"array": of(kind.elem_type)}
        if isinstance(kind, idl.KeyedUnion):
            fields = {one.name: None if one.type is None else of(one.type) for one in kind.fields}
            return {"union": kind.keyvar.name, "of": fields}
        if isinstance(kind, (idl.Struct, idl.Enumeration)) and kind.rawname is None:
            return definition(kind)
        if isinstance(kind, (idl.Struct, idl.Enumeration)):
            if kind.rawname not in found:
                found[kind.rawname] = None  # it may hold itself
                found[kind.rawname] = definition(kind)
            return kind.rawname
        if isinstance(kind, idl.Number):
            how = re.fullmatch(r"libxl__(u?int\d*)_parse_json", kind.json_parse_fn)
            assert how is not None
            return "memory" if kind.init_val == "LIBXL_MEMKB_DEFAULT" else how[1]
        how = re.fullmatch(r"libxl_?_(\w+)_parse_json", kind.json_parse_fn)
        assert how is not None, kind.json_parse_fn
        return how[1]

    def definition(kind: Any) -> Any:
        if isinstance(kind, idl.Enumeration):
            return {"enum": [value.valuename.lower() for value in kind.values]}
        fields = [one for one in kind.fields if not one.const and not one.type.private]
        return {"struct": [[one.name, of(one.type)] for one in fields]}

    of(names[root])
    return found


def main(folder: str) -> None:
    """Write the data."""
    xen = Xen(folder)
    releases = xen.releases()
    idl = types.ModuleType("idl")
    exec(compile(xen.file(releases[max(releases)], "idl.py"), "idl.py", "exec"), idl.__dict__)
    by_type: dict[str, list[list[Any]]] = {}
    for minor, tag in releases.items():
        path = OUT.with_suffix(".idl")
        path.write_text(xen.file(tag, "libxl_types.idl"))
        try:
            _, kinds = idl.parse(str(path))
        finally:
            path.unlink()
        names = {kind.rawname: kind for kind in kinds if kind.rawname is not None}
        for name, definition in described(ROOT, idl, names).items():
            history = by_type.setdefault(name, [])
            if history and history[-1][1] == minor - 1 and history[-1][2] == definition:
                history[-1][1] = minor
            else:
                history.append([minor, minor, definition])
    lines = [
        f"{json.dumps(name)}: [\n"
        + ",\n".join(json.dumps(one, separators=(",", ":")) for one in history)
        + "\n]"
        for name, history in sorted(by_type.items())
    ]
    OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main(sys.argv[1])
