"""Availability in Settings: periods added, changed, removed."""

from __future__ import annotations

import streamlit as st

from tracker.desk import entry
from tracker.domain import Availability
from tracker.views import setup
from tracker.views.fields import asked, table
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import form, say, show
from tracker.widgets.availability.declared import OF_PERIOD
from tracker.widgets.record import fields, present
from tracker.widgets.served import desk


def free(reader: Reader) -> None:
    """The whole part."""
    say.para(
        _("The hours a week you are able and willing to work. Without them the cost of a gap is unknown; "
          "a full-time week is never assumed.")
    )  # fmt: skip
    there = dict(desk().rows(Availability))
    if there:
        listed = table(Availability, OF_PERIOD, list(there.values()), reader)
        show.table(listed, key="free", alt=_("Availability"), file="availability.csv")
    with st.expander(_("Add or change a period"), expanded=not there, key="edit_free"):
        _edit(there, reader)


def _edit(there: dict[int, Availability], reader: Reader) -> None:
    row = show.pick(
        _("Period to change"), [None, *there],
        lambda r: setup.availability_title(there[r], reader) if r else _("a new one"), key="free_row",
    )  # fmt: skip
    mark, start = form.mark("free", row, there.get(row)), {"kind": "available", "starts_on": present()}
    filled = fields(
        Availability, asked(Availability), there.get(row), reader, key=mark, start=start, wrong=form.wrong("free")
    )  # fmt: skip
    form.save(
        "free", _("Save period") if row else _("Add period"), filled, lambda: (Availability, dict(filled.values)),
        lambda made: entry.change(desk(), [("availability", row or None, made)]), _("Saved."), at=mark,
    )  # fmt: skip
    if row and st.button(_("Remove period"), key=f"{mark}_remove"):
        form.once("free", lambda: entry.remove(desk(), "availability", row), _("Removed."))
