"""Platforms on a page: a card for each, and the choice of the one to see in full."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tracker.analysis.results.platforms import PlatformCard
from tracker.views.numbers import Reader
from tracker.views.platforms import floor
from tracker.views.platforms.card import CardView
from tracker.views.text import _
from tracker.widgets import show
from tracker.widgets.say import md, para, quiet
from tracker.widgets.served import desk

CHOSEN = "platform_row"


def rows(names: Sequence[str]) -> dict[int, str]:
    """Row and name of each platform, in the order given: an address holds the row, never a name."""
    known = {p.platform: row for row, p in desk().platforms()}
    return {known[name]: name for name in names if name in known}


def cards(views: Sequence[CardView], found: dict[int, str]) -> None:
    """A card for each platform: its price of an hour, then five questions."""
    numbers = {name: row for row, name in found.items()}
    for view in views:
        row = numbers.get(view.title)
        with st.container(border=True, key=f"card_{row}"):
            st.subheader(md(view.title), anchor=False)
            with st.container(key=f"second_card_{row}"):
                st.markdown(md(view.pays))
            quiet(view.hours)
            st.markdown("\n".join(f"- **{md(question)}** {md(answer)}" for question, answer in view.questions))
            if row is not None:
                st.button(
                    _("See {platform} in full").format(platform=md(view.title)),
                    key=f"card_full_{row}", type="tertiary", on_click=_choose, args=(row,),
                )  # fmt: skip


def _choose(row: int) -> None:
    st.session_state[CHOSEN], st.session_state["part_platforms"] = row, "one"


def choose(found: dict[int, str]) -> str:
    """The platform to show in full, the one with most hours until another is chosen; kept in the address."""
    asked = st.query_params.get("platform", "")
    if st.session_state.get(CHOSEN) not in found:
        st.session_state[CHOSEN] = int(asked) if asked.isdigit() and int(asked) in found else next(iter(found))
    row = st.selectbox(_("Platform"), list(found), format_func=found.__getitem__, key=CHOSEN, persist_state="session")
    if row == next(iter(found)):
        st.query_params.pop("platform", None)
    elif st.query_params.get("platform") != str(row):
        st.query_params["platform"] = str(row)
    return found[row]


def your_floor(found: PlatformCard, name: str, you: Reader) -> None:
    """The verdict of the last week beside the floor, and the weeks; how to set one if none is set."""
    if found.floor is None:
        how = _("No floor is set. Write “my floor is 15 an hour at {platform}” on Today, or set it in Settings.")
        quiet(how.format(platform=name))
        return
    para(floor.verdict(found.floor, you))
    show.numbers(floor.weeks(found.floor, you), key="floor", alt=_("The weeks beside your floor"), file="floor.csv")
