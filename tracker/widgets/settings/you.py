"""You, in Settings: the language, your currency and zone, goals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import streamlit as st

from tracker.desk import entry
from tracker.domain import Settings
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import form, say
from tracker.widgets.record import fields
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
    mark = form.mark(key, 0, settings, names)
    filled = fields(
        Settings, names, settings, reader, key=mark, currency=settings.home_currency, wrong=form.wrong(key)
    )  # fmt: skip
    form.save(
        key, title, filled, lambda: (Settings, {**asdict(settings), **filled.values}),
        lambda made: entry.save_settings(desk(), made), _("Saved."), at=mark,
    )  # fmt: skip
