"""Named tuples of our own do what those of typing do."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any

import pytest

from xenstream import named


class Ours(named.NamedTuple):
    """One of ours."""

    first: int
    second: str = "two"
    index: int = 3  # type: ignore[assignment] # hides a method of tuple
    """Documented."""

    @property
    def both(self) -> str:
        """Give both."""
        return f"{self.first} {self.second}"


class Theirs(typing.NamedTuple):
    """One of typing's."""

    first: int
    second: str = "two"
    index: int = 3  # type: ignore[assignment] # hides a method of tuple

    @property
    def both(self) -> str:
        """Give both."""
        return f"{self.first} {self.second}"


WAYS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1,), {}),
    ((1, "b"), {}),
    ((1, "b", 9), {}),
    ((), {"first": 1}),
    ((1,), {"index": 7}),
    ((), {"index": 7, "first": 2, "second": "x"}),
]
WRONG: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}),
    ((1, "b", 9, 10), {}),
    ((1,), {"first": 2}),
    ((1,), {"third": 2}),
    ((), {"second": "b"}),
]


@pytest.mark.parametrize(("values", "by_name"), WAYS)
def test_made_alike(values: tuple[Any, ...], by_name: dict[str, Any]) -> None:
    ours, theirs = Ours(*values, **by_name), Theirs(*values, **by_name)
    assert tuple(ours) == tuple(theirs)
    assert hash(ours) == hash(theirs)
    assert (ours.first, ours.second, ours.index, ours.both) == (
        theirs.first,
        theirs.second,
        theirs.index,
        theirs.both,
    )
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert ours._asdict() == theirs._asdict()
    assert tuple(ours._replace(second="new")) == tuple(theirs._replace(second="new"))
    assert type(ours._replace(first=3)) is Ours
    assert Ours._make(theirs) == ours
    for again in (pickle.loads(pickle.dumps(ours)), copy.deepcopy(ours)):
        assert again == ours
        assert type(again) is Ours


@pytest.mark.parametrize(("values", "by_name"), WRONG)
@pytest.mark.parametrize("kind", [Ours, Theirs])
def test_refused_alike(
    kind: type[Ours | Theirs], values: tuple[Any, ...], by_name: dict[str, Any]
) -> None:
    with pytest.raises(TypeError):
        kind(*values, **by_name)


def test_the_class_is_alike() -> None:
    assert Ours._fields == Theirs._fields
    assert Ours._field_defaults == Theirs._field_defaults
    assert Ours.__doc__ == "One of ours."
    with pytest.raises(AttributeError):
        Ours(1).first = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Ours(1).third = 2  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        Ours(1)._replace(third=2)  # type: ignore[call-arg]
