"""Templates and recurring entries on the page Log: listed, added, taken away."""

from __future__ import annotations

import datetime as dt
from functools import partial

import streamlit as st

from tracker import words
from tracker.desk import repeats
from tracker.domain import Template, WorkSession
from tracker.errors import InputError, NotFound, TrackerError
from tracker.views import repeats as views
from tracker.views.log import grid as grid_views
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets.discreet import veil
from tracker.widgets.record import choose, saving
from tracker.widgets.say import md
from tracker.widgets.served import desk
from tracker.words.repeats import parse_repeats


def templates(reader: Reader, today: dt.date) -> None:
    """What there is, and a form for another one."""
    with st.expander(_("Templates and recurring entries"), key="templates"):
        for row, template in repeats.templates(desk()):
            with st.container(horizontal=True, vertical_alignment="center", key=f"template_row_{row}"):
                st.markdown(md(views.template(template, reader)), width="stretch")
                if st.button(_("Remove"), key=f"template_remove_{row}"):
                    with saving(_("Removed")):
                        repeats.remove(desk(), template.name)
        _reminders(today, reader)
        made = _form(today, reader)
        if made is not None:
            with saving(_("Saved")):
                repeats.save(desk(), made)


def _reminders(today: dt.date, reader: Reader) -> None:
    """The days to come as a file for the calendar of a phone or a computer."""
    if not any(t.repeats for _row, t in repeats.templates(desk())):
        return
    try:
        made = repeats.reminders(desk(), today, lambda t: views.template_name(t, reader))
    except NotFound:
        return
    st.download_button(
        _("Reminders for your calendar"), data=made, file_name="recurring.ics", mime="text/calendar",
        key="template_ics", on_click="ignore", help=_("The days of the next three months; no amount is in it."),
    )  # fmt: skip


def _form(today: dt.date, reader: Reader) -> Template | None:
    """The fields; the template where their button was pressed and all can be read."""
    platforms = [p.platform for _row, p in desk().platforms()]
    choices = grid_views.lines_to_add(platforms, [(p.platform, p.project) for _row, p in desk().projects()])
    text = partial(st.text_input, key=None)
    left, right = st.columns(2)
    with left:
        name = text(_("Name"), key="template_name", placeholder=_("weekly call"))
        at = st.selectbox(
            _("Project"), range(len(choices)), index=None, key="template_project", placeholder=_("Choose one"),
            format_func=lambda i: grid_views.choice_title(choices[i], reader),
        )  # fmt: skip
        length = text(_("How long"), key="template_length", placeholder="2h")
        starts = text(_("First day"), today.isoformat(), key="template_from")
    with right:
        kind = choose(st, WorkSession, "activity", key="template_kind")
        clock = text(_("Starts at; empty: at no fixed time"), key="template_clock", placeholder="14:00")
        every = text(_("Repeats; empty: by hand only"), key="template_every", placeholder=_("every weekday"))
        until = text(_("Last day; empty: until further notice"), key="template_until")
    if not st.button(_("Keep it"), key="template_save"):
        return None
    try:
        if at is None:
            raise InputError(_("Choose what it is for."))
        return _made(name, choices[at], (kind, length, clock), (every, starts, until), reader)
    except TrackerError as error:
        st.error(md(veil(error.sentence())))
        return None


def _made(
    name: str, work: tuple[str, str | None], what: tuple[str, str, str], when: tuple[str, str, str], reader: Reader
) -> Template:
    kind, length, clock = what
    every, starts, until = (one.strip() for one in when)
    repeating = parse_repeats(every) if every else None
    order = reader.day_order
    return Template(
        name=" ".join(name.split()),
        platform=work[0],
        project=work[1],
        activity=None if kind == "task" else kind,
        minutes=words.parse_length(length, bare="h"),
        clock=f"{words.parse_clock(clock):%H:%M}" if clock.strip() else None,
        repeats=repeating,
        starts_on=words.parse_day(starts, order) if repeating else None,
        ends_on=words.parse_day(until, order) if until else None,
    )
