"""What I make: what an hour really paid, where the year's money went, which work pays best, how steady."""

from __future__ import annotations

import streamlit as st

from tracker.desk import reports
from tracker.views import method
from tracker.views.earnings import behind, groups, ladder, overview, road, weeks
from tracker.views.earnings.picture import groups as group_chart
from tracker.views.earnings.picture import ladder as ladder_chart
from tracker.views.earnings.picture import road as road_chart
from tracker.views.earnings.picture import weeks as week_chart
from tracker.views.picture import signed
from tracker.views.text import _
from tracker.widgets import frame, say, show
from tracker.widgets.browser import dark
from tracker.widgets.discreet import reader, veil
from tracker.widgets.earnings import parts
from tracker.widgets.served import desk
from tracker.widgets.window import recorded_elsewhere, window_control

you = reader()
frame.head(_("What I make"))
chosen = window_control(you)
report = reports.report(desk(), chosen.as_of, chosen.start, chosen.end)

if report.n == 0 and report.money.cash_received == 0:
    say.answer(_("Nothing is recorded for these days yet."))
    say.para(
        _(
            "Once there are hours and payments, this page shows what an hour of your work really left you, "
            "unpaid hours and fees taken off, beside what the listings promised; where the rest of the year's "
            "money went; and which work pays best."
        )
    )
    elsewhere = recorded_elsewhere(chosen, you)
    if elsewhere:
        say.para(elsewhere)
    else:
        frame.next_steps()
    st.stop()

hour = ladder.ladder(report, you)
say.answer(hour.answer)
say.second(hour.second)

source = overview.source(chosen.as_of, you)
part = show.part(overview.parts(), page="earnings", implied={"by": "work", "claims_measure": "press"})
if part == "hour":
    st.header(_("What an hour really paid"))
    if any(s.value is not None for s in hour.steps):
        drawn = signed(ladder_chart.ladder(hour, dark=dark()), _("What an hour really paid"), source, dark=dark())
        show.figure(drawn, key="ladder", alt=hour.alt)
        say.quiet(ladder.legend(hour))
        show.numbers(hour.table, key="ladder", alt=_("What an hour paid, step by step"), file="an-hour.csv")
    else:
        say.para(_("Log or import hours of work, and this picture appears."))

elif part == "year":
    st.header(_("Where the rest of the year's money went"))
    year = road.road(report, you)
    say.second(year.answer, key="second_year", pale=not year.enough)
    if year.stretches:
        say.para(year.second)
        title = _("Where the rest of the year's money went")
        drawn = signed(road_chart.road(year, dark=dark()), title, source, dark=dark())
        clicked = show.clickable(drawn, key="road", alt=year.alt)
        behind_names = dict(year.openable)
        step = show.opened(behind_names, clicked)
        if step:
            rows = reports.rows_behind(desk(), step, chosen.as_of, chosen.start, chosen.end)
            listed = behind.behind(rows, report, you)
            say.para(listed.answer)
            show.table(listed.table, key="behind", alt=behind_names[step], file=f"rows-{step}.csv")
        show.numbers(year.table, key="road", alt=_("The year, step by step"), file="the-year.csv")
        parts.lost(report, you)
    else:
        say.para(year.missing)

elif part == "work":
    st.header(_("Which work pays best"))
    kinds = {"platform": _("By platform"), "project": _("By project"), "role": _("By role")}
    by = show.one_of(_("Compare"), kinds, key="by", address=True)
    compared = groups.groups(reports.report(desk(), chosen.as_of, chosen.start, chosen.end, by=by), by, you)
    say.para(compared.answer)
    if compared.bars:
        show.figure(group_chart.groups(compared, dark=dark()), key=f"groups_{by}", alt=compared.alt)
        say.quiet(compared.legend)
        say.quiet(compared.more)
    show.numbers(compared.table, key="groups", alt=kinds[by], file=f"by-{by}.csv")

elif part == "weeks":
    st.header(_("Week by week"))
    list_of_weeks = weeks.weeks(report, you)
    say.para(list_of_weeks.answer)
    say.para(veil(weeks.unknown(report)))
    if list_of_weeks.bars:
        show.figure(week_chart.weeks(list_of_weeks, dark=dark()), key="weeks", alt=list_of_weeks.alt)
        say.quiet(list_of_weeks.legend)
        show.numbers(list_of_weeks.table, key="weeks", alt=_("The weeks, newest first"), file="weeks.csv")
        parts.happened(report, list_of_weeks, you)

elif part == "steady":
    st.header(_("How steady it is"))
    steadiness = weeks.steady(report, you)
    show.facts(steadiness.facts)
    say.para(steadiness.missing)
    for sentence in weeks.reliance(report, you):
        say.para(sentence)

elif part == "press":
    parts.claims(report, you)
else:
    parts.target(report, you)

show.worked_out(method.made(), report.all_caveats)
