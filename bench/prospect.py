"""`python -m bench.prospect`: how often the prospect holds what comes, how wide it is, and how well it scores.

Fourteen ways of earning (`bench.ways`), 13, 26 and 52 weeks of history, the next 52 and 13 weeks. A cell says: share
of series whose realised mean week lies in the 90 % range (median width; score), width and score in parts of 400 a week.
Score: twice the mean pinball loss at the quantiles 5 % to 95 %, close to the CRPS; less is better. Beside it today's
cosine range of the pace (`annual`) and block draws (`outlook`), which answer another question and are often used so.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context

import numpy as np

from bench import blocks as draws
from bench.ways import MEAN, UNITS, WAYS, Array, Series
from tracker.analysis.intervals import cosine_interval
from tracker.analysis.prospect.ahead import draw
from tracker.analysis.prospect.model import LOOKS, MIN_WEEKS

WEEKS = (13, 26, 52)
PROBS = np.linspace(0.05, 0.95, 19)
METHODS = ("prospect", "cosine", "blocks")
QUIET = ("spells 8/2, one level", "lumps 15 %", "paid every 4th week", "plain weeks, AR .3")
SEED = 7


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

    def text(self) -> str:
        if not self.held:
            return "     -            "
        return f"{np.mean(self.held):.2f} ({np.median(self.width):.2f}; {np.mean(self.score):.3f})"


def points(series: Series, seed: int) -> Iterator[tuple[str, int, Array]]:
    """Quantiles of each method for each look, units a week."""
    drawn = draw(series.lines, series.weeks, seed)
    if drawn is not None:
        for look in LOOKS:
            yield "prospect", look, np.quantile(drawn.total()[:, :look].sum(axis=1) / look, PROBS)
    random = np.random.default_rng(seed)
    mean = float(series.seen.mean())
    found = cosine_interval(series.seen)
    if mean > 0 and found is not None:
        t = random.standard_t(found.nu, 2000)
        cosine = np.quantile(mean * np.exp(np.clip(t * found.se / mean, -4, 4)), PROBS)
        for look in LOOKS:
            yield "cosine", look, cosine
        futures = draws.futures([draws.Stream("a", series.seen)], np.zeros(series.weeks), seed)
        coming = futures.total()
        for look in LOOKS:
            yield "blocks", look, np.quantile(coming[:, :look].sum(axis=1) / look, PROBS)


def way(job: tuple[str, int, int, int]) -> tuple[tuple[str, int], dict[tuple[str, int], Cell]]:
    name, weeks, runs, seed = job
    cells = {(m, look): Cell() for m in METHODS for look in LOOKS}
    for k in range(runs):
        random = np.random.default_rng([seed, weeks, k, zlib.crc32(name.encode())])
        series = WAYS[name](weeks, random)
        if series.seen.sum() <= 0:
            continue
        for method, look, at in points(series, seed + k):
            cells[method, look].add(at, float(series.coming[:look].mean()))
    return (name, weeks), cells


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=1000)
    parser.add_argument("--only", default="", help="part of a way's name")
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args(argv)
    jobs = [(n, w, asked.series, SEED) for n in WAYS if asked.only in n for w in WEEKS if w >= MIN_WEEKS]
    with get_context("fork").Pool(asked.jobs) as pool:
        done = dict(pool.imap(way, jobs))
    for look in sorted(LOOKS, reverse=True):
        print(f"\nThe next {look} weeks: {asked.series} series a cell\n")
        print(f"{'way':28} weeks  n     " + "".join(f"{m:22}" for m in METHODS))
        for (name, weeks), cells in done.items():
            n = len(cells["prospect", look].held)
            print(f"{name:28} {weeks:4}  {n:4}  " + "    ".join(cells[m, look].text() for m in METHODS))
        print("\n".join(_summary(done, look)))
    return 0


def _summary(done: dict[tuple[str, int], dict[tuple[str, int], Cell]], look: int) -> Iterator[str]:
    share = {m: [np.mean(c[m, look].held) for c in done.values() if c[m, look].held] for m in METHODS}
    for m in METHODS:
        of = len(done)
        high, fair = (sum(s >= least for s in share[m]) for least in (0.86, 0.8))
        yield f"{m:10} holds .86 or more in {high} of {of}, .80 or more in {fair}"
    for m in METHODS[1:]:
        better = sum(np.mean(c["prospect", look].score) < np.mean(c[m, look].score) for c in done.values())
        yield f"prospect scores better than {m} in {better} of {len(done)}"


if __name__ == "__main__":
    sys.exit(main())
