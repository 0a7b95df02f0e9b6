"""What may be shown: gates on noisy counts and public numbers, never on a figure itself; and how far noise reaches.

The median is drawn from public candidates with a chance that falls as exp(-2 √(2ρ) x) with its distance of x places
from the middle one (the exponential mechanism under zero-concentrated privacy). Places become percent by a log-normal
spread: `SPREAD`, or the one measured over all contributors where that is wider.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

SPREAD = 0.45
"""Of the natural logarithm of kept rates, in the published table."""
RATIO_SPREAD = 0.30
"""The same of kept ÷ headline."""
WIDEST, NARROWEST = 1.5, 0.05
DOUBT = 1 / 750
"""Chance that the noise of a shown median is larger than its gate allows."""
BELOW = 1.0
"""Gates take a count this many standard deviations of its noise lower than it was drawn."""
Z95 = NormalDist().inv_cdf(0.975)
Z90 = NormalDist().inv_cdf(0.95)
SHARE_POINTS = 0.05
"""A share is shown if 1.645 standard deviations of its noise are at most this."""

_N = NormalDist()
_MEDIAN = math.sqrt(math.pi / 2)
"""Standard deviation of a median beside that of a mean, for normal figures."""


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float


def places(rho: float, doubt: float = DOUBT) -> float:
    """By how many places the noise moves a median at most, but for a chance of `doubt`.

    >>> round(places(0.02, 0.05), 1)
    7.5
    """
    return -math.log(doubt) / (2 * math.sqrt(2 * rho))


def least(rho: float, error: float, spread: float = SPREAD) -> int:
    """Contributors from which the noise moves a median by at most `error` of it: the published table.

    >>> least(0.0147, 0.10), least(0.0147, 0.05)
    (231, 448)
    """
    share = _N.cdf(math.log1p(error) / spread) - 0.5
    return math.ceil(places(rho) / share)


def table(rho: float, error: float) -> tuple[tuple[float, int], ...]:
    """Rows of the published table for one error: parts of ρ and the contributors that a median then needs."""
    parts = (0.3, 0.25, 0.2, 0.1, 0.05, 0.02, 0.01)
    return tuple((rho * p, least(rho * p, error)) for p in parts)


def lower(count: float, sigma: float) -> float:
    """The count that gates go by."""
    return count - BELOW * sigma


def median_shown(count: float, sigma: float, rho: float, error: float, spread: float) -> bool:
    """`spread`: that of the table, or the measured one where it is wider."""
    return lower(count, sigma) >= least(rho, error, spread)


def share_shown(sigma: float) -> bool:
    """`sigma`: of the share itself, 0 to 1."""
    return Z90 * sigma <= SHARE_POINTS


def clamp_spread(quartiles: tuple[float, float]) -> float:
    """The log-normal spread that two quartiles show.

    >>> round(clamp_spread((15.0, 27.5)), 2)
    0.45
    """
    low, high = quartiles
    if low <= 0 or high <= low:
        return NARROWEST if low > 0 else WIDEST
    return min(max(math.log(high / low) / (2 * _N.inv_cdf(0.75)), NARROWEST), WIDEST)


def median_intervals(value: float, count: float, sigma: float, rho: float, spread: float) -> tuple[Interval, Interval]:
    """Where the median without noise is in 19 of 20 draws, and where that of people like these lies, had they
    been drawn at random."""
    n = max(lower(count, sigma), 2.0)
    noise = spread * _N.inv_cdf(min(0.5 + places(rho, 0.05) / n, 0.999))
    both = math.hypot(noise, Z95 * _MEDIAN * spread / math.sqrt(n))
    return _around(value, noise), _around(value, both)


def quantile_reach(n: float, rho: float, spread: float, alpha: float) -> tuple[float, float]:
    """How far the noise moves the logarithm of a quantile of n people down and up in 19 of 20 draws."""
    moved = places(rho, 0.05) * max(alpha, 1 - alpha) / 0.5 / n
    low, high = max(alpha - moved, 0.001), min(alpha + moved, 0.999)
    return spread * (_N.inv_cdf(low) - _N.inv_cdf(alpha)), spread * (_N.inv_cdf(high) - _N.inv_cdf(alpha))


def quantile_error(n: float, spread: float, alpha: float) -> float:
    """The 95 % error of the logarithm of a quantile, had n people been drawn at random."""
    density = _N.pdf(_N.inv_cdf(alpha)) / spread
    return Z95 * math.sqrt(alpha * (1 - alpha) / max(n, 2.0)) / density


def _around(value: float, width: float) -> Interval:
    return Interval(value * math.exp(-width), value * math.exp(width))


def share_intervals(share: float, count: float, sigma: float) -> tuple[Interval, Interval]:
    """The same for a share with noise of standard deviation `sigma`."""
    n = max(count, 2.0)
    drawn = math.sqrt(max(share * (1 - share), 0.25 / n) / n)
    return _about(share, Z95 * sigma), _about(share, Z95 * math.hypot(sigma, drawn))


def _about(share: float, width: float) -> Interval:
    return Interval(max(share - width, 0.0), min(share + width, 1.0))


def mean_sigma(share: float, sum_sigma: float, count: float, count_sigma: float) -> float:
    """Noise of an average of shares counted from one half: of its sum and of the count it is divided by."""
    n = max(count, 1.0)
    return math.hypot(sum_sigma / n, (share - 0.5) * count_sigma / n)


def part_sigma(share: float, count: float, sigma: float) -> float:
    """Noise of a / (a + b) where a and b have noise of `sigma` each."""
    return sigma * math.hypot(share, 1 - share) / max(count, 1.0)
