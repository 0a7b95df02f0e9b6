"""Weeks that may come, drawn in blocks from the weeks that were (methods, section 12).

    weeks that were     1 2 3 4 5 6 7 8 9 …        blocks of 4 in a row, from anywhere, the end joined to the start
    one draw            6 7 8 9 | 2 3 4 5 | …      all platforms of a week together, so that what goes with what stays

Blocks alone are too sure of themselves: few weeks do not tell their own mean. Each draw is therefore multiplied by a
factor of its own, exp(t se / mean), with the cosine variance of section 6 and a draw of its Student's t.
Source of the blocks: D. Politis, J. Romano, "A circular block-resampling procedure for stationary data" (1992).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from tracker.analysis.intervals import cosine_interval, cosines

Array: TypeAlias = np.ndarray[Any, Any]

BLOCK = 4
DRAWS = 2000
AHEAD = 13
"""Weeks of the fan."""
HORIZON = 52
"""Weeks that are drawn: the runway looks a year ahead."""
WIDEST = 2.0
"""The factor of a draw is between exp(-2) and exp(2): where the mean is barely known, more says nothing."""
ENDS = (0.1, 0.5, 0.9)
DAYS_OF_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Stream:
    """Weekly money of one platform that changes at one pace: units, and the yearly change of its logarithm."""

    platform: str
    weekly: Array
    growth: float = 0.0

    def levelled(self, ages: Array) -> Array:
        """The weeks at today's level; `ages`: days from each week to the first week to come."""
        scaled: Array = self.weekly * np.exp(self.growth * ages / DAYS_OF_YEAR)
        return scaled


@dataclass(frozen=True, slots=True)
class Futures:
    """What each platform brings in each draw and coming week: (draws, HORIZON) of units, not yet widened.

    `level`: its weekly money that was, at today's level. `t`: one draw of Student's t per draw.
    """

    level: dict[str, Array]
    drawn: dict[str, Array]
    t: Array

    def total(self, *, without: str | None = None) -> Array:
        """All platforms together, or all but one, as wide as the weeks that were leave their mean unknown."""
        names = [p for p in self.drawn if p != without]
        whole = sum((self.drawn[p] for p in names), np.zeros((len(self.t), HORIZON)))
        widened: Array = whole * self.factor(without=without)[:, None]
        return widened

    def factor(self, *, without: str | None = None) -> Array:
        """exp(t se / mean) of each draw; 1 if the mean is not above zero."""
        weeks = len(next(iter(self.level.values()), np.zeros(0)))
        level = sum((v for p, v in self.level.items() if p != without), np.zeros(weeks))
        variance = cosine_interval(level, nu=_fewer(weeks))
        mean = float(level.mean()) if len(level) else 0.0
        if variance is None or mean <= 0:
            return np.ones(len(self.t))
        factor: Array = np.exp(np.clip(self.t * variance.se / mean, -WIDEST, WIDEST))
        return factor


def futures(streams: list[Stream], ages: Array, seed: int, *, draws: int = DRAWS) -> Futures:
    """Draw the coming weeks.

    Args:
        streams: all of the same weeks. ages: days from each of these weeks to the first week to come.

    The same seed and weeks give the same draws. At least one week is needed.
    """
    random = np.random.default_rng(seed)
    picked = block_weeks(len(ages), HORIZON, draws, random)
    ahead = 7 * np.arange(HORIZON) / DAYS_OF_YEAR
    level: dict[str, Array] = {}
    drawn: dict[str, Array] = {}
    for stream in streams:
        levelled = stream.levelled(ages)
        coming = levelled[picked] * np.exp(stream.growth * ahead)
        level[stream.platform] = level.get(stream.platform, np.zeros(len(ages))) + levelled
        drawn[stream.platform] = drawn[stream.platform] + coming if stream.platform in drawn else coming
    return Futures(level, drawn, random.standard_t(_fewer(len(ages)), draws))


def _fewer(weeks: int) -> int:
    """Half as many cosines as for a year's range: with more, the fan is too sure of itself after a few weeks."""
    return max(2, cosines(weeks) // 2)


def block_weeks(weeks: int, ahead: int, draws: int, random: np.random.Generator) -> Array:
    """Which of the weeks that were is at each coming week: (draws, ahead), in blocks of BLOCK in a row.

    >>> block_weeks(3, 5, 1, np.random.default_rng(1)).tolist()
    [[1, 2, 0, 1, 1]]
    """
    starts = random.integers(0, weeks, (draws, -(-ahead // BLOCK)))
    whole = (starts[:, :, None] + np.arange(BLOCK)) % weeks
    picked: Array = whole.reshape(draws, -1)[:, :ahead]
    return picked
