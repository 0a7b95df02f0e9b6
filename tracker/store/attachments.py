"""Files kept with rows: an offer letter, a mail, a screenshot.

    tracker.db                 table attachments: which row, name, sha-256, size     journaled, undone as all is
    tracker.db.files/9f86d0…   the bytes, once for each content, named by their hash

A removed attachment leaves its file there, so that undo brings it back; a file that nothing names any more, neither
the ledger nor its journal nor a backup, goes when something is forgotten. A file's own name is in the table only.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import InputError, LedgerError, NotFound, Refused
from tracker.say import Act, Count, Said, Word
from tracker.store import backups, reading, system
from tracker.store.checking import Flaw
from tracker.store.connection import SqliteSql
from tracker.store.failures import told
from tracker.store.results import Attachment
from tracker.store.rows import from_json
from tracker.store.tables import ATTACHMENTS

if TYPE_CHECKING:
    from tracker.store.connection import Database

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


class Files:
    """The files of one worker's ledger: `Store.files`."""

    def __init__(self, database: Database, ledger: Path | None) -> None:
        self._database, self._ledger = database, ledger

    @property
    def folder(self) -> Path | None:
        """Where they lie; None for a ledger on a server, which keeps none."""
        return None if self._ledger is None else folder(self._ledger)

    def listed(self, table: str | None = None, row: int | None = None) -> list[Attachment]:
        """Files kept with a row, with rows of a table, or all, in the order in which they were added."""
        wanted = {name: value for name, value in (("of_table", table), ("of_row", row)) if value is not None}
        with self._database.read() as sql:
            found = reading.raw_rows(sql, ATTACHMENTS, **wanted)
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
        place = self.folder
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
        name = _hash(data)
        to = place / name
        with told(str(to), files=True):
            system.make_folder(place)
            if not _holds(to, name):
                _write(data, to)
        return name

    def read(self, number: int) -> tuple[Attachment, bytes]:
        """A kept file and its bytes. Raises NotFound where it is gone, LedgerError if it is not what was kept."""
        kept = self.one(number)
        path = (self.folder or Path()) / kept.sha256
        hint = Act.CHECK_UP
        with told(str(path), files=True):
            if self.folder is None or not path.is_file():
                raise NotFound(
                    "The kept file {number} is no longer in {parent}.",
                    hint=hint,
                    number=Word(number),
                    parent=Word(path.parent),
                )
            data = path.read_bytes()
        if _hash(data) != kept.sha256:
            raise LedgerError("The kept file {number} was changed since it was kept.", hint=hint, number=Word(number))
        return kept, data

    def flaws(self) -> Iterator[Flaw]:
        """Files that are missing or changed, and those that nothing names."""
        place = self.folder
        if place is None:
            return
        for kept in self.listed():
            said = f"The kept file {kept.number} ({kept.name})"
            if not (place / kept.sha256).is_file():
                yield Flaw("file_missing", Said("{said} is gone.", said=Word(said)), kept.table, kept.row)
            elif not _holds(place / kept.sha256, kept.sha256):
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
        place = self.folder
        if place is None or any(a.sha256 == sha256 for a in self.listed()):
            return False
        _gone_for_good([place / sha256])
        return True

    def copy_beside(self, backup: Path) -> None:
        """Let the files go along with a copy of the ledger that is elsewhere."""
        if self.folder is not None:
            bring(self.folder, folder(backup))

    def _unnamed(self) -> list[Path]:
        """Files that nothing names; none if a backup cannot be read, for it may name any."""
        place = self.folder
        if place is None or not place.is_dir() or self._ledger is None:
            return []
        with self._database.read() as sql:
            known = backups.known(sql, self._ledger.parent / backups.FOLDER)
        try:
            named = set().union(*(_named(path) for path in (self._ledger, *known) if path.is_file()))
        except sqlite3.DatabaseError:
            return []
        return [p for p in sorted(place.iterdir()) if p.is_file() and p.name not in named]


def _hash(data: bytes) -> str:
    import hashlib  # not needed to start or to see the timer

    return hashlib.sha256(data).hexdigest()


def _holds(path: Path, sha256: str) -> bool:
    """Is this file there, with this content?"""
    return path.is_file() and _hash(path.read_bytes()) == sha256


def _write(data: bytes, to: Path) -> None:
    part = to.with_name(f"{to.name}.{os.urandom(4).hex()}{backups.PART}")
    try:
        system.make_file(part)
        part.write_bytes(data)
        system.put_in_place(part, to)
    finally:
        part.unlink(missing_ok=True)


def bring(source: Path, target: Path) -> None:
    """Copy kept files into another folder, those that it has not got."""
    with told(str(target), files=True):
        for path in sorted(source.iterdir()) if source.is_dir() else ():
            if _HASH.fullmatch(path.name) and not _holds(target / path.name, path.name):
                system.make_folder(target)
                _write(path.read_bytes(), target / path.name)


def clear(ledger: Path) -> None:
    """Remove the files beside a copy of the ledger that neither its rows nor its journal name."""
    place = folder(ledger)
    named = _named(ledger) if place.is_dir() else set()
    there = sorted(place.iterdir()) if place.is_dir() else ()
    _gone_for_good([path for path in there if path.is_file() and path.name not in named])


def _gone_for_good(paths: list[Path]) -> None:
    """Remove files, so that a power cut does not bring them back."""
    for path in paths:
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in paths}:
        system.keep_names(folder)


def _named(ledger: Path) -> set[str]:
    """Hashes in the rows and the journal of a ledger's file, of whichever worker and version."""
    with contextlib.closing(sqlite3.connect(ledger.absolute().as_uri() + "?mode=ro", uri=True)) as file:
        sql = SqliteSql(file, 0)
        if not {(ATTACHMENTS,), ("changes",)} <= set(sql.all("tables")):
            return set()
        there = {sha for (sha,) in sql.all("hashes")}
        return there | set(_hashes(text for pair in sql.all("hashes_told") for text in pair if text))


def _hashes(texts: Iterable[str]) -> Iterator[str]:
    yield from (from_json(text)["sha256"] for text in texts)
