"""How long things last while some still run: product-limit curves and competing ends (methods, section 10).

Plain arrays in, small frozen results out. A subject is under observation on (entry, duration]:

    entry            duration
      |-----------------X      ended: an event
      |-----------------|      censored: it lasted at least this long
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from tracker.analysis.intervals import LEVEL, z_quantile

Times: TypeAlias = Sequence[float] | np.ndarray[Any, Any]
Marks: TypeAlias = Sequence[bool] | np.ndarray[Any, Any]
Array: TypeAlias = np.ndarray[Any, Any]

ROUNDING = 1e-12
"""What a product of fractions may be off: .75 x 2/3 is one half."""


@dataclass(frozen=True, slots=True)
class Value:
    """A curve at one time: the estimate and its limits, None if there are none."""

    estimate: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Curve:
    """A step function of time with its limits, one entry per time at which something ended.

    `start` is its value before the first of them. `reach`: up to when somebody was under observation; beyond it
    nothing is said. None if nobody was observed from the beginning.
    """

    n: int
    start: float
    times: tuple[float, ...]
    at_risk: tuple[int, ...]
    events: tuple[int, ...]
    estimate: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    reach: float | None

    def at(self, time: float) -> Value | None:
        """The curve at this time, None beyond its reach.

        >>> kaplan_meier([1, 2, 3], [True, True, False]).at(1.5).estimate
        0.6666666666666667
        """
        if self.reach is None or time > self.reach:
            return None
        i = bisect_right(self.times, time) - 1
        return Value(self.start, None, None) if i < 0 else Value(self.estimate[i], self.low[i], self.high[i])

    @property
    def within(self) -> int:
        """How many of the times are within reach."""
        return 0 if self.reach is None else bisect_right(self.times, self.reach)


@dataclass(frozen=True, slots=True)
class Quantile:
    """The time by which a share has ended, with limits; None if the curve (or its limit) does not get there."""

    time: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class _Table:
    """Per distinct time of an end: how many were at risk just before it, and how many ended."""

    times: Array
    at_risk: Array
    events: Array


def kaplan_meier(durations: Times, ended: Marks, entry: Times | None = None, level: float = LEVEL) -> Curve:
    """The share that lasts beyond each time, with log-log limits.

    Args:
        durations: how long each was observed to last, in any unit; ended: whether it ended then (else censored).
        entry: when each came under observation (left truncation); None: all from the beginning.
        level: of the limits.

    Who ends at a time is at risk at it; who is censored at it too. Subjects without time under observation count
    for nothing. Limits: S^exp(±z s/|log S|) with Greenwood's s; none if the curve is 1 or 0.

    Source: E. Kaplan, P. Meier, JASA 53 (1958) 457-481; J. Kalbfleisch, R. Prentice, The Statistical Analysis of
    Failure Time Data (2002), 1.4.

    >>> km = kaplan_meier([3, 5, 5, 8], [True, True, False, True])
    >>> km.times, km.at_risk, km.estimate
    ((3.0, 5.0, 8.0), (4, 3, 1), (0.75, 0.5, 0.0))
    """
    time, end, since = _observed(durations, ended, entry)
    table = _table(time, end, since)
    n, d = table.at_risk, table.events
    survival = np.cumprod(1 - d / n)
    low, high = _log_log(survival, np.sqrt(_greenwood(n, d)) * survival, level)
    return _curve(len(time), 1.0, table, survival, low, high, _reach(time, since, table))


def aalen_johansen(
    durations: Times,
    cause: Sequence[str | None],
    of: str,
    entry: Times | None = None,
    level: float = LEVEL,
) -> Curve:
    """The share that has ended by one cause by each time, where other causes compete.

    `cause`: what ended each, None if it still runs. `events` counts the ends by this cause. Limits:
    delta-method variance on log(-log). One minus Kaplan-Meier of one cause alone would overstate.

    Source: E. Marubini, M. Valsecchi, Analysing Survival Data (1995), chapter 10.

    >>> aalen_johansen([1, 2, 3, 4], ["cut", "done", "cut", None], "cut").estimate
    (0.25, 0.25, 0.5)
    """
    mine = np.array([c == of for c in cause], dtype=bool)
    time, end, since = _observed(durations, [c is not None for c in cause], entry)
    _, own, _ = _observed(durations, mine, entry)
    table = _table(time, end, since)
    k = _counts(time[own], table.times)
    survival = np.cumprod(1 - table.events / table.at_risk)
    before = np.concatenate(([1.0], survival[:-1])) if len(survival) else survival
    incidence = np.cumsum(before * k / table.at_risk)
    error = np.sqrt(_incidence_variance(incidence, before, table, k))
    high, low = _log_log(incidence, error, level)
    told = _Table(table.times, table.at_risk, k)
    return _curve(len(time), 0.0, told, incidence, high, low, _reach(time, since, table))


def quantile(curve: Curve, share: float = 0.5) -> Quantile:
    """The first time by which this share has ended, with Brookmeyer-Crowley limits.

    Source: R. Brookmeyer, J. Crowley, Biometrics 38 (1982) 29-41.

    >>> quantile(kaplan_meier([3, 5, 5, 8], [True, True, False, True])).time
    5.0
    """
    left = 1 - share + ROUNDING

    def first(values: tuple[float | None, ...]) -> float | None:
        inside = zip(curve.times[: curve.within], values, strict=False)
        return next((t for t, v in inside if v is not None and v <= left), None)

    return Quantile(first(curve.estimate), first(curve.low), first(curve.high))


def restricted_mean(curve: Curve, until: float) -> float | None:
    """The mean time that things last, each counted up to `until`: the area below a survival curve.

    None if the curve is not known so far and has not come to 0.

    >>> restricted_mean(kaplan_meier([3, 5, 5, 8], [True, True, False, True]), 10.0)
    6.0
    """
    inside = curve.within
    times, values = curve.times[:inside], curve.estimate[:inside]
    known = curve.reach is not None and curve.reach >= until
    if not known and not (values and values[-1] == 0.0):
        return None
    edges = np.minimum(np.array([0.0, *times, until]), until)
    edges[-1] = max(edges[-1], edges[-2])
    return float(np.sum(np.diff(edges) * np.array([curve.start, *values])))


def logrank(a: Times, a_ended: Marks, b: Times, b_ended: Marks) -> tuple[float, float] | None:
    """Chi-squared (one degree of freedom) and p of "both last equally long"; None if nothing tells them apart.

    >>> logrank([], [], [3.0], [True]) is None
    True
    """
    if len(a) == 0 or len(b) == 0 or not (any(a_ended) or any(b_ended)):
        return None
    from scipy.stats import CensoredData  # costs more than a second to load
    from scipy.stats import logrank as compare

    def side(times: Times, ended: Marks) -> Any:
        return CensoredData.right_censored(np.asarray(times, dtype=float), ~np.asarray(ended, dtype=bool))

    with np.errstate(divide="ignore", invalid="ignore"):
        found = compare(side(a, a_ended), side(b, b_ended))
    if not math.isfinite(found.statistic):
        return None
    return float(found.statistic) ** 2, float(found.pvalue)


# --- the parts ---


def _observed(durations: Times, ended: Marks, entry: Times | None) -> tuple[Array, Array, Array]:
    time = np.asarray(durations, dtype=float)
    end = np.asarray(ended, dtype=bool)
    since = np.full(len(time), -1.0) if entry is None else np.asarray(entry, dtype=float)
    seen = time > since
    return time[seen], end[seen], since[seen]


def _table(time: Array, end: Array, since: Array) -> _Table:
    times = np.unique(time[end])
    gone = np.searchsorted(np.sort(time), times, side="left")
    come = np.searchsorted(np.sort(since), times, side="left")
    return _Table(times, come - gone, _counts(time[end], times))


def _counts(ends: Array, times: Array) -> Array:
    ordered = np.sort(ends)
    found: Array = np.searchsorted(ordered, times, side="right") - np.searchsorted(ordered, times, side="left")
    return found


def _greenwood(n: Array, d: Array) -> Array:
    """Greenwood's sum of d/(n(n - d)); where all end there is no variance to speak of."""
    left = n - d
    safe = np.where(left > 0, n * left, 1)
    return np.cumsum(np.where(left > 0, d / safe, 0.0))


def _incidence_variance(incidence: Array, before: Array, table: _Table, k: Array) -> Array:
    """Delta-method variance of the cumulative incidence at each time."""
    n, d = table.at_risk.astype(float), table.events
    left = n - d
    first = np.where(left > 0, d / np.where(left > 0, n * left, 1), 0.0)
    second = before**2 * (n - k) * k / n**3
    third = before * k / n**2
    total = np.cumsum(first)
    weighted = np.cumsum(first * incidence)
    squared = np.cumsum(first * incidence**2)
    variance = incidence**2 * total - 2 * incidence * weighted + squared + np.cumsum(second)
    variance -= 2 * (incidence * np.cumsum(third) - np.cumsum(third * incidence))
    positive: Array = np.maximum(variance, 0.0)
    return positive


def _log_log(value: Array, error: Array, level: float) -> tuple[list[float | None], list[float | None]]:
    """value^exp(±z error/(value |log value|)): the lower limit first; None if the value is 1 or 0."""
    z = z_quantile(level)
    inside = (value > ROUNDING) & (value < 1 - ROUNDING)
    v = np.where(inside, value, 0.5)
    spread = np.minimum(z * error / (v * -np.log(v)), 700.0)
    low, high = v ** np.exp(spread), v ** np.exp(-spread)
    return _where(inside, low), _where(inside, high)


def _where(inside: Array, values: Array) -> list[float | None]:
    return [float(v) if ok else None for ok, v in zip(inside, values, strict=True)]


def _reach(time: Array, since: Array, table: _Table) -> float | None:
    """Up to when somebody was under observation without a break, from the beginning on.

    Where all who were observed end at once while others, who came later, are known to have lasted longer, the
    curve is stuck at 0 and false: it is told up to just before that end.
    """
    reach: float | None = None
    for entry, last in sorted(zip(since, time, strict=True)):
        if entry > (reach or 0.0):
            break
        reach = max(reach or 0.0, float(last))
    if reach is None:
        return None
    stuck = table.times[(table.events == table.at_risk) & (table.times < reach)]
    return math.nextafter(float(stuck[0]), -math.inf) if len(stuck) else reach


def _curve(
    n: int,
    start: float,
    table: _Table,
    values: Array,
    low: list[float | None],
    high: list[float | None],
    reach: float | None,
) -> Curve:
    return Curve(
        n=n,
        start=start,
        times=tuple(map(float, table.times)),
        at_risk=tuple(map(int, table.at_risk)),
        events=tuple(map(int, table.events)),
        estimate=tuple(map(float, values)),
        low=tuple(low),
        high=tuple(high),
        reach=reach,
    )
