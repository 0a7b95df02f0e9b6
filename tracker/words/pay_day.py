"""The next day that a rule of pay days names."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from functools import cache

from tracker.pay_days import PayDay
from tracker.units import DAY
from tracker.words.calendar_days import days_of_month, weekdays_of_month, weekly_days

_SPAN = 400
"""Days into the next year: even a rule of quarters names one of them."""


def next_pay_day(rule: PayDay, day: dt.date) -> dt.date:
    """The first pay day that is not before a day.

    >>> from tracker.pay_days import read
    >>> next_pay_day(read("last wed"), dt.date(2026, 6, 18)).isoformat()
    '2026-06-24'
    """
    days = _days(rule, day.year)
    return days[bisect_left(days, day)]


@cache
def _days(rule: PayDay, year: int) -> tuple[dt.date, ...]:
    """The pay days of a year, and of some of the next."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31) + _SPAN * DAY
    if rule.dates:
        return tuple(days_of_month(rule.dates, first, last))
    if not rule.nth:
        return tuple(weekly_days(rule.weekdays, first, last))
    return tuple(weekdays_of_month(rule.weekdays, rule.nth, first, last, quarterly=rule.quarterly))
