"""Which days are looked at, and up to which day facts count: one control, kept in the address and session.

It is below the heading of each page that uses it: `window_control` where a stretch of days is looked at,
`day_control` where only the last day matters. Both share one state, so what is chosen on one page holds on the
others, and the address of any of them opens the same view in another window. Days are in it as 2026-06-30,
however they were typed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import streamlit as st

from tracker import words
from tracker.desk import reports
from tracker.errors import InputError
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets.discreet import veil
from tracker.widgets.say import md, quiet
from tracker.widgets.served import desk, house

YEAR = "year"
OWN = "own"
PERIODS = (YEAR, "26w", "13w", "this_year", "last_year", "all", OWN)
LONG_AGO = dt.date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The arguments of a report."""

    as_of: dt.date
    start: dt.date | None
    end: dt.date | None


def period_names() -> dict[str, str]:
    return {
        YEAR: _("Last 12 months"),
        "26w": _("Last 26 weeks"),
        "13w": _("Last 13 weeks"),
        "this_year": _("This year"),
        "last_year": _("Last year"),
        "all": _("Everything"),
        OWN: _("Days I choose"),
    }


def window_control(reader: Reader) -> Chosen:
    """The control; stops the page with a sentence if a typed day cannot be read."""
    names = period_names()
    left, right = st.columns([3, 2])
    period = left.selectbox(
        _("Time"), PERIODS, format_func=names.__getitem__, key=_kept("window", YEAR, PERIODS), persist_state="session"
    )
    text = _last_day(right, reader)
    first = last = ""
    if period == OWN:
        a, b = st.columns(2)
        first = a.text_input(_("From"), key=_kept("from", ""), placeholder="2026-01-31", persist_state="session") or ""
        last = b.text_input(_("To"), key=_kept("to", ""), placeholder="2026-05-31", persist_state="session") or ""
    try:
        days = {"as_of": _day(text, reader), "from": _day(first, reader), "to": _day(last, reader)}
        _to_address(window=period if period != YEAR else "", **{n: d.isoformat() if d else "" for n, d in days.items()})
        return _chosen(period, days["as_of"] or _present(), days["from"], days["to"], reader)
    except InputError as error:
        st.error(md(veil(error.sentence())))
        st.stop()


def day_control(reader: Reader) -> dt.date:
    """Only the last day of the control, for pages that show how things stand; stops as it does."""
    text = _last_day(st, reader)
    try:
        day = _day(text, reader)
    except InputError as error:
        st.error(md(veil(error.sentence())))
        st.stop()
    _to_address(as_of=day.isoformat() if day else "")
    return day or _present()


def _last_day(place: Any, reader: Reader) -> str:
    typed: str | None = place.text_input(
        _("Facts up to"),
        key=_kept("as_of", ""),
        placeholder=reader.day(_present()),
        help=_("What happened after this day does not count. Empty: today."),
        persist_state="session",
    )
    return typed or ""


def recorded_elsewhere(chosen: Chosen, reader: Reader) -> str:
    """Where the ledger's records lie when the chosen days hold none; empty if there are none at all."""
    weeks = reports.report(desk(), max(chosen.as_of, _present()), LONG_AGO).weeks
    if not weeks:
        return ""
    last = weeks[-1].monday + dt.timedelta(days=6)
    return _("Your records reach from {first} to {last}. Choose “Everything” above to see them.").format(
        first=reader.day(weeks[0].monday), last=reader.day(last)
    )


def _present() -> dt.date:
    return house().as_of or desk().today()


def _day(text: str | None, reader: Reader) -> dt.date | None:
    if not text or not text.strip():
        return None
    return words.parse_day(text, reader.day_order)


def _chosen(period: str, as_of: dt.date, first: dt.date | None, last: dt.date | None, reader: Reader) -> Chosen:
    if period == OWN and (first or last):
        if first and last and last < first:
            raise InputError(_("The last day is before the first."), hint=_("Swap them."))
        quiet(_("Shown: {first} to {last}").format(first=reader.day(first), last=reader.day(last or as_of)))
        return Chosen(as_of, first, last)
    weeks = {"26w": 26, "13w": 13}.get(period)
    if weeks:
        return Chosen(as_of, as_of - dt.timedelta(days=7 * weeks - 1), None)
    if period == "this_year":
        return Chosen(as_of, dt.date(as_of.year, 1, 1), None)
    if period == "last_year":
        return Chosen(as_of, dt.date(as_of.year - 1, 1, 1), dt.date(as_of.year - 1, 12, 31))
    if period == "all":
        recorded = reports.report(desk(), as_of, LONG_AGO).weeks
        return Chosen(as_of, recorded[0].monday if recorded else None, None)
    return Chosen(as_of, None, None)


def _kept(name: str, default: str, allowed: tuple[str, ...] = ()) -> str:
    """The widget's key, with its first value taken from the address."""
    key = f"window_{name}"
    if key not in st.session_state:
        value = st.query_params.get(name, default)
        st.session_state[key] = value if not allowed or value in allowed else default
    return key


def _to_address(**values: str) -> None:
    """Write what differs from the default into the address, so that the view can be bookmarked."""
    for name, value in values.items():
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value and name in st.query_params:
            del st.query_params[name]
