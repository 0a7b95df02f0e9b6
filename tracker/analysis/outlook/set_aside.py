"""What to set aside for tax, by quarter: an aid for planning and no advice (methods, section 12)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pandas as pd

from tracker.analysis.ledger_basis import Basis
from tracker.analysis.results.outlook import TaxQuarter
from tracker.units import DAY
from tracker.words.calendar_days import quarter_first

QUARTERS = 5
"""The one of as-of, and the year before it."""


def tax_quarters(basis: Basis, rate: Decimal | None) -> tuple[TaxQuarter, ...]:
    """Received less work expenses of each calendar quarter up to as-of, the latest first, and `rate` percent of it.

    Received is what arrived, net of fees and of what was taken back, on its day. Nothing is set aside for a quarter
    that cost more than it brought. Quarters before the first money are left out.
    """
    firsts = [quarter_first(basis.as_of, -back) for back in range(QUARTERS)]
    found = [_one(basis, first, quarter_first(first, 1) - DAY, rate) for first in firsts]
    while found and not found[-1].received and not found[-1].expenses:
        found.pop()
    return tuple(found)


def _one(basis: Basis, first: dt.date, last: dt.date, rate: Decimal | None) -> TaxQuarter:
    received = _sum(basis.money.cash, "amount", first, last)
    expenses = _sum(basis.money.expenses, "cost", first, last)
    aside = None if rate is None else round(max(received - expenses, 0) * rate / 100)
    return TaxQuarter(first, min(last, basis.as_of), received, expenses, aside)


def _sum(frame: pd.DataFrame, column: str, first: dt.date, last: dt.date) -> int:
    inside = (frame["day"] >= pd.Timestamp(first)) & (frame["day"] <= pd.Timestamp(last))
    return int(frame.loc[inside, column].sum())
