"""A new ledger: three numbers in, the first picture out, and the ways on from there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from tracker import words
from tracker.desk import first, reference
from tracker.domain import Settings
from tracker.errors import TrackerError
from tracker.views import first_run as views
from tracker.views import setup
from tracker.views.ladder import LadderView
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import frame, journal, newcomer, say
from tracker.widgets.house import desk
from tracker.widgets.reading import dark
from tracker.widgets.record import saving, zones

if TYPE_CHECKING:
    from tracker.desk.results import Report


def browser_settings() -> Settings:
    """The settings of the ledger; for a new one what the browser says, or the person in its place."""
    if desk().has_settings():
        return desk().settings()
    newcomer.assume()
    assumed = desk().settings()
    return replace(
        assumed,
        home_currency=st.session_state.get("first_currency") or assumed.home_currency,
        time_zone=st.session_state.get("first_zone") or assumed.time_zone,
    )


def settle_settings() -> None:
    """Before the first row is written: keep what the browser says of currency and zone."""
    if not desk().has_settings():
        desk().save_settings(browser_settings())


def questions(reader: Reader, as_of: dt.date) -> None:
    """The three numbers."""
    settings = browser_settings()
    you = replace(reader, currency=settings.home_currency)
    month = views.month(first.last_month(as_of)[0], you)
    say.answer(_("What did an hour of your work really pay? Three numbers of {month} answer it.").format(month=month))
    with st.form("first", border=False, enter_to_submit=True):
        places = st.columns(3)
        promised = places[0].text_input(
            _("What the listing promised per hour"), key="first_promised", placeholder=you.money(450_000)
        )
        hours = places[1].text_input(
            _("All your hours, unpaid ones too"), key="first_hours", placeholder="120",
            help=_("Searching, tests, training and waiting are in it."),
        )  # fmt: skip
        arrived = places[2].text_input(_("What arrived"), key="first_arrived", placeholder=you.money(18_000_000))
        asked = st.form_submit_button(_("Show what an hour paid"), type="primary", key="first_submit")
    _from_the_browser(settings, you)
    if asked:
        with saving(_("Kept as three rows of {month}; you can take them back.").format(month=month)):
            numbers = first.Numbers(
                promised=words.parse_money(promised or "", you.decimal_sign),
                seconds=_seconds(hours or "", you),
                arrived=words.parse_money(arrived or "", you.decimal_sign),
            )
            named = first.Names(_("My work"), month, _("The first three numbers"))
            first.keep(desk(), numbers, settings, named, as_of)


def _seconds(text: str, you: Reader) -> int:
    """A length of time typed as hours (120 or 7,5) or as a duration (120h30)."""
    try:
        return round(words.parse_decimal(text, you.decimal_sign) * 3600)
    except TrackerError:
        return words.parse_duration(text)


def _from_the_browser(settings: Settings, you: Reader) -> None:
    """Currency and zone are shown, not asked, with a way to change them."""
    with st.container(horizontal=True, vertical_alignment="center", key="first_assumed"):
        say.quiet(views.assumed(settings.home_currency, settings.time_zone, you))
        if desk().has_settings():
            frame.link("settings.py", _("Change"))
            return
        with st.popover(_("Change"), type="tertiary"):
            codes = sorted(reference.currency_codes())
            st.selectbox(
                _("Your currency"), codes, index=codes.index(settings.home_currency), key="first_currency",
                format_func=lambda c: setup.currency_title(c, you), persist_state="session",
            )  # fmt: skip
            all_zones = zones()
            st.selectbox(
                _("Your time zone"), all_zones, index=all_zones.index(settings.time_zone), key="first_zone",
                format_func=lambda z: str(z).replace("_", " "), persist_state="session",
            )  # fmt: skip


def picture(report: Report, reader: Reader) -> None:
    """The first picture with its sentence, and the way back."""
    view = views.picture(report, reader)
    say.answer(view.answer)
    _chart(view)
    say.para(view.second)
    with st.container(horizontal=True, vertical_alignment="center", key="first_back"):
        say.quiet(_("Your three numbers are rows of the ledger like any other."))
        kept = next(o for o in desk().operations(20) if o.kind == first.KIND and o.undone_by is None)
        journal.undo_button(kept.id, key="undo_first")


def _chart(view: LadderView) -> None:
    from tracker.charts.ladder import ladder
    from tracker.widgets import show

    show.figure(ladder(view, dark=dark()), key="first_picture", alt=view.alt)


def ways_on() -> None:
    """After the first picture, or instead of it: log, import, see the sample."""
    frame.link("files.py", _("Import files you already have"))
    frame.link("settings.py", _("Set your platforms, rates and pay days"))
    frame.sample_hint()
