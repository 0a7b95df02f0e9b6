"""Undo, redo, and what is in the way of them."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.store.made import AT, WHO, add, do, everything, first_row, replay, session, undo
from tracker.domain import Platform, Project, Settings, WorkSession
from tracker.errors import NotFound, Refused, UndoRefused
from tracker.store import Store


def test_undo_leaves_the_ledger_as_it_was_row_for_row(ledger: Store) -> None:
    add(ledger, session(9, platform="Upwork", project="Old"))
    before = ledger.snapshot()
    number = add(ledger, *everything())
    undo(ledger, number)
    assert ledger.snapshot() == before


def test_undo_of_an_undo_brings_the_same_rows_back(ledger: Store) -> None:
    number = add(ledger, *everything())
    after = ledger.snapshot()
    back = undo(ledger, number)
    again = undo(ledger, back)
    assert ledger.snapshot() == after
    first, second, third = reversed(ledger.operations())
    assert (first.undone_by, second.undone_by, third.undone_by) == (None, again, None)
    assert (second.undoes, third.undoes) == (number, back)
    undo(ledger, again)
    assert all(rows == [] for rows in ledger.snapshot().values())
    assert ledger.operations()[-1].undone_by == back
    assert replay(ledger) == ledger.snapshot()


def test_undo_of_an_update_and_of_a_removal(ledger: Store) -> None:
    add(ledger, session(1, note="first"), session(2))
    before = ledger.snapshot()
    row = first_row(ledger, WorkSession)
    edited = do(ledger, lambda c: c.update("work_sessions", row, session(1, note="second", minutes=1)))
    between = ledger.snapshot()
    removed = do(ledger, lambda c: c.delete("work_sessions", row))
    undo(ledger, removed)
    assert ledger.snapshot() == between
    undo(ledger, edited)
    assert ledger.snapshot() == before


def test_an_undone_row_number_is_never_given_again(ledger: Store) -> None:
    number = add(ledger, session())
    row = first_row(ledger, WorkSession)
    undo(ledger, number)
    add(ledger, session())
    assert first_row(ledger, WorkSession) > row


def test_undo_happens_once(ledger: Store) -> None:
    number = add(ledger, session())
    back = undo(ledger, number)
    with pytest.raises(Refused, match=f"undone already, by {back}"):
        undo(ledger, number)
    with pytest.raises(NotFound, match="no operation"):
        undo(ledger, 999_999_999)


def test_rows_changed_since_refuse_and_name_the_later_ones(ledger: Store) -> None:
    before = ledger.snapshot()
    first = add(ledger, session(1), session(2))
    row = first_row(ledger, WorkSession)
    second = do(ledger, lambda c: c.update("work_sessions", row, session(1, note="edited")))
    other = add(ledger, session(5, platform="Upwork"))
    third = do(ledger, lambda c: c.delete("work_sessions", row))
    kept = ledger.snapshot()
    with pytest.raises(UndoRefused) as refused:
        undo(ledger, first)
    assert refused.value.later == (second, third)
    assert ledger.snapshot() == kept
    back = undo(ledger, first, together=True)
    assert [r.platform for _, r in ledger.rows(WorkSession)] == ["Upwork"]
    by = {o.id: o.undone_by for o in ledger.operations()}
    assert by == {first: back, second: back, third: back, other: None, back: None}
    undo(ledger, other)
    undo(ledger, ledger.version)
    undo(ledger, back)
    assert ledger.snapshot() == kept
    assert {o.id: o.undone_by for o in ledger.operations()}[first] is None
    assert before != kept


def test_a_change_that_was_itself_taken_back_is_not_in_the_way(ledger: Store) -> None:
    first = add(ledger, session(1))
    row = first_row(ledger, WorkSession)
    edit = do(ledger, lambda c: c.update("work_sessions", row, session(1, note="edited")))
    undo(ledger, edit)
    undo(ledger, first)
    assert ledger.rows(WorkSession) == []


def test_a_change_that_was_done_again_is_in_the_way(ledger: Store) -> None:
    first = add(ledger, session(1))
    row = first_row(ledger, WorkSession)
    edit = do(ledger, lambda c: c.update("work_sessions", row, session(1, note="edited")))
    undo(ledger, undo(ledger, edit))
    with pytest.raises(UndoRefused) as refused:
        undo(ledger, first)
    assert refused.value.later == (edit,)
    undo(ledger, first, together=True)
    assert ledger.rows(WorkSession) == []


def test_rows_that_name_a_project_are_in_its_way(ledger: Store) -> None:
    first = add(ledger, Project(platform="Outlier", project="A"))
    second = add(ledger, session(1, project="A"))
    with pytest.raises(UndoRefused) as refused:
        undo(ledger, first)
    assert refused.value.later == (second,)
    assert str(second) in str(refused.value.sentence())
    undo(ledger, first, together=True)
    assert all(rows == [] for rows in ledger.snapshot().values())


def test_a_row_that_came_to_name_a_project_is_in_its_way(ledger: Store) -> None:
    add(ledger, session(1, platform="Upwork"))
    row = first_row(ledger, WorkSession)
    first = add(ledger, Project(platform="Outlier", project="A"))
    moved = do(ledger, lambda c: c.update("work_sessions", row, session(1, project="A")))
    with pytest.raises(UndoRefused) as refused:
        undo(ledger, first)
    assert refused.value.later == (moved,)
    undo(ledger, first, together=True)
    assert ledger.rows(WorkSession)[0][1].platform == "Upwork"


def test_a_timer_that_ran_on_a_platform_is_taken_back_with_it(ledger: Store) -> None:
    first = add(ledger, Platform(platform="Outlier"))
    started = ledger.start_timer("Outlier", who=WHO, at=AT).id

    def stop(change: object) -> None:
        change.stop_timer()
        change.insert(session())

    stopped = do(ledger, stop)
    with pytest.raises(UndoRefused) as refused:
        undo(ledger, first)
    assert stopped in refused.value.later
    undo(ledger, first, together=True)
    assert all(rows == [] for rows in ledger.snapshot().values())
    undone = {o.id for o in ledger.operations() if o.undone_by is not None}
    assert undone == {first, started, stopped}


def test_a_removed_row_needs_its_project_back(ledger: Store) -> None:
    add(ledger, session(1, project="A"))
    row, project = first_row(ledger, WorkSession), first_row(ledger, Project)
    removed = do(ledger, lambda c: c.delete("work_sessions", row))
    also = do(ledger, lambda c: c.delete("projects", project))
    with pytest.raises(UndoRefused) as refused:
        undo(ledger, removed)
    assert refused.value.later == (also,)
    undo(ledger, removed, together=True)
    assert ledger.rows(WorkSession)[0][1].project == "A"


def test_a_name_given_away_since_is_in_the_way(ledger: Store) -> None:
    add(ledger, Platform(platform="Outlier"))
    removed = do(ledger, lambda c: c.delete("platforms", first_row(ledger, Platform)))
    again = add(ledger, Platform(platform="Outlier", note="another"))
    with pytest.raises(UndoRefused) as refused:
        undo(ledger, removed)
    assert refused.value.later == (again,)
    undo(ledger, removed, together=True)
    assert [p.note for _, p in ledger.rows(Platform)] == [None]


def test_an_import_made_again_is_in_the_way_of_redoing_the_first(ledger: Store) -> None:
    rows = [session(1, source="toggl", source_id="1"), session(2, source="toggl", source_id="2")]
    back = undo(ledger, add(ledger, *rows))
    again = add(ledger, *rows)
    with pytest.raises(UndoRefused) as refused:
        undo(ledger, back)
    assert refused.value.later == (again,)


def test_settings_undo_to_none_and_to_the_former(ledger: Store) -> None:
    first = add(ledger, Settings(home_currency="USD", time_zone="UTC"))
    second = add(ledger, Settings(home_currency="EUR", time_zone="UTC"))
    undo(ledger, second)
    settings = ledger.settings()
    assert settings is not None
    assert settings.home_currency == "USD"
    undo(ledger, first)
    assert ledger.settings() is None


def test_many_rows_go_and_come_in_pages(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.store.journal.PAGE", 7)
    monkeypatch.setattr("tracker.store.change.CHUNK", 10)
    start = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    rows = [
        session(worked_on=None, project=f"P{i % 3}", started_at=start, ended_at=start + dt.timedelta(hours=i))
        for i in range(1, 48)
    ]
    number = add(store, *rows)
    after = store.snapshot()
    assert [r.project for _, r in store.rows(WorkSession)] == [r.project for r in rows]
    back = undo(store, number)
    assert all(rows == [] for rows in store.snapshot().values())
    undo(store, back)
    assert store.snapshot() == after == replay(store)


def _states(store: Store) -> dict[int, int | None]:
    return {o.id: o.undone_by for o in store.operations()}


def test_what_was_taken_back_together_is_done_again_in_order(store: Store) -> None:
    first = add(store, session(1))
    again = undo(store, undo(store, first))
    last = undo(store, first)
    before, states = store.snapshot(), _states(store)
    assert (states[first], states[again]) == (last, None)
    back = undo(store, again, together=True)
    undo(store, back)
    assert store.snapshot() == before
    assert {n: by for n, by in _states(store).items() if n in states} == states


def test_taking_back_an_undo_takes_along_what_it_brings_back(store: Store) -> None:
    first = add(store, session(1))
    again = undo(store, undo(store, first))
    add(store, session(2))
    undo(store, first, together=True)
    before, states = store.snapshot(), _states(store)
    assert before["work_sessions"] == []
    back = undo(store, again, together=True)
    assert replay(store) == store.snapshot()
    undo(store, back)
    assert store.snapshot() == before
    assert {n: by for n, by in _states(store).items() if n in states} == states
