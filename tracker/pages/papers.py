"""Papers: what is made to be sent or shown. Time that a platform did not count, as a sheet."""

from __future__ import annotations

import streamlit as st

from tracker.desk import reports
from tracker.views import method
from tracker.views.text import _
from tracker.widgets import frame, show
from tracker.widgets.discreet import reader
from tracker.widgets.papers import dispute
from tracker.widgets.served import desk
from tracker.widgets.window import window_control

you = reader()
frame.head(_("Papers"))
chosen = window_control(you)
st.header(_("Time that was not counted"))
dispute.dispute(chosen.as_of, reports.window(desk(), chosen.as_of, chosen.start, chosen.end), you)
show.worked_out(method.papers(), ())
