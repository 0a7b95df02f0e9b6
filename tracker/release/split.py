"""How the budget of one release is spent: on a first rough count, then by level and by figure.

The split is public. Which of the splits applies is decided by noisy counts alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tracker.release.cells import Level

DELTA = 1e-6
MOST_RHO = 0.2
ROUGH = 0.02
"""Of the budget: the first count of all contributors, by which the split is chosen."""


@dataclass(frozen=True, slots=True)
class Split:
    """Shares of what is left after the rough count, by level. They sum to 1."""

    name: str
    least: int
    """Noisy contributors from which it applies; below `plan.large_from` the release is a small one."""
    levels: Mapping[Level, float]


SPLITS = (
    Split("middle", 0, MappingProxyType({Level.ALL: 0.20, Level.PLATFORM: 0.80})),
    Split("large", 5000, MappingProxyType({Level.ALL: 0.04, Level.PLATFORM: 0.60, Level.LEAF: 0.36})),
    Split("huge", 15000, MappingProxyType({Level.ALL: 0.02, Level.PLATFORM: 0.07, Level.LEAF: 0.91})),
)
ERRORS: Mapping[Level, float] = MappingProxyType({Level.ALL: 0.05, Level.PLATFORM: 0.10, Level.LEAF: 0.05})
"""The most that the noise may move a median for it to be shown, as a share of it: at platforms as in small releases,
so that nothing is lost where they end."""

FIGURES: Mapping[Level, Mapping[str, float]] = MappingProxyType({
    Level.ALL: {"contributors": 0.17, "kept": 0.30, "ratio": 0.17, "unpaid": 0.08, "spread": 0.13, "people": 0.15},
    Level.PLATFORM: {"contributors": 0.10, "kept": 0.52, "ratio": 0.24, "unpaid": 0.08, "ended": 0.06},
    Level.LEAF: {"contributors": 0.05, "kept": 0.66, "ratio": 0.26, "unpaid": 0.03},
})  # fmt: skip
"""Shares of a level's budget, by figure. They sum to 1. `spread`: four quartiles, for the intervals; `people`: what a
small release tells of all contributors beside these."""


def choose(count: float) -> Split:
    """The split for a noisy count of contributors that is not that of a small release.

    >>> choose(500).name, choose(4999).name, choose(30_000).name
    ('middle', 'middle', 'huge')
    """
    return [s for s in SPLITS if count >= s.least][-1]


def budget(rho: float, split: Split, level: Level, figure: str) -> float:
    """The part of ρ for one figure of one level.

    >>> round(budget(0.05, SPLITS[0], Level.ALL, "kept"), 4)
    0.0029
    """
    return rho * (1 - ROUGH) * split.levels.get(level, 0.0) * FIGURES[level].get(figure, 0.0)


def sigma(rho: float, reach: float = 1.0) -> float:
    """Standard deviation of Gaussian noise that spends ρ where one contributor moves the figures by `reach`.

    >>> sigma(0.005)
    10.0
    """
    return reach / math.sqrt(2 * rho)


def epsilon(rho: float, delta: float = DELTA) -> float:
    """The ε of (ε, δ)-differential privacy that ρ of zero-concentrated privacy implies.

    The conversion of Canonne, Kamath and Steinke (2020), Proposition 12, minimised over the order α > 1.

    >>> round(epsilon(0.05), 2), round(epsilon(0.1), 2), round(epsilon(0.2), 2), round(epsilon(0.6), 2)
    (1.47, 2.14, 3.13, 5.79)
    """

    def at(place: float) -> float:
        order = 1 + math.exp(place)
        return order * rho - (math.log(order * delta)) / (order - 1) + math.log1p(-1 / order)

    low, high = -14.0, 14.0
    for _ in range(200):  # one valley: a third of the way is cut off each time
        left, right = low + (high - low) / 3, high - (high - low) / 3
        low, high = (low, right) if at(left) < at(right) else (left, high)
    return max(at(low), 0.0)
