"""The week as a calendar on the page: blocks are drawn, moved and stretched; what is in doubt is asked first.

Each act that the browser sends has a number and is done once. One that leaves a question is kept in the session and
shown above the calendar until it is answered; nothing of it is stored before.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from tracker.desk import calendar as at_desk
from tracker.desk import lately
from tracker.desk.calendar import Act, Deed, Planned
from tracker.domain import Activity, WorkSession
from tracker.editing.calendar import Question, Which
from tracker.editing.week import Line, parse_week
from tracker.errors import InputError, TrackerError
from tracker.views.log import calendar as views
from tracker.views.log import grid as grid_views
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import component, say
from tracker.widgets.discreet import veil
from tracker.widgets.log import by_hand, editor, moves
from tracker.widgets.record import choose, present
from tracker.widgets.served import desk, house

KEY = "calendar"
OFFERED = 5
_ASKED, _STATE = "calendar_asked", "calendar_state"


@dataclass(frozen=True, slots=True)
class Sent:
    """Acts that the browser sent, each with its number; one that cannot be one is left out."""

    acts: tuple[tuple[int, Act], ...] = ()


@dataclass(slots=True)
class State:
    """The number of the last act handled, and what was said about it, on which version of the ledger."""

    answered: int = 0
    said: str = ""
    version: int = 0

    def tell(self, text: str) -> None:
        self.said, self.version = text, desk().version


def show(reader: Reader) -> None:
    """The week in the address."""
    first = parse_week(st.query_params.get(moves.KEY), present())
    moves.show(first)
    above = st.container(key="calendar_asked")
    week = at_desk.read(desk(), first)
    state = _state()
    said = state.said if state.version == desk().version else ""
    data = views.shown(week, present(), reader) | {"answered": state.answered, "said": said}
    _take(mount(data), reader)
    with above:
        _question(reader)
    say.quiet(_("Hours are those of {zone}.").format(zone=week.zone.replace("_", " ")))
    act = by_hand.form(week, reader)
    if act is not None:
        _do(act, reader)


def mount(data: dict[str, Any]) -> Sent:
    """Show the component and read what it sent."""
    found = component.show("calendar", data, "acts", key=KEY)
    read = [_read(one) for one in found.get("acts") or []]
    return Sent(tuple(one for one in read if one is not None))


def _read(one: dict[str, Any]) -> tuple[int, Act] | None:
    """One act as the browser sends it: minutes of the clock from the Monday."""
    try:
        monday = dt.datetime.combine(dt.date.fromisoformat(one["monday"]), dt.time())
        start, end = (monday + dt.timedelta(minutes=int(one[k] or 0)) for k in ("start", "end"))
        row, seen = one.get("row"), str(one.get("seen") or "")
        shown: dt.date | None = None
        if seen:
            shown = dt.datetime.fromisoformat(seen) if "T" in seen else dt.date.fromisoformat(seen)
        return int(one["n"]), Act(Deed(one["deed"]), start, end, None if row is None else int(row), shown)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _state() -> State:
    kept: State = st.session_state.setdefault(_STATE, State())
    return kept


def _now() -> dt.datetime:
    """The present; the end of the day that the app was asked to show, if it was asked to."""
    chosen = house().as_of
    return desk().now() if chosen is None else dt.datetime.combine(chosen, dt.time(23, 59), desk().zone())


def _take(sent: Sent, reader: Reader) -> None:
    """Do the acts that were not handled yet."""
    state = _state()
    fresh = [one for one in sent.acts if one[0] > state.answered]
    for n, act in fresh:
        state.answered = n
        _do(act, reader, again=False)
    if fresh:
        st.rerun()


# --- doing, or asking -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """An act that leaves a question: which one, what was found odd, or that its project is open."""

    act: Act
    questions: tuple[Question, ...] = ()
    which: str = ""


def _do(act: Act, reader: Reader, *, sure: tuple[Question, ...] = (), again: bool = True) -> None:
    """Do an act, or keep it to be asked about. `sure`: oddities that were agreed to."""
    st.session_state.pop(_ASKED, None)
    state = _state()
    if act.row is None and act.line is None:
        st.session_state[_ASKED] = Asked(act)
        state.tell(_("What did you do then? Choose above the calendar."))
    else:
        try:
            planned = at_desk.plan(desk(), act, _now())
            if planned.questions and planned.questions != sure:
                st.session_state[_ASKED] = Asked(act, planned.questions)
                state.tell(_("Nothing is stored yet: answer the question above the calendar."))
            else:
                _store(planned, reader)
        except InputError as error:
            _cannot(act, error)
        except TrackerError as error:
            state.tell(veil(error.sentence()))
            st.session_state["log_refused"] = state.said
    if again:
        st.rerun()


def _store(planned: Planned, reader: Reader) -> None:
    done = at_desk.do(desk(), planned)
    state = _state()
    state.tell(views.done(planned.change, reader, desk().zone()) if done else _("That changes nothing."))
    if done:
        editor.done(done.id, state.said)


def _cannot(act: Act, error: InputError) -> None:
    """A time that was twice is asked; anything else that cannot be is said, and nothing stored."""
    state = _state()
    state.tell(veil(error.sentence()))
    if error.code == "repeated_hour":
        st.session_state[_ASKED] = Asked(act, which=state.said)
    else:
        st.session_state["log_refused"] = state.said


def _question(reader: Reader) -> None:
    """The question that is open, with its answers."""
    asked: Asked | None = st.session_state.get(_ASKED)
    if asked is None:
        return
    if asked.which:
        st.warning(say.md(asked.which))
        with st.container(horizontal=True, key="calendar_which"):
            if st.button(_("The first of the two"), key="calendar_first"):
                _do(replace(asked.act, which=Which.FIRST), reader)
            if st.button(_("The second of the two"), key="calendar_second"):
                _do(replace(asked.act, which=Which.SECOND), reader)
            _leave()
    elif asked.act.row is None and asked.act.line is None:
        _what(asked.act, reader)
    else:
        _sure(asked, reader)


def _sure(asked: Asked, reader: Reader) -> None:
    """What is odd about it; it is stored only where that is what was meant."""
    try:
        planned = at_desk.plan(desk(), asked.act, _now())
    except TrackerError as error:
        st.session_state.pop(_ASKED, None)
        st.warning(say.md(veil(error.sentence())))
        return
    zone = desk().zone()
    say.para(views.wanted(planned.change, reader, zone))
    for text in views.asked(planned.questions, planned.change, dict(planned.there), reader, zone):
        st.warning(say.md(text))
    with st.container(horizontal=True, key="calendar_sure"):
        if st.button(_("Store it so"), key="calendar_yes", type="primary"):
            _do(asked.act, reader, sure=planned.questions)
        _leave()


def _leave() -> None:
    if st.button(_("Leave it as it was"), key="calendar_no"):
        st.session_state.pop(_ASKED, None)
        _state().tell(_("Left as it was."))
        st.rerun()


def _what(act: Act, reader: Reader) -> None:
    """What a new block was for: the works last done as buttons, the others in a list."""
    assert act.end is not None
    clocks = f"{act.start:%H:%M}–{act.end:%H:%M}"
    day = grid_views.day_title(act.start.date(), reader)
    say.answer(_("What did you do on {day}, {clocks}?").format(day=day, clocks=clocks), key="answer_calendar")
    works = lately.works(desk(), present())
    kind = choose(st, WorkSession, "activity", key="calendar_kind") or Activity.TASK
    with st.container(horizontal=True, key="calendar_what"):
        for at, work in enumerate(works[:OFFERED]):
            if st.button(say.md(grid_views.choice_title(work, reader)), key=f"calendar_work_{at}"):
                _do(replace(act, line=Line(*work, kind)), reader)
        rest = works[OFFERED:]
        if rest:
            other = st.selectbox(
                _("Another project"), range(len(rest)), index=None, key="calendar_other", label_visibility="collapsed",
                format_func=lambda i: grid_views.choice_title(rest[i], reader), placeholder=_("Another project"),
            )  # fmt: skip
            if other is not None:
                _do(replace(act, line=Line(*rest[other], kind)), reader)
        _leave()
