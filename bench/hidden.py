"""Hidden cells of the members' sheet, attacked by somebody who knows everybody but one.

The target has one row, in a cell that the sheet hides, on a platform that it shows. The attacker holds the sheet, the
exact rows of all others, and the target's region and platform. They try every kind of work and every rate that the
target can have, keep those for which the sheet would read as it does (bands, medians, quartiles, the share below the
minimum wage, which kinds of work are shown), and name the likeliest kind of work, which gives the hidden cell's number,
and the rate that most of what is left is within 5 % of, which gives its median.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tracker.pool import sheet, simulate
from tracker.pool.batches import Guard, middle_of_few
from tracker.pool.compare import Group, Middle
from tracker.pool.rows import ContributionRow
from tracker.pool.voices import Share

QUARTER = "2026Q3"
MODEL = simulate.Model(regions=2)
RULES = simulate.policy(MODEL, 1, dt.date(2026, 1, 5))
WAGE = 15.0
RATES = np.arange(1, 151)
NEAR = 0.05

Path = tuple[str, ...]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Guess:
    """What was reached for one target: the kind of work named rightly, which gives the hidden cell's number; that and
    the cell's median within 5 %; the target's rate within 5 %."""

    role: bool
    cell: bool
    rate: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """One target: with the sheet, without it, and with a table that hides and rounds nothing in its place."""

    seen: Guess
    blind: Guess
    exact: Guess


class Collective:
    """All rows of a pool, and the figures of its groups without one member."""

    def __init__(self, workers: int, seed: int) -> None:
        made = simulate.contributions(RULES, (QUARTER,), workers, seed=seed, model=MODEL)
        self.rows = {s: [r for r in listed if r.kept is not None] for s, listed in made}
        self.rows = {s: listed for s, listed in self.rows.items() if listed}
        self.figures: dict[Path, dict[int, float]] = {}
        for seat, listed in self.rows.items():
            for path in {p for r in listed for p in paths(r)}:
                self.figures.setdefault(path, {})[seat] = mean([r for r in listed if path in paths(r)])

    def others(self, path: Path, seat: int) -> list[float]:
        return [v for s, v in self.figures.get(path, {}).items() if s != seat]

    def shown(self, counts: Mapping[Path, int]) -> frozenset[Path]:
        return frozenset(sheet.shown(counts, RULES.smallest_cell))

    def counts(self) -> Counter[Path]:
        return Counter({p: len(v) for p, v in self.figures.items()})

    def targets(self) -> Iterator[tuple[int, ContributionRow]]:
        """Members with one row, in a cell that is hidden under a platform that is shown."""
        there = self.shown(self.counts())
        for seat, listed in self.rows.items():
            *_, platform, leaf = paths(listed[0])
            if len(listed) == 1 and leaf not in there and platform in there:
                yield seat, listed[0]


def paths(row: ContributionRow) -> tuple[Path, ...]:
    return (), (row.region,), (row.region, row.platform), (row.region, row.platform, row.role)


def mean(rows: Sequence[ContributionRow]) -> float:
    weights = [max(r.hours, 1) for r in rows]
    return sum(w * (r.kept or 0) for w, r in zip(weights, rows, strict=True)) / sum(weights)


def group(path: Path, n: int, kept: Middle | None = None, below: Share | None = None) -> Group:
    region, platform, role = (*path, None, None, None)[:3]
    return Group(QUARTER, region, platform, role, n, kept, None, None, None, None, None, None, below, None)


def cell(path: Path, values: Sequence[float]) -> sheet.Cell:
    """What the sheet says of these contributors, by its own code: nobody holds more than one seat."""
    held, n = np.array(values), len(values)
    q1, middle, q3 = (float(x) for x in np.quantile(held, (0.25, 0.5, 0.75)))
    part = float((held < WAGE).mean())
    found = group(path, n, Middle(n, middle, q1=q1, q3=q3), Share(n, part, 0.0, 1.0))
    guard = Guard({"kept": n, "below": n}, {"kept": middle_of_few(values)})
    return sheet.cell(found, guard, RULES.smallest_cell)


def attack(pool: Collective, seat: int, row: ContributionRow) -> Tried:
    """All three guesses at one member."""
    above = paths(row)[:3]
    known = {p: pool.others(p, seat) for p in above}
    prior = _rates(known[above[-1]])
    roles = _roles(pool, seat, row)
    fits_rate = np.prod([_reads(p, known[p], row) for p in above], axis=0)
    fits_role = {role: float(_bands(pool, row, role) == _bands(pool, row, row.role)) for role in roles}
    table = sum(known[above[-1]]) + (row.kept or 0)  # the exact mean of the platform, times its exact number
    counted = {role: float(_counts(pool, row, role) == pool.counts()) for role in roles}
    beside = pool.others(paths(row)[-1], seat)
    return Tried(
        _guess(row, beside, roles, fits_role, prior * fits_rate),
        _guess(row, beside, roles, dict.fromkeys(roles, 1.0), prior),
        _guess(row, beside, roles, counted, prior * np.isclose(sum(known[above[-1]]) + RATES, table)),
    )


def _rates(values: Sequence[float]) -> Floats:
    """What the others of the platform let expect of a rate: log-normal."""
    logs = np.log(np.maximum(values, 1.0))
    z = (np.log(RATES) - logs.mean()) / max(float(logs.std()), 0.1)
    weight = np.exp(-(z**2) / 2) / RATES
    return np.asarray(weight / weight.sum(), float)


def _roles(pool: Collective, seat: int, row: ContributionRow) -> dict[str, float]:
    """The kinds of work that the target may do, as the others on the platform share them, and one more of each."""
    found = {r: 1.0 + len(pool.others((row.region, row.platform, r), seat)) for r in RULES.roles}
    return {r: n / sum(found.values()) for r, n in found.items()}


def _reads(path: Path, known: Sequence[float], row: ContributionRow) -> Floats:
    """For each rate that the target may have: would the sheet say of this group what it says?"""
    said = cell(path, [*known, float(row.kept or 0)])
    return np.array([cell(path, [*known, float(rate)]) == said for rate in RATES], float)


def _counts(pool: Collective, row: ContributionRow, role: str) -> Counter[Path]:
    """The numbers of all cells if the target did this kind of work."""
    counts = pool.counts()
    counts[row.region, row.platform, row.role] -= 1
    counts[row.region, row.platform, role] += 1
    return counts


def _bands(pool: Collective, row: ContributionRow, role: str) -> dict[Path, str]:
    """Which kinds of work the sheet would then show on the platform, and in which bands."""
    counts = _counts(pool, row, role)
    there = pool.shown(counts)
    return {p: sheet.band(counts[p]) for p in there if p[:2] == (row.region, row.platform)}


def _guess(
    row: ContributionRow, beside: list[float], roles: Mapping[str, float], fits: Mapping[str, float], rates: Floats
) -> Guess:
    """`beside`: the others of the hidden cell."""
    role = max(roles, key=lambda r: (roles[r] * fits[r], r))
    inside = np.abs(RATES[:, None] - RATES[None, :]) <= NEAR * RATES[None, :]
    guess, truth = float(RATES[int(np.argmax(inside @ rates))]), float(row.kept or 0)
    middle = _near(float(np.median([*beside, guess])), float(np.median([*beside, truth])))
    return Guess(role == row.role, role == row.role and middle, _near(guess, truth))


def _near(guess: float, truth: float) -> bool:
    return abs(guess - truth) <= NEAR * truth + 1e-9


def tried(pools: int) -> list[Tried]:
    """All targets of so many pools of 300 contributors and more."""
    made = [Collective(300 + 40 * seed, seed) for seed in range(pools)]
    return [attack(pool, seat, row) for pool in made for seat, row in pool.targets()]
