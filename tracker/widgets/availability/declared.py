"""Availability on its page: days selected on the picture, hours on offer and time off declared, looks noted."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from tracker.desk import availability as use
from tracker.desk import entry
from tracker.desk.payments import shown
from tracker.domain import Availability, AvailabilityKind, QueueCheck, QueueOutcome
from tracker.views import setup
from tracker.views.fields import table
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets import discreet, form, frame, say, show
from tracker.widgets.record import fields, present
from tracker.widgets.served import desk

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

Selected = tuple[dt.date, dt.date] | None
DECLARE = "declare"
OF_KIND = {
    "available": ("starts_on", "ends_on", "weekly_hours", "weekdays", "note"),
    "time_off": ("starts_on", "ends_on", "note"),
}
OF_PERIOD = ("kind", "starts_on", "ends_on", "weekly_hours", "weekdays")
BUTTONS = 8
"""So many platforms have buttons of their own; of more, one is chosen."""


def dragging() -> bool:
    """Whether days are selected by dragging: on a phone a finger on the picture should scroll until asked."""
    return st.toggle(_("Drag over days to select them for the form below"), key="drag_days")


def picture(chart: Figure, *, alt: str) -> Selected:
    """The calendar; the first and last of the days that are selected in it. Writing clears the selection."""
    chosen = st.plotly_chart(
        chart, theme=None, key=f"{form.key(DECLARE)}_days", alt=alt, on_select="rerun",
        config=show.quiet(form.key(DECLARE)), selection_mode=("points", "box"),
    )  # fmt: skip
    picked: list[dict[str, Any]] = list(chosen["selection"]["points"])
    days = sorted(str(p["customdata"][0]) for p in picked if p.get("customdata"))
    return (dt.date.fromisoformat(days[0]), dt.date.fromisoformat(days[-1])) if days else None


def declare(selected: Selected, reader: Reader) -> None:
    """Hours on offer, or time off, for the selected days or those that are typed."""
    known = any(a.kind == AvailabilityKind.AVAILABLE for _row, a in desk().rows(Availability))
    kinds = {"available": _("I can work"), "time_off": _("Time off")}
    if known:  # hours are said once, time off often
        kinds = dict(reversed(kinds.items()))
    kind = show.one_of(_("What to add"), kinds, key="declare_kind")
    if selected is not None:
        say.quiet(_("Selected: {days}").format(days=reader.days(*selected)))
    start: dict[str, Any] = {"starts_on": present()}
    if selected is not None:
        start = {"starts_on": selected[0], "ends_on": selected[1]}
    mark = "-".join(d.isoformat() for d in selected or ())
    filled = fields(
        Availability, OF_KIND[kind], None, reader, key=f"{form.key(DECLARE)}_{kind}_{mark}", start=start,
        per_row=3, wrong=form.wrong(DECLARE),
    )  # fmt: skip
    form.save(
        DECLARE, _("Save"), filled, lambda: (Availability, {"kind": kind, **filled.values}),
        lambda made: use.declare(desk(), made), _("Saved."),
    )  # fmt: skip


def declared(reader: Reader) -> None:
    """What was declared, and one row of it taken off again."""
    rows = dict(desk().rows(Availability))
    if not rows:
        return
    folded = show.folded(_("What you have declared"), key="declared")
    if not folded.open:
        return
    with folded:
        listed = table(Availability, OF_PERIOD, list(rows.values()), reader)
        show.table(listed, key="declared", alt=_("Availability and time off"), file="availability.csv")
        name = "undeclare"
        row = st.selectbox(
            _("Remove one of these"), list(rows), index=None, key=form.key(name), placeholder=_("Choose one"),
            format_func=lambda r: setup.availability_title(rows[r], reader),
        )  # fmt: skip
        if row is not None and st.button(_("Remove"), key=f"{form.key(name)}_go"):
            form.once(name, lambda: entry.remove(desk(), "availability", row), _("Removed."))


def looks(reader: Reader) -> None:
    """One tap for each platform: I looked, and what was there."""
    platforms = [p.platform for _row, p in desk().platforms()]
    if not platforms:
        say.para(_("Add a platform first."))
        frame.link("settings.py", _("Add a platform in Settings"), "platforms")
        return
    if len(platforms) > BUTTONS:
        platforms = [show.pick(_("Platform"), platforms, str, key="look_platform")]
    last = shown(desk(), ("looks",), lambda: {q.platform: q for _row, q in desk().rows(QueueCheck)})
    for platform in platforms:
        _look(platform, last.get(platform), reader)


def _look(platform: str, last: QueueCheck | None, reader: Reader) -> None:
    name = f"look_{discreet.key(platform)}"
    titles = {False: _("Nothing offered"), True: _("Work offered")}
    offered = st.segmented_control(
        say.md(platform) + _last(last, reader), list(titles), required=True,  # a second press takes none back
        format_func=titles.__getitem__, key=form.key(name), help=_("I looked on {name}.").format(name=say.md(platform)),
    )  # fmt: skip
    if offered is not None:
        write = partial(use.looked, desk(), platform, _now(), offered=offered)
        form.once(name, write, f"{platform}: {titles[offered]}.")


def _last(last: QueueCheck | None, reader: Reader) -> str:
    if last is None:
        return ""
    found = _("work offered") if last.outcome == QueueOutcome.OFFERED else _("nothing offered")
    text = f"{reader.moment(last.checked_at, desk().zone())}: {found}"
    return f" · {say.md(text)}"


def _now() -> dt.datetime:
    """The present instant, on the day that "today" means."""
    local = desk().now().astimezone(desk().zone())
    return dt.datetime.combine(present(), local.time(), desk().zone()).astimezone(dt.UTC)
