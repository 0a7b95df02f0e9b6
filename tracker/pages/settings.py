"""Settings: your currency and zone, platforms with their pay days, projects with their rates, availability."""

from __future__ import annotations

from dataclasses import asdict, replace

import streamlit as st

from tracker.desk import entry, reference
from tracker.domain import Availability, Platform, Project, Settings
from tracker.views import setup
from tracker.views.fields import asked, table
from tracker.views.settings import presets
from tracker.views.text import _
from tracker.widgets import form, frame, journal, say, show
from tracker.widgets.availability import declared as availability
from tracker.widgets.discreet import reader
from tracker.widgets.record import fields, present, said_after, saving
from tracker.widgets.served import desk
from tracker.widgets.settings import backups, language, more, named, pay_terms, windows

ABOUT_YOU = ("home_currency", "time_zone", "standard_week_hours", "standard_year_weeks")
GOALS = ("goal_week_hours", "goal_week_money", "goal_month_hours", "goal_month_money")
PLATFORM_TABLE = ("platform", "currency", "pay_cycle", "pay_cycle_ends", "pay_delay_days", "fee_percent")
PROJECT_TABLE = ("platform", "project", "role", "pay_model", "advertised_low", "advertised_high", "agreed_rate")

you = reader()
frame.head(_("Settings"))
said_after()
form.said()
ledger = desk()
settings, platforms, projects = ledger.settings(), ledger.platforms(), ledger.projects()
version = ledger.version
pays = {p.platform: p.currency for _row, p in platforms}
say.answer(setup.opening(settings, len(platforms), len(projects), you))

st.header(_("You"))
language.choose()
filled = fields(Settings, ABOUT_YOU, settings, you, key=f"you_{version}")
if show.save(_("Save"), filled, key="save_you"):
    with saving(record=Settings):
        entry.save_settings(ledger, replace(settings, **filled.values))

with st.expander(_("Goals of a week and a month"), key="goals"):
    filled = fields(Settings, GOALS, settings, you, key=f"goals_{version}", currency=settings.home_currency)
    if show.save(_("Save goals"), filled, key="save_goals"):
        with saving(record=Settings):
            entry.save_settings(ledger, replace(settings, **filled.values))

st.header(_("Platforms"))
say.para(
    _("When a platform pays decides what counts as late. Set its pay days, or start from a known one and check it.")
)
if platforms:
    # what no platform has is left out: terms of pay have their own list below
    held = [n for n in PLATFORM_TABLE if any(getattr(p, n) is not None for _row, p in platforms)]
    listed = table(Platform, held, [p for _row, p in platforms], you, pays)
    show.table(listed, key="platforms", alt=_("Your platforms"), file="platforms.csv")
with st.expander(_("Add or change a platform"), expanded=not platforms, key="edit_platform"):
    by_row = dict(platforms)
    chosen = show.pick(
        _("Platform to change"),
        [None, *by_row],
        lambda r: by_row[r].platform if r else _("a new one"),
        key="platform",
    )
    start: dict[str, object] = {}
    if chosen is None:
        known = presets.presets(reference.platform_presets(), [p.platform for _row, p in platforms])
        name = show.pick(
            _("Start from a known platform"), [None, *known], lambda n: n or _("none of these"), key="preset"
        )
        if name:
            start = known[name].values
            st.warning(say.md(presets.warning(known[name])))
    mark = f"platform_{chosen}_{start.get('platform')}_{version}"
    filled = fields(Platform, asked(Platform), by_row.get(chosen), you, key=mark, start=start)
    old = by_row[chosen] if chosen else None
    named.save(chosen, old, Platform, {**(asdict(old) if old else {}), **filled.values}, filled, key="save_platform",
               reader=you,
               title=_("Save platform") if old else _("Add platform"))  # fmt: skip

pay_terms.terms(you, str(start["platform"]) if start else None)

st.header(_("Projects"))
if not platforms:
    say.para(_("Add a platform first; projects belong to one."))
else:
    say.para(
        _("What the listing advertised and what you agreed are the first two figures of what an hour really paid.")
    )
    if projects:
        listed = table(Project, PROJECT_TABLE, [p for _row, p in projects], you, pays)
        show.table(listed, key="projects", alt=_("Your projects"), file="projects.csv")
    with st.expander(_("Add or change a project"), expanded=not projects, key="edit_project"):
        of_row = dict(projects)
        picked = show.pick(
            _("Project to change"),
            [None, *of_row],
            lambda r: setup.project_title(of_row[r], you) if r else _("a new one"),
            key="project",
        )
        on = of_row[picked].platform if picked else show.pick(_("On the platform"), list(pays), str, key="project_on")
        money = pays.get(on) or settings.home_currency
        mark = f"project_{picked}_{version}"
        filled = fields(
            Project, asked(Project, "platform", "successor_of"), of_row.get(picked), you, key=mark, currency=money
        )
        known_role = more.known_role(key=f"{mark}_known_role")
        filled.values["role"] = known_role or filled.values.get("role")
        before = of_row[picked] if picked else None
        values = {**(asdict(before) if before else {"platform": on}), **filled.values}
        named.save(picked, before, Project, values, filled, key="save_project", reader=you,
                   title=_("Save project") if before else _("Add project"))  # fmt: skip

st.header(_("Availability"))
say.para(
    _("The hours a week you are able and willing to work. Without them the cost of a gap is unknown; "
      "a full-time week is never assumed.")
)  # fmt: skip
free = dict(ledger.rows(Availability))
if free:
    show.table(
        table(Availability, availability.OF_PERIOD, list(free.values()), you),
        key="free",
        alt=_("Availability"),
        file="availability.csv",
    )
with st.expander(_("Add or change a period"), expanded=not free, key="edit_free"):
    at = show.pick(
        _("Period to change"),
        [None, *free],
        lambda r: setup.availability_title(free[r], you) if r else _("a new one"),
        key="free_row",
    )
    mark = f"free_{at}_{version}"
    fresh = {"kind": "available", "starts_on": present()}
    filled = fields(Availability, asked(Availability), free.get(at), you, key=mark, start=fresh)
    if show.save(_("Save period") if at else _("Add period"), filled, key="save_free"):
        with saving(record=Availability):
            if at:
                entry.change(ledger, [("availability", at, Availability(**filled.values))])
            else:
                entry.add(ledger, [Availability(**filled.values)])
    if at and st.button(_("Remove period"), key="remove_free"):
        with saving(_("Removed")):
            entry.remove(ledger, "availability", at)

more.rates(you)
more.import_rules(you)
more.appearance()
backups.keep_safe(you)
windows.open_windows(you)

st.header(_("Latest changes"))
journal.changes(ledger.operations(10), you, key="changes")
