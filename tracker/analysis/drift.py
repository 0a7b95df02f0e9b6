"""Does the rate hold: weekly hourly rates of like work, and whether they fall or rise (methods, section 11).

    rate  ─────┐
               └──────┐           change: median of the last 8 weeks ÷ median of the first 8 − 1
                      └─────      p: Mann–Kendall's S against shuffled blocks of weeks
          first 8 ...... last 8

Sources: H. B. Mann, "Nonparametric Tests Against Trend", Econometrica 13 (1945) 245-259; P. K. Sen, "Estimates of
the Regression Coefficient Based on Kendall's Tau", Journal of the American Statistical Association 63 (1968).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from tracker.analysis.ledger_basis import Basis
from tracker.analysis.results.drift import Drift
from tracker.frames import rows_of
from tracker.units import minor_unit

Array: TypeAlias = np.ndarray[Any, Any]

ENDS = 8
"""Active weeks at each end that are compared."""
ENOUGH = 20
"""Active weeks from which on a drop or rise is called."""
LEVEL = 0.05
SMALLEST = 0.05
"""A change below this share does not count."""
TIE = 1e-4
"""Logarithms of rates closer than this are equal: money is kept in 1/10 000, which gives one rate differently each
week. Where amounts come in whole cents, how far apart rates may be and still be equal is part of the series."""
DRAWS = 999
SEED = 11
YEAR_DAYS = 365.25


def drift_of(
    mondays: Sequence[dt.date], rates: Sequence[float], *, role: str | None = None, rough: Sequence[float] = ()
) -> Drift:
    """The rule on one series of weekly rates, all above zero, in the order of their weeks.

    Args: rough: how far rounding may have moved each rate, as a share of it; empty: not at all.

    Below 16 weeks there are no two times 8 weeks and every figure is None; `drop` and `rise` take 20 weeks,
    p ≤ .05, a change of at least 5 % and a trend in the same direction. `slope_per_year` is the Theil–Sen slope
    of the rate's natural logarithm. The same series gives the same p.

    >>> weeks = [dt.date(2026, 1, 5) + dt.timedelta(weeks=i) for i in range(30)]
    >>> drift_of(weeks, [20.0] * 15 + [15.0] * 15).verdict
    'drop'
    >>> drift_of(weeks[:8], [20.0] * 8).verdict
    'too_short'
    """
    points = tuple(zip(mondays, (float(r) for r in rates), strict=True))
    n = len(points)
    if n < 2 * ENDS:
        return Drift(role, None, None, None, n, "too_short", points)
    y = np.log(np.array([r for _, r in points]))
    change = float(np.median(np.exp(y[-ENDS:])) / np.median(np.exp(y[:ENDS]))) - 1
    years = np.array([m.toordinal() for m, _ in points]) / YEAR_DAYS
    off = np.asarray(rough, dtype=float) if len(rough) else np.zeros(n)
    tie = np.maximum(TIE, off[None, :] + off[:, None])
    s, p = mann_kendall(y, tie=tie)
    return Drift(role, change, theil_sen(years, y, tie=tie), p, n, _verdict(n, change, s, p), points)


def _verdict(weeks: int, change: float, s: float, p: float) -> str:
    if weeks < ENOUGH:
        return "too_short"
    if p > LEVEL or abs(change) < SMALLEST or s * change <= 0:
        return "steady"
    return "drop" if change < 0 else "rise"


def theil_sen(x: Sequence[float] | Array, y: Sequence[float] | Array, *, tie: float | Array = 0.0) -> float | None:
    """The median of the slopes between all pairs of points; None without two different x.

    Values that differ by less than `tie` are equal; as a square table, of each pair of values.

    >>> theil_sen([0, 1, 2, 3], [0.0, 2.0, 4.0, 60.0])
    11.0
    """
    a, b = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    first, second = np.triu_indices(len(a), 1)
    run = a[second] - a[first]
    near = np.broadcast_to(tie, (len(b), len(b)))[first, second]
    slopes = _apart(b[second] - b[first], near)[run != 0] / run[run != 0]
    return float(np.median(slopes)) if len(slopes) else None


def _apart(differences: Array, tie: float | Array) -> Array:
    """The differences, 0 if they are below `tie`."""
    out: Array = np.where(np.abs(differences) < tie, 0.0, differences)
    return out


def mann_kendall(
    values: Sequence[float] | Array, *, draws: int = DRAWS, seed: int = SEED, tie: float | Array = 1e-9
) -> tuple[float, float]:
    """Mann–Kendall's S, and its two-sided p against orders of whole blocks of weeks.

    Neighbouring weeks are alike, so the weeks are shuffled in blocks of n^(1/3) (rounded): what a block holds
    stays together. p = (1 + orders with at least as large an S) ÷ (1 + draws).

    >>> mann_kendall([3.0, 2.0, 1.0])[0]
    -3.0
    """
    y = np.asarray(values, dtype=float)
    n = len(y)
    if n < 2:
        return 0.0, 1.0
    starts = np.arange(0, n, max(1, round(n ** (1 / 3))))
    signs = np.sign(_apart(y[None, :] - y[:, None], tie))
    between, ordered = _blocks(signs, starts), _blocks(np.triu(signs, 1), starts)
    s, within, m = float(ordered.sum()), float(np.trace(ordered)), len(starts)
    place = np.random.default_rng(seed).permuted(np.tile(np.arange(m), (draws, 1)), axis=1)
    drawn = within + np.concatenate([_ahead(between, some) for some in np.array_split(place, -(-draws // 100))])
    return s, float((1 + (np.abs(drawn) >= abs(s) - 0.5).sum()) / (draws + 1))


def _blocks(values: Array, starts: Array) -> Array:
    """A square table summed over blocks of rows and of columns."""
    sums: Array = np.add.reduceat(np.add.reduceat(values, starts, axis=0), starts, axis=1)
    return sums


def _ahead(between: Array, place: Array) -> Array:
    """Per order, the sum over pairs of blocks of which the first stands ahead of the second."""
    ahead = place[:, :, None] < place[:, None, :]
    sums: Array = ahead.reshape(len(place), -1) @ between.ravel()
    return sums


# --- the series of a ledger -----------------------------------------------------------------------------


CERTAIN = ("drop", "rise")


def drifts(basis: Basis, platforms: Collection[str] | None = None) -> dict[str, tuple[Drift, ...]]:
    """By platform (these only; None: all), one series for each role, the one with most active weeks first.

    A week's rate is what its sessions accrued over their counted hours; work that accrues nothing by the session
    (a fixed price, unknown pay, rejected work) is in no series. Foreign money is valued at one rate throughout, so
    that a moving currency is not a drift. A successor belongs to the role of the project whose work it goes on with.
    """
    weekly = _weekly(basis, platforms)
    out: dict[str, list[Drift]] = {}
    for (platform, role), rows in weekly.groupby(["platform", "role"], sort=True):
        mondays = [m.date() for m in rows["monday"]]
        made = drift_of(mondays, rows["hourly"].tolist(), role=str(role) or None, rough=rows["rough"].tolist())
        out.setdefault(str(platform), []).append(made)
    return {k: tuple(sorted(v, key=lambda d: (-d.weeks, d.role or "~"))) for k, v in out.items()}


def _weekly(basis: Basis, platforms: Collection[str] | None) -> pd.DataFrame:
    """platform, role ("" for none), monday, hourly (home units), rough (how far rounding may have moved it, as a
    share): weeks in which counted work earned something."""
    parts, key = basis.money.parts, ["platform", "role", "monday"]
    money = parts[(parts["ref"] == "session") & (parts["earned"] > 0)]
    if platforms is not None:
        money = money[money["platform"].isin(platforms)]
    hours = basis.hours[basis.hours["row"].isin(money["row"])]
    roles = line_roles(basis.frames.projects)
    sums = parts[parts["ref"] != "unmatched"].groupby("currency")[["accrued", "native"]].sum()
    fixed = (sums["accrued"] / sums["native"]).to_dict()
    worth = money["earned"] * money["currency"].map(fixed).astype(float)
    made = _keyed(money, roles).assign(worth=worth.to_numpy(), coin=_coins(basis, money, fixed))
    earned = made.groupby(key).agg(worth=("worth", "sum"), coins=("coin", "sum"), coin=("coin", "max"))
    counted = _keyed(hours, roles).assign(counted=hours["counted"].to_numpy()).groupby(key)["counted"].sum()
    both = pd.concat([earned, counted], axis=1, join="inner")
    both = both[(both["counted"] > 0) & (both["worth"] > 0)].reset_index().sort_values(key)
    off = np.maximum(both["coin"], both["coins"] / 2)  # half a coin for each amount, one for a single one
    return both.assign(hourly=both["worth"] * 3600 / both["counted"], rough=off / both["worth"])


def _coins(basis: Basis, money: pd.DataFrame, fixed: Mapping[Any, float]) -> Array:
    """The smallest coin of each session whose amount is on record and in whole coins, at home; 0 for others: what its
    rate makes of its minutes is exact."""
    sessions = basis.frames.work_sessions.set_index("row")
    given = money["row"].map(sessions["amount"]).astype(float)
    coin = money["currency"].map({c: minor_unit(c) for c in fixed}).astype(float)
    whole = given.notna() & (given % coin == 0)
    found: Array = (coin * money["currency"].map(fixed).astype(float)).where(whole, 0.0).to_numpy()
    return found


def _keyed(frame: pd.DataFrame, roles: Mapping[tuple[str, str], str]) -> pd.DataFrame:
    day = frame["day"]
    columns = (frame["platform"], frame["project"].fillna(""))
    names = zip(*(c.to_numpy(dtype=object) for c in columns), strict=True)  # a column's own iteration is slow
    return pd.DataFrame(
        {
            "platform": frame["platform"].to_numpy(),
            "role": [roles.get(name, "") for name in names],
            "monday": (day - pd.to_timedelta(day.dt.day_of_week, unit="D")).to_numpy(),
        }
    )


def line_roles(projects: pd.DataFrame) -> dict[tuple[str, str], str]:
    """The role of each (platform, project): that of the first project of its chain of successors, "" for none.

    Where the first names none, the next one that does counts.
    """
    known = {(str(p.platform), str(p.project)): p for p in rows_of(projects)}
    out = {}
    for key in known:
        chain = [key]
        while not pd.isna(known[chain[-1]].successor_of):
            before = (key[0], str(known[chain[-1]].successor_of))
            if before in chain or before not in known:
                break
            chain.append(before)
        named = [str(known[k].role) for k in reversed(chain) if not pd.isna(known[k].role)]
        out[key] = named[0] if named else ""
    return out
