"""What the two editors of the page Log share: the editor itself, the preview before saving, the way back after.

`st.data_editor` is used here and nowhere else, always as text cells, with `on_change="ignore"` and a key that
changes with the data: Streamlit's number cells cut down what they do not like in silence, and its pasted dates
are American.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from tracker.errors import Refused, TrackerError
from tracker.views.text import _, ngettext
from tracker.widgets import journal
from tracker.widgets.discreet import veil
from tracker.widgets.say import md, para, points
from tracker.widgets.served import desk

CHUNKS = ("data-grid-overlay-editor.*.js", "number-overlay-editor.*.js")
SHOWN_LINES = 30
ROW, LINE, WRAPS = 35, 19, 66
"""Pixels: Streamlit's own row, each further line of text in one, and the row from which on it breaks texts."""
_DONE = "log_done"


@lru_cache(maxsize=1)
def chunks() -> tuple[str, ...]:
    """Files of the installed Streamlit that its grid fetches when a cell is opened for the first time."""
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    return tuple(sorted(found.name for pattern in CHUNKS for found in folder.glob(pattern)))


def preload() -> None:
    """Fetch them with the page: keys typed while they come would be lost, and 125 would be stored as 25."""
    tags = "".join(f'<script type="module" src="/static/js/{name}"></script>' for name in chunks())
    st.html(tags, unsafe_allow_javascript=True)


def editor(
    data: dict[str, list[Any]], config: dict[str, Any], *, key: str, alt: str, rows: int = 14, lines: int = 1
) -> None:
    """An editor of texts that keeps what is typed to itself until something else on the page is used.

    `lines`: how many lines of text a row has room for; Streamlit breaks texts only in rows higher than its own.
    """
    high = ROW if lines == 1 else max(WRAPS, LINE * lines + ROW - LINE)
    count = len(next(iter(data.values())))
    fixed = [name for name, column in config.items() if column.get("disabled")]
    st.data_editor(
        data,
        column_config=config,
        column_order=list(config),
        disabled=fixed,
        hide_index=True,
        num_rows="fixed",
        on_change="ignore",
        placeholder="",
        key=key,
        alt=alt,
        row_height=high,
        height=38 + high * min(count, rows),
    )


def typed_into(key: str) -> dict[int, dict[str, Any]]:
    """What was typed into an editor: by row position, then column."""
    state: Mapping[str, Any] = st.session_state.get(key) or {}
    return {int(at): dict(cells) for at, cells in state.get("edited_rows", {}).items()}


def preview(lines: Sequence[str], unread: Sequence[str], warnings: Sequence[str], *, key: str) -> None:
    """What saving would do, line by line; what cannot be read; what looks odd."""
    with st.container(key=f"{key}_preview"):
        if lines:
            st.header(_("What saving would change"))
            points(list(lines[:SHOWN_LINES]))
            if len(lines) > SHOWN_LINES:
                rest = lines[SHOWN_LINES:]
                label = ngettext("And {n} more", "And {n} more", len(rest)).format(n=len(rest))
                with st.expander(label, key=f"{key}_rest"):
                    points(list(rest))
        for text in unread:
            st.error(md(text))
        for text in warnings:
            st.warning(md(text))


def asked_to_save(label: str, about: Hashable, *, key: str) -> bool:
    """The save button: True if it was pressed and what would be saved is what was on the page before.

    A cell may have been typed after the preview was shown; then the preview is shown again instead.
    """
    seen, now = st.session_state.get(f"{key}_seen"), hash(about)
    pressed = st.button(label, key=f"{key}_save", type="primary")
    st.session_state[f"{key}_seen"] = now
    if pressed and seen != now:
        st.info(_("You changed more after this was shown: look at the lines above once more, then save."))
        return False
    return pressed


def saved(operation: int, text: str) -> None:
    """Run the page again, which tells what was done and offers its undo."""
    done(operation, text)
    st.rerun()


def done(operation: int, text: str) -> None:
    """Remember what was done, to be said with its undo when the page runs again."""
    st.session_state[_DONE] = (operation, text)


def refused(error: TrackerError) -> None:
    """Say why nothing was saved, now or when the page runs again on the newer ledger."""
    if isinstance(error, Refused) and error.code == "changed_meanwhile":
        st.session_state["log_refused"] = veil(error.sentence())
        st.rerun()
    st.error(md(veil(error.sentence())))


def said_before() -> None:
    """What the last run did, with a way back; or why it did nothing."""
    sentence = st.session_state.pop("log_refused", "")
    if sentence:
        st.warning(md(sentence))
    done: tuple[int, str] | None = st.session_state.get(_DONE)
    if done is None:
        return
    number, text = done
    last = next((o for o in desk().operations(20) if o.id == number), None)
    if last is None or last.undone_by is not None:
        st.session_state.pop(_DONE)
        return
    with st.container(horizontal=True, vertical_alignment="center", key="log_saved"):
        para(text)
        journal.undo_button(number, key="log_undo")
