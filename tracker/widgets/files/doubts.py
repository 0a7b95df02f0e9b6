"""One question of the mapping wizard: a choice with rows and sums, words to be sorted, or a value of one's own."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from tracker.desk import reference
from tracker.desk.mapping_wizard import Answer, Question
from tracker.views.files import mapping as views
from tracker.views.numbers import Reader
from tracker.views.setup import currency_title
from tracker.views.text import _
from tracker.widgets.record import zones
from tracker.widgets.say import md


def ask(question: Question, reader: Reader, *, key: str) -> Answer | None:
    """The question with its button; the answer once it is given."""
    with st.form(f"ask_{key}", border=True):
        st.markdown(f"**{md(reader.say(question.text))}**")
        if question.role == "person":
            said: Answer | None = _people(question, reader, key)
        elif question.role:
            said = _words(question, reader, key)
        else:
            said = _choice(question, reader, key)
        sent = st.form_submit_button(_("That is it"), type="primary")
    if sent and said is None:
        st.warning(_("Choose an answer first."))
    return said if sent else None


def _choice(question: Question, reader: Reader, key: str) -> str | None:
    choices = views.choices(question, reader)
    picked: str | None = None
    if choices:
        said = {value: md(text) for value, text in choices.items()}
        picked = st.radio(md(reader.say(question.text)), list(said), index=None, format_func=said.__getitem__,
                          key=f"pick_{key}", label_visibility="collapsed")  # fmt: skip
    own = _own(question, reader, key) if question.takes else None
    return own or picked


def _own(question: Question, reader: Reader, key: str) -> str | None:
    """A value that no choice names."""
    if question.takes == "constants.currency":
        codes = list(dict.fromkeys([*question.suggested, *sorted(reference.currency_codes())]))
        return st.selectbox(_("Currency"), codes, index=None, format_func=lambda c: currency_title(c, reader),
                            key=f"own_{key}", placeholder=_("Choose one"))  # fmt: skip
    if question.takes == "zone":
        return st.selectbox(_("Another time zone"), list(zones()), index=None, key=f"own_{key}",
                            format_func=lambda z: z.replace("_", " "), placeholder=_("Choose one"))  # fmt: skip
    if question.takes == "constants.date":
        day: dt.date | None = st.date_input(_("All on the day"), value=None, key=f"own_{key}")
        return day.isoformat() if day else None
    return (st.text_input(_("Answer"), key=f"own_{key}") or "").strip() or None


def _words(question: Question, reader: Reader, key: str) -> dict[str, str] | None:
    """Each word once, with its rows and sum, and what it means."""
    meanings, said = views.meanings(question.role), dict[str, str | None]()
    for n, (word, text) in enumerate(views.words(question, reader).items()):
        said[word] = st.selectbox(
            md(text), list(meanings), index=None, format_func=meanings.__getitem__, key=f"word_{key}_{n}",
            placeholder=_("Choose one"),
        )  # fmt: skip
    sorted_words = {word: meaning for word, meaning in said.items() if meaning}
    return sorted_words if len(sorted_words) == len(said) else None


def _people(question: Question, reader: Reader, key: str) -> dict[str, str] | None:
    """Which of many names are one's own."""
    texts = views.words(question, reader)
    mine = st.multiselect(_("Mine"), list(texts), format_func=texts.__getitem__, key=f"people_{key}")
    return {word: "mine" if word in mine else "not mine" for word in texts} if mine else None
