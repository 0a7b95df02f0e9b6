"""How steady the work is: the results of gaps, survival, reliability, drift and outlook (methods, 9 to 12)."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field

from tracker.analysis.report import Hours, Rung, Window
from tracker.errors import Caveat

# --- gaps (section 9) ---


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
    cost: int | None
    """Units of home currency."""
    open: bool = False
    """It still runs at as-of."""
    cut: bool = False
    """Time off or the end of the window cut it short: how long it would have lasted is not known."""
    lost_hours: float | None = None
    """Its available hours, scaled down where all gaps hold more than was left beside the hours worked."""
    before: int = 0
    """Idle days of it that lie before the window."""


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
    """Days with hours on offer; weekdays where no availability is declared."""
    idle_days: int
    available_hours: float | None
    worked_hours: float
    utilization: float | None
    gaps: tuple[Gap, ...]
    current: Gap | None
    survival: tuple[GapPoint, ...]
    """Empty under 10 spells or 3 ended ones."""
    median_days: float | None
    cost: int | None
    minimum: int
    """Idle days from which on a run counts as a gap."""
    days: tuple[DayState, ...]
    caveats: tuple[Caveat, ...]


# --- survival and reliability (sections 10 and 11) ---


@dataclass(frozen=True, slots=True)
class Share:
    """`k` of `n`, with a Wilson interval; share and interval are None under 5."""

    share: float | None
    low: float | None
    high: float | None
    n: int
    k: int


@dataclass(frozen=True, slots=True)
class SurvivalPoint:
    days: float
    at_risk: int
    events: int
    running: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class CancelledPoint:
    days: float
    incidence: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Survival:
    """How long projects of a platform last. Days are calendar days since the start."""

    n: int
    running: int
    ended: dict[str, int]
    """cancelled (deactivated counted in), completed, left."""
    curve: tuple[SurvivalPoint, ...]
    cancelled_by: tuple[CancelledPoint, ...]
    median_days: float | None
    median_low: float | None
    median_high: float | None
    restricted_mean_90: float | None
    first_stop_median: float | None
    """Days to the first pause or end by the platform."""
    followed_days: float | None
    """The longest follow-up: beyond it nothing is known."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Hours between word and effect of cancellations, deactivations and pauses."""

    median: float | None
    zero: Share
    """Stops without any notice, of those whose announcement is known."""
    n: int
    unknown: int


@dataclass(frozen=True, slots=True)
class OnTime:
    share: float | None
    low: float | None
    high: float | None
    n: int
    k: int
    by_age: int


@dataclass(frozen=True, slots=True)
class PayCurve:
    """Days from the due date's unit being earned (its last day) to its first money."""

    median: float | None
    p90: float | None
    n: int
    unpaid: int
    late: tuple[tuple[float, float], ...] = ()
    """(days after the due date, share still unpaid), for the outlook; negative days are early."""


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


@dataclass(frozen=True, slots=True)
class Promise:
    """Promised against delivered of one project; None where nothing was promised or nothing is known."""

    project: str
    weekly_hours: float | None
    weekly_delivered: float | None
    until: dt.date | None
    ended: dt.date | None
    rate: int | None
    hourly: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class PlatformCard:
    platform: str
    hours: Hours
    hourly: tuple[Rung, ...]
    survival: Survival
    notice: Notice
    paused_share: float | None
    on_time: OnTime
    days_to_pay: PayCurve
    paid_share: float | None
    counted_share: float | None
    unpaid_share: float | None
    hours_to_first_pay: float | None
    drift: Drift
    """The role with most active weeks."""
    drifts: tuple[Drift, ...]
    promises: tuple[Promise, ...]
    caveats: tuple[Caveat, ...]


@dataclass(frozen=True, slots=True)
class Platforms:
    """`first`: the first recorded day; the figures are those of all days from it to `as_of`, whatever window other
    pages look at. None where nothing is recorded."""

    as_of: dt.date
    first: dt.date | None
    currency: str
    platforms: tuple[PlatformCard, ...]
    caveats: tuple[Caveat, ...]


# --- outlook (section 12) ---


@dataclass(frozen=True, slots=True)
class Expected:
    """Money owed, and when it should come by the platform's own record. Units of home currency."""

    platform: str
    project: str | None
    amount: int
    due_on: dt.date
    likely_on: dt.date | None
    """Half of this platform's money has come by then; None where it has no record."""
    nine_in_ten_on: dt.date | None


@dataclass(frozen=True, slots=True)
class FanWeek:
    """What a coming week and all weeks up to it may bring (units of home currency), at 10, 50 and 90 %."""

    monday: dt.date
    low: int
    middle: int
    high: int
    total_low: int
    total_middle: int
    total_high: int


@dataclass(frozen=True, slots=True)
class Runway:
    """Weeks until the savings end; None: not within a year."""

    median: float | None
    low: float | None
    savings: int
    cost_week: int


@dataclass(frozen=True, slots=True)
class TaxQuarter:
    first: dt.date
    last: dt.date
    received: int
    expenses: int
    set_aside: int | None
    """None where no tax rate is set."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The same weeks without one platform."""

    platform: str
    fan: tuple[FanWeek, ...]
    runway: Runway | None
    share: float | None
    """Of the kept money of the weeks drawn from."""


@dataclass(frozen=True, slots=True)
class Outlook:
    as_of: dt.date
    currency: str
    owed: int
    expected: tuple[Expected, ...]
    fan: tuple[FanWeek, ...]
    """Empty where there are too few weeks to draw from."""
    weeks: int
    """Complete weeks drawn from."""
    drift: float | None
    """Yearly change drawn into the fan; None where none is certain."""
    runway: Runway | None
    without: tuple[WhatIf, ...] = ()
    tax: tuple[TaxQuarter, ...] = ()
    caveats: tuple[Caveat, ...] = field(default=())
    savings_alone: float | None = None
    """Weeks that the savings pay for if nothing more came at all; None where cost or savings are not set."""
