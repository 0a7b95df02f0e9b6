"""What needs attention: a short list, one action each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import streamlit as st

from tracker.desk import attention as attending
from tracker.desk import standing as stands
from tracker.desk.attention import Item
from tracker.views.numbers import Reader
from tracker.views.payments import standing
from tracker.views.text import _
from tracker.views.today import attention as views
from tracker.widgets import say
from tracker.widgets.discreet import reader as this_reader
from tracker.widgets.frame import PAGES
from tracker.widgets.say import md
from tracker.widgets.served import desk
from tracker.widgets.today import figures, parts, quickline

PATIENCE = 0.05
"""Seconds that the page waits for what is late; after that it is shown and looks again by itself."""
AGAIN = 1.0


def attention(as_of: dt.date) -> None:
    """The list. While that and the figures above are worked out, only this part looks again."""
    quick = attending.at_once(desk(), as_of)
    late, known = attending.overdue(desk(), as_of, PATIENCE)
    if known and figures.known(as_of, PATIENCE):
        _list([*(late or ()), *quick], this_reader(), working=False)
        if held := standing.held(stands.standing(desk(), as_of).sums, this_reader()):
            say.quiet(_("Not due yet: {held}").format(held=held))
        return
    shown = _first(late)

    @st.fragment(run_every=AGAIN)
    def part() -> None:
        found, fresh = next(shown, None) or attending.overdue(desk(), as_of, PATIENCE)
        if fresh and figures.known(as_of, PATIENCE):
            st.rerun(scope="app")
        _list([*(found or ()), *quick], this_reader(), working=found is None)

    part()


def _first(late: list[Item] | None) -> Iterator[tuple[list[Item] | None, bool]]:
    """What is known in the run that shows the page; the runs after it ask again."""
    yield late, False


def _list(items: Sequence[Item], you: Reader, *, working: bool) -> None:
    if not items or working:
        say.para(views.done(working))
    for at, item in enumerate(items):
        with st.container(horizontal=True, vertical_alignment="center", key=f"attention_{at}"):
            st.markdown(md(views.said(item, you)), width="stretch")
            _action(item, you, at)


def _action(item: Item, you: Reader, at: int) -> None:
    key = f"attention_{item.kind}_{at}"
    line = views.line(item, parts.present(), desk().zone())
    if line is None:
        if st.button(views.action(item, you), key=key):
            _leave(item)
    elif you.masked:
        say.quiet(_("Show amounts to do this."))
    else:
        _puts(views.action(item, you), line, key)
        none = views.no_work(item)
        if none is not None:
            _puts(_("No work was offered"), none, f"{key}_none")


def _leave(item: Item) -> None:
    """To the page that settles it, with what it is about chosen there."""
    if item.kind == "deadline":
        st.session_state["dispute_platform"] = item.platform
        st.switch_page(PAGES / "papers.py", query_params={"part": "hours"})
    if item.kind in ("learnt", "no_cycle"):
        st.session_state["terms_of_None"] = item.platform
    if item.kind == "learnt":
        st.session_state["terms_compared"] = item.platform
    if item.row:
        st.session_state["platform"] = item.row
    part = "rates" if item.kind == "no_rate" else "platforms"
    st.switch_page(PAGES / "settings.py", query_params={"part": part})


def _puts(name: str, line: views.Line, key: str) -> None:
    """A button that puts a line where it can be checked and entered, which is outside this part of the page."""
    if st.button(name, key=key):
        quickline.put(line.text, line.caret)
        st.rerun(scope="app")
