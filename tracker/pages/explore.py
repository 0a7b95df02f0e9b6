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

if not record.simulated:  # invented people are no answer to what a real firm claims
    st.header(_("What was claimed, and what was kept"))
    parts.claims(found, figures, you)

if views.is_small(record):
    st.header(_("All contributors together"))
    parts.bars(
        views.shares_of_all(figures, you),
        record,
        views.told_shares(figures),
        key="shares",
        own=_("With so few people these figures are coarse: they tell 25 from 45 %, not from 35."),
    )
    st.header(_("Platforms side by side"))
    what = parts.statistic(figures)
    parts.bars(views.by_platform(figures, what, you), record, (what,), key=f"platforms_{what}")
else:
    st.header(_("What was kept of what was advertised"))
    parts.bars(
        views.by_platform(figures, views.OF_ADVERTISED, you),
        record,
        (views.OF_ADVERTISED,),
        key="ratio",
        own=_("The advertised rate is the one that members wrote down from the listing, the middle of a range."),
    )
    st.header(_("Platforms side by side"))
    what = parts.statistic(figures)
    parts.bars(views.by_platform(figures, what, you), record, (what,), key=f"platforms_{what}")
    st.header(_("Kinds of work on each platform"))
    parts.panels(views.by_role(figures, what, you), record, what, key=f"roles_{what}")

st.header(_("All published figures"))
show.table(views.table(figures, record, you), key="published", alt=_("All published figures"), file="figures.csv")
say.quiet(views.how_to_read())
say.quiet(views.withheld(found.figures, you))

parts.beside(found, you)
parts.take_along(found, figures)
st.header(_("About this release"))
say.points(views.facts(record, found.publisher, you))
show.worked_out(views.method(record), ())
