"""The calendar: every function against plain counting of days, which knows nothing of months or cycles."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tracker
from tracker.units import WEEKDAYS
from tracker.words.calendar_days import (
    cycle_first,
    cycle_last,
    month_first,
    month_firsts,
    month_last,
    months_apart,
    quarter_first,
    weekday_from,
    weekday_until,
    weekdays_between,
    working_day,
)

DAY = dt.timedelta(days=1)
DAYS = st.dates(dt.date(1999, 12, 1), dt.date(2101, 3, 31))


def _until(day: dt.date, holds: Callable[[dt.date], bool], step: dt.timedelta = DAY) -> dt.date:
    """The first day from this one on, walking by `step`, for which `holds(day)`."""
    while not holds(day):
        day += step
    return day


@given(DAYS)
def test_months_and_quarters_by_walking(day: dt.date) -> None:
    assert month_first(day) == _until(day, lambda d: d.day == 1, -DAY)
    assert month_last(day) == _until(day, lambda d: (d + DAY).day == 1)
    assert quarter_first(day) == _until(day, lambda d: d.day == 1 and d.month in (1, 4, 7, 10), -DAY)
    assert quarter_first(day, 1) == _until(day + DAY, lambda d: d.day == 1 and d.month in (1, 4, 7, 10))
    assert month_last(day, -1) == month_first(day) - DAY
    assert month_first(day, 1) == month_last(day) + DAY


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_a_weekly_cycle_ends_on_its_weekday(day: dt.date, ends: str) -> None:
    assert cycle_last("weekly", ends, day) == _until(day, lambda d: d.weekday() == WEEKDAYS.index(ends))


@given(DAYS, DAYS)
def test_a_two_weekly_cycle_ends_a_whole_number_of_fortnights_from_its_anchor(day: dt.date, anchor: dt.date) -> None:
    last = cycle_last("biweekly", anchor.isoformat(), day)
    assert (last - anchor).days % 14 == 0
    assert day <= last < day + 14 * DAY


@given(DAYS, st.sampled_from(["weekly", "biweekly", "semimonthly", "monthly", "none", None]))
def test_cycles_follow_each_other_without_a_hole(day: dt.date, cycle: str | None) -> None:
    last = cycle_last(cycle, None, day)
    first = cycle_first(cycle, last)
    assert first <= day <= last
    assert cycle_last(cycle, None, first) == last
    assert cycle_last(cycle, None, first - DAY) == first - DAY


@given(DAYS, st.integers(-5, 400))
def test_lists_of_days_are_those_that_walking_finds(first: dt.date, length: int) -> None:
    last = first + length * DAY
    days = [first + n * DAY for n in range(length + 1)]
    assert list(month_firsts(first, last)) == [d for d in days if d.day == 1]
    assert list(weekdays_between(first, last)) == [d for d in days if d.weekday() < 5]


@pytest.mark.parametrize(
    ("day", "moved"), [("2026-05-08", "2026-05-08"), ("2026-05-09", "2026-05-11"), ("2026-05-10", "2026-05-11")]
)
def test_a_weekend_moves_to_monday(day: str, moved: str) -> None:
    assert working_day(dt.date.fromisoformat(day)).isoformat() == moved


def test_a_cycle_end_that_is_no_weekday_or_date_is_an_error() -> None:
    with pytest.raises(ValueError):
        cycle_last("weekly", "someday", dt.date(2026, 5, 8))
    with pytest.raises(ValueError):
        cycle_last("biweekly", "fri", dt.date(2026, 5, 8))


@given(DAYS, st.integers(0, 6))
def test_the_weekday_before_and_after_by_walking(day: dt.date, weekday: int) -> None:
    assert weekday_from(day, weekday) == _until(day, lambda d: d.weekday() == weekday)
    assert weekday_until(day, weekday) == _until(day, lambda d: d.weekday() == weekday, -DAY)


@given(DAYS, st.integers(0, 900), st.sampled_from([1, 2, 3, 6, 12, 24]))
def test_every_so_many_months_are_counted_from_a_full_century(first: dt.date, length: int, each: int) -> None:
    last = first + length * DAY
    found = list(month_firsts(first, last, each))
    walked = [d for n in range(length + 1) if (d := first + n * DAY).day == 1]
    counted = {d.year % 100 * 12 + d.month - 1: d for d in walked}
    assert found == [d for n, d in counted.items() if n % each == 0]
    assert months_apart(first, last) == sum(d > first for d in walked)


ARITHMETIC = re.compile(
    r"(?<!hour )(?<!role )% ?12\b|\* ?12 ?\+|monthrange|\bmonth\)? ?[-+/%] ?\d"
    r"|weekday\(\) ?[-+%]|[-+] ?[\w.]*weekday\(\)|\.replace\((?:day|month)="
)


def test_only_one_module_reckons_with_months_and_weekdays() -> None:
    root = Path(tracker.__file__).parent
    own = {root / "words" / "calendar_days.py"}
    found = [
        f"{path.relative_to(root)}: {line.strip()}"
        for path in sorted(root.rglob("*.py"))
        if path not in own
        for line in path.read_text("utf-8").splitlines()
        if ARITHMETIC.search(line)
    ]
    assert found == []
