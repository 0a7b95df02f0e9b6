"""The members' sheet: what a pool gives back to its contributors of one quarter. Written as if it will leak.

No sums, means or exact counts; nothing of fewer contributors than the policy says; numbers rounded, counts in bands.
It is not differentially private, and says so. One fixed hierarchy: all > region > platform > kind of work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from tracker.pool.batches import CONTRIBUTORS, MOST_KNOWN, Guard, Guards
from tracker.pool.compare import Group, Middle
from tracker.pool.policy import Policy
from tracker.pool.voices import QUARTILES_FROM, SHARES_FROM, Share, TooFew

VERSION = 2
"""1: medians, any group of enough contributors; 2: middles of few, the rule of batches."""
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
    kept_backed: int | None = None
    """The rate kept of those alone whose rows are file or better, where enough others remain on either side."""

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
    """How it was made: see `VERSION`."""


def build(
    groups: Iterable[Group],
    guards: Guards,
    policy: Policy,
    quarter: str,
    backed: tuple[Iterable[Group], Guards] = ((), {}),
) -> Sheet:
    """The sheet of a quarter from its groups at all of `LEVELS` and their guards; other quarters are left out.
    `backed`: the same of rows that are file or better alone."""
    held = {_path(g): g for g in groups if g.quarter == quarter}
    single, smallest = len(policy.regions) == 1, policy.smallest_cell
    left = {p: guards[quarter, p].left[CONTRIBUTORS] for p in held}
    better = {_path(g): g for g in backed[0] if g.quarter == quarter}
    cells = [
        replace(
            cell(held[p], guards[quarter, p], smallest),
            kept_backed=_backed(held[p], better.get(p), backed[1].get((quarter, p)), smallest),
        )
        for p in shown(left, smallest)
    ]
    return Sheet(
        pool=policy.name,
        quarter=quarter,
        currency=policy.currency,
        smallest=policy.smallest_cell,
        simulated=policy.simulated,
        platforms=policy.platforms,
        cells=tuple(c for c in cells if not (single and len(c.path) == 1)),
        version=VERSION,
    )


def _path(group: Group) -> tuple[str, ...]:
    return tuple(k for k in group.key if k is not None)


def shown(left: Mapping[tuple[str, ...], int], smallest: int) -> list[tuple[str, ...]]:
    """Paths of the groups that may be shown, parents before their children. `left`: contributors who remain without
    the largest quarter of a batch.

    Under a shown parent: those with enough left; but where exactly one child is hidden, the smallest other is hidden
    too, so that nothing follows from the parent less the rest.
    """
    found: list[tuple[str, ...]] = []
    root: tuple[str, ...] = ()
    waiting = [root] if left.get(root, 0) >= smallest else []
    while waiting:
        parent = waiting.pop(0)
        found.append(parent)
        below = sorted(p for p in left if len(p) == len(parent) + 1 and p[:-1] == parent)
        waiting = [*_enough(below, left, smallest), *waiting]
    return found


def _enough(
    paths: Sequence[tuple[str, ...]], left: Mapping[tuple[str, ...], int], smallest: int
) -> list[tuple[str, ...]]:
    large = [p for p in paths if left[p] >= smallest]
    if large and len(paths) - len(large) == 1:
        large.remove(min(large, key=lambda p: (left[p], p)))
    return large


def cell(g: Group, guard: Guard, smallest: int) -> Cell:
    """What is shown of a group that may be shown; each figure only where enough of its own contributors remain
    without the largest quarter of a batch."""
    may = {name for name, n in guard.left.items() if n >= smallest}
    kept = g.kept if "kept" in may else None
    fine = kept if kept is not None and kept.n >= QUARTILES_FROM else None
    middles = {name: value for name, value in guard.middles.items() if name in may}
    shares = {name: _share(getattr(g, name)) for name in ("on_time", "ended", "fell", "below") if name in may}
    return Cell(
        region=g.region,
        platform=g.platform,
        role=g.role,
        band=band(g.contributors),
        kept=_rate(middles.get("kept")),
        headline=_rate(middles.get("headline")),
        kept_q1=None if fine is None or fine.q1 is None else rate(fine.q1),
        kept_q3=None if fine is None or fine.q3 is None else rate(fine.q3),
        of_headline=_percent(middles.get("of_headline"), g.of_headline),
        unpaid=_percent(middles.get("unpaid"), g.unpaid, 100),
        on_time=shares.get("on_time"),
        ended=shares.get("ended"),
        fell=shares.get("fell"),
        below=shares.get("below"),
    )


def _backed(g: Group, better: Group | None, guard: Guard | None, smallest: int) -> int | None:
    """The middle of those whose rows are file or better. Shown where so many of them remain without the largest
    quarter of a batch, and where so many others would remain without the most that are in one hand: what one figure
    says less the other is then of no fewer."""
    if better is None or guard is None or g.kept is None or better.kept is None or guard.left["kept"] < smallest:
        return None
    if g.kept.n - better.kept.n < smallest + MOST_KNOWN:
        return None
    return _rate(guard.middles.get("kept"))


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


def _rate(value: float | None) -> int | None:
    return None if value is None else rate(value)


def _percent(value: float | None, of: Middle | None, unit: float = 1) -> int | None:
    return None if value is None or of is None else percent(value / unit, of.n)


def _share(figure: Share | TooFew | None) -> int | None:
    """Of voices from `SHARES_FROM` on."""
    if not isinstance(figure, Share) or figure.n < SHARES_FROM:
        return None
    return percent(figure.value, figure.n)


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
