"""Weeks inside a project: how much they differ, and how they hang together.

Each project's weeks are divided by their mean. For each shape the mean is estimated by generalised least squares; one
relative variance serves all projects. The weight of a shape is its marginal likelihood with a flat prior on the means
and a scaled inverse chi-square prior on the variance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tracker.analysis.prospect.model import SEEN, YEAR, Array
from tracker.analysis.prospect.shapes import shapes

NOISE_DEGREES, NOISE = 4.0, 0.4**2
"""Prior of the relative variance of weeks: they differ by about 40 %, worth four degrees of freedom."""
TINY = 1e-300
LOWEST_MEAN = 0.05
"""The estimated mean of relative weeks is taken to be at least this."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The weeks of one project under each of S shapes.

    `mean`: their mean, units. `n`: how many. `level`: (S,), the relative mean, about 1; `precision`: (S,), of it, in
    parts of the variance. `seen`, `ones`, `time`: (S, n), whitened relative weeks, ones, and years from the middle.
    """

    mean: float
    n: int
    level: Array
    precision: Array
    seen: Array
    ones: Array
    time: Array

    def log_level(self) -> Array:
        """Logarithm of what a week brings under each shape, units: (S,)."""
        out: Array = np.log(np.maximum(self.level, LOWEST_MEAN)) + np.log(self.mean)
        return out

    def log_variance(self, variance: Array | float, shape: Array | slice = slice(None)) -> Array:
        """Variance of `log_level` where weeks have this relative variance."""
        low = np.maximum(self.level[shape], LOWEST_MEAN)
        out: Array = variance / (self.precision[shape] * low**2)
        return out


@dataclass(frozen=True, slots=True)
class Noise:
    """What all projects together say of weeks: `weight` of each shape (S,), `squares` (S,) and `degrees` of the
    variance, whose posterior is squares ÷ chi-square with these degrees. `residuals`: (S, weeks), what is left of all
    weeks, whitened, with mean square 1."""

    weight: Array
    squares: Array
    degrees: float
    residuals: Array

    def draw(self, draws: int, random: np.random.Generator) -> tuple[Array, Array]:
        """A shape and a relative variance for each draw: (draws,), (draws,)."""
        shape = random.choice(len(self.weight), size=draws, p=self.weight)
        return shape, self.squares[shape] / random.chisquare(self.degrees, draws)

    def variance(self) -> Array:
        """Of each shape: (S,)."""
        out: Array = self.squares / self.degrees
        return out

    def seasonal(self) -> float:
        """The weight of the shapes in which weeks resemble those of a year ago."""
        return float(self.weight[shapes().season].sum())

    def persistent(self) -> float:
        """The weight of the shapes in which weeks hang together for months."""
        return float(self.weight[shapes().long].sum())


def fit(kept: Array) -> Fitted | None:
    """The weeks of one project, units; None if they kept nothing on the whole."""
    n, mean = len(kept), float(np.mean(kept)) if len(kept) else 0.0
    if mean <= 0:
        return None
    whiten = shapes().whiten[:, :n, :n]
    columns = np.stack([np.asarray(kept, dtype=float) / mean, np.ones(n), (np.arange(n) - (n - 1) / 2) / YEAR], axis=1)
    seen, ones, time = np.moveaxis(whiten @ columns, 2, 0)
    precision = (ones**2).sum(axis=1)
    level = (ones * seen).sum(axis=1) / precision
    return Fitted(mean, n, level, precision, seen, ones, time)


def noise(fitted: Sequence[Fitted]) -> Noise:
    """Which shape, and how much weeks differ, from all projects together; a season if one of them has two years."""
    known = shapes()
    believed = known.believed(seasons=any(f.n >= SEEN for f in fitted))
    degrees = NOISE_DEGREES + sum(f.n - 1 for f in fitted)
    squares = np.full(len(known.prior), NOISE_DEGREES * NOISE)
    log = np.log(np.maximum(believed, TINY))
    for f in fitted:
        squares = squares + (f.seen**2).sum(axis=1) - f.level**2 * f.precision
        log -= (known.log_det[:, f.n - 1] + np.log(f.precision)) / 2
    log -= degrees / 2 * np.log(squares)
    weight = np.where(believed > 0, np.exp(log - log.max()), 0.0)
    left = np.concatenate([f.seen - f.level[:, None] * f.ones for f in fitted], axis=1)
    return Noise(
        weight / weight.sum(), squares, degrees, left / np.maximum(np.sqrt((left**2).mean(axis=1)), 1e-9)[:, None]
    )
