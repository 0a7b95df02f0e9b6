"""Payments: who owes you what since when, which payment paid which work, and what happened to money."""

from __future__ import annotations

import streamlit as st

from tracker.desk import payments as money
from tracker.desk import standing as stands
from tracker.views import method
from tracker.views.payments import lines as payment_lines
from tracker.views.payments import overview, standing
from tracker.views.payments import picture as age_chart
from tracker.views.text import _
from tracker.widgets import form, frame, journal, say, show
from tracker.widgets.browser import dark
from tracker.widgets.discreet import reader
from tracker.widgets.payments import forms, spent
from tracker.widgets.record import said_after
from tracker.widgets.served import desk
from tracker.widgets.window import window_control

you = reader()
frame.head(_("Payments"))
said_after()
form.said()
chosen = window_control(you)
lines = money.lines(desk(), chosen.as_of)
first, last = overview.since(chosen.start, chosen.as_of), chosen.end or chosen.as_of
days = (chosen.as_of, first, last, you)

if not lines.pay_days and not lines.payments:
    say.answer(_("No work and no payment is recorded yet."))
    say.para(
        _(
            "Once there are hours and payments, this page shows who owes you what and since when, which payment "
            "paid which work, and what is left open; it is also where a payment, a loss or an expense is recorded."
        )
    )
    frame.next_steps()

owed = None
if lines.pay_days or lines.payments:
    owed = money.shown(desk(), ("owed", *days), lambda: overview.owed(lines, you))
    say.answer(owed.answer)
    say.second(owed.second)
    part = show.part(overview.parts(), page="payments", implied={"pay_days": "days"})
else:
    part = "record"

if part == "owed" and owed is not None:
    if owed.bars:
        show.figure(age_chart.ages(owed.bars, dark=dark()), key="ages", alt=owed.alt)
        show.numbers(owed.table, key="owed", alt=_("What is owed, by platform"), file="owed.csv")
    if owed.late:
        st.header(_("Late, the oldest first"))
        forms.give_up(owed.late, chosen.as_of)
        say.quiet(owed.more)
    now = stands.standing(desk(), chosen.as_of)
    if held := standing.by_platform(now.sums, you):
        st.header(_("Not due yet, and why"))
        say.para(standing.held(now.sums, you))
        say.points(held)
    if now.exposures:
        st.header(_("Worked, and not in your bank"))
        say.para(standing.exposed(now.exposures, you))
        show.table(standing.exposures(now.exposures, you), key="exposures", alt=_("What each platform has of yours"),
                   file="not-in-the-bank.csv")  # fmt: skip

elif part == "record":
    st.header(_("Record what happened"))
    forms.record(you)
    st.header(_("Latest changes"))
    journal.changes(desk().operations(10), you, key="changes")

elif part == "days":
    st.header(_("Which payment paid which work"))
    which = show.one_of(
        _("Show"), {"open": _("Still open"), "all": _("All of these days")}, key="pay_days", address=True
    )
    listed = money.shown(
        desk(),
        ("pay_days", which, *days),
        lambda: payment_lines.pay_days(lines, first, last, you, only_open=which == "open"),
    )
    say.para(listed.answer)
    show.table(listed.table, key=f"pay_days_{which}", alt=_("Pay days and what paid them"), file="pay-days.csv")

elif part == "paid":
    st.header(_("Payments on record"))
    came = payment_lines.within(lines, first, last)
    arrived = money.shown(desk(), ("arrived", *days), lambda: payment_lines.payments(came, you))
    say.para(arrived.answer)
    if came:
        show.table(arrived.table, key="payments", alt=_("Payments, newest first"), file="payments.csv")
        opened = forms.opened(came, you)
        if opened is not None:
            one = payment_lines.payment(opened, lines, you)
            say.second(one.answer, key="second_payment")
            say.points(one.notes)
            if one.table.cells:
                show.table(one.table, key="payment", alt=_("What it paid, line by line"), file="payment.csv")
            forms.correct(opened, you)
            forms.kept_files(opened, you)

else:
    spent.spent(first, last, you)

show.worked_out(method.payments(), lines.caveats)
