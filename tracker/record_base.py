"""What the record classes share: nothing of a record changes once it is made.

A frozen dataclass would generate all of this again for each class at each start, which took as long as `tracker status`
has. The records stay dataclasses in all else: `dataclasses.replace` and `fields` work on them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import Field, FrozenInstanceError, fields
from operator import attrgetter
from typing import Any, NoReturn, Self

put = object.__setattr__
"""Sets a value of a record that is being made."""


def twin(record: type[Any]) -> type[Any]:
    """A class with the columns of a record class that may be set.

    One of it becomes a record by being given the record's class, which Python allows where both have the same slots.
    """
    plain = {"__slots__": record.__slots__, "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(f"Open{record.__name__}", (Frozen,), plain)


_GETTERS: dict[type[Any], Callable[[Any], tuple[Any, ...]]] = {}


def _fields(record: Any) -> tuple[Field[Any], ...]:
    return fields(record)


def _values(record: Any) -> tuple[Any, ...]:
    """All values of a record."""
    kind = type(record)
    if kind not in _GETTERS:
        _GETTERS[kind] = attrgetter(*(f.name for f in fields(kind)))
    return _GETTERS[kind](record)


class Frozen:
    """A record: equal to one of its class with the same values."""

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))

    def __repr__(self) -> str:
        told = ", ".join(f"{f.name}={value!r}" for f, value in zip(_fields(self), _values(self), strict=True))
        return f"{self.__class__.__qualname__}({told})"

    def __copy__(self) -> Self:
        return self

    def __getstate__(self) -> Sequence[Any]:
        return _values(self)

    def __setstate__(self, state: Sequence[Any]) -> None:
        for field, value in zip(_fields(self), state, strict=True):
            put(self, field.name, value)
