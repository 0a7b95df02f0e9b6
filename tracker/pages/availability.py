"""Availability: which days on offer had work, the gaps with cause and cost, how long gaps last."""

from __future__ import annotations

import streamlit as st

from tracker.desk import availability as use
from tracker.desk.payments import shown
from tracker.views.availability import days as availability_days
from tracker.views.availability import lengths, overview
from tracker.views.availability.picture import days_calendar as calendar_chart
from tracker.views.availability.picture import lasting as lasting_chart
from tracker.views.text import _
from tracker.widgets import form, frame, journal, say, show
from tracker.widgets.availability import declared as parts
from tracker.widgets.browser import dark
from tracker.widgets.discreet import reader
from tracker.widgets.record import said_after
from tracker.widgets.served import desk
from tracker.widgets.window import recorded_elsewhere, window_control

you = reader()
frame.head(_("Availability"))
said_after()
form.said()
chosen = window_control(you)
minimum = int(show.one_of(_("A gap is"), overview.minimum_names(you), key="minimum", address=True))
gaps = use.gaps(desk(), chosen.as_of, chosen.start, chosen.end, minimum=minimum)
key = (chosen.as_of, chosen.start, chosen.end, minimum, you)
selected = None

if not gaps.days or not (gaps.available_days or gaps.worked_hours):
    say.answer(_("Nothing is recorded for these days yet."))
    say.para(
        _(
            "Once you log work and set which hours you can work, this page shows which days had none, why, what "
            "the gaps cost and how long they last."
        )
    )
    elsewhere = recorded_elsewhere(chosen, you)
    if elsewhere:
        say.para(elsewhere)
    else:
        frame.next_steps()
else:
    view = shown(desk(), ("availability", *key), lambda: overview.availability(gaps, you))
    days = shown(desk(), ("days", *key), lambda: availability_days.days(gaps, you))
    say.answer(view.answer)
    say.second(view.second)
    drag = parts.dragging()
    selected = parts.picture(calendar_chart.days_calendar(days, drag=drag, dark=dark()), alt=days.alt)
    say.quiet(" ".join(filter(None, (days.legend, days.more))))
    show.facts(view.facts)

st.header(_("Set when you can work"))
parts.declare(selected, you)
parts.declared(you)

st.header(_("I looked for work"))
say.para(_("One tap tells days on which nothing was offered from days on which you did not work."))
parts.looks(you)

if gaps.gaps:
    st.header(_("The gaps"))
    show.table(view.causes, key="causes", alt=_("Gaps by cause"), file="gaps-by-cause.csv")
    show.numbers(view.gaps, key="gaps", alt=_("Gaps, the latest first"), file="gaps.csv", picture=False)

    st.header(_("How long gaps last"))
    lasting = shown(desk(), ("lasting", *key), lambda: lengths.lasting(gaps, you))
    say.para(lasting.answer)
    if lasting.steps:
        show.figure(lasting_chart.lasting(lasting, dark=dark()), key="lasting", alt=lasting.alt)
        show.numbers(lasting.table, key="lasting", alt=_("How long gaps last"), file="gap-lengths.csv")

st.header(_("Latest changes"))
journal.changes(desk().operations(4), you, key="changes")
show.worked_out(overview.how(), gaps.caveats)
