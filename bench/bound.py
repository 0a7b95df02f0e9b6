"""`python -m bench.bound`: what no range of the coming year can do, shown on the ways "plain weeks" and "growth 30 %".

Somebody knows all of these two ways (lognormal weeks, spread and autocorrelation) but the level, and which of the
two it is: the weeks say how likely each is, from a first belief in growth. Where such a range holds under growth, its
score in plain weeks is what that costs, whoever draws it.
"""

from __future__ import annotations

import argparse
import sys
import zlib

import numpy as np

from bench.prospect import PROBS, SEED, WEEKS, Cell
from bench.ways import PHI, SPREAD, UNITS, WAYS, Array
from tracker.analysis.prospect.model import AHEAD, YEAR

GROWTH = float(np.log(1.3))
PLAIN, GROWS = "plain weeks, AR .3", "growth 30 %"
BELIEFS = (0.1, 0.3, 0.5)
DRAWS = 2000


def knowing(seen: Array, belief: float, random: np.random.Generator) -> Array:
    """Weeks that may come, units: (DRAWS, AHEAD)."""
    n, logs = len(seen), np.log(seen / UNITS)
    lags = np.abs(np.subtract.outer(np.arange(n + AHEAD), np.arange(n + AHEAD)))
    cov, years = SPREAD**2 * PHI**lags, np.arange(n + AHEAD) / YEAR
    inverse = np.linalg.inv(cov[:n, :n])
    back = cov[n:, :n] @ inverse
    loose = np.linalg.cholesky(cov[n:, n:] - back @ cov[:n, n:] + 1e-12 * np.eye(AHEAD))
    sure = inverse.sum()
    flat = {slope: logs - slope * years[:n] for slope in (0.0, GROWTH)}
    level = {slope: float(inverse.sum(axis=0) @ z / sure) for slope, z in flat.items()}
    off = {slope: float((z - level[slope]) @ inverse @ (z - level[slope])) for slope, z in flat.items()}
    odds = belief * np.exp((off[0.0] - off[GROWTH]) / 2)
    grows = random.random(DRAWS) < odds / (odds + 1 - belief)
    out = np.empty((DRAWS, AHEAD))
    for slope, at in ((0.0, ~grows), (GROWTH, grows)):
        middle = level[slope] + random.standard_normal((int(at.sum()), 1)) / np.sqrt(sure)
        ahead = middle + slope * years[n:] + (flat[slope] - middle) @ back.T
        out[at] = np.exp(ahead + random.standard_normal(ahead.shape) @ loose.T) * UNITS
    return out


def cell(name: str, weeks: int, belief: float, runs: int) -> Cell:
    """The next 52 weeks of series of a way, as this somebody sees them."""
    out = Cell()
    for k in range(runs):
        series = WAYS[name](weeks, np.random.default_rng([SEED, weeks, k, zlib.crc32(name.encode())]))
        drawn = knowing(series.seen, belief, np.random.default_rng(k))
        out.add(np.quantile(drawn.mean(axis=1), PROBS), float(series.coming.mean()))
    return out


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.bound", description=__doc__)
    parser.add_argument("--series", type=int, default=400, help="of each cell")
    asked = parser.parse_args(argv)
    print(f"python -m bench.bound: {asked.series} series a cell, the next 52 weeks: share held (median width; score)\n")
    print(f"weeks  belief in growth  {GROWS:21}{PLAIN}")
    for weeks in WEEKS:
        for belief in BELIEFS:
            growth, plain = (cell(name, weeks, belief, asked.series).text() for name in (GROWS, PLAIN))
            print(f"{weeks:5}  {belief:16}  {growth:21}{plain}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
