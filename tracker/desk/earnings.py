"""What the page What I make asks for beside the report: lost hours by cause, what happened, targets, offers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tracker.desk import projects
from tracker.desk.ledger_basis import basis
from tracker.desk.prospect import played
from tracker.errors import InputError
from tracker.units import DAY

if TYPE_CHECKING:
    from tracker.analysis.availability.shares import GapShare
    from tracker.analysis.earnings.target import Target
    from tracker.analysis.projects.offers import OfferAnswer
    from tracker.analysis.report import Report
    from tracker.desk.session import Desk


def gap_shares(desk: Desk, report: Report) -> tuple[GapShare, ...]:
    """The bar of hours without work, shared among the causes of gaps; empty if the road has no such loss."""
    if not report.weeks or not any(f.name == "offered_work" and f.contribution < 0 for f in report.factors):
        return ()
    first, last = report.weeks[0].monday, report.weeks[-1].monday + 6 * DAY
    key = ("gap_shares", report.as_of, first, last)
    return desk.memo(key, lambda: _gap_shares(desk, report, first, last))


def _gap_shares(desk: Desk, report: Report, first: dt.date, last: dt.date) -> tuple[GapShare, ...]:
    from tracker.analysis.availability.gaps import gaps_of
    from tracker.analysis.availability.shares import gap_shares as shared

    known = projects.lives(desk, report.as_of)
    return shared(report, gaps_of(basis(desk, report.as_of), first, last, known=known))


def target(desk: Desk, report: Report, monthly: int) -> Target:
    """Hours a week that a monthly income takes, with the tax rate of the settings. Raises InputError for nothing and
    less."""
    from tracker.analysis.earnings.target import target as hours

    if monthly <= 0:
        raise InputError("A target must be above zero.", hint="Enter what you need per month.", code="not_positive")
    rate = desk.settings().tax_rate_percent
    return hours(report, monthly, None if rate is None else float(rate))


def roles(desk: Desk) -> tuple[str, ...]:
    """Kinds of work that any project names, by name."""
    return tuple(sorted({p.role for _, p in desk.projects() if p.role}))


def judge_offer(
    desk: Desk, as_of: dt.date, platform: str, role: str | None, rate: int, weekly_hours: float | None = None
) -> OfferAnswer:
    """What offers like this one became, over the whole ledger to as-of; cached by version and arguments.

    `rate` is units per hour of any currency. Raises InputError for a rate or hours of nothing, or for more
    hours than a week has.
    """
    if rate <= 0 or (weekly_hours is not None and weekly_hours <= 0):
        raise InputError("Rate and hours must be above zero.", hint="Enter what the offer says.", code="not_positive")
    if weekly_hours is not None and weekly_hours > 168:
        raise InputError("A week has 168 hours.", hint="Enter what the offer says.", code="out_of_range")
    key = ("offer", as_of, platform, role, rate, weekly_hours)
    return desk.memo(key, lambda: _judged(desk, as_of, platform, role, rate, weekly_hours))


def _judged(
    desk: Desk, as_of: dt.date, platform: str, role: str | None, rate: int, weekly_hours: float | None
) -> OfferAnswer:
    from tracker.analysis.projects.offers import Offer, accounts
    from tracker.analysis.projects.offers import judge_offer as judged
    from tracker.analysis.projects.survival import watched_from

    came_to = desk.memo(("accounts", as_of), lambda: accounts(basis(desk, as_of)))
    first = watched_from(desk.frames(), as_of)
    offer, known = Offer(platform, role, rate, weekly_hours), projects.lives(desk, as_of)
    return judged(offer, came_to, known, first, as_of, played(desk, as_of))
