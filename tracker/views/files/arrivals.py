"""Deposits that are payments the ledger knows: which is which, as a table and in words."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain import Payout, Record
from tracker.importers.outcomes import Arrival, Conflict, Raised
from tracker.units import from_units
from tracker.views.numbers import Reader
from tracker.views.table import Column, Table, Value
from tracker.views.text import _


def headings() -> dict[str, str]:
    """The heading of each kind of table."""
    return {
        "deposit": _("These deposits are payments you know"),
        "owed": _("These deposits are pay that you are owed"),
    }


def shown(found: Sequence[tuple[str, Conflict]], reader: Reader) -> Table:
    """Each deposit with its payments, one row for each of these; the fee is that of the way."""
    columns = (
        Column("line", _("Line"), right=True),
        Column("came", _("Came in")),
        Column("deposit", _("Deposit"), right=True),
        Column("payer", _("From")),
        Column("platform", _("Is the payment of")),
        Column("paid", _("Paid or due")),
        Column("amount", _("Amount"), right=True),
        Column("fee", _("Fee in all"), right=True),
        Column("file", _("File")),
    )
    rows = [_row(file, c, r, reader) for file, c in found if c.arrival for r in c.arrival.payments]
    return Table.of(columns, rows)


def _row(file: str, c: Conflict, r: Raised, reader: Reader) -> list[tuple[str, Value]]:
    record, arrival = c.record, c.arrival
    assert isinstance(record, Payout)
    assert arrival is not None
    came = record.amount - (record.fee or 0)
    fee = reader.money(r.fee, r.currency) if r.fee is not None else _("in another currency")
    return [
        (reader.number(c.line), c.line),
        (reader.day(record.received_on), record.received_on),
        (reader.money(came, record.currency), from_units(came)),
        (reader.note(arrival.payer), arrival.payer),
        (r.platform, r.platform),
        (reader.day(r.day), r.day),
        (reader.money(r.amount, r.currency), from_units(r.amount)),
        (fee, None if r.fee is None else from_units(r.fee)),
        (file, file),
    ]


def line(record: Record, arrival: Arrival, reader: Reader) -> str:
    """One deposit and what it seems to be, in a sentence without its end."""
    assert isinstance(record, Payout)
    money = reader.money(record.amount - (record.fee or 0), record.currency)
    said = _("{money} on {day}").format(money=money, day=reader.day(record.received_on))
    if payer := reader.note(arrival.payer):
        said = _("{said} from {payer}").format(said=said, payer=payer)
    payments = _(" and ").join(_payment(r, reader) for r in arrival.payments)
    if arrival.deposits > 1:
        return _("{said}, one of {n} deposits of {payments}").format(
            said=said, n=reader.number(arrival.deposits), payments=payments
        )
    return _("{said}, it seems {payments}").format(said=said, payments=payments)


def _payment(r: Raised, reader: Reader) -> str:
    owed = r.row is None and r.record is None
    text = _("{money} of {platform}, due on {day}") if owed else _("{money} of {platform}, paid on {day}")
    said = text.format(money=reader.money(r.amount, r.currency), platform=r.platform, day=reader.day(r.day))
    return _("{said}, less {fee}").format(said=said, fee=reader.money(r.fee, r.currency)) if r.fee else said
