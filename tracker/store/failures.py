"""What the operating system and the database say when something is wrong, as the tracker's own errors."""

from __future__ import annotations

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import (
    DamagedLedger,
    DiskFull,
    Invalid,
    LedgerBusy,
    LedgerError,
    LedgerReadOnly,
)
from tracker.say import Act, Said, Word
from tracker.store import libraries


class Clash(Exception):
    """A constraint of the database: a name that is there already, a row that another one needs.

    Never leaves the store: Refused or UndoRefused is made of it.
    """


UNREADABLE = "a value in it cannot be read"
_READONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SAID = (
    ("full", sqlite3.SQLITE_FULL),
    ("readonly", sqlite3.SQLITE_READONLY),
    ("unable to open", sqlite3.SQLITE_CANTOPEN),
    ("locked", sqlite3.SQLITE_BUSY),
    ("malformed", sqlite3.SQLITE_CORRUPT),
    ("not a database", sqlite3.SQLITE_NOTADB),
)
_NO_ROOM = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS)


LITTLE = 100_000
"""Bytes: with less room than this a failing write is a full disk."""


def disk_full(where: str) -> DiskFull:
    return DiskFull(
        "There is no room left for {where}; nothing was written.",
        hint="Free some space and try again.",
        where=Word(where),
    )


def read_only(where: str) -> LedgerReadOnly:
    return LedgerReadOnly(
        "{where} cannot be opened for writing: the file or its folder is read-only for this user.",
        hint=Act.WRITE_ELSEWHERE,
        where=Word(where),
    )


def busy(where: str) -> LedgerBusy:
    return LedgerBusy(
        "{where} is held by another program; nothing was written.",
        hint="Wait until its import or change is done, then try again.",
        where=Word(where),
    )


def damaged(where: str, what: Said | str, hint: str | Act = Act.PUT_BACK) -> DamagedLedger:
    return DamagedLedger(
        "{where} is damaged: {what}.", hint=hint, where=Word(where), what=what if isinstance(what, Said) else Said(what)
    )


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; errors that Python made itself are told by their words."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return int(code) & 0xFF
    words = str(error).lower()
    return next((known for part, known in _SAID if part in words), sqlite3.SQLITE_ERROR)


def from_sqlite(error: sqlite3.Error, where: str) -> LedgerError:
    """The LedgerError that an error of SQLite stands for."""
    code = _code(error)
    if code == sqlite3.SQLITE_FULL:
        return disk_full(where)
    if code in _BUSY:
        return busy(where)
    if code in _READONLY:
        return read_only(where)
    if code in _DAMAGED:
        what = "it is not a database file" if code == sqlite3.SQLITE_NOTADB else "its content contradicts itself"
        return damaged(where, what)
    if code == sqlite3.SQLITE_IOERR and _is_full(where):
        return disk_full(where)  # not even the files beside the ledger can grow
    if code == sqlite3.SQLITE_IOERR:
        return disk_failed(where)
    if "decode to utf-8" in str(error).lower():
        return damaged(where, UNREADABLE)
    return LedgerError(
        "The database refused: {error} ({where}).", hint=Act.RUN_CHECK_UP, error=Word(str(error)), where=Word(where)
    )


_UNREAD = re.compile(r"error code=(\d+)")


def refuse_unread(found: str, where: str) -> None:
    """Raise LedgerError where an integrity check found no damage, but a disk that did not give it what is there."""
    told = _UNREAD.search(found)
    if told is not None and int(told[1]) & 0xFF == sqlite3.SQLITE_IOERR:
        raise disk_failed(where)


def disk_failed(where: str, what: str = "nothing was written") -> LedgerError:
    return LedgerError(
        "The disk failed while {where} was used; {what}.",
        hint="Check the disk, or that the drive is still connected.",
        where=Word(where),
        what=Said(what),
    )


def _is_full(where: str) -> bool:
    import shutil

    try:
        return shutil.disk_usage(Path(where).parent).free < LITTLE
    except OSError:
        return False


def from_system(error: OSError, where: str) -> LedgerError:
    """The LedgerError that an error of the operating system stands for."""
    if error.errno in _NO_ROOM:
        return disk_full(where)
    if error.errno in _NO_RIGHT:
        return read_only(where)
    reason = error.strerror or str(error)
    return LedgerError(
        "{where} cannot be used: {reason}.", hint=Act.ANOTHER_PLACE, where=Word(where), reason=Word(reason)
    )


@contextmanager
def readable(table: str = "") -> Iterator[None]:
    """Around the reading of stored values: what cannot be read was damaged, as only this program writes them."""
    try:
        yield
    except Invalid as wrong:
        said = Said("a row of {table} cannot be: {wrong}", table=Word(table), wrong=Word(str(wrong).rstrip(".")))
        raise damaged("The ledger", said, Act.FIND_ROW) from wrong
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError) as error:
        raise damaged("The ledger", UNREADABLE) from error


@contextmanager
def told(where: str, *, files: bool = False) -> Iterator[None]:
    """Turn errors of SQLite, and of a full disk, into LedgerErrors; with `files` every OSError.

    A caller's own OSError inside a change (a file it reads) must stay its own: hence `files`.
    """
    try:
        yield
    except libraries.constraint_errors() as error:
        raise Clash(str(error)) from error
    except libraries.errors() as error:
        raise from_sqlite(error, where) from error
    except UnicodeDecodeError as error:
        raise damaged(where, UNREADABLE) from error
    except OSError as error:
        if files or error.errno in _NO_ROOM:
            raise from_system(error, where) from error
        raise
