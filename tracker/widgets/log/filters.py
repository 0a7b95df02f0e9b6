"""Which sessions the list shows: days, platform, project, kind of work, status, words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import streamlit as st

from tracker import words
from tracker.domain import WorkSession
from tracker.editing.bulk import Filter
from tracker.errors import InputError
from tracker.units import DAY
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets.discreet import veil
from tracker.widgets.record import choose, present
from tracker.widgets.say import md
from tracker.widgets.served import desk

PERIODS = {"90": 90, "30": 30, "365": 365}
OWN = "own"
AHEAD = 370 * DAY
"""Days to come that a period up to today shows as well: sessions may be typed ahead."""
ALL = 0
"""What stands for every platform or project: no row has this number."""
WEEK, CALENDAR, LIST = "week", "calendar", "list"
SHOW = "show"
"""The key of the choice between the week, the calendar and the list, and its name in the address."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Days to read, both in it, and what to list of them."""

    first: dt.date
    last: dt.date
    filter: Filter


def open_day(day: dt.date, platform: str, project: str | None) -> None:
    """Go to the list, at one day and one project: for a button's on_click."""
    st.session_state[SHOW] = LIST
    st.session_state["list_days"] = OWN
    st.session_state["list_from"] = st.session_state["list_to"] = day.isoformat()
    st.session_state["list_platform"] = next((r for r, p in desk().platforms() if p.platform == platform), ALL)
    st.session_state["list_project"] = next((r for r, p in desk().projects(platform) if p.project == project), ALL)
    for name in ("list_activity", "list_status", "list_text"):
        st.session_state[name] = ""
    st.session_state["list_tag"] = None


def wanted(reader: Reader) -> Wanted:
    """The fields; stops the page with a sentence if a typed day cannot be read."""
    top = st.columns(3)
    days = {"90": _("Last 90 days"), "30": _("Last 30 days"), "365": _("Last 12 months"), OWN: _("Days I choose")}
    period = top[0].selectbox(
        _("Days"), list(days), format_func=days.__getitem__, key="list_days", persist_state="session"
    )
    platforms = dict(desk().platforms())
    at = top[1].selectbox(
        _("Platform"), [ALL, *platforms], format_func=lambda r: platforms[r].platform if r else _("all of them"),
        key="list_platform", persist_state="session",
    )  # fmt: skip
    platform = platforms[at].platform if at in platforms else None
    projects = {r: p for r, p in desk().projects() if platform in (None, p.platform)}
    if st.session_state.get("list_project") not in projects:
        st.session_state["list_project"] = ALL
    on = top[2].selectbox(
        _("Project"), [ALL, *projects],
        format_func=lambda r: reader.project(projects[r].platform, projects[r].project) if r else _("all of them"),
        key="list_project", persist_state="session",
    )  # fmt: skip
    first, last = _days(period or "90", reader)
    chosen = projects.get(on) if on else None
    activity, status, text = _kinds()
    return Wanted(
        first, last,
        Filter(chosen.platform if chosen else platform, chosen.project if chosen else None, activity, status, text),
    )  # fmt: skip


def tag(found: list[str], reader: Reader) -> str:
    """One of the tags in the notes of these days; not asked if there is none, and while notes are hidden."""
    if st.session_state.get("list_tag") not in found or reader.masked:
        st.session_state.pop("list_tag", None)
    if not found or reader.masked:
        return ""
    chosen = st.selectbox(
        _("Tag"), found, index=None, key="list_tag", persist_state="session", format_func=lambda t: f"#{t}",
        placeholder=_("all, with a tag or without"),
    )  # fmt: skip
    return chosen or ""


def _kinds() -> tuple[str | None, str | None, str]:
    below = st.columns(3)
    kept: dict[str, Any] = {"none": _("all of them"), "persist_state": "session"}
    activity = choose(below[0], WorkSession, "activity", key="list_activity", **kept)
    status = choose(below[1], WorkSession, "status", key="list_status", **kept)
    text = below[2].text_input(_("Words"), key="list_text", persist_state="session", type="search")
    return activity or None, status or None, (text or "").strip()


def _days(period: str, reader: Reader) -> tuple[dt.date, dt.date]:
    today = present()
    if period in PERIODS:
        return today - (PERIODS[period] - 1) * DAY, today + AHEAD
    left, right = st.columns(2)
    first = left.text_input(_("From"), key="list_from", placeholder="2026-01-31", persist_state="session")
    last = right.text_input(_("To"), key="list_to", placeholder="2026-05-31", persist_state="session")
    try:
        start = words.parse_day(first, reader.day_order) if first else today - 89 * DAY
        end = words.parse_day(last, reader.day_order) if last else max(today, start)
        if end < start:
            raise InputError(_("The last day is before the first."), hint=_("Swap them."))
    except InputError as error:
        st.error(md(veil(error.sentence())))
        st.stop()
    return start, end
