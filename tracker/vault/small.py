"""Small releases: the draws of fewer contributors than `plan.large_from`, by the plan of `release.plan`.

What is drawn depends on public numbers and noisy answers alone, so that the parts of ρ add up. What is printed is made
of the noisy answers: bounded by what is public, in step with each other, rounded to bands.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.errors import Refused
from tracker.pool.policy import OTHER, Policy
from tracker.pool.sheet import rate
from tracker.release import candidates, gates, plan, tidy
from tracker.release.cells import CENTS, MIDDLE, MOST_RATIO, Cell, Level, Points
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
    SMALL,
    UNPAID_MIDDLE,
    UPPER,
    Published,
    Result,
    Suppressed,
)
from tracker.release.gates import Interval
from tracker.release.people import UNPAID_STEP, Person, people, sums
from tracker.release.plan import Plan
from tracker.release.split import sigma
from tracker.vault.draws import Draws

Results = dict[tuple[Cell, str], Result]
STEPS = 2 * MIDDLE
"""Steps of 5 points in a whole share."""
SHARE_BAND, FINE_BAND, RATIO_BAND = 5, 1, 1
"""Points that shares are printed to, those of a larger release, and kept ÷ headline."""
RATIO_UNIT = 1000
EVERYBODY = Cell(Level.ALL, "all")
UNPAID_VALUES = tuple(range(0, 101, UNPAID_STEP))
OF: Mapping[str, Callable[[Person], int | bool | None]] = {
    ON_TIME: lambda p: p.on_time, LOST: lambda p: p.lost, FELL: lambda p: p.fell, BELOW: lambda p: p.below,
    ENDED_30: lambda p: p.ended_30, ENDED_90: lambda p: p.ended_90,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Raw:
    """A noisy answer and how far its noise reaches: its value and the ends, before they are printed."""

    value: float
    low: float
    high: float


@dataclass
class _Run:
    listed: tuple[Person, ...]
    policy: Policy
    draws: Draws
    plan: Plan
    count: float
    """Noisy contributors, between 1 and the seats handed out, and the noise of their number."""
    sigma: float
    band: int
    """Points that shares are printed to."""
    raw: dict[str, Raw] = field(default_factory=dict)

    @property
    def least(self) -> float:
        return max(gates.lower(self.count, self.sigma), 2.0)


def measure(who: Points, policy: Policy, rho: float, draws: Draws, first: float, rough: float, seats: int) -> Results:
    """Draw a small release after its first count. Raises Refused, code out_of_bounds."""
    listed = people(who.rows, policy, who.key)
    check(listed, policy)
    found = plan.plan(rho, first, plan.to_plan_for(rough, first, seats), policy)
    count, noise = _count(draws, listed, found, rough)
    run = _Run(listed, policy, draws, found, min(max(count, 1.0), float(seats)), noise, SHARE_BAND)
    _shares(run)
    _started(run)
    _quantiles(run)
    results = _printed(run, seats)
    results |= {(c, name): Suppressed() for c in who.at(Level.PLATFORM) for name in (CONTRIBUTORS, KEPT)}
    if plan.PEOPLE in found.parts:
        results |= _platforms(run, who, seats)
    return results


def beside(who: Points, policy: Policy, rho: float, draws: Draws, count: float, noise: float, seats: int) -> Results:
    """The figures of all contributors that a larger release has no draw of its own for, with ρ between them. `noise`:
    of the noisy count. Raises Refused, code out_of_bounds."""
    listed = people(who.rows, policy, who.key)
    check(listed, policy)
    within = min(max(count, 1.0), float(seats))
    found = plan.beside(rho, gates.lower(within, noise), wages=bool(policy.minimum_wage))
    run = _Run(listed, policy, draws, found, within, noise, FINE_BAND)
    _shares(run)
    _started(run)
    _quantiles(run)
    made: Results = {(EVERYBODY, name): Suppressed() for name in plan.BESIDE}
    return made | {(EVERYBODY, name): _published(name, raw, run.least, run.band) for name, raw in run.raw.items()}


def check(listed: Sequence[Person], policy: Policy) -> None:
    """Assert the bounds that the noise is made for. Raises Refused, code out_of_bounds."""
    low, high = policy.bounds.rate_low * CENTS, policy.bounds.rate * CENTS
    ratios, platforms = candidates.ratios(), {*policy.platforms, OTHER}
    for p in listed:
        steps = (p.on_time, p.ended_30 or 0, p.ended_90 or 0)
        inside = low <= p.kept <= high and p.unpaid in UNPAID_VALUES and all(abs(s) <= MIDDLE for s in steps)
        if not inside or (p.ratio is not None and not ratios[0] <= p.ratio <= ratios[-1]):
            raise Refused("A figure is outside its public bounds.", code="out_of_bounds")
        if p.platform not in platforms:
            raise Refused("A platform is not in the vocabulary.", code="out_of_bounds")
    if len({p.seat for p in listed}) < len(listed):
        raise Refused("A contributor counts more than once.", code="out_of_bounds")


# --- the draws ----------------------------------------------------------------------------------------------


def _count(draws: Draws, listed: Sequence[Person], found: Plan, rough: float) -> tuple[float, float]:
    """The number of contributors of both draws, averaged by their parts, and its noise."""
    second = found.parts.get(CONTRIBUTORS, 0.0)
    if second <= 0:
        return rough, sigma(found.first)
    (again,) = draws.counts("all: contributors", [len(listed)], second)
    whole = found.first + second
    return (found.first * rough + second * again) / whole, sigma(whole)


def _shares(run: _Run) -> None:
    """Shares of all contributors: sums counted from one half, over their noisy number."""
    for name in (ON_TIME, LOST, FELL, BELOW):
        if name in run.plan.parts:
            run.raw[name] = _share(run, name, run.count, run.least, run.sigma)


def _share(run: _Run, name: str, n: float, least: float, noise: float) -> Raw:
    rho = run.plan.parts[name]
    (units,) = run.draws.counts(f"all: {name}", [sums(run.listed, OF[name])], rho, float(MIDDLE))
    share = min(max(0.5 + units / STEPS / n, 0.0), 1.0)
    wide = gates.Z95 * gates.mean_sigma(share, sigma(rho, MIDDLE) / STEPS, least, noise)
    return Raw(share, max(share - wide, 0.0), min(share + wide, 1.0))


def _started(run: _Run) -> None:
    """Of those who started a project: their noisy number, no more than there are contributors, then sums over it."""
    rho = run.plan.parts.get(plan.STARTED)
    if rho is None:
        return
    (drawn,) = run.draws.counts("all: started", [sum(p.ended_30 is not None for p in run.listed)], rho)
    noise, n = sigma(rho), min(max(float(drawn), 1.0), run.count)
    for name in (ENDED_30, ENDED_90):
        if name in run.plan.parts:
            run.raw[name] = _share(run, name, n, max(gates.lower(n, noise), 2.0), noise)
    if ENDED_30 in run.raw and ENDED_90 in run.raw:
        _in_step(run, (ENDED_30, ENDED_90), tidy.rising)


def _quantiles(run: _Run) -> None:
    for name, alpha in plan.ALPHA.items():
        if name in run.plan.parts:
            run.raw[name] = _rate(run, name, alpha)
    there = tuple(n for n in (LOWER, KEPT, UPPER) if n in run.raw)
    if len(there) > 1:
        _in_step(run, there, tidy.rising_rates)
    if RATIO in run.plan.parts:
        run.raw[RATIO] = _ratio(run)
    if UNPAID_MIDDLE in run.plan.parts:
        run.raw[UNPAID_MIDDLE] = _unpaid(run)


def _rate(run: _Run, name: str, alpha: float) -> Raw:
    rho, values = run.plan.parts[name], [p.kept for p in run.listed]
    (drawn,) = run.draws.medians(f"all: {name}", [values], candidates.rates(run.policy), rho, alpha=alpha)
    return _reach(drawn / CENTS, run.least, rho, plan.SPREAD, alpha)


def _ratio(run: _Run) -> Raw:
    rho, values = run.plan.parts[RATIO], [p.ratio for p in run.listed if p.ratio is not None]
    (drawn,) = run.draws.medians(f"all: {RATIO}", [values], candidates.ratios(), rho)
    return _reach(drawn / RATIO_UNIT, plan.RATED * run.least, rho, plan.RATIO_SPREAD, 0.5)


def _reach(value: float, n: float, rho: float, spread: float, alpha: float) -> Raw:
    low, high = gates.quantile_reach(n, rho, spread, alpha)
    return Raw(value, value * math.exp(low), value * math.exp(high))


def _unpaid(run: _Run) -> Raw:
    rho, values = run.plan.parts[UNPAID_MIDDLE], [p.unpaid for p in run.listed]
    (drawn,) = run.draws.medians(f"all: {UNPAID_MIDDLE}", [values], UNPAID_VALUES, rho)
    wide = 0.1 * gates.places(rho, 0.05) / (plan.UNPAID_PLACES * run.least)
    return Raw(drawn / 100, max(drawn / 100 - wide, 0.0), min(drawn / 100 + wide, 1.0))


def _in_step(run: _Run, names: Sequence[str], rising: Callable[[Sequence[float]], list[float]]) -> None:
    """Let answers rise in this order, each with its reach about it."""
    for name, value in zip(names, rising([run.raw[n].value for n in names]), strict=True):
        old = run.raw[name]
        moved = value - old.value
        run.raw[name] = Raw(value, max(old.low + min(moved, 0.0), 0.0), old.high + max(moved, 0.0))


# --- platforms ----------------------------------------------------------------------------------------------


def _platforms(run: _Run, who: Points, seats: int) -> Results:
    """People at each platform, which sum to the contributors; the largest four; and medians at the largest."""
    cells = tuple(who.at(Level.PLATFORM))
    rho = run.plan.parts[plan.PEOPLE]
    exact = [sum(p.platform == c.platform for p in run.listed) for c in cells]
    drawn = run.draws.counts("platform: people", exact, rho)
    whole, wide = tidy.count(run.count, seats), gates.Z95 * sigma(rho)
    near = tidy.parts([float(x) for x in drawn], whole)
    largest = sorted(range(len(cells)), key=lambda i: (-near[i], i))[: plan.SHOWN_PLATFORMS]
    made: Results = {}
    for i in largest:
        low, high = max(math.floor(near[i] - wide), 0), min(math.ceil(near[i] + wide), whole)
        made[cells[i], CONTRIBUTORS] = Published(near[i], Interval(low, high))
    return made | _medians(run, {cells[i]: near[i] for i in largest})


def _medians(run: _Run, largest: Mapping[Cell, int]) -> Results:
    """Medians at the largest platforms that have at least half of the people whom the plan took for their place."""
    rho, of = plan.medians_part(run.plan), [1 / k for k in range(1, len(run.policy.platforms) + 1)]
    asked = list(largest)[: len(run.plan.platforms)]
    if not asked:
        return {}
    groups = [[p.kept for p in run.listed if p.platform == c.platform] for c in asked]
    drawn = run.draws.medians("platform: kept", groups, candidates.rates(run.policy), rho)
    made: Results = {}
    for k, (cell, value) in enumerate(zip(asked, drawn, strict=True)):
        if 2 * largest[cell] >= run.plan.people * of[k] / sum(of):
            found = _reach(value / CENTS, max(largest[cell] - 1.0, 2.0), rho, plan.SPREAD, 0.5)
            made[cell, KEPT] = _published(KEPT, found, largest[cell])
    return made


# --- as it is printed ---------------------------------------------------------------------------------------


def _printed(run: _Run, seats: int) -> Results:
    """What was drawn of all contributors, in bands; the rest is withheld, in one way."""
    made: Results = {(EVERYBODY, name): Suppressed() for name in SMALL}
    if CONTRIBUTORS in run.plan.parts:
        wide = gates.Z95 * run.sigma
        low, high = max(math.floor(run.count - wide), 0), min(math.ceil(run.count + wide), seats)
        made[EVERYBODY, CONTRIBUTORS] = Published(tidy.count(run.count, seats), Interval(low, high))
    for name, raw in run.raw.items():
        made[EVERYBODY, name] = _published(name, raw, run.least)
    return made


def _published(name: str, raw: Raw, n: float, band: int = SHARE_BAND) -> Published:
    """Rounded to its band, the ends outwards; `n`: people, for the interval had they been drawn at random."""
    sample = _sample(name, raw, n)
    if name in (KEPT, LOWER, UPPER):
        return Published(rate(raw.value) / CENTS, _rates(raw.low, raw.high), _rates(*sample))
    band, most = (RATIO_BAND, MOST_RATIO / RATIO_UNIT) if name == RATIO else (band, 1.0)
    value = round(100 * raw.value / band) * band / 100
    return Published(value, _bands(raw.low, raw.high, band, most), _bands(*sample, band, most))


def _sample(name: str, raw: Raw, n: float) -> tuple[float, float]:
    """The ends with the chance in them that people like these would have been others."""
    if name in (KEPT, LOWER, UPPER, RATIO):
        alpha, spread = plan.ALPHA.get(name, 0.5), plan.RATIO_SPREAD if name == RATIO else plan.SPREAD
        own = gates.quantile_error(n, spread, alpha)
        value = max(raw.value, 1e-6)
        low, high = (math.log(max(end, 1e-6) / value) for end in (raw.low, raw.high))
        return value * math.exp(-math.hypot(low, own)), value * math.exp(math.hypot(high, own))
    own = gates.Z95 * math.sqrt(max(raw.value * (1 - raw.value), 0.25 / n) / n)
    low, high = raw.value - raw.low, raw.high - raw.value
    return max(raw.value - math.hypot(low, own), 0.0), min(raw.value + math.hypot(high, own), 1.0)


def _rates(low: float, high: float) -> Interval:
    return Interval(rate(low) / CENTS, rate(high) / CENTS)


def _bands(low: float, high: float, band: int, most: float) -> Interval:
    """Outwards, but for what rounding of the last bit makes of it."""
    ends = math.floor(100 * low / band + 1e-9) * band / 100, math.ceil(100 * high / band - 1e-9) * band / 100
    return Interval(ends[0], min(ends[1], most))
