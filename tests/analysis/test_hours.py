"""Sessions split over days, and the time they cover."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.ledgers import at, day, ledger, money, span, work
from tracker.analysis.hours.days import counted_hours, daily_hours, day_starts, hour_parts, unpaid_by_activity
from tracker.domain import Availability, Project, Record, WorkSession
from tracker.frames import HOUR_PARTS

NEW_YORK = "America/New_York"


def parts_of(*records: Record, as_of: str = "2026-12-31", zone: str = "UTC") -> pd.DataFrame:
    f = ledger(*records, zone=zone)
    return hour_parts(f.work_sessions, f.projects, f.availability, f.zone, day(as_of))


def days(parts: pd.DataFrame) -> dict[str, float]:
    """Own-timed hours by day."""
    sums = (parts["seconds"] / 3600).groupby(parts["day"].dt.strftime("%Y-%m-%d")).sum()
    return {str(k): round(float(v), 6) for k, v in sums.items()}


def covered(*records: Record, **more: str) -> list[tuple[float, float]]:
    """Paid and unpaid hours, day by day."""
    found = daily_hours(parts_of(*records, **more))
    return [(round(p, 6), round(u, 6)) for p, u in zip(found["paid"], found["unpaid"], strict=True)]


# --- splitting ---------------------------------------------------------------------------------------


def test_a_session_over_midnight_shares_hours_counted_time_and_pause_by_minutes():
    """
    | start | end   | minutes | counted |      | day | own  | pause | counted |
    | 22:00 | 02:00 | 180     | 120     |  ->  | 4th | 1.5  | 0.5   | 1.0     |
                                               | 5th | 1.5  | 0.5   | 1.0     |
    """
    p = parts_of(span("2026-05-04T22:00", "2026-05-05T02:00", minutes=180 * 60, counted_minutes=120 * 60))
    assert list(p.columns) == list(HOUR_PARTS)
    assert days(p) == {"2026-05-04": 1.5, "2026-05-05": 1.5}
    assert p["pause"].tolist() == [1800.0, 1800.0]
    assert p["counted"].tolist() == [3600.0, 3600.0]
    assert p["end"].iloc[0] == p["start"].iloc[1] == pd.Timestamp("2026-05-05", tz="UTC")


def test_days_are_those_of_the_home_zone_also_where_an_hour_is_skipped_or_repeated():
    """8 March 2026 has 23 hours in New York, 1 November 2026 has 25."""
    spring = parts_of(span("2026-03-08T03:00", "2026-03-09T05:00"), zone=NEW_YORK)
    autumn = parts_of(span("2026-11-01T03:00", "2026-11-02T06:00"), zone=NEW_YORK)
    assert days(spring) == {"2026-03-07": 2.0, "2026-03-08": 23.0, "2026-03-09": 1.0}
    assert days(autumn) == {"2026-10-31": 1.0, "2026-11-01": 25.0, "2026-11-02": 1.0}


def test_days_start_at_their_first_instant_where_midnight_itself_is_skipped():
    """Beirut, 26 March 2023: the clock goes from 24:00 to 01:00, so that day starts at 22:00 UTC."""
    starts = day_starts(dt.date(2023, 3, 25), dt.date(2023, 3, 27), ZoneInfo("Asia/Beirut"))
    assert [str(s)[:16] for s in starts] == ["2023-03-24T22:00", "2023-03-25T22:00", "2023-03-26T21:00"]


def test_a_calendar_day_that_a_zone_skips_gets_no_hours():
    """Samoa had no 30 December 2011."""
    p = parts_of(span("2011-12-30T08:00", "2011-12-30T12:00"), zone="Pacific/Apia")
    assert days(p) == {"2011-12-29": 2.0, "2011-12-31": 2.0}


def test_a_session_without_length_keeps_its_row():
    p = parts_of(span("2026-05-04T22:00", "2026-05-04T22:00"))
    assert p["seconds"].tolist() == [0.0]


def test_what_starts_after_as_of_does_not_exist_and_what_runs_past_it_counts_up_to_it():
    p = parts_of(
        span("2026-05-04T22:00", "2026-05-05T02:00", minutes=7200),
        span("2026-05-05T00:00", "2026-05-05T01:00"),
        work("2026-05-05", 60),
        work("2026-05-04", 60),
        as_of="2026-05-04",
    )
    assert p["row"].tolist() == [1, 4]
    assert p["seconds"].tolist() == [3600.0, 3600.0]
    assert p["pause"].tolist() == [3600.0, 0.0]


def test_hours_of_a_stretch_go_to_its_listed_weekdays():
    """Thu 7 to Tue 12 May 2026, 8 hours: Monday to Friday unless the availability in force says otherwise."""
    stretch = work("2026-05-07", 480, worked_until=day("2026-05-12"))
    assert days(parts_of(stretch)) == {f"2026-05-{d}": 2.0 for d in ("07", "08", "11", "12")}
    sundays = Availability(starts_on=day("2026-05-09"), kind="available", weekly_hours=Decimal(8), weekdays="sun")
    assert days(parts_of(stretch, sundays)) == {
        "2026-05-07": pytest.approx(2.666667),
        "2026-05-08": pytest.approx(2.666667),
        "2026-05-10": pytest.approx(2.666667),
    }


def test_a_stretch_without_a_listed_weekday_goes_over_all_its_days():
    assert days(parts_of(work("2026-05-09", 120, worked_until=day("2026-05-10")))) == {
        "2026-05-09": 1.0,
        "2026-05-10": 1.0,
    }


def test_a_stretch_that_runs_past_as_of_counts_its_days_up_to_it():
    stretch = work("2026-05-07", 480, worked_until=day("2026-05-12"))
    p = parts_of(stretch, as_of="2026-05-10")
    assert days(p) == {"2026-05-07": 2.0, "2026-05-08": 2.0}
    assert parts_of(stretch, as_of="2026-05-06").empty


def test_a_session_is_paid_by_its_kind_or_by_what_it_carries():
    p = parts_of(
        work("2026-05-04", 10),
        work("2026-05-04", 10, activity="task"),
        work("2026-05-04", 10, activity="training"),
        work("2026-05-04", 10, activity="training", rate=money(15)),
        work("2026-05-04", 10, activity="assessment", amount=money(5)),
        work("2026-05-04", 10, activity="assessment", amount=0),
        work("2026-05-04", 10, status="rejected"),
    )
    assert p["paid"].tolist() == [True, True, False, True, True, False, True]
    assert p["seconds"].sum() == 7 * 600


def test_parts_carry_the_role_of_their_project():
    p = parts_of(
        Project(platform="Acme", project="Red", role="writing"),
        Project(platform="Bolt", project="Red"),
        work("2026-05-04", 10, project="Red"),
        work("2026-05-04", 10, platform="Bolt", project="Red"),
        work("2026-05-04", 10),
    )
    assert p["role"].fillna("").tolist() == ["writing", "", ""]
    assert p["project"].fillna("").tolist() == ["Red", "Red", ""]


def test_an_empty_ledger_has_parts_of_the_right_kinds():
    empty, one = parts_of(), parts_of(span("2026-05-04T10:00", "2026-05-04T11:00"))
    assert empty.dtypes.equals(one.dtypes)
    assert daily_hours(empty).empty
    assert counted_hours(empty, 0.0) == 0.0
    assert unpaid_by_activity(empty) == {}


# --- the time covered ----------------------------------------------------------------------------------


def test_time_is_a_union_paid_before_unpaid():
    """
    paid    09:00-10:30, 10:00-11:00      union 2 h
    unpaid  10:45-12:00, 08:00-09:15      less paid: 11:00-12:00 and 08:00-09:00
    """
    assert covered(
        span("2026-05-04T09:00", "2026-05-04T10:30"),
        span("2026-05-04T10:00", "2026-05-04T11:00"),
        span("2026-05-04T10:45", "2026-05-04T12:00", activity="waiting"),
        span("2026-05-04T08:00", "2026-05-04T09:15", activity="admin"),
    ) == [(2.0, 2.0)]


@pytest.mark.parametrize(("second", "hours"), [("10:01:00", 2.0), ("10:01:01", 2.0 - 61 / 3600)])
def test_sessions_of_one_side_at_most_a_minute_apart_merge(second, hours):
    first = span("2026-05-04T09:00", "2026-05-04T10:00")
    assert covered(first, span(f"2026-05-04T{second}", "2026-05-04T11:00")) == [(round(hours, 6), 0.0)]


def test_sessions_of_two_sides_do_not_merge():
    unpaid = span("2026-05-04T10:00:30", "2026-05-04T11:00:30", activity="admin")
    assert covered(span("2026-05-04T09:00", "2026-05-04T10:00"), unpaid) == [(1.0, 1.0)]


def test_a_gap_that_paid_sessions_close_is_not_unpaid_as_well():
    assert covered(
        span("2026-05-04T09:00", "2026-05-04T10:00"),
        span("2026-05-04T10:01", "2026-05-04T11:00"),
        span("2026-05-04T09:30", "2026-05-04T12:00", activity="searching"),
    ) == [(2.0, 1.0)]


def test_a_gap_over_midnight_closes_on_both_days():
    """23:59:30 to 00:00:10 is paid: 30 seconds on the first day, 10 on the second; it is not unpaid too."""
    before = span("2026-05-04T23:00", "2026-05-04T23:59:30")
    after = span("2026-05-05T00:00:10", "2026-05-05T01:00")
    assert covered(before, after) == [(1.0, 0.0), (1.0, 0.0)]
    unpaid = span("2026-05-04T22:00", "2026-05-05T00:30", activity="waiting")
    assert covered(before, after, unpaid) == [(1.0, 1.0), (1.0, 0.0)]


def test_a_gap_over_midnight_closes_where_midnight_lies_at_a_quarter_hour_of_utc():
    """Midnight in Kathmandu is 18:15 UTC."""
    before = span("2026-05-04T17:15", "2026-05-04T18:14:30")
    after = span("2026-05-04T18:15:10", "2026-05-04T19:15")
    assert covered(before, after, zone="Asia/Kathmandu") == [(1.0, 0.0), (1.0, 0.0)]


def test_pauses_are_taken_off_in_full_and_no_side_falls_below_zero():
    """Two parallel sessions of 2 hours with half an hour of pause each cover 2 h - 1 h."""
    a = span("2026-05-04T09:00", "2026-05-04T11:00", minutes=5400)
    assert covered(a, a) == [(1.0, 0.0)]
    hidden = span("2026-05-04T09:00", "2026-05-04T11:00", minutes=1800, activity="admin")
    assert covered(a, hidden) == [(1.5, 0.0)]


def test_sessions_without_clock_times_add_their_minutes():
    assert covered(
        span("2026-05-04T09:00", "2026-05-04T11:00"),
        work("2026-05-04", 30),
        work("2026-05-04", 45, activity="admin"),
    ) == [(2.5, 0.75)]


def test_a_day_holds_at_most_24_hours_paid_first_and_says_so():
    rows = [
        work("2026-05-04", 20 * 60),
        work("2026-05-04", 10 * 60, activity="admin"),
        work("2026-05-05", 60),
    ]
    found = daily_hours(parts_of(*rows))
    assert found[["paid", "unpaid"]].to_numpy().tolist() == [[20.0, 4.0], [1.0, 0.0]]
    assert found["capped"].tolist() == [True, False]


@pytest.mark.parametrize(
    ("zone", "date", "hours"),
    [
        ("Europe/Berlin", "2026-03-29", 23.0),
        ("Europe/Berlin", "2026-10-25", 25.0),
        ("America/New_York", "2026-11-01", 25.0),
        ("Australia/Lord_Howe", "2026-10-04", 23.5),
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        ("UTC", "2026-10-25", 24.0),
    ],
)
def test_a_day_holds_its_real_length_where_the_clocks_move(zone, date, hours):
    """All day and all night, and an hour of admin beside it of which only the day is known."""
    first, last = day_starts(day(date), day(date) + dt.timedelta(days=1), ZoneInfo(zone))
    whole = WorkSession(
        platform="Acme", started_at=first.item().replace(tzinfo=dt.UTC), ended_at=last.item().replace(tzinfo=dt.UTC)
    )  # fmt: skip
    assert covered(whole, zone=zone) == [(hours, 0.0)]
    assert covered(whole, work(date, 60, activity="admin"), zone=zone) == [(hours, 0.0)]
    one = [work(date, 20 * 60), work(date, 300, activity="admin")]
    assert covered(*one, zone=zone) == [(20.0, min(5.0, hours - 20))]
    capped = daily_hours(parts_of(whole, *one, zone=zone))["capped"].tolist()
    assert capped == [True]


def test_per_platform_the_union_is_taken_within_the_platform():
    p = parts_of(
        span("2026-05-04T09:00", "2026-05-04T11:00", project="Red"),
        span("2026-05-04T10:00", "2026-05-04T12:00", platform="Bolt"),
        span("2026-05-04T10:00", "2026-05-04T12:30"),
    )
    assert daily_hours(p)["paid"].tolist() == [3.5]
    by = daily_hours(p, ["platform"])
    assert dict(zip(by["platform"], by["paid"], strict=True)) == {"Acme": 3.5, "Bolt": 2.0}
    projects = daily_hours(p, ["platform", "project"])
    assert projects["project"].tolist() == ["", "Red", ""]
    assert projects["paid"].tolist() == [2.5, 2.0, 2.0]


def test_the_published_third_is_an_overhead_not_a_share():
    """Toxtli et al. 2021: 3.76 an hour of paid work is 2.83 an hour of all work: an overhead of 33 %, by
    which a quarter of all the time is unpaid."""
    [(paid, unpaid)] = covered(work("2026-05-04", 100), work("2026-05-04", 33, activity="searching"))
    assert round(3.76 * paid / (paid + unpaid), 2) == 2.83
    assert round(unpaid / paid, 2) == round(3.76 / 2.83 - 1, 2) == 0.33
    assert round(unpaid / (paid + unpaid), 2) == 0.25


# --- counted, and kinds of unpaid work -----------------------------------------------------------------


def test_parallel_tasks_do_not_hide_what_was_not_counted():
    """Two parallel hours of which 45 minutes each were counted: 1 h covered, 0.75 h counted."""
    task = span("2026-05-04T09:00", "2026-05-04T10:00", counted_minutes=2700)
    unpaid = span("2026-05-04T10:00", "2026-05-04T11:00", activity="admin")
    p = parts_of(task, task, unpaid)
    assert counted_hours(p, float(daily_hours(p)["paid"].sum())) == pytest.approx(0.75)


def test_where_nothing_was_counted_own_minutes_stand():
    p = parts_of(work("2026-05-04", 60), work("2026-05-04", 60, counted_minutes=0))
    assert counted_hours(p, 2.0) == pytest.approx(1.0)


def test_kinds_of_unpaid_work_share_the_union():
    """Two kinds at the same time: one hour in all, shared half and half."""
    p = parts_of(
        span("2026-05-04T09:00", "2026-05-04T10:00", activity="waiting"),
        span("2026-05-04T09:00", "2026-05-04T10:00", activity="admin"),
    )
    assert unpaid_by_activity(p) == {"admin": 0.5, "waiting": 0.5}


def test_unpaid_work_that_has_no_minutes_still_sums():
    p = parts_of(span("2026-05-04T09:00", "2026-05-04T10:00", minutes=0, activity="admin"))
    assert unpaid_by_activity(p) == {"admin": 0.0}


# --- what always holds ---------------------------------------------------------------------------------

MONDAY = at("2026-05-04T00:00")


@st.composite
def sessions(draw: st.DrawFn, step: int = 1) -> WorkSession:
    """A session within four days, in minutes divisible by `step`, without a pause."""
    start = draw(st.integers(0, 3 * 1440 // step)) * step
    length = draw(st.integers(0, 900 // step)) * step
    begin = MONDAY + dt.timedelta(minutes=start)
    kind = draw(st.sampled_from(["task", "waiting", "admin"]))
    platform = draw(st.sampled_from(["Acme", "Bolt"]))
    return WorkSession(
        platform=platform, started_at=begin, ended_at=begin + dt.timedelta(minutes=length), activity=kind
    )


def minutes_of(s: WorkSession) -> set[int]:
    assert s.started_at is not None
    assert s.ended_at is not None
    first = round((s.started_at - MONDAY).total_seconds() / 60)
    return set(range(first, first + round((s.ended_at - s.started_at).total_seconds() / 60)))


@settings(deadline=None)
@given(st.lists(sessions(step=5), min_size=1, max_size=8))
def test_the_union_is_that_of_sets_of_minutes(rows):
    paid = set().union(*(minutes_of(s) for s in rows if s.activity == "task"))
    unpaid = set().union(*(minutes_of(s) for s in rows if s.activity != "task")) - paid
    found = daily_hours(parts_of(*rows))
    for midnight, p, u in zip(found["day"], found["paid"], found["unpaid"], strict=True):
        first = int((midnight - pd.Timestamp("2026-05-04")).total_seconds() / 60)
        today = set(range(first, first + 1440))
        assert p * 60 == pytest.approx(len(paid & today))
        assert u * 60 == pytest.approx(len(unpaid & today))


@settings(deadline=None)
@given(st.lists(sessions(), min_size=1, max_size=8))
def test_parallel_sessions_never_exceed_wall_clock_time(rows):
    found = daily_hours(parts_of(*rows))
    starts = [s.started_at for s in rows if s.started_at]
    ends = [s.ended_at for s in rows if s.ended_at]
    wall = (max(ends) - min(starts)).total_seconds() / 3600
    assert found["paid"].sum() + found["unpaid"].sum() <= wall + 1e-9
    assert (found["paid"] + found["unpaid"]).max() <= 24 + 1e-9
    assert not found["capped"].any()


@settings(deadline=None)
@given(
    st.lists(sessions(), max_size=4),
    st.integers(0, 1200),
    st.integers(2, 230),
    st.floats(0, 1),
    st.sets(st.integers(1, 229), max_size=3),
)
def test_splitting_a_session_inside_one_day_changes_nothing(others, start, length, working, cuts):
    begin = MONDAY + dt.timedelta(minutes=start)
    edges = [0, *sorted(c for c in cuts if c < length), length]

    def piece(a: int, b: int) -> WorkSession:
        return WorkSession(
            platform="Acme",
            started_at=begin + dt.timedelta(minutes=a),
            ended_at=begin + dt.timedelta(minutes=b),
            minutes=round(working * 60) * (b - a),
            counted_minutes=45 * (b - a),
        )

    whole = parts_of(piece(0, length), *others)
    split = parts_of(*(piece(a, b) for a, b in pairwise(edges)), *others)
    for by in ([], ["platform"]):
        pd.testing.assert_frame_equal(daily_hours(whole, by), daily_hours(split, by))
    paid = float(daily_hours(whole)["paid"].sum())
    assert counted_hours(whole, paid) == pytest.approx(counted_hours(split, paid))


@settings(deadline=None)
@given(st.lists(sessions(), min_size=1, max_size=8))
def test_kinds_of_unpaid_work_sum_to_the_unpaid_hours_and_order_does_not_matter(rows):
    p = parts_of(*rows)
    assert sum(unpaid_by_activity(p).values()) == pytest.approx(daily_hours(p)["unpaid"].sum())
    pd.testing.assert_frame_equal(daily_hours(p), daily_hours(parts_of(*reversed(rows))))
