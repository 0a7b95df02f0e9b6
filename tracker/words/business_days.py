"""Days on which banks work: Mondays to Fridays but the holidays of a calendar.

The calendars are those of `data/reference/holidays.csv`; None is a calendar without any holiday. Before its first year
and after its last one a calendar has none either, and only weekends are left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache, lru_cache

from tracker.errors import NotFound
from tracker.kinds import HolidayCalendar, Moves
from tracker.say import Word
from tracker.units import DAY
from tracker.words.reference import table


@cache
def holidays(calendar: str | None) -> frozenset[dt.date]:
    """The weekdays on which banks of a calendar are closed. Raises NotFound for a calendar that is not there.

    >>> dt.date(2026, 9, 7) in holidays("fed"), dt.date(2026, 7, 3) in holidays("fed")
    (True, False)
    """
    if calendar is None:
        return frozenset()
    found = frozenset(dt.date.fromisoformat(r["date"]) for r in table("holidays") if r["calendar"] == calendar)
    if not found:
        raise NotFound("There is no calendar of bank holidays {calendar}.", calendar=Word(calendar))
    return found


@cache
def horizon() -> dt.date:
    """The last day of which all calendars know whether it is a holiday."""
    return dt.date(max(int(r["date"][:4]) for r in table("holidays")), 12, 31)


def is_business_day(day: dt.date, calendar: str | None = None) -> bool:
    """Do banks work on this day?

    >>> is_business_day(dt.date(2026, 9, 7)), is_business_day(dt.date(2026, 9, 7), "fed")
    (True, False)
    """
    return day.weekday() < 5 and day not in holidays(calendar)


def business_days_later(day: dt.date, days: int, calendar: str | None = None) -> dt.date:
    """The business day a number of them after a day, which need not be one itself; none later: the day as it is.

    >>> business_days_later(dt.date(2026, 11, 18), 7, "fed").isoformat()
    '2026-11-30'
    """
    for _ in range(days):
        day += DAY
        while not is_business_day(day, calendar):
            day += DAY
    return day


CALENDARS: Mapping[str, HolidayCalendar] = {
    "USD": HolidayCalendar.FED,
    "EUR": HolidayCalendar.ECB,
    "GBP": HolidayCalendar.GB,
    "INR": HolidayCalendar.IN,
    "TRY": HolidayCalendar.TR,
}
"""Whose holidays the banks of a currency keep; of others none are known."""


@lru_cache(maxsize=65_536)
def is_open(day: dt.date, currencies: tuple[str, ...]) -> bool:
    """Do banks move money of all these currencies on this day?

    >>> is_open(dt.date(2026, 9, 7), ("EUR",)), is_open(dt.date(2026, 9, 7), ("USD", "EUR"))
    (True, False)
    """
    return day.weekday() < 5 and all(is_business_day(day, CALENDARS.get(c)) for c in currencies)


@lru_cache(maxsize=65_536)
def open_days_later(day: dt.date, days: int, currencies: tuple[str, ...]) -> dt.date:
    """The day that number of days later on which banks of all these currencies are open; none later: the day as it is.

    >>> open_days_later(dt.date(2026, 9, 4), 1, ("USD",)).isoformat()
    '2026-09-08'
    """
    for _ in range(days):
        day += DAY
        while not is_open(day, currencies):
            day += DAY
    return day


def moved(day: dt.date, moves: str | None, calendar: str | None = None) -> dt.date:
    """A day on which nothing is paid moves to the next business day, or to the one before, or stays.

    `moves`: a value of `Moves`; None is `next`.

    >>> [moved(dt.date(2026, 9, 5), m, "fed").day for m in ("next", "before", "stays")]
    [8, 4, 5]
    """
    step = {Moves.NEXT: DAY, Moves.BEFORE: -DAY, Moves.STAYS: None}[Moves(moves or Moves.NEXT)]
    while step is not None and not is_business_day(day, calendar):
        day += step
    return day
