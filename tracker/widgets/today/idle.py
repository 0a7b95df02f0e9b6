"""The question about a while in which nothing was pressed on the page while the timer ran.

It is asked once for each timer, only by a page that is open, and takes nothing off by itself: what a person takes off
is a pause, one operation with an undo.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from tracker.desk import timer as timing
from tracker.store.results import Timer
from tracker.views.text import _
from tracker.widgets import component, journal
from tracker.widgets.record import saving
from tracker.widgets.say import para
from tracker.widgets.served import desk

AFTER = dt.timedelta(minutes=20)
_ASKED, _TAKEN = "idle_asked", "idle_taken"


def ask(running: Timer) -> None:
    """Watch for such a while, and take off what a person says she did not work."""
    timer = running.started_at.isoformat()
    answer = mount(_data(timer))
    if answer and answer.get("timer") == timer and st.session_state.get(_ASKED) != timer:
        st.session_state[_ASKED] = timer
        if answer.get("answer") == "off":
            _take_off(running, answer)
    _taken()


def mount(data: dict[str, Any]) -> dict[str, Any]:
    """Show the component and read what was answered."""
    return dict(component.show("idle", data, "answered", key="idle").get("answered") or {})


def _data(timer: str) -> dict[str, Any]:
    return {
        "timer": timer,
        "after": int(AFTER.total_seconds()),
        "zone": desk().settings().time_zone,
        "asked": st.session_state.get(_ASKED) == timer,
        "words": {
            "label": _("Were you away?"),
            "asked": _(
                "No key was pressed on this page from {from} to {to}, {n} minutes; what you do in other windows is not "
                "seen here. Take them off the timer?"
            ),
            "off": _("Take them off"),
            "worked": _("I worked"),
        },
    }


def _take_off(running: Timer, answer: dict[str, Any]) -> None:
    """Take the while off, as far as the timer ran in it."""
    first, last = (dt.datetime.fromisoformat(str(answer[k])).astimezone(dt.UTC) for k in ("first", "last"))
    first, last = max(first, running.started_at), min(last, desk().now())
    with saving(_("Taken off the timer")):
        _timer, operation = timing.take_off(desk(), first, last)
        st.session_state[_TAKEN] = operation.id


def _taken() -> None:
    """The way back, while it is the last change."""
    number: int | None = st.session_state.get(_TAKEN)
    last = desk().operations(1)
    if number is None or not last or last[0].id != number:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="idle_taken"):
        para(_("The time you were away is taken off the timer."))
        journal.undo_button(number, key="idle_undo")
