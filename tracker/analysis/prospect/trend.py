"""Whether what runs now pays more or less from week to week: a drift of each draw, as far as the weeks tell.

Weeks of one pace and weeks that drift are two views. How much each is believed is the ledger's own: a line through the
weeks of what runs now, held against how much they differ under the draw's shape. Weeks that hang together for months
look as if they drifted, so that under such a shape the line tells little.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tracker.analysis.prospect.model import Array
from tracker.analysis.prospect.weeks import Fitted

STEADY = 0.4
"""How much is believed in weeks of one pace before any are seen."""
DRIFT = 0.27
"""The spread of a year of drift, on the log scale."""


def drift(running: Sequence[tuple[Fitted, float]], shape: Array, variance: Array, random: np.random.Generator) -> Array:
    """A year of drift of what runs now in each draw, on the log scale, beside what is known of its rates: (draws,).

    `running`: each line with the yearly change that is known of its rate. The weeks of all of them share one drift;
    few weeks hardly count. Without any, it is as believed before.
    """
    found = [_line(f, growth) for f, growth in running]
    holds = sum((h for h, _pull in found), np.zeros(1))
    pulls = sum((p for _hold, p in found), np.zeros(1))
    at = shape if len(holds) > 1 else np.zeros(len(shape), dtype=int)
    hold, pull = holds[at] / variance, pulls[at] / variance
    sure = hold + 1 / DRIFT**2
    odds = np.clip(pull**2 / (2 * sure) - np.log(sure * DRIFT**2) / 2, None, 500)
    moves = random.random(len(shape)) * (STEADY + (1 - STEADY) * np.exp(odds)) >= STEADY
    out: Array = moves * (pull / sure + random.standard_normal(len(shape)) / np.sqrt(sure))
    return out


def _line(f: Fitted, growth: float) -> tuple[Array, Array]:
    """Of each shape, how firmly a line's weeks hold its slope, and what they say of it beyond its growth: (S,) each."""
    along = f.time - ((f.time * f.ones).sum(axis=1) / f.precision)[:, None] * f.ones
    hold = (along**2).sum(axis=1)
    return hold, (along * f.seen).sum(axis=1) - growth * hold
