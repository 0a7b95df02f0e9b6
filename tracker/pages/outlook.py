"""Outlook: what is owed and when it should come, what 13 weeks may bring, how long savings last, what if, tax."""

from __future__ import annotations

import streamlit as st

from tracker.desk import outlook as use
from tracker.desk import payments as money
from tracker.views.outlook import method, overview
from tracker.views.outlook import money as outlook_money
from tracker.views.outlook.picture import arrivals as arrival_chart
from tracker.views.outlook.picture import fan as fan_chart
from tracker.views.text import _
from tracker.widgets import form, frame, say, show
from tracker.widgets.browser import dark
from tracker.widgets.discreet import reader
from tracker.widgets.outlook import parts
from tracker.widgets.served import desk
from tracker.widgets.window import day_control

you = reader()
frame.head(_("Outlook"))
form.said()
day = day_control(you)
ahead = use.outlook(desk(), day)

if not overview.recorded(ahead):
    say.answer(_("Nothing is recorded for these days yet."))
    say.para(
        _(
            "Once there are hours and payments, this page shows what is owed to you and when it should come, what the "
            "next 13 weeks may bring, how long your savings last, and what it would mean if a platform ended."
        )
    )
    frame.next_steps()
    parts.means(you)
    st.stop()

answer, more = overview.opening(ahead, you)
say.answer(answer)
say.second(more)

part = show.part(overview.parts(fan=bool(ahead.fan), ends=bool(ahead.without)), page="outlook")
if part == "ahead":
    st.header(_("The next 13 weeks"))
    weeks = overview.fan(ahead, you)
    if weeks.points:
        show.figure(fan_chart.fan(weeks, dark=dark()), key="fan", alt=weeks.alt)
    say.quiet(weeks.legend)
    show.numbers(weeks.table, key="fan", alt=_("The next weeks, one by one"), file="next-weeks.csv")
    parts.leaning(ahead, you)

elif part == "owed":
    st.header(_("What is owed, and when it should come"))
    coming = money.shown(desk(), ("arrivals", day, you), lambda: outlook_money.arrivals(ahead, you))
    say.para(coming.answer)
    if coming.arrivals:
        show.figure(arrival_chart.arrivals(coming, dark=dark()), key="arrivals", alt=coming.alt)
        say.quiet(coming.legend)
    if coming.table.cells:
        show.numbers(coming.table, key="expected", alt=_("What is owed, soonest first"), file="expected.csv")

    parts.pay_days(day, you)

elif part == "savings":
    st.header(_("How long your savings last"))
    lasting = overview.runway(ahead, desk().settings().tax_rate_percent is not None, you)
    show.facts(lasting.facts)
    say.para(lasting.missing)
    parts.means(you)

elif part == "ends":
    st.header(_("What if a platform ends"))
    ended = ahead.without[parts.platform(ahead)]
    say.para(outlook_money.what_if(ended, ahead, you))
    rest = overview.fan_without(ended, ahead, you)
    if rest.points:
        show.figure(fan_chart.fan(rest, dark=dark()), key="fan_without", alt=rest.alt)
    show.numbers(outlook_money.what_ifs(ahead, you), key="what_ifs", alt=_("Without each platform"), file="what-if.csv")

else:
    st.header(_("Set aside for tax"))
    taxed = outlook_money.tax(ahead, you)
    say.para(taxed.answer)
    say.quiet(_("An aid for planning, not advice: what you owe depends on where you live and what else you earn."))
    if taxed.table.cells:
        show.table(taxed.table, key="tax", alt=_("Received and to set aside, by quarter"), file="set-aside.csv")

show.worked_out(method.outlook(), ahead.all_caveats)
