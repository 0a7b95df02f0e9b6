"""An invoice of logged work, its timesheet, and who bills whom (methods, section 15)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

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


class Vat(StrEnum):
    """How an invoice stands to value added tax; its worker says which, nothing is concluded from countries."""

    STANDARD = "standard"
    ZERO = "zero"
    REVERSE = "reverse"
    EXEMPT = "exempt"
    EXPORT = "export"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Party:
    """`lines`: name, then address, as typed; `country`: two letters; `vat_id`, `tax_number`: of the tax offices;
    `registered`: a number in a register, or the one under which the other side knows this one."""

    lines: tuple[str, ...]
    country: str = ""
    vat_id: str = ""
    tax_number: str = ""
    registered: str = ""

    @property
    def name(self) -> str:
        return self.lines[0] if self.lines else ""


@dataclass(frozen=True, slots=True)
class Parties:
    """What is on an invoice beside the work. `vat_reason`: why no tax is on it, as the law wants it said;
    `reference`: what the buyer wants named; `pay_to`: the account, such as an IBAN."""

    number: str
    dated: dt.date
    seller: Party
    buyer: Party
    due: dt.date | None = None
    remarks: tuple[str, ...] = ()
    vat: Vat | None = None
    vat_reason: str = ""
    reference: str = ""
    pay_to: str = ""


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """Work of a platform that was handed in on a day and is not paid in full, in units of `currency`.

    `first`, `last`: days worked; `billed`: all that was handed in that day, of which `left` has not come; `due_on`:
    the first day on which something of that is due, None if nothing says so; `days_late`: counted from there, 0 while
    it is on time.
    """

    platform: str
    handed_in: dt.date
    first: dt.date
    last: dt.date
    rows: int
    currency: str
    billed: Units
    left: Units
    due_on: dt.date | None
    days_late: int


@dataclass(frozen=True, slots=True)
class OpenInvoices:
    """The one that is late longest first."""

    as_of: dt.date
    invoices: tuple[OpenInvoice, ...]
    caveats: tuple[Caveat, ...]
