"""What a keeper should look at in the rows of a pool: nothing is dropped or changed for it.

A row may be at its bounds, somebody may have far more rows than others, and a rate may be far from the same person's
before. Each can be true. Who invents rows often stands out by one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from tracker.pool.policy import Policy
from tracker.pool.quarters import shift
from tracker.pool.rows import ContributionRow

MANY_CELLS = 6
"""Rows of a person and quarter: of simulated collectives nobody has more than three."""
FAR = 2.0
"""How many times a person's rate kept may be that of their earlier quarters, or they may be that of it."""


class Odd(StrEnum):
    BOUND = "bound"
    MANY = "many"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at. BOUND: `field` is at the highest that the policy takes; MANY: `value` rows in the quarter;
    FAR: the mean rate kept, and `before` the median of earlier quarters."""

    kind: Odd
    seat: int
    quarter: str
    field: str = ""
    value: float = 0.0
    before: float | None = None


def remarks(rows: Iterable[tuple[int, ContributionRow]], policy: Policy, quarter: str) -> tuple[Remark, ...]:
    """What is odd in a quarter's rows, by seat; `rows`: by seat, earlier quarters too."""
    own: dict[int, list[ContributionRow]] = defaultdict(list)
    for seat, row in rows:
        own[seat].append(row)
    return tuple(r for seat in sorted(own) for r in _of_seat(seat, own[seat], policy, quarter))


def _of_seat(seat: int, rows: Sequence[ContributionRow], policy: Policy, quarter: str) -> list[Remark]:
    here = [r for r in rows if r.quarter == quarter]
    if not here:
        return []
    found = [Remark(Odd.BOUND, seat, quarter, name, value) for name, value in _at_bounds(here, policy)]
    if len(here) > MANY_CELLS:
        found.append(Remark(Odd.MANY, seat, quarter, value=len(here)))
    now = _kept(here)
    earlier = [v for n in range(1, 5) if (v := _kept([r for r in rows if r.quarter == shift(quarter, -n)]))]
    if now and earlier and not median(earlier) / FAR <= now <= median(earlier) * FAR:
        found.append(Remark(Odd.FAR, seat, quarter, "kept", now, median(earlier)))
    return found


def _at_bounds(rows: Sequence[ContributionRow], policy: Policy) -> list[tuple[str, float]]:
    """Fields of which a row is at the highest that is taken."""
    b = policy.bounds
    highest = {"hours": b.hours, "headline": b.rate, "agreed": b.rate, "kept": b.rate, "started": b.projects}
    return [(name, top) for name, top in highest.items() if any(getattr(r, name) == top for r in rows)]


def _kept(rows: Sequence[ContributionRow]) -> float | None:
    """The mean rate kept, weighted by hours."""
    known = [(max(r.hours, 1), r.kept) for r in rows if r.kept is not None]
    return sum(w * k for w, k in known) / sum(w for w, _ in known) if known else None
