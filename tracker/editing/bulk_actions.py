"""The steps of bulk editing: each takes sessions as they are shown and gives the changes to stage. All pure.

Every step is checked: what would leave a session that is wrong (half a span, more work than time, an hour
that the clocks skipped) raises InputError and names the day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from tracker.domain import Status, WorkSession, session_seconds
from tracker.editing.bulk import Change, Rows, session_day
from tracker.editing.week import read_cell
from tracker.errors import InputError, Invalid
from tracker.say import Said, Word
from tracker.units import DAY, split_evenly
from tracker.words import local_instant, local_span, parse_clock, parse_day, parse_length
from tracker.words.calendar_days import weekdays_between

Work = tuple[str, str | None]
"""A platform and its project, None for none."""
MOST_REPEATS = 370
MOST_DAYS = 3660
_SHARED = ("platform", "project", "activity", "status", "rate", "currency", "evidence", "worked_on", "worked_until")
"""What sessions must have in common to be merged (the day only if there are no clock times)."""
_SUMS = ("counted_minutes", "tasks", "amount")
_CLOCKS = re.compile(r"(.+?)\s*(?:[-–—]|\bto\b)\s*(.+)")


@contextmanager
def _dated() -> Iterator[None]:
    """What is wrong with a session that would be made, with its day."""
    try:
        yield
    except Invalid as wrong:
        started = wrong.values["started_at"]
        day = wrong.values["worked_on"] or (started.date() if started else "")
        why = Said("{day}: {said}.", day=day, said=wrong.problems[0].message)
        raise InputError(why, code=wrong.code, value=wrong.value) from None


@_dated()
def set_values(rows: Rows, **values: Any) -> list[Change]:
    """Other values in the same columns of every row.

    >>> (made,) = set_values([(1, WorkSession(platform="Mercor", worked_on=dt.date(2026, 5, 1), minutes=60))], note="x")
    >>> made.after.note
    'x'
    """
    return [Change(row, s, replace(s, **values)) for row, s in rows]


@_dated()
def mark(rows: Rows, column: str, day: dt.date | None, zone: ZoneInfo) -> list[Change]:
    """The sessions handed in (`submitted_on`) or approved (`approved_on`) on a day; None: on none that is known.

    What was pending is so no longer once it is approved. Raises InputError for a day before the work.
    """
    last = max(session_day(s, zone) for _, s in rows)
    if day is not None and last > day:
        said = Said("{day} is before the work of {work}.", day=day, work=last)
        raise InputError(said, hint="Give a day on or after it.")
    if column == "submitted_on":
        return set_values(rows, submitted_on=day)
    made = set_values(rows, approved_on=day)
    return [c if day is None else Change(c.row, c.before, _settled(c.after)) for c in made]


def _settled(s: WorkSession | None) -> WorkSession | None:
    return replace(s, status=None) if s is not None and s.status == Status.PENDING else s


@_dated()
def reassign(rows: Rows, to: Work, currencies: Mapping[Work, str]) -> list[Change]:
    """The sessions on another platform and project. `currencies`: what each pays in if a row does not say.

    A rate or amount that was in the old project's currency without saying so says it from now on.
    """
    made = []
    for row, s in rows:
        paid = s.rate is not None or s.amount is not None
        old = s.currency or currencies.get((s.platform, s.project))
        currency = old if paid and old != currencies.get(to) else s.currency
        made.append(Change(row, s, replace(s, platform=to[0], project=to[1], currency=currency)))
    return made


def remove(rows: Rows) -> list[Change]:
    return [Change(row, s, None) for row, s in rows]


@_dated()
def move(rows: Rows, days: int, zone: ZoneInfo) -> list[Change]:
    """The sessions moved by a number of days, at the same local times. Raises InputError (`skipped_hour` …)."""
    if abs(days) > MOST_DAYS:
        raise InputError(
            "{days} days is too far.", hint="Move them by ten years at most.", value=str(days), days=Word(days)
        )
    return [Change(row, s, moved(s, session_day(s, zone) + days * DAY, zone)) for row, s in rows]


def moved(session: WorkSession, day: dt.date, zone: ZoneInfo) -> WorkSession:
    """The session on another day, at the same local times."""
    by = day - session_day(session, zone)
    shifted: dict[str, Any] = {}
    if session.worked_on is not None:
        shifted["worked_on"] = session.worked_on + by
    if session.worked_until is not None:
        shifted["worked_until"] = session.worked_until + by
    if by and session.started_at is not None and session.ended_at is not None:
        ends = (session.started_at, session.ended_at)
        start, end = (t.astimezone(zone).replace(tzinfo=None, fold=0) + by for t in ends)
        lasted = (session.ended_at - session.started_at).total_seconds()
        shifted["started_at"], shifted["ended_at"] = local_span(start, end, str(zone), int(lasted))
    return replace(session, **shifted)


@_dated()
def repeat(
    session: WorkSession, days: Sequence[dt.date], zone: ZoneInfo, known: Iterable[WorkSession] = ()
) -> tuple[list[Change], list[dt.date]]:
    """The same again on other days, as new rows; also the days left out because `known` has the same there.

    What was paid, counted, done and noted as proof stays with the first: a copy is typed, and unapproved.
    Raises InputError for a stretch, for no days and for more than a year of them.
    """
    if session.worked_until is not None:
        raise InputError("Hours known only for a stretch of days cannot be repeated.")
    if not days:
        raise InputError("There is no day to repeat it on.", hint="Give a day after the session's own.")
    if len(days) > MOST_REPEATS:
        raise InputError("These are {days} days.", hint="Repeat it for a year at most.", days=len(days))
    blank = replace(
        session, amount=None, tasks=None, counted_minutes=None, status=None, evidence=None, source=None, source_id=None
    )
    there = {_shape(s) for s in known}
    made, left_out = [], []
    for day in days:
        copy = moved(blank, day, zone)
        if _shape(copy) in there:
            left_out.append(day)
        else:
            made.append(Change(None, None, copy))
    return made, left_out


def _shape(s: WorkSession) -> tuple[object, ...]:
    return s.platform, s.project, s.activity or "task", s.worked_on, s.started_at, s.ended_at, session_seconds(s)


def weekdays_until(day: dt.date, until: dt.date) -> list[dt.date]:
    """Mondays to Fridays after a day, up to another.

    >>> [d.day for d in weekdays_until(dt.date(2026, 5, 7), dt.date(2026, 5, 12))]
    [8, 11, 12]
    """
    return list(weekdays_between(day + DAY, until))


@_dated()
def split(row: int, session: WorkSession, at: str, zone: ZoneInfo) -> list[Change]:
    """Two sessions of one: at a clock time, or, if there are no clock times, after a duration.

    Breaks, counted minutes, tasks and amount are shared by length; both together hold what the one held.

    |=====|=========|
      first   new
    """
    if session.worked_until is not None:
        raise InputError("Hours known only for a stretch of days cannot be split at a time.")
    if session.started_at is None or session.ended_at is None:
        lasted, first = session_seconds(session), parse_length(at, bare="h")
        if not 0 < first < lasted:
            raise InputError("{value} is not within the session.", hint="Give a time shorter than it.", value=at)
        return _halves(row, session, first, lasted - first, {}, {})
    cut = _cut(session.started_at, session.ended_at, at, zone)
    one, two = (int((b - a).total_seconds()) for a, b in ((session.started_at, cut), (cut, session.ended_at)))
    return _halves(row, session, one, two, {"ended_at": cut}, {"started_at": cut})


def _cut(start: dt.datetime, end: dt.datetime, at: str, zone: ZoneInfo) -> dt.datetime:
    clock, day = parse_clock(at), start.astimezone(zone).date()
    while day <= end.astimezone(zone).date():
        found = local_instant(dt.datetime.combine(day, clock), str(zone))
        if start < found < end:
            return found
        day += DAY
    raise InputError("{value} is not within the session.", hint="Give a time between its start and end.", value=at)


def _halves(
    row: int, s: WorkSession, one: int, two: int, first: dict[str, Any], second: dict[str, Any]
) -> list[Change]:
    shares: list[dict[str, Any]] = [dict(first), dict(second)]
    for name in ("minutes", *_SUMS):
        whole = getattr(s, name)
        if whole is not None:
            for share, part in zip(shares, split_evenly(whole, [one, two]), strict=True):
                share[name] = part
    new = replace(s, **shares[1], source=None, source_id=None)
    return [Change(row, s, replace(s, **shares[0])), Change(None, None, new)]


@_dated()
def merge(rows: Rows, zone: ZoneInfo) -> list[Change]:
    """One session of several neighbours of the same work; time between them becomes a break.

    The first keeps its place, the others go. Raises InputError where they differ in more than time, note and
    sums, where only some have clock times, or if two of them overlap.
    """
    if len(rows) < 2:
        raise InputError("Merging needs at least two sessions.")
    timed = {s.started_at is not None for _, s in rows}
    if len(timed) > 1:
        raise InputError("Sessions with and without clock times cannot be merged.")
    early = dt.datetime.min.replace(tzinfo=dt.UTC)
    ordered = sorted(rows, key=lambda x: (x[1].started_at or early, x[0] < 0, abs(x[0])))
    parts = [s for _, s in ordered]
    for name in _SHARED:
        if len({_common(s, name) for s in parts}) > 1:
            raise InputError(
                "These sessions differ in {name}.", hint="Make it the same first.", name=Word(name.replace("_", " "))
            )
    if len({s.amount is None for s in parts}) > 1:
        raise InputError("Some of these sessions say what they earned and some do not.", hint="Make it the same first.")
    made = replace(parts[0], note=_notes(parts), **_sums(parts), **_joined(parts))
    (row, before), *others = ordered
    return [Change(row, before, made), *remove(others)]


def _common(s: WorkSession, name: str) -> object:
    value = getattr(s, name)
    return (value or "task") if name == "activity" else (value or "approved") if name == "status" else value


def _sums(parts: Sequence[WorkSession]) -> dict[str, Any]:
    """Sums of what each part says; a part that says nothing of its counted minutes counted all of its time."""
    made: dict[str, Any] = {}
    for name in _SUMS:
        said = [getattr(s, name) for s in parts]
        if all(v is None for v in said):
            made[name] = None
        else:
            made[name] = sum(_counted(s) if name == "counted_minutes" else getattr(s, name) or 0 for s in parts)
    return made


def _counted(s: WorkSession) -> int:
    return session_seconds(s) if s.counted_minutes is None else s.counted_minutes


def _joined(parts: Sequence[WorkSession]) -> dict[str, Any]:
    worked = sum(session_seconds(s) for s in parts)
    ends = [(s.started_at, s.ended_at) for s in parts if s.started_at is not None and s.ended_at is not None]
    if not ends:
        return {"minutes": worked}
    if any(after[0] < before[1] for before, after in pairwise(ends)):
        raise InputError("These sessions overlap.", hint="Correct their times first.")
    touching = all(after[0] == before[1] for before, after in pairwise(ends))
    whole = touching and all(s.minutes is None for s in parts)
    return {"ended_at": ends[-1][1], "minutes": None if whole else worked}


def _notes(parts: Sequence[WorkSession]) -> str | None:
    return "; ".join(dict.fromkeys(s.note for s in parts if s.note)) or None


# --- one cell of the list ------------------------------------------------------------------------------


@_dated()
def edit(row: int, session: WorkSession, column: str, text: str | None, zone: ZoneInfo, order: str | None) -> Change:
    """A session with another day, times, worked, activity, status, days of hand-in and approval or note, as typed in
    the list.

    `order` is how numeric dates are read (dmy, mdy, ymd). Raises InputError where it cannot be read.
    """
    words = (text or "").strip()
    match column:
        case "day":
            after = moved(session, parse_day(words, order), zone)
        case "times":
            after = _with_times(session, words, zone)
        case "worked":
            after = _with_worked(session, words)
        case "activity":
            after = replace(session, activity=_choice(words, session.activity, "task"))
        case "status":
            after = replace(session, status=_choice(words, session.status, "approved"))
        case "submitted_on" | "approved_on":
            day = parse_day(words, order) if words else None
            after = mark([(row, session)], column, day, zone)[0].after or session
        case "note":
            after = replace(session, note=words or None)
        case _:
            raise ValueError(column)
    return Change(row, session, after)


def _choice(words: str, before: str | None, usual: str) -> str | None:
    """What was chosen; the usual one stays unsaid where it was."""
    return before if words == (before or usual) else words or None


def _with_times(s: WorkSession, words: str, zone: ZoneInfo) -> WorkSession:
    """Other clock times on the session's day; an end before the start is the next day's. Empty: none are known."""
    day = session_day(s, zone)
    if not words:
        return replace(s, worked_on=day, started_at=None, ended_at=None, minutes=session_seconds(s))
    found = _CLOCKS.fullmatch(words)
    if not found:
        raise InputError("“{value}” is not a start and end.", hint="Write it as 14:00-16:30.", value=words)
    first, last = parse_clock(found.group(1)), parse_clock(found.group(2))
    start = dt.datetime.combine(day, first)
    end = dt.datetime.combine(day + (DAY if last <= first else 0 * DAY), last)
    began, ended = local_span(start, end, str(zone))
    span = int((ended - began).total_seconds())
    # a break that was said stays; work that was only known by its length is now as long as its times say
    rest = 0 if s.started_at is None or s.ended_at is None else _break(s)
    minutes = span - rest if rest else None
    return replace(s, worked_on=None, started_at=began, ended_at=ended, minutes=minutes)


def _break(s: WorkSession) -> int:
    assert s.started_at is not None
    assert s.ended_at is not None
    return int((s.ended_at - s.started_at).total_seconds()) - session_seconds(s)


def _with_worked(s: WorkSession, words: str) -> WorkSession:
    if s.worked_until is not None:
        return replace(s, minutes=parse_length(words, bare="h"))
    if not words and s.started_at is not None:
        return replace(s, minutes=None)
    seconds = read_cell(words)
    if not words:
        raise InputError("A session without clock times needs its hours.", hint="To remove it, tick it.")
    return replace(s, minutes=seconds)
