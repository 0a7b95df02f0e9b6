"""Contributors as a small release counts them: one person, once, at one platform.

Every figure is worked out from a person's own rows, the policy and the key. Sums that are drawn with noise are counted
from one half, in steps of 5 points: at most MIDDLE up or down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tracker.pool.compare import MIDDLES
from tracker.pool.policy import Policy
from tracker.pool.rows import ContributionRow
from tracker.release.cells import LEAST_HOURS, MIDDLE, complete, point

UNPAID_STEP = 5
"""Percent: the candidates of the median unpaid share."""


@dataclass(frozen=True, slots=True)
class Person:
    """What one contributor brings to a small release. `on_time`, `ended_30`, `ended_90`: steps of 5 points from 50 %;
    who had nothing due counts as 50 %, who started nothing is in neither of the last two (None)."""

    seat: int
    platform: str
    """The one with most hours; of equal ones the first in the vocabulary."""
    kept: int
    ratio: int | None
    unpaid: int
    """Percent, a multiple of UNPAID_STEP."""
    on_time: int
    ended_30: int | None
    ended_90: int | None
    lost: bool
    """Did a platform end a project within 30 days that they had started?"""
    fell: bool
    below: bool
    """Is their rate kept below the minimum wage of their region?"""


def people(rows: Iterable[tuple[int, ContributionRow]], policy: Policy, key: bytes) -> tuple[Person, ...]:
    """The contributors of one quarter's rows, by seat: those with a row whose kept rate and unpaid share are known."""
    own: dict[int, list[ContributionRow]] = defaultdict(list)
    for seat, row in rows:
        own[seat].append(row)
    return tuple(person(seat, own[seat], policy, key) for seat in sorted(own) if any(map(complete, own[seat])))


def person(seat: int, rows: Sequence[ContributionRow], policy: Policy, key: bytes) -> Person:
    """Rates and unpaid hours of the rows that know them, everything else of all of their rows."""
    told = [r for r in rows if complete(r)]
    rates = point(seat, told, policy, key)
    due, on_time = (sum(MIDDLES[getattr(r, name)] for r in rows) for name in ("due", "on_time"))
    started = sum(r.started for r in rows)
    weight = sum(map(_weight, told))
    unpaid = sum(_weight(r) * (r.unpaid_share or 0) for r in told) / weight
    kept = sum(_weight(r) * (r.kept or 0) for r in told) / weight
    wage = policy.minimum_wage.get(rows[0].region)
    verdicts = [r for r in rows if r.drift != "too_short"]
    return Person(
        seat=seat,
        platform=_platform(rows, policy),
        kept=rates.kept,
        ratio=rates.ratio,
        unpaid=min(max(round(unpaid / UNPAID_STEP) * UNPAID_STEP, 0), 100),
        on_time=steps(on_time / due) if due else 0,
        ended_30=steps(sum(r.ended_platform_30 for r in rows) / started) if started else None,
        ended_90=steps(sum(r.ended_platform_90 for r in rows) / started) if started else None,
        lost=any(r.ended_platform_30 for r in rows),
        fell=2 * sum(_weight(r) for r in verdicts if r.drift == "drop") > sum(map(_weight, verdicts)),
        below=wage is not None and kept < float(wage),
    )


def steps(share: float) -> int:
    """A share in steps of 5 points from one half.

    >>> steps(0.0), steps(0.5), steps(0.92), steps(1.0)
    (-10, 0, 8, 10)
    """
    return min(max(round((share - 0.5) * 2 * MIDDLE), -MIDDLE), MIDDLE)


def sums(listed: Sequence[Person], of: Callable[[Person], int | bool | None]) -> int:
    """The sum of steps of those who have them; yes is all of MIDDLE up, no all of it down."""
    total = 0
    for p in listed:
        said = of(p)
        if said is not None:
            total += (MIDDLE if said else -MIDDLE) if isinstance(said, bool) else said
    return total


def _weight(row: ContributionRow) -> int:
    return max(row.hours, LEAST_HOURS)


def _platform(rows: Sequence[ContributionRow], policy: Policy) -> str:
    hours: dict[str, int] = defaultdict(int)
    for row in rows:
        hours[row.platform] += _weight(row)
    order = {name: i for i, name in enumerate(policy.platforms)}
    return min(hours, key=lambda name: (-hours[name], order.get(name, len(order))))
