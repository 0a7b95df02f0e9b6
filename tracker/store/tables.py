"""The store's tables for SQLAlchemy: what migrations are compared with, and what servers are made of.

workers ──< every row            operations ──< changes
platforms ──< projects ──< project_events, work_sessions, earnings, payouts, rules, timers
platforms ──< all of these, queue_checks and expenses
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from tracker.store import schema

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows only in a column that says INTEGER; its integers have 64 bits anyway."""

metadata = MetaData(naming_convention=NAMING)


def _owner() -> Column[int]:
    return Column("worker_id", WHOLE, ForeignKey("workers.id"), nullable=False)


def _row_number() -> Column[int]:
    return Column("id", WHOLE, primary_key=True)


workers = Table(
    "workers",
    metadata,
    _row_number(),
    Column("name", Text, nullable=False),
    UniqueConstraint("name"),
    sqlite_autoincrement=True,
)
operations = Table(
    "operations",
    metadata,
    _row_number(),
    _owner(),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("undoes", WHOLE, ForeignKey("operations.id")),
    Column("undid", Text),
    Column("undone_by", WHOLE, ForeignKey("operations.id")),
    sqlite_autoincrement=True,
)
Index(None, operations.c.worker_id, operations.c.id)
changes = Table(
    "changes",
    metadata,
    Column("operation_id", WHOLE, ForeignKey("operations.id"), nullable=False),
    Column("seq", WHOLE, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("row_id", WHOLE, nullable=False),
    Column("before", Text),
    Column("after", Text),
    PrimaryKeyConstraint("operation_id", "seq"),
)
Index(None, changes.c.table_name, changes.c.row_id)
result_cache = Table(
    "result_cache",
    metadata,
    _owner(),
    Column("key", Text, nullable=False),
    Column("version", WHOLE, nullable=False),
    Column("text", Text, nullable=False),
    PrimaryKeyConstraint("worker_id", "key"),
)
backup_files = Table(
    "backup_files",
    metadata,
    _row_number(),
    Column("path", Text, nullable=False),
    UniqueConstraint("path"),
    sqlite_autoincrement=True,
)


def _column(field: schema.Field) -> Column[object]:
    kind = WHOLE if field.integer else Text()
    if field.table:
        return Column(field.name, kind, ForeignKey(f"{field.table}.id"), nullable=field.null)
    if field.name == "batch":
        return Column("batch", kind, ForeignKey("operations.id"), nullable=False)
    return Column(field.name, kind, nullable=field.null)


def _make(described: schema.Table) -> Table:
    made = Table(
        described.name,
        metadata,
        _row_number(),
        _owner(),
        *(_column(f) for f in described.fields),
        sqlite_autoincrement=True,
    )
    if described.unique is None:
        Index(None, made.c.worker_id)
    else:
        made.append_constraint(UniqueConstraint("worker_id", *described.unique))
    for field in described.fields:
        # deleting a platform or project asks each of these tables whether a row still names it
        if field.table:
            Index(None, made.c[field.name])
    return made


JOURNALED: dict[str, Table] = {name: _make(t) for name, t in schema.TABLES.items()}
