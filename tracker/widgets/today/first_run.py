"""A new ledger: three numbers in, the first picture out, and the ways on from there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import streamlit as st

from tracker import words
from tracker.desk import entry, first_run, reference
from tracker.domain import Settings
from tracker.errors import InputError
from tracker.views import setup
from tracker.views.earnings.picture.ladder import ladder
from tracker.views.fields import title
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.views.today import first_run as views
from tracker.widgets import frame, journal, newcomer, say, show, tour
from tracker.widgets.browser import dark
from tracker.widgets.discreet import veil
from tracker.widgets.missing import ask_rate
from tracker.widgets.record import zones
from tracker.widgets.served import desk

T = TypeVar("T")


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
        entry.save_settings(desk(), browser_settings())


def questions(reader: Reader, as_of: dt.date) -> None:
    """The three numbers, each amount with its currency beside it."""
    settings = browser_settings()
    home = settings.home_currency
    you = replace(reader, currency=home)
    month = views.month(first_run.last_month(as_of)[0], you)
    say.answer(_("What did an hour of your work really pay? Three numbers of {month} answer it.").format(month=month))
    wrong: dict[str, str] = st.session_state.pop("first_wrong", {})
    with st.form("first", border=False, enter_to_submit=True):
        places = st.columns(3)
        with places[0]:
            listed = _asked("promised", "45", wrong, _("One figure, or a range such as 30-45."))
            listed_in = _currency("promised", views.LISTED_IN, home)
            _say_wrong("promised", wrong)
        with places[1]:
            hours = _asked("hours", "120", wrong, _("Searching, tests, training and waiting are in it."))
            _say_wrong("hours", wrong)
        with places[2]:
            arrived = _asked("arrived", "1800", wrong, _("After fees, in the currency in which you were paid."))
            arrived_in = _currency("arrived", home, home)
            _say_wrong("arrived", wrong)
        asked = st.form_submit_button(_("Show what an hour paid"), type="primary", key="first_submit")
    say.quiet(_("Another currency: type its code with the amount, such as 45 GBP."))
    _from_the_browser(settings, you)
    if asked:
        _keep(_Typed(listed, listed_in, hours, arrived, arrived_in), settings, you, month, as_of)


@dataclass(frozen=True, slots=True)
class _Typed:
    """What is in the fields, and the currencies chosen beside them."""

    listed: str
    listed_in: str
    hours: str
    arrived: str
    arrived_in: str


def _labels() -> dict[str, str]:
    return {
        "promised": _("What the listing promised per hour"),
        "hours": _("All your hours, unpaid ones too"),
        "arrived": _("What arrived"),
    }


def _asked(name: str, example: str, wrong: Mapping[str, str], help_text: str) -> str:
    """One field; where the last press found it wrong, it is marked."""
    with st.container(key=f"first_{'wrong' if name in wrong else 'field'}_{name}"):
        text = st.text_input(_labels()[name], key=f"first_{name}", placeholder=example, help=help_text)
    return (text or "").strip()


def _say_wrong(name: str, wrong: Mapping[str, str]) -> None:
    if name in wrong:
        st.error(say.md(wrong[name]))


def _currency(name: str, preset: str, home: str) -> str:
    """The currency of an amount: one tap changes it."""
    titles = {"promised": _("Currency of the listing"), "arrived": _("Currency of what arrived")}
    chosen: str | None = st.segmented_control(
        titles[name], views.one_tap(home), default=preset, key=f"first_{name}_in_{home}", required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    return chosen or preset


def _keep(typed: _Typed, settings: Settings, you: Reader, month: str, as_of: dt.date) -> None:
    """Store the numbers, or say beside each field what is wrong with it."""
    sign = you.decimal_sign
    wrong: dict[str, str] = {}
    listed = _read("promised", typed.listed, lambda t: words.parse_listed(t, sign, typed.listed_in), wrong)
    seconds = _read("hours", typed.hours, lambda t: _seconds(t, you), wrong)
    arrived = _read("arrived", typed.arrived, lambda t: words.parse_amount(t, sign, typed.arrived_in), wrong)
    if listed is None or seconds is None or arrived is None:
        _mark(wrong)
        return
    numbers = first_run.Numbers(
        low=listed.low, high=listed.high, listed_in=listed.currency or typed.listed_in,
        seconds=seconds, arrived=arrived.units, arrived_in=arrived.currency or typed.arrived_in,
    )  # fmt: skip
    names = first_run.Names(_("My work"), month, _("The first three numbers"))
    try:
        first_run.keep(desk(), numbers, settings, names, as_of)
    except InputError as error:
        if error.column not in _labels():
            raise
        _mark({error.column: f"{_labels()[error.column]}: {veil(error.sentence())}"})
        return
    st.session_state["said_after"] = _("Kept as three rows of {month}; you can take them back.").format(month=month)
    st.rerun()


def _read(name: str, text: str, read: Callable[[str], T], wrong: dict[str, str]) -> T | None:
    """The value of a field; None with its sentence in `wrong`."""
    if not text:
        wrong[name] = _("{field}: this is needed.").format(field=_labels()[name])
        return None
    try:
        return read(text)
    except InputError as error:
        wrong[name] = f"{_labels()[name]}: {veil(error.sentence())}"
        return None


def _mark(wrong: Mapping[str, str]) -> None:
    st.session_state["first_wrong"] = dict(wrong)
    st.rerun()


def _seconds(text: str, you: Reader) -> int:
    """A length of time typed as hours (120 or 7,5) or as a duration (120h30)."""
    if any(c.isalpha() or c == ":" for c in text):
        return words.parse_length(text)
    seconds = round(words.parse_decimal(text, you.decimal_sign) * 3600)
    if re.fullmatch(r"\d+[.,]\d{1,2}", text):
        words.parse_length(text, bare="h")  # 120.30 may be half an hour after 120
    return seconds


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
                title(Settings, "home_currency"), codes,
                index=codes.index(settings.home_currency), key="first_currency",
                format_func=lambda c: setup.currency_title(c, you), persist_state="session",
            )  # fmt: skip
            all_zones = zones()
            st.selectbox(
                title(Settings, "time_zone"), all_zones, index=all_zones.index(settings.time_zone), key="first_zone",
                format_func=lambda z: str(z).replace("_", " "), persist_state="session",
            )  # fmt: skip


def picture(reader: Reader, as_of: dt.date) -> bool:
    """The first picture with its sentence, and the way back; whether there is one."""
    found = first_run.answer(desk(), as_of, st.session_state.get("first_shown"))
    if found is None:
        return False
    view = views.picture(found, reader)
    say.answer(view.answer)
    if len(found.currencies) > 1:
        show.one_of(_("Read it in"), {c: c for c in found.currencies}, key="first_shown")
    if view.steps:
        show.figure(ladder(view, dark=dark()), key="first_picture", alt=view.alt)
    if found.missing and ask_rate(found.missing, reader, key="first_rate", later=False):
        st.rerun()
    say.para(view.second)
    with st.container(horizontal=True, vertical_alignment="center", key="first_back"):
        say.quiet(_("Your three numbers are rows of the ledger like any other."))
        kept = next(o for o in desk().operations(20) if o.kind == first_run.KIND and o.undone_by is None)
        journal.undo_button(kept.id, key="undo_first")
    return True


def ways_on() -> None:
    """After the first picture, or instead of it: log, import, see the sample."""
    frame.link("files.py", _("Import files you already have"))
    frame.link("settings.py", _("Set your platforms, rates and pay days"), "platforms")
    tour.offer()
