"""Forgetting, seen from the outside: backups first, then the ledger, then the bytes on the disk.

In this order a forgetting that is cut short can be asked for again: as long as the ledger knows the name, it
can be found, and a ledger whose bytes are not yet rewritten says so itself (`opening.WIPE_PENDING`).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tracker.errors import LedgerBusy, LedgerError
from tracker.say import Act, Said, Word
from tracker.store import attachments, backups, journal, opening
from tracker.store.connection import Database, SqliteDatabase
from tracker.store.forget import Request, request, wipe
from tracker.store.tables import ALL_TABLES

_BEGUN = "The backups are rewritten without the names, but the ledger is not yet: the names are still in it."
_HALF_DONE = "The names are gone from the ledger, but its file could not be rewritten: it still holds traces."
_FINISH = (
    "Close the app and every other tracker and see that there is room on the disk; the next tracker command "
    "finishes the job."
)
Outcome = tuple[int | None, dict[str, int], int, int]
"""Operation, counts, backups rewritten, backups removed."""


def forget(
    database: Database,
    folder: Path | None,
    platform: str | None,
    project: str | None,
    before: str | None,
    *,
    who: str,
    at: dt.datetime,
) -> Outcome:
    """Wipe a ledger and its backups. Raises NotFound, Ambiguous, LedgerBusy."""
    with database.read() as sql:
        wanted = request(sql, platform, project, before)
        files = backups.known(sql, folder)
    done = {path: _rewrite(database, path, wanted) for path in files}
    try:
        number, counts = _wipe_ledger(database, (platform, project, before), folder, done, who=who, at=at)
    except LedgerError as error:
        if done:
            raise type(error)(_BEGUN, hint=error.hint) from error
        raise
    _rewrite_disk(database)
    _sweep(database)
    return number, counts, sum(done.values()), len(done) - sum(done.values())


def _rewrite(database: Database, path: Path, wanted: Request) -> bool:
    """Wipe one backup while nobody else can; False if it was damaged, or gone, and had to go."""
    with database.write() as sql:
        sql.lock()
        return path.is_file() and _wipe_backup(path, database.worker, wanted)


def _wipe_backup(path: Path, worker: int, wanted: Request) -> bool:
    with backups.rewritten(path, worker) as database:
        if database is None:
            return False
        with database.write() as sql:
            wipe(sql, wanted)
        backups.shrink(database)
    attachments.clear(path)
    return True


def _wipe_ledger(
    database: Database,
    asked: tuple[str | None, str | None, str | None],
    folder: Path | None,
    done: dict[Path, bool],
    *,
    who: str,
    at: dt.datetime,
) -> tuple[int | None, dict[str, int]]:
    """Wipe the ledger, and backups that were made since the others were; they are added to `done`."""
    with database.write() as sql:
        sql.lock()
        wanted = request(sql, *asked)
        backups.clear_unfinished(folder)
        for path in backups.known(sql, folder):
            if path not in done:
                done[path] = _wipe_backup(path, database.worker, wanted)
        counts = wipe(sql, wanted)
        if not counts:
            return None, counts
        number = journal.begin(sql, journal.FORGET, who=who, at=at, summary="names and notes forgotten")
        journal.finish(sql, number, counts)
        if isinstance(database, SqliteDatabase):
            sql.command(f"PRAGMA user_version = {opening.WIPE_PENDING}")
        return number, counts


def _rewrite_disk(database: Database) -> None:
    """Take the bytes off the disk too. Raises LedgerError, saying what is done and what is not."""
    try:
        done = _rewritten(database)
    except LedgerError as error:
        raise type(error)(_HALF_DONE, hint=_FINISH) from error
    if not done:
        raise LedgerBusy(_HALF_DONE, hint=_FINISH)


def _sweep(database: Database) -> None:
    """Remove the kept files that nothing names any more. Raises LedgerError where one stays."""
    files = attachments.Files(database, database.path if isinstance(database, SqliteDatabase) else None)
    try:
        files.sweep()
    except (LedgerError, OSError) as error:
        said = Said(
            "The names are gone, but not every file that was kept with them could be removed from {folder}.",
            folder=Word(files.folder),
        )
        raise LedgerError(said, hint=Act.CHECK_UP) from error


def _rewritten(database: Database) -> bool:
    if isinstance(database, SqliteDatabase):
        return opening.finish_wipe(database)
    with database.alone() as sql:
        for table in ALL_TABLES:
            sql.command(f"VACUUM FULL {table}")
    return True
