"""Stops recorded in two clicks from the list of projects, and the offer to link what goes on with ended work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import streamlit as st

from tracker.analysis.results.projects import Life, Offer
from tracker.desk import projects as use
from tracker.domain import Project
from tracker.views.numbers import Reader
from tracker.views.projects import stops as project_stops
from tracker.views.text import _
from tracker.widgets import form, say
from tracker.widgets.projects.parts import event_form
from tracker.widgets.say import md
from tracker.widgets.served import desk

OPEN = "stop_open"


def stops(lives: Sequence[Life], reader: Reader) -> None:
    """Each project that runs, with a button for what may have happened to it; the form is below its row."""
    listed = project_stops.stoppable(lives)
    if not listed:
        return
    st.header(_("Has one stopped?"))
    for x in listed[: project_stops.LISTED]:
        _row(x, reader)
    if len(listed) > project_stops.LISTED:
        say.quiet(_("For the others, choose the project above."))


def _row(x: Life, reader: Reader) -> None:
    says = project_stops.buttons(x)
    with st.container(horizontal=True, vertical_alignment="center", key=f"stop_row_{x.row}"):
        st.markdown(md(project_stops.title(x, reader)), width="stretch")
        for event, text in says.items():
            st.button(text, key=f"stop_{x.row}_{event}", on_click=_open, args=(x.row, event))
    row, event, turn = st.session_state.get(OPEN, (None, "", 0))
    if row == x.row and event in says and turn == _turn(x.row):
        with st.container(border=True, key=f"stop_form_{x.row}"):
            say.para(project_stops.asked(x, event, reader))
            event_form(x, event, reader)
            st.button(_("Not now"), key=f"stop_close_{x.row}", on_click=_close, type="tertiary")


def _turn(row: int) -> int:
    """How often this project's form has written: an opened form is gone once it has."""
    turn: int = st.session_state.get(f"event_{row}_turn", 0)
    return turn


def _open(row: int, event: str) -> None:
    st.session_state[OPEN] = (row, event, _turn(row))


def _close() -> None:
    st.session_state.pop(OPEN, None)


def offered(found: Sequence[Offer], as_of: dt.date, reader: Reader) -> None:
    """Projects that may go on with ended work: what began lately is asked, what lies back is folded away."""
    refused: set[int] = st.session_state.setdefault("offers_refused", set())
    lately, earlier = project_stops.by_age([o for o in found if o.row not in refused], as_of)
    if not lately and not earlier:
        return
    st.header(_("Is it the same work?"))
    say.para(_("Linked projects count as one when rates are compared over time."))
    for o in lately:
        _offer(o, refused, reader)
    if earlier:
        with st.expander(project_stops.earlier(len(earlier), reader), key="offers_earlier"):
            for o in earlier[: project_stops.OFFERED]:
                _offer(o, refused, reader)


def _offer(o: Offer, refused: set[int], reader: Reader) -> None:
    """One question: linked or waved away in one click."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"offer_{o.row}"):
        st.markdown(md(project_stops.offer(o, reader)), width="stretch")
        if st.button(_("Yes, link them"), key=f"offer_{o.row}_yes"):
            form.once(f"offer_{o.row}", _link(o), _("Linked."))
        st.button(_("No"), key=f"offer_{o.row}_no", on_click=refused.add, args=(o.row,), type="tertiary")


def _link(o: Offer) -> Callable[[], form.Written | None]:
    def write() -> form.Written | None:
        ended: list[Project] = [p for _row, p in desk().projects(o.platform) if p.project == o.ended]
        return use.link_successor(desk(), ended[0], o.new)

    return write
