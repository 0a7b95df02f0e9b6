"""Backups: complete, closed files that open as ledgers."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from tests.store.made import AT, add, everything, session, undo
from tracker.errors import DiskFull, Refused
from tracker.store import Store, backups
from tracker.store.failures import disk_full


def test_a_backup_is_the_same_ledger(ledger: Store, request: pytest.FixtureRequest) -> None:
    add(ledger, *everything())
    back = undo(ledger, add(ledger, session(4)))
    worker = request.getfixturevalue("worker_name")
    copy = ledger.backup()
    with Store.open(copy, worker=worker) as same:
        assert same.snapshot() == ledger.snapshot()
        assert same.operations() == ledger.operations()
        same.undo(back, who="", at=AT)
    assert sorted(p.name for p in copy.parent.iterdir()) == [copy.name]


@pytest.fixture
def worker_name(ledger: Store) -> str:
    with ledger._database.read() as sql:
        return str(sql.command(f"SELECT name FROM workers WHERE id = {ledger.owner}")[0][0])


def test_names_and_rotation(store: Store) -> None:
    add(store, session())
    assert store.path is not None
    folder = store.path.parent / "backups"
    assert store.backup() == folder / "tracker-000001.db"
    assert store.backup() == folder / "tracker-000001.db"
    times = [AT + dt.timedelta(days=n) for n in range(5)]
    made = [store.backup(at=time, keep=3) for time in times]
    for n, path in enumerate(p for p in made if p.exists()):
        os.utime(path, (n, n))
    assert made[0].name == "tracker-20260504-093000.db"
    assert sorted(p.name for p in folder.iterdir()) == [p.name for p in made[2:]]


def test_a_backup_made_before_a_migration_is_not_rotated_away(store: Store) -> None:
    kept = store.backup()
    kept = kept.rename(kept.with_name("tracker-before-0002.db"))
    for n in range(3):
        store.backup(at=AT + dt.timedelta(days=n), keep=1)
    assert kept.exists()
    assert len(list(kept.parent.iterdir())) == 2


def test_a_backup_to_a_place_of_ones_own(store: Store, tmp_path: Path) -> None:
    add(store, session())
    assert store.backup(tmp_path) == tmp_path / "tracker-000001.db"
    target = tmp_path / "stick" / "mine.db"
    assert store.backup(target) == target
    with pytest.raises(Refused, match="there already"):
        store.backup(target)
    store.backup(tmp_path / "other.db")
    assert len(store.operations()) == 1


def test_a_backup_while_others_write(store: Store) -> None:
    assert store.path is not None
    add(store, session(1))
    with Store.open(store.path) as other, other.operation("log", who="", at=AT) as change:
        change.insert(session(2))
        copy = store.backup()
    with Store.open(copy) as same:
        assert len(same.rows(type(session()))) == 1


def test_a_copy_elsewhere_that_is_not_complete_is_none(store: Store, tmp_path: Path, monkeypatch) -> None:
    add(store, session())
    monkeypatch.setattr(store.files, "copy_beside", lambda _: (_ for _ in ()).throw(DiskFull("There is no room.")))
    with pytest.raises(DiskFull):
        store.backup(tmp_path / "stick.db")
    assert not (tmp_path / "stick.db").exists()


def test_a_copy_that_cannot_be_noted_is_made_and_says_so(store: Store, tmp_path: Path, monkeypatch) -> None:
    """On a full disk a copy elsewhere is wanted most."""
    add(store, session())

    def full(*_: object) -> None:
        raise disk_full("the ledger")

    monkeypatch.setattr(backups, "remember", full)
    made = store.backup(tmp_path / "stick.db")
    with Store.open(made) as copy:
        assert copy.snapshot() == store.snapshot()
    assert any("could not be noted" in str(n) and "stick.db" in str(n) for n in store.notices)
