"""Which payment that is known each deposit is: one to one, several payments in one deposit, one in several.

    1  a first assignment shows whose payers are, what they charge and how long the way is (`deposit_fit.learn`)
    2  one to one at exact or usual sums, then several in one and one in several at such sums among what is left
    3  the same with the rest, where something else than usual is missing

Each assignment takes the least cost over all; no deposit and no payment is used twice, and the order of either is of no
consequence. A match is *clear* if its payer is known (or its sum is exact and not a round one), it came within three
business days of the usual (four if the file shows what is usual), and the next best assignment without it costs more by
`MARGIN`, more than two business days on the way. All others are asked about.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

from tracker.importers.deposit_fit import (
    DAY_COST,
    LOOSE,
    NAMED,
    Deposit,
    Expected,
    Learnt,
    Rate,
    days_cost,
    in_time,
    is_rail,
    learn,
    letters,
    payer_cost,
    sum_cost,
)
from tracker.units import SCALE

LIMIT = 600
"""What a match may cost at most: no match at all costs this."""
MARGIN = 60
USUAL_DAYS, LEARNT_DAYS = 3, 4
"""So many business days more or less than usual a deposit may take that is clear: of any, and where the file shows
what is usual."""
MOST_PAYMENTS, MOST_PARTS = 4, 3
POOL = 12
"""So many payments are looked at for one deposit that may hold several."""
TOGETHER = dt.timedelta(days=31)
"""How far apart the payments of one deposit may be."""
MORE_THAN_ONE = 100


@dataclass(frozen=True, slots=True)
class Match:
    """Deposits and payments that are the same money, by key; either side has one at least, and one of them just one."""

    deposits: tuple[str, ...]
    payments: tuple[str, ...]
    clear: bool


def no_rate(_one: str, _other: str, _day: dt.date) -> None:
    """Without any rate."""


def match(deposits: Sequence[Deposit], payments: Sequence[Expected], rate: Rate = no_rate) -> list[Match]:
    """The matches, in the order of their deposits. `rate`: for sums that came in another currency."""
    of = _Matching(
        sorted(deposits, key=lambda d: (d.day, d.currency, d.amount, d.payer, d.key)),
        sorted(payments, key=lambda p: (p.day, p.currency, p.net, p.platform, p.key)),
        rate,
    )
    return of.all()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Positions of deposits and of payments that may be the same money."""

    cost: int
    ds: tuple[int, ...]
    ps: tuple[int, ...]
    sure: bool

    def meets(self, other: _Candidate) -> bool:
        return bool(set(self.ds) & set(other.ds) or set(self.ps) & set(other.ps))


_Pairs: TypeAlias = dict[tuple[int, int], _Candidate]


@dataclass(slots=True)
class _Matching:
    ds: list[Deposit]
    ps: list[Expected]
    rate: Rate
    learnt: Learnt = field(default_factory=Learnt)
    found: list[tuple[_Candidate, bool]] = field(default_factory=list)

    def all(self) -> list[Match]:
        first = _assigned(self._pairs(LOOSE, strangers=True))
        self.learnt = learn([(self.ds[c.ds[0]], self.ps[c.ps[0]]) for c, _ in first], self.rate)
        for loosest in (LOOSE - 1, LOOSE):
            self.found += _assigned(self._pairs(loosest))
            self.found += _chosen(sorted(self._several(loosest), key=lambda c: (c.cost, c.ds, c.ps)))
        return [
            Match(tuple(self.ds[i].key for i in c.ds), tuple(self.ps[i].key for i in c.ps), clear)
            for c, clear in sorted(self.found, key=lambda item: item[0].ds)
        ]

    def _left(self) -> tuple[list[int], list[int]]:
        used_d = {i for c, _ in self.found for i in c.ds}
        used_p = {i for c, _ in self.found for i in c.ps}
        return (
            [i for i in range(len(self.ds)) if i not in used_d],
            [i for i in range(len(self.ps)) if i not in used_p],
        )

    def _pairs(self, loosest: int, *, strangers: bool = False) -> _Pairs:
        """One deposit and one payment. `strangers`: also if neither payer nor sum says that they belong together."""
        left, payments = self._left()
        pairs: _Pairs = {}
        for i, j in self._near(left, payments):
            made = self._candidate((i,), (j,), loosest, strangers=strangers)
            if made is not None:
                pairs[i, j] = made
        return pairs

    def _near(self, left: Sequence[int], payments: Sequence[int]) -> Iterator[tuple[int, int]]:
        by_day: dict[dt.date, list[int]] = defaultdict(list)
        for i in left:
            by_day[self.ds[i].day].append(i)
        for j in payments:
            p = self.ps[j]
            day = p.day - dt.timedelta(days=3)
            while day <= p.day + dt.timedelta(days=21):
                yield from ((i, j) for i in by_day.get(day, ()) if in_time(self.ds[i], p))
                day += dt.timedelta(days=1)

    def _candidate(
        self, ds: tuple[int, ...], ps: tuple[int, ...], loosest: int, *, strangers: bool = False
    ) -> _Candidate | None:
        """These deposits and payments together, if they fit."""
        deposits, payments = [self.ds[i] for i in ds], [self.ps[j] for j in ps]
        came, parts = sum(d.amount for d in deposits), len(ds)
        fits = sum_cost(came, deposits[0], payments, self.learnt, self.rate, parts)
        if fits is None or fits > loosest:
            return None
        payers = [payer_cost(d, p, self._platforms, self.learnt) for d in deposits for p in payments]
        costs = [c for c in payers if c is not None]
        if len(costs) < len(payers):
            return None
        payer = max(costs)
        if payer > NAMED and fits == LOOSE and not strangers:
            return None
        days = max(days_cost(d, payments[-1], self.learnt) for d in deposits)
        cost = payer + fits + days + MORE_THAN_ONE * (len(ds) + len(ps) - 2)
        odd = fits == 0 and any(p.net % SCALE for p in payments)
        sure = payer == NAMED or odd
        if len(ds) + len(ps) > 2:
            sure = payer == NAMED and fits < LOOSE
        most = LEARNT_DAYS if payments[-1].platform in self.learnt.days else USUAL_DAYS
        sure = sure and days <= most * DAY_COST
        return _Candidate(cost, ds, ps, sure) if cost < LIMIT else None

    @property
    def _platforms(self) -> list[str]:
        return sorted({p.platform for p in self.ps})

    def _several(self, loosest: int) -> Iterator[_Candidate]:
        """Several payments in one deposit, and one payment in several deposits, among what is left."""
        left, payments = self._left()
        for i in left:
            for ps in self._sets_of_payments(self.ds[i], payments):
                if (made := self._candidate((i,), ps, loosest)) is not None:
                    yield made
        for j in payments:
            for ds in self._sets_of_deposits(self.ps[j], left):
                if (made := self._candidate(ds, (j,), loosest)) is not None:
                    yield made

    def _sets_of_payments(self, d: Deposit, payments: Sequence[int]) -> Iterator[tuple[int, ...]]:
        near = [
            j
            for j in payments
            if (p := self.ps[j]).net < d.amount or p.currency != d.currency
            if p.day - dt.timedelta(days=1) <= d.day <= p.day + TOGETHER
            if payer_cost(d, p, self._platforms, self.learnt) is not None
        ]
        groups: dict[tuple[str, str], list[int]] = defaultdict(list)
        for j in near:
            name = "" if is_rail(d.payer) else self.ps[j].platform
            groups[name, self.ps[j].currency].append(j)
        for _key, group in sorted(groups.items()):
            for n in range(2, MOST_PAYMENTS + 1):
                for ps in combinations(group[-POOL:], n):
                    if in_time(d, self.ps[ps[-1]]):
                        yield ps

    def _sets_of_deposits(self, p: Expected, left: Sequence[int]) -> Iterator[tuple[int, ...]]:
        groups: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i in left:
            d = self.ds[i]
            if in_time(d, p) and (d.amount < p.amount or d.currency != p.currency):
                groups[letters(d.payer), d.currency].append(i)
        for _key, group in sorted(groups.items()):
            for n in range(2, MOST_PARTS + 1):
                yield from combinations(group[:POOL], n)


def _chosen(candidates: Sequence[_Candidate]) -> list[tuple[_Candidate, bool]]:
    """The cheapest ones that have nothing in common, each with whether it is clear."""
    taken: list[tuple[_Candidate, bool]] = []
    used: set[tuple[str, int]] = set()
    for c in candidates:
        places = {("d", i) for i in c.ds} | {("p", j) for j in c.ps}
        if used & places:
            continue
        used |= places
        rivals = (o for o in candidates if o is not c and o.cost < c.cost + MARGIN and o.meets(c))
        taken.append((c, c.sure and next(rivals, None) is None))
    return taken


def _assigned(pairs: _Pairs) -> list[tuple[_Candidate, bool]]:
    """The pairs of least cost over all, each with whether it is clear; solved part by part."""
    out = []
    for part in _parts(pairs):
        chosen, total = _least(part)
        for at in chosen:
            clear = part[at].sure and (len(part) == 1 or _least(part, without=at)[1] - total >= MARGIN)
            out.append((part[at], clear))
    return out


def _parts(pairs: _Pairs) -> list[_Pairs]:
    """Pairs that have deposits or payments in common, directly or over others."""
    root: dict[tuple[str, int], tuple[str, int]] = {}

    def find(x: tuple[str, int]) -> tuple[str, int]:
        while root.setdefault(x, x) != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for i, j in pairs:
        root[find(("d", i))] = find(("p", j))
    parts: dict[tuple[str, int], _Pairs] = {}
    for (i, j), c in sorted(pairs.items()):
        parts.setdefault(find(("d", i)), {})[i, j] = c
    return list(parts.values())


def _least(part: _Pairs, without: tuple[int, int] | None = None) -> tuple[list[tuple[int, int]], int]:
    """The pairs of least cost, and that cost, no match counted as `LIMIT`."""
    if len(part) == 1 and without is None:
        return list(part), next(iter(part.values())).cost - LIMIT
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    rows, cols = sorted({i for i, _ in part}), sorted({j for _, j in part})
    row_of, col_of = {i: n for n, i in enumerate(rows)}, {j: n for n, j in enumerate(cols)}
    costs = np.zeros((len(rows), len(cols)))
    for (i, j), c in part.items():
        if (i, j) != without:
            costs[row_of[i], col_of[j]] = c.cost - LIMIT
    at = [(rows[r], cols[c]) for r, c in zip(*linear_sum_assignment(costs), strict=True) if costs[r, c] < 0]
    return at, round(sum(costs[row_of[i], col_of[j]] for i, j in at))
