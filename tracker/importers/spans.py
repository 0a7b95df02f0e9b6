"""Start, end and duration of one row, if they do not agree: one rule for formats and mapped tables.

    22:00 - 06:00               a night: the end is before noon, at most 16 hours on
    18:00 - 13:00, 19 h         a night: the duration says so
    20:51 - 20:49, 0:00         asked: the row is rejected (`ends_before_start`)

Which of the two counts if a duration is not as long as from start to end is said once for a file, never
row by row: a time tracker's clock times count; in a table of somebody's own a duration that is shorter in
every such row has its pauses taken off.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tracker.errors import InputError
from tracker.say import Word
from tracker.words import local_span, steady_offset

SLACK = 60
"""Seconds by which a duration in whole minutes may differ from its span."""
_DAY = dt.timedelta(days=1)
_NOON = dt.time(12)
_LONGEST_NIGHT = 16 * 3600


def true_end(start: dt.datetime, end: dt.datetime, seconds: int | None, night: int | None = None) -> dt.datetime:
    """The end of a row whose clock times are on one date: the next day's where the row is a night.

    `seconds` is the row's duration, None if it says none; `night` how long it would be until the next day's end,
    where the clocks move in between. Raises `InputError` (`ends_before_start`).

    >>> true_end(dt.datetime(2026, 5, 4, 22), dt.datetime(2026, 5, 4, 6), None).day
    5
    """
    if end > start or (end == start and not _lasts(seconds, 86_400)):
        return end
    span = night if night is not None else round((end + _DAY - start).total_seconds())
    if end.date() == start.date() and _is_night(end.time(), span, seconds):
        return end + _DAY
    raise InputError(
        "It ends at {value}, before it starts at {start}, and its duration does not make it a night."
        if seconds is not None
        else "It ends at {value}, before it starts at {start}, and there is no duration.",
        hint="Correct the start, the end or the duration.",
        code="ends_before_start",
        value=f"{end:%H:%M}",
        start=Word(f"{start:%H:%M}"),
    )


def true_span(start: dt.datetime, end: dt.datetime, zone: str, seconds: int | None) -> tuple[dt.datetime, dt.datetime]:
    """Start and end, in UTC, of a row's local times on one date or on two: `true_end`, then `local_span`.

    An end that only seems to be before its start, because the clocks were put back, is not a night. Raises
    `InputError` as both do.

    >>> berlin = "Europe/Berlin"    # the hour from 02:00 is twice on 25 October 2026
    >>> first, last = dt.datetime(2026, 10, 25, 2, 50), dt.datetime(2026, 10, 25, 2, 10)
    >>> [t.strftime("%H:%M") for t in true_span(first, last, berlin, None)]
    ['00:50', '01:10']
    """
    said = seconds or None
    if end > start:
        return local_span(start, end, zone, said)
    if end < start and steady_offset(start.date(), zone) is None and (back := _over_a_change(start, end, zone, said)):
        return back
    night = None
    if end.date() == start.date() and (over := _over_a_change(start, end + _DAY, zone, said)):
        night = round((over[1] - over[0]).total_seconds())
    return local_span(start, true_end(start, end, seconds, night), zone, said)


def _over_a_change(
    start: dt.datetime, end: dt.datetime, zone: str, seconds: int | None
) -> tuple[dt.datetime, dt.datetime] | None:
    """Both in UTC where they run forward and mean one moment each; else None."""
    try:
        first, last = local_span(start, end, zone, seconds)
    except InputError:
        return None
    return (first, last) if first < last else None


def _lasts(seconds: int | None, span: int) -> bool:
    return seconds is not None and abs(span - seconds) <= SLACK


def _is_night(end: dt.time, span: int, seconds: int | None) -> bool:
    if _lasts(seconds, span):
        return True
    likely = end < _NOON and span <= _LONGEST_NIGHT
    return likely and (seconds is None or span <= 2 * seconds < 2 * span)


def pauses_taken_off(lengths: Iterable[tuple[int, int | None]]) -> bool:
    """Whether the durations of a file count where they differ from their spans: none of them is longer.

    `lengths`: (seconds from start to end, seconds of the duration, None if the row says none). A duration
    of zero says nothing, and so does one within `SLACK`.

    >>> pauses_taken_off([(3600, 3600), (3600, 3000)]), pauses_taken_off([(3600, 3000), (3600, 4500)])
    (True, False)
    """
    return all(not worked or worked <= span + SLACK for span, worked in lengths)
