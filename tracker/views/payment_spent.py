"""What was spent on work, and what moved between the worker's own accounts."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain import Expense, Transfer
from tracker.views.numbers import Reader
from tracker.views.payments import both, money
from tracker.views.table import Column, Table, Value
from tracker.views.text import _

Row = list[tuple[str, Value]]


def expenses(rows: Sequence[Expense], reader: Reader) -> Table:
    columns = (
        Column("day", _("Day")),
        Column("category", _("For")),
        Column("platform", _("Platform")),
        Column("amount", _("Amount"), right=True),
        Column("currency", _("Currency")),
        Column("note", _("Note")),
    )
    cells: list[Row] = [
        [
            (reader.day(e.spent_on), e.spent_on),
            both(reader.note(e.category)),
            both(e.platform or ""),
            money(e.amount, e.currency, reader),
            both(e.currency),
            both(reader.note(e.note)),
        ]
        for e in rows
    ]
    return Table.of(columns, cells)


def transfers(rows: Sequence[Transfer], reader: Reader) -> Table:
    columns = (
        Column("day", _("Day")),
        Column("from", _("From")),
        Column("to", _("To")),
        Column("amount_out", _("Left"), right=True),
        Column("amount_in", _("Came in"), right=True),
        Column("fee", _("Fee"), right=True),
    )
    cells: list[Row] = [
        [
            (reader.day(t.moved_on), t.moved_on),
            both(reader.note(t.from_account)),
            both(reader.note(t.to_account)),
            money(t.amount_out, t.currency_out, reader),
            money(t.amount_in, t.currency_in or t.currency_out, reader),
            money(t.fee, t.currency_out, reader),
        ]
        for t in rows
    ]
    return Table.of(columns, cells)


def row_title(record: Expense | Transfer, reader: Reader) -> str:
    """One row in a list to choose from."""
    match record:
        case Expense():
            said = f"{reader.money(record.amount, record.currency)} · {reader.note(record.category)}"
            return f"{reader.day(record.spent_on)} · {said}"
        case Transfer():
            said = f"{reader.money(record.amount_out, record.currency_out)} · {reader.note(record.from_account)}"
            return f"{reader.day(record.moved_on)} · {said}"
