"""The ledger's version: made new, brought up to date, or refused because it is newer than this program.

A new SQLite file is made from `schema.sql`, the same statements that the migrations lead to (a test compares
them), so that a first `tracker log` need not load Alembic. An existing ledger is brought up to date by
Alembic, in one transaction, after a backup.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from tracker.errors import LedgerError, NewerLedger
from tracker.store.connection import Sql, SqliteDatabase, first
from tracker.store.schema import ALL_TABLES
from tracker.store.trouble import damaged

FOLDER = Path(__file__).parent / "migrations"
SCRIPT = Path(__file__).parent / "schema.sql"
REVISIONS = ("0001", "0002", "0003")
"""Every revision there was, oldest first; a test compares them with the scripts."""


def head() -> str:
    return REVISIONS[-1]


def found_version(sql: Sql, where: str) -> str | None:
    """The ledger's revision; None for an empty database. Raises LedgerError for a database that is none."""
    tables = {row[0] for row in sql.all("SELECT name FROM sqlite_master WHERE type = 'table'")}
    refuse_foreign(tables, where)
    if not tables:
        return None
    found = first(sql.all("SELECT version_num FROM alembic_version"))
    if found is None:
        raise damaged(where, "it does not say its version")
    return str(found)


def refuse_foreign(tables: set[str], where: str) -> None:
    """Raise LedgerError for a database with tables that is no ledger, DamagedLedger for one that was."""
    if not tables or tables >= {"alembic_version", "workers"}:
        return
    if len(tables & set(ALL_TABLES)) * 2 > len(ALL_TABLES):
        raise damaged(where, "not all of its tables are there")
    raise LedgerError(f"{where} is a database, but not a ledger.", hint="Choose another file.")


def refuse_newer(version: str | None, where: str) -> None:
    """Raise NewerLedger for a revision that this program does not know."""
    if version is not None and version not in REVISIONS:
        raise NewerLedger(
            f"{where} was written by a newer version of the tracker (ledger version {version}).",
            hint="Install the newest version, for instance with `uv tool upgrade gig-tracker`.",
        )


def create(sql: Sql) -> None:
    """Make all tables of a new SQLite ledger, inside the caller's transaction."""
    for statement in SCRIPT.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            sql.run(statement)


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


def upgrade_file(path: Path, revision: str = "head") -> None:
    """Bring an SQLite ledger up to date, all or nothing; other programs wait."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    engine = create_engine("sqlite://", creator=lambda: _plain_connection(path), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            upgrade(connection, revision)
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()


def _plain_connection(path: Path) -> sqlite3.Connection:
    """A connection that begins no transaction by itself; foreign keys off, as rebuilding a table needs."""
    made = sqlite3.connect(path, timeout=15, isolation_level=None)
    made.execute("PRAGMA foreign_keys = OFF")
    made.execute("PRAGMA secure_delete = ON")
    return made


def script() -> str:
    """What `schema.sql` must hold: the statements of a database that the migrations have made."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.db"
        upgrade_file(path)
        database = SqliteDatabase(path)
        with database.read() as sql:
            made = sql.all(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'sqlite_sequence' ORDER BY rowid"
            )
        database.close()
    version = f"INSERT INTO alembic_version (version_num) VALUES ('{head()}')"
    statements = [" ".join(row[0].split()) for row in made]
    return ";\n".join([*statements, version]) + ";\n"


if __name__ == "__main__":
    SCRIPT.write_text(script(), encoding="utf-8")
