"""The week as a grid on the page: move through the weeks, type into cells, look at what would change, save."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import streamlit as st

from tracker.desk import edits
from tracker.domain import WorkSession
from tracker.editing import bulk_checks, week
from tracker.editing.week import Line, Place, Staged, Week
from tracker.errors import TrackerError
from tracker.views.log import grid as views
from tracker.views.log import sessions as log_views
from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext
from tracker.widgets import say
from tracker.widgets.browser import phone
from tracker.widgets.log import editor, filters, moves
from tracker.widgets.record import choose, present
from tracker.widgets.served import desk

AT_ONCE = "week_save_at_once"
DAY = 80
"""Pixels of a day (its head has a sign and a short weekday, its cells 10 h 45 min) or of a week's sum."""


@dataclass(slots=True)
class Draft:
    """One week while it is edited: the ledger as it was read, rows added by hand, what was typed.

    `kept` is in the cells of the editor that is shown, `fresh` was typed into it since; `in_totals` where
    something was typed into its last row, which is worked out.
    """

    base: Week
    more: list[Line] = field(default_factory=list)
    kept: dict[Place, str] = field(default_factory=dict)
    fresh: dict[Place, str] = field(default_factory=dict)
    turn: int = 0
    in_totals: bool = False

    @property
    def key(self) -> str:
        return f"grid_{self.base.monday}_{self.base.version}_{self.turn}"

    @property
    def texts(self) -> dict[Place, str]:
        return self.kept | self.fresh

    def again(self) -> None:
        """Take what was typed over into a new editor."""
        self.kept, self.fresh, self.turn = self.texts, {}, self.turn + 1


def show(reader: Reader) -> None:
    """The week in the address, to be edited."""
    draft = _draft(week.parse_week(st.query_params.get(moves.KEY), present()))
    base = draft.base
    moves.show(base.monday)
    say.answer(views.answer(base, reader))
    say.second(views.second(base, reader))
    if base.lines:
        _editor(draft, reader)
    else:
        say.para(_("Neither this week nor the one before has a row. Add one, and type its hours."))
    _add_row(draft, reader)
    if draft.in_totals:
        st.info(_("The last row is worked out from those above it; what is typed there is not taken."))
    staged = week.stage(base, draft.texts)
    if st.session_state.get(AT_ONCE) and _plain(base, staged, reader):
        _save(draft, staged)
    if staged.typed or staged.unread:
        _preview(draft, staged, reader)
    _others(base.monday, reader)


def _drafts() -> dict[dt.date, Draft]:
    found: dict[dt.date, Draft] = st.session_state.setdefault("log_weeks", {})
    return found


def _draft(first: dt.date) -> Draft:
    """The draft of a week: read again while nothing is typed, else on the ledger as it was when typing began."""
    drafts = _drafts()
    for day, other in drafts.items():
        _collect(other)
        if day != first and other.fresh:
            other.again()
    draft = drafts.get(first)
    if draft is None:
        draft = drafts[first] = Draft(edits.read_week(desk(), first))
    elif not draft.texts:
        draft.base = edits.read_week(desk(), first, draft.more)
    return draft


def _collect(draft: Draft) -> None:
    """Take what the browser sent of the editor into the draft."""
    edited = editor.typed_into(draft.key)
    draft.in_totals = len(draft.base.lines) in edited
    for at, cells in edited.items():
        if at < len(draft.base.lines):
            for name, text in cells.items():
                if name in views.DAYS:
                    draft.fresh[draft.base.lines[at], views.DAYS.index(name)] = str(text or "")


def _editor(draft: Draft, reader: Reader) -> None:
    base = draft.base
    shown = {(line, i): week.cell_text(base, (line, i)) for line in base.lines for i in range(7)}
    text = st.column_config.TextColumn
    wide, lines = views.names_room(base, reader, phone=phone())
    config = {"line": text(_("Project"), width=wide, pinned=True, disabled=True)}
    for i, (name, title) in enumerate(zip(views.DAYS, views.short_titles(base, reader), strict=True)):
        config[name] = text(title, width=DAY, help=reader.day(base.day(i)), alignment="right")
    config["total"] = text(_("All"), width=DAY, disabled=True, alignment="right")
    editor.preload()
    editor.editor(
        views.cells(base, draft.kept, reader, shown), config, key=draft.key, rows=18, lines=lines,
        alt=_("Hours of the week by project and day; cells can be edited"),
    )  # fmt: skip
    say.quiet(
        _("Write 2h30, 2:30, 45m or 3,5 (a number alone is hours); empty a cell to take its session away. "
          "“Save” writes at once what leaves no question, and shows the rest first; it can be taken back.")
    )  # fmt: skip
    with st.container(horizontal=True, key="week_go"):
        st.button(_("See what would change"), key="week_check")
        st.button(_("Save"), key=AT_ONCE)


def _add_row(draft: Draft, reader: Reader) -> None:
    """Another row: a project or platform, and the kind of work."""
    platforms = [p.platform for _row, p in desk().platforms()]
    choices = views.lines_to_add(platforms, [(p.platform, p.project) for _row, p in desk().projects()])
    with st.expander(_("Add a row"), expanded=not draft.base.lines, key="week_more"):
        left, right = st.columns(2)
        at = left.selectbox(
            _("Project"), list(range(len(choices))), index=None, key=f"week_line_{draft.turn}",
            format_func=lambda i: views.choice_title(choices[i], reader), placeholder=_("Choose one"),
        )  # fmt: skip
        kind = choose(right, WorkSession, "activity", key="week_kind")
        if st.button(_("Add the row"), key="week_add", disabled=at is None) and at is not None:
            line = Line(*choices[at], kind)
            if line not in draft.more:
                draft.more.append(line)
            draft.base = _with_lines(draft)
            draft.again()
            st.rerun()


def _with_lines(draft: Draft) -> Week:
    """The week as it was read, with the added rows."""
    held = [*draft.base.sessions(), *draft.base.stretches]
    base = draft.base
    more = [*base.lines, *draft.more]
    made = week.build(held, base.monday, base.zone, version=base.version, more=more)
    return Week(made.monday, made.version, made.zone, made.lines, made.cells, made.stretches, base.before)


def _plain(base: Week, staged: Staged, reader: Reader) -> bool:
    """Whether what was typed leaves no question: all of it can be read, nothing is taken away, nothing is odd."""
    if any(c.after is None for c in staged.changes):
        return False
    odd = [*views.warnings(base, staged, present(), reader), *_new_overlaps(base, staged, reader)]
    return bool(staged.typed) and not staged.unread and not odd


# --- the preview ---------------------------------------------------------------------------------------


def _preview(draft: Draft, staged: Staged, reader: Reader) -> None:
    base, zone = draft.base, desk().zone()
    lines = [views.typed(t, reader, zone) for t in staged.typed]
    warnings = [*views.warnings(base, staged, present(), reader), *_new_overlaps(base, staged, reader)]
    editor.preview(lines, [views.unread(u, reader) for u in staged.unread], warnings, key="week")
    _open_buttons(staged, reader)
    if staged.typed:
        say.para(views.totals(base, staged, reader))
    n = len(staged.typed)
    with st.container(horizontal=True, key="week_saving"):
        label = ngettext("Save {n} change", "Save {n} changes", n).format(n=reader.number(n))
        wanted = n > 0 and editor.asked_to_save(label, (base.monday, staged), key="week")
        st.button(_("Discard them"), key="week_discard", on_click=_discard, args=(base.monday,))
    if wanted:
        _save(draft, staged)


def _new_overlaps(base: Week, staged: Staged, reader: Reader) -> list[str]:
    """Sessions that would run at the same time, and do not now."""
    before = dict(base.sessions())
    after = before | {c.row: c.after for c in staged.changes if c.row is not None and c.after is not None}
    now = {o.rows for o in bulk_checks.overlaps(before.items())}
    found = [o for o in bulk_checks.overlaps(after.items()) if o.rows not in now]
    return log_views.oddities(found, list(after.items()), reader, desk().zone())


def _open_buttons(staged: Staged, reader: Reader) -> None:
    """A way to the sessions of each cell that holds several."""
    for u in (u for u in staged.unread if u.rows):
        label = _("Open the sessions of {day}").format(day=views.day_title(u.day, reader))
        line = u.place[0]
        st.button(
            say.md(label), key=f"week_open_{u.rows[0]}", on_click=filters.open_day,
            args=(u.day, line.platform, line.project),
        )  # fmt: skip


def _discard(first: dt.date) -> None:
    draft = _drafts().get(first)
    if draft is not None:
        draft.kept, draft.fresh, draft.turn = {}, {}, draft.turn + 1


def _save(draft: Draft, staged: Staged) -> None:
    """Write all of it at once. On a ledger that moved on, nothing: the texts are put on the newer one."""
    first, n = draft.base.monday, len(staged.typed)
    try:
        done = edits.save(
            desk(), staged.changes, draft.base.version, summary=f"{n} cells of the week from {first} edited"
        )
    except TrackerError as error:
        if error.code == "changed_meanwhile":
            draft.again()
            draft.base = edits.read_week(desk(), first, draft.more)
        editor.refused(error)
        return
    left = {u.place: u.text for u in staged.unread}
    _drafts()[first] = Draft(edits.read_week(desk(), first, draft.more), draft.more, left, {}, draft.turn + 1)
    said = ngettext("{n} cell of the week is saved.", "{n} cells of the week are saved.", n)
    editor.saved(done.id, said.format(n=n))


def _others(first: dt.date, reader: Reader) -> None:
    """Weeks with something typed that is not saved."""
    waiting = [day for day, d in sorted(_drafts().items()) if day != first and d.texts]
    if waiting:
        days = ", ".join(reader.day(day) for day in waiting)
        say.quiet(_("Typed but not saved in the weeks from: {days}.").format(days=days))
