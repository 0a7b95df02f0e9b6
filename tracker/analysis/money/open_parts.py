"""What of one platform's money is open while payouts come along (methods, section 4).

Parts are numbered by age and let in by the day on which they were earned. What a payout asks for is kept as sums:
per lot (parts that no date and no currency tells apart) and, once asked for, per item. So its work goes with what is
open and not with all that was ever earned.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from tracker.units import minor_unit

_Alike: TypeAlias = tuple[int, int, int, int, str]
"""What the parts of a lot have in common: due date, pay day by the calendar, window, patience, currency."""
WIDTH = 10_000
"""Units: items are looked up by their sum in steps of this."""


@dataclass(slots=True, eq=False)
class Lot:
    """Open parts of one due date. `unit`: pay day by the calendar (several may fall due together); `window`: days
    after the due date within which nothing is overdue; `patience`: within which a payment is on time. `open`: units
    in all; `count` parts, `broken` of them of items that are no whole number of coins."""

    due: int
    unit: int
    window: int
    patience: int
    currency: str
    parts: list[int] = field(default_factory=list)
    open: int = 0
    count: int = 0
    broken: int = 0


class OpenParts:
    """The parts, by position in age order, and what is left of each."""

    def __init__(
        self,
        acc: np.ndarray,
        day: np.ndarray,
        due: np.ndarray,
        native: np.ndarray,
        currency: np.ndarray,
        project: np.ndarray,
        kept: np.ndarray | None = None,
        unit: np.ndarray | None = None,
        patience: np.ndarray | None = None,
    ) -> None:
        """Arrays over the parts. `kept`: the last days on which money is not late (None: its due dates); `unit`: the
        pay days by the calendar (its due dates); `patience`: days after the due date that are on time (none)."""
        none = np.zeros(len(due), dtype=np.int64)
        window = none if kept is None else kept - due
        dates = (due, due if unit is None else unit, window, none if patience is None else patience)
        self.longest_window = int(window.max(initial=0))
        self.day: list[int] = day.tolist()
        self.due: list[int] = due.tolist()
        self.left: list[int] = native.astype(np.int64).tolist()
        self.currency = [str(c) for c in currency.tolist()]
        self.project = [str(p) for p in project.tolist()]
        self.currencies = frozenset(self.currency)
        self._alike: list[_Alike] = list(zip(*(d.tolist() for d in dates), self.currency, strict=True))
        # a platform without accruals has no type of its own
        _, item = np.unique(acc.astype(np.int64), return_inverse=True)
        whole = np.bincount(item, weights=native).astype(np.int64)
        self.item: list[int] = item.tolist()
        self.rest: list[int] = whole.tolist()
        """Units of each item that are open, let in or not."""
        coins = {name: minor_unit(name) for name in self.currencies}
        coin = np.array([coins[name] for name in self.currency], dtype=np.int64)
        self.broken: list[bool] = (whole[item] % coin > 0).tolist()
        self._by_item = np.argsort(item, kind="stable").tolist()
        self._first = np.searchsorted(item[self._by_item], np.arange(len(whole) + 1)).tolist()
        self._longest = int(np.bincount(item).max(initial=0))
        self._sums: _Sums | None = None
        self._let_in = 0
        self._next = list(range(len(self.left) + 1))
        self._lots = {"": _Lots()}
        """By project that is asked for, "" for all parts."""
        self._of: dict[str, tuple[_Lots, ...]] = {"": (self._lots[""],)}
        """The lots that parts of a project may belong to; of one that is not asked for those of ""."""
        self._by_due: dict[int, list[int]] | None = None

    # --- what changes ---

    def keep(self, projects: Iterable[str]) -> None:
        """Keep lots of these projects too, from the beginning."""
        for project in {*projects} - {""}:
            self._lots[project] = _Lots()
            self._of[project] = (self._lots[""], self._lots[project])

    def let_in(self, day: int) -> None:
        """Bring in the parts that were earned up to a day number; days do not go back."""
        last = bisect_right(self.day, day, self._let_in)
        of, every, sums = self._of, self._of[""], self._sums
        left, alike, broken, project = self.left, self._alike, self.broken, self.project
        for part in range(self._let_in, last):
            units = left[part]
            if units <= 0:
                continue
            for lots in of.get(project[part], every):
                lot = lots.get(alike[part])
                lot.parts.append(part)
                lot.open += units
                lot.count += 1
                lot.broken += broken[part]
            if sums is not None:
                sums.move(part, units, 1)
        self._let_in = last

    def take(self, part: int, units: int) -> None:
        """Close so many units of a part; what is closed stays closed."""
        left = self.left[part] = self.left[part] - units
        self.rest[self.item[part]] -= units
        gone = left <= 0
        if gone:
            self._next[part] = part + 1
        if part >= self._let_in:
            return
        alike = self._alike[part]
        for lots in self._of.get(self.project[part], self._of[""]):
            lot = lots.get(alike)
            lot.open -= units
            if gone:
                lot.count -= 1
                lot.broken -= self.broken[part]
                if not lot.count:
                    lots.drop(alike)
        if self._sums is not None:
            self._sums.move(part, -units, -int(gone))

    # --- what is asked ---

    def lots(self, project: str, first: int | None = None, last: int | None = None) -> list[Lot]:
        """The lots of a project that is kept ("": of all parts), of due dates between two, both in it (None: no
        end)."""
        return self._lots[project].between(first, last)

    def open_in(self, project: str) -> set[str]:
        """The currencies of what is open of a project that is kept."""
        return set(self._lots[project].of_currency)

    def of_lots(self, lots: Iterable[Lot]) -> list[int]:
        """Their open parts by age."""
        out: list[int] = []
        for lot in lots:
            if len(lot.parts) != lot.count:
                lot.parts = [part for part in lot.parts if self.left[part] > 0]
            out += lot.parts
        return sorted(out)

    def of_item(self, item: int) -> list[int]:
        """An item's open parts by age, let in or not."""
        return [p for p in self._by_item[self._first[item] : self._first[item + 1]] if self.left[p] > 0]

    def inside(self, parts: Iterable[int]) -> list[int]:
        """Those of the parts that are let in and open."""
        return [part for part in parts if part < self._let_in and self.left[part] > 0]

    def by_age(self) -> Iterator[int]:
        """Open parts that are let in, by age; what is closed meanwhile does not come."""
        return self._open(0, self._let_in)

    def earned(self, first: int | None, last: int | None) -> Iterator[int]:
        """Open parts earned between two day numbers, both in it (None: no end), by age."""
        low = 0 if first is None else bisect_left(self.day, first)
        high = len(self.day) if last is None else bisect_right(self.day, last)
        return self._open(low, high)

    def due_on(self, due: int | None) -> list[int]:
        """Open parts of a due date by age, let in or not."""
        if due is None:
            return []
        if self._by_due is None:
            self._by_due = {}
            for part, day in enumerate(self.due):
                self._by_due.setdefault(day, []).append(part)
        return [part for part in self._by_due.get(due, ()) if self.left[part] > 0]

    def _open(self, low: int, high: int) -> Iterator[int]:
        part = self._from(low)
        while part < high:
            if self.left[part] > 0:
                yield part
            part = self._from(part + 1)

    def _from(self, part: int) -> int:
        """The first part at or behind a position that was not closed."""
        jump = self._next
        while jump[part] != part:
            jump[part] = jump[jump[part]]
            part = jump[part]
        return part

    def of_sum(self, currency: str, amount: int, within: int, coin: int) -> list[int]:
        """Items in a currency of which what is let in comes to an amount: to `within` units, or to so many coins as
        the item has parts, unless it is a whole number of them (`coin` 0: not so)."""
        if self._sums is None:
            self._sums = _Sums(self.item, self.currency, len(self.rest))
            for part in self.by_age():
                self._sums.move(part, self.left[part], 1)
        sums, away, out = self._sums, max(within, coin * self._longest), []
        for item in sums.between(currency, amount - away, amount + away):
            broken = self.broken[self._by_item[self._first[item]]]
            near = max(within, coin * sums.parts[item]) if broken else within
            if abs(sums.units[item] - amount) <= near:
                out.append(item)
        return out


class _Lots:
    """Lots by due date."""

    def __init__(self) -> None:
        self._all: dict[_Alike, Lot] = {}
        self._dues: list[int] = []
        self._of_due: dict[int, list[Lot]] = {}
        self.of_currency: dict[str, int] = {}
        """How many lots there are in each."""

    def get(self, alike: _Alike) -> Lot:
        """The lot of such parts, made if there is none."""
        lot = self._all.get(alike)
        if lot is None:
            lot = self._all[alike] = Lot(*alike)
            if lot.due not in self._of_due:
                insort(self._dues, lot.due)
            self._of_due.setdefault(lot.due, []).append(lot)
            self.of_currency[lot.currency] = self.of_currency.get(lot.currency, 0) + 1
        return lot

    def drop(self, alike: _Alike) -> None:
        lot = self._all.pop(alike)
        self.of_currency[lot.currency] -= 1
        if not self.of_currency[lot.currency]:
            del self.of_currency[lot.currency]
        self._of_due[lot.due].remove(lot)
        if not self._of_due[lot.due]:
            del self._of_due[lot.due]
            del self._dues[bisect_left(self._dues, lot.due)]

    def between(self, first: int | None, last: int | None) -> list[Lot]:
        """Those due between two days, by due date."""
        low = 0 if first is None else bisect_left(self._dues, first)
        high = len(self._dues) if last is None else bisect_right(self._dues, last)
        return [lot for due in self._dues[low:high] for lot in self._of_due[due]]


class _Sums:
    """What of each item is let in and open: units, parts, and the items by currency and steps of their sum."""

    def __init__(self, item: list[int], currency: list[str], items: int) -> None:
        self._item, self._currency = item, currency
        self.units, self.parts = [0] * items, [0] * items
        self._steps: dict[tuple[str, int], set[int]] = {}

    def move(self, part: int, units: int, parts: int) -> None:
        item, currency = self._item[part], self._currency[part]
        before = self.units[item]
        after = self.units[item] = before + units
        self.parts[item] += parts
        old, new = before // WIDTH, after // WIDTH
        if before > 0 and (old != new or after <= 0):
            self._steps[currency, old].discard(item)
        if after > 0 and (old != new or before <= 0):
            self._steps.setdefault((currency, new), set()).add(item)

    def between(self, currency: str, low: int, high: int) -> Iterator[int]:
        """Items whose sum may be between two amounts."""
        for step in range(low // WIDTH, high // WIDTH + 1):
            yield from self._steps.get((currency, step), ())
