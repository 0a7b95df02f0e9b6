"""What projects pay: a centre, and how far projects lie from it; few projects are drawn towards the centre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tracker.analysis.prospect.model import Array
from tracker.analysis.prospect.weeks import Fitted, Noise

SPREAD_DEGREES, SPREAD = 2.0, 0.4**2
"""Prior of the variance of log levels: projects differ by about 40 %, worth two projects."""
GRID = np.exp(np.linspace(np.log(0.03), np.log(1.5), 30))


@dataclass(frozen=True, slots=True)
class Centre:
    """For each draw, the centre of log levels and their spread: (draws,), (draws,)."""

    middle: Array
    spread: Array

    def level(self, of: Fitted, shape: Array, variance: Array, random: np.random.Generator) -> Array:
        """The level of a project in each draw, units a week, with the draw's own shape and variance."""
        own, loose = of.log_level()[shape], of.log_variance(variance, shape)
        trust = self.spread**2 / (self.spread**2 + loose)
        around = self.middle + trust * (own - self.middle)
        out: Array = np.exp(around + np.sqrt(trust * loose) * random.standard_normal(len(shape)))
        return out

    def new(self, of: Array, random: np.random.Generator) -> Array:
        """The levels of new projects in the draws `of` (indices), units a week."""
        out: Array = np.exp(self.middle[of] + self.spread[of] * random.standard_normal(len(of)))
        return out


def centre(fitted: Sequence[Fitted], weeks: Noise, draws: int, random: np.random.Generator) -> Centre:
    """Draws of the centre and the spread, from levels averaged over the shapes."""
    level = np.array([weeks.weight @ f.log_level() for f in fitted])
    loose = np.array([weeks.weight @ f.log_variance(weeks.variance()) for f in fitted])
    all_ = GRID[:, None] ** 2 + loose
    precision = (1 / all_).sum(axis=1)
    middle = (level / all_).sum(axis=1) / precision
    off = ((level - middle[:, None]) ** 2 / all_).sum(axis=1)
    log = -(np.log(all_).sum(axis=1) + np.log(precision) + off) / 2
    log -= SPREAD_DEGREES * np.log(GRID) + SPREAD_DEGREES * SPREAD / (2 * GRID**2)
    weight = np.exp(log - log.max())
    at = random.choice(len(GRID), size=draws, p=weight / weight.sum())
    return Centre(middle[at] + random.standard_normal(draws) / np.sqrt(precision[at]), GRID[at])
