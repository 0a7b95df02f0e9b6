"""Availability and gaps: what the page Availability and `tracker gaps` ask for and write."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tracker.desk import entry, payments, projects
from tracker.desk.ledger_basis import basis
from tracker.desk.reports import check_window
from tracker.domain import Availability, AvailabilityKind, QueueCheck, QueueOutcome
from tracker.errors import InputError
from tracker.say import Said, Word

if TYPE_CHECKING:
    from tracker.analysis.results.gaps import Gaps
    from tracker.desk.session import Desk
    from tracker.store.results import Operation

MINIMUM = 3
LONGEST = 365


def gaps(
    desk: Desk, as_of: dt.date, start: dt.date | None = None, end: dt.date | None = None, *, minimum: int = MINIMUM
) -> Gaps:
    """Gaps of a window with cause and cost (methods, section 9), made once per version and arguments.

    Raises InputError for a window that ends before it starts and for a minimum outside 1 to 365 days.
    """
    from tracker.analysis.availability.gaps import gaps_of

    check_window(start, end)
    _check_minimum(minimum)

    def make() -> Gaps:
        return gaps_of(basis(desk, as_of), start, end, minimum=minimum, known=projects.lives(desk, as_of))

    return payments.shown(desk, ("gaps", as_of, start, end, minimum), make)


def _check_minimum(minimum: int) -> None:
    if not 1 <= minimum <= LONGEST:
        raise InputError(
            "A gap of {minimum} days makes no sense.",
            hint="Give 1 to {longest} days.",
            minimum=Word(minimum),
            longest=Word(LONGEST),
        )


def looked(desk: Desk, platform: str, at: dt.datetime, *, offered: bool) -> Operation:
    """Note a look into a platform's queue at an instant, and what was there."""
    outcome = QueueOutcome.OFFERED if offered else QueueOutcome.NOTHING_OFFERED
    row = QueueCheck(platform=platform, checked_at=at, outcome=outcome.value)
    found = "work offered" if offered else "nothing offered"
    return entry.add(desk, [row], summary=f"{platform}: {found}")


def declare(desk: Desk, row: Availability) -> Operation:
    """Add hours on offer, or time off. Raises InputError where it is wrong."""
    days = f"from {row.starts_on}" + (f" to {row.ends_on}" if row.ends_on else "")
    off = row.kind == AvailabilityKind.TIME_OFF
    what = "time off" if off else Said("{weekly_hours} hours a week", weekly_hours=Word(row.weekly_hours))
    return entry.add(desk, [row], summary=f"{what} {days}")
