"""One project on its page: chosen, what happens to it recorded, its successor linked, its fields edited."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from tracker.analysis.results.projects import Life
from tracker.desk import entry
from tracker.desk import projects as use
from tracker.domain import Event, Project, ProjectEvent
from tracker.views.fields import asked, choice_names
from tracker.views.fields import title as field_title
from tracker.views.numbers import Reader
from tracker.views.payments.overview import title
from tracker.views.projects import life as project_life
from tracker.views.text import _
from tracker.widgets import attachments, discreet, form, say
from tracker.widgets.record import Filled, fields, moment, present
from tracker.widgets.served import desk
from tracker.widgets.settings import named

WITH_RATE = ("rate_changed", "started", "resumed")
WITH_REASON = ("cancelled", "paused", "deactivated", "left", "declined")
STOPS = ("cancelled", "paused", "deactivated")
"""What the platform does: it has notice."""
WITHOUT_NEWS = ("applied", "interviewed", "assessed", "onboarded", "declined", "left")
"""What nobody announces to the worker."""


def choose(lives: Sequence[Life], reader: Reader) -> Life | None:
    """The project to show in full, kept in the address by its row: an address holds no name."""
    by_row = {x.row: x for x in lives}
    asked = st.query_params.get("project", "")
    if "project_row" not in st.session_state and asked.isdigit() and int(asked) in by_row:
        st.session_state["project_row"] = int(asked)
    elif st.session_state.get("project_row", next(iter(by_row))) not in by_row:
        st.session_state["project_row"] = None
    row = st.selectbox(
        _("Project"), list(by_row), index=None, key="project_row",
        placeholder=_("All projects; choose one to see it in full"),
        format_func=lambda r: title(by_row[r].platform, by_row[r].project, reader),
    )  # fmt: skip
    if row is None:
        st.query_params.pop("project", None)
        return None
    if st.query_params.get("project") != str(row):
        st.query_params["project"] = str(row)
    return by_row[row]


def record_event(x: Life, reader: Reader) -> None:
    """What happened, in two clicks: what, and save; it happened today unless another day is typed."""
    name, names = f"event_{x.row}", choice_names(Event)
    chosen = st.segmented_control(
        field_title(ProjectEvent, "event"), project_life.FITTING[x.state], format_func=names.__getitem__,
        key=f"{form.key(name)}_what", label_visibility="collapsed",
    )  # fmt: skip
    if chosen is None:
        say.quiet(_("Choose what happened: it is recorded for today unless you choose another day."))
        return
    event_form(x, chosen, reader)


def event_form(x: Life, chosen: str, reader: Reader) -> None:
    """The form for one event, filled in so that saving it as it stands is right for what happens just now: a stop
    that takes effect as it is announced. Another day or time of either gives its notice at once."""
    name = f"event_{x.row}"
    key = f"{form.key(name)}_{chosen}"
    columns = ["happened_at", *(["announced_at"] if chosen not in WITHOUT_NEWS else [])]
    columns += [c for c, fit in (("rate", WITH_RATE), ("reason", WITH_REASON)) if chosen in fit]
    start = dict.fromkeys(("happened_at", "announced_at"), moment()) if chosen in STOPS else {"happened_at": present()}
    filled = fields(
        ProjectEvent, [*columns, "note"], None, reader, key=key, currency=x.currency, start=start,
        wrong=form.wrong(name),
    )  # fmt: skip
    _notice(chosen, filled, reader)
    fixed = {"platform": x.platform, "project": x.project, "event": chosen}
    form.save(
        name, _("Record it"), filled, lambda: (ProjectEvent, {**fixed, **filled.values}),
        lambda made: use.record_event(desk(), made), _("Recorded."),
    )  # fmt: skip


def _notice(event: str, filled: Filled, reader: Reader) -> None:
    """The notice that the two days come to, said before it is saved."""
    happened = filled.values.get("happened_at")
    if happened is None or "announced_at" not in filled.values:
        return
    hours = use.notice(desk(), filled.values["announced_at"], happened)
    said = project_life.notice_said(event, hours, reader)
    if said:
        with st.container(key="notice"):
            st.markdown(say.md(said))


def remove_event(x: Life, reader: Reader) -> None:
    """Take one event off again."""
    events = {e.row: e for e in (*x.events, *x.ahead)}
    name = f"event_off_{x.row}"
    with st.expander(_("Remove one of these"), key="remove_event"):
        row = st.selectbox(
            _("Which"), list(reversed(events)), index=None, key=form.key(name), placeholder=_("Choose one"),
            format_func=lambda r: project_life.event_title(events[r], reader),
        )  # fmt: skip
        if row is not None and st.button(_("Remove"), key=f"{form.key(name)}_go"):
            form.once(name, lambda: entry.remove(desk(), "project_events", row), _("Removed."))


def successor(x: Life, lives: Sequence[Life], stored: Project, reader: Reader) -> None:
    """For an ended project: did its work go on under another name?"""
    name = f"successor_{x.row}"
    if x.successor is not None:
        if st.button(_("Take this link off"), key=f"{form.key(name)}_off"):
            other = x.successor
            form.once(name, lambda: use.unlink_successor(desk(), x.platform, other), _("The link is off."))
        return
    if x.end is None:
        return
    st.subheader(_("Did its work go on under another name?"))
    say.para(_("Linked projects count as one when rates are compared over time."))
    names = [o.project for o in lives if o.platform == x.platform and o.row != x.row]
    left, right = st.columns(2)
    known = left.selectbox(
        _("A project you have"), names, index=None, key=f"{form.key(name)}_known", placeholder=_("Choose one"),
        format_func=lambda n: reader.project(x.platform, n),
    )  # fmt: skip
    new = right.text_input(_("Or a new one, by its name"), key=f"{form.key(name)}_new")
    chosen = (new or "").strip() or known
    if st.button(_("Link it"), key=f"{form.key(name)}_save", disabled=not chosen) and chosen:
        form.once(name, lambda: use.link_successor(desk(), stored, chosen), _("Linked."))


def kept_files(x: Life, reader: Reader) -> None:
    """Offer letters and mails, kept with the project or with one of the things that happened to it."""
    events = {("project_events", e.row): project_life.event_title(e, reader) for e in reversed((*x.events, *x.ahead))}
    attachments.files({("projects", x.row): _("The project"), **events}, reader, key=f"project_{x.row}")


def edit(row: int, stored: Project, currency: str, reader: Reader) -> None:
    """Its name and figures."""
    name = f"project_{row}"
    with st.expander(_("Change its name, rates and promises"), key="edit_project"):
        if reader.masked:
            discreet.closed(_("Names and amounts are hidden. Show them to change them."), key="discreet_open_edit")
            return
        mark = form.mark(name, row, stored)
        filled = fields(
            Project, asked(Project, "platform", "successor_of"), stored, reader, key=mark, currency=currency,
            wrong=form.wrong(name),
        )  # fmt: skip
        values = {"platform": stored.platform, "successor_of": stored.successor_of, **filled.values}
        named.save(name, row, stored, Project, values, filled, mark=mark, title=_("Save"), reader=reader)
