"""When money that is owed should come, by the platform's own record (methods, section 12).

The record is the share of its money still unpaid a number of days after the due date (section 11). Money that is late
already has outlived the first part of it: its own curve is what is left.

    still unpaid  1.0 ─┐
                   .6  └───┐            due + 2 days and not there: half of the .6 that is left has come where the
                   .2      └──────      curve falls to .3
                       0   3     9   days after the due date
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from tracker.analysis.results.outlook import Expected
from tracker.analysis.results.platforms import PayCurve
from tracker.analysis.terms_of_pay.due import State
from tracker.frames import rows_of
from tracker.units import DAY

Array: TypeAlias = np.ndarray[Any, Any]

MIN_UNITS = 5
"""Pay days that a record needs: with fewer, there is no record."""
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Open:
    """Money owed of one platform, project and due date; `net` is without the fee expected on it. Units.

    `rest`: it is late, and other money of the same pay day has come: nothing says when the rest does. `dated`: it is
    due on `due_on`; else that is only a day near which money may come.
    """

    platform: str
    project: str | None
    amount: int
    net: int
    due_on: dt.date
    rest: bool = False
    dated: bool = True


def open_money(parts: pd.DataFrame) -> list[Open]:
    """What is open, from frames.MONEY_PARTS: one per platform, project and due date."""
    parts = parts[parts["ref"] != "unmatched"].assign(amount=parts["overdue"] + parts["not_yet_due"])
    dated = parts["state"] == State.DUE
    parts = parts.assign(project=parts["project"].fillna(""), late=parts["overdue"] > 0, dated=dated)
    came = parts.groupby(["platform", "due_on"])["settled"].transform("sum") > 0
    rows = parts.assign(came=came)[parts["amount"] > 0].groupby(["platform", "project", "due_on"], as_index=False)
    sums = rows.agg(
        amount=("amount", "sum"), fees=("fees_expected", "sum"), late=("late", "any"), came=("came", "any"),
        dated=("dated", "any"),
    )  # fmt: skip
    return [
        Open(
            str(r.platform), str(r.project) or None, int(r.amount), int(r.amount - r.fees), r.due_on.date(),
            rest=bool(r.late and r.came), dated=bool(r.dated),
        )
        for r in rows_of(sums)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """A platform's own curve for money that is `age` days past its due date (below zero: still to be due).

    `days`: days after the due date on which money of its kind came; `left`: the share of what is open at that age
    that is still unpaid after each.
    """

    days: Array
    left: Array

    def by(self, share: float) -> float | None:
        """Days after the due date by which this share has come; None if the record does not say."""
        found = np.flatnonzero(self.left <= 1 - share + ROUNDING)
        return float(self.days[found[0]]) if len(found) else None

    def draw(self, uniform: Array) -> Array:
        """Days after the due date of each draw; infinite if the money does not come."""
        at = np.searchsorted(-self.left, -uniform, side="left")
        days: Array = np.concatenate([self.days, [np.inf]])[at]
        return days


def record(pay: PayCurve | None, age: int) -> Record | None:
    """The rest of a platform's curve at an age; None if it has no record of its own.

    >>> pay = PayCurve(3.0, 9.0, 10, 2, late=((0.0, 0.6), (3.0, 0.2)))
    >>> record(pay, 0).left.round(3).tolist(), record(pay, 0).by(0.5), record(pay, 5).by(0.5)
    ([0.333], 3.0, None)
    """
    if pay is None or pay.n < MIN_UNITS or not pay.late:
        return None
    days = np.array([d for d, _ in pay.late], dtype=float)
    left = np.array([s for _, s in pay.late], dtype=float)
    gone = days <= age
    now = float(left[gone][-1]) if gone.any() else 1.0
    if now <= 0:
        return Record(np.array([]), np.array([]))
    return Record(days[~gone], left[~gone] / now)


NOTHING = Record(np.array([]), np.array([]))
"""Of money that no record speaks for any more."""


def _own(item: Open, pays: Mapping[str, PayCurve], as_of: dt.date) -> Record | None:
    return NOTHING if item.rest else record(pays.get(item.platform), (as_of - item.due_on).days)


def expected(items: list[Open], pays: Mapping[str, PayCurve], as_of: dt.date) -> tuple[Expected, ...]:
    """Each open amount with the days by which half and nine tenths of such money have come; soonest first."""
    out = []
    for i in items:
        own = _own(i, pays, as_of)
        likely, sure = (None, None) if own is None else (own.by(0.5), own.by(0.9))
        days = _day(i.due_on, likely), _day(i.due_on, sure)
        out.append(Expected(i.platform, i.project, i.amount, i.due_on, *days, i.dated))
    return tuple(sorted(out, key=lambda e: (_unknown(e, as_of), e.likely_on or e.due_on, e.platform, e.project or "")))


def _day(due: dt.date, days: float | None) -> dt.date | None:
    return None if days is None else due + round(days) * DAY


def _unknown(e: Expected, as_of: dt.date) -> bool:
    return e.likely_on is None and e.due_on < as_of


def arriving(
    items: list[Open], pays: Mapping[str, PayCurve], as_of: dt.date, first: dt.date, weeks: int,
    random: np.random.Generator, draws: int,
) -> Array:  # fmt: skip
    """What of the open money comes in each draw and week from `first` on, net of fees: (draws, weeks) of units.

    Money of a platform without a record comes on its due date, and not at all where that is past.
    """
    out = np.zeros((draws, weeks))
    rows = np.arange(draws)
    for i in items:
        own = _own(i, pays, as_of)
        if own is None:
            days = np.full(draws, 0.0 if i.due_on >= as_of else np.inf)
        else:
            days = own.draw(random.random(draws))
        week = np.maximum(np.floor(((i.due_on - first).days + days) / 7), 0)
        inside = week < weeks
        out[rows[inside], week[inside].astype(int)] += i.net
    return out
