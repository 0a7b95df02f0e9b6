"""The timer on a page: start, pause, stop and switch in one click. It is in the ledger, so a refresh, a second
window, a crash and the command line all see the same one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from tracker import words
from tracker.desk import lately
from tracker.desk import timer as timing
from tracker.editing.calendar import LONG
from tracker.errors import InputError
from tracker.store.results import Timer
from tracker.views.numbers import Reader, length
from tracker.views.text import _
from tracker.views.today import overview as views
from tracker.widgets.discreet import reader as this_reader
from tracker.widgets.record import saving
from tracker.widgets.say import md
from tracker.widgets.served import desk
from tracker.widgets.today import idle

EVERY = 20.0
"""Seconds after which the page looks at the timer again: the time goes on, another window may have stopped it."""
OFFERED = 4
Work = tuple[str, str | None]


def timer() -> None:
    """The timer, looked at again and again without the rest of the page."""
    shown = desk().version

    @st.fragment(run_every=EVERY)
    def part() -> None:
        if desk().version != shown:
            st.rerun(scope="app")  # another window or the command line wrote: everything here may be old
        you = this_reader()
        running = timing.running(desk())
        if running is None:
            _start(you)
        elif timing.is_forgotten(desk()):
            _ask(running, you)
        else:
            _run(running, you)

    with st.container(key="timer"):
        part()


def _start(you: Reader) -> None:
    """One button for each of the works last done, a list for the others."""
    works = lately.works(desk())
    if not works:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="timer_start"):
        st.markdown(md(_("Start the timer:")))
        for at, work in enumerate(works[:OFFERED]):
            if st.button(md(_name(work, you)), key=f"start_{at}", icon=":material/play_arrow:"):
                _do(partial(timing.start, desk(), *work), _("The timer runs"))
        _others(works[OFFERED:], you, key="start_other")


def _run(running: Timer, you: Reader) -> None:
    paused = running.paused_at is not None
    seconds = running.worked(running.until(desk().now()))
    with st.container(horizontal=True, vertical_alignment="center", key="timer_run"):
        st.markdown(f"**{md(views.running(running, seconds, paused, you))}**")
        if st.button(_("Stop"), key="stop", type="primary", icon=":material/stop:"):
            _do(lambda: timing.stop(desk()), _("Stopped and kept"))
        if paused:
            if st.button(_("Go on"), key="resume", icon=":material/play_arrow:"):
                _do(lambda: timing.resume(desk()), _("The timer runs"))
        elif st.button(_("Pause"), key="pause", icon=":material/pause:"):
            _do(lambda: timing.pause(desk()), _("Paused"))
    if not paused:
        idle.ask(running)
    others = [w for w in lately.works(desk()) if w != (running.platform, running.project)]
    if others:
        with st.container(horizontal=True, vertical_alignment="center", key="timer_switch"):
            st.markdown(md(_("Switch to:")))
            for at, work in enumerate(others[: OFFERED - 1]):
                if st.button(md(_name(work, you)), key=f"switch_{at}", type="tertiary"):
                    _do(partial(timing.switch, desk(), *work), _("Stopped, kept, and started again"))


def _ask(running: Timer, you: Reader) -> None:
    """A timer of half a day is never booked in silence."""
    zone = desk().zone()
    st.warning(md(views.forgotten(running, you, zone)))
    started = running.started_at.astimezone(zone)
    with st.container(horizontal=True, vertical_alignment="bottom", key="timer_ask"):
        text = st.text_input(_("You stopped at"), key="stopped_at", placeholder=_("17:30"), width=160)
        if st.button(_("Keep it"), key="stop_at", type="primary"):
            _do(lambda: _stop(running, "", _end(text or "", started), you), _("Stopped and kept"))
        if st.button(_("I stopped just now"), key="stop_now"):
            _do(lambda: _stop(running, "now", desk().now(), you), _("Stopped and kept"))
        if st.button(_("Throw it away"), key="stop_none"):
            _do(lambda: timing.drop(desk()), _("Thrown away"))


def _stop(running: Timer, how: str, end: dt.datetime, you: Reader) -> None:
    """Stop at an end that was given; one that makes a very long session is asked about once. Raises InputError."""
    seconds, wanted = running.worked(end), (how or f"{end:%d %H:%M}")
    if seconds > LONG and st.session_state.get("stop_long") != wanted:
        st.session_state["stop_long"] = wanted
        text = _("That is {hours}, until {end}.").format(hours=length(seconds), end=you.moment(end, desk().zone()))
        raise InputError(text, hint=_("Press it again if that is so."))
    timing.stop(desk(), ended_at=end)


def _end(text: str, started: dt.datetime) -> dt.datetime:
    """The first time of that clock after the start."""
    if not text.strip():
        raise InputError(_("When did you stop?"), hint=_("Enter it as 17:30."))
    at = words.parse_clock(text)
    end = words.local_instant(dt.datetime.combine(started.date(), at), str(desk().zone()))
    return end if end > started else end + dt.timedelta(days=1)


def _do(write: Callable[[], object], done: str) -> None:
    with saving(done):
        write()


def _others(works: Sequence[Work], you: Reader, *, key: str) -> None:
    if not works:
        return
    chosen = st.selectbox(
        _("Something else"), works, index=None, format_func=lambda w: _name(w, you), key=key,
        placeholder=_("something else"), label_visibility="collapsed", width=220,
    )  # fmt: skip
    if chosen is not None:
        del st.session_state[key]
        _do(partial(timing.start, desk(), *chosen), _("The timer runs"))


def _name(work: Work, you: Reader) -> str:
    platform, project = work
    shown = you.project(platform, project)
    return f"{platform} · {shown}" if shown else platform
