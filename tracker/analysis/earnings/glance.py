"""What stretches of days kept for an hour, and what weeks earned, for a glance."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from tracker.analysis.earnings.slices import cut, ladder_of, slice_of
from tracker.analysis.ledger_basis import Basis
from tracker.analysis.results.glance import Stretch
from tracker.units import DAY, monday


def kept_in(basis: Basis, first: dt.date, last: dt.date) -> Stretch:
    """Kept for each hour of these days, both in it, by all that has come until as-of: the report's last rung."""
    kept = ladder_of(slice_of(cut(basis, first, last), first, last))[-1]
    return Stretch(first, last, kept.rate)


def earned_weeks(basis: Basis, weeks: int) -> tuple[tuple[dt.date, int], ...]:
    """What the work of each of the last weeks earned, in units of home currency at the rates of the days earned.

    The last one is the week of as-of, up to that day; money that no work explains is not in.
    """
    first = monday(basis.as_of) - 7 * (weeks - 1) * DAY
    parts = basis.money.parts
    parts = parts[(parts["ref"] != "unmatched") & (parts["day"] <= pd.Timestamp(basis.as_of))]
    week = (parts["day"] - pd.Timestamp(first)).dt.days // 7
    sums = parts.groupby(week)["accrued"].sum()
    return tuple((first + 7 * n * DAY, int(sums.get(n, 0))) for n in range(weeks))
