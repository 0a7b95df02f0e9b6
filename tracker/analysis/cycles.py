"""When money is due: pay cycles and delays (methods, section 3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from tracker.settings import DEFAULT_PAY_DELAY_DAYS
from tracker.units import DAY
from tracker.words import calendar_days
from tracker.words.calendar_days import working_day


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
    """
    return calendar_days.cycle_last(terms.cycle, terms.ends, day)


def cycle_first(terms: CycleTerms, last: dt.date) -> dt.date:
    """First day of the pay cycle that ends on `last`; that day itself where there is no cycle."""
    return calendar_days.cycle_first(terms.cycle, last)


@lru_cache(maxsize=8192)
def due_date(terms: CycleTerms, day: dt.date) -> dt.date:
    """When what was earned on `day` is due: end of its cycle, plus the delay, no weekend.

    >>> due_date(CycleTerms("weekly", "fri", delay_days=5), dt.date(2026, 1, 7)).isoformat()
    '2026-01-14'
    """
    return working_day(cycle_end(terms, day) + terms.delay * DAY)
