"""What the ledger's tables share: kinds of columns, owner, row number, origin. Loaded with `models` only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, ClassVar, get_args

from pydantic.fields import FieldInfo
from sqlalchemy import BigInteger, Column, Constraint, Index, Integer, MetaData, Table, UniqueConstraint
from sqlalchemy import Text as SqlText
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel
from sqlmodel.main import FieldInfoMetadata

from tracker.kinds import INTEGERS, Kind
from tracker.record_rules import Between

Text = Annotated[str, Kind.TEXT]
Name = Annotated[str, Kind.NAME]
Day = Annotated[dt.date, Kind.DAY]
Instant = Annotated[dt.datetime, Kind.INSTANT]
InstantOrDay = Annotated[dt.datetime | dt.date, Kind.INSTANT]
Money = Annotated[int, Kind.MONEY]
Minutes = Annotated[int, Kind.MINUTES]
Number = Annotated[Decimal, Kind.NUMBER]
Count = Annotated[int, Kind.COUNT]
Currency = Annotated[str, Kind.CURRENCY]
Zone = Annotated[str, Kind.ZONE]
YesNo = Annotated[bool, Kind.YESNO]
Weekdays = Annotated[str, Kind.WEEKDAYS]
Ref = int
"""The number of a row, or a number of the store's own."""
Plain = str
"""Text that nobody typed."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows only in a column that says INTEGER; its integers have 64 bits anyway."""


def needed(title: str, help: str, **more: Any) -> Any:
    """A column that every row fills: what a form calls it, what it holds; bounds and keys as SQLModel's `Field`."""
    return Field(title=title, description=help, **more)


def optional(title: str, help: str, **more: Any) -> Any:
    """A column that may stay empty."""
    return Field(default=None, title=title, description=help, **more)


def kind_of(field: FieldInfo) -> Kind | None:
    """The kind of a column; None for a number or text of the store's own."""
    inner = (part for wanted in get_args(field.annotation) for part in get_args(wanted))
    found = next((m for m in (*field.metadata, *inner) if isinstance(m, Kind)), None)
    return Kind.CHOICE if found is None and choices_of(field) is not None else found


def choices_of(field: FieldInfo) -> type[Enum] | None:
    """The values that a column of choices takes."""
    types = get_args(field.annotation) or (field.annotation,)
    return next((t for t in types if isinstance(t, type) and issubclass(t, Enum)), None)


def day_will_do(field: FieldInfo) -> bool:
    """Does a column of instants take a day too?"""
    return kind_of(field) is Kind.INSTANT and dt.date in _types(field.annotation)


def _types(annotation: Any) -> Iterator[Any]:
    """The types in an annotation, those of a union one by one."""
    parts = get_args(annotation)
    if not parts:
        yield annotation
    for part in parts:
        yield from _types(part)


def bounds(field: FieldInfo) -> Iterator[tuple[str, Any]]:
    """A column's own bounds, by the words that `Column` has for them."""
    for word, of in (("above", "gt"), ("least", "ge"), ("most", "le")):
        for note in field.metadata:
            if (bound := getattr(note, of, None)) is not None:
                yield word, bound


def is_whole(field: FieldInfo) -> bool:
    """Is a column held as a whole number?"""
    kind = kind_of(field)
    types = get_args(field.annotation) or (field.annotation,)
    return kind in INTEGERS if kind is not None else int in types


class Base(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMING))):
    """A table. Days, instants, numbers and choices are text in both databases, the same to the byte: so the journal,
    undo and a copy from one database to the other need no translation."""

    __tablename__: ClassVar[Any]
    INDEXED: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Columns that are looked up together."""

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        # SQLModel 0.0.50 loses a type that an alias carries once the field says anything else or may be empty
        super().__pydantic_init_subclass__(**options)
        for field in cls.model_fields.values():
            for note in field.metadata:
                if isinstance(note, FieldInfoMetadata):
                    note.sa_type = WHOLE if is_whole(field) else SqlText()

    @classmethod
    def __table_cls__(cls, name: str, metadata: MetaData, *args: Any, **options: Any) -> Table:
        """The table, its columns in their order: SQLAlchemy's hook, which SQLModel lets through."""
        columns = {a.key: a for a in args if isinstance(a, Column)}
        rest = [a for a in args if a is not None and not isinstance(a, Column)]
        made = Table(name, metadata, *(columns[n] for n in ordered(cls)), *rest, **options)
        for constraint in cls.constraints():
            made.append_constraint(constraint)
        for together in cls.INDEXED:
            Index(None, *(made.c[n] for n in together))
        return made

    @classmethod
    def constraints(cls) -> Iterator[Constraint]:
        return iter(())


class Numbered(Base):
    __table_args__ = {"sqlite_autoincrement": True}
    id: Ref | None = Field(default=None, primary_key=True, title="Row", description="its number, never used again")


class Owned(Base):
    worker_id: Ref = Field(title="Worker", description="whose row it is", foreign_key="workers.id")


class Journaled(Numbered, Owned):
    """A table whose every change is in the journal.

    `UNIQUE` are the columns that no two rows of one worker share; None: there are none. `RECORD`: does a worker enter
    such rows, so that there is a record class and the archive has the table? `FILES`: can files be kept with a row?
    `RULES` hold between its columns.
    """

    RECORD: ClassVar[bool] = True
    FILES: ClassVar[bool] = False
    UNIQUE: ClassVar[tuple[str, ...] | None] = None
    RULES: ClassVar[tuple[Between, ...]] = ()
    batch: Ref = Field(title="Operation", description="the operation that added the row", foreign_key="operations.id")

    @classmethod
    def constraints(cls) -> Iterator[Constraint]:
        if cls.UNIQUE is not None:
            yield UniqueConstraint("worker_id", *cls.UNIQUE)

    @classmethod
    def __table_cls__(cls, name: str, metadata: MetaData, *args: Any, **options: Any) -> Table:
        made = super().__table_cls__(name, metadata, *args, **options)
        if cls.UNIQUE is None:
            Index(None, made.c.worker_id)
        return made


class Sourced(Journaled):
    """A table whose rows may come from a file: typed rows get source "typed" and an id of their own."""

    UNIQUE = ("source", "source_id")
    source: Text | None = Field(default=None, title="Source", description="where an imported row came from")
    source_id: Text | None = Field(default=None, title="Row in the source", description="which row it was there")
    content: Plain | None = Field(default=None, title="Content", description="hash of the row as read")
    slot: Text | None = Field(default=None, title="Place", description="its place in the source")


def ordered(model: type[Base]) -> list[str]:
    """The columns of a table: row number, owner, its own, those of its origin, the operation that added it."""
    names = list(model.model_fields)
    first = [n for n in ("id", "worker_id") if n in names]
    last = [n for n in ("source", "source_id", "content", "slot", "batch") if n in names]
    return [*first, *(n for n in names if n not in first and n not in last), *last]


_NAMES = {"platform_id": "platform", "project_id": "project"}
"""References that a record holds by name."""
_OWN = frozenset({"id", "worker_id", "batch", "content", "slot"})
"""Columns of the store that no record has."""


def record_columns(model: type[Base]) -> list[tuple[str, FieldInfo]]:
    """The columns of a table's record, as it names them, in their order."""
    return [(_NAMES.get(n, n), model.model_fields[n]) for n in ordered(model) if n not in _OWN]
