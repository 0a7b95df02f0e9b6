"""A tax year: its quarters to look at, every table to take along."""

from __future__ import annotations

import streamlit as st

from tracker.analysis.results.tax_year import TaxYear
from tracker.desk import papers, payments
from tracker.errors import InputError
from tracker.units import to_units
from tracker.views.numbers import Reader
from tracker.views.papers import overview, us_forms
from tracker.views.papers import tax as views
from tracker.views.text import _
from tracker.widgets import discreet, say, show
from tracker.widgets.papers import made
from tracker.widgets.served import desk
from tracker.widgets.window import day_control
from tracker.words.number import parse_decimal

US, CALENDAR = "USD", "01-01"


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
    us = _us(found, reader) if desk().settings().home_currency == US and begins == CALENDAR else None
    key = ("tax_file", as_of, year, begins, us, reader)
    if not made.not_installed():
        made.download(
            _("Download every table (Excel, LibreOffice)"),
            lambda: payments.shown(desk(), (*key, "xlsx"), lambda: papers.tax_file(found, ".xlsx", reader, us)),
            name=f"tax-{found.name.replace('/', '-')}.xlsx", key="tax_xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )  # fmt: skip
    made.download(
        _("By month as CSV"), lambda: papers.tax_file(found, ".csv", reader),
        name=f"tax-{found.name.replace('/', '-')}.csv", mime="text/csv", key="tax_csv", main=False,
    )  # fmt: skip
    made.download(
        _("Every table as CSV"),
        lambda: payments.shown(desk(), (*key, "zip"), lambda: papers.tax_file(found, ".zip", reader, us)),
        name=f"tax-{found.name.replace('/', '-')}.zip", mime="application/zip", key="tax_zip", main=False,
    )  # fmt: skip
    say.points([*views.about(), *(discreet.veil(c.text) for c in found.caveats)])


def _us(year: TaxYear, reader: Reader) -> papers.UsForms | None:
    """Tables for the forms of the United States, and the amounts on those that came."""
    if not st.checkbox(_("With tables for Schedule C, estimated payments and Form 1099"), key="tax_us"):
        return None
    payers = [f.payer for f in papers.us_forms(desk(), year).forms]
    with st.expander(_("Hold the forms that came against your record"), key="tax_forms"):
        payer = st.selectbox(_("Payer"), payers, index=None, format_func=say.md, key="tax_payer")
        typed = ""
        if payer:  # a field of its own for each: what was typed for one is never another's
            typed = st.text_input(_("Amount on the form"), key=f"tax_on_form_{year.name}_{payers.index(payer)}") or ""
        got = _got(payer, typed.strip(), year.name, reader)
        found = papers.us_forms(desk(), year, got)
        show.table(us_forms.forms([f for f in found.forms if f.cause], reader), key="tax_1099",
                   alt=_("Forms and your record"), file="1099.csv")  # fmt: skip
    return found


def _got(payer: str | None, typed: str, year: str, reader: Reader) -> dict[str, int]:
    """The amounts that were typed in this session, the latest of each payer."""
    kept: dict[str, int] = st.session_state.setdefault(f"tax_got_{year}", {})
    if payer and typed:
        try:
            kept[payer] = to_units(parse_decimal(typed, reader.decimal_sign))
        except InputError as error:
            st.error(say.md(discreet.veil(error.sentence())))
    return dict(kept)
