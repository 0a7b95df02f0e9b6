"""A goal of a week or a month, and how far it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Goal:
    """One period, `first` to `last`: hours and units of home currency wanted (None: no goal) and reached so far.

    Hours are all hours of work, unpaid ones too; money is what they and other earnings of these days came to, whether
    it is paid or not, before deductions. `left_out`: currencies without an exchange rate, whose money is not in.
    """

    first: dt.date
    last: dt.date
    hours_wanted: Decimal | None
    hours: float
    money_wanted: int | None
    money: int
    left_out: tuple[str, ...] = ()
