"""How money that is owed stands by the terms of pay: what waits, what is coming, and until when one can object."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.units import Units


@dataclass(frozen=True, slots=True)
class Sum:
    """Open money of one platform, state and currency. `amount`: units of `currency`; `home`: of home currency.

    `state`: one of `terms_of_pay.due.State`; `overdue`: it is due, and late. `next_on` and `last_on`: the first and
    the last day by which it is due at the latest; None if nobody says so. `threshold`: the smallest sum that is
    paid, and `missing`: what is missing to it, both in the platform's currency, if it is deferred.
    """

    platform: str
    currency: str
    state: str
    overdue: bool
    amount: Units
    home: Units
    earned_from: dt.date
    earned_to: dt.date
    next_on: dt.date | None
    last_on: dt.date | None
    threshold: Units | None = None
    missing: Units | None = None


@dataclass(frozen=True, slots=True)
class Exposure:
    """What one platform has of the worker: handed in and not in the bank. Units of home currency.

    `owed`: not settled, in any state; `on_the_way`: sent and not arrived yet; `in_wallet`: paid into its wallet and
    not moved out of it (transfers from an account that has the platform's name).
    """

    platform: str
    owed: Units
    on_the_way: Units
    in_wallet: Units

    @property
    def total(self) -> Units:
        return self.owed + self.on_the_way + self.in_wallet


@dataclass(frozen=True, slots=True)
class NextPayDay:
    """A pay day to come. `closes_on`: the last day of the cycle that it pays, None without a cycle; `kept_until`: the
    last day on which it still is on time; `home`: what of it is earned already, units of home currency; `assumed`: no
    terms are entered, and the usual delay is taken."""

    platform: str
    closes_on: dt.date | None
    due_on: dt.date
    kept_until: dt.date
    home: Units
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when one can object to what a platform counted or refused. `row`: of the work session; `money`: units of
    `currency` that it is about, None if they are not known."""

    platform: str
    project: str | None
    row: int
    day: dt.date
    ends_on: dt.date
    days_left: int
    money: Units | None
    currency: str


@dataclass(frozen=True, slots=True)
class Standing:
    """All of it at one day, home currency `currency`."""

    as_of: dt.date
    currency: str
    sums: tuple[Sum, ...]
    exposures: tuple[Exposure, ...]
    pay_days: tuple[NextPayDay, ...]
    deadlines: tuple[Deadline, ...]

    def home(self, state: str) -> int:
        """What is in a state over all platforms, in units of home currency."""
        return sum(s.home for s in self.sums if s.state == state)
