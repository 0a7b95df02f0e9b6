"""What a small release can show: the figures that its budget is enough for, and the part of it that each gets.

Made from public numbers and one noisy count: the policy, the seats handed out, ρ, the first count of contributors.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from tracker.pool.policy import Policy
from tracker.release.figures import (
    BELOW,
    CONTRIBUTORS,
    ENDED_30,
    ENDED_90,
    FELL,
    KEPT,
    LOST,
    LOWER,
    ON_TIME,
    RATIO,
    UNPAID_MIDDLE,
    UPPER,
)
from tracker.release.split import ROUGH, sigma

NAME = "small release"
"""The split of a release of fewer contributors than `large_from`."""
MOST = 559.0
FIRST = 0.2
"""The most of ρ that the first count takes."""
PEOPLE, STARTED = "people by platform", "started"
AT = "kept at platform "
SHOWN_PLATFORMS = 4
ORDER = (
    ON_TIME, UNPAID_MIDDLE, RATIO, LOST, KEPT, FELL, BELOW, CONTRIBUTORS, PEOPLE, ENDED_30, ENDED_90, f"{AT}1", UPPER,
    LOWER, f"{AT}2", f"{AT}3", f"{AT}4",
)  # fmt: skip
"""The order in which figures are planned for: one that no longer fits is passed over."""
BESIDE = (ON_TIME, UNPAID_MIDDLE, LOST, FELL, BELOW, ENDED_30, ENDED_90, UPPER, LOWER)
"""What larger releases tell of all contributors by a plan, too: they have draws of their own for the rest."""
ALPHA = {KEPT: 0.5, UPPER: 0.75, LOWER: 0.25}
SPREAD, RATIO_SPREAD = 0.48, 0.30
"""Log-normal spread of all contributors' rates kept and of kept ÷ headline."""
RATED, BEGAN = 0.94, 0.6
"""Parts of contributors who know a headline rate, and who started a project."""
UNPAID_PLACES = 0.22
"""Places within 10 points of the median unpaid share, as a part of contributors."""
_N = NormalDist()


@dataclass(frozen=True, slots=True)
class Plan:
    """ρ by figure; `first` is that of the count that was drawn before. `people`: what it was made for."""

    first: float
    parts: Mapping[str, float]
    people: float

    @property
    def platforms(self) -> tuple[int, ...]:
        """The places of the platforms whose median is drawn, from 1 on."""
        return tuple(k for k in range(1, SHOWN_PLATFORMS + 1) if f"{AT}{k}" in self.parts)

    @property
    def figures(self) -> int:
        """How many figures it shows: people at platforms are one for each that is shown."""
        return sum(SHOWN_PLATFORMS if name == PEOPLE else 1 for name in self.parts if name != STARTED)


def large_from(rho: float) -> int:
    """Contributors from which the release is a larger one, which tells every figure that a small one would, and more.
    Measured; `python -m bench.sizes` shows it.

    >>> large_from(0.05), large_from(0.1), large_from(0.2)
    (2500, 1800, 1300)
    """
    return 100 * math.ceil(MOST / math.sqrt(rho) / 100 - 1e-9)


def first_part(rho: float, seats: int) -> float:
    """ρ of the first count: noise of a tenth of the seats handed out, at most a fifth of ρ; in a large pool little.

    >>> round(first_part(0.1, 60), 4), round(first_part(0.1, 20), 4), round(first_part(0.05, 30_000), 4)
    (0.0139, 0.02, 0.001)
    """
    return max(ROUGH * rho, min(FIRST * rho, (1 / (0.1 * max(seats, 1))) ** 2 / 2))


def doubt(rho: float) -> float:
    """The chance that a figure's noise is beyond 10 % or 10 points: less where more is spent."""
    return 0.02 if rho >= 0.2 else 0.05


def places(n: float, alpha: float, error: float, spread: float) -> float:
    """Places between a quantile of n people and what lies `error` above it.

    >>> round(places(150, 0.5, 0.085, 0.48), 2)
    10.12
    """
    return n * (_N.cdf(_N.inv_cdf(alpha) + math.log1p(error) / spread) - alpha)


def needs(n: float, d: float, platforms: int) -> dict[str, float]:
    """ρ that each figure needs so that its noise is beyond 10 % or 10 points with chance d, for n people. What
    contributors need is all that they cost, the first count with it.

    >>> {k: round(v, 4) for k, v in needs(60, 0.05, 8).items() if k in (ON_TIME, UNPAID_MIDDLE, RATIO)}
    {'on_time': 0.0165, 'unpaid_median': 0.0064, 'kept_of_headline': 0.0227}
    """
    z, far = _N.inv_cdf(1 - d / 2), -math.log(d) / 2

    def share(of: float) -> float:
        return (z * 0.5 / of) ** 2 / 2

    def quantile(people: float, alpha: float, factor: float) -> float:
        return (factor * far / places(people, alpha, 0.085, SPREAD)) ** 2 / 2

    one = share(0.09 * n)
    parts = [1 / k for k in range(1, max(platforms, 1) + 1)]
    at = {
        f"{AT}{k}": quantile(n * parts[k - 1] / sum(parts), 0.5, 1.0)
        for k in range(1, min(platforms, SHOWN_PLATFORMS) + 1)
    }
    return {
        ON_TIME: one,
        UNPAID_MIDDLE: (far / (UNPAID_PLACES * n)) ** 2 / 2,
        RATIO: (far / places(RATED * n, 0.5, 0.1, RATIO_SPREAD)) ** 2 / 2,
        LOST: one,
        FELL: one,
        BELOW: one,
        **{name: quantile(n, alpha, 1.0 if name == KEPT else 1.5) for name, alpha in ALPHA.items()},
        CONTRIBUTORS: (z / (0.1 * n)) ** 2 / 2,
        PEOPLE: (z / (0.09 * n)) ** 2 / 2,
        ENDED_30: share(0.085 * BEGAN * n),
        ENDED_90: share(0.085 * BEGAN * n),
        **at,
    }


def plan(rho: float, first: float, people: float, policy: Policy) -> Plan:
    """The plan for a number of people, with `first` of ρ spent already."""
    return planned(rho, first, people, len(policy.platforms), wages=bool(policy.minimum_wage))


def planned(
    rho: float, first: float, people: float, platforms: int, *, wages: bool, order: Sequence[str] = ORDER
) -> Plan:
    """The same from what it takes of a policy: how many platforms, and whether it names a minimum wage."""
    needed = needs(max(people, 1.0), doubt(rho), platforms)
    known = [n for n in order if n in needed and (n != BELOW or wages)]
    parts: dict[str, float] = {}
    left = rho - first
    for name in known:
        added = _added(name, needed, parts, first)
        if added <= left and _makes_sense(name, parts):
            left -= added
            _take(name, added, needed, parts)
    spent = rho - first - left
    if not spent:  # nothing fits: all that is told is their number, as well as can be
        return Plan(first, {CONTRIBUTORS: left}, people)
    growth = (rho - first) / spent
    return Plan(first, {name: part * growth for name, part in parts.items()}, people)


def beside(rho: float, people: float, *, wages: bool) -> Plan:
    """The figures of BESIDE that ρ between them is enough for. Their count is drawn elsewhere."""
    return planned(rho, 0.0, people, 1, wages=wages, order=BESIDE)


def _makes_sense(name: str, parts: Mapping[str, float]) -> bool:
    """Platforms are named by their people; the second's median comes after the first's."""
    if not name.startswith(AT):
        return name != PEOPLE or CONTRIBUTORS in parts
    k = int(name.removeprefix(AT))
    return PEOPLE in parts and (k == 1 or f"{AT}{k - 1}" in parts)


def _added(name: str, needed: Mapping[str, float], parts: Mapping[str, float], first: float) -> float:
    """What a figure costs beside those that are there."""
    need = needed[name]
    if name == CONTRIBUTORS:
        return max(need - first, 0.0)
    if name in (ENDED_30, ENDED_90) and STARTED not in parts:
        return 1.5 * need
    if name.startswith(AT):  # nobody is at two platforms: one part for all of them
        return max(need - max((part for n, part in parts.items() if n.startswith(AT)), default=0.0), 0.0)
    return need


def _take(name: str, added: float, needed: Mapping[str, float], parts: dict[str, float]) -> None:
    if name in (ENDED_30, ENDED_90) and STARTED not in parts:
        parts[STARTED], parts[name] = added / 3, 2 * added / 3
    else:
        parts[name] = added


def medians_part(found: Plan) -> float:
    """ρ of the medians by platform together: what each of them is drawn with."""
    return math.fsum(part for name, part in found.parts.items() if name.startswith(AT))


def to_plan_for(count: float, first: float, seats: int) -> float:
    """The people that a plan is made for: the noisy count and one standard deviation, no more than have seats."""
    return max(min(float(seats), count + sigma(first)), 1.0)


def expected(rho: float, seats: int, people: int, platforms: int, *, wages: bool) -> Plan:
    """The plan that a number of contributors and of seats comes to in the middle of the draws."""
    first = first_part(rho, seats)
    return planned(rho, first, to_plan_for(people, first, seats), platforms, wages=wages)
