"""Bulk steps on the page: what to do with the ticked sessions, the one field it needs, and what it gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from tracker import words
from tracker.desk import edits
from tracker.domain import Activity, WorkSession
from tracker.editing import bulk, bulk_actions
from tracker.editing.bulk import Change
from tracker.errors import InputError
from tracker.units import DAY
from tracker.views.log import grid as grid_views
from tracker.views.log import sessions as views
from tracker.views.numbers import Reader
from tracker.views.text import _
from tracker.widgets.discreet import veil
from tracker.widgets.record import choose, present
from tracker.widgets.say import md
from tracker.widgets.served import desk

Rows = Sequence[tuple[int, WorkSession]]


def step_names() -> dict[str, str]:
    """What can be done, in the order of the list."""
    return {
        "project": _("Put on another project"),
        "activity": _("Change the activity"),
        "status": _("Change the status"),
        "submitted_on": _("Set the day of handing in"),
        "approved_on": _("Set the day of approval"),
        "rate": _("Change the rate"),
        "note": _("Change the note"),
        "move": _("Move by days"),
        "delete": _("Remove"),
        "today": _("Same again today"),
        "weekdays": _("Same again every weekday until a day"),
        "split": _("Split at a time"),
        "merge": _("Merge into one"),
    }


def form(rows: Rows, new: Sequence[WorkSession], reader: Reader) -> list[Change] | None:
    """The form; the changes where its button was pressed and they can be made, else None.

    `new` are sessions that are staged already: the same is not repeated twice.
    """
    names = step_names()
    left, right = st.columns(2)
    step = left.selectbox(_("What to do"), list(names), format_func=names.__getitem__, key="step") or "project"
    with right:
        value = _field(step, reader)
    if not st.button(_("Add it to the changes"), key="step_add"):
        return None
    try:
        made, passed = _made(step, value, rows, new, reader)
    except InputError as error:
        st.error(md(veil(error.sentence())))
        return None
    if passed:
        st.session_state["said_after"] = passed
    if not made:
        st.info(md(passed or _("That changes nothing.")))
        return None
    return made


def _field(step: str, reader: Reader) -> str:
    """The one value a step needs, as text; "" if it needs none."""
    match step:
        case "project":
            choices = _projects()
            at = st.selectbox(
                _("Project"), list(range(len(choices))), key="step_project",
                format_func=lambda i: grid_views.choice_title(choices[i], reader),
            )  # fmt: skip
            return str(at)
        case "activity" | "status":
            return choose(st, WorkSession, step, key=f"step_{step}")
        case _:
            labels = _labels()
            return (st.text_input(*labels[step], key=f"step_{step}") or "").strip() if step in labels else ""


def _labels() -> dict[str, tuple[str, str]]:
    """Label and first value of the text fields."""
    return {
        "submitted_on": (_("Handed in on; empty: not known"), ""),
        "approved_on": (_("Approved on; empty: not known"), ""),
        "rate": (_("Rate, per hour or per task; empty: the project's"), ""),
        "note": (_("Note; empty: none"), ""),
        "move": (_("Days later; below zero: earlier"), "1"),
        "weekdays": (_("Until"), ""),
        "split": (_("At, such as 14:30; without clock times: after, such as 1h30"), ""),
    }


def _projects() -> list[tuple[str, str | None]]:
    platforms = [p.platform for _row, p in desk().platforms()]
    return grid_views.lines_to_add(platforms, [(p.platform, p.project) for _row, p in desk().projects()])


def _currencies() -> dict[tuple[str, str | None], str]:
    """What each platform and project pays in if a session does not say."""
    home = desk().settings().home_currency
    made: dict[tuple[str, str | None], str] = {(p.platform, None): p.currency or home for _row, p in desk().platforms()}
    for _row, p in desk().projects():
        made[p.platform, p.project] = p.currency or made.get((p.platform, None), home)
    return made


def _made(step: str, value: str, rows: Rows, new: Sequence[WorkSession], reader: Reader) -> tuple[list[Change], str]:
    """The changes of a step, and a sentence on what was passed over. Raises InputError."""
    if not rows:
        raise InputError(_("No session is ticked."), hint=_("Tick some in the list above."))
    zone = desk().zone()
    match step:
        case "project":
            return bulk_actions.reassign(rows, _projects()[int(value)], _currencies()), ""
        case "activity":
            return bulk_actions.set_values(rows, activity=None if value == Activity.TASK else value), ""
        case "status":
            return bulk_actions.set_values(rows, status=value), ""
        case "submitted_on" | "approved_on":
            day = words.parse_day(value, reader.day_order) if value else None
            return bulk_actions.mark(rows, step, day, zone), ""
        case "rate":
            return bulk_actions.set_values(rows, rate=_rate(value, rows, reader)), ""
        case "note":
            return bulk_actions.set_values(rows, note=value or None), ""
        case "move":
            return bulk_actions.move(rows, _days(value), zone), ""
        case "delete":
            return bulk_actions.remove(rows), ""
        case "merge":
            return bulk_actions.merge(rows, zone), ""
        case "split":
            return bulk_actions.split(*_only(rows), value, zone), ""
        case _:
            return _repeated(rows, new, step, value, reader)


def _rate(text: str, rows: Rows, reader: Reader) -> int | None:
    """A rate in the currency of every one of the sessions. Raises InputError where it names another one."""
    known = _currencies()
    paid_in = {s.currency or known.get((s.platform, s.project)) or known.get((s.platform, None)) for _row, s in rows}
    typed = words.parse_amount(text, reader.decimal_sign, next(iter(paid_in))) if text else None
    if typed and typed.currency and paid_in != {typed.currency}:
        others = ", ".join(sorted(c for c in paid_in if c and c != typed.currency))
        raise InputError(
            _("“{rate}” is not the currency of all these sessions: {others}.").format(rate=text, others=others)
        )
    return typed.units if typed else None


def _days(text: str) -> int:
    days = words.parse_decimal(text, ".")
    if days != days.to_integral_value():
        raise InputError(_("{text} is not a whole number.").format(text=text), value=text)
    return int(days)


def _only(rows: Rows) -> tuple[int, WorkSession]:
    if len(rows) != 1:
        raise InputError(_("This is done with one session at a time."), hint=_("Tick just one."))
    return rows[0]


def _repeated(
    rows: Rows, new: Sequence[WorkSession], step: str, value: str, reader: Reader
) -> tuple[list[Change], str]:
    _row, session = _only(rows)
    first = bulk.session_day(session, desk().zone())
    days: list[dt.date]
    if step == "today":
        days = [present()]
    else:
        until = words.parse_day(value, reader.day_order)
        if (until - first).days > bulk_actions.MOST_REPEATS:
            raise InputError(_("That is more than a year."), hint=_("Repeat it for a year at most."))
        days = bulk_actions.weekdays_until(first, until)
    known = [s for _r, s in edits.read(desk(), min(days, default=first), max(days, default=first) + DAY)]
    made, passed = bulk_actions.repeat(session, days, desk().zone(), [*known, *new])
    return made, views.left_out(passed, reader)
