"""Which weeks count, and when they tell nothing of how weeks differ."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis import naive
from tests.analysis.ledgers import day, earned, ledger, money, payout, span, work
from tracker.analysis.earnings.behind import rows_behind
from tracker.analysis.earnings.report_builder import build_report
from tracker.analysis.hours.window import known_weeks, last_recorded_day
from tracker.analysis.outlook.ahead import build_outlook
from tracker.analysis.platforms.compared import build_platforms
from tracker.analysis.report import Report
from tracker.domain import Availability, Expense, Platform, ProjectEvent, QueueCheck, Record
from tracker.frames import LedgerFrames
from tracker.units import WEEKS_PER_YEAR

MONDAY = day("2026-01-05")
WEEK = dt.timedelta(weeks=1)
AS_OF = MONDAY + 20 * WEEK - dt.timedelta(days=1)
"""The Sunday of the twentieth week."""


def codes(report: Report) -> set[str]:
    return {c.code for c in report.caveats}


def worked(weeks: int = 10) -> list[Record]:
    """Each week four hours at 25 on its Tuesday, paid on its Friday."""
    out: list[Record] = [Platform(platform="Acme", pay_delay_days=3)]
    for k in range(weeks):
        on = MONDAY + k * WEEK
        out.append(work((on + dt.timedelta(days=1)).isoformat(), 240, rate=money(25), currency="USD"))
        out.append(payout((on + dt.timedelta(days=4)).isoformat(), 100))
    return out


def free(until: dt.date | None = None, since: dt.date = MONDAY, weekdays: str | None = None) -> Availability:
    return Availability(starts_on=since, ends_on=until, kind="available", weekly_hours=Decimal(20), weekdays=weekdays)


def off(first: dt.date, last: dt.date | None) -> Availability:
    return Availability(starts_on=first, ends_on=last, kind="time_off")


# --- weeks of which nothing is known -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("available", "weeks"),
    [
        ([], 10),
        ([free()], 20),
        ([free(MONDAY + 15 * WEEK - dt.timedelta(days=1))], 15),
        ([free(MONDAY + 15 * WEEK - dt.timedelta(days=2))], 14),
        ([free(weekdays="mon,wed")], 20),
        ([free(MONDAY + 12 * WEEK), free(None, MONDAY + 13 * WEEK)], 12),
    ],
)
def test_weeks_after_the_last_fact_count_as_long_as_availability_is_declared(
    available: list[Record], weeks: int
) -> None:
    report = build_report(ledger(worked(), available), AS_OF)
    assert (report.annual.weeks, len(report.weeks), report.volatility.weeks) == (weeks, weeks, weeks)
    assert report.annual.effective == round(money(1000) * WEEKS_PER_YEAR / weeks)
    left_out = [c for c in report.caveats if c.code == "nothing_since"]
    assert [c.n for c in left_out] == ([20 - weeks] if weeks < 20 else [])
    assert all(str(MONDAY + weeks * WEEK) in str(c.text) for c in left_out)


@pytest.mark.parametrize(
    "fact",
    [
        QueueCheck(platform="Acme", checked_at=dt.datetime(2026, 4, 22, 9, tzinfo=dt.UTC), outcome="nothing_offered"),
        Expense(spent_on=day("2026-04-22"), amount=money(1), currency="USD", category="tools"),
        off(day("2026-03-01"), day("2026-04-22")),
        ProjectEvent(platform="Acme", project="X", event="cancelled", happened_at=day("2026-04-22")),
        payout("2026-04-22", 1),
        earned("2026-04-01", 5, earned_to=day("2026-04-22")),
        work("2026-04-01", 60, worked_until=day("2026-04-22")),
        span("2026-04-21T23:00", "2026-04-22T01:00"),
    ],
    ids=lambda fact: fact.TABLE,
)
def test_every_kind_of_fact_says_that_the_ledger_was_kept(fact: Record) -> None:
    frames = ledger(worked(), fact)
    assert last_recorded_day(frames, AS_OF) == day("2026-04-22")
    assert build_report(frames, AS_OF).annual.weeks == 16


def test_what_runs_past_as_of_or_begins_after_it_is_no_later_fact() -> None:
    late = work("2026-06-20", 60)
    running = earned("2026-03-02", 30, earned_to=day("2026-12-31"))
    assert last_recorded_day(ledger(worked(), late), AS_OF) == MONDAY + 9 * WEEK + dt.timedelta(days=4)
    assert last_recorded_day(ledger(worked(), running), AS_OF) == AS_OF
    midnight = span("2026-04-21T22:00", "2026-04-22T00:00")
    assert last_recorded_day(ledger(midnight), AS_OF) == day("2026-04-21")
    assert last_recorded_day(ledger(), AS_OF) is None


def test_a_fact_outside_the_window_counts_too() -> None:
    frames = ledger(worked(), work("2026-05-22", 60))
    report = build_report(frames, AS_OF, MONDAY, MONDAY + 15 * WEEK - dt.timedelta(days=1))
    assert report.annual.weeks == 15
    assert "nothing_since" not in codes(report)


def test_the_window_of_a_ledger_left_long_ago_has_no_weeks_and_invents_none() -> None:
    report = build_report(ledger(worked()), day("2027-11-28"))
    assert (report.annual.weeks, report.annual.effective, report.weeks) == (0, None, ())
    assert {"nothing_since", "too_few_weeks"} <= codes(report)


def test_the_road_and_the_outlook_take_the_same_weeks() -> None:
    frames = ledger(worked(), Expense(spent_on=MONDAY + WEEK, amount=money(10), currency="USD", category="tools"))
    report, ahead = build_report(frames, AS_OF), build_outlook(frames, AS_OF)
    assert report.road_start is not None
    assert report.road_start + sum(f.contribution for f in report.factors) == report.annual.effective
    assert sum(r.amount for r in rows_behind(frames, AS_OF, factor="expenses")) == -money(10)
    assert ahead.weeks == 10
    assert "nothing_since" in {c.code for c in ahead.caveats}


@st.composite
def kept_ledgers(draw: st.DrawFn) -> tuple[list[Record], dt.date]:
    out = worked(draw(st.integers(1, 6)))
    for _ in range(draw(st.integers(0, 4))):
        start = MONDAY + dt.timedelta(days=draw(st.integers(0, 140)))
        end = draw(st.sampled_from([start + dt.timedelta(days=draw(st.integers(0, 60))), None]))
        out.append(off(start, end) if draw(st.booleans()) else free(end, start))
    return out, MONDAY + dt.timedelta(days=draw(st.integers(0, 200)))


@settings(deadline=None)
@given(kept_ledgers())
def test_complete_weeks_follow_each_other_and_agree_with_the_plain_way(drawn: tuple[list[Record], dt.date]) -> None:
    records, as_of = drawn
    frames = ledger(records)
    report = build_report(frames, as_of)
    book = naive.read(records, frames.settings, as_of)
    window = naive.window_of(book, None, None)
    mondays = tuple(w.monday for w in report.weeks)
    assert mondays == tuple(m for m, _ in naive.known_weeks(book, *window)) if window else not mondays
    assert all(b - a == WEEK for a, b in pairwise(mondays))
    weeks = known_weeks(frames, as_of, report.window, MONDAY)
    every = [*weeks.mondays, *weeks.unknown]
    assert every == [every[0] + k * WEEK for k in range(len(every))] if every else True
    assert [c.n for c in report.caveats if c.code == "nothing_since"] == [len(weeks.unknown)] * bool(weeks.unknown)


# --- rows spread over more than a week ---------------------------------------------------------------------


def january(weekly: int, *more: Record, as_earning: bool = False) -> LedgerFrames:
    """January as one row of 2,000 that was paid, then twelve weeks of so much."""
    first, last = day("2026-01-01"), day("2026-01-31")
    if as_earning:
        month: list[Record] = [earned("2026-01-01", 2000, earned_to=last)]
    else:
        month = [work("2026-01-01", 6000, worked_until=last, amount=money(2000), currency="USD")]
    rows: list[Record] = [*month, payout("2026-01-31", 2000, covers_from=first, covers_to=last)]
    for k in range(12):
        on = day("2026-02-03") + k * WEEK
        rows.append(work(on.isoformat(), 60 * (2 + k % 3), amount=money(weekly), currency="USD"))
        rows.append(payout((on + dt.timedelta(days=3)).isoformat(), weekly, covers_from=on, covers_to=on))
    return ledger(rows, list(more))


SPREAD_AS_OF = day("2026-04-26")


@pytest.mark.parametrize("as_earning", [False, True])
def test_money_of_a_month_typed_as_one_row_tells_nothing_of_how_weeks_differ(as_earning: bool) -> None:
    report = build_report(january(100, as_earning=as_earning), SPREAD_AS_OF)
    assert report.annual.weeks >= 13
    assert report.annual.effective is not None
    assert (report.annual.low, report.annual.high, report.annual.method) == (None, None, None)
    kept = report.rung("kept")
    assert kept.rate is not None
    assert (kept.low, kept.high) == (None, None)
    v = report.volatility
    assert v.weeks == report.annual.weeks
    figures = (v.weekly_cv, v.four_week_cv, v.median_arc_change, v.dry_week_share, v.dips_per_year, v.spikes_per_year)
    assert (*figures, v.worst_13_weeks) == (None,) * 7
    assert [c.n for c in report.caveats if c.code == "spread_evenly"] == [1]


@pytest.mark.parametrize("as_earning", [False, True])
def test_where_more_than_half_is_known_by_the_week_there_is_a_range(as_earning: bool) -> None:
    report = build_report(january(200, as_earning=as_earning), SPREAD_AS_OF)
    assert report.annual.low is not None
    assert report.rung("kept").low is not None
    assert report.volatility.weekly_cv is not None
    assert "spread_evenly" not in codes(report)


def test_a_row_of_seven_days_is_known_by_the_week() -> None:
    weeks = [
        work((MONDAY + k * WEEK).isoformat(), 300, worked_until=MONDAY + k * WEEK + dt.timedelta(days=length),
             amount=money(100 + 50 * (k % 4)), currency="USD")
        for k in range(0, 16, 2)
        for length in [6]
    ]  # fmt: skip
    report = build_report(ledger(Platform(platform="Acme", pay_delay_days=90), weeks), MONDAY + 16 * WEEK)
    assert report.annual.low is not None
    assert "spread_evenly" not in codes(report)


def test_unmatched_income_is_on_the_side_of_what_is_known_by_the_week() -> None:
    """2,000 spread, 1,200 by the week, and 900 that no work explains: less than half is spread."""
    more = [payout((day("2026-02-06") + k * WEEK).isoformat(), 225, platform="Bolt") for k in range(4)]
    assert "spread_evenly" in codes(build_report(january(100), SPREAD_AS_OF))
    assert "spread_evenly" not in codes(build_report(january(100, *more), SPREAD_AS_OF))


def test_the_card_of_a_platform_and_the_outlook_say_it_too() -> None:
    frames = january(100)
    card = build_platforms(frames, SPREAD_AS_OF).platforms[0]
    assert (card.hourly[-1].low, card.hourly[-1].high) == (None, None)
    assert "spread_evenly" in {c.code for c in card.caveats}
    assert "spread_evenly" in {c.code for c in build_outlook(frames, SPREAD_AS_OF).caveats}


@settings(deadline=None)
@given(st.integers(0, 400), st.booleans())
def test_the_border_is_half_of_what_was_kept(weekly: int, as_earning: bool) -> None:
    """January brings 2,000, of which the days from the 1st on are in its weeks: all of them."""
    report = build_report(january(max(weekly, 1), as_earning=as_earning), SPREAD_AS_OF)
    assert ("spread_evenly" in codes(report)) == (12 * max(weekly, 1) < 2000)


def test_one_equal_rate_each_week_has_no_range_and_says_why() -> None:
    report = build_report(ledger(worked(16)), MONDAY + 16 * WEEK)
    assert report.annual.effective is not None
    assert (report.annual.low, report.rung("kept").low) == (None, None)
    assert [c.code for c in report.caveats if c.code == "no_range"] == ["no_range"]
    few = build_report(ledger(worked(6)), MONDAY + 6 * WEEK)
    assert "so regular" in next(str(c.text) for c in few.caveats if c.code == "no_range")
