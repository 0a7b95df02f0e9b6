"""The day and the week so far."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lately:
    """Hours of work (unpaid ones too) and what they earned, in units of home currency.

    `n`: work sessions of the week. `left_out`: currencies without any exchange rate, whose money is not in.
    """

    day_hours: float
    week_hours: float
    day_money: int
    week_money: int
    n: int
    left_out: tuple[str, ...] = ()
