"""Expenses and transfers of the days looked at, each with a way to remove it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from tracker.desk import entry
from tracker.domain import Expense, Transfer
from tracker.views.fields import table
from tracker.views.numbers import Reader
from tracker.views.payments import spent as views
from tracker.views.text import _
from tracker.widgets import form, show
from tracker.widgets.served import desk

OF_EXPENSE = ("spent_on", "category", "platform", "amount", "currency", "note")
OF_TRANSFER = ("moved_on", "from_account", "to_account", "amount_out", "amount_in", "fee")


def spent(first: dt.date, last: dt.date, reader: Reader) -> bool:
    """Both lists, newest first; whether there was anything to show."""
    expenses = {r: e for r, e in reversed(desk().rows(Expense)) if first <= e.spent_on <= last}
    transfers = {r: t for r, t in reversed(desk().rows(Transfer)) if first <= t.moved_on <= last}
    if not expenses and not transfers:
        return False
    st.header(_("Spent and moved"))
    if expenses:
        st.subheader(_("Expenses"))
        shown = table(Expense, OF_EXPENSE, list(expenses.values()), reader)
        show.table(shown, key="expenses", alt=_("What you spent"), file="expenses.csv")
        _remove("expenses", expenses, reader)
    if transfers:
        st.subheader(_("Between your accounts"))
        shown = table(Transfer, OF_TRANSFER, list(transfers.values()), reader)
        show.table(shown, key="transfers", alt=_("What you moved"), file="transfers.csv")
        _remove("transfers", transfers, reader)
    return True


def _remove(table: str, rows: Mapping[int, Any], reader: Reader) -> None:
    name = f"remove_{table}"
    with st.expander(_("Remove one"), key=name):
        row = st.selectbox(
            _("Which"), list(rows), index=None, key=form.key(name), placeholder=_("Choose one"),
            format_func=lambda r: views.row_title(rows[r], reader),
        )  # fmt: skip
        if row is not None and st.button(_("Remove"), key=f"{form.key(name)}_go"):
            form.once(name, lambda: entry.remove(desk(), table, row), _("Removed."))
