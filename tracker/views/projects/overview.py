"""All projects: the sentence, the picture of their lives, and the table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from babel.dates import format_skeleton

from tracker.analysis.results.projects import Life, LifeEvent
from tracker.domain import Event, Project
from tracker.views.fields import choice_names, head
from tracker.views.numbers import Reader
from tracker.views.payments.overview import both, money
from tracker.views.table import Column, Table, Value
from tracker.views.text import _, ngettext
from tracker.words.calendar_days import month_firsts, months_apart

SHOWN = 16
"""So many projects are drawn; the table has them all."""
BY_PLATFORM = ("cancelled", "deactivated")


@dataclass(frozen=True, slots=True)
class Piece:
    """Days of one state: `at` counts from the picture's first day, `length` in days."""

    at: int
    length: int
    paused: bool


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """One project: its name, its platform, how it stands; `mark` tells how it ended ("" while it has not)."""

    title: str
    platform: str
    state: str
    pieces: tuple[Piece, ...]
    mark: str
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    answer: str
    second: str
    bars: tuple[TimelineBar, ...]
    days: int
    ticks: tuple[tuple[int, str], ...]
    legend: str
    more: str
    alt: str
    table: Table


def notice_text(hours: float | None, reader: Reader) -> str:
    """Notice in words; under three days in hours.

    >>> r = Reader.of("en-US", "USD")
    >>> notice_text(0, r), notice_text(26, r), notice_text(240, r), notice_text(None, r)
    ('without notice', "26 hours' notice", "10 days' notice", '')
    """
    if hours is None:
        return ""
    if hours < 0.5:
        return _("without notice")
    if hours < 72:
        n = round(hours)
        return ngettext("{n} hour's notice", "{n} hours' notice", n).format(n=reader.number(n))
    n = round(hours / 24)
    return ngettext("{n} day's notice", "{n} days' notice", n).format(n=reader.number(n))


def state_text(life: Life, reader: Reader) -> str:
    """How a project stands, in a few words."""
    if life.end is not None:
        said = choice_names(Event)[life.end.event]
        told = notice_text(life.end.notice, reader) if life.end.event in BY_PLATFORM else ""
        return ", ".join(t for t in (said, told) if t)
    if life.ahead:
        soon = life.ahead[0]
        return _("{event} from {day}").format(event=choice_names(Event)[soon.event], day=reader.day(soon.day))
    return {"running": _("running"), "paused": _("paused")}.get(life.state, _("not begun"))


def timeline(lives: Sequence[Life], first: dt.date, as_of: dt.date, reader: Reader) -> TimelineView:
    """Every project in the table; those that ran between `first` and as-of in the picture, newest first."""
    alive = [x for x in lives if x.stretches and x.stretches[-1].last >= first]
    drawn = alive[:SHOWN]
    origin = max(first, min((x.stretches[0].first for x in drawn), default=first))
    bars = tuple(_bar(x, origin, reader) for x in drawn)
    hidden = len(lives) - len(drawn)
    return TimelineView(
        answer=_answer(lives, reader),
        second=_second(lives, reader),
        bars=bars,
        days=max(1, (as_of - origin).days + 1),
        ticks=month_ticks(origin, as_of, reader),
        legend=_legend(drawn),
        more=ngettext("{n} more is in the table.", "{n} more are in the table.", hidden).format(n=reader.number(hidden))
        if hidden
        else "",
        alt=_("When each project ran: {bars}.").format(bars="; ".join(b.text for b in bars)),
        table=_table(lives, reader),
    )


def _answer(lives: Sequence[Life], reader: Reader) -> str:
    if not lives:
        return _("No project is on record yet.")
    running = sum(1 for x in lives if x.state in ("running", "paused"))
    paused = sum(1 for x in lives if x.state == "paused")
    if len(lives) == 1:
        one = {"running": _("Your one project is running."), "paused": _("Your one project is paused.")}
        return one.get(lives[0].state, _("Your one project is not running."))
    said = _("{a} of your {n} projects are running").format(
        a=reader.number(running - paused), n=reader.number(len(lives))
    )
    if paused:
        said += ngettext(", {n} is paused", ", {n} are paused", paused).format(n=reader.number(paused))
    return f"{said}."


def _second(lives: Sequence[Life], reader: Reader) -> str:
    ended = [x.end for x in lives if x.end is not None]
    by = [e for e in ended if e.event in BY_PLATFORM]
    if not ended:
        return ""
    said = ngettext(
        "{n} has ended, {by} of them by the platform.", "{n} have ended, {by} of them by the platform.", len(ended)
    ).format(n=reader.number(len(ended)), by=reader.number(len(by)))
    return f"{said} {_notices(by, reader)}".strip()


def _notices(ended: Sequence[LifeEvent], reader: Reader) -> str:
    known = [e.notice for e in ended if e.notice is not None]
    if not known:
        return ""
    none = sum(1 for h in known if h < 0.5)
    return _("Of the {n} whose announcement is on record, {none} came without notice.").format(
        n=reader.number(len(known)), none=reader.number(none)
    )


def _bar(life: Life, origin: dt.date, reader: Reader) -> TimelineBar:
    name, state = reader.project(life.platform, life.project), state_text(life, reader)
    pieces = tuple(
        Piece((max(s.first, origin) - origin).days, (s.last - max(s.first, origin)).days + 1, s.paused)
        for s in life.stretches
        if s.last >= origin
    )
    first, last = life.stretches[0].first, life.stretches[-1].last
    text = _("{name} on {platform}, {days}: {state}").format(
        name=name, platform=life.platform, days=reader.days(first, last), state=state
    )
    end = (last - origin).days + 1
    return TimelineBar(name, life.platform, state, pieces, life.end.event if life.end else "", end, text)


def month_ticks(first: dt.date, last: dt.date, reader: Reader) -> tuple[tuple[int, str], ...]:
    """Up to five firsts of months, as far apart as fits the stretch."""
    months = months_apart(first, last)
    step = next(s for s in (1, 2, 3, 6, 12, 24, 48, 120, 1200) if months / s <= 4)
    skeleton = "y" if step >= 12 else "yMMM"
    ticks = month_firsts(first, last, step)
    return tuple(((d - first).days, str(format_skeleton(skeleton, d, locale=reader.locale))) for d in ticks)


def _legend(drawn: Sequence[Life]) -> str:
    ends = {x.end.event for x in drawn if x.end is not None}
    said = [_("Plain: running.")]
    if any(s.paused for x in drawn for s in x.stretches):
        said.append(_("Hatched: paused."))
    if ends & set(BY_PLATFORM):
        said.append(_("Cross: ended by the platform."))
    if "completed" in ends:
        said.append(_("Dot: completed."))
    if "left" in ends:
        said.append(_("Triangle: you left."))
    return " ".join(said)


def _table(lives: Sequence[Life], reader: Reader) -> Table:
    columns = (
        Column("project", _("Project")),
        Column("platform", _("Platform")),
        head(Project, "role"),
        Column("state", _("How it stands")),
        Column("started_on", _("Started")),
        Column("ended_on", _("Ended")),
        Column("notice_hours", _("Hours of notice"), right=True),
        Column("days", _("Days"), right=True),
        Column("hours", _("Hours"), right=True),
        Column("rate", _("Rate now"), right=True),
        Column("promised_weekly_hours", _("Promised a week"), right=True),
        Column("weekly_hours", _("Worked a week"), right=True),
    )
    return Table.of(columns, [_row(x, reader) for x in lives])


def _row(x: Life, reader: Reader) -> list[tuple[str, Value]]:
    notice = x.end.notice if x.end else None
    weekly = None if x.weekly_hours is None else round(x.weekly_hours, 1)
    return [
        both(reader.project(x.platform, x.project)),
        both(x.platform),
        both(x.role or ""),
        both(state_text(x, reader)),
        (reader.day(x.started), x.started) if x.started else ("", None),
        (reader.day(x.end.day), x.end.day) if x.end else ("", None),
        ("" if notice is None else reader.number(notice, 0), notice),
        ("" if x.days is None else reader.number(x.days), x.days),
        (reader.number(x.hours, 1) if x.hours else "", round(x.hours, 2)),
        money(x.rates[-1].rate if x.rates else None, x.currency, reader),
        ("" if x.promised_weekly is None else reader.number(x.promised_weekly, 1), x.promised_weekly),
        ("" if weekly is None else reader.number(weekly, 1), weekly),
    ]
