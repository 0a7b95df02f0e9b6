"""From who counts where to published figures: draws in their order, gates between them.

What is drawn next depends on noisy counts alone, so that the parts of ρ add up (adaptive composition).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracker.errors import Refused
from tracker.pool.policy import Policy
from tracker.release import candidates, gates, plan
from tracker.release.cells import CENTS, MIDDLE, WHOLE, Cell, Level, Point, Points
from tracker.release.figures import (
    CONTRIBUTORS,
    ENDED,
    KEPT,
    LOWER,
    RATIO,
    UNPAID,
    UPPER,
    Published,
    Result,
    Suppressed,
)
from tracker.release.gates import Interval
from tracker.release.split import ERRORS, Split, budget, choose, sigma
from tracker.vault import small
from tracker.vault.draws import Draws, Spent, total

Results = dict[tuple[Cell, str], Result]
STEPS = 20
"""Steps of 5 points in an unpaid share of 100 %."""


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was drawn for one release."""

    results: Mapping[tuple[Cell, str], Result]
    split: str
    only_count: bool
    spreads: tuple[float, float] | None
    """Log-normal spread of kept rates and of kept ÷ headline over all contributors; None if not measured."""
    draws: tuple[Spent, ...]

    @property
    def spent(self) -> float:
        return total(self.draws)


@dataclass
class _Run:
    points: Points
    policy: Policy
    rho: float
    draws: Draws
    split: Split
    seats: int
    """Handed out: no count is told to be more."""
    spreads: tuple[float, float] = (gates.SPREAD, gates.RATIO_SPREAD)
    results: Results = field(default_factory=dict)

    def part(self, level: Level, figure: str) -> float:
        return budget(self.rho, self.split, level, figure)


@dataclass(frozen=True, slots=True)
class _Counts:
    """Noisy contributors of the cells of one level, by their weights: those with a headline rate, all, and the noise
    of each."""

    cells: tuple[Cell, ...]
    groups: tuple[tuple[Point, ...], ...]
    rated: tuple[float, ...]
    all: tuple[float, ...]
    sigma: float

    @property
    def all_sigma(self) -> float:
        return self.sigma * math.sqrt(2)


def measure(points: Points, policy: Policy, rho: float, draws: Draws | None = None, *, seats: int) -> Measured:
    """Draw a release with at most ρ. `seats`: handed out, which is public. Raises Refused, code out_of_bounds, before
    the first draw where a figure or a contributor's number of cells is not within its public bounds."""
    check(points, policy)
    draws = draws or Draws()
    first = plan.first_part(rho, seats)
    (rough,) = draws.counts("all: first count", [sum(map(len, points.at(Level.ALL).values()))], rho=first)
    if min(rough, seats) < plan.large_from(rho):
        return _small(points, policy, rho, draws, first, rough, seats)
    run = _Run(points, policy, rho, draws, choose(rough), seats)
    _all(run)
    for level in (Level.PLATFORM, Level.LEAF):
        if run.split.levels.get(level):
            _level(run, level)
    _fill(run)
    return Measured(run.results, run.split.name, False, run.spreads, tuple(draws.log))


def _small(
    points: Points, policy: Policy, rho: float, draws: Draws, first: float, rough: float, seats: int
) -> Measured:
    """Fewer contributors than `plan.large_from`, as far as noise and seats tell."""
    results = small.measure(points, policy, rho, draws, first, rough, seats)
    shown = {statistic for (_, statistic), r in results.items() if isinstance(r, Published)}
    return Measured(results, plan.NAME, shown <= {CONTRIBUTORS}, None, tuple(draws.log))


def check(points: Points, policy: Policy) -> None:
    """Assert the bounds that the noise is made for. Raises Refused, code out_of_bounds."""
    b = policy.bounds
    for level in Level:
        costs: dict[int, int] = {}
        twice = False
        for group in points.at(level).values():
            twice |= len({p.seat for p in group}) < len(group)
            for p in group:
                costs[p.seat] = costs.get(p.seat, 0) + p.copies**2
                _check_point(p, b.rate_low * CENTS, b.rate * CENTS)
        most = WHOLE**2 * (1 if level is Level.ALL else points.each)
        if twice or any(cost > most for cost in costs.values()):
            raise Refused("A contributor counts in more cells than the noise is made for.", code="out_of_bounds")


def _check_point(p: Point, low: int, high: int) -> None:
    ratios = candidates.ratios()
    inside = low <= p.kept <= high and -MIDDLE <= p.unpaid <= MIDDLE and 1 <= p.copies <= WHOLE
    if not inside or (p.ratio is not None and not ratios[0] <= p.ratio <= ratios[-1]):
        raise Refused("A figure is outside its public bounds.", code="out_of_bounds")


def _each(run: _Run, level: Level) -> int:
    return 1 if level is Level.ALL else run.points.each


def _sums(run: _Run, what: str, exact: Sequence[int], rho: float, reach: float) -> list[float]:
    """Noisy sums over contributors, of sums in parts of WHOLE."""
    return [x / WHOLE for x in run.draws.counts(what, exact, rho, reach * WHOLE)]


def _weight(people: Iterable[Point]) -> int:
    return sum(p.copies for p in people)


def _counts(run: _Run, level: Level) -> _Counts:
    found = run.points.at(level)
    cells, groups = tuple(found), tuple(found.values())
    rho, reach = run.part(level, "contributors"), math.sqrt(_each(run, level))
    exact = [_weight(p for p in g if p.ratio is not None) for g in groups]
    exact += [_weight(p for p in g if p.ratio is None) for g in groups]
    drawn = _sums(run, f"{level}: contributors", exact, rho, reach)
    n = len(cells)
    both = tuple(a + b for a, b in zip(drawn[:n], drawn[n:], strict=True))
    return _Counts(cells, groups, tuple(drawn[:n]), both, sigma(rho, reach))


def _all(run: _Run) -> None:
    """The row of all contributors."""
    counts = _counts(run, Level.ALL)
    _show_counts(run, counts)
    run.spreads = _spreads(run, counts.groups[0])
    _medians(run, Level.ALL, counts)
    _unpaid(run, Level.ALL, counts)
    _beside(run, counts)


def _beside(run: _Run, counts: _Counts) -> None:
    """What a small release tells of all contributors too. The median that was drawn is between the quartiles."""
    made = small.beside(
        run.points, run.policy, run.part(Level.ALL, "people"), run.draws, counts.all[0], counts.all_sigma, run.seats
    )
    kept = run.results.get((small.EVERYBODY, KEPT))
    for name, least in ((LOWER, min), (UPPER, max)):
        found = made.get((small.EVERYBODY, name))
        if isinstance(kept, Published) and isinstance(found, Published):
            low, high = min(found.noise.low, kept.value), max(found.noise.high, kept.value)
            noise = replace(found.noise, low=low) if name == LOWER else replace(found.noise, high=high)
            made[small.EVERYBODY, name] = replace(found, value=least(found.value, kept.value), noise=noise)
    run.results |= made


def _level(run: _Run, level: Level) -> None:
    counts = _counts(run, level)
    _show_counts(run, counts)
    _medians(run, level, counts)
    _unpaid(run, level, counts)
    if level is Level.PLATFORM:
        _ended(run, counts)


def _show_counts(run: _Run, counts: _Counts) -> None:
    width = gates.Z95 * counts.all_sigma
    for cell, n in zip(counts.cells, counts.all, strict=True):
        shown, low, high = (min(max(x, 0), run.seats) for x in (round(n), n - width, n + width))
        run.results[cell, CONTRIBUTORS] = Published(shown, Interval(low, high))


def _spreads(run: _Run, people: Sequence[Point]) -> tuple[float, float]:
    rho = run.part(Level.ALL, "spread") / 4
    kept, ratio = _kept(people), _ratios(people)
    made = []
    for name, values, allowed in (("kept", kept, candidates.rates(run.policy)), ("ratio", ratio, candidates.ratios())):
        low, high = (
            run.draws.medians(f"all: quartile of {name}", [values], allowed, rho, alpha=a, copies=WHOLE)[0]
            for a in (0.25, 0.75)
        )
        made.append(gates.clamp_spread((low, high)))
    return made[0], made[1]


def _kept(people: Iterable[Point]) -> list[int]:
    return [p.kept for p in people for _ in range(p.copies)]


def _ratios(people: Iterable[Point]) -> list[int]:
    return [p.ratio for p in people if p.ratio is not None for _ in range(p.copies)]


def _medians(run: _Run, level: Level, counts: _Counts) -> None:
    """Medians of the cells whose noisy counts pass the gates; the others are not drawn.

    Where kept ÷ headline could not be shown, its part of the budget goes to the kept rate of that cell: no cell
    costs more than both together.
    """
    kept, ratio = run.part(level, "kept"), run.part(level, "ratio")
    cells = range(len(counts.cells))
    both = [
        i for i in cells if _passes(run, level, counts, KEPT, i, kept) and _passes(run, level, counts, RATIO, i, ratio)
    ]
    alone = [i for i in cells if i not in both and _passes(run, level, counts, KEPT, i, kept + ratio)]
    _median(run, level, counts, KEPT, both, kept)
    _median(run, level, counts, RATIO, both, ratio)
    _median(run, level, counts, KEPT, alone, kept + ratio, counted=False)


def _known(counts: _Counts, statistic: str, i: int) -> tuple[float, float]:
    """Noisy contributors whose figure is known, and the noise of their number."""
    return (counts.all[i], counts.all_sigma) if statistic == KEPT else (counts.rated[i], counts.sigma)


def _passes(run: _Run, level: Level, counts: _Counts, statistic: str, i: int, rho: float) -> bool:
    spread = max(run.spreads[0], gates.SPREAD) if statistic == KEPT else max(run.spreads[1], gates.RATIO_SPREAD)
    return gates.median_shown(*_known(counts, statistic, i), rho / _each(run, level), ERRORS[level], spread)


def _median(
    run: _Run, level: Level, counts: _Counts, statistic: str, shown: list[int], rho: float, *, counted: bool = True
) -> None:
    """Draw a median for these cells, and say how far its noise reaches."""
    groups: list[list[int]]
    if statistic == KEPT:
        groups = [_kept(counts.groups[i]) for i in shown]
        allowed, scale, spread = candidates.rates(run.policy), CENTS, run.spreads[0]
    else:
        groups = [_ratios(counts.groups[i]) for i in shown]
        allowed, scale, spread = candidates.ratios(), 1000, run.spreads[1]
    each, what = _each(run, level), f"{level}: {statistic}{'' if counted else ' alone, in place of both'}"
    drawn = run.draws.medians(what, groups, allowed, rho, each, copies=WHOLE, counted=counted)
    for i, value in zip(shown, drawn, strict=True):
        intervals = gates.median_intervals(value / scale, *_known(counts, statistic, i), rho / each, spread)
        run.results[counts.cells[i], statistic] = Published(value / scale, *intervals)


def _unpaid(run: _Run, level: Level, counts: _Counts) -> None:
    rho, reach = run.part(level, "unpaid"), MIDDLE * math.sqrt(_each(run, level))
    sums = [sum(p.unpaid * p.copies for p in g) for g in counts.groups]
    drawn = _sums(run, f"{level}: {UNPAID}", sums, rho, reach)
    noise = sigma(rho, reach) / STEPS
    for cell, n, units in zip(counts.cells, counts.all, drawn, strict=True):
        share = min(max(0.5 + units / STEPS / max(n, 1), 0.0), 1.0)
        wide = gates.mean_sigma(share, noise, max(gates.lower(n, counts.all_sigma), 1), counts.all_sigma)
        if gates.share_shown(wide):
            run.results[cell, UNPAID] = Published(share, *gates.share_intervals(share, n, wide))


def _ended(run: _Run, counts: _Counts) -> None:
    """Shares at platforms: those who started a project and lost one within 30 days, of all who started one."""
    rho, reach = run.part(Level.PLATFORM, "ended"), math.sqrt(_each(run, Level.PLATFORM))
    exact = [_weight(p for p in g if p.ended is answer) for answer in (True, False) for g in counts.groups]
    drawn = _sums(run, f"{Level.PLATFORM}: {ENDED}", exact, rho, reach)
    noise, n = sigma(rho, reach), len(counts.cells)
    for cell, lost, other in zip(counts.cells, drawn[:n], drawn[n:], strict=True):
        began = max(gates.lower(lost + other, noise * math.sqrt(2)), 1)
        share = min(max(lost / max(lost + other, 1), 0.0), 1.0)
        wide = gates.part_sigma(share, began, noise)
        if gates.share_shown(wide):
            run.results[cell, ENDED] = Published(share, *gates.share_intervals(share, began, wide))


def _fill(run: _Run) -> None:
    """Everything of the vocabulary that is not shown is withheld, in one way."""
    for cell in run.points.cells:
        for statistic in (CONTRIBUTORS, KEPT, RATIO, UNPAID, *((ENDED,) if cell.level is Level.PLATFORM else ())):
            run.results.setdefault((cell, statistic), Suppressed())
