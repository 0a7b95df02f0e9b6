"""The week grid without a page: what a cell reads, what staging would do, and that saving does just that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tracker.desk import edits, entry
from tracker.desk.session import Desk
from tracker.domain import Settings, WorkSession
from tracker.editing import bulk, week
from tracker.editing.week import Line
from tracker.errors import InputError, Refused
from tracker.units import duration_text

NOW = dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 5, 4)
BERLIN = "Europe/Berlin"
RLHF = Line("Outlier", "RLHF")
LINES = [RLHF, Line("Outlier", "RLHF", "training"), Line("Mercor", None), Line("Mercor", "Ridge", "waiting")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "tracker.db", who="test", clock=lambda: NOW) as opened:
        entry.save_settings(opened, Settings(home_currency="EUR", time_zone=BERLIN))
        yield opened


def worked(day: int, hours: float, line: Line = RLHF, **more: Any) -> WorkSession:
    activity = None if line.activity == "task" else line.activity
    return WorkSession(
        platform=line.platform, project=line.project, activity=activity, worked_on=MONDAY + dt.timedelta(days=day),
        minutes=round(hours * 3600), **more,
    )  # fmt: skip


def timed(day: int, hour: int, hours: float, **more: Any) -> WorkSession:
    start = dt.datetime(2026, 5, 4, tzinfo=dt.UTC) + dt.timedelta(days=day, hours=hour)
    return WorkSession(
        platform="Outlier", project="RLHF", started_at=start, ended_at=start + dt.timedelta(hours=hours), **more
    )


# --- cells ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("3,5", 12_600), ("3.5", 12_600), ("2:30", 9_000), ("2h30", 9_000), ("150m", 9_000), ("1,25h", 4_500), ("", 0),
     (" 8 ", 28_800), ("0", 0), ("24", 86_400), ("2h 15m", 8_100), ("1:00:30", 3_630), (None, 0)],
)  # fmt: skip
def test_a_cell_is_read_as_people_write_time(text: str | None, seconds: int) -> None:
    assert week.read_cell(text) == seconds


@pytest.mark.parametrize(
    "text",
    ["03.02.2026", "3.2.26", "2026-02-03", "1/2/2026", "1.234,50", "1,234.5", "-2", "90", "25h", "two", "3;5",
     "€ 12.50", "2:75", "14:00-16:00", "=1+1", "1e3"],
)  # fmt: skip
def test_what_is_no_time_of_a_day_is_refused_and_never_cut_down(text: str) -> None:
    with pytest.raises(InputError):
        week.read_cell(text)


@given(some.integers(0, 86_400))
def test_a_shown_time_reads_back(seconds: int) -> None:
    assert week.read_cell(duration_text(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "day"), [("2026-05-07", MONDAY), ("2026-05-04", MONDAY), ("07.05.2026", dt.date(2026, 6, 1)),
                      (None, dt.date(2026, 6, 1)), ("0001-01-01", dt.date(2026, 6, 1)), ("x", dt.date(2026, 6, 1))],
)  # fmt: skip
def test_the_week_in_the_address(text: str | None, day: dt.date) -> None:
    assert week.parse_week(text, dt.date(2026, 6, 3)) == day


# --- the week -------------------------------------------------------------------------------------------


def test_rows_are_this_weeks_and_last_weeks() -> None:
    last = replace(worked(0, 1, LINES[2]), worked_on=MONDAY - dt.timedelta(days=3))
    older = replace(worked(0, 1, LINES[3]), worked_on=MONDAY - dt.timedelta(days=9))
    made = week.build([(1, worked(0, 2)), (2, last), (3, older)], MONDAY, BERLIN)
    assert made.lines == (LINES[2], RLHF)
    assert (made.total, made.before) == (7_200, 3_600)
    assert (made.of_day(0), made.of_day(1), made.of_line(RLHF), made.of_line(LINES[2])) == (7_200, 0, 7_200, 0)


def test_a_session_belongs_to_the_local_day_on_which_it_began() -> None:
    late = timed(0, 22, 1)  # 00:00 of Tuesday in Berlin
    made = week.build([(1, late)], MONDAY, BERLIN)
    assert made.cells == {(RLHF, 1): ((1, late),)}


def test_a_stretch_is_in_no_cell() -> None:
    stretch = replace(worked(-2, 20), minutes=30 * 3600, worked_until=MONDAY + dt.timedelta(days=2))
    made = week.build([(1, stretch)], MONDAY, BERLIN)
    assert (made.lines, made.total, made.stretches) == ((), 0, ((1, stretch),))


# --- staging --------------------------------------------------------------------------------------------


def test_what_a_cell_says_already_changes_nothing() -> None:
    made = week.build([(1, worked(0, 2))], MONDAY, BERLIN)
    staged = week.stage(made, {(RLHF, 0): "2:00", (RLHF, 1): "", (RLHF, 2): "0"})
    assert staged == week.Staged((), ())


def test_an_empty_cell_gets_a_new_session() -> None:
    made = week.build([], MONDAY, BERLIN, more=LINES)
    (typed,) = week.stage(made, {(LINES[1], 2): "1,5"}).typed
    assert (typed.before, typed.after, typed.day) == (0, 5_400, dt.date(2026, 5, 6))
    assert typed.change == bulk.Change(None, None, worked(2, 1.5, LINES[1]))


def test_an_emptied_cell_takes_its_session_away() -> None:
    one = worked(0, 2)
    made = week.build([(7, one)], MONDAY, BERLIN)
    for text in ("", "0", None):
        (typed,) = week.stage(made, {(RLHF, 0): text}).typed
        assert typed.change == bulk.Change(7, one, None)


def test_a_session_of_no_length_can_be_taken_away_too() -> None:
    made = week.build([(7, worked(0, 0))], MONDAY, BERLIN)
    assert week.stage(made, {(RLHF, 0): "0m"}).typed == ()
    (typed,) = week.stage(made, {(RLHF, 0): ""}).typed
    assert typed.change.after is None


def test_clock_times_end_later_and_breaks_stay() -> None:
    one = timed(0, 8, 2.5, minutes=7_200)
    made = week.build([(7, one)], MONDAY, BERLIN)
    (typed,) = week.stage(made, {(RLHF, 0): "3h"}).typed
    assert typed.change.after == replace(one, ended_at=one.ended_at + dt.timedelta(hours=1), minutes=10_800)
    plain = week.lasting(timed(0, 8, 2), 3_600)
    assert plain == timed(0, 8, 1)


def test_several_sessions_are_not_guessed_at() -> None:
    made = week.build([(7, worked(0, 1)), (9, timed(0, 8, 1))], MONDAY, BERLIN)
    assert week.cell_text(made, (RLHF, 0)) == "2:00 (2)"
    staged = week.stage(made, {(RLHF, 0): "3h"})
    assert staged.typed == ()
    assert staged.unread[0].rows == (7, 9)
    assert "2 sessions" in str(staged.unread[0].why)


def test_what_cannot_be_read_keeps_its_text_and_stops_nothing_else() -> None:
    made = week.build([], MONDAY, BERLIN, more=LINES)
    staged = week.stage(made, {(RLHF, 0): "03.02.2026", (RLHF, 1): "2h"})
    assert [u.text for u in staged.unread] == ["03.02.2026"]
    assert [t.after for t in staged.typed] == [7_200]


# --- saving ---------------------------------------------------------------------------------------------

texts = some.sampled_from(["", "0", "1", "2:30", "3,5", "45m", "8h", "03.02.2026", "24h", "no"])
places = some.tuples(some.sampled_from(LINES), some.integers(0, 6))
sessions = some.lists(
    some.one_of(
        some.builds(worked, some.integers(-9, 8), some.integers(0, 20), some.sampled_from(LINES)),
        some.builds(timed, some.integers(-1, 7), some.integers(0, 23), some.integers(0, 9)),
    ),
    max_size=12,
)


def after(made: week.Week, changes: tuple[bulk.Change, ...]) -> week.Week:
    """The week with changes applied by hand."""
    rows = dict(made.sessions())
    for n, change in enumerate(changes):
        row = change.row if change.row is not None else 1000 + n
        rows.pop(row, None)
        if change.after is not None:
            rows[row] = change.after
    return week.build(rows.items(), made.monday, made.zone, more=made.lines)


@given(sessions, some.dictionaries(places, texts, max_size=12))
def test_the_week_after_saving_is_the_one_previewed(rows: list[WorkSession], typed: dict[week.Place, str]) -> None:
    made = week.build(list(enumerate(rows)), MONDAY, BERLIN, more=LINES)
    staged = week.stage(made, typed)
    saved = after(made, staged.changes)
    said = {t.place: t.after for t in staged.typed}
    for line in made.lines:
        for day in range(7):
            place = (line, day)
            assert saved.seconds(place) == said.get(place, made.seconds(place))
    assert {p for p in typed if week.stage(saved, {p: typed[p]}).typed} == set()


@given(sessions, some.dictionaries(places, texts, max_size=12))
def test_saving_in_a_ledger_gives_what_was_previewed_and_undo_what_was(
    tmp_path_factory: pytest.TempPathFactory, rows: list[WorkSession], typed: dict[week.Place, str]
) -> None:
    path = tmp_path_factory.mktemp("week") / "tracker.db"
    with Desk.open(path, who="test", clock=lambda: NOW) as desk:
        entry.save_settings(desk, Settings(home_currency="EUR", time_zone=BERLIN))
        if rows:
            entry.add(desk, rows)
        before, kept = edits.read_week(desk, MONDAY), desk.store.snapshot()["work_sessions"]
        staged = week.stage(before, typed)
        if not staged.typed:
            return
        done = edits.save(desk, staged.changes, before.version, summary="hours of a week")
        saved = edits.read_week(desk, MONDAY)
        assert [saved.seconds(t.place) for t in staged.typed] == [t.after for t in staged.typed]
        assert done.counts["work_sessions"] == len(staged.typed)
        entry.undo(desk, done.id)
        assert desk.store.snapshot()["work_sessions"] == kept


def test_a_ledger_that_changed_meanwhile_is_not_written(desk: Desk) -> None:
    made = edits.read_week(desk, MONDAY, [RLHF])
    staged = week.stage(made, {(RLHF, 0): "2h"})
    entry.add(desk, [worked(1, 1)])
    with pytest.raises(Refused) as refused:
        edits.save(desk, staged.changes, made.version, summary="hours of a week")
    assert refused.value.code == "changed_meanwhile"
    assert len(desk.rows(WorkSession)) == 1


def test_the_first_thing_in_a_new_ledger_can_be_a_week(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "new.db", who="test", clock=lambda: NOW) as fresh:
        made = edits.read_week(fresh, MONDAY, [RLHF])
        edits.save(fresh, week.stage(made, {(RLHF, 0): "2h"}).changes, made.version, summary="hours of a week")
        ((_, stored),) = fresh.rows(WorkSession)
        assert (stored.minutes, stored.worked_on, stored.evidence) == (7_200, MONDAY, "typed")


def test_an_imported_row_keeps_its_identity(desk: Desk) -> None:
    entry.add(desk, [worked(0, 2, source="toggl", source_id="t1", evidence="file")])
    made = edits.read_week(desk, MONDAY)
    edits.save(desk, week.stage(made, {(RLHF, 0): "3"}).changes, made.version, summary="hours of a week")
    ((_, stored),) = desk.rows(WorkSession)
    assert (stored.minutes, stored.source, stored.source_id, stored.evidence) == (10_800, "toggl", "t1", "file")
