"""Values that a median can be drawn as: public, from the policy's bounds alone."""

from __future__ import annotations

from tracker.pool.policy import Policy
from tracker.release.cells import CENTS, MOST_RATIO

RATIO_STEP = 4
_LADDER = (1, 2, 5)


def rates(policy: Policy) -> tuple[int, ...]:
    """Hourly rates in hundredths, from the lower to the upper bound, in round steps of at most half a percent
    from 1 unit on.

    >>> from dataclasses import replace
    >>> import datetime as dt
    >>> p = Policy("0" * 16, "", "USD", ("x",), ("a",), ("b",), dt.date(2026, 1, 1))
    >>> made = rates(p)
    >>> made[0], made[-1], 2100 in made, 2110 in made, len(made) < 2000
    (0, 30000, True, True, True)
    """
    low, high = policy.bounds.rate_low * CENTS, policy.bounds.rate * CENTS
    made, at = [low], low
    while at < high:
        at = min(at + step(at), high)
        made.append(at)
    return tuple(made)


def step(at: int) -> int:
    """The largest of 1, 2, 5, 10 … that is at most half a percent of a rate in hundredths.

    >>> step(50), step(400), step(2100), step(9000)
    (1, 2, 10, 20)
    """
    most = max(at // 200, 1)
    ten = int(10 ** (len(str(most)) - 1))
    return max(x * ten for x in _LADDER if x * ten <= most)


def ratios() -> tuple[int, ...]:
    """Kept ÷ headline in thousandths."""
    return tuple(range(0, MOST_RATIO + 1, RATIO_STEP))
