"""Gaps between work, with cause and cost (methods, section 9)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.analysis.report import Window
from tracker.errors import Caveat
from tracker.units import Units


@dataclass(frozen=True, slots=True)
class DayState:
    """One calendar day. `state`: worked, idle, off, paused (idle while a project pauses), unlisted (a weekday
    that is not offered) or none (before availability is known). Hours are own-timed, all of them."""

    day: dt.date
    state: str
    hours: float
    available: float | None
    checked: str | None = None
    """What a look at the queue found that day: nothing_offered, offered, or None."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A run of idle days. `first` and `last` are idle days; `days` counts idle days only."""

    first: dt.date
    last: dt.date
    days: int
    available_hours: float | None
    cause: str
    platform: str | None
    cost: Units | None
    """Units of home currency."""
    open: bool = False
    """It still runs at as-of."""
    cut: bool = False
    """Time off or the end of the window cut it short: how long it would have lasted is not known."""
    lost_hours: float | None = None
    """Its available hours, scaled down where all gaps hold more than was left beside the hours worked."""
    before: int = 0
    """Idle days of it that are before the window."""


@dataclass(frozen=True, slots=True)
class GapPoint:
    days: int
    still_idle: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Gaps:
    as_of: dt.date
    window: Window
    currency: str
    available_days: int
    """Days with hours on offer; weekdays if no availability is declared."""
    idle_days: int
    available_hours: float | None
    worked_hours: float
    utilization: float | None
    gaps: tuple[Gap, ...]
    current: Gap | None
    survival: tuple[GapPoint, ...]
    """Empty under 10 spells or 3 ended ones."""
    median_days: float | None
    cost: Units | None
    minimum: int
    """Idle days from which on a run counts as a gap."""
    days: tuple[DayState, ...]
    caveats: tuple[Caveat, ...]
