"""Where the wrapped key of an encrypted ledger lies.

    tracker.db         begins with the key's mark; then only cipher
    tracker.db.keys    the key, wrapped by the passphrase

A file is encrypted if it has a `.keys` file beside it. While one is being encrypted or decrypted, that is called
`.keys.either`, and the ledger's first bytes decide: at no moment are they in doubt. A ledger's own backups share
its `.keys` file.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

from tracker.errors import DamagedLedger
from tracker.say import Act, Word
from tracker.store import system
from tracker.store.keys import MARK, Wrapped

ENDING = ".keys"
EITHER = ".keys.either"
BACKUPS = "backups"
VERSION = 1


def keys_file(ledger: Path, ending: str = ENDING) -> Path:
    return ledger.with_name(ledger.name + ending)


def write(ledger: Path, wrapped: Wrapped, ending: str = ENDING) -> None:
    """Put a wrapped key beside a ledger, whole or not at all. Raises OSError."""
    said = {
        "tracker_keys": VERSION,
        "mark": wrapped.mark.hex(),
        "kdf": "argon2id",
        "operations": wrapped.operations,
        "memory": wrapped.memory,
        "salt": wrapped.salt.hex(),
        "box": wrapped.box.hex(),
        "lock_after": wrapped.lock_after,
        "finished": wrapped.finished,
    }
    system.write_private(keys_file(ledger, ending), json.dumps(said, indent=1).encode())


def _read(path: Path) -> Wrapped | None:
    """Raises DamagedLedger for a file that holds no key."""
    try:
        said = json.loads(path.read_text("utf-8"))
        return Wrapped(
            bytes.fromhex(said["mark"]),
            int(said["operations"]),
            int(said["memory"]),
            bytes.fromhex(said["salt"]),
            bytes.fromhex(said["box"]),
            int(said["lock_after"]),
            bool(said["finished"]),
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedLedger("{path} is damaged: it holds no key.", hint=Act.RECOVER, path=Word(path)) from error


def beside(ledger: Path) -> Wrapped | None:
    """The wrapped key of a ledger; None if it is plain. What a kill has left open is settled."""
    found = _read(keys_file(ledger))
    if found is not None:
        return found
    found = _read(keys_file(ledger, EITHER))
    if found is None or not _begins_with(ledger, found.mark):
        return None
    keys_file(ledger, EITHER).replace(keys_file(ledger))
    system.keep_names(ledger.parent)
    return found


def _begins_with(ledger: Path, mark: bytes) -> bool:
    """Whether an encrypted ledger begins so. A plain one is looked at through SQLite only: opening and closing its file
    beside it takes away the locks that this process holds on it."""
    try:
        plain = sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro", uri=True, timeout=0)
        try:
            plain.execute("PRAGMA schema_version").fetchall()
        finally:
            plain.close()
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB and head(ledger) == mark
    return False


def head(path: Path) -> bytes:
    """The first bytes of a file that nobody writes to; none if there are none."""
    try:
        with path.open("rb") as file:
            return file.read(MARK)
    except OSError:
        return b""


def is_encrypted(path: Path) -> bool:
    """Whether a file is an encrypted ledger or copy, or the wrapped key of one."""
    return path.name.endswith((ENDING, EITHER)) or near(path) is not None


def set_aside(ledger: Path) -> None:
    """Let the ledger's own bytes decide whether it is encrypted."""
    keys_file(ledger).replace(keys_file(ledger, EITHER))
    system.keep_names(ledger.parent)


def lend(source: Path, to: Path) -> None:
    """Let a copy of a ledger have the wrapped key of what it was copied from, if that is encrypted."""
    found = near(source)
    if found is not None:
        write(to, replace(found, finished=True))


def near(path: Path) -> Wrapped | None:
    """The wrapped key of a file: that beside it, or of one of a ledger's own backups the ledger's."""
    found = beside(path)
    if found is not None or path.parent.name != BACKUPS:
        return found
    endings = (f"*{ENDING}", f"*{EITHER}")
    there = [w for ending in endings for p in sorted(path.parent.parent.glob(ending)) if (w := _read(p)) is not None]
    begins = head(path) if there else b""
    return next((w for w in there if w.mark == begins), None)
