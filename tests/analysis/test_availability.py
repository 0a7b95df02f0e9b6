"""Which hours of which days were on offer."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.ledgers import day, ledger
from tracker.analysis.hours.declared import available_hours
from tracker.domain import Availability
from tracker.units import DAY


def available(start: str, hours: int, end: str | None = None, weekdays: str | None = None) -> Availability:
    return Availability(
        starts_on=day(start),
        ends_on=day(end) if end else None,
        kind="available",
        weekly_hours=Decimal(hours),
        weekdays=weekdays,
    )


def off(start: str, end: str | None = None) -> Availability:
    return Availability(starts_on=day(start), ends_on=day(end) if end else None, kind="time_off")


def hours(*rows: Availability, first: str = "2026-05-04", last: str = "2026-05-10") -> list[float] | None:
    found = available_hours(ledger(rows).availability, day(first), day(last))
    return None if found is None else found.tolist()


def test_weekly_hours_lie_on_the_listed_weekdays():
    """4 May 2026 is a Monday."""
    assert hours(available("2026-01-01", 40)) == [8.0] * 5 + [0.0] * 2
    assert hours(available("2026-05-06", 30, weekdays="fri-sun")) == [0, 0, 0, 0, 10.0, 10.0, 10.0]


def test_of_overlapping_rows_the_one_that_starts_later_holds_and_the_earlier_comes_back():
    rows = (available("2026-05-05", 10, end="2026-05-06"), available("2026-01-01", 40))
    assert hours(*rows) == [8.0, 2.0, 2.0, 8.0, 8.0, 0.0, 0.0]


def test_time_off_gives_none_also_where_it_came_first():
    rows = (off("2026-05-04", "2026-05-05"), available("2026-05-05", 40), off("2026-05-08"))
    assert hours(*rows) == [0.0, 0.0, 8.0, 8.0, 0.0, 0.0, 0.0]


def test_nothing_declared_is_none_and_not_zero():
    assert hours() is None
    assert hours(off("2026-05-04")) is None
    assert hours(available("2026-05-11", 40)) is None
    assert hours(available("2026-01-01", 40, end="2026-02-01")) == [0.0] * 7
    assert hours(available("2026-01-01", 40), first="2026-05-05", last="2026-05-04") is None


def test_days_are_the_index():
    found = available_hours(ledger(available("2026-01-01", 40)).availability, day("2026-05-04"), day("2026-05-05"))
    assert found is not None
    assert found.index.tolist() == [pd.Timestamp("2026-05-04"), pd.Timestamp("2026-05-05")]


@settings(deadline=None)
@given(st.integers(0, 168), st.integers(0, 60), st.integers(1, 8))
def test_a_whole_week_holds_the_weekly_hours(weekly, offset, weeks):
    start = day("2026-01-01") + offset * DAY
    found = available_hours(ledger(available("2025-01-01", weekly)).availability, start, start + (7 * weeks - 1) * DAY)
    assert found is not None
    assert abs(found.sum() - weekly * weeks) < 1e-9
