"""A tax year out of what arrived: by platform, currency and month, by quarter, and what was spent."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from tracker.analysis.payments.received import booked
from tracker.analysis.results.received import Receipt, Received, Spending
from tracker.analysis.results.tax_year import Category, TaxLine, TaxYear, YearQuarter
from tracker.domain import PayoutKind
from tracker.errors import Caveat
from tracker.units import DAY
from tracker.words.calendar_days import month_first, months_later

WITHHELD = frozenset(("tax withheld", "withheld tax", "withholding", "withholding tax"))
"""Categories of expenses that are tax kept back by a platform, and no cost of the work."""
OF_MONTHS = frozenset(("record_begins", "part_months"))
"""Caveats of months and their average, of which a tax year has none."""


def tax_window(year: int, starts: tuple[int, int] = (1, 1)) -> tuple[dt.date, dt.date]:
    """First and last day of the tax year that begins in `year`, on that month and day.

    >>> tax_window(2025, (4, 6))
    (datetime.date(2025, 4, 6), datetime.date(2026, 4, 5))
    """
    first = dt.date(year, *starts)
    return first, months_later(first, 12) - DAY


def build_tax_year(received: Received) -> TaxYear:
    """The figures of the window of `received`, whose quarters are its own three months each."""
    spent = [s for s in received.spent if s.category.casefold() not in WITHHELD]
    kept_back = [s for s in received.spent if s.category.casefold() in WITHHELD]
    quarters = tuple(_quarter(received, spent, kept_back, i) for i in range(4))
    net = sum(q.net for q in quarters)
    year = received.first.year
    return TaxYear(
        name=str(year) if received.last.year == year else f"{year}/{received.last:%y}",
        first=received.first,
        last=received.last,
        currency=received.currency,
        lines=_lines(received.income, kept_back, quarters, received.currency),
        quarters=quarters,
        categories=_categories(spent),
        gross=sum(q.gross for q in quarters),
        returned=sum(q.returned for q in quarters),
        fees=sum(q.fees for q in quarters),
        net=net,
        expenses=sum(q.expenses for q in quarters),
        profit=sum(q.profit for q in quarters),
        withheld=sum(q.withheld for q in quarters),
        received=received,
        caveats=(
            *(c for c in received.caveats if c.code not in OF_MONTHS),
            *_no_fee(received.income),
            *_kept_back(kept_back),
            *_to_come(received),
        ),
    )


def at_home(r: Receipt, home: str) -> tuple[int, int, int, int] | None:
    """Gross, returned, fees and net of a payment at home; None without a rate. They add up to the net that is on
    record: gross takes the rounding."""
    if r.home is None:
        return None
    fees = r.fee if r.rate is None else booked(r.fee * r.rate, home)
    if r.kind == PayoutKind.CLAWBACK.value:
        return 0, -(r.home + fees), fees, r.home
    return r.home + fees, 0, fees, r.home


_Key = tuple[str, str, int, dt.date]
"""Platform, currency, quarter and month."""


def _lines(
    income: Iterable[Receipt], kept_back: Iterable[Spending], quarters: Sequence[YearQuarter], home: str
) -> tuple[TaxLine, ...]:
    def key(row: Receipt | Spending) -> _Key:
        quarter = next(i for i, q in enumerate(quarters, start=1) if q.first <= row.day <= q.last)
        return row.platform or "", row.currency, quarter, month_first(row.day)

    came: dict[_Key, list[Receipt]] = defaultdict(list)
    kept: dict[_Key, list[Spending]] = defaultdict(list)
    for r in income:
        came[key(r)].append(r)
    for s in kept_back:
        kept[key(s)].append(s)
    return tuple(_line(k, came.get(k, []), kept.get(k, []), home) for k in sorted({*came, *kept}))


def _line(key: _Key, rows: list[Receipt], kept: list[Spending], at: str) -> TaxLine:
    back = [r for r in rows if r.kind == PayoutKind.CLAWBACK.value]
    paid = [r for r in rows if r.kind != PayoutKind.CLAWBACK.value]
    homes = [h for r in rows if (h := at_home(r, at)) is not None]
    home = [sum(h[i] for h in homes) for i in range(4)] if len(homes) == len(rows) else [None] * 4
    at_rates = [s.home for s in kept if s.home is not None]
    platform, currency, quarter, month = key
    return TaxLine(
        platform, currency, quarter, month, len(paid), sum(r.amount for r in paid), -sum(r.amount for r in back),
        sum(r.fee for r in rows), sum(r.net for r in rows), home[0], home[1], home[2], home[3],
        sum(s.amount for s in kept), sum(at_rates) if len(at_rates) == len(kept) else None,
    )  # fmt: skip


def _quarter(r: Received, spent: list[Spending], kept_back: list[Spending], n: int) -> YearQuarter:
    first = months_later(r.first, 3 * n)
    last = months_later(r.first, 3 * (n + 1)) - DAY

    def within(day: dt.date) -> bool:
        return first <= day <= last

    homes = [h for x in r.income if within(x.day) and (h := at_home(x, r.currency)) is not None]
    gross, returned, fees, net = (sum(h[i] for h in homes) for i in range(4))
    expenses, withheld = (sum(s.home or 0 for s in of if within(s.day)) for of in (spent, kept_back))
    return YearQuarter(first, last, gross, returned, fees, net, expenses, net - expenses, withheld)


def _categories(spent: Iterable[Spending]) -> tuple[Category, ...]:
    groups: dict[str, list[Spending]] = defaultdict(list)
    for s in spent:
        groups[s.category].append(s)
    made = [Category(name, len(rows), sum(s.home or 0 for s in rows)) for name, rows in groups.items()]
    return tuple(sorted(made, key=lambda c: (-c.spent, c.name)))


def _no_fee(income: Iterable[Receipt]) -> list[Caveat]:
    """Payments without a fee on record: gross may be more."""
    bare = sum(1 for r in income if r.kind == PayoutKind.PAYOUT.value and not r.fee)
    if not bare:
        return []
    text = "Payments without a fee on record: {n}. If one was taken, the gross amount is higher than what stands here."
    return [Caveat("no_fee", text, bare)]


def _kept_back(rows: list[Spending]) -> list[Caveat]:
    if not rows:
        return []
    text = "Rows of tax that was kept back: {n}. Where payments are on record without it, income is higher by it."
    return [Caveat("tax_withheld", text, len(rows))]


def _to_come(r: Received) -> list[Caveat]:
    end = months_later(r.first, 12) - DAY
    if r.last >= end:
        return []
    return [Caveat("year_not_over", "The year is not over: it is counted until {day}.", 1, day=r.last)]
