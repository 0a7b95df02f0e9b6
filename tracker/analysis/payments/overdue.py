"""Money that should have come and has not, by who owes it and in what (methods, section 4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tracker.analysis.ledger_basis import Basis
from tracker.frames import rows_of


@dataclass(frozen=True, slots=True)
class Overdue:
    """`amount`: units of `currency`, open and past its due date; `due_on`: the first of these dates; `earned_from` and
    `earned_to`: the days on which it was earned."""

    platform: str
    currency: str
    amount: int
    due_on: dt.date
    days_late: int
    earned_from: dt.date
    earned_to: dt.date


def overdue(basis: Basis) -> tuple[Overdue, ...]:
    """What is past due at the basis' as-of, the longest overdue first.

    Money without any exchange rate is left out, as in every sum (caveat `no_rate` of the report).
    """
    parts = basis.money.parts
    late = parts[(parts["overdue"] > 0) & (parts["open"] > 0)]
    by = late.groupby(["platform", "currency"], as_index=False).agg(
        amount=("open", "sum"), due_on=("due_on", "min"), first=("day", "min"), last=("day", "max")
    )
    found = [_one(r, basis.as_of) for r in rows_of(by)]
    return tuple(sorted(found, key=lambda o: (-o.days_late, o.platform, o.currency)))


def _one(row: Any, as_of: dt.date) -> Overdue:
    due = row.due_on.date()
    late, days = (as_of - due).days, (row.first.date(), row.last.date())
    return Overdue(str(row.platform), str(row.currency), int(row.amount), due, late, *days)
