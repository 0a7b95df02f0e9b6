"""`python -m bench.attacks`: attacks on pools and releases, each beside a control that must succeed.

Every rate is of so many draws by OpenDP, which takes no seed. An attack "holds" where its rate stays under its bound
plus what chance alone passes once in a million (Hoeffding's inequality). Mechanisms are attacked one cell at a time
by somebody who knows all other contributors exactly.
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from statistics import NormalDist, median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench import liars
from bench import linkage as leaked
from bench import seats as hand
from tracker.pool import simulate
from tracker.release import candidates
from tracker.vault import draws

FALSE_ALARM = 1e-6
QUARTER = "2026Q3"
WORKERS = 20_000
"""Of the platform that reads leaked rows."""
Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attack reached, what it may reach, and what the same reaches without protection."""

    name: str
    draws: int
    rate: float
    bound: float
    control: float
    least: float
    """What the control has to reach."""
    about: str
    tolerance: float = 0.0
    """Chance passes bound + tolerance once in a million."""

    @property
    def holds(self) -> bool:
        return self.rate <= self.bound + self.tolerance and self.control >= self.least


def hoeffding(n: int) -> float:
    """What the rate of n independent draws is above its mean once in a million."""
    return math.sqrt(math.log(1 / FALSE_ALARM) / (2 * n))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.attacks", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="multiplies the numbers of draws (1)")
    parser.add_argument("--only", choices=[a.__name__ for a in ATTACKS], help="one attack")
    options = parser.parse_args()
    scale = options.scale
    print(
        f"{'attack':52} {'draws':>8} {'rate':>9} {'bound':>9} {'+chance':>9} {'control':>9} {'least':>7}  holds  what"
    )
    failed = 0
    for attack in (a for a in ATTACKS if options.only in (None, a.__name__)):
        for o in attack(scale):
            failed += not o.holds
            print(
                f"{o.name:52} {o.draws:8d} {o.rate:9.4f} {o.bound:9.4f} {o.tolerance:9.4f} {o.control:9.4f}"
                f" {o.least:7.2f}  {'yes' if o.holds else 'NO':5}  {o.about}",
                flush=True,
            )
    print(f"\nFalse alarm of each line at most {FALSE_ALARM:g}. {failed} attacks succeeded or had a weak control.")
    return int(bool(failed))


# --- people -------------------------------------------------------------------------------------------------


def rates(random: Random, n: int, middle: float = 21.0, spread: float = 0.45) -> list[int]:
    """Log-normal hourly rates in hundredths."""
    return [min(round(100 * middle * math.exp(spread * random.gauss(0, 1))), 30_000) for _ in range(n)]


def allowed() -> tuple[int, ...]:
    """The public candidates of a usual policy."""
    return candidates.rates(simulate.policy(simulate.Model(), 1, dt.date(2026, 1, 5)))


# --- linkage ------------------------------------------------------------------------------------------------


def linkage(scale: float = 1.0) -> Iterator[Outcome]:
    """A platform knows the minutes and payouts of every week of all its workers, and a leaked pool.

    Rows are no secret from a platform that also compares the rates it offered, the projects it ended and the
    payments it made, which stand in them: the second line is what was measured, so that it grows no more.
    Control: rows that hold two weeks of counted minutes.
    """
    seats = max(round(4000 * scale), 4000)  # fewer would pass the bound or break it by chance
    chosen = np.random.default_rng(10).choice(WORKERS, seats, replace=False)
    who = leaked.workers(11, WORKERS)
    exact = leaked.by_minutes(who, chosen[:500])
    yield Outcome(
        "linkage of leaked rows", seats, leaked.found(who, chosen), 0.02, exact, 0.9,
        f"seats found among {WORKERS} workers by minutes and payouts; control: two weeks of counted minutes",
    )  # fmt: skip
    yield Outcome(
        "linkage by all that a platform knows", seats, leaked.found(who, chosen, all_known=True), 0.8, exact, 0.9,
        "and by offered rates, pay days and projects: no guarantee, as measured; control as above",
    )  # fmt: skip


# --- differencing -------------------------------------------------------------------------------------------


def differencing(scale: float = 1.0) -> Iterator[Outcome]:
    """Two releases with one more worker; the attacker knows all others and the mechanism, and says where the
    target's rate is within 5 %. Bound: the best guess without any release, and 3 points."""
    n, rho, times = 300, 0.0343, round(20_000 * scale)
    random, values = Random(12), allowed()
    others = sorted(rates(random, n))
    targets = rates(random, times)
    prior = rates(Random(13), 200_000)
    guess = Posterior(others, values, rho, prior)
    mechanism, _ = draws.quantile(rho, values)
    hits = sum(_near(guess.best(int(mechanism([*others, t]))), t) for t in targets)
    blind = sum(_near(guess.blind, t) for t in targets)
    mean = sum(others) / n
    exact = sum(_near(((sum(others) + t) / (n + 1)) * (n + 1) - mean * n, t) for t in targets)
    yield Outcome(
        "differencing of two medians", times, hits / times, blind / times + 0.03, exact / times, 0.999,
        f"hits within 5 % at ρ = {rho}; without a release {blind / times:.4f}; control: exact means",
        hoeffding(times),
    )  # fmt: skip


def _near(guess: float, truth: float) -> bool:
    return abs(guess - truth) <= 0.05 * truth + 1e-9


class Posterior:
    """The attacker of one median: what each drawn value says of the one contributor not known.

    The chance of a draw depends on the target only by the candidates below and above them.
    """

    def __init__(self, others: Sequence[int], values: Sequence[int], rho: float, prior: Sequence[int]) -> None:
        self.values = np.array(values)
        known = np.array(others)
        below = np.searchsorted(known, self.values, "left")
        above = len(known) - np.searchsorted(known, self.values, "right")
        self._grid = np.unique(np.quantile(np.array(prior), np.linspace(0.002, 0.998, 250)).astype(int))
        weight = np.histogram(prior, bins=np.append(self._grid, self._grid[-1] + 1))[0] / len(prior)
        chance = np.array([self._chance(below, above, t, rho) for t in self._grid])
        self._posterior = weight[:, None] * chance
        self.blind = self._best(weight)
        self._known: dict[int, float] = {}

    def _chance(self, below: Column, above: Column, target: int, rho: float) -> Column:
        score = np.abs((below + (target < self.values)) - (above + (target > self.values)))
        weight = np.exp(-math.sqrt(2 * rho) * (score - score.min()))
        return np.asarray(weight / weight.sum())

    def best(self, drawn: int) -> float:
        """The guess that most of the posterior is within 5 % of."""
        if drawn not in self._known:
            at = int(np.searchsorted(self.values, drawn))
            self._known[drawn] = self._best(self._posterior[:, at])
        return self._known[drawn]

    def _best(self, weight: Column) -> float:
        guesses = self._grid
        inside = np.abs(guesses[:, None] - self._grid[None, :]) <= 0.05 * self._grid[None, :]
        return float(guesses[int(np.argmax(inside @ weight))])


# --- sybils -------------------------------------------------------------------------------------------------


def sybil(scale: float = 1.0) -> Iterator[Outcome]:
    """Ten false contributors, five at each end, and one target: the exact median is the target's rate.

    The mechanism alone, with its gate taken away; and whole releases of such a pool.
    """
    times, values, rho = round(20_000 * scale), allowed(), 0.0343
    random = Random(14)
    targets = rates(random, times)
    ends = [0] * 5 + [30_000] * 5
    prior = rates(Random(15), 200_000)
    guess = Posterior(ends, values, rho, prior)
    mechanism, _ = draws.quantile(rho, values)
    hits = sum(_near(guess.best(int(mechanism([*ends, t]))), t) for t in targets)
    blind = sum(_near(guess.blind, t) for t in targets) / times
    exact = sum(_near(median([*ends, t]), t) for t in targets)
    yield Outcome(
        "ten sybils, mechanism without its gate", times, hits / times, blind + 0.03, exact / times, 0.999,
        f"hits within 5 %; without a release {blind:.4f}; control: exact median", hoeffding(times),
    )  # fmt: skip
    yield _sybil_releases(round(1000 * scale))


def _sybil_releases(times: int) -> Outcome:
    """How often a release of eleven shows a median rate."""
    from bench.releases import exact
    from tracker.release.cells import points
    from tracker.release.figures import KEPT, Published
    from tracker.vault import measuring

    rules = simulate.policy(simulate.Model(), 1, dt.date(2026, 1, 5))
    made = simulate.contributions(rules, (QUARTER,), 11, seed=3, model=simulate.Model())
    rows = [(s, r) for s, listed in made for r in listed]
    who = points(rows, rules, bytes(32))
    plain = float(("", "", KEPT) in exact(rows))
    shown = 0
    for _ in range(times):
        results = measuring.measure(who, rules, 0.2, seats=11).results
        shown += any(isinstance(r, Published) and statistic == KEPT for (_, statistic), r in results.items())
    return Outcome(
        "ten sybils, whole releases at ρ = 0.2", times, shown / times, 0.0, plain, 0.999,
        "releases of 11 that show a median rate; control: a table without gates shows all", 0.0,
    )  # fmt: skip


# --- membership ---------------------------------------------------------------------------------------------


def membership(scale: float = 1.0) -> Iterator[Outcome]:
    """Is the target in? The best test there is, with half the draws from each world; its advantage beside that of
    Gaussian noise of the same ρ."""
    times = round(20_000 * scale)
    for rho in (0.05, 0.1):
        yield _count_membership(rho, times)
    yield _median_membership(0.0343, times)


def gaussian_bound(rho: float) -> float:
    """Most that any test gains on Gaussian noise: the total variation of two of its worlds."""
    return 2 * NormalDist().cdf(math.sqrt(2 * rho) / 2) - 1


def _count_membership(rho: float, times: int) -> Outcome:
    mechanism, _ = draws.gaussian(rho)
    inside = sum(_says_in(mechanism([301])[0]) for _ in range(times)) / times
    outside = sum(_says_in(mechanism([300])[0]) for _ in range(times)) / times
    plain = float(_says_in(301)) - float(_says_in(300))
    return Outcome(
        f"membership by a count, ρ = {rho}", 2 * times, inside - outside, gaussian_bound(rho) + 0.03, plain, 0.999,
        f"advantage; Gaussian bound {gaussian_bound(rho):.4f}; control: exact count", 2 * hoeffding(times),
    )  # fmt: skip


def _says_in(count: int) -> bool:
    """The best test on a count, where 300 others are known to be in."""
    return count > 300


def _median_membership(rho: float, times: int) -> Outcome:
    """The target is the best paid of all: being in moves the median up."""
    values, others = allowed(), sorted(rates(Random(16), 300))
    guess = Posterior(others, values, rho, [2_100, 30_000, 30_000])
    with_target, without = guess._chance(*_sides(guess.values, others), 30_000, rho), _plain(guess.values, others, rho)
    says_in = {int(v) for v, a, b in zip(guess.values, with_target, without, strict=True) if a > b}
    mechanism, _ = draws.quantile(rho, values)
    inside = sum(int(mechanism([*others, 30_000])) in says_in for _ in range(times)) / times
    outside = sum(int(mechanism(others)) in says_in for _ in range(times)) / times
    moved = median([*others, 30_000]) != median(others)
    return Outcome(
        f"membership by a median, ρ = {rho}", 2 * times, inside - outside, gaussian_bound(rho) + 0.03, float(moved),
        0.999, f"advantage; Gaussian bound {gaussian_bound(rho):.4f}; control: exact median", 2 * hoeffding(times),
    )  # fmt: skip


def _sides(values: Column, known: Sequence[int]) -> tuple[Column, Column]:
    held = np.array(known)
    return np.searchsorted(held, values, "left"), len(held) - np.searchsorted(held, values, "right")


def _plain(values: Column, known: Sequence[int], rho: float) -> Column:
    below, above = _sides(values, known)
    weight = np.exp(-math.sqrt(2 * rho) * np.abs(below - above))
    return np.asarray(weight / weight.sum())


# --- recovery of suppressed cells of the members' sheet -----------------------------------------------------


def recovery(scale: float = 1.0) -> Iterator[Outcome]:
    """Whoever holds the sheet and knows all members but one solves for a hidden cell: its number and median, and the
    rate of that one.

    The last is what the sheet does not promise to hide: its bound is near what was measured, so that it grows no more.
    Control: exact numbers and means of all cells in place of the sheet.
    """
    from bench import hidden

    found = hidden.tried(max(round(6 * scale), 2))
    n = len(found)
    cell, rate = sum(f.seen.cell for f in found) / n, sum(f.seen.rate for f in found) / n
    blind, alone = sum(f.blind.cell for f in found) / n, sum(f.blind.rate for f in found) / n
    yield Outcome(
        "number and median of a hidden cell", n, cell, blind + 0.05, sum(f.exact.cell for f in found) / n, 0.999,
        f"all but one known; without the sheet {blind:.4f}; control: exact counts and means", hoeffding(n),
    )  # fmt: skip
    yield Outcome(
        "rate of a member in a hidden cell", n, rate, 0.33, sum(f.exact.rate for f in found) / n, 0.999,
        f"all others known: no guarantee, as measured; without the sheet {alone:.4f}; control as above", hoeffding(n),
    )  # fmt: skip


# --- Rényi audit --------------------------------------------------------------------------------------------


def renyi(scale: float = 1.0) -> Iterator[Outcome]:
    """Rényi divergence of order 2 between the draws of a median on neighbouring data: at most 2ρ.

    Control: a mechanism that spends four times what it says is found out.
    """
    times, rho = max(round(60_000 * scale), 20_000), 0.2
    for known, target, copies in (([0], 3, 1), ([0, 0, 0], 3, 1), ([3, 3], 0, 1), ([0] * 15, 3, 5)):
        honest, slack = _divergence(rho, known, target, times, copies)
        cheat, _ = _divergence(4 * rho, known, target, times, copies)
        about = f"divergence of order 2 at ρ = {rho}; control: four times the budget gives {cheat:.3f}"
        found = float(cheat > 2 * rho + slack)
        name = f"Rényi audit of a median, {len(known)} x {known[0]}, {copies} x {target}"
        yield Outcome(name, 2 * times, honest, 2 * rho, found, 1.0, about, slack)


def _divergence(rho: float, known: list[int], target: int, times: int, copies: int) -> tuple[float, float]:
    """The larger of the divergences there and back, and how far chance moves it once in a million."""
    values = range(4)
    mechanism, _ = draws.quantile(rho, list(values), copies=copies)
    p = Counter(int(mechanism([*known, *[target] * copies])) for _ in range(times))
    q = Counter(int(mechanism(known)) for _ in range(times))
    both = [(max(p[v], 1) / times, max(q[v], 1) / times) for v in values]
    return max(_order_two(both, times), _order_two([(b, a) for a, b in both], times))


def _order_two(both: Sequence[tuple[float, float]], times: int) -> tuple[float, float]:
    """log Σ p²/q, and its reach by the delta method."""
    total = sum(a * a / b for a, b in both)
    variance = sum((2 * a / b) ** 2 * a * (1 - a) + (a * a / b / b) ** 2 * b * (1 - b) for a, b in both) / times
    return math.log(total), NormalDist().inv_cdf(1 - FALSE_ALARM) * math.sqrt(variance) / total


# --- liars --------------------------------------------------------------------------------------------------


def lying(scale: float = 1.0) -> Iterator[Outcome]:
    """Contributors who lie within what is possible: no share that is shown moves by more than k/n, and its interval
    holds the honest value in 90 % of pools. Control: the ratio of sums."""
    for name, found in liars.lines(max(round(liars.POOLS * scale), 40)):
        yield Outcome(
            f"liars, {name}: over k/n", found.tries, found.beyond, 0.0, found.ratio_beyond, 0.9,
            f"{found.about}; control: ratio of sums moved by more",
        )  # fmt: skip
        yield Outcome(
            f"liars, {name}: outside", found.tries, found.missed, 0.1, found.ratio_missed, 0.9,
            "intervals that miss the honest value; control: the interval of the ratio of sums",
        )  # fmt: skip


def medians(scale: float = 1.0) -> Iterator[Outcome]:
    """The same liars against the median rate kept: it moves by half a place a liar, which is far where people are
    few. Control: the mean."""
    pools = max(round(liars.POOLS * scale), 40)
    for k, n, platform, most in ((1, 30, False, 0.1), (1, 30, True, 0.2), (3, 100, True, 0.2)):
        found = liars.shifted(k, n, pools, platform)
        over, mean = ([m > most for m in listed] for listed in (found.median, found.mean))
        where = "largest platform" if platform else "all"
        yield Outcome(
            f"liars, {k} of {n}, {where}: median over {most:.0%}", pools, sum(over) / pools, 0.05,
            sum(mean) / pools, 0.9,
            f"{found.voices:.0f} voices; moved by {np.median(found.median):.1%}, in 95 % of pools by"
            f" {np.quantile(found.median, 0.95):.0%} or less, worst {max(found.median):.0%}; control: the mean",
        )  # fmt: skip


# --- seats of one hand-out ----------------------------------------------------------------------------------


def seats(scale: float = 1.0) -> Iterator[Outcome]:
    """Seats of one batch against the members' sheet. Bound: the best guess without a sheet and 5 points for up to
    five seats, 20 points for up to nine. Control: nine of ten people, and the median."""
    times = max(round(40_000 * scale), 8_000)
    guess = hand.blind(times)
    for found in hand.lines(times):
        k, last = found.k, found.k == 9
        yield Outcome(
            f"{k} seat{'s' if k > 1 else ''} of one batch read a rate", times, found.rate,
            guess + (0.05 if k <= 5 else 0.20), found.before, 0.999 if last else guess,
            f"hits within 5 % in a cell of {found.people}; without a sheet {guess:.4f}; control: {k} of ten people, the"
            " median", hoeffding(times),
        )  # fmt: skip


ATTACKS: tuple[Callable[[float], Iterator[Outcome]], ...] = (
    linkage, differencing, sybil, membership, recovery, renyi, lying, medians, seats,
)  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
