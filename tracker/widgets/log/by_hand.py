"""The calendar by typing: all that can be done to a block with the mouse, in three fields."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from tracker import words
from tracker.desk.calendar import Act, Deed
from tracker.domain import WorkSession
from tracker.editing.bulk import session_day
from tracker.editing.calendar import Calendar
from tracker.errors import InputError
from tracker.units import DAY
from tracker.views.log import sessions as views
from tracker.views.log.grid import clock_span
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets.discreet import veil
from tracker.widgets.record import present
from tracker.widgets.say import md
from tracker.widgets.served import desk

NEW = -1


def form(week: Calendar, reader: Reader) -> Act | None:
    """The fields; the act where their button was pressed and they can be read."""
    with st.expander(_("Add, move or stretch by typing"), key="calendar_typing"):
        rows = [NEW, *sorted(week.sessions, key=lambda r: (session_day(week.sessions[r], desk().zone()), r))]
        chosen = st.selectbox(
            _("Session"), rows, key=f"calendar_row_{week.version}",
            format_func=lambda r: _("A new one") if r == NEW else views.named(week.sessions[r], reader, desk().zone()),
        )  # fmt: skip
        session = week.sessions.get(chosen)
        day, start, end = _fields(session, week, f"{week.version}_{chosen}")
        if not st.button(_("Store it"), key="calendar_store"):
            return None
        try:
            return _act(chosen, session, (day, start, end), reader)
        except InputError as error:
            st.error(md(veil(error.sentence())))
            return None


def _fields(session: WorkSession | None, week: Calendar, key: str) -> tuple[str, str, str]:
    """Day, start and end as texts, filled with what they are now."""
    clocks = "" if session is None else clock_span(session, desk().zone())
    begins, _dash, ends = clocks.partition("–")
    on = views.local_day(session, desk().zone()) if session is not None else None
    first = on or min(max(present(), week.monday), week.monday + 6 * DAY)
    day, start, end = st.columns(3)
    return (
        day.text_input(_("Day"), first.isoformat(), key=f"calendar_day_{key}").strip(),
        start.text_input(_("From"), begins, key=f"calendar_from_{key}", placeholder="14:00").strip(),
        end.text_input(_("To"), ends, key=f"calendar_to_{key}", placeholder="16:30").strip(),
    )


def _act(row: int, session: WorkSession | None, typed: tuple[str, str, str], reader: Reader) -> Act:
    """What the fields mean. Without an end a session is moved as long as it is; an end before the start is the next
    day's. Raises InputError."""
    day = words.parse_day(typed[0], reader.day_order)
    if not typed[1] and (session is None or session.started_at is not None or typed[2]):
        raise InputError(_("From when on?"), hint=_("Enter it as 14:00."))
    if not typed[1]:
        return Act(Deed.DAY, dt.datetime.combine(day, dt.time()), None, row, _seen(session))
    start = dt.datetime.combine(day, words.parse_clock(typed[1]))
    if session is not None and (not typed[2] or session.started_at is None or _same(session, typed)):
        return Act(Deed.MOVE, start, None, row, _seen(session))
    if not typed[2]:
        raise InputError(_("Until when?"), hint=_("Enter it as 16:30."))
    end = dt.datetime.combine(day, words.parse_clock(typed[2]))
    if end <= start:
        end += DAY
    if session is None:
        return Act(Deed.ADD, start, end)
    if session.ended_at is not None and session.started_at is not None and session.ended_at - session.started_at > DAY:
        raise InputError(_("This session is longer than a day."), hint=_("Split it in the list first."))
    return Act(Deed.BOTH, start, end, row, _seen(session))


def _seen(session: WorkSession | None) -> dt.datetime | dt.date | None:
    return None if session is None else session.started_at or session.worked_on


def _same(session: WorkSession, typed: tuple[str, str, str]) -> bool:
    """Whether the clock times are those that it has: then only the day is another."""
    return clock_span(session, desk().zone()) == "–".join(typed[1:])
