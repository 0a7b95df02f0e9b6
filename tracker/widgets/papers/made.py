"""A file that is made when it is asked for, or the sentence that says why it cannot be."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from tracker.desk import papers
from tracker.errors import InputError
from tracker.views.text import _
from tracker.widgets import discreet, say

INSTALL = 'uv tool install "gig-tracker[papers]"'


def not_installed() -> bool:
    """Whether PDFs and workbooks cannot be made here; then it says how to get what is missing."""
    if papers.available():
        return False
    say.para(_("PDFs and workbooks need one more part of the tracker; all else works without it. Install it with:"))
    st.code(INSTALL, language=None)
    return True


def download(label: str, make: Callable[[], bytes], *, name: str, mime: str, key: str, main: bool = True) -> None:
    """A button for the file; it is made with the page, so that a letter that no font has is said beside it."""
    try:
        data = make()
    except InputError as error:
        st.error(say.md(discreet.veil(error.sentence())))
        return
    st.download_button(
        label, data=data, file_name=name, mime=mime, key=key, on_click="ignore",
        type="secondary" if main else "tertiary", icon=":material/download:",
    )  # fmt: skip
