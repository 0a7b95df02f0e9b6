"""Money that should have come and has not, by who owes it and in what (methods, section 4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.analysis.basis import Basis
from tracker.frames import rows_of


@dataclass(frozen=True, slots=True)
class Overdue:
    """`amount`: units of `currency`, open and past its due date; `due_on`: the first of these dates."""

    platform: str
    currency: str
    amount: int
    due_on: dt.date
    days_late: int


def overdue(basis: Basis) -> tuple[Overdue, ...]:
    """What is past due at the basis' as-of, the longest overdue first.

    Money without any exchange rate is left out, as in every sum (caveat `no_rate` of the report).
    """
    parts = basis.money.parts
    late = parts[(parts["overdue"] > 0) & (parts["open"] > 0)]
    by = late.groupby(["platform", "currency"], as_index=False).agg(amount=("open", "sum"), due_on=("due_on", "min"))
    found = [
        Overdue(str(r.platform), str(r.currency), int(r.amount), r.due_on.date(), (basis.as_of - r.due_on.date()).days)
        for r in rows_of(by)
    ]
    return tuple(sorted(found, key=lambda o: (-o.days_late, o.platform, o.currency)))
