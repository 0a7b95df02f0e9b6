"""The same again in one tap, templates, and recurring entries that wait for a yes: on Today and on the page Log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from tracker.desk import entry, repeats
from tracker.desk.repeats import Made
from tracker.domain import WorkSession
from tracker.editing import repeats as core
from tracker.editing.bulk import Change
from tracker.editing.repeats import Due
from tracker.errors import TrackerError
from tracker.views import repeats as views
from tracker.views.log import calendar as questions
from tracker.views.log import sessions
from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext
from tracker.widgets import say
from tracker.widgets.discreet import veil
from tracker.widgets.record import saving
from tracker.widgets.say import md
from tracker.widgets.served import desk, house

SHOWN = 5
_ASKED = "again_asked"


@dataclass(frozen=True, slots=True)
class Asked:
    """A tap that leaves a question: what it would store, and how."""

    session: WorkSession
    due: Due | None = None


def again(reader: Reader, as_of: dt.date) -> None:
    """Buttons for the last entry of each work, and for each template."""
    recent = repeats.recent(desk(), as_of)
    kept = [t for _row, t in repeats.templates(desk())]
    if recent or kept:
        with st.container(horizontal=True, vertical_alignment="center", key="again"):
            st.markdown(md(_("Again today:")))
            for at, session in enumerate(recent):
                if st.button(md(views.again(session, reader)), key=f"again_{at}", icon=":material/replay:"):
                    _log(core.again(session, as_of))
            for at, template in enumerate(kept):
                if st.button(md(views.template_name(template, reader)), key=f"template_{at}", icon=":material/star:"):
                    _try(partial(core.session_of, template, as_of, desk().settings().time_zone))
    _question(reader)


def _try(make: Callable[[], WorkSession]) -> None:
    try:
        made = make()
    except TrackerError as error:
        st.error(md(veil(error.sentence())))
    else:
        _log(made)


def _now() -> dt.datetime:
    """The present; the end of the day that the app was asked to show, if it was asked to."""
    chosen = house().as_of
    return desk().now() if chosen is None else dt.datetime.combine(chosen, dt.time(23, 59), desk().zone())


def _log(session: WorkSession) -> None:
    """Store it, or ask first where it is there already or odd."""
    made = repeats.looked_at(desk(), session, _now())
    if made.twice or made.questions:
        st.session_state[_ASKED] = Asked(session)
        st.rerun()
    _store(session)


def _store(session: WorkSession) -> None:
    st.session_state.pop(_ASKED, None)
    with saving(_("Logged")):
        entry.add(desk(), [session])


def _question(reader: Reader) -> None:
    """The tap that left a question."""
    asked: Asked | None = st.session_state.get(_ASKED)
    if asked is None:
        return
    zone = desk().zone()
    try:
        if asked.due is not None:
            made = repeats.odd(desk(), asked.due, _now())
        else:
            made = repeats.looked_at(desk(), asked.session, _now())
    except TrackerError as error:
        st.session_state.pop(_ASKED)
        st.error(md(veil(error.sentence())))
        return
    with st.container(key="again_question"):
        say.para(_("Log {session}?").format(session=sessions.named(made.session, reader, zone)))
        for text in _doubts(made, reader):
            st.warning(md(text))
        with st.container(horizontal=True, key="again_answers"):
            if st.button(_("Log it all the same"), key="again_yes", type="primary"):
                if asked.due is not None:
                    _answer(partial(repeats.confirm, desk(), [asked.due]), _("Logged"))
                else:
                    _store(asked.session)
            if st.button(_("Do not log it"), key="again_no"):
                st.session_state.pop(_ASKED)
                st.rerun()


def _doubts(made: Made, reader: Reader) -> list[str]:
    change = Change(None, None, made.session)
    said = questions.asked(made.questions, change, dict(made.there), reader, desk().zone())
    return [*([_("The same is logged on that day already.")] if made.twice else []), *said]


# --- recurring entries ----------------------------------------------------------------------------------


def due(reader: Reader, as_of: dt.date) -> None:
    """Days of recurring entries without an answer, oldest first."""
    waiting = repeats.due(desk(), as_of)
    if not waiting:
        return
    with st.container(key="due"):
        n = len(waiting)
        say.para(ngettext("A recurring entry waits for an answer.", "{n} recurring entries wait for an answer.", n)
                 .format(n=reader.number(n)))  # fmt: skip
        for at, one in enumerate(waiting[:SHOWN]):
            with st.container(horizontal=True, vertical_alignment="center", key=f"due_{at}"):
                st.markdown(md(views.due(one, reader)), width="stretch")
                if st.button(_("Log it"), key=f"due_log_{at}"):
                    _confirm(one)
                if st.button(_("Not done"), key=f"due_out_{at}"):
                    _answer(partial(repeats.leave_out, desk(), [one]), _("Left out"))
        if n > SHOWN:
            say.quiet(views.more(n - SHOWN, waiting[SHOWN].day, reader))
        if n > 1:
            _all(waiting, reader)


def _all(waiting: Sequence[Due], reader: Reader) -> None:
    """All at once: those on days with nothing else of that work, or none of them."""
    plain = [one for one in waiting if not one.there]
    with st.container(horizontal=True, key="due_all"):
        if plain:
            label = ngettext(
                "Log {n} with nothing else that day", "Log {n} with nothing else on their days", len(plain)
            )
            if st.button(label.format(n=reader.number(len(plain))), key="due_log_all"):
                _answer(partial(repeats.confirm, desk(), plain), _("Logged"))
        if st.button(_("None of them was done"), key="due_out_all"):
            _answer(partial(repeats.leave_out, desk(), waiting), _("Left out"))


def _confirm(one: Due) -> None:
    try:
        made = repeats.odd(desk(), one, _now())
    except TrackerError as error:
        st.error(md(veil(error.sentence())))
        return
    if made.twice or made.questions:
        st.session_state[_ASKED] = Asked(made.session, one)
        st.rerun()
    _answer(partial(repeats.confirm, desk(), [one]), _("Logged"))


def _answer(write: Callable[[], object], done: str) -> None:
    st.session_state.pop(_ASKED, None)
    with saving(done):
        write()
