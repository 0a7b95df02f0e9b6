"""Today: log in one line, run the timer, see the day, and what needs attention."""

from __future__ import annotations

import streamlit as st

from tracker.desk import first_run as first
from tracker.views.text import _
from tracker.widgets import frame
from tracker.widgets.discreet import reader
from tracker.widgets.record import said_after
from tracker.widgets.served import desk
from tracker.widgets.today import attention, first_run, parts, quickline, timer

you = reader()
frame.head(_("Today"))
said_after()
as_of = parts.present()

new = first.is_empty(desk())
with st.container():  # the line below keeps its place, so what is typed outlives a change of what is above
    if new:
        first_run.questions(you, as_of)
        st.header(_("Or start with today"))
quickline.line(focus=not new)
if new:
    first_run.ways_on()
    st.stop()

if first_run.picture(you, as_of):
    first_run.ways_on()
    st.stop()

timer.timer()
sentence = st.container()

st.header(_("Last entries"))
parts.last_entries(you, as_of)

with sentence:
    parts.so_far(you, as_of)

st.header(_("Needs attention"))
attention.attention(as_of)
