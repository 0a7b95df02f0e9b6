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

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from tracker.analysis.money.open_parts import OpenParts
from tracker.analysis.money.pay_cycles import HALF_CENT, Asked, Worth, pay_cycles
from tracker.units import minor_unit

AHEAD_DAYS = 45
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
    judged: int | None = None
    """Day number on which a payout is held against due dates, if it is not its own day."""
    due: int | None = None

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
    gross: int
    fee_back: float = 0.0


@dataclass(frozen=True, slots=True)
class _Found:
    """What a payout is for: its parts by age (None: all that are open), units in the payout's currency, the rule."""

    parts: Sequence[int] | None
    worth: int
    rule: str


class Book:
    """The open parts of one platform, and what was settled. `settled`, `written`, `deducted`: units of each part."""

    def __init__(self, parts: OpenParts, cross: Cross) -> None:
        self.parts, self.cross = parts, cross
        n = len(parts.left)
        self.settled, self.written, self.deducted = [0] * n, [0] * n, [0] * n
        self.entries: list[Entry] = []
        self.negative: list[tuple[int, int]] = []
        """(movement, units in its currency) that a clawback could not take back."""
        self.beyond: list[tuple[int, int]] = []
        """(movement, units in its currency) of deductions that met nothing owed."""
        self.by_age = 0
        self.beyond_period = 0
        self.write_off_excess: list[int] = []
        self._stacks: dict[str, list[Entry]] = {}
        """Entries by the projects that clawbacks name ("": all); used-up ones leave from the top."""
        self._later: list[list[tuple[int, int]]] = []
        """Of each movement, itself and the later ones of its day that may belong to it: position and amount."""
        self._shared: dict[int, tuple[Sequence[int], str]] = {}
        """What a payout of the same day has found for a later one."""

    def _close(self, into: list[int], part: int, native: int) -> None:
        into[part] += native
        self.parts.take(part, native)

    def run(self, movements: list[Movement]) -> None:
        """Settle all movements, which come in the order of their day, deductions first, then row."""
        self._later = _later_that_day(movements)
        self.parts.keep({m.project for m in movements})
        self._stacks = {m.project: [] for m in movements if m.kind == "clawback"}
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
        self.parts.let_in(m.day + AHEAD_DAYS)
        rates = self._rates(m)
        found = self._find(index, m, rates)
        since = len(self.entries)
        parts = self._by_age(m, rates) if found.parts is None else found.parts
        left = self._allocate(index, m, rates, parts, m.amount, found.rule)
        left = self._absorb(since, left, m)
        if left > 0 and not m.covers and found.parts is not None:
            left = self._allocate(index, m, rates, self._by_age(m, rates), left, "surplus")
            left = self._absorb(since, left, m)
        self._round_off(index, since, found, m, rates)
        if left > 0:
            self.beyond_period += m.covers
            self._enter(Entry(index, -1, 0, left, "unmatched", left), m.project)

    def _enter(self, entry: Entry, project: str) -> None:
        self.entries.append(entry)
        for key, stack in self._stacks.items():
            if not key or key == project:
                stack.append(entry)

    def _rates(self, m: Movement) -> dict[str, float]:
        """Of each currency that a payout might pay, what one unit is in the payout's own; unknown ones are left
        out."""
        present = self.parts.open_in(m.project)
        if m.covers and len(present) < len(self.parts.currencies):
            present |= {self.parts.currency[p] for p in self._covered(m) if self._named(p, m)}
        return self._known(present, m)

    def _known(self, currencies: Iterable[str], m: Movement) -> dict[str, float]:
        found = ((name, self.cross(name, m.currency, m.day)) for name in currencies)
        return {name: rate for name, rate in found if rate is not None}

    def _named(self, part: int, m: Movement) -> bool:
        """Is a part of the project that the movement names, if it names one?"""
        return not m.project or self.parts.project[part] == m.project

    def _by_age(self, m: Movement, rates: dict[str, float]) -> Iterator[int]:
        return self._fit(self.parts.by_age(), m, rates)

    def _fit(self, parts: Iterable[int], m: Movement, rates: dict[str, float]) -> Iterator[int]:
        """Those of the parts that are of the movement's project, and whose currency has a rate."""
        currency, project = self.parts.currency, self.parts.project
        if m.project:
            return (part for part in parts if project[part] == m.project and currency[part] in rates)
        return (part for part in parts if currency[part] in rates)

    def _covered(self, m: Movement) -> Iterator[int]:
        """Open parts in the period that the movement names: up to its own day where it names no end."""
        return self.parts.earned(m.covers_from, m.day if m.covers_to is None else m.covers_to)

    def _value(self, part: int, m: Movement, rates: dict[str, float]) -> int:
        """Open units of a part in the movement's currency, on its day."""
        left, own = self.parts.left[part], self.parts.currency[part]
        return left if own == m.currency else round(left * rates[own])

    def _sum(self, parts: Iterable[int], m: Movement, rates: dict[str, float]) -> int:
        if self.parts.currencies == {m.currency}:
            return sum(map(self.parts.left.__getitem__, parts))
        return sum(self._value(part, m, rates) for part in parts)

    def _find(self, index: int, m: Movement, rates: dict[str, float]) -> _Found:
        """What the payout is for, and the rule that says so.

        One that says nothing alone may do so with the others of its day: money that was sent in two.
        """
        if m.covers:
            return self._of_parts(list(self._fit(self._covered(m), m, rates)), m, rates, "covers")
        if index in self._shared:
            parts, rule = self._shared[index]
            return self._of_parts(list(self._fit(self.parts.inside(parts), m, rates)), m, rates, rule)
        for amount in dict.fromkeys((m.amount, sum(n for _, n in self._later[index]))):
            found = self._by_amount(amount, m, rates)
            if found is not None:
                if amount != m.amount:
                    self._shared |= {i: found for i, _ in self._later[index][1:]}
                return self._of_parts(found[0], m, rates, found[1])
        if rates:
            self.by_age += 1
        return _Found(None, sum(units for _, units in self._worth(m, rates)), "age")

    def _of_parts(self, parts: list[int], m: Movement, rates: dict[str, float], rule: str) -> _Found:
        return _Found(parts, self._sum(parts, m, rates), rule)

    def _worth(
        self, m: Movement, rates: dict[str, float], first: int | None = None, last: int | None = None
    ) -> list[Worth]:
        """The lots that a payout might pay, due between two days, each with what is open of it in the payout's
        currency."""
        return [
            (lot, lot.open if lot.currency == m.currency else self._sum(self.parts.of_lots([lot]), m, rates))
            for lot in self.parts.lots(m.project, first, last)
            if lot.currency in rates
        ]

    def _by_amount(self, amount: int, m: Movement, rates: dict[str, float]) -> tuple[list[int], str] | None:
        """What of the open parts comes to this amount: a pay cycle, several of them, or one row."""
        coin = minor_unit(m.currency)
        asked = Asked(amount, m.held_against, coin, self.parts.longest_window)
        cycles = pay_cycles(asked, lambda first, last: self._worth(m, rates, first, last))
        if cycles is not None:
            return self.parts.of_lots(cycles[0]), cycles[1]
        for unlike in (0, 1):
            exact = self._items(amount, m, rates, coin * unlike)
            if exact:
                return (self.parts.inside(self.parts.of_item(exact[0])), "exact") if len(exact) == 1 else None
        return None

    def _items(self, amount: int, m: Movement, rates: dict[str, float], coin: int) -> list[int]:
        """Items whose parts come to an amount, to half a cent or to their coins."""
        found = self.parts.of_sum(m.currency, amount, HALF_CENT, coin)
        out = [item for item in found if self._named(self.parts.of_item(item)[0], m)]
        others = [lot for lot in self.parts.lots(m.project) if lot.currency in rates and lot.currency != m.currency]
        sums: dict[int, tuple[int, int]] = {}
        for part in self.parts.of_lots(others):
            units, coins = sums.get(self.parts.item[part], (0, 0))
            sums[self.parts.item[part]] = units + self._value(part, m, rates), coins + coin * self.parts.broken[part]
        return out + [
            item for item, (units, coins) in sums.items() if units > 0 and abs(units - amount) <= max(HALF_CENT, coins)
        ]

    def _allocate(
        self, index: int, m: Movement, rates: dict[str, float], parts: Iterable[int], amount: int, rule: str
    ) -> int:
        """Pay parts oldest first; returns what is left of the amount."""
        if amount <= 0:
            return amount
        open_, currency = self.parts.left, self.parts.currency
        for part in parts:
            value = open_[part] if currency[part] == m.currency else self._value(part, m, rates)
            units = amount if amount < value else value
            if units <= 0:
                continue
            native = open_[part] if units == value else self._native(part, units, m)
            self._close(self.settled, part, native)
            self._enter(Entry(index, part, native, units, rule, units), self.parts.project[part])
            amount -= units
            if not amount:
                break
        return amount

    def _native(self, part: int, units: int, m: Movement) -> int:
        left, own = self.parts.left[part], self.parts.currency[part]
        if own == m.currency:
            return min(units, left)
        return min(round(units * (self.cross(m.currency, own, m.day) or 0.0)), left)

    # --- rounding ---

    def _absorb(self, since: int, left: int, m: Movement) -> int:
        """A surplus of at most one minor unit for each item paid stays with the last part: it is rounding. So is one
        for each day of an item that is not a whole number of them."""
        made = self.entries[since:]
        if left <= 0 or not made:
            return left
        item, broken = self.parts.item, self.parts.broken
        rows = {(item[e.part], e.part if broken[e.part] else -1): self.parts.currency[e.part] for e in made}
        if left > sum(self._minor(own, m) for own in rows.values()):
            return left
        made[-1].paid += left
        made[-1].gross += left
        return 0

    def _round_off(self, index: int, since: int, found: _Found, m: Movement, rates: dict[str, float]) -> None:
        """What is left of all that was found, or of an item that was paid, is settled up to one minor unit, or to what
        rounding each row, or each day of it, down takes."""
        paid = {self.parts.item[e.part]: e.part for e in self.entries[since:]}
        short = found.worth - m.amount
        if short > 0 and (short <= self._least(found, m, rates) or short <= self._rounded_down(since, m)):
            parts = list(self._by_age(m, rates)) if found.parts is None else found.parts
            self._settle_rest(index, parts, found.rule)
        for item, part in paid.items():
            rest = self.parts.rest[item]
            if rest <= 0:
                continue
            own = self.parts.currency[part]
            rate = self.cross(m.currency, own, m.day) or 0.0
            if rest <= max(minor_unit(own), minor_unit(m.currency) * rate, self._rounded_down(since, m) * rate):
                self._settle_rest(index, self.parts.of_item(item), found.rule)

    def _least(self, found: _Found, m: Movement, rates: dict[str, float]) -> float:
        """The largest minor unit of what was found."""
        present = set(rates) if found.parts is None else {self.parts.currency[part] for part in found.parts}
        return max((self._minor(own, m) for own in present), default=0)

    def _rounded_down(self, since: int, m: Movement) -> float:
        """What a payout loses if each of the parts it paid was rounded down to whole coins, in its currency."""
        before: dict[int, int] = {}
        for e in self.entries[since:]:
            if self.parts.broken[e.part]:
                before[e.part] = before.get(e.part, self.parts.left[e.part]) + e.native
        lost = 0.0
        for part, native in before.items():
            own = self.parts.currency[part]
            lost += native % minor_unit(own) * (self.cross(own, m.currency, m.day) or 0.0)
        return min(lost, ROUNDED_AWAY * m.amount)

    def _settle_rest(self, index: int, parts: Iterable[int], rule: str) -> None:
        for part in parts:
            native = self.parts.left[part]
            if native > 0:
                self._close(self.settled, part, native)
                self._enter(Entry(index, part, native, 0, rule, 0), self.parts.project[part])

    def _minor(self, own: str, m: Movement) -> float:
        """One minor unit of a part's currency or of the movement's, whichever is more, in the movement's."""
        return max(minor_unit(m.currency), minor_unit(own) * (self.cross(own, m.currency, m.day) or 0.0))

    # --- deductions and write-offs ---

    def _deduct(self, index: int, m: Movement) -> None:
        """Takes off what is owed: its own due date first, then the past, then what accrues next; oldest first."""
        rates, own = self._all_rates(m, self.parts.earned(None, None)), self.parts.due
        left = self._take_off(
            chain(
                self._own_first(lambda: self.parts.due_on(m.due), m),
                self._own_first(lambda: (p for p in self.parts.earned(None, m.day) if own[p] != m.due), m),
                (p for p in self.parts.earned(m.day + 1, None) if own[p] != m.due),
            ),
            m, rates, self.deducted,
        )  # fmt: skip
        if left > 0:
            self.beyond.append((index, left))

    def _own_first(self, parts: Callable[[], Iterable[int]], m: Movement) -> Iterator[int]:
        """Parts of the movement's project, then the others."""
        if not m.project:
            yield from parts()
            return
        project = self.parts.project
        yield from (part for part in parts() if project[part] == m.project)
        yield from (part for part in parts() if project[part] != m.project)

    def _write_off(self, index: int, m: Movement) -> None:
        """Closes what was earned so far, first in the period that is named."""
        covered = self._covered(m) if m.covers else iter(())
        either = chain(self.parts.earned(None, m.day), self._covered(m) if m.covers else ())
        rates = self._all_rates(m, (p for p in either if self._named(p, m)))
        so_far = (p for p in covered if self.parts.day[p] <= m.day)
        parts = (p for p in chain(so_far, self.parts.earned(None, m.day)) if self._named(p, m))
        if self._take_off(parts, m, rates, self.written) > 0:
            self.write_off_excess.append(index)

    def _all_rates(self, m: Movement, parts: Iterable[int]) -> dict[str, float]:
        """Of each currency among the parts, what one unit is in the movement's own."""
        if self.parts.currencies == {m.currency}:
            return {m.currency: 1.0}
        return self._known({self.parts.currency[part] for part in parts}, m)

    def _take_off(self, parts: Iterable[int], m: Movement, rates: dict[str, float], into: list[int]) -> int:
        """Close parts in this order without money; returns what is left of the amount."""
        left = m.amount
        if left <= 0:
            return left
        for part in parts:
            value = self._value(part, m, rates) if self.parts.currency[part] in rates else 0
            units = min(left, value)
            if units <= 0:
                continue
            self._close(into, part, self.parts.left[part] if units == value else self._native(part, units, m))
            left -= units
            if not left:
                break
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
