"""The lives of projects, and which may go on with the work of which."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

When = dt.datetime | dt.date
"""An instant in UTC, or a calendar day if no time is known."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One event with its row. `day`: the home zone's day of its effect; `notice`: hours, None if unknown."""

    row: int
    event: str
    day: dt.date
    happened_at: When
    announced_at: When | None
    notice: float | None
    rate: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one state, both ends in it; `paused` or running."""

    first: dt.date
    last: dt.date
    paused: bool


@dataclass(frozen=True, slots=True)
class RateStep:
    """From this day on (None: from the start) an hour or task was to pay so much."""

    since: dt.date | None
    rate: int
    event: str | None


@dataclass(frozen=True, slots=True)
class Life:
    """One project up to as-of. `state`: offered (not begun), running, paused or ended; `end` is then the
    ending's event. `ahead`: announced, not yet in effect. Hours are counted hours of paid work; `earned` is
    what sessions accrued in `currency`, None if they have several currencies."""

    row: int
    platform: str
    project: str
    alias: str | None
    role: str | None
    currency: str
    state: str
    started: dt.date | None
    last_worked: dt.date | None
    stretches: tuple[Stretch, ...]
    events: tuple[LifeEvent, ...]
    ahead: tuple[LifeEvent, ...]
    end: LifeEvent | None
    rates: tuple[RateStep, ...]
    promised_weekly: float | None
    promised_until: dt.date | None
    agreed_rate: int | None
    hours: float
    earned: int | None
    successor_of: str | None
    successor: str | None

    @property
    def days(self) -> int | None:
        """Calendar days from start to end, or to as-of while it runs."""
        if not self.stretches:
            return None
        return (self.stretches[-1].last - self.stretches[0].first).days + 1

    @property
    def weekly_hours(self) -> float | None:
        """Hours of paid work a week, from start to end, pauses in; None under a week."""
        return self.hours * WEEK / self.days if self.days is not None and self.days >= WEEK else None

    @property
    def hourly(self) -> int | None:
        """What an hour came to, before fees."""
        return round(self.earned / self.hours) if self.earned is not None and self.hours > 0 else None


@dataclass(frozen=True, slots=True)
class Offer:
    """`new` may go on with the work of `ended`, both projects of `platform`; `row` is the new one's."""

    platform: str
    ended: str
    ended_on: dt.date
    new: str
    began_on: dt.date
    row: int
