"""When a mapped row was worked: clock times, nights, and what holds where span and duration disagree."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.errors import InputError
from tracker.importers.formats.common import Told
from tracker.importers.mapped_cells import When
from tracker.importers.mapped_row import Seen
from tracker.importers.spans import SLACK, true_end, true_span
from tracker.say import Said, Word
from tracker.words import local_span


@dataclass(frozen=True, slots=True)
class Times:
    """Start and end in UTC with the seconds worked if they are not the span; or only seconds, of a day."""

    start: dt.datetime | None
    end: dt.datetime | None
    seconds: int | None
    day: dt.date | None = None
    until: dt.date | None = None


def times(seen: Seen, zone: str, told: Told) -> Times:
    """Raises a problem of the row for an end before its start that is not a night, and for times that cannot be."""
    seconds = _seconds(seen)
    begin = seen.get("start")
    if begin is None:
        if seconds is None:
            raise seen.row.problem("duration", "missing", "the row gives neither when nor how long")
        return _of_days(seen, seconds)
    start = _at(begin, seen)
    if "zone" in seen.mapping.columns and start.tzinfo is None:
        said = seen.need("zone")
        start, zone = (start, said) if isinstance(said, str) else (start.replace(tzinfo=said), zone)
    end, clock = _end(seen, start, seconds)
    if end.tzinfo is None and isinstance(start.tzinfo, dt.timezone) and "zone" in seen.mapping.columns:
        end = end.replace(tzinfo=start.tzinfo)
    day = start.date()
    try:
        if start.tzinfo is None or end.tzinfo is None:
            read = true_span if clock else local_span
            start, end = read(_bare(start), _bare(end), zone, seconds)
        else:
            end = true_end(start, end, seconds) if clock else end
            start, end = start.astimezone(dt.UTC), end.astimezone(dt.UTC)
    except InputError as error:
        raise seen.row.problem("end", error.code, error.message) from None
    return _worked(seen, Times(start, end, seconds, day), told)


_WEEK = dt.timedelta(days=6)


def _of_days(seen: Seen, seconds: int) -> Times:
    """Seconds of a day, of the days up to a last one, or of a week."""
    day, until = seen.need("date"), seen.get("date_until")
    match seen.mapping.covers:
        case "week from":
            until = day + _WEEK
        case "week to":
            day, until = day - _WEEK, day
    return Times(None, None, seconds, day, until)


def _paused(seen: Seen, span: int) -> int | None:
    """Seconds worked of a span of which a pause comes off; None if there is none."""
    pause = seen.get("pause")
    if not pause:
        return None
    if pause >= span:
        raise seen.row.problem("pause", "more_than_span", "the pause is as long as from start to end")
    return int(span - pause)


def _seconds(seen: Seen) -> int | None:
    parts = [n for f in ("duration", "duration_minutes", "duration_more") if (n := seen.get(f)) is not None]
    return sum(parts) if parts else None


def _worked(seen: Seen, found: Times, told: Told) -> Times:
    """The rule is one for the whole file: `worked` of the mapping, else the duration, never more than the span."""
    assert found.start is not None
    assert found.end is not None
    span, seconds = round((found.end - found.start).total_seconds()), found.seconds
    if (left := _paused(seen, span)) is not None:
        return Times(found.start, found.end, left)
    if seconds is None or abs(span - seconds) <= SLACK or seen.mapping.worked == "span":
        if seconds is not None and abs(span - seconds) > SLACK:
            told.add("In {n} rows start and end were taken, not the duration.")
            return Times(found.start, found.end, None)
        return Times(found.start, found.end, seconds if seconds is not None and 0 < seconds < span else None)
    if seconds < span and (seconds or seen.mapping.worked):
        told.add("In {n} rows the duration is the time worked, which is less than from start to end.")
        return Times(found.start, found.end, seconds)
    if seen.mapping.worked is None:
        text = Said(
            "{seconds} min of work, but {span} min from start to end: set in the mapping which is worked",
            seconds=Word(seconds // 60),
            span=Word(span // 60),
        )
        raise seen.row.problem("duration", "more_than_span", text)
    told.add("In {n} rows the duration was taken, which is more than from start to end; their clock times were not.")
    return Times(None, None, seconds, found.day)


def _end(seen: Seen, start: dt.datetime, seconds: int | None) -> tuple[dt.datetime, bool]:
    """The end as written, and whether it is a clock time of the start's day."""
    finish: When | None = seen.get("end")
    if finish is None:
        if seconds is None:
            raise seen.row.problem("end", "missing", "the row has neither an end nor a duration")
        return start + dt.timedelta(seconds=seconds), False
    if isinstance(finish, dt.datetime):
        return finish, False
    day = seen.get("end_date")
    end = dt.datetime.combine(day or start.date(), dt.time(), start.tzinfo) + dt.timedelta(seconds=finish)
    return end, day is None


def _at(when: When, seen: Seen) -> dt.datetime:
    if isinstance(when, dt.datetime):
        return when
    return dt.datetime.combine(seen.need("date"), dt.time()) + dt.timedelta(seconds=when)


def _bare(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo is None else moment.replace(tzinfo=None)
