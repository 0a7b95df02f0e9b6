"""Contribute: a pool's invitation explained, what would leave word for word, the file, earlier ones, the way out."""

from __future__ import annotations

import streamlit as st

from tracker.views.contribute import overview as views
from tracker.views.text import _
from tracker.widgets import discreet, frame, say, show
from tracker.widgets.contribute import steps
from tracker.widgets.record import said_after

you = discreet.reader()
frame.head(_("Contribute"))
said_after()
say.answer(views.first_line())

if you.masked:
    discreet.closed(_("A contribution holds your rates and hours, so it is read and made while those are shown."))
    st.stop()

found = steps.invitation()
if found is None:
    say.para(
        _(
            "A pool is kept by people you know: a union branch, a group of colleagues. Drop the invitation that a "
            "keeper gave you, and this page tells what the pool asks for, shows every figure that would leave, and "
            "makes a file that you hand over yourself. Nothing is sent from here."
        )
    )
else:
    steps.explained(found, you)
    st.header(_("What would leave"))
    one = steps.draft(found, you)
    if one is not None:
        steps.figures(one, you)
        st.header(_("The exact file"))
        steps.exact(one)
        st.header(_("Make the file"))
        steps.make(
            one,
            you,
            key="contribute",
            agree=_("I have read what is in it, and I want the keepers of this pool to have it."),
            button=_("Make the file"),
        )
        say.quiet(_("A file replaces what the pool has of the same quarters from you."))

st.header(_("Files made before"))
steps.earlier(you)
if found is not None:
    steps.withdraw(found, you)
show.worked_out(views.method(), one.caveats if found is not None and one is not None else ())
