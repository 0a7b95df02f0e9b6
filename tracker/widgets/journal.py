"""The latest changes of the ledger, each with a way back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tracker.desk import entry
from tracker.domain import BY_TABLE, Record, from_stored
from tracker.errors import UndoRefused
from tracker.views import entries
from tracker.views.changes import Operation
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.views.today import overview as today
from tracker.widgets.record import saving
from tracker.widgets.say import md, para
from tracker.widgets.served import desk


def changes(operations: Sequence[Operation], reader: Reader, *, key: str) -> None:
    """Changes newest first, with an undo beside each that was not taken back."""
    zone = desk().zone()
    if not operations:
        para(_("Nothing has been changed yet."))
    for o in operations:
        with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_row_{o.id}"):
            st.markdown(md(today.change_title(o, rows(o), reader, zone)), width="stretch")
            if o.undone_by is None and o.undoes is None:
                undo_button(o.id, key=f"{key}_undo_{o.id}")


def rows(o: Operation) -> list[Record]:
    """The rows that one entry wrote or changed; none if it is not a single entry."""
    if not entries.small(o.counts):
        return []
    return [
        from_stored(BY_TABLE[c.table], c.after)
        for c in desk().changes(o.id)
        if c.after is not None and c.table in BY_TABLE
    ]


def undo_button(operation: int, *, key: str) -> None:
    """Take back one change; where later ones are on it, offer to take them back together."""
    if st.button(_("Undo"), key=key):
        _undo(operation, together=False)
    later: tuple[int, ...] = st.session_state.get(f"later_{operation}", ())
    if later:
        st.warning(_("Rows of this change were changed again later."))
        if st.button(_("Undo both it and the later changes"), key=f"{key}_together"):
            st.session_state.pop(f"later_{operation}")
            _undo(operation, together=True)


def _undo(operation: int, *, together: bool) -> None:
    with saving(_("Taken back")):
        try:
            entry.undo(desk(), operation, together=together)
        except UndoRefused as refused:
            if not refused.later:
                raise
            st.session_state[f"later_{operation}"] = refused.later
            st.rerun()
