"""Proof of income: what is on it, and the PDF to hand over."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from tracker.desk import papers, payments
from tracker.views.numbers import Reader
from tracker.views.papers import overview, statement
from tracker.views.text import _
from tracker.widgets import discreet, say, show
from tracker.widgets.papers import made
from tracker.widgets.served import desk
from tracker.widgets.window import day_control, window_control


def income(reader: Reader) -> None:
    say.para(
        _("What arrived, month by month and from whom: for a landlord, a lender or an office that asks for proof.")
    )
    if reader.masked:
        discreet.closed(_("Names and amounts are hidden. A statement holds both."), key="discreet_open_income")
        return
    as_of, first, last = _days(reader)
    found = papers.received(desk(), as_of, first, last)
    say.answer(statement.summary(found, reader))
    if not found.months:
        return
    say.second(statement.second(found, reader))
    _file(as_of, first, last, reader)
    show.table(statement.months(found, reader), key="income_months", alt=_("Month by month"), file="months.csv")
    show.table(statement.payers(found, reader, {}), key="income_payers", alt=_("Who paid"), file="who-paid.csv")
    say.para(statement.backing(found, reader))
    say.points([*statement.made_how(found, reader), *(discreet.veil(c.text) for c in found.caveats)])


def _days(reader: Reader) -> tuple[dt.date, dt.date, dt.date]:
    months = show.one_of(_("How long"), overview.months(), key="income_months")
    if months == "own":
        chosen = window_control(reader)
        last = chosen.end or chosen.as_of
        return chosen.as_of, chosen.start or papers.year_before(last), last
    as_of = day_control(reader)
    return as_of, *papers.month_window(as_of, int(months))


def _file(as_of: dt.date, first: dt.date, last: dt.date, reader: Reader) -> None:
    if made.not_installed():
        return
    left, right = st.columns(2)
    name = left.text_input(_("Your name, as it is to be on the paper"), key="income_name", max_chars=120) or ""
    with right:
        size = show.one_of(_("Size of a page"), overview.sizes(), key="income_size")
    alias = st.checkbox(_("Platforms by letters, not by name"), key="income_alias")
    wanted = papers.Wanted(as_of, first, last, reader.language, size, name.strip(), by_alias=alias)
    made.download(
        _("Download the statement (PDF)"),
        lambda: payments.shown(desk(), ("statement", wanted), lambda: papers.statement(desk(), wanted)),
        name=f"income-{first}-{last}.pdf", mime="application/pdf", key="income_pdf",
    )  # fmt: skip
