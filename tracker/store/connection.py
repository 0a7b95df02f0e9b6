"""Talking to a database: one small interface, for SQLite here and for servers in `server`.

SQLite is spoken to directly: loading SQLAlchemy takes longer than all that `tracker log` may take.

    with database.read() as sql:      a snapshot, nothing can be written
    with database.write() as sql:     all or nothing; other writers wait
    with database.alone() as sql:     outside any transaction (PRAGMA, VACUUM)
"""

from __future__ import annotations

import json
import re
import sqlite3
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import EllipsisType
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeAlias, TypeVar

from tracker.errors import DamagedLedger, InputError, LedgerMoved
from tracker.say import Act, Word
from tracker.store import key_files, libraries, system
from tracker.store.failures import Clash, refuse_unread, told
from tracker.store.tables import FROZEN

if TYPE_CHECKING:
    from tracker.store.keys import Key
    from tracker.store.watched import Watched

T = TypeVar("T")
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


@cache
def frozen(database: str) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """The statements of `statements`, compiled for "sqlite" or "postgresql": text, and names of values in order."""
    found = json.loads((FROZEN / f"statements.{database}.json").read_text(encoding="utf-8"))
    return {name: (text, tuple(values)) for name, (text, values) in found.items()}


@cache
def _conditions(database: str) -> Mapping[str, Mapping[str, str]]:
    """By table and column the condition that it has a value."""
    found: Mapping[str, Mapping[str, str]] = json.loads((FROZEN / f"conditions.{database}.json").read_text("utf-8"))
    return found


@cache
def _narrowed(insert: str, kept: tuple[int, ...]) -> str:
    """A frozen insert with some of its columns only."""
    head, names, between, marks, tail = re.split(r"[()]", insert)
    names, marks = (", ".join([text.split(", ")[at] for at in kept]) for text in (names, marks))
    return f"{head}({names}){between}({marks}){tail}"


@cache
def _picked(rows: str, kept: tuple[int, ...], whole: str) -> str:
    """A frozen selection of rows with some of its columns only; `whole`: what says that most rows are wanted."""
    verb, _, rest = rows.partition(" ")
    names, source, tail = rest.partition(" FROM ")
    every, (table, where, asked) = names.split(", "), tail.partition(" WHERE ")
    return f"{verb} {', '.join([every[at] for at in kept])}{source}{table}{whole}{where}{asked}"


class Sql(ABC):
    """A conversation inside one transaction, on the rows of one worker: their number goes into every statement on
    owned rows. Statements are given by name (`frozen`). Clash is raised for broken constraints."""

    DATABASE: ClassVar[str]
    WHOLE: ClassVar[str] = ""
    """Behind a table's name: that most of its rows are wanted, in row order."""

    def __init__(self, connection: Any, worker: int) -> None:
        self.connection, self.worker = connection, worker
        self._statements = frozen(self.DATABASE)

    def all(self, statement: str, /, **values: object) -> Rows:
        """What a statement finds."""
        text, names = self._statements[statement]
        return self._fetch(text, self._ordered(names, values))

    def run(self, statement: str, /, **values: object) -> None:
        text, names = self._statements[statement]
        self._run(text, [self._ordered(names, values)])

    def rows(self, table: str, /, **equals: object) -> Rows:
        """The worker's rows of a table in row order, number first, where these columns have these values."""
        text, names = self._statements[f"{table}.rows"]
        head, _, tail = text.partition(" WHERE ")
        known = _conditions(self.DATABASE)[table] if equals else {}
        sought = "".join(f"{known[name]} AND " for name in equals)
        return self._fetch(f"{head} WHERE {sought}{tail}", (*equals.values(), *self._ordered(names, {})))

    def columns(self, table: str, names: Sequence[str], wanted: Container[str]) -> dict[str, list[Any]]:
        """The worker's rows of a table in row order by their columns: numbers as "id", and of `names`, which are all
        that the table has, those that are wanted and hold anything."""
        [counts] = self.all(f"{table}.filled")
        kept = [at for at, n in enumerate(counts) if n and names[at] in wanted]
        text, given = self._statements[f"{table}.rows"]
        found = self._fetch(_picked(text, (0, *(at + 1 for at in kept)), self.WHOLE), self._ordered(given, {}))
        by_column = map(list, zip(*found, strict=True)) if found else ([] for _ in (0, *kept))
        return dict(zip(("id", *(names[at] for at in kept)), by_column, strict=True))

    def insert(self, table: str, rows: Iterable[tuple[int, Values]]) -> None:
        """Add rows: number, and values in the order of the columns."""
        self.many(f"{table}.insert", ((row, self.worker, *values) for row, values in rows))

    def add(self, statement: str, columns: Sequence[Values]) -> None:
        """Insert rows that are given by their columns, in the statement's order.

        Columns that are empty in all of them are left out: SQLite's driver takes longer over nothing than over a value.
        """
        filled = tuple(at for at, values in enumerate(columns) if values.count(None) < len(values))
        text = _narrowed(self._statements[statement][0], filled)
        self._run(text, zip(*(columns[at] for at in filled), strict=True))

    def update(self, table: str, rows: Iterable[tuple[int, Values]]) -> None:
        """Change rows, given as to `insert`."""
        self.many(f"{table}.update", ((*values, row, self.worker) for row, values in rows))

    def delete(self, table: str, rows: Iterable[int]) -> None:
        self.many(f"{table}.delete", ((row, self.worker) for row in rows))

    def many(self, statement: str, rows: Iterable[Values]) -> None:
        """Run a statement with many rows of values, each in the order in which it names them."""
        self._run(self._statements[statement][0], rows)

    def command(self, text: str) -> Rows:
        """What is not a statement on rows: PRAGMA, VACUUM, the making of a table."""
        return self._fetch(text, ())

    def _ordered(self, names: tuple[str, ...], values: Mapping[str, object]) -> Values:
        given = {"worker_id": self.worker, **values}
        return tuple(given[name] for name in names)

    @abstractmethod
    def _fetch(self, text: str, values: Values) -> Rows: ...

    @abstractmethod
    def _run(self, text: str, rows: Iterable[Values]) -> None:
        """Run a text once for each row of values."""

    @abstractmethod
    def reserve(self, table: str, n: int) -> Sequence[int]:
        """`n` row numbers of a table that were never used before."""

    @abstractmethod
    def lock(self) -> None:
        """Let no other change of this worker begin before this one is done."""


class Database(Protocol):
    """A database that holds ledgers. `name` is how errors call it, `worker` whose ledger is meant; 0: nobody's yet."""

    name: str
    worker: int

    def read(self) -> Any: ...

    def write(self) -> Any: ...

    def alone(self) -> Any: ...

    def close(self) -> None: ...


def whole(sql: Sql, where: str) -> str:
    """What SQLite's quick check of the whole file finds wrong with it; empty for nothing.

    15 ms for 20,000 sessions. Raises LedgerError if the disk did not give what is there: the file may be sound.
    """
    found = str(first(sql.command("PRAGMA quick_check(1)")))
    refuse_unread(found, where)
    return "" if found == "ok" else found.strip().splitlines()[-1]


def first(rows: Rows) -> Any:
    """The first value of the first row; None if there is no row."""
    return rows[0][0] if rows else None


@contextmanager
def _taken() -> Iterator[None]:
    """What SQLite does not take as Clash or InputError: broken constraints, huge numbers, signs of no text."""
    try:
        yield
    except libraries.constraint_errors() as error:
        raise Clash(str(error)) from error
    except OverflowError as error:
        raise InputError("A number is larger than a ledger can hold.", code="too_large") from error
    except UnicodeEncodeError as error:
        raise InputError(
            "The text contains characters that cannot be stored.", hint="Type it again.", code="bad_text"
        ) from error


class SqliteSql(Sql):
    """`Sql` on an SQLite connection."""

    DATABASE = "sqlite"
    WHOLE = " NOT INDEXED"
    """By the index of owners they would be fetched one by one, and sorted."""

    def _fetch(self, text: str, values: Values) -> Rows:
        with _taken():
            rows: Rows = self.connection.execute(text, values).fetchall()
        return rows

    def _run(self, text: str, rows: Iterable[Values]) -> None:
        with _taken():
            self.connection.executemany(text, rows)

    def reserve(self, table: str, n: int) -> Sequence[int]:
        last = first(self.all("last_number", table=table)) or 0
        return range(last + 1, last + 1 + n)

    def lock(self) -> None:
        """BEGIN IMMEDIATE has done it already."""


def key_of(path: Path) -> Key | None:
    """The key of a ledger's file; None for a plain one. Raises LedgerLocked if nobody has given its passphrase."""
    wrapped = key_files.near(path)
    if wrapped is None:
        return None
    from tracker.store import key_ring

    libraries.sqlcipher()  # before anybody is asked for a passphrase
    return key_ring.taken(wrapped.mark, path)


def key_of_copy(path: Path) -> Key | None:
    """The key of a backup or copy, which nobody writes to: its first bytes tell, whatever is beside it.

    Raises LedgerLocked.
    """
    begins = key_files.head(path)
    if begins in (b"", system.DATABASE):
        return None
    found = key_of(path)
    if found is None:
        from tracker.store import key_ring

        found = key_ring.marked(begins)
    return found


class SqliteDatabase:
    """A ledger's file. Safe for threads: each conversation has a connection of its own.

    `key`: of an encrypted one, looked for unless it is given; None for a plain one. Raises LedgerLocked.
    """

    def __init__(
        self, path: Path, *, patience: float = 15.0, worker: int = 0, key: Key | EllipsisType | None = ...
    ) -> None:
        self.path, self.name, self.patience, self.worker = path, str(path), patience, worker
        self.key = key_of(path) if isinstance(key, EllipsisType) else key
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False
        self._busy, self._used = 0, 0.0
        self.watched: Watched | None = None

    def read(self) -> Any:
        return self._conversation("BEGIN")

    def write(self) -> Any:
        return self._conversation("BEGIN IMMEDIATE")

    def alone(self) -> Any:
        return self._conversation("")

    def watch(self) -> Watched:
        """From now on look before each conversation whether the file is still the same one (see `watched`)."""
        from tracker.store.watched import Watched

        self.watched = Watched(self.path)
        return self.watched

    def rest(self, after: float) -> None:
        """Close what is open if nothing was asked for some seconds; a watched file stays held."""
        with self._lock:
            if self._busy or time.monotonic() - self._used < after:
                return
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def close(self) -> None:
        """Close what is open; the last one of all programs to close folds the journal into the file."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            watched, self.watched = self.watched, None
        for connection in idle:
            connection.close()
        if watched is not None:
            watched.close()

    @contextmanager
    def _conversation(self, begin: str) -> Iterator[SqliteSql]:
        with self._of_this_form(), told(self.name):
            watched = self.watched
            if watched is not None:
                watched.check()
            connection = self._take()
            fine = False
            try:
                if begin:
                    connection.execute(begin)
                yield SqliteSql(connection, self.worker)
                if begin:
                    connection.execute("COMMIT")
                fine = True
            finally:
                self._give(connection, fine)
            if watched is not None:
                watched.check("what you have just done is not in it")

    @contextmanager
    def _of_this_form(self) -> Iterator[None]:
        """A file that was encrypted or decrypted while it was open seems damaged: what was opened is wiped."""
        try:
            yield
        except DamagedLedger as error:
            marked = key_files.keys_file(self.path).exists()
            if marked == (self.key is not None):
                raise
            said = "{path} was decrypted while it was open; nothing was written."
            if marked:
                said = "{path} was encrypted while it was open; nothing was written."
            raise LedgerMoved(said, hint=Act.SAVE_OPEN, path=Word(self.path)) from error

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            self._closed = False
            self._busy += 1
            if self._idle:
                return self._idle.pop()
        try:
            return self._connect()
        except BaseException:
            with self._lock:
                self._busy -= 1
            raise

    def _connect(self) -> sqlite3.Connection:
        return connect(self.path, self.patience, self.key)

    def _give(self, connection: sqlite3.Connection, fine: bool) -> None:
        """Keep a connection for the next question; one that saw trouble is closed, which rolls back."""
        with self._lock:
            self._busy, self._used = self._busy - 1, time.monotonic()
            if fine and not self._closed and len(self._idle) < IDLE:
                self._idle.append(connection)
                return
        connection.close()


def second_look(look: Callable[[], T], database: Database) -> T:
    """What `look` gives; where it finds damage, once more: a disk that fails a single time looks the same."""
    try:
        return look()
    except DamagedLedger:
        database.close()
        return look()


def connect(path: Path, patience: float, key: Key | None = None) -> sqlite3.Connection:
    """An SQLite connection with the project's settings, in autocommit: transactions are begun by name."""
    connection = libraries.connect(
        path.absolute().as_uri() + "?mode=rw",
        key,
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
    except libraries.errors():
        connection.close()
        raise
    return connection


def _use_wal(connection: sqlite3.Connection, patience: float) -> None:
    """Switch the file to WAL. SQLite does not wait here by itself, so a second opener is waited for."""
    waited = threading.Event()
    for _ in range(max(1, int(patience / 0.02))):
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except libraries.errors() as error:
            if "locked" not in str(error):
                raise
            waited.wait(0.02)
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
