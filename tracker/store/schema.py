"""The store's tables as plain descriptions, read off the record classes.

One description serves three readers: `tables` makes SQLAlchemy's MetaData of it (migrations, servers), the
statements of the store are spelled from it, and the journal holds rows in its form. It imports no SQL
library, so that a command that writes one line need not load one.

    record column           in the store
    platform, project       platform_id, project_id: the row of the platform or project
    money, minutes, count   integer
    yesno                   integer, 0 or 1
    all others              text (see `domain.to_stored`)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tracker.domain import RECORDS, SOURCED, Column, Kind, Record, columns

INTEGERS = frozenset({Kind.MONEY, Kind.MINUTES, Kind.COUNT, Kind.YESNO})
TEXTS = frozenset({Kind.TEXT, Kind.NAME})
PLATFORMS, PROJECTS, RULES, ATTACHMENTS = "platforms", "projects", "rules", "attachments"
ATTACHABLE = ("platforms", "projects", "project_events", "work_sessions", "earnings", "payouts", "expenses")
"""Tables with whose rows files can be kept."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a journaled table. `table` is what it refers to, `words` says that a person typed it."""

    name: str
    integer: bool = False
    null: bool = True
    table: str = ""
    words: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A journaled table: `fields` without row number and owner; `unique` within one owner."""

    name: str
    fields: tuple[Field, ...]
    unique: tuple[str, ...] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f.name for f in self.fields)

    def refers(self, to: str) -> bool:
        """Does a column of it name a row of table `to`?"""
        return any(f.table == to for f in self.fields)


def stored_name(table: str, column: str) -> str:
    """The store's column for a record's column.

    >>> stored_name("work_sessions", "platform"), stored_name("projects", "project")
    ('platform_id', 'project')
    """
    refers = (column == "platform" and table != PLATFORMS) or (column == "project" and table != PROJECTS)
    return f"{column}_id" if refers else column


def _field(table: str, c: Column) -> Field:
    name = stored_name(table, c.name)
    if name.endswith("form_id"):
        return Field(name, integer=True, null=not c.required or table == RULES, table=PLATFORMS)
    if name == "project_id":
        return Field(name, integer=True, null=not c.required, table=PROJECTS)
    return Field(name, integer=c.kind in INTEGERS, null=not c.required, words=c.kind in TEXTS)


_UNIQUE: dict[str, tuple[str, ...]] = {
    "settings": (),
    PLATFORMS: ("platform",),
    PROJECTS: ("platform_id", "project"),
    **dict.fromkeys(SOURCED, ("source", "source_id")),
}
INTERNAL = frozenset({"batch", "content", "slot"})
"""Fields that records do not have: the operation that added the row, and where it came from."""
_BATCH = Field("batch", integer=True, null=False)
_IMPORTED = (Field("content"), Field("slot", words=True))
"""Of a sourced row: hash of the row as read, and its place in the source (see `importers.base.SourceRow`)."""


def _table(record: type[Record]) -> Table:
    name = record.TABLE
    fields = tuple(_field(name, c) for c in columns(record))
    extra = _IMPORTED if name in SOURCED else ()
    return Table(name, (*fields, *extra, _BATCH), _UNIQUE.get(name))


TIMERS = Table(
    "timers",
    (
        Field("platform_id", integer=True, null=False, table=PLATFORMS),
        Field("project_id", integer=True, table=PROJECTS),
        Field("activity"),
        Field("started_at", null=False),
        Field("note", words=True),
        Field("paused_at"),
        Field("pauses"),
        _BATCH,
    ),
    unique=(),
)
MAPPINGS = Table(
    "mappings",
    (Field("name", null=False, words=True), Field("body", null=False, words=True), _BATCH),
    unique=("name",),
)
FILES = Table(
    ATTACHMENTS,
    (
        Field("of_table", null=False),
        Field("of_row", integer=True, null=False),
        Field("name", null=False, words=True),
        Field("sha256", null=False),
        Field("size", integer=True, null=False),
        _BATCH,
    ),
)
"""Which file is kept with which row: a row of any table, so no foreign key; `Change.delete` and undo see to it."""

TABLES: dict[str, Table] = {t.name: t for t in (*(_table(r) for r in RECORDS), TIMERS, MAPPINGS, FILES)}
"""Every journaled table, parents before children."""

ALL_TABLES: tuple[str, ...] = (
    "workers", "operations", *TABLES, "changes", "result_cache", "backup_files",
)  # fmt: skip
"""Every table of the store, parents before children."""


@cache
def insert_sql(table: str) -> str:
    """Insert one row: values for id, worker_id and the fields in their order."""
    names = ("id", "worker_id", *TABLES[table].names)
    return f"INSERT INTO {table} ({_quoted(names)}) VALUES ({', '.join('?' * len(names))})"


@cache
def update_sql(table: str) -> str:
    """Change one row: values for the fields in their order, then id and worker_id."""
    sets = ", ".join(f'"{n}" = ?' for n in TABLES[table].names)
    return f"UPDATE {table} SET {sets} WHERE id = ? AND worker_id = ?"


@cache
def select_sql(table: str) -> str:
    """Read one owner's rows: id and the fields; parameter worker_id, conditions may follow."""
    return f"SELECT {_quoted(('id', *TABLES[table].names))} FROM {table} WHERE worker_id = ?"


def delete_sql(table: str) -> str:
    """Delete one row: values for id and worker_id."""
    return f"DELETE FROM {table} WHERE id = ? AND worker_id = ?"


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{n}"' for n in names)


@cache
def referring(table: str) -> tuple[int | None, int | None]:
    """Where among the fields the platform and the project stand that a row names."""
    places = {f.table: i for i, f in enumerate(TABLES[table].fields) if f.table}
    return places.get(PLATFORMS), places.get(PROJECTS)
