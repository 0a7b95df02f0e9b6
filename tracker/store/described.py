"""How the store's statements know a table: names of columns, what they refer to. It imports no SQL library."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a journaled table. `table` is what it refers to, `words` says that a person typed it."""

    name: str
    integer: bool = False
    null: bool = True
    table: str = ""
    words: bool = False


@dataclass(frozen=True)
class Table:
    """A journaled table: `fields` without row number and owner; `unique` within one owner."""

    name: str
    fields: tuple[Field, ...]
    unique: tuple[str, ...] | None = None

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(f.name for f in self.fields)

    def refers(self, to: str) -> bool:
        """Does a column of it name a row of table `to`?"""
        return any(f.table == to for f in self.fields)
