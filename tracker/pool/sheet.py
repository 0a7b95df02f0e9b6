"""The members' sheet: what a pool gives back to its contributors of one quarter. Written as if it will leak.

No sums, means or exact counts; nothing of fewer contributors than the policy says; numbers rounded, counts in bands.
It is not differentially private, and says so. One fixed hierarchy: all > region > platform > kind of work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tracker.pool.compare import Group, Middle
from tracker.pool.policy import Policy
from tracker.pool.voices import QUARTILES_FROM, SHARES_FROM, Share, TooFew

FINE_SHARES_FROM = 30
COARSE, FINE = 5, 1
"""Steps of a share in percent, below 30 contributors and from there on."""
LEAST, MOST = 5, 95
"""Shares beyond are shown as these: nobody is named by belonging to all or to none."""
CORRECTED_FROM = 10
"""A quarter that was shown is rebuilt only when this number of contributors have changed."""
BANDS: tuple[tuple[int, str], ...] = ((100, "100+"), (50, "50–99"), (20, "20–49"), (10, "10–19"), (5, "5–9"))
_STEPS: tuple[int, ...] = (50, *(int(step * 10**k) for k in range(1, 9) for step in (10, 20, 25, 50)))
"""Steps of a rate in hundredths: the least is .50, and none is below 2.5 % of the rate."""

LEVELS: tuple[tuple[str, ...], ...] = ((), ("region",), ("region", "platform"), ("region", "platform", "role"))
"""Groupings of `compare.comparison` that a sheet is made of."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One shown group. Rates in hundredths of the currency's unit, shares in percent, both rounded; None if too
    few know it."""

    region: str | None
    platform: str | None
    role: str | None
    band: str
    """Contributors."""
    kept: int | None
    headline: int | None
    kept_q1: int | None
    kept_q3: int | None
    of_headline: int | None
    unpaid: int | None
    on_time: int | None
    ended: int | None
    fell: int | None
    below: int | None

    @property
    def path(self) -> tuple[str, ...]:
        """Where it is in the hierarchy: nothing, region, platform, role."""
        return tuple(p for p in (self.region, self.platform, self.role) if p is not None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A quarter's sheet; `cells` from all to the smallest, each under its parent."""

    pool: str
    quarter: str
    currency: str
    smallest: int
    simulated: bool
    platforms: tuple[str, ...]
    """The pool's vocabulary: what has no cell is not shown, for whatever reason."""
    cells: tuple[Cell, ...]
    version: int = 1


def build(groups: Iterable[Group], policy: Policy, quarter: str) -> Sheet:
    """The sheet of a quarter from its groups at all of `LEVELS`; groups of other quarters are left out."""
    held = {_path(g): g for g in groups if g.quarter == quarter}
    single = len(policy.regions) == 1
    cells = [cell(held[p], policy.smallest_cell) for p in shown(held, policy.smallest_cell)]
    return Sheet(
        pool=policy.name,
        quarter=quarter,
        currency=policy.currency,
        smallest=policy.smallest_cell,
        simulated=policy.simulated,
        platforms=policy.platforms,
        cells=tuple(c for c in cells if not (single and len(c.path) == 1)),
    )


def _path(group: Group) -> tuple[str, ...]:
    return tuple(k for k in group.key if k is not None)


def shown(held: Mapping[tuple[str, ...], Group], smallest: int) -> list[tuple[str, ...]]:
    """Paths of the groups that may be shown, parents before their children.

    Under a shown parent: those with enough contributors; but where exactly one child is hidden, the smallest other
    is hidden too, so that nothing follows from the parent less the rest.
    """
    found: list[tuple[str, ...]] = []
    root: tuple[str, ...] = ()
    waiting = [root] if root in held and held[root].contributors >= smallest else []
    while waiting:
        parent = waiting.pop(0)
        found.append(parent)
        below = sorted(p for p in held if len(p) == len(parent) + 1 and p[:-1] == parent)
        waiting = [*_enough(below, held, smallest), *waiting]
    return found


def _enough(
    paths: Sequence[tuple[str, ...]], held: Mapping[tuple[str, ...], Group], smallest: int
) -> list[tuple[str, ...]]:
    large = [p for p in paths if held[p].contributors >= smallest]
    if large and len(paths) - len(large) == 1:
        large.remove(min(large, key=lambda p: (held[p].contributors, p)))
    return large


def cell(g: Group, smallest: int) -> Cell:
    """What is shown of a group that may be shown; each figure only where enough contributors know it."""
    kept = g.kept if g.kept is not None and g.kept.n >= smallest else None
    fine = kept if kept is not None and kept.n >= QUARTILES_FROM else None
    return Cell(
        region=g.region,
        platform=g.platform,
        role=g.role,
        band=band(g.contributors),
        kept=None if kept is None else rate(kept.median),
        headline=_rate_of(g.headline, smallest),
        kept_q1=None if fine is None or fine.q1 is None else rate(fine.q1),
        kept_q3=None if fine is None or fine.q3 is None else rate(fine.q3),
        of_headline=_percent_of(g.of_headline, smallest),
        unpaid=_percent_of(g.unpaid, smallest),
        on_time=_percent_of(g.on_time, smallest),
        ended=_percent_of(g.ended, smallest),
        fell=_percent_of(g.fell, smallest),
        below=_percent_of(g.below, smallest),
    )


def band(n: int) -> str:
    """The band that a count of contributors is shown as.

    >>> band(10), band(49), band(3000), band(7)
    ('10–19', '20–49', '100+', '5–9')
    """
    return next(name for first, name in BANDS if n >= first)


def rate(value: float) -> int:
    """A rate in hundredths, to .50 or to the first round step of at least 2.5 % of it.

    >>> rate(18.23), rate(20.4), rate(66.6), rate(130), rate(3129)
    (1800, 2000, 6600, 13000, 310000)
    """
    step = next((s for s in _STEPS if s >= 2.5 * value), _STEPS[-1])
    return round(100 * value / step) * step


def percent(share: float, n: int) -> int:
    """A share (0 to 1) of `n` contributors in percent: to 5 below 30 contributors, else to 1, from 5 to 95.

    >>> percent(0.333, 29), percent(0.333, 30), percent(0.0, 500), percent(1.0, 10)
    (35, 33, 5, 95)
    """
    step = COARSE if n < FINE_SHARES_FROM else FINE
    return min(MOST, max(LEAST, round(100 * share / step) * step))


def _rate_of(m: Middle | None, smallest: int) -> int | None:
    return None if m is None or m.n < smallest else rate(m.median)


def _percent_of(figure: Middle | Share | TooFew | None, smallest: int) -> int | None:
    """A median of shares from the smallest cell on, a share of voices from `SHARES_FROM` on."""
    if figure is None or isinstance(figure, TooFew):
        return None
    if figure.n < (smallest if isinstance(figure, Middle) else max(smallest, SHARES_FROM)):
        return None
    return percent(figure.median if isinstance(figure, Middle) else figure.value, figure.n)


# --- as text ------------------------------------------------------------------------------------------------


def sheet_dict(sheet: Sheet) -> dict[str, Any]:
    """A sheet as JSON can hold it; whole numbers and words only."""
    return asdict(sheet)


def read_sheet(data: Mapping[str, Any]) -> Sheet:
    """The sheet of such a dict. Raises TypeError, KeyError for anything else."""
    return Sheet(**{**data, "platforms": tuple(data["platforms"]), "cells": tuple(Cell(**c) for c in data["cells"])})


def changed(before: Mapping[str, str], now: Mapping[str, str], gone: int = 0) -> int:
    """How many contributors have come, gone, or sent something else since: seat -> which bundle its rows are of.
    `gone`: those who left and are not named any more; as many of those who came may be they again, and count once.

    >>> changed({"1": "a", "2": "a", "3": "a"}, {"1": "a", "2": "b", "4": "a"})
    3
    >>> changed({"1": "a", "2": "a"}, {"1": "a", "2": "b", "4": "a"}, gone=1)
    2
    """
    came = len(now.keys() - before.keys())
    return sum(before.get(seat) != now.get(seat) for seat in {*before, *now}) + max(0, gone - came)
