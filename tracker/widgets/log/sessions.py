"""The list of sessions on the page: found, edited in place or in bulk, looked at, saved at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import streamlit as st

from tracker.desk import attachments as kept
from tracker.desk import edits
from tracker.domain import WorkSession
from tracker.editing import bulk, bulk_actions, bulk_checks
from tracker.editing.bulk import Change, Draft
from tracker.errors import InputError, TrackerError
from tracker.say import Said
from tracker.views import attachments as kept_files
from tracker.views.fields import column, title
from tracker.views.log import sessions as views
from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext
from tracker.widgets import attachments, say
from tracker.widgets.log import editor, filters, steps
from tracker.widgets.served import desk

PER_PAGE = 50


@dataclass(slots=True)
class Work:
    """The list while it is edited.

    `draft` is what is staged, `picked` the ticked rows, `unread` texts that could not be read with the reason,
    `page` the sessions that the editor shows now, by position.
    """

    draft: Draft
    picked: set[int] = field(default_factory=set)
    unread: dict[tuple[int, str], tuple[str, Said]] = field(default_factory=dict)
    page: list[tuple[int, WorkSession]] = field(default_factory=list)
    turn: int = 0

    @property
    def key(self) -> str:
        return f"list_{self.draft.version}_{self.turn}"

    @property
    def busy(self) -> bool:
        return bool(self.draft.now or self.unread)


def show(reader: Reader) -> None:
    """The list, what can be done with it, and what saving would do."""
    work = _work(reader)
    wanted = filters.wanted(reader)
    read = edits.read(desk(), wanted.first, wanted.last)
    if not work.busy:
        work.draft = Draft(desk().version)
    zone = desk().zone()
    there = bulk.shown(work.draft, read)
    chosen = replace(wanted.filter, tag=filters.tag(bulk.tags_of(there), reader))
    listed = bulk.newest_first([x for x in there if x[0] < 0 or bulk.fits(x[1], chosen)], zone)
    odd = bulk_checks.oddities(there, zone)
    say.answer(views.answer(listed, reader))
    if listed:
        _list(work, listed, views.marks(odd), reader)
        _warn(odd, there, listed, reader)
        _steps(work, listed, reader)
        _files(work, listed, reader)
    if work.busy:
        _preview(work, reader)


def _work(reader: Reader) -> Work:
    """The state of the list, with what the browser sent of its editor taken in."""
    work: Work = st.session_state.setdefault("log_list", Work(Draft(desk().version)))
    edited = editor.typed_into(work.key)
    if edited:
        for at, cells in edited.items():
            if at < len(work.page):
                _take(work, work.page[at][0], cells, reader)
        work.turn += 1
    return work


def _take(work: Work, row: int, cells: dict[str, Any], reader: Reader) -> None:
    """One edited row: ticks are kept apart, the rest is staged, or kept with the reason why it cannot be."""
    shown = dict(work.page)
    for name, value in cells.items():
        if name == "pick":
            (work.picked.add if value else work.picked.discard)(row)
            continue
        text = str(value or "")
        session = work.draft.now.get(row, shown[row])
        if session is None:
            continue
        try:
            change = bulk_actions.edit(row, session, name, text, desk().zone(), reader.day_order)
        except InputError as error:
            name_of = views.named(session, reader, desk().zone())
            work.unread[row, name] = (text, Said("{name}: {said}", name=name_of, said=error.sentence()))
            continue
        work.unread.pop((row, name), None)
        work.draft = bulk.stage(work.draft, [change])


def _list(work: Work, listed: list[tuple[int, WorkSession]], marks: dict[int, str], reader: Reader) -> None:
    """One page of the list as an editor."""
    pages = max(1, -(-len(listed) // PER_PAGE))
    at = min(st.session_state.get("list_page") or 1, pages)
    work.page = listed[(at - 1) * PER_PAGE : at * PER_PAGE]
    kept = {place: text for place, (text, _why) in work.unread.items()}
    data = views.cells(work.page, reader, desk().zone(), work.picked, marks, kept)
    config = {name: column for name, column in _columns().items() if name in data}
    editor.preload()
    editor.editor(data, config, key=work.key, alt=_("Sessions, newest first; cells can be edited"))
    if pages > 1:
        st.pagination(pages, key="list_page")
    say.quiet(
        _("Change day, times, worked, activity, status, days of handing in and approval, or note in the list, or "
          "tick sessions and change them together. Nothing is saved before you have seen what would change.")
    )  # fmt: skip
    st.button(_("See what would change"), key="list_check")


def _columns() -> dict[str, Any]:
    text, named = st.column_config.TextColumn, partial(title, WorkSession)
    return {
        "pick": st.column_config.CheckboxColumn(_("Tick"), width=64, pinned=True),
        "day": text(named("worked_on"), width=96),
        "times": text(_("Times"), width=108, help=_("14:00-16:30; empty if they are not known")),
        "worked": text(_("Worked"), width=110, alignment="right"),
        "what": text(named("project"), width=150, disabled=True),
        "activity": _choice("activity", 112),
        "status": _choice("status", 90),
        "submitted_on": text(named("submitted_on"), width=96),
        "approved_on": text(named("approved_on"), width=96),
        "rate": text(named("rate"), width=80, disabled=True, alignment="right"),
        "note": text(named("note"), width=180),
        "odd": text(_("Look at"), width=110, disabled=True),
    }


def _choice(name: str, width: int) -> Any:
    names = {str(c): _(c.said) for c in column(WorkSession, name).choices}
    return st.column_config.SelectboxColumn(
        title(WorkSession, name), width=width, options=list(names), format_func=lambda v: names[str(v)], required=True
    )


def _warn(
    odd: list[bulk_checks.Oddity], there: list[tuple[int, WorkSession]], listed: list[tuple[int, WorkSession]],
    reader: Reader,
) -> None:  # fmt: skip
    """What looks wrong with the sessions that are listed."""
    rows = {row for row, _s in listed}
    found = [o for o in odd if rows & set(o.rows)]
    if found:
        n = len(found)
        label = ngettext("{n} thing to look at", "{n} things to look at", n).format(n=reader.number(n))
        with st.expander(label, key="list_odd", icon=":material/warning:"):
            say.points(views.oddities(found, there, reader, desk().zone(), most=20))


def _steps(work: Work, listed: list[tuple[int, WorkSession]], reader: Reader) -> None:
    """Change several at once: the form gives changes, which are staged."""
    with st.expander(_("Change several at once"), expanded=bool(work.picked), key="list_steps"):
        everything = st.checkbox(
            _("All {n} sessions found, ticked or not").format(n=reader.number(len(listed))), key="list_all"
        )
        rows = listed if everything else [x for x in listed if x[0] in work.picked]
        if not everything:
            say.para(
                ngettext("{n} session is ticked.", "{n} sessions are ticked.", len(rows)).format(n=len(rows))
                if rows
                else _("Tick sessions in the list first.")
            )
        new = [s for row, s in work.draft.now.items() if row < 0 and s is not None]
        made = steps.form(rows, new, reader)
    if made is not None:
        _stage(work, made)


def _files(work: Work, listed: list[tuple[int, WorkSession]], reader: Reader) -> None:
    """Files kept with a session: with the one that is ticked."""
    ticked = {row: s for row, s in listed if row in work.picked and row >= 0}
    if len(ticked) == 1 and not work.busy:
        ((row, session),) = ticked.items()
        name = views.named(session, reader, desk().zone())
        attachments.files({(WorkSession.TABLE, row): name}, reader, key=f"session_{row}")


def _stage(work: Work, made: list[Change]) -> None:
    work.draft, work.picked, work.turn = bulk.stage(work.draft, made), set(), work.turn + 1
    st.rerun()


# --- the preview ---------------------------------------------------------------------------------------


def _preview(work: Work, reader: Reader) -> None:
    zone, todo = desk().zone(), bulk.changes(work.draft)
    lines = [views.change(c, reader, zone) for c in todo]
    editor.preview(lines, [reader.say(why) for _text, why in work.unread.values()], [], key="list")
    going = [(WorkSession.TABLE, c.row) for c in todo if c.after is None and c.row is not None]
    say.quiet(kept_files.going(len(kept.kept_in(desk(), going)) if going else 0, reader))
    n = len(todo)
    with st.container(horizontal=True, key="list_saving"):
        label = ngettext("Save {n} change", "Save {n} changes", n).format(n=reader.number(n))
        wanted = n > 0 and editor.asked_to_save(label, todo, key="list")
        st.button(_("Discard them"), key="list_discard", on_click=_discard)
    if wanted:
        _save(work, todo)


def _discard() -> None:
    work: Work = st.session_state["log_list"]
    st.session_state["log_list"] = Work(Draft(desk().version), turn=work.turn + 1)


def _save(work: Work, todo: tuple[Change, ...]) -> None:
    """Write all of it at once. On a ledger that moved on, nothing: the edits are put on the newer one."""
    n = len(todo)
    try:
        done = edits.save(desk(), todo, work.draft.version, summary=f"{n} sessions edited")
    except TrackerError as error:
        if error.code == "changed_meanwhile":
            work.draft, _gone = edits.fresh(desk(), work.draft)
            work.turn += 1
        editor.refused(error)
        return
    st.session_state["log_list"] = Work(Draft(done.id), set(), work.unread, turn=work.turn + 1)
    said = ngettext("{n} session is saved.", "{n} sessions are saved.", n)
    editor.saved(done.id, said.format(n=n))
