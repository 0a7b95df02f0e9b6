"""Open windows, in Settings: which browsers have a key, each with a way to take it back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from tracker.door.keys import Keys, Window
from tracker.views.numbers import Reader
from tracker.views.settings import windows as views
from tracker.views.text import _
from tracker.widgets import say
from tracker.widgets.served import desk, keys


def open_windows(reader: Reader) -> None:
    """The whole section; nothing where the app runs without a door, as in tests of single pages."""
    door = keys()
    if door is None:
        return
    st.header(_("Open windows"))
    say.para(views.opening())
    here, zone = _here(door), desk().zone()
    for i, window in enumerate(door.windows()):
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.markdown(say.md(views.title(window.program, window.opened, window.seen, window is here, reader, zone)))
        right.button(
            _("End"), key=f"end_window_{i}", on_click=partial(door.end, window), width="stretch",
            help=_("This window closes at once; what is stored stays."),
        )  # fmt: skip


def _here(door: Keys) -> Window | None:
    """The window that this page is shown in."""
    host = (st.context.headers.get("host") or "").lower().rpartition(":")[0]
    return door.window([st.context.headers.get("cookie") or ""], host)
