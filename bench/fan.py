"""How often the fan of the outlook holds what comes: `python -m bench.fan` (methods, section 12).

Six invented ways of earning (bench.processes), 13, 26 and 52 weeks known, the sum of the 13 weeks that follow held
against the 10 to 90 % of the draws: nominal .80. In brackets the same draws without the factor for the unknown mean.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np

from bench.processes import PROCESSES, Process, income
from tracker.analysis.outlook import draws

WEEKS = (13, 26, 52)
RUNS, DRAWS, SEED = 1000, 500, 20_261_031


@dataclass(frozen=True, slots=True)
class Held:
    """Shares of runs whose sum lay inside; `above` and `below` of those that missed, with the factor."""

    process: str
    weeks: int
    plain: float
    widened: float
    below: float
    above: float


def held(process: Process, weeks: int, *, runs: int = RUNS, seed: int = SEED) -> Held:
    """One cell of the table; the same seed gives the same shares."""
    made = income(process, runs, weeks + draws.AHEAD, np.random.default_rng([seed, weeks]))
    ages = 7.0 * np.arange(weeks, 0, -1)
    plain = widened = below = above = 0
    for run, series in enumerate(made):
        coming = float(series[weeks:].sum())
        if series[:weeks].sum() <= 0:
            above += coming > 0
            continue
        drawn = draws.futures([draws.Stream("", series[:weeks])], ages, seed + run, draws=DRAWS)
        low, _middle, high = _ends(drawn.drawn[""])
        plain += low <= coming <= high
        low, _middle, high = _ends(drawn.total())
        widened += low <= coming <= high
        below += coming < low
        above += coming > high
    return Held(process.name, weeks, plain / runs, widened / runs, below / runs, above / runs)


def _ends(drawn: draws.Array) -> tuple[int, int, int]:
    low, middle, high = draws.ends(drawn[:, : draws.AHEAD].sum(axis=1)[:, None])[:, 0]
    return int(low), int(middle), int(high)


def main(runs: int = RUNS) -> int:
    """Print the table."""
    print(f"python -m bench.fan: {runs} runs, {DRAWS} draws each; share of 13-week sums inside, nominal .80")
    print("(without the factor for the unknown mean); what missed was below / above\n")
    print(f"{'':30}" + "".join(f"{f'{w} weeks known':>28}" for w in WEEKS))
    for process in PROCESSES:
        cells = [held(process, w, runs=runs) for w in WEEKS]
        print(
            f"{process.name:30}"
            + "".join(f"{f'{c.widened:.3f} ({c.plain:.3f}) {c.below:.2f}/{c.above:.2f}':>28}" for c in cells)
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
