"""A plain ledger becomes an encrypted one and back, with its backups and kept files; a kill leaves one or the other.

    encrypt   tracker.db ──export──> new file ──takes its place──> then kept files and backups, one by one
    decrypt   backups and kept files one by one, then the ledger; sealed files go last

Whatever is changed is made beside the old file, read through, and put in its place at once. What a kill leaves undone
of an encrypted ledger is done when it is opened next (`finish`).
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from tracker.errors import DamagedLedger, InputError, LedgerLocked
from tracker.say import Word
from tracker.store import attachments, backups, journal, key_files, key_ring, libraries, system
from tracker.store.attachments import Place
from tracker.store.connection import SqliteDatabase, SqliteSql, key_of_copy, whole
from tracker.store.failures import told
from tracker.store.keys import Key, Wrapped, wrap
from tracker.store.results import Reformed
from tracker.store.tables import TABLES

PATIENCE = 5.0
"""Seconds to wait for other programs that have the ledger open."""


def encrypt(path: Path, folder: Path, key: Key, said: str, lock_after: int) -> Reformed:
    """Encrypt a plain ledger, its backups in `folder` and noted elsewhere, and its kept files, under a new key.

    Raises InputError (short_passphrase, already_encrypted), LedgerBusy where another program has it open, DiskFull,
    LedgerReadOnly.
    """
    if key_files.beside(path) is not None:
        raise InputError("{path} is encrypted already.", code="already_encrypted", path=Word(path))
    wrapped = wrap(key, said, lock_after=lock_after, finished=False)
    libraries.sqlcipher()
    with told(str(path), files=True):
        _exchange(path, None, key, lambda: key_files.write(path, wrapped, key_files.EITHER))
        key_files.beside(path)  # its name says from now on what it is
    key_ring.hold(key)
    return finish(path, folder, key)


def finish(path: Path, folder: Path, key: Key) -> Reformed:
    """Encrypt what belongs to an encrypted ledger and is plain yet. Raises LedgerError where something cannot be."""
    with told(str(path), files=True):
        backups.clear_unfinished(folder)
        for copy in (path, *_copies(path, folder, key)[0]):
            _clear_unfinished(copy)
        files, left = _seal(Place(attachments.folder(path), key))
        done = _backups(path, folder, key, key)
        wrapped = key_files.beside(path)
        if wrapped is not None and not wrapped.finished:
            key_files.write(path, replace(wrapped, finished=True))
    return replace(done, files=done.files + files, left=(*left, *done.left))


def decrypt(path: Path, folder: Path, key: Key) -> Reformed:
    """Write an encrypted ledger, its backups and its kept files out as plain ones. Raises as `encrypt`."""
    wrapped = key_files.beside(path)
    if wrapped is None:
        raise InputError("{path} is not encrypted.", code="not_encrypted", path=Word(path))
    with told(str(path), files=True):
        key_files.write(path, replace(wrapped, finished=False))
        done = _backups(path, folder, key, None)
        sealed = Place(attachments.folder(path), key)
        attachments.bring(sealed, Place(sealed.folder, None))
        _exchange(path, key, None, lambda: key_files.set_aside(path))
        files = _remove_sealed(sealed)
        key_files.keys_file(path, key_files.EITHER).unlink(missing_ok=True)
        system.keep_names(path.parent)
    return replace(done, files=done.files + files)


def change_passphrase(path: Path, folder: Path, key: Key, said: str, lock_after: int | None = None) -> Reformed:
    """Put the key under another passphrase, beside the ledger and beside its copies elsewhere; those that are not
    there now still open by the old one. Raises InputError (code short_passphrase)."""
    old = key_files.near(path)
    made = wrap(key, said, finished=old.finished if old else False)
    made = replace(made, lock_after=lock_after or (old.lock_after if old else made.lock_after))
    with told(str(path), files=True):
        key_files.write(path, made)
        key_ring.hold(key)
        there, away = _copies(path, folder, key)
        changed = [copy for copy in there if _rewrap(copy, made)]
    return Reformed(len(changed), 0, tuple(away))


def refuse_other(path: Path, paper: Key) -> None:
    """Raise InputError (code bad_recovery) for a recovery key of another ledger."""
    wrapped = key_files.near(path)
    begins = key_files.head(path) if wrapped is None else wrapped.mark
    if begins != paper.mark:
        raise InputError("This is not the recovery key of {path}.", code="bad_recovery", path=Word(path))


# --- one file ------------------------------------------------------------------------------------------


def _exchange(path: Path, key: Key | None, to_key: Key | None, before: Callable[[], None]) -> None:
    """Let the ledger's content in another form take its place, while nobody else reads or writes it.

    Who waits for the old file meanwhile must not write to what nobody will see: it is wiped before they get it.
    """
    part = path.with_name(f"{path.name}.{os.urandom(4).hex()}{backups.PART}")
    system.make_file(part)
    with contextlib.ExitStack() as stack:
        stack.callback(part.unlink, missing_ok=True)
        old = stack.enter_context(system.opened(path))  # closed last: closing it takes SQLite's locks away
        with _alone(path, key) as sql:
            libraries.export(sql, part, to_key)
            _refuse_different(sql, part, to_key)
            before()
            if system.windows():
                sql.close()  # an open file cannot be replaced there, nor be waited for
            system.put_in_place(part, path)
            system.wipe_nameless(old)


@contextlib.contextmanager
def _alone(path: Path, key: Key | None) -> Iterator[sqlite3.Connection]:
    """The one connection to a ledger, with its journal folded in. Raises errors of SQLite if others have it open."""
    address = path.absolute().as_uri() + "?mode=rw"
    made = libraries.by_sqlcipher(address, key, uri=True, timeout=PATIENCE, isolation_level=None)
    with contextlib.closing(made) as sql:
        for said in ("journal_mode = DELETE", "locking_mode = EXCLUSIVE"):
            sql.execute(f"PRAGMA {said}").fetchall()
        sql.execute("BEGIN EXCLUSIVE")
        sql.execute("COMMIT")  # the lock stays
        yield sql


def _refuse_different(sql: sqlite3.Connection, part: Path, key: Key | None) -> None:
    """Raise DamagedLedger where a copy is not whole, or does not hold what it was made of."""
    with contextlib.closing(libraries.by_sqlcipher(str(part), key, isolation_level=None)) as made:
        wrong = whole(SqliteSql(made, 0), str(part))
        if not wrong and not all(a == b for a, b in zip_longest(_content(sql), _content(made))):
            wrong = "it holds something else than the ledger"
    if wrong:
        raise DamagedLedger(
            "The copy {part} is damaged: {wrong}.",
            hint="Check the disk, then try again.",
            part=Word(part),
            wrong=Word(wrong),
        )


def _content(connection: sqlite3.Connection) -> Iterator[object]:
    """Every worker's rows, as many as their columns are filled, and the whole journal."""
    yield (workers := SqliteSql(connection, 0).all("workers"))
    for (worker,) in workers:
        sql = SqliteSql(connection, worker)
        for table in TABLES:
            yield sql.all(f"{table}.filled")
        yield sql.all("headings")
        yield from journal.walk(sql)


# --- backups -------------------------------------------------------------------------------------------


def _copies(path: Path, folder: Path, key: Key | None) -> tuple[list[Path], list[Path]]:
    """All copies that can be found, and those that are noted and not there."""
    database = SqliteDatabase(path, key=key)
    try:
        with database.read() as sql:
            return backups.known(sql, folder), backups.out_of_reach(sql)
    finally:
        database.close()


def _backups(path: Path, folder: Path, key: Key, to_key: Key | None) -> Reformed:
    """Bring all copies into one form; those that are in it already are not counted."""
    there, away = _copies(path, folder, key)
    n, files, left = 0, 0, list(folder.glob("*.damaged")) if to_key is not None and folder.is_dir() else []
    for copy in there:
        try:
            found = key_of_copy(copy)
        except LedgerLocked:
            left.append(copy)
            continue
        if found != to_key:
            left += [] if _reform(copy, found, to_key, path) else [copy]
            n += 1
        if to_key is None:
            key_files.keys_file(copy).unlink(missing_ok=True)
        if copy.parent != folder:
            done, kept = _bring_files(copy, key, to_key)
            files, left = files + done, left + kept
    return Reformed(n, files, tuple(away), tuple(left))


def _reform(copy: Path, key: Key | None, to_key: Key | None, ledger: Path) -> bool:
    """Bring one copy into another form; whether nothing of the old one can be read on."""
    with backups.being_made(copy) as part:
        libraries.copy(copy, key, part, to_key)
        backups.settle(part, to_key)
        own = copy.parent == ledger.parent / backups.FOLDER
        if to_key is not None and not own:
            key_files.lend(ledger, copy)
        with system.opened(copy) as old:
            system.put_in_place(part, copy)
            gone = system.wipe_nameless(old)
    return gone


def _rewrap(copy: Path, made: Wrapped) -> bool:
    """Put a new wrapping beside a copy that has one of the same key."""
    found = key_files.beside(copy)
    if found is None or found.mark != made.mark:
        return False
    key_files.write(copy, replace(made, finished=True))
    return True


# --- kept files ----------------------------------------------------------------------------------------


def _bring_files(copy: Path, key: Key, to_key: Key | None) -> tuple[int, list[Path]]:
    """Bring the files beside a copy into its form."""
    place = Place(attachments.folder(copy), key)
    if to_key is not None:
        return _seal(place)
    attachments.bring(place, Place(place.folder, None))
    return _remove_sealed(place), []


def _seal(place: Place) -> tuple[int, list[Path]]:
    """Seal the plain files of a folder; how many, and those that lie elsewhere under another name."""
    n, left = 0, []
    for path, data in attachments.contents(place):
        if path == place.path(attachments.hash_of(data)):
            continue
        place.put(data)
        with system.opened(path) as old:
            path.unlink(missing_ok=True)
            left += [] if system.wipe_nameless(old) else [path]
        n += 1
    if n:
        system.keep_names(place.folder)
    return n, left


def _remove_sealed(place: Place) -> int:
    """Remove the sealed files whose content is there in plain form too; how many."""
    gone = 0
    for path, data in list(attachments.contents(place)):
        if path == place.path(sha := attachments.hash_of(data)) and (place.folder / sha).is_file():
            path.unlink(missing_ok=True)
            gone += 1
    if gone:
        system.keep_names(place.folder)
    return gone


def _clear_unfinished(path: Path) -> None:
    """Remove what was cut short beside a ledger or a copy, of whatever age: it may be plain."""
    backups.clear_unfinished(attachments.folder(path))
    for left in backups.cut_short(path):
        left.unlink(missing_ok=True)
