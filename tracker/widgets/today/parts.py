"""Parts of the page Today: the sentence of the day, the last entries."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from tracker.desk import lately as recently
from tracker.desk.lately import recent_sessions
from tracker.views import entries
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.views.today import overview as views
from tracker.widgets import journal, say
from tracker.widgets.say import md
from tracker.widgets.served import desk, house

SHOWN = 6
LEFT_OUT = frozenset({"settings", "sample", "start", "pause", "resume"})
"""Changes that are not entries; Settings lists them."""


def present() -> dt.date:
    """The day that counts as today."""
    return house().as_of or desk().today()


def so_far(you: Reader, as_of: dt.date) -> None:
    """Hours and money of the day and the week."""
    lately = recently.lately(desk(), as_of)
    say.answer(views.sentence(lately, you))
    say.quiet(views.left_out(lately))


def last_entries(you: Reader, as_of: dt.date) -> None:
    """The last changes, each with an undo; if there are none yet, the last work that files brought."""
    changes = [o for o in desk().operations(40) if o.undoes is None and o.kind not in LEFT_OUT][:SHOWN]
    if not changes:
        say.para(_("What you enter is listed here, each line with an undo."))
    zone = desk().zone()
    if not changes and (known := recent_sessions(desk(), as_of)[-SHOWN:]):
        say.quiet(_("The latest work on record:"))
        for session in reversed(known):
            st.markdown(md(entries.said(session, you, zone)))
    with st.container(gap="small", key="entries"):
        for o in changes:
            with st.container(horizontal=True, vertical_alignment="center", key=f"entry_{o.id}"):
                st.markdown(md(views.entry_title(o, journal.rows(o), you, zone)), width="stretch")
                if o.undone_by is None:
                    journal.undo_button(o.id, key=f"take_back_{o.id}")
