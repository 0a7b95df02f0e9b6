"""Find: one list of pages, actions, platforms, projects and notes, by a key or a button on every page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from tracker.desk import lately, search
from tracker.desk import timer as timing
from tracker.views import palette as views
from tracker.views.numbers import Reader
from tracker.views.palette import Do, Entry
from tracker.views.text import _
from tracker.widgets import component, served, tour
from tracker.widgets.log import filters
from tracker.widgets.record import present, saving
from tracker.widgets.served import desk, house

PAGES = Path(__file__).resolve().parent.parent / "pages"
KEY = "Ctrl+K"
LIST, CHOSEN, OPEN = "find_list", "found", "finding"


def control(you: Reader) -> None:
    """The button, with its key. The list stays open when the page runs again by itself, as Today does."""
    _taken()
    if st.button(_("Find"), key="find", shortcut=KEY, type="tertiary", icon=":material/search:"):
        st.session_state.pop(LIST, None)
        st.session_state[OPEN] = True
    if st.session_state.get(OPEN):
        st.dialog(_("Find"), width="medium", on_dismiss=_close)(_list)(you)


def _close() -> None:
    st.session_state.pop(OPEN, None)


def _list(you: Reader) -> None:
    _taken()
    entries = _entries(you)
    st.selectbox(
        _("A page, an action, a platform, a project, a note"), range(len(entries)), index=None, key=LIST,
        format_func=lambda n: entries[n].title, placeholder=_("Type a part of it; Enter takes the first"),
        on_change=_choose, args=(entries,),
    )  # fmt: skip
    component.show("focus", {}, key="find_focus")


def _choose(entries: Sequence[Entry]) -> None:
    at: int | None = st.session_state.get(LIST)
    if at is not None:
        st.session_state[CHOSEN] = entries[at]
        _close()


def _taken() -> None:
    """What was chosen, once."""
    entry: Entry | None = st.session_state.pop(CHOSEN, None)
    if entry is not None:
        _take(entry)


def _entries(you: Reader) -> list[Entry]:
    from tracker.views.earnings import overview as earnings
    from tracker.views.outlook import overview as outlook
    from tracker.views.papers import overview as papers
    from tracker.views.payments import overview as payments
    from tracker.views.platforms import overview as platforms
    from tracker.views.settings import overview as settings

    parts = {
        "earnings.py": earnings.parts(), "papers.py": papers.parts(), "outlook.py": outlook.parts(),
        "payments.py": payments.parts(), "platforms.py": platforms.parts(),
        "settings.py": settings.parts(),
    }  # fmt: skip
    sample = None if house().sample and not served.visiting() else served.visiting()
    running = timing.running(desk()) is not None
    return [
        *views.actions(present(), lately.works(desk()), you, running=running, sample=sample),
        *views.opened(parts),
        *views.platforms((row, p.platform) for row, p in desk().platforms()),
        *views.projects(((row, p.platform, p.project) for row, p in desk().projects()), you),
        *views.notes(search.notes(desk()), you),
    ]


def _take(entry: Entry) -> None:
    match entry.do:
        case Do.GO:
            _forget(entry)
            st.switch_page(PAGES / entry.page, query_params=dict(entry.address))
        case Do.DAY if entry.day is not None:
            filters.open_day(entry.day, *entry.place)
            st.switch_page(PAGES / "log.py")
        case Do.START:
            with saving(_("The timer runs")):
                timing.start(desk(), *entry.place)
        case Do.STOP:
            with saving(_("Stopped and kept")):
                timing.stop(desk())
        case Do.SAMPLE:
            tour.see_sample()
        case Do.LEAVE_SAMPLE:
            tour.leave_sample()
        case _:
            tour.start()


def _forget(entry: Entry) -> None:
    """Let go of what was chosen on the page before, so that the address decides."""
    for name in {"platform": "platform_row", "project": "project_row"}.keys() & entry.address.keys():
        st.session_state.pop({"platform": "platform_row", "project": "project_row"}[name], None)
