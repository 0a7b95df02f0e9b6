"""The frame of the app: which pages there are, and what is said when one of them fails."""

from __future__ import annotations

import streamlit as st

from tracker.errors import TrackerError
from tracker.views.palette import pages
from tracker.views.text import _
from tracker.widgets import locked, served, tour
from tracker.widgets.discreet import spoken
from tracker.widgets.frame import ICON, PAGES, show_failure

ADDRESSES = {"files.py": "import", "earnings.py": "what-i-make"}  # of the pages whose file is called otherwise

tour.follow()
spoken()
st.set_page_config(page_title=_("Tracker"), page_icon=ICON, layout="centered")
st.logo(ICON, size="large")
names = pages()
every = [
    st.Page(
        PAGES / file, title=name, url_path=ADDRESSES.get(file, file.removesuffix(".py")), default=file == "today.py"
    )
    for file, name in names.items()
]
if served.house().release is not None:  # only that page: no other could be shown without a ledger
    every = [p for p in every if p.url_path == "explore"]
shut = served.locked() is not None
if shut:  # nothing of a ledger may be shown before its passphrase was given, whatever the address
    every = [
        st.Page(locked.page, title=_("Locked"), url_path=p.url_path or "today", default=not p.url_path) for p in every
    ]
page = st.navigation(every, position="hidden" if shut else "sidebar")
try:
    with served.turns:
        page.run()
    if not shut:
        locked.watch()
except TrackerError as error:
    show_failure(error)
finally:
    served.page_shown.set()
