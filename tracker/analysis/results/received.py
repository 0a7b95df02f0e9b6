"""Money that arrived, row by row and added up, as papers show it (methods, section 15)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.errors import Caveat
from tracker.units import Units


@dataclass(frozen=True, slots=True)
class Receipt:
    """One payment as it stands on record. Units of `currency`; below zero for money taken back.

    | field | meaning |
    |---|---|
    | kind | payout, clawback or reimbursement |
    | amount, fee, net | before the fee, the fee, what came in |
    | home | what came in, in units of home currency; None without an exchange rate |
    | rate | home currency for one unit; None without one, or if nothing was converted |
    | rate_from | arrived (what came in at home is on record), conversion (of your own), typed, table, or other |
    | rate_on | the day that the rate is of; None if it is `arrived` |
    | place | wallet, paypal or bank, if that is on record |
    """

    row: int
    day: dt.date
    platform: str
    project: str | None
    kind: str
    currency: str
    amount: Units
    fee: Units
    net: Units
    home: Units | None
    rate: float | None
    rate_from: str | None
    rate_on: dt.date | None
    evidence: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Spending:
    """One work expense, or a reimbursement of one (below zero), at home and its rate as in `Receipt`."""

    row: str
    day: dt.date
    category: str
    platform: str | None
    currency: str
    amount: Units
    home: Units | None
    rate: float | None = None
    rate_from: str | None = None
    rate_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """What came in in a calendar month, in units of home currency; `payments` counts them. `whole`: are all its days
    in the window?"""

    first: dt.date
    received: Units
    payments: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Payer:
    """What came in from one platform, in units of home currency; `by_currency`: net, in units of
    each."""

    platform: str
    received: Units
    payments: int
    by_currency: dict[str, Units]


@dataclass(frozen=True, slots=True)
class Received:
    """Income that arrived from `first` to `last`: payouts less what was taken back, after fees.

    | field | meaning |
    |---|---|
    | income | payouts and clawbacks, by day |
    | spent | expenses and reimbursements, by day |
    | months | every calendar month of the window from the one in which the record begins |
    | total | units of home currency; payments without an exchange rate are not in it |
    | average, low, high | of the months that are in the window whole; None if there is none |
    | by_evidence | typed, file, deposit: share of the money that came in (clawbacks left out) |
    | begins | the first day of which anything is on record; None for an empty ledger |
    """

    as_of: dt.date
    first: dt.date
    last: dt.date
    currency: str
    income: tuple[Receipt, ...]
    spent: tuple[Spending, ...]
    months: tuple[Month, ...]
    payers: tuple[Payer, ...]
    total: Units
    average: Units | None
    low: Units | None
    high: Units | None
    by_evidence: dict[str, float]
    begins: dt.date | None
    caveats: tuple[Caveat, ...]
