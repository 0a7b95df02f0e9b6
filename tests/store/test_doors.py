"""Doors from outside: what no table takes is named by file or table, row and column, in the records' own words, and
nothing of it is kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.store.made import add, everything, session
from tracker.errors import DamagedLedger
from tracker.say import Act
from tracker.store import Store, restoring

WRONG = {
    "a time below zero": ("work_sessions", "minutes", "-60", "minutes cannot be below zero"),
    "a word that is not one of the choices": ("work_sessions", "activity", "'napping'", "napping is not one of: task"),
    "a name of two lines": ("platforms", "platform", "'A' || char(10) || 'B'", "a name is one line of text"),
    "a sign that is not text": (
        "work_sessions",
        "note",
        "'a' || char(0)",
        "note contains characters that cannot be stored",
    ),
    "a number without end": ("work_sessions", "worked_on", "'2026-13-01'", "a value that cannot be read"),
}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "tracker.db"
    with Store.open(path) as store:
        add(store, session(1), session(2))
    return path


def spoil(path: Path, table: str, column: str, value: str) -> None:
    base = sqlite3.connect(path)
    with base:
        base.execute(f"UPDATE {table} SET {column} = {value} WHERE id = (SELECT max(id) FROM {table})")
    base.close()


@pytest.mark.parametrize("name", WRONG)
def test_a_check_up_names_the_row_and_says_what_is_wrong(ledger: Path, name: str) -> None:
    table, column, value, said = WRONG[name]
    with Store.open(ledger) as store:
        assert [f for f in store.flaws() if f.kind == "value"] == []
    spoil(ledger, table, column, value)
    with Store.open(ledger) as store:
        found = [f for f in store.flaws() if f.kind == "value"]
    assert (found[0].table, found[0].row > 0) == (table, True)
    assert said in str(found[0].text).casefold()


@pytest.mark.parametrize("name", WRONG)
def test_a_backup_with_such_a_row_is_refused_whole(ledger: Path, tmp_path: Path, name: str) -> None:
    table, column, value, said = WRONG[name]
    backup = tmp_path / "backup.db"
    with Store.open(ledger) as store:
        store.backup(backup)
    before = ledger.read_bytes()
    spoil(backup, table, column, value)
    with pytest.raises(DamagedLedger) as caught, restoring.new_file(backup, ledger):
        raise AssertionError("a damaged backup was let in")
    message = str(caught.value.message)
    assert message.startswith(f"{backup} is damaged: row ")
    assert f" of {table} " in message
    assert said in message.casefold()
    assert ledger.read_bytes() == before
    assert not list(tmp_path.glob("*.restored*"))


def test_every_row_that_the_tracker_writes_passes(tmp_path: Path) -> None:
    with Store.open(tmp_path / "tracker.db") as store:
        add(store, *everything())
        assert store.flaws() == []


def test_a_row_that_cannot_be_is_damage_where_it_is_read(ledger: Path) -> None:
    spoil(ledger, "work_sessions", "minutes", "-60")
    with Store.open(ledger) as store, pytest.raises(DamagedLedger, match="Minutes cannot be below zero") as caught:
        store.rows(type(session()))
    assert Act.FIND_ROW in [part for _name, part in caught.value.hint.parts]
