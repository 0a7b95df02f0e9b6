"""What is read a page at a time is what is read at once, and the check-up finds what it found."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.made import AT, WHO, session
from tracker.domain import Platform, WorkSession
from tracker.store import Store, journal, reading
from tracker.store.rows import digest, row_line
from tracker.store.tables import TABLES

DOINGS = st.lists(st.tuples(st.sampled_from(("add", "change", "remove", "undo")), st.integers(0, 30)), max_size=25)


@pytest.fixture(autouse=True)
def small_pages(monkeypatch):
    monkeypatch.setattr(reading, "RUN", 2)
    monkeypatch.setattr(reading, "PAGE", 3)
    monkeypatch.setattr(journal, "PAGE", 3)


def do(store, what, n):
    rows = [row for row, _ in store.rows(WorkSession)]
    if what == "undo" and store.operations(1):
        store.undo(store.version, who=WHO, at=AT)
        return
    with store.operation(what, who=WHO, at=AT) as change:
        if what == "add" or not rows:
            change.insert_many([session(day=1 + n % 20 + k) for k in range(1 + n % 7)])
        elif what == "change":
            change.update("work_sessions", rows[n % len(rows)], session(day=1 + n % 28, minutes=60 * (n + 1)))
        else:
            change.delete("work_sessions", rows[n % len(rows)])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(DOINGS)
def test_pages_hold_what_is_there(tmp_path_factory, doings):
    with Store.open(tmp_path_factory.mktemp("pages") / "a.db") as store:
        for what, n in doings:
            do(store, what, n)
        with store._database.read() as sql:
            for table in TABLES:
                expected = {}
                for _, step in journal.walk(sql):
                    if step.table == table:
                        expected[step.row] = None if step.after is None else digest(step.after)
                assert dict(journal.told(sql, table)) == expected
                assert [row for row, _ in journal.told(sql, table)] == sorted(expected)
                assert list(reading.paged(sql, table)) == reading.raw_rows(sql, table)
        with store.moment() as now:
            assert list(now.records(WorkSession)) == [r for _, r in store.rows(WorkSession)]
            assert list(now.identities("work_sessions")) == store.identities("work_sessions")
        assert store.flaws() == []


def test_a_row_with_more_changes_than_a_page(tmp_path):
    with Store.open(tmp_path / "a.db") as store:
        with store.operation("x", who=WHO, at=AT) as change:
            first, other = change.insert_many([session(), session(day=2)])
        for n in range(20):
            with store.operation("x", who=WHO, at=AT) as change:
                change.update("work_sessions", first, session(minutes=60 * (n + 1)))
        with store._database.read() as sql:
            told = dict(journal.told(sql, "work_sessions"))
            rows = reading.raw_rows(sql, "work_sessions")
        assert told == {row: digest(row_line("work_sessions", raw)) for row, raw in rows}
        assert [(row, raw["minutes"]) for row, raw in rows] == [(first, 1200), (other, 3600)]


def test_rows_of_one_moment_whatever_is_written_meanwhile(tmp_path):
    with Store.open(tmp_path / "a.db") as store:
        with store.operation("x", who=WHO, at=AT) as change:
            change.insert_many([session(day=1 + k) for k in range(8)])
        with store.moment() as now:
            rows = now.records(WorkSession)
            next(rows)
            with Store.open(tmp_path / "a.db") as other, other.operation("x", who=WHO, at=AT) as change:
                change.insert_many([session(day=12), Platform(platform="Later")])
            assert len(list(rows)) == 7
            assert [p.platform for p in now.records(Platform)] == ["Outlier"]


def test_every_kind_of_contradiction_is_found(tmp_path):
    with Store.open(tmp_path / "a.db") as store:
        with store.operation("x", who=WHO, at=AT) as change:
            rows = change.insert_many([session(day=1 + k) for k in range(10)])
        assert store.flaws() == []
        store.close()
        with sqlite3.connect(tmp_path / "a.db") as by_hand:
            by_hand.execute("UPDATE work_sessions SET minutes = 7 WHERE id = ?", (rows[1],))
            by_hand.execute("DELETE FROM work_sessions WHERE id = ?", (rows[4],))
            by_hand.execute("DELETE FROM changes WHERE table_name = 'work_sessions' AND row_id = ?", (rows[8],))
        by_hand.close()
        found = [(f.kind, f.row, str(f.text)) for f in store.flaws()]
    assert found == [
        ("journal", rows[1], f"Row {rows[1]} of work_sessions is not as the journal tells it."),
        ("journal", rows[4], f"Row {rows[4]} of work_sessions is in the journal only."),
        ("journal", rows[8], f"Row {rows[8]} of work_sessions is not as the journal tells it."),
    ]
