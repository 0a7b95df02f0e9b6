"""Explore: a release, for somebody who has never met its makers. Needs no ledger and no pool."""

from __future__ import annotations

import streamlit as st

from tracker.views.explore import overview as views
from tracker.views.text import _
from tracker.widgets import discreet, frame, say, show
from tracker.widgets.explore import parts

you = discreet.reader()
frame.head(_("Explore"))

if you.masked:
    discreet.closed(_("This page is about rates of pay, so it is read while amounts are shown."))
    st.stop()

found = parts.release()
if found is None:
    st.stop()
if found.example:
    say.para(
        _("A release shows what a collective's members kept, without giving any of them away. This is an example. Drop "
          "the file that a collective published above: its signature and its tables are checked before anything is "
          "shown. It can be read without a ledger too, in a terminal: tracker explore FOLDER.")
    )  # fmt: skip

record, you = found.record, parts.reader(found, you)
if record.simulated:
    st.warning(say.md(views.mark(record)))
say.answer(views.answer(record, found.figures, you))
say.second(views.second(record, found.figures, you))
say.points(views.sentences(record))

figures = parts.filtered(found)
part = show.part(views.parts(record), page="explore")
if part == "pictures":
    parts.pictures(figures, record, you)
elif part == "claims":
    st.header(_("What was claimed, and what was kept"))
    parts.claims(found, figures, you)
elif part == "figures":
    st.header(_("All published figures"))
    show.table(views.table(figures, record, you), key="published", alt=_("All published figures"), file="figures.csv")
    say.quiet(views.how_to_read())
    say.quiet(views.withheld(found.figures, you))
elif part == "others":
    parts.beside(found, you)
else:
    parts.take_along(found, figures)

with st.expander(_("About this release"), key="about_release"):
    say.points(views.facts(record, found.publisher, you))
show.worked_out(views.method(record), ())
