"""What the next weeks may bring (methods, section 12)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tracker.analysis.report import Prospect, with_prospect
from tracker.errors import Caveat
from tracker.units import Units


@dataclass(frozen=True, slots=True)
class Expected:
    """Money owed, and when it should come by the platform's own record. Units of home currency.

    `due_on`: None unless it is due on a day: `state` (of `terms_of_pay.due.State`) says what is in the way, and
    `latest_on` by which day it is due all the same, if the terms give one.
    """

    platform: str
    project: str | None
    amount: Units
    due_on: dt.date | None
    latest_on: dt.date | None
    likely_on: dt.date | None
    """Half of this platform's money has come by then; None if it has no record."""
    nine_in_ten_on: dt.date | None
    state: str
    here_soon: float | None = None
    """The share of such money that has come 4 weeks after as-of, by this platform's record; None without one."""

    @property
    def dated(self) -> bool:
        """Is there a day on which it is due?"""
        return self.due_on is not None


@dataclass(frozen=True, slots=True)
class FanWeek:
    """What a coming week and all weeks up to it may bring (units of home currency), at 10, 50 and 90 %."""

    monday: dt.date
    low: Units
    middle: Units
    high: Units
    total_low: Units
    total_middle: Units
    total_high: Units


@dataclass(frozen=True, slots=True)
class Runway:
    """Weeks until the savings end; None: not within a year."""

    median: float | None
    low: float | None
    savings: Units
    cost_week: Units


@dataclass(frozen=True, slots=True)
class TaxQuarter:
    first: dt.date
    last: dt.date
    received: Units
    expenses: Units
    set_aside: Units | None
    """None if no tax rate is set."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The same weeks without one platform."""

    platform: str
    fan: tuple[FanWeek, ...]
    runway: Runway | None
    share: float | None
    """Of what the weeks of the fan bring on average, with it."""


@dataclass(frozen=True, slots=True)
class Outlook:
    as_of: dt.date
    currency: str
    owed: Units
    expected: tuple[Expected, ...]
    fan: tuple[FanWeek, ...]
    """Empty if there are too few weeks to draw from."""
    weeks: int
    """Complete weeks that the draws learn from."""
    drift: float | None
    """Yearly change of what runs now, drawn into the fan; None if no rate moves for certain."""
    runway: Runway | None
    prospect: Prospect
    without: tuple[WhatIf, ...] = ()
    tax: tuple[TaxQuarter, ...] = ()
    caveats: tuple[Caveat, ...] = field(default=())
    soon_on: dt.date | None = None
    """The day of `soon`: 4 weeks after as-of."""
    soon: Units = 0
    """What of the money owed has come by then, each amount times the share of such money that has."""
    savings_alone: float | None = None
    """Weeks that the savings pay for if nothing more came at all; None if cost or savings are not set."""

    @property
    def all_caveats(self) -> tuple[Caveat, ...]:
        """Its own, and those of what may come."""
        return with_prospect(self.caveats, self.prospect)
