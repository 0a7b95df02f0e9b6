"""The list of sessions in texts: its cells, what an edit changes, what looks wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from tracker.domain import Activity, Status, WorkSession
from tracker.editing.bulk import Change
from tracker.editing.bulk_checks import Oddity
from tracker.views.fields import choice_names, within
from tracker.views.log.grid import clock_span, day_title, title
from tracker.views.numbers import NOTHING, Reader, length
from tracker.views.text import _, ngettext

SHOWN = (
    "platform", "project", "activity", "status", "submitted_on", "approved_on", "rate", "note", "counted_minutes",
    "tasks", "amount", "currency",
)  # fmt: skip
"""What of a session a preview shows besides its time."""
Rows = Sequence[tuple[int, WorkSession]]


def worked(session: WorkSession) -> int:
    """Seconds worked: as said, else from start to end."""
    if session.minutes is not None or session.started_at is None or session.ended_at is None:
        return session.minutes or 0
    return int((session.ended_at - session.started_at).total_seconds())


def local_day(session: WorkSession, zone: ZoneInfo) -> dt.date | None:
    return session.started_at.astimezone(zone).date() if session.started_at is not None else session.worked_on


def answer(rows: Rows, reader: Reader) -> str:
    """The sentence above the list."""
    if not rows:
        return _("No session of these days fits.")
    time = length(sum(worked(s) for _row, s in rows))
    said = ngettext("{n} session, {time} in all.", "{n} sessions, {time} in all.", len(rows))
    return said.format(n=reader.number(len(rows)), time=time)


def cells(
    rows: Rows, reader: Reader, zone: ZoneInfo, picked: set[int], marks: Mapping[int, str], kept: Mapping[Any, str]
) -> dict[str, list[Any]]:
    """The list's columns; `kept` is text by (row, column) that could not be read, shown as it was typed."""
    made: dict[str, list[Any]] = {name: [] for name in columns(reader)}
    for row, s in rows:
        day = local_day(s, zone)
        values = {
            "pick": row in picked,
            "day": day.isoformat() if day else "",
            "times": clock_span(s, zone),
            "worked": length(worked(s)),
            "what": title(s.platform, s.project, None, reader),
            "activity": s.activity or Activity.TASK.value,
            "status": s.status or Status.APPROVED.value,
            "submitted_on": s.submitted_on.isoformat() if s.submitted_on else "",
            "approved_on": s.approved_on.isoformat() if s.approved_on else "",
            "rate": reader.exact(s.rate, s.currency) if s.rate is not None else "",
            "note": s.note or "",
            "odd": marks.get(row, ""),
        }
        for name, column in made.items():
            column.append(kept.get((row, name), values[name]))
    return made


def columns(reader: Reader) -> tuple[str, ...]:
    """Columns of the list; a note is a person's own words, so discreet mode leaves it out."""
    names = (
        "pick", "day", "times", "worked", "what", "activity", "status", "submitted_on", "approved_on", "rate", "note",
        "odd",
    )  # fmt: skip
    return tuple(n for n in names if n != "note" or not reader.masked)


# --- previews ------------------------------------------------------------------------------------------


def change(made: Change, reader: Reader, zone: ZoneInfo) -> str:
    """One row of the preview in one line."""
    old, new = made.before, made.after
    if new is None:
        return _("{session}: removed").format(session=named(old, reader, zone)) if old is not None else ""
    if old is None:
        return _("{session}: new").format(session=named(new, reader, zone))
    return f"{named(old, reader, zone)}: {'; '.join(differences(old, new, reader, zone))}"


def named(session: WorkSession, reader: Reader, zone: ZoneInfo) -> str:
    """Day, times, work and length of a session."""
    when = [_day(session, reader, zone), clock_span(session, zone)]
    what = title(session.platform, session.project, session.activity, reader)
    return f"{' '.join(w for w in when if w)} · {what}, {length(worked(session))}"


def differences(old: WorkSession, new: WorkSession, reader: Reader, zone: ZoneInfo) -> list[str]:
    """What differs, each as "before → after"."""
    said = []
    for before, after in (
        (_day(old, reader, zone), _day(new, reader, zone)),
        (clock_span(old, zone) or _("no clock times"), clock_span(new, zone) or _("no clock times")),
        (length(worked(old)), length(worked(new))),
    ):
        if before != after:
            said.append(f"{before} → {after}")
    for name in SHOWN:
        if getattr(old, name) != getattr(new, name):
            said.append(f"{within(WorkSession, name)} {_value(old, name, reader)} → {_value(new, name, reader)}")
    return said


def _day(s: WorkSession, reader: Reader, zone: ZoneInfo) -> str:
    day = local_day(s, zone)
    if day is not None and s.worked_until is not None and s.worked_until != day:
        return reader.days(day, s.worked_until)
    return reader.day(day)


def _value(s: WorkSession, name: str, reader: Reader) -> str:
    value = getattr(s, name)
    match name:
        case "project":
            return reader.project(s.platform, value) or NOTHING
        case "activity":
            return choice_names(Activity)[value or Activity.TASK]
        case "status":
            return choice_names(Status)[value or Status.APPROVED]
        case "submitted_on" | "approved_on":
            return reader.day(value)
        case "rate" | "amount":
            return reader.money(value, s.currency)
        case "counted_minutes":
            return NOTHING if value is None else length(value)
        case "note":
            return f"“{reader.note(value)}”" if value else NOTHING
        case _:
            return NOTHING if value is None else str(value)


# --- what looks wrong ----------------------------------------------------------------------------------


def marks(found: Sequence[Oddity]) -> dict[int, str]:
    """A word for the list beside each row that looks wrong."""
    names = {"overlap": _("overlaps"), "repeated": _("hour was twice"), "changed": _("clocks changed")}
    made: dict[int, str] = {}
    for odd in found:
        for row in odd.rows:
            made[row] = names[odd.kind]
    return made


def oddities(found: Sequence[Oddity], rows: Rows, reader: Reader, zone: ZoneInfo, most: int = 5) -> list[str]:
    """What looks wrong, as sentences; the rest is counted."""
    by_row = dict(rows)
    said = [_oddity(odd, [named(by_row[r], reader, zone) for r in odd.rows]) for odd in found[:most]]
    if len(found) > most:
        n = len(found) - most
        said.append(ngettext("And {n} more like this.", "And {n} more like these.", n).format(n=reader.number(n)))
    return said


def _oddity(odd: Oddity, names: list[str]) -> str:
    match str(odd.kind):
        case "overlap":
            return _("{time} at the same time: {one}, and {other}.").format(
                time=length(odd.seconds), one=names[0], other=names[1]
            )
        case "repeated":
            return _("{one}: the clocks were put back that night, and this hour was twice. Check its times.").format(
                one=names[0]
            )
        case _:
            return _("{one}: the clocks changed while it ran, by {time}.").format(
                one=names[0], time=length(abs(odd.seconds))
            )


def left_out(days: Sequence[dt.date], reader: Reader) -> str:
    """Days that a repeat passed over."""
    if not days:
        return ""
    names = ", ".join(day_title(d, reader) for d in days[:7]) + (" …" if len(days) > 7 else "")
    return _("Left out, as the same is there already: {days}.").format(days=names)
