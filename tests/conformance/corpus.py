"""The streams that all languages read: the vectors, the extremes, the fixtures.

The states of qemu in EMULATOR_CONTEXT records, of qemu.yaml and of the fixtures, are streams too.
"""

from __future__ import annotations

import copy
import itertools
import lzma
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

import expected  # noqa: E402
import vector_builder  # noqa: E402

EXTREMES = Path(__file__).with_name("extremes.yaml")
QEMU = vector_builder.VECTORS / "qemu.yaml"


class Stream(NamedTuple):
    """A stream and how it is read."""

    family: str
    name: str
    form: str
    octets: bytes


def form_of(vector: dict[str, Any], octets: bytes) -> str:
    """Return the format to read a vector in; what no magic tells is to be refused as an xl file."""
    if vector.get("back_channel"):
        return "back-channel"
    form: str = vector["format"]
    return expected.recognise(octets) or "xl" if form == "auto" else form


def vectors(families: list[Path], turn: bool = True) -> Iterator[Stream]:
    for path in families:
        for vector in yaml.safe_load(path.read_text("utf-8")):
            for each in (vector, turned(vector) if turn else None):
                if each:
                    octets = vector_builder.build(each)
                    yield Stream(path.stem, each["name"], form_of(each, octets), octets)


def turned(vector: dict[str, Any]) -> dict[str, Any] | None:
    """Return the vector in big-endian, where its outermost layer can be and is not yet."""
    (first, *_) = vector["stream"] or [None]
    name, fields = vector_builder._one(first) if first else ("", {})
    if name not in ("libxc", "libxl") or "endian" in (fields or {}):
        return None
    big = copy.deepcopy(vector)
    big["name"] += "-be"
    big["stream"][0] = {name: {**(fields or {}), "endian": "big"}}
    return big


def families() -> list[Path]:
    found = sorted(vector_builder.VECTORS.glob("*.yaml"))
    # No spec describes a packed stream, and packers differ in what they write.
    others = (vector_builder.DIFFERENCES, vector_builder.VECTORS / "compressed.yaml")
    return [path for path in found if path not in others]


def fixtures() -> Iterator[Stream]:
    for path in sorted((TESTS / "fixtures").glob("*.xz")):
        name = path.name[: -len(".xz")]
        yield Stream("fixtures", name, "xl", lzma.decompress(path.read_bytes()))


def qemu_states(streams: Iterable[Stream]) -> Iterator[Stream]:
    """Yield the states of qemu that stand in streams, each once."""
    found: set[bytes] = set()
    for stream in streams:
        for count, state in enumerate(expected.emulator_contexts(stream.form, stream.octets)):
            name = f"{stream.name}-{count}" if count else stream.name
            if state not in found:
                yield Stream("qemu_state", name, "qemu", state)
            found.add(state)


def suite() -> Iterator[Stream]:
    yield from vectors([*families(), EXTREMES])
    yield from fixtures()
    yield from qemu_states(itertools.chain(vectors([QEMU], turn=False), fixtures()))
