"""The week as a calendar: read, and one block added, moved or stretched, each one operation.

What leaves a doubt is asked and not stored; the answer comes with the same act again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.desk import edits
from tracker.desk.session import Desk
from tracker.domain import WorkSession
from tracker.editing import calendar
from tracker.editing.bulk import TABLE, Change
from tracker.editing.calendar import Calendar, Question, Which
from tracker.editing.week import LOOK_BACK, Line
from tracker.errors import InputError, NotFound, Refused
from tracker.store.results import Operation
from tracker.units import DAY, monday


class Deed(StrEnum):
    """What is done to a block."""

    ADD = "add"
    MOVE = "move"
    DAY = "day"
    START = "start"
    END = "end"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Act:
    """One act on the calendar: from `start` to `end` on the clock of the home zone, as the deed needs them.

    `row` and `seen` are the session and its start (or day) as it was shown, for all but ADD; `line` what a new one
    is for; `which` answers which of two equal clock times is meant.
    """

    deed: Deed
    start: dt.datetime
    end: dt.datetime | None = None
    row: int | None = None
    seen: dt.datetime | dt.date | None = None
    line: Line | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What an act would do: the change, what is odd about it, and the sessions around it."""

    change: Change
    questions: tuple[Question, ...]
    there: tuple[tuple[int, WorkSession], ...]
    version: int


def read(desk: Desk, day: dt.date) -> Calendar:
    """The calendar week of `day`; reads that week and what may reach into it."""
    first = monday(day)
    version = desk.version
    rows = desk.store.sessions_between(first - LOOK_BACK, first + 8 * DAY)
    return calendar.build(rows, first, desk.settings().time_zone, version=version)


def plan(desk: Desk, act: Act, now: dt.datetime | None = None) -> Planned:
    """What an act would do, at `now` (the clock's if None); nothing is written.

    Raises InputError (`repeated_hour` while `which` is open), NotFound, Refused (`changed_meanwhile`) where the
    session is not as it was shown.
    """
    version = desk.version
    zone = desk.settings().time_zone
    if act.row is None:
        change = Change(None, None, _new(act, zone))
    else:
        before = _shown(desk, act)
        change = Change(act.row, before, _made(before, act, zone))
    there = _around(desk, change)
    return Planned(change, tuple(calendar.questions(change, there, now or desk.now(), zone)), there, version)


def do(desk: Desk, planned: Planned, *, summary: str = "") -> Operation | None:
    """Store what was planned, as one operation; None if it changes nothing.

    Raises Refused (`changed_meanwhile`) if the ledger moved on since it was planned.
    """
    change = planned.change
    if change.after == change.before:
        return None
    done = "added" if change.before is None else "moved or stretched"
    return edits.save(desk, [change], planned.version, summary=summary or f"session {done} in the calendar")


def _new(act: Act, zone: str) -> WorkSession:
    if act.line is None or act.end is None:
        raise InputError("A new session needs a platform, a start and an end.")
    return calendar.added(act.line, act.start, act.end, zone, act.which)


def _shown(desk: Desk, act: Act) -> WorkSession:
    """The session of an act, if it is still as it was shown."""
    found = desk.store.get(TABLE, act.row or 0)
    if not isinstance(found, WorkSession):
        raise NotFound("This session is gone: another window or command took it away.")
    if act.seen is not None and act.seen not in (found.started_at, found.worked_on):
        raise Refused(
            "This session was changed by another window or command after it was shown; nothing was saved.",
            hint="Look at it as it is now.", code="changed_meanwhile",
        )  # fmt: skip
    return found


def _made(before: WorkSession, act: Act, zone: str) -> WorkSession:
    match act.deed:
        case Deed.DAY:
            return calendar.moved_to_day(before, act.start.date())
        case Deed.START:
            return calendar.stretched(before, zone, start=act.start, which=act.which)
        case Deed.END:
            return calendar.stretched(before, zone, end=act.end, which=act.which)
        case Deed.BOTH:
            return calendar.stretched(before, zone, start=act.start, end=act.end, which=act.which)
        case _:
            return calendar.moved(before, act.start, zone, act.which)


def _around(desk: Desk, change: Change) -> tuple[tuple[int, WorkSession], ...]:
    """The sessions that may run at the same time as the new one, with the row itself as it is."""
    days: Sequence[dt.date] = [
        t.date() for s in (change.before, change.after) if s and s.started_at and s.ended_at
        for t in (s.started_at, s.ended_at)
    ]  # fmt: skip
    if not days:
        return ()
    return tuple(desk.store.sessions_between(min(days) - LOOK_BACK, max(days) + 2 * DAY))
