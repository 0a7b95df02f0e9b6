"""Copies of a ledger: before each migration, on request, and rewritten when something is forgotten.

A backup is always one SQLite file, closed and complete: it is made under another name and put in place when
it is done. A ledger on a server is copied into such a file too.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import glob
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import DamagedLedger, Refused
from tracker.say import Word
from tracker.store import key_files, libraries, system
from tracker.store.connection import (
    Database,
    Sql,
    SqliteDatabase,
    SqliteSql,
    first,
    key_of_copy,
    second_look,
    whole,
)
from tracker.store.failures import damaged, told
from tracker.store.watched import Watched

if TYPE_CHECKING:
    from tracker.store.keys import Key

FOLDER = key_files.BACKUPS
PART = ".part"
_LEFT = re.compile(r"\.part(-wal|-shm|-journal)?$|\.restored(-wal|-shm|-journal)?$")
BEFORE = "-before-"
"""In the name of a backup that a migration made: it is not rotated away."""
AUTO = "-auto-"
"""In the name of a backup that was made by itself, followed by its day: rotated by `rotate_days`."""
REPLACED = "-replaced-"
"""In the name of a ledger that a restored one took the place of: it is not rotated away."""
DAYS, MONTHS = 10, 12
"""Daily backups kept, and months of which the last one is kept."""


def name(stem: str, version: int, at: dt.datetime | None) -> str:
    """File name of a backup: by the time, or by the number of the last operation if no time is given.

    >>> name("tracker", 7, None)
    'tracker-000007.db'
    """
    mark = f"{version:06d}" if at is None else at.astimezone(dt.UTC).strftime("%Y%m%d-%H%M%S")
    return f"{stem}-{mark}.db"


def copy(database: Database, to: Path, *, replace: bool = False, looked: Callable[[], None] | None = None) -> Path:
    """Copy a ledger to `to`, complete or not at all. `looked` is called once it is settled which moment is copied:
    what is written from then on is not in the copy.

    Raises Refused where `to` is there already, DiskFull, LedgerReadOnly, DamagedLedger.
    """
    if to.exists() and not replace:
        raise Refused("{to} is there already.", hint="Give another name for the backup.", to=Word(to))
    with told(str(to), files=True):
        system.make_folder(to.parent)
        with being_made(to) as part:
            if isinstance(database, SqliteDatabase):
                _copy_file(database, part, looked)
            else:
                from tracker.store.server_copy import copy_tables

                with database.read() as sql:
                    copy_tables(sql.connection, part)
            key = database.key if isinstance(database, SqliteDatabase) else None
            settle(part, key)
            if key is not None and isinstance(database, SqliteDatabase) and to.parent != database.path.parent / FOLDER:
                key_files.lend(database.path, to)  # a copy that is elsewhere opens by itself
            _put(part, to, fresh=not replace)
    return to


def _put(part: Path, to: Path, *, fresh: bool) -> None:
    """Let a copy take its place; a new one that might not last is taken away again."""
    try:
        system.put_in_place(part, to)
    except OSError:
        if fresh:
            to.unlink(missing_ok=True)
        raise


def save_open(watched: Watched, to: Path, key: Key | None = None) -> Path:
    """Save a watched file under another name, complete or not at all. Raises as `copy`."""
    if to.exists():
        raise Refused("{to} is there already.", hint="Give another name.", to=Word(to))
    with told(str(to), files=True):
        system.make_folder(to.parent)
        with being_made(to) as part:
            watched.save(part)
            settle(part, key)
            if key is not None:
                key_files.lend(watched.path, to)
            system.put_in_place(part, to)
    return to


@contextlib.contextmanager
def being_made(to: Path) -> Iterator[Path]:
    """A file beside `to` that is removed if it is not put in its place."""
    part = to.with_name(f"{to.name}.{os.urandom(4).hex()}{PART}")
    system.make_file(part)
    try:
        yield part
    except BaseException:
        with contextlib.suppress(OSError):
            _remove(part)
        raise
    _remove(part)


def _remove(path: Path) -> None:
    """Remove a database file and what SQLite keeps beside it."""
    for end in ("", "-wal", "-shm", "-journal", key_files.ENDING):
        if (part := path.with_name(path.name + end)).exists():
            part.unlink(missing_ok=True)


def _copy_file(database: SqliteDatabase, part: Path, looked: Callable[[], None] | None) -> None:
    with database.read() as sql:
        sql.all("tables")  # what is read from here on is of one moment
        if looked is not None:
            looked()
        made = libraries.connect(str(part), database.key)
        try:
            sql.connection.backup(made)
        finally:
            made.close()


def settle(part: Path, key: Key | None) -> None:
    """Check the copy, and leave it as one file that needs no journal beside it. Raises DamagedLedger, for SQLite
    copies damage too."""
    made = libraries.connect(str(part), key, isolation_level=None)
    try:
        made.execute("PRAGMA journal_mode = DELETE").fetchone()
        wrong = whole(SqliteSql(made, 0), str(part))
    finally:
        made.close()
    if wrong:
        raise DamagedLedger(
            "The copy {part} is damaged: {wrong}.",
            hint="Check the disk, then try again.",
            part=Word(part),
            wrong=Word(str(wrong)),
        )


def rotate(folder: Path, stem: str, keep: int) -> None:
    """Remove the oldest backups that were asked for beyond `keep`; those of other kinds stay."""
    others = (BEFORE, AUTO, REPLACED)
    found = [p for p in folder.glob(f"{stem}-*.db") if not any(o in p.name for o in others)]
    for old in sorted(found, key=age)[: max(0, len(found) - keep)]:
        _remove(old)


def age(path: Path) -> tuple[int, str]:
    """When a backup was written; one that another program has just removed is the oldest."""
    try:
        return path.stat().st_mtime_ns, path.name
    except FileNotFoundError:
        return 0, path.name


def day_name(stem: str, day: dt.date) -> str:
    """File name of a day's own backup.

    >>> day_name("tracker", dt.date(2026, 5, 4))
    'tracker-auto-20260504.db'
    """
    return f"{stem}{AUTO}{day:%Y%m%d}.db"


def rotate_days(folder: Path, stem: str) -> None:
    """Keep the last ten daily backups and the last one of each of twelve months."""
    found = {p.stem.rpartition("-")[2]: p for p in folder.glob(f"{stem}{AUTO}*.db")}
    days = sorted(found, reverse=True)
    months = {day[:6]: day for day in reversed(days)}  # of each month its last
    kept = {*days[:DAYS], *(months[m] for m in sorted(months, reverse=True)[:MONTHS])}
    for day in days:
        if day not in kept:
            _remove(found[day])


def newest(folder: Path) -> Path | None:
    """The backup that was written last; None if there is none."""
    found = [p for p in folder.glob("*.db") if p.is_file()] if folder.is_dir() else []
    return max(found, key=age, default=None)


def remember(sql: Sql, path: Path) -> None:
    """Note a backup that is elsewhere, so that `forget` finds it."""
    if (str(path),) not in sql.all("backup_files"):
        sql.run("backup_files.insert", id=sql.reserve("backup_files", 1)[0], path=str(path))


def known(sql: Sql, folder: Path | None) -> list[Path]:
    """All backups that can be found: those in the folder and those noted elsewhere."""
    noted = [Path(path) for (path,) in sql.all("backup_files")]
    inside = sorted(folder.glob("*.db")) if folder is not None and folder.is_dir() else []
    return [*inside, *(p for p in noted if p.is_file() and p not in inside)]


def out_of_reach(sql: Sql) -> list[Path]:
    """Backups that were made elsewhere and are not there now: on a stick that is not plugged in, or moved."""
    return [path for (said,) in sql.all("backup_files") if not (path := Path(said)).is_file()]


def clear_unfinished(folder: Path | None) -> None:
    """Remove what a killed backup or rewrite has left."""
    if folder is None or not folder.is_dir():
        return
    for left in folder.glob(f"*{PART}*"):
        left.unlink(missing_ok=True)
    system.keep_names(folder)


OLD = 24 * 3600
"""Seconds after which an unfinished copy is one that was cut short, and none that is being made."""


def unfinished(ledger: Path, folder: Path | None) -> list[Path]:
    """Copies that were cut short, by a kill or a power cut, and lie about since at least a day."""
    beside = ledger.with_name(f"{ledger.name}.files")
    there = [p for place in (folder, beside) if place is not None and place.is_dir() for p in place.glob(f"*{PART}*")]
    there += cut_short(ledger)
    now = time.time()
    return sorted(p for p in there if now - age(p)[0] / 1e9 > OLD)


def cut_short(ledger: Path) -> list[Path]:
    """Copies beside the ledger that were never put in their place, or are being made now."""
    return [p for p in ledger.parent.glob(f"{glob.escape(ledger.name)}.*") if _LEFT.search(p.name)]


def clear_old(ledger: Path, folder: Path | None) -> int:
    """Remove the copies that were cut short; gives how many. What cannot be removed stays, and is named by a check."""
    gone = 0
    for path in unfinished(ledger, folder):
        with contextlib.suppress(OSError):
            path.unlink()
            gone += 1
    return gone


@contextlib.contextmanager
def rewritten(path: Path, worker: int) -> Iterator[SqliteDatabase | None]:
    """A backup opened for a change of a worker's rows, which takes its place when the block ends well.

    A damaged one is removed and None given: what is in it cannot be told, so it cannot be kept.
    """
    import shutil

    with told(str(path), files=True), being_made(path) as part:
        shutil.copyfile(path, part)
        database = SqliteDatabase(part, worker=worker, key=key_of_copy(path))
        try:
            fine = _readable(database)
            yield database if fine else None
        finally:
            database.close()
        if not fine:
            _remove(path)
            system.keep_names(path.parent)
            return
        settle(part, database.key)
        system.put_in_place(part, path)


def _readable(database: SqliteDatabase) -> bool:
    from tracker.store.migrate import head, upgrade_file

    try:
        version = second_look(lambda: _version(database), database)
    except DamagedLedger:
        return False
    if version != head():
        database.close()
        upgrade_file(database.path, key=database.key)
    return True


def _version(database: SqliteDatabase) -> str | None:
    """The revision of a backup. Raises DamagedLedger."""
    with database.read() as sql:
        if wrong := whole(sql, database.name):
            raise damaged(database.name, wrong)
        found: str | None = first(sql.all("revision"))
    return found


def shrink(database: SqliteDatabase) -> bool:
    """Rewrite the file without what was deleted, and empty its journal; False if a reader prevents it."""
    with database.alone() as sql:
        sql.command("VACUUM")
        return bool(sql.command("PRAGMA wal_checkpoint(TRUNCATE)")[0][0] == 0)
