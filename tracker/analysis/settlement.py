"""Which money paid what (methods, section 4).

One `Book` per platform. Its parts lie in the order in which money looks for them by age: day earned,
sessions before earnings, row. Payouts, write-offs and clawbacks go through it in the order of their day.

    payout ── covers a period? ──> parts of the period
           ── else a pay cycle due within 10 days of which it is 85 to 101 % ──> that cycle
           ── else the one row of exactly that amount ──> that row
           ── else ──> by age            (a surplus of any of them goes on by age; the rest is unmatched)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

AHEAD_DAYS = 45
CYCLE_DAYS = 10
HALF_CENT = 50

Cross = Callable[[str, str, int], float | None]
"""(from currency, to currency, day number) -> units of the second for one of the first."""


@dataclass(frozen=True, slots=True)
class Movement:
    """A payout, write-off or clawback. `day` is a day number, `amount` in units, `project` "" for none."""

    row: int
    kind: str
    day: int
    amount: int
    currency: str
    project: str = ""
    covers_from: int | None = None
    covers_to: int | None = None

    @property
    def covers(self) -> bool:
        return self.covers_from is not None or self.covers_to is not None


@dataclass(slots=True)
class Entry:
    """Money of one payout that went to one part (`part` -1: to none). What a clawback takes is gone from it."""

    movement: int
    part: int
    native: int
    paid: int
    rule: str


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
    settled: np.ndarray = field(init=False)
    written: np.ndarray = field(init=False)
    entries: list[Entry] = field(default_factory=list)
    negative: list[tuple[int, int]] = field(default_factory=list)
    """(movement, units in its currency) that a clawback could not take back."""
    by_age: int = 0
    write_off_excess: list[int] = field(default_factory=list)
    _stacks: dict[str, list[Entry]] = field(default_factory=dict)
    """Entries by the project they belong to ("": all), for clawbacks; used-up ones leave from the top."""

    def __post_init__(self) -> None:
        self.acc = self.acc.astype(np.int64)  # a platform without accruals has no type of its own
        names, self._code = np.unique(self.currency.astype(str), return_inverse=True)
        self._currencies = [str(name) for name in names]
        self.settled = np.zeros(len(self.native), dtype=np.int64)
        self.written = np.zeros(len(self.native), dtype=np.int64)

    @property
    def open(self) -> np.ndarray:
        left: np.ndarray = self.native - self.settled - self.written
        return left

    def _open_at(self, part: int) -> int:
        return int(self.native[part] - self.settled[part] - self.written[part])

    def run(self, movements: list[Movement]) -> None:
        """Settle all movements, which come in the order of their day, then row."""
        for i, m in enumerate(movements):
            if m.kind == "write_off":
                self._write_off(i, m)
            elif m.kind == "clawback":
                self._claw_back(i, m, movements)
            else:
                self._pay(i, m)

    # --- payouts ---

    def _pay(self, index: int, m: Movement) -> None:
        idx = self._candidates(m, m.day + AHEAD_DAYS)
        value = self._value(idx, m)
        found, rule = self._find(m, idx, value)
        left = self._allocate(index, m, idx[found], value[found], m.amount, rule)
        if left > 0 and not found.all():
            if rule != "age":
                rule = "surplus"
            left = self._allocate(index, m, idx[~found], value[~found], left, rule)
        if left > 0:
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

    def _candidates(self, m: Movement, last_day: int) -> np.ndarray:
        """Open parts, earned by `last_day` or within what the movement covers, of the project it names."""
        fit = (self.open > 0) & ((self.day <= last_day) | self._covered(m))
        if m.project:
            fit &= self.project == m.project
        idx = np.flatnonzero(fit)
        known = np.ones(len(idx), dtype=bool)
        for currency, at in self._present(idx):
            if self.cross(currency, m.currency, m.day) is None:
                known &= ~at
        return idx[known]

    def _covered(self, m: Movement) -> np.ndarray:
        if not m.covers:
            return np.zeros(len(self.day), dtype=bool)
        first = -(10**9) if m.covers_from is None else m.covers_from
        last = 10**9 if m.covers_to is None else m.covers_to
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

    def _find(self, m: Movement, idx: np.ndarray, value: np.ndarray) -> tuple[np.ndarray, str]:
        """Mask over `idx` of what the payout is for, and the rule that says so."""
        if m.covers:
            return self._covered(m)[idx], "covers"
        due = self.due[idx]
        near = np.flatnonzero(np.abs(due - m.day) <= CYCLE_DAYS)
        sums_due = {int(d): int(value[near][due[near] == d].sum()) for d in np.unique(due[near])}
        fitting = [d for d, whole in sums_due.items() if self._is_cycle(m.amount, whole)]
        if fitting:
            chosen = min(fitting, key=lambda d: (abs(d - m.day), d))
            return due == chosen, "cycle"
        acc = self.acc[idx]
        sums = np.bincount(acc, weights=value)  # 0 for accruals that are not among them
        exact = np.flatnonzero((np.abs(sums - m.amount) <= HALF_CENT) & (sums > 0))
        if len(exact) == 1:
            return acc == exact[0], "exact"
        if len(idx):
            self.by_age += 1
        return np.ones(len(idx), dtype=bool), "age"

    @staticmethod
    def _is_cycle(amount: int, due: int) -> bool:
        return 85 * due <= 100 * amount <= 101 * due

    def _allocate(self, index: int, m: Movement, idx: np.ndarray, value: np.ndarray, amount: int, rule: str) -> int:
        """Pay parts oldest first; returns what is left of the amount."""
        if not len(idx):
            return amount
        before = np.cumsum(value) - value
        take = np.clip(amount - before, 0, value)
        paid = np.flatnonzero(take > 0)
        for k in paid:
            part, units = int(idx[k]), int(take[k])
            native = self._open_at(part) if units == value[k] else self._native(part, units, m)
            self.settled[part] += native
            self._enter(Entry(index, part, native, units, rule), str(self.project[part]))
        return amount - int(take.sum())

    def _native(self, part: int, units: int, m: Movement) -> int:
        if self.currency[part] == m.currency:
            return min(units, self._open_at(part))
        rate = self.cross(m.currency, str(self.currency[part]), m.day) or 0.0
        return min(round(units * rate), self._open_at(part))

    # --- write-offs and clawbacks ---

    def _write_off(self, index: int, m: Movement) -> None:
        idx = self._candidates(m, m.day)
        idx = idx[self.day[idx] <= m.day]
        value = self._value(idx, m)
        first = self._covered(m)[idx]
        order = np.concatenate([np.flatnonzero(first), np.flatnonzero(~first)])
        left = m.amount
        for k in order:
            units = min(left, int(value[k]))
            if left <= 0:
                break
            if units <= 0:
                continue
            part = int(idx[k])
            closed = self._open_at(part) if units == value[k] else self._native(part, units, m)
            self.written[part] += closed
            left -= units
        if left > 0:
            self.write_off_excess.append(index)

    def _claw_back(self, index: int, m: Movement, movements: list[Movement]) -> None:
        left = m.amount
        stack = self._stacks.get(m.project, [])
        at = len(stack) - 1
        while at >= 0 and left > 0:
            entry = stack[at]
            at -= 1
            if entry.paid <= 0:
                if at == len(stack) - 2:
                    stack.pop()
                continue
            source = movements[entry.movement]
            rate = self.cross(m.currency, source.currency, m.day)
            if rate is None:
                continue
            wanted = left if source.currency == m.currency else round(left * rate)
            units = min(entry.paid, wanted)
            self._take_back(entry, units)
            left = 0 if units == wanted else left - (units if rate == 1.0 else round(units / rate))
        if left > 0:
            self.negative.append((index, left))

    def _take_back(self, entry: Entry, units: int) -> None:
        native = round(entry.native * units / entry.paid)
        entry.paid -= units
        entry.native -= native
        if entry.part >= 0:
            self.settled[entry.part] -= native
            self.written[entry.part] += native
