"""What happened to the projects, on the same line of weeks as the money."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.analysis.report import Week
from tracker.analysis.results.projects import Life, LifeEvent
from tracker.domain import Event, ProjectEvent
from tracker.units import DAY, monday
from tracker.views.fields import choice_names, head
from tracker.views.numbers import Reader
from tracker.views.payments.overview import both
from tracker.views.projects.overview import notice_text
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext

KINDS = {
    "began": ("started", "resumed"),
    "rate": ("rate_changed",),
    "paused": ("paused",),
    "ended": ("cancelled", "deactivated", "completed", "left"),
}
"""Rows of the picture, and the events in each. Applying, tests and offers are in the table only."""
STOPS = ("paused", "cancelled", "deactivated")


@dataclass(frozen=True, slots=True)
class Mark:
    """What of one kind happened in one week: its Monday, how much, and in words."""

    monday: str
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row of the picture. `title` counts what is in it."""

    kind: str
    title: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class HappeningsView:
    """Without rows nothing happened in these weeks. `mondays` are all weeks, `ticks` some with their label."""

    answer: str
    legend: str
    rows: tuple[EventRow, ...]
    mondays: tuple[str, ...]
    ticks: tuple[tuple[str, str], ...]
    alt: str
    table: Table


def row_names() -> dict[str, str]:
    return {
        "began": _("Started or went on"),
        "rate": _("Rate changed"),
        "paused": _("Paused"),
        "ended": _("Ended"),
    }


Found = tuple["Life", "LifeEvent"]


def happenings(weeks: Sequence[Week], lives: Iterable[Life], reader: Reader) -> HappeningsView:
    """Events of all projects within the weeks, by kind and week."""
    found = _within(weeks, lives)
    rows = tuple(_rows(found, reader))
    every = max(1, round(len(weeks) / 4))
    return HappeningsView(
        answer=_answer(found, reader),
        legend=_legend(rows, found),
        rows=rows,
        mondays=tuple(w.monday.isoformat() for w in weeks),
        ticks=tuple((w.monday.isoformat(), reader.short_day(w.monday)) for w in weeks[::every]),
        alt=_("What happened in which week. {rows}.").format(
            rows="; ".join(f"{r.title}: {', '.join(m.text for m in r.marks)}" for r in rows)
        ),
        table=_table(found, reader),
    )


def _within(weeks: Sequence[Week], lives: Iterable[Life]) -> list[Found]:
    if not weeks:
        return []
    first, last = weeks[0].monday, weeks[-1].monday + 6 * DAY
    found = [(x, e) for x in lives for e in x.events if first <= e.day <= last]
    return sorted(found, key=lambda f: (f[1].day, f[1].row))


def _rows(found: Sequence[Found], reader: Reader) -> Iterable[EventRow]:
    names = row_names()
    for kind, events in KINDS.items():
        mine = [f for f in found if f[1].event in events]
        if mine:
            title = _("{what}: {n}").format(what=names[kind], n=reader.number(len(mine)))
            yield EventRow(kind, title, _marks(mine, reader))


def _marks(found: Sequence[Found], reader: Reader) -> tuple[Mark, ...]:
    weeks: dict[dt.date, list[Found]] = defaultdict(list)
    for f in found:
        weeks[monday(f[1].day)].append(f)
    return tuple(
        Mark(week.isoformat(), len(mine), "; ".join(_said(x, e, reader) for x, e in mine))
        for week, mine in weeks.items()
    )


def _said(x: Life, e: LifeEvent, reader: Reader) -> str:
    name = reader.project(x.platform, x.project)
    said = _("{day}: {project} on {platform}, {event}").format(
        day=reader.short_day(e.day), project=name, platform=x.platform, event=choice_names(Event)[e.event]
    )
    told = notice_text(e.notice, reader) if e.event in STOPS else ""
    return f"{said}, {told}" if told else said


def _legend(rows: Sequence[EventRow], found: Sequence[Found]) -> str:
    said = [_("Point at a mark to read it.")]
    if any(m.count > 1 for r in rows for m in r.marks):
        said.append(_("A larger mark: several in that week."))
    if sum(m.count for r in rows for m in r.marks) < len(found):
        said.append(_("Applying, tests and offers are in the table."))
    return " ".join(said)


def _answer(found: Sequence[Found], reader: Reader) -> str:
    if not found:
        return _("Nothing that happened to a project is on record for these weeks.")
    stops = [e for _x, e in found if e.event in STOPS]
    said = ngettext(
        "{n} event is on record for these weeks.", "{n} events are on record for these weeks.", len(found)
    ).format(n=reader.number(len(found)))
    if stops:
        said += " " + ngettext(
            "Platforms stopped work {n} time, by a pause or an ending.",
            "Platforms stopped work {n} times, by a pause or an ending.",
            len(stops),
        ).format(n=reader.number(len(stops)))
    return said


def _table(found: Sequence[Found], reader: Reader) -> Table:
    columns = (
        Column("day", _("Day")),
        Column("project", _("Project")),
        Column("platform", _("Platform")),
        head(ProjectEvent, "event"),
        Column("notice_hours", _("Hours of notice"), right=True),
        Column("rate", _("Rate"), right=True),
    )
    names = choice_names(Event)
    rows: list[list[tuple[str, Value]]] = [
        [
            (reader.day(e.day), e.day),
            both(reader.project(x.platform, x.project)),
            both(x.platform),
            (names[e.event], e.event),
            ("" if e.notice is None else reader.number(e.notice), e.notice),
            ("", None) if e.rate is None else (reader.money(e.rate, x.currency), reader.decimal(e.rate)),
        ]
        for x, e in reversed(found)
    ]
    return Table.of(columns, rows)
