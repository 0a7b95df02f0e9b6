"""Projects: when each ran, paused and ended, what was promised and what came, and what happens next."""

from __future__ import annotations

import streamlit as st

from tracker.desk import projects as use
from tracker.desk.payments import shown
from tracker.domain import Project, ProjectEvent
from tracker.views import method
from tracker.views.fields import title
from tracker.views.payments import overview as payments
from tracker.views.projects import life as project_life
from tracker.views.projects import overview
from tracker.views.projects import picture as timeline_chart
from tracker.views.text import _
from tracker.widgets import form, frame, journal, say, show
from tracker.widgets.browser import dark
from tracker.widgets.discreet import reader
from tracker.widgets.projects import parts, stops
from tracker.widgets.record import said_after
from tracker.widgets.served import desk
from tracker.widgets.window import window_control

you = reader()
frame.head(_("Projects"))
said_after()
form.said()
chosen = window_control(you)
lives = use.lives(desk(), chosen.as_of)

if not lives:
    say.answer(_("No project is on record yet."))
    say.para(
        _(
            "Once there are projects, this page shows when each ran, paused and ended, with what notice; what was "
            "promised and what came; and it is where you record that one is paused, cancelled or paid differently."
        )
    )
    frame.next_steps()
    st.stop()

one = parts.choose(lives, you)
if one is None:
    first = payments.since(chosen.start, chosen.as_of)
    view = shown(
        desk(), ("timeline", chosen.as_of, first, you), lambda: overview.timeline(lives, first, chosen.as_of, you)
    )
    say.answer(view.answer)
    say.second(view.second)
    if view.bars:
        show.figure(timeline_chart.timeline(view, dark=dark()), key="timeline", alt=view.alt)
        say.quiet(view.legend)
        say.quiet(view.more)
    else:
        say.para(_("No project ran in these days. Choose “Everything” above to see all."))
    stops.stops(lives, you)
    stops.offered(use.offers(desk(), chosen.as_of), chosen.as_of, you)
    st.header(_("All projects"))
    show.table(view.table, key="projects", alt=_("Your projects, the newest first"), file="projects.csv")
else:
    stored = desk().get("projects", one.row)
    assert isinstance(stored, Project)
    life = project_life.life(one, you, desk().zone())
    say.answer(life.answer)
    for link in life.links:
        say.para(link)
    show.facts(life.facts)

    st.header(title(ProjectEvent, "event"))
    parts.record_event(one, you)
    if life.events.cells:
        show.table(life.events, key="events", alt=_("What happened, the latest first"), file="events.csv")
        parts.remove_event(one, you)
    parts.successor(one, lives, stored, you)
    parts.kept_files(one, you)

    st.header(_("Rates"))
    if life.rates.cells:
        show.table(life.rates, key="rates", alt=_("Rates and since when they hold"), file="rates.csv")
    else:
        say.para(_("No rate is on record. Enter what was agreed below, or record a rate change above."))

    st.header(_("Promised and delivered"))
    show.table(life.promises, key="promises", alt=_("Promised beside delivered"), file="promises.csv")
    parts.edit(one.row, stored, one.currency, you)

st.header(_("Latest changes"))
journal.changes(desk().operations(10), you, key="changes")
show.worked_out(method.projects(), ())
