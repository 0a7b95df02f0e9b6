"""Files kept with rows: an offer letter, a mail, a screenshot.

    tracker.db                 table attachments: which row, name, sha-256, size     journaled, undone as all is
    tracker.db.files/9f86d0…   the bytes, once for each content, named by their hash

A removed attachment leaves its file there, so that undo brings it back; a file that nothing names any more, neither
the ledger nor its journal nor a backup, goes when something is forgotten. A file's own name is in the table only.
Beside an encrypted ledger each is sealed, and lies under a name that does not tell its hash.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import InputError, LedgerError, LedgerLocked, NotFound, Refused
from tracker.say import Act, Count, Said, Word
from tracker.store import backups, libraries, reading, system
from tracker.store.checking import Flaw
from tracker.store.connection import SqliteDatabase, SqliteSql, key_of_copy
from tracker.store.failures import told
from tracker.store.rows import from_json, is_digest
from tracker.store.tables import ATTACHMENTS

if TYPE_CHECKING:
    from tracker.store.connection import Database
    from tracker.store.keys import Key
    from tracker.store.results import Attachment

ENDING = ".files"
LARGEST = 25_000_000
"""Bytes of one file."""
LONGEST = 200
"""Characters of a file's name."""
_HASH = re.compile(r"[0-9a-f]{64}")
_ON_SERVER = "Files cannot be kept with a ledger on a server."


def folder(ledger: Path) -> Path:
    """Where a ledger's files lie.

    >>> folder(Path("tracker.db")).name
    'tracker.db.files'
    """
    return ledger.with_name(ledger.name + ENDING)


def clean_name(name: str) -> str:
    """A file's name as one line without its folders. Raises InputError if nothing is left.

    >>> clean_name("C:\\\\mails\\\\offer  letter.pdf")
    'offer letter.pdf'
    """
    last = re.split(r"[/\\]", name.strip())[-1]
    said = " ".join("".join(c if c.isprintable() else " " for c in last).split())[-LONGEST:]
    if not said:
        raise InputError("A file has a name, and this one has none.", hint="Name the file.")
    return said


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of a ledger's files, and the key that seals them if the ledger is encrypted."""

    folder: Path
    key: Key | None

    def path(self, sha256: str) -> Path:
        """Where a content lies."""
        return self.folder / self.name(sha256)

    def name(self, sha256: str) -> str:
        return sha256 if self.key is None else self.key.file_name(sha256)

    def content(self, path: Path) -> bytes | None:
        """The bytes that were kept in a file of the folder; None if it is not there or was changed since."""
        if not path.is_file():
            return None
        data = path.read_bytes()
        if self.key is not None and (opened := self.key.open(data)) is not None:
            return opened if path.name == self.name(hash_of(opened)) else None
        return data if path.name == hash_of(data) else None

    def holds(self, sha256: str) -> bool:
        return self.content(self.path(sha256)) is not None

    def put(self, data: bytes) -> str:
        """Write a content, complete or not at all; gives its hash."""
        sha256 = hash_of(data)
        if not self.holds(sha256):
            system.make_folder(self.folder)
            _write(data if self.key is None else self.key.seal(data), self.path(sha256))
        return sha256


def place_of(copy: Path) -> Place:
    """The place of the files of a copy of a ledger. Raises LedgerLocked."""
    return Place(folder(copy), key_of_copy(copy))


class Files:
    """The files of one worker's ledger: `Store.files`."""

    def __init__(self, database: Database, ledger: Path | None) -> None:
        self._database, self._ledger = database, ledger

    @property
    def _place(self) -> Place | None:
        key = self._database.key if isinstance(self._database, SqliteDatabase) else None
        return None if self._ledger is None else Place(folder(self._ledger), key)

    @property
    def folder(self) -> Path | None:
        """Where they lie; None for a ledger on a server, which keeps none."""
        return None if self._ledger is None else folder(self._ledger)

    def listed(self, table: str | None = None, row: int | None = None) -> list[Attachment]:
        """Files kept with a row, with rows of a table, or all, in the order in which they were added."""
        wanted = {name: value for name, value in (("of_table", table), ("of_row", row)) if value is not None}
        with self._database.read() as sql:
            found = reading.raw_rows(sql, ATTACHMENTS, **wanted)
        from tracker.store.results import Attachment

        return [Attachment(n, r["of_table"], r["of_row"], r["name"], r["sha256"], r["size"]) for n, r in found]

    def one(self, number: int) -> Attachment:
        """One of them. Raises NotFound."""
        found = next((a for a in self.listed() if a.number == number), None)
        if found is None:
            raise NotFound("There is no kept file {number}.", hint=Act.KEPT_FILES, number=Word(number))
        return found

    def keep(self, data: bytes) -> str:
        """Write a file's bytes for this user alone, complete or not at all; gives their hash.

        Raises InputError for an empty or very large file, Refused for a ledger on a server, DiskFull, LedgerReadOnly.
        """
        place = self._place
        if place is None:
            raise Refused(_ON_SERVER)
        if not data:
            raise InputError("The file is empty.", code="unreadable_file")
        if len(data) > LARGEST:
            said = Said(
                "The file has {data} MB; at most {largest} are kept.",
                data=Count(len(data) / 1e6, 0),
                largest=Word(LARGEST // 1_000_000),
            )
            raise InputError(said, code="too_large")
        with told(str(place.folder), files=True):
            return place.put(data)

    def read(self, number: int) -> tuple[Attachment, bytes]:
        """A kept file and its bytes. Raises NotFound where it is gone, LedgerError if it is not what was kept."""
        kept = self.one(number)
        place, hint = self._place, Act.CHECK_UP
        path = None if place is None else _where(place, kept.sha256)
        if place is None or path is None:
            raise NotFound(
                "The kept file {number} is no longer in {parent}.",
                hint=hint,
                number=Word(number),
                parent=Word(self.folder),
            )
        with told(str(path), files=True):
            data = place.content(path)
        if data is None:
            raise LedgerError("The kept file {number} was changed since it was kept.", hint=hint, number=Word(number))
        return kept, data

    def flaws(self) -> Iterator[Flaw]:
        """Files that are missing or changed, and those that nothing names."""
        place = self._place
        if place is None:
            return
        for kept in self.listed():
            said = f"The kept file {kept.number} ({kept.name})"
            if (path := _where(place, kept.sha256)) is None:
                yield Flaw("file_missing", Said("{said} is gone.", said=Word(said)), kept.table, kept.row)
            elif place.content(path) is None:
                yield Flaw(
                    "file_changed", Said("{said} was changed since it was kept.", said=Word(said)), kept.table, kept.row
                )
        for path in self._unnamed():
            yield Flaw("file_left", Said("No row and no backup names {path}.", path=Word(path)))

    def sweep(self) -> int:
        """Remove files that nothing names any more; gives how many. While nobody else writes."""
        if self.folder is None or not self.folder.is_dir():
            return 0
        with self._database.write() as sql:
            sql.lock()
            gone = self._unnamed()
            _gone_for_good(gone)
        return len(gone)

    def wipe(self, sha256: str) -> bool:
        """Remove the bytes of a content for good, unless a row still names them."""
        place = self._place
        if place is None or any(a.sha256 == sha256 for a in self.listed()):
            return False
        _gone_for_good([place.path(sha256), place.folder / sha256])
        return True

    def copy_beside(self, backup: Path) -> None:
        """Let the files go along with a copy of the ledger that is elsewhere."""
        if (place := self._place) is not None:
            bring(place, place_of(backup))

    def _unnamed(self) -> list[Path]:
        """Files that nothing names; none if a backup cannot be read, for it may name any."""
        place = self._place
        if place is None or not place.folder.is_dir() or self._ledger is None:
            return []
        with self._database.read() as sql:
            known = backups.known(sql, self._ledger.parent / backups.FOLDER)
        try:
            named = _named(self._ledger, place.key).union(*(_named(p, key_of_copy(p)) for p in known if p.is_file()))
        except LedgerLocked:
            return []
        except libraries.errors():
            return []
        return _others(place, named)


def hash_of(data: bytes) -> str:
    import hashlib  # not needed to start or to see the timer

    return hashlib.sha256(data).hexdigest()


def _where(place: Place, sha256: str) -> Path | None:
    """The file of a content, one that is not sealed yet among them; None if there is none."""
    return next((p for p in (place.path(sha256), place.folder / sha256) if p.is_file()), None)


def _others(place: Place, named: set[str]) -> list[Path]:
    """The files of a folder that hold none of these contents."""
    kept = {*named, *map(place.name, named)}
    return [p for p in sorted(place.folder.iterdir()) if p.is_file() and p.name not in kept]


def _write(data: bytes, to: Path) -> None:
    part = to.with_name(f"{to.name}.{os.urandom(4).hex()}{backups.PART}")
    try:
        system.make_file(part)
        part.write_bytes(data)
        system.put_in_place(part, to)
    finally:
        part.unlink(missing_ok=True)


def bring(source: Place, target: Place) -> None:
    """Copy the files of one ledger beside another one, those that it has not got, in that one's form."""
    with told(str(target.folder), files=True):
        for _, data in contents(source):
            target.put(data)


def contents(place: Place) -> Iterator[tuple[Path, bytes]]:
    """Each file of a folder that is whole, with what it holds."""
    for path in sorted(place.folder.iterdir()) if place.folder.is_dir() else ():
        if _HASH.fullmatch(path.name) and (data := place.content(path)) is not None:
            yield path, data


def clear(ledger: Path) -> None:
    """Remove the files beside a copy of the ledger that neither its rows nor its journal name."""
    place = place_of(ledger)
    if place.folder.is_dir():
        _gone_for_good(_others(place, _named(ledger, place.key)))


def _gone_for_good(paths: list[Path]) -> None:
    """Remove files, so that a power cut does not bring them back."""
    for path in paths:
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in paths}:
        system.keep_names(folder)


def _named(ledger: Path, key: Key | None) -> set[str]:
    """Hashes in the rows and the journal of a ledger's file, of whichever worker and version."""
    with contextlib.closing(libraries.connect(ledger.absolute().as_uri() + "?mode=ro", key, uri=True)) as file:
        sql = SqliteSql(file, 0)
        if not {(ATTACHMENTS,), ("changes",)} <= set(sql.all("tables")):
            return set()
        there = {sha for (sha,) in sql.all("hashes")}
        told = (text for pair in sql.all("hashes_told") for text in pair)
        return there | {from_json(text)["sha256"] for text in told if text and not is_digest(text)}
