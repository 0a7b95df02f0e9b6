"""The whole answer for one window: hours, money, the ladder, the year, the road (methods, sections 2 to 8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.errors import Caveat
from tracker.units import Units

NOTHING_LISTED = 100
"""Percent of the hours without an advertised rate (caveat `no_headline`) at which no listing is known at all."""


def listed(caveats: Iterable[Caveat]) -> bool:
    """Whether any listing's rate is known: without one the first rung only repeats what was agreed.

    >>> listed([]), listed([Caveat("no_headline", "", 40)]), listed([Caveat("no_headline", "", 100)])
    (True, True, False)
    """
    return not any(c.code == "no_headline" and c.n >= NOTHING_LISTED for c in caveats)


def mixed(caveats: Iterable[Caveat]) -> bool:
    """Whether the first rung holds agreed rates beside listings.

    >>> mixed([]), mixed([Caveat("no_headline", "", 40)]), mixed([Caveat("no_headline", "", 100)])
    (False, True, False)
    """
    return any(c.code == "no_headline" and c.n < NOTHING_LISTED for c in caveats)


MOST = 0.8
"""A share of what was kept: where less has arrived, the first sentence says so."""


def arrived_share(kept: int | None, arrived: int | None) -> float | None:
    """How much of what was kept for an hour has arrived, 0 to 1; None if nothing was kept or it is not known.

    >>> arrived_share(25_0000, 20_0000), arrived_share(25_0000, -1), arrived_share(0, 0)
    (0.8, 0.0, None)
    """
    if kept is None or arrived is None or kept <= 0:
        return None
    return min(max(arrived / kept, 0.0), 1.0)


RUNGS = ("headline", "agreed", "own_timed", "all_hours", "collected", "kept")


@dataclass(frozen=True, slots=True)
class Window:
    """Days looked at, both ends in it. None and 0 days where the ledger holds nothing."""

    start: dt.date | None
    end: dt.date
    days: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of the window; `available` is None if no availability was declared."""

    paid_own: float
    paid_counted: float
    unpaid: float
    all: float
    available: float | None
    unpaid_by_activity: dict[str, float]


@dataclass(frozen=True, slots=True)
class MoneySums:
    """Sums of the window in units of home currency."""

    accrued: Units
    settled: Units
    not_yet_due: Units
    overdue: Units
    written_off: Units
    fees: Units
    fx: Units
    expenses: Units
    unmatched: Units
    kept: Units
    cash_received: Units


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the ladder, in units of home currency per hour. Low and high: kept only."""

    rung: str
    rate: Units | None
    low: Units | None = None
    high: Units | None = None


@dataclass(frozen=True, slots=True)
class Annual:
    """A year at this pace, in units of home currency."""

    headline_full_time: Units | None
    headline_available: Units | None
    effective: Units | None
    low: Units | None
    high: Units | None
    level: float
    method: str | None
    weeks: int


@dataclass(frozen=True, slots=True)
class Factor:
    """One step of the road; value and shapley are None for additive steps. Units of home currency a year."""

    name: str
    value: float | None
    contribution: Units
    shapley: Units | None


@dataclass(frozen=True, slots=True)
class Volatility:
    weekly_cv: float | None
    four_week_cv: float | None
    median_arc_change: float | None
    dry_week_share: float | None
    dips_per_year: float | None
    spikes_per_year: float | None
    worst_13_weeks: Units | None
    """Kept in the worst 13 weeks in a row, units of home currency."""
    weeks: int


@dataclass(frozen=True, slots=True)
class Concentration:
    top_platform: str | None
    top_share: float | None
    hhi: float | None
    effective_platforms: float | None


@dataclass(frozen=True, slots=True)
class Week:
    """One complete week of the window. Units of home currency, hours."""

    monday: dt.date
    paid_hours: float
    unpaid_hours: float
    kept: Units
    unmatched: Units


@dataclass(frozen=True, slots=True)
class Group:
    """The ladder of one platform, project or role. `key` is "" if rows name none."""

    key: str
    hours: Hours
    money: MoneySums
    hourly: tuple[Rung, ...]
    caveats: tuple[Caveat, ...] = ()
    platform: str = ""
    """With `project`: whose project it is, where the groups are projects."""
    project: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Kept of all work of the next `weeks` weeks together, units of home currency: half of the draws are above
    `median`, one in twenty below `low`, one in twenty above `high`. `share_running`: of their mean, the part that what
    runs now brings. `rate`, `rate_low`, `rate_high`: the same three of what is kept per hour of all work in these
    weeks, off the same draws; None if no hours are known."""

    weeks: int
    median: Units
    low: Units
    high: Units
    share_running: float | None
    rate: Units | None = None
    rate_low: Units | None = None
    rate_high: Units | None = None


YEAR_AHEAD = 52
"""Weeks of the longer look."""


@dataclass(frozen=True, slots=True)
class HourAhead:
    """What an hour of all work on one platform may leave in the next 52 weeks, units of home currency: half of the
    draws with work there are above `rate`, one in twenty below `low`, one in twenty above `high`."""

    platform: str
    rate: Units
    low: Units
    high: Units


@dataclass(frozen=True, slots=True)
class Told:
    """What a published release tells that a prospect leans on. `ended_30`, `ended_90`: of projects started, the share
    that the platform ended within 30 and 90 days; `spread`: of log rates between people; None: not told. `worth`:
    projects of one's own that the lives count for. `simulated`: nobody is in it."""

    name: str
    quarter: str
    ended_30: float | None
    ended_90: float | None
    spread: float | None
    worth: float
    simulated: bool


@dataclass(frozen=True, slots=True)
class Prospect:
    """A predictive distribution, no average of what was.

    `looks`: of 13 and of 52 weeks; empty if no range can be given (`caveats` say why). `n_projects`: projects and
    accounts that brought anything in the last two years; `running`: how many run now; `ended`: how many have ended.
    `prior_weight`: 0 to 1, how much the range leans on what is usual rather than on this ledger; None without a range.
    """

    looks: tuple[Look, ...]
    level: float
    n_projects: int
    running: int
    ended: int
    prior_weight: float | None
    method: str | None
    caveats: tuple[Caveat, ...] = ()
    platforms: tuple[HourAhead, ...] = ()
    """By platform; left out if no hours are known, or if most draws have no work there."""
    told: Told | None = None
    """The release that the range leans on beside the ledger; None: it leans on none."""

    def hour(self, platform: str) -> HourAhead | None:
        """That of one platform."""
        return next((x for x in self.platforms if x.platform == platform), None)

    def look(self, weeks: int) -> Look | None:
        """The one of this number of weeks."""
        return next((x for x in self.looks if x.weeks == weeks), None)


def with_prospect(caveats: Iterable[Caveat], prospect: Prospect) -> tuple[Caveat, ...]:
    """The caveats of an answer and of what may come beside it, each sentence once."""
    return tuple({str(c.text): c for c in (*caveats, *prospect.caveats)}.values())


NO_PROSPECT = Prospect((), 0.9, 0, 0, 0, None, None)
"""We have no figures for what may come."""


@dataclass(frozen=True, slots=True)
class Report:
    as_of: dt.date
    window: Window
    currency: str
    hours: Hours
    money: MoneySums
    hourly: tuple[Rung, ...]
    headline_low: Units | None
    """Rung 1 with every listing at its lower end: the foot of the advertised band."""
    headline_high: Units | None
    annual: Annual
    arrived: Units | None
    """Per hour of all work: kept without what is not yet due."""
    road_start: Units | None
    factors: tuple[Factor, ...]
    by: tuple[Group, ...]
    volatility: Volatility
    concentration: Concentration
    weeks: tuple[Week, ...]
    caveats: tuple[Caveat, ...]
    n: int
    """Work sessions and earnings in the window."""
    prospect: Prospect = NO_PROSPECT
    """What the weeks after as-of may bring, whatever the window."""

    @property
    def all_caveats(self) -> tuple[Caveat, ...]:
        """Its own, and those of what may come."""
        return with_prospect(self.caveats, self.prospect)

    def rung(self, name: str) -> Rung:
        return next(r for r in self.hourly if r.rung == name)


@dataclass(frozen=True, slots=True)
class OwedItem:
    """Accruals of one platform, project, due date and state that are open. Units of home currency."""

    platform: str
    project: str | None
    earned_from: dt.date
    earned_to: dt.date
    amount: Units
    due_on: dt.date
    days_late: int
    """0 if it is not yet due."""
    state: str = "due"
    """How it stands by the terms of pay; in all but `due` the due date is only a day near which money may come."""


@dataclass(frozen=True, slots=True)
class Owed:
    as_of: dt.date
    currency: str
    total: Units
    overdue: Units
    items: tuple[OwedItem, ...]
    age_bands: dict[str, Units]
    """not_yet_due, 1-7, 8-30, 31-60, 61-90, over_90 days late -> units."""
    caveats: tuple[Caveat, ...]
