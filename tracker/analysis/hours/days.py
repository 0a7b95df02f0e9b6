"""Hours: sessions split over calendar days, the time they cover, and the hours on offer (methods, section 2).

Time is a union of intervals, never a sum of durations:

    paid      |=======|     |======|              P = both together
    unpaid        |----------|                    U = only what is outside P
    day       |=======|------|======|
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from tracker.analysis.hours.counted import counted_seconds
from tracker.analysis.hours.declared import listed_weekdays
from tracker.analysis.places import project_of, told
from tracker.domain import Activity
from tracker.frames import HOUR_PARTS
from tracker.units import DAY

Array: TypeAlias = np.ndarray[Any, Any]

HOUR = 3600.0
MERGE = np.timedelta64(60_000_000, "us")
"""Sessions of one side at most this far apart count as one (Hara et al. 2018)."""
QUARTER = 900_000_000
"""Microseconds of a quarter of an hour: every zone's midnight is on one."""


class _Pieces(NamedTuple):
    """Sessions cut at midnights: position of the session, its share of the session, span in seconds."""

    at: Array
    day: Array
    start: Array
    end: Array
    share: Array
    span: Array


def hour_parts(
    sessions: pd.DataFrame,
    projects: pd.DataFrame,
    availability: pd.DataFrame,
    zone: ZoneInfo,
    as_of: dt.date,
) -> pd.DataFrame:
    """Work sessions split over the home zone's calendar days, one row per session and day it touches.

    The three frames are those of the ledger (`frames.LedgerFrames`); the result is `frames.HOUR_PARTS`,
    in the sessions' order. What starts after the end of `as_of` does not exist, what runs past it counts
    up to it. Hours known only for a stretch of days are spread evenly over the weekdays listed by the
    availability in force (Monday to Friday if none is), or over all days if the stretch has none of
    these. Rejected and removed work keeps its hours. A rate or amount of zero does not make a session
    paid. Source: methods, sections 1 and 2.
    """
    cut = [_clocked(sessions, zone, as_of), _dated(sessions, availability, as_of)]
    joined = _Pieces(*(np.concatenate(columns) for columns in zip(*cut, strict=True)))
    order = np.argsort(joined.at, kind="stable")
    pieces = _Pieces(*(values[order] for values in joined))
    own = _own_seconds(sessions)
    counted = counted_seconds(sessions, own, projects)
    seconds = own[pieces.at] * pieces.share
    made = {
        **{name: sessions[name].take(pieces.at).array for name in ("row", "platform", "project")},
        "role": told(projects, "role", project_of(sessions, projects)[pieces.at]),
        "day": pieces.day,
        "start": pd.DatetimeIndex(pieces.start).tz_localize("UTC"),
        "end": pd.DatetimeIndex(pieces.end).tz_localize("UTC"),
        "seconds": seconds,
        "pause": np.maximum(pieces.span - seconds, 0.0),
        "counted": counted[pieces.at] * pieces.share,
        "paid": _paid(sessions)[pieces.at],
        "activity": _activity(sessions).take(pieces.at).array,
        "day_seconds": _day_seconds(pieces.day, zone),
    }
    return pd.DataFrame({name: made[name] for name in HOUR_PARTS})


def day_starts(first: dt.date, last: dt.date, zone: ZoneInfo) -> Array:
    """The first instant (UTC, datetime64[us]) of each calendar day from `first` to `last` in a zone.

    >>> day_starts(dt.date(2026, 3, 8), dt.date(2026, 3, 9), ZoneInfo("America/New_York")).tolist()
    [datetime.datetime(2026, 3, 8, 5, 0), datetime.datetime(2026, 3, 9, 4, 0)]
    """
    years = [_year_starts(year, zone) for year in range(first.year, last.year + 1)]
    begin = (first - dt.date(first.year, 1, 1)).days
    starts: Array = np.concatenate(years)[begin : begin + (last - first).days + 1]
    return starts


@lru_cache(maxsize=256)
def _year_starts(year: int, zone: ZoneInfo) -> Array:
    """The same of each day of a year; not to be written to."""
    of = np.datetime64(year - 1970, "Y")
    days = np.arange(of, of + 1, dtype="datetime64[D]")
    offsets = [dt.datetime(d.year, d.month, d.day, tzinfo=zone).utcoffset() for d in days.tolist()]
    starts: Array = days.astype("datetime64[us]") - np.array(offsets, dtype="timedelta64[us]")
    return starts


def _day_seconds(days: Array, zone: ZoneInfo) -> Array:
    """How long each calendar day really is: 24 hours but where the clocks move."""
    if not len(days):
        return np.array([])
    first, last = _date(days.min()), _date(days.max())
    length = _seconds(np.diff(day_starts(first, last + DAY, zone)))
    found: Array = length[_day_number(days, first)]
    return found


def _clocked(sessions: pd.DataFrame, zone: ZoneInfo, as_of: dt.date) -> _Pieces:
    """Sessions with clock times, cut at the home zone's midnights and at the end of `as_of`."""
    start, end = _instants(sessions["started_at"]), _instants(sessions["ended_at"])
    limit = day_starts(as_of + DAY, as_of + DAY, zone)[0]
    at = np.flatnonzero(~np.isnat(start) & ~np.isnat(end) & (start < limit))
    if not len(at):
        return _no_pieces()
    start, end = start[at], np.maximum(end[at], start[at])
    upto = np.minimum(end, limit)
    edges = day_starts(_date(start.min()) - DAY, _date(upto.max()) + 2 * DAY, zone)
    first = np.searchsorted(edges, start, "right") - 1
    last = np.maximum(np.searchsorted(edges, upto, "left") - 1, first)
    i, k = _unrolled(first, last)
    begin, stop = np.maximum(start[i], edges[k]), np.minimum(upto[i], edges[k + 1])
    whole, span = _seconds(end - start)[i], _seconds(stop - begin)
    share = np.divide(span, whole, out=np.ones_like(span), where=whole > 0)
    day = np.datetime64(_date(start.min()) - DAY, "us") + k * np.timedelta64(1, "D")
    keep = (span > 0) | (first == last)[i]  # a zone that skips a calendar day leaves an empty piece
    return _Pieces(*(v[keep] for v in (at[i], day, begin, stop, share, span)))


def _dated(sessions: pd.DataFrame, availability: pd.DataFrame, as_of: dt.date) -> _Pieces:
    """Sessions of which only the day, or a stretch of days, is known."""
    clock = (sessions["started_at"].notna() & sessions["ended_at"].notna()).to_numpy()
    on, until = _instants(sessions["worked_on"]), _instants(sessions["worked_until"])
    at = np.flatnonzero(~clock & ~np.isnat(on) & (on <= np.datetime64(as_of, "us")))
    if not len(at):
        return _no_pieces()
    on, until = on[at], until[at]
    until = np.where(np.isnat(until), on, np.maximum(until, on))
    base, top = _date(on.min()), _date(until.max())
    i, k = _unrolled(_day_number(on, base), _day_number(until, base))
    listed = listed_weekdays(availability, base, top)[k]
    none_listed = np.bincount(i, listed, len(at)) == 0
    used = listed | none_listed[i]
    share = used / np.bincount(i, used, len(at))[i]
    day = np.datetime64(base, "us") + k * np.timedelta64(1, "D")
    keep = used & (day <= np.datetime64(as_of, "us"))
    nothing = np.full(int(keep.sum()), np.datetime64("NaT", "us"))
    return _Pieces(at[i][keep], day[keep], nothing, nothing, share[keep], np.zeros(len(nothing)))


def _no_pieces() -> _Pieces:
    instants = np.array([], dtype="datetime64[us]")
    return _Pieces(np.array([], dtype="int64"), instants, instants, instants, np.array([]), np.array([]))


def _unrolled(first: Array, last: Array) -> tuple[Array, Array]:
    """One entry per number from first[i] to last[i]: the i and the number."""
    n = last - first + 1
    i = np.repeat(np.arange(len(n)), n)
    return i, first[i] + np.arange(len(i)) - np.repeat(np.cumsum(n) - n, n)


def _own_seconds(sessions: pd.DataFrame) -> Array:
    minutes = _numbers(sessions["minutes"])
    span = _seconds(_instants(sessions["ended_at"]) - _instants(sessions["started_at"]))
    own: Array = np.nan_to_num(np.where(np.isnan(minutes), span, minutes))
    return own


def _paid(sessions: pd.DataFrame) -> Array:
    money = [np.nan_to_num(_numbers(sessions[name])) != 0 for name in ("rate", "amount")]
    task = (_activity(sessions) == Activity.TASK.value).to_numpy(dtype=bool)
    paid: Array = np.logical_or.reduce([task, *money])
    return paid


def _activity(sessions: pd.DataFrame) -> pd.Series:
    return sessions["activity"].fillna(Activity.TASK.value)


def _numbers(values: pd.Series) -> Array:
    return values.to_numpy(dtype="float64", na_value=np.nan)


def _instants(values: pd.Series) -> Array:
    """Days, or instants in UTC, without their zone."""
    return np.asarray(values, dtype="datetime64[us]")


def _seconds(spans: Array) -> Array:
    return spans / np.timedelta64(1, "s")


def _date(instant: Any) -> dt.date:
    return instant.astype("datetime64[D]").item()  # type: ignore[no-any-return]


def _day_number(days: Array, base: dt.date) -> Array:
    return (days - np.datetime64(base, "us")) // np.timedelta64(1, "D")


# --- the time covered -----------------------------------------------------------------------------------


def daily_hours(parts: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """Paid and unpaid hours per day, and per key where `by` names columns of `frames.HOUR_PARTS`.

        column    meaning
        *by       the keys; "" if the parts name none
        day       datetime64[us]
        paid      float hours: union of the paid sessions
        unpaid    float hours: union of the unpaid ones, less the paid union
        capped    bool: more hours than the day has were recorded (caveat `over_24h`); paid time is kept first

    Sessions without clock times add their time; pauses are taken off in full, no side below zero.
    Sessions of one side at most a minute apart merge, over midnight too. Rows are sorted by key and day.
    Source: methods, section 2; Hara et al. 2018 for the minute.
    """
    keys = parts[[*by, "day"]].fillna(dict.fromkeys(by, ""))
    cells = keys.drop_duplicates().sort_values([*by, "day"], ignore_index=True)
    cell = keys.merge(cells.assign(cell=np.arange(len(cells))), how="left", on=[*by, "day"])["cell"].to_numpy()
    lane = keys.groupby(list(by)).ngroup().to_numpy() if by else np.zeros(len(parts), dtype="int64")
    n, paid = len(cells), parts["paid"].to_numpy(dtype=bool)
    spans = _Spans(lane, cell, _instants(parts["start"]), _instants(parts["end"]))
    clock = ~np.isnat(spans.start)
    on, off = _merged(spans.only(clock & paid)), _merged(spans.only(clock & ~paid))
    covered = _covered(on, n)
    either = _covered(_Spans(*(np.concatenate(pair) for pair in zip(on, off, strict=True))), n)
    extra = np.where(clock, -parts["pause"].to_numpy(), parts["seconds"].to_numpy())
    p = np.maximum(covered + np.bincount(cell, extra * paid, n), 0.0) / HOUR
    u = np.maximum(either - covered + np.bincount(cell, extra * ~paid, n), 0.0) / HOUR
    longest = np.zeros(n)
    longest[cell] = parts["day_seconds"].to_numpy() / HOUR
    held = np.minimum(p, longest)
    return cells.assign(paid=held, unpaid=np.minimum(u, longest - held), capped=p + u > longest + 1e-9)


class _Spans(NamedTuple):
    """Intervals by lane (a key; unions never reach over it) and cell (key and day)."""

    lane: Array
    cell: Array
    start: Array
    end: Array

    def only(self, mask: Array) -> _Spans:
        return _Spans(*(values[mask] for values in self))


def _merged(spans: _Spans) -> _Spans:
    """The intervals of one side and, as intervals of their own, the gaps of at most a minute between them.

    A gap over midnight belongs to both days:

        23:59:20 |23:59:40  00:00:10|            before
        =========|..................|=======     the gap
                 |.........|........|            its two pieces
    """
    order = np.lexsort((spans.start, spans.lane))
    lane, cell, start, end = (values[order] for values in spans)
    reach = _reach(lane, end)
    gap = start[1:] - reach[:-1]
    near = np.flatnonzero((lane[1:] == lane[:-1]) & (gap > np.timedelta64(0, "us")) & (gap <= MERGE))
    left, right = reach[near], start[near + 1]
    midnight = -(-left.astype("int64") // QUARTER) * QUARTER
    middle = np.where(cell[near] == cell[near + 1], right, midnight.astype("datetime64[us]"))
    middle = np.where(middle > right, left, middle)
    return _Spans(
        np.concatenate([lane, lane[near], lane[near]]),
        np.concatenate([cell, cell[near], cell[near + 1]]),
        np.concatenate([start, left, middle]),
        np.concatenate([end, middle, right]),
    )


def _covered(spans: _Spans, n: int) -> Array:
    """Seconds that the intervals of each of the n cells cover together."""
    order = np.lexsort((spans.start, spans.cell))
    _, cell, start, end = (values[order] for values in spans)
    begin = start.copy()
    reach = _reach(cell, end)[:-1]
    begin[1:] = np.where(cell[1:] == cell[:-1], np.maximum(start[1:], reach), start[1:])
    return np.bincount(cell, _seconds(np.maximum(end - begin, np.timedelta64(0, "us"))), n)


def _reach(group: Array, end: Array) -> Array:
    """The latest end so far within each group; rows are sorted by group and start."""
    latest = pd.Series(end.astype("int64")).groupby(group).cummax()
    return latest.to_numpy(dtype="int64").astype("datetime64[us]")


# --- sums over parts ------------------------------------------------------------------------------------


def counted_hours(parts: pd.DataFrame, paid_hours: float) -> float:
    """Hours the platform counted: paid hours x counted / own minutes of the paid sessions, so that
    parallel tasks do not hide undercounting. 0 if no paid time was recorded. Methods, section 2.
    """
    paid = parts["paid"].to_numpy(dtype=bool)
    own = float(parts["seconds"].to_numpy()[paid].sum())
    return paid_hours * float(parts["counted"].to_numpy()[paid].sum()) / own if own > 0 else 0.0


def unpaid_by_activity(parts: pd.DataFrame, unpaid_hours: float | None = None) -> dict[str, float]:
    """Unpaid hours by kind of work, sorted by name; they sum to `unpaid_hours` (by default that of `parts`).

    Kinds overlap with each other and with paid work, so the union is shared by their own minutes.
    """
    unpaid = parts[~parts["paid"].to_numpy(dtype=bool)]
    own = unpaid["seconds"].groupby(unpaid["activity"]).sum()
    if unpaid_hours is None:
        unpaid_hours = float(daily_hours(parts)["unpaid"].sum())
    whole = float(own.sum())
    if whole <= 0:
        return {str(name): unpaid_hours / len(own) for name in own.index}
    return {str(name): unpaid_hours * float(seconds) / whole for name, seconds in own.items()}
