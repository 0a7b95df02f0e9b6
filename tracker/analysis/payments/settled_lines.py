"""Which payment paid which work, line by line, and what is left open (methods, section 4).

A *pay day* is what became due on one day: the accruals of one platform, project and currency with one due
date. A payment pays lines of pay days; what no work explains is loose.

    payment 12 (300) ──── 180 ──> pay day Mar 6 (180): paid
                     └─── 120 ──> pay day Mar 13 (180): 60 left
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from typing import Any

import pandas as pd

from tracker.analysis.ledger_basis import Basis
from tracker.analysis.results.payments import Line, Lines, PayDay, Payment
from tracker.domain import PayoutKind
from tracker.frames import rows_of

KEY = ["platform", "project", "currency", "due_on", "state"]
DayKey = tuple[str, str, str, dt.date, str]


def settlement_lines(basis: Basis) -> Lines:
    """Everything accrued and paid up to the basis's as-of day, line by line.

    Money without any exchange rate is left out, with the caveat `no_rate`.
    """
    lines = _lines(basis.money.settlements)
    by_day: dict[DayKey, list[Line]] = defaultdict(list)
    by_payout: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_day[line.platform, line.project or "", line.currency, line.due_on, line.state].append(line)
        by_payout[line.payout].append(line)
    days = _pay_days(basis, by_day)
    return Lines(
        as_of=basis.as_of,
        currency=basis.frames.settings.home_currency,
        pay_days=tuple(sorted(days, key=lambda d: (-d.due_on.toordinal(), d.platform, d.project or ""))),
        payments=_payments(basis, by_payout),
        caveats=basis.money.caveats,
    )


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(project=frame["project"].fillna(""))


def _lines(settlements: pd.DataFrame) -> list[Line]:
    grouped = _named(settlements).groupby([*KEY, "payout", "rule"], as_index=False, sort=False)
    sums = grouped.agg(first=("day", "min"), last=("day", "max"), paid_on=("paid_on", "max"), native=("native", "sum"))
    made = [
        Line(int(r.payout), r.paid_on.date(), str(r.platform), str(r.project) or None, str(r.currency),
             r.due_on.date(), r.first.date(), r.last.date(), int(r.native), str(r.rule), str(r.state))
        for r in rows_of(sums)
    ]  # fmt: skip
    return sorted(made, key=lambda x: (x.paid_on, x.payout, x.due_on, x.first))


def _pay_days(basis: Basis, by_day: dict[DayKey, list[Line]]) -> list[PayDay]:
    parts = _named(basis.money.parts)
    parts = parts[parts["ref"] != "unmatched"].assign(left=lambda p: p["overdue"] + p["not_yet_due"])
    sums = parts.groupby(KEY, as_index=False).agg(
        first=("day", "min"), last=("day", "max"), owed=("native", "sum"), open=("open", "sum"), left=("left", "sum"),
        earned=("earned", "sum"), late=("overdue", "sum"), patience=("patience", "max"),
    )  # fmt: skip
    return _mark_alone([_pay_day(r, by_day, basis.as_of) for r in rows_of(sums)])


def _pay_day(r: Any, by_day: dict[DayKey, list[Line]], as_of: dt.date) -> PayDay:
    due = r.due_on.date()
    lines = tuple(by_day.get((str(r.platform), str(r.project), str(r.currency), due, str(r.state)), ()))
    paid, left = sum(x.amount for x in lines), int(r.open)
    return PayDay(
        platform=str(r.platform),
        project=str(r.project) or None,
        currency=str(r.currency),
        due_on=due,
        first=r.first.date(),
        last=r.last.date(),
        owed=int(r.owed),
        paid=paid,
        written_off=int(r.owed) - paid - left,
        left=left,
        left_home=int(r.left),
        days_late=max(0, (as_of - due).days) if left > 0 and r.late > 0 else 0,
        lines=lines,
        deducted=int(r.earned) - int(r.owed),
        state=str(r.state),
        patience=int(r.patience),
    )


def _mark_alone(days: list[PayDay]) -> list[PayDay]:
    """A write-off takes the project it names (all, if none) and its days first: any other open pay day it
    could reach makes the one click ambiguous."""
    still_open: dict[str, list[PayDay]] = defaultdict(list)
    for d in days:
        if d.left > 0:
            still_open[d.platform].append(d)
    return [replace(d, alone=_is_alone(d, still_open[d.platform])) if d.left > 0 else d for d in days]


def _is_alone(d: PayDay, near: list[PayDay]) -> bool:
    return not any(
        o is not d and d.project in (None, o.project) and o.first <= d.last and d.first <= o.last for o in near
    )


def _payments(basis: Basis, by_payout: dict[int, list[Line]]) -> tuple[Payment, ...]:
    parts = basis.money.parts
    rest = parts[parts["ref"] == "unmatched"]
    loose = rest.groupby("row")["native"].sum().to_dict()
    unknown = set(rest.loc[rest["taken"] > 0, "row"])
    back = basis.money.taken_back
    p = basis.frames.payouts
    p = p[p["received_on"] <= pd.Timestamp(basis.as_of)]
    made = [
        replace(
            _payment(r, int(loose.get(r.row, 0)), tuple(by_payout.get(int(r.row), ()))),
            for_unknown=r.row in unknown,
            taken_back=back.get(int(r.row), 0),
        )
        for r in rows_of(p)
    ]
    return tuple(sorted(made, key=lambda x: (x.day, x.row), reverse=True))


def _payment(r: Any, loose: int, lines: tuple[Line, ...]) -> Payment:
    return Payment(
        row=int(r.row),
        platform=str(r.platform),
        project=None if pd.isna(r.project) else str(r.project),
        kind=str(PayoutKind(r.kind)),
        day=r.received_on.date(),
        amount=int(r.amount),
        fee=None if pd.isna(r.fee) else int(r.fee),
        currency=str(r.currency),
        covers_from=None if pd.isna(r.covers_from) else r.covers_from.date(),
        covers_to=None if pd.isna(r.covers_to) else r.covers_to.date(),
        loose=loose,
        lines=lines,
        stage=None if pd.isna(r.stage) else str(r.stage),
    )
