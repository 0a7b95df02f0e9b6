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
SOON = 28
"""Days from as-of up to which it is said how much should have come."""


HANGS = (State.DEFERRED.value, State.FREE.value, State.NOT_HANDED_IN.value, State.WAITING.value)
"""States of money of which at most the day is known by which it is due at the latest."""


@dataclass(frozen=True, slots=True)
class Open:
    """Money owed of one platform, project and day; `net` is without the fee expected on it. Units.

    `at`: its due date, or the latest day by which that comes, or the end of the pay cycle if nobody says when that is
    paid; None: nothing says. `state`: of `due.State`. `rest`: it is late, and other money of the same pay day has come:
    nothing says when the rest does.
    """

    platform: str
    project: str | None
    amount: int
    net: int
    at: dt.date | None
    state: str
    rest: bool = False


def open_money(parts: pd.DataFrame) -> list[Open]:
    """What is open, from frames.MONEY_PARTS: one per platform, project, state and day."""
    parts = parts[parts["ref"] != "unmatched"].assign(amount=parts["overdue"] + parts["not_yet_due"])
    hangs = parts["state"].isin(HANGS)
    parts = parts.assign(
        project=parts["project"].fillna(""), late=parts["overdue"] > 0,
        at=parts["due_on"].where(~hangs, parts["latest_on"]),
        came=parts.groupby(["platform", "due_on"])["settled"].transform("sum") > 0,
    )  # fmt: skip
    by = ["platform", "project", "at", "state"]
    rows = parts[parts["amount"] > 0].groupby(by, as_index=False, dropna=False)
    sums = rows.agg(amount=("amount", "sum"), fees=("fees_expected", "sum"), late=("late", "any"), came=("came", "any"))
    return [
        Open(
            str(r.platform), str(r.project) or None, int(r.amount), int(r.amount - r.fees),
            None if pd.isna(r.at) else r.at.date(), str(r.state), rest=bool(r.late and r.came),
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

    def came(self, days: float) -> float:
        """The share that has come up to so long after the due date.

        >>> Record(np.array([3.0, 5.0]), np.array([0.4, 0.1])).came(4.0)
        0.6
        """
        gone = np.flatnonzero(self.days <= days)
        return 1 - float(self.left[gone[-1]]) if len(gone) else 0.0

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
    if item.rest or item.at is None:
        return NOTHING
    return record(pays.get(item.platform), (as_of - item.at).days)


def expected(items: list[Open], pays: Mapping[str, PayCurve], as_of: dt.date) -> tuple[Expected, ...]:
    """Each open amount with the days by which half and nine tenths of such money have come, and the share that has
    come within 4 weeks; soonest first."""
    out = []
    for i in items:
        own = _own(i, pays, as_of)
        likely, sure = (None, None) if own is None or i.at is None else (own.by(0.5), own.by(0.9))
        due, latest = i.at if i.state == State.DUE else None, i.at if i.state == State.WAITING else None
        days = (due, latest, _day(i.at, likely), _day(i.at, sure))
        soon = None if own is None or i.at is None else own.came((as_of - i.at).days + SOON)
        out.append(Expected(i.platform, i.project, i.amount, *days, i.state, here_soon=soon))
    return tuple(sorted(out, key=lambda e: (_unknown(e, as_of), _soonest(e), e.platform, e.project or "")))


def _day(at: dt.date | None, days: float | None) -> dt.date | None:
    return None if days is None or at is None else at + round(days) * DAY


def _soonest(e: Expected) -> dt.date:
    return e.likely_on or e.due_on or e.latest_on or dt.date.max


def _unknown(e: Expected, as_of: dt.date) -> bool:
    return e.likely_on is None and (e.due_on or e.latest_on or dt.date.min) < as_of


def arriving(
    items: list[Open], pays: Mapping[str, PayCurve], as_of: dt.date, first: dt.date, weeks: int,
    random: np.random.Generator, draws: int,
) -> Array:  # fmt: skip
    """What of the open money comes in each draw and week from `first` on, net of fees: (draws, weeks) of units.

    Money of a platform without a record comes on its due date, or the latest one; not at all where that is past, or
    nothing says when it is.
    """
    out = np.zeros((draws, weeks))
    rows = np.arange(draws)
    for i in items:
        own = _own(i, pays, as_of)
        if i.at is None:
            continue
        if own is None:
            days = np.full(draws, 0.0 if i.at >= as_of else np.inf)
        else:
            days = own.draw(random.random(draws))
        week = np.maximum(np.floor(((i.at - first).days + days) / 7), 0)
        inside = week < weeks
        out[rows[inside], week[inside].astype(int)] += i.net
    return out
