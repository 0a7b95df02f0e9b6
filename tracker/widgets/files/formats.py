"""The list of what can be imported, with a search."""

from __future__ import annotations

import streamlit as st

from tracker.desk import formats as desk_formats
from tracker.views.files import formats as views
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets.say import md, para, quiet
from tracker.widgets.served import desk


def everything(reader: Reader) -> None:
    """Every format, each with how to get its file; names of your own mappings are hidden in discreet mode."""
    found = desk_formats.formats(desk())
    rows = [one for one in found.rows if one.origin != "mapping" or not reader.masked]
    st.header(_("What can be read"))
    for sentence in found.broken:
        st.warning(md(reader.say(sentence)))
    words = st.text_input(_("Search"), key="formats_search", placeholder=_("a site, a program, a bank"))
    shown = [one for one in rows if one.fits(words or "")]
    if not shown:
        para(views.none_found())
        return
    quiet(views.count(shown, len(rows)))
    for one in shown:
        with st.expander(md(views.title(one))):
            st.markdown("\n".join(f"- **{md(what)}:** {md(text)}" for what, text in views.facts(one)))
