"""Settings, in parts: you, platforms with their pay days, projects with their rates, availability, and more."""

from __future__ import annotations

import streamlit as st

from tracker.views import setup
from tracker.views.settings import overview
from tracker.views.text import _
from tracker.widgets import form, frame, journal, say, show
from tracker.widgets.discreet import reader
from tracker.widgets.record import said_after
from tracker.widgets.served import desk
from tracker.widgets.settings import backups, free, more, platforms, projects, windows, you

reading = reader()
frame.head(_("Settings"))
said_after()
form.said()
ledger = desk()
say.answer(setup.opening(ledger.settings(), len(ledger.platforms()), len(ledger.projects()), reading))

parts = overview.parts()
part = show.part(parts, page="settings")
st.header(parts[part])
if part == "you":
    you.you(reading)
elif part == "platforms":
    platforms.platforms(reading)
elif part == "projects":
    projects.projects(reading)
elif part == "free":
    free.free(reading)
elif part == "rates":
    more.rates(reading)
elif part == "imports":
    more.import_rules(reading)
elif part == "safe":
    backups.keep_safe(reading)
    windows.open_windows(reading)
else:
    journal.changes(ledger.operations(10), reading, key="changes")
