"""Named tuples as typing has them, without typing and at a tenth of what collections takes.

A start of some 30 ms makes some 30 of them: typing alone takes 2.5 ms to import, and collections
compiles a function for each class.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NamedTuple
else:
    try:
        from _collections import _tuplegetter
    except ImportError:  # another Python than CPython

        def _tuplegetter(index: int, _: str) -> property:
            return property(lambda self: self[index])

    class _Named(tuple):
        """What all of them can do."""

        __slots__ = ()
        _fields: tuple[str, ...] = ()
        _field_defaults: dict[str, Any] = {}

        def __new__(cls, *values: Any, **named: Any) -> _Named:
            if named or len(values) != len(cls._fields):
                values = _filled(cls, values, named)
            return tuple.__new__(cls, values)

        @classmethod
        def _make(cls, values: Any) -> _Named:
            return cls(*values)

        def _replace(self, **changes: Any) -> _Named:
            values = [changes.pop(name, value) for name, value in zip(self._fields, self)]
            if changes:
                raise TypeError(f"{type(self).__name__} has no field {', '.join(changes)}")
            return tuple.__new__(type(self), values)

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self))

        def __repr__(self) -> str:
            shown = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    def _filled(
        cls: type[_Named], values: tuple[Any, ...], named: dict[str, Any]
    ) -> tuple[Any, ...]:
        """Give the values of all fields, by place, by name and by default."""
        fields = cls._fields
        left = fields[len(values) :]
        there = {**cls._field_defaults, **named}
        missing = [name for name in left if name not in there]
        wrong = [name for name in named if name not in left]
        if missing or wrong or len(values) > len(fields):
            said = f"{cls.__name__}: {len(values)} values of {len(fields)}"
            raise TypeError(f"{said}; missing {missing}, not to be given {wrong}")
        return (*values, *(there[name] for name in left))

    class _Maker(type):
        """Makes a class with annotations into a subclass of tuple with such fields."""

        def __new__(cls, name: str, bases: tuple[type, ...], members: dict[str, Any]) -> type:
            if not bases:
                return type.__new__(cls, name, bases, members)
            fields = tuple(members.get("__annotations__", ()))
            defaults = {field: members[field] for field in fields if field in members}
            for index, field in enumerate(fields):
                members[field] = _tuplegetter(index, "")
            members["_fields"] = members["__match_args__"] = fields
            members["_field_defaults"] = defaults
            members["__slots__"] = ()
            return type(name, (_Named,), members)

    class NamedTuple(metaclass=_Maker):
        """What a tuple with named fields derives from."""


__all__ = ["NamedTuple"]
