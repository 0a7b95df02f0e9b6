"""Projects in Settings: what was advertised and agreed, the name in discreet mode, the kind of work."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from tracker.desk import reference
from tracker.domain import Project
from tracker.views import setup
from tracker.views.fields import asked, table
from tracker.views.numbers import Reader
from tracker.views.settings import more as views
from tracker.views.text import _
from tracker.widgets import form, say, show
from tracker.widgets.record import fields
from tracker.widgets.served import desk
from tracker.widgets.settings import named

LISTED = ("platform", "project", "role", "pay_model", "advertised_low", "advertised_high", "agreed_rate")


def projects(reader: Reader) -> None:
    """The whole part."""
    pays = {p.platform: p.currency for _row, p in desk().platforms()}
    if not pays:
        say.para(_("Add a platform first; projects belong to one."))
        return
    say.para(
        _("What the listing advertised and what you agreed are the first two figures of what an hour really paid.")
    )
    there = dict(desk().projects())
    if there:
        listed = table(Project, LISTED, list(there.values()), reader, pays)
        show.table(listed, key="projects", alt=_("Your projects"), file="projects.csv")
    with st.expander(_("Add or change a project"), expanded=not there, key="edit_project"):
        _edit(there, pays, reader)


def _edit(there: dict[int, Project], pays: dict[str, str | None], reader: Reader) -> None:
    row = show.pick(
        _("Project to change"), [None, *there],
        lambda r: setup.project_title(there[r], reader) if r else _("a new one"), key="project",
    )  # fmt: skip
    old = there[row] if row else None
    on = old.platform if old else show.pick(_("On the platform"), list(pays), str, key="project_on")
    money = pays.get(on) or desk().settings().home_currency
    mark = form.mark("project", row, old)
    filled = fields(
        Project, asked(Project, "platform", "successor_of"), old, reader, key=mark, currency=money,
        wrong=form.wrong("project"),
    )  # fmt: skip
    filled.values["role"] = _known_role(key=f"{mark}_known_role") or filled.values.get("role")
    values = {**(asdict(old) if old else {"platform": on}), **filled.values}
    named.save(
        "project", row, old, Project, values, filled, mark=mark, reader=reader,
        title=_("Save project") if old else _("Add project"),
    )  # fmt: skip


def _known_role(*, key: str) -> str | None:
    """A kind of work from the list, instead of one typed: the same words compare with each other."""
    used = [p.role for _row, p in desk().projects()]
    chosen: str | None = st.selectbox(
        _("Or a kind of work from the list"), views.roles(reference.role_groups(), used), index=None, key=key,
        placeholder=_("as typed"),
    )  # fmt: skip
    return chosen
