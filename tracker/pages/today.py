"""Today: four figures, the line that logs, the timer, what needs attention, the last entries."""

from __future__ import annotations

import streamlit as st

from tracker.desk import first_run as first
from tracker.views.text import _
from tracker.widgets import again, frame
from tracker.widgets.discreet import reader
from tracker.widgets.record import said_after
from tracker.widgets.served import desk
from tracker.widgets.today import attention, figures, first_run, parts, quickline, timer

you = reader()
frame.head(_("Today"))
said_after()
as_of = parts.present()

new = first.is_empty(desk())
above = st.container(key="glances")  # the line below keeps its place, so what is typed outlives a change of this
with above:
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
again.again(you, as_of)
sentence = st.container()

verdicts = st.container()

with sentence:
    parts.so_far(you, as_of)

st.header(_("Needs attention"))
again.due(you, as_of)
needs = st.container()

st.header(_("Last entries"))
parts.last_entries(you, as_of)
parts.correct(as_of)

with needs:
    attention.attention(as_of)

with above:  # last, so that nothing waits for them
    figures.figures(you, as_of, attention.PATIENCE)

with verdicts:
    figures.floors(you, as_of, attention.PATIENCE)
