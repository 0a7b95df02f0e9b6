"""Declared availability: which hours of which days were on offer (methods, section 9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from tracker.domain import AvailabilityKind, parse_weekdays
from tracker.units import DAY

Array: TypeAlias = np.ndarray[Any, Any]


def available_hours(availability: pd.DataFrame, first: dt.date, last: dt.date) -> pd.Series | None:
    """Declared hours of each day from `first` to `last`; None if none were declared by then.

    Weekly hours are shared over the listed weekdays, time off gives none; of overlapping `available` rows
    the one that starts later holds. The index is the day (datetime64[us]). Methods, section 9.
    """
    rows = availability[availability["kind"] == AvailabilityKind.AVAILABLE.value]
    if last < first or not (rows["starts_on"] <= pd.Timestamp(last)).any():
        return None
    hours = np.zeros((last - first).days + 1)
    weekday = _weekdays(first, len(hours))
    for days, flags, weekly in _in_force(rows, first, len(hours)):
        hours[days] = np.where(flags[weekday[days]], weekly / flags.sum(), 0.0)
    off = availability[availability["kind"] == AvailabilityKind.TIME_OFF.value]
    for days, _, _ in _in_force(off, first, len(hours)):
        hours[days] = 0.0
    index = pd.date_range(first, periods=len(hours), freq="D", unit="us")
    return pd.Series(hours, index=index, name="available")


def listed_weekdays(availability: pd.DataFrame, first: dt.date, last: dt.date) -> Array:
    """Whether each day's weekday is one of those listed by the availability in force (mon-fri if none)."""
    n = (last - first).days + 1
    weekday = _weekdays(first, n)
    listed: Array = weekday < 5
    rows = availability[availability["kind"] == AvailabilityKind.AVAILABLE.value]
    for days, flags, _ in _in_force(rows, first, n):
        listed[days] = flags[weekday[days]]
    return listed


def declared_days(availability: pd.DataFrame, first: dt.date, last: dt.date) -> Array:
    """Whether an `available` row is in force on each day, whatever weekdays it lists."""
    n = (last - first).days + 1
    declared: Array = np.zeros(n, dtype=bool)
    rows = availability[availability["kind"] == AvailabilityKind.AVAILABLE.value]
    for days, _, _ in _in_force(rows, first, n):
        declared[days] = True
    return declared


def _weekdays(first: dt.date, n: int) -> Array:
    return pd.date_range(first, periods=n).day_of_week.to_numpy()


def _in_force(rows: pd.DataFrame, first: dt.date, n: int) -> Iterator[tuple[slice, Array, float]]:
    """Days (as numbers from `first` on), weekday flags and weekly hours of each row, later starts last."""
    rows = rows.sort_values(["starts_on", "row"])
    starts = ((rows["starts_on"] - pd.Timestamp(first)) // DAY).to_list()
    ends = ((rows["ends_on"] - pd.Timestamp(first)) // DAY + 1).fillna(n).astype("int64").to_list()
    weekly = rows["weekly_hours"].fillna(0.0).to_list()
    listed = rows["weekdays"].fillna("").to_list()
    for start, end, hours, text in zip(starts, ends, weekly, listed, strict=True):
        days = slice(max(start, 0), min(end, n))
        if days.start < days.stop:
            yield days, np.array(parse_weekdays(text)), hours
