"""A tax year: its quarters to look at, every table to take along."""

from __future__ import annotations

import streamlit as st

from tracker.desk import papers, payments
from tracker.views.numbers import Reader
from tracker.views.papers import overview
from tracker.views.papers import tax as views
from tracker.views.text import _
from tracker.widgets import discreet, say, show
from tracker.widgets.papers import made
from tracker.widgets.served import desk
from tracker.widgets.window import day_control

US = "USD"


def tax(reader: Reader) -> None:
    say.para(_("Income as it arrived, fees, expenses and rates: an aid for your own return, no tax advice."))
    if reader.masked:
        discreet.closed(_("Amounts are hidden. A tax year holds them."), key="discreet_open_tax")
        return
    as_of = day_control(reader)
    left, right = st.columns(2)
    begins = right.selectbox(
        _("The year begins on"), list(overview.starts()), format_func=overview.starts().__getitem__, key="tax_starts"
    )
    month, day = (int(part) for part in begins.split("-"))
    years = papers.tax_years(desk(), as_of, (month, day))
    year = left.selectbox(_("Year that begins in"), years, key="tax_year")
    found = papers.tax_year(desk(), as_of, year, (month, day))
    say.answer(views.summary(found, reader))
    show.table(views.quarters(found, reader), key="tax_quarters", alt=_("The year by quarters"), file="quarters.csv")
    form = None
    if desk().settings().home_currency == US:
        form = "us" if st.checkbox(_("With tables for Schedule C and Form 1099"), key="tax_us") else None
    key = ("tax_file", as_of, year, begins, form)
    if not made.not_installed():
        made.download(
            _("Download every table (Excel, LibreOffice)"),
            lambda: payments.shown(desk(), (*key, "xlsx"), lambda: papers.tax_file(found, ".xlsx", reader, form)),
            name=f"tax-{found.name.replace('/', '-')}.xlsx", key="tax_xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )  # fmt: skip
    made.download(
        _("By month as CSV"), lambda: papers.tax_file(found, ".csv", reader, form),
        name=f"tax-{found.name.replace('/', '-')}.csv", mime="text/csv", key="tax_csv", main=False,
    )  # fmt: skip
    say.points([*views.about(), *(discreet.veil(c.text) for c in found.caveats)])
