"""Log: the hours of a week in a grid or a calendar, and every session in a list; changed, looked at, saved at once."""

from __future__ import annotations

import streamlit as st

from tracker.views.text import _
from tracker.widgets import again, form, frame, journal, say, show
from tracker.widgets.browser import phone
from tracker.widgets.discreet import reader
from tracker.widgets.log import calendar, editor, filters, grid, sessions, templates
from tracker.widgets.record import present, said_after
from tracker.widgets.served import desk

you = reader()
frame.head(_("Log"))
said_after()
form.said()
ledger = desk()
editor.said_before()

if not ledger.platforms():
    say.answer(_("Nothing is logged yet."))
    say.para(
        _(
            "Once there is a platform or a session, this page shows your week as a grid, one row for each project, "
            "and all sessions as a list in which several can be corrected at once."
        )
    )
    frame.next_steps()
    st.stop()

again.due(you, present())
again.again(you, present())
names = {filters.WEEK: _("Week"), filters.CALENDAR: _("Calendar"), filters.LIST: _("Sessions")}
if phone():  # a grid of seven days would have to be scrolled sideways
    names = {filters.CALENDAR: names.pop(filters.CALENDAR), **names}
match show.one_of(_("What to show"), names, key=filters.SHOW, address=True):
    case filters.WEEK:
        grid.show(you)
    case filters.CALENDAR:
        calendar.show(you)
    case _:
        sessions.show(you)

templates.templates(you, present())

st.header(_("Latest changes"))
journal.changes(ledger.operations(5), you, key="log_changes")
