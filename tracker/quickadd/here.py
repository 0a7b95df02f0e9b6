"""What a line is read against: the time, the zone, the names of the ledger."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tracker.domain import Availability, Earning, Expense, PayModel, Payout, ProjectEvent, QueueCheck, WorkSession
from tracker.errors import InputError
from tracker.quickadd.days import Days, Lean, say_day
from tracker.quickadd.line import Line
from tracker.quickadd.places import Names, Place, SeveralFit
from tracker.quickadd.prices import Price, marked, price

Loggable = WorkSession | Earning | Payout | ProjectEvent | Expense | Availability | QueueCheck
"""What a line can mean."""


@dataclass(frozen=True, slots=True)
class Here:
    """`now` (in the zone) is the latest moment that can be meant; `day` the one that is meant where none is
    said and from which words count, None where nothing says it. `pick` is the place that was
    chosen where several fit alike."""

    now: dt.datetime
    zone: ZoneInfo
    names: Names
    home: str = "USD"
    day: dt.date | None = None
    dates: str | None = None
    """The order of numeric dates, where a person has said it for these very lines."""
    decimal: str | None = None
    until: dt.date | None = None
    pick: Place | None = None
    order: str | None = None
    """The order in which the reader's locale writes dates (dmy, mdy)."""
    live: bool = True
    """Whether the line is typed at `now`: then it may mean the present moment, and the night before."""

    @property
    def is_now(self) -> bool:
        """Whether what is said may be about this very moment."""
        return self.live and self.day == self.today

    @property
    def today(self) -> dt.date:
        """The last day that is not in the future."""
        return self.now.date()

    def days(self, lean: Lean = Lean.PAST) -> Days:
        return Days(self.day or self.today, lean, self.dates, self.day is not None)

    def past(self, day: dt.date) -> dt.date:
        """The day, if it is not in the future."""
        if day > self.today:
            raise InputError(f"{say_day(day)} lies in the future.", hint="Say the day as 2026-05-31.", code="future")
        return day

    # --- what all kinds of lines may hold --------------------------------------------------------------

    def money(self, line: Line, *, bare: bool = False) -> Price | None:
        """An amount with its currency before or behind it; a number alone only where `bare`."""
        found = line.take(3, lambda t: marked(t, self.decimal))
        return found or (line.take(1, lambda t: price(t, self.decimal)) if bare else None)

    def place(self, line: Line) -> Place:
        """The platform and project that the words that are left mean."""
        return self.pick or self.names.place(line.words)

    def platform(self, line: Line) -> Place:
        """The platform that the words that are left mean."""
        if self.pick:
            return self.pick
        try:
            return self.names.platform(line.words)
        except SeveralFit as several:
            only = list(dict.fromkeys(Place(p.platform) for p in several.places))
            if len(only) > 1:
                raise SeveralFit(several.text, only) from None
            return only[0]

    def currency(self, place: Place) -> str:
        return self.names.currency(place.platform, place.project) or self.home

    def per_task(self, place: Place) -> bool:
        """Whether a rate there is one per task."""
        project = self.names.projects.get((place.platform, place.project or ""))
        return project is not None and project.pay_model == PayModel.PER_TASK
