"""Which money paid what (methods, section 4).

One `Book` per platform. Its parts are in the order in which money looks for them by age: day earned,
sessions before earnings, row. Deductions, payouts, write-offs and clawbacks go through it in the order of
their day.

    payout ── names a period? ──> parts of the period, and no others
           ── else a pay cycle due within 10 days of which it is 85 to 101 % ──> that cycle
           ── else the shortest run of such cycles ──> these cycles
           ── else the one row of exactly that amount ──> that row
           ── else the same, of what came on its day in all ──> these
           ── else ──> by age            (a surplus of any but the first goes on by age; the rest is unmatched)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from tracker.units import minor_unit

AHEAD_DAYS = 45
CYCLE_DAYS = 10
HALF_CENT = 50
ROUNDED_AWAY = 0.01
"""Of a payout: more than this share was not rounded away, however many rows it pays."""

Cross = Callable[[str, str, int], float | None]
"""(from currency, to currency, day number) -> units of the second for one of the first."""


@dataclass(frozen=True, slots=True)
class Movement:
    """A payout, write-off, clawback or deduction. `day` is a day number, `amount` and `fee` in units, `project`
    "" for none; `due`: day number on which a deduction is taken off."""

    row: int
    kind: str
    day: int
    amount: int
    currency: str
    project: str = ""
    covers_from: int | None = None
    covers_to: int | None = None
    fee: int = 0
    due: int | None = None
    judged: int | None = None
    """Day number on which a payout is held against due dates, if it is not its own day."""

    @property
    def held_against(self) -> int:
        return self.day if self.judged is None else self.judged

    @property
    def covers(self) -> bool:
        return self.covers_from is not None or self.covers_to is not None


@dataclass(slots=True)
class Entry:
    """Money of one payout that went to one part (`part` -1: to none). What a clawback takes is gone from it.

    `native`: units of the part's currency that it settled; `paid`: units of the payout's, 0 if an entry only
    rounds off; `gross`: what it was before clawbacks; `fee_back`: the fee that these gave back.
    """

    movement: int
    part: int
    native: int
    paid: int
    rule: str
    gross: int = field(init=False)
    fee_back: float = 0.0

    def __post_init__(self) -> None:
        self.gross = self.paid


@dataclass
class Book:
    """The open parts of one platform, and what was settled. All arrays run over the parts, in age order."""

    acc: np.ndarray
    day: np.ndarray
    due: np.ndarray
    native: np.ndarray
    currency: np.ndarray
    project: np.ndarray
    cross: Cross
    kept: np.ndarray | None = None
    """The last days on which money is not late (its due dates)."""
    unit: np.ndarray | None = None
    """The pay days by the calendar (its due dates)."""
    patience: np.ndarray | None = None
    """Days after the due date that are on time (none)."""
    settled: np.ndarray = field(init=False)
    written: np.ndarray = field(init=False)
    deducted: np.ndarray = field(init=False)
    entries: list[Entry] = field(default_factory=list)
    negative: list[tuple[int, int]] = field(default_factory=list)
    """(movement, units in its currency) that a clawback could not take back."""
    beyond: list[tuple[int, int]] = field(default_factory=list)
    """(movement, units in its currency) of deductions that met nothing owed."""
    by_age: int = 0
    beyond_period: int = 0
    write_off_excess: list[int] = field(default_factory=list)
    _stacks: dict[str, list[Entry]] = field(default_factory=dict)
    """Entries by the project they belong to ("": all), for clawbacks; used-up ones leave from the top."""

    _later: list[list[tuple[int, int]]] = field(default_factory=list)
    """Of each movement, itself and the later ones of its day that may belong to it: position and amount."""
    _shared: dict[int, tuple[np.ndarray, str]] = field(default_factory=dict)
    """What a payout of the same day has found for a later one."""

    def __post_init__(self) -> None:
        self.acc = self.acc.astype(np.int64)  # a platform without accruals has no type of its own
        names, self._code = np.unique(self.currency.astype(str), return_inverse=True)
        self._currencies = [str(name) for name in names]
        _, self._item = np.unique(self.acc, return_inverse=True)
        self._item_of: list[int] = self._item.tolist()
        whole = np.bincount(self._item, weights=self.native).astype(np.int64)
        self._rest: list[int] = whole.tolist()
        self._coin = np.array([minor_unit(name) for name in self._currencies], dtype=np.int64)[self._code]
        self._broken = whole[self._item] % self._coin > 0
        self._of_item = np.argsort(self._item, kind="stable")
        self._first_of = np.searchsorted(self._item[self._of_item], np.arange(self._item.max(initial=-1) + 2))
        self.settled = np.zeros(len(self.native), dtype=np.int64)
        self.written = np.zeros(len(self.native), dtype=np.int64)
        self.deducted = np.zeros(len(self.native), dtype=np.int64)
        self._left = self.native.astype(np.int64)

    @property
    def open(self) -> np.ndarray:
        """Units of each part that are neither settled, written off nor taken off it."""
        return self._left

    def _settle(self, part: int, native: int) -> None:
        self.settled[part] += native
        self._take(part, native)

    def _write(self, part: int, native: int) -> None:
        self.written[part] += native
        self._take(part, native)

    def _deduct_at(self, part: int, native: int) -> None:
        self.deducted[part] += native
        self._take(part, native)

    def _take(self, part: int, native: int) -> None:
        self._left[part] -= native
        self._rest[self._item_of[part]] -= native

    def run(self, movements: list[Movement]) -> None:
        """Settle all movements, which come in the order of their day, deductions first, then row."""
        self._later = _later_that_day(movements)
        for i, m in enumerate(movements):
            if m.kind == "deduction":
                self._deduct(i, m)
            elif m.kind == "write_off":
                self._write_off(i, m)
            elif m.kind == "clawback":
                self._claw_back(i, m, movements)
            else:
                self._pay(i, m)

    # --- payouts ---

    def _pay(self, index: int, m: Movement) -> None:
        idx = self._candidates(m, m.day + AHEAD_DAYS)
        value = self._value(idx, m)
        found, rule = self._find(index, m, idx, value)
        since = len(self.entries)
        left = self._allocate(index, m, idx[found], value[found], m.amount, rule)
        left = self._absorb(since, left, m)
        if left > 0 and not m.covers and not found.all():
            surplus = "surplus" if rule != "age" else rule
            left = self._allocate(index, m, idx[~found], value[~found], left, surplus)
            left = self._absorb(since, left, m)
        self._round_off(index, since, idx[found], int(value[found].sum()) - m.amount, m, rule)
        if left > 0:
            self.beyond_period += m.covers
            self._enter(Entry(index, -1, 0, left, "unmatched"), m.project)

    def _enter(self, entry: Entry, project: str) -> None:
        self.entries.append(entry)
        for key in {"", project}:
            self._stacks.setdefault(key, []).append(entry)

    def _present(self, idx: np.ndarray) -> list[tuple[str, np.ndarray]]:
        """The currencies among some parts, each with its mask over them."""
        if len(self._currencies) == 1:
            return [(self._currencies[0], np.ones(len(idx), dtype=bool))] if len(idx) else []
        masks = [(name, self._code[idx] == k) for k, name in enumerate(self._currencies)]
        return [(name, at) for name, at in masks if at.any()]

    def _candidates(self, m: Movement, last_day: int | None) -> np.ndarray:
        """Open parts, earned by `last_day` (None: ever) or within what the movement covers, of the project it
        names."""
        fit = self.open > 0
        if last_day is not None:
            fit &= (self.day <= last_day) | self._covered(m)
        if m.project and m.kind != "deduction":
            fit &= self.project == m.project
        idx = np.flatnonzero(fit)
        known = np.ones(len(idx), dtype=bool)
        for currency, at in self._present(idx):
            if self.cross(currency, m.currency, m.day) is None:
                known &= ~at
        return idx[known]

    def _covered(self, m: Movement) -> np.ndarray:
        """Parts in the period that the movement names: up to its own day where it names no end."""
        if not m.covers:
            return np.zeros(len(self.day), dtype=bool)
        first = -(10**9) if m.covers_from is None else m.covers_from
        last = m.day if m.covers_to is None else m.covers_to
        inside: np.ndarray = (self.day >= first) & (self.day <= last)
        return inside

    def _value(self, idx: np.ndarray, m: Movement) -> np.ndarray:
        """Open units of the parts in the movement's currency, on its day."""
        value: np.ndarray = self.open[idx]
        for currency, at in self._present(idx):
            if currency != m.currency:
                rate = self.cross(currency, m.currency, m.day)
                value[at] = np.rint(value[at] * (rate or 0.0)).astype(np.int64)
        return value

    def _find(self, index: int, m: Movement, idx: np.ndarray, value: np.ndarray) -> tuple[np.ndarray, str]:
        """Mask over `idx` of what the payout is for, and the rule that says so.

        One that says nothing alone may do so with the others of its day: money that was sent in two.
        """
        if m.covers:
            return self._covered(m)[idx], "covers"
        if index in self._shared:
            parts, rule = self._shared[index]
            return np.isin(idx, parts), rule
        for amount in dict.fromkeys((m.amount, sum(n for _, n in self._later[index]))):
            found = self._by_amount(replace(m, amount=amount), idx, value)
            if found is not None:
                others = [i for i, _ in self._later[index][1:]] if amount != m.amount else []
                self._shared |= dict.fromkeys(others, (idx[found[0]], found[1]))
                return found
        if len(idx):
            self.by_age += 1
        return np.ones(len(idx), dtype=bool), "age"

    def _by_amount(self, m: Movement, idx: np.ndarray, value: np.ndarray) -> tuple[np.ndarray, str] | None:
        """What of the open parts comes to this amount: a pay cycle, several of them, or one row."""
        coins = np.where(self._broken[idx], minor_unit(m.currency), 0)
        cycles = _cycles(m, self._dates_at(idx, coins), value)
        if cycles is not None:
            return cycles
        item = self._item[idx]
        for made in (None, coins):
            exact = _exactly(m.amount, item, value, made)
            if len(exact):
                return (item == exact[0], "exact") if len(exact) == 1 else None
        return None

    def _dates_at(self, idx: np.ndarray, coins: np.ndarray) -> _Dates:
        due = self.due[idx]
        kept, unit = (due if of is None else of[idx] for of in (self.kept, self.unit))
        patience = np.zeros(len(idx), dtype=np.int64) if self.patience is None else self.patience[idx]
        return _Dates(due, unit, kept - due, patience, coins)

    def _allocate(self, index: int, m: Movement, idx: np.ndarray, value: np.ndarray, amount: int, rule: str) -> int:
        """Pay parts oldest first; returns what is left of the amount."""
        if not len(idx):
            return amount
        before = np.cumsum(value) - value
        take = np.clip(amount - before, 0, value)
        paid = np.flatnonzero(take > 0)
        for k in paid:
            part, units = int(idx[k]), int(take[k])
            native = int(self.open[part]) if units == value[k] else self._native(part, units, m)
            self._settle(part, native)
            self._enter(Entry(index, part, native, units, rule), str(self.project[part]))
        return amount - int(take.sum())

    def _native(self, part: int, units: int, m: Movement) -> int:
        left = int(self.open[part])
        if self.currency[part] == m.currency:
            return min(units, left)
        rate = self.cross(m.currency, str(self.currency[part]), m.day) or 0.0
        return min(round(units * rate), left)

    # --- rounding ---

    def _absorb(self, since: int, left: int, m: Movement) -> int:
        """A surplus of at most one minor unit for each item paid stays with the last part: it is rounding. So is one
        for each day of an item that is not a whole number of them."""
        made = self.entries[since:]
        if left <= 0 or not made:
            return left
        rows = {(self._item_of[e.part], e.part if self._broken[e.part] else -1): e.part for e in made}
        if left > sum(self._minor(part, m) for part in rows.values()):
            return left
        made[-1].paid += left
        made[-1].gross += left
        return 0

    def _round_off(self, index: int, since: int, found: np.ndarray, short: int, m: Movement, rule: str) -> None:
        """What is left of all that was found, or of an item that was paid, is settled up to one minor unit, or to what
        rounding each row, or each day of it, down takes."""
        paid = {self._item_of[e.part]: e.part for e in self.entries[since:]}
        least = max((self._minor(int(p), m) for p in self._one_of_each(found)), default=0)
        if 0 < short <= least or 0 < short <= self._rounded_down(since, m):
            self._close(index, found, rule)
        for item, part in paid.items():
            rest = self._rest[item]
            if rest <= 0:
                continue
            own = str(self.currency[part])
            rate = self.cross(m.currency, own, m.day) or 0.0
            if rest <= max(minor_unit(own), minor_unit(m.currency) * rate, self._rounded_down(since, m) * rate):
                self._close(index, self._of_item[self._first_of[item] : self._first_of[item + 1]], rule)

    def _rounded_down(self, since: int, m: Movement) -> float:
        """What a payout loses if each of the parts it paid was rounded down to whole coins, in its currency."""
        before: dict[int, int] = {}
        for e in self.entries[since:]:
            if self._broken[e.part]:
                before[e.part] = before.get(e.part, int(self.open[e.part])) + e.native
        lost = sum(
            native % int(self._coin[part]) * (self.cross(str(self.currency[part]), m.currency, m.day) or 0.0)
            for part, native in before.items()
        )
        return min(lost, ROUNDED_AWAY * m.amount)

    def _close(self, index: int, parts: np.ndarray, rule: str) -> None:
        for part in parts[self.open[parts] > 0]:
            native = int(self.open[part])
            self._settle(int(part), native)
            self._enter(Entry(index, int(part), native, 0, rule), str(self.project[part]))

    def _one_of_each(self, idx: np.ndarray) -> list[int]:
        """One of the parts in each currency."""
        return [int(idx[at][0]) for _, at in self._present(idx)]

    def _minor(self, part: int, m: Movement) -> float:
        """One minor unit of the part's currency or of the movement's, whichever is more, in the movement's."""
        own = str(self.currency[part])
        return max(minor_unit(m.currency), minor_unit(own) * (self.cross(own, m.currency, m.day) or 0.0))

    # --- deductions and write-offs ---

    def _deduct(self, index: int, m: Movement) -> None:
        """Takes off what is owed: its own due date first, then the past, then what accrues next; oldest first."""
        idx = self._candidates(m, None)
        other = (self.project[idx] != m.project) if m.project else np.zeros(len(idx), dtype=bool)
        same_due, past = self.due[idx] == m.due, self.day[idx] <= m.day
        rank = np.where(same_due, 0 + other, np.where(past, 2 + other, 4))
        left = self._take_off(idx[np.argsort(rank, kind="stable")], m, self._deduct_at)
        if left > 0:
            self.beyond.append((index, left))

    def _write_off(self, index: int, m: Movement) -> None:
        idx = self._candidates(m, m.day)
        idx = idx[self.day[idx] <= m.day]
        first = self._covered(m)[idx]
        if self._take_off(idx[np.argsort(~first, kind="stable")], m, self._write) > 0:
            self.write_off_excess.append(index)

    def _take_off(self, idx: np.ndarray, m: Movement, close: Callable[[int, int], None]) -> int:
        """Close parts in this order without money; returns what is left of the amount."""
        left = m.amount
        for part, value in zip(idx.tolist(), self._value(idx, m).tolist(), strict=True):
            if left <= 0:
                break
            units = min(left, value)
            if units > 0:
                close(part, int(self.open[part]) if units == value else self._native(part, units, m))
                left -= units
        return left

    # --- clawbacks ---

    def _claw_back(self, index: int, m: Movement, movements: list[Movement]) -> None:
        left = m.amount
        stack = self._stacks.get(m.project, [])
        at = len(stack) - 1
        while at >= 0 and left > 0:
            entry = stack[at]
            at -= 1
            if entry.paid <= 0:
                self._take_back(entry, 0)
                if at == len(stack) - 2:
                    stack.pop()
                continue
            source = movements[entry.movement]
            rate = self.cross(m.currency, source.currency, m.day)
            if rate is None:
                continue
            wanted = left if source.currency == m.currency else round(left * rate)
            units = min(entry.paid, wanted)
            entry.fee_back += m.fee * units / m.amount
            self._take_back(entry, units)
            left = 0 if units == wanted else left - (units if rate == 1.0 else round(units / rate))
        if left > 0:
            self.negative.append((index, left))

    def _take_back(self, entry: Entry, units: int) -> None:
        """Units of the payout's currency; all of an entry that only rounds off."""
        native = round(entry.native * units / entry.paid) if entry.paid else entry.native
        entry.paid -= units
        entry.native -= native
        if entry.part >= 0:
            self.settled[entry.part] -= native
            self.written[entry.part] += native


def _later_that_day(movements: list[Movement]) -> list[list[tuple[int, int]]]:
    """Of each movement, itself and the payouts behind it of one day, currency and project that name no period."""
    by_day: dict[tuple[object, ...], list[int]] = {}
    for i, m in enumerate(movements):
        alone = m.covers or m.kind in ("deduction", "write_off", "clawback")
        by_day.setdefault((i,) if alone else (m.day, m.held_against, m.currency, m.project), []).append(i)
    out: list[list[tuple[int, int]]] = [[] for _ in movements]
    for positions in by_day.values():
        for n, i in enumerate(positions):
            out[i] = [(k, movements[k].amount) for k in positions[n:]]
    return out


@dataclass(frozen=True, slots=True)
class _Dates:
    """Of open parts: due date, pay day by the calendar (several may fall due together), days after the due date within
    which nothing is overdue, and within which a payment is on time, and what rounding may make of each, in units."""

    due: np.ndarray
    unit: np.ndarray
    window: np.ndarray
    patience: np.ndarray
    coins: np.ndarray


def _cycles(m: Movement, d: _Dates, value: np.ndarray) -> tuple[np.ndarray, str] | None:
    """Mask of the pay cycles that a payout is for, by its amount and its day, and the rule; None: of none.

    A single cycle comes first: one of exactly that amount; else what of one has this pay day by the calendar, if that
    is exact; else the one cycle of the past that is exact; else the same of what rounding brings to it; else the one
    due nearest, of two as near the earlier. Else the shortest run of neighbours; of several, the one that ends latest.
    """
    away = np.maximum(d.due - m.held_against, m.held_against - d.due - d.window)  # below zero: within the window
    near = away <= CYCLE_DAYS
    fitting, past = _fitting(m, d, value, near), d.due <= m.held_against
    for unlike, coins in enumerate((None, d.coins)):
        if fitting and fitting[0][0] <= unlike:
            return d.due == fitting[0][2], "cycle"
        own = _exactly(m.amount, d.unit[near], value[near], None if coins is None else coins[near])
        if len(own):
            return near & (d.unit == own[0]), "cycle"
        long_due = _exactly(m.amount, d.due[past], value[past], None if coins is None else coins[past])
        if len(long_due) == 1:
            return d.due == long_due[0], "cycle"
    return (d.due == fitting[0][2], "cycle") if fitting else _run(m, d.due, value, near)


def _fitting(m: Movement, d: _Dates, value: np.ndarray, near: np.ndarray) -> list[tuple[int, int, int]]:
    """The cycles near of which the amount is 85 to 101 %, the best first: 0 for the very amount, 1 for what rounding
    makes of it, 2 for another; days from the due date (0: on time, and not before it), due date."""
    since = m.held_against - d.due
    away = np.where((since >= 0) & (since <= d.patience), 0, np.abs(since))
    dates, sums = _by_date(d.due[near], value[near])
    _, coins = _by_date(d.due[near], d.coins[near])
    return sorted(
        (_apart(abs(int(whole) - m.amount), int(coin)), int(away[d.due == at].min()), int(at))
        for at, whole, coin in zip(dates, sums, coins, strict=True)
        if _is_sum(m.amount, int(whole))
    )


def _run(m: Movement, due: np.ndarray, value: np.ndarray, near: np.ndarray) -> tuple[np.ndarray, str] | None:
    dates, sums = _by_date(due, value)
    upto = np.concatenate([[0], np.cumsum(sums)])
    least = -(-100 * m.amount // 101)
    runs: list[tuple[int, int]] = []
    for last in np.flatnonzero(np.isin(dates, due[near])):
        # the latest start from which on the run is not too small; earlier ones only add to it
        first = int(np.searchsorted(upto[: int(last)], upto[last + 1] - least, side="right")) - 1
        if first >= 0 and _is_sum(m.amount, int(upto[last + 1] - upto[first])):
            runs.append((int(last) - first, -int(last)))
    if not runs:
        return None
    length, end = min(runs)
    return (due >= dates[-end - length]) & (due <= dates[-end]), "cycles"


def _exactly(amount: int, of: np.ndarray, value: np.ndarray, coins: np.ndarray | None = None) -> np.ndarray:
    """Groups (whole numbers in `of`) whose parts come to an amount, to half a cent or to their coins."""
    if not len(of):
        return of
    low = of.min()
    sums = np.bincount(of - low, weights=value)  # 0 for what is not among them
    near = HALF_CENT if coins is None else np.maximum(HALF_CENT, np.bincount(of - low, weights=coins))
    found: np.ndarray = np.flatnonzero((np.abs(sums - amount) <= near) & (sums > 0)) + low
    return found


def _apart(difference: int, coins: int) -> int:
    """0 for the very amount, 1 for what rounding makes of it, 2 for another."""
    return 0 if difference <= HALF_CENT else 1 if difference <= coins else 2


def _by_date(due: np.ndarray, value: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Due dates in order, and what is open on each."""
    dates, of = np.unique(due, return_inverse=True)
    return dates, np.bincount(of, weights=value, minlength=len(dates)).astype(np.int64)


def _is_sum(amount: int, due: int) -> bool:
    """Whether the amount is 85 to 101 % of what is due."""
    return 85 * due <= 100 * amount <= 101 * due
