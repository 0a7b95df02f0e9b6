"""How owed money stands by the terms of pay, and the pay days to come as a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tracker.desk.ledger_basis import basis

if TYPE_CHECKING:
    from tracker.analysis.results.standing import Standing
    from tracker.desk.session import Desk


def standing(desk: Desk, as_of: dt.date) -> Standing:
    """What waits, what each platform has, pay days to come and days to object; made once per version and day."""
    from tracker.analysis.payments.standing import standing as answer

    return desk.memo(("standing", as_of), lambda: answer(basis(desk, as_of), reference=desk.rates()))


def calendar(desk: Desk, events: Iterable[tuple[dt.date, str, str]], name: str) -> bytes:
    """Days as an iCalendar file."""
    from tracker.reports.calendar import icalendar, on_day

    return icalendar((on_day(*event) for event in events), desk.now().astimezone(dt.UTC), name)
