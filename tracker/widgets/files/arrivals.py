"""Deposits of an import that are clearly payments the ledger knows, or pay that is owed: a table, and one button."""

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


def clear(planned: Planned, reader: Reader, kind: str) -> dict[tuple[str, str, int], str]:
    """The answer for each deposit of a kind by file, table and line: left out until the button is pressed."""
    rows = [(file, c) for file, c in planned.conflicts if c.kind == kind]
    if not rows:
        return {}
    (question,) = asking.questions(rows, reader)
    st.subheader(views.headings()[kind])
    para(f"{question.asked} {question.why}")
    show.table(views.shown(rows, reader), key=f"{kind}s", alt=_("Deposits and their payments"), file="deposits.csv")
    taken = st.session_state.get(f"{TAKEN}_{kind}") == _which(planned, kind)
    _button(planned, kind, len(rows), reader, taken=taken)
    return {(f, c.record.TABLE, c.line): imports.REPLACE if taken else imports.KEEP for f, c in rows}


def _button(planned: Planned, kind: str, n: int, reader: Reader, *, taken: bool) -> None:
    """Confirm all of them, or take that back."""
    if taken:
        quiet(_("Confirmed; written with the import below."))
        name = _("Leave them out after all")
    else:
        name = ngettext("Confirm {n} deposit", "Confirm {n} deposits", n).format(n=reader.number(n))
    if st.button(name, key=f"confirm_{kind}s", type="secondary"):
        st.session_state[f"{TAKEN}_{kind}"] = None if taken else _which(planned, kind)
        st.rerun()


def _which(planned: Planned, kind: str) -> tuple[object, ...]:
    """What was looked at when the button was pressed: other files or a changed ledger are asked about again."""
    found = (f"{file}:{c.line}:{c.row}" for file, c in planned.conflicts if c.kind == kind)
    return (desk().version, *found)
