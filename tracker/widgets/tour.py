"""The sample, looked at from inside the app and left again, and the tour in five steps through it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from tracker.desk import seen
from tracker.views import tour as views
from tracker.views.text import _
from tracker.widgets import served
from tracker.widgets.say import md
from tracker.widgets.served import house

PAGES = Path(__file__).resolve().parent.parent / "pages"
STEP = "tour_step"


def follow() -> None:
    """What the address says of the sample holds, and while it is looked at every address says so: a page that is
    loaded again shows the same ledger."""
    if house().release is not None:
        return
    if st.query_params.get(served.VISITING) == served.SAMPLE:
        st.session_state[served.VISITING] = served.SAMPLE
    elif served.visiting():
        st.query_params[served.VISITING] = served.SAMPLE


def banner() -> None:
    """Which ledger this is, where it is the sample, and the way back; the step of the tour that is on."""
    if house().sample:
        with st.container(horizontal=True, vertical_alignment="center", key="sample"):
            st.info(
                _("This is a sample: an invented person's two years on five invented platforms. Nothing here is yours, "
                  "and what you change is gone when the tracker stops.")
            )  # fmt: skip
            if served.visiting() and st.button(_("Leave the sample"), key="leave_sample", icon=":material/logout:"):
                leave_sample()
    _step()


def see_sample() -> None:
    """Look at the sample in this window, the first time with the tour."""
    with st.spinner(_("The sample is being written …")):
        served.visit(sample=True)
        served.desk()
    if not seen.tour(served.own()):
        st.session_state[STEP] = 0
    st.switch_page(PAGES / "today.py")


def leave_sample() -> None:
    """Back to the ledger."""
    served.visit(sample=False)
    st.switch_page(PAGES / "today.py")


def start() -> None:
    """Take the tour, wherever this window is."""
    st.session_state[STEP] = 0
    st.switch_page(PAGES / "today.py")


def offer() -> None:
    """The way into the sample, unless this is it."""
    if not house().sample and st.button(_("Look at an invented person's ledger first"), key="see_sample"):
        see_sample()


def _step() -> None:
    at: int | None = st.session_state.get(STEP)
    if at is None:
        return
    steps = views.steps()
    with st.container(border=True, key="tour"):
        st.markdown(f"**{md(views.heading(at))}.** {md(steps[at].text)}")
        with st.container(horizontal=True):
            last = at + 1 == len(steps)
            if not last and st.button(_("Next step"), key="tour_next", type="primary"):
                st.session_state[STEP] = at + 1
                st.switch_page(PAGES / steps[at + 1].page)
            if st.button(_("End the tour") if last else _("Leave the tour"), key="tour_leave"):
                del st.session_state[STEP]
                seen.end_tour(served.own())
                st.rerun()
