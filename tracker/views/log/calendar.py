"""The calendar week as its component draws it, and what it says of a change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from tracker.domain import WorkSession, session_seconds
from tracker.editing.bulk import Change
from tracker.editing.calendar import Calendar, Doubt, Part, Question
from tracker.views.log import sessions
from tracker.views.log.grid import clock_span, day_title, short_title, title
from tracker.views.numbers import Reader, length
from tracker.views.text import _

MINUTE = dt.timedelta(minutes=1)


def shown(week: Calendar, today: dt.date, reader: Reader) -> dict[str, Any]:
    """What the component draws: days, blocks and sessions without clock times; minutes count from the Monday."""
    return {
        "monday": week.monday.isoformat(),
        "days": [_day(week, at, today, reader) for at in range(7)],
        "blocks": [_block(week, part, reader) for part in week.parts],
        "loose": [_loose(week, at, row, reader) for at, row in week.loose],
        "words": words(),
    }


def words() -> dict[str, Any]:
    """What the component says by itself."""
    return {
        "label": _("Hours of the week; sessions are buttons"),
        "add": _("Add a session on {day}"),
        "steps": [_("Day before"), _("Day after")],
        "hint": _("Draw a block where you worked; drag one to move it, its edge to stretch it. "
                  "With the keyboard: Tab to a block, then Enter."),
        "touch": _("Tap a block to move or stretch it; + adds one."),
        "keys": _("Arrows move it, with Shift its end, with Alt its start. Enter saves, Escape leaves it as it was."),
        "left": _("Left as it was."),
        "saving": _("Saving …"),
        "tools": _("Change this block"),
        "tool": {
            "save": _("Save"), "leave": _("Leave it"), "move_less": _("Earlier"), "move_more": _("Later"),
            "day_less": _("Day before"), "day_more": _("Day after"), "start_less": _("Start earlier"),
            "start_more": _("Start later"), "end_less": _("End earlier"), "end_more": _("End later"),
        },
    }  # fmt: skip


def _day(week: Calendar, at: int, today: dt.date, reader: Reader) -> dict[str, Any]:
    day, seconds = week.monday + dt.timedelta(days=at), week.seconds_of(at)
    return {
        "name": day_title(day, reader),
        "short": short_title(day, reader),
        "total": length(seconds) if seconds else "",
        "today": day == today,
    }


def _block(week: Calendar, part: Part, reader: Reader) -> dict[str, Any]:
    session, zone = week.sessions[part.row], ZoneInfo(week.zone)
    assert session.started_at is not None
    assert session.ended_at is not None
    return {
        "row": part.row, "seen": session.started_at.isoformat(), "day": part.day, "first": part.first,
        "last": part.last, "begins": part.begins, "ends": part.ends, "lane": part.lane, "lanes": part.lanes,
        "start": _minutes(session.started_at, week, zone), "end": _minutes(session.ended_at, week, zone),
        "time": clock_span(session, zone), "title": title(session.platform, session.project, session.activity, reader),
        "label": sessions.named(session, reader, zone),
    }  # fmt: skip


def _loose(week: Calendar, at: int, row: int, reader: Reader) -> dict[str, Any]:
    session, zone = week.sessions[row], ZoneInfo(week.zone)
    assert session.worked_on is not None
    return {
        "row": row, "seen": session.worked_on.isoformat(), "day": at, "length": -(-session_seconds(session) // 60),
        "time": length(session_seconds(session)), "label": sessions.named(session, reader, zone),
        "title": title(session.platform, session.project, session.activity, reader),
    }  # fmt: skip


def _minutes(at: dt.datetime, week: Calendar, zone: ZoneInfo) -> int:
    """Minutes of the clock from the Monday."""
    local = at.astimezone(zone).replace(tzinfo=None)
    return (local - dt.datetime.combine(week.monday, dt.time())) // MINUTE


def done(change: Change, reader: Reader, zone: ZoneInfo) -> str:
    """What was stored, in one sentence."""
    if change.after is None:
        return ""
    if change.before is None:
        return _("Added: {session}.").format(session=sessions.named(change.after, reader, zone))
    now = "; ".join(sessions.differences(change.before, change.after, reader, zone))
    what = title(change.after.platform, change.after.project, change.after.activity, reader)
    return f"{what}: {now}."


def wanted(change: Change, reader: Reader, zone: ZoneInfo) -> str:
    """What would be stored, above the questions about it."""
    return sessions.change(change, reader, zone)


def asked(
    questions: Sequence[Question], change: Change, there: Mapping[int, WorkSession], reader: Reader, zone: ZoneInfo
) -> list[str]:
    """What is odd about a change, as sentences."""
    assert change.after is not None
    by_row = dict(there) | {-1 if change.row is None else change.row: change.after}
    said = sessions.oddities([q.overlap for q in questions if q.overlap], list(by_row.items()), reader, zone)
    words = {
        Doubt.TO_COME: _("It would end in the future."),
        Doubt.LONG: _("It would last longer than 16 hours."),
        Doubt.HANDED_IN: _("It would be after the day on which it was handed in or approved."),
    }
    return [*said, *(words[q.doubt] for q in questions if q.doubt in words)]
