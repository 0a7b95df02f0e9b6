"""Parts of the page Today: the sentence of the day, the last entries."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from tracker.desk import goals
from tracker.desk import lately as recently
from tracker.desk.lately import recent_sessions
from tracker.units import DAY, monday
from tracker.views import entries
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.views.today import goals as goal_views
from tracker.views.today import overview as views
from tracker.widgets import journal, say
from tracker.widgets.frame import PAGES
from tracker.widgets.say import md
from tracker.widgets.served import desk, house

SHOWN = 6
LOOKED_AT = 40
"""Changes of the journal among which the last entries are looked for; Settings lists all."""


def present() -> dt.date:
    """The day that counts as today."""
    return house().as_of or desk().today()


def so_far(you: Reader, as_of: dt.date) -> None:
    """Hours and money of the day and the week."""
    lately = recently.lately(desk(), as_of)
    say.answer(views.sentence(lately, you))
    say.quiet(views.left_out(lately))
    for goal in goals.goals(desk(), as_of):
        say.para(goal_views.said(goal, as_of, you))


def correct(as_of: dt.date) -> None:
    """The way to last week's hours, to be typed over."""
    last = monday(as_of) - 7 * DAY
    st.page_link(PAGES / "log.py", label=_("Correct a day of last week"), query_params={"week": last.isoformat()})


def last_entries(you: Reader, as_of: dt.date) -> None:
    """The last entries, each with an undo; where these are few, the latest work that files brought."""
    zone, shown = desk().zone(), 0
    for o in desk().operations(LOOKED_AT):
        if o.kind not in views.ADDED or o.undoes is not None or not (rows := journal.rows(o)):
            continue
        shown += 1
        said = views.entry_title(o, rows, you, zone)
        with st.container(horizontal=True, vertical_alignment="center", key=f"entry_{o.id}"):
            st.markdown(md(said), width="stretch")
            if o.undone_by is None:
                journal.undo_button(o.id, key=f"take_back_{o.id}")
        if shown == SHOWN:
            break
    if shown:
        return
    known = recent_sessions(desk(), as_of)[-SHOWN:]
    if known:
        say.quiet(_("The latest work on record:"))
    say.points([entries.said(s, you, zone) for s in reversed(known)])
    say.quiet(_("What you enter is listed here, each line with an undo."))
