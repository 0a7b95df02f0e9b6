"""New terms of work that is logged: in place of the button that saves, one for each answer with what it changes."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from tracker.analysis.results.terms import TermsQuestion
from tracker.desk import terms
from tracker.desk.terms import Since
from tracker.domain import Platform, Project
from tracker.errors import InputError
from tracker.quickadd.typed_days import read_day
from tracker.views import terms as view
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import say
from tracker.widgets.record import present
from tracker.widgets.served import desk


def asked(record: Project | Platform | None) -> TermsQuestion | None:
    """Whether saving this would change what logged work earns."""
    return None if record is None else terms.question(desk(), record)


def choose(record: Project | Platform, reader: Reader, *, key: str, write: Callable[[Since], None]) -> None:
    """The question with its answers; the one that is pressed writes."""
    first = terms.question(desk(), record)
    if first is None:
        return
    day = present()
    with st.container(border=True, key=f"{key}_terms"):
        place = st.container()
        if first.since is not None:
            typed = st.text_input(
                _("The day from which it holds"), reader.day(day), key=f"{key}_terms_day", help=_("A date, today …")
            )
            try:
                day = read_day(typed or "", reader.day_order, present()) or day
            except InputError as error:
                st.caption(say.md(reader.say(error.sentence())))
                return
        found = terms.question(desk(), record, day) or first
        said = view.terms(found, reader)
        with place:
            say.para(said.question)
            say.points([s for s in (said.always, said.since, said.instead) if s])
        with st.container(horizontal=True):
            if st.button(_("It was always so"), key=f"{key}_terms_always"):
                write(terms.ALWAYS)
            if said.since and st.button(say.md(said.since_button), key=f"{key}_terms_since"):
                write(day)
