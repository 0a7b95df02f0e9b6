"""Of everything owed: its pay day by the terms, or what is in the way of one.

waiting        not approved yet: due no sooner than that, and at the latest after `auto_after_days`
not_handed_in  the clock starts with the worker's own invoice, and none is recorded
unknown        nobody says when it is due, or on which day it was approved
deferred       the sum is under the smallest payout
free           it can be drawn, and nobody has asked for it
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from tracker.analysis.fx import EPOCH, to_date
from tracker.analysis.terms_of_pay.terms import NO_TERMS, Terms, arrival, cycle_end, in_force, own_due, pay_day
from tracker.domain import Status
from tracker.kinds import CountsFrom

NEVER = 10**9
"""A day number that no day has."""
FAR = 10**5
"""A day number behind all that are used."""


class State(StrEnum):
    DUE = "due"
    WAITING = "waiting"
    NOT_HANDED_IN = "not_handed_in"
    UNKNOWN = "unknown"
    DEFERRED = "deferred"
    FREE = "free"


def pay_days(
    owed: pd.DataFrame, terms: Mapping[str, tuple[Terms, ...]], as_of: dt.date, home: ZoneInfo
) -> pd.DataFrame:
    """The pay day of each row, or the state that it is in.

    Args:
        owed: platform, kind (of pay), last (day number of the last day earned), started (instant, NaT without clock
            times), submitted, approved, own_due (datetimes, NaT where not recorded), status.
        home: the zone of cycles that name none.
    Returns:
        One row per row of `owed` and part of its pay: at (its position), share (percent of the pay), terms (the
        `Terms`), due (day number: the pay day; in another state a day near which money may come), latest (day number
        by which it is due at the latest, NEVER if nobody says so), state, named (bool: the row itself names it).
    """
    today = (as_of - EPOCH).days
    groups = list(_groups(owed, terms)) or [(np.array([], dtype=np.int64), NO_TERMS)]
    made = [_by_terms(owed.iloc[at], t, today, home) for at, t in groups]
    due, latest, state, named = (np.concatenate(parts) for parts in zip(*made, strict=True))
    which = [t for at, t in groups for _ in at]
    found = pd.DataFrame(
        {
            "at": np.concatenate([at for at, _ in groups]), "share": [t.part for t in which],
            "terms": pd.Series(which, dtype="object"), "due": due, "latest": latest,
            "state": pd.Series(state, dtype="object"), "named": named,
        }
    )  # fmt: skip
    return found.sort_values("at", kind="stable", ignore_index=True)


def _groups(owed: pd.DataFrame, terms: Mapping[str, tuple[Terms, ...]]) -> Iterator[tuple[np.ndarray, Terms]]:
    """Positions of the rows that one set of terms is for; rows whose pay is shared come once for each part."""
    last = owed["last"].to_numpy(dtype=np.int64)
    keys = owed["platform"].astype("str") + "\x1f" + owed["kind"].astype("str").fillna("")
    for name, at in keys.groupby(keys).indices.items():
        platform, _, kind = str(name).partition("\x1f")
        begun = {(t.holds_from - EPOCH).days for t in terms.get(platform, ()) if t.holds_from is not None}
        starts = np.array(sorted(begun), dtype=np.int64)
        era = np.searchsorted(starts, last[at], side="right")
        for n in np.unique(era):
            day = to_date(int(starts[n - 1])) if n else dt.date.min
            for t in in_force(terms, platform, kind or None, day):
                yield at[era == n], t


def _by_terms(rows: pd.DataFrame, terms: Terms, today: int, home: ZoneInfo) -> tuple[np.ndarray, ...]:
    """Due, latest, state and named of the rows of one set of terms, as arrays."""
    start, state, surely = _starts(rows, terms, today, home)
    due = _each(start, lambda d: pay_day(terms, d) or cycle_end(terms, d))
    by_then = _each(np.where(surely < NEVER, surely, start), lambda d: arrival(terms, pay_day(terms, d) or d))
    says = _days(rows["own_due"], NEVER)
    named = says < NEVER
    due = np.where(named, _each(np.where(named, says, start), lambda d: own_due(terms, d)), due)
    if not terms.known:
        state = np.where(state == State.DUE, State.UNKNOWN.value, state)
    state = np.where(named, State.DUE.value, state)
    hangs = (state == State.WAITING) & (surely < NEVER) & terms.known
    latest = np.where(state == State.DUE, due, np.where(hangs, by_then, NEVER))
    return due, latest, state, named


def _starts(rows: pd.DataFrame, terms: Terms, today: int, home: ZoneInfo) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Day numbers from which days are counted, the states, and the day numbers by which the clock starts at the
    latest (NEVER: nobody says so)."""
    earned = _earned(rows, terms, home)
    state = np.full(len(rows), State.DUE.value, dtype=object)
    handed = _days(rows["submitted"], today)
    in_time = np.where(handed < NEVER, handed, earned)
    match terms.counts_from:
        case CountsFrom.SUBMITTED:
            return in_time, state, in_time
        case CountsFrom.INVOICED:
            state[handed == NEVER] = State.NOT_HANDED_IN.value
            return in_time, state, handed
        case CountsFrom.APPROVED | CountsFrom.RELEASED:
            return _approved(rows, terms, in_time, state, today)
        case _:
            return earned, state, earned


def _approved(
    rows: pd.DataFrame, terms: Terms, handed: np.ndarray, state: np.ndarray, today: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    said = _days(rows["approved"], today)
    by_itself = np.full(len(rows), NEVER) if terms.auto is None else handed + terms.auto
    start = np.minimum(said, by_itself)
    open_ = (said == NEVER) & (by_itself > today)
    told = (rows["status"] == Status.APPROVED.value).to_numpy()
    state[open_] = State.WAITING.value
    state[open_ & told] = State.UNKNOWN.value
    return np.where(open_, handed, start), state, by_itself


def _earned(rows: pd.DataFrame, terms: Terms, home: ZoneInfo) -> np.ndarray:
    """Day numbers of the days earned, as the pay cycle counts them: in its zone, and to its hour."""
    days = rows["last"].to_numpy(dtype=np.int64).copy()
    if not terms.cycled or (terms.zone is None and terms.ends_at == 24):
        return days
    clocked = rows["started"].notna().to_numpy()
    local = rows["started"][clocked].dt.tz_convert(terms.zone or home)
    shifted = local.dt.tz_localize(None) + pd.Timedelta(hours=24 - terms.ends_at)
    days[clocked] = shifted.to_numpy(dtype="datetime64[D]").astype(np.int64)
    return days


def _days(column: pd.Series, today: int) -> np.ndarray:
    """Day numbers; NEVER for a day that is not recorded or is after as-of."""
    days = column.to_numpy(dtype="datetime64[D]")
    numbers = np.where(np.isnat(days), NEVER, days.astype(np.int64))
    return np.where(numbers > today, NEVER, numbers)


def _each(days: np.ndarray, of: Callable[[dt.date], dt.date]) -> np.ndarray:
    """A day number for each day number, worked out once for each day."""
    distinct, where = np.unique(days, return_inverse=True)
    found = np.array([(of(to_date(int(d))) - EPOCH).days for d in distinct], dtype=np.int64)
    out: np.ndarray = found[where]
    return out
