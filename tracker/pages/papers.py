"""Papers: what is made to be sent or shown: time not counted, proof of income, invoices, tax years, journals."""

from __future__ import annotations

import streamlit as st

from tracker.desk import reports
from tracker.views.papers import overview
from tracker.views.text import _
from tracker.widgets import frame, show
from tracker.widgets.discreet import reader
from tracker.widgets.papers import books, dispute, income, invoice, tax
from tracker.widgets.served import desk
from tracker.widgets.window import window_control

you = reader()
frame.head(_("Papers"))
parts = overview.parts()
part = show.part(parts, page="papers")
st.header(parts[part])
if part == "hours":
    chosen = window_control(you)
    dispute.dispute(chosen.as_of, reports.window(desk(), chosen.as_of, chosen.start, chosen.end), you)
elif part == "income":
    income.income(you)
elif part == "invoice":
    invoice.invoice(you)
elif part == "tax":
    tax.tax(you)
else:
    books.books(you)
