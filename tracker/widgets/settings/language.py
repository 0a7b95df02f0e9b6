"""The language of the app: one tap."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from tracker.desk import entry
from tracker.kinds import Language
from tracker.views.text import _, catalogue_of, translated_percent
from tracker.widgets import discreet
from tracker.widgets.served import desk

_KEY = "language"


def choose() -> None:
    """All languages, by their own names; what is only begun says how far it is."""
    chosen = desk().settings().language
    st.segmented_control(
        _("Language"),
        ["", *(str(x) for x in Language if x == Language.ENGLISH or x == chosen or translated_percent(x))],
        default=chosen or "",
        format_func=_named,
        key=f"{_KEY}_{chosen}",
        on_change=_save,
        args=(f"{_KEY}_{chosen}",),
    )


def _named(language: str) -> str:
    if not language:
        return _("as in your browser")
    name, there = Language(language).said, catalogue_of(language)
    percent = translated_percent(there) if there else 100
    if percent == 100:
        return name
    return _("{language} (begun, {share})").format(language=name, share=discreet.reader().share(percent / 100))


def _save(key: str) -> None:
    settings = desk().settings()
    entry.save_settings(desk(), replace(settings, language=st.session_state[key] or None))
