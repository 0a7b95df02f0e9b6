"""What the United States ask of a tax year: estimated payments, and payers' forms beside the record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tracker.units import Units


class Cause(StrEnum):
    """With which of our figures the amount on a form agrees, or how they may differ."""

    GROSS = "gross"
    PAID = "paid"
    LESS_RETURNED = "less_returned"
    YEAR_END = "year_end"
    SEVERAL = "several"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Form1099:
    """A payer's year in units of home currency, beside the amount on its form.

    `payer`: a platform, or PayPal for all that came in there. `days`: of the payments that are in the other year;
    `with_others`: payers whose amounts are in it too. `on_form`, `difference` (from `gross`) and `cause` are None if
    no form has come.
    """

    payer: str
    gross: Units
    fees: Units
    returned: Units
    net: Units
    on_form: Units | None = None
    difference: Units | None = None
    cause: Cause | None = None
    days: tuple[dt.date, ...] = ()
    with_others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A period of estimated tax, with what came in it; `self_employment`: that tax on its profit before any limit,
    `set_aside`: the percentage that is set, None if none is."""

    first: dt.date
    last: dt.date
    due_on: dt.date
    net: Units
    expenses: Units
    profit: Units
    withheld: Units
    self_employment: Units
    set_aside: Units | None
