"""How steady the income was, and on how few platforms it hung (methods, section 8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from tracker.analysis.earnings.annual import MIN_WEEKS, MIN_WEEKS_FOR_RANGE
from tracker.analysis.report import Concentration, Volatility
from tracker.errors import Caveat
from tracker.units import WEEKS_PER_YEAR

Array: TypeAlias = np.ndarray[Any, Any]

BLOCK = 4
"""Weeks of a block; never a calendar month, which makes a steady two-weekly salary look uneven."""
RUN = 13
DIP, SPIKE = 0.75, 1.25


def volatility(
    weekly_kept: Sequence[int] | Array, mondays: Sequence[dt.date] = (), *, spread_evenly: bool = False
) -> tuple[Volatility, tuple[Caveat, ...]]:
    """Spread, dry weeks, dips and spikes of the complete weeks.

    Args:
        weekly_kept: kept per complete week in order, units, unmatched income included, empty weeks in.
        mondays: the weeks' names, where given: weeks between them that are not named count as empty.
        spread_evenly: these weeks do not tell how weeks differ (`coarse.spread_evenly`): no figure at all.

    Coefficients of variation and the worst 13 weeks from 13 weeks on; the arc change from two 4-week
    blocks on (blocks are counted from the first week, an unfinished last one is left out; two empty
    blocks in a row are no change, a pair that sums to less than nothing is left out); dips and spikes per
    year from 8 weeks on. Where the mean is not above zero, figures relative to it are None.
    Caveats: `volatility_too_few_weeks`, `volatility_no_mean`. Source: methods, section 8.
    """
    y = _filled(np.asarray(weekly_kept, dtype="float64"), mondays)
    n = len(y)
    if spread_evenly:
        return Volatility(None, None, None, None, None, None, None, n), ()
    blocks = y[: n - n % BLOCK].reshape(-1, BLOCK).sum(axis=1)
    mean = float(y.mean()) if n else 0.0
    yearly = mean > 0 and n >= MIN_WEEKS
    result = Volatility(
        weekly_cv=_cv(y) if n >= MIN_WEEKS_FOR_RANGE else None,
        four_week_cv=_cv(blocks) if n >= MIN_WEEKS_FOR_RANGE else None,
        median_arc_change=_arc_change(blocks),
        dry_week_share=float((y <= 0).mean()) if n else None,
        dips_per_year=float((y < DIP * mean).mean()) * WEEKS_PER_YEAR if yearly else None,
        spikes_per_year=float((y > SPIKE * mean).mean()) * WEEKS_PER_YEAR if yearly else None,
        worst_13_weeks=_worst_run(y),
        weeks=n,
    )
    return result, _caveats(n, mean)


def concentration(
    kept_by_platform: Mapping[str, int],
) -> tuple[Concentration, tuple[Caveat, ...]]:
    """Shares of platforms in what the window kept, and the Herfindahl-Hirschman index.

    Args:
        kept_by_platform: units; unmatched income included, expenses left out. Negatives count as 0.

    Of equal platforms the first by name is the top one. Nothing kept anywhere: all None, caveat
    `nothing_kept`. Source: methods, section 8.

    >>> c, _ = concentration({"A": 70, "B": 20, "C": 10})
    >>> c.top_platform, c.top_share, round(c.hhi, 2), round(c.effective_platforms, 2)
    ('A', 0.7, 0.54, 1.85)
    """
    sums = {name: max(int(units), 0) for name, units in sorted(kept_by_platform.items())}
    total = sum(sums.values())
    if total == 0:
        text = "Nothing was kept in this window, so there are no shares of platforms."
        return Concentration(None, None, None, None), (Caveat("nothing_kept", text),)
    top = max(sums, key=lambda name: sums[name])
    hhi = sum((units / total) ** 2 for units in sums.values())
    return Concentration(top, sums[top] / total, hhi, 1 / hhi), ()


def _filled(y: Array, mondays: Sequence[dt.date]) -> Array:
    if not mondays:
        return y
    at = [(m - mondays[0]).days // 7 for m in mondays]
    whole = np.zeros(at[-1] + 1)
    whole[at] = y
    return whole


def _cv(y: Array) -> float | None:
    """Standard deviation (n - 1) over the mean; None if the mean is not above zero.

    >>> round(_cv(np.array([1.0, 2.0, 3.0])), 3)
    0.5
    """
    mean = float(y.mean()) if len(y) > 1 else 0.0
    return float(y.std(ddof=1)) / mean if mean > 0 else None


def _arc_change(blocks: Array) -> float | None:
    """Median of |2 (b - a) / (b + a)| over blocks in a row.

    >>> round(_arc_change(np.array([100.0, 300.0, 300.0])), 2)
    0.5
    """
    a, b = blocks[:-1], blocks[1:]
    whole = a + b
    usable = (whole > 0) | ((a == 0) & (b == 0))
    if not usable.any():
        return None
    change = np.divide(2 * (b - a), whole, out=np.zeros_like(whole), where=whole != 0)
    return float(np.median(np.abs(change[usable])))


def _worst_run(y: Array) -> int | None:
    if len(y) < RUN:
        return None
    sums = np.cumsum(np.concatenate([[0.0], y]))
    return round(float((sums[RUN:] - sums[:-RUN]).min()))


def _caveats(weeks: int, mean: float) -> tuple[Caveat, ...]:
    out = []
    if weeks < MIN_WEEKS_FOR_RANGE:
        text = "How uneven income is takes {least} complete weeks; so far: {n}."
        out.append(Caveat("volatility_too_few_weeks", text, weeks, least=MIN_WEEKS_FOR_RANGE))
    if weeks and mean <= 0:
        text = "Nothing was kept on the whole in these weeks, so there is no mean to compare weeks with."
        out.append(Caveat("volatility_no_mean", text, weeks))
    return tuple(out)
