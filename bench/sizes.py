"""`python -m bench.sizes`: what releases tell by the number of contributors, everybody in.

A larger collective has to tell no less than a smaller one: at each size the figures are counted by kind, and where the
small release ends both kinds are drawn of the same people. Beside it how often a figure of all contributors is within
10 % (shares: 10 points) of the pool's own, which is worked out without the product's code.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean
from unittest.mock import patch

from bench import small
from tracker.release import plan
from tracker.release.cells import Level, Points, points
from tracker.release.figures import BELOW, CONTRIBUTORS, KEPT, Published
from tracker.vault import measuring
from tracker.vault.draws import Draws

SIZES = (60, 150, 300, 600, 1_000, 1_500, 2_000, 2_700, 3_500, 4_700, 5_500, 8_000, 14_000, 17_000)
RHOS = (0.05, 0.1, 0.2)
LEAST = 0.85

Kinds = Counter[tuple[Level, str]]


@dataclass(frozen=True, slots=True)
class Told:
    """Of some builds of one size: the split of most, figures of each kind on average, how many hold."""

    split: str
    kinds: dict[tuple[Level, str], float]
    holds: float

    @property
    def figures(self) -> float:
        """All but the bare counts of cells, which are there however small the cell is."""
        return sum(map(self.at, Level))

    def at(self, level: Level) -> float:
        return sum(
            n for (found, name), n in self.kinds.items()
            if found is level and (level is Level.ALL or name != CONTRIBUTORS)
        )  # fmt: skip


def told(held: Sequence[tuple[small.Rows, Points]], rho: float, *, least: int | None = None) -> Told:
    """`least`: contributors from which the release is a larger one, in place of the product's."""
    kinds, splits, holds = Kinds(), Counter[str](), list[bool]()
    for rows, who in held:
        measured = _measured(who, rho, len(rows), least)
        own = small.own_figures(rows)
        splits[measured.split] += 1
        for (cell, name), result in measured.results.items():
            if isinstance(result, Published):
                kinds[cell.level, name] += 1
                if cell.level is Level.ALL and (name, "") in own:
                    holds.append(small.holds((name, ""), result.value, own[name, ""], len(rows)))
    return Told(splits.most_common(1)[0][0], {k: n / len(held) for k, n in kinds.items()}, mean(holds or [True]))


def _measured(who: Points, rho: float, seats: int, least: int | None) -> measuring.Measured:
    with patch.object(plan, "large_from", return_value=plan.large_from(rho) if least is None else least):
        return measuring.measure(who, small.POLICY, rho, Draws(), seats=seats)


def held(size: int, builds: int) -> list[tuple[small.Rows, Points]]:
    made = (small.rows(size, seed) for seed in range(1, builds + 1))
    return [(rows, points([(s, r) for s, own in rows.items() for r in own], small.POLICY, b"k")) for rows in made]


def report(builds: int) -> Iterator[tuple[str, bool]]:
    """Lines to print, and whether each is as it should be."""
    before = dict.fromkeys(RHOS, 0.0)
    for size in SIZES:
        there = held(size, builds)
        for rho in RHOS:
            found = told(there, rho)
            fine = found.figures >= before[rho] - 0.5 and found.holds >= LEAST
            before[rho] = found.figures
            levels = " + ".join(f"{found.at(level):5.1f} {level.value}" for level in Level)
            yield f"{size:7,d} people, ρ = {rho:4}: {found.figures:5.1f} figures = {levels}; {found.holds:4.0%} hold" \
                f"  ({found.split}){'' if fine else '  NOT MET'}", fine  # fmt: skip
    for rho in RHOS:
        yield _meeting(rho, builds)


def _meeting(rho: float, builds: int) -> tuple[str, bool]:
    """Where the small release ends: the same people in both ways."""
    size = plan.large_from(rho)
    there = held(size, builds)
    few, many = told(there, rho, least=10**9), told(there, rho, least=0)
    at_platforms = [x.kinds.get((Level.PLATFORM, KEPT), 0.0) for x in (few, many)]
    lost = [n for (level, n) in few.kinds if level is Level.ALL and n != BELOW and (level, n) not in many.kinds]
    fine = not lost and many.figures >= few.figures and at_platforms[1] >= at_platforms[0] - 0.5
    said = f"{size:7,d} people, ρ = {rho:4}: small {few.figures:.1f}, large {many.figures:.1f} figures;"
    return f"{said} medians of rates at {at_platforms[0]:.1f} and {at_platforms[1]:.1f} platforms" \
        f"{'' if fine else '  NOT MET'}", fine  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.sizes", description=__doc__)
    parser.add_argument("--builds", type=int, default=10, help="pools of each size (10)")
    fine = []
    for text, good in report(parser.parse_args().builds):
        print(text, flush=True)
        fine.append(good)
    return int(not all(fine))


if __name__ == "__main__":
    sys.exit(main())
