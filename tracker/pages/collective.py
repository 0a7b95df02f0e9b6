"""Collective: all that a keeper does with a pool, with no path typed."""

from __future__ import annotations

import streamlit as st

from tracker.views.collective import overview as views
from tracker.views.text import _
from tracker.widgets import discreet, frame, say, show
from tracker.widgets.collective import members, results
from tracker.widgets.collective import pool as collective
from tracker.widgets.record import said_after

you = discreet.reader()
frame.head(_("Collective"))
said_after()

if you.masked:
    discreet.closed(_("A pool holds other people's figures, so it is looked after while amounts are shown."))
    st.stop()

pool = collective.chosen()
if pool is None:
    say.answer(_("You keep no pool on this machine."))
    for text in views.about():
        say.para(text)
    st.header(_("Make a pool"))
    collective.make(you)
    st.stop()

marked = views.mark(pool.policy)
if marked:
    st.warning(say.md(marked))
late = pool.last_quarter()
say.answer(views.answer(pool.policy, pool.seats(), pool.missing(late), late, you))
collective.recovery()
st.session_state.setdefault("part", st.query_params.get("part") or views.first_part(pool.seats()))
part = show.one_of(_("Part"), views.parts(), key="part", address=True)
if part == "files":
    members.files(pool, you)
elif part == "members":
    members.members(pool, you)
elif part == "compare":
    results.compare(pool, you)
elif part == "release":
    results.publish(pool, you)
else:
    collective.care(pool, you)
    st.header(_("Another pool"))
    with st.expander(_("Make another pool"), key="another"):
        collective.make(you)
