"""Writes src/xenstream/contents/featuresets.json: which Xen offers which CPU features to a guest.

    python3 tools/cpu_features.py REPOSITORY 4.13.5.1=FOLDER 4.17.6.1=FOLDER

REPOSITORY is a clone of Xen with its release tags; the FOLDERs have the sources of 4.13.5 and
4.17.6 with the patches of XCP-ng 8.2's and 8.3's packages, in the order of their spec files (the
fourth number stands for them). Of each release from 4.14.0 on, the first that reads a CPU policy in
a stream, its own xen/tools/gen-cpuid.py is run over its
xen/include/public/arch-x86/cpufeatureset.h, and the sets of bits that it makes are put in words:

- `marks`: by feature, from which release on it is for whom: "a" all guests, "s" HVM guests, "h" HVM
  guests with HAP, "" none; with "!" Xen handles it apart; null: that Xen does not know it;
- `needed_by`: by feature, the others that Xen takes away as well where it is not there; what
  follows from the rest is left out.

What is said of a release holds until the next that is named. Nothing but these facts is kept.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FIRST = (4, 14, 0)
HEADER = "xen/include/public/arch-x86/cpufeatureset.h"
MAKER = "xen/tools/gen-cpuid.py"
OUT = Path(__file__).resolve().parent.parent / "src/xenstream/contents/featuresets.json"
FEATURE = re.compile(r"^XEN_CPUFEATURE\((\w+),\s+(\d+)\*32\+\s*(\d+)\)", re.MULTILINE)
MACROS = {
    "a": "INIT_PV_MAX_FEATURES",
    "s": "INIT_HVM_SHADOW_MAX_FEATURES",
    "h": "INIT_HVM_HAP_MAX_FEATURES",
}
SPECIAL = "INIT_SPECIAL_FEATURES"

Version = tuple[int, ...]


class Release:
    """The features of a release: their marks, and what each is a prerequisite of."""

    def __init__(self, header: str, maker: str) -> None:
        self.names = {
            int(word) * 32 + int(bit): name for name, word, bit in FEATURE.findall(header)
        }
        made = _run(maker, header)
        sets = {mark: self._set(made, macro) for mark, macro in MACROS.items()}
        special = self._set(made, SPECIAL)
        self.marks = {}
        for name in self.names.values():
            # The widest kind of guest that has it: all, all HVM guests, HVM guests with HAP.
            mark = next((mark for mark, names in sets.items() if name in names), "")
            self.marks[name] = ("!" if name in special else "") + mark
        self.needs = _direct(self._dependents(made))

    def _set(self, made: str, macro: str) -> set[str]:
        macro = macro if macro in made else macro.replace("_MAX", "")  # as before 4.14
        found = re.search(rf"#define {macro} \{{(.*?)\n\}}", made, re.DOTALL)
        assert found, macro
        return self._names_in(found.group(1))

    def _names_in(self, words: str) -> set[str]:
        values = [int(word, 16) for word in re.findall(r"0x([0-9a-f]+)U", words)]
        bits = sum(value << 32 * place for place, value in enumerate(values))
        return {name for place, name in self.names.items() if bits >> place & 1}

    def _dependents(self, made: str) -> dict[str, set[str]]:
        found = re.search(r"#define INIT_DEEP_DEPS \{(.*?)\n\}\n", made, re.DOTALL)
        assert found
        entries = re.findall(
            r"\{ (\d+|0x[0-9a-f]+)U?, /\* \w+ \*/ \{(.*?)\}", found.group(1), re.DOTALL
        )
        assert entries
        return {self.names[int(place, 0)]: self._names_in(words) for place, words in entries}


def _direct(deep: dict[str, set[str]]) -> dict[str, set[str]]:
    """Leave out what follows from the rest."""
    return {
        name: of - set().union(*(deep.get(other, set()) for other in of))
        for name, of in deep.items()
    }


def _show(repository: str, tag: str, path: str) -> str:
    command = ["git", "-C", repository, "show", f"{tag}:{path}"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _run(maker: str, header: str) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "maker.py").write_text(maker, encoding="utf-8")
        (folder / "header.h").write_text(header, encoding="utf-8")
        out = folder / "out.h"
        command = [sys.executable, "-W", "ignore", str(folder / "maker.py")]
        subprocess.run([*command, "-i", str(folder / "header.h"), "-o", str(out)], check=True)
        return out.read_text("utf-8")


def _releases(repository: str) -> list[Version]:
    tags = subprocess.run(
        ["git", "-C", repository, "tag"], check=True, capture_output=True, text=True
    ).stdout
    found = re.findall(r"^RELEASE-(\d+)\.(\d+)\.(\d+)$", tags, re.MULTILINE)
    return sorted(
        version for version in {(int(a), int(b), int(c)) for a, b, c in found} if version >= FIRST
    )


def _changes(values: dict[Version, str | list[str] | None]) -> dict[str, str | list[str] | None]:
    """Keep the values that differ from those of the release before."""
    changes: dict[str, str | list[str] | None] = {}
    last: object = ""
    for version, value in values.items():
        if not changes or last != value:
            changes[_dotted(version)] = last = value
    return changes


def _dotted(version: Version) -> str:
    return ".".join(map(str, version))


def main(repository: str, *patched: str) -> None:
    """Write the data."""
    releases = {}
    for version in _releases(repository):
        tag = f"RELEASE-{_dotted(version)}"
        releases[version] = Release(*(_show(repository, tag, path) for path in (HEADER, MAKER)))
    for one in patched:
        name, _, folder = one.partition("=")
        texts = ((Path(folder) / path).read_text("utf-8") for path in (HEADER, MAKER))
        releases[tuple(map(int, name.split(".")))] = Release(*texts)
    releases = dict(sorted(releases.items()))
    places = {name: place for one in releases.values() for place, name in one.names.items()}
    order = sorted(places, key=lambda name: (places[name], name))
    marks, needed = {}, {}
    for name in order:
        marks[name] = _changes({version: one.marks.get(name) for version, one in releases.items()})
        needed[name] = _changes(
            {
                version: sorted(one.needs.get(name, ()), key=order.index)
                for version, one in releases.items()
            }
        )
    tags = [f"RELEASE-{_dotted(version)}" for version in (FIRST, max(releases))]
    data: dict[str, object] = {
        "made": f"by tools/cpu_features.py from {HEADER} and {MAKER} of {' to '.join(tags)}",
        "releases": [_dotted(version) for version in releases],
        "marks": marks,
        "needed_by": {name: needed[name] for name in order if any(needed[name].values())},
    }
    OUT.write_text(_json(data), encoding="utf-8")
    print(f"{len(order)} features of {len(releases)} releases")


def _json(data: dict[str, object]) -> str:
    """Give the data with a line for each feature."""
    lines = []
    for key, value in data.items():
        if isinstance(value, dict):
            rows = ",\n".join(f'  "{name}": {json.dumps(of)}' for name, of in value.items())
            lines.append(f' "{key}": {{\n{rows}\n }}')
        else:
            lines.append(f' "{key}": {json.dumps(value)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    main(*sys.argv[1:])
