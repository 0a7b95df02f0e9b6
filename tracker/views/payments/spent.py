"""What was spent on work, and what moved between the worker's own accounts."""

from __future__ import annotations

from tracker.domain import Expense, Transfer
from tracker.views.numbers import Reader


def row_title(record: Expense | Transfer, reader: Reader) -> str:
    """One row in a list to choose from."""
    match record:
        case Expense():
            said = f"{reader.money(record.amount, record.currency)} · {reader.note(record.category)}"
            return f"{reader.day(record.spent_on)} · {said}"
        case Transfer():
            said = f"{reader.money(record.amount_out, record.currency_out)} · {reader.note(record.from_account)}"
            return f"{reader.day(record.moved_on)} · {said}"
