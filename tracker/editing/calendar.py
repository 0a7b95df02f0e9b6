"""A week as a calendar: sessions as blocks by day and hour, and what adding, moving and stretching one makes of it.

A block is drawn by the clock of the home zone. A session over midnight has a part on each day; one of which only
the length is known has no hour and is shown above the hours.

    Mon      Tue
    22:00 |==
          |==  00:00 ==|          one session, two parts: the first begins, the last ends
               02:00 ==|

Moving keeps how long a session lasted, by what went by: over a change of the clocks its end is another time of the
clock. Stretching keeps its breaks.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from tracker.domain import Activity, WorkSession, session_seconds
from tracker.editing.bulk import Change, session_day
from tracker.editing.bulk_checks import Oddity, overlaps
from tracker.editing.week import Line
from tracker.errors import InputError, Invalid
from tracker.say import Said, Word
from tracker.units import DAY, monday
from tracker.words import local_readings

MINUTES = 1440
LONG = 16 * 3600
"""Seconds from start to end above which a block is asked about."""


@dataclass(frozen=True, slots=True)
class Part:
    """What of a session is drawn on one day: minutes of the clock from `first` to `last`, 0 to 1440.

    `lane` of `lanes`: its place beside others of that time. `begins` and `ends`: whether the session does so here.
    """

    row: int
    day: int
    first: int
    last: int
    begins: bool
    ends: bool
    lane: int = 0
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """The week from `monday` as the ledger's operation `version` left it.

    `parts` are its blocks in order of time, `loose` sessions without clock times by day (0: Monday), `sessions` all
    of them by row.
    """

    monday: dt.date
    version: int
    zone: str
    parts: tuple[Part, ...]
    loose: tuple[tuple[int, int], ...]
    sessions: dict[int, WorkSession]

    def seconds_of(self, day: int) -> int:
        """Seconds worked in all sessions that began on a day."""
        home = ZoneInfo(self.zone)
        began = (s for s in self.sessions.values() if session_day(s, home) == self.monday + day * DAY)
        return sum(session_seconds(s) for s in began)


def build(sessions: Iterable[tuple[int, WorkSession]], day: dt.date, zone: str, *, version: int = 0) -> Calendar:
    """The calendar week of `day`; sessions of other weeks, and hours known only for several days, are passed over."""
    first, home = monday(day), ZoneInfo(zone)
    kept: dict[int, WorkSession] = {}
    parts: list[Part] = []
    loose: list[tuple[int, int]] = []
    for row, session in sessions:
        if session.started_at is not None and session.ended_at is not None:
            made = _parts(row, session.started_at, session.ended_at, first, home)
            parts += made
            if made:
                kept[row] = session
        elif session.worked_on is not None and session.worked_until in (None, session.worked_on):
            at = (session.worked_on - first).days
            if 0 <= at < 7:
                loose.append((at, row))
                kept[row] = session
    return Calendar(first, version, zone, tuple(_laned(parts)), tuple(sorted(loose)), kept)


def _parts(row: int, start: dt.datetime, end: dt.datetime, first: dt.date, home: ZoneInfo) -> list[Part]:
    """The parts of one session on the days of a week."""
    made = []
    for at in range(7):
        opens, closes = (_midnight(first + n * DAY, home) for n in (at, at + 1))
        if start >= closes or end < opens or (end == opens and start < end):
            continue
        begins, ends = start >= opens, end <= closes
        low = _minute(start, home) if begins else 0
        high = MINUTES if end >= closes else _minute(end, home)
        if high <= low:  # the clocks were put back meanwhile: as long as it really was
            high = low + int((min(end, closes) - max(start, opens)).total_seconds() // 60)
        made.append(Part(row, at, low, min(high, MINUTES), begins, ends))
    return made


def _midnight(day: dt.date, home: ZoneInfo) -> dt.datetime:
    """The first instant of a local day."""
    return dt.datetime.combine(day, dt.time(), home).astimezone(dt.UTC)


def _minute(at: dt.datetime, home: ZoneInfo) -> int:
    local = at.astimezone(home)
    return local.hour * 60 + local.minute


def _laned(parts: Sequence[Part]) -> list[Part]:
    """Parts of one time side by side: each in the first lane that is free, all of a cluster equally wide."""
    by_day: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        by_day[part.day].append(part)
    made: list[Part] = []
    for day in sorted(by_day):
        cluster: list[Part] = []
        until: list[int] = []
        for part in sorted(by_day[day], key=lambda p: (p.first, -p.last, p.row)):
            if cluster and part.first >= max(until):
                made += [replace(p, lanes=len(until)) for p in cluster]
                cluster, until = [], []
            lane = next((n for n, free in enumerate(until) if free <= part.first), len(until))
            until[lane : lane + 1] = [max(part.last, part.first + 1)]
            cluster.append(replace(part, lane=lane))
        made += [replace(p, lanes=len(until)) for p in cluster]
    return made


# --- what can be done ----------------------------------------------------------------------------------


class Which(StrEnum):
    """Which of two readings of a time in the hour that the clocks repeat."""

    FIRST = "first"
    SECOND = "second"


def instant(local: dt.datetime, zone: str, which: Which | None = None) -> dt.datetime:
    """The instant of a local time. Raises InputError: `skipped_hour`; `repeated_hour` while `which` is not said.

    >>> instant(dt.datetime(2026, 10, 25, 2, 30), "Europe/Berlin", Which.SECOND).isoformat()
    '2026-10-25T01:30:00+00:00'
    """
    found = local_readings(local, zone)
    if len(found) == 1:
        return found[0]
    when = Word(local.strftime("%Y-%m-%d %H:%M"))
    if not found:
        raise InputError(
            Said("{when} did not exist: the clocks were put forward over it.", when=when),
            hint="Choose a time before or after it.", code="skipped_hour", value=str(when.text),
        )  # fmt: skip
    if which is None:
        raise InputError(
            Said("{when} was twice: the clocks were put back.", when=when),
            hint="Choose which of the two it was.", code="repeated_hour", value=str(when.text),
        )  # fmt: skip
    return found[0] if which is Which.FIRST else found[-1]


def added(line: Line, start: dt.datetime, end: dt.datetime, zone: str, which: Which | None = None) -> WorkSession:
    """A new session from one local time to another. Raises InputError as `instant` does, and if it has no length."""
    began, ended = instant(start, zone, which), instant(end, zone, which)
    _forward(began, ended)
    activity = None if line.activity == Activity.TASK else line.activity
    return _checked(
        WorkSession, platform=line.platform, project=line.project, activity=activity, started_at=began, ended_at=ended
    )


def moved(session: WorkSession, start: dt.datetime, zone: str, which: Which | None = None) -> WorkSession:
    """The session from another local time on, as long as it was; one without clock times gets them.

    A session that has its clock times and stays at the one it began at is given back as it is. Raises InputError.
    """
    if session.worked_until is not None:
        raise InputError("Hours known only for a stretch of days have no place among the hours.")
    if session.started_at is None or session.ended_at is None:
        began = instant(start, zone, which)
        lasted = session_seconds(session)
        if not lasted:
            raise InputError("A session without any time has no end to draw.", hint="Give it its hours first.")
        end = began + dt.timedelta(seconds=lasted)
        return _checked(replace, session, worked_on=None, started_at=began, ended_at=end, minutes=None)
    if _local(session.started_at, zone) == start:
        return session
    began = instant(start, zone, which)
    shifted: dict[str, Any] = {"started_at": began, "ended_at": began + (session.ended_at - session.started_at)}
    if session.worked_on is not None:
        shifted["worked_on"] = start.date()
    return _checked(replace, session, **shifted)


def moved_to_day(session: WorkSession, day: dt.date) -> WorkSession:
    """A session without clock times on another day."""
    if session.started_at is not None or session.worked_on is None:
        raise InputError("This session has clock times: give the one from which on it is.")
    until = None if session.worked_until is None else session.worked_until + (day - session.worked_on)
    return _checked(replace, session, worked_on=day, worked_until=until)


def stretched(
    session: WorkSession,
    zone: str,
    *,
    start: dt.datetime | None = None,
    end: dt.datetime | None = None,
    which: Which | None = None,
) -> WorkSession:
    """The session with another local start or end, or both; the other end stays, and so does what it rested.

    Raises InputError: without clock times, no length left, an hour that is skipped or repeated.
    """
    if session.started_at is None or session.ended_at is None:
        raise InputError("Only a session with clock times can be stretched.", hint="Give it a start first.")
    began = _other(session.started_at, start, zone, which)
    ended = _other(session.ended_at, end, zone, which)
    _forward(began, ended)
    span = int((ended - began).total_seconds())
    rest = int((session.ended_at - session.started_at).total_seconds()) - session_seconds(session)
    if rest and span <= rest:
        raise InputError(
            "The breaks of this session are longer than that.", hint="Correct its time worked in the list."
        )
    changed: dict[str, Any] = {"started_at": began, "ended_at": ended}
    if session.minutes is not None:
        changed["minutes"] = span - rest
    if session.worked_on is not None:
        changed["worked_on"] = _local(began, zone).date()
    return _checked(replace, session, **changed)


def _other(at: dt.datetime, wanted: dt.datetime | None, zone: str, which: Which | None) -> dt.datetime:
    """The instant of a wanted local time; the old one if it is not asked for or shows that time already."""
    if wanted is None or _local(at, zone) == wanted:
        return at
    return instant(wanted, zone, which)


def _local(at: dt.datetime, zone: str) -> dt.datetime:
    """The minute of the clock at an instant, without zone."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0, fold=0)


def _forward(began: dt.datetime, ended: dt.datetime) -> None:
    if ended <= began:
        raise InputError(
            "That leaves the session no time.", hint="Its end has to be after its start.", code="ends_before_start"
        )


def _checked(make: Any, *of: Any, **values: Any) -> WorkSession:
    """A session made, with what is wrong with it as a sentence."""
    try:
        made: WorkSession = make(*of, **values)
    except Invalid as wrong:
        raise InputError(Said("{said}.", said=wrong.problems[0].message), code=wrong.code) from None
    return made


# --- what is asked before it is stored -----------------------------------------------------------------


class Doubt(StrEnum):
    """Why a change is asked about before it is stored."""

    OVERLAP = "overlap"
    TO_COME = "to come"
    LONG = "long"
    HANDED_IN = "handed in"


@dataclass(frozen=True, slots=True)
class Question:
    """One doubt about a change; of an overlap, what it is."""

    doubt: Doubt
    overlap: Oddity | None = None


def questions(change: Change, there: Iterable[tuple[int, WorkSession]], now: dt.datetime, zone: str) -> list[Question]:
    """What is odd about a session as it would be and is not about it now: others at the same time, still to come,
    longer than 16 hours, worked after it was handed in or approved.

    `there` are the sessions around it. Its own row is -1 where it is new.
    """
    before, after = change.before, change.after
    if after is None:
        return []
    row = -1 if change.row is None else change.row
    held = dict(there)
    known = {o.rows for o in overlaps(held.items())}
    asked = [Question(Doubt.OVERLAP, o) for o in overlaps((held | {row: after}).items()) if row in o.rows]
    asked = [q for q in asked if q.overlap is not None and q.overlap.rows not in known]
    home = ZoneInfo(zone)
    odd: dict[Doubt, Callable[[WorkSession], bool]] = {
        Doubt.TO_COME: lambda s: _end(s, home) > now,
        Doubt.LONG: _long,
        Doubt.HANDED_IN: lambda s: _late(s, home),
    }
    return asked + [Question(d) for d, is_so in odd.items() if is_so(after) and not (before and is_so(before))]


def _end(session: WorkSession, home: ZoneInfo) -> dt.datetime:
    """When a session was over: its end, or the first instant of its day."""
    return session.ended_at or _midnight(session_day(session, home), home)


def _long(session: WorkSession) -> bool:
    return (
        session.started_at is not None
        and session.ended_at is not None
        and (session.ended_at - session.started_at).total_seconds() > LONG
    )


def _late(session: WorkSession, home: ZoneInfo) -> bool:
    day = session_day(session, home)
    return any(at is not None and at < day for at in (session.submitted_on, session.approved_on))
