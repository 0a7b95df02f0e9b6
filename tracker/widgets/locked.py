"""The page that is shown in the place of all others while an encrypted ledger is locked, and the way to lock it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from tracker.desk import encryption
from tracker.errors import InputError, TrackerError
from tracker.views.text import _
from tracker.widgets import say, served
from tracker.widgets.discreet import veil

LOOK = 10.0
"""Seconds after which an open page looks whether the ledger was locked."""


def page() -> None:
    """Ask for the passphrase. Nothing of the ledger is known here, so nothing of it is shown."""
    where = served.locked()
    if where is None:
        st.rerun()
        return
    st.title(_("This ledger is locked"))
    say.para(_("It is encrypted. Give its passphrase, and it stays open until nobody has used it for some time."))
    with st.form("unlock_ledger", border=False, clear_on_submit=True):
        words = st.text_input(
            _("Passphrase"), type="password", key="ledger_passphrase", autocomplete="current-password"
        )
        go = st.form_submit_button(_("Unlock"), type="primary")
    if go:
        _try(lambda: encryption.unlock(where, words))
    with st.expander(_("I forgot the passphrase"), key="ledger_forgotten"):
        _recover(where)


def _recover(where: Path) -> None:
    say.para(
        _("With the recovery key, which is on your paper, you set another passphrase. Without either of them nobody "
          "can open the ledger, and nobody can help.")
    )  # fmt: skip
    with st.form("recover_ledger", border=False, clear_on_submit=True):
        paper = st.text_input(_("Recovery key"), key="ledger_recovery", autocomplete="off")
        new = st.text_input(_("New passphrase"), type="password", key="ledger_new", autocomplete="new-password")
        again = st.text_input(_("Once more"), type="password", key="ledger_again", autocomplete="new-password")
        go = st.form_submit_button(_("Set it"))
    if go:
        _try(lambda: _set(where, paper, new, again))


def _set(where: Path, paper: str, new: str, again: str) -> None:
    key = encryption.key_by_paper(where, paper)
    if new != again:
        raise InputError(_("The two passphrases are not the same."), hint=_("Type them again."))
    encryption.set_passphrase(where, key, new)
    encryption.unlock(where, new)


def _try(do: Callable[[], object]) -> None:
    """Do it and show the pages, or say why not."""
    try:
        do()
    except TrackerError as error:
        st.error(say.md(veil(error.sentence())))
    else:
        st.rerun()


def watch() -> None:
    """On a page of an encrypted ledger: take the page away when it was locked by time or by somebody."""
    if served.encrypted():
        _look()


@st.fragment(run_every=LOOK)
def _look() -> None:
    if not served.still_open():
        st.rerun(scope="app")


def control() -> None:
    """In Settings: lock an encrypted ledger now; how to encrypt a plain one."""
    if not served.encrypted():
        st.caption(
            _("The ledger is not encrypted. To have it so, stop the tracker and run `tracker encrypt` in a terminal.")
        )
        return
    say.para(_("The ledger is encrypted, with its backups and kept files."))
    st.button(_("Lock it now"), key="lock_now", on_click=served.lock)
