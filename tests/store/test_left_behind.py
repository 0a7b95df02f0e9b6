"""What a kill leaves behind, links to a ledger, and copies that a forgetting cannot reach."""

from __future__ import annotations

import os
import time

import pytest

from tests.store.made import AT, WHO, add, session
from tracker.store import Store, backups, restoring


def aged(path, hours: float):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"half")
    then = time.time() - hours * 3600
    os.utime(path, (then, then))
    return path


def test_old_unfinished_copies_are_cleared_at_opening_and_young_ones_stay(tmp_path):
    path = tmp_path / "tracker.db"
    with Store.open(path) as store:
        add(store, session())
    folder = tmp_path / "backups"
    old = [
        aged(folder / "tracker-000001.db.0a1b2c3d.part", 25),
        aged(folder / "tracker-000001.db.0a1b2c3d.part-journal", 25),
        aged(tmp_path / "tracker.db.files" / "abc.0a1b2c3d.part", 48),
        aged(tmp_path / "tracker.db.restored", 30),
        aged(tmp_path / "tracker.db.0a1b2c3d.part", 30),
    ]
    stays = [
        aged(folder / "tracker-000002.db.0a1b2c3d.part", 1),
        aged(tmp_path / "film.mp4.part", 999),
        aged(tmp_path / "other.db.restored", 999),
        aged(folder / "tracker-000003.db", 999),
    ]
    with Store.open(path):
        assert [p for p in old if p.exists()] == []
        assert [p for p in stays if not p.exists()] == []


def test_what_cannot_be_cleared_is_named(tmp_path, monkeypatch):
    path = tmp_path / "tracker.db"
    with Store.open(path) as store:
        add(store, session())
    left = aged(tmp_path / "backups" / "tracker-000001.db.0a1b2c3d.part", 25)
    monkeypatch.setattr(backups, "clear_old", lambda *_: 0)
    with Store.open(path) as store:
        assert [(f.kind, str(left) in str(f.text)) for f in store.flaws()] == [("part_left", True)]


def test_backups_of_a_ledger_opened_through_a_link_lie_beside_the_real_file(tmp_path):
    real, elsewhere = tmp_path / "real", tmp_path / "elsewhere"
    real.mkdir()
    elsewhere.mkdir()
    with Store.open(real / "tracker.db") as store:
        add(store, session())
    (elsewhere / "mine.db").symlink_to(real / "tracker.db")
    with Store.open(elsewhere / "mine.db") as store:
        assert store.path == real / "tracker.db"
        made = store.backup()
    assert made.parent == real / "backups"
    assert sorted(p.name for p in elsewhere.iterdir()) == ["mine.db"]


def test_a_backup_on_a_stick_that_is_not_plugged_in_is_named_when_something_is_forgotten(tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    with Store.open(tmp_path / "tracker.db") as store:
        add(store, session())
        store.backup(stick / "copy.db")
        assert store.out_of_reach() == []
        stick.rename(tmp_path / "pulled")
        store.forget(platform=session().platform, who=WHO, at=AT)
        assert store.out_of_reach() == [stick / "copy.db"]
        (tmp_path / "pulled").rename(stick)
        assert store.out_of_reach() == []


@pytest.mark.parametrize("name", ["tracker[1].db", "a*b.db"])
def test_names_with_signs_of_patterns_are_taken_as_they_are(tmp_path, name):
    path = tmp_path / name
    with Store.open(path):
        pass
    left = aged(tmp_path / f"{name}.restored", 30)
    with Store.open(path):
        assert not left.exists()


def test_a_restore_does_not_lose_sight_of_copies_elsewhere(tmp_path):
    """The restored backup is older than the note of where the copy is: what is forgotten must go from that too."""
    with Store.open(tmp_path / "home" / "tracker.db") as store:
        add(store, session(note="Quibblewick"))
        first = store.backup()
        stick, other = store.backup(tmp_path / "stick.db"), store.backup(tmp_path / "other.db")
    for source in (first, other):  # the second one is elsewhere itself, and does not know its own place
        with restoring.new_file(source, store.path) as made:
            restoring.put(store.path, made, backup=source, worker="me", who=WHO, at=AT)
        with Store.open(store.path) as again:
            assert {stick, other} <= set(again.backups())
    with Store.open(store.path) as again:
        again.forget(platform=session().platform, who=WHO, at=AT)
    assert [p.name for p in tmp_path.rglob("*.db") if b"Quibblewick" in p.read_bytes()] == []


def test_two_windows_may_look_at_backups_at_once(tmp_path):
    """What one of them has looked at and confirms is not what the other one looks at."""
    with Store.open(tmp_path / "home" / "tracker.db") as store:
        add(store, session(1))
        first = store.backup()
        add(store, session(2))
        second = store.backup()
        add(store, session(3))
    with restoring.new_file(first, store.path) as made:
        with restoring.new_file(second, store.path) as other:
            assert made != other
        kept = restoring.put(store.path, made, backup=first, worker="me", who=WHO, at=AT)
    with restoring.new_file(second, store.path) as made:
        again = restoring.put(store.path, made, backup=second, worker="me", who=WHO, at=AT)
    counts = {}
    for path in (store.path, kept, again):
        with Store.open(path) as there:
            counts[path] = len(there.rows(type(session())))
    assert list(counts.values()) == [2, 3, 1]  # two restores of one second keep a copy each
