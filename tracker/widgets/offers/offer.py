"""Should I take this: an offer is typed, and what such offers became is below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from tracker import words
from tracker.desk import earnings, payments
from tracker.domain import Project
from tracker.errors import InputError
from tracker.units import round_ratio
from tracker.views.fields import title
from tracker.views.numbers import Reader
from tracker.views.offers import offer as offer_view
from tracker.views.text import _
from tracker.widgets import discreet, say, show
from tracker.widgets.served import desk

T = TypeVar("T")


@dataclass(slots=True)
class _Typed:
    platform: str | None
    role: str | None
    rate: str
    hours: str


def offer(as_of: dt.date, reader: Reader) -> None:
    """The form, and below it the answer once it was asked for."""
    say.answer(_("Should I take this? Type an offer, and see what such offers became for you."))
    if reader.masked:
        discreet.closed(_("Amounts are hidden. Show them to type an offer."), key="discreet_open_offer")
        return
    typed = _form(reader)
    if st.button(_("What became of such offers?"), key="offer_ask"):
        st.session_state["offer_asked"] = True
    if st.session_state.get("offer_asked"):
        _answer(typed, as_of, reader)


def _form(reader: Reader) -> _Typed:
    left, right = st.columns(2)
    platform = left.selectbox(
        _("Platform of the offer"), [p.platform for _row, p in desk().platforms()], index=None, key="offer_platform",
        placeholder=_("One that is new to you"),
    )  # fmt: skip
    role = right.selectbox(
        title(Project, "role"),
        earnings.roles(desk()),
        index=None,
        key="offer_role",
        placeholder=_("Another kind, or unknown"),
    )
    rate = left.text_input(_("Advertised, per hour"), key="offer_rate", placeholder=f"30 {reader.currency}")
    hours = right.text_input(_("Hours a week that are promised"), key="offer_hours", placeholder=_("may stay empty"))
    return _Typed(platform, role, rate or "", hours or "")


def _answer(typed: _Typed, as_of: dt.date, reader: Reader) -> None:
    if not typed.rate.strip():
        st.error(_("Type the advertised rate."))
        return
    beside = _currency(typed, reader)
    listed = _read(_("Advertised, per hour"), lambda: words.parse_listed(typed.rate, reader.decimal_sign, beside))
    hours = _read(_("Hours a week that are promised"), lambda: _hours(typed.hours, reader))
    if isinstance(listed, str) or isinstance(hours, str):
        for said in (listed, hours):
            if isinstance(said, str):
                st.error(say.md(said))
        return
    rate, currency = round_ratio(listed.low + listed.high, 2), listed.currency or beside
    try:
        found = earnings.judge_offer(desk(), as_of, typed.platform or "", typed.role, rate, hours)
    except InputError as error:
        st.error(say.md(discreet.veil(error.sentence())))
        return
    key = ("offer", as_of, typed.platform, typed.role, rate, hours, currency, reader)
    view = payments.shown(desk(), key, lambda: offer_view.offer(found, currency, reader))
    with st.container(key="offer_answer"):
        st.markdown(say.md(view.answer))
    say.points(view.points)
    if view.table.cells:
        show.table(view.table, key="offer", alt=_("What became of such offers"), file="such-offers.csv")


def _read(name: str, read: Callable[[], T]) -> T | str:
    """The value, or the sentence that says why it cannot be read."""
    try:
        return read()
    except InputError as error:
        return f"{name}: {discreet.veil(error.sentence())}"


def _hours(text: str, reader: Reader) -> float | None:
    return float(words.parse_decimal(text, reader.decimal_sign)) if text.strip() else None


def _currency(typed: _Typed, reader: Reader) -> str:
    """The currency of a rate that names none: the platform's, else the home one."""
    pays = next((p.currency for _row, p in desk().platforms() if p.platform == typed.platform), None)
    return pays or reader.currency
