"""What every page shares: its heading, the sample's mark, notices, and what is said when something fails."""

from __future__ import annotations

import json
import logging
from functools import lru_cache
from pathlib import Path

import streamlit as st

from tracker.errors import LedgerMoved, TrackerError
from tracker.say import Said
from tracker.views import ways
from tracker.views.text import _, leftward
from tracker.widgets import discreet, moved, newcomer, palette, tour
from tracker.widgets.say import md
from tracker.widgets.served import desk, house

STATIC = Path(__file__).resolve().parent.parent / "static"
ICON = STATIC / "icon.png"

PAGES = Path(__file__).resolve().parent.parent / "pages"
ITEM = '[data-testid="stSidebarNavItems"] > li'


def head(title: str) -> None:
    """A page's heading, with the sample's mark above it where the ledger is one."""
    st.html(_style(groups(), leftward=leftward()))
    if house().release is not None:
        st.title(title)
        return
    tour.banner()
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.title(title, width="stretch")
        palette.control(discreet.reader())
        discreet.control()
    newcomer.assume()
    _notices()


def groups() -> tuple[tuple[str, str], ...]:
    """Where a group of pages begins in the list of them, as a selector, and its name."""
    return (
        (":first-child:not(:only-child)", _("Log")),
        (':has([href$="/what-i-make"])', _("See")),
        (':has([href$="/contribute"])', _("Together")),
    )


@lru_cache
def _style(named: tuple[tuple[str, str], ...], *, leftward: bool) -> str:
    """How the app looks, with the name of each group of pages above its first.

    Streamlit's own groups break the list that a screen reader reads (axe: list, listitem) and fold by mouse only.
    So the pages stay one list, and the style draws the names.
    """
    rules = [(STATIC / "style.css").read_text("utf-8")]
    if leftward:
        rules.append((STATIC / "rtl.css").read_text("utf-8"))
    rules += [f"{ITEM}{at}::before {{ content: {json.dumps(name)}; }}" for at, name in named]
    return f"<style>{' '.join(rules)}</style>"


def _notices() -> None:
    """Sentences the desk wants said: each once in a session, and again when it comes up again."""
    notices = desk().notices
    told = st.session_state.get("notices_told", 0)
    st.session_state["notices_told"] = len(notices)
    for notice in dict.fromkeys(notices[told if told <= len(notices) else 0 :]):
        st.toast(_linked(notice), duration="long")


def _linked(notice: Said | str) -> str:
    """A notice as Markdown; the page that it names is a link."""
    text, named = md(discreet.veil(notice)), ways.page(notice)
    return text.replace(md(named[1]), f"[{md(named[1])}](/{named[0]})") if named else text


def show_failure(error: Exception) -> None:
    """An error as a sentence and a way out; never a stack trace.

    What the tracker raises on purpose says itself what to do. Anything else is a fault of the tracker: its
    trace goes to the terminal, the page says that the ledger is as it was.
    """
    if isinstance(error, TrackerError):
        st.error(md(discreet.veil(error.sentence())))
    else:
        logging.getLogger("tracker").error("a page failed", exc_info=error)
        st.error(
            _("This page could not be shown. The fault is the tracker's, not yours; your ledger is as it was. "
              "The window where the tracker was started shows what happened.")
        )  # fmt: skip
    if isinstance(error, LedgerMoved):
        moved.ways_out()
    elif house().release is None:
        st.page_link(PAGES / "earnings.py", label=_("Back to What I make"))


def link(page: str, name: str, part: str = "") -> None:
    """A link to another page of the app, or to a part of it."""
    st.page_link(PAGES / page, label=name, query_params={"part": part} if part else None)


def next_steps() -> None:
    """The ways on from an empty page."""
    st.page_link(PAGES / "today.py", label=_("Write down what you did today, in one line"))
    st.page_link(PAGES / "files.py", label=_("Import files you already have"))
    st.page_link(PAGES / "settings.py", label=_("Set your currency, platforms and rates"))
    tour.offer()
