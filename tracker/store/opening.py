"""Opening a ledger: find or make it, check it, bring it up to date, say what is unwise about its place."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import DamagedLedger, DiskFull, LedgerError, NotFound
from tracker.say import Act, Said, Word
from tracker.store import backups, key_files, libraries, migrate, system
from tracker.store.connection import Database, Sql, SqliteDatabase, SqliteSql, first, second_look, whole
from tracker.store.failures import Clash, damaged, told
from tracker.store.wal import lost_changes

if TYPE_CHECKING:
    from tracker.store.keys import Key

WIPE_PENDING = 1
"""`user_version` of a file in which something was forgotten, until the file is rewritten without it."""


def place(path_or_url: str | Path) -> str | Path:
    """A path for files and `sqlite:///…`, the URL for anything else with `://`.

    >>> place("postgresql://host/db"), place("sqlite:///a.db").name
    ('postgresql://host/db', 'a.db')
    """
    if isinstance(path_or_url, str) and "://" in path_or_url:
        if path_or_url.startswith("sqlite:///"):
            return Path(path_or_url.removeprefix("sqlite:///"))
        return path_or_url
    return Path(path_or_url)


def open_file(path: Path, *, create: bool, folder: Path, patience: float) -> SqliteDatabase:
    """Open a ledger's file, made if there is none and `create` says so.

    Raises NotFound, NewerLedger, DamagedLedger, LedgerReadOnly, DiskFull, LedgerBusy, LedgerLocked.
    """
    fresh, database = False, SqliteDatabase(path, patience=patience)
    try:
        fresh = _find(database, create)
        _check(database)
        _bring_up_to_date(database, folder)
        _finish_wipe(database)
    except DamagedLedger as error:
        database.close()
        raise _with_backup(error, folder) from error.__cause__
    except LedgerError as error:
        database.close()
        if fresh and isinstance(error, DiskFull):
            path.unlink(missing_ok=True)
        raise
    return database


def _find(database: SqliteDatabase, create: bool) -> bool:
    """Make the file if there is none; gives whether it was made. Raises NotFound, LedgerError."""
    path = database.path
    with told(str(path), files=True):
        if path.is_dir():
            raise LedgerError("{path} is a folder.", hint="Name a file in it, such as tracker.db.", path=Word(path))
        if path.exists():
            if not path.is_file():
                raise LedgerError("{path} is not a file.", hint="Name a file, such as tracker.db.", path=Word(path))
            _look(database)
            for beside in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
                if beside.exists():
                    system.make_private(beside)
            return False
        if not create:
            raise NotFound("There is no ledger at {path}.", hint=Act.CHECK_PATH, path=Word(path))
        system.make_folder(path.parent)
        system.make_file(path)
        return True


def _look(database: SqliteDatabase) -> None:
    """Raise LedgerError for a file of something else, before anything in it is touched.

    SQLite itself reads it: opening and closing a database beside SQLite takes away the locks of connections
    that this process has to it, and then two programs write at once. What else is wrong is found later.
    """
    tables = _tables(database.path, database.key)
    if tables is None and database.key is not None and libraries.is_plain(database.path):
        key_files.set_aside(database.path)  # a plain copy was put there by hand
        database.key = None
        tables = _tables(database.path, None)
    if tables is None:
        raise _no_database(database)
    migrate.refuse_foreign(tables, database.name)


def _tables(path: Path, key: Key | None) -> set[str] | None:
    """The names of all tables; none of a file that is busy or damaged, None if it is not a database."""
    found = libraries.connect(f"{path.absolute().as_uri()}?mode=ro", key, uri=True, timeout=0)
    try:
        return {row[0] for row in SqliteSql(found, 0).all("tables")}
    except UnicodeDecodeError:
        return set()
    except libraries.errors() as error:
        return None if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB else set()
    finally:
        found.close()


def _no_database(database: SqliteDatabase) -> DamagedLedger:
    if database.key is not None:
        return damaged(database.name, "it cannot be read with its key")
    keys = Word(key_files.keys_file(database.path).name)
    said = Said("it is not a database file, or it is encrypted and {keys} is missing", keys=keys)
    return damaged(database.name, said, Act.NAME_OR_RECOVER)


def _check(database: SqliteDatabase) -> None:
    """Raises DamagedLedger for a file that contradicts itself, or has lost changes."""
    second_look(lambda: _refuse_damaged(database), database)
    if not _lost(database):
        return
    with database.write():  # so that nobody is adding to it
        lost = _lost(database)
    if lost:
        raise damaged(
            f"{database.name}-wal",
            Said(
                "the last {lost} changes in it cannot be read and are lost, and the ledger goes on without them",
                lost=Word(lost),
            ),
            Act.WHICH_CHANGES,
        )


def _refuse_damaged(database: SqliteDatabase) -> None:
    with database.read() as sql:
        if wrong := whole(sql, database.name):
            raise damaged(database.name, wrong)


def _lost(database: SqliteDatabase) -> int:
    """Changes that the -wal file held and SQLite could not read."""
    if not database.path.with_name(database.path.name + "-wal").exists():
        return 0
    with database.alone() as sql:
        busy, read, _ = sql.command("PRAGMA wal_checkpoint(PASSIVE)")[0]
    return 0 if busy or read < 0 else lost_changes(database.path, read)


def _with_backup(error: DamagedLedger, folder: Path) -> DamagedLedger:
    newest = backups.newest(folder)
    if newest is None:
        return error
    return DamagedLedger(error.message, hint=Act.NEWEST_BACKUP, backup=Word(str(newest)))


def _bring_up_to_date(database: SqliteDatabase, folder: Path) -> None:
    with database.read() as sql:
        version = migrate.found_version(sql, database.name)
    migrate.refuse_unknown(version, database.name)
    if version is None:
        with database.write() as sql:
            # another program may have been quicker
            if migrate.found_version(sql, database.name) is None:
                migrate.create(sql)
    elif version != migrate.head():
        backups.copy(database, folder / f"{database.path.stem}{backups.BEFORE}{migrate.head()}.db", replace=True)
        database.close()
        with told(database.name):
            migrate.upgrade_file(database.path, key=database.key)


def _finish_wipe(database: SqliteDatabase) -> None:
    """Rewrite the file if a forgetting was cut short; what prevents it now does not count as a reason not to open."""
    with database.read() as sql:
        pending = first(sql.command("PRAGMA user_version")) == WIPE_PENDING
    if pending:
        try:
            finish_wipe(database)
        except DamagedLedger:
            raise
        except LedgerError:
            return


def finish_wipe(database: SqliteDatabase) -> bool:
    """Rewrite the file without what was wiped, and take the flag off; False if a reader prevents it."""
    if not backups.shrink(database):
        return False
    with database.write() as sql:
        sql.command("PRAGMA user_version = 0")
    return True


def open_server(url: str, *, folder: Path, patience: float) -> Database:
    """Open the ledgers on a server, made if there are none.

    Raises NewerLedger, LedgerError where it cannot be reached or is not PostgreSQL.
    """
    from tracker.store.server import ServerDatabase, upgrade

    database = ServerDatabase(url, patience=patience)

    def old(version: str | None) -> bool:
        migrate.refuse_unknown(version, database.name)
        return version != migrate.head()

    try:
        upgrade(database, folder / f"server{backups.BEFORE}{migrate.head()}-from-", old)
    except LedgerError:
        database.close()
        raise
    return database


def worker_row(database: Database, name: str) -> int:
    """The row of a worker, made if there is none."""
    with database.read() as sql:
        row = _worker(sql, name)
    if row is not None:
        return row
    try:
        with database.write() as sql:
            row = _worker(sql, name)
            if row is None:
                row = sql.reserve("workers", 1)[0]
                sql.run("workers.insert", id=row, name=name)
            return row
    except Clash:
        with database.read() as sql:
            row = _worker(sql, name)
        assert row is not None
        return row


def _worker(sql: Sql, name: str) -> int | None:
    row: int | None = first(sql.all("worker", name=name))
    return row


def warnings(path: Path) -> tuple[Said, ...]:
    """Plain sentences on a ledger's place."""
    said = []
    if (service := system.synced_folder(path)) is not None:
        said.append(
            Said(
                "The ledger is in a folder that {service} copies to other machines: copying a database while "
                "it is used can damage it, and shares it with that service. Keep it elsewhere, and put "
                "exports there instead.",
                service=Word(service),
            )
        )
    if system.names_of(path) > 1:  # sqlite.org/howtocorrupt.html: what waits in its log is found by the name
        said.append(
            Said(
                "{path} is also a file of another name (a hard link). Opened under both at once, it would be "
                "damaged: remove the other name, or make a copy in its place.",
                path=Word(path),
            )
        )
    return tuple(said)
