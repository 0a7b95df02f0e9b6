"""Deposits of an import that are clearly payments the ledger knows: a table, and one button for all of them."""

from __future__ import annotations

import streamlit as st

from tracker.desk import imports
from tracker.desk.imports import Planned
from tracker.views.files import arrivals as views
from tracker.views.files import questions as asking
from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext
from tracker.widgets import show
from tracker.widgets.say import para, quiet
from tracker.widgets.served import desk

TAKEN = "import_deposits"


def clear(planned: Planned, reader: Reader) -> dict[tuple[str, str, int], str]:
    """The answer for each such deposit by file, table and line: left out until the button is pressed."""
    rows = [(file, c) for file, c in planned.conflicts if c.kind == imports.DEPOSIT]
    if not rows:
        return {}
    (question,) = asking.questions(rows, reader)
    st.subheader(_("These deposits are payments you know"))
    para(f"{question.asked} {question.why}")
    show.table(views.shown(rows, reader), key="deposits", alt=_("Deposits and their payments"), file="deposits.csv")
    taken = st.session_state.get(TAKEN) == _which(planned)
    _button(planned, len(rows), reader, taken=taken)
    return {(f, c.record.TABLE, c.line): imports.REPLACE if taken else imports.KEEP for f, c in rows}


def _button(planned: Planned, n: int, reader: Reader, *, taken: bool) -> None:
    """Confirm all of them, or take that back."""
    if taken:
        quiet(_("Confirmed; written with the import below."))
        name = _("Leave them out after all")
    else:
        name = ngettext("Confirm {n} deposit", "Confirm {n} deposits", n).format(n=reader.number(n))
    if st.button(name, key="confirm_deposits", type="secondary"):
        st.session_state[TAKEN] = None if taken else _which(planned)
        st.rerun()


def _which(planned: Planned) -> tuple[object, ...]:
    """What was looked at when the button was pressed: other files or a changed ledger are asked about again."""
    found = (f"{file}:{c.line}:{c.row}" for file, c in planned.conflicts if c.kind == imports.DEPOSIT)
    return (desk().version, *found)
