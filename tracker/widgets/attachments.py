"""Files kept with a row: listed, taken out, taken off, added."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from tracker.desk import attachments as use
from tracker.store.results import Attachment
from tracker.views import attachments as views
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import discreet, form, say
from tracker.widgets.served import desk

MAX_MB = 25
Place = tuple[str, int]
"""A row: table and number."""


def files(places: Mapping[Place, str], reader: Reader, *, key: str) -> None:
    """The files kept with these rows, each with its title; the first is where one is added unless another is chosen."""
    if not use.can_keep(desk()):
        return
    kept = use.kept_in(desk(), list(places))
    with st.expander(views.heading(len(kept), reader), key=f"files_{key}", icon=":material/attach_file:"):
        if reader.masked:
            discreet.closed(_("Files hold names and amounts as they are. Show them to see and add files."))
            return
        for one in kept:
            _file(one, places[one.table, one.row] if len(places) > 1 else "", reader)
        say.quiet(views.opening())
        _add(places, key)


def _file(one: Attachment, beside: str, reader: Reader) -> None:
    name, here = f"file_{one.number}", desk()
    with st.container(horizontal=True, vertical_alignment="center", key=f"{name}_row"):
        st.markdown(say.md(views.title(one, beside, reader)), width="stretch")
        st.download_button(
            _("Save a copy"), data=lambda: use.read(here, one.number)[1], file_name=one.name,
            mime="application/octet-stream", key=f"{name}_copy", on_click="ignore", type="tertiary",
        )  # fmt: skip
        if st.button(_("Take off"), key=f"{form.key(name)}_off", type="tertiary"):
            form.once(name, lambda: use.remove(desk(), one.number).operation, _("The file is taken off."))


def _add(places: Mapping[Place, str], key: str) -> None:
    name = f"files_{key}"
    to = next(iter(places))
    if len(places) > 1:
        to = st.selectbox(_("Beside what"), list(places), format_func=places.__getitem__, key=f"{form.key(name)}_to")
    dropped = st.file_uploader(_("File"), key=f"{form.key(name)}_file", max_upload_size=MAX_MB)
    if st.button(_("Keep it"), key=f"{form.key(name)}_keep", disabled=dropped is None) and dropped is not None:
        data = dropped.getvalue()
        form.once(name, lambda: use.keep(desk(), *to, dropped.name, data), _("The file is kept."))
