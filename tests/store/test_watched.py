"""A ledger's file under a program that has it open for long: deleted, moved, replaced, put back by hand."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from tracker.domain import Platform
from tracker.errors import LedgerMoved, Refused
from tracker.store.database import Store

NOW = dt.datetime(2026, 11, 30, 9, 0, tzinfo=dt.UTC)


def add(store: Store, name: str, minute: int = 0) -> None:
    with store.operation("log", who="test", at=NOW + dt.timedelta(minutes=minute)) as change:
        change.insert(Platform(platform=name, currency="USD"))


def names(path) -> list[str]:
    with Store.open(path, create=False) as store:
        return [p.platform for _row, p in store.rows(Platform)]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tracker.db"


@pytest.fixture
def store(path):
    with Store.open(path) as store:
        add(store, "Outlier")
        store.watch()
        yield store


def refused(store: Store, match: str) -> None:
    """Nothing is read and nothing is stored."""
    with pytest.raises(LedgerMoved, match=match):
        add(store, "Mercor")
    with pytest.raises(LedgerMoved, match=match):
        store.rows(Platform)


def test_a_file_that_nobody_touched_goes_on(store, path):
    for minute in range(3):
        add(store, f"Platform {minute}", minute)
        store.rest(0)
    with Store.open(path) as other:  # another program of the tracker
        add(other, "Mercor", 9)
    add(store, "Surge", 10)
    assert names(path) == ["Outlier", "Platform 0", "Platform 1", "Platform 2", "Mercor", "Surge"]


def test_at_rest_the_file_is_whole_by_itself(store, path):
    add(store, "Surge", 1)
    store.rest(3600)
    assert path.with_name("tracker.db-wal").exists()
    store.rest(0)
    assert not path.with_name("tracker.db-wal").exists()


def test_a_deleted_file_is_refused_and_can_be_saved(store, path, tmp_path):
    add(store, "Surge", 1)
    store.rest(0)
    path.unlink()
    refused(store, "was deleted or moved while it was open; nothing was written")
    saved = store.save_open(tmp_path / "saved.db")
    assert names(saved) == ["Outlier", "Surge"]
    assert saved.stat().st_mode & 0o077 == 0
    with pytest.raises(Refused, match="is there already"):
        store.save_open(saved)


def test_a_file_deleted_while_an_operation_runs_is_not_confirmed(store, path):
    def add_and_delete():
        with store.operation("log", who="test", at=NOW) as change:
            change.insert(Platform(platform="Mercor", currency="USD"))
            path.unlink()

    with pytest.raises(LedgerMoved, match="what you have just done is not in it"):
        add_and_delete()


def test_a_moved_file_is_refused_and_nothing_goes_into_it(store, path, tmp_path):
    store.rest(0)
    elsewhere = tmp_path / "elsewhere.db"
    path.rename(elsewhere)
    refused(store, "was deleted or moved")
    assert names(elsewhere) == ["Outlier"]
    assert not path.exists()


def test_two_ledgers_never_grow_apart(store, path):
    """A new program begins a new ledger where the old one was; the open one does not go on beside it."""
    store.rest(0)
    path.unlink()
    with Store.open(path) as other:
        add(other, "Mercor", 5)
    refused(store, "Another file is at")
    store.close()
    assert names(path) == ["Mercor"]


def test_a_replaced_file_keeps_what_others_write_when_the_app_stops(store, path, tmp_path):
    add(store, "Surge", 1)
    store.rest(0)
    with Store.open(tmp_path / "other.db") as other:
        add(other, "Handshake", 2)
    (tmp_path / "other.db").replace(path)
    with Store.open(path) as another:
        add(another, "Mercor", 3)
    refused(store, "Another file is at")
    store.close()
    assert names(path) == ["Handshake", "Mercor"]


def test_an_older_copy_put_back_in_place_is_refused(store, path, tmp_path):
    store.rest(0)
    shutil.copy(path, tmp_path / "copy.db")
    for minute, name in enumerate(("Surge", "Mercor"), start=1):
        add(store, name, minute)
        store.rest(0)
    path.write_bytes((tmp_path / "copy.db").read_bytes())  # the same file, another content
    with pytest.raises(LedgerMoved, match="replaced by another state"):
        add(store, "Handshake", 3)
    store.rest(0)
    assert names(path) == ["Outlier"]


def test_another_ledger_put_in_place_is_refused(store, path, tmp_path):
    add(store, "Surge", 1)
    add(store, "Toloka", 2)
    store.rest(0)
    with Store.open(tmp_path / "other.db") as other:
        for minute in range(5):
            add(other, f"Other {minute}", minute + 30)
    path.write_bytes((tmp_path / "other.db").read_bytes())
    with pytest.raises(LedgerMoved, match="replaced by another state"):
        add(store, "Mercor", 3)
    store.rest(0)
    assert len(names(path)) == 5


def test_what_the_tracker_restores_itself_goes_on(store, path, tmp_path):
    from tracker.desk.backups import restore

    store.backup(tmp_path / "backup.db")
    add(store, "Surge", 1)
    with restore(path, tmp_path / "backup.db", who="test", at=NOW) as found:
        found.apply()
    add(store, "Mercor", 3)
    assert names(path) == ["Outlier", "Mercor"]


def test_a_store_that_is_not_watched_has_nothing_to_save(path):
    with Store.open(path) as store, pytest.raises(Refused, match="No file is open"):
        store.save_open(path.with_name("saved.db"))
