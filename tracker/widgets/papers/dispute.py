"""Time that was not counted: one platform's sheet to look at and to send."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from tracker.analysis.report import Window
from tracker.analysis.results.disputes import DisputeSheet
from tracker.desk import disputes, papers, payments
from tracker.errors import InputError
from tracker.quickadd.typed_days import read_day
from tracker.views.numbers import Reader
from tracker.views.papers import dispute as dispute_view
from tracker.views.text import _
from tracker.widgets import discreet, say, show
from tracker.widgets.papers import made
from tracker.widgets.record import present
from tracker.widgets.served import desk


def dispute(as_of: dt.date, days: Window, reader: Reader) -> None:
    """The sheet of a chosen platform over these days, with its downloads."""
    say.para(
        _("Your clock beside what a platform counted, by pay period and project: a sheet to send when you ask for "
          "missing time.")
    )  # fmt: skip
    if reader.masked:
        discreet.closed(_("Names and amounts are hidden. A sheet to send holds both."), key="discreet_open_dispute")
        return
    platform = st.segmented_control(
        _("Platform of the sheet"), [p.platform for _row, p in desk().platforms()], format_func=say.md,
        key="dispute_platform",
    )  # fmt: skip
    text = st.text_input(_("Can be disputed until"), key="dispute_deadline", placeholder=_("if the platform says so"))
    if platform is None:
        return
    try:
        deadline = _deadline(text or "", reader)
        sheet = disputes.sheet(desk(), platform, as_of, days.start, days.end, deadline=deadline)
    except InputError as error:
        st.error(say.md(discreet.veil(error.sentence())))
        return
    _sheet(sheet, reader)


def _deadline(text: str, reader: Reader) -> dt.date | None:
    return read_day(text, reader.day_order, present()) if text.strip() else None


def _sheet(sheet: DisputeSheet, reader: Reader) -> None:
    key = ("dispute", sheet.platform, sheet.as_of, sheet.first, sheet.last, sheet.deadline, reader)
    view = payments.shown(desk(), key, lambda: dispute_view.dispute(sheet, reader))
    with st.container(key="dispute_answer"):
        st.markdown(say.md(view.answer))
    say.para(view.second)
    if not sheet.n:
        return
    st.download_button(
        _("Download the sheet to print or send"),
        data=payments.shown(desk(), (*key, "html"), lambda: disputes.file(sheet, ".html")),
        file_name="time-not-counted.html", mime="text/html", key="dispute_html", on_click="ignore",
        icon=":material/print:",
    )  # fmt: skip
    st.download_button(
        _("The same as CSV, with every session"),
        data=payments.shown(desk(), (*key, "csv"), lambda: disputes.file(sheet, ".csv")),
        file_name="time-not-counted.csv", mime="text/csv", key="dispute_csv", on_click="ignore", type="tertiary",
        icon=":material/download:",
    )  # fmt: skip
    if papers.available():
        made.download(
            _("The same as PDF"),
            lambda: payments.shown(desk(), (*key, "pdf"), lambda: disputes.file(sheet, ".pdf")),
            name="time-not-counted.pdf", mime="application/pdf", key="dispute_pdf", main=False,
        )  # fmt: skip
    with st.expander(_("The sheet, by pay period and project"), key="dispute_sheet"):
        show.table(view.table, key="dispute_lines", alt=_("Time not counted, by pay period"), file="pay-periods.csv")
    say.points([discreet.veil(c.text) for c in sheet.caveats])
