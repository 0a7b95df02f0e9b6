"""Hours of all work in each week, by project: what the money of a line is divided by (methods, section 5, rung 6)."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from tracker.analysis.hours.days import daily_hours
from tracker.analysis.ledger_basis import Basis
from tracker.analysis.places import places
from tracker.analysis.prospect.courses import Key
from tracker.analysis.prospect.model import Array
from tracker.units import DAY


def weekly_hours(basis: Basis, first: dt.date, weeks: int) -> dict[Key, Array]:
    """Hours of each (platform, project) in these weeks ("": paid work without a project), as rung 6 counts them.

    Parallel sessions count once. Unpaid hours that name no project go to the projects of their platform by paid time;
    hours of unknown pay for which nothing came are left out.
    """
    h = basis.hours
    last = first + 7 * weeks * DAY
    inside = (h["day"] >= np.datetime64(first)) & (h["day"] < np.datetime64(last))
    h = h[inside & ~h["row"].isin(basis.money.unpriced)]
    if h.empty:
        return {}
    h = h.assign(
        week=(h["day"].to_numpy().astype("datetime64[D]") - np.datetime64(first)).astype(int) // 7,
        project=h["project"].astype("str").fillna(""),
    )
    loose = (h["project"] == "") & ~h["paid"]
    each = _each(h, loose)
    of = h[~loose]
    at, names = places(of)
    more = np.array([1 + each.get(platform, 0.0) for platform, _project in names])[at]
    seconds = of["seconds"].to_numpy() * np.where(of["paid"], more, 1.0)
    sums = np.bincount(at * weeks + of["week"].to_numpy(), weights=seconds, minlength=len(names) * weeks)
    out: dict[Key, Array] = dict(zip(names, sums.reshape(len(names), weeks), strict=True))
    days, spent = daily_hours(h), sum(float(v.sum()) for v in out.values())
    scale = float(days["paid"].sum() + days["unpaid"].sum()) / spent if spent > 0 else 0.0
    return {key: seconds * scale for key, seconds in out.items()}


def _each(h: pd.DataFrame, loose: pd.Series) -> dict[str, float]:
    """Unpaid seconds without a project for each paid one, by platform."""
    paid = {str(p): float(s) for p, s in h[h["paid"]].groupby("platform")["seconds"].sum().items()}
    rest = {str(p): float(s) for p, s in h[loose].groupby("platform")["seconds"].sum().items()}
    return {p: seconds / paid[p] for p, seconds in rest.items() if paid.get(p, 0.0) > 0}
