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
from tracker.store import backups, migrate, trouble
from tracker.store.connection import Rows, Values

CHUNK = 2_000
LOCK = 7_265_711
"""Number of the server's lock under which one program at a time makes or migrates the tables."""
_NO_ROOM, _NO_RIGHT, _LOCKED = ("53100",), ("25006", "42501"), ("55P03", "40P01")


def _psycopg_url(text: str) -> URL:
    """The URL with the driver that the tracker installs; raises LedgerError for other databases."""
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise LedgerError(f"{text} is no database URL.", hint="Give a path, or postgresql://…") from error
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise LedgerError(f"Ledgers are not kept on {url.get_backend_name()}.", hint="Give a path, or postgresql://…")
    return url.set(drivername="postgresql+psycopg")


class ServerSql:
    """`Sql` on a connection of SQLAlchemy."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def all(self, statement: str, values: Values = ()) -> Rows:
        return [tuple(row) for row in self._exec(statement, tuple(values))]

    def run(self, statement: str, values: Values = ()) -> None:
        self._exec(statement, tuple(values))

    def many(self, statement: str, rows: Iterable[Values]) -> None:
        rest = iter(rows)
        while chunk := [tuple(row) for row in islice(rest, CHUNK)]:
            self._exec(statement, chunk)

    def reserve(self, table: str, n: int) -> Sequence[int]:
        found = self.all("SELECT nextval(pg_get_serial_sequence(?, 'id')) FROM generate_series(1, ?)", (table, n))
        return sorted(row[0] for row in found)

    def lock(self, worker: int) -> None:
        self.run("SELECT id FROM workers WHERE id = ? FOR UPDATE", (worker,))

    def _exec(self, statement: str, values: Any) -> Any:
        try:
            return self.connection.exec_driver_sql(statement.replace("?", "%s"), values or None)
        except IntegrityError as error:
            raise trouble.Clash(str(error.orig)) from error


class ServerDatabase:
    """A database on a server. Several workers' ledgers may lie in it."""

    def __init__(self, url: str, *, patience: float = 15.0) -> None:
        parsed = _psycopg_url(url)
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
        with trouble.told(self.name), self._told():
            options = {"isolation_level": level, "postgresql_readonly": read_only}
            with self.engine.connect().execution_options(**options) as connection, connection.begin():
                yield ServerSql(connection)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._as_ledger_error(error) from error

    def _as_ledger_error(self, error: DBAPIError) -> LedgerError:
        state = getattr(error.orig, "sqlstate", None)
        if state in _NO_ROOM:
            return trouble.disk_full(self.name)
        if state in _NO_RIGHT:
            return trouble.read_only(self.name)
        if state in _LOCKED:
            return trouble.busy(self.name)
        reason = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else "no reason given"
        return LedgerError(f"{self.name} cannot be used: {reason}.", hint="Check that the server runs.")


def found_version(connection: Connection) -> str | None:
    """The revision of the ledgers in a database; None where there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def upgrade(database: ServerDatabase, backup_to: Path, check: Callable[[str | None], bool]) -> None:
    """Bring a server's ledgers up to date in one transaction, after a backup where there are any.

    `check` gets the version found, raises for a newer one, and says whether there is anything to do.
    """
    with database.alone() as sql:
        version = found_version(sql.connection)
    if not check(version):
        return
    if version is not None:
        backups.copy(database, backup_to.with_name(f"{backup_to.stem}{version}.db"), replace=True)
    with trouble.told(database.name), database.engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        version = found_version(connection)
        if version is None:
            migrate.create(ServerSql(connection), "postgresql")
        elif check(version):
            migrate.upgrade(connection)
