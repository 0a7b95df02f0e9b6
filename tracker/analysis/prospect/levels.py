"""What projects pay: a centre, and how far projects lie from it; few projects are drawn towards the centre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tracker.analysis.prospect.model import Array
from tracker.analysis.prospect.weeks import Fitted, Noise

SPREAD_DEGREES, SPREAD = 2.0, 0.5**2
"""Prior of the variance of log levels, unless all are alike: projects differ by about half, worth two projects."""
ALIKE = 0.35
"""How much is believed, before any is seen, in projects that all pay the same."""
GRID = np.exp(np.linspace(np.log(0.03), np.log(1.5), 30))


@dataclass(frozen=True, slots=True)
class Centre:
    """For each draw, the centre of log levels and their spread: (draws,), (draws,)."""

    middle: Array
    spread: Array

    def level(self, own: Array, loose: Array, random: np.random.Generator) -> Array:
        """The level of one line in each draw, given the logarithm of its own and the variance of that: (draws,)."""
        trust = self.spread**2 / (self.spread**2 + loose)
        around = self.middle + trust * (own - self.middle)
        out: Array = np.exp(around + np.sqrt(trust * loose) * random.standard_normal(len(own)))
        return out

    def new(self, of: Array, random: np.random.Generator) -> Array:
        """The levels of new projects in the draws `of` (indices), units a week."""
        out: Array = np.exp(self.middle[of] + self.spread[of] * random.standard_normal(len(of)))
        return out


def centre(
    fitted: Sequence[Fitted], weeks: Noise, shape: Array, variance: Array, random: np.random.Generator
) -> Centre:
    """Draws of the spread, from levels averaged over the shapes, and of the centre under each draw's own shape."""
    level = np.array([weeks.weight @ f.log_level() for f in fitted])
    loose = np.array([weeks.weight @ f.log_variance(weeks.variance()) for f in fitted])
    own = np.stack([f.log_level()[shape] for f in fitted])
    return centre_of(level, loose, own, np.stack([f.log_variance(variance, shape) for f in fitted]), SPREAD, random)


def centre_of(
    level: Array, loose: Array, own: Array, own_loose: Array, usual: float, random: np.random.Generator
) -> Centre:
    """The same of any logarithms of which each line has one.

    Args:
        level, loose: (lines,), and their variances. own, own_loose: the same in each draw, (lines, draws).
        usual: the variance between lines that is believed in before any is seen.
    """
    all_ = GRID[:, None] ** 2 + loose
    precision = (1 / all_).sum(axis=1)
    middle = (level / all_).sum(axis=1) / precision
    off = ((level - middle[:, None]) ** 2 / all_).sum(axis=1)
    log = np.log(_usual(usual)) - (np.log(all_).sum(axis=1) + np.log(precision) + off) / 2
    weight = np.exp(log - log.max())
    spread = GRID[random.choice(len(GRID), size=own.shape[1], p=weight / weight.sum())]
    sure = 1 / (spread**2 + own_loose)
    whole = sure.sum(axis=0)
    return Centre((own * sure).sum(axis=0) / whole + random.standard_normal(len(whole)) / np.sqrt(whole), spread)


def _usual(variance: float) -> Array:
    """What is believed of the spread before any level is seen: (GRID,), sums to 1; its first point stands for none."""
    apart = np.exp(-SPREAD_DEGREES * np.log(GRID) - SPREAD_DEGREES * variance / (2 * GRID**2))
    out: Array = (1 - ALIKE) * apart / apart.sum() + ALIKE * (np.arange(len(GRID)) == 0)
    return out
