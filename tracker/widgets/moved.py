"""The ways out when the ledger's file was deleted, moved, replaced or put back by hand under the open app."""

from __future__ import annotations

import streamlit as st

from tracker.desk import backups
from tracker.errors import TrackerError
from tracker.views.text import _
from tracker.widgets import discreet
from tracker.widgets.say import md
from tracker.widgets.served import desk, reopen


def ways_out() -> None:
    """Save what was open, or open what is there now."""
    here = desk().path
    if here is None:
        return
    start = str(here.with_name(f"{here.stem}-saved-{desk().now():%Y%m%d-%H%M%S}.db"))
    name = st.text_input(_("Save what was open as"), start, key="moved_name")
    if st.button(_("Save"), key="moved_save", type="primary"):
        _save(name)
    there = _("Go on with what is there now") if here.exists() else _("Begin a new, empty ledger there")
    st.button(there, key="moved_go_on", on_click=reopen)


def _save(name: str) -> None:
    try:
        made = backups.save_open(desk(), name)
    except TrackerError as error:
        st.error(md(discreet.veil(error.sentence())))
        return
    said = _("Saved as {file}. Open it in a terminal with `tracker app --ledger FILE`.")
    st.success(md(said.format(file=made)))
