"""Copies for elsewhere, sealed to a key: a ledger and its kept files in one age file (age-encryption.org).

Whoever holds the file without the key learns its size and nothing else. The recipient's key (`age1…`) can only seal;
what opens is the other half, which the ledger never sees.
"""

from __future__ import annotations

import contextlib
import io
import re
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import DamagedLedger, InputError
from tracker.say import Word
from tracker.store import attachments, journal, key_files, libraries
from tracker.store.connection import SqliteSql, first, key_of_copy

if TYPE_CHECKING:
    from tracker.store.keys import Key

HEAD = b"age-encryption.org/"
"""How an age file begins."""
_KEY = re.compile(r"AGE-SECRET-KEY-1[02-9A-HJ-NP-Z]+")


def is_sealed(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(HEAD)) == HEAD


def seal(copy: Path, recipients: Sequence[str], version: int) -> bytes:
    """A copy of a ledger and the files beside it as an age file that each of the recipients opens.

    What is sealed is first put back into memory and checked, and must hold the operation `version`.
    Raises InputError for a recipient that is not an age key, DamagedLedger.
    """
    import pyrage

    try:
        keys = [pyrage.x25519.Recipient.from_str(r.strip()) for r in recipients]
    except pyrage.RecipientError:
        raise InputError(
            "This is not a key that a copy can be sealed to.",
            hint="It begins with age1 and is the public half of what age-keygen makes.",
            code="bad_key",
        ) from None
    _refuse_damaged(copy, version)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for part in (copy, key_files.keys_file(copy)):
            if part.is_file():
                _put(archive, part.name, part.read_bytes())
        files = attachments.folder(copy)
        for path in sorted(files.iterdir()) if files.is_dir() else ():
            _put(archive, f"{files.name}/{path.name}", path.read_bytes())
    return bytes(pyrage.encrypt(out.getvalue(), keys))


def _put(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(data), 0o600
    archive.addfile(entry, io.BytesIO(data))


def _refuse_damaged(copy: Path, version: int) -> None:
    """Read a copy through as a restore would: a plain one out of memory, an encrypted one page by page."""
    with contextlib.closing(_read(copy, key_of_copy(copy))) as made:
        sql = SqliteSql(made, 0)
        found = first(sql.command("PRAGMA integrity_check(1)"))
        last = max((journal.version(SqliteSql(made, worker)) for (worker,) in sql.all("workers")), default=0)
    if found != "ok" or last < version:
        raise DamagedLedger(
            "The copy {name} cannot be restored: {found}.",
            hint="Run the check-up of the ledger.",
            name=Word(copy),
            found=Word(found),
        )


def _read(copy: Path, key: Key | None) -> sqlite3.Connection:
    if key is not None:
        return libraries.connect(f"{copy.absolute().as_uri()}?mode=ro", key, uri=True)
    memory = sqlite3.connect(":memory:")
    memory.deserialize(copy.read_bytes())
    return memory


@contextlib.contextmanager
def opened(path: Path, keys: Path) -> Iterator[Path]:
    """The ledger of a sealed copy, with its kept files beside it, in a folder that goes when the block ends.

    Args: keys: a file with secret keys, as age-keygen writes it.
    Raises InputError (code wrong_key) if none of them opens it, or if it does not hold a ledger.
    """
    import pyrage

    found = [pyrage.x25519.Identity.from_str(k) for k in _KEY.findall(keys.read_text("utf-8", "replace"))]
    if not found:
        raise InputError(
            "{keys} holds no key.", code="wrong_key",
            hint="Name the file that age-keygen made: a line of it begins with AGE-SECRET-KEY-1.",
        keys=Word(keys))  # fmt: skip
    try:
        data = bytes(pyrage.decrypt(path.read_bytes(), found))
    except pyrage.DecryptError:
        raise InputError(
            "{path} is not sealed to a key of {keys}, or is damaged.",
            hint="Name another file of keys.",
            code="wrong_key",
            path=Word(path),
            keys=Word(keys),
        ) from None
    with tempfile.TemporaryDirectory(prefix="gig-") as folder:
        try:
            with tarfile.open(fileobj=io.BytesIO(data)) as archive:
                archive.extractall(folder, filter="data")
            (made,) = (p for p in Path(folder).iterdir() if p.is_file() and p.suffix != key_files.ENDING)
        except (tarfile.TarError, ValueError):
            raise InputError("{path} holds no ledger.", hint="Name a copy that was sealed.", path=Word(path)) from None
        yield made
