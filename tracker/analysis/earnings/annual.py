"""Annual figures: a year like the complete weeks of the window (methods, section 6)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from tracker.analysis.intervals import LEAST, LEVEL, METHOD, cosine_interval, log_interval
from tracker.analysis.report import Annual
from tracker.errors import Caveat
from tracker.say import Said, Word
from tracker.settings import STANDARD_WEEK_HOURS, STANDARD_YEAR_WEEKS
from tracker.units import WEEKS_PER_YEAR, round_ratio

Units: TypeAlias = Sequence[int] | np.ndarray[Any, Any]

MIN_WEEKS = 8
MIN_WEEKS_FOR_RANGE = 13
YEAR = Fraction(str(WEEKS_PER_YEAR))


def annualise(total: int, weeks: int) -> int:
    """A sum over a number of weeks as a sum over a year (x 52.1775 / weeks), in whole units.

    >>> annualise(400_0000, 8)
    26088750
    """
    return round_ratio(int(total) * YEAR.numerator, weeks * YEAR.denominator)


def annual(
    weekly_kept: Units,
    *,
    headline: int | None = None,
    headline_complete: float | None = None,
    weekly_available: float | None = None,
    week_hours: Decimal | None = None,
    year_weeks: Decimal | None = None,
    spread_evenly: bool = False,
) -> tuple[Annual, tuple[Caveat, ...]]:
    """Effective annualized income with its interval, beside the two headline years.

    Args:
        weekly_kept: kept per complete week in order, units, unmatched income included, empty weeks in.
        headline: rung 1 as the ladder shows it, units per hour; headline_complete: of the complete weeks.
        weekly_available: mean available hours of a complete week, None if none were declared.
        week_hours, year_weeks: the settings of a standard year (40 and 52 where None).
        spread_evenly: these weeks do not tell how weeks differ (`coarse.spread_evenly`): no interval.

    Fewer than 8 weeks: no effective figure, caveat `too_few_weeks`; fewer than 13, nothing kept on the whole, or
    weeks that hardly differ: no interval, caveat `no_range`. Source: methods, section 6.
    """
    weeks = [int(v) for v in weekly_kept]
    effective = annualise(sum(weeks), len(weeks)) if len(weeks) >= MIN_WEEKS else None
    spread = None if spread_evenly else _spread(weeks)
    bounds = None if spread is None or effective is None else log_interval(effective, spread)
    low, high = bounds or (None, None)
    result = Annual(
        headline_full_time=headline_full_time(headline, week_hours, year_weeks),
        headline_available=headline_available(headline_complete, weekly_available),
        effective=effective,
        low=low,
        high=high,
        level=LEVEL,
        method=METHOD if bounds else None,
        weeks=len(weeks),
    )
    known = bounds is not None or (spread_evenly and len(weeks) >= MIN_WEEKS_FOR_RANGE)
    return result, () if known else _caveats(weeks, spread)


def headline_full_time(
    rate: int | None, week_hours: Decimal | None = None, year_weeks: Decimal | None = None
) -> int | None:
    """The advertised rate, worked full time: rung 1 x standard hours x standard weeks, in units.

    >>> headline_full_time(40_0000)
    832000000
    """
    if rate is None:
        return None
    hours = STANDARD_WEEK_HOURS if week_hours is None else week_hours
    weeks = STANDARD_YEAR_WEEKS if year_weeks is None else year_weeks
    return int((Decimal(int(rate)) * hours * weeks).quantize(Decimal(1), ROUND_HALF_UP))


def headline_available(rate: float | None, weekly_available: float | None) -> int | None:
    """Rung 1 of the complete weeks x their mean weekly available hours x 52.1775; None if not declared.

    >>> headline_available(40_0000, 20.0)
    417420000
    """
    if rate is None or weekly_available is None:
        return None
    return round(rate * weekly_available * WEEKS_PER_YEAR)


def too_few_weeks(weeks: int) -> Caveat:
    """Why there are no annual figures and no road below 8 complete weeks."""
    text = Said(
        "Annual figures need {min_weeks} complete weeks; so far: {weeks}.", min_weeks=Word(MIN_WEEKS), weeks=Word(weeks)
    )
    return Caveat("too_few_weeks", text, weeks)


def _spread(weeks: list[int]) -> float | None:
    """Half width of the interval on the log scale; None if there are too few weeks or nothing was kept."""
    total = sum(weeks)
    if len(weeks) < MIN_WEEKS_FOR_RANGE or total <= 0:
        return None
    variance = cosine_interval(weeks)
    return None if variance is None else variance.t * variance.se * len(weeks) / total


def _caveats(weeks: list[int], spread: float | None) -> tuple[Caveat, ...]:
    """Why there is no interval, or no figure at all."""
    n = len(weeks)
    if n < MIN_WEEKS:
        return (too_few_weeks(n),)
    if n < MIN_WEEKS_FOR_RANGE:
        text = "A range around the year needs {least} complete weeks; so far: {n}."
    elif spread is not None and spread < LEAST:
        text = "These weeks are so regular that they say nothing of how much income may vary: no range around the year."
    else:
        text = "Too little was kept in these weeks for a range around the year."
    return (Caveat("no_range", text, n, least=MIN_WEEKS_FOR_RANGE),)
