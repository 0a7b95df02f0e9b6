"""Money that came, is owed, was given up, spent or moved: what the page Payments asks for and writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from tracker.desk import entry
from tracker.desk.ledger_basis import basis
from tracker.domain import Expense, Payout, PayoutKind, Transfer
from tracker.errors import InputError, Refused
from tracker.units import Money

if TYPE_CHECKING:
    from tracker.analysis.results.payments import Lines, PayDay
    from tracker.desk.session import Desk
    from tracker.store import Operation

T = TypeVar("T")
SAID = {
    PayoutKind.PAYOUT: "{money} from {platform}",
    PayoutKind.CLAWBACK: "{money} taken back by {platform}",
    PayoutKind.REIMBURSEMENT: "{money} paid back by {platform}",
    PayoutKind.WRITE_OFF: "{money} of {platform} given up",
}
"""How a row of payouts is in the journal."""


def lines(desk: Desk, as_of: dt.date) -> Lines:
    """Which payment paid which work, and what is open; cached by version and day."""
    from tracker.analysis.payments.settled_lines import settlement_lines

    return desk.memo(("lines", as_of), lambda: settlement_lines(basis(desk, as_of)))


def shown(desk: Desk, key: tuple[object, ...], make: Callable[[], T]) -> T:
    """What a page shows of these results, kept until the ledger moves on. The key names everything that goes
    into it, the reader too."""
    return desk.memo(("shown", *key), make)


def record(desk: Desk, row: Payout | Expense | Transfer) -> Operation:
    """Add a payment, an expense or a transfer. Raises InputError where it is wrong."""
    if isinstance(row, Expense) and row.amount < 0:
        raise InputError("An expense is not below zero.", hint="Money that came back is a reimbursement.")
    return entry.add(desk, [row], summary=said(row))


def said(row: Payout | Expense | Transfer) -> str:
    """A row of money in a few words, for the journal.

    >>> said(Expense(spent_on=dt.date(2026, 5, 1), amount=120000, currency="USD", category="headset"))
    '12.00 USD spent on headset'
    """
    match row:
        case Payout():
            money = Money(row.amount, row.currency)
            return SAID[PayoutKind(row.kind)].format(money=money, platform=row.platform)
        case Expense():
            return f"{Money(row.amount, row.currency)} spent on {row.category}"
        case Transfer():
            return f"{Money(row.amount_out, row.currency_out)} moved from {row.from_account} to {row.to_account}"


def write_off(desk: Desk, owed: PayDay, on: dt.date) -> Operation:
    """Give up what is left of a pay day: one row that closes it and nothing else.

    Raises Refused where the ledger has changed since it was shown, or where other open work on the same days
    would be closed with it.
    """
    now = next((d for d in lines(desk, on).open if same_day(d, owed)), None)
    if now is None or now.left != owed.left:
        raise Refused("What is owed has changed since this was shown.", hint="Look again.")
    if not now.alone:
        raise Refused("Other open work is on the same days.", hint="Record the write-off by hand, for its project.")
    return record(desk, write_off_row(now, on))


def same_day(one: PayDay, other: PayDay) -> bool:
    """Whether two stand for the same platform, project, currency and due date."""
    keys = [(d.platform, d.project, d.currency, d.due_on, d.state) for d in (one, other)]
    return keys[0] == keys[1]


def write_off_row(owed: PayDay, on: dt.date) -> Payout:
    return Payout(
        platform=owed.platform,
        project=owed.project,
        kind=PayoutKind.WRITE_OFF,
        received_on=on,
        amount=owed.left,
        currency=owed.currency,
        covers_from=owed.first,
        covers_to=owed.last,
    )
