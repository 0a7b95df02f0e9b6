"""The four figures at the top of Today. They are worked out beside the page; until then their places are kept."""

from __future__ import annotations

import datetime as dt
from html import escape

import streamlit as st

from tracker.desk import glance as glancing
from tracker.views.numbers import Reader
from tracker.views.platforms import floor as floor_views
from tracker.views.text import _
from tracker.views.today import glance as views
from tracker.widgets.frame import PAGES
from tracker.widgets.say import md
from tracker.widgets.served import desk


def figures(you: Reader, as_of: dt.date, patience: float) -> None:
    """The figures as far as they are known when `patience` (seconds) is over."""
    found, _fresh = glancing.ask(desk(), as_of, patience)
    cards = views.cards(found, you)
    st.html(f'<div class="glances">{"".join(map(_html, cards))}</div>')
    with st.container(horizontal=True, key="glance_links"):
        for card in cards:
            st.page_link(PAGES / card.page, label=md(card.link), query_params=card.part)


def floors(you: Reader, as_of: dt.date, patience: float) -> None:
    """What the last weeks say of the floors that are set, each with the way to its weeks."""
    found, _fresh = glancing.ask(desk(), as_of, patience)
    shown = floor_views.news(found.floors, as_of) if found else []
    rows = {p.platform: row for row, p in desk().platforms()}
    for one in shown:
        with st.container(horizontal=True, vertical_alignment="center", key=f"floor_{rows[one.platform]}"):
            st.markdown(md(floor_views.verdict(one, you)), width="stretch")
            address = {"part": "one", "platform": str(rows[one.platform])}
            st.page_link(PAGES / "platforms.py", label=_("See the weeks"), query_params=address)


def known(as_of: dt.date, patience: float) -> bool:
    """Whether they are worked out, for the ledger as it is now, within `patience` seconds."""
    return glancing.ask(desk(), as_of, patience)[1]


def _html(card: views.Card) -> str:
    return (
        f'<div class="glance" title="{escape(card.help, quote=True)}"><div>{escape(card.what)}</div>'
        f"<strong>{escape(card.figure)}</strong>"
        f"{_picture(card)}<div>{escape(card.beside)}</div></div>"
    )


def _picture(card: views.Card) -> str:
    """Bars made of boxes: `st.html` takes drawings (svg) out."""
    if not card.bars:
        return ""
    drawn = "".join(f'<i style="height: {max(4, round(bar * 100))}%"></i>' for bar in card.bars)
    return f'<div class="bars" role="img" aria-label="{escape(card.alt, quote=True)}">{drawn}</div>'
