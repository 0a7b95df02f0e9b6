"""The calendar week without a page: what is drawn, what moving and stretching makes, what is asked first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from tracker.desk import calendar as at_desk
from tracker.desk import entry
from tracker.desk.calendar import Act, Deed
from tracker.desk.session import Desk
from tracker.domain import Settings, WorkSession, session_seconds
from tracker.editing import calendar
from tracker.editing.calendar import Doubt, Part, Which
from tracker.editing.week import Line
from tracker.errors import InputError, NotFound, Refused

NOW = dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 10, 19)
BERLIN = "Europe/Berlin"
RLHF = Line("Outlier", "RLHF")
HOUR = dt.timedelta(hours=1)
ZONES = some.sampled_from([BERLIN, "America/New_York", "Asia/Manila", "Australia/Lord_Howe", "America/Sao_Paulo"])
INSTANTS = some.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 30)).map(
    lambda t: t.replace(microsecond=0, tzinfo=dt.UTC)
)
LOCAL = some.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 30)).map(
    lambda t: t.replace(second=0, microsecond=0)
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "tracker.db", who="test", clock=lambda: NOW) as opened:
        entry.save_settings(opened, Settings(home_currency="EUR", time_zone=BERLIN))
        yield opened


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A time of the clock in the week."""
    return dt.datetime.combine(MONDAY + dt.timedelta(days=day), dt.time(hour, minute))


def berlin(day: int, hour: int, minute: int = 0, fold: int = 0) -> dt.datetime:
    return at(day, hour, minute).replace(tzinfo=ZoneInfo(BERLIN), fold=fold).astimezone(dt.UTC)


def timed(start: dt.datetime, end: dt.datetime, **more: Any) -> WorkSession:
    return WorkSession(platform="Outlier", project="RLHF", started_at=start, ended_at=end, **more)


def drawn(*sessions: WorkSession) -> list[Part]:
    return list(calendar.build(list(enumerate(sessions)), MONDAY, BERLIN).parts)


@some.composite
def sessions(draw: Any) -> WorkSession:
    """Sessions of up to a day and a half, half of them with a break."""
    start, lasted = draw(INSTANTS), draw(some.integers(60, 130_000))
    rest = draw(some.one_of(some.none(), some.integers(0, lasted - 1)))
    return timed(start, start + dt.timedelta(seconds=lasted), minutes=None if rest is None else lasted - rest)


def tried(make: Callable[[], WorkSession]) -> tuple[WorkSession | None, str]:
    """What is made, or the code of the refusal."""
    try:
        return make(), ""
    except InputError as error:
        return None, error.code


# --- what is drawn --------------------------------------------------------------------------------------


def test_a_night_has_a_part_on_each_of_its_days() -> None:
    first, last = drawn(timed(berlin(0, 22), berlin(1, 2, 30)))
    assert (first.day, first.first, first.last, first.begins, first.ends) == (0, 1320, 1440, True, False)
    assert (last.day, last.first, last.last, last.begins, last.ends) == (1, 0, 150, False, True)


def test_a_session_up_to_midnight_is_on_one_day() -> None:
    (only,) = drawn(timed(berlin(0, 22), berlin(1, 0)))
    assert (only.day, only.last, only.ends) == (0, 1440, True)


def test_a_session_that_reaches_in_from_the_week_before_is_drawn_from_midnight() -> None:
    (only,) = drawn(timed(berlin(-1, 23), berlin(0, 1)))
    assert (only.day, only.first, only.last, only.begins, only.ends) == (0, 0, 60, False, True)


def test_an_hour_that_was_twice_is_drawn_as_long_as_it_was() -> None:
    (only,) = drawn(timed(berlin(6, 2, 30), berlin(6, 2, 30, fold=1)))
    assert (only.first, only.last) == (150, 210)


def test_sessions_of_one_time_are_side_by_side() -> None:
    parts = drawn(
        timed(berlin(0, 9), berlin(0, 11)), timed(berlin(0, 10), berlin(0, 12)), timed(berlin(0, 11), berlin(0, 13)),
        timed(berlin(0, 14), berlin(0, 15)),
    )  # fmt: skip
    assert [(p.row, p.lane, p.lanes) for p in parts] == [(0, 0, 2), (1, 1, 2), (2, 0, 2), (3, 0, 1)]


def test_hours_without_clock_times_are_above_the_hours() -> None:
    loose = WorkSession(platform="Mercor", worked_on=MONDAY, minutes=3600)
    stretch = WorkSession(platform="Mercor", worked_on=MONDAY, worked_until=MONDAY + dt.timedelta(days=3), minutes=3600)
    made = calendar.build([(1, loose), (2, stretch)], MONDAY, BERLIN)
    assert (made.parts, made.loose, set(made.sessions)) == ((), ((0, 1),), {1})
    assert made.seconds_of(0) == 3600


@given(session=sessions(), zone=ZONES)
def test_parts_hold_all_of_a_session(session: WorkSession, zone: str) -> None:
    """In minutes of the clock, where no clock is changed meanwhile."""
    home = ZoneInfo(zone)
    assert session.started_at is not None
    assert session.ended_at is not None
    start, end = session.started_at.replace(second=0), session.ended_at.replace(second=0)
    assume(start < end and start.astimezone(home).utcoffset() == end.astimezone(home).utcoffset())
    session = timed(start, end)
    day = start.astimezone(home).date()
    parts = {
        p for shift in (0, 7)
        for p in calendar.build([(1, session)], day + dt.timedelta(days=shift), zone).parts
        if shift == 0 or not p.begins
    }  # fmt: skip
    assert sum(p.last - p.first for p in parts) * 60 == (end - start).total_seconds()
    assert sum(p.begins for p in parts) == sum(p.ends for p in parts) == 1


# --- moving and stretching ------------------------------------------------------------------------------


@given(session=sessions(), start=LOCAL, zone=ZONES, which=some.sampled_from(Which))
def test_a_move_keeps_how_long_it_was_and_all_else(
    session: WorkSession, start: dt.datetime, zone: str, which: Which
) -> None:
    made, why = tried(lambda: calendar.moved(session, start, zone, which))
    if made is None:
        assert why == "skipped_hour"
        return
    assert made.started_at is not None
    assert made.ended_at is not None
    assert session.started_at is not None
    assert session.ended_at is not None
    assert made.started_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, fold=0) == start
    assert made.ended_at - made.started_at == session.ended_at - session.started_at
    assert session_seconds(made) == session_seconds(session)
    assert (made.platform, made.project, made.minutes) == (session.platform, session.project, session.minutes)


@given(session=sessions(), by=some.integers(-2000, 2000), zone=ZONES, head=some.booleans())
def test_a_stretch_keeps_the_other_end_and_what_was_rested(
    session: WorkSession, by: int, zone: str, head: bool
) -> None:
    old_start, old_end = session.started_at, session.ended_at
    assert old_start is not None
    assert old_end is not None
    moving = (old_start if head else old_end) + dt.timedelta(minutes=by)
    local = moving.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, fold=0)
    rest = (old_end - old_start).total_seconds() - session_seconds(session)
    wanted = {"start" if head else "end": local}
    made, why = tried(lambda: calendar.stretched(session, zone, **wanted, which=Which.FIRST))
    if made is None:
        assert why in {"ends_before_start", "more_than_span", "skipped_hour"}
        return
    new_start, new_end = made.started_at, made.ended_at
    assert new_start is not None
    assert new_end is not None
    assert (new_end == old_end) if head else (new_start == old_start)
    shown = (new_start if head else new_end).astimezone(ZoneInfo(zone))
    assert shown.replace(tzinfo=None, second=0, fold=0) == local
    assert (new_end - new_start).total_seconds() - session_seconds(made) == rest


def test_a_night_moved_over_a_change_of_the_clocks_lasts_as_long() -> None:
    made = calendar.moved(timed(berlin(0, 22), berlin(1, 6)), at(5, 22), BERLIN)
    assert (made.started_at, made.ended_at) == (berlin(5, 22), berlin(6, 5))


def test_an_hour_that_was_twice_is_asked_and_answered() -> None:
    session = timed(berlin(0, 9), berlin(0, 10))
    with pytest.raises(InputError) as asked:
        calendar.moved(session, at(6, 2, 30), BERLIN)
    assert asked.value.code == "repeated_hour"
    starts = [calendar.moved(session, at(6, 2, 30), BERLIN, which).started_at for which in Which]
    assert starts == [berlin(6, 2, 30), berlin(6, 2, 30, fold=1)]


def test_an_hour_that_the_clocks_skipped_is_refused() -> None:
    session = timed(berlin(0, 9), berlin(0, 10))
    with pytest.raises(InputError) as refused:
        calendar.moved(session, dt.datetime(2026, 3, 29, 2, 30), BERLIN, Which.FIRST)
    assert refused.value.code == "skipped_hour"


def test_hours_without_clock_times_are_put_on_the_clock() -> None:
    loose = WorkSession(platform="Mercor", worked_on=MONDAY, minutes=5400, note="calls")
    made = calendar.moved(loose, at(2, 14), BERLIN)
    assert (made.started_at, made.ended_at, made.worked_on) == (berlin(2, 14), berlin(2, 15, 30), None)
    assert (session_seconds(made), made.note) == (5400, "calls")


def test_a_break_longer_than_what_is_left_is_refused() -> None:
    session = timed(berlin(0, 9), berlin(0, 12), minutes=3600)
    with pytest.raises(InputError, match="breaks"):
        calendar.stretched(session, BERLIN, end=at(0, 11))
    assert session_seconds(calendar.stretched(session, BERLIN, end=at(0, 13))) == 7200


# --- on the desk ----------------------------------------------------------------------------------------


def rows(desk: Desk) -> dict[int, WorkSession]:
    return dict(desk.rows(WorkSession))


def move(row: int, session: WorkSession, start: dt.datetime, **more: Any) -> Act:
    return Act(Deed.MOVE, start, row=row, seen=session.started_at or session.worked_on, **more)


@settings(max_examples=15)
@given(deeds=some.lists(some.tuples(some.sampled_from(["move", "start", "end"]), some.integers(0, 2), LOCAL),
                        min_size=1, max_size=4))  # fmt: skip
def test_each_act_is_one_operation_of_one_row_and_undo_restores(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, int, dt.datetime]]
) -> None:
    with Desk.open(tmp_path_factory.mktemp("c") / "t.db", who="test", clock=lambda: NOW) as desk:
        entry.save_settings(desk, Settings(home_currency="EUR", time_zone=BERLIN))
        entry.add(desk, [timed(berlin(d, 9), berlin(d, 12), minutes=9000) for d in range(3)])
        order = sorted(rows(desk))
        for what, which, local in deeds:
            before = rows(desk)
            row = order[which]
            act = Act(Deed(what), local, local, row, before[row].started_at, which=Which.FIRST)
            try:
                done = at_desk.do(desk, at_desk.plan(desk, act))
            except InputError:
                assert rows(desk) == before
                continue
            after = rows(desk)
            assert {r for r in order if after[r] != before[r]} <= {row}
            assert set(after) == set(before)
            if done is not None:
                assert done.counts == {"work_sessions": 1}
                entry.undo(desk, done.id)
                assert rows(desk) == before
                at_desk.do(desk, at_desk.plan(desk, act))
                assert rows(desk) == after


def test_a_new_block_is_stored_as_it_was_drawn(desk: Desk) -> None:
    done = at_desk.do(desk, at_desk.plan(desk, Act(Deed.ADD, at(0, 22, 15), at(1, 1), line=RLHF)))
    ((_, made),) = desk.rows(WorkSession)
    assert (made.started_at, made.ended_at, made.evidence) == (berlin(0, 22, 15), berlin(1, 1), "typed")
    assert done is not None
    entry.undo(desk, done.id)
    assert not desk.rows(WorkSession)


def test_what_is_odd_is_asked_and_what_was_odd_before_is_not(desk: Desk) -> None:
    entry.add(desk, [timed(berlin(0, 9), berlin(0, 11)), timed(berlin(1, 9), berlin(1, 11), submitted_on=MONDAY)])
    one, two = sorted(rows(desk))
    held = rows(desk)

    def asked(act: Act) -> list[Doubt]:
        return [q.doubt for q in at_desk.plan(desk, act).questions]

    assert asked(move(one, held[one], at(1, 10))) == [Doubt.OVERLAP]
    assert asked(move(one, held[one], at(1, 11))) == []
    assert asked(move(two, held[two], at(2, 9))) == []  # it was handed in before it was worked already
    assert asked(move(one, held[one], at(20, 9))) == [Doubt.TO_COME]
    assert asked(Act(Deed.END, at(1, 3), at(1, 3), one, held[one].started_at)) == [Doubt.LONG]


def test_a_session_that_was_changed_meanwhile_is_left_alone(desk: Desk) -> None:
    entry.add(desk, [timed(berlin(0, 9), berlin(0, 11))])
    ((row, shown),) = desk.rows(WorkSession)
    act = move(row, shown, at(2, 9))
    entry.change(desk, [("work_sessions", row, timed(berlin(0, 10), berlin(0, 11)))])
    with pytest.raises(Refused) as refused:
        at_desk.plan(desk, act)
    assert refused.value.code == "changed_meanwhile"
    entry.remove(desk, "work_sessions", row)
    with pytest.raises(NotFound):
        at_desk.plan(desk, act)


def test_hours_without_clock_times_move_to_another_day(desk: Desk) -> None:
    entry.add(desk, [WorkSession(platform="Mercor", worked_on=MONDAY, minutes=3600)])
    ((row, shown),) = desk.rows(WorkSession)
    at_desk.do(desk, at_desk.plan(desk, Act(Deed.DAY, at(2, 0), row=row, seen=shown.worked_on)))
    assert rows(desk)[row].worked_on == MONDAY + dt.timedelta(days=2)


def test_nothing_is_written_where_nothing_changes(desk: Desk) -> None:
    entry.add(desk, [timed(berlin(0, 9), berlin(0, 11))])
    ((row, shown),) = desk.rows(WorkSession)
    version = desk.version
    assert at_desk.do(desk, at_desk.plan(desk, move(row, shown, at(0, 9)))) is None
    assert desk.version == version
