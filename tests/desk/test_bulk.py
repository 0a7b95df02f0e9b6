"""Bulk edits without a page: drafts, the steps, what looks wrong, and saving."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from tracker.desk import edits, entry
from tracker.desk.session import Desk
from tracker.domain import Settings, WorkSession
from tracker.editing import bulk, bulk_actions, bulk_checks
from tracker.editing.bulk import Change, Draft, Filter
from tracker.editing.bulk_checks import Odd, Oddity
from tracker.errors import InputError, Refused

BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 5, 6, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 5, 4)
HOUR = dt.timedelta(hours=1)
CLOCKS = {"skipped_hour", "repeated_hour", "more_than_span", "ends_before_start"}
"""What an hour that is skipped, repeated or gone may say."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "tracker.db", who="test", clock=lambda: NOW) as opened:
        entry.save_settings(opened, Settings(home_currency="EUR", time_zone="Europe/Berlin"))
        yield opened


def at(text: str) -> dt.datetime:
    """A local time of Berlin as an instant."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(dt.UTC)


def timed(start: str, end: str, **more: Any) -> WorkSession:
    times = {"started_at": at(start), "ended_at": at(end)}
    return WorkSession(**{"platform": "Outlier", "project": "RLHF"} | times | more)


def dated(day: dt.date = DAY, hours: float = 2, **more: Any) -> WorkSession:
    time = {"worked_on": day, "minutes": int(hours * 3600)}
    return WorkSession(**{"platform": "Outlier", "project": "RLHF"} | time | more)


def spans(changes: list[Change]) -> list[tuple[str, str]]:
    made = [c.after for c in changes if c.after is not None]
    return [tuple(t.astimezone(BERLIN).strftime("%H:%M") for t in (s.started_at, s.ended_at)) for s in made]


# --- drafts ---------------------------------------------------------------------------------------------


def test_a_row_that_is_again_as_it_was_leaves_the_draft() -> None:
    one = dated()
    draft = bulk.stage(Draft(3), bulk_actions.set_values([(7, one)], note="x"))
    assert bulk.changes(draft) == (Change(7, one, replace(one, note="x")),)
    back = bulk.stage(draft, bulk_actions.set_values(bulk.shown(draft, [(7, one)]), note=None))
    assert back == Draft(3)


def test_new_rows_have_numbers_of_their_own_and_can_be_edited() -> None:
    one = timed("2026-05-04 09:00", "2026-05-04 12:00")
    draft = bulk.stage(Draft(3), bulk_actions.split(7, one, "10:00", BERLIN))
    rows = bulk.shown(draft, [(7, one)])
    assert [row for row, _ in rows] == [7, -1]
    draft = bulk.stage(draft, bulk_actions.set_values([rows[1]], activity="waiting"))
    assert [c.after.activity for c in bulk.changes(draft) if c.after] == [None, "waiting"]
    gone = bulk.stage(draft, bulk_actions.remove([bulk.shown(draft, [(7, one)])[1]]))
    assert [c.row for c in bulk.changes(gone)] == [7]


def test_a_draft_on_a_newer_ledger_changes_only_what_was_edited() -> None:
    one, two = dated(), dated(hours=3)
    draft = bulk.stage(Draft(3), bulk_actions.set_values([(7, one), (8, two)], status="pending"))
    draft = bulk.stage(draft, [Change(None, None, dated(hours=5))])
    moved, gone = bulk.rebase(draft, {7: replace(one, note="new"), 8: None}, 9)
    assert (moved.version, gone) == (9, (8,))
    assert moved.now == {7: replace(one, note="new", status="pending"), -1: dated(hours=5)}
    assert moved.base == {7: replace(one, note="new")}


values = some.fixed_dictionaries({}, optional={"note": some.sampled_from(["a", None]), "rate": some.integers(0, 5)})
steps = some.lists(some.tuples(some.sets(some.integers(0, 4), min_size=1), values), max_size=6)


@given(steps)
def test_saving_a_draft_gives_what_it_shows(taken: list[tuple[set[int], dict[str, Any]]]) -> None:
    rows = [(n, dated(hours=n + 1)) for n in range(5)]
    draft = Draft(1)
    for picked, wanted in taken:
        there = [r for r in bulk.shown(draft, rows) if r[0] in picked]
        made = bulk_actions.set_values(there, **wanted) if wanted else bulk_actions.remove(there)
        draft = bulk.stage(draft, made)
    saved = dict(rows)
    for change in bulk.changes(draft):
        assert change.before == saved[change.row]
        if change.after is None:
            del saved[change.row]
        else:
            saved[change.row] = change.after
    assert sorted(saved.items()) == sorted(bulk.shown(draft, rows))


# --- the steps ------------------------------------------------------------------------------------------


def test_moving_keeps_local_times_over_a_change_of_the_clocks() -> None:
    one = timed("2026-03-27 09:00", "2026-03-27 11:00")
    (made,) = bulk_actions.move([(1, one)], 3, BERLIN)
    assert made.after == timed("2026-03-30 09:00", "2026-03-30 11:00")
    stretch = dated(worked_until=DAY + dt.timedelta(days=3))
    (made,) = bulk_actions.move([(1, stretch)], -4, BERLIN)
    assert made.after is not None
    assert (made.after.worked_on, made.after.worked_until) == (dt.date(2026, 4, 30), dt.date(2026, 5, 3))


def test_another_project_does_not_change_the_currency_of_what_was_said() -> None:
    pays = {("Outlier", "RLHF"): "USD", ("Mercor", None): "EUR", ("Mercor", "Study"): "USD"}
    plain, rated, said = dated(), dated(rate=5), dated(amount=5, currency="PHP")
    for one, to, currency in ((plain, None, None), (rated, None, "USD"), (said, None, "PHP"), (rated, "Study", None)):
        (made,) = bulk_actions.reassign([(1, one)], ("Mercor", to), pays)
        assert made.after == replace(one, platform="Mercor", project=to, currency=currency)


def test_moving_into_an_hour_that_is_skipped_is_refused() -> None:
    with pytest.raises(InputError) as said:
        bulk_actions.move([(1, timed("2026-03-27 02:30", "2026-03-27 04:00"))], 2, BERLIN)
    assert said.value.code == "skipped_hour"
    with pytest.raises(InputError):
        bulk_actions.move([(1, dated())], 10**9, BERLIN)


instants = some.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 1)).map(lambda t: t.replace(microsecond=0))
lengths = some.integers(2, 30 * 3600)
paused = some.floats(0, 1)
said = some.one_of(some.none(), some.integers(0, 10**7))


def session(
    start: dt.datetime, length: int, share: float | None, counted: int | None, amount: int | None
) -> WorkSession:
    begun = start.replace(tzinfo=dt.UTC)
    return WorkSession(
        platform="Outlier", project="RLHF", started_at=begun, ended_at=begun + dt.timedelta(seconds=length),
        minutes=None if share is None else int(length * share), counted_minutes=counted, amount=amount, currency="USD",
        tasks=None if counted is None else counted % 50, note="a; b", source="toggl", source_id="x",
    )  # fmt: skip


made_sessions = some.builds(session, instants, lengths, some.one_of(some.none(), paused), said, said)


@given(made_sessions, some.integers(-400, 400))
def test_moving_there_and_back_changes_nothing(one: WorkSession, days: int) -> None:
    try:
        (there,) = bulk_actions.move([(1, one)], days, BERLIN)
        (back,) = bulk_actions.move([(1, there.after)], -days, BERLIN)
    except InputError as error:
        assume(error.code not in CLOCKS)
        raise
    assert back.after is not None
    assert (back.after.started_at, back.after.minutes) == (one.started_at, one.minutes)


@given(made_sessions, some.floats(0.01, 0.99))
def test_split_then_merge_is_what_it_was(one: WorkSession, share: float) -> None:
    assert one.started_at is not None
    assert one.ended_at is not None
    cut = one.started_at + (one.ended_at - one.started_at) * share
    local = cut.astimezone(BERLIN)
    try:
        first, second = bulk_actions.split(1, one, local.strftime("%H:%M:%S"), BERLIN)
    except InputError as error:
        assume(error.code not in CLOCKS and "not within the session" not in str(error))
        raise
    assert first.after is not None
    assert second.after is not None
    assert first.after.ended_at == second.after.started_at
    joined, gone = bulk_actions.merge([(1, first.after), (-1, second.after)], BERLIN)
    assert joined == Change(1, first.after, one)
    assert gone == Change(-1, second.after, None)


@given(some.integers(2, 86_400), some.floats(0.01, 0.99), said, said)
def test_split_then_merge_without_clock_times(
    length: int, share: float, counted: int | None, amount: int | None
) -> None:
    one = dated(hours=0, counted_minutes=counted, amount=amount, currency="USD", note="a")
    one = replace(one, minutes=length)
    cut = max(1, min(length - 1, int(length * share)))
    first, second = bulk_actions.split(1, one, f"{cut}s", BERLIN)
    joined, _ = bulk_actions.merge([(1, first.after), (-1, second.after)], BERLIN)
    assert first.after is not None
    assert first.after.minutes == cut
    assert joined.after == one


def test_a_split_needs_a_time_within_the_session() -> None:
    one = timed("2026-05-04 22:00", "2026-05-05 02:00")
    assert spans(bulk_actions.split(1, one, "1:00", BERLIN)) == [("22:00", "01:00"), ("01:00", "02:00")]
    for text in ("22:00", "02:00", "12:00", "soon"):
        with pytest.raises(InputError):
            bulk_actions.split(1, one, text, BERLIN)
    with pytest.raises(InputError):
        bulk_actions.split(1, dated(), "2h", BERLIN)
    with pytest.raises(InputError):
        bulk_actions.split(1, dated(worked_until=DAY + dt.timedelta(days=2)), "1h", BERLIN)


def test_merging_makes_the_time_between_a_break() -> None:
    morning = timed("2026-05-04 09:00", "2026-05-04 11:00", note="a", rate=5)
    later = timed("2026-05-04 11:30", "2026-05-04 12:00", note="b", rate=5)
    joined, gone = bulk_actions.merge([(2, later), (1, morning)], BERLIN)
    assert joined == Change(1, morning, replace(morning, ended_at=later.ended_at, minutes=9_000, note="a; b"))
    assert gone == Change(2, later, None)


@pytest.mark.parametrize(
    "other",
    [timed("2026-05-04 10:30", "2026-05-04 12:00"), dated(), timed("2026-05-04 11:00", "2026-05-04 12:00", rate=7),
     timed("2026-05-04 11:00", "2026-05-04 12:00", project="X"),
     timed("2026-05-04 11:00", "2026-05-04 12:00", amount=5),
     timed("2026-05-04 11:00", "2026-05-04 12:00", activity="waiting"),
     timed("2026-05-04 11:00", "2026-05-04 12:00", status="rejected")],
)  # fmt: skip
def test_what_is_not_the_same_work_is_not_merged(other: WorkSession) -> None:
    with pytest.raises(InputError):
        bulk_actions.merge([(1, timed("2026-05-04 09:00", "2026-05-04 11:00")), (2, other)], BERLIN)
    with pytest.raises(InputError):
        bulk_actions.merge([(2, other)], BERLIN)


def test_the_same_again() -> None:
    one = timed("2026-05-04 09:00", "2026-05-04 11:00", amount=5, currency="USD", status="rejected", source="toggl",
                source_id="1", evidence="file", rate=3, note="daily")  # fmt: skip
    days = bulk_actions.weekdays_until(DAY, dt.date(2026, 5, 11))
    made, left_out = bulk_actions.repeat(one, days, BERLIN, [timed("2026-05-06 09:00", "2026-05-06 11:00")])
    assert left_out == [dt.date(2026, 5, 6)]
    assert [c.row for c in made] == [None] * 4
    assert made[-1].after == timed("2026-05-11 09:00", "2026-05-11 11:00", currency="USD", rate=3, note="daily")
    assert [c.after.worked_on for c in bulk_actions.repeat(dated(), [DAY], BERLIN)[0] if c.after] == [DAY]
    for wrong in ([], [DAY] * 400):
        with pytest.raises(InputError):
            bulk_actions.repeat(one, wrong, BERLIN)


@pytest.mark.parametrize(
    ("column", "text", "wanted"),
    [("day", "03.02.2026", dated(dt.date(2026, 2, 3))), ("day", "2026-05-04", dated()),
     ("worked", "3,5", dated(hours=3.5)),
     ("worked", "2:30", dated(hours=2.5)), ("note", " hi ", dated(note="hi")), ("note", "", dated()),
     ("activity", "task", dated()), ("activity", "waiting", dated(activity="waiting")), ("status", "approved", dated()),
     ("status", "pending", dated(status="pending")), ("times", "", dated()),
     ("times", "14:00–16:30", timed("2026-05-04 14:00", "2026-05-04 16:30")),
     ("times", "23:00 - 1:00", timed("2026-05-04 23:00", "2026-05-05 01:00"))],
)  # fmt: skip
def test_a_cell_of_the_list(column: str, text: str, wanted: WorkSession) -> None:
    assert bulk_actions.edit(1, dated(), column, text, BERLIN, "dmy").after == wanted


@pytest.mark.parametrize(
    ("column", "text"),
    [("day", "31.02.2026"), ("day", ""), ("worked", "03.02.2026"), ("worked", ""), ("worked", "99"), ("times", "14:00"),
     ("times", "14-25"), ("activity", "sleep"), ("status", "perhaps")],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_refused(column: str, text: str) -> None:
    with pytest.raises(InputError):
        bulk_actions.edit(1, dated(), column, text, BERLIN, "dmy")


def test_times_of_a_session_keep_its_break_and_hold_its_work() -> None:
    one = timed("2026-05-04 09:00", "2026-05-04 12:00", minutes=9_000)
    later = bulk_actions.edit(1, one, "times", "10:00-14:00", BERLIN, "dmy").after
    assert later is not None
    assert later.minutes == 12_600
    blank = bulk_actions.edit(1, one, "times", "", BERLIN, "dmy").after
    assert blank == dated(hours=2.5)
    with pytest.raises(InputError):
        bulk_actions.edit(1, one, "worked", "4h", BERLIN, "dmy")
    for skipped in ("02:15-05:00", "01:00-02:15"):
        with pytest.raises(InputError):
            bulk_actions.edit(1, dated(dt.date(2026, 3, 29)), "times", skipped, BERLIN, "dmy")


# --- what looks wrong -----------------------------------------------------------------------------------


def test_overlaps_are_pairs_with_the_time_they_share() -> None:
    rows = [(1, timed("2026-05-04 09:00", "2026-05-04 12:00")), (2, timed("2026-05-04 11:00", "2026-05-04 13:00")),
            (3, timed("2026-05-04 13:00", "2026-05-04 14:00")), (4, dated())]  # fmt: skip
    assert bulk_checks.overlaps(rows) == [Oddity(Odd.OVERLAP, (1, 2), 3600)]


spans_of_hours = some.lists(some.tuples(some.integers(0, 40), some.integers(0, 10)), max_size=9)


@given(spans_of_hours)
def test_overlaps_are_those_of_a_plain_comparison(hours: list[tuple[int, int]]) -> None:
    zero = dt.datetime(2026, 5, 4, tzinfo=dt.UTC)
    rows = [
        (n, WorkSession(platform="A", started_at=zero + a * HOUR, ended_at=zero + (a + b) * HOUR))
        for n, (a, b) in enumerate(hours)
    ]
    plain = {
        (i, j)
        for i, (a, b) in enumerate(hours)
        for j, (c, d) in enumerate(hours)
        if i < j and min(a + b, c + d) > max(a, c) and b and d
    }
    assert {tuple(sorted(o.rows)) for o in bulk_checks.overlaps(rows)} == plain


def test_the_clocks_change() -> None:
    rows = [(1, timed("2026-03-29 01:30", "2026-03-29 03:30")), (2, timed("2026-10-25 01:30", "2026-10-25 04:00")),
            (3, timed("2026-10-25 02:30", "2026-10-25 04:00")),
            (4, timed("2026-03-29 04:00", "2026-03-29 05:00"))]  # fmt: skip
    found = bulk_checks.clock_changes(rows, BERLIN)
    assert bulk_checks.oddities(rows, BERLIN) == [*bulk_checks.overlaps(rows), *found]
    assert found == [Oddity(Odd.CHANGED, (1,), 3600), Oddity(Odd.CHANGED, (2,), -3600), Oddity(Odd.REPEATED, (3,))]


# --- lists and saving -----------------------------------------------------------------------------------


def test_filters() -> None:
    one = dated(note="Call with Ana", status="pending")
    assert bulk.fits(one, Filter())
    assert bulk.fits(one, Filter("Outlier", "RLHF", "task", "pending", "rlhf ANA"))
    for wanted in (Filter("Mercor"), Filter("Outlier", ""), Filter(activity="waiting"), Filter(status="approved"),
                   Filter(text="bob")):  # fmt: skip
        assert not bulk.fits(one, wanted)


def test_reading_takes_only_the_days_of_the_home_zone(desk: Desk) -> None:
    entry.add(desk, [dated(), timed("2026-05-05 00:30", "2026-05-05 01:00"), dated(dt.date(2026, 5, 7))])
    assert [s.worked_on for _, s in edits.read(desk, DAY, DAY)] == [DAY]
    found = edits.read(desk, DAY, DAY + dt.timedelta(days=3))
    assert [bulk.session_day(s, BERLIN).day for _, s in found] == [7, 5, 4]


def test_saving_is_one_operation_and_undo_takes_it_back(desk: Desk) -> None:
    entry.add(desk, [dated(), timed("2026-05-05 09:00", "2026-05-05 12:00"), dated(dt.date(2026, 5, 7))])
    kept = desk.store.snapshot()["work_sessions"]
    rows = edits.read(desk, DAY, DAY + dt.timedelta(days=9))
    draft = bulk.stage(Draft(desk.version), bulk_actions.split(*rows[1], "10:00", BERLIN))
    draft = bulk.stage(draft, bulk_actions.set_values(bulk.shown(draft, rows), project="Other"))
    draft = bulk.stage(draft, bulk_actions.remove([bulk.shown(draft, rows)[0]]))
    done = edits.save(desk, bulk.changes(draft), draft.version, summary="3 sessions")
    wanted = {(s.project, s.worked_on, s.started_at, s.ended_at) for _, s in bulk.shown(draft, rows)}
    assert len(desk.rows(WorkSession)) == 3
    assert {(s.project, s.worked_on, s.started_at, s.ended_at) for _, s in desk.rows(WorkSession)} == wanted
    entry.undo(desk, done.id)
    assert desk.store.snapshot()["work_sessions"] == kept


def test_a_draft_is_refused_then_put_on_the_newer_ledger(desk: Desk) -> None:
    entry.add(desk, [dated(), dated(dt.date(2026, 5, 7))])
    rows = edits.read(desk, DAY, DAY + dt.timedelta(days=9))
    draft = bulk.stage(Draft(desk.version), bulk_actions.set_values(rows, status="pending"))
    entry.change(desk, [("work_sessions", rows[0][0], replace(rows[0][1], note="mine"))])
    entry.remove(desk, "work_sessions", rows[1][0])
    with pytest.raises(Refused):
        edits.save(desk, bulk.changes(draft), draft.version, summary="2 sessions")
    draft, gone = edits.fresh(desk, draft)
    assert gone == (rows[1][0],)
    edits.save(desk, bulk.changes(draft), draft.version, summary="1 session")
    ((_, stored),) = desk.rows(WorkSession)
    assert (stored.note, stored.status) == ("mine", "pending")
    with pytest.raises(InputError):
        edits.save(desk, (), desk.version, summary="")


def test_days_of_handing_in_and_approval_are_set_and_cleared(desk: Desk) -> None:
    rows = [(1, dated(status="pending")), (2, dated(DAY + 24 * HOUR, status="rejected"))]
    day = DAY + 48 * HOUR
    approved = bulk_actions.mark(rows, "approved_on", day, BERLIN)
    assert [(c.after.approved_on, c.after.status) for c in approved if c.after] == [(day, None), (day, "rejected")]
    handed = bulk_actions.mark(rows, "submitted_on", day, BERLIN)
    assert [(c.after.submitted_on, c.after.status) for c in handed if c.after] == [(day, "pending"), (day, "rejected")]
    cleared = bulk_actions.mark([(1, replace(rows[0][1], approved_on=day))], "approved_on", None, BERLIN)
    assert [c.after for c in cleared] == [rows[0][1]]
    with pytest.raises(InputError, match="before the work") as early:
        bulk_actions.mark(rows, "approved_on", DAY, BERLIN)
    assert "2026-05-05" in str(early.value)
