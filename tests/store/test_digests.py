"""The journal keeps what a row was before, and a digest of what it is after: the text is found where it stands."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.made import AT, WHO, add, do, session, undo
from tracker.domain import WorkSession
from tracker.errors import DamagedLedger
from tracker.store import Store, reading
from tracker.store.rows import to_json

MARK = "Quagga 7731"


def _minutes(store: Store, number: int) -> list[tuple[Any, Any]]:
    told = [c for c in store.changes(number) if c.table == "work_sessions"]
    return [tuple(None if side is None else side["minutes"] for side in (c.before, c.after)) for c in told]


def test_each_step_tells_what_its_row_was_before_and_after(store: Store) -> None:
    added = add(store, session(1), session(2))
    (row, _), (other, _) = store.rows(WorkSession)
    changed = do(store, lambda c: c.update("work_sessions", row, session(1, minutes=600)))
    again = do(store, lambda c: c.update("work_sessions", row, session(1, minutes=60)))
    removed = do(store, lambda c: c.delete("work_sessions", other))
    back = undo(store, again)
    found = [_minutes(store, n) for n in (added, changed, again, removed, back)]
    assert found == [[(None, 3600), (None, 3600)], [(3600, 600)], [(600, 60)], [(3600, None)], [(60, 600)]]


def test_two_steps_of_one_operation_on_one_row(store: Store) -> None:
    add(store, session(1))
    ((row, _),) = store.rows(WorkSession)

    def twice(change: Any) -> None:
        change.update("work_sessions", row, session(1, minutes=600))
        change.update("work_sessions", row, session(1, minutes=60))

    assert _minutes(store, do(store, twice)) == [(3600, 600), (600, 60)]


def test_a_row_that_was_only_added_is_written_once(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        add(store, session(1, note=MARK))
        store.close()
    assert (tmp_path / "a.db").read_bytes().count(MARK.encode()) == 1


def test_a_row_that_was_taken_out_by_hand_is_named_and_not_made_up(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        number = add(store, session(1), session(2))
        (row, _), _ = store.rows(WorkSession)
    with sqlite3.connect(tmp_path / "a.db") as by_hand:
        by_hand.execute("DELETE FROM work_sessions WHERE id = ?", (row,))
    by_hand.close()
    with Store.open(tmp_path / "a.db") as store:
        before = store.snapshot()
        with pytest.raises(DamagedLedger, match="a row is gone that its journal tells of"):
            undo(store, number)
        assert store.snapshot() == before
        assert [(f.kind, f.row) for f in store.flaws()] == [("journal", row)]


def test_lines_of_an_older_version_are_read_as_they_are(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        number = add(store, session(1, note="as it was"))
        ((row, _),) = store.rows(WorkSession)
        (step,) = (c for c in store.changes(number) if c.table == "work_sessions")
        with store._database.read() as sql:
            text = to_json(dict(reversed(reading.raw_rows(sql, "work_sessions")[0][1].items())))
    with sqlite3.connect(tmp_path / "a.db") as by_hand:
        by_hand.execute('UPDATE changes SET "after" = ? WHERE table_name = ?', (text, "work_sessions"))
    by_hand.close()
    with Store.open(tmp_path / "a.db") as store:
        (old,) = (c for c in store.changes(number) if c.table == "work_sessions")
        assert (old.row, old.after) == (row, step.after)
        assert store.flaws() == []
        undo(store, undo(store, number))
        assert store.flaws() == []
        assert [r.note for _, r in store.rows(WorkSession)] == ["as it was"]


@given(st.sets(st.integers(1, 60)), st.integers(1, 7))
def test_rows_by_their_numbers(few: Store, wanted: set[int], run: int) -> None:
    with pytest.MonkeyPatch.context() as patch, few._database.read() as sql:
        patch.setattr(reading, "RUN", run)
        every = dict(reading.raw_rows(sql, "work_sessions"))
        assert reading.among(sql, "work_sessions", wanted) == {n: raw for n, raw in every.items() if n in wanted}


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A ledger with gaps between its row numbers."""
    with Store.open(tmp_path_factory.mktemp("few") / "a.db") as store:
        with store.operation("x", who=WHO, at=AT) as change:
            rows = change.insert_many([session(1 + n % 20) for n in range(40)])
        with store.operation("x", who=WHO, at=AT) as change:
            for row in {*rows[3::4], *rows[10:20]}:
                change.delete("work_sessions", row)
        yield store
