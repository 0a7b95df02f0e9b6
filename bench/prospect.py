"""`python -m bench.prospect`: how often the prospect holds what comes, how wide it is, and how well it scores.

Fifteen ways of earning (`bench.ways`), 13, 26 and 52 weeks of history, or 104 with `--weeks 104`, the next 52 and 13
weeks. A cell says: share
of series whose realised mean week is in the 90 % range (median width; score), width and score in parts of 400 a week.
Score: twice the mean pinball loss at the quantiles 5 % to 95 %, close to the CRPS; less is better. Beside it three
ways that are often taken: the cosine range of the pace (`annual`), the same with half as many cosines and the noise of
the weeks to come, and block draws as the outlook had them (`bench.blocks`).
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import TypeAlias

import numpy as np

from bench import blocks
from bench.ways import MEAN, UNITS, WAYS, Array, Series
from tracker.analysis.intervals import cosine_interval, cosines
from tracker.analysis.prospect.ahead import draw
from tracker.analysis.prospect.answer import PERSISTENT
from tracker.analysis.prospect.model import LOOKS

WEEKS = (13, 26, 52)
PROBS = np.linspace(0.05, 0.95, 19)
METHODS = ("prospect", "cosine", "half cosines", "blocks")
QUIET = ("spells 8/2, one level", "lumps 15 %", "paid every 4th week", "plain weeks, AR .3")
STEADY = (
    "projects 8/3, own level", "two platforms of projects", "two platforms, unlike pay", "platform of 60 % ends",
    "the same, projects",
)  # fmt: skip
"""Ways of projects, and of a platform that ended: from 26 weeks on the range is to hold in each."""
HOLDS, FAIR, TOO_OFTEN, TOO_WIDE = 0.86, 0.8, 0.97, 1.5
SEED = 2026
Place: TypeAlias = tuple[str, int]


@dataclass
class Cell:
    """Series of one way, length and look under one method."""

    held: list[bool] = field(default_factory=list)
    width: list[float] = field(default_factory=list)
    score: list[float] = field(default_factory=list)

    def add(self, points: Array, came: float) -> None:
        """`points`: the 19 quantiles, units a week."""
        self.held.append(bool(points[0] <= came <= points[-1]))
        self.width.append(float(points[-1] - points[0]) / UNITS / MEAN)
        loss = np.maximum(PROBS * (came - points), (PROBS - 1) * (came - points))
        self.score.append(2 * float(loss.mean()) / UNITS / MEAN)

    @property
    def share(self) -> float:
        return float(np.mean(self.held))

    @property
    def wide(self) -> float:
        return float(np.median(self.width))

    @property
    def loss(self) -> float:
        return float(np.mean(self.score))

    def text(self) -> str:
        return f"{self.share:.2f} ({self.wide:.2f}; {self.loss:.3f})" if self.held else "-"


@dataclass
class Measured:
    """All series of one way and length: a cell for each method and look, and how often weeks hang together."""

    cells: dict[tuple[str, int], Cell]
    persistent: list[bool] = field(default_factory=list)


def points(series: Series, seed: int) -> Iterator[tuple[str, int, Array]]:
    """Quantiles of the three other methods for each look, units a week."""
    mean, found = float(series.seen.mean()), cosine_interval(series.seen)
    half = cosine_interval(series.seen, nu=max(2, cosines(series.weeks) // 2))
    assert found is not None
    assert half is not None
    random = np.random.default_rng(seed)
    futures = blocks.futures([blocks.Stream("a", series.seen)], np.zeros(series.weeks), seed, draws=1000).total()
    t, wide = random.standard_t(found.nu, 2000), random.standard_t(half.nu, 2000)
    for look in LOOKS:
        yield "cosine", look, _spread(mean, t * found.se)
        yield "half cosines", look, _spread(mean, wide * np.sqrt(half.omega / series.weeks + half.omega / look))
        yield "blocks", look, np.quantile(futures[:, :look].sum(axis=1) / look, PROBS)


def _spread(mean: float, off: Array) -> Array:
    out: Array = np.quantile(mean * np.exp(np.clip(off / mean, -4, 4)), PROBS)
    return out


def way(job: tuple[str, int, int, int]) -> tuple[Place, Measured]:
    """One row of both tables; series in which nothing was kept are left out."""
    name, weeks, runs, seed = job
    out = Measured({(m, look): Cell() for m in METHODS for look in LOOKS})
    for k in range(runs):
        random = np.random.default_rng([seed, weeks, k, zlib.crc32(name.encode())])
        series = WAYS[name](weeks, random)
        drawn = draw(series.lines, series.weeks, seed + k) if series.seen.sum() > 0 else None
        if drawn is None:
            continue
        total = drawn.total()
        mine = [("prospect", look, np.quantile(total[:, :look].sum(axis=1) / look, PROBS)) for look in LOOKS]
        for method, look, at in [*mine, *points(series, seed + k)]:
            out.cells[method, look].add(at, float(series.coming[:look].mean()))
        out.persistent.append(drawn.persistent > PERSISTENT)
    return (name, weeks), out


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.prospect", description=__doc__)
    parser.add_argument("--series", type=int, default=1000, help="of each cell")
    parser.add_argument("--only", default="", help="part of a way's name")
    parser.add_argument("--weeks", type=int, nargs="+", default=WEEKS, help="of history; 104 shows seasons")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    asked = parser.parse_args(argv)
    jobs = [(n, w, asked.series, asked.seed) for n in WAYS if asked.only in n for w in asked.weeks]
    print(f"python -m bench.prospect: {asked.series} series a cell, 90 % ranges, seed {asked.seed}")
    if asked.jobs == 1:
        done = dict(map(way, jobs))
    else:
        with get_context("fork").Pool(asked.jobs) as pool:
            done = dict(pool.imap(way, jobs, chunksize=1))
    for look in sorted(LOOKS, reverse=True):
        print("\n".join(table(done, look)), flush=True)
    return 0


def table(done: Mapping[Place, Measured], look: int) -> Iterator[str]:
    """Cells of one look, and what they come to."""
    yield f"\nThe next {look} weeks: share held (median width; score)\n"
    yield f"{'way':26} weeks    n  " + "".join(f"{m:21}" for m in METHODS) + "hang together"
    for (name, weeks), of in done.items():
        cells = "".join(f"{of.cells[m, look].text():21}" for m in METHODS)
        n = len(of.cells["prospect", look].held)
        yield f"{name:26} {weeks:5} {n:4}  {cells}{np.mean(of.persistent):.2f}"
    yield ""
    yield from _held(done, look)
    yield from _scores(done, look)
    yield from _below(done, look)
    if look == max(LOOKS):
        yield from _quiet(done, look)


def _held(done: Mapping[Place, Measured], look: int) -> Iterator[str]:
    for m in METHODS:
        share = [of.cells[m, look].share for of in done.values()]
        high, fair = (sum(round(s, 2) >= least for s in share) for least in (HOLDS, FAIR))
        yield f"{m:13} holds {HOLDS} or more in {high} of {len(done)} cells, {FAIR:.2f} or more in {fair}"


def _scores(done: Mapping[Place, Measured], look: int) -> Iterator[str]:
    for m in METHODS[1:]:
        better = sum(of.cells["prospect", look].loss < of.cells[m, look].loss for of in done.values())
        yield f"prospect scores better than {m} in {better} of {len(done)} cells"


def _below(done: Mapping[Place, Measured], look: int) -> Iterator[str]:
    low = {k: of.cells["prospect", look].share for k, of in done.items()}
    found = [f"{name} {weeks}: {low[name, weeks]:.2f}" for name, weeks in low if round(low[name, weeks], 2) < HOLDS]
    yield f"prospect below {HOLDS}: {'; '.join(found) or 'none'}"
    ours = [k for k in low if k[0] in STEADY and k[1] >= WEEKS[1] and round(low[k], 2) < HOLDS]
    yield f"of projects or after an end, from {WEEKS[1]} weeks on: {len(ours)} below {HOLDS}"


def _quiet(done: Mapping[Place, Measured], look: int) -> Iterator[str]:
    """Ways that never end: how often, and how wide beside the narrowest method that holds."""
    for (name, weeks), of in done.items():
        if name in QUIET:
            mine = of.cells["prospect", look]
            holding = [c.wide for (_m, at), c in of.cells.items() if at == look and round(c.share, 2) >= HOLDS]
            times = mine.wide / min(holding) if holding else float("nan")
            over = " (too often)" if round(mine.share, 2) > TOO_OFTEN else ""
            over += " (too wide)" if times > TOO_WIDE else ""
            yield f"quiet: {name} {weeks}: {mine.share:.2f}{over}, {times:.2f} x the narrowest that holds"


if __name__ == "__main__":
    sys.exit(main())
