"""The frame of the app: which pages there are, and what is said when one of them fails."""

from __future__ import annotations

import streamlit as st

from tracker.errors import TrackerError
from tracker.views.text import _
from tracker.widgets import served
from tracker.widgets.discreet import spoken
from tracker.widgets.frame import ICON, PAGES, show_failure

spoken()
st.set_page_config(page_title=_("Tracker"), page_icon=ICON, layout="centered")
st.logo(ICON, size="large")
every = [
    st.Page(PAGES / "today.py", title=_("Today"), url_path="today", default=True),
    st.Page(PAGES / "log.py", title=_("Log"), url_path="log"),
    st.Page(PAGES / "projects.py", title=_("Projects"), url_path="projects"),
    st.Page(PAGES / "payments.py", title=_("Payments"), url_path="payments"),
    st.Page(PAGES / "files.py", title=_("Import"), url_path="import"),
    st.Page(PAGES / "earnings.py", title=_("What I make"), url_path="what-i-make"),
    st.Page(PAGES / "availability.py", title=_("Availability"), url_path="availability"),
    st.Page(PAGES / "platforms.py", title=_("Platforms"), url_path="platforms"),
    st.Page(PAGES / "outlook.py", title=_("Outlook"), url_path="outlook"),
    st.Page(PAGES / "offers.py", title=_("Offers"), url_path="offers"),
    st.Page(PAGES / "papers.py", title=_("Papers"), url_path="papers"),
    st.Page(PAGES / "contribute.py", title=_("Contribute"), url_path="contribute"),
    st.Page(PAGES / "collective.py", title=_("Collective"), url_path="collective"),
    st.Page(PAGES / "explore.py", title=_("Explore"), url_path="explore"),
    st.Page(PAGES / "settings.py", title=_("Settings"), url_path="settings"),
]
if served.house().release is not None:  # only that page: no other could be shown without a ledger
    every = [p for p in every if p.url_path == "explore"]
page = st.navigation(every)
try:
    page.run()
except TrackerError as error:
    show_failure(error)
finally:
    served.page_shown.set()
