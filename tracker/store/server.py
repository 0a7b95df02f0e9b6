"""Ledgers on a server, by an SQLAlchemy URL. PostgreSQL is what is supported and tested.

Loaded for URLs only: it imports SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, inspect, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError

from tracker.errors import LedgerError
from tracker.say import Word
from tracker.store import backups, failures, migrate
from tracker.store.connection import Rows, Sql, Values, first

CHUNK = 2_000
LOCK = 7_265_711
"""Number of the server's lock under which one program at a time makes or migrates the tables."""
_NO_ROOM, _NO_RIGHT, _LOCKED = ("53100",), ("25006", "42501"), ("55P03", "40P01")


def _psycopg_url(text: str) -> URL:
    """The URL with the driver that the tracker installs; raises LedgerError for other databases."""
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise LedgerError(
            "{typed} is not a database URL.", hint="Give a path, or postgresql://…", typed=Word(text)
        ) from error
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise LedgerError(
            "Ledgers are not kept on {url}.", hint="Give a path, or postgresql://…", url=Word(url.get_backend_name())
        )
    return url.set(drivername="postgresql+psycopg")


class ServerSql(Sql):
    """`Sql` on a connection of SQLAlchemy."""

    DATABASE = "postgresql"

    def _fetch(self, text: str, values: Values) -> Rows:
        found = self._exec(text, values)
        return [tuple(row) for row in found] if found.returns_rows else []

    def _run(self, text: str, rows: Iterable[Values]) -> None:
        rest = iter(rows)
        while chunk := list(islice(rest, CHUNK)):
            self._exec(text, chunk)

    def reserve(self, table: str, n: int) -> Sequence[int]:
        return sorted(row for (row,) in self.all("reserve", table=table, n=n))

    def lock(self) -> None:
        self.all("lock")

    def _exec(self, text: str, values: Any) -> Any:
        try:
            return self.connection.exec_driver_sql(text, values or None)
        except IntegrityError as error:
            raise failures.Clash(str(error.orig)) from error


class ServerDatabase:
    """A database on a server. Several workers' ledgers may be in it."""

    def __init__(self, url: str, *, patience: float = 15.0) -> None:
        parsed, self.worker = _psycopg_url(url), 0
        self.name = parsed.render_as_string(hide_password=True)
        try:
            self.engine = create_engine(
                parsed,
                pool_pre_ping=True,
                connect_args={"options": f"-c lock_timeout={int(patience * 1000)}", "connect_timeout": 10},
            )
        except ImportError as error:
            raise LedgerError(
                "The part that talks to PostgreSQL is not installed.", hint="Install gig-tracker[postgres]."
            ) from error

    def read(self) -> Any:
        return self._conversation("REPEATABLE READ", read_only=True)

    def write(self) -> Any:
        return self._conversation("READ COMMITTED")

    def alone(self) -> Any:
        return self._conversation("AUTOCOMMIT")

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _conversation(self, level: str, *, read_only: bool = False) -> Iterator[ServerSql]:
        with failures.told(self.name), self._told():
            options = {"isolation_level": level, "postgresql_readonly": read_only}
            with self.engine.connect().execution_options(**options) as connection, connection.begin():
                yield ServerSql(connection, self.worker)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._as_ledger_error(error) from error

    def _as_ledger_error(self, error: DBAPIError) -> LedgerError:
        state = getattr(error.orig, "sqlstate", None)
        if state in _NO_ROOM:
            return failures.disk_full(self.name)
        if state in _NO_RIGHT:
            return failures.read_only(self.name)
        if state in _LOCKED:
            return failures.busy(self.name)
        reason = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else "no reason given"
        return LedgerError(
            "{name} cannot be used: {reason}.",
            hint="Check that the server runs.",
            name=Word(self.name),
            reason=Word(reason),
        )


def found_version(connection: Connection) -> str | None:
    """The revision of the ledgers in a database; None if there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return str(first(ServerSql(connection, 0).all("revision")))


def upgrade(database: ServerDatabase, backup_to: Path, check: Callable[[str | None], bool]) -> None:
    """Bring a server's ledgers up to date in one transaction, after a backup if there are any.

    `check` gets the version found, raises for a newer one, and says whether there is anything to do.
    """
    with database.alone() as sql:
        version = found_version(sql.connection)
    if not check(version):
        return
    if version is not None:
        backups.copy(database, backup_to.with_name(f"{backup_to.stem}{version}.db"), replace=True)
    with failures.told(database.name), database.engine.begin() as connection:
        sql = ServerSql(connection, 0)
        sql.all("lock_tables", lock=LOCK)
        version = found_version(connection)
        if version is None:
            migrate.create(sql)
        elif check(version):
            migrate.upgrade(connection)
