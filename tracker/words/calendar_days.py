"""Months, quarters and pay cycles of the calendar, by python-dateutil: the one place for such arithmetic.

Whole days only. dateutil's `parser` is not used anywhere: it guesses (`03/02/2026` is March to it, `1.5` the first of
May), and what a text does not settle is asked here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from dateutil.relativedelta import relativedelta, weekdays
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule

from tracker.domain import PayCycle
from tracker.units import DAY, WEEKDAYS

FORTNIGHT = 14
"""Days of a two-weekly cycle."""


def month_first(day: dt.date, months: int = 0) -> dt.date:
    """The first day of a day's month, or of the month that many later (earlier, below zero).

    >>> month_first(dt.date(2026, 1, 31), 1).isoformat(), month_first(dt.date(2026, 1, 31), -1).isoformat()
    ('2026-02-01', '2025-12-01')
    """
    return _moved(day, relativedelta(months=months, day=1))


def month_last(day: dt.date, months: int = 0) -> dt.date:
    """The last day of a day's month, or of the month that many later (earlier, below zero).

    >>> month_last(dt.date(2026, 3, 31), -1).isoformat(), month_last(dt.date(2028, 2, 1)).isoformat()
    ('2026-02-28', '2028-02-29')
    """
    return _moved(day, relativedelta(months=months, day=31))


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of the month that many later, or its last where it has no such day.

    >>> months_later(dt.date(2026, 4, 6), 3).isoformat(), months_later(dt.date(2025, 11, 30), 3).isoformat()
    ('2026-07-06', '2026-02-28')
    """
    return _moved(day, relativedelta(months=months))


def quarter_first(day: dt.date, quarters: int = 0) -> dt.date:
    """The first day of a day's calendar quarter, or of the quarter that many later (earlier, below zero).

    >>> quarter_first(dt.date(2026, 5, 31)).isoformat(), quarter_first(dt.date(2026, 5, 31), -2).isoformat()
    ('2026-04-01', '2025-10-01')
    """
    return month_first(day, 3 * quarters - (day.month - 1) % 3)


def quarter_of_year(day: dt.date) -> int:
    """Which quarter of its year a day is in, 1 to 4.

    >>> quarter_of_year(dt.date(2026, 9, 30))
    3
    """
    return (day.month + 2) // 3


def month_firsts(first: dt.date, last: dt.date, each: int = 1) -> Iterator[dt.date]:
    """The firsts of months from one day to another, both in it; `each`: of every few months, from January of a
    full century on.

    >>> [d.isoformat() for d in month_firsts(dt.date(2026, 1, 2), dt.date(2026, 3, 1))]
    ['2026-02-01', '2026-03-01']
    >>> [d.isoformat() for d in month_firsts(dt.date(2026, 1, 2), dt.date(2028, 3, 1), 24)]
    ['2028-01-01']
    """
    days = _days(rrule(MONTHLY, bymonthday=1, dtstart=first, until=last))
    return (d for d in days if (d.year * 12 + d.month - 1) % each == 0)


def months_apart(first: dt.date, last: dt.date) -> int:
    """How many months the month of one day is after that of another.

    >>> months_apart(dt.date(2025, 12, 31), dt.date(2026, 2, 1))
    2
    """
    return (last.year - first.year) * 12 + last.month - first.month


def weekday_from(day: dt.date, weekday: int) -> dt.date:
    """The first such weekday (0: Monday) from a day on.

    >>> weekday_from(dt.date(2026, 5, 6), 0).isoformat(), weekday_from(dt.date(2026, 5, 6), 2).isoformat()
    ('2026-05-11', '2026-05-06')
    """
    return _moved(day, relativedelta(weekday=weekdays[weekday]))


def weekday_until(day: dt.date, weekday: int) -> dt.date:
    """The last such weekday (0: Monday) up to a day.

    >>> weekday_until(dt.date(2026, 5, 6), 0).isoformat(), weekday_until(dt.date(2026, 5, 6), 2).isoformat()
    ('2026-05-04', '2026-05-06')
    """
    return _moved(day, relativedelta(weekday=weekdays[weekday](-1)))


def weekdays_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Mondays to Fridays from one day to another, both in it.

    >>> [d.day for d in weekdays_between(dt.date(2026, 5, 8), dt.date(2026, 5, 12))]
    [8, 11, 12]
    """
    return _days(rrule(DAILY, byweekday=range(5), dtstart=first, until=last))


def weekly_days(each: Collection[int], first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Some weekdays (0: Monday) from one day to another, both in it.

    >>> [d.day for d in weekly_days((4,), dt.date(2026, 5, 8), dt.date(2026, 5, 22))]
    [8, 15, 22]
    """
    return _days(rrule(WEEKLY, byweekday=[weekdays[w] for w in each], wkst=weekdays[0], dtstart=first, until=last))


def weekdays_of_month(
    each: Collection[int], nth: Collection[int], first: dt.date, last: dt.date, *, quarterly: bool = False
) -> Iterator[dt.date]:
    """The first, third, last (-1) of some weekdays in each month, or in the last month of each quarter.

    >>> [d.day for d in weekdays_of_month((2,), (1, 3), dt.date(2026, 6, 1), dt.date(2026, 6, 30))]
    [3, 17]
    """
    months = tuple(range(3, 13, 3)) if quarterly else None
    which = [weekdays[w](n) for w in each for n in nth]
    return _days(rrule(MONTHLY, byweekday=which, bymonth=months, dtstart=first, until=last))


def days_of_month(dates: Collection[int], first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Some dates of each month from one day to another; a month that lacks one has its last day (-1) for it.

    >>> [d.isoformat() for d in days_of_month((15, 31), dt.date(2026, 2, 1), dt.date(2026, 2, 28))]
    ['2026-02-15', '2026-02-28']
    """
    for month in month_firsts(month_first(first), last):
        end = month_last(month)
        for date in sorted({end.day if d == -1 else min(d, end.day) for d in dates}):
            if first <= (day := month.replace(day=date)) <= last:
                yield day


def working_day(day: dt.date) -> dt.date:
    """The day, or the Monday after it where it is a Saturday or Sunday.

    >>> working_day(dt.date(2026, 5, 9)).isoformat(), working_day(dt.date(2026, 5, 8)).isoformat()
    ('2026-05-11', '2026-05-08')
    """
    return _moved(day, relativedelta(weekday=weekdays[0])) if day.weekday() >= 5 else day


def cycle_last(cycle: str | None, ends: str | None, day: dt.date, month_day: int = 31) -> dt.date:
    """Last day of the pay cycle that holds `day`; the day itself if there is no cycle.

    `ends`: the weekday (weekly; Sunday where None) or a date on which one cycle ends (two-weekly; 4 January 1970, a
    Sunday, where None). `month_day`: the last day of a monthly cycle; the month's own where it is shorter. Raises
    ValueError for another text.

    >>> cycle_last("weekly", "fri", dt.date(2026, 1, 3)).isoformat()
    '2026-01-09'
    >>> cycle_last("biweekly", "2026-01-02", dt.date(2026, 1, 3)).isoformat()
    '2026-01-16'
    >>> cycle_last("semimonthly", None, dt.date(2026, 2, 16)).isoformat()
    '2026-02-28'
    >>> cycle_last("monthly", None, dt.date(2026, 6, 16), 15).isoformat()
    '2026-07-15'
    """
    match cycle:
        case PayCycle.WEEKLY:
            return _moved(day, relativedelta(weekday=weekdays[WEEKDAYS.index((ends or "sun")[:3].lower())]))
        case PayCycle.BIWEEKLY:
            anchor = dt.date.fromisoformat(ends or "1970-01-04")
            return day + (anchor - day).days % FORTNIGHT * DAY
        case PayCycle.SEMIMONTHLY:
            return _moved(day, relativedelta(day=15 if day.day <= 15 else 31))
        case PayCycle.MONTHLY:
            this = _moved(day, relativedelta(day=month_day))
            return this if day <= this else _moved(month_first(day, 1), relativedelta(day=month_day))
        case _:
            return day


def cycle_first(cycle: str | None, last: dt.date, month_day: int = 31) -> dt.date:
    """First day of the pay cycle that ends on `last`; that day itself if there is no cycle.

    >>> cycle_first("semimonthly", dt.date(2026, 2, 28)).isoformat()
    '2026-02-16'
    """
    match cycle:
        case PayCycle.WEEKLY:
            return last - 6 * DAY
        case PayCycle.BIWEEKLY:
            return last - (FORTNIGHT - 1) * DAY
        case PayCycle.SEMIMONTHLY:
            return _moved(last, relativedelta(day=1 if last.day == 15 else 16))
        case PayCycle.MONTHLY:
            return _moved(month_first(last, -1), relativedelta(day=month_day)) + DAY
        case _:
            return last


_EVERY = {"DAILY": DAILY, "WEEKLY": WEEKLY, "MONTHLY": MONTHLY, "YEARLY": YEARLY}


def days_by_rule(
    first: dt.date,
    every: str,
    *,
    interval: int = 1,
    count: int | None = None,
    week_starts: int = 0,
    each: Collection[tuple[int, int]] = (),
    **among: Collection[int],
) -> Iterator[dt.date]:
    """The days of a rule of a calendar, without an end unless it has a count.

    `each`: weekdays (Monday is 0), each with which of the month or year, 0 for all. `among`: numbers of months
    (`bymonth`), days (`bymonthday`, `byyearday`), weeks (`byweekno`) and places (`bysetpos`); below zero from the end.

    >>> [d.day for d in days_by_rule(dt.date(2026, 3, 2), "MONTHLY", count=2, each=[(0, 1)])]
    [2, 6]
    """
    named = [weekdays[day](which) if which else weekdays[day] for day, which in each]
    said = {name: list(numbers) for name, numbers in among.items() if numbers}
    rule = rrule(
        _EVERY[every],
        dtstart=dt.datetime.combine(first, dt.time()),
        interval=interval,
        count=count,
        wkst=week_starts,
        byweekday=named or None,
        **said,
    )
    return _days(rule)


def _moved(day: dt.date, by: relativedelta) -> dt.date:
    moved: dt.date = day + by
    return moved


def _days(rule: rrule) -> Iterator[dt.date]:
    """The dates of a rule, whose values are datetimes even where it began with a date."""
    return (at.date() for at in rule)
