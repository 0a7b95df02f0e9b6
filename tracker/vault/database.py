"""The rows of a pool in SQLite: tables, connections, and changes that are there whole or not at all."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tracker.errors import DamagedPool, DiskFull, PoolBusy, PoolError
from tracker.pool.canonical_json import START, link, read_canonical
from tracker.pool.rows import EVIDENCE, ContributionRow
from tracker.say import Word

FILE = "pool.db"
FORMAT = 1
WAIT_SECONDS = 20.0
STAMP_BITS = 62
ONCE_BYTES = 6

ROW_FIELDS = tuple(f.name for f in fields(ContributionRow))
NUMBERS = tuple(f.name for f in fields(ContributionRow) if str(f.type).startswith("int"))


def _column(name: str) -> str:
    kind = str(next(f.type for f in fields(ContributionRow) if f.name == name))
    return f"{name} {'INTEGER' if kind.startswith('int') else 'TEXT'}{'' if 'None' in kind else ' NOT NULL'}"


TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE seats (
    seat INTEGER PRIMARY KEY,
    made_on TEXT NOT NULL,
    code_hash TEXT UNIQUE,
    given_to TEXT NOT NULL DEFAULT '',
    used_on TEXT,
    key TEXT UNIQUE,
    serial INTEGER NOT NULL DEFAULT 0,
    last TEXT,
    removed_on TEXT,
    farewell TEXT,
    batch INTEGER,
    handed_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE retired (key TEXT PRIMARY KEY, seat INTEGER NOT NULL REFERENCES seats, retired_on TEXT NOT NULL) STRICT;
CREATE TABLE rows (
    seat INTEGER NOT NULL REFERENCES seats,
    {", ".join(map(_column, ROW_FIELDS))},
    arrived_on TEXT NOT NULL,
    serial INTEGER NOT NULL,
    PRIMARY KEY (seat, quarter, platform, role)
) STRICT;
CREATE INDEX rows_by_quarter ON rows (quarter, seat);
CREATE TABLE quarters (quarter TEXT PRIMARY KEY, stamp INTEGER NOT NULL) STRICT;
CREATE TABLE log (n INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT;
"""
"""`last` and `farewell`: digest of the last bundle taken, and of the one that withdrew. `quarters`: a number
that is new with each change of a quarter's rows, by which a file made from them is known to be stale."""


@dataclass(frozen=True, slots=True)
class Change:
    """What may be done inside one transaction."""

    connection: sqlite3.Connection
    day: dt.date

    def run(self, sql: str, *values: object) -> sqlite3.Cursor:
        return self.connection.execute(sql, values)

    def one(self, sql: str, *values: object) -> Any:
        """The first row, or None."""
        return self.run(sql, *values).fetchone()

    def log(self, word: str, seat: int | None = None, **more: object) -> None:
        """Add a line: day, word, and the seat where it is about one; never a row, a name or a file. `once` is by
        chance: where two machines do the same to two copies, their lines are two."""
        about = {} if seat is None else {"seat": seat}
        last = self.one("SELECT n, line FROM log ORDER BY n DESC LIMIT 1")
        before = read_canonical(last[1].encode())["hash"] if last else START
        number = last[0] + 1 if last else 1
        once = secrets.token_hex(ONCE_BYTES)
        line, _ = link(before, number, {"day": self.day.isoformat(), "word": word, **about, **more, "once": once})
        self.run("INSERT INTO log VALUES (?, ?)", number, line)

    def touch(self, quarters: Sequence[str]) -> None:
        """Say that the rows of these quarters are others now.

        By chance, not by counting: where an older database is put back, a count comes round to numbers that files
        made from other rows already have.
        """
        stamp = secrets.randbits(STAMP_BITS)
        for quarter in quarters:
            self.run("INSERT OR REPLACE INTO quarters VALUES (?, ?)", quarter, stamp)

    def insert_rows(self, seat: int, rows: Sequence[ContributionRow], serial: int) -> None:
        names = ("seat", *ROW_FIELDS, "arrived_on", "serial")
        values = [(seat, *(getattr(r, n) for n in ROW_FIELDS), self.day.isoformat(), serial) for r in rows]
        marks = ", ".join("?" * len(names))
        self.connection.executemany(f"INSERT INTO rows ({', '.join(names)}) VALUES ({marks})", values)


ADDED: Mapping[str, Mapping[str, str]] = {
    "seats": {"batch": "INTEGER", "handed_by": "TEXT NOT NULL DEFAULT ''"},
    "rows": dict.fromkeys(EVIDENCE, "INTEGER"),
}
"""Columns that pools made before do not have: table -> column -> kind."""


def bring_up(path: Path) -> None:
    """Give a database that was made before the columns that it lacks. One that has them is not written to."""
    with reading(path) as connection:
        if not _lacking(connection):
            return
        connection.execute("BEGIN IMMEDIATE")
        for table, name, kind in _lacking(connection):  # again, under the lock
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")
        connection.execute("COMMIT")


def _lacking(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    there = {t: {row[1] for row in connection.execute(f"PRAGMA table_info({t})")} for t in ADDED}
    return [(t, n, kind) for t, columns in ADDED.items() for n, kind in columns.items() if n not in there[t]]


def create(path: Path, meta: Mapping[str, str]) -> None:
    """Make an empty database with its tables, for this user alone."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with reading(path) as connection:
        connection.executescript(f"BEGIN; {TABLES} COMMIT;")
        pairs = {"format": str(FORMAT), **meta}
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO meta VALUES (?, ?)", list(pairs.items()))
        connection.execute("COMMIT")


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one use. What is deleted is overwritten; what is committed outlasts a power cut."""
    with _trouble(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=WAIT_SECONDS, isolation_level=None
        )
        try:
            for setting in ("secure_delete = ON", "synchronous = EXTRA", "foreign_keys = ON", "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {setting}")
            yield connection
        finally:
            connection.close()


@contextlib.contextmanager
def changing(path: Path, day: dt.date) -> Iterator[Change]:
    """One transaction, alone: committed at the end, nothing of it where something is raised or the program dies."""
    with reading(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield Change(connection, day)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextlib.contextmanager
def _trouble(path: Path) -> Iterator[None]:
    """SQLite's errors as the sentences of the tree."""
    try:
        yield
    except sqlite3.OperationalError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise PoolBusy("Another program is changing this pool.", hint="Try again when it is done.") from error
        if name == "SQLITE_FULL":
            raise DiskFull("There is no room left on the disk; nothing was written.") from error
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise PoolError(
                "{path} cannot be opened for writing.", hint="Look at the rights of the folder.", path=Word(path)
            ) from error
        raise DamagedPool(
            "{path} cannot be read: {error}.",
            hint="Take a copy of the folder from before.",
            path=Word(path),
            error=Word(str(error)),
        ) from error
    except sqlite3.DatabaseError as error:
        raise DamagedPool(
            "{path} cannot be read: {error}.",
            hint="Take a copy of the folder from before.",
            path=Word(path),
            error=Word(str(error)),
        ) from error
