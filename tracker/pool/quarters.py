"""Quarters of a year, named 2026Q3."""

from __future__ import annotations

import datetime as dt
import re

from tracker.words.calendar_days import quarter_first, quarter_of_year

_NAME = re.compile(r"(20\d\d)Q([1-4])", re.ASCII)


def is_quarter(text: str) -> bool:
    return _NAME.fullmatch(text) is not None


def quarter_of(day: dt.date) -> str:
    """The quarter that a day is in.

    >>> quarter_of(dt.date(2026, 9, 30))
    '2026Q3'
    """
    return f"{day.year}Q{quarter_of_year(day)}"


def first_day(quarter: str) -> dt.date:
    """First day of a quarter. Raises ValueError for what is not a quarter.

    >>> first_day("2026Q3")
    datetime.date(2026, 7, 1)
    """
    year, n = _parts(quarter)
    return quarter_first(dt.date(year, 1, 1), n - 1)


def number(quarter: str) -> int:
    """Quarters counted on: two that follow each other differ by one. Raises ValueError for what is not a quarter.

    >>> number("2027Q1") - number("2026Q4")
    1
    """
    year, n = _parts(quarter)
    return 4 * year + n


def _parts(quarter: str) -> tuple[int, int]:
    found = _NAME.fullmatch(quarter)
    if found is None:
        raise ValueError(f"{quarter} is not a quarter")
    return int(found[1]), int(found[2])


def shift(quarter: str, by: int) -> str:
    """The quarter a number of quarters later, or earlier.

    >>> shift("2026Q1", -1), shift("2026Q1", 5)
    ('2025Q4', '2027Q2')
    """
    return quarter_of(quarter_first(first_day(quarter), by))


def last_day(quarter: str) -> dt.date:
    """Last day of a quarter.

    >>> last_day("2026Q1")
    datetime.date(2026, 3, 31)
    """
    return first_day(shift(quarter, 1)) - dt.timedelta(days=1)


def last_complete(today: dt.date) -> str:
    """The last quarter that is over.

    >>> last_complete(dt.date(2026, 4, 1)), last_complete(dt.date(2026, 6, 30))
    ('2026Q1', '2026Q1')
    """
    return shift(quarter_of(today), -1)


def oldest_kept(today: dt.date, keep: int) -> str:
    """The oldest quarter whose rows a pool still takes and keeps, of `keep` complete ones.

    >>> oldest_kept(dt.date(2026, 5, 1), 8)
    '2024Q2'
    """
    return shift(last_complete(today), 1 - keep)
