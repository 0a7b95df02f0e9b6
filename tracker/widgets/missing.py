"""The one number that is missing: an exchange rate that neither the ledger nor a table knows."""

from __future__ import annotations

import streamlit as st

from tracker import words
from tracker.desk import entry
from tracker.desk.rates import Missing
from tracker.errors import TrackerError
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets.discreet import veil
from tracker.widgets.say import md, quiet
from tracker.widgets.served import desk


def ask_rate(missing: Missing, reader: Reader, *, key: str, later: bool = True) -> bool:
    """Ask for it; whether it was said, or left for later. It is stored as the rate of its day."""
    names = {"currency": missing.currency, "home": missing.home}
    with st.form(f"{key}_form", border=False, enter_to_submit=True):
        quiet(
            _("No exchange rate of {currency} is known, so sums in {home} leave it out. One number is enough.").format(
                **names
            )
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            text = st.text_input(
                _("1 {currency} in {home}, on {day}").format(**names, day=reader.day(missing.day)),
                key=f"{key}_value",
                width=320,
                help=_("Your bank or payment account shows it."),
            )
            asked = st.form_submit_button(_("Use this rate"), key=f"{key}_submit")
            left = later and st.form_submit_button(_("Later"), key=f"{key}_later", type="tertiary")
    return left or (asked and _kept(missing, text or "", reader))


def _kept(missing: Missing, text: str, reader: Reader) -> bool:
    try:
        rate = words.parse_exchange(text, reader.decimal_sign, missing.home)
        entry.add(desk(), [missing.said(rate)], kind="rate", summary=f"1 {missing.currency} is {rate} {missing.home}")
    except TrackerError as error:
        st.error(md(veil(error.sentence())))
        return False
    return True
