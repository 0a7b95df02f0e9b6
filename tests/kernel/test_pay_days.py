"""Business days, moved pay days and the rules that name them."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain import Platform
from tracker.errors import Invalid, NotFound
from tracker.kinds import HolidayCalendar, Moves
from tracker.pay_days import read
from tracker.record_checks import parse_weekdays
from tracker.words.business_days import business_days_later, holidays, horizon, is_business_day, moved
from tracker.words.calendar_days import cycle_first, cycle_last
from tracker.words.pay_day import next_pay_day

DAYS = st.dates(dt.date(2016, 1, 1), dt.date(2034, 12, 31))
CALENDARS = st.sampled_from([None, *(c.value for c in HolidayCalendar)])
RULES = ("fri", "Wednesday", "1st+3rd wed", "last wed", "last mon of quarter", "15", "5+20", "last", "31")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_the_calendars_reach_three_years_ahead() -> None:
    """Where this fails: a newer package in tools/make_holidays.py, more years, and run it."""
    assert horizon() >= dt.date.today() + dt.timedelta(days=3 * 365)
    for calendar in HolidayCalendar:
        assert max(holidays(calendar)).year == horizon().year


def test_banks_work_where_federal_offices_are_closed() -> None:
    assert is_business_day(day("2026-07-03"), "fed")
    assert not is_business_day(day("2026-11-26"), "fed")
    assert not is_business_day(day("2026-04-06"), "ecb")
    with pytest.raises(NotFound):
        holidays("moon")


@given(DAYS, st.integers(1, 30), CALENDARS)
def test_so_many_business_days_lie_behind_a_day(on: dt.date, n: int, calendar: str | None) -> None:
    to = business_days_later(on, n, calendar)
    between = [on + dt.timedelta(days=i) for i in range(1, (to - on).days + 1)]
    assert sum(is_business_day(d, calendar) for d in between) == n
    assert is_business_day(to, calendar)


@given(DAYS, CALENDARS)
def test_a_moved_day_is_a_business_day_and_none_lies_between(on: dt.date, calendar: str | None) -> None:
    later, sooner = moved(on, Moves.NEXT, calendar), moved(on, Moves.BEFORE, calendar)
    assert sooner <= on <= later
    assert moved(on, None, calendar) == later
    assert moved(on, Moves.STAYS, calendar) == on
    assert is_business_day(sooner, calendar)
    assert is_business_day(later, calendar)
    assert (sooner == on) == (later == on) == is_business_day(on, calendar)


@pytest.mark.parametrize(
    ("rule", "after", "on"),
    [
        ("fri", "2026-06-06", "2026-06-12"),
        ("friday", "2026-06-12", "2026-06-12"),
        ("1st+3rd wed", "2026-06-04", "2026-06-17"),
        ("1st+3rd wed", "2026-06-18", "2026-07-01"),
        ("last wed", "2026-06-25", "2026-07-29"),
        ("last mon of quarter", "2026-06-30", "2026-09-28"),
        ("last mon of the quarter", "2026-12-29", "2027-03-29"),
        ("15", "2026-06-16", "2026-07-15"),
        ("5+20", "2026-12-21", "2027-01-05"),
        ("31", "2026-02-01", "2026-02-28"),
        ("last", "2028-02-01", "2028-02-29"),
        ("5th fri", "2026-06-01", "2026-07-31"),
        ("the 1st and the 15th of each month", "2026-06-02", "2026-06-15"),
        ("15 and last day of the month", "2026-06-16", "2026-06-30"),
        ("every Friday", "2026-06-06", "2026-06-12"),
        ("1st and 3rd friday", "2026-06-06", "2026-06-19"),
        ("mondays, thursdays", "2026-06-02", "2026-06-04"),
        ("on Fridays", "2026-06-06", "2026-06-12"),
        ("weekly on Tuesdays", "2026-06-06", "2026-06-09"),
        ("tue/thu", "2026-06-03", "2026-06-04"),
        ("Monday to Friday", "2026-06-06", "2026-06-08"),
        ("every business day", "2026-06-06", "2026-06-08"),
        ("first Friday", "2026-06-06", "2026-07-03"),
        ("second and fourth friday", "2026-06-13", "2026-06-26"),
        ("every second Friday of the month", "2026-06-13", "2026-07-10"),
        ("every last friday", "2026-06-06", "2026-06-26"),
        ("the last Monday of each quarter", "2026-06-30", "2026-09-28"),
        ("end of month", "2026-06-06", "2026-06-30"),
        ("EOM", "2026-02-03", "2026-02-28"),
        ("15th and month-end", "2026-06-16", "2026-06-30"),
        ("first day of the month", "2026-06-06", "2026-07-01"),
        ("the first of each month", "2026-06-06", "2026-07-01"),
    ],
)
def test_the_next_pay_day_of_a_rule(rule: str, after: str, on: str) -> None:
    assert next_pay_day(read(rule), day(after)) == day(on)


@given(st.sampled_from(RULES), DAYS, st.integers(0, 60))
def test_the_next_pay_day_is_the_first_and_never_goes_back(rule: str, on: dt.date, more: int) -> None:
    found = next_pay_day(read(rule), on)
    assert found >= on
    assert next_pay_day(read(rule), found) == found
    assert next_pay_day(read(rule), on + dt.timedelta(days=more)) >= found


@pytest.mark.parametrize("text", ["", "wed of quarter", "6th wed", "32", "0", "xyz", "wed 1st", "1st+ wed"])
def test_a_text_that_is_no_rule(text: str) -> None:
    with pytest.raises(ValueError, match="names no pay days"):
        read(text)


@pytest.mark.parametrize("text", ["every 2nd friday", "each second Fri", "on every third wednesday"])
def test_every_second_friday_may_be_two_things(text: str) -> None:
    with pytest.raises(ValueError, match="may count within each month"):
        read(text)


@pytest.mark.parametrize(
    "text",
    ["biweekly", "semi-monthly", "every other friday starting May 8", "every two weeks on Friday", "twice a month"],
)
def test_how_often_is_no_pay_day_and_says_where_it_belongs(text: str) -> None:
    with pytest.raises(ValueError, match="names no pay days, but how often it pays"):
        read(text)


@given(DAYS, st.integers(1, 31))
def test_months_that_end_on_any_day_follow_each_other(on: dt.date, month_day: int) -> None:
    """Each day is in one month, and the next month begins the day after."""
    last = cycle_last("monthly", None, on, month_day)
    first = cycle_first("monthly", last, month_day)
    assert first <= on <= last
    assert 28 <= (last - first).days + 1 <= 31
    ends = [last]
    for _ in range(12):
        ends.append(cycle_last("monthly", None, ends[-1] + dt.timedelta(days=1), month_day))
    assert all(b > a and cycle_first("monthly", b, month_day) == a + dt.timedelta(days=1) for a, b in pairwise(ends))


@pytest.mark.parametrize(
    "text",
    ["monthly", "month", "last month", "friendly", "every other friday", "1st+fri", "last weekday", "10-20"],
)
def test_a_word_is_no_day_because_of_how_it_begins(text: str) -> None:
    with pytest.raises(ValueError, match="names no pay days"):
        read(text)
    with pytest.raises(ValueError, match="weekdays"):
        parse_weekdays(text)
    with pytest.raises(Invalid):
        Platform(platform="P", pay_cycle="weekly", pay_cycle_ends=text)
