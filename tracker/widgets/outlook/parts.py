"""Parts of the page Outlook: the numbers that it needs of you, and the choice of a platform that ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

import streamlit as st

from tracker.analysis.results.outlook import Outlook
from tracker.desk import entry, explore, prospect
from tracker.desk.standing import calendar, standing
from tracker.domain import Settings
from tracker.errors import TrackerError
from tracker.views.numbers import Reader
from tracker.views.outlook import overview
from tracker.views.payments import standing as views
from tracker.views.text import _
from tracker.widgets import form, say, show
from tracker.widgets.discreet import veil
from tracker.widgets.record import fields
from tracker.widgets.served import desk

MEANS = ("living_cost_month", "savings", "tax_rate_percent")


def means(reader: Reader) -> None:
    """Living cost, savings and tax rate, to be changed here; open as long as one of them is not set."""
    settings = desk().settings()
    unset = any(getattr(settings, name) is None for name in MEANS)
    with st.expander(_("What a month costs, savings, tax rate"), expanded=unset, key="means"):
        mark = form.mark("means_of", 0, settings, MEANS)
        filled = fields(
            Settings, MEANS, settings, reader, key=mark,
            currency=settings.home_currency, per_row=3, wrong=form.wrong("means_of"),
        )  # fmt: skip
        form.save(
            "means_of",
            _("Save these"),
            filled,
            lambda: (Settings, {**asdict(settings), **filled.values}),
            lambda made: entry.save_settings(desk(), made),
            _("Saved."),
            at=mark,
        )


def pay_days(day: dt.date, reader: Reader) -> None:
    """The pay days of the coming weeks, and the same for a calendar."""
    now = standing(desk(), day)
    st.header(_("Pay days to come"))
    say.para(views.next_pay_day(now, reader))
    table = views.pay_days(now, reader)
    show.table(table, key="next_pay_days", alt=_("Pay days of the coming weeks"), file="pay-days-to-come.csv")
    if found := views.events(now, reader):
        st.download_button(
            _("Download for a calendar"), data=calendar(desk(), found, _("Pay days")), file_name="pay-days.ics",
            mime="text/calendar", key="pay_days_ics", on_click="ignore", type="tertiary", icon=":material/event:",
            help=_("Calendars of phones and computers read this file. No amount and no project is in it."),
        )  # fmt: skip


def leaning(outlook: Outlook, reader: Reader) -> None:
    """A collective's release that what may come leans on, as long as the app is open; or none."""
    say.para(overview.leaning(outlook, reader))
    with st.expander(_("Lean on what a collective has published"), key="leaning"):
        if prospect.leans_on(desk()) is None:
            _lean()
        elif st.button(_("Lean on your own records alone"), key="lean_alone"):
            prospect.lean_on(desk(), None)
            st.rerun()


def _lean() -> None:
    say.quiet(
        _(
            "With few projects of your own, a release says how long projects of others lasted and how far rates lie "
            "apart. It counts for up to eight projects of yours, on every page that speaks of what may come, until "
            "you take it back or close the app. Nothing of it is stored."
        )
    )
    dropped = st.file_uploader(
        _("A release as one file"), type=["zip"], key="leaning_file", max_upload_size=explore.MOST_MB
    )
    if dropped is None:
        return
    try:
        prospect.lean_on(desk(), prospect.from_zip(dropped.getvalue()))
    except TrackerError as error:
        st.error(say.md(veil(error.sentence())))
        return
    st.rerun()


def platform(outlook: Outlook) -> int:
    """Which platform is thought to end: its place in the outlook."""
    names = [w.platform for w in outlook.without]
    chosen: int = st.selectbox(
        _("If this platform ends"), range(len(names)), format_func=names.__getitem__, key="what_if_platform"
    )
    return chosen
