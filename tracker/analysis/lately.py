"""Hours and money of the day and of the week so far: what a working day looks at, from its own rows alone."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from tracker.analysis.fx import HomeRates, ReferenceRates, day_numbers
from tracker.analysis.hours.days import daily_hours, hour_parts
from tracker.analysis.money.accrual import accruals, session_terms
from tracker.analysis.results.lately import Lately
from tracker.frames import LedgerFrames
from tracker.units import monday


def lately(
    frames: LedgerFrames, as_of: dt.date, *, reference: ReferenceRates | None = None, since: dt.date | None = None
) -> Lately:
    """The day `as_of` and its week up to it.

    Args:
        frames: a ledger that holds at least the rows of that week; older sessions and earnings may be missing.
        reference: a table of exchange rates from outside the ledger.
        since: the day from which on it counts instead of Monday; what is said of the week is then of that time.

    Hours as in `hours.daily_hours`, money as in `accrual.accruals` at the rates of the days earned (methods,
    sections 2 and 3). An empty ledger gives zeros.
    """
    first = pd.Timestamp(since or monday(as_of))
    parts = hour_parts(frames.work_sessions, frames.projects, frames.availability, frames.zone, as_of)
    week = parts[parts["day"] >= first]
    hours = daily_hours(week)
    total = hours["paid"] + hours["unpaid"]
    today = hours["day"] == pd.Timestamp(as_of)
    rates = HomeRates(frames, as_of, reference)
    numbers = day_numbers(pd.Series([first, pd.Timestamp(as_of)]))
    day, value = _earned(frames, parts, as_of, rates, numbers[0])
    return Lately(
        day_hours=float(total[today].sum()),
        week_hours=float(total.sum()),
        day_money=int(value[day == numbers[1]].sum()),
        week_money=int(value.sum()),
        n=int(week["row"].nunique()),
        left_out=tuple(sorted(rates.missing)),
    )


def _earned(
    frames: LedgerFrames, parts: pd.DataFrame, as_of: dt.date, rates: HomeRates, first: int
) -> tuple[np.ndarray, np.ndarray]:
    """Day number and home units of each daily part earned from `first` on; money without a rate counts nothing."""
    owed = accruals(frames, parts, session_terms(frames), as_of)
    money = owed.parts[owed.parts["day"] >= first].merge(owed.items[["acc", "currency"]], on="acc", how="left")
    day = money["day"].to_numpy(dtype="int64")
    rate = rates.many(money["currency"].to_numpy(dtype=object), day)
    return day, np.rint(np.nan_to_num(money["native"].to_numpy(dtype=float) * rate))
