"""Talking to a database: one small interface, for SQLite here and for servers in `server`.

SQLite is spoken to directly: loading SQLAlchemy takes longer than all that `tracker log` may take.

    with database.read() as sql:      a snapshot, nothing can be written
    with database.write() as sql:     all or nothing; other writers wait
    with database.alone() as sql:     outside any transaction (PRAGMA, VACUUM)
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from tracker.errors import InputError
from tracker.store.trouble import Clash, told

Values: TypeAlias = Sequence[Any]
Rows: TypeAlias = list[tuple[Any, ...]]

PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32000",
    "PRAGMA journal_size_limit = 1048576",
)
IDLE = 4
"""Connections kept open for the next question; more are closed after use."""


class Sql(Protocol):
    """A conversation inside one transaction. Statements use `?`; Clash is raised for broken constraints."""

    def all(self, statement: str, values: Values = ()) -> Rows: ...

    def run(self, statement: str, values: Values = ()) -> None: ...

    def many(self, statement: str, rows: Iterable[Values]) -> None: ...

    def reserve(self, table: str, n: int) -> Sequence[int]:
        """`n` row numbers of a table that were never used before."""
        ...

    def lock(self, worker: int) -> None:
        """Let no other change of this worker begin before this one is done."""
        ...


class Database(Protocol):
    """A database that holds ledgers. `name` is how errors call it."""

    name: str

    def read(self) -> Any: ...

    def write(self) -> Any: ...

    def alone(self) -> Any: ...

    def close(self) -> None: ...


def first(rows: Rows) -> Any:
    """The first value of the first row; None where there is no row."""
    return rows[0][0] if rows else None


@contextmanager
def _taken() -> Iterator[None]:
    """What SQLite does not take as Clash or InputError: broken constraints, huge numbers, signs of no text."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise Clash(str(error)) from error
    except OverflowError as error:
        raise InputError("A number is larger than a ledger can hold.", code="too_large") from error
    except UnicodeEncodeError as error:
        raise InputError("A text holds signs that are no text.", hint="Type it again.", code="bad_text") from error


class SqliteSql:
    """`Sql` on an SQLite connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def all(self, statement: str, values: Values = ()) -> Rows:
        with _taken():
            return self.connection.execute(statement, values).fetchall()

    def run(self, statement: str, values: Values = ()) -> None:
        with _taken():
            self.connection.execute(statement, values)

    def many(self, statement: str, rows: Iterable[Values]) -> None:
        with _taken():
            self.connection.executemany(statement, rows)

    def reserve(self, table: str, n: int) -> Sequence[int]:
        last = first(self.all("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))) or 0
        return range(last + 1, last + 1 + n)

    def lock(self, worker: int) -> None:
        """BEGIN IMMEDIATE has done it already."""


class SqliteDatabase:
    """A ledger's file. Safe for threads: each conversation has a connection of its own."""

    def __init__(self, path: Path, *, patience: float = 15.0) -> None:
        self.path, self.name, self.patience = path, str(path), patience
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False

    def read(self) -> Any:
        return self._conversation("BEGIN")

    def write(self) -> Any:
        return self._conversation("BEGIN IMMEDIATE")

    def alone(self) -> Any:
        return self._conversation("")

    def close(self) -> None:
        """Close what is open; the last one of all programs to close folds the journal into the file."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def _conversation(self, begin: str) -> Iterator[SqliteSql]:
        with told(self.name):
            connection = self._take()
            fine = False
            try:
                if begin:
                    connection.execute(begin)
                yield SqliteSql(connection)
                if begin:
                    connection.execute("COMMIT")
                fine = True
            finally:
                self._give(connection, fine)

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            self._closed = False
            if self._idle:
                return self._idle.pop()
        return connect(self.path, self.patience)

    def _give(self, connection: sqlite3.Connection, fine: bool) -> None:
        """Keep a connection for the next question; one that saw trouble is closed, which rolls back."""
        with self._lock:
            if fine and not self._closed and len(self._idle) < IDLE:
                self._idle.append(connection)
                return
        connection.close()


def connect(path: Path, patience: float) -> sqlite3.Connection:
    """An SQLite connection with the project's settings, in autocommit: transactions are begun by name."""
    connection = sqlite3.connect(
        path.absolute().as_uri() + "?mode=rw",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=64,
    )
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            _use_wal(connection, patience)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection, patience: float) -> None:
    """Switch the file to WAL. SQLite does not wait here by itself, so a second opener is waited for."""
    waited = threading.Event()
    for _ in range(max(1, int(patience / 0.02))):
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            waited.wait(0.02)
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
