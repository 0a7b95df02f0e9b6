"""Hours a week that a wanted income takes, at the rate that was kept (methods, section 5)."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.analysis.report import Report
from tracker.units import WEEKS_PER_YEAR

MONTHS = 12
WEEK_HOURS = 168.0
"""A week has no more: a target beyond it cannot be met at this rate."""


@dataclass(frozen=True, slots=True)
class Target:
    """What `monthly` takes. Units of home currency, hours a week.

    `hours` is None where no rate is known or nothing was kept; `best` and `worst` are the hours at the upper and
    the lower end of the rate's interval. `mean_hours` and `monthly_now` are of the complete weeks. `weeks`: how
    many these are.
    """

    monthly: int
    weekly: int
    rate: int | None
    hours: float | None
    best: float | None
    worst: float | None
    mean_hours: float | None
    monthly_now: int | None
    weeks: int
    reachable: bool


def target(report: Report, monthly: int) -> Target:
    """Hours that `monthly` (units of home currency) takes at the report's kept rate.

    A month is a twelfth of 52.1775 weeks; unpaid hours are in the hours, as they are in the rate.
    """
    weekly = round(monthly * MONTHS / WEEKS_PER_YEAR)
    kept = report.rung("kept")
    hours = _hours(weekly, kept.rate)
    n = len(report.weeks)
    brought = sum(w.kept + w.unmatched for w in report.weeks)
    worked = sum(w.paid_hours + w.unpaid_hours for w in report.weeks)
    return Target(
        monthly=monthly,
        weekly=weekly,
        rate=kept.rate,
        hours=hours,
        best=_hours(weekly, kept.high),
        worst=_hours(weekly, kept.low),
        mean_hours=worked / n if n else None,
        monthly_now=round(brought / n * WEEKS_PER_YEAR / MONTHS) if n else None,
        weeks=n,
        reachable=hours is not None and hours <= WEEK_HOURS,
    )


def _hours(weekly: int, rate: int | None) -> float | None:
    return None if rate is None or rate <= 0 else weekly / rate
