"""An invoice of logged work, and its timesheet (methods, section 15)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.errors import Caveat
from tracker.units import Units


@dataclass(frozen=True, slots=True)
class InvoiceItem:
    """One row of the ledger. `table`, `row`: which; `hours` counted; `tasks`, `rate` where they make the amount;
    `handed_in`: when it was handed in or approved, if that is on record."""

    table: str
    row: int
    day: dt.date
    project: str | None
    hours: float
    tasks: int | None
    rate: Units | None
    amount: Units
    handed_in: dt.date | None


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """What is billed together: a project at one rate. `unit`: hour, task or sum; `amount` in whole minor units."""

    project: str | None
    unit: str
    quantity: float
    rate: Units | None
    amount: Units


@dataclass(frozen=True, slots=True)
class Invoice:
    """`net` is the sum of the lines, `tax` its percentage in whole minor units, `total` both."""

    platform: str
    first: dt.date
    last: dt.date
    currency: str
    lines: tuple[InvoiceLine, ...]
    items: tuple[InvoiceItem, ...]
    hours: float
    net: Units
    tax_percent: float
    tax: Units
    total: Units
    caveats: tuple[Caveat, ...]
