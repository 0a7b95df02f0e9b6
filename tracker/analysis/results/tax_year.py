"""A tax year: income as received, what was taken from it and spent on it (methods, section 15)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.analysis.results.received import Received
from tracker.errors import Caveat
from tracker.units import Units


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One platform, currency and month, in a quarter (1 to 4) of the tax year.

    Gross, fees and net in units of `currency`, the same at home; None if a payment has no exchange rate. `returned` is
    what was taken back, above zero, and not in gross; `withheld` is tax that was kept back. `platform` is empty for
    what names none."""

    platform: str
    currency: str
    quarter: int
    month: dt.date
    payments: int
    gross: Units
    returned: Units
    fees: Units
    net: Units
    home_gross: Units | None
    home_returned: Units | None
    home_fees: Units | None
    home_net: Units | None
    withheld: Units = 0
    home_withheld: Units | None = 0


@dataclass(frozen=True, slots=True)
class YearQuarter:
    """Three months of the tax year at home: gross less returned less fees is net, less expenses is profit."""

    first: dt.date
    last: dt.date
    gross: Units
    returned: Units
    fees: Units
    net: Units
    expenses: Units
    profit: Units
    withheld: Units


@dataclass(frozen=True, slots=True)
class Category:
    """Work expenses of one kind at home, less what of them was paid back."""

    name: str
    rows: int
    spent: Units


@dataclass(frozen=True, slots=True)
class TaxYear:
    """`withheld`: tax that was kept back, by rows of expenses in a category of that name; not among expenses."""

    name: str
    first: dt.date
    last: dt.date
    currency: str
    lines: tuple[TaxLine, ...]
    quarters: tuple[YearQuarter, ...]
    categories: tuple[Category, ...]
    gross: Units
    returned: Units
    fees: Units
    net: Units
    expenses: Units
    profit: Units
    withheld: Units
    received: Received
    caveats: tuple[Caveat, ...]
