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
from tracker.analysis.terms_of_pay.terms import (
    NO_TERMS,
    Terms,
    all_terms,
    arrival,
    cycle_end,
    in_force,
    own_due,
    paid_after,
)
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
            times), submitted, approved, own_due (datetimes, NaT if not recorded), status.
        home: the zone of cycles that name none.
    Returns:
        One row per row of `owed` and part of its pay: at (its position), share (percent of the pay), terms (position
        in `all_terms`), due (day number: the pay day; in another state a day near which money may come), latest (day
        number by which it is due at the latest, NEVER if nobody says so), state, named (bool: the row itself names
        it).
    """
    today, number = (as_of - EPOCH).days, {t: n for n, t in enumerate(all_terms(terms))}
    groups = list(_groups(owed, terms)) or [(np.array([], dtype=np.int64), NO_TERMS)]
    made = [_by_terms(owed.iloc[at], t, today, home) for at, t in groups]
    due, latest, state, named = (np.concatenate(parts) for parts in zip(*made, strict=True))
    sizes = [len(at) for at, _ in groups]
    found = pd.DataFrame(
        {
            "at": np.concatenate([at for at, _ in groups]), "share": np.repeat([t.part for _, t in groups], sizes),
            "terms": np.repeat([number[t] for _, t in groups], sizes), "due": due, "latest": latest,
            "state": pd.Series(state, dtype="object"), "named": named,
        }
    )  # fmt: skip
    return found.sort_values("at", kind="stable", ignore_index=True)


def _groups(owed: pd.DataFrame, terms: Mapping[str, tuple[Terms, ...]]) -> Iterator[tuple[np.ndarray, Terms]]:
    """Positions of the rows that one set of terms is for; rows whose pay is shared come once for each part."""
    last = owed["last"].to_numpy(dtype=np.int64)
    platform, platforms = pd.factorize(owed["platform"])
    kind, kinds = pd.factorize(owed["kind"])  # -1: of none
    for name, at in _positions(platform, platforms):
        begun = {(t.holds_from - EPOCH).days for t in terms.get(name, ()) if t.holds_from is not None}
        starts = np.array(sorted(begun), dtype=np.int64)
        era = np.searchsorted(starts, last[at], side="right")
        cell = era * (len(kinds) + 1) + kind[at] + 1
        if len(terms.get(name, ())) < 2:  # terms of its own columns, which are for any kind and day
            cell[:] = 0
        for c in np.unique(cell):
            n, k = divmod(int(c), len(kinds) + 1)
            day = to_date(int(starts[n - 1])) if n else dt.date.min
            for t in in_force(terms, name, str(kinds[k - 1]) if k else None, day):
                yield at[cell == c], t


def _positions(codes: np.ndarray, names: pd.Index) -> Iterator[tuple[str, np.ndarray]]:
    for code, name in enumerate(names):
        yield str(name), np.flatnonzero(codes == code)


def _by_terms(rows: pd.DataFrame, terms: Terms, today: int, home: ZoneInfo) -> tuple[np.ndarray, ...]:
    """Due, latest, state and named of the rows of one set of terms, as arrays."""
    start, state, surely = _starts(rows, terms, today, home)
    due = _pay_days(terms, start)
    says = _days(rows["own_due"], NEVER)
    named = says < NEVER
    due[named] = each_day(says[named], lambda d: own_due(terms, d))
    if not terms.known:
        state[state == State.DUE] = State.UNKNOWN.value
    state[named] = State.DUE.value
    latest = np.where(state == State.DUE, due, NEVER)
    if terms.known:
        hangs = (state == State.WAITING) & (surely < NEVER)
        latest[hangs] = each_day(_pay_days(terms, surely[hangs]), lambda d: arrival(terms, d))
    return due, latest, state, named


def _pay_days(terms: Terms, starts: np.ndarray) -> np.ndarray:
    """The pay days of what counts from these days; the ends of its pay cycles if nobody says when these are paid."""
    ends = _cycle_ends(terms, starts)
    return each_day(ends, lambda d: paid_after(terms, d)) if terms.known else ends


def _cycle_ends(terms: Terms, days: np.ndarray) -> np.ndarray:
    """Last days of the pay cycles that hold these days, each worked out once."""
    if not terms.cycled:
        return days.copy()
    distinct, where = np.unique(days, return_inverse=True)
    ends, done = distinct.copy(), 0
    while done < len(distinct):
        end = (cycle_end(terms, to_date(int(distinct[done]))) - EPOCH).days
        upto = int(np.searchsorted(distinct, end, side="right"))
        ends[done:upto] = end
        done = upto
    out: np.ndarray = ends[where]
    return out


def _starts(rows: pd.DataFrame, terms: Terms, today: int, home: ZoneInfo) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Day numbers from which days are counted, the states, and the day numbers by which the clock starts at the
    latest (NEVER: nobody says so)."""
    earned = _earned(rows, terms, home)
    state = np.full(len(rows), State.DUE.value, dtype=object)
    if terms.counts_from in (CountsFrom.CYCLE_END, CountsFrom.EARNED):
        return earned, state, earned
    handed = _days(rows["submitted"], today)
    in_time = np.where(handed < NEVER, handed, earned)
    match terms.counts_from:
        case CountsFrom.SUBMITTED:
            return in_time, state, in_time
        case CountsFrom.INVOICED:
            state[handed == NEVER] = State.NOT_HANDED_IN.value
            return in_time, state, handed
        case _:
            return _approved(rows, terms, in_time, state, today)


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


def each_day(days: np.ndarray, of: Callable[[dt.date], dt.date]) -> np.ndarray:
    """A day number for each day number, worked out once for each day."""
    distinct, where = np.unique(days, return_inverse=True)
    found = np.array([of(to_date(d)).toordinal() for d in distinct.tolist()], dtype=np.int64) - EPOCH.toordinal()
    out: np.ndarray = found[where]
    return out
