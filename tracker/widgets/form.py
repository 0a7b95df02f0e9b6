"""Forms that write one thing: each press writes once, what is wrong is beside its field, and what was
done is said at the top of the page with a way back.

A form's widgets carry a number that goes up when it has written: a second press of the same button belongs to
widgets that are gone, so a double click cannot write twice. Those of a row that is there carry the row as it is too
(`mark`): what was typed about it as it was before another window changed it is never stored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol

import streamlit as st

from tracker.domain import Record, columns, to_stored
from tracker.errors import Invalid, TrackerError, in_words
from tracker.views import setup
from tracker.views.text import _
from tracker.widgets import journal
from tracker.widgets.discreet import veil
from tracker.widgets.record import OWN, Filled, own
from tracker.widgets.say import md
from tracker.widgets.served import desk


class Written(Protocol):
    """What writing gives: see `store.Operation`."""

    @property
    def id(self) -> int: ...


Write = Callable[[], Written | None]


def key(name: str) -> str:
    """The start of the keys of a form's widgets; another one each time the form has written."""
    return f"{name}_{st.session_state.get(f'{name}_turn', 0)}"


def mark(name: str, row: int | None, current: Record | None, names: Sequence[str] = ()) -> str:
    """The start of the keys of a form that edits a row, or with None adds one; `names`: the columns that it writes, if
    not all. Another one each time it has written, and once another window or command changed the row, which is said.
    """
    held = None if current is None else hash(tuple(to_stored(current)[n] for n in names or to_stored(current)))
    shown = (row, st.session_state.get(f"{name}_turn", 0), held)
    before = st.session_state.get(f"{name}_shown", shown)
    st.session_state[f"{name}_shown"] = shown
    if before[:2] == shown[:2] and before[2] != held and st.session_state.get(OWN) != [desk().version]:
        st.warning(
            _("Another window or command changed this after it was shown. This is how it is now; what you typed "
              "meanwhile is not stored.")
        )  # fmt: skip
    return key(name) if current is None else f"{key(name)}_{row}_{held}"


def wrong(name: str) -> dict[str, str]:
    """Sentences by column that the last press left, said once."""
    found: dict[str, str] = st.session_state.pop(f"{name}_wrong", {})
    return found


def save(name: str, title: str, filled: Filled, make: Callable[[], tuple[type[Record], dict[str, Any]]],
         write: Callable[[Any], Written | None], done: str, at: str = "") -> None:  # fmt: skip
    """The button that writes a record: `make` gives its class and values, `write` stores it. `at`: the form's `mark`,
    if it edits a row that is there."""
    if not st.button(title, key=f"{at or key(name)}_save", type="primary"):
        return
    if filled.errors:
        for sentence in filled.errors:
            st.error(md(sentence))
        return
    record, values = make()
    found = checked(record, values)
    if isinstance(found, dict):
        st.session_state[f"{name}_wrong"] = found
        st.rerun()
    once(name, lambda: write(found), done, _("Nothing to change."))


def checked(record: type[Record], values: dict[str, Any]) -> Record | dict[str, str]:
    """The record, or what is wrong with it: a sentence by column."""
    try:
        return record(**{**dict.fromkeys(c.name for c in columns(record)), **values})
    except Invalid as wrong:
        said = (replace(p, message=in_words(p.message, wrong.values)) for p in wrong.problems)
        return {p.column: veil(setup.problem_text(p)) for p in said}


def once(name: str, write: Write, done: str, same: str = "") -> None:
    """Write, and run the page again: a second press of the button that led here finds nothing to press. `same` is said
    in place of `done` if that changed nothing.

    The number goes up, and the place for what was done is made, before the writing: Streamlit may stop a run at
    any call to it, not within the desk's.
    """
    turn = st.session_state.get(f"{name}_turn", 0)
    told: list[tuple[int | None, str]] = []
    st.session_state["form_done"] = told
    st.session_state[f"{name}_turn"] = turn + 1
    try:
        with own():
            operation = write()
        told.append((operation.id if operation else None, done if operation else same or done))
    except TrackerError as error:
        st.session_state[f"{name}_turn"] = turn
        st.error(md(veil(error.sentence())))
        return
    st.rerun()


def said() -> None:
    """What was written last on this page, with a way back; gone once it is taken back."""
    told = st.session_state.get("form_done")
    if not told:
        return
    operation, sentence = told[0]
    if operation is None:
        st.session_state.pop("form_done")
        st.toast(md(sentence))
        return
    found = next((o for o in desk().operations(30) if o.id == operation), None)
    if found is None or found.undone_by is not None:
        st.session_state.pop("form_done")
        return
    with st.container(horizontal=True, vertical_alignment="center", key="form_done_row"):
        st.success(md(sentence), width="stretch")
        journal.undo_button(operation, key=f"form_undo_{operation}")
