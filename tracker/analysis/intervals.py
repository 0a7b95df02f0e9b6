"""Intervals for weekly figures that come in streaks: equal-weighted cosines (methods, section 6).

Source: E. Lazarus, D. Lewis, J. Stock, M. Watson, "HAR Inference: Recommendations for Practice",
Journal of Business & Economic Statistics 36 (2018) 541-559 (the EWC estimator and its t quantiles).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import numpy as np

Series: TypeAlias = Sequence[float] | np.ndarray[Any, Any]

LEVEL = 0.90
"""Of every interval: "about 9 in 10"."""
METHOD = "equal_weighted_cosines"
LEAST = 0.01
"""Half width, on the log scale, below which there is no interval: weeks that hardly differ tell nothing of how much
weeks may differ."""
LARGEST = 2**63 - 1
"""Units: what is beyond is not a figure to show, and does not fit the store."""


@dataclass(frozen=True, slots=True)
class CosineVariance:
    """Long-run variance of a series: `nu` cosines, `omega` their mean square, `se` the standard error of the
    series' mean, `t` the quantile of Student's t with nu degrees of freedom for an interval at LEVEL."""

    nu: int
    omega: float
    se: float
    t: float


def cosine_interval(values: Series, *, nu: int | None = None) -> CosineVariance | None:
    """The equal-weighted cosine variance of weekly values in their order; None for an empty series.

    `nu`: how many cosines; None: as many as `cosines` says.

        L_j = sqrt(2/T) sum_t y_t cos(pi j (t - 1/2)/T), j = 1..nu;  omega = mean L_j^2;  se = sqrt(omega/T)

    The mean plays no part: cosines sum to zero.

    >>> v = cosine_interval([1.0, 0.0, 0.0, 0.0])
    >>> v.nu, round(v.omega, 4), round(v.se, 4), round(v.t, 4)
    (2, 0.3384, 0.2909, 2.92)
    """
    y = np.asarray(values, dtype="float64")
    n = len(y)
    if n == 0:
        return None
    nu = cosines(n) if nu is None else nu
    j, t = np.arange(1, nu + 1)[:, None], np.arange(1, n + 1)[None, :]
    weighted = math.sqrt(2 / n) * (np.cos(np.pi * j * (t - 0.5) / n) @ (y - y.mean()))
    omega = float(np.mean(weighted**2))
    return CosineVariance(nu, omega, math.sqrt(omega / n), t_quantile(nu))


def cosines(n: int) -> int:
    """How many cosines n weeks take: max(2, floor(0.4 n^(2/3))), in whole numbers.

    >>> [cosines(n) for n in (4, 13, 26, 52, 125)]
    [2, 2, 3, 5, 10]
    """
    nu = 2
    while 125 * (nu + 1) ** 3 <= 8 * n * n:
        nu += 1
    return nu


@cache
def t_quantile(nu: int) -> float:
    """The quantile of Student's t with nu degrees of freedom that leaves half of 1 - LEVEL above it.

    Found between 0 and a right angle by halves, since t = sqrt(nu) tan(angle) is at most so far from 0 with a chance
    that has a closed form for whole nu.

    Source: M. Abramowitz, I. Stegun, Handbook of Mathematical Functions (1964), 26.7.3 and 26.7.4.

    >>> round(t_quantile(2), 4)
    2.92
    """
    low, high = 0.0, math.pi / 2
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if _within(middle, nu) < LEVEL else (low, middle)
    return math.sqrt(nu) * math.tan(high)


def _within(angle: float, nu: int) -> float:
    """The chance that Student's t is at most sqrt(nu) tan(angle) from 0."""
    square, odd = math.cos(angle) ** 2, nu % 2
    term = math.sin(angle) * (math.cos(angle) if odd else 1.0)
    total = 0.0
    for k in range(2 + odd, nu + 1, 2):
        total += term
        term *= square * (k - 1) / k
    return (angle + total) * 2 / math.pi if odd else total


def log_interval(point: int, spread: float) -> tuple[int, int] | None:
    """point x exp(-spread) and exp(+spread) in whole units; None if the upper end is beyond all measure, for
    a spread below LEAST, and if both ends are one number.

    >>> log_interval(1000, 0.0953101798), log_interval(1000, 0.0099), log_interval(9, 0.02)
    ((909, 1100), None, None)
    """
    if not math.isfinite(spread) or spread < LEAST or math.log(abs(point) or 1) + spread >= math.log(LARGEST):
        return None
    low, high = round(point * math.exp(-spread)), round(point * math.exp(spread))
    return (low, high) if low < high else None


def rate_spread(kept: Series, hours: Series) -> float | None:
    """Half width, on the log scale, of the interval of a weekly ratio: rung 6 of the ladder.

    `kept` (without unmatched income) and `hours` (all work) are those of the complete weeks in order.
    None below four weeks with hours on, and if nothing was kept. Source: methods, section 5.

    >>> rate_spread([10.0, 20.0, 30.0, 40.0], [1.0, 2.0, 3.0, 4.0])
    0.0
    """
    y, h = np.asarray(kept, dtype="float64"), np.asarray(hours, dtype="float64")
    if int((h > 0).sum()) < MIN_WEEKS_WITH_HOURS or y.sum() <= 0:
        return None
    ratio = float(y.sum() / h.sum())
    variance = cosine_interval((y - ratio * h) / h.mean())
    return None if variance is None else variance.t * variance.se / ratio


MIN_WEEKS_WITH_HOURS = 4


def rate_interval(kept: Series, hours: Series, rate: int | None) -> tuple[int, int] | None:
    """Low and high of rung 6 around the ladder's own `rate` (units per hour), or None (see `rate_spread`)."""
    spread = rate_spread(kept, hours)
    return None if spread is None or rate is None or rate <= 0 else log_interval(rate, spread)


def z_quantile(level: float = LEVEL) -> float:
    """The quantile of the normal distribution that leaves half of 1 - level above it.

    >>> round(z_quantile(0.95), 4)
    1.96
    """
    from statistics import NormalDist

    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(k: int, n: int, level: float = LEVEL) -> tuple[float, float] | None:
    """Limits of the share k of n; None without any.

    Source: E. Wilson, JASA 22 (1927) 209-212; without continuity correction.

    >>> [round(v, 4) for v in wilson(8, 10, 0.95)]
    [0.4902, 0.9433]
    """
    if n <= 0:
        return None
    z = z_quantile(level)
    share, z2 = k / n, z * z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return (0.0 if k == 0 else max(0.0, middle - half)), (1.0 if k == n else min(1.0, middle + half))
