"""Linkage: a platform that knows the minutes and payouts of every week of all its workers reads leaked rows of a pool.

It knows how workers are spread, and takes for each row the worker whom it fits best by likelihood. What it cannot
know: hours that it does not count (it counts .88 of a worker's own paid minutes, .06 more or less), unpaid hours, of
which the row has the share, and fees and costs, 0 to 6 % of the money.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tracker.pool.policy import Bounds
from tracker.pool.rows import COUNT_BANDS, HOURS_STEPS, SHARE_STEP

COUNTED, COUNTED_SPREAD = 0.88, 0.06
LEAST_KEPT = 0.94
BOUNDS = Bounds()
HOURS = np.arange(0.0, 2000.0, 0.1)
RATES = np.arange(0.0, 600.0, 0.01)

Column = NDArray[Any]
Steps = tuple[tuple[int, int], ...]
WHOLE: Steps = ((0, 1),)
"""Rates."""


@dataclass(frozen=True, slots=True)
class Workers:
    """What the platform knows of all its workers, and what is true of them. Hours and main units of a quarter."""

    minutes: Column
    paid: Column
    money: Column
    unpaid: Column
    own: Column
    kept: Column
    known: Column
    """What else stands in a row and the platform knows as well: the offered rate, bands of payments, projects; one
    number for each combination."""


def workers(seed: int, count: int) -> Workers:
    random = np.random.default_rng(seed)
    hours = np.clip(random.lognormal(math.log(110), 0.6, count), 10, 700)
    minutes = np.rint(random.dirichlet(np.full(13, 2.0), count) * hours[:, None] * 60)
    paid = minutes.sum(1) / 60
    money = paid * 26 * np.exp(0.45 * random.standard_normal(count))
    unpaid = np.minimum(random.beta(2.2, 7.0, count), 0.9)
    own = paid / np.clip(random.normal(COUNTED, COUNTED_SPREAD, count), 0.5, 1.0) / (1 - unpaid)
    kept = money * random.uniform(LEAST_KEPT, 1.0, count) / own
    return Workers(minutes, paid, money, unpaid, own, kept, _known(random, paid, kept))


def _known(random: np.random.Generator, paid: Column, kept: Column) -> Column:
    """Pay days kept and projects ended as `simulate` has them; the offered rate is above the kept one."""
    due = random.poisson(np.clip(paid / 16, 0.5, 13))
    bands = [
        np.searchsorted([low for _, low, _ in COUNT_BANDS], counted, side="right")
        for counted in (due, random.binomial(due, 0.9))
    ]
    started = np.minimum(random.poisson(0.9, len(paid)), BOUNDS.projects)
    offered = np.rint(np.minimum(kept / random.beta(6, 4, len(paid)), BOUNDS.rate))
    columns = (offered, *bands, started, random.binomial(started, 0.22))
    return np.unique(np.stack(columns, 1).astype(int), axis=0, return_inverse=True)[1].ravel()


def told(values: Column, steps: Steps, most: int) -> Column:
    """Values as rows have them: to the step of their size, up to the most."""
    size = np.select([values >= first for first, _ in reversed(steps)], [step for _, step in reversed(steps)])
    return np.minimum(np.floor(values / size + 0.5) * size, most)


def found(who: Workers, seats: Column, *, all_known: bool = False, hours: Steps = HOURS_STEPS) -> float:
    """The part of these seats that is found by hours, rate kept and unpaid share; `all_known`: and all else in the
    row that a platform knows."""
    row = _Rows(who, hours)
    return sum(row.hits(int(i), all_known) for i in seats) / len(seats)


class _Rows:
    def __init__(self, who: Workers, hours: Steps) -> None:
        self.who = who
        self.hours, self.kept = told(who.own, hours, BOUNDS.hours), told(who.kept, WHOLE, BOUNDS.rate)
        self.unpaid = np.rint(who.unpaid * 100 / SHARE_STEP) * SHARE_STEP / 100
        self._may_be_hours, self._may_be_rates = told(HOURS, hours, BOUNDS.hours), told(RATES, WHOLE, BOUNDS.rate)

    def hits(self, i: int, all_known: bool) -> float:
        """1 where the row of worker i fits worker i best; as much less as others fit as well."""
        hours, rates = HOURS[self._may_be_hours == self.hours[i]], RATES[self._may_be_rates == self.kept[i]]
        near = self._near(hours, rates)
        who = np.flatnonzero(near & (self.who.known == self.who.known[i]) if all_known else near)
        fits = self._likelihood(who, hours, rates, self.unpaid[i])
        best = fits >= fits.max(initial=1e-300) * (1 - 1e-12)
        return float((who[best] == i).any()) / max(int(best.sum()), 1)

    def _near(self, hours: Column, rates: Column) -> Column:
        """Who can have made so much money."""
        money = self.who.money
        return np.asarray((money > hours[0] * rates[0] * LEAST_KEPT) & (money < 1.02 * hours[-1] * (rates[-1] + 0.01)))

    def _likelihood(self, who: Column, hours: Column, rates: Column, unpaid: float) -> Column:
        """Over own hours and unpaid shares within what the row says: how likely it is that the platform counts so
        much of them, times how likely that so much of the money is kept."""
        shares = np.linspace(max(unpaid - SHARE_STEP / 200, 0), min(unpaid + SHARE_STEP / 200, 0.9), 11)[1::2]
        own, share = (a.ravel() for a in np.meshgrid(np.linspace(hours[0], hours[-1], 19)[1::2], shares))
        paid, money = self.who.paid[who][:, None], self.who.money[who][:, None]
        counted = paid / (own * (1 - share))
        density = np.exp(-0.5 * ((counted - COUNTED) / COUNTED_SPREAD) ** 2) * (counted <= 1) * counted / own
        part = np.minimum(1, (rates[-1] + 0.01) * own / money) - np.maximum(LEAST_KEPT, rates[0] * own / money)
        return np.asarray((density * np.clip(part, 0, None)).sum(1))


def by_minutes(who: Workers, seats: Column) -> float:
    """The control: rows that hold two weeks of counted minutes."""
    two = who.minutes[:, :2]
    return sum(int(np.argmin(np.abs(two - two[i]).sum(1))) == i for i in seats) / len(seats)
