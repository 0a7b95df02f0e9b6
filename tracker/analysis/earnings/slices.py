"""A selection of the ledger with its sums, and the ladder and the weeks of it (methods, sections 2 to 5)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from tracker.analysis.coarse import SPREAD_EVENLY
from tracker.analysis.hourly import Ends, Promised, ladder, promised, worth_unknown
from tracker.analysis.hours.days import counted_hours, daily_hours, unpaid_by_activity
from tracker.analysis.hours.declared import available_hours
from tracker.analysis.hours.unknown_pay import RungHours, rung_hours
from tracker.analysis.hours.window import Weeks
from tracker.analysis.intervals import LEAST, rate_interval, rate_spread
from tracker.analysis.ledger_basis import Basis
from tracker.analysis.report import Hours, MoneySums, Rung, Week
from tracker.errors import Caveat


@dataclass(frozen=True)
class Slice:
    """A selection of the ledger with its sums. `rung`: the hours that the rungs divide by; `loose_fees`: of unmatched
    income; `beyond`: deductions that met nothing owed, by which accrued and not yet due of `money` are lower; `ends`:
    the end of the advertised range that rung 1 takes."""

    basis: Basis
    days: pd.DataFrame
    hours: Hours
    money: MoneySums
    rung: RungHours
    loose_fees: int
    expected_fees: int
    beyond: int
    ends: Ends = "mid"

    @cached_property
    def promise(self) -> Promised:
        """Rungs 1 and 2."""
        return promised(self.basis.rates, self.basis.money.parts, self.ends)

    @property
    def accrued(self) -> int:
        return self.money.accrued + self.beyond - self.money.unmatched

    @property
    def pending(self) -> int:
        """Not yet due, whatever deductions wait for what comes."""
        return self.money.not_yet_due + self.beyond

    @property
    def collected(self) -> int:
        return self.money.settled + self.pending - self.money.unmatched

    @property
    def loose(self) -> int:
        return self.money.unmatched - self.loose_fees

    @property
    def kept(self) -> int:
        """Kept without unmatched income."""
        return self.money.kept - self.loose


def cut(basis: Basis, first: dt.date | None, last: dt.date | None) -> Basis:
    if first is None or last is None:
        return basis.between(dt.date(1, 1, 2), dt.date(1, 1, 1))
    return basis.between(first, last)


def slice_of(basis: Basis, first: dt.date | None, last: dt.date | None, ends: Ends = "mid") -> Slice:
    days = daily_hours(basis.hours)
    paid, unpaid = float(days["paid"].sum()), float(days["unpaid"].sum())
    available = None
    if first is not None and last is not None:
        offered = available_hours(basis.frames.availability, first, last)
        available = None if offered is None else float(offered.sum())
    hours = Hours(
        paid_own=paid,
        paid_counted=counted_hours(basis.hours, paid),
        unpaid=unpaid,
        all=paid + unpaid,
        available=available,
        unpaid_by_activity=unpaid_by_activity(basis.hours, unpaid),
    )
    parts = basis.money.parts
    loose = parts[parts["ref"] == "unmatched"]
    return Slice(
        basis,
        days,
        hours,
        _sums(basis),
        rung_hours(basis.hours, days, basis.money.found, basis.money.unpriced),
        loose_fees=int(loose["fees"].sum()),
        expected_fees=int(parts["fees_expected"].sum()),
        beyond=int(basis.money.deducted["amount"].sum()),
        ends=ends,
    )


def _sums(basis: Basis) -> MoneySums:
    parts = basis.money.parts
    names = ("accrued", "settled", "not_yet_due", "overdue", "written_off", "fx", "unmatched")
    s = {n: int(parts[n].sum()) for n in names}
    fees = int(parts["fees"].sum()) + int(basis.money.transfers["cost"].sum())
    expenses = int(basis.money.expenses["cost"].sum())
    kept = s["settled"] + s["not_yet_due"] - fees + s["fx"] - expenses
    cash = int(basis.money.cash["amount"].sum())
    beyond = int(basis.money.deducted["amount"].sum())  # never was in what was kept
    s |= {"accrued": s["accrued"] - beyond, "not_yet_due": s["not_yet_due"] - beyond}
    return MoneySums(**s, fees=fees, expenses=expenses, kept=kept, cash_received=cash)


def pay_unknown(s: Slice) -> bool:
    """Paid hours, and not one of them with a rate or an amount that is known at home: nothing earned is then not
    nothing paid."""
    return s.rung.alone or (s.rung.paid > 0 and worth_unknown(s.basis.rates, s.promise, s.accrued))


def ladder_of(s: Slice) -> tuple[Rung, ...]:
    rungs = ladder(
        s.promise,
        paid=s.rung.paid,
        unpaid=s.hours.unpaid,
        priced=s.rung.priced_hours,
        accrued=s.accrued,
        collected=s.collected + s.rung.found,
        kept=s.kept + s.rung.found - s.rung.fees,
    )
    if not pay_unknown(s):
        return rungs
    lower = rungs[4:] if s.rung.with_money else tuple(Rung(r.rung, None) for r in rungs[4:])
    return (*(Rung(r.rung, None) for r in rungs[:4]), *lower)


def arrived(s: Slice) -> int | None:
    """Per hour of rung 6: kept without what is not yet due and its expected fee."""
    hours = s.rung.priced_hours + s.hours.unpaid
    if hours <= 0 or (pay_unknown(s) and not s.rung.with_money):
        return None
    return round((s.kept + s.rung.found - s.rung.fees - s.pending + s.expected_fees) / hours)


def range_ends(s: Slice) -> tuple[int | None, int | None]:
    low, high = s.promise.low, s.promise.high
    return (None if low is None else round(low), None if high is None else round(high))


def weeks_of(s: Slice, weeks: Weeks) -> tuple[Week, ...]:
    """Per complete week its hours, and kept and unmatched (net of its fees) by the day earned or moved."""
    if not len(weeks):
        return ()

    def total(frame: pd.DataFrame, column: str) -> np.ndarray:
        return _by_week(frame, frame[column], weeks.mondays[0], len(weeks))

    parts, money = s.basis.money.parts, s.basis.money
    loose = parts["ref"] == "unmatched"
    kept_parts = parts["settled"] + parts["not_yet_due"] - parts["fees"] + parts["fx"]
    parts = parts.assign(kept=kept_parts)
    kept = total(parts[~loose], "kept") - total(money.transfers, "cost") - total(money.expenses, "cost")
    unmatched = total(parts[loose], "kept")
    paid, unpaid = total(s.days, "paid"), total(s.days, "unpaid")
    return tuple(
        Week(m, float(paid[i]), float(unpaid[i]), round(kept[i]), round(unmatched[i]))
        for i, m in enumerate(weeks.mondays)
    )


def rung_weeks(s: Slice, weeks: tuple[Week, ...]) -> tuple[Week, ...]:
    """The weeks with the hours and the money of rung 6: hours of unknown pay only where money came for them."""
    if not weeks or not (s.rung.with_money or s.rung.sessions):
        return weeks
    found = s.basis.money.found
    monday, n = weeks[0].monday, len(weeks)
    hours = _by_week(s.rung.priced, s.rung.priced["paid"], monday, n)
    came = _by_week(found, found["amount"] - found["fee"], monday, n)
    return tuple(replace(w, paid_hours=float(hours[i]), kept=w.kept + round(came[i])) for i, w in enumerate(weeks))


def _by_week(frame: pd.DataFrame, values: pd.Series, monday: dt.date, n: int) -> np.ndarray:
    """Sums over weeks, by the column `day`."""
    week = (frame["day"].to_numpy().astype("datetime64[D]") - np.datetime64(monday)).astype(int) // 7
    sums: np.ndarray = np.bincount(week, weights=values.to_numpy(dtype=float), minlength=n)
    return sums


def with_interval(
    rungs: tuple[Rung, ...], weeks: tuple[Week, ...], even: bool
) -> tuple[tuple[Rung, ...], tuple[Caveat, ...]]:
    """The ladder with the interval of its last rung, and why that has none although there are weeks enough."""
    if even:
        return rungs, (SPREAD_EVENLY,)
    kept, hours = [w.kept for w in weeks], [w.paid_hours + w.unpaid_hours for w in weeks]
    low, high = rate_interval(kept, hours, rungs[-1].rate) or (None, None)
    return (*rungs[:-1], replace(rungs[-1], low=low, high=high)), _without(
        rungs[-1].rate, low, rate_spread(kept, hours)
    )


def _without(rate: int | None, low: int | None, spread: float | None) -> tuple[Caveat, ...]:
    """Why a rate has no interval although there are weeks enough."""
    if low is not None or spread is None or rate is None or rate <= 0:
        return ()
    return (NO_RATE_RANGE,) if spread < LEAST else (NO_SUCH_RANGE,)


NO_RATE_RANGE = Caveat(
    "no_range",
    "What an hour paid is so regular from week to week that it says nothing of how much it may vary: no range.",
)


NO_SUCH_RANGE = Caveat("no_range", "What an hour paid is too little, or differs too much, for a range around it.")


def rows_in(s: Slice) -> int:
    """Work sessions and earnings of the window."""
    parts = s.basis.money.parts
    earnings = parts.loc[parts["ref"] == "earning", "row"].nunique()
    return int(s.basis.hours["row"].nunique()) + int(earnings)
