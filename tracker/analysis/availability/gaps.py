"""Gaps: days on offer without task work, why, what they cost and how long they last (methods, section 9).

mon tue wed thu fri sat sun mon tue wed      # worked   . idle    (blank) not a listed weekday
 #   .   .   .   .           .   #           one gap of 5 idle days, ended by work
 #   .   .  off  .   .                       time off ends the first run: it is cut short, and no gap
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from tracker.analysis.availability.causes import Causes, causes
from tracker.analysis.fx import ReferenceRates
from tracker.analysis.hourly import promised, worth_unknown
from tracker.analysis.hours.days import daily_hours
from tracker.analysis.hours.declared import available_hours, listed_weekdays
from tracker.analysis.hours.unknown_pay import rung_hours
from tracker.analysis.hours.window import choose_window
from tracker.analysis.ledger_basis import Basis, make_basis
from tracker.analysis.projects.lives import lives
from tracker.analysis.report import Window
from tracker.analysis.results.gaps import DayState, Gap, GapPoint, Gaps
from tracker.analysis.results.projects import Life
from tracker.analysis.survival import kaplan_meier, quantile
from tracker.domain import Activity, AvailabilityKind
from tracker.errors import Caveat
from tracker.frames import LedgerFrames
from tracker.say import Act
from tracker.units import DAY

Array: TypeAlias = np.ndarray[Any, Any]

MINIMUM = 3
"""Idle days from which on a run of them is a gap."""
SPELLS, ENDED = 10, 3
"""How many gaps, and how many of them ended, it takes before a curve shows how long they last."""
OF_ACCRUAL = frozenset({"no_rate", "rate_stale", "hourly_without_rate", "per_task_without_tasks"})
"""Caveats of money that touch what an hour was worth."""


def build_gaps(
    frames: LedgerFrames,
    as_of: dt.date,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    minimum: int = MINIMUM,
    reference: ReferenceRates | None = None,
) -> Gaps:
    """Gaps of a window (None: the default one), each with cause and cost, and how long gaps last.

    Args:
        frames: the ledger; facts after `as_of` do not exist.
        minimum: idle days from which on a run counts as a gap.
        reference: a table of exchange rates from outside the ledger.

    An empty ledger has no gaps, and None for what cannot be known. Source: methods, section 9. Caveats:
    `nothing_recorded`, `availability_undeclared`, `gaps_scaled`, `too_few_gaps`, `no_hours`, `pay_unknown`, and
    those of accrual where a cost is said.
    """
    return gaps_of(make_basis(frames, as_of, reference), start, end, minimum=minimum)


def gaps_of(
    basis: Basis,
    start: dt.date | None = None,
    end: dt.date | None = None,
    *,
    minimum: int = MINIMUM,
    known: Sequence[Life] | None = None,
) -> Gaps:
    """The same from what is computed already; `known` are the projects' lives."""
    window = choose_window(basis.first, basis.as_of, start, end)
    if window.start is None or basis.first is None:
        return _nothing(basis, window, minimum)
    grid = _grid(basis, min(basis.first, window.start), window.end)
    look = (window.start - grid.first).days
    why = causes(basis.frames, basis.as_of, lives(basis) if known is None else known)
    shown = basis.between(window.start, window.end)
    found = _gaps(grid, look, minimum, basis.as_of, why)
    worked = float(grid.hours[look:].sum())
    offered = None if grid.offered is None else float(grid.offered[look:].sum())
    scale = _scale(found, offered, worked)
    rate, unknown = _all_hours_rate(shown, worked)
    found = [_costed(g, scale, rate) for g in found]
    curve, median = _curve(found)
    return Gaps(
        as_of=basis.as_of,
        window=window,
        currency=basis.frames.settings.home_currency,
        available_days=int(grid.available[look:].sum()),
        idle_days=int(grid.idle[look:].sum()),
        available_hours=offered,
        worked_hours=worked,
        utilization=worked / offered if offered else None,
        gaps=tuple(found),
        current=next((g for g in found if g.open), None),
        survival=curve,
        median_days=median,
        cost=_sum([g.cost for g in found]) if offered is not None and (rate is not None or not found) else None,
        minimum=minimum,
        days=_day_states(grid, look, why),
        caveats=_caveats(basis, grid, found, scale, rate, unknown),
    )


def _nothing(basis: Basis, window: Window, minimum: int) -> Gaps:
    said = (Caveat("nothing_recorded", "Nothing is recorded in this window.", 0),)
    currency = basis.frames.settings.home_currency
    return Gaps(basis.as_of, window, currency, 0, 0, None, 0.0, None, (), None, (), None, None, minimum, (), said)


# --- the days -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Grid:
    """Days from `first` on, one entry each. `offered`: available hours, None if nothing is declared.

    `listed`: the weekday is one that is offered. `available`: there is something to offer that day. `off`:
    declared time off. `known`: not before availability is known. `hours`: all hours worked.
    """

    first: dt.date
    hours: Array
    worked: Array
    offered: Array | None
    listed: Array
    available: Array
    off: Array
    known: Array

    @property
    def idle(self) -> Array:
        found: Array = self.available & ~self.worked
        return found

    def day(self, i: int) -> dt.date:
        return self.first + i * DAY


def _grid(basis: Basis, first: dt.date, last: dt.date) -> _Grid:
    n = (last - first).days + 1
    availability = basis.frames.availability
    declared = available_hours(availability, first, last)
    offered = None if declared is None else declared.to_numpy(dtype=float)
    listed, off = listed_weekdays(availability, first, last), _time_off(availability, first, n)
    since = basis.first if declared is None else _first_available(availability)
    known = np.arange(n) >= ((since or first) - first).days
    available = listed & known & ~off if offered is None else offered > 0
    days = daily_hours(basis.hours)
    hours, worked = np.zeros(n), np.zeros(n, dtype=bool)
    at, inside = _places(days["day"], first, n)
    hours[at] = (days["paid"] + days["unpaid"]).to_numpy()[inside]
    tasks = basis.hours.loc[basis.hours["activity"] == Activity.TASK.value, "day"]
    worked[_places(tasks, first, n)[0]] = True
    return _Grid(first, hours, worked, offered, listed, available, off, known)


def _places(days: pd.Series, first: dt.date, n: int) -> tuple[Array, Array]:
    """Positions of days in the grid, and which of them are in it."""
    at = ((days - pd.Timestamp(first)) // DAY).to_numpy(dtype="int64")
    inside = (at >= 0) & (at < n)
    return at[inside], inside


def _time_off(availability: pd.DataFrame, first: dt.date, n: int) -> Array:
    off = np.zeros(n, dtype=bool)
    rows = availability[availability["kind"] == AvailabilityKind.TIME_OFF.value]
    starts = ((rows["starts_on"] - pd.Timestamp(first)) // DAY).to_list()
    ends = ((rows["ends_on"] - pd.Timestamp(first)) // DAY + 1).fillna(n).astype("int64").to_list()
    for start, end in zip(starts, ends, strict=True):
        off[max(start, 0) : max(end, 0)] = True
    return off


def _first_available(availability: pd.DataFrame) -> dt.date | None:
    rows = availability[availability["kind"] == AvailabilityKind.AVAILABLE.value]
    earliest = rows["starts_on"].min()
    return None if pd.isna(earliest) else earliest.date()


# --- the gaps -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Run:
    """Idle days without a break, by position. `how` it ended: worked, cut, or open at the last day."""

    days: tuple[int, ...]
    how: str


def _runs(grid: _Grid) -> list[_Run]:
    """Maximal runs of idle days. A weekday that is not listed neither breaks nor lengthens one; a worked day
    ends it; a listed day with nothing to offer (time off) cuts it."""
    out: list[_Run] = []
    days: list[int] = []

    def close(how: str) -> None:
        if days:
            out.append(_Run(tuple(days), how))
            days.clear()

    for i, (idle, worked, listed) in enumerate(zip(grid.idle, grid.worked, grid.listed, strict=True)):
        if idle:
            days.append(i)
        elif worked:
            close("worked")
        elif listed:
            close("cut")
    close("open")
    return out


def _gaps(grid: _Grid, look: int, minimum: int, as_of: dt.date, why: Causes) -> list[Gap]:
    """Runs with at least `minimum` idle days from position `look` on; neither scaled nor costed yet."""
    whole = grid.day(len(grid.hours) - 1) == as_of
    worked = np.flatnonzero(grid.worked)
    out = []
    for run in _runs(grid):
        inside = [i for i in run.days if i >= look]
        if len(inside) < minimum:
            continue
        first, last = grid.day(inside[0]), grid.day(inside[-1])
        earlier = int(np.searchsorted(worked, inside[0]))
        before = grid.day(int(worked[earlier - 1])) if earlier else None
        cause, platform = why.of(first, last, before)
        runs_on = run.how == "open"
        offered = None if grid.offered is None else float(grid.offered[inside].sum())
        out.append(
            Gap(
                first, last, len(inside), offered, cause, platform, None, open=runs_on and whole,
                cut=run.how == "cut" or (runs_on and not whole), before=len(run.days) - len(inside),
            )
        )  # fmt: skip
    return out


def _scale(found: Sequence[Gap], offered: float | None, worked: float) -> float:
    """What the gaps' hours are multiplied by, so that they do not exceed what was left beside the work."""
    held = sum(g.available_hours or 0.0 for g in found)
    left = max((offered or 0.0) - worked, 0.0)
    return left / held if held > left else 1.0


def _all_hours_rate(shown: Basis, worked: float) -> tuple[float | None, bool]:
    """Units of home currency per hour of all work in the window (rung 4), and whether the pay is unknown."""
    if worked <= 0:
        return None, False
    parts = shown.money.parts
    accrued = int(parts.loc[parts["ref"] != "unmatched", "accrued"].sum())
    paid = bool(shown.hours["paid"].any())
    days = daily_hours(shown.hours)
    rung = rung_hours(shown.hours, days, shown.money.found, shown.money.unpriced)
    if rung.alone or (paid and worth_unknown(shown.rates, promised(shown.rates, parts, "mid"), accrued)):
        return None, True
    return accrued / (rung.paid + float(days["unpaid"].sum())), False


def _costed(gap: Gap, scale: float, rate: float | None) -> Gap:
    if gap.available_hours is None:
        return gap
    lost = gap.available_hours * scale
    return replace(gap, lost_hours=lost, cost=None if rate is None else round(lost * rate))


def _sum(costs: Sequence[int | None]) -> int:
    return sum(c for c in costs if c is not None)


def _curve(found: Sequence[Gap]) -> tuple[tuple[GapPoint, ...], float | None]:
    """How long gaps last: Kaplan-Meier over idle days. A gap that was under way when the window opened enters
    with the days it had; open and cut ones are censored. Nothing under 10 gaps or 3 ended ones."""
    ended = [not (g.open or g.cut) for g in found]
    if len(found) < SPELLS or sum(ended) < ENDED:
        return (), None
    curve = kaplan_meier([g.before + g.days for g in found], ended, [g.before for g in found])
    columns = zip(curve.times, curve.events, curve.estimate, curve.low, curve.high, strict=True)
    points = tuple(GapPoint(round(t), s, low, high) for t, d, s, low, high in columns if d)
    return points, quantile(curve).time


# --- days and caveats -----------------------------------------------------------------------------------


def _day_states(grid: _Grid, look: int, why: Causes) -> tuple[DayState, ...]:
    n = len(grid.hours)
    paused = np.zeros(n, dtype=bool)
    for stretch in (s for x in why.lives for s in x.stretches if s.paused):
        paused[max((stretch.first - grid.first).days, 0) : max((stretch.last - grid.first).days + 1, 0)] = True
    checked = {k.day: k.outcome for k in sorted(why.looks, key=lambda k: k.at)}
    idle = grid.idle
    return tuple(
        DayState(
            day := grid.day(i),
            _state(grid, i, bool(idle[i]), bool(paused[i])),
            float(grid.hours[i]),
            None if grid.offered is None else float(grid.offered[i]),
            checked.get(day),
        )
        for i in range(look, n)
    )


def _state(grid: _Grid, i: int, idle: bool, paused: bool) -> str:
    if grid.worked[i]:
        return "worked"
    if idle:
        return "paused" if paused else "idle"
    if grid.off[i]:
        return "off"
    return "none" if grid.listed[i] or not grid.known[i] else "unlisted"


def _caveats(
    basis: Basis, grid: _Grid, found: Sequence[Gap], scale: float, rate: float | None, unknown: bool
) -> tuple[Caveat, ...]:
    out = []
    if grid.offered is None:
        text = (
            "No availability is declared: gaps are counted in weekdays, Monday to Friday, and what they cost is "
            "unknown. {way}"
        )
        out.append(Caveat("availability_undeclared", text, way=Act.DECLARE_AVAILABILITY))
    if scale < 1:
        text = "The gaps hold more available hours than were left beside the hours worked: lost hours are scaled down."
        out.append(Caveat("gaps_scaled", text, len(found)))
    if found and (len(found) < SPELLS or sum(not (g.open or g.cut) for g in found) < ENDED):
        text = "How long gaps last is not drawn from {n} of them: it takes {spells}, {ended} of them over."
        out.append(Caveat("too_few_gaps", text, len(found), spells=SPELLS, ended=ENDED))
    if found and grid.offered is not None and rate is None:
        out.append(_no_rate(unknown))
    if found and grid.offered is not None and rate is not None:
        out += [c for c in basis.money.caveats if c.code in OF_ACCRUAL]
    return tuple(out)


def _no_rate(unknown: bool) -> Caveat:
    if unknown:
        text = "What the paid hours earned is not known, so what the gaps cost is unknown."
        return Caveat("pay_unknown", text)
    return Caveat("no_hours", "No hours are recorded in this window, so what the gaps cost is unknown.", 0)
