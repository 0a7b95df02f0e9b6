"""The ledger's version: made new, brought up to date, or refused because it is newer than this program.

A new ledger is made from the frozen schema of its database, which is written out of the models, so that a first
`tracker log` need load neither them nor Alembic. An existing ledger is brought up to date by Alembic, in one
transaction, after a backup; a test compares what it leads to with the models.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.errors import LedgerError, NewerLedger
from tracker.say import Act, Word
from tracker.store import libraries
from tracker.store.connection import Sql, first
from tracker.store.failures import damaged
from tracker.store.tables import ALL_TABLES, FROZEN

if TYPE_CHECKING:
    from tracker.store.keys import Key

FOLDER = Path(__file__).parent / "migrations"
REVISIONS = ("0003", "0004", "0005", "0006", "0007", "0008", "0009")
"""Every revision that can be opened, oldest first; a test compares them with the scripts."""
TOO_OLD = ("0001", "0002")
"""Revisions of ledgers made before the first one that can be brought up to date."""


def head() -> str:
    return REVISIONS[-1]


def found_version(sql: Sql, where: str) -> str | None:
    """The ledger's revision; None for an empty database. Raises LedgerError for a database that is none."""
    tables = {row[0] for row in sql.all("tables")}
    refuse_foreign(tables, where)
    if not tables:
        return None
    found = first(sql.all("revision"))
    if found is None:
        raise damaged(where, "its version is missing")
    return str(found)


def refuse_foreign(tables: set[str], where: str) -> None:
    """Raise LedgerError for a database with tables that is not a ledger, DamagedLedger for one that was."""
    if not tables or tables >= {"alembic_version", "workers"}:
        return
    if len(tables & set(ALL_TABLES)) * 2 > len(ALL_TABLES):
        raise damaged(where, "not all of its tables are there")
    raise LedgerError("{where} is a database, but not a ledger.", hint="Choose another file.", where=Word(where))


def refuse_unknown(version: str | None, where: str) -> None:
    """Raise NewerLedger for a revision that this program does not know, LedgerError for one of before it."""
    if version in TOO_OLD:
        raise LedgerError(
            "{where} was written by an early version of the tracker (ledger version {version}).",
            hint="Export it with that version, and import the archive into a new ledger.",
            code="early_ledger",
            where=Word(where),
            version=Word(version),
        )
    if version is not None and version not in REVISIONS:
        raise NewerLedger(
            "{where} was written by a newer version of the tracker (ledger version {version}).",
            hint=Act.NEWER_VERSION,
            where=Word(where),
            version=Word(version),
        )


def create(sql: Sql) -> None:
    """Make all tables of a new ledger, inside the caller's transaction."""
    for statement in (FROZEN / f"schema.{sql.DATABASE}.sql").read_text(encoding="utf-8").split(";\n"):
        if statement:
            sql.command(statement)
    sql.run("add_revision", version_num=head())


def configuration() -> Any:
    """Alembic's configuration, without any file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config


def upgrade(connection: Any, revision: str = "head") -> None:
    """Run the migrations on an SQLAlchemy connection, inside its transaction."""
    from alembic import command

    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def upgrade_file(path: Path, revision: str = "head", *, key: Key | None = None) -> None:
    """Bring an SQLite ledger up to date, all or nothing; other programs wait."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    module = libraries.sqlcipher() if key is not None else sqlite3
    engine = create_engine("sqlite://", module=module, creator=lambda: _bare(path, key), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            upgrade(connection, revision)
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()


def _bare(path: Path, key: Key | None) -> sqlite3.Connection:
    """A connection that begins no transaction by itself; foreign keys off, as rebuilding a table needs."""
    made = libraries.connect(str(path), key, timeout=15, isolation_level=None)
    made.execute("PRAGMA foreign_keys = OFF")
    made.execute("PRAGMA secure_delete = ON")
    return made
