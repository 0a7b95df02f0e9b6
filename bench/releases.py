"""`python -m bench.releases`: releases of simulated collectives beside the pool's own exact medians.

Exact: the median over contributors of their own rate in a cell, weighted by hours, on all rows of the pool. A build
is good when every median that it publishes is within the bound of its level; nine of ten builds have to be.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.pool import simulate
from tracker.pool.rows import ContributionRow
from tracker.release.cells import Level, points
from tracker.release.figures import KEPT, RATIO, Published
from tracker.release.split import ERRORS
from tracker.vault import measuring
from tracker.vault.measuring import Measured

QUARTER = "2026Q3"
MODEL = simulate.Model()
POLICY = simulate.policy(MODEL, 1, dt.date(2026, 1, 5))
CASES = ((3_000, 0.05), (5_200, 0.05), (30_000, 0.05))
"""Contributors and ρ; `bench.small` is of fewer, `bench.sizes` of what each size tells."""
LEAST_GOOD, LEAST_LEAVES = 0.9, 25

Rows = Sequence[tuple[int, ContributionRow]]
Exact = dict[tuple[str, str, str], float]


@dataclass(frozen=True, slots=True)
class Build:
    """One build: how far the worst published median is off, and how many figures are shown at each level."""

    worst: float
    good: bool
    """Is every median within the bound of its level?"""
    shown: dict[tuple[Level, str], int]
    seconds: float


def rows(workers: int, seed: int) -> list[tuple[int, ContributionRow]]:
    made = simulate.contributions(POLICY, (QUARTER,), workers, seed=seed, model=MODEL)
    return [(seat, row) for seat, listed in made for row in listed]


def build(held: Rows, rho: float, key: bytes) -> Build:
    began = time.perf_counter()
    who = points(held, POLICY, key)
    measured = measuring.measure(who, POLICY, rho, seats=len(who.seats))
    seconds = time.perf_counter() - began
    shown: dict[tuple[Level, str], int] = defaultdict(int)
    for (cell, statistic), result in measured.results.items():
        shown[cell.level, statistic] += isinstance(result, Published)
    off = list(errors(measured, exact(held)))
    good = all(error <= ERRORS[level] + 1e-9 for level, error in off)
    return Build(max((error for _, error in off), default=0.0), good, dict(shown), seconds)


def errors(measured: Measured, true: Exact) -> Iterator[tuple[Level, float]]:
    """How far each published median is off, as a share of the exact one."""
    for (cell, statistic), result in measured.results.items():
        if statistic in (KEPT, RATIO) and isinstance(result, Published):
            yield cell.level, abs(result.value / true[cell.platform, cell.role, statistic] - 1)


def exact(held: Rows) -> Exact:
    """The pool's own medians: all, by platform, by platform and role."""
    groups: dict[tuple[str, str], dict[int, list[ContributionRow]]] = defaultdict(lambda: defaultdict(list))
    for seat, row in held:
        for where in (("", ""), (row.platform, ""), (row.platform, row.role)):
            groups[where][seat].append(row)
    found: Exact = {}
    for where, seats in groups.items():
        for statistic, values in (
            (KEPT, [_kept(r) for r in seats.values()]),
            (RATIO, [_ratio(r) for r in seats.values()]),
        ):
            known = [v for v in values if v is not None]
            if known:
                found[(*where, statistic)] = statistics.median(known)
    return found


def _kept(own: Sequence[ContributionRow]) -> float | None:
    known = [(max(r.hours, 1), r.kept) for r in own if r.kept is not None]
    return sum(w * k for w, k in known) / sum(w for w, _ in known) if known else None


def _ratio(own: Sequence[ContributionRow]) -> float | None:
    known = [(max(r.hours, 1), r.kept, r.headline) for r in own if r.kept is not None and r.headline]
    return sum(w * k for w, k, _ in known) / sum(w * h for w, _, h in known) if known else None


def report(builds: int) -> Iterator[tuple[str, bool]]:
    """Lines to print, and whether each is as it should be."""
    for workers, rho in CASES:
        made = [build(rows(workers, seed), rho, f"bench {seed}".encode()) for seed in range(builds)]
        good = sum(b.good for b in made)
        leaves = [b.shown.get((Level.LEAF, KEPT), 0) for b in made]
        platforms = [b.shown.get((Level.PLATFORM, KEPT), 0) for b in made]
        fine = good >= LEAST_GOOD * builds and (workers != 30_000 or statistics.median(leaves) >= LEAST_LEAVES)
        yield (
            f"{workers:7,d} contributors, ρ = {rho:4}: {good:3d} of {builds} builds with every median within"
            f" its bound; worst {max(b.worst for b in made):6.2%}; platforms {min(platforms)}–{max(platforms)} of 8,"
            f" platform x role {min(leaves)}–{max(leaves)} of 96; {statistics.median(b.seconds for b in made):.1f} s"
            f"{'' if fine else '  NOT MET'}",
            fine,
        )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.releases", description=__doc__)
    parser.add_argument("--builds", type=int, default=20, help="builds of each size (20)")
    lines = []
    for text, fine in report(parser.parse_args().builds):
        print(text, flush=True)
        lines.append(fine)
    return int(not all(lines))


if __name__ == "__main__":
    sys.exit(main())
