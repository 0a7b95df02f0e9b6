"""When money is due: pay cycles and delays (methods, section 3)."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from tracker.domain import PayCycle
from tracker.settings import DEFAULT_PAY_DELAY_DAYS
from tracker.units import DAY, WEEKDAYS


@dataclass(frozen=True, slots=True)
class CycleTerms:
    """How one platform pays. `zone` is None where the cycle counts the days of the home zone."""

    cycle: str | None = None
    ends: str | None = None
    zone: ZoneInfo | None = None
    delay_days: int | None = None

    @property
    def delay(self) -> int:
        return DEFAULT_PAY_DELAY_DAYS if self.delay_days is None else self.delay_days


@lru_cache(maxsize=8192)
def cycle_end(terms: CycleTerms, day: dt.date) -> dt.date:
    """Last day of the pay cycle that holds `day`; the day itself where there is no cycle.

    >>> cycle_end(CycleTerms("weekly", "fri"), dt.date(2026, 1, 3)).isoformat()
    '2026-01-09'
    >>> cycle_end(CycleTerms("biweekly", "2026-01-02"), dt.date(2026, 1, 3)).isoformat()
    '2026-01-16'
    >>> cycle_end(CycleTerms("semimonthly"), dt.date(2026, 2, 16)).isoformat()
    '2026-02-28'
    """
    last = calendar.monthrange(day.year, day.month)[1]
    match terms.cycle:
        case PayCycle.WEEKLY:
            ends = WEEKDAYS.index((terms.ends or "sun")[:3].lower())
            return day + (ends - day.weekday()) % 7 * DAY
        case PayCycle.BIWEEKLY:
            anchor = dt.date.fromisoformat(terms.ends or "1970-01-04")
            return day + (anchor - day).days % 14 * DAY
        case PayCycle.SEMIMONTHLY:
            return day.replace(day=15 if day.day <= 15 else last)
        case PayCycle.MONTHLY:
            return day.replace(day=last)
        case _:
            return day


def cycle_first(terms: CycleTerms, last: dt.date) -> dt.date:
    """First day of the pay cycle that ends on `last`; that day itself where there is no cycle.

    >>> cycle_first(CycleTerms("semimonthly"), dt.date(2026, 2, 28)).isoformat()
    '2026-02-16'
    """
    match terms.cycle:
        case PayCycle.WEEKLY:
            return last - 6 * DAY
        case PayCycle.BIWEEKLY:
            return last - 13 * DAY
        case PayCycle.SEMIMONTHLY:
            return last.replace(day=1 if last.day == 15 else 16)
        case PayCycle.MONTHLY:
            return last.replace(day=1)
        case _:
            return last


def working_day(day: dt.date) -> dt.date:
    """A Saturday or Sunday moves to Monday."""
    return day + (7 - day.weekday()) * DAY if day.weekday() >= 5 else day


@lru_cache(maxsize=8192)
def due_date(terms: CycleTerms, day: dt.date) -> dt.date:
    """When what was earned on `day` is due: end of its cycle, plus the delay, no weekend.

    >>> due_date(CycleTerms("weekly", "fri", delay_days=5), dt.date(2026, 1, 7)).isoformat()
    '2026-01-14'
    """
    return working_day(cycle_end(terms, day) + terms.delay * DAY)
