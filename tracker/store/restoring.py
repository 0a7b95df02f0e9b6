"""Putting a backup in the ledger's place: checked in a new file, compared, and only then copied.

    backup  --copy, check, migrate-->  new file  --compare-->  ledger (kept as a backup first)

The ledger's content is replaced in one transaction, so that the app and other programs that have it open see
the restored one at once; only a file that is not a readable database is moved aside and replaced as a file.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import DamagedLedger, InputError, LedgerError, NotFound
from tracker.say import Act, Word
from tracker.store import attachments, backups, checking, journal, key_files, libraries, migrate, opening, system
from tracker.store.connection import SqliteDatabase, SqliteSql, first, key_of, key_of_copy, second_look, whole
from tracker.store.database import Store
from tracker.store.failures import damaged, disk_failed, refuse_unread, told
from tracker.store.results import Comparison, Operation, TableCount

if TYPE_CHECKING:
    from tracker.store.keys import Key

ENDINGS = ("", "-wal", "-shm")
LISTED = 1_000
_UNREAD = "the backup is in its place, but could not be read through"


@contextlib.contextmanager
def new_file(backup: Path, ledger: Path) -> Iterator[Path]:
    """A checked and up-to-date copy of a backup, beside the ledger; removed when the block ends.

    Raises NotFound, InputError if it is not a ledger, DamagedLedger, NewerLedger, DiskFull.
    """
    if not backup.is_file():
        raise NotFound("There is no backup at {backup}.", hint="Name the file of a backup.", backup=Word(backup))
    made = ledger.with_name(f"{ledger.name}.{os.urandom(4).hex()}.restored")  # another window may restore too
    with told(str(ledger), files=True):
        system.make_folder(ledger.parent)
        try:
            system.make_file(made)
            _copy(backup, made, ledger)
            _check(made, backup)
            yield made
        finally:
            _remove(made)


def _copy(backup: Path, made: Path, ledger: Path) -> None:
    """Copy a backup into a new file in the form of the ledger, encrypted or plain; of a new ledger in its own."""
    key = None if system.is_endless(backup) else key_of_copy(backup)
    if system.is_endless(backup) or (key is None and not system.is_database(backup)):
        raise InputError("{backup} is not a ledger backup.", hint=Act.IMPORT_ARCHIVE, backup=Word(backup))
    like = ledger if ledger.exists() else backup
    key_files.lend(like, made)
    with told(str(backup)):
        libraries.copy(backup, key, made, key_of(like))


def _read_only(path: Path, key: Key | None) -> sqlite3.Connection:
    return libraries.connect(path.absolute().as_uri() + "?mode=ro", key, uri=True)


def _check(made: Path, backup: Path) -> None:
    """Raises DamagedLedger, LedgerError if it is not a ledger, NewerLedger."""
    database = SqliteDatabase(made)
    try:
        with database.read() as sql:
            found = first(sql.command("PRAGMA integrity_check(1)"))
            refuse_unread(str(found), str(backup))
            if found != "ok":
                raise DamagedLedger(
                    "{backup} is damaged: {found}.",
                    hint="Choose an older backup.",
                    backup=Word(backup),
                    found=Word(found),
                )
            version = migrate.found_version(sql, str(backup))
        migrate.refuse_unknown(version, str(backup))
        if version is None:
            raise InputError("{backup} holds no ledger.", hint="Name the file of a backup.", backup=Word(backup))
    finally:
        database.close()
    if version != migrate.head():
        migrate.upgrade_file(made, key=key_of(made))
    _refuse_wrong_rows(made, backup)


def _refuse_wrong_rows(made: Path, backup: Path) -> None:
    """Raises DamagedLedger where a row, of whichever worker, is none that its table takes."""
    database = SqliteDatabase(made)
    try:
        with database.read() as sql:
            for (worker,) in sql.all("workers"):
                sql.worker = worker
                for flaw in checking.wrong_rows(sql):
                    said = str(flaw.text)
                    raise damaged(str(backup), f"{said[0].lower()}{said[1:-1]}", "Choose another backup.")
    finally:
        database.close()


def _remove(path: Path) -> None:
    for end in (*ENDINGS, "-journal", key_files.ENDING):
        path.with_name(path.name + end).unlink(missing_ok=True)


def compare(ledger: Path, made: Path, *, worker: str) -> Comparison:
    """The present ledger beside the new file. A missing one is empty, a damaged one says so."""
    with Store.open(made, worker=worker) as there:
        try:
            with Store.open(ledger, create=False, worker=worker) as here:
                return _compared(here, there)
        except NotFound:
            damaged = ""
        except DamagedLedger as error:
            damaged = str(error)
        tables = tuple(TableCount(t, 0, len(rows), 0) for t, rows in there.snapshot().items() if rows)
        return Comparison(tables, None, _last(there), (), damaged)


def _compared(here: Store, there: Store) -> Comparison:
    known = {(o.id, o.at, o.kind, o.summary) for o in there.operations(-1)}
    lost = [o for o in here.operations(-1) if (o.id, o.at, o.kind, o.summary) not in known]
    ours, theirs = here.snapshot(), there.snapshot()
    tables = []
    for table, rows in ours.items():
        in_backup = dict(theirs[table])
        if rows or in_backup:
            gone = sum(in_backup.get(row) != raw for row, raw in rows)
            tables.append(TableCount(table, len(rows), len(in_backup), gone))
    return Comparison(tuple(tables), _last(here), _last(there), tuple(lost[:LISTED]))


def _last(store: Store) -> Operation | None:
    return next(iter(store.operations(1)), None)


def put(ledger: Path, made: Path, *, backup: Path, worker: str, who: str, at: dt.datetime) -> Path | None:
    """Let the new file take the ledger's place; gives the backup of what was replaced, None if nothing was.

    The journal gets an operation that says so, numbered after all that either of them had. Raises LedgerError.
    """
    kept, last = _keep(ledger, at), 0
    copies = set() if backup.parent == ledger.parent / backups.FOLDER else {backup}
    attachments.bring(attachments.place_of(backup), attachments.Place(attachments.folder(ledger), key_of(made)))
    with told(str(ledger), files=True):
        if kept is not None and ledger.exists():
            last, known = _told(ledger)
            _note(made, last, copies | known, worker, backup, who=who, at=at)
            _copy_into(made, ledger)
        else:
            _note(made, last, copies, worker, backup, who=who, at=at)
            _fold(made)
            key_files.lend(made, ledger)
            for end in ENDINGS[1:]:
                ledger.with_name(ledger.name + end).unlink(missing_ok=True)
            system.keep_names(ledger.parent)  # an old -wal file that came back would be read into the new ledger
            system.put_in_place(made, ledger)
    return kept


def _keep(ledger: Path, at: dt.datetime) -> Path | None:
    """Copy the ledger among the backups; one that cannot be read is moved there as it is."""
    if not ledger.exists():
        return None
    name = f"{ledger.stem}{backups.REPLACED}{at.astimezone(dt.UTC):%Y%m%d-%H%M%S}"
    tries = (ledger.parent / backups.FOLDER / f"{name}{more}.db" for more in chain([""], map("-{}".format, count(2))))
    to = next(path for path in tries if not path.exists())
    database = SqliteDatabase(ledger)
    try:
        return second_look(lambda: backups.copy(database, to, replace=True), database)
    except DamagedLedger:
        database.close()
        return _move_aside(ledger, to.with_suffix(".damaged"))
    finally:
        database.close()


def _move_aside(ledger: Path, to: Path) -> Path:
    """Move a file that is not a readable database, with what is beside it."""
    system.make_folder(to.parent)
    for end in ENDINGS:
        part = ledger.with_name(ledger.name + end)
        if part.exists():
            shutil.move(part, to.with_name(to.name + end))
    return to


def _told(ledger: Path) -> tuple[int, set[Path]]:
    """Number of the ledger's last operation, and its copies that lie elsewhere: `forget` must go on reaching them."""
    database = SqliteDatabase(ledger)
    try:
        with database.read() as sql:
            copies = {Path(path) for (path,) in sql.all("backup_files")}
            return first(sql.all("last_number", table="operations")) or 0, copies
    finally:
        database.close()


def _note(made: Path, last: int, copies: set[Path], worker: str, backup: Path, *, who: str, at: dt.datetime) -> None:
    """Write into the new file's journal that it was put in the ledger's place.

    Its number is higher than any of the replaced ledger's, which tells open programs that everything changed.
    """
    database = SqliteDatabase(made)
    try:
        database.worker = opening.worker_row(database, worker)
        with database.write() as sql:
            sql.run("delete_all_results")
            sql.run("raise_number", table="operations", least=last)
            for path in sorted(copies):
                backups.remember(sql, path)
            journal.begin(sql, journal.RESTORE, who=who, at=at, summary=f"restored from {backup.name}")
    finally:
        database.close()


def _fold(made: Path) -> None:
    """Leave the new file as one file."""
    with contextlib.closing(libraries.connect(str(made), key_of(made), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()


def _copy_into(made: Path, ledger: Path) -> None:
    """Replace the ledger's content in one transaction; other programs wait and then read the new one."""
    key, closing = key_of(ledger), contextlib.closing
    with closing(_read_only(made, key)) as source, closing(libraries.connect(str(ledger), key, timeout=15)) as to:
        source.backup(to, pages=-1)
        try:
            wrong = whole(SqliteSql(to, 0), str(ledger))
        except LedgerError as error:
            raise disk_failed(str(ledger), _UNREAD) from error
        except libraries.errors() as error:
            raise disk_failed(str(ledger), _UNREAD) from error
    if wrong:
        raise LedgerError(
            "{ledger} is not whole after the restore: {wrong}.",
            hint="Restore once more.",
            ledger=Word(ledger),
            wrong=Word(str(wrong)),
        )


# --- was it ever tried? --------------------------------------------------------------------------------


def _tried_file(ledger: Path) -> Path:
    return ledger.parent / backups.FOLDER / f"{ledger.name}.restore-tried"


def note_tried(ledger: Path, on: dt.date) -> None:
    """Note the day on which a copy was last read as a restore reads it; where that cannot be written it is let be."""
    place = _tried_file(ledger)
    if ledger.is_file():
        with contextlib.suppress(OSError):
            system.make_folder(place.parent)
            system.write_private(place, f"{on}\n".encode())


def last_tried(ledger: Path) -> dt.date | None:
    """The day of the last try; None if there was none."""
    try:
        return dt.date.fromisoformat(_tried_file(ledger).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None
