"""Reads structs of Xen and x86 by their specs alone: what the generated parsers have to print.

It takes `spec/*.ksy` as they stand, and knows no compiler and no runtime.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator
from functools import cache, lru_cache
from types import CodeType
from typing import Any

import leaves

NUMBERS = {"u1": "B", "u2": "H", "u4": "I", "u8": "Q", "s1": "b", "s2": "h", "s4": "i", "s8": "q"}


class RefusedError(Exception):
    """The octets end too early."""


@cache
def compiled(expression: str, kind_name: str) -> CodeType:
    """Compile an expression of a spec."""
    enums = leaves.kinds()[kind_name].enums
    text = re.sub(r"\.as<\w+>", "", expression)
    text = re.sub(
        r"\b(\w+)::(\w+)",
        lambda found: str(
            next(number for number, each in enums[found[1]].items() if each["id"] == found[2])
        ),
        text,
    )
    return compile(text, expression, "eval")


class Octets:
    """The octets of a type, and how far they are read."""

    def __init__(self, octets: memoryview) -> None:
        self.octets = octets
        self.at = 0

    @property
    def size(self) -> int:
        return len(self.octets)

    @property
    def eof(self) -> bool:
        return self.at >= len(self.octets)

    def take(self, count: int) -> memoryview:
        if count > len(self.octets) - self.at:
            raise RefusedError
        self.at += count
        return self.octets[self.at - count : self.at]


class Struct:
    """A type, read; what it computes or reads when asked is an attribute, too."""

    def __init__(self, name: str, io: Octets) -> None:
        self._name, self._io = name, io
        bits, begin = 0, io.at
        for field in leaves.fields(name):
            if field.is_instance:
                continue
            width = re.fullmatch(r"b(\d+)", str(field.source.get("type")))
            if width:
                last = (bits + int(width[1]) + 7) // 8
                io.at = begin
                word = int.from_bytes(io.take(last), "little")
                value = word >> bits & (1 << int(width[1])) - 1
                bits += int(width[1])
                setattr(self, field.name, bool(value) if width[1] == "1" else value)
            else:
                setattr(self, field.name, self._read(field))

    def __getattr__(self, name: str) -> Any:
        for field in leaves.fields(self._name):
            if field.is_instance and field.name == name:
                value = self._instance(field)
                setattr(self, name, value)
                return value
        raise AttributeError(name)

    def _eval(self, expression: Any, **names: Any) -> Any:
        if isinstance(expression, int):
            return expression

        class Names(dict[str, Any]):
            def __missing__(this, name: str) -> Any:
                return getattr(self, name)

        given = Names(names, __builtins__={})
        return eval(compiled(str(expression), self._name), {"__builtins__": {}}, given)

    def _instance(self, field: leaves.Field) -> Any:
        source = field.source
        if "value" in source:
            return self._eval(source["value"]) if self._is_there(field) else None
        own = self._io
        self._io = self._eval(source["io"]) if "io" in source else own
        before, self._io.at = self._io.at, self._eval(source["pos"])
        try:
            return self._read(field)
        finally:
            self._io.at = before
            self._io = own

    def _is_there(self, field: leaves.Field) -> bool:
        return not field.condition or bool(self._eval(field.condition))

    def _read(self, field: leaves.Field) -> Any:
        if not self._is_there(field):
            return None
        return list(self._items(field)) if field.is_list else self._one(field)

    def _items(self, field: leaves.Field) -> Iterator[Any]:
        source = field.source
        if source["repeat"] == "expr":
            for _ in range(self._eval(source["repeat-expr"])):
                yield self._one(field)
        elif source["repeat"] == "eos":
            while not self._io.eof:
                yield self._one(field)
        else:
            item = self._one(field)
            yield item
            while not self._eval(source["repeat-until"], _=item):
                item = self._one(field)
                yield item

    def _one(self, field: leaves.Field) -> Any:
        source, io = field.source, self._io
        number = NUMBERS.get(str(source.get("type")))
        if number:
            layout = f"<{number}"
            return struct.unpack(layout, io.take(struct.calcsize(layout)))[0]
        octets = None
        if "size" in source:
            octets = io.take(self._eval(source["size"]))
        elif source.get("size-eos"):
            octets = io.take(io.size - io.at)
        if field.types:
            inside = Octets(octets) if octets is not None else io
            return Struct(self._type(field), inside)
        assert octets is not None
        text = bytes(octets)
        return text.split(b"\0")[0] if source.get("type") == "strz" else text

    def _type(self, field: leaves.Field) -> str:
        if field.form == "struct":
            return field.types[0]
        on = self._eval(field.source["type"]["switch-on"])
        for case, name in field.source["type"]["cases"].items():
            if case == "_" or self._eval(case) == on:
                return leaves.own_name(name)
        raise RefusedError


def blob(octets: bytes | memoryview) -> dict[str, Any]:
    return {"length": len(octets), "sha256": hashlib.sha256(octets).hexdigest()}


def form(field: leaves.Field, value: Any) -> Any:
    if isinstance(value, list):
        return [form(field, one) for one in value]
    if isinstance(value, Struct):
        return printed(value)
    if field.form in ("u64", "s64"):
        return str(value)
    if field.form == "text":
        return value.hex()
    return blob(value) if field.form == "octets" else value


def printed(read: Struct) -> dict[str, Any]:
    """Give the fields of a struct as a line has them."""
    found = {}
    for field in leaves.fields(read._name):
        try:
            value = getattr(read, field.name)
            if value is not None:
                found[field.name] = form(field, value)
        except RefusedError:
            if not field.is_lazy:
                raise
            found[field.name] = "refused"
    return found


@lru_cache(maxsize=256)
def _fields_of(name: str, octets: bytes) -> dict[str, Any]:
    return printed(Struct(name, Octets(memoryview(octets))))


def fields_of(name: str, octets: bytes | memoryview) -> dict[str, Any]:
    """Read a type from octets that are all its own; many streams have the same ones.

    Raises:
        RefusedError: They end too early.

    """
    return _fields_of(name, bytes(octets))
