"""Who owes what, since when, and how late (methods, section 4)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from tracker.analysis.fx import ReferenceRates
from tracker.analysis.ledger_basis import Basis, make_basis
from tracker.analysis.report import Owed, OwedItem
from tracker.frames import LedgerFrames, rows_of

AGE_BANDS: tuple[tuple[str, int, int], ...] = (
    ("not_yet_due", -(10**9), 0),
    ("1-7", 1, 7),
    ("8-30", 8, 30),
    ("31-60", 31, 60),
    ("61-90", 61, 90),
    ("over_90", 91, 10**9),
)
"""Name, first and last day late."""


def build_owed(frames: LedgerFrames, as_of: dt.date, *, reference: ReferenceRates | None = None) -> Owed:
    """Everything open at `as_of`, one item per platform, project, due date and state, the most overdue first.

    Units of home currency at the rates of the days earned. A deduction that met nothing owed is an item below zero
    (caveat `deducted_beyond`). Money without any exchange rate is left out, with the caveat `no_rate`.
    """
    return owed_of(make_basis(frames, as_of, reference))


def owed_of(basis: Basis) -> Owed:
    """The same of hours and money that are worked out already, at their as-of."""
    as_of, parts = basis.as_of, basis.money.parts
    parts = parts.assign(amount=parts["overdue"] + parts["not_yet_due"], project=parts["project"].fillna(""))
    parts["late"] = parts["overdue"] > 0
    key = ["platform", "project", "due_on", "state", "late"]
    grouped = parts[parts["amount"] > 0].groupby(key, as_index=False)
    items = grouped.agg(first=("day", "min"), last=("day", "max"), amount=("amount", "sum"))
    rows = [_item(r, as_of) for r in rows_of(items)] + [_less(r) for r in rows_of(basis.money.deducted)]
    rows.sort(key=lambda i: (-i.days_late, i.due_on, i.platform, i.project or ""))
    bands = {name: sum(i.amount for i in rows if low <= i.days_late <= high) for name, low, high in AGE_BANDS}
    return Owed(
        as_of=as_of,
        currency=basis.frames.settings.home_currency,
        total=sum(i.amount for i in rows),
        overdue=sum(i.amount for i in rows if i.days_late > 0),
        items=tuple(rows),
        age_bands=bands,
        caveats=basis.money.caveats,
    )


def _less(r: Any) -> OwedItem:
    """A deduction that met nothing owed yet: it is taken off what comes next, and is never late."""
    day = r.day.date()
    project = None if pd.isna(r.project) else str(r.project)
    return OwedItem(str(r.platform), project, day, day, -int(r.amount), r.due_on.date(), 0)


def _item(r: Any, as_of: dt.date) -> OwedItem:
    due: pd.Timestamp = r.due_on
    return OwedItem(
        platform=str(r.platform),
        project=str(r.project) or None,
        earned_from=r.first.date(),
        earned_to=r.last.date(),
        amount=int(r.amount),
        due_on=due.date(),
        days_late=(as_of - due.date()).days if r.late else 0,
        state=str(r.state),
    )
