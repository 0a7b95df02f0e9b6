"""The list of what can be imported, with a search."""

from __future__ import annotations

import streamlit as st

from tracker.desk import formats as desk_formats
from tracker.views.files import formats as views
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import show
from tracker.widgets.say import md, para, quiet
from tracker.widgets.served import desk


def everything(reader: Reader) -> None:
    """Every format in one table, and of the chosen one how to get its file.

    Names of your own mappings are hidden in discreet mode.
    """
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
    kinds = {one.name: one for one in views.ordered(shown)}
    chosen = st.selectbox(
        _("How do I get the file of"),
        list(kinds),
        index=0 if len(kinds) == 1 else None,
        format_func=lambda name: views.title(kinds[name]),
        key=f"formats_of_{words}",
        placeholder=_("choose a kind of file, or type its name"),
    )
    if chosen:
        st.markdown("\n".join(f"- **{md(what)}:** {md(text)}" for what, text in views.facts(kinds[chosen])))
    if len(kinds) > 1:
        show.table(views.table(kinds.values()), key="formats", alt=_("Kinds of files"), file="kinds-of-files.csv")
