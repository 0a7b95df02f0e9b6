"""Which platform a name in a file belongs to, and which side holds where file and ledger differ."""

from __future__ import annotations

from typing import Any

import streamlit as st

from tracker.desk import reference
from tracker.desk.imports import Planned
from tracker.domain import NOT_WORK, Activity, Rule, RuleField
from tracker.views.fields import choice_names
from tracker.views.files import plan as views
from tracker.views.numbers import Reader
from tracker.views.text import _, ngettext
from tracker.widgets import show
from tracker.widgets.files.upload import answers, keep_rule
from tracker.widgets.say import md, para, quiet
from tracker.widgets.served import desk

AT_ONCE = 20
"""So many names are asked at a time."""


def names(planned: Planned, reader: Reader) -> None:
    """Ask for each distinct name once; show what is assigned already."""
    groups = views.merged([g for _file, g in planned.groups])
    open_ones, without = views.to_assign(groups), views.nameless(groups)
    if open_ones or without:
        st.subheader(_("Whose work is it?"))
        para(
            _("Choose once which platform each name belongs to, or that it is not work. Your answers are kept and used "
              "next time. What you leave open is not stored.")
        )  # fmt: skip
        if open_ones:
            _ask(open_ones, reader)
        _everything_else(without, reader)
    known = views.assigned(groups, reader)
    if known.cells:
        with st.expander(_("Assigned already"), key="assigned"):
            show.table(known, key="assigned_list", alt=_("Names and where they belong"), file="assigned.csv")


def _ask(by_field: dict[str, list[Any]], reader: Reader) -> None:
    titles = choice_names(RuleField)
    field = next(iter(by_field))
    if len(by_field) > 1:
        field = show.one_of(_("Go by"), {f: titles[f] for f in by_field}, key="assign_by")
        if field not in by_field:
            field = next(iter(by_field))
    groups = by_field[field]
    platforms = _platforms()
    with st.form("assign", enter_to_submit=False):
        for i, g in enumerate(groups[:AT_ONCE]):
            _row(g, i, platforms, reader)
        more = len(groups) - AT_ONCE
        if more > 0:
            quiet(ngettext("{n} more name comes after these.", "{n} more names come after these.", more).format(n=more))
        other = st.text_input(
            _("Name of a platform that is not in the list"),
            key="assign_other",
            help=_("Choose “the platform named below” beside a name to use it."),
        )
        if st.form_submit_button(_("Use these answers"), type="primary"):
            _take(groups[:AT_ONCE], field, (other or "").strip())


OTHER = "\0other"


def _row(g: Any, i: int, platforms: list[str], reader: Reader) -> None:
    name, where, which, what = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
    with name:
        st.markdown(f"**{md(g.value)}**  \n{md(views.group_text(g, reader))}")
    key = f"assign_{g.field}_{g.value}"
    titles = {NOT_WORK: _("not work"), OTHER: _("the platform named below")}
    where.selectbox(
        _("Platform of {name}").format(name=md(g.value)), [*platforms, OTHER, NOT_WORK], index=None,
        format_func=lambda p: titles.get(p, p), key=f"{key}_platform", placeholder=_("Platform"),
        label_visibility="collapsed",
    )  # fmt: skip
    which.text_input(
        _("Project of {name}").format(name=md(g.value)), key=f"{key}_project", label_visibility="collapsed",
        placeholder=_("Project: as named"),
    )  # fmt: skip
    kinds = choice_names(Activity)
    what.selectbox(
        _("Activity of {name}").format(name=md(g.value)), list(kinds), index=None,
        format_func=kinds.__getitem__, key=f"{key}_activity", placeholder=_("paid work"),
        label_visibility="collapsed",
    )  # fmt: skip


def _take(groups: list[Any], field: str, other: str) -> None:
    taken = 0
    for g in groups:
        key = f"assign_{g.field}_{g.value}"
        platform = st.session_state.get(f"{key}_platform")
        if platform == OTHER:
            platform = other
        if platform:
            project = (st.session_state.get(f"{key}_project") or "").strip() or None
            activity = st.session_state.get(f"{key}_activity")
            keep_rule(Rule(field=field, pattern=g.value, platform=platform, project=project, activity=activity))
            taken += 1
    if taken:
        st.rerun()
    st.error(_("Choose a platform beside at least one name."))


def _everything_else(without: int, reader: Reader) -> None:
    """One platform for all hours and earnings that no name settles."""
    if without:
        para(
            ngettext("{n} row names nothing to go by.", "{n} rows name nothing to go by.", without).format(
                n=reader.number(without)
            )
        )
    current = answers().get("platform")
    platforms = _platforms()
    if current and current not in platforms:
        platforms = [current, *platforms]
    chosen = st.selectbox(
        _("All other hours and earnings belong to"),
        [None, *platforms],
        index=platforms.index(current) + 1 if current else 0,
        format_func=lambda p: p or _("nothing: leave them out"),
        key="assign_rest",
        help=_("Payments are never taken in this way: each payer has to be named."),
    )
    if chosen != current:
        if chosen:
            answers()["platform"] = chosen
        else:
            answers().pop("platform", None)
        st.rerun()


def _platforms() -> list[str]:
    """The ledger's platforms, then those given in this import, then known ones."""
    own = [p.platform for _row, p in desk().platforms()]
    said = [r.platform for r in st.session_state.get("import_rules", {}).values() if r.platform != NOT_WORK]
    known = [row["name"] for row in reference.platform_presets()]
    return list(dict.fromkeys([*own, *said, *known]))
