"""How the hourly rate of a role moves on a platform (methods, section 11)."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drift:
    """`verdict`: drop, rise, steady or too_short. `change` is a share (-.1: 10 % less), `slope_per_year` the
    yearly change of the rate's logarithm; `yearly` says it as a share."""

    role: str | None
    change: float | None
    slope_per_year: float | None
    p: float | None
    weeks: int
    verdict: str
    points: tuple[tuple[dt.date, float], ...] = ()
    """(Monday, hourly in home currency units) of each active week."""

    @property
    def yearly(self) -> float | None:
        """The slope as the share by which the rate changes in a year."""
        return None if self.slope_per_year is None else math.expm1(self.slope_per_year)
