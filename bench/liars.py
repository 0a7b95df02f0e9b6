"""Contributors who lie within what is possible, against the shares of a comparison; the ratio of sums as control.

A liar sends 13 kinds of work on the largest platform, 20 projects and the top band of payments in each: all ended and
none on time, or the reverse. Pools and their variants are one table, each a region of its own, so that the product's
own expression reads them all at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa

from tracker.pool import compare, simulate
from tracker.pool.compare import MIDDLES
from tracker.pool.policy import OTHER
from tracker.pool.rows import ContributionRow
from tracker.pool.voices import Share, wilson

QUARTER = "2026Q1"
MODEL = simulate.Model()
RULES = simulate.policy(MODEL, 1, dt.date(2026, 4, 5))
LARGEST = RULES.platforms[0]
SHARES = ("ended", "on_time")
HONEST, BAD, GOOD = "honest", "bad", "good"
LIES = (BAD, GOOD)
SCENES = ((1, 30), (3, 100), (9, 300))
"""Liars, and contributors in all."""
POOLS = 200

Ratios = dict[tuple[str, str], tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Moved:
    """What liars did to one share of one pool: the mean of own shares where it is shown (`n`: else None), and the
    ratio of sums, which had no such gate."""

    n: int | None
    by: float
    held: bool
    ratio_by: float
    ratio_held: bool


def liar(says: str) -> list[ContributionRow]:
    """The rows of somebody who makes a platform as bad or as good as can be."""
    ended, on_time = (20, "0") if says == BAD else (0, "14+")
    usual: dict[str, Any] = {
        "quarter": QUARTER, "platform": LARGEST, "region": "world", "hours": 40, "available_hours": 400,
        "headline": 40, "agreed": 38, "all_hours": 25, "kept": 22, "unpaid_share": 25, "due": "14+", "on_time": on_time,
        "started": 20, "ended_platform_30": ended, "ended_completed_30": 0, "ended_left_30": 0,
        "ended_platform_90": ended, "ended_completed_90": 0, "ended_left_90": 0, "notice": None, "drift": "steady",
    }  # fmt: skip
    return [ContributionRow(role=role, **usual) for role in (*RULES.roles, OTHER)]


def rows(liars: int, contributors: int, pools: int) -> pd.DataFrame:
    """All pools: honest, and beside that with each lie. The region says which: `pool/variant`."""
    made = []
    for seed in range(1, pools + 1):
        honest = simulate.contributions(RULES, (QUARTER,), contributors - liars, seed=seed, model=MODEL)
        listed = [(seat, row) for seat, own in honest for row in own]
        for variant in (HONEST, *LIES):
            extra = [(10**6 + i, r) for i in range(liars) for r in liar(variant)] if variant != HONEST else []
            made += [(seat, replace(r, region=f"{seed}/{variant}")) for seat, r in (*listed, *extra)]
    frame = pd.DataFrame([{f: getattr(r, f) for f in ContributionRow.__slots__} for _, r in made])
    return frame.assign(seat=[seat for seat, _ in made])


def moved(
    liars: int, contributors: int, pools: int, platform: bool, shares_from: int
) -> dict[tuple[str, str], list[Moved]]:
    """Share and lie -> what became of it in each pool."""
    frame = rows(liars, contributors, pools)
    by = ("region", "platform") if platform else ("region",)
    table = compare.comparison(ibis.memtable(pa.Table.from_pandas(frame, preserve_index=False)), by, {}).to_pyarrow()
    groups = {str(g.region): g for g in compare.read(table, shares_from) if g.platform in (None, LARGEST)}
    ratios = ratios_of_sums(frame, platform)
    return {
        (name, lie): [
            _moved(getattr(groups[f"{seed}/{lie}"], name), ratios, f"{seed}/{HONEST}", f"{seed}/{lie}", name)
            for seed in range(1, pools + 1)
            if (f"{seed}/{HONEST}", name) in ratios
        ]
        for name in SHARES
        for lie in LIES
    }


def _moved(after: object, ratios: Ratios, honest: str, lied: str, name: str) -> Moved:
    """Shown or not is decided with the liars in it, for nobody can tell them."""
    truth, (before, _, _), (ratio, low, high) = (
        ratios[honest, f"{name} own"][0],
        ratios[honest, name],
        ratios[lied, name],
    )
    beside = abs(ratio - before), low <= before <= high
    if not isinstance(after, Share):
        return Moved(None, 0.0, True, *beside)
    return Moved(after.n, abs(after.value - truth), after.low - 1e-9 <= truth <= after.high + 1e-9, *beside)


def ratios_of_sums(frame: pd.DataFrame, platform: bool) -> Ratios:
    """(pool/variant, share) -> the ratio of sums with its interval by the design effect; and with "own" after the
    name the mean of own shares, worked out without the expression."""
    held = frame[frame.platform == LARGEST] if platform else frame
    own = pd.DataFrame({
        "region": held.region, "seat": held.seat, "started": held.started, "ended": held.ended_platform_30,
        "due": held.due.map(MIDDLES), "on_time": held.on_time.map(MIDDLES),
    }).groupby(["region", "seat"], as_index=False).sum()  # fmt: skip
    made: Ratios = {}
    for name, whole in (("ended", "started"), ("on_time", "due")):
        for region, people in own[own[whole] > 0].groupby("region"):
            p, w = people[name].to_numpy(float), people[whole].to_numpy(float)
            made[str(region), name] = ratio(p, w)
            made[str(region), f"{name} own"] = (float(np.mean(p / w)), 0.0, 1.0)
    return made


def ratio(part: Any, whole: Any) -> tuple[float, float, float]:
    """A ratio of sums over contributors, its Wilson interval widened by the design effect: the old figure."""
    n, total = len(part), float(whole.sum())
    value = float(part.sum()) / total
    even = value * (1 - value) / total
    spread = float(((part - value * whole) ** 2).sum())
    effect = max(1.0, n / (n - 1) * spread / total**2 / even) if n > 1 and even > 0 else 1.0
    return (value, *wilson(value, total / effect))


@dataclass(frozen=True, slots=True)
class Said:
    """Over both shares and both lies, the worst: how often one that is shown moved by more than k/n, how often its
    interval missed the honest value. Of the ratio of sums the same, of each share's worse lie, the least."""

    tries: int
    beyond: float
    missed: float
    ratio_beyond: float
    ratio_missed: float
    about: str


def said(liars: int, found: dict[tuple[str, str], list[Moved]]) -> Said | None:
    """None where no pool shows either share."""
    shown = [listed for every in found.values() if (listed := [m for m in every if m.n])]
    if not shown:
        return None
    return Said(
        sum(map(len, shown)),
        max(_part(listed, lambda m: m.by > liars / (m.n or 1) + 1e-9) for listed in shown),
        max(_part(listed, lambda m: not m.held) for listed in shown),
        _control(found, lambda m: m.ratio_by > liars / (m.n or 20)),
        _control(found, lambda m: not m.ratio_held),
        "; ".join(_words(name, found) for name in SHARES),
    )


def _part(listed: list[Moved], so: Callable[[Moved], bool]) -> float:
    return sum(map(so, listed)) / len(listed)


def _control(found: dict[tuple[str, str], list[Moved]], so: Callable[[Moved], bool]) -> float:
    return min(max(_part(found[name, lie], so) for lie in LIES) for name in SHARES)


def _words(name: str, found: dict[tuple[str, str], list[Moved]]) -> str:
    """The worse lie of both, in the middle pool and in the worst; the ratio of sums beside it."""
    every = [m for lie in LIES for m in found[name, lie]]
    by = {lie: [100 * m.by for m in found[name, lie] if m.n] for lie in LIES}
    ratio = max(float(np.median([100 * m.ratio_by for m in found[name, lie]])) for lie in LIES)
    if not any(by.values()):
        return f"{name} not shown, ratio of sums {ratio:.0f} points"
    middle = max(float(np.median(v)) for v in by.values() if v)
    worst = max(max(v) for v in by.values() if v)
    part = _part(every, lambda m: m.n is not None)
    return f"{name} shown in {part:.0%}, moved by {middle:.1f}, worst {worst:.1f} points, ratio of sums {ratio:.0f}"


def lines(pools: int) -> Iterator[tuple[str, Said]]:
    """Name and outcome of each scene: everybody, the largest platform, and of 30 also what a keeper sees of it who
    asks for shares from 10 voices on."""
    for liars, contributors in SCENES:
        for platform, shares_from in ((False, 20), (True, 20), *(((True, 10),) if contributors == 30 else ())):
            found = said(liars, moved(liars, contributors, pools, platform, shares_from))
            if found is not None:
                where = "largest platform" if platform else "all"
                yield f"{liars} of {contributors}, {where}{', from 10' if shares_from == 10 else ''}", found


# --- medians ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shifted:
    """How far liars moved the median rate kept, and the mean, in each pool by the worse of the lowest and the highest
    rate that is taken: parts of the honest one."""

    voices: float
    median: list[float]
    mean: list[float]


def shifted(liars: int, contributors: int, pools: int, platform: bool) -> Shifted:
    """Honest rates from simulated pools, and as many liars at one end."""
    low, high = RULES.bounds.rate_low, RULES.bounds.rate
    voices, medians, means = [], [], []
    for seed in range(1, pools + 1):
        own = dict(simulate.contributions(RULES, (QUARTER,), contributors - liars, seed=seed, model=MODEL))
        rates = [v for r in own.values() if (v := kept(r, LARGEST if platform else None)) is not None]
        voices.append(len(rates) + liars)
        both = [np.array([*rates, *[end] * liars]) for end in (low, high)]
        medians.append(max(abs(float(np.median(b)) / float(np.median(rates)) - 1) for b in both))
        means.append(max(abs(float(np.mean(b)) / float(np.mean(rates)) - 1) for b in both))
    return Shifted(float(np.median(voices)), medians, means)


def kept(rows: tuple[ContributionRow, ...], platform: str | None) -> float | None:
    """One contributor's own rate."""
    known = [(max(r.hours, 1), r.kept) for r in rows if r.kept is not None and platform in (None, r.platform)]
    return sum(w * k for w, k in known) / sum(w for w, _ in known) if known else None
