"""Goals of a week and a month: hours worked and money earned so far, beside what was wanted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tracker.analysis.results.goals import Goal
from tracker.desk import lately
from tracker.units import DAY, monday
from tracker.words.calendar_days import month_first, month_last

if TYPE_CHECKING:
    from tracker.desk.session import Desk


def goals(desk: Desk, as_of: dt.date | None = None) -> list[Goal]:
    """The week and the month of a day, those with a goal; nothing is read if there is none."""
    day, wanted = as_of or desk.today(), desk.settings()
    periods = (
        (monday(day), monday(day) + 6 * DAY, wanted.goal_week_hours, wanted.goal_week_money),
        (month_first(day), month_last(day), wanted.goal_month_hours, wanted.goal_month_money),
    )
    made = []
    for first, last, hours, money in periods:
        if hours is not None or money is not None:
            so_far = lately.since(desk, first, day)
            made.append(Goal(first, last, hours, so_far.week_hours, money, so_far.week_money, so_far.left_out))
    return made
