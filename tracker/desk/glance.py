"""The four figures that Today opens with. They rest on the whole ledger, so they are worked out beside the page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tracker.analysis.results.glance import Glance
from tracker.desk import reports
from tracker.desk.beside import Beside
from tracker.desk.ledger_basis import basis
from tracker.desk.standing import standing
from tracker.units import DAY

if TYPE_CHECKING:
    from tracker.desk.session import Desk

SPAN = 28
"""Days of a stretch of four weeks."""
STRETCHES = 3
WEEKS = 8


def glance(desk: Desk, as_of: dt.date) -> Glance:
    """The four figures, each with what went before; cached by version and day."""
    return desk.memo(("glance", as_of), lambda: _glance(desk, as_of))


def ask(desk: Desk, as_of: dt.date, patience: float = 60.0) -> tuple[Glance | None, bool]:
    """The figures as far as they are known, and whether that is the last word (see `Beside.ask`)."""
    return desk.helper(Glances).ask(as_of, patience)


class Glances(Beside[Glance]):
    """The figures of Today."""

    name = "glance"

    def work_out(self, desk: Desk, as_of: dt.date) -> Glance:
        return glance(desk, as_of)


def _glance(desk: Desk, as_of: dt.date) -> Glance:
    from tracker.analysis.earnings.floor import floors_of
    from tracker.analysis.earnings.glance import earned_weeks, kept_in

    then = as_of - SPAN * DAY
    owed, owed_then = reports.owed(desk, as_of), reports.owed(desk, then)
    now, ends = basis(desk, as_of), [as_of - n * SPAN * DAY for n in reversed(range(STRETCHES + 1))]
    stretches = [kept_in(now, last - (SPAN - 1) * DAY, last) for last in ends]
    return Glance(
        as_of=as_of,
        currency=owed.currency,
        kept=stretches[-1],
        before=tuple(stretches[:-1]),
        earned=earned_weeks(now, WEEKS),
        needed=_needed(desk),
        owed=owed.total,
        late=owed.overdue,
        exposed=sum(e.total for e in standing(desk, as_of).exposures),
        owed_then=owed_then.total,
        exposed_then=sum(e.total for e in standing(desk, then).exposures),
        floors=floors_of(now),
    )


def _needed(desk: Desk) -> int | None:
    from tracker.analysis.earnings.target import weekly_before_tax

    settings = desk.settings()
    rate = settings.tax_rate_percent
    if not settings.living_cost_month:
        return None
    return weekly_before_tax(settings.living_cost_month, None if rate is None else float(rate))
