"""`python -m bench.small`: small releases of simulated collectives beside the pool's own figures.

Each build is of a pool of its own, everybody in. A figure holds where what is printed is within 10 % of the pool's
own (shares, and people at platforms as parts of all, within 10 points), which is worked out here without the product's
code. Since simulated pools are alike, the same is measured where what is true is drawn wide, beside the best constant.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import mean, median

import numpy as np

from tracker.pool import simulate
from tracker.pool.compare import MIDDLES
from tracker.pool.rows import ContributionRow
from tracker.release import plan
from tracker.release.cells import Level, points
from tracker.release.figures import (
    BELOW,
    CONTRIBUTORS,
    ENDED_30,
    ENDED_90,
    FELL,
    KEPT,
    LOST,
    LOWER,
    ON_TIME,
    RATIO,
    SHARES,
    UNPAID_MIDDLE,
    UPPER,
    Published,
)
from tracker.vault import measuring

QUARTER = "2026Q1"
MODEL = simulate.Model()
POLICY = simulate.policy(MODEL, 1, dt.date(2026, 4, 5))
WAGE = 15.0
NEAR = 0.10
CASES = ((60, 0.1, 5), (60, 0.2, 6), (150, 0.1, 14), (150, 0.2, 15))
"""Seats, ρ, and the figures that nine of ten builds publish at least."""
BUILDS, LEAST = 300, 0.9

Rows = dict[int, tuple[ContributionRow, ...]]
Name = tuple[str, str]
"""Statistic and platform."""


@dataclass(frozen=True, slots=True)
class Built:
    """One build: each figure that it shows, the pool's own, and ρ by the sum of OpenDP's maps."""

    shown: dict[Name, float]
    own: dict[Name, float]
    spent: float
    people: int


def rows(workers: int, seed: int, *, wide: bool = False) -> Rows:
    made = dict(simulate.contributions(POLICY, (QUARTER,), workers, seed=seed, model=MODEL))
    return spread_wide(made, np.random.default_rng([seed, 7])) if wide else made


def spread_wide(held: Rows, random: np.random.Generator) -> Rows:
    """The same people where other things are true: each pool its own rates, delays and losses."""
    unpaid, on_time, ended, fell = (random.uniform(a, b) for a, b in ((10, 60), (0.3, 1.0), (0.05, 0.7), (0.05, 0.7)))
    rates, ratio = math.exp(random.normal(0, 0.4)), random.uniform(0.5, 1.3)
    bands = list(MIDDLES)

    def other(r: ContributionRow) -> ContributionRow:
        came = random.binomial(int(MIDDLES[r.due]), on_time)
        kept = None if r.kept is None else int(np.clip(round(r.kept * rates), 1, 300))
        headline = None if r.headline is None else int(np.clip(round(r.headline * rates / ratio), 1, 300))
        lost = int(random.binomial(r.started, ended))
        return replace(
            r, unpaid_share=int(np.clip(round((r.unpaid_share or 0) / 5 + (unpaid - 24) / 5) * 5, 0, 100)),
            on_time=min(bands, key=lambda b: abs(MIDDLES[b] - came)), kept=kept, headline=headline,
            ended_platform_30=lost, ended_platform_90=lost, ended_completed_30=0, ended_completed_90=0,
            ended_left_30=0, ended_left_90=0, drift="drop" if random.random() < fell else "steady",
        )  # fmt: skip

    return {seat: tuple(map(other, own)) for seat, own in held.items()}


def build(held: Rows, seats: int, rho: float, key: bytes) -> Built:
    who = points([(s, r) for s, own in held.items() for r in own], POLICY, key)
    measured = measuring.measure(who, POLICY, rho, seats=seats)
    shown = {
        (statistic, cell.platform): result.value
        for (cell, statistic), result in measured.results.items()
        if isinstance(result, Published) and cell.level is not Level.LEAF
    }
    return Built(shown, own_figures(held), measured.spent, len(held))


# --- the pool's own -----------------------------------------------------------------------------------------


def own_figures(held: Rows) -> dict[Name, float]:
    """Everybody's figures, exact; what is told of all contributors is of those with a rate."""
    told = {s: [r for r in own if r.kept is not None and r.unpaid_share is not None] for s, own in held.items()}
    people = {s: held[s] for s, own in told.items() if own}
    kept = {s: by_hours([(r, r.kept) for r in told[s]]) for s in people}
    ratio = [
        by_hours([(r, r.kept) for r in own]) / by_hours([(r, r.headline) for r in own])
        for s in people if (own := [r for r in told[s] if r.headline])
    ]  # fmt: skip
    at = Counter(main_platform(own) for own in people.values())
    made: dict[Name, float] = {
        (CONTRIBUTORS, ""): len(people),
        (KEPT, ""): median(kept.values()),
        (LOWER, ""): float(np.quantile(list(kept.values()), 0.25)),
        (UPPER, ""): float(np.quantile(list(kept.values()), 0.75)),
        (RATIO, ""): median(ratio),
        (UNPAID_MIDDLE, ""): median(by_hours([(r, r.unpaid_share) for r in told[s]]) / 100 for s in people),
        (ON_TIME, ""): own_share(people, lambda r: (MIDDLES[r.on_time], MIDDLES[r.due])),
        (ENDED_30, ""): own_share(people, lambda r: (r.ended_platform_30, r.started)),
        (ENDED_90, ""): own_share(people, lambda r: (r.ended_platform_90, r.started)),
        (LOST, ""): mean(any(r.ended_platform_30 for r in own) for own in people.values()),
        (FELL, ""): mean(map(fell, people.values())),
        (BELOW, ""): mean(v < WAGE for v in kept.values()),
        **{(CONTRIBUTORS, p): float(n) for p, n in at.items()},
    }
    for p in at:
        made[KEPT, p] = median(kept[s] for s, own in people.items() if main_platform(own) == p)
    return made


def by_hours(values: Sequence[tuple[ContributionRow, int | None]]) -> float:
    weights = [max(r.hours, 1) for r, _ in values]
    return sum(w * (v or 0) for w, (_, v) in zip(weights, values, strict=True)) / sum(weights)


def own_share(people: Rows, of: Callable[[ContributionRow], tuple[float, float]]) -> float:
    sums = [[sum(x) for x in zip(*map(of, own), strict=True)] for own in people.values()]
    return float(mean(part / whole for part, whole in sums if whole))


def main_platform(own: Sequence[ContributionRow]) -> str:
    hours: dict[str, int] = defaultdict(int)
    for r in own:
        hours[r.platform] += max(r.hours, 1)
    return min(hours, key=lambda p: (-hours[p], POLICY.platforms.index(p)))


def fell(own: Sequence[ContributionRow]) -> bool:
    told = [r for r in own if r.drift != "too_short"]
    return 2 * sum(max(r.hours, 1) for r in told if r.drift == "drop") > sum(max(r.hours, 1) for r in told)


# --- what holds ---------------------------------------------------------------------------------------------


def holds(name: Name, shown: float, own: float, people: int) -> bool:
    statistic, platform = name
    if statistic in SHARES and statistic != RATIO:
        return abs(shown - own) <= NEAR + 1e-9
    if statistic == CONTRIBUTORS and platform:
        return abs(shown - own) <= NEAR * people + 1e-9
    return abs(shown - own) <= NEAR * own + 1e-9


@dataclass(frozen=True, slots=True)
class Found:
    """All builds of one case. `rates`: how often each kind of figure holds, of the builds that show it."""

    figures: list[int]
    rates: dict[str, float]
    together: float
    most_spent: float
    constant: dict[str, float]


def found(made: Sequence[Built]) -> Found:
    held: dict[str, list[bool]] = defaultdict(list)
    for b in made:
        for name, value in b.shown.items():
            held[kind(name)].append(holds(name, value, b.own.get(name, 0.0), b.people))
    often = {k: v for k, v in held.items() if len(v) >= len(made) / 4}
    all_hold = [all(holds(n, v, b.own.get(n, 0.0), b.people) for n, v in b.shown.items()) for b in made]
    return Found(
        [len(b.shown) for b in made],
        {k: mean(v) for k, v in often.items()},
        mean(all_hold),
        max(b.spent for b in made),
        {k: constant(k, made) for k in often if k not in (plan.PEOPLE, CONTRIBUTORS, "kept at platforms")},
    )


def kind(name: Name) -> str:
    statistic, platform = name
    if platform:
        return plan.PEOPLE if statistic == CONTRIBUTORS else "kept at platforms"
    return statistic


def constant(statistic: str, made: Sequence[Built]) -> float:
    """How often the best constant holds."""
    own = [b.own[statistic, ""] for b in made]
    return max(mean(holds((statistic, ""), guess, x, 1) for x in own) for guess in own)


def cases(builds: int, *, wide: bool) -> Iterator[tuple[int, float, int, Found]]:
    for seats, rho, least in CASES:
        made = [build(rows(seats, seed, wide=wide), seats, rho, f"{seed}".encode()) for seed in range(1, builds + 1)]
        yield seats, rho, least, found(made)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.small", description=__doc__)
    parser.add_argument("--builds", type=int, default=BUILDS, help=f"pools of each size ({BUILDS})")
    builds, bad = parser.parse_args().builds, 0
    for wide in (False, True):
        print("truths drawn wide" if wide else "the model as it is")
        for seats, rho, least, f in cases(builds, wide=wide):
            low = sorted(f.figures)[len(f.figures) // 10]
            fine = low >= least and min(f.rates.values()) >= LEAST and f.most_spent <= rho * (1 + 1e-12)
            bad += not fine
            print(
                f"{seats:4d} seats, ρ = {rho}: {mean(f.figures):.1f} figures, {low} or more in nine of ten builds; all"
                f" at once {f.together:.0%}; spent at most {f.most_spent:.10f}{'' if fine else '  NOT MET'}"
            )
            for name, rate in sorted(f.rates.items(), key=lambda x: x[1]):
                beside = f", best constant {f.constant[name]:.0%}" if wide and name in f.constant else ""
                print(f"       {name:24} {rate:6.1%}{beside}", flush=True)
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
