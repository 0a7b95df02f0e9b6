"""The statements of the store on its tables, which are written out of the models (`frozen.tables`).

It imports no SQL library, so that a command that writes one line need not load one.

    record column           in the store
    platform, project       platform_id, project_id: the row of the platform or project
    money, minutes, count   integer
    yesno                   integer, 0 or 1
    all others              text (see `domain.to_stored`)
"""

from __future__ import annotations

from functools import cache

from tracker.store.described import Field, Table
from tracker.store.frozen import tables as frozen

__all__ = ["ALL_TABLES", "TABLES", "Field", "Table"]

PLATFORMS, PROJECTS, RULES, ATTACHMENTS = "platforms", "projects", "rules", "attachments"
ATTACHABLE = ("platforms", "projects", "project_events", "work_sessions", "earnings", "payouts", "expenses")
"""Tables with whose rows files can be kept."""
INTERNAL = frozenset({"batch", "content", "slot"})
"""Fields that records do not have: the operation that added the row, and where it came from."""

TABLES: dict[str, Table] = {t.name: t for t in frozen.TABLES}
"""Every journaled table, parents before children."""
ALL_TABLES = frozen.ALL_TABLES


def stored_name(table: str, column: str) -> str:
    """The store's column for a record's column.

    >>> stored_name("work_sessions", "platform"), stored_name("projects", "project")
    ('platform_id', 'project')
    """
    refers = (column == "platform" and table != PLATFORMS) or (column == "project" and table != PROJECTS)
    return f"{column}_id" if refers else column


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
