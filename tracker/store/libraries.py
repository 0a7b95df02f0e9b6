"""The two libraries that read SQLite files: Python's own for plain ones, SQLCipher for encrypted ones.

Errors of the one are no errors of the other, and neither sees the locks that the other holds within one process: a file
is spoken to by one of them, chosen by whether there is a key to it.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tracker.errors import LedgerError
from tracker.say import Act

if TYPE_CHECKING:
    from tracker.store.keys import Key

_SQLCIPHER = "sqlcipher3.dbapi2"


def sqlcipher() -> Any:
    """SQLCipher's library. Raises LedgerError (code no_encryption) where it is not installed."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise LedgerError(
            "Encrypted ledgers need a library that is not installed: SQLCipher.",
            hint=Act.INSTALL_ENCRYPTION,
            code="no_encryption",
        ) from error
    return dbapi2


def connect(address: str, key: Key | None, **how: Any) -> sqlite3.Connection:
    """A connection to a file; nothing was read of it yet, so that a wrong key is told by the first statement."""
    if key is None:
        return cast(sqlite3.Connection, sqlite3.connect(address, **how))
    return by_sqlcipher(address, key, **how)


def by_sqlcipher(address: str, key: Key | None, **how: Any) -> sqlite3.Connection:
    """A connection by SQLCipher, which reads plain files too."""
    made = sqlcipher().connect(address, **how)
    made.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key is told on standard error too
    if key is not None:
        made.execute(f'PRAGMA key = "{key.of_pages}"')
    return cast(sqlite3.Connection, made)


def copy(source: Path, key: Key | None, to: Path, to_key: Key | None) -> None:
    """Copy what a file holds, in one consistent state, into an empty one, in the form that `to_key` gives it.

    Raises errors of both libraries.
    """
    address = source.absolute().as_uri() + "?mode=ro"
    if key == to_key:
        with closing(connect(address, key, uri=True)) as from_, closing(connect(str(to), key)) as made:
            from_.backup(made)
        return
    with closing(by_sqlcipher(address, key, uri=True, isolation_level=None)) as from_:
        export(from_, to, to_key)


def export(source: sqlite3.Connection, to: Path, to_key: Key | None) -> None:
    """Copy what a connection of SQLCipher reads into an empty file of another form."""
    source.execute("ATTACH DATABASE ? AS made KEY ?", (str(to), "" if to_key is None else to_key.of_pages))
    try:
        source.execute("BEGIN")
        source.execute("SELECT sqlcipher_export('made')").fetchall()
        [(version,)] = source.execute("PRAGMA main.user_version").fetchall()  # which the export leaves out
        source.execute(f"PRAGMA made.user_version = {int(version)}")
        source.execute("COMMIT")
    finally:
        source.execute("DETACH DATABASE made")


def is_plain(path: Path) -> bool:
    """Whether SQLCipher, which otherwise has this file, reads it without a key."""
    plain = by_sqlcipher(f"{path.absolute().as_uri()}?mode=ro", None, uri=True, timeout=0)
    try:
        plain.execute("PRAGMA schema_version").fetchall()
    except errors():
        return False
    finally:
        plain.close()
    return True


def errors() -> tuple[type[sqlite3.Error], ...]:
    """What both call an error, for `except`."""
    return _both("Error")


def constraint_errors() -> tuple[type[sqlite3.Error], ...]:
    """What both call a broken constraint."""
    return _both("IntegrityError")


def _both(name: str) -> tuple[type[sqlite3.Error], ...]:
    other = sys.modules.get(_SQLCIPHER)  # one that was never loaded has raised nothing
    return (getattr(sqlite3, name), *([getattr(other, name)] if other is not None else []))
