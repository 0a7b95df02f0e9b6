"""What a ledger's money comes to in double entry: what arrived, what it cost, what was moved and spent.

Booked as it moved, not as it was earned: what is owed, asked for or sent and not noted as arrived is in no entry. Each
entry sums to zero in each currency; a conversion is booked at what it cost, both sums as they stand on record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tracker.domain import Expense, Payout, PayoutKind, Record, Transfer
from tracker.kinds import Place, Stage

Account: TypeAlias = tuple[str, ...]
"""A root in English (Assets, Income, Expenses, Equity), then names as they are typed."""

PLACES: Mapping[str | None, str] = {
    Place.WALLET.value: "Wallet",
    Place.PAYPAL.value: "PayPal",
    Place.BANK.value: "Bank",
    None: "Received",
}
OWN_MONEY: Account = ("Equity", "Own money")
"""What expenses were paid from: the ledger does not say out of which account."""
EXCHANGE: Account = ("Equity", "Exchange")


@dataclass(frozen=True, slots=True)
class Posting:
    """`units` of `currency` on an account; `cost`: for a conversion what they cost, units (above zero) and currency."""

    account: Account
    units: int
    currency: str
    cost: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One movement of money. `row`: its place in the ledger, such as payouts:12."""

    day: dt.date
    payee: str
    what: str
    postings: tuple[Posting, ...]
    row: str
    project: str | None = None
    note: str | None = None


def entries(
    rows: Iterable[tuple[int, Record]], home: str, first: dt.date | None = None, last: dt.date | None = None
) -> list[Entry]:
    """Payouts that arrived, expenses and transfers of the days from `first` to `last`, by day.

    Args:
        rows: number and record, of these three tables in any order; what else there is has no entry.
        home: the home currency, in which a payout's `home_amount` is.
    """
    found = [e for number, record in rows for e in _entry(number, record, home)]
    within = [e for e in found if (first is None or first <= e.day) and (last is None or e.day <= last)]
    return sorted(within, key=lambda e: (e.day, e.row.partition(":")[0], int(e.row.partition(":")[2])))


def has_not_arrived(record: Payout) -> bool:
    return record.stage in (Stage.ASKED.value, Stage.SENT.value)


def _entry(number: int, record: Record, home: str) -> Iterator[Entry]:
    match record:
        case Payout() if record.kind != PayoutKind.WRITE_OFF.value and not has_not_arrived(record):
            yield _payout(number, record, home)
        case Expense():
            spent = Posting(("Expenses", "Work", record.category), record.amount, record.currency)
            paid = Posting(OWN_MONEY, -record.amount, record.currency)
            yield Entry(
                record.spent_on, record.platform or record.category, record.category, (spent, paid),
                f"expenses:{number}", None, record.note,
            )  # fmt: skip
        case Transfer():
            yield _transfer(number, record)


def _payout(number: int, p: Payout, home: str) -> Entry:
    sign, fee = -1 if p.kind == PayoutKind.CLAWBACK.value else 1, p.fee or 0
    for_what: Account = ("Expenses", "Paid back") if p.kind == PayoutKind.REIMBURSEMENT.value else ("Income",)
    into: Account = ("Assets", PLACES.get(p.place, PLACES[None]))
    postings = [Posting((*for_what, p.platform), -sign * p.amount, p.currency)]
    if fee:
        postings.append(Posting(("Expenses", "Fees", p.platform), sign * fee, p.currency))
    net = p.amount - fee
    came = net if p.home_amount is None or net <= 0 else p.home_amount
    currency = p.currency if came is net else home
    postings[:0] = _exchanged(into, sign * net, p.currency, sign * came, currency)
    what = PayoutKind(p.kind).said
    return Entry(p.received_on, p.platform, what, tuple(postings), f"payouts:{number}", p.project, p.note)


def _transfer(number: int, t: Transfer) -> Entry:
    """The fee is on top of what was sent, as costs have it, but where what came in is short by just the fee."""
    source, target = (("Assets", "Accounts", name) for name in (t.from_account, t.to_account))
    came = t.amount_out if t.amount_in is None else t.amount_in
    currency = t.currency_out if t.amount_in is None else t.currency_in or t.currency_out
    fee = t.fee or 0
    short = t.amount_out - came if currency == t.currency_out else 0
    if t.fee is None or short == fee:
        fee, out = short, t.amount_out
    else:
        out = t.amount_out + fee
    postings = [Posting(source, -out, t.currency_out)]
    if fee:
        postings.append(Posting(("Expenses", "Fees", "Transfers"), fee, t.currency_out))
    postings += _exchanged(target, out - fee, t.currency_out, came, currency)
    names = f"{t.from_account} → {t.to_account}"
    return Entry(t.moved_on, names, "transfer", tuple(postings), f"transfers:{number}", None, t.note)


def _exchanged(account: Account, gone: int, currency: str, came: int, into: str) -> list[Posting]:
    """What came in on an account for `gone` units: the same, or in another currency at what it cost.

    What is lost within one currency, and what has no price since one of the two is nothing, goes over an account of
    its own.
    """
    if currency == into:
        lost = gone - came
        return [Posting(account, came, into), *([Posting(EXCHANGE, lost, currency)] if lost else [])]
    if gone * came > 0:
        return [Posting(account, came, into, cost=(abs(gone), currency))]
    sides = (Posting(account, came, into), Posting(EXCHANGE, -came, into), Posting(EXCHANGE, gone, currency))
    return [p for p in sides if p.units]
