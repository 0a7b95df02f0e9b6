"""A ledger that cannot be written, for want of rights or of room, and is read all the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import LedgerError
from tracker.say import Said
from tracker.store import libraries, migrate
from tracker.store.connection import SqliteDatabase, SqliteSql, whole
from tracker.store.failures import told


class ReadingDatabase(SqliteDatabase):
    """A ledger's file that is only read; `why` is the error that says why, raised by whatever would write.

    SQLite reads a file in a folder that it cannot write to only if it is told that nobody else changes it
    (`immutable`), and then not what waits beside it in a `-wal` file: with one, such a ledger is not opened.
    """

    def __init__(self, path: Path, why: LedgerError, patience: float) -> None:
        super().__init__(path, patience=patience)
        self.why = why

    @contextmanager
    def _conversation(self, begin: str) -> Iterator[SqliteSql]:
        if begin == "BEGIN IMMEDIATE":
            raise self.why
        with super()._conversation(begin) as sql:
            yield sql

    def _connect(self) -> sqlite3.Connection:
        try:
            return self._tried("mode=ro")
        except libraries.errors():
            if _waits(self.path):
                raise
            return self._tried("immutable=1")

    def _tried(self, how: str) -> sqlite3.Connection:
        address = f"{self.path.absolute().as_uri()}?{how}"
        connection = libraries.connect(
            address, self.key, uri=True, timeout=self.patience, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA schema_version").fetchone()  # what reads the file for the first time
        except libraries.errors():
            connection.close()
            raise
        return connection

    @property
    def notice(self) -> Said:
        """What is said once: that it only reads, and why."""
        return Said("The ledger is only read, nothing can be entered. {why}", why=self.why.sentence())


def open_reading(path: Path, why: LedgerError, patience: float) -> ReadingDatabase:
    """Open a ledger for reading only. Raises `why` where that is impossible too, or its form is an older one."""
    database = ReadingDatabase(path, why, patience)
    try:
        with told(str(path)), database.read() as sql:
            sound = not whole(sql, database.name)
            version = migrate.found_version(sql, database.name) if sound else None
    except LedgerError as error:
        database.close()
        raise why from error
    if version != migrate.head():
        database.close()
        raise why
    return database


def _waits(path: Path) -> bool:
    """Whether changes wait in a `-wal` file beside the ledger."""
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False
