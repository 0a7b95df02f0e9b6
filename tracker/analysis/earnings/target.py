"""Hours a week that a wanted income takes, at the rate that was kept and after tax (methods, section 5)."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.analysis.report import Report
from tracker.units import WEEKS_PER_YEAR

MONTHS = 12
AHEAD = 52
WEEK_HOURS = 168.0
"""A week has no more: a target beyond it cannot be met at this rate."""


@dataclass(frozen=True, slots=True)
class Target:
    """What `monthly` takes. Units of home currency, hours a week.

    `monthly` is what is to be left after tax; `before_tax` what has to be kept for it at `tax_rate_percent`. Where the
    settings name no rate that is None, and no tax is counted; `before_tax` is None if the rate leaves nothing (100
    or more). `weekly`: `before_tax` a week. `hours` is None if no rate is known or nothing was kept; `best` and
    `worst` are the hours at the upper and the lower end of what an hour may leave in the coming year (section 14).
    `mean_hours` and `monthly_now` (before tax) are of the complete weeks. `weeks`: how many these are.
    """

    monthly: int
    tax_rate_percent: float | None
    before_tax: int | None
    weekly: int | None
    rate: int | None
    hours: float | None
    best: float | None
    worst: float | None
    mean_hours: float | None
    monthly_now: int | None
    weeks: int
    reachable: bool


def target(report: Report, monthly: int, tax_rate_percent: float | None = None) -> Target:
    """Hours that `monthly` (units of home currency, after tax) takes at the report's kept rate, which is before tax.

    A month is a twelfth of 52.1775 weeks; unpaid hours are in the hours, as they are in the rate. The tax is that
    share of what is kept, as in the outlook's set-aside.
    """
    before_tax, weekly = _before_tax(monthly, tax_rate_percent), weekly_before_tax(monthly, tax_rate_percent)
    kept, year = report.rung("kept"), report.prospect.look(AHEAD)
    hours = _hours(weekly, kept.rate)
    n = len(report.weeks)
    brought = sum(w.kept + w.unmatched for w in report.weeks)
    worked = sum(w.paid_hours + w.unpaid_hours for w in report.weeks)
    return Target(
        monthly=monthly,
        tax_rate_percent=tax_rate_percent,
        before_tax=before_tax,
        weekly=weekly,
        rate=kept.rate,
        hours=hours,
        best=_hours(weekly, year.rate_high if year else None),
        worst=_hours(weekly, year.rate_low if year else None),
        mean_hours=worked / n if n else None,
        monthly_now=round(brought / n * WEEKS_PER_YEAR / MONTHS) if n else None,
        weeks=n,
        reachable=hours is not None and hours <= WEEK_HOURS,
    )


def weekly_before_tax(monthly: int, percent: float | None) -> int | None:
    """What a week has to bring so that `monthly` is left after tax; None if the tax takes it all.

    >>> weekly_before_tax(1000, None), weekly_before_tax(1000, 20.0), weekly_before_tax(1000, 100.0)
    (230, 287, None)
    """
    before_tax = _before_tax(monthly, percent)
    return None if before_tax is None else round(before_tax * MONTHS / WEEKS_PER_YEAR)


def _before_tax(monthly: int, percent: float | None) -> int | None:
    """What has to be kept so that `monthly` is left; None if the tax takes it all.

    >>> _before_tax(1000, None), _before_tax(1000, 20.0), _before_tax(1000, 100.0)
    (1000, 1250, None)
    """
    left = 1 - (percent or 0.0) / 100
    return round(monthly / left) if left > 0 else None


def _hours(weekly: int | None, rate: int | None) -> float | None:
    return None if weekly is None or rate is None or rate <= 0 else weekly / rate
