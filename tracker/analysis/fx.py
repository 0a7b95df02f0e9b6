"""What one unit of a currency was worth at home on a day (methods, section 1).

The first that exists of: the payout's own `home_amount` (applied by its user); a conversion seen in the
worker's own files within 31 days; the ledger's `exchange_rates`, the last on or before the day; the bundled
reference table. Where the ledger has rates of later days alone, its first stands in for an old one of the
table. No row leaves a sum because a rate is old: from 7 days on the age is counted in the caveat `rate_stale`.
Only what a conversion cost is not measured against a rate of another year, as that of a currency whose table
ended would be.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import pandas as pd

from tracker.errors import Caveat
from tracker.frames import LedgerFrames, rows_of
from tracker.say import Many, Said, Word

OWN_CONVERSION_DAYS = 31
STALE_DAYS = 7
COMPARABLE_DAYS = 366
"""A rate further away, as that of a currency whose table ended, says nothing of what a conversion cost."""
EPOCH = dt.date(1970, 1, 1)


class ReferenceRates(Protocol):
    """A table of daily rates from outside the ledger."""

    def rate(self, currency: str, home: str, on: dt.date) -> tuple[float, dt.date] | None:
        """Home units for one unit of `currency`, and the table's day it is of; None if it has none."""


def day_numbers(days: pd.Series) -> np.ndarray:
    """Calendar days as whole days since 1970-01-01 (NaT is not allowed)."""
    return days.to_numpy().astype("datetime64[D]").astype(np.int64)


def to_date(number: int) -> dt.date:
    """Day number -> date."""
    return dt.date.fromordinal(int(number) + EPOCH.toordinal())


@dataclass
class _Table:
    """Rates of one currency by day number, ascending."""

    days: list[int] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    def put(self, day: int, rate: float) -> None:
        at = bisect_right(self.days, day)
        self.days.insert(at, day)
        self.rates.insert(at, rate)

    def nearest(self, day: int, within: int) -> tuple[float, int] | None:
        """(rate, its day) of the nearest day, the earlier of two as near."""
        if not self.days:
            return None
        after = bisect_left(self.days, day)
        before = bisect_left(self.days, self.days[after - 1]) if after else after
        around = [i for i in (before, after) if i < len(self.days)]
        best = min(around, key=lambda i: (abs(self.days[i] - day), self.days[i]))
        if abs(self.days[best] - day) > within:
            return None
        return self.rates[best], self.days[best]

    def last(self, day: int) -> tuple[float, int] | None:
        """(rate, its day) of the last day on or before."""
        at = bisect_right(self.days, day) - 1
        return (self.rates[at], self.days[at]) if at >= 0 else None

    def first(self) -> tuple[float, int] | None:
        """(rate, its day) of the first day of all."""
        return (self.rates[0], self.days[0]) if self.days else None


class HomeRates:
    """Rates into home currency for one ledger. Answers are remembered; asking sets the caveats.

    `used` and `missing` tell afterwards what was stale and what had no rate at all.
    """

    def __init__(self, frames: LedgerFrames, as_of: dt.date, reference: ReferenceRates | None) -> None:
        self.home = frames.settings.home_currency
        self._as_of = as_of
        self._table = reference
        self._own: dict[str, _Table] = {}
        self._typed: dict[str, _Table] = {}
        self._payouts: dict[str, _Table] = {}
        self._known: dict[tuple[str, int, bool], float | None] = {}
        self.stale: dict[str, int] = {}
        self.missing: set[str] = set()
        self._read(frames)

    def _read(self, frames: LedgerFrames) -> None:
        last = (self._as_of - EPOCH).days
        for r in rows_of(frames.exchange_rates):
            day = (r.on.date() - EPOCH).days
            if day <= last:
                self._typed.setdefault(str(r.currency), _Table()).put(day, float(r.in_home_currency))
        moved = frames.transfers
        for r in rows_of(moved[moved["amount_in"].notna() & moved["currency_in"].notna()]):
            self._read_conversion(r, last)
        paid = frames.payouts
        for r in rows_of(paid[paid["home_amount"].notna()]):
            net = int(r.amount) - (0 if pd.isna(r.fee) else int(r.fee))
            day = (r.received_on.date() - EPOCH).days
            if net > 0 and r.home_amount > 0 and r.currency != self.home and day <= last:
                self._payouts.setdefault(str(r.currency), _Table()).put(day, int(r.home_amount) / net)

    def _read_conversion(self, r: Any, last: int) -> None:
        day = (r.moved_on.date() - EPOCH).days
        out, into = str(r.currency_out), str(r.currency_in)
        gone, came = int(r.amount_out), int(r.amount_in)
        if out == into or gone <= 0 or came <= 0 or day > last:
            return
        if into == self.home:
            self._own.setdefault(out, _Table()).put(day, came / gone)
        elif out == self.home:
            self._own.setdefault(into, _Table()).put(day, gone / came)

    def on(self, currency: str, day: int, *, reference_only: bool = False) -> float | None:
        """Home units for one unit of `currency` on a day number, or None if no rate exists at all.

        `reference_only` leaves out the worker's own conversions, what they cost is measured against it, and rates
        of another year.
        """
        if currency == self.home:
            return 1.0
        key = (currency, int(day), reference_only)
        if key not in self._known:
            self._known[key] = self._find(*key)
        return self._known[key]

    def source(self, currency: str, day: int) -> tuple[str, int] | None:
        """Where `on` has its rate from (conversion, typed, table or other), and the day number that it is of."""
        found = self._look(currency, day)
        return None if found is None else (found[0], found[2])

    def _find(self, currency: str, day: int, reference_only: bool) -> float | None:
        found = self._look(currency, day, reference_only=reference_only)
        if found is None:
            if not reference_only:
                self.missing.add(currency)
            return None
        _, rate, of = found
        if (age := abs(day - of)) > STALE_DAYS:
            self.stale[currency] = max(self.stale.get(currency, 0), age)
        return None if reference_only and age > COMPARABLE_DAYS else rate

    def _look(self, currency: str, day: int, *, reference_only: bool = False) -> tuple[str, float, int] | None:
        """(where it is from, rate, its day number): the first that there is."""
        own = None if reference_only or currency not in self._own else self._own[currency]
        if own is not None and (near := own.nearest(day, OWN_CONVERSION_DAYS)):
            return "conversion", *near
        if currency in self._typed and (typed := self._typed[currency].last(day)):
            return "typed", *typed
        found = self._looked_up(currency, day)
        if found is None and not reference_only:
            found = self._last_resort(currency, day)
        return found

    def _looked_up(self, currency: str, day: int) -> tuple[str, float, int] | None:
        """The reference table's rate; if that is old or missing, the ledger's own first one if it is nearer."""
        given = None if self._table is None else self._table.rate(currency, self.home, to_date(day))
        table = None if given is None else ("table", given[0], (given[1] - EPOCH).days)
        if table is not None and abs(day - table[2]) <= STALE_DAYS:
            return table
        later = self._typed[currency].first() if currency in self._typed else None
        own = None if later is None else ("typed", *later)
        return min((r for r in (table, own) if r is not None), key=lambda r: abs(day - r[2]), default=None)

    def _last_resort(self, currency: str, day: int) -> tuple[str, float, int] | None:
        """Any rate beats none: an own conversion however old, else what a payout brought at home."""
        for name, tables in (("conversion", self._own), ("other", self._payouts)):
            if currency in tables and (found := tables[currency].nearest(day, 10**9)):
                return name, *found
        return None

    def cross(self, source: str, target: str, day: int) -> float | None:
        """Units of `target` for one unit of `source` on a day."""
        if source == target:
            return 1.0
        a, b = self.on(source, day), self.on(target, day)
        return a / b if a is not None and b else None

    def many(self, currencies: np.ndarray, days: np.ndarray) -> np.ndarray:
        """Rates for parallel arrays of currencies and day numbers; NaN if no rate exists."""
        out = np.ones(len(days), dtype=float)
        for currency in dict.fromkeys(currencies.tolist()):
            if currency == self.home or not isinstance(currency, str):
                continue
            at = currencies == currency
            distinct, where = np.unique(days[at], return_inverse=True)
            rates = [self.on(str(currency), int(d)) for d in distinct]
            out[at] = np.array([np.nan if r is None else r for r in rates])[where]
        return out

    def caveats(self) -> list[Caveat]:
        """`rate_stale` with the greatest age per currency, `no_rate` for currencies left out of all sums."""
        out = []
        if self.stale:
            old = [Said("{currency} {n} days", currency=Word(c), n=n) for c, n in sorted(self.stale.items())]
            text = "Some exchange rates are not of their own day; the furthest away: {ages}."
            out.append(Caveat("rate_stale", text, max(self.stale.values()), ages=Many(old)))
        if self.missing:
            text = "No exchange rate for {names}: sums in {home} leave that money out. Set one rate."
            names = Word(", ".join(sorted(self.missing)))
            out.append(Caveat("no_rate", text, len(self.missing), names=names, home=Word(self.home)))
        return out
