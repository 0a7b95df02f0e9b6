"""Keep it safe, in Settings: backups, putting one back after a look at what would change, a check-up."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from tracker import zones
from tracker.desk import backups, doctor
from tracker.desk.backups import Backup
from tracker.errors import TrackerError
from tracker.store.results import Comparison
from tracker.views.numbers import Reader
from tracker.views.settings import backups as views
from tracker.views.text import _
from tracker.widgets import form, locked, say, show
from tracker.widgets.discreet import veil
from tracker.widgets.served import desk

LOOKED, CHECKED, RESTORED = "safe_compared", "safe_checked", "safe_restored"


def keep_safe(reader: Reader) -> None:
    """The whole part."""
    _restored(reader)
    if desk().path is not None:
        locked.control()
        _backups(reader)
    _check_up(reader)


def _backups(reader: Reader) -> None:
    zone, made = desk().zone(), backups.backups(desk())
    say.para(views.opening(made, reader, zone))
    if made and (days := backups.days_untried(desk())) is not None:
        say.para(views.untried(days, reader))
    if made:
        with st.expander(_("All backups"), key="backups"):
            show.table(views.backups(made, reader, zone), key="backups_list", alt=_("Backups"), file="backups.csv")
    if st.button(_("Make a backup now"), key=f"{form.key('backup')}_go"):
        form.once("backup", _back_up, _("A backup is made."))
    if made:
        _put_back(made, reader)


def _back_up() -> None:
    backups.backup(desk())


def _put_back(made: list[Backup], reader: Reader) -> None:
    """Choose a backup, see what it would change, and only then put it in place."""
    by_path = {str(b.path): b for b in made}
    names = list(by_path)  # the browser gets a place in this list, never a path
    with st.expander(_("Put a backup back"), key="put_back"):
        at = st.selectbox(
            _("Backup"), range(len(names)), index=None, key=form.key("restore"), placeholder=_("Choose one"),
            format_func=lambda i: views.backup_title(by_path[names[i]], reader, desk().zone()),
        )  # fmt: skip
        if at is None:
            return
        path = Path(names[at])
        if st.button(_("See what would change"), key="restore_compare"):
            _compare(path)
        kept = st.session_state.get(LOOKED)
        if kept is not None and kept[:2] == (path, desk().version):
            _replace(path, kept[2], reader)


def _compare(path: Path) -> None:
    try:
        found = backups.compare(desk(), path)
    except TrackerError as error:
        st.error(say.md(veil(error.sentence())))
        return
    st.session_state[LOOKED] = (path, desk().version, found)


def _replace(path: Path, found: Comparison, reader: Reader) -> None:
    """The comparison, and the button that acts on it."""
    say.para(views.comparison(found, reader))
    show.table(
        views.compared(found, reader), key="restore_tables", alt=_("The ledger beside the backup"), file="compared.csv"
    )
    say.points(views.lost(found, reader, desk().zone()))
    say.quiet(_("The ledger as it is now is kept among the backups. This is not undone: put that one back instead."))
    if not st.button(_("Put this backup in the ledger's place"), key="restore_go", type="primary"):
        return
    try:
        kept = backups.put_back(desk(), path)
    except TrackerError as error:
        st.error(say.md(veil(error.sentence())))
        return
    st.session_state.pop(LOOKED, None)
    st.session_state[RESTORED] = kept.name if kept else ""
    st.rerun()


def _restored(reader: Reader) -> None:
    kept = st.session_state.pop(RESTORED, None)
    if kept is not None:
        said = _("The backup is the ledger now. The one that was there is kept as {name}.")
        st.success(say.md(said.format(name=reader.note(kept))))


def _check_up(reader: Reader) -> None:
    """What is wrong or odd with the ledger, on request; what can be put right, in one step that is undone as any."""
    st.subheader(_("Is all well with the ledger?"))
    say.quiet(views.clock_data(zones.in_use()))
    if st.button(_("Check it now"), key=f"{form.key('check')}_go"):
        st.session_state[CHECKED] = (desk().version, doctor.check_up(desk()))
    version, result = st.session_state.get(CHECKED, (None, None))
    if result is None or version != desk().version:
        return
    say.para(views.checked(result.findings, reader))
    for heading, texts in views.found(result.findings, reader):
        say.para(heading)
        say.points(texts)
    for kind, heading, rows in views.doubles(result.findings, reader):
        _doubles(kind, heading, rows)
    if any(f.fix for f in result.findings) and st.button(
        _("Put right what can be put right"), key=f"{form.key('check')}_fix", type="primary"
    ):
        form.once("check", _fix, _("Put right."))


def _doubles(kind: str, heading: str, rows: list[tuple[str, str, str]]) -> None:
    """Possible doubles of one kind, each with the button that removes the one that is too many."""
    say.para(heading)
    for text, place, title in rows:
        with st.container(horizontal=True, vertical_alignment="center", key=f"double_{place.replace(':', '_')}"):
            st.markdown(say.md(text), width="stretch")
            if st.button(title, key=f"{form.key('check')}_same_{place}"):
                form.once("check", partial(_same, place), _("Removed."))
    if len(rows) > 1 and st.button(_("All of these are the same: remove them"), key=f"{form.key('check')}_all_{kind}"):
        form.once("check", partial(_same, kind), _("Removed."))


def _same(which: str) -> form.Written | None:
    st.session_state.pop(CHECKED, None)
    return doctor.check_up(desk(), same=[which]).operation


def _fix() -> form.Written | None:
    st.session_state.pop(CHECKED, None)
    return doctor.check_up(desk(), fix=True).operation
