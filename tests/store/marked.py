"""A ledger full of marked strings, in every place that a person's words come to, and a look for them."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from tracker.domain import Expense, Platform
from tracker.store import Store, encrypting, key_ring, keys

AT = dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC)
MARK = "Kestrel-marked"
PASSPHRASE = "correct horse battery"
WHO = "test"


def make(folder: Path) -> Path:
    """A plain ledger with a marked row, journal, kept file, backup, and a copy elsewhere with its kept file."""
    path = folder / "tracker.db"
    with Store.open(path) as store:
        add(store, AT)
        sha = store.files.keep(f"{MARK} file".encode())
        with store.operation("attach", who=WHO, at=AT, summary=f"{MARK} kept") as change:
            change.attach("expenses", 1, f"{MARK}.txt", sha, len(MARK) + 5)
        store.save_mapping(MARK, '{"of": "' + MARK + '"}')
        store.cache(MARK, MARK)
        store.backup()
        store.backup(folder / "elsewhere.db")
    return path


def add(store: Store, at: dt.datetime) -> int:
    """One more marked row; the number of its operation."""
    with store.operation("log", who=WHO, at=at, summary=f"{MARK} entered") as change:
        if not store.rows(Platform):
            change.insert(Platform(platform=MARK, note=MARK))
        change.insert(Expense(spent_on=at.date(), amount=1, currency="USD", category=MARK, note=f"{MARK} note"))
    return change.id


def encrypt(path: Path, passphrase: str = PASSPHRASE) -> keys.Key:
    key = keys.new_key()
    encrypting.encrypt(path, path.parent / "backups", key, passphrase, 60)
    return key


def marked(folder: Path) -> list[str]:
    """Files in whose bytes, or whose name, the mark is."""
    files = [p for p in folder.rglob("*") if p.is_file()]
    return sorted(p.relative_to(folder).as_posix() for p in files if MARK.encode() in p.read_bytes() + p.name.encode())


def again(template: Path, to: Path) -> Path:
    """A fresh copy of a folder; gives its ledger."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(template, to)
    return to / "tracker.db"


def known(path: Path, passphrase: str = PASSPHRASE) -> None:
    """Hold the key of a ledger if it is encrypted."""
    from tracker.store import key_files

    if key_files.beside(path) is not None:
        key_ring.unlock(path, passphrase)
