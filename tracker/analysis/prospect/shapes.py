"""How the weeks of one project may hang together: twenty-five correlation matrices, and what they give."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from tracker.analysis.prospect.model import AHEAD, SEEN, YEAR, Array

WHITE = 0.18
CHAINS = ((0.3, 0.15), (0.5, 0.15))
"""(autocorrelation, prior weight): weeks that resemble the one before."""
FOURTH = (0.6, 0.9, 0.98)
FOURTH_WEIGHT = 0.04
"""Pay every fourth week, with this share of the spread; each."""
LONG = (0.8, 0.9, 0.95, 0.98)
LONG_SHARES = (0.3, 0.6, 0.9, 1.0)
LONG_WEIGHT = 0.4
"""Weeks that hang together for months, beside white noise; all sixteen together."""
SEASON = (0.2, 0.4, 0.7)
SEASON_WEIGHT, SEASON_WIDTH, SEASON_CHAIN = 0.15, 1.0, 0.3
"""Weeks that resemble those of a year ago, with this share of the spread, beside weeks that resemble the one before;
all three together, and only where two years are on record: of one year nobody can tell. The width is that of D. MacKay,
"Introduction to Gaussian processes" (1998): 1 makes a season of a few smooth waves."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """For each of S shapes, from one Cholesky factor L of SEEN + AHEAD weeks (leading blocks serve shorter projects).

    `factor`: (S, SEEN + AHEAD, SEEN + AHEAD), lower. `whiten`: (S, SEEN, SEEN), the inverse of its leading block.
    `log_det`: (S, SEEN), the logarithm of the determinant of the first n weeks at n − 1. `prior`: (S,), sums to 1
    without the shapes of a season.
    `mean_variance`: (S, AHEAD), the variance of the mean of 1, 2, … weeks. `long`: (S,), hangs together for months.
    `short`: (S,), weeks that resemble at most the one before. `cyclic`: (S,), some weeks of a cycle bring more.
    `season`: (S,), the cycle is a year.
    """

    factor: Array
    whiten: Array
    log_det: Array
    prior: Array
    mean_variance: Array
    long: Array
    short: Array
    cyclic: Array
    season: Array

    def believed(self, *, seasons: bool) -> Array:
        """Prior weight of each shape, with those of a season or without: (S,), sums to 1."""
        kept: Array = self.prior * np.where(self.season, SEASON_WEIGHT, 1 - SEASON_WEIGHT) if seasons else self.prior
        return kept if seasons else np.where(self.season, 0.0, kept)


@cache
def shapes() -> Shapes:
    """Built once a process, in a few ms."""
    columns, prior = zip(*_columns(), strict=True)
    place, last = np.arange(len(prior)), len(CHAINS) + len(FOURTH)
    season = place >= len(prior) - len(SEASON)
    of = np.stack(columns)
    factor, whiten = _factors(of)
    diagonal = np.log(np.diagonal(factor[:, :SEEN, :SEEN], axis1=1, axis2=2))
    return Shapes(
        factor=factor,
        whiten=np.ascontiguousarray(whiten[:, :SEEN, :SEEN]),
        log_det=2 * np.cumsum(diagonal, axis=1),
        prior=np.array(prior),
        mean_variance=np.stack([_mean_variance(column) for column in columns]),
        long=(place > last) & ~season,
        short=place <= len(CHAINS),
        cyclic=((place > len(CHAINS)) & (place <= last)) | season,
        season=season,
    )


def _factors(columns: Array) -> tuple[Array, Array]:
    """Cholesky factor and its inverse of each Toeplitz matrix, from its first column: (S, n, n) each.

    Schur's algorithm and the recursion of Durbin and Levinson: n steps on all shapes together, without the matrix
    routines whose threads cost more than they save at this size. Source: T. Kailath, A. Sayed, "Displacement
    structure", SIAM Review 37 (1995).
    """
    count, n = columns.shape
    factor, whiten = np.zeros((count, n, n)), np.zeros((count, n, n))
    ahead, behind = columns.copy(), columns.copy()
    behind[:, 0] = 0
    past = np.zeros((count, 0))
    left = np.ones(count)
    for k in range(n):
        factor[:, k:, k] = ahead[:, k:]
        whiten[:, k, :k], whiten[:, k, k] = -past[:, ::-1], 1
        whiten[:, k] /= np.sqrt(left)[:, None]
        ahead[:, k + 1 :] = ahead[:, k:-1].copy()
        if k + 1 < n:
            turn = (behind[:, k + 1] / ahead[:, k + 1])[:, None]
            narrow = np.sqrt(1 - turn**2)
            ahead, behind = (ahead - turn * behind) / narrow, (behind - turn * ahead) / narrow
            past = np.concatenate([past - turn * past[:, ::-1], turn], axis=1)
            left = left * (1 - turn[:, 0] ** 2)
    return factor, whiten


def _columns() -> list[tuple[Array, float]]:
    """Correlation by lag, and prior weight, of each shape."""
    lag = np.arange(SEEN + AHEAD)
    same = (lag == 0).astype(float)
    fourth = np.where(lag % 4 == 0, 1.0, -1 / 3)
    found = [(same, WHITE), *((phi**lag, weight) for phi, weight in CHAINS)]
    found += [(k * fourth + (1 - k) * same, FOURTH_WEIGHT) for k in FOURTH]
    each = LONG_WEIGHT / (len(LONG) * len(LONG_SHARES))
    found += [(w * phi**lag + (1 - w) * same, each) for phi in LONG for w in LONG_SHARES]
    yearly, beside = _yearly(lag), SEASON_CHAIN**lag
    found += [(w * yearly + (1 - w) * beside, 1 / len(SEASON)) for w in SEASON]
    return found


def _yearly(lag: Array) -> Array:
    """Correlation of a smooth season whose weeks sum to nothing over a year."""
    whole = np.exp(-2 * np.sin(np.pi * np.arange(YEAR) / YEAR) ** 2 / SEASON_WIDTH**2)
    constant = whole.mean()
    out: Array = (whole[lag % int(YEAR)] - constant) / (1 - constant)
    return out


def _mean_variance(column: Array) -> Array:
    """Variance of the mean of n weeks, n from 1 to AHEAD: (Σ of the first n rows and columns) / n²."""
    n = np.arange(1, AHEAD + 1)
    rows = 2 * np.cumsum(column[:AHEAD]) - column[0]
    total: Array = np.cumsum(rows) / n**2
    return total
