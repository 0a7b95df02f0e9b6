"""How owed money stands by the terms of pay, and the pay days to come as a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.desk.ledger_basis import basis
from tracker.errors import Refused
from tracker.say import Act

if TYPE_CHECKING:
    from tracker.analysis.results.standing import Standing
    from tracker.desk.session import Desk


def standing(desk: Desk, as_of: dt.date) -> Standing:
    """What waits, what each platform has, pay days to come and days to object; made once per version and day."""
    from tracker.analysis.payments.standing import standing as answer

    return desk.memo(("standing", as_of), lambda: answer(basis(desk, as_of), reference=desk.rates()))


def calendar(desk: Desk, events: Iterable[tuple[dt.date, str, str]], name: str) -> bytes:
    """Days as an iCalendar file."""
    from tracker.reports.calendar import icalendar

    return icalendar(events, desk.now().astimezone(dt.UTC), name)


def write_calendar(data: bytes, path: Path, *, force: bool = False) -> Path:
    """Write a calendar, readable by its owner only. Raises Refused where a file is there already."""
    if path.exists() and not force:
        raise Refused(f"{path} is there already.", hint=Act.NAME_ANOTHER_FILE)
    path.touch(mode=0o600)
    path.write_bytes(data)
    return path
