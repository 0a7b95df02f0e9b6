"""From one week to another: the grid and the calendar share the week, which is in the address."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from tracker.units import monday
from tracker.views.text import _
from tracker.widgets.record import present

KEY = "week"


def show(first: dt.date) -> None:
    """Buttons to the weeks before and after."""
    steps = (
        (_("Week before"), first - dt.timedelta(days=7), "before", ":material/chevron_left:"),
        (_("This week"), monday(present()), "now", None),
        (_("Week after"), first + dt.timedelta(days=7), "after", ":material/chevron_right:"),
    )
    with st.container(horizontal=True, key="week_moves"):
        for label, day, name, icon in steps:
            st.button(label, key=f"week_{name}", on_click=_go, args=(day,), icon=icon, disabled=day == first)


def _go(day: dt.date) -> None:
    st.query_params[KEY] = day.isoformat()
