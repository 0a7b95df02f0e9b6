"""Texts on a page: a person's own words are shown as typed, never read as markup."""

from __future__ import annotations

import re

import streamlit as st

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@^=/\"'])")

_ADDRESS = re.compile(r"https?:(?=//)|\bwww(?=\.)|@(?=\w)", re.IGNORECASE)


def md(text: str) -> str:
    """Text for any place where Streamlit reads Markdown; not for select boxes and data frames.

    >>> md("$5 *now*")
    '\\\\$5 \\\\*now\\\\*'

    Streamlit makes links of bare addresses whatever is escaped: a joiner without width keeps them text.
    """
    plain = _ADDRESS.sub(lambda found: found[0] + "\u2060", re.sub(r"[ \t\r\n\f\v]+", " ", text).strip())
    return _MARKS.sub(r"\\\1", plain)


def answer(text: str, key: str = "answer") -> None:
    """The sentence that a page opens with."""
    with st.container(key=key):
        st.markdown(md(text))


def second(text: str, key: str = "second", *, pale: bool = False) -> None:
    """The sentence after it: how sure, what else. `pale`: greyed, of a figure that rests on little."""
    if text:
        with st.container(key=key):
            (st.caption if pale else st.markdown)(md(text))


def para(text: str) -> None:
    if text:
        st.markdown(md(text))


def quiet(text: str) -> None:
    """A small remark."""
    if text:
        st.caption(md(text))


def points(texts: list[str] | tuple[str, ...]) -> None:
    """A list of plain sentences."""
    if texts:
        st.markdown("\n".join(f"- {md(t)}" for t in texts))
