"""The copy that the first change of a day makes: beside the change, of what was there before it."""

import datetime as dt
import threading

import pytest

from tests.store.made import AT
from tracker.domain import Expense, Platform
from tracker.store import Store, backups

DAY = dt.timedelta(days=1)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "a.db") as made:
        write(made, 0, "first")
        yield made


def write(store, days, note):
    with store.operation("x", who="t", at=AT + days * DAY) as change:
        change.insert(Expense(spent_on=AT.date(), amount=1, currency="USD", category="desk", note=note))


def copies(tmp_path):
    return sorted((tmp_path / "backups").glob("a-auto-*.db"))


def notes(path):
    with Store.open(path) as copy:
        return [e.note for _, e in copy.rows(Expense)]


def test_the_change_does_not_wait_and_the_copy_is_of_before(store, tmp_path, monkeypatch):
    go_on, settled = threading.Event(), backups.settle
    monkeypatch.setattr(backups, "settle", lambda part, key: (go_on.wait(30), settled(part, key)))
    write(store, 1, "second")  # the copy is not done
    write(store, 1, "third")
    assert copies(tmp_path) == []
    go_on.set()
    store.settle()
    (made,) = copies(tmp_path)
    assert notes(made) == ["first"]
    assert store.notices == []


def test_closing_waits_for_it(tmp_path, store, monkeypatch):
    slow, settled = threading.Event(), backups.settle
    monkeypatch.setattr(backups, "settle", lambda part, key: (slow.wait(0.2), settled(part, key)))
    write(store, 1, "second")
    store.close()
    assert [notes(p) for p in copies(tmp_path)] == [["first"]]


def test_one_that_was_cut_short_is_made_by_the_next_change_of_the_day(tmp_path, store):
    write(store, 1, "second")
    store.close()
    copies(tmp_path)[0].unlink()  # as a kill leaves it
    with Store.open(tmp_path / "a.db") as again:
        write(again, 1, "third")
    assert [notes(p) for p in copies(tmp_path)] == [["first", "second"]]


def test_a_ledger_that_began_today_has_none(tmp_path, store):
    with Store.open(tmp_path / "a.db") as again:
        write(again, 0, "second")
    assert copies(tmp_path) == []


def test_what_was_forgotten_meanwhile_is_not_in_it(tmp_path, store, monkeypatch):
    """Another program forgets between the look and the copy's place."""
    with store.operation("x", who="t", at=AT) as change:
        change.insert(Platform(platform="Secretive"))
    settled, done = backups.settle, []

    def meanwhile(part, key):
        settled(part, key)
        if not done:
            done.append(part)
            with Store.open(tmp_path / "a.db") as other:
                other.forget(platform="Secretive", who="t", at=AT + DAY)

    with Store.open(tmp_path / "a.db") as mine:
        monkeypatch.setattr(backups, "settle", meanwhile)
        write(mine, 1, "second")
        mine.settle()
    assert done
    assert all(b"Secretive" not in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())


def test_forgetting_waits_for_it(tmp_path, store, monkeypatch):
    with store.operation("x", who="t", at=AT) as change:
        change.insert(Platform(platform="Secretive"))
    settled, go_on = backups.settle, threading.Event()
    monkeypatch.setattr(backups, "settle", lambda part, key: (go_on.wait(30), settled(part, key)))
    write(store, 1, "second")
    threading.Timer(0.2, go_on.set).start()
    store.forget(platform="Secretive", who="t", at=AT + DAY)
    store.close()
    assert len(copies(tmp_path)) == 1
    assert all(b"Secretive" not in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())


def test_what_prevents_it_is_said_and_the_change_stands(tmp_path, store):
    (tmp_path / "backups").write_text("a file where the folder should be")
    write(store, 1, "second")
    store.settle()
    assert any("Today's backup could not be made" in str(n) for n in store.notices)
    assert notes(tmp_path / "a.db") == ["first", "second"]


def test_each_day_has_its_own(tmp_path, store):
    for days in (1, 2, 3):
        write(store, days, str(days))
    store.settle()
    assert [notes(p) for p in copies(tmp_path)] == [["first"], ["first", "1"], ["first", "1", "2"]]
