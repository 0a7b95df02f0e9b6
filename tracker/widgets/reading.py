"""Who reads the page: locale and colours of the browser, and the ledger's home currency."""

from __future__ import annotations

import streamlit as st

from tracker.views.numbers import Reader
from tracker.views.text import speak
from tracker.widgets.house import desk


def reader() -> Reader:
    """The reader of this run; the interface speaks their language from here on."""
    found = Reader.of(st.context.locale, desk().settings().home_currency)
    speak(found.language)
    return found


def dark() -> bool:
    """Whether the page is shown on a dark ground."""
    return st.context.theme.type == "dark"
