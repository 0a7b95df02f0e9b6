"""Rows of an import that may be in the ledger already: which of both holds, asked once for each reason."""

from __future__ import annotations

import streamlit as st

from tracker.desk import imports
from tracker.desk.imports import Planned
from tracker.views.files import questions as views
from tracker.views.files.questions import Question
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets.files import arrivals
from tracker.widgets.say import md, para, quiet
from tracker.widgets.served import desk

BY_HAND = 30
"""So many rows of one kind can be answered one by one."""
SHOWN = 5

Choices = dict[tuple[str, str, int], str]


def questions(planned: Planned, reader: Reader) -> tuple[Choices, bool]:
    """The answer for each row by file, table and line, and whether all that must be answered is."""
    said: Choices = arrivals.clear(planned, reader, imports.DEPOSIT) | arrivals.clear(planned, reader, imports.OWED)
    found = [q for q in views.questions(planned.conflicts, reader) if q.kind not in imports.CLEAR]
    if found:
        st.subheader(_("Is it there already?"))
        para(_("What looks like something that is there is not stored until you decide otherwise."))
    for question in found:
        with st.container(border=True, key=f"question_{question.kind}"):
            _ask(question, reader, said)
    return said, all(said.values())


def _ask(question: Question, reader: Reader, said: Choices) -> None:
    """One kind: what it is about, the answers for all, and the rows."""
    st.markdown(f"**{md(question.asked)}**")
    para(question.why)
    answers = dict(question.answers)
    if question.kind in imports.ONE_BY_ONE:
        answers = {imports.KEEP: _("Leave them all out"), views.EACH: _("Decide one by one")}
    elif len(answers) > 1 and 1 < len(question.rows) <= BY_HAND:
        answers[views.EACH] = _("Decide one by one")
    first = None if question.must else list(answers).index(imports.KEEP)
    how = st.radio(
        _("What holds for {what}").format(what=md(question.asked)), list(answers), index=first,
        format_func=answers.__getitem__, key=f"conflict_{question.kind}", label_visibility="collapsed",
    )  # fmt: skip
    for i, (file, c) in enumerate(question.rows):
        answer = how or ""
        if i < BY_HAND and (how == views.EACH or i < SHOWN):
            text = views.line(file, c, imports.counterpart(desk(), c), reader, desk().zone())
            if how == views.EACH:
                answer = st.radio(
                    md(text), list(question.answers), format_func=question.answers.__getitem__,
                    key=f"conflict_{question.kind}_{i}", index=None if question.must else 0,
                ) or ""  # fmt: skip
            else:
                quiet(text)
        said[file, c.record.TABLE, c.line] = answer
    if how != views.EACH and len(question.rows) > SHOWN:
        quiet(_("And {n} more.").format(n=reader.number(len(question.rows) - SHOWN)))
