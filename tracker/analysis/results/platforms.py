"""How steady each platform is: survival, reliability, drift, promises (methods, sections 10 and 11)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.analysis.report import HourAhead, Hours, Rung, Window
from tracker.analysis.results.drift import Drift
from tracker.analysis.results.floor import Floor
from tracker.analysis.results.terms import JudgedBy
from tracker.errors import Caveat
from tracker.units import Units


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
class Promise:
    """Promised against delivered of one project; None if nothing was promised or nothing is known."""

    project: str
    weekly_hours: float | None
    weekly_delivered: float | None
    until: dt.date | None
    ended: dt.date | None
    rate: Units | None
    hourly: Units | None
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
    judged_by: tuple[JudgedBy, ...] = ()
    """The terms by which its pay days are on time or not: those of each kind of pay that was earned, those before them
    too where they changed; () if nothing was earned that has a due date by them."""
    pays: str | None = None
    """The currency of their amounts; None: the home currency."""
    ahead: HourAhead | None = None
    """What an hour there may leave in the next 52 weeks; None if that cannot be drawn."""
    floor: Floor | None = None
    """The floor that was set for an hour, beside its last weeks."""

    @property
    def rates(self) -> dict[str, Units | None]:
        """The hourly figures by name."""
        return {r.rung: r.rate for r in self.hourly}

    @property
    def kept(self) -> Rung:
        return self.hourly[-1]


@dataclass(frozen=True, slots=True)
class Overall:
    """All platforms together. `stopped`: of the `projects` that have begun, those that were paused or ended by their
    platform; `first_stop`: median days to that. `hours_to_first_pay`: the median of the `paying` platforms, of hours
    worked before the first money."""

    on_time: OnTime
    projects: int
    stopped: int
    first_stop: float | None
    notice: Notice
    hours_to_first_pay: float | None
    paying: int


@dataclass(frozen=True, slots=True)
class Platforms:
    """`first`: the first recorded day; the figures are those of all days from it to `as_of`, whatever window other
    pages look at. None if nothing is recorded."""

    as_of: dt.date
    first: dt.date | None
    currency: str
    platforms: tuple[PlatformCard, ...]
    caveats: tuple[Caveat, ...]

    @property
    def window(self) -> Window:
        """The days that the figures are of."""
        return Window(self.first, self.as_of, (self.as_of - self.first).days + 1 if self.first else 0)
