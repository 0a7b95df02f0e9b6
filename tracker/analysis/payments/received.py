"""Money that arrived, as papers show it: what is on record, valued on the day it came (methods, section 15)."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from tracker.analysis.fx import EPOCH, STALE_DAYS, HomeRates, ReferenceRates, to_date
from tracker.analysis.hours.window import first_recorded_day
from tracker.analysis.results.received import Month, Payer, Receipt, Received, Spending
from tracker.domain import PayoutKind
from tracker.errors import Caveat
from tracker.frames import LedgerFrames, rows_of
from tracker.kinds import Evidence, Stage
from tracker.say import Said, Word
from tracker.units import minor_unit
from tracker.words.calendar_days import month_first, month_firsts, month_last

ARRIVED = "arrived"
_NOT_ARRIVED = (Stage.ASKED.value, Stage.SENT.value)


def build_received(
    frames: LedgerFrames, as_of: dt.date, first: dt.date, last: dt.date, *, reference: ReferenceRates | None = None
) -> Received:
    """What came in from `first` to `last` (at most `as_of`), and what was spent on work.

    Payments are taken as they stand: no fee is added that a platform's terms name and the row does not. Each is
    valued at what arrived at home if that is on record, else at the rate of its day, in whole minor units of home
    currency: what is printed adds up.
    Caveats: `not_arrived`, `given_up`, `no_rate`, `rate_stale`, `record_begins`,
    `part_months`.
    """
    last = min(last, as_of)
    rates = HomeRates(frames, as_of, reference)
    p = frames.payouts
    p = p[(p["received_on"] >= pd.Timestamp(first)) & (p["received_on"] <= pd.Timestamp(last))]
    here = ~p["stage"].isin(_NOT_ARRIVED)
    came = [_receipt(r, rates) for r in rows_of(p[here & (p["kind"] != PayoutKind.WRITE_OFF.value)])]
    came.sort(key=lambda r: (r.day, r.row))
    income = tuple(r for r in came if r.kind != PayoutKind.REIMBURSEMENT.value)
    spent = _spent(frames, first, last, rates) + [_paid_back(r) for r in came if r.kind == "reimbursement"]
    begins = _begins(frames, as_of)
    months = _months(income, first, begins, last)
    sums = [m.received for m in months if m.whole]
    return Received(
        as_of=as_of,
        first=first,
        last=last,
        currency=rates.home,
        income=income,
        spent=tuple(sorted(spent, key=lambda s: (s.day, s.row))),
        months=months,
        payers=_payers(income),
        total=sum(r.home or 0 for r in income),
        average=round(sum(sums) / len(sums)) if sums else None,
        low=min(sums, default=None),
        high=max(sums, default=None),
        by_evidence=_by_evidence(income),
        begins=begins,
        caveats=(*_left_out(p), *_without_rate(came, spent), *_begun(begins, first, last), *_parts(months)),
    )


def booked(units: float, currency: str) -> int:
    """An amount that was converted, in whole minor units, half to even.

    >>> booked(1_234_567.8, "EUR"), booked(1_234_567.8, "JPY")
    (1234600, 1230000)
    """
    least = minor_unit(currency)
    return round(units / least) * least


def _receipt(r: Any, rates: HomeRates) -> Receipt:
    day, currency = r.received_on.date(), str(r.currency)
    sign = -1 if r.kind == PayoutKind.CLAWBACK.value else 1
    amount, fee = int(r.amount), 0 if pd.isna(r.fee) else int(r.fee)
    net = amount - fee
    home, rate, source, on = _valued(r, net, day, currency, rates)
    return Receipt(
        row=int(r.row), day=day, platform=str(r.platform), project=None if pd.isna(r.project) else str(r.project),
        kind=str(r.kind), currency=currency, amount=sign * amount, fee=sign * fee, net=sign * net,
        home=None if home is None else sign * home, rate=rate, rate_from=source, rate_on=on,
        evidence=Evidence.TYPED.value if pd.isna(r.evidence) else str(r.evidence),
        place=None if pd.isna(r.place) else str(r.place),
    )  # fmt: skip


_Valued = tuple[int | None, float | None, str | None, dt.date | None]
"""What came in or went out at home, the rate, where that is from and the day it is of."""


def _valued(r: Any, net: int, day: dt.date, currency: str, rates: HomeRates) -> _Valued:
    if not pd.isna(r.home_amount) and net > 0:
        home = int(r.home_amount)
        return (home, None, None, None) if currency == rates.home else (home, home / net, ARRIVED, None)
    return _at_rate(net, day, currency, rates)


def _at_rate(units: int, day: dt.date, currency: str, rates: HomeRates) -> _Valued:
    if currency == rates.home:
        return units, None, None, None
    n = (day - EPOCH).days
    rate, found = rates.on(currency, n), rates.source(currency, n)
    if rate is None or found is None:
        return None, None, None, None
    name, of = found
    return booked(units * rate, rates.home), rate, name, to_date(of)


def _spent(frames: LedgerFrames, first: dt.date, last: dt.date, rates: HomeRates) -> list[Spending]:
    e = frames.expenses
    out = []
    for r in rows_of(e[(e["spent_on"] >= pd.Timestamp(first)) & (e["spent_on"] <= pd.Timestamp(last))]):
        platform = None if pd.isna(r.platform) else str(r.platform)
        home, rate, source, on = _at_rate(int(r.amount), r.spent_on.date(), str(r.currency), rates)
        out.append(
            Spending(f"expenses:{r.row}", r.spent_on.date(), str(r.category), platform, str(r.currency), int(r.amount),
                     home, rate, source, on)
        )  # fmt: skip
    return out


def _paid_back(r: Receipt) -> Spending:
    home = None if r.home is None else -r.home
    return Spending(
        f"payouts:{r.row}", r.day, "reimbursement", r.platform, r.currency, -r.net, home, r.rate, r.rate_from, r.rate_on
    )


def _begins(frames: LedgerFrames, as_of: dt.date) -> dt.date | None:
    """The first day of which anything is on record: of work as windows begin, or of money."""
    work = first_recorded_day(frames, as_of)
    paid = frames.payouts["received_on"].min() if len(frames.payouts) else None
    days = [d for d in (work, None if paid is None or pd.isna(paid) else paid.date()) if d is not None]
    return min(days, default=None)


def _months(income: Iterable[Receipt], first: dt.date, begins: dt.date | None, last: dt.date) -> tuple[Month, ...]:
    """The months from the one in which the record begins; that one counts whole, as nothing came before."""
    if begins is None or max(first, begins) > last:
        return ()
    sums: dict[dt.date, int] = defaultdict(int)
    counted: Counter[dt.date] = Counter()
    for r in income:
        month = month_first(r.day)
        sums[month] += r.home or 0
        counted[month] += r.kind == PayoutKind.PAYOUT.value
    found = month_firsts(month_first(max(first, begins)), last)
    return tuple(Month(m, sums[m], counted[m], first <= m and month_last(m) <= last) for m in found)


def _payers(income: Sequence[Receipt]) -> tuple[Payer, ...]:
    """The platform that paid most first."""
    out = []
    for platform in {r.platform for r in income}:
        mine = [r for r in income if r.platform == platform]
        nets: dict[str, int] = defaultdict(int)
        for r in mine:
            nets[r.currency] += r.net
        payments = sum(r.kind == PayoutKind.PAYOUT.value for r in mine)
        out.append(Payer(platform, sum(r.home or 0 for r in mine), payments, dict(sorted(nets.items()))))
    return tuple(sorted(out, key=lambda p: (-p.received, p.platform)))


def _by_evidence(income: Iterable[Receipt]) -> dict[str, float]:
    sums = dict.fromkeys((e.value for e in Evidence), 0)
    for r in income:
        sums[r.evidence] += max(r.home or 0, 0)
    whole = sum(sums.values())
    return {name: units / whole for name, units in sums.items()} if whole else {}


def _left_out(payouts: pd.DataFrame) -> list[Caveat]:
    out = []
    if n := int(payouts["stage"].isin(_NOT_ARRIVED).sum()):
        text = "Payments that were asked for or sent and are not noted as arrived: {n}. They are not in it."
        out.append(Caveat("not_arrived", text, n))
    if n := int((payouts["kind"] == PayoutKind.WRITE_OFF.value).sum()):
        out.append(
            Caveat(
                "given_up", "Sums that were given up: {count}. No money came, so they are not in it.", n, count=Word(n)
            )
        )
    return out


def _without_rate(came: Sequence[Receipt], spent: Sequence[Spending]) -> list[Caveat]:
    out = []
    missing = [r.currency for r in came if r.home is None] + [s.currency for s in spent if s.home is None]
    if missing:
        names = ", ".join(sorted(set(missing)))
        text = Said(
            "No exchange rate for {names}: {missing} rows are not in the sums.", names=Word(names), missing=len(missing)
        )
        out.append(Caveat("no_rate", text, len(missing)))
    ages = [abs((r.day - r.rate_on).days) for r in came if r.rate_on is not None]
    if ages and max(ages) > STALE_DAYS:
        text = Said("Some exchange rates are not of their own day; the furthest is {ages} days away.", ages=max(ages))
        out.append(Caveat("rate_stale", text, max(ages)))
    return out


def _begun(begins: dt.date | None, first: dt.date, last: dt.date) -> list[Caveat]:
    if begins is None or not first < begins <= last:
        return []
    text = "The record begins on {day}: months before it are not shown, and not in the average."
    return [Caveat("record_begins", text, 1, day=begins)]


def _parts(months: Sequence[Month]) -> list[Caveat]:
    n = sum(not m.whole for m in months)
    if not n:
        return []
    text = "Months that are not whole within these days: {n}. They are in the sum, and not in the average."
    return [Caveat("part_months", text, n)]
