"""You, in Settings: the language, your currency and zone, goals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from tracker.desk import entry
from tracker.domain import Settings
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import say, show
from tracker.widgets.record import fields, saving
from tracker.widgets.served import desk
from tracker.widgets.settings import language

ABOUT_YOU = ("home_currency", "time_zone", "standard_week_hours", "standard_year_weeks")
GOALS = ("goal_week_hours", "goal_week_money", "goal_month_hours", "goal_month_money")


def you(reader: Reader) -> None:
    """The whole part."""
    language.choose()
    _saved(ABOUT_YOU, reader, key="you", title=_("Save"))
    with st.expander(_("Goals of a week and a month"), key="goals"):
        _saved(GOALS, reader, key="goals", title=_("Save goals"))
    st.header(_("Appearance"))
    say.para(
        _("Light or dark follows your system or browser, and amounts and dates are written as its language writes "
          "them. Amounts are hidden with the switch at the top of every page.")
    )  # fmt: skip


def _saved(names: Sequence[str], reader: Reader, *, key: str, title: str) -> None:
    settings = desk().settings()
    filled = fields(
        Settings, names, settings, reader, key=f"{key}_{desk().version}", currency=settings.home_currency
    )  # fmt: skip
    if show.save(title, filled, key=f"save_{key}"):
        with saving(record=Settings):
            entry.save_settings(desk(), replace(settings, **filled.values))
